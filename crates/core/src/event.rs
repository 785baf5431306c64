//! What can happen to a person's conversation.

use crate::{
    Answer, Id, Private,
    answer::When,
    ask::{QuestionId, Stamp},
    community::Origin,
    vocabulary::{Length, News},
};
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

/// One thing that happened, as the core hears it.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// The person said something, understood in the light of the current question.
    Heard {
        /// What it means.
        meaning: Meaning,
        /// Their own words.
        said: Option<Private>,
        /// The question it belongs to, where a button or menu brought it back.
        stamp: Option<Stamp>,
    },
    /// The person came to a place where they can be spoken to: the terminal was
    /// opened, or its clock was moved. Whatever is due is said, whatever the hour.
    Visit,
    /// The person pressed the button under a post of a community, or said so in another way of the
    /// platform; `None` where that post is not known any more.
    Prompt(Option<Box<Origin>>),
    /// The moment came for which the person's agenda asked to be woken.
    Due,
    /// The person took back a message of theirs, in the way of the platform: what it had told;
    /// `None` where that is not known any more.
    Removed(Option<Vec<Given>>),
    /// The person changed a message of theirs, in the way of the platform.
    Edited {
        /// What it had told.
        given: Vec<Given>,
        /// What it means now, in the light of the question answered last.
        meaning: Meaning,
        /// Their own words, as they are now.
        said: Private,
    },
}

/// Something that a message told at its time.
#[derive(Clone, PartialEq, Eq)]
pub struct Given {
    /// The talk it was told in.
    pub talk: Id,
    /// The answer, or the item of a list.
    pub what: What,
    /// When it was told.
    pub at: Timestamp,
}

/// What was told.
#[derive(Clone, PartialEq, Eq)]
pub enum What {
    /// The answer to this question.
    Answer(QuestionId),
    /// This item of a list.
    Item(Id),
}

/// What the words crate made of an utterance.
#[derive(Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Answers to the current question and, in order, to the parts after it; never empty.
    Answers(Vec<Answer>),
    /// Something that can be said at any time.
    Command(Command),
    /// Free text that sounds like this command: it is asked before anything follows (§0).
    Guess(Command),
    /// Understood, but not an answer to this question.
    Unclear(Unclear),
}

/// What can be said at any time (`conversations.md` §0).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// What can I do here?
    Help,
    /// Look back at an interview.
    Debrief(Option<Length>),
    /// Note an interview.
    Interview,
    /// Note an interview of which something was told already.
    Note(Told),
    /// An interview was moved.
    Reschedule,
    /// An interview will not happen.
    Cancelled,
    /// Show the balance sheet.
    Sheet,
    /// Rehearse an answer card.
    Rehearse,
    /// Show processes, states and dates.
    List,
    /// Also those that are over.
    ListClosed,
    /// "Leave me be until …"; `None` asks until when.
    Quiet(Option<civil::DateTime>),
    /// Not quiet any more.
    Unquiet,
    /// People to turn to (§7, the short form).
    Support,
    /// What is kept, where, and who can reach it.
    Privacy,
    /// Set the time zone.
    Zone,
    /// Withdraw the last answer.
    Back,
    /// Put the talk aside; it goes on at the same question.
    Pause,
    /// Go on with what was put aside.
    Resume,
    /// End the talk.
    Stop,
    /// Delete the last answer.
    DeleteThat,
    /// Change an earlier answer.
    Correct,
    /// "Changed my mind": about an answer, or about a job.
    ChangedMind,
    /// Why is this asked?
    Why,
    /// Say the question again.
    Again,
    /// News has come, or is asked for (W9).
    Heard(Option<News>),
    /// How the wait is held (W1b).
    Waiting,
    /// Put a worry down (W3).
    Worry,
    /// Take oneself out of a process.
    Withdraw,
    /// Feedback has arrived (§3).
    Feedback,
    /// The dream employers in view (§3).
    Dream,
    /// An offer, or the one being weighed (§4).
    Offer,
    /// The present employer offers more (§4).
    CounterOffer,
    /// Draft a letter (§8).
    Letters,
    /// L10: let this job know of an offer elsewhere. Nobody types it; it is asked about (§2, §8).
    LineUp(Id),
    /// A calendar file of what is to come (§9).
    Calendar,
    /// Sitting on the other side (§6).
    Panel,
    /// Share a line with the channel that a talk was begun from (§6).
    Share,
    /// Take back what was shared last.
    TakeBack,
    /// Ask a moderator to write (§7).
    AskModerator,
    /// What comes next.
    Next,
    /// Change one's settings.
    Settings,
    /// Take everything along.
    Export,
    /// Erase everything.
    Erase,
}

/// What was told of an interview in the very message that notes it:
/// "interview tomorrow at 3 with the Leeds people".
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Told {
    /// When it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<When>,
    /// With whom, as a nickname for the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<Private>,
}

/// Without the nickname: it is a person's own words.
impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("start", &self.start).finish_non_exhaustive()
    }
}

/// Why an utterance is no answer: what was found. The question itself says what was expected.
#[derive(Clone, PartialEq, Eq)]
pub enum Unclear {
    /// Nothing was said.
    Empty,
    /// Longer than [`crate::Settings::text_limit`]: this many characters.
    TooLong(usize),
    /// A number that is not among the choices, or not on the scale.
    OutOfRange {
        /// What was said.
        found: Private,
        /// The lowest number that would do.
        low: i64,
        /// The highest.
        high: i64,
    },
    /// A day that does not exist, such as February 30.
    NoSuchDay(Private),
    /// A day on the wrong side of today.
    WrongSide {
        /// The day that was understood.
        found: civil::Date,
        /// Whether a day to come was wanted.
        future: bool,
    },
    /// Not a place or a zone that is known.
    NoSuchPlace(Private),
    /// Fits several choices.
    Ambiguous(Private),
    /// "Skip", where the answer is needed.
    NotSkippable,
    /// Some of the parts were understood, but this one was not.
    Part(Private),
    /// None of the above.
    NotUnderstood(Private),
}
