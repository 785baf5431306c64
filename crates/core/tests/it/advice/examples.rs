//! The worked examples of §4, each by its answers, and what the text says around them.

use afterword_core::advice::{
    Advice, Because, Exception, Family, Known, Level, NextStep, Question, Rule, Signs, advise,
    answers::{
        AskedForTime, Backing, Clear, Describe, Glad, HoldingWhy, New, PutOff, Staff, StepBack, Success, Term, WhyLeft,
    },
    exceptions::{Holding, Stabilise},
    safety::{Asked, stop_and_check},
    signs::{Change, Changes, Promise, Settled},
};
use jiff::civil::date;

/// Everything else 0 and asked, G5, time in hand.
fn with(change: impl FnOnce(&mut Signs)) -> Signs {
    let mut signs = Signs::all_clear();
    change(&mut signs);
    signs
}

fn advice(change: impl FnOnce(&mut Signs)) -> Advice {
    advise(&with(change))
}

fn vague(signs: &mut Signs) {
    signs.vague.clear = Known::Is(Clear::Dodged);
}

fn pressed(signs: &mut Signs) {
    signs.pressure.put_off = Known::Is(PutOff::Yes);
}

fn turnover(signs: &mut Signs) {
    signs.turnover.why_left = Known::Is(WhyLeft::Evasive);
    signs.turnover.staff = Known::Is(Staff::Poor);
}

fn eyes_open() -> Stabilise {
    Stabilise { problem: true, backer: true, success: true, look_elsewhere: Some(date(2027, 6, 1)) }
}

fn income_now() -> Holding {
    Holding { why: Some(HoldingWhy::Income), time_for: true, ends: Some(date(2027, 6, 1)) }
}

#[test]
fn all_0_raises_nothing() {
    let advice = advice(|_| {});
    assert_eq!((advice.rule, advice.next, advice.sleep_on_it), (Rule::NothingRaised, NextStep::Decide, false));
    assert_eq!((advice.because, advice.exceptions), (vec![], vec![]));
}

#[test]
fn t3_with_its_exception_complete_is_eyes_open_only() {
    let advice = advice(|signs| {
        turnover(signs);
        signs.stabilise = Some(eyes_open());
    });
    assert_eq!((advice.rule, &advice.exceptions[..]), (Rule::Exceptions, &[Exception::EyesOpen][..]));
    // An exception never changes what is shown.
    assert_eq!(advice.families[&Family::Turnover].level, Level::Strong);
}

#[test]
fn c2_with_the_income_now_and_an_end_date_is_a_holding_pattern_only() {
    let advice = advice(|signs| {
        signs.cv.new = Known::Is(New::None);
        signs.holding = Some(income_now());
    });
    assert_eq!((advice.rule, &advice.exceptions[..]), (Rule::Exceptions, &[Exception::HoldingPattern][..]));
}

#[test]
fn v2_is_think_twice() {
    let advice = advice(vague);
    assert_eq!((advice.rule, advice.because.clone()), (Rule::ThinkTwice, vec![Because::Vague]));
    assert!(advice.still_vague);
    assert_eq!(advice.next, NextStep::WhatWouldKeepYou);
}

#[test]
fn v2_p2_is_a_serious_pause() {
    let advice = advice(|signs| {
        vague(signs);
        pressed(signs);
    });
    assert_eq!((advice.rule, advice.because), (Rule::SeriousPause, vec![Because::WontExplainWontWait]));
}

#[test]
fn p2_is_take_your_time() {
    let advice = advice(pressed);
    assert_eq!((advice.rule, advice.because.clone()), (Rule::TakeYourTime, vec![Because::Pressure]));
    assert_eq!((advice.next, advice.refused_time), (NextStep::AskForTime, false));
}

#[test]
fn p2_after_a_refusal_means_deciding_on_what_is_known() {
    let advice = advice(|signs| {
        signs.pressure.days = Known::Is(4);
        signs.pressure.time = Known::Is(AskedForTime::Refused);
    });
    assert_eq!(
        (advice.rule, advice.next, advice.refused_time),
        (Rule::TakeYourTime, NextStep::DecideOnWhatYouKnow, true)
    );
}

#[test]
fn g1_is_think_twice_and_sleep_on_it() {
    let advice = advice(|signs| signs.settled = Settled::Is(1));
    assert_eq!((advice.rule, advice.because.clone()), (Rule::ThinkTwice, vec![Because::Unsettled]));
    assert_eq!((advice.sleep_on_it, advice.next), (true, NextStep::SleepOnIt));
}

#[test]
fn one_open_question_is_ask_first() {
    let advice = advice(|signs| signs.turnover.why_left = Known::Open);
    assert_eq!((advice.rule, advice.next), (Rule::AskFirst, NextStep::SendQuestions));
    assert_eq!(advice.open().collect::<Vec<_>>(), [Question::WhyLeft]);
}

#[test]
fn c1_is_small_things_noted() {
    let advice = advice(|signs| signs.cv.step_back = Known::Is(StepBack::Yes));
    assert_eq!((advice.rule, advice.because.clone()), (Rule::SmallThingsNoted, vec![Because::Something]));
    let why: Vec<Question> = advice.why(Family::Cv).map(|finding| finding.question).collect();
    assert_eq!(why, [Question::StepBack]);
}

#[test]
fn a_task_of_ones_own_is_open_but_leaves_a_family_asked() {
    let advice = advice(|signs| {
        signs.turnover.why_left = Known::Is(WhyLeft::Evasive);
        signs.turnover.staff = Known::Open;
    });
    let turnover = advice.families[&Family::Turnover];
    assert!(turnover.open && turnover.asked);
    assert_eq!((advice.rule, advice.because), (Rule::ThinkTwice, vec![Because::TurnoverThoughAsked]));
}

#[test]
fn t2_not_yet_asked_is_ask_first() {
    let advice = advice(|signs| {
        signs.turnover.staff = Known::Is(Staff::Poor);
        signs.turnover.why_left = Known::Open;
    });
    assert_eq!((advice.rule, advice.because), (Rule::AskFirst, vec![Because::OpenQuestion, Because::NotYetAsked]));
}

#[test]
fn an_open_question_with_47_hours_left_takes_time_first() {
    let with_hours = |hours| {
        advice(|signs| {
            signs.turnover.people = Known::Open;
            signs.hours_left = Some(hours);
        })
    };
    assert_eq!(with_hours(47).rule, Rule::TakeYourTime);
    assert_eq!(with_hours(47).next, NextStep::AskForTime);
    assert_eq!(with_hours(48).rule, Rule::AskFirst);
    assert_eq!(advice(|signs| signs.hours_left = Some(3)).rule, Rule::NothingRaised);
}

#[test]
fn a_promise_off_paper_is_asked_about_first_and_noted_when_it_stays_off() {
    assert_eq!(advice(|signs| signs.promises.push(Promise::Open)).rule, Rule::AskFirst);
    assert_eq!(advice(|signs| signs.promises.push(Promise::Written)).rule, Rule::NothingRaised);
    let kept_off = advice(|signs| signs.promises.push(Promise::NotWritten));
    assert_eq!((kept_off.rule, kept_off.because), (Rule::SmallThingsNoted, vec![Because::NotAnswered]));
}

#[test]
fn g_is_noted_at_3_or_skipped_and_says_nothing_before_it_was_reached() {
    for (settled, rule) in [
        (Settled::Is(3), Rule::SmallThingsNoted),
        (Settled::Skipped, Rule::SmallThingsNoted),
        (Settled::NotReached, Rule::NothingRaised),
        (Settled::Is(4), Rule::NothingRaised),
    ] {
        assert_eq!(advice(|signs| signs.settled = settled).rule, rule);
    }
}

#[test]
fn three_ticks_on_desperate_add_a_point_to_p_and_are_a_reason_to_think_twice() {
    use afterword_core::advice::answers::Desperate;
    let two = advice(|signs| signs.desperate = Desperate::ALL[..2].to_vec());
    assert_eq!(two.rule, Rule::NothingRaised);
    let three = advice(|signs| signs.desperate = Desperate::ALL[..3].to_vec());
    assert_eq!((three.rule, three.because.clone()), (Rule::ThinkTwice, vec![Because::Desperate]));
    assert_eq!(three.families[&Family::Pressure].level, Level::WorthAsking);
}

#[test]
fn nothing_new_at_c2_is_think_twice_something_new_is_noted() {
    let nothing_new = advice(|signs| signs.cv.new = Known::Is(New::None));
    assert_eq!((nothing_new.rule, nothing_new.because), (Rule::ThinkTwice, vec![Because::NothingNew]));
    assert_eq!(advice(|signs| signs.cv.glad = Known::Is(Glad::No)).rule, Rule::SmallThingsNoted);
}

#[test]
fn pay_changed_unexplained_is_think_twice_even_before_the_rest_was_asked() {
    let change = |what, explained| Change { what, explained, welcome: Known::Is(false) };
    let of = |what| {
        advice(|signs| {
            signs.changes = Changes::Are(vec![change(what, Known::Is(false)), change(Term::Title, Known::Open)]);
        })
    };
    assert_eq!((of(Term::Pay).rule, of(Term::Pay).because), (Rule::ThinkTwice, vec![Because::CoreChanged]));
    assert_eq!(of(Term::Place).rule, Rule::AskFirst);
}

#[test]
fn stabilising_is_not_complete_while_nobody_says_how_success_is_judged() {
    let stands = advice(|signs| {
        turnover(signs);
        signs.vague.success = Known::Is(Success::No);
        signs.stabilise = Some(eyes_open());
    });
    assert_eq!((stands.rule, &stands.exceptions[..]), (Rule::ThinkTwice, &[][..]));
    let unknown = advice(|signs| {
        turnover(signs);
        signs.vague.success = Known::Open;
        signs.stabilise = Some(eyes_open());
    });
    assert_eq!((unknown.rule, &unknown.exceptions[..]), (Rule::AskFirst, &[Exception::EyesOpen][..]));
}

#[test]
fn a_complete_exception_takes_its_open_questions_along() {
    let advice = advice(|signs| {
        turnover(signs);
        signs.turnover.people = Known::Open;
        signs.turnover.backing = Known::NotAnswered;
        signs.stabilise = Some(eyes_open());
    });
    assert_eq!(advice.rule, Rule::Exceptions);
    assert_eq!(advice.open().count(), 0);
}

#[test]
fn both_exceptions_are_said_eyes_open_first_behind_whatever_leads() {
    let advice = advice(|signs| {
        turnover(signs);
        signs.cv.new = Known::Is(New::None);
        signs.stabilise = Some(eyes_open());
        signs.holding = Some(income_now());
        pressed(signs);
    });
    assert_eq!(advice.rule, Rule::TakeYourTime);
    assert_eq!(advice.exceptions, [Exception::EyesOpen, Exception::HoldingPattern]);
}

#[test]
fn time_that_was_agreed_takes_the_hurry_away() {
    use afterword_core::advice::answers::Reason;
    let hurried = |time| {
        advice(|signs| {
            signs.pressure.days = Known::Is(2);
            signs.pressure.reason = Known::Is(Reason::None);
            signs.pressure.time = Known::Is(time);
        })
    };
    assert_eq!(hurried(AskedForTime::Refused).families[&Family::Pressure].level, Level::Concern);
    assert_eq!(hurried(AskedForTime::NotAsked).rule, Rule::AskFirst);
    assert_eq!(hurried(AskedForTime::Agreed).rule, Rule::NothingRaised);
}

#[test]
fn three_working_days_of_silence_turn_two_answers_and_close_the_rest() {
    let silent = advise(
        &with(|signs| {
            signs.vague.clear = Known::Open;
            signs.turnover.why_left = Known::Open;
            signs.turnover.backing = Known::Open;
            signs.vague.describe = Known::Is(Describe::Partly);
            signs.promises.push(Promise::Open);
        })
        .after_silence(),
    );
    assert_eq!(silent.open().count(), 0);
    assert_eq!(silent.families[&Family::Vague].level, Level::Concern);
    assert_eq!(silent.families[&Family::Turnover].level, Level::Concern);
    assert!(silent.families[&Family::Turnover].asked && silent.families[&Family::Turnover].not_answered);
    assert_eq!(silent.rule, Rule::ThinkTwice);
    assert_eq!(with(|_| {}).after_silence(), Signs::all_clear());
    assert_eq!(advise(&Signs::unknown().after_silence()).open().count(), 0);
}

#[test]
fn nothing_answered_is_ask_first_never_nothing_raised() {
    let advice = advise(&Signs::unknown());
    assert_eq!(advice.rule, Rule::AskFirst);
    for family in Family::ALL {
        assert!(advice.families[family].open, "{family:?}");
        assert_eq!(advice.families[family].level, Level::Clear);
    }
}

#[test]
fn difficulty_without_backing_is_worth_noting() {
    assert_eq!(advice(|signs| signs.turnover.backing = Known::Is(Backing::No)).rule, Rule::SmallThingsNoted);
}

#[test]
fn money_alone_or_any_two_stop_and_check() {
    assert!(!stop_and_check(&[]));
    assert!(stop_and_check(&[Asked::Money]));
    for one in &Asked::ALL[1..] {
        assert!(!stop_and_check(&[*one, *one]));
        for other in Asked::ALL.iter().filter(|other| *other != one) {
            assert!(stop_and_check(&[*one, *other]));
        }
    }
}
