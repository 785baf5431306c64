//! The abstraction of the walk: what makes two positions the same.

use crate::{
    Person, QuestionId, contact,
    talks::{
        self, Machine, Opening, Talk,
        debrief::{Chosen, Debrief, Notes},
        record::Status,
    },
    vocabulary::{Cause, Length, Reply},
};

/// A position: the question, where a loop stands (first, in between, last) and
/// the facts that branch later on. Texts, ratings and skills do not branch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The question's name, or how the talk ended in brackets.
    pub question: String,
    /// How many of a list are in or left: 0, 1 or 2 for more.
    pub place: usize,
    /// The facts that branch.
    pub facts: Vec<&'static str>,
}

impl Position {
    pub(super) fn start() -> Self {
        Self { question: "(begin)".into(), place: 0, facts: Vec::new() }
    }

    fn end(how: &str) -> Self {
        Self { question: format!("({how})"), place: 0, facts: Vec::new() }
    }

    /// The length of the debrief that this is in, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<&'static str> {
        self.facts.first().copied().filter(|fact| Length::from_id(fact).is_some())
    }

    /// Whether the talk is over here.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.question.starts_with('(')
    }
}

/// Where this person stands in the talk of this name.
#[must_use]
pub fn of(talk: &str, person: &Person) -> Position {
    let Some(record) = person.front().filter(|front| name(&front.opening) == talk) else {
        let last = person.talks().rfind(|record| name(&record.opening) == talk);
        return Position::end(match (last.map(|record| record.status), person.front()) {
            (Some(Status::Finished), None) => "end",
            (Some(Status::Finished), Some(_)) => "goes on elsewhere",
            (Some(Status::Paused), _) => "paused",
            (Some(Status::Stopped), _) => "stopped",
            (Some(Status::Lapsed), _) => "lapsed",
            _ => "parked",
        });
    };
    let walked = talks::walk(record);
    let question = walked.talk.question();
    let name = question.as_ref().map_or_else(|| "(end)".into(), node);
    let listed = question.as_ref().map_or(0, |question| record.list(question).len());
    match &walked.talk {
        Talk::Debrief(debrief) => {
            Position { question: name, place: listed.max(left(debrief)).min(2), facts: facts(debrief) }
        }
        Talk::Overnight(overnight) => {
            Position { question: name, place: listed.min(2), facts: vec![left_over(overnight)] }
        }
        Talk::Job(
            talks::job::Job::First(opening) | talks::job::Job::More(opening, _) | talks::job::Job::Closed(opening, _),
        ) => {
            let closed = (!opening.closed.is_empty()).then_some("closed ones");
            let facts = std::iter::once(purpose(opening.purpose)).chain(closed).collect();
            Position { question: name, place: listed.min(2), facts }
        }
        Talk::Waiting(_) | Talk::Weekly(_) | Talk::Nudge(_) | Talk::Heard(_) => {
            Position { question: name, place: listed.min(2), facts: waits(&record.opening) }
        }
        Talk::Worry(_) => {
            let parked = (!crate::waiting::parked(person).is_empty()).then_some("parked ones");
            Position { question: name, place: listed.min(2), facts: parked.into_iter().collect() }
        }
        Talk::Sheet(_) => {
            let own = person.typed_lines().next().map(|_| "own lines");
            Position { question: name, place: listed.min(2), facts: own.into_iter().collect() }
        }
        Talk::Settings(_) => {
            let changed = person.changed_setting().map(|_| "changed before");
            let stopped = !contact::stopped(person, &super::settings()).is_empty();
            let facts = changed.into_iter().chain(stopped.then_some("reminders stopped"));
            Position { question: name, place: 0, facts: facts.collect() }
        }
        Talk::Interview(_) => {
            let Opening::Interview(opening) = &record.opening else {
                return Position::end("end");
            };
            let then = match opening.then {
                talks::interview::Then::Nothing => "to come",
                talks::interview::Then::Debrief(_) => "was",
                talks::interview::Then::Move(_) => "moved",
                talks::interview::Then::About(_) => "never noted",
            };
            Position { question: name, place: listed.min(2), facts: vec![then] }
        }
        Talk::No(no) => Position { question: name, place: 0, facts: after_no(no) },
        Talk::Learning(learning) => {
            Position { question: name, place: listed.max(learning.steps_left()).min(2), facts: learnt(learning) }
        }
        Talk::Dream(talks::dream::Dream::New(opening)) => {
            let builds = opening.builds.then_some("something to build");
            Position { question: name, place: 0, facts: builds.into_iter().collect() }
        }
        Talk::Letter(letter) => {
            let facts = letter.kind().map(crate::vocabulary::LetterKind::id).into_iter().collect();
            Position { question: name, place: listed.min(2), facts }
        }
        Talk::Offer(talk) => Position { question: name, place: listed.min(2), facts: talk.facts() },
        Talk::OfferReplies(talk) => Position { question: name, place: listed.min(2), facts: talk.facts() },
        Talk::OfferDecision(talk) => Position { question: name, place: listed.min(2), facts: talk.facts() },
        Talk::Review(talk) => Position { question: name, place: listed.min(2), facts: talk.facts() },
        _ => Position { question: name, place: listed.min(2), facts: Vec::new() },
    }
}

/// A no: how low it is, and whether a few days are the default.
fn after_no(no: &talks::no::No) -> Vec<&'static str> {
    let notes = no.notes();
    let low = matches!(notes.mood, Some(..=2)).then_some("low");
    let late = notes.opening.late_round.then_some("after a late round");
    low.into_iter().chain(late).collect()
}

/// After a no: what was known when it began, and the branch of R6 while it still matters.
fn learnt(learning: &talks::learning::Learning) -> Vec<&'static str> {
    use talks::learning::Learning;
    let notes = learning.notes();
    let opening = &notes.opening;
    let mut facts = Vec::new();
    let began = [(opening.pulled, "pulled"), (!opening.interviewed, "no interview"), (opening.same_day, "same day")];
    facts.extend(began.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact));
    if notes.is_dream() && !matches!(learning, Learning::Words(_) | Learning::Reason(_) | Learning::Guess(_)) {
        facts.push("dream");
    }
    if matches!(learning, Learning::Dream(_) | Learning::Letter(_)) {
        facts.push(["poor fit", "some fit", "good fit"][usize::from(notes.how_fitting().clamp(2, 4)) - 2]);
    }
    if matches!(learning, Learning::Change(_)) && notes.keep.is_some() {
        facts.push("something to keep");
    }
    if matches!(notes.reply, Some(Reply::Thanks | Reply::Feedback)) {
        facts.push("a letter follows");
    }
    facts.extend(opening.many.map(|many| match many {
        talks::learning::Many::Rest => "rest on offer",
        talks::learning::Many::Pattern => "pattern on offer",
    }));
    facts
}

/// A line of D13 is another question than D13 itself.
fn node(question: &QuestionId) -> String {
    match (question.name.as_ref(), question.of) {
        ("D13" | "D13.strong" | "D13.weak", Some(_)) | ("D13.strong" | "D13.weak", None) => "D13.each".into(),
        (name, _) => name.to_owned(),
    }
}

/// The name of a talk, as `afterword graph` takes it.
pub(super) fn name(opening: &Opening) -> &'static str {
    match opening {
        Opening::FirstContact(_) => "first-contact",
        Opening::Place => "zone",
        Opening::Job(_) => "which-job",
        Opening::Interview(_) => "interview",
        Opening::Debrief(_) => "debrief",
        Opening::Overnight(_) => "overnight",
        Opening::Rehearsal(_) => "rehearsal",
        Opening::Sheet => "sheet",
        Opening::Step { .. } => "step",
        Opening::Correct(_) => "correct",
        Opening::Quiet => "quiet",
        Opening::QuietDeadlines => "quiet-deadlines",
        Opening::Heard(_) => "heard",
        Opening::Waiting(_) => "waiting",
        Opening::Worry => "worry",
        Opening::DayBefore(_) => "day-before",
        Opening::Weekly(_) => "weekly",
        Opening::Nudge(_) => "nudge",
        Opening::Silence(_) => "silence",
        Opening::Withdrawal(_) => "withdrawal",
        Opening::No(_) => "no",
        Opening::Learning(_) => "learning",
        Opening::LettingGo(_) => "letting-go",
        Opening::Feedback(_) => "feedback",
        Opening::Dream(_) => "dream",
        Opening::Offer(_) => "offer",
        Opening::OfferReplies(_) => "offer-replies",
        Opening::OfferDecision(_) => "offer-decision",
        Opening::OfferDeadline(_) => "offer-deadline",
        Opening::Review(_) => "review",
        Opening::CounterOffer(_) => "counter-offer",
        Opening::Letter(_) => "letter",
        Opening::Care => "care",
        Opening::AskModerator(_) => "ask-moderator",
        Opening::Panel => "panel",
        Opening::Share(_) => "share",
        Opening::Settings => "settings",
        Opening::Erase => "erase",
        Opening::Confirm(_) => "confirm",
    }
}

fn left_over(overnight: &talks::overnight::Overnight) -> &'static str {
    use talks::overnight::{Left, Overnight};
    let (Overnight::CameBack(opening) | Overnight::GoOn(opening) | Overnight::Done(opening, _)) = overnight;
    match opening.left {
        Left::Nothing => "nothing left",
        Left::Rewrite => "rewrite left",
        Left::Rest => "rest left",
        Left::Everything => "everything left",
    }
}

fn purpose(purpose: talks::job::Purpose) -> &'static str {
    use talks::job::Purpose;
    match purpose {
        Purpose::Debrief(_) => "to debrief",
        Purpose::Interview => "to note",
        Purpose::Reschedule => "to move",
        Purpose::Cancel => "to cancel",
        Purpose::Round { .. } => "again or new",
        Purpose::About(_) => "to talk about",
    }
}

/// What branches in the talks about waiting.
fn waits(opening: &Opening) -> Vec<&'static str> {
    let facts = match opening {
        Opening::Waiting(opening) => vec![(opening.back, "back"), (opening.dated, "dated")],
        Opening::Weekly(opening) => vec![(opening.others.is_some(), "others known")],
        Opening::Nudge(opening) => {
            vec![(opening.wait, "may wait"), (opening.note, "may note"), (opening.on_hold, "on hold")]
        }
        Opening::Heard(opening) => vec![(opening.others, "others"), (opening.news.is_some(), "known")],
        _ => Vec::new(),
    };
    facts.into_iter().filter(|(is, _)| *is).map(|(_, fact)| fact).collect()
}

fn left(debrief: &Debrief) -> usize {
    match debrief {
        Debrief::Rate(_, left) | Debrief::Skills(_, left) | Debrief::BuildStep(_, left) => left.len(),
        Debrief::BuildBy(_, _, left) => left.len(),
        Debrief::Fixing(_, steps) => steps.len().min(1),
        Debrief::Lines(_, open) => open.len(),
        Debrief::EachLine(_, left) => left.len(),
        _ => 0,
    }
}

fn facts(debrief: &Debrief) -> Vec<&'static str> {
    let notes = debrief.notes();
    let mut facts = Vec::new();
    facts.extend(notes.length.map(crate::vocabulary::Length::id));
    // What is over no longer branches.
    let over_d7 = matches!(
        debrief,
        Debrief::Tried(_)
            | Debrief::AskedThem(_)
            | Debrief::Pause(_)
            | Debrief::Hear(_)
            | Debrief::HearFrom(_)
            | Debrief::Building(_)
            | Debrief::BuildStep(..)
            | Debrief::BuildBy(..)
            | Debrief::Hunch(_)
            | Debrief::Fit(_)
            | Debrief::Dream(_)
            | Debrief::Decompress(_)
            | Debrief::Holding(_)
    );
    if !over_d7 {
        facts.push(["nothing listed", "one listed", "several listed"][notes.asked.len().min(2)]);
        facts.extend(chosen(&notes.strong, ["strong listed", "strong told"]));
        facts.extend(chosen(&notes.weak, ["weak listed", "weak told"]));
        facts.extend(causes(notes));
    }
    if notes.opening.trying.is_some() {
        facts.push("something to try");
    }
    if crate::talks::debrief::lines(notes).is_empty() {
        facts.push("no lines");
    }
    facts
}

fn chosen(chosen: &Option<Chosen>, [listed, told]: [&'static str; 2]) -> Option<&'static str> {
    chosen.as_ref().map(|chosen| match chosen {
        Chosen::Listed(_) => listed,
        Chosen::Told(_) => told,
    })
}

fn causes(notes: &Notes) -> Vec<&'static str> {
    let any = |test: fn(Cause) -> bool| notes.causes.iter().copied().any(test);
    let classes = [
        (any(Cause::is_rewritten), "to rewrite"),
        (any(Cause::is_long_term), "to learn"),
        (any(|cause| cause == Cause::SpokeBadly), "to say neutrally"),
        (any(|cause| cause == Cause::Nerves), "nerves"),
    ];
    classes.into_iter().filter(|(is, _)| *is).map(|(_, class)| class).collect()
}
