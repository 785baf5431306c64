//! From what was told to the input of the advice: the one place where it is mapped.

use super::questions as q;
use crate::{
    Answer, Id, Person, QuestionId,
    advice::{
        Known, Signs,
        answers::{Desperate, HoldingWhy, Reason, Sign, Term, Terms},
        exceptions::{Holding, Stabilise},
        safety::Asked,
        signs::{Change, Changes, Promise, Settled},
    },
    answer::{Item, When, YesNo},
    talks::{self, Opening, Talk, flow::Told, record::Record},
    vocabulary::{Came, CameBack, Claimed, WholeTime},
};
use jiff::civil;
use std::collections::BTreeMap;

/// What was ticked in O0.
#[must_use]
pub fn safety(told: &Told) -> Vec<Asked> {
    told.several(&q::O0).unwrap_or_default().into_iter().filter_map(Asked::from_id).collect()
}

/// What changed (O2); `None` where it was skipped.
#[must_use]
pub fn changed(told: &Told) -> Option<Vec<Term>> {
    Some(told.several(&q::O2)?.into_iter().filter_map(Term::from_id).collect())
}

/// Which exceptions are claimed.
#[must_use]
pub fn claimed(told: &Told) -> Vec<Claimed> {
    told.several(&q::O5X).unwrap_or_default().into_iter().filter_map(Claimed::from_id).collect()
}

/// What was told about an offer, with what they answered since.
pub struct Reading {
    /// The first sitting, with the replies over it.
    pub told: Told,
    /// Whether they were asked and nothing came.
    pub silent: bool,
    /// What became of promises that were asked about.
    pub promises: BTreeMap<Id, Promise>,
}

/// All that was told about this offer.
#[must_use]
pub fn of(person: &Person, offer: Id) -> Reading {
    let told_in = |record: &Record| match &talks::walk(record).talk {
        Talk::Offer(talk) => talk.told.clone(),
        Talk::OfferReplies(talk) => talk.told.clone(),
        _ => Told::default(),
    };
    let mut reading =
        Reading { told: person.talk(offer).map(told_in).unwrap_or_default(), silent: false, promises: BTreeMap::new() };
    let replies = person
        .talks()
        .filter(|record| matches!(&record.opening, Opening::OfferReplies(opening) if opening.offer == offer));
    for record in replies {
        let later = told_in(record);
        reading.silent = match later.choice(&q::O5R) {
            Some(id) if id == CameBack::Nothing.id() => true,
            Some(_) => false,
            None => reading.silent,
        };
        for (question, answer) in later.all().filter(|(question, _)| question.name == q::O6_WRITTEN) {
            match (question.of, answer) {
                (Some(id), Answer::YesNo(YesNo::Yes)) => drop(reading.promises.insert(id, Promise::Written)),
                (Some(id), Answer::YesNo(YesNo::No)) => drop(reading.promises.insert(id, Promise::NotWritten)),
                _ => {}
            }
        }
        reading.told = reading.told.overlaid(&later);
    }
    reading
}

impl Reading {
    /// The input of the advice. `settled`: O7, once it was reached; `now` as the person's clock shows it.
    #[must_use]
    pub fn signs(&self, settled: Settled, now: civil::DateTime) -> Signs {
        let mut signs = signs(&self.told, Some(now));
        signs.settled = settled;
        let state = |item: &Item| self.promises.get(&item.id).copied().unwrap_or(Promise::Open);
        signs.promises = self.told.items(&q::O6).iter().map(state).collect();
        if self.silent { signs.after_silence() } else { signs }
    }
}

/// The same from one sitting, as far as it has come.
#[must_use]
pub fn signs(told: &Told, now: Option<civil::DateTime>) -> Signs {
    let mut signs = Signs::unknown();
    let written = told.choice(&q::O1) == Some(Came::Written.id());
    signs.vague.describe = read(told, &q::DESCRIBE);
    signs.vague.success = read(told, &q::SUCCESS);
    signs.vague.clear = read(told, &q::CLEAR);
    signs.vague.terms = if written { Known::Is(Terms::Yes) } else { read(told, &q::TERMS) };
    signs.turnover.people = read(told, &q::PEOPLE);
    signs.turnover.why_left = read(told, &q::WHY_LEFT);
    signs.turnover.staff = read(told, &q::STAFF);
    signs.turnover.backing = read(told, &q::BACKING);
    signs.cv.new = read(told, &q::NEW);
    signs.cv.glad = read(told, &q::GLAD);
    signs.cv.step_back = read(told, &q::STEP_BACK);
    let enough = told.choice(&q::DAYS) == Some(WholeTime::Enough.id());
    signs.pressure.days =
        match told.choice(&q::DAYS_ANEW).or_else(|| told.choice(&q::DAYS)).and_then(WholeTime::from_id) {
            Some(WholeTime::OneOrLess) => Known::Is(1),
            Some(WholeTime::Few) => Known::Is(3),
            Some(WholeTime::Enough) => Known::Is(10),
            Some(WholeTime::NotSaid) | None => Known::Open,
        };
    let time: Known<crate::advice::answers::AskedForTime> = read(told, &q::TIME);
    let agreed = time == Known::Is(crate::advice::answers::AskedForTime::Agreed);
    signs.pressure.time = if enough { Known::Is(crate::advice::answers::AskedForTime::NotNeeded) } else { time };
    signs.pressure.put_off = read(told, &q::PUT_OFF);
    signs.pressure.reason = if enough || agreed { Known::Is(Reason::NoHurry) } else { read(told, &q::REASON) };
    signs.changes = changed(told).map_or(Changes::Open, |changed| {
        let explained = told.several(&q::O2_EXPLAINED);
        let welcome = told.several(&q::O2_WELCOME);
        let among = |ticked: &Option<Vec<&str>>, what: Term| match ticked {
            Some(ticked) => Known::Is(ticked.contains(&what.id())),
            None => Known::Open,
        };
        let change = |what| Change { what, explained: among(&explained, what), welcome: among(&welcome, what) };
        Changes::Are(changed.into_iter().map(change).collect())
    });
    signs.desperate =
        told.several(&q::DESPERATE).unwrap_or_default().into_iter().filter_map(Desperate::from_id).collect();
    signs.promises = told.items(&q::O6).iter().map(|_| Promise::Open).collect();
    let claims = claimed(told);
    signs.stabilise = claims.contains(&Claimed::Stabilise).then(|| Stabilise {
        problem: told.text(&q::PROBLEM).is_some(),
        backer: told.text(&q::BACKER).is_some(),
        success: told.text(&q::SUCCEEDS).is_some(),
        look_elsewhere: told.when(&q::ELSEWHERE).map(civil::DateTime::date),
    });
    signs.holding = claims.contains(&Claimed::Holding).then(|| Holding {
        why: told.choice(&q::HOLDING).and_then(HoldingWhy::from_id),
        time_for: told.text(&q::TIME_FOR).is_some(),
        ends: told.when(&q::ENDS).map(civil::DateTime::date),
    });
    signs.hours_left = match (deadline(told), now) {
        (Some(by), Some(now)) => Some(by.at.duration_since(now).as_hours()),
        _ => None,
    };
    signs
}

fn read<S: Sign>(told: &Told, question: &QuestionId) -> Known<S> {
    told.get(question).map_or(Known::Open, S::read)
}

/// By when they want an answer.
#[must_use]
pub fn deadline(told: &Told) -> Option<&When> {
    told.moment(&q::O1_BY_ANEW).or_else(|| told.moment(&q::O1_BY))
}

/// The first day at work.
#[must_use]
pub fn start(told: &Told) -> Option<civil::Date> {
    told.when(&q::O1_START_ANEW).or_else(|| told.when(&q::O1_START)).map(civil::DateTime::date)
}

/// Whether the terms were seen in writing.
#[must_use]
pub fn in_writing(told: &Told) -> bool {
    told.choice(&q::O1) == Some(Came::Written.id()) || told.choice(&q::TERMS) == Some(Terms::Yes.id())
}
