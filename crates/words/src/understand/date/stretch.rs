//! Weeks and months, and parts of them: "next week", "mid January", "the weekend".

use super::{
    Frame, Trouble,
    day::{Day, exactly, shifted},
    lex::Token,
    weekday::{Which, which_of},
};
use afterword_core::ask::Range;
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Which part of a week or a month.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    Start,
    Middle,
    End,
}

impl Frame {
    /// "Next week", "the end of the month", "early December", "the weekend".
    pub(super) fn by_stretch(&self, tokens: &[Token]) -> Option<Day> {
        let mut at = usize::from(tokens.first().is_some_and(|token| token.is_any(&["in", "the"])));
        if tokens.get(at).is_some_and(|token| token.is("the")) {
            at += 1;
        }
        let stretch = tokens.get(at).and_then(|token| {
            [("start", Stretch::Start), ("middle", Stretch::Middle), ("end", Stretch::End)]
                .into_iter()
                .find_map(|(word, stretch)| token.is(word).then_some(stretch))
        });
        if stretch.is_some() {
            at += 1;
            at += tokens.get(at..)?.iter().take_while(|token| token.is_any(&["of", "in", "the"])).count();
        }
        let mut which = which_of(tokens.get(at));
        at += usize::from(which.is_some());
        let word = tokens.get(at)?;
        at += 1;
        // "The week after next".
        if which.is_none()
            && tokens.get(at).is_some_and(|token| token.is("after"))
            && tokens.get(at + 1).is_some_and(|token| token.is("next"))
        {
            which = Some(Which::AfterNext);
            at += 2;
        }
        let day = match (word, stretch, which) {
            (Token::Month(month, _), ..) => self.in_month(*month, stretch),
            (word, None, which) if word.is("weekend") => match which {
                Some(which @ (Which::Next | Which::AfterNext | Which::Last)) => self.in_week(which, 6),
                _ => self.weekend(),
            },
            (word, Some(_), None) | (word, _, Some(_)) if word.is("week") => {
                self.week(stretch, which.unwrap_or(Which::This))
            }
            (word, Some(_), None) | (word, _, Some(_)) if word.is("month") => {
                self.month(stretch, which.unwrap_or(Which::This))
            }
            (word, Some(_), _) | (word, _, Some(_)) if word.is("year") => self.year(stretch, which),
            (word, ..) if word.is("midweek") => self.week(Some(Stretch::Middle), Which::This),
            _ => return None,
        };
        Some(day.map(|day| (day, at)))
    }

    fn weekend(&self) -> Result<Date, Trouble> {
        let today = self.now.date();
        match (self.range, today.weekday()) {
            (_, Weekday::Saturday | Weekday::Sunday) => Ok(today),
            (Range::Past, _) => self.in_week(Which::Last, 6),
            _ => self.in_week(Which::This, 6),
        }
    }

    fn week(&self, stretch: Option<Stretch>, which: Which) -> Result<Date, Trouble> {
        let today = self.now.date();
        match (stretch, which) {
            (Some(Stretch::Start), which) => self.in_week(which, 1),
            (Some(Stretch::Middle), which) => self.in_week(which, 3),
            (Some(Stretch::End), which) => self.in_week(which, 5),
            (None, Which::Next | Which::AfterNext) => self.in_week(which, 1),
            (None, Which::Last) => shifted(today, -7),
            // Some day of it: what is left of it, or what there was of it.
            (None, Which::This | Which::Coming) => {
                let day = if self.range == Range::Past { today } else { self.in_week(Which::This, 5)? };
                Ok(if self.range == Range::Past { day } else { day.max(today) })
            }
        }
    }

    fn month(&self, stretch: Option<Stretch>, which: Which) -> Result<Date, Trouble> {
        let today = self.now.date();
        let months = match which {
            Which::Last => -1,
            Which::This | Which::Coming => 0,
            Which::Next => 1,
            Which::AfterNext => 2,
        };
        let day = today.checked_add(months.months()).map_err(|_| Trouble::NoSuchDay)?;
        Ok(match (stretch, which) {
            (Some(Stretch::Start), _) | (None, Which::Next | Which::AfterNext) => day.first_of_month(),
            (Some(Stretch::Middle), _) => middle(day),
            (Some(Stretch::End), _) => day.last_of_month(),
            (None, Which::Last) => day,
            (None, Which::This | Which::Coming) if self.range == Range::Past => day,
            (None, Which::This | Which::Coming) => day.last_of_month(),
        })
    }

    /// "Next year", "the end of the year".
    fn year(&self, stretch: Option<Stretch>, which: Option<Which>) -> Result<Date, Trouble> {
        let years = match which {
            Some(Which::Last) => -1,
            Some(Which::Next) => 1,
            Some(Which::AfterNext) => 2,
            Some(Which::This | Which::Coming) | None => 0,
        };
        let year = i64::from(self.now.year()) + years;
        match stretch {
            Some(Stretch::End) => exactly(year, 12, 31),
            Some(Stretch::Middle) => exactly(year, 7, 1),
            Some(Stretch::Start) => exactly(year, 1, 1),
            None if years == 0 => exactly(year, 12, 31),
            None => exactly(year, 1, 1),
        }
    }

    /// "In December", "mid January": while it lasts, its end.
    fn in_month(&self, month: i8, stretch: Option<Stretch>) -> Result<Date, Trouble> {
        let today = self.now.date();
        if today.month() == month && stretch.is_none() {
            return Ok(if self.range == Range::Past { today } else { today.last_of_month() });
        }
        let pick = |year: i16| {
            let first = Date::new(year, month, 1).map_err(|_| Trouble::NoSuchDay)?;
            Ok(match stretch {
                Some(Stretch::End) => first.last_of_month(),
                Some(Stretch::Middle) => middle(first),
                Some(Stretch::Start) | None => first,
            })
        };
        let this = pick(today.year())?;
        match self.range {
            Range::Past if this > today => pick(today.year() - 1),
            Range::Future | Range::Any if this < today => pick(today.year() + 1),
            _ => Ok(this),
        }
    }
}

fn middle(day: Date) -> Date {
    day.with().day(15).build().unwrap_or(day)
}
