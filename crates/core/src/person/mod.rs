//! A person: the fold of a journal.

mod apply;

use crate::{
    Ask, Entry, Id, Private, Settings, Zone,
    calendar::Given,
    community::{Home, Origin},
    entry::Setting,
    presence::Presence,
    reminders::{self, ReminderId},
    shelf::Shelf,
    talks::{self, record::Record},
    turn::Context,
    vocabulary::{Hours, InterviewKind, Length, ProcessState, Section},
};
use jiff::{Timestamp, civil};
use std::{borrow::Cow, sync::Arc};

/// Everything known about one person. Cheap to clone: what is not changed is shared.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    tag: u32,
    revision: u32,
    last_at: Timestamp,
    agreed: bool,
    zone: Option<String>,
    country: Option<String>,
    hours: Hours,
    length: Option<Length>,
    bars: bool,
    changed: Option<Setting>,
    talks: Shelf<Id, Arc<Record>>,
    stack: Vec<Id>,
    processes: Shelf<Id, Process>,
    rounds: Shelf<Id, Round>,
    reminded: Shelf<ReminderId, Reminded>,
    lapsed: Shelf<ReminderId, ()>,
    contacts: Vec<civil::DateTime>,
    quiet: Option<Quiet>,
    typed: Shelf<Id, Typed>,
    presence: Presence,
    cared: Option<Id>,
    calendar: Arc<Vec<Given>>,
    invited: Option<Arc<Origin>>,
    prompts: Shelf<Id, BegunPrompt>,
    shared: Shelf<Id, SharedLine>,
}

/// A talk that was begun from a post of a community.
#[derive(Clone, PartialEq, Eq)]
pub struct BegunPrompt {
    /// The post.
    pub origin: Origin,
    /// When.
    pub at: Timestamp,
    /// Whether the talk came to its end.
    pub finished: bool,
}

/// A line that was shared with a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct SharedLine {
    /// Its name.
    pub id: Id,
    /// The post under which it goes.
    pub origin: Origin,
    /// When it was confirmed.
    pub at: Timestamp,
    /// Whether it was taken back.
    pub taken: bool,
}

/// One job with one employer.
#[derive(Clone, PartialEq, Eq)]
pub struct Process {
    /// Its name.
    pub id: Id,
    /// What the person calls it.
    pub nickname: Private,
    /// The role as advertised.
    pub role: Option<Private>,
    /// The employer; never in a notification.
    pub employer: Option<Private>,
    /// The agency it runs through.
    pub agency: Option<Private>,
    /// Where it stands.
    pub state: ProcessState,
    /// Whether news was heard: the hunch is locked then.
    pub news: bool,
    /// When news was last heard: hunches from before it are locked.
    pub news_at: Option<Timestamp>,
    /// When it was noted.
    pub noted: Timestamp,
}

/// One interview.
#[derive(Clone, PartialEq, Eq)]
pub struct Round {
    /// Its name.
    pub id: Id,
    /// The talk that noted it.
    pub talk: Id,
    /// The job.
    pub process: Id,
    /// Its start, on the person's clock.
    pub start: civil::DateTime,
    /// How long it lasts, in minutes.
    pub minutes: i64,
    /// What kind it is.
    pub kind: Option<InterviewKind>,
    /// What they would like arranged for them.
    pub arrange: Option<Private>,
    /// Whether it was called off.
    pub cancelled: bool,
    /// When it was noted, on the person's clock.
    pub noted: civil::DateTime,
}

impl Round {
    /// Its end, on the person's clock.
    #[must_use]
    pub fn end(&self) -> civil::DateTime {
        // `from_mins` panics where the seconds do not fit.
        self.start.saturating_add(jiff::SignedDuration::from_secs(self.minutes.saturating_mul(60)))
    }
}

/// A time of no reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// When it ends, on the person's clock.
    pub until: civil::DateTime,
    /// Whether the person asked for it.
    pub asked: bool,
    /// Whether nothing is said of an offer's deadline either.
    pub deadlines: bool,
}

/// How a reminder was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminded {
    /// When.
    pub at: Timestamp,
    /// When, on the person's clock.
    pub local: civil::DateTime,
    /// Whether the person had come by themselves.
    pub visit: bool,
}

/// A line that the person typed onto the balance sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    /// Where it stands.
    pub section: Section,
    /// What it says.
    pub text: Private,
    /// When it was typed, on the person's clock.
    pub local: civil::DateTime,
}

impl Person {
    /// Somebody nothing is known about. `tag`: the low 24 bits of their actor id.
    #[must_use]
    pub fn new(tag: u32) -> Self {
        Self {
            tag,
            revision: 0,
            last_at: Timestamp::UNIX_EPOCH,
            agreed: false,
            zone: None,
            country: None,
            hours: Hours::Usual,
            length: None,
            bars: false,
            changed: None,
            talks: Shelf::default(),
            stack: Vec::new(),
            processes: Shelf::default(),
            rounds: Shelf::default(),
            reminded: Shelf::default(),
            lapsed: Shelf::default(),
            contacts: Vec::new(),
            quiet: None,
            typed: Shelf::default(),
            presence: Presence::default(),
            cared: None,
            calendar: Arc::default(),
            invited: None,
            prompts: Shelf::default(),
            shared: Shelf::default(),
        }
    }

    /// The fold of a journal.
    pub fn fold<'a>(tag: u32, journal: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut person = Self::new(tag);
        journal.into_iter().for_each(|entry| person.apply(entry));
        person
    }
}

/// Looking, without changing.
impl Person {
    /// The low 24 bits of their actor id; ids are minted from it.
    #[must_use]
    pub fn tag(&self) -> u32 {
        self.tag
    }

    /// Whether they said yes; until then nothing may be stored.
    #[must_use]
    pub fn agreed(&self) -> bool {
        self.agreed
    }

    /// The turn of the last entry.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The moment of the last entry.
    #[must_use]
    pub fn last_at(&self) -> Timestamp {
        self.last_at
    }

    /// The zone they live by: their own, else the operator's.
    #[must_use]
    pub fn zone(&self, settings: &Settings) -> Zone {
        Zone::or_utc(self.zone.as_deref().unwrap_or(&settings.zone))
    }

    /// Their own zone, where they said it.
    #[must_use]
    pub fn zone_name(&self) -> Option<&str> {
        self.zone.as_deref()
    }

    /// Their country (ISO 3166-1 alpha-2), where they said it.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// How long debriefs are to be, where they said so once for all.
    #[must_use]
    pub fn own_length(&self) -> Option<Length> {
        self.length
    }

    /// Whether small bars stand beside the skills of the balance sheet (§5: off by default).
    #[must_use]
    pub fn bars(&self) -> bool {
        self.bars
    }

    /// The setting changed last, as it was before.
    #[must_use]
    pub fn changed_setting(&self) -> Option<&Setting> {
        self.changed.as_ref()
    }

    /// The operator's numbers, with what this person set for themselves in their place.
    #[must_use]
    pub fn own<'a>(&self, settings: &'a Settings) -> Cow<'a, Settings> {
        match self.hours.quiet() {
            None => Cow::Borrowed(settings),
            Some((quiet_from, quiet_until)) => Cow::Owned(Settings { quiet_from, quiet_until, ..settings.clone() }),
        }
    }

    /// A talk.
    #[must_use]
    pub fn talk(&self, id: Id) -> Option<&Record> {
        self.talks.get(&id).map(Arc::as_ref)
    }

    /// All talks, oldest first.
    pub fn talks(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.talks.values().map(Arc::as_ref)
    }

    /// Open talks; the last one is in front.
    #[must_use]
    pub fn stack(&self) -> &[Id] {
        &self.stack
    }

    /// The talk in front.
    #[must_use]
    pub fn front(&self) -> Option<&Record> {
        self.talk(*self.stack.last()?)
    }

    /// All jobs, oldest first.
    pub fn processes(&self) -> impl DoubleEndedIterator<Item = &Process> {
        self.processes.values()
    }

    /// A job.
    #[must_use]
    pub fn process(&self, id: Id) -> Option<&Process> {
        self.processes.get(&id)
    }

    /// All interviews, by when they were noted.
    pub fn rounds(&self) -> impl DoubleEndedIterator<Item = &Round> {
        self.rounds.values()
    }

    /// An interview.
    #[must_use]
    pub fn round(&self, id: Id) -> Option<&Round> {
        self.rounds.get(&id)
    }

    /// Lines they typed themselves.
    pub fn typed_lines(&self) -> impl Iterator<Item = (&Id, &Typed)> {
        self.typed.iter()
    }

    /// The time of no reminders, if there is one.
    #[must_use]
    pub fn quiet(&self) -> Option<Quiet> {
        self.quiet
    }

    /// When a reminder was said.
    #[must_use]
    pub fn reminded(&self, reminder: &ReminderId) -> Option<Reminded> {
        self.reminded.get(reminder).copied()
    }

    /// All reminders that were said, with how.
    pub fn said(&self) -> impl Iterator<Item = (&ReminderId, &Reminded)> {
        self.reminded.iter()
    }

    /// Whether a reminder needs nothing more: said, or its moment passed.
    #[must_use]
    pub fn is_past(&self, reminder: &ReminderId) -> bool {
        self.reminded.contains(reminder) || self.lapsed.contains(reminder)
    }

    /// What stood in the calendar that they were last given.
    #[must_use]
    pub fn calendar(&self) -> &[Given] {
        &self.calendar
    }

    /// The post they answered before they were met.
    #[must_use]
    pub fn invited(&self) -> Option<&Origin> {
        self.invited.as_deref()
    }

    /// The talks that were begun from posts of communities.
    pub fn begun_prompts(&self) -> impl Iterator<Item = &BegunPrompt> {
        self.prompts.values()
    }

    /// What was begun from this post.
    #[must_use]
    pub fn begun_prompt(&self, run: Id) -> Option<&BegunPrompt> {
        self.prompts.get(&run)
    }

    /// The lines that were shared with channels.
    pub fn shared(&self) -> impl Iterator<Item = &SharedLine> {
        self.shared.values()
    }

    /// The community whose moderators can be asked to write: where they last answered a post, if it offers that.
    #[must_use]
    pub fn asks_moderators_of(&self) -> Option<&Home> {
        let newest = self.begun_prompts().max_by_key(|begun| begun.at)?;
        newest.origin.asks.then_some(&newest.origin.home)
    }

    /// When they were last heard, and what went unanswered.
    #[must_use]
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The talk of care that is still remembered: its marker (§7).
    #[must_use]
    pub fn cared(&self) -> Option<&Record> {
        self.talk(self.cared?)
    }

    /// When they were written to without having come by themselves.
    pub fn contacts(&self) -> impl Iterator<Item = civil::DateTime> {
        self.contacts.iter().copied()
    }

    /// The question they are at, if one is open.
    #[must_use]
    pub fn current_ask(&self, context: &Context<'_>) -> Option<Ask> {
        talks::ask(self, self.front()?, context.settings)
    }

    /// When they want to be woken next: the earliest moment at which
    /// [`crate::Event::Due`] would say or change something. Never before `now`,
    /// unless something lapses without a word.
    #[must_use]
    pub fn next_wake(&self, settings: &Settings, now: Timestamp) -> Option<Timestamp> {
        reminders::next_wake(self, settings, now)
    }
}
