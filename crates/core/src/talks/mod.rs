//! The talks, one file each: every talk is a state machine with one variant per
//! thing being waited for.
//!
//! Where a person stands is found by walking: the machine starts from its
//! opening and is fed the recorded answers by question id; where none is
//! known, there the person stands. So *back* withdraws an answer, *correct*
//! replaces one, and a changed flow keeps every answer whose question survives.

mod about;
pub mod ask_moderator;
pub mod care;
pub mod confirm;
pub mod correct;
pub mod counter_offer;
pub mod day_before;
pub mod debrief;
pub mod dream;
pub mod erase;
pub mod feedback;
pub mod first_contact;
pub mod flow;
pub mod heard;
pub mod interview;
pub mod job;
pub mod learning;
pub mod letter;
pub mod letting_go;
pub(crate) mod names;
pub mod no;
pub mod nudge;
pub mod offer;
pub mod offer_deadline;
pub mod offer_decision;
pub mod offer_replies;
pub mod overnight;
pub mod panel;
pub mod place;
pub mod quiet;
pub mod record;
pub mod rehearsal;
pub mod review;
pub mod settings;
pub mod share;
pub mod sheet;
pub mod silence;
pub mod step;
pub mod waiting;
mod walking;
pub mod weekly;
pub mod withdrawal;
pub mod worry;

pub(crate) use about::{about_process, job_name};
pub(crate) use walking::walk_on;
pub use walking::{Walked, walk, walk_anew, walk_from, walk_through};

use crate::{
    Answer, Ask, Id, Person, QuestionId, Settings,
    ask::{Kind, Part, Stamp},
    event::Command,
    sheet::cards::CardId,
    vocabulary::Length,
    wording as say,
};
use record::Record;
use serde::{Deserialize, Serialize};

/// The facts fixed when a talk began.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// §0, first contact.
    FirstContact(first_contact::Opening),
    /// Setting the time zone later.
    Place,
    /// §0, "which job?".
    Job(job::Opening),
    /// §0, noting an interview.
    Interview(interview::Opening),
    /// §1.
    Debrief(debrief::Opening),
    /// §1, the day after a debrief.
    Overnight(overnight::Opening),
    /// §1, rehearsing a card.
    Rehearsal(CardId),
    /// §5, looking at the balance sheet.
    Sheet,
    /// §9, a first small step on its date.
    Step {
        /// The debrief that named it.
        talk: Id,
        /// The thing to build.
        item: Id,
    },
    /// Changing an earlier answer of a talk.
    Correct(Id),
    /// "Leave me be until …".
    Quiet,
    /// The same, about the deadlines of offers.
    QuietDeadlines,
    /// W9: what is the news? (§2)
    Heard(heard::Opening),
    /// How the wait is held (§2, W1b and W2).
    Waiting(waiting::Opening),
    /// W3: putting a worry down (§2).
    Worry,
    /// W4: the day before the stated date (§2).
    DayBefore(day_before::Opening),
    /// W5: how is the waiting? (§2).
    Weekly(weekly::Opening),
    /// W6 and W7: heard anything? (§2).
    Nudge(nudge::Opening),
    /// W8: no word (§2).
    Silence(silence::Opening),
    /// Taking oneself out of a process (§0, `withdrawn_by_me`).
    Withdrawal(withdrawal::Opening),
    /// R1 and R2: a no has come (§3).
    No(no::Opening),
    /// R3 to R11: what a no can be turned into (§3).
    Learning(learning::Opening),
    /// R10, asked once more (§3).
    LettingGo(letting_go::Opening),
    /// Feedback has arrived (§3).
    Feedback(feedback::Opening),
    /// The dream watch (§3).
    Dream(dream::Opening),
    /// O0 to O6b: the first sitting over an offer (§4).
    Offer(offer::Opening),
    /// O5r: what they answered (§4).
    OfferReplies(offer_replies::Opening),
    /// O7 to O11: the second sitting (§4).
    OfferDecision(offer_decision::Opening),
    /// The day of an answer has come, or has passed (§4).
    OfferDeadline(offer_deadline::Opening),
    /// Looking back at a decision (§4).
    Review(review::Opening),
    /// The present employer offers more (§4, E11).
    CounterOffer(counter_offer::Opening),
    /// A letter, drafted (§8).
    Letter(letter::Opening),
    /// What somebody would like after the care message (§7).
    Care,
    /// The second yes before a moderator is asked to write (§7).
    AskModerator(ask_moderator::Opening),
    /// Sitting on the other side (§6).
    Panel,
    /// Sharing a line with the channel that a talk was begun from (§6).
    Share(share::Opening),
    /// The settings of one person (§0).
    Settings,
    /// Erasing everything: asked twice (§0).
    Erase,
    /// One question that confirms what free text was taken for (§0).
    Confirm(confirm::Opening),
}

/// What changed the way of a talk since it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Course {
    /// The length it was given later, if it was.
    pub extended: Option<Length>,
}

/// What every talk can do. Each transition consumes the state it leaves.
pub trait Machine: Sized {
    /// The question being waited for; `None` at the end.
    fn question(&self) -> Option<QuestionId>;

    /// It, and what the same message may answer besides. Empty at the end.
    fn parts(&self, view: &View<'_>) -> Vec<Part>;

    /// Takes the answer to [`Machine::question`].
    ///
    /// # Errors
    /// The unchanged state, where the answer does not fit the question (any more).
    fn answer(self, answer: &Answer) -> Result<Self, Self>;

    /// Goes on without an answer, where that is possible: the lines of D13 are
    /// gathered like this before they are shown together.
    ///
    /// # Errors
    /// The unchanged state, where an answer has to be waited for.
    fn pass(self) -> Result<Self, Self> {
        Err(self)
    }

    /// What is to be recorded when this answer to the current question arrives.
    fn settle(&self, answer: &Answer) -> Vec<Settled> {
        self.question().map(|question| Settled::Answer(question, answer.clone())).into_iter().collect()
    }
}

/// What an arriving answer amounts to.
#[derive(Clone, PartialEq, Eq)]
pub enum Settled {
    /// An answer of this talk.
    Answer(QuestionId, Answer),
    /// An answer of another talk (a correction).
    Elsewhere(Id, QuestionId, Answer),
    /// An item of another talk says something else now (a correction).
    Item(Id, Id, crate::Private),
    /// An item joins a list of another talk (a correction).
    NewItem(Id, QuestionId, crate::Private),
    /// The talk has another length from here on.
    Length(Length),
    /// An earlier answer is taken back.
    Withdraw(QuestionId),
    /// What was pressed after the care message: never kept, only what follows from it (§7).
    Care(crate::vocabulary::Care),
    /// Whether a moderator is asked to write: never kept either (§7).
    AskModerator(bool),
    /// Only something to say: the sheet answers "why?" for a line.
    Show(crate::ask::Pick),
    /// What another command would do.
    Command(Command),
}

/// What a question may look at to word itself.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The person.
    pub person: &'a Person,
    /// The operator's numbers.
    pub settings: &'a Settings,
}

/// Makes [`Talk`] of all machines: whatever is asked of it is asked of the one it is.
macro_rules! talks {
    ($($name:ident($machine:ty)),+ $(,)?) => {
        /// A talk, standing somewhere.
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // named as their openings
        pub enum Talk { $($name($machine)),+ }

        impl Machine for Talk {
            fn question(&self) -> Option<QuestionId> {
                match self { $(Self::$name(talk) => talk.question()),+ }
            }

            fn parts(&self, view: &View<'_>) -> Vec<Part> {
                match self { $(Self::$name(talk) => talk.parts(view)),+ }
            }

            fn answer(self, answer: &Answer) -> Result<Self, Self> {
                match self { $(Self::$name(talk) => talk.answer(answer).map(Self::$name).map_err(Self::$name)),+ }
            }

            fn pass(self) -> Result<Self, Self> {
                match self { $(Self::$name(talk) => talk.pass().map(Self::$name).map_err(Self::$name)),+ }
            }

            fn settle(&self, answer: &Answer) -> Vec<Settled> {
                match self { $(Self::$name(talk) => talk.settle(answer)),+ }
            }
        }
    };
}

talks! {
    FirstContact(first_contact::FirstContact),
    Place(place::Place),
    Job(job::Job),
    Interview(interview::Interview),
    Debrief(debrief::Debrief),
    Overnight(overnight::Overnight),
    Rehearsal(rehearsal::Rehearsal),
    Sheet(sheet::Sheet),
    Step(step::Step),
    Correct(correct::Correct),
    Quiet(quiet::Quiet),
    QuietDeadlines(quiet::Deadlines),
    Heard(heard::Heard),
    Waiting(waiting::Waiting),
    Worry(worry::Worry),
    DayBefore(day_before::DayBefore),
    Weekly(weekly::Weekly),
    Nudge(nudge::Nudge),
    Silence(silence::Silence),
    Withdrawal(withdrawal::Withdrawal),
    No(no::No),
    Learning(learning::Learning),
    LettingGo(letting_go::LettingGo),
    Feedback(feedback::Feedback),
    Dream(dream::Dream),
    Offer(offer::Offer),
    OfferReplies(offer_replies::OfferReplies),
    OfferDecision(offer_decision::OfferDecision),
    OfferDeadline(offer_deadline::OfferDeadline),
    Review(review::Review),
    CounterOffer(counter_offer::CounterOffer),
    Letter(letter::Letter),
    Care(care::Care),
    AskModerator(ask_moderator::AskModerator),
    Panel(panel::Panel),
    Share(share::Share),
    Settings(settings::Settings),
    Erase(erase::Erase),
    Confirm(confirm::Confirm),
}

impl Talk {
    /// A talk at its beginning.
    #[must_use]
    pub fn open(opening: &Opening, course: Course) -> Self {
        match opening {
            Opening::FirstContact(opening) => Self::FirstContact(first_contact::FirstContact::open(opening)),
            Opening::Place => Self::Place(place::Place::open()),
            Opening::Job(opening) => Self::Job(job::Job::open(opening)),
            Opening::Interview(opening) => Self::Interview(interview::Interview::open(opening)),
            Opening::Debrief(opening) => Self::Debrief(debrief::Debrief::open(opening, course)),
            Opening::Overnight(opening) => Self::Overnight(overnight::Overnight::open(opening)),
            Opening::Rehearsal(card) => Self::Rehearsal(rehearsal::Rehearsal::open(*card)),
            Opening::Sheet => Self::Sheet(sheet::Sheet::open()),
            Opening::Step { talk, item } => Self::Step(step::Step::open(*talk, *item)),
            Opening::Correct(talk) => Self::Correct(correct::Correct::open(*talk)),
            Opening::Quiet => Self::Quiet(quiet::Quiet::open()),
            Opening::QuietDeadlines => Self::QuietDeadlines(quiet::Deadlines::open()),
            Opening::Heard(opening) => Self::Heard(heard::Heard::open(opening)),
            Opening::Waiting(opening) => Self::Waiting(waiting::Waiting::open(opening)),
            Opening::Worry => Self::Worry(worry::Worry::open()),
            Opening::DayBefore(opening) => Self::DayBefore(day_before::DayBefore::open(opening)),
            Opening::Weekly(opening) => Self::Weekly(weekly::Weekly::open(opening)),
            Opening::Nudge(opening) => Self::Nudge(nudge::Nudge::open(opening)),
            Opening::Silence(opening) => Self::Silence(silence::Silence::open(opening)),
            Opening::Withdrawal(opening) => Self::Withdrawal(withdrawal::Withdrawal::open(opening)),
            Opening::No(opening) => Self::No(no::No::open(opening)),
            Opening::Learning(opening) => Self::Learning(learning::Learning::open(opening)),
            Opening::LettingGo(opening) => Self::LettingGo(letting_go::LettingGo::open(opening)),
            Opening::Feedback(opening) => Self::Feedback(feedback::Feedback::open(opening)),
            Opening::Dream(opening) => Self::Dream(dream::Dream::open(opening)),
            Opening::Offer(opening) => Self::Offer(offer::Offer::open(opening)),
            Opening::OfferReplies(opening) => Self::OfferReplies(offer_replies::OfferReplies::open(opening)),
            Opening::OfferDecision(opening) => Self::OfferDecision(offer_decision::OfferDecision::open(opening)),
            Opening::OfferDeadline(opening) => Self::OfferDeadline(offer_deadline::OfferDeadline::open(opening)),
            Opening::Review(opening) => Self::Review(review::Review::open(opening)),
            Opening::CounterOffer(opening) => Self::CounterOffer(counter_offer::CounterOffer::open(opening)),
            Opening::Letter(opening) => Self::Letter(letter::Letter::open(opening)),
            Opening::Care => Self::Care(care::Care::open()),
            Opening::AskModerator(_) => Self::AskModerator(ask_moderator::AskModerator::open()),
            Opening::Panel => Self::Panel(panel::Panel::open()),
            Opening::Share(_) => Self::Share(share::Share::open()),
            Opening::Settings => Self::Settings(settings::Settings::open()),
            Opening::Erase => Self::Erase(erase::Erase::open()),
            Opening::Confirm(opening) => Self::Confirm(confirm::Confirm::open(opening)),
        }
    }
}

/// The question a talk stands at, as it is put to the person.
#[must_use]
pub fn ask(person: &Person, record: &Record, settings: &Settings) -> Option<Ask> {
    let mut parts = parts_at(person, record, settings).into_iter();
    let mut part = parts.next()?;
    if let Kind::Items { so_far, .. } = &mut part.kind {
        *so_far = record.list(&part.question).len();
        if *so_far > 0 {
            // The question stands on the screen already.
            part.prompt = vec![say::item_noted(*so_far)];
        }
    }
    let stamp = Stamp { talk: record.id, question: part.question.clone(), revision: person.revision() };
    Some(Ask { stamp, part, rest: parts.collect() })
}

/// The question a talk stands at, and what the same message may answer besides: nothing that was answered
/// before, as where a short debrief rated two answers and the rest of it comes to the others.
pub(crate) fn parts_at(person: &Person, record: &Record, settings: &Settings) -> Vec<Part> {
    let walked = walk(record);
    let question = walked.talk.question();
    let mut parts = walked.talk.parts(&View { person, settings });
    parts.retain(|part| Some(&part.question) == question.as_ref() || record.kept(&part.question).is_none());
    parts
}

/// A part of the usual kind: one sentence, can be skipped.
pub(crate) fn part(question: QuestionId, prompt: crate::say::Block, kind: Kind) -> Part {
    Part { question, prompt: vec![prompt], kind, skippable: true }
}

/// A part that cannot be skipped (marked `*` in the specification).
pub(crate) fn needed(question: QuestionId, prompt: crate::say::Block, kind: Kind) -> Part {
    Part { skippable: false, ..part(question, prompt, kind) }
}
