//! All that was answered about one offer, as the rules need it.

use super::{
    answers::{
        AskedForTime, Backing, Clear, Describe, Desperate, Glad, Known, New, People, PutOff, Reason, Staff, StepBack,
        Success, Term, Terms, WhyLeft,
    },
    exceptions::{Holding, Stabilise},
    points::SHORT_TIME_DAYS,
};

/// What the person has told us about one offer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signs {
    /// V.
    pub vague: Vague,
    /// T.
    pub turnover: Turnover,
    /// C.
    pub cv: Cv,
    /// P.
    pub pressure: Pressure,
    /// X (O2): what changed since the advertisement; an empty list where nothing did.
    pub changes: Changes,
    /// O6: what they have promised that isn't on paper.
    pub promises: Vec<Promise>,
    /// What was ticked on the side of "desperate", each once. Nothing ticked and skipped are
    /// the same here: it belongs to no family, and there is nobody to ask about it.
    pub desperate: Vec<Desperate>,
    /// G (O7).
    pub settled: Settled,
    /// O5x: "stabilise it", where the person claims it.
    pub stabilise: Option<Stabilise>,
    /// O5x: the holding pattern, where the person claims it.
    pub holding: Option<Holding>,
    /// Whole hours until an answer is wanted, rounded down; `None` where no deadline is known.
    pub hours_left: Option<i64>,
}

/// V, vague.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Vague {
    /// Two sentences about the first three months.
    pub describe: Known<Describe>,
    /// Who they answer to, and how success is judged.
    pub success: Known<Success>,
    /// Whether answers were clear.
    pub clear: Known<Clear>,
    /// Whether the terms are in writing.
    pub terms: Known<Terms>,
}

/// T, turnover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Turnover {
    /// How many people in three years.
    pub people: Known<People>,
    /// Why the last one left.
    pub why_left: Known<WhyLeft>,
    /// What staff say.
    pub staff: Known<Staff>,
    /// Whether the difficulty is named and backing promised.
    pub backing: Known<Backing>,
}

/// C, CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cv {
    /// Anything new.
    pub new: Known<New>,
    /// Glad to explain it in two years.
    pub glad: Known<Glad>,
    /// A step back in level.
    pub step_back: Known<StepBack>,
}

/// P, pressure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pressure {
    /// The whole time to decide, in working days; after they agreed to more, the time as it is now.
    pub days: Known<u16>,
    /// Whether more time was asked for. A talk that did not need to ask says `NotNeeded`.
    pub time: Known<AskedForTime>,
    /// Whether they were put off from checking.
    pub put_off: Known<PutOff>,
    /// The reason for the hurry. A talk that did not need to ask says `NoHurry`.
    pub reason: Known<Reason>,
}

/// X: what changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Changes {
    /// O2 was answered.
    Are(Vec<Change>),
    /// `?`: O2 was skipped.
    Open,
    /// `?`: asked about, and nothing came.
    NotAnswered,
}

/// One thing that changed since the advertisement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change {
    /// What.
    pub what: Term,
    /// Whether they explained it. Only they can answer that.
    pub explained: Known<bool>,
    /// Whether it is welcome. Only the person can answer that.
    pub welcome: Known<bool>,
}

/// A promise that was not on paper. Each is a `?` until it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Promise {
    /// `?`: to be asked for in writing.
    Open,
    /// It is in writing now.
    Written,
    /// They were asked, and it is not in writing: not answered, or refused.
    NotWritten,
}

/// G: how settled the person feels (O7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Settled {
    /// O7 was not reached yet: the posture of the first sitting goes without it.
    NotReached,
    /// Skipped: noted.
    Skipped,
    /// 1 (something's off) to 5 (at ease).
    Is(u8),
}

impl Signs {
    /// Everything asked, answered well, and time in hand: where the worked examples of §4 begin.
    #[must_use]
    pub fn all_clear() -> Self {
        Self {
            vague: Vague {
                describe: Known::Is(Describe::Yes),
                success: Known::Is(Success::Yes),
                clear: Known::Is(Clear::Clear),
                terms: Known::Is(Terms::Yes),
            },
            turnover: Turnover {
                people: Known::Is(People::NewOrOne),
                why_left: Known::Is(WhyLeft::Clear),
                staff: Known::Is(Staff::Good),
                backing: Known::Is(Backing::NoneNeeded),
            },
            cv: Cv { new: Known::Is(New::Plenty), glad: Known::Is(Glad::Yes), step_back: Known::Is(StepBack::No) },
            pressure: Pressure {
                days: Known::Is(10),
                time: Known::Is(AskedForTime::NotNeeded),
                put_off: Known::Is(PutOff::No),
                reason: Known::Is(Reason::NoHurry),
            },
            changes: Changes::Are(Vec::new()),
            promises: Vec::new(),
            desperate: Vec::new(),
            settled: Settled::Is(5),
            stabilise: None,
            holding: None,
            hours_left: None,
        }
    }

    /// Nothing was answered: every question is open.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            vague: Vague { describe: Known::Open, success: Known::Open, clear: Known::Open, terms: Known::Open },
            turnover: Turnover { people: Known::Open, why_left: Known::Open, staff: Known::Open, backing: Known::Open },
            cv: Cv { new: Known::Open, glad: Known::Open, step_back: Known::Open },
            pressure: Pressure { days: Known::Open, time: Known::Open, put_off: Known::Open, reason: Known::Open },
            changes: Changes::Open,
            settled: Settled::NotReached,
            ..Self::all_clear()
        }
    }

    /// What the answers are once three working days went by after L7 without a reply: "answers
    /// clear?" becomes dodged, "why did the last leave?" evasive, every other `?` not answered.
    #[must_use]
    pub fn after_silence(mut self) -> Self {
        if self.vague.clear == Known::Open {
            self.vague.clear = Known::Is(Clear::Dodged);
        }
        if self.turnover.why_left == Known::Open {
            self.turnover.why_left = Known::Is(WhyLeft::Evasive);
        }
        let Vague { describe, success, terms, .. } = self.vague;
        self.vague.describe = describe.after_silence();
        self.vague.success = success.after_silence();
        self.vague.terms = terms.after_silence();
        let Turnover { people, staff, backing, .. } = self.turnover;
        self.turnover.people = people.after_silence();
        self.turnover.staff = staff.after_silence();
        self.turnover.backing = backing.after_silence();
        let Cv { new, glad, step_back } = self.cv;
        self.cv = Cv { new: new.after_silence(), glad: glad.after_silence(), step_back: step_back.after_silence() };
        self.pressure = self.pressure.after_silence();
        self.changes = match self.changes {
            Changes::Are(changes) => Changes::Are(changes.into_iter().map(Change::after_silence).collect()),
            Changes::Open | Changes::NotAnswered => Changes::NotAnswered,
        };
        for promise in self.promises.iter_mut().filter(|promise| **promise == Promise::Open) {
            *promise = Promise::NotWritten;
        }
        self
    }
}

impl Pressure {
    fn after_silence(self) -> Self {
        // Not having asked for time is a `?` only where time is short.
        let short = self.days.is().is_some_and(|days| days < SHORT_TIME_DAYS);
        let time = match self.time {
            Known::Is(AskedForTime::NotAsked) if short => Known::NotAnswered,
            time => time.after_silence(),
        };
        Self {
            days: self.days.after_silence(),
            time,
            put_off: self.put_off.after_silence(),
            reason: self.reason.after_silence(),
        }
    }
}

impl Change {
    fn after_silence(self) -> Self {
        Self { explained: self.explained.after_silence(), welcome: self.welcome.after_silence(), ..self }
    }
}
