//! What the advice amounts to, said: the facts first, then what the course or many people would do, then "it's your call".

use crate::{
    advice::{Advice, Because, Exception, NextStep, Question, Rule, Weight},
    say::{Arg, Block},
    wording as say,
};

/// The posture, with the facts it rests on.
#[must_use]
pub fn blocks(advice: &Advice) -> Vec<Block> {
    let mut blocks = Vec::new();
    let facts = facts(advice, &|weight| matches!(weight, Weight::Points(1..)));
    let open: Vec<Arg> = advice.open().filter_map(named).map(Arg::from).collect();
    let silent = self::facts(advice, &|weight| weight == Weight::NotAnswered);
    if !facts.is_empty() {
        // "On what you've told me" is always said, and once.
        blocks.push(if says_what_it_rests_on(advice) { say::offer_stand_out(facts) } else { say::offer_facts(facts) });
    }
    if !open.is_empty() {
        blocks.push(say::offer_open(open));
    }
    if !silent.is_empty() {
        blocks.push(say::offer_not_answered(silent));
    }
    blocks.extend(rule(advice));
    blocks.extend(advice.exceptions.iter().map(|exception| match exception {
        Exception::EyesOpen => say::offer_eyes_open(),
        Exception::HoldingPattern => say::offer_holding_pattern(),
    }));
    if advice.sleep_on_it {
        blocks.push(say::offer_sleep_on_it());
    } else {
        blocks.extend(next(advice.next));
    }
    blocks.push(say::offer_your_call());
    blocks
}

/// Why it is this posture: every condition that led.
#[must_use]
pub fn why(advice: &Advice) -> Vec<Block> {
    let because: Vec<Arg> = advice.because.iter().map(|because| reason(*because).into()).collect();
    let facts = facts(advice, &|weight| weight != Weight::Points(0));
    let mut blocks = Vec::new();
    if !because.is_empty() {
        blocks.push(say::offer_because(because));
    }
    blocks.push(if facts.is_empty() { say::offer_because_nothing() } else { say::offer_because_facts(facts) });
    blocks
}

fn facts(advice: &Advice, which: &dyn Fn(Weight) -> bool) -> Vec<Arg> {
    let found = advice.findings.iter().filter(|finding| which(finding.weight));
    let mut names: Vec<Block> = found.filter_map(|finding| named(finding.question)).collect();
    names.dedup();
    names.into_iter().map(Arg::from).collect()
}

/// What a question is about, as part of a list.
fn named(question: Question) -> Option<Block> {
    Some(match question {
        Question::Describe => say::about_describe(),
        Question::Success => say::about_success(),
        Question::Clear => say::about_clear(),
        Question::Terms => say::about_terms(),
        Question::People => say::about_people(),
        Question::WhyLeft => say::about_why_left(),
        Question::Staff => say::about_staff(),
        Question::Backing => say::about_backing(),
        Question::New => say::about_new(),
        Question::Glad => say::about_glad(),
        Question::StepBack => say::about_step_back(),
        Question::Days => say::about_days(),
        Question::Time => say::about_time(),
        Question::PutOff => say::about_put_off(),
        Question::Reason => say::about_reason(),
        Question::Desperate => say::about_desperate(),
        Question::Changed => say::about_changed(),
        Question::Explained(term) => say::about_explained(term.label()),
        Question::Welcome(term) => say::about_welcome(term.label()),
        Question::Promise(_) => say::about_promises(),
    })
}

/// Whether the sentence of the rule begins with "on what you've told me".
fn says_what_it_rests_on(advice: &Advice) -> bool {
    match advice.rule {
        Rule::SeriousPause | Rule::Exceptions | Rule::NothingRaised => false,
        _ if advice.still_vague => false,
        Rule::TakeYourTime => !advice.refused_time,
        Rule::ThinkTwice | Rule::AskFirst | Rule::SmallThingsNoted => true,
    }
}

fn rule(advice: &Advice) -> Option<Block> {
    Some(match advice.rule {
        Rule::SeriousPause => say::offer_serious_pause(),
        _ if advice.still_vague => say::offer_still_vague(),
        Rule::ThinkTwice => say::offer_think_twice(),
        Rule::TakeYourTime if advice.refused_time => say::offer_no_more_time(),
        Rule::TakeYourTime if !advice.because.contains(&Because::Pressure) => say::offer_short_of_time(),
        Rule::TakeYourTime => say::offer_take_your_time(),
        Rule::AskFirst => say::offer_ask_first(),
        Rule::SmallThingsNoted => say::offer_small_things(),
        Rule::Exceptions => return None, // their own lines lead
        Rule::NothingRaised => say::offer_nothing_raised(),
    })
}

fn next(next: NextStep) -> Option<Block> {
    Some(match next {
        NextStep::SleepOnIt => say::offer_sleep_on_it(),
        NextStep::WriteDownWhy => say::offer_next_why(),
        NextStep::SendQuestions => say::offer_next_questions(),
        NextStep::LookUp => say::offer_next_look_up(),
        NextStep::AskForTime => say::offer_next_time(),
        NextStep::DecideOnWhatYouKnow => return None, // "they won't give more time" has said it
        NextStep::WhatWouldKeepYou => say::offer_next_stay(),
        NextStep::Distance => say::offer_next_distance(),
        NextStep::Decide => say::offer_next_decide(),
    })
}

fn reason(because: Because) -> Block {
    match because {
        Because::WontExplainWontWait => say::because_wont(),
        Because::ThreeConcerns | Because::TwoStrongConcerns | Because::TwoConcerns => say::because_several(),
        Because::StrongConcern => say::because_strong(),
        Because::Vague => say::because_vague(),
        Because::NothingNew => say::because_nothing_new(),
        Because::CoreChanged => say::because_core_changed(),
        Because::TurnoverThoughAsked | Because::ChangedThoughAsked => say::because_asked(),
        Because::Unsettled => say::because_unsettled(),
        Because::Desperate => say::because_desperate(),
        Because::Pressure => say::because_pressure(),
        Because::ShortOfTime => say::because_short(),
        Because::OpenQuestion => say::because_open(),
        Because::NotYetAsked => say::because_not_asked(),
        Because::Something => say::because_something(),
        Because::GutNoted => say::because_gut(),
        Because::NotAnswered => say::because_silent(),
        Because::ExceptionComplete => say::because_exception(),
    }
}
