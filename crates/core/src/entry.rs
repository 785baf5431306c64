//! The journal: facts in the person's own terms, carrying everything decided when they were made.

use crate::{
    Answer, Id, Private,
    ask::QuestionId,
    calendar::Given,
    community::Origin,
    reminders::{Rank, ReminderId},
    talks::Opening,
    vocabulary::{Hours, InterviewKind, Length, ProcessState, Section},
};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// The version of the entry format that this code writes.
pub const FORMAT: u16 = 1;

/// What one turn adds to a journal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// [`FORMAT`] when it was written.
    pub v: u16,
    /// The turn; rises by at least one from entry to entry.
    pub revision: u32,
    /// When it was decided.
    pub at: Timestamp,
    /// The person's civil date and time at that moment.
    pub local: civil::DateTime,
    /// What happened, in order.
    pub facts: Vec<Fact>,
}

/// One thing that happened. `apply` needs nothing but this to change the state.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The person said yes to being helped; before this nothing is stored.
    Agreed,
    /// Their zone (IANA name).
    ZoneSet(String),
    /// Their country (ISO 3166-1 alpha-2).
    CountrySet(String),
    /// A setting of theirs is otherwise from here on (§0).
    SettingChanged(Setting),
    /// Kinds of reminder that had stopped are said again.
    KindsResumed,
    /// A talk began.
    TalkOpened {
        /// Its name.
        talk: Id,
        /// The facts fixed when it began.
        opening: Opening,
    },
    /// A question was answered; an earlier answer to it is replaced.
    Answered {
        /// The talk.
        talk: Id,
        /// The question.
        question: QuestionId,
        /// What was understood.
        answer: Answer,
        /// Their own words, where they were typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<Private>,
        /// What the answer weighs as evidence, in per cent.
        #[serde(default = "full_weight", skip_serializing_if = "is_full_weight")]
        weight: u8,
    },
    /// One more item of a list.
    ItemAdded {
        /// The talk.
        talk: Id,
        /// The list.
        question: QuestionId,
        /// The item's name.
        item: Id,
        /// What it says.
        text: Private,
    },
    /// An item says something else now.
    ItemChanged {
        /// The talk.
        talk: Id,
        /// The item.
        item: Id,
        /// What it says.
        text: Private,
    },
    /// An item is gone, and all that was said about it.
    ItemDeleted {
        /// The talk.
        talk: Id,
        /// The item.
        item: Id,
    },
    /// The answer to this question was taken back or deleted.
    Withdrawn {
        /// The talk.
        talk: Id,
        /// The question.
        question: QuestionId,
    },
    /// A talk was put aside.
    Paused(Id),
    /// A talk was brought to the front again.
    Resumed(Id),
    /// A talk was ended by the person; its answers stay.
    Stopped(Id),
    /// A talk came to its end.
    Finished(Id),
    /// They are here, after something was said to them unprompted, or after a long time.
    Present {
        /// Kinds that went unanswered meanwhile, once for each time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        ignored: Vec<Rank>,
    },
    /// The answer to this question is a mark of mood: it is dropped after a fortnight (§7).
    MoodMarked {
        /// The talk.
        talk: Id,
        /// The question.
        question: QuestionId,
    },
    /// A mark of mood is gone.
    MoodDropped {
        /// The talk.
        talk: Id,
        /// The question.
        question: QuestionId,
        /// The length that followed from it, which stays.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        length: Option<Length>,
    },
    /// Nothing is left of a talk of care: its marker ran out, or was taken back (§7).
    CareForgotten(Id),
    /// In the place of a fact that nothing is to be left of.
    Forgotten,
    /// Nobody came back to a talk in time; what it holds stays as a partial.
    Lapsed(Id),
    /// §7 was said in a talk, as journals of 0.1 have it; now care is a talk of its own.
    Cared(Id),
    /// A debrief goes on beyond its first length: the rest, or a second look.
    Extended {
        /// The talk.
        talk: Id,
        /// The length it has from now on.
        length: Length,
    },
    /// A job with an employer.
    ProcessNoted {
        /// Its name.
        process: Id,
        /// What the person calls it; the only name in notifications.
        nickname: Private,
        /// The role as advertised.
        role: Option<Private>,
        /// The employer.
        employer: Option<Private>,
        /// The agency, where there is one.
        agency: Option<Private>,
    },
    /// An interview.
    RoundNoted {
        /// Its name.
        round: Id,
        /// The talk that noted it.
        talk: Id,
        /// The job.
        process: Id,
        /// When it starts, on the person's clock.
        start: civil::DateTime,
        /// How long it lasts.
        minutes: i64,
        /// What kind it is.
        kind: Option<InterviewKind>,
        /// What they would like arranged for them.
        arrange: Option<Private>,
    },
    /// A job is called otherwise, or more is known of it.
    ProcessTold {
        /// Which.
        process: Id,
        /// What the person calls it.
        nickname: Private,
        /// The role as advertised.
        role: Option<Private>,
        /// The employer.
        employer: Option<Private>,
        /// The agency.
        agency: Option<Private>,
    },
    /// Something else is known of an interview.
    RoundTold {
        /// Which.
        round: Id,
        /// How long it lasts.
        minutes: i64,
        /// What kind it is.
        kind: Option<InterviewKind>,
        /// What they would like arranged.
        arrange: Option<Private>,
    },
    /// An interview was moved.
    RoundMoved {
        /// Which.
        round: Id,
        /// The new start.
        start: civil::DateTime,
    },
    /// An interview will not happen.
    RoundCancelled(Id),
    /// A job is now here.
    ProcessMoved {
        /// Which.
        process: Id,
        /// Where it stands.
        to: ProcessState,
    },
    /// News came: the hunch is locked from here on (§1, later corrections).
    NewsHeard(Id),
    /// A job is gone, with its interviews and all that was said about them (§2, W8).
    ProcessDeleted {
        /// Which.
        process: Id,
        /// Its interviews.
        rounds: Vec<Id>,
        /// The talks about it.
        talks: Vec<Id>,
    },
    /// A reminder was said.
    Reminded {
        /// Which.
        reminder: ReminderId,
        /// Whether the person had come by themselves: it is no contact then (§0, contact budget).
        visit: bool,
    },
    /// A reminder's moment passed unsaid.
    ReminderLapsed(ReminderId),
    /// Nothing is to be said before this, on the person's clock.
    QuietUntil {
        /// When it ends.
        until: civil::DateTime,
        /// Whether the person asked for it (else it is the promise after a debrief).
        asked: bool,
        /// Whether nothing is said of an offer's deadline either: asked about once.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        deadlines: bool,
    },
    /// The person wants to hear from us again.
    QuietEnded,
    /// A line the person typed onto the balance sheet.
    LineTyped {
        /// Its name.
        line: Id,
        /// Where it stands.
        section: Section,
        /// What it says.
        text: Private,
    },
    /// A typed line is gone.
    LineRemoved(Id),
    /// A post of a community was answered before the yes: its talk begins after it.
    PromptInvited(Box<Origin>),
    /// A talk was begun from a post of a community.
    PromptBegun(Box<Origin>),
    /// It came to its end.
    PromptFinished(Id),
    /// A line was shared with the channel.
    Shared {
        /// Its name.
        share: Id,
        /// The post under which it goes.
        origin: Box<Origin>,
    },
    /// It was taken back.
    ShareTaken(Id),
    /// A calendar was handed over with these dates, or what was handed over is forgotten (§9).
    CalendarGiven(Vec<Given>),
}

/// A setting of one person. What they did not set follows the operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// The zone (IANA name).
    Zone(Option<String>),
    /// The country (ISO 3166-1 alpha-2).
    Country(Option<String>),
    /// The quiet hours.
    Hours(Hours),
    /// How long debriefs are to be; `None` asks each time.
    Length(Option<Length>),
    /// Whether small bars stand beside the skills of the balance sheet.
    Bars(bool),
}

fn full_weight() -> u8 {
    100
}

fn is_full_weight(weight: &u8) -> bool {
    *weight == full_weight()
}
