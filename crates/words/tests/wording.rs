//! The voice (`conversations.md` §0), held against every sentence of every locale.
//!
//! A sentence that breaks a rule is named with the rule. Exceptions are listed
//! by id, each with its reason.

use fluent_syntax::{ast, parser, serializer};
use std::{fs, path::Path};

/// Words that are in no sentence. Compared in small letters, at word borders.
const NEVER: &[&str] = &[
    "journey",
    "unfortunately",
    "you should",
    "you must",
    "you need to",
    "you have to",
    "cheer up",
    "just checking in",
    // American spelling.
    "organize",
    "organization",
    "color",
    "favorite",
    "behavior",
    "honor",
    "center",
    "program",
    "traveling",
    "canceled",
    "apologize",
    "realize",
    "recognize",
    "summarize",
    "analyze",
    "gray",
    "fulfill",
    "enrollment",
    "catalog",
    "labor",
];

/// Where a figure of chance is the very thing that is spoken of (§1 D12, §5 calibration).
const MAY_SAY_PER_CENT: &[&str] = &["shown-percent", "debrief-d12", "hunches-row"];

/// The longest a sentence may be, in words: under 60.
const WORDS: usize = 60;

struct Sentence {
    file: String,
    id: String,
    /// Each variant of it as it is written, with variables as `{ $x }`.
    texts: Vec<String>,
}

fn sentences() -> Vec<Sentence> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/words");
    let mut found = Vec::new();
    for path in fluent_files(&root) {
        let file = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).expect("a file that was just listed");
        let resource = match parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((_, problems)) => panic!("{file}: {problems:?}"),
        };
        for entry in resource.body {
            let (id, pattern) = match entry {
                ast::Entry::Message(message) => (message.id.name, message.value),
                ast::Entry::Term(term) => (term.id.name, Some(term.value)),
                _ => continue,
            };
            let texts = pattern.as_ref().map(texts).unwrap_or_default();
            found.push(Sentence { file: file.clone(), id: id.to_owned(), texts });
        }
    }
    assert!(found.len() > 100, "the files were not found");
    found
}

fn fluent_files(root: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for locale in fs::read_dir(root).expect("config/words") {
        for file in fs::read_dir(locale.expect("a locale").path()).into_iter().flatten() {
            files.push(file.expect("a file").path());
        }
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ftl"));
    files.sort();
    files
}

/// What a pattern can read as: one text for each way through its choices.
fn texts(pattern: &ast::Pattern<&str>) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let next = match element {
            ast::PatternElement::TextElement { value } => vec![(*value).to_owned()],
            ast::PatternElement::Placeable { expression: ast::Expression::Select { variants, .. } } => {
                variants.iter().flat_map(|variant| texts(&variant.value)).collect()
            }
            ast::PatternElement::Placeable { expression: ast::Expression::Inline(_) } => vec!["{}".to_owned()],
        };
        all = all.iter().flat_map(|before| next.iter().map(move |next| format!("{before}{next}"))).collect();
    }
    all
}

/// What is wrong with a sentence, if anything is.
type Rule = fn(&str) -> Option<String>;

const RULES: &[(&str, Rule)] = &[
    ("no exclamation marks", |text| text.contains('!').then(|| "!".to_owned())),
    ("no emoji", |text| {
        let emoji = |c: char| matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}');
        text.chars().find(|&c| emoji(c)).map(String::from)
    }),
    ("words that are never said", |text| {
        let text = format!(" {} ", words_of(text).join(" "));
        NEVER.iter().find(|never| text.contains(&format!(" {never} "))).map(|never| (*never).to_owned())
    }),
    ("nobody is told what not to do", |text| {
        // A sentence begins at the start, after a stop, a colon, a dash or a quotation mark.
        text.split(['.', '?', ':', ';', '“', '–', '\n']).map(|part| words_of(part).join(" ")).find(|start| {
            ["don't ", "do not ", "never "].iter().any(|not| start.starts_with(not))
                && !start.starts_with("don't know")
                && !start.starts_with("never mind")
        })
    }),
    ("no statistics", |text| {
        let figure = text.contains('%') || words_of(text).iter().any(|word| word == "percent" || word == "cent");
        figure.then(|| "a percentage".to_owned())
    }),
    ("under sixty words", |text| {
        let count = text.split_whitespace().count();
        (count >= WORDS).then(|| format!("{count} words"))
    }),
    ("one blank at a time", |text| {
        (text.contains("  ") || text.lines().any(|line| line.ends_with(' '))).then(|| "blanks".to_owned())
    }),
    ("curly quotation marks, in pairs", |text| {
        let count = |mark: char| text.chars().filter(|&c| c == mark).count();
        let straight = text.chars().find(|c| matches!(c, '"' | '\'')).map(String::from);
        straight.or_else(|| (count('“') != count('”')).then(|| "not in pairs".to_owned()))
    }),
    ("dashes and ellipses as they are set here", |text| {
        ["...", " - ", "—"].iter().find(|sign| text.contains(*sign)).map(|sign| (*sign).to_owned())
    }),
];

#[test]
fn every_sentence_keeps_the_voice() {
    let mut broken = Vec::new();
    for sentence in sentences() {
        for (rule, breaks) in RULES {
            if *rule == "no statistics" && MAY_SAY_PER_CENT.contains(&sentence.id.as_str()) {
                continue;
            }
            for text in &sentence.texts {
                // Letters have limits of their own: tests/letters.rs.
                if *rule == "under sixty words" && sentence.id.starts_with("draft-") {
                    continue;
                }
                if let Some(what) = breaks(text) {
                    broken.push(format!("{}: {}: {rule} ({what})\n    {text}", sentence.file, sentence.id));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{} sentences:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn each_rule_catches_what_it_is_for() {
    let long = "one ".repeat(60);
    #[rustfmt::skip]
    let table = [
        ("no exclamation marks",    vec!["Well done!"]),
        ("no emoji",                vec!["Well done 🎉", "Yes ✅"]),
        ("words that are never said", vec!["Your journey begins.", "Unfortunately, no.", "You should rest.", "Cheer up.",
            "Just checking in.", "Which color?", "You must decide."]),
        ("nobody is told what not to do", vec!["Don’t worry.", "That’s fine. Do not worry.", "A tip: never wait.", "“Don’t go” it says."]),
        ("no statistics",           vec!["Half of them, 50 %.", "Ten per cent.", "10 percent"]),
        ("under sixty words",       vec![long.trim()]),
        ("one blank at a time",     vec!["Two  blanks.", "At the end \nof a line."]),
        ("curly quotation marks, in pairs", vec!["Say \"skip\".", "It's fine.", "Say “skip.", "Say skip”."]),
        ("dashes and ellipses as they are set here", vec!["So...", "One - two", "One—two"]),
    ];
    assert_eq!(table.len(), RULES.len());
    for (name, texts) in table {
        let Some((_, breaks)) = RULES.iter().find(|(rule, _)| *rule == name) else { panic!("no rule {name:?}") };
        for text in texts {
            assert!(breaks(text).is_some(), "{name}: {text}");
        }
    }
    let fine = "Which one would you most like to have again? “Skip” is fine – I don’t mind, and you needn’t say why.";
    assert!(RULES.iter().all(|(_, breaks)| breaks(fine).is_none()));
}

#[test]
fn every_file_parses_and_can_be_written_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/words");
    for path in fluent_files(&root) {
        let text = fs::read_to_string(&path).expect("a file that was just listed");
        let Ok(resource) = parser::parse(text.as_str()) else { panic!("{} does not parse", path.display()) };
        let written = serializer::serialize(&resource);
        assert!(parser::parse(written.as_str()).is_ok());
    }
}

/// The words of a text in small letters, with straight apostrophes.
fn words_of(text: &str) -> Vec<String> {
    text.replace('’', "'")
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
