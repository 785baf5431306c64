//! People's own words, and names, shown as they were written.
//!
//! serenity's `MessageBuilder::push_safe` escapes three of the signs that Discord
//! knows, and puts other letters in place of some words; so this is done here.

use afterword_core::{
    Private, Say,
    ask::{Ask, Choice, Kind, Part},
    say::{Arg, Block},
};
use std::borrow::Cow;

/// The signs with which anything but plain text begins: emphasis, code, spoilers,
/// quotations, headings, lists, links, mentions, and the backslash itself.
const SIGNS: &[char] = &['\\', '*', '_', '~', '`', '|', '>', '<', '#', '-', '+', '[', ']', '(', ')', '@', ':'];

/// The text with a backslash before whatever Discord would not show as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut starts = true; // at the start of a line, but for blanks
    let mut counts = false; // after a number there, which makes a list with the dot behind it
    for c in text.chars() {
        let list = c == '.' && counts;
        let bullet = matches!(c, '-' | '+' | '#') && !starts;
        if list || SIGNS.contains(&c) && !bullet {
            out.push('\\');
        }
        out.push(c);
        counts = c.is_ascii_digit() && (starts || counts);
        starts = c == '\n' || starts && c.is_whitespace();
    }
    out
}

/// What is said, with people's words and names escaped. The labels of buttons,
/// menus and forms know no signs: they are made of what it was before.
pub(super) fn safe(say: &Say) -> Say {
    Say {
        blocks: say.blocks.iter().map(block).collect(),
        ask: say.ask.as_ref().map(|ask| Ask {
            stamp: ask.stamp.clone(),
            part: part(&ask.part),
            rest: ask.rest.iter().map(part).collect(),
        }),
        attachment: None,
    }
}

fn block(of: &Block) -> Block {
    Block { word: of.word.clone(), args: of.args.iter().map(|(name, of)| (name.clone(), arg(of))).collect() }
}

fn arg(of: &Arg) -> Arg {
    match of {
        Arg::Text(text) => Arg::Text(Private::new(escaped(text.reveal()))),
        // Shown as a name by Discord's clients; no message of ours lets it call anybody.
        Arg::Account(id) => Arg::Text(match id.reveal().parse::<u64>() {
            Ok(number) => Private::new(format!("<@{number}>")),
            Err(_) => Private::new(escaped(id.reveal())),
        }),
        Arg::Name(name) => Arg::Name(Cow::Owned(escaped(name))),
        Arg::Word(word) => Arg::Word(Box::new(block(word))),
        Arg::List(list) => Arg::List(list.iter().map(arg).collect()),
        plain => plain.clone(),
    }
}

fn part(of: &Part) -> Part {
    let choices = |of: &[Choice]| {
        let one = |choice: &Choice| Choice { pick: choice.pick.clone(), label: arg(&choice.label) };
        of.iter().map(one).collect()
    };
    let kind = match &of.kind {
        Kind::Choice { choices: of, or_text } => Kind::Choice { choices: choices(of), or_text: *or_text },
        Kind::Several { choices: of, other } => Kind::Several { choices: choices(of), other: *other },
        Kind::When { range, hour, choices: of } => Kind::When { range: *range, hour: *hour, choices: choices(of) },
        // A skill is one of ours, and what it is about only puts them in order.
        plain => plain.clone(),
    };
    Part { prompt: of.prompt.iter().map(block).collect(), kind, ..of.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_are_shown_as_they_were_written() {
        #[rustfmt::skip]
        let table = [
            ("I said no - twice.",         "I said no - twice."),
            ("well-known, #1, a+b",        "well-known, #1, a+b"),
            ("**bold** _and_ ~~gone~~",    r"\*\*bold\*\* \_and\_ \~\~gone\~\~"),
            ("`x` ||y||",                  r"\`x\` \|\|y\|\|"),
            ("<@1234> @everyone <t:1:R>",  r"\<\@1234\> \@everyone \<t\:1\:R\>"),
            ("[text](https://x)",          r"\[text\]\(https\://x\)"),
            ("# loud\n - a\n12. b\n> c",   "\\# loud\n \\- a\n12\\. b\n\\> c"),
            ("it was 3.5, and 1",          "it was 3.5, and 1"),
            ("3.5 of them",                r"3\.5 of them"),
            (r"a\b",                       r"a\\b"),
            ("👍🏽 é",                       "👍🏽 é"),
        ];
        for (text, shown) in table {
            assert_eq!(escaped(text), shown, "{text}");
        }
    }
}
