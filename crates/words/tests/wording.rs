//! The voice (`conversations.md` §0), held against every sentence of every locale.
//!
//! A sentence that breaks a rule is named with the rule. Exceptions are listed
//! by id, each with its reason.

use afterword_core::community::prompt::{Prompt, Season, Theme};
use afterword_words::Words;
use fluent_syntax::{ast, parser, serializer};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

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

fn prompts() -> Vec<Prompt> {
    Words::load("en-GB").and_then(|words| words.prompts()).unwrap_or_else(|error| panic!("{error}"))
}

/// The longest a prompt of ours may be, in characters, and in sentences.
const PROMPT: (usize, usize) = (300, 3);

#[test]
fn every_prompt_keeps_the_voice() {
    let mut broken = Vec::new();
    for prompt in prompts() {
        let text = prompt.text.reveal();
        broken.extend(RULES.iter().filter_map(|(rule, breaks)| {
            breaks(text).map(|what| format!("{}: {rule} ({what})\n    {text}", prompt.id))
        }));
        let sentences = text.matches(['.', '?']).count();
        if text.chars().count() > PROMPT.0 || sentences == 0 || sentences > PROMPT.1 || !text.ends_with(['.', '?']) {
            broken.push(format!("{}: one to three short sentences ({sentences})\n    {text}", prompt.id));
        }
        // Answerable in public: nobody is asked who the employer is, or the people there.
        if ["employer", "company", "who was it"].iter().any(|word| text.to_lowercase().contains(word)) {
            broken.push(format!("{}: asks for a name\n    {text}", prompt.id));
        }
    }
    assert!(broken.is_empty(), "{} prompts:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn prompts_are_many_and_of_known_themes_one_file_each() {
    let prompts = prompts();
    assert!(prompts.len() >= 60, "{} prompts", prompts.len());
    let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
    for prompt in &prompts {
        assert!(Theme::from_id(&prompt.theme).is_some(), "{}: no theme {:?}", prompt.id, prompt.theme);
        assert!(prompt.id.as_str().starts_with(&prompt.theme.replace('_', "-")), "{} begins with its theme", prompt.id);
        *themes.entry(&prompt.theme).or_default() += 1;
    }
    for theme in Theme::ALL {
        assert!(themes.get(theme.id()).is_some_and(|count| *count >= 5), "five prompts of {theme:?}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../config/prompts/{}.toml", theme.id()));
        let text = fs::read_to_string(path).expect("a file for each theme");
        let foreign =
            text.lines().find(|line| line.starts_with("theme = ") && *line != format!("theme = {:?}", theme.id()));
        assert_eq!(foreign, None);
    }
}

#[test]
fn some_prompts_are_for_a_season_and_most_are_not() {
    let prompts = prompts();
    let days = |season: Season| {
        let new_year = jiff::civil::date(2027, 1, 1);
        new_year.series(jiff::ToSpan::days(1)).take(365).filter(|day| season.holds(*day)).count()
    };
    let seasons: Vec<_> = prompts.iter().filter_map(|prompt| Some((&prompt.id, days(prompt.season?)))).collect();
    assert!((4..prompts.len() / 5).contains(&seasons.len()), "{} have a season", seasons.len());
    for (id, days) in seasons {
        assert!((7..=92).contains(&days), "{id} can be posted on {days} days of a year");
    }
}

#[test]
fn no_two_prompts_say_nearly_the_same() {
    let prompts = prompts();
    for (place, one) in prompts.iter().enumerate() {
        for other in &prompts[place + 1..] {
            let alike = alike(one.text.reveal(), other.text.reveal());
            assert!(alike < 0.5, "{} and {} share {:.0} % of their words", one.id, other.id, alike * 100.0);
        }
    }
    let (one, other) =
        ("What did you ask them, and what did they say?", "What did you ask them? And what did they say then?");
    assert!(alike(one, other) > 0.5);
}

/// How much of their words two texts share, from 0 to 1; words that carry little are left out.
#[allow(clippy::cast_precision_loss, reason = "a few words")]
fn alike(one: &str, other: &str) -> f64 {
    const LITTLE: &[&str] = &[
        "a", "an", "the", "to", "of", "in", "it", "is", "what", "you", "your", "you'd", "one", "that", "and", "for",
        "do", "did",
    ];
    let words = |text: &str| {
        let few: BTreeSet<String> =
            words_of(text).into_iter().filter(|word| !LITTLE.contains(&word.as_str())).collect();
        few
    };
    let (one, other) = (words(one), words(other));
    one.intersection(&other).count() as f64 / one.union(&other).count().max(1) as f64
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
