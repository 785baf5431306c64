//! The questions of the first sitting, and of the replies: their names, what they take, how they are put.

use super::{explainable, reading};
use crate::{
    Id, QuestionId,
    advice::{
        Family,
        answers::{
            AskedForTime, Backing, Clear, Describe, Desperate, Glad, HoldingWhy, Keen, New, People, PutOff, Reason,
            Sign, Staff, StepBack, Success, Term, Terms, WhyLeft,
        },
        safety::Asked,
    },
    ask::{Choice, Kind},
    say::Block,
    talks::{
        Opening, View,
        debrief::questions::D9,
        flow::{Told, a_day, any_of, one_of},
    },
    vocabulary::{Came, Claimed, Conditional, NoDate, NoneOf, Priority, StopOrGo, WhichDate, WholeTime},
    wording as say,
};

macro_rules! questions {
    ($( $(#[$doc:meta])* $name:ident = $id:literal; )*) => {
        $( $(#[$doc])* pub const $name: QuestionId = QuestionId::new($id); )*
    };
}

questions! {
    /// Before any written offer, were you …
    O0 = "O0";
    /// After the stop-and-check card.
    O0_STOP = "O0.stop";
    /// Said or written?
    O1 = "O1";
    /// Conditional?
    O1_CONDITIONAL = "O1.conditional";
    /// By when do they want an answer?
    O1_BY = "O1.by";
    /// When would it start?
    O1_START = "O1.start";
    /// The answer is wanted after the start: which date is another one?
    O1_DATES = "O1.dates";
    /// By when, then?
    O1_BY_ANEW = "O1.by-anew";
    /// Starting when, then?
    O1_START_ANEW = "O1.start-anew";
    /// What changed?
    O2 = "O2";
    /// Which of it was explained?
    O2_EXPLAINED = "O2.explained";
    /// Which of it is welcome?
    O2_WELCOME = "O2.welcome";
    /// The top three.
    O3 = "O3";
    /// If it vanished tonight?
    O4 = "O4";
    /// Who else is still deciding?
    O4_WHO = "O4.who";
    /// V: the first three months.
    DESCRIBE = "O5.describe";
    /// V: who they answer to.
    SUCCESS = "O5.success";
    /// V: were answers clear?
    CLEAR = "O5.clear";
    /// V: terms in writing?
    TERMS = "O5.terms";
    /// T: how many people?
    PEOPLE = "O5.people";
    /// T: why did the last leave?
    WHY_LEFT = "O5.why-left";
    /// T: what do staff say?
    STAFF = "O5.staff";
    /// T: difficulty named, backing promised?
    BACKING = "O5.backing";
    /// C: anything new?
    NEW = "O5.new";
    /// C: glad to explain it?
    GLAD = "O5.glad";
    /// C: a step back?
    STEP_BACK = "O5.step-back";
    /// P: the whole time to decide.
    DAYS = "O5.days";
    /// P: asked for time?
    TIME = "O5.time";
    /// P: they agreed: the time as it is now.
    DAYS_ANEW = "O5.days-anew";
    /// P: put off?
    PUT_OFF = "O5.put-off";
    /// P: the reason for the hurry.
    REASON = "O5.reason";
    /// Signs that they are keen.
    KEEN = "O5.keen";
    /// Signs that they are desperate.
    DESPERATE = "O5.desperate";
    /// Does one of these explain it?
    O5X = "O5x";
    /// Stabilise it: the problem.
    PROBLEM = "O5x.problem";
    /// Stabilise it: who backs them.
    BACKER = "O5x.backer";
    /// Stabilise it: what success looks like.
    SUCCEEDS = "O5x.success";
    /// Stabilise it: when to look elsewhere.
    ELSEWHERE = "O5x.elsewhere";
    /// Holding pattern: why.
    HOLDING = "O5x.holding";
    /// Holding pattern: what the time is for.
    TIME_FOR = "O5x.time-for";
    /// Holding pattern: when it ends.
    ENDS = "O5x.ends";
    /// What have they promised that isn't on paper?
    O6 = "O6";
    /// Has anything come back?
    O5R = "O5r";
}

/// Is this promise in writing now? Asked of each.
pub const O6_WRITTEN: &str = "O6.written";

/// How many promises, and others who are deciding, are taken.
const MOST: usize = 10;

fn none() -> Choice {
    NoneOf::None.choice()
}

fn or_none(choices: Vec<Choice>) -> Kind {
    any_of(choices.into_iter().chain([none()]).collect())
}

/// What each takes.
pub(in crate::talks) fn kind(question: &QuestionId, told: &Told) -> Kind {
    match question.name.as_ref() {
        "O0" => or_none(Asked::choices()),
        "O0.stop" => one_of(StopOrGo::choices()),
        "O1" => one_of(Came::choices()),
        "O1.conditional" => one_of(Conditional::choices()),
        "O1.by" | "O1.start" => a_day(question.name == "O1.by", NoDate::choices()),
        "O1.by-anew" | "O1.start-anew" => a_day(question.name == "O1.by-anew", Vec::new()),
        "O1.dates" => one_of(WhichDate::choices()),
        "O2" => or_none(Term::choices()),
        "O2.explained" | "O2.welcome" => {
            or_none(reading::changed(told).unwrap_or_default().into_iter().map(Term::choice).collect())
        }
        "O3" => any_of(Priority::choices()),
        "O4.who" | "O6" => Kind::Items { so_far: 0, max: MOST },
        "O5.describe" => one_of(Describe::offer()),
        "O5.success" => one_of(Success::offer()),
        "O5.clear" => one_of(Clear::offer()),
        "O5.terms" => one_of(Terms::offer()),
        "O5.people" => one_of(People::offer()),
        "O5.why-left" => one_of(WhyLeft::offer()),
        "O5.staff" => one_of(Staff::offer()),
        "O5.backing" => one_of(Backing::offer()),
        "O5.new" => one_of(New::offer()),
        "O5.glad" => one_of(Glad::offer()),
        "O5.step-back" => one_of(StepBack::offer()),
        "O5.days" | "O5.days-anew" => one_of(WholeTime::choices()),
        "O5.time" => one_of(AskedForTime::offer()),
        "O5.put-off" => one_of(PutOff::offer()),
        "O5.reason" => one_of(Reason::offer()),
        "O5.keen" => or_none(Keen::choices()),
        "O5.desperate" => or_none(Desperate::choices()),
        "O5x" => {
            let explains = |family: Family| match family {
                Family::Turnover => Claimed::Stabilise.choice(),
                _ => Claimed::Holding.choice(),
            };
            or_none(explainable(told).into_iter().map(explains).collect())
        }
        "O5x.elsewhere" | "O5x.ends" => a_day(false, Vec::new()),
        "O5x.holding" => one_of(HoldingWhy::choices()),
        _ => Kind::Text,
    }
}

/// What one message may answer besides.
pub(in crate::talks) fn together(question: &QuestionId) -> &'static [QuestionId] {
    match question.name.as_ref() {
        "O1" => const { &[O1_CONDITIONAL] },
        "O5.describe" => const { &[SUCCESS] },
        "O5.people" => const { &[WHY_LEFT] },
        "O5.staff" => const { &[BACKING] },
        "O5.new" => const { &[GLAD, STEP_BACK] },
        _ => &[],
    }
}

/// How each is put.
pub(in crate::talks) fn prompt(process: Id, question: &QuestionId, told: &Told, view: &View<'_>) -> Vec<Block> {
    let asked = Block::plain(format!("offer-{}", question.name.to_lowercase().replace('.', "-")));
    match question.name.as_ref() {
        "O0" => vec![asked, say::offer_o0_papers()],
        "O0.stop" => {
            let report = view.settings.fraud_reports.get(view.person.country().unwrap_or_default());
            let report = report.or_else(|| view.settings.fraud_reports.get("")).filter(|report| !report.is_empty());
            let place = report.map_or_else(say::offer_report_built_in, |report| {
                say::offer_report(crate::say::Arg::Name(report.clone().into()))
            });
            vec![say::offer_stop_and_check(), place, asked]
        }
        "O1" => vec![say::offer_well_done(), asked],
        "O1.dates" => match (told.when(&O1_BY), told.when(&O1_START)) {
            (Some(by), Some(start)) => vec![say::offer_o1_dates(by.date(), start.date())],
            _ => vec![say::offer_o1_dates_plain()],
        },
        "O5.describe" => observations(process, view).into_iter().chain([asked]).collect(),
        "O5.keen" => vec![say::offer_o5_side(), asked],
        _ => vec![asked],
    }
}

/// What gave pause in the interviews of this job, word for word, before the warning signs are asked about.
fn observations(process: Id, view: &View<'_>) -> Vec<Block> {
    let of_process = |record: &&crate::talks::record::Record| match &record.opening {
        Opening::Debrief(opening) => view.person.round(opening.round).is_some_and(|round| round.process == process),
        _ => false,
    };
    let noted = view.person.talks().filter(of_process).filter_map(|record| record.text(&D9));
    let noted: Vec<_> = noted.map(say::offer_observed).collect();
    if noted.is_empty() { noted } else { std::iter::once(say::offer_observations()).chain(noted).collect() }
}
