//! What is said to the bot rather than in answer to a question.

use super::{Asked, Reader, date, key::Key, not_understood, takes_text};
use crate::understanding::{Order, Spoken};
use afterword_core::{
    Answer, Command, Private, Settings,
    ask::{Kind, Range},
    event::{Meaning, Told, Unclear},
};

/// A longer message that mentions an interview is a story about it.
const MENTION: usize = 10;

impl Reader<'_> {
    /// The command that the message is, if it is one.
    pub(super) fn command(&self, text: &str, ask: Option<&Asked<'_>>, settings: &Settings) -> Option<Meaning> {
        let key = Key::of(text);
        let slash = text.starts_with('/');
        let free = ask.is_some_and(|ask| takes_text(&ask.part.kind));
        let spoken = self.words.understanding.spoken.iter();

        let order = if slash {
            self.after_slash(&key, ask).or_else(|| self.unreserved(&key, ask))
        } else {
            // Whatever a person called a job or a question: "stop" stops.
            let calm = key.calm();
            let says = |spoken: &Spoken, key| spoken.always.contains(key) || (free && spoken.escapes.contains(key));
            let reserved =
                spoken.clone().find(|spoken| (says(spoken, &key) || says(spoken, &calm)) && fits(&spoken.order, ask));
            if reserved.is_none() && ask.is_some_and(|ask| self.is_label(&key, ask)) {
                return None;
            }
            reserved.or_else(|| {
                let meant = free || ask.is_some_and(|ask| self.is_answer(&key, ask));
                if meant { None } else { self.unreserved(&key, ask) }
            })
        };
        if let Some(spoken) = order
            && spoken.order != Order::Quiet
        {
            return Some(match &spoken.order {
                Order::Command(Command::Interview) => Meaning::Command(self.interview(text)),
                order => self.meaning(order, text, ask),
            });
        }
        self.quiet(&key, free && !slash, settings).map(Meaning::Command)
    }

    /// Whether this says that the question is to be skipped.
    pub(super) fn is_skip(&self, key: &Key, free: bool) -> bool {
        self.words
            .understanding
            .spoken
            .iter()
            .filter(|spoken| spoken.order == Order::Skip)
            .any(|spoken| spoken.always.contains(key) || (!free && spoken.otherwise.contains(key)))
    }

    /// Whether this says that a list is complete.
    pub(super) fn is_done(&self, key: &Key) -> bool {
        self.words.understanding.spoken.iter().any(|spoken| spoken.order == Order::Done && spoken.always.contains(key))
    }

    /// "/sheet", "/debrief short": the longest command that it begins with.
    fn after_slash(&self, key: &Key, ask: Option<&Asked<'_>>) -> Option<&Spoken> {
        (1..=key.tokens.len().min(8)).rev().find_map(|count| {
            let start = Key { tokens: key.tokens.iter().take(count).cloned().collect() };
            self.words.understanding.spoken.iter().find(|spoken| {
                let phrases = [&spoken.always, &spoken.otherwise, &spoken.escapes];
                fits(&spoken.order, ask) && phrases.into_iter().any(|phrases| phrases.contains(&start))
            })
        })
    }

    /// A command by its looser names, or by what the message mentions.
    fn unreserved(&self, key: &Key, ask: Option<&Asked<'_>>) -> Option<&Spoken> {
        let spoken = || self.words.understanding.spoken.iter().filter(|spoken| fits(&spoken.order, ask));
        let exactly = spoken().find(|spoken| {
            spoken.otherwise.contains(key)
                || spoken.escapes.contains(key)
                || (ask.is_none() && spoken.alone.contains(key))
        });
        let opens = |spoken: &&Spoken| {
            spoken.opens.iter().any(|open| key.starts_with(open))
                && !key.tokens.iter().any(|token| spoken.unless.contains(token))
        };
        let mentions = |spoken: &&Spoken| {
            !spoken.mentions.is_empty()
                && key.tokens.len() <= MENTION
                && spoken.mentions.iter().all(|group| key.tokens.iter().any(|token| group.contains(token)))
        };
        let begins = |spoken: &&Spoken| spoken.begins.iter().any(|begin| self.goes_on(key, begin));
        exactly.or_else(|| spoken().find(opens)).or_else(|| spoken().find(mentions)).or_else(|| spoken().find(begins))
    }

    /// "Interview tomorrow at 3 with the Leeds people": after the beginning, a day or with whom.
    fn goes_on(&self, key: &Key, begin: &Key) -> bool {
        if !key.starts_with(begin) {
            return false;
        }
        let rest = key.without_first(begin.tokens.len());
        let with = matches!(rest.tokens.first().map(String::as_str), Some("with" | "at" | "for" | "on" | "in" | "to"));
        (with && rest.tokens.len() > 1) || date::begins_with_day(self, &rest)
    }

    /// What is told of the interview that is to be noted: when, and with whom.
    fn interview(&self, text: &str) -> Command {
        let name = self.with_whom(text);
        let told = name.and_then(|name| text.split_once(name)).map_or_else(
            || text.to_owned(),
            |(before, after)| {
                format!("{} {after}", before.trim_end().trim_end_matches("with").trim_end_matches("With"))
            },
        );
        let start = date::within(self, &Key::of(&told), Range::Future).ok();
        let told = Told { start, nickname: name.map(Private::new) };
        if told == Told::default() { Command::Interview } else { Command::Note(told) }
    }

    /// "With the Leeds people", up to a day that follows.
    fn with_whom<'t>(&self, text: &'t str) -> Option<&'t str> {
        const LONGEST: usize = 60;
        let lower = text.to_lowercase();
        let at = lower.find(" with ").filter(|_| lower.len() == text.len())? + " with ".len();
        let rest = text.get(at..)?.trim().trim_end_matches(['.', '!', '?', ',', ' ']);
        let blanks = rest.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        let is_day = |at: &usize| {
            let after = rest.get(*at..).map(Key::of).unwrap_or_default();
            date::read(self, &after, Range::Future, false).is_ok()
        };
        let end = blanks.into_iter().find(is_day).unwrap_or(rest.len());
        let name = rest.get(..end)?.trim().trim_end_matches([',', ';']);
        (!name.is_empty() && name.chars().count() <= LONGEST).then_some(name)
    }

    /// "Leave me be until Monday": from then on in the morning, when the quiet hours end,
    /// unless an hour is named.
    fn quiet(&self, key: &Key, reserved_only: bool, settings: &Settings) -> Option<Command> {
        let spoken = self.words.understanding.spoken.iter().find(|spoken| spoken.order == Order::Quiet)?;
        let phrases = spoken.always.iter().chain(spoken.otherwise.iter().filter(|_| !reserved_only));
        let longest = phrases.filter(|phrase| key.starts_with(phrase)).max_by_key(|phrase| phrase.tokens.len())?;
        let rest = key.without_first(longest.tokens.len());
        if matches!(
            rest.as_strs().as_slice(),
            [] | ["please"] | ["now"] | ["for", "now"] | ["for", "a", "bit" | "while"]
        ) {
            return Some(Command::Quiet(None));
        }
        let when = self.endless(&rest).map_or_else(|| date::read(self, &rest, Range::Future, true), Ok).ok()?;
        let until = if when.hour_named { when.at } else { when.at.date().to_datetime(settings.quiet_until) };
        Some(Command::Quiet(Some(until)))
    }

    /// Whether it is the full label of something to choose.
    fn is_label(&self, key: &Key, ask: &Asked<'_>) -> bool {
        // Yes and no have no labels that anybody chose; their words are looked at later.
        !matches!(ask.part.kind, Kind::YesNo)
            && ask.offered.iter().any(|one| one.names.first() == Some(key) && !one.label.is_empty())
    }

    /// Whether it is one way of saying exactly one of the answers there are.
    fn is_answer(&self, key: &Key, ask: &Asked<'_>) -> bool {
        match &ask.part.kind {
            Kind::YesNo => self.exact_yes_no(key).is_some(),
            _ => self.is_name_of(key, &ask.offered),
        }
    }

    fn meaning(&self, order: &Order, text: &str, ask: Option<&Asked<'_>>) -> Meaning {
        match (order, ask) {
            (Order::Command(command), _) => Meaning::Command(command.clone()),
            (Order::Quiet, _) => Meaning::Command(Command::Quiet(None)),
            (Order::Skip, Some(ask)) if ask.part.skippable => Meaning::Answers(vec![Answer::Skipped]),
            (Order::Skip, Some(_)) => Meaning::Unclear(Unclear::NotSkippable),
            (Order::Done, Some(ask)) if matches!(ask.part.kind, Kind::Items { .. }) => {
                Meaning::Answers(vec![Answer::Done])
            }
            (Order::Skip | Order::Done, _) => Meaning::Unclear(not_understood(text)),
        }
    }
}

/// "Done" and its like mean something only where a list is open.
fn fits(order: &Order, ask: Option<&Asked<'_>>) -> bool {
    match order {
        Order::Done => ask.is_some_and(|ask| matches!(ask.part.kind, Kind::Items { .. })),
        Order::Skip => ask.is_some(),
        Order::Quiet | Order::Command(_) => true,
    }
}
