//! What has to hold of everything that is said by itself, stated apart from the code that says it.

use super::{life::Unprompted, promised::Promised};
use afterword_core::{
    Fact, Id, Person, Settings,
    reminders::{self, Rank, ReminderId},
    talks::letter,
    vocabulary::{LetterKind, ProcessState},
};
use jiff::{ToSpan, civil};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// §0: one a day, three in seven days, offer deadlines apart.
const A_DAY: usize = 1;
const A_WEEK: usize = 3;
/// §2: never more than two chasers.
const CHASERS: usize = 2;
/// §0: quiet hours.
const QUIET_FROM: civil::Time = civil::time(20, 0, 0, 0);
const QUIET_UNTIL: civil::Time = civil::time(8, 30, 0, 0);

#[derive(Default)]
pub(super) struct Checks {
    pub(super) years: usize,
    pub(super) turns: usize,
    messages: usize,
    by_rank: BTreeMap<String, usize>,
    states: BTreeSet<&'static str>,
    /// When each person of this run was written to.
    contacts: BTreeMap<u64, Vec<civil::DateTime>>,
    /// What was called off, by person: nothing that hangs on it may be said.
    called_off: BTreeSet<(u64, Id)>,
    /// What was promised for a day, by person.
    promised: BTreeMap<u64, Promised>,
}

impl Checks {
    /// Looks at what a turn did.
    pub(super) fn heard(&mut self, seed: u64, after: &Person, local: civil::DateTime, facts: &[Fact]) {
        let took_a_place = |fact: &'_ Fact| match fact {
            Fact::Reminded { reminder, visit: false } if reminder.rank() != Rank::Deadline => Some(reminder.clone()),
            _ => None,
        };
        self.promised(seed).turn(after, local, facts.iter().find_map(took_a_place).as_ref());
        for fact in facts {
            match fact {
                Fact::RoundCancelled(round) => {
                    self.called_off.insert((seed, *round));
                }
                Fact::RoundMoved { round, .. } => {
                    self.called_off.remove(&(seed, *round));
                }
                Fact::ProcessMoved { to, .. } => {
                    self.states.insert(to.id());
                }
                _ => {}
            }
        }
        for process in after.processes() {
            let last =
                after.rounds().filter(|round| round.process == process.id && !round.cancelled).map(|round| round.end());
            let last = last.filter(|end| *end <= local).max().unwrap_or(civil::DateTime::MIN);
            let sent = letter::sent(after, &[LetterKind::Chaser], process.id);
            let chasers = sent.iter().filter(|(_, at)| *at >= last).count();
            assert!(chasers <= CHASERS, "seed {seed}: {chasers} chasers after one interview");
        }
        assert!(after.stack().len() < 40, "seed {seed}: talks pile up");
    }

    fn promised(&mut self, seed: u64) -> &mut Promised {
        self.promised.entry(seed).or_insert_with(|| Promised::of(seed))
    }

    /// The program was down, or busy, when it asked to be woken.
    pub(super) fn woken_late(&mut self, seed: u64, from: civil::DateTime, to: civil::DateTime) {
        self.promised(seed).woken_late(from, to);
    }

    /// Looks at what was said without being asked for.
    pub(super) fn said(&mut self, said: &Unprompted<'_>) {
        let seed = said.seed;
        self.messages += 1;
        let reminders: Vec<&ReminderId> = said
            .facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Reminded { reminder, .. } => Some(reminder),
                _ => None,
            })
            .collect();
        let words = crate::script::words(said.say);
        assert!(!reminders.is_empty(), "seed {seed}: something was said at {} for no reason: {words:?}", said.local);
        for reminder in &reminders {
            *self.by_rank.entry(format!("{:?}", reminder.rank())).or_default() += 1;
        }
        let ranks: Vec<Rank> = reminders.iter().map(|reminder| reminder.rank()).collect();
        let deadline = ranks.contains(&Rank::Deadline);
        self.budget(said, deadline);
        self.quiet_that_was_asked_for(said, deadline);
        for reminder in reminders {
            self.nothing_that_was_called_off(seed, reminder);
        }
        if !ranks.contains(&Rank::Dream) {
            nothing_about_what_was_let_go(said);
        }
    }

    fn budget(&mut self, said: &Unprompted<'_>, deadline: bool) {
        let (seed, local) = (said.seed, said.local);
        assert!(
            local.time() >= QUIET_UNTIL && local.time() < QUIET_FROM,
            "seed {seed}: something was said at {local}, in quiet hours"
        );
        if deadline {
            return;
        }
        let contacts = self.contacts.entry(seed).or_default();
        contacts.push(local);
        let that_day = contacts.iter().filter(|other| other.date() == local.date()).count();
        assert!(that_day <= A_DAY, "seed {seed}: {that_day} messages on {}", local.date());
        let week = local.saturating_sub(7.days());
        let that_week = contacts.iter().filter(|other| **other > week && **other <= local).count();
        assert!(that_week <= A_WEEK, "seed {seed}: {that_week} messages in the week before {local}");
    }

    fn quiet_that_was_asked_for(&self, said: &Unprompted<'_>, deadline: bool) {
        let until = said.before.quiet().filter(|quiet| quiet.asked).map(|quiet| quiet.until);
        let quiet = until.is_some_and(|until| said.local < until);
        assert!(!quiet || deadline, "seed {}: something was said at {}, in a time of quiet", said.seed, said.local);
    }

    fn nothing_that_was_called_off(&self, seed: u64, reminder: &ReminderId) {
        let (ReminderId::Evening { round } | ReminderId::Invitation { round, .. }) = reminder else { return };
        assert!(!self.called_off.contains(&(seed, *round)), "seed {seed}: {reminder:?} of an interview called off");
    }

    /// At the end, nothing that was promised is still owed.
    pub(super) fn promises(&self, seed: u64, person: &Person, settings: &Settings, local: civil::DateTime) {
        let owed = |reminder: &reminders::Reminder| {
            let promise = matches!(reminder.id.rank(), Rank::Nudge | Rank::PutOff | Rank::Date);
            promise && reminder.due < local.saturating_sub(1.day())
        };
        let owed: Vec<_> = reminders::agenda(person, settings).into_iter().filter(owed).collect();
        assert!(owed.is_empty(), "seed {seed}: still owed at {local}: {owed:?}");
    }

    /// The years were lived, and not just sat through.
    pub(super) fn saw_enough(&self) {
        let average = self.messages / self.years.max(1);
        assert!(average >= 5, "only {average} messages a year");
    }
}

/// Nothing is said again about a job that was let go (§3).
fn nothing_about_what_was_let_go(said: &Unprompted<'_>) {
    // A question of theirs that was open already is only put again.
    let opened =
        |talk: Id| said.facts.iter().any(|fact| matches!(fact, Fact::TalkOpened { talk: of, .. } if *of == talk));
    let own = said.say.iter().map(|say| (&say.blocks, say.ask.as_ref().filter(|ask| opened(ask.stamp.talk))));
    let text = serde_json::to_string(&own.collect::<Vec<_>>()).unwrap();
    for process in said.before.processes().filter(|process| process.state == ProcessState::LetGo) {
        let nickname = process.nickname.reveal();
        // A job that was called otherwise since bears the words of everything else that is said here.
        let named = nickname.starts_with("nickname-") && text.contains(nickname);
        assert!(!named, "seed {}: {nickname} was let go, and spoken of at {}: {text}", said.seed, said.local);
    }
}

impl fmt::Display for Checks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} years, {} turns, {} messages unprompted: {:?}",
            self.years, self.turns, self.messages, self.by_rank
        )?;
        write!(f, "states that processes came to: {:?}", self.states)
    }
}
