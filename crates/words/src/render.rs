//! Filling sentences in.

use crate::Words;
use afterword_core::say::{Arg, Block};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil;

impl Words {
    /// A sentence or paragraph, filled in.
    ///
    /// A word that is missing must not end anybody's conversation: its id in
    /// square brackets is shown, and logged without its arguments.
    #[must_use]
    pub fn block(&self, block: &Block) -> String {
        let mut args = FluentArgs::with_capacity(block.args.len());
        for (name, arg) in &block.args {
            args.set(name.as_ref(), self.value(arg));
        }
        self.sentences.say(&block.word, &args).unwrap_or_else(|| {
            tracing::error!(word = %block.word, "no such sentence");
            format!("[{}]", block.word)
        })
    }

    /// What stands where a variable stood, on its own: a label, for example.
    #[must_use]
    pub fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => printable(text.reveal()),
            Arg::Account(account) => printable(account.reveal()),
            Arg::Name(name) => printable(name),
            Arg::Number(number) => number.to_string(),
            Arg::Day(day) => self.day(*day),
            Arg::FarDay(day) => self.day_long(*day),
            Arg::Moment(moment) => self.moment(*moment),
            Arg::Word(block) => self.block(block),
            Arg::List(list) => self.list(list),
        }
    }

    /// "Friday 27 November".
    ///
    /// The year is left out: nearly every day that is spoken of lies within a
    /// year, a sentence has no clock to tell, and the weekday gives a slip away.
    /// Where the year matters, [`Words::day_long`] has it.
    #[must_use]
    pub fn day(&self, day: civil::Date) -> String {
        self.filled("layout-day", &day_args(self, day))
    }

    /// "Friday 27 November 2026", for dates that may be more than a year away.
    #[must_use]
    pub fn day_long(&self, day: civil::Date) -> String {
        self.filled("layout-day-long", &day_args(self, day))
    }

    /// "Friday 27 November at 15:00", on the clock of the person's zone.
    #[must_use]
    pub fn moment(&self, moment: civil::DateTime) -> String {
        let mut args = FluentArgs::new();
        args.set("day", self.day(moment.date()));
        args.set("time", moment.strftime("%H:%M").to_string());
        self.filled("layout-moment", &args)
    }

    /// Numbers stay numbers, so that a sentence can choose its plural.
    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            other => FluentValue::from(self.arg(other)),
        }
    }

    /// "a, b and c".
    fn list(&self, list: &[Arg]) -> String {
        let Some((last, before)) = list.split_last() else {
            return String::new();
        };
        let last = self.arg(last);
        let mut rest = before.iter().map(|arg| self.arg(arg));
        let Some(mut joined) = rest.next() else {
            return last;
        };
        for next in rest {
            joined = self.joined("layout-list-comma", joined, next);
        }
        self.joined("layout-list-and", joined, last)
    }

    /// Two things in one of the ways `layout.ftl` joins two.
    pub(crate) fn joined(&self, word: &str, before: String, last: String) -> String {
        let mut args = FluentArgs::new();
        args.set("before", before);
        args.set("last", last);
        self.filled(word, &args)
    }

    /// A word of `layout.ftl` that gives an example.
    pub(crate) fn with_example(&self, word: &str, example: String) -> String {
        let mut args = FluentArgs::new();
        args.set("example", example);
        self.filled(word, &args)
    }

    /// A word of `layout.ftl` without variables.
    pub(crate) fn glue(&self, word: &str) -> String {
        self.filled(word, &FluentArgs::new())
    }

    fn filled(&self, word: &str, args: &FluentArgs<'_>) -> String {
        self.sentences.say(word, args).unwrap_or_else(|| {
            tracing::error!(word, "no such sentence");
            format!("[{word}]")
        })
    }
}

fn day_args<'a>(words: &Words, day: civil::Date) -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    let weekday = day.weekday().to_monday_one_offset();
    args.set("weekday", words.glue(&format!("layout-weekday-{weekday}")));
    args.set("date", day.day().to_string());
    args.set("month", words.glue(&format!("layout-month-{}", day.month())));
    args.set("year", day.year().to_string());
    args
}

/// A person's own words, untouched but for what could move a terminal's cursor.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|&c| c == '\n' || !c.is_control()).collect()
}
