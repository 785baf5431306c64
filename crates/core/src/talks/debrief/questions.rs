//! The questions of a debrief by their names in `conversations.md` §1.

use crate::QuestionId;

macro_rules! questions {
    ($( $(#[$doc:meta])* $name:ident = $id:literal ),+ $(,)?) => {
        $( $(#[$doc])* pub const $name: QuestionId = QuestionId::new($id); )+
    };
}

questions! {
    /// How are you?
    D1 = "D1",
    /// Short, full, or only the questions?
    LENGTH = "D1.length",
    /// Who was there?
    D2 = "D2",
    /// What did they ask?
    D3 = "D3",
    /// Which answer are you proudest of?
    D6 = "D6",
    /// Which was the least bad?
    D6_LEAST = "D6.least",
    /// What made it work?
    D6_WHY = "D6.why",
    /// Which would you like to have again?
    D7 = "D7",
    /// What got in the way?
    D7_CAUSE = "D7.cause",
    /// How did the thing to try go?
    TRIED = "D7.tried",
    /// What did you ask them?
    D8 = "D8",
    /// Anything that made you pause?
    D9 = "D9",
    /// When did they say you'd hear?
    D10 = "D10",
    /// And from whom?
    D10_WHOM = "D10.whom",
    /// Anything else to build?
    D11 = "D11",
    /// How likely is it that you go further?
    D12 = "D12",
    /// How good a fit is it?
    D12_FIT = "D12.fit",
    /// Is it the one?
    D12_DREAM = "D12.dream",
    /// Keep these lines?
    D13 = "D13",
    /// What will you do with the rest of the day?
    D14 = "D14",
}

/// Names of questions asked about one answer: make them with [`QuestionId::of`],
/// or [`about`] where the answer may have been described freely.
pub mod name {
    /// How did it land?
    pub const D4: &str = "D4";
    /// Which skill was it testing?
    pub const D5: &str = "D5";
    /// The first small step of a thing to build.
    pub const D11_STEP: &str = "D11.step";
    /// Its date.
    pub const D11_BY: &str = "D11.by";
    /// One line of D13.
    pub const D13: &str = "D13";
    /// Rebuild it now or tomorrow?
    pub const D7_WHEN: &str = "D7.when";
    /// Where and when was this?
    pub const RW1: &str = "D7.where";
    /// What was yours to sort out?
    pub const RW2: &str = "D7.mine";
    /// What did you do?
    pub const RW3: &str = "D7.did";
    /// What changed?
    pub const RW4: &str = "D7.changed";
    /// Your first sentence?
    pub const RW5: &str = "D7.first";
    /// What I know.
    pub const HONEST_KNOW: &str = "D7.know";
    /// What I'd do to find out.
    pub const HONEST_FIND: &str = "D7.find-out";
    /// The nearest thing I've done.
    pub const HONEST_NEAREST: &str = "D7.nearest";
    /// One step towards it.
    pub const HONEST_STEP: &str = "D7.step";
    /// One thing to try against nerves.
    pub const CALMER: &str = "D7.try";
    /// The same as a neutral fact.
    pub const NEUTRAL: &str = "D7.neutral";
    /// The line of an answer described freely: the strong one.
    pub const D13_STRONG: &str = "D13.strong";
    /// The line of an answer described freely: the weak one.
    pub const D13_WEAK: &str = "D13.weak";
}

/// The question `name` about this listed answer, or about the one described freely.
#[must_use]
pub fn about(name: &'static str, of: Option<crate::Id>) -> QuestionId {
    match of {
        Some(of) => QuestionId::of(name, of),
        None => QuestionId::new(name),
    }
}
