//! From what a person typed to what it means.
//!
//! In this order:
//!
//! 1. Longer than the limit, or nothing but blanks and unseen characters.
//! 2. A command, where it is the whole message ([`commands`]). Where the question
//!    takes free text (T, L, C and M with own words), people's words are theirs:
//!    there only a small reserved set counts (skip, back, undo, pause, stop, delete
//!    that, correct, why, help, again, done for lists, "leave me be until …"), and
//!    what begins with a slash ("/sheet"). "List" or "rest" is then an answer. Where
//!    the message is the full label of a choice on offer, or its exact synonym, that
//!    is what is meant, unless it is one of the reserved set.
//! 3. An answer to the question, or to several parts of it in turn ([`parts`]).
//! 4. Where it is none, or nothing is asked: what it sounds like ([`guess`]), which
//!    is only asked about.
//!
//! Within one kind of answer, readings are tried from the strictest to the loosest
//! ([`Care`]), and the first one that fits exactly one thing wins. What fits several
//! is never guessed. Two questions that come by themselves are the exception: there it is asked first.

pub(crate) mod choice;
mod commands;
pub(crate) mod date;
pub(crate) mod guess;
pub(crate) mod key;
mod number;
mod parts;
mod pieces;
mod place;
mod scale;
mod several;
mod skill;
mod when;
mod yes_no;

use crate::{Offered, Words};
use afterword_core::{
    Answer, Ask, Private, Settings,
    ask::{Kind, Part},
    event::{Meaning, Unclear},
};
use jiff::civil;
use key::Key;

/// How strictly a text is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Care {
    /// A number, a full label, or another name for it: where only blanks tell this
    /// answer from the one after it.
    Exact,
    /// Also the beginning of a label, or some of its words.
    Tight,
    /// Also within a sentence, and own words where they are taken.
    Loose,
}

/// What reading needs besides the text.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'w> {
    pub(crate) words: &'w Words,
    pub(crate) now: civil::DateTime,
}

/// A part of a question, with what there is to choose from.
pub(crate) struct Asked<'a> {
    pub(crate) part: &'a Part,
    pub(crate) offered: Vec<Offered>,
}

/// See [`Words::understand`].
pub(crate) fn understand(
    words: &Words,
    text: &str,
    ask: Option<&Ask>,
    now: civil::DateTime,
    settings: &Settings,
) -> Meaning {
    let length = text.chars().count();
    if length > settings.text_limit {
        return Meaning::Unclear(Unclear::TooLong(length));
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || key::is_unseen(c));
    if text.is_empty() {
        return Meaning::Unclear(Unclear::Empty);
    }
    let reader = Reader { words, now };
    let asked: Vec<Asked<'_>> = ask
        .into_iter()
        .flat_map(|ask| std::iter::once(&ask.part).chain(&ask.rest))
        .map(|part| Asked { part, offered: reader.offered(part) })
        .collect();
    let (first, rest) = match asked.split_first() {
        Some((first, rest)) => (Some(first), rest),
        None => (None, [].as_slice()),
    };
    if let Some(meaning) = reader.command(text, first, settings) {
        return meaning;
    }
    let by_itself = first.is_some_and(|first| PUT_BY_ITSELF.contains(&first.part.question.name.as_ref()));
    let unclear = match first.map(|first| reader.parts(text, first, rest)) {
        None => not_understood(text),
        Some(Ok(answers)) if by_itself && matches!(answers[..], [Answer::Text(_)]) => {
            return reader.guess(text).map_or(Meaning::Answers(answers), Meaning::Guess);
        }
        Some(Ok(answers)) => return Meaning::Answers(answers),
        Some(Err(unclear)) => unclear,
    };
    reader.guess(text).map_or(Meaning::Unclear(unclear), Meaning::Guess)
}

impl Reader<'_> {
    /// What there is to choose from, with what people call the steps of this very question.
    fn offered(&self, part: &Part) -> Vec<Offered> {
        let mut offered = self.words.offered(&part.kind);
        if let Some(names) = self.words.understanding.scales.get(part.question.name.as_ref()) {
            for one in &mut offered {
                one.also.extend(names.get(&one.number.to_string()).into_iter().flatten().cloned());
            }
        }
        offered
    }

    /// The text as an answer to this one part.
    fn part(&self, text: &str, asked: &Asked<'_>, care: Care) -> Result<Answer, Unclear> {
        let Asked { part, offered } = asked;
        let key = Key::of(text);
        if self.is_skip(&key, takes_text(&part.kind)) {
            return if part.skippable { Ok(Answer::Skipped) } else { Err(Unclear::NotSkippable) };
        }
        let answers = &self.words.understanding.answers;
        let read = match &part.kind {
            Kind::Items { so_far: 1.., .. } if answers.pass.contains(&key) => Ok(Answer::Done),
            Kind::Text | Kind::Items { .. } if part.skippable && answers.pass.contains(&key) => Ok(Answer::Skipped),
            Kind::Text => Ok(Answer::Text(own_words(text))),
            Kind::Items { .. } if self.is_done(&key) => Ok(Answer::Done),
            Kind::Items { .. } => Ok(Answer::Text(own_words(text))),
            Kind::Choice { or_text, .. } => self.choice(text, offered, *or_text, care),
            Kind::Several { other, .. } => self.several(text, offered, *other, care),
            Kind::Scale { .. } => self.scale(text, offered, care),
            Kind::Percent => self.percent(text, offered, care),
            Kind::When { .. } => self.when(text, asked, care),
            Kind::YesNo => self.yes_no(text, care),
            Kind::Zone => self.zone(text),
            // "No" is a country only where it is written like its code.
            Kind::Country if answers.no.contains(&key) && text.trim() != "NO" => {
                return if part.skippable { Ok(Answer::Skipped) } else { Err(Unclear::NotSkippable) };
            }
            Kind::Country => self.country(text),
            Kind::Skill { .. } => self.skill(text, offered, care),
        };
        match read {
            // A list that was full has ended itself: "done" is still about that one.
            Ok(Answer::Text(_)) if AFTER_A_LIST.contains(&part.question.name.as_ref()) && self.is_done(&key) => {
                Err(not_understood(text))
            }
            // "No" to "is there one line to add?" is nothing to add, and no line.
            Ok(Answer::Text(_)) if part.skippable && answers.none.contains(&key) && may_be_nothing(part) => {
                Ok(Answer::Skipped)
            }
            // A skipped answer is unknown: so "don't know" skips where skipping is taken.
            Err(_) if part.skippable && answers.unknown.contains(&key) => Ok(Answer::Skipped),
            read => read,
        }
    }
}

/// Whether any words at all are an answer.
fn takes_text(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text | Kind::Items { .. } | Kind::Choice { or_text: true, .. } | Kind::Several { other: true, .. }
    )
}

/// A person's words, as they wrote them.
fn own_words(text: &str) -> Private {
    Private::new(text.trim())
}

/// "Is there …?": own words, or none.
const IS_THERE: [&str; 6] = ["N4", "R9", "L.wished", "L.why", "L.agreed", "L.second"];

/// Whether "no" says that there is nothing, and is not the answer itself.
fn may_be_nothing(part: &Part) -> bool {
    matches!(part.kind, Kind::Choice { .. }) || IS_THERE.contains(&part.question.name.as_ref())
}

/// These take own words, but may have been waiting unseen for days: whoever then says "they said no" has
/// news. It is asked about first, so an answer that only sounds like it loses nothing.
const PUT_BY_ITSELF: [&str; 2] = ["rehearse", "overnight"];

/// D6 comes after the list of D3, and takes own words too.
const AFTER_A_LIST: [&str; 1] = ["D6"];

fn not_understood(text: &str) -> Unclear {
    Unclear::NotUnderstood(own_words(text))
}
