//! Libraries of prompts, as people bring and take them.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::{
    Private,
    community::prompt::{LONGEST, MonthDay, Opens, Prompt, PromptId, Season},
};
use afterword_words::{
    Words,
    prompts::{Format, LARGEST_MIB, MOST, MOST_PROBLEMS, export, import},
};
use proptest::prelude::*;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en-GB").unwrap());

const BOTH: [Format; 2] = [Format::Toml, Format::Csv];

/// What is brought, in a line each; or what is wrong with it, as it is said.
fn read(format: Format, file: &str) -> Vec<String> {
    read_bytes(format, file.as_bytes())
}

fn read_bytes(format: Format, file: &[u8]) -> Vec<String> {
    match import(format, file) {
        Ok(prompts) => prompts.iter().map(shown).collect(),
        Err(problems) => problems.iter().map(|problem| WORDS.block(&problem.block())).collect(),
    }
}

fn shown(prompt: &Prompt) -> String {
    let season = prompt.season.map(|season| format!(" {}..{}", season.from, season.to)).unwrap_or_default();
    format!("{} ({}, {}{season}): {}", prompt.id, prompt.theme, prompt.opens.id(), prompt.text.reveal())
}

#[test]
fn what_is_brought_as_toml() {
    let file = r#"
[[prompt]]
id = "a.1"
theme = "winter walks"
opens = "worry"
season = { from = "12-01", to = "02-29" }
text = """
Two lines,
and **Markdown** for @everyone."""

[[prompt]]
text = "It’s only a text"
"#;
    let wanted = [
        "a.1 (winter walks, worry 12-01..02-29): Two lines,\nand **Markdown** for @everyone.",
        "its-only-a-text (own, next): It’s only a text",
    ];
    assert_eq!(read(Format::Toml, file), wanted);
}

#[test]
fn what_is_brought_as_a_table() {
    let wanted = [
        "what-did-you-ask (own, debrief): What did you ask?",
        "what-did-you-ask-2 (own, next): What, \"did\" you ask?",
    ];
    let table = [
        "opens,text\ndebrief,What did you ask?\n,\"What, \"\"did\"\" you ask?\"\n",
        // As spreadsheets write it: a byte order mark, semicolons, empty lines at the end.
        "\u{feff}Text;Opens\r\nWhat did you ask?;debrief\r\n\"What, \"\"did\"\" you ask?\"; \r\n;\r\n;\r\n",
        "text\topens\r\nWhat did you ask?\tdebrief\r\n\"What, \"\"did\"\" you ask?\"\t",
    ];
    for file in table {
        assert_eq!(read(Format::Csv, file), wanted, "{file:?}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_what_is_expected() {
    let one_of_keys = "one of id, theme, opens, from, to, text";
    let talks = "debrief, interview, waiting, worry, heard, feedback, offer, letters, rehearse, sheet, dream, panel, next, list, support";
    let long = "x".repeat(LONGEST + 1);
    let toml = |lines: &str| format!("[[prompt]]\ntext = \"one\"\n[[prompt]]\n{lines}");
    #[rustfmt::skip]
    let table = [
        (Format::Toml, toml("text = \"two\"\nopens = \"debreif\""), format!("Line 5, “opens”: I found “debreif”, and expected one of {talks}.")),
        (Format::Toml, toml("text = \" \""),       "Line 4, “text”: I found nothing, and expected a text of 1 to 2000 characters.".into()),
        (Format::Toml, toml("id = \"x\""),         "Line 3, “text”: I found nothing, and expected a text of 1 to 2000 characters.".into()),
        (Format::Toml, toml(&format!("text = \"{long}\"")), "Line 4, “text”: I found 2001 characters, and expected a text of 1 to 2000 characters.".into()),
        (Format::Toml, toml("text = \"a\\u0007\""), "Line 4, “text”: I found signs that cannot be shown, and expected a text of 1 to 2000 characters.".into()),
        (Format::Toml, toml("text = 5"),           "Line 4, “text”: I found “5”, and expected a text of 1 to 2000 characters.".into()),
        (Format::Toml, toml("text = \"ONE \""),    "Line 3, “text”: I found the same as in line 1, and expected each of them once.".into()),
        (Format::Toml, toml("text = \"two\"\nid = \"Two\""), "Line 5, “id”: I found “Two”, and expected a name of up to 60 small letters, digits, dots, hyphens and underscores.".into()),
        (Format::Toml, toml("text = \"two\"\ntheme = \"=1\""), "Line 5, “theme”: I found “=1”, and expected one word or a few, up to 40 characters.".into()),
        (Format::Toml, toml("text = \"two\"\nseason = { from = \"02-30\", to = \"03-01\" }"), "Line 5, “from”: I found “02-30”, and expected a month and a day, such as 09-01.".into()),
        (Format::Toml, toml("text = \"two\"\nseason = { from = \"02-28\" }"), "Line 3, “to”: I found nothing, and expected both the first and the last day of a season, or neither.".into()),
        (Format::Toml, toml("text = \"two\"\ntext = \"three\""), "Line 5: I found something I can’t read, and expected prompts as an export has them, each under [[prompt]].".into()),
        (Format::Toml, toml("text = \"two"),       "Line 4: I found something I can’t read, and expected prompts as an export has them, each under [[prompt]].".into()),
        (Format::Toml, "[[promt]]\ntext = \"two\"".into(), "Line 1: I found “promt”, and expected prompts as an export has them, each under [[prompt]].".into()),
        (Format::Toml, "prompt = 5".into(),        "Line 1: I found something I can’t read, and expected prompts as an export has them, each under [[prompt]].".into()),
        (Format::Toml, toml("text = \"two\"\nfrom = \"02-28\""), "Line 5: I found “from”, and expected one of id, theme, opens, season, text.".into()),
        (Format::Toml, toml("text = \"two\"\nseason = { until = \"02-28\" }"), "Line 5: I found “until”, and expected one of from, to.".into()),
        (Format::Toml, String::new(),              "I found 0 prompts, and expected 1 to 500 prompts.".into()),
        (Format::Csv,  "txt\na\n".into(),          format!("Line 1: I found “txt”, and expected {one_of_keys}.")),
        (Format::Csv,  "text,text\na,b\n".into(),  "Line 1: I found “text”, and expected each of them once.".into()),
        (Format::Csv,  "id,theme\na,b\n".into(),   "Line 1: I found nothing, and expected a table with commas, and the names of its columns in the first line.".into()),
        (Format::Csv,  "id,text\na,b\nc\n".into(), "Line 3: I found one cell, and expected 2, as in the first line.".into()),
        (Format::Csv,  "id,text\na,\"two\nlines\"\na,c\n".into(), "Line 4, “id”: I found the same as in line 2, and expected each of them once.".into()),
        (Format::Csv,  "text,from,to\na,12-01,\n".into(), "Line 2, “to”: I found nothing, and expected both the first and the last day of a season, or neither.".into()),
        (Format::Csv,  String::new(),              "Line 1: I found nothing, and expected a table with commas, and the names of its columns in the first line.".into()),
    ];
    for (format, file, wanted) in table {
        assert_eq!(read(format, &file), [wanted], "{file}");
    }
    for format in BOTH {
        assert_eq!(
            read_bytes(format, b"text\nbl\xfcht\n"),
            ["I found bytes that are no UTF-8, and expected text in UTF-8."]
        );
        let large = vec![b' '; LARGEST_MIB * 1024 * 1024 + 1];
        assert_eq!(read_bytes(format, &large), ["I found more than 8 MiB, and expected 8 MiB at the most."]);
    }
}

#[test]
fn the_most_is_taken_and_one_more_is_not() {
    let rows = |count: usize| (0..count).map(|n| format!("prompt {n}\n")).collect::<String>();
    assert_eq!(read(Format::Csv, &format!("text\n{}", rows(MOST))).len(), MOST);
    let more = read(Format::Csv, &format!("text\n{}", rows(MOST + 1)));
    assert_eq!(more, ["I found 501 prompts, and expected 1 to 500 prompts."]);
    let wrong = format!("opens,text\n{}", rows(MOST).replace("prompt", "wrong,prompt"));
    assert_eq!(read(Format::Csv, &wrong).len(), MOST_PROBLEMS);
    // The largest library there can be is within the size.
    let largest: Vec<Prompt> =
        (0..MOST).map(|n| prompt(&n.to_string(), &format!("{n:04}{}", "🎷".repeat(LONGEST - 4)))).collect();
    for format in BOTH {
        assert!(import(format, export(format, &largest).as_bytes()).is_ok_and(|read| read == largest));
    }
}

#[test]
fn a_table_holds_nothing_that_a_spreadsheet_would_reckon_with() {
    #[rustfmt::skip]
    let table = [
        ("=1+1",        "'=1+1"),
        ("+1",          "'+1"),
        ("-1",          "'-1"),
        ("@SUM(A1)",    "'@SUM(A1)"),
        ("＝1+1",       "'＝1+1"),
        ("\t=1+1",      "'\t=1+1"),
        // Our own mark reads back as itself.
        ("'=1+1",       "''=1+1"),
        ("''@a",        "'''@a"),
        // What is no formula is left alone.
        ("a = b",       "a = b"),
        ("'tis so",     "'tis so"),
        ("'' so",       "'' so"),
        ("1 - 1",       "1 - 1"),
    ];
    for (text, cell) in table {
        let library = [prompt("a", text)];
        let file = export(Format::Csv, &library);
        assert_eq!(file, format!("id,theme,opens,from,to,text\r\na,own,debrief,,,{cell}\r\n"));
        assert!(import(Format::Csv, file.as_bytes()).is_ok_and(|read| read == library), "{text}");
    }
}

#[test]
fn two_thousand_characters_with_mentions_and_markdown_go_through() {
    let text: String =
        "@everyone <@&1234> **bold** [a](https://example.org) `=1`,\"\"\"\\\n".chars().cycle().take(LONGEST).collect();
    let library = [prompt("long", text.trim_end())];
    for format in BOTH {
        assert!(import(format, export(format, &library).as_bytes()).is_ok_and(|read| read == library));
    }
}

#[test]
fn the_shipped_prompts_can_be_taken_and_brought_back() {
    let shipped = WORDS.prompts().unwrap();
    for format in BOTH {
        assert!(import(format, export(format, &shipped).as_bytes()).is_ok_and(|read| read == shipped));
    }
}

#[test]
fn what_is_wrong_cannot_be_printed() {
    use afterword_words::{
        prompts::{Found, Problem},
        schedule::{Holidays, LeftOut, NoHolidays, NotCron},
    };
    use static_assertions::assert_not_impl_any;
    use std::fmt::{Debug, Display};
    assert_not_impl_any!(Prompt: Debug, Display);
    assert_not_impl_any!(Problem: Debug, Display);
    assert_not_impl_any!(Found: Debug, Display);
    assert_not_impl_any!(NotCron: Debug, Display);
    assert_not_impl_any!(NoHolidays: Debug, Display);
    assert_not_impl_any!(LeftOut: Debug, Display);
    assert_not_impl_any!(Holidays: Debug, Display);
}

fn prompt(id: &str, text: &str) -> Prompt {
    let text = Private::new(text);
    Prompt { id: PromptId::new(id), theme: "own".into(), text, opens: Opens::Debrief, season: None }
}

/// Texts that formats trip over.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '"', '\'', ',', ';', '\n', '\t', '\\', '=', '+', '-', '@', '#', ' ', 'a', 'é', '🎷', '日', '\u{feff}',
        '\u{2028}',
    ]);
    prop_oneof![prop::collection::vec(odd, 1..20).prop_map(String::from_iter), "\\PC{1,40}"]
        .prop_filter("something to be seen", |text| !text.trim().is_empty())
}

fn seasons() -> impl Strategy<Value = Season> {
    let day = || (1_i8..=12, 1_i8..=29).prop_map(|(month, day)| MonthDay::new(month, day).unwrap());
    (day(), day()).prop_map(|(from, to)| Season { from, to })
}

type Parts = (String, String, Opens, Option<Season>, String);

fn libraries() -> impl Strategy<Value = Vec<Parts>> {
    let opens = prop::sample::select(Opens::ALL.to_vec());
    let parts = (
        "[a-z0-9][a-z0-9._-]{0,8}",
        "[\\pL0-9][\\pL0-9 _’-]{0,8}[\\pL0-9]",
        opens,
        prop::option::of(seasons()),
        texts(),
    );
    prop::collection::vec(parts, 1..8)
}

proptest! {
    #[test]
    fn what_is_taken_is_brought_back_equal(parts in libraries()) {
        let mut library: Vec<Prompt> = Vec::new();
        for (n, (id, theme, opens, season, text)) in parts.into_iter().enumerate() {
            // Each name and each text once.
            let (id, text) = (PromptId::new(format!("{id}{n}")), Private::new(format!("{text}{n}")));
            library.push(Prompt { id, theme, text, opens, season });
        }
        for format in BOTH {
            let file = export(format, &library);
            prop_assert!(import(format, file.as_bytes()).is_ok_and(|read| read == library), "{format:?}:\n{file}");
        }
    }

    #[test]
    fn whatever_is_brought_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(\\[\\[prompt\\]\\]\n)?(id|text|theme|[\"',;=\n\\pL]){0,40}") {
        for format in BOTH {
            prop_assert!(!read_bytes(format, &bytes).is_empty());
            prop_assert!(!read(format, &text).is_empty());
        }
    }
}
