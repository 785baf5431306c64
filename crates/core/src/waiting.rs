//! The wait of a job (`conversations.md` §2), as a query: since when, until when, and what is asked next.
//!
//! Used by what is said by itself, by lists and by the calendar. Nothing of it is stored: any
//! outcome takes the job out of `waiting`, and with that all of this is gone.

use crate::{
    Answer, Id, Person, Private, Settings,
    answer::YesNo,
    ask::Pick,
    days::working_days_after,
    person::Round,
    talks::{
        Opening,
        debrief::questions::D10,
        heard, letter, nudge,
        record::{Kept, Record, Status},
        waiting, weekly, worry,
    },
    vocabulary::{HearBack, Hold, LetterKind, News, Nudged, Parked, ProcessState, Silent},
};
use jiff::{ToSpan, civil};

/// Never more than this many notes that ask for news, after one interview (§2).
pub const MOST_NOTES: usize = 2;

/// Working days that "within days" comes to (D10; ours).
const WITHIN_DAYS: u32 = 3;
/// Working days of a week.
const A_WEEK: u32 = 5;

/// The wait of one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The day of the interview; unknown where none was noted.
    pub since: Option<civil::Date>,
    /// The day they named, or what "about a week" comes to.
    pub expected: Option<civil::Date>,
    /// How the person wants it held, and since when.
    pub hold: (Hold, Option<civil::Date>),
    /// When notes that ask for news were sent, as far as that was confirmed.
    pub notes: Vec<civil::Date>,
    /// How often "wait a bit" was said.
    pub put_off: usize,
    /// What is asked next, and when. Nothing, where it was all asked.
    pub next: Option<(Asked, civil::Date)>,
}

/// What the person is asked while they wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// W6 (0) or W7 (1): heard anything?
    Nudge(u8),
    /// W8: no word.
    Silence,
}

/// The wait of this job; `None` where it stands elsewhere.
#[must_use]
pub fn of(person: &Person, settings: &Settings, process: Id) -> Option<Wait> {
    person.process(process).filter(|process| process.state == ProcessState::Waiting)?;
    let round = latest_round(person, process);
    let since = round.map(|round| round.end().date());
    let expected = round.and_then(|round| expected(person, settings, round));
    let begun = Begun::of(person, settings, process, since, expected);
    let notes: Vec<_> = chased(person, process).collect();
    let next = begun.next(person, settings, &notes);
    let put_off = begun.nudges.iter().filter(|record| nudged(record) == Some(Nudged::Wait)).count();
    Some(Wait { since, expected, hold: hold(person, process, round), notes, put_off, next })
}

/// When notes that ask for news of this job were sent since its latest interview, as far as that was confirmed.
pub fn chased(person: &Person, process: Id) -> impl Iterator<Item = civil::Date> {
    let at = latest_round(person, process).map(Round::end);
    let sent = letter::sent(person, &[LetterKind::Chaser], process).into_iter();
    sent.filter(move |(_, sent)| at.is_none_or(|at| *sent >= at)).map(|(_, sent)| sent.date())
}

/// When a job on hold is asked about again, and how often that was put off.
#[must_use]
pub fn on_hold(person: &Person, settings: &Settings, process: Id) -> Option<(civil::Date, usize)> {
    person.process(process).filter(|process| process.state == ProcessState::OnHold)?;
    let (mut on, mut put_off) = (None, 0);
    for record in person.talks() {
        match &record.opening {
            Opening::Heard(opening) if opening.process == process && news(record) == Some(News::OnHold) => {
                let kept = record.kept(&heard::HOLD);
                let told = kept.map_or(record.opened, |kept| kept.local).date();
                let until = kept.and_then(day).unwrap_or_else(|| later(person, settings, told, settings.on_hold_days));
                (on, put_off) = (Some(until), 0);
            }
            Opening::Nudge(opening) if opening.process == process && opening.on_hold => {
                let waits = answered(record).filter(|(nudged, _)| *nudged == Nudged::Wait);
                put_off += usize::from(waits.is_some());
                on = waits.map(|(_, day)| later(person, settings, day, settings.on_hold_days));
            }
            _ => {}
        }
    }
    on.map(|on| (on, put_off))
}

/// What they want to know more about, by when, and when that was told; only while the job waits.
#[must_use]
pub fn wanted(person: &Person, process: Id) -> Option<(Option<&Private>, civil::Date, civil::Date)> {
    person.process(process).filter(|process| process.state == ProcessState::Waiting)?;
    let heard = |record: &&Record| {
        matches!(&record.opening, Opening::Heard(opening) if opening.process == process) && news(record).is_some()
    };
    let last = person.talks().rfind(heard).filter(|record| news(record) == Some(News::MoreWanted))?;
    let by = last.kept(&heard::BY)?;
    Some((last.text(&heard::WANTED), day(by)?, by.local.date()))
}

/// What else they have got on, with the talk it was told in, while it was not used yet (W2, W5).
#[must_use]
pub fn others(person: &Person, process: Id) -> Option<(Id, &Private)> {
    let mut told = None;
    for record in person.talks() {
        match &record.opening {
            Opening::Waiting(opening) if opening.process == process => {
                told = record.text(&waiting::W2).map(|text| (record.id, text)).or(told);
            }
            Opening::Weekly(opening) if opening.process == process => {
                let low = record.kept(&weekly::W5).is_some_and(|kept| kept.answer == Answer::Scale(2));
                told = told.filter(|_| !low || opening.others.is_none());
                // What was told in a weekly check is for the next one.
                told = record.text(&waiting::W2).map(|text| (record.id, text)).or(told);
            }
            _ => {}
        }
    }
    told
}

/// Whether they were asked what else they have got on (W2), here or in a weekly check.
#[must_use]
pub fn others_were_asked(person: &Person, process: Id) -> bool {
    let of = |record: &&Record| match &record.opening {
        Opening::Waiting(opening) => opening.process == process,
        Opening::Weekly(opening) => opening.process == process,
        _ => false,
    };
    person.talks().filter(of).any(|record| record.kept(&waiting::W2).is_some())
}

/// What was planned for a yes and for a no, the day before (W4).
#[must_use]
pub fn plans(person: &Person, process: Id) -> (Option<&Private>, Option<&Private>) {
    let of = |record: &&Record| matches!(&record.opening, Opening::DayBefore(opening) if opening.process == process);
    let last = person.talks().rfind(of);
    use crate::talks::day_before::{IF_NO, IF_YES};
    (last.and_then(|record| record.text(&IF_YES)), last.and_then(|record| record.text(&IF_NO)))
}

/// Worries that were parked, oldest first.
#[must_use]
pub fn parked(person: &Person) -> Vec<(Id, &Private)> {
    let kept = |record: &Record| match &record.kept(&worry::KEEP)?.answer {
        Answer::Choice(pick) => Parked::from_pick(pick),
        Answer::Skipped => Some(Parked::Keep),
        _ => None,
    };
    let worries = person.talks().filter(|record| record.opening == Opening::Worry);
    let parked = worries.filter(|record| record.status == Status::Finished && kept(record) == Some(Parked::Keep));
    parked.filter_map(|record| Some((record.id, record.text(&worry::W3)?))).collect()
}

/// The one action of a worry, its day, and the talk.
pub fn actions(person: &Person) -> impl Iterator<Item = (Id, &Private, civil::Date)> {
    let worries = person.talks().filter(|record| record.opening == Opening::Worry);
    worries.filter_map(|record| {
        record.text(&worry::W3)?;
        Some((record.id, record.text(&worry::ACTION)?, day(record.kept(&worry::BY)?)?))
    })
}

/// Whether a job is over, as far as is known: in lists only when asked for.
#[must_use]
pub fn is_closed(person: &Person, process: Id) -> bool {
    use ProcessState::{
        Closed, Declined, DreamWatch, Learning, LetGo, PostPulled, Rejected, WithdrawnByMe, WithdrawnByThem,
    };
    match person.process(process).map(|process| process.state) {
        None => true,
        Some(ProcessState::Silent) => !is_kept_quietly(person, process),
        Some(state) => matches!(
            state,
            Closed | Declined | DreamWatch | Learning | LetGo | PostPulled | Rejected | WithdrawnByMe | WithdrawnByThem
        ),
    }
}

fn is_kept_quietly(person: &Person, process: Id) -> bool {
    let of = |record: &&Record| matches!(&record.opening, Opening::Silence(opening) if opening.process == process);
    let answer = person.talks().rfind(of).and_then(|record| record.kept(&crate::talks::silence::W8));
    !answer.is_some_and(|kept| kept.answer == Answer::Choice(Pick::Named(Silent::Close.id().into())))
}

/// What the timers count from, and what was asked since.
struct Begun<'a> {
    first: Option<civil::Date>,
    nudges: Vec<&'a Record>,
    asked_about_silence: bool,
}

impl<'a> Begun<'a> {
    fn of(
        person: &'a Person,
        settings: &Settings,
        process: Id,
        since: Option<civil::Date>,
        expected: Option<civil::Date>,
    ) -> Self {
        let from_date = |on| later(person, settings, on, settings.nudge_after_date_days);
        let from_day = |on| later(person, settings, on, settings.nudge_after_interview_days);
        let mut begun = Self {
            first: expected.map(from_date).or(since.map(from_day)),
            nudges: Vec::new(),
            asked_about_silence: false,
        };
        let begin_anew = |begun: &mut Self, on: civil::Date| {
            *begun =
                Self { first: begun.first.max(Some(from_day(on))), nudges: Vec::new(), asked_about_silence: false };
        };
        let this_wait = |record: &&Record| since.is_none_or(|since| record.opened.date() >= since);
        for record in person.talks().filter(this_wait) {
            match &record.opening {
                // Whatever was heard, the wait begins anew with it: with the day that more is wanted by.
                Opening::Heard(opening) if opening.process == process && news(record).is_some() => {
                    let on = record.kept(&heard::BY).and_then(day).unwrap_or(record.opened.date());
                    begin_anew(&mut begun, on);
                }
                Opening::Waiting(opening) if opening.process == process && put_back(record) => {
                    begin_anew(&mut begun, record.opened.date());
                }
                Opening::Nudge(opening) if opening.process == process && !opening.on_hold => begun.nudges.push(record),
                Opening::Silence(opening) if opening.process == process => begun.asked_about_silence = true,
                _ => {}
            }
        }
        begun
    }

    fn next(&self, person: &Person, settings: &Settings, notes: &[civil::Date]) -> Option<(Asked, civil::Date)> {
        let later = |on, count| later(person, settings, on, count);
        if self.asked_about_silence {
            return None;
        }
        let first_asked = self.nudges.first().map(|record| record.opened.date());
        match notes {
            [] => {
                let first = first_asked.max(self.first)?;
                let nudge = self.nudge(person, settings, 0, first);
                nudge.or_else(|| Some((Asked::Silence, later(first, settings.silence_after_nudge_days))))
            }
            [note] => {
                let second = later(*note, settings.second_nudge_days);
                // One note and no second: as long after the second nudge as after a second note.
                let silence = || (Asked::Silence, later(second, settings.silence_after_notes_days));
                self.nudge(person, settings, 1, second).or_else(|| Some(silence()))
            }
            [_, note, ..] => Some((Asked::Silence, later(*note, settings.silence_after_notes_days))),
        }
    }

    /// This nudge, where it was not asked yet, or was put off.
    fn nudge(
        &self,
        person: &Person,
        settings: &Settings,
        nth: u8,
        planned: civil::Date,
    ) -> Option<(Asked, civil::Date)> {
        let is_nth = |record: &&&Record| matches!(&record.opening, Opening::Nudge(opening) if opening.nth == nth);
        let on = match self.nudges.iter().rfind(is_nth) {
            None => planned,
            Some(last) => match answered(last)? {
                (Nudged::Wait, on) => later(person, settings, on, settings.wait_a_bit_days),
                _ => return None,
            },
        };
        Some((Asked::Nudge(nth), on))
    }
}

/// The last interview of this job that was not called off.
fn latest_round(person: &Person, process: Id) -> Option<&Round> {
    person.rounds().filter(|round| round.process == process && !round.cancelled).max_by_key(|round| round.start)
}

/// D10: the day they named, or what they said comes to, counted from the interview.
fn expected(person: &Person, settings: &Settings, round: &Round) -> Option<civil::Date> {
    let kept = debrief_of(person, round.id)?.kept(&D10)?;
    match &kept.answer {
        Answer::When(when) => Some(when.at.date()),
        Answer::Choice(pick) => {
            let days = match HearBack::from_pick(pick)? {
                HearBack::WithinDays => WITHIN_DAYS,
                HearBack::Week => A_WEEK,
                HearBack::TwoWeeks => 2 * A_WEEK,
                HearBack::NotSaid => return None,
            };
            Some(later(person, settings, round.end().date(), days))
        }
        _ => None,
    }
}

fn debrief_of(person: &Person, round: Id) -> Option<&Record> {
    person.talks().find(|record| matches!(&record.opening, Opening::Debrief(opening) if opening.round == round))
}

/// W1b, as it was answered last since that interview; the default is nothing.
fn hold(person: &Person, process: Id, round: Option<&Round>) -> (Hold, Option<civil::Date>) {
    let since = round.map(Round::end);
    let asked = |record: &&Record| match &record.opening {
        Opening::Debrief(opening) => round.is_some_and(|round| round.id == opening.round),
        Opening::Waiting(opening) => opening.process == process && since.is_none_or(|since| record.opened >= since),
        _ => false,
    };
    let told = |record: &Record| {
        let kept = record.kept(&waiting::W1B)?;
        let Answer::Choice(pick) = &kept.answer else { return None };
        Some((kept.at, Hold::from_pick(pick)?, kept.local.date()))
    };
    let last = person.talks().filter(asked).filter_map(told).max_by_key(|(at, ..)| *at);
    last.map_or((Hold::Nothing, None), |(_, hold, on)| (hold, Some(on)))
}

/// The news that a talk brought, once it was told to its end.
fn news(record: &Record) -> Option<News> {
    let Opening::Heard(opening) = &record.opening else { return None };
    let told = record.kept(&heard::W9).and_then(|kept| match &kept.answer {
        Answer::Choice(pick) => News::from_pick(pick),
        _ => None,
    });
    opening.news.or(told).filter(|_| record.status == Status::Finished)
}

fn put_back(record: &Record) -> bool {
    let yes = |kept: &Kept| kept.answer == Answer::YesNo(YesNo::Yes);
    record.status == Status::Finished && record.kept(&waiting::AGAIN).is_some_and(yes)
}

fn nudged(record: &Record) -> Option<Nudged> {
    answered(record).map(|(nudged, _)| nudged)
}

/// What was answered to a nudge, and on which day.
fn answered(record: &Record) -> Option<(Nudged, civil::Date)> {
    let Opening::Nudge(opening) = &record.opening else { return None };
    let kept = record.kept(&nudge::question(opening.nth))?;
    match &kept.answer {
        Answer::Choice(pick) => Some((Nudged::from_pick(pick)?, kept.local.date())),
        Answer::Skipped => Some((Nudged::Leave, kept.local.date())),
        _ => None,
    }
}

fn day(kept: &Kept) -> Option<civil::Date> {
    match &kept.answer {
        Answer::When(when) => Some(when.at.date()),
        _ => None,
    }
}

fn later(person: &Person, settings: &Settings, day: civil::Date, count: u32) -> civil::Date {
    working_days_after(person, settings, day, count)
}

/// The days of weekly checks: from when they were asked for, until the first nudge (W5).
#[must_use]
pub fn weekly_checks(settings: &Settings, wait: &Wait) -> Vec<civil::Date> {
    let ((Hold::Weekly, Some(asked)), Some((_, until))) = (wait.hold, wait.next) else {
        return Vec::new();
    };
    let every = settings.weekly_check_days.max(1);
    let nth = |n: i64| asked.saturating_add((every * n).days());
    (1..=52).map(nth).take_while(|on| *on < until).collect()
}

/// The day for a line the day before the date they named, where that was asked for (W4).
#[must_use]
pub fn day_before(wait: &Wait) -> Option<civil::Date> {
    let ((Hold::DayBefore, Some(asked)), Some(expected)) = (wait.hold, wait.expected) else {
        return None;
    };
    expected.yesterday().ok().filter(|on| *on > asked)
}
