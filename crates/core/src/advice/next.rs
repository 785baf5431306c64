//! The one next step (§4, "One next step only"). The text leaves most of it open;
//! what was chosen, and why, stands beside each.

use super::{
    exceptions::Exception,
    levels::{Family, Gut, Level},
    points::{Finding, Weight},
    rules::{Rule, Situation},
};

/// What to do next, on what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// Sleep on it, tell someone (G of 1 or 2).
    SleepOnIt,
    /// If it's still yes, write down why.
    WriteDownWhy,
    /// Send the open questions (L7).
    SendQuestions,
    /// Look up, or think through, what nobody else can answer.
    LookUp,
    /// Ask for time (L6).
    AskForTime,
    /// They won't give more time: decide on what is known.
    DecideOnWhatYouKnow,
    /// Name what would make them stay in.
    WhatWouldKeepYou,
    /// Look at it from a distance (O9).
    Distance,
    /// Nothing is in the way of deciding.
    Decide,
}

/// The next step after the rule that led.
#[must_use]
pub fn next_step(rule: Rule, now: &Situation, findings: &[Finding]) -> NextStep {
    if now.gut == Gut::SleepOnIt {
        return NextStep::SleepOnIt; // no other answer can cancel it
    }
    let counted = now.counted();
    let send = counted.not_yet_asked() || is_open_to_employer(now, findings);
    match rule {
        Rule::SeriousPause => NextStep::WriteDownWhy,
        Rule::ThinkTwice if send => NextStep::SendQuestions, // it may yet be explained
        Rule::ThinkTwice if counted.family(Family::Vague).level >= Level::Concern => NextStep::WhatWouldKeepYou,
        Rule::ThinkTwice => NextStep::Distance,
        Rule::TakeYourTime if !now.refused_time => NextStep::AskForTime,
        Rule::TakeYourTime if counted.family(Family::Pressure).level >= Level::Concern => NextStep::DecideOnWhatYouKnow,
        Rule::TakeYourTime | Rule::AskFirst if send => NextStep::SendQuestions,
        Rule::TakeYourTime | Rule::AskFirst => NextStep::LookUp,
        Rule::SmallThingsNoted | Rule::Exceptions | Rule::NothingRaised => NextStep::Decide,
    }
}

/// Whether anything that counts is open and theirs to answer.
fn is_open_to_employer(now: &Situation, findings: &[Finding]) -> bool {
    let left_out = |family: Family| now.complete().map(Exception::family).any(|out| out == family);
    findings
        .iter()
        .filter(|finding| finding.weight == Weight::Open && finding.question.is_to_employer())
        .any(|finding| !finding.question.family().is_some_and(left_out))
}
