//! The combining (§4). The rules stand in the order of the text, each as the list
//! of its conditions; a rule matches when any of them holds, and the first that
//! matches leads.

use super::{
    answers::{AskedForTime, Known, New, Term},
    exceptions::{Claim, Exception, claim},
    levels::{Family, Gut, Level, Standing, standing},
    points::{DESPERATE_TICKS, Finding, Question, Weight},
    signs::{Changes, Signs},
};

/// Hours left below which an open `?` cannot wait.
pub const HOURS_SHORT: i64 = 48;

const FAMILIES: [Family; 5] = [Family::Vague, Family::Turnover, Family::Cv, Family::Pressure, Family::Changed];

/// The rules, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// 1.
    SeriousPause,
    /// 2.
    ThinkTwice,
    /// 3.
    TakeYourTime,
    /// 4.
    AskFirst,
    /// 5.
    SmallThingsNoted,
    /// 6: the exception lines lead.
    Exceptions,
    /// 7.
    NothingRaised,
}

impl Rule {
    /// All of them, in the order of the text.
    pub const ALL: [Self; 7] = [
        Self::SeriousPause,
        Self::ThinkTwice,
        Self::TakeYourTime,
        Self::AskFirst,
        Self::SmallThingsNoted,
        Self::Exceptions,
        Self::NothingRaised,
    ];
}

/// The conditions, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// 1: V and P of 2 or more: "they won't explain and won't wait".
    WontExplainWontWait,
    /// 1: three families at 2 or more.
    ThreeConcerns,
    /// 1: two families at 3.
    TwoStrongConcerns,
    /// 2: any family at 3.
    StrongConcern,
    /// 2: two families at 2 or more.
    TwoConcerns,
    /// 2: V of 2 or more.
    Vague,
    /// 2: C of 2 or more, with nothing new.
    NothingNew,
    /// 2: X of 2 or more where pay, duties or contract changed unexplained.
    CoreChanged,
    /// 2: T of 2 or more though asked.
    TurnoverThoughAsked,
    /// 2: X of 2 or more though asked.
    ChangedThoughAsked,
    /// 2: G of 1 or 2.
    Unsettled,
    /// 2: three ticks or more on "desperate".
    Desperate,
    /// 3: P of 2 or more.
    Pressure,
    /// 3: under 48 hours left with any `?` open.
    ShortOfTime,
    /// 4: any `?` open.
    OpenQuestion,
    /// 4: V, T or X of 1 or more, not yet asked.
    NotYetAsked,
    /// 5: any family at 1 or more.
    Something,
    /// 5: G is 3, or was skipped.
    GutNoted,
    /// 5: anything that was not answered.
    NotAnswered,
    /// 6: an exception is complete.
    ExceptionComplete,
}

/// What the rules look at, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Situation {
    /// The families, in the order of [`Family::ALL`], whatever the exceptions say.
    pub families: [Standing; 5],
    /// "Stabilise it".
    pub stabilise: Claim,
    /// The holding pattern.
    pub holding: Claim,
    /// Whether a promise is still to be asked for in writing.
    pub promise_open: bool,
    /// Whether a promise was not put in writing though asked for.
    pub promise_not_answered: bool,
    /// How settled the person feels.
    pub gut: Gut,
    /// Ticks on "desperate".
    pub ticks: usize,
    /// Whether C's "anything new?" was answered "none".
    pub nothing_new: bool,
    /// Whether pay, duties or contract changed unexplained.
    pub core_changed: bool,
    /// Whether they refused to give time.
    pub refused_time: bool,
    /// Whole hours left.
    pub hours_left: Option<i64>,
}

/// What the rules look at, in what was answered.
#[must_use]
pub fn situation(signs: &Signs, findings: &[Finding]) -> Situation {
    let of_family = |family: Family| standing(family, findings, &signs.changes);
    let promise = |weight: Weight| {
        findings.iter().any(|finding| matches!(finding.question, Question::Promise(_)) && finding.weight == weight)
    };
    Situation {
        families: FAMILIES.map(of_family),
        stabilise: claim(Exception::EyesOpen, signs),
        holding: claim(Exception::HoldingPattern, signs),
        promise_open: promise(Weight::Open),
        promise_not_answered: promise(Weight::NotAnswered),
        gut: Gut::from(signs.settled),
        ticks: signs.desperate.len(),
        nothing_new: signs.cv.new == Known::Is(New::None),
        core_changed: is_core_changed(&signs.changes),
        refused_time: signs.pressure.time == Known::Is(AskedForTime::Refused),
        hours_left: signs.hours_left,
    }
}

fn is_core_changed(changes: &Changes) -> bool {
    let Changes::Are(changes) = changes else {
        return false;
    };
    let core = |what: Term| matches!(what, Term::Pay | Term::Duties | Term::Contract);
    changes.iter().any(|change| core(change.what) && change.explained == Known::Is(false))
}

/// The rule that leads, and every condition of it that holds.
#[must_use]
pub fn lead(situation: &Situation) -> (Rule, Vec<Because>) {
    let rule = leading(situation);
    let situation = &situation.counted();
    let holds = |conditions: &[(Because, bool)]| {
        conditions.iter().filter(|(_, holds)| *holds).map(|(because, _)| *because).collect()
    };
    let because = match rule {
        Rule::SeriousPause => holds(&serious_pause(situation)),
        Rule::ThinkTwice => holds(&think_twice(situation)),
        Rule::TakeYourTime => holds(&take_your_time(situation)),
        Rule::AskFirst => holds(&ask_first(situation)),
        Rule::SmallThingsNoted => holds(&small_things_noted(situation)),
        Rule::Exceptions => holds(&exceptions(situation)),
        Rule::NothingRaised => Vec::new(),
    };
    (rule, because)
}

/// The rule that leads: the first that matches.
#[must_use]
pub fn leading(situation: &Situation) -> Rule {
    let matches = |conditions: &[(Because, bool)]| conditions.iter().any(|(_, holds)| *holds);
    let situation = &situation.counted();
    if matches(&serious_pause(situation)) {
        Rule::SeriousPause
    } else if matches(&think_twice(situation)) {
        Rule::ThinkTwice
    } else if matches(&take_your_time(situation)) {
        Rule::TakeYourTime
    } else if matches(&ask_first(situation)) {
        Rule::AskFirst
    } else if matches(&small_things_noted(situation)) {
        Rule::SmallThingsNoted
    } else if matches(&exceptions(situation)) {
        Rule::Exceptions
    } else {
        Rule::NothingRaised
    }
}

fn serious_pause(now: &Situation) -> [(Because, bool); 3] {
    let vague = now.family(Family::Vague).level;
    let pressure = now.family(Family::Pressure).level;
    [
        (Because::WontExplainWontWait, vague >= Level::Concern && pressure >= Level::Concern),
        (Because::ThreeConcerns, now.families_at(Level::Concern) >= 3),
        (Because::TwoStrongConcerns, now.families_at(Level::Strong) >= 2),
    ]
}

fn think_twice(now: &Situation) -> [(Because, bool); 9] {
    let [vague, turnover, cv, _, changed] = now.families;
    [
        (Because::StrongConcern, now.families_at(Level::Strong) >= 1),
        (Because::TwoConcerns, now.families_at(Level::Concern) >= 2),
        (Because::Vague, vague.level >= Level::Concern),
        (Because::NothingNew, cv.level >= Level::Concern && now.nothing_new),
        (Because::CoreChanged, changed.level >= Level::Concern && now.core_changed),
        (Because::TurnoverThoughAsked, turnover.level >= Level::Concern && turnover.asked),
        (Because::ChangedThoughAsked, changed.level >= Level::Concern && changed.asked),
        (Because::Unsettled, now.gut == Gut::SleepOnIt),
        (Because::Desperate, now.ticks >= DESPERATE_TICKS),
    ]
}

fn take_your_time(now: &Situation) -> [(Because, bool); 2] {
    let short = now.hours_left.is_some_and(|hours| hours < HOURS_SHORT);
    [
        (Because::Pressure, now.family(Family::Pressure).level >= Level::Concern),
        (Because::ShortOfTime, short && now.anything_open()),
    ]
}

fn ask_first(now: &Situation) -> [(Because, bool); 2] {
    [(Because::OpenQuestion, now.anything_open()), (Because::NotYetAsked, now.not_yet_asked())]
}

fn small_things_noted(now: &Situation) -> [(Because, bool); 3] {
    let unanswered = now.families.iter().any(|family| family.not_answered);
    [
        (Because::Something, now.families_at(Level::WorthAsking) >= 1),
        (Because::GutNoted, now.gut == Gut::Noted),
        (Because::NotAnswered, now.promise_not_answered || unanswered),
    ]
}

fn exceptions(now: &Situation) -> [(Because, bool); 1] {
    [(Because::ExceptionComplete, now.complete().next().is_some())]
}

impl Situation {
    /// How a family stands, as it is shown.
    #[must_use]
    pub fn family(&self, family: Family) -> Standing {
        self.families[family as usize]
    }

    /// What counts in the rules: a complete exception leaves its family out, its `?` included.
    #[must_use]
    pub fn counted(mut self) -> Self {
        for exception in self.complete() {
            self.families[exception.family() as usize] = Standing::CLEAR;
        }
        self
    }

    /// The complete exceptions, Eyes open first.
    pub fn complete(&self) -> impl Iterator<Item = Exception> + use<> {
        let Self { stabilise, holding, .. } = *self;
        Exception::ALL.into_iter().filter(move |exception| {
            let claim = match exception {
                Exception::EyesOpen => stabilise,
                Exception::HoldingPattern => holding,
            };
            claim == Claim::Complete
        })
    }

    /// Whether V, T or X is 1 or more and not asked yet.
    pub(super) fn not_yet_asked(&self) -> bool {
        let unasked = |family: Family| self.family(family).level >= Level::WorthAsking && !self.family(family).asked;
        [Family::Vague, Family::Turnover, Family::Changed].into_iter().any(unasked)
    }

    /// How many families are at this level or above.
    fn families_at(&self, level: Level) -> usize {
        self.families.iter().filter(|family| family.level >= level).count()
    }

    /// Whether any `?` is open.
    fn anything_open(&self) -> bool {
        self.promise_open || self.families.iter().any(|family| family.open)
    }
}
