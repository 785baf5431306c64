//! What a person sees: sentences filled in, and messages laid out.

use afterword_core::{
    Ask, Id, Private, QuestionId, Say,
    ask::{Choice, Kind, Part, Range, Stamp},
    say::{Arg, Block},
    vocabulary::{Cause, HearBack, InterviewKind, Skill},
};
use afterword_words::{Layout, Words};
use jiff::civil::date;
use std::sync::LazyLock;

static WORDS: LazyLock<Words> = LazyLock::new(|| match Words::load("en-GB") {
    Ok(words) => words,
    Err(error) => panic!("{error}"),
});

#[test]
fn it_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&*WORDS);
}

#[test]
fn only_what_is_there_loads() {
    let Err(error) = Words::load("tlh") else { panic!("no Klingon") };
    assert_eq!(error.to_string(), "no words for the locale \"tlh\": expected one of en-GB");
    assert_eq!(Words::locales().collect::<Vec<_>>(), ["en-GB"]);
}

#[test]
fn arguments_as_they_are_shown() {
    let text = |text: &str| Arg::Text(Private::new(text));
    let list = |items: &[&str]| Arg::List(items.iter().map(|item| text(item)).collect());
    #[rustfmt::skip]
    let table = [
        (text("what I said"),                               "what I said"),
        (text("{ $not } a variable, \"\\u0041\""),          "{ $not } a variable, \"\\u0041\""),
        (text("two\nlines\r\n\tand\u{1b}[31m a bell\u{7}"), "two\nlines\n and[31m a bell"),
        (text("עברית 👍🏽 é"),                                "עברית 👍🏽 é"),
        (Arg::Account("@mo:example.org".into()),            "@mo:example.org"),
        (Arg::Name("Discord".into()),                       "Discord"),
        (Arg::Number(4000),                                 "4000"),
        (Arg::Day(date(2026, 11, 27)),                      "Friday 27 November"),
        (Arg::Moment(date(2026, 11, 27).at(15, 0, 0, 0)),   "Friday 27 November at 15:00"),
        (Arg::Moment(date(2027, 1, 3).at(8, 5, 0, 0)),      "Sunday 3 January at 08:05"),
        (Block::plain("rest-cook").into(),                  "Cook or eat"),
        (list(&[]),                                         ""),
        (list(&["a"]),                                      "a"),
        (list(&["a", "b"]),                                 "a and b"),
        (list(&["a", "b", "c"]),                            "a, b and c"),
        (list(&["a", "b", "c", "d"]),                       "a, b, c and d"),
    ];
    for (arg, expected) in table {
        assert_eq!(WORDS.arg(&arg), expected);
        // The same within a sentence, and nothing around it.
        let sentence = WORDS.block(&Block { word: "line-build".into(), args: vec![("what".into(), arg)] });
        assert_eq!(sentence, format!("To build: {expected}"));
    }
    assert_eq!(WORDS.day_long(date(2026, 11, 27)), "Friday 27 November 2026");
}

#[test]
fn a_missing_word_or_variable_is_seen_and_ends_nothing() {
    let private = Private::new("a secret");
    let missing = Block::plain("no-such-word").with("text", &private);
    assert_eq!(WORDS.block(&missing), "[no-such-word]");
    assert_eq!(WORDS.block(&Block::plain("line-build")), "To build: {$what}");
}

/// A message as a terminal may print it: `>` before what is asked, `=` the hint.
fn printed(layout: &Layout) -> String {
    let mut lines: Vec<String> = layout.paragraphs.clone();
    if let Some(question) = &layout.question {
        let options = |options: &[afterword_words::Numbered]| {
            options.iter().map(|one| format!("  {} {}", one.number, one.label)).collect::<Vec<_>>()
        };
        lines.extend(question.prompt.iter().map(|line| format!("> {line}")));
        lines.extend(options(&question.options));
        for more in &question.more {
            lines.extend(more.prompt.iter().map(|line| format!("> {line}")));
            lines.extend(options(&more.options));
        }
        lines.extend(question.hint.iter().map(|hint| format!("= {hint}")));
    }
    lines.join("\n")
}

fn part(word: &'static str, kind: Kind) -> Part {
    Part { question: QuestionId::new("Q"), prompt: vec![Block::plain(word)], kind, skippable: true }
}

fn laid_out(parts: Vec<Part>) -> String {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else { panic!("a question has a part") };
    let stamp = Stamp { talk: Id::minted(1, 1, 0), question: QuestionId::new("Q"), revision: 1 };
    let ask = Ask { stamp, part: first, rest: parts.collect() };
    printed(&WORDS.layout(&Say { blocks: vec![Block::plain("mood-fair")], ask: Some(ask), attachment: None }))
}

#[test]
fn a_message_without_a_question() {
    let say = Say { blocks: vec![Block::plain("mood-fair"), Block::plain("deleted")], ask: None, attachment: None };
    let layout = WORDS.layout(&say);
    assert_eq!(layout.paragraphs, say.blocks.iter().map(|block| WORDS.block(block)).collect::<Vec<_>>());
    assert!(layout.question.is_none());
}

#[test]
fn every_kind_of_question_says_how_it_is_answered() {
    let of = |kind: Kind| {
        let shown = laid_out(vec![part("interview-n4", kind)]);
        shown.lines().skip(2).collect::<Vec<_>>().join("\n")
    };
    let things = || vec![Choice::thing(Id::minted(1, 1, 0), Private::new("Why this job?"))];
    let steps = ["rating-1", "rating-2", "rating-3", "rating-4", "rating-5"].map(Block::plain).to_vec();
    let when = |hour, choices| Kind::When { range: Range::Future, hour, choices };
    #[rustfmt::skip]
    let table = [
        (Kind::Text,
         "= “Skip” is fine."),
        (Kind::Items { so_far: 0, max: 3 },
         "= One per message; “done” when that’s all. “Skip” is fine."),
        (Kind::Choice { choices: InterviewKind::choices().into_iter().take(2).collect(), or_text: false },
         "  1 One to one\n  2 A panel\n= A number or a word will do. “Skip” is fine."),
        (Kind::Choice { choices: things(), or_text: true },
         "  1 Why this job?\n= A number, or your own words. “Skip” is fine."),
        (Kind::Several { choices: Cause::choices().into_iter().take(2).collect(), other: false },
         "  1 no example came\n  2 an example but no result\n= As many as fit: “1, 3”, say. “None” counts too. “Skip” is fine."),
        (Kind::Several { choices: Cause::choices().into_iter().take(1).collect(), other: true },
         "  1 no example came\n= As many as fit: “1, 3”, say, or your own words. “Skip” is fine."),
        (Kind::Scale { steps: Vec::new() },
         "= A number from 1 to 5. “Skip” is fine."),
        (Kind::Scale { steps },
         "  1 fell apart\n  2 thin\n  3 all right\n  4 good\n  5 my best\n= A number from 1 to 5. “Skip” is fine."),
        (Kind::Percent,
         "  10 very unlikely\n  25 unlikely\n  50 could go either way\n  75 likely\n  90 very likely\n\
          = One of the five numbers, or the words beside it. “Skip” is fine."),
        (when(true, Vec::new()),
         "= “Today at 3” or “27 November at 10:30”, say. “Skip” is fine."),
        (when(false, Vec::new()),
         "= “Friday”, “in a week” or “27 November”, say. “Skip” is fine."),
        (when(false, HearBack::choices().into_iter().take(1).collect()),
         "  1 within days\n= A number, or a day such as “Friday” or “27 November”. “Skip” is fine."),
        (Kind::YesNo,
         "= Yes, no or don’t know. “Skip” is fine."),
        (Kind::Zone,
         "= A city near you, or a time zone. “Skip” is fine."),
        (Kind::Country,
         "= The country’s name. “Skip” is fine."),
    ];
    for (kind, expected) in table {
        assert_eq!(of(kind), expected);
    }
    let about = Private::new("What are your salary expectations?");
    let skill = of(Kind::Skill { about: about.into(), choices: Skill::choices() });
    assert!(skill.starts_with("  1 Pay and terms\n  2 Opening and rapport\n  3 Telling"), "{skill}");
    assert!(skill.ends_with("= A number or a word; two if two fit: “1 and 4”. “Skip” is fine."), "{skill}");
}

#[test]
fn several_parts_tell_how_to_answer_them_at_once() {
    let hunch = laid_out(vec![
        part("debrief-d12", Kind::Percent),
        part("debrief-d12-fit", Kind::Scale { steps: Vec::new() }),
        part("debrief-d12-dream", Kind::YesNo),
    ]);
    assert_eq!(hunch.lines().last(), Some("= All at once if you like: “75, 4, yes”. “Skip” is fine."));
    let dream = WORDS.block(&Block::plain("debrief-d12-dream"));
    assert!(hunch.contains(&format!("> {dream}")), "{hunch}");

    let answers = vec![
        Choice::thing(Id::minted(1, 1, 0), Private::new("Why this job?")),
        Choice::thing(Id::minted(1, 1, 1), Private::new("A conflict")),
    ];
    let weak = laid_out(vec![
        part("debrief-d7", Kind::Choice { choices: answers, or_text: true }),
        part("debrief-d7-cause", Kind::Several { choices: Cause::choices(), other: true }),
    ]);
    assert_eq!(
        weak.lines().last(),
        Some("= All at once if you like: “2: 1 and 3”. Your own words will do. “Skip” is fine.")
    );

    // Nobody's own words are made up for them; only who told a date has an example that fits.
    let own_words = laid_out(vec![part("debrief-d10", Kind::Text), part("debrief-d10-whom", Kind::Text)]);
    assert_eq!(own_words.lines().last(), Some("= “Skip” is fine."));
    let scale = Kind::Scale { steps: Vec::new() };
    let settled = laid_out(vec![part("debrief-d12-fit", scale), part("debrief-d10-whom", Kind::Text)]);
    assert_eq!(settled.lines().last(), Some("= A number from 1 to 5. “Skip” is fine."));
    let told = Kind::When { range: Range::Future, hour: false, choices: Vec::new() };
    let told = laid_out(vec![part("debrief-d10", told), part("debrief-d10-whom", Kind::Text)]);
    assert_eq!(told.lines().last(), Some("= All at once if you like: “Friday, the hiring manager”. “Skip” is fine."));
}

#[test]
fn the_same_options_are_shown_once() {
    let steps = ["rating-1", "rating-2", "rating-3", "rating-4", "rating-5"].map(Block::plain).to_vec();
    let rating = |word| part(word, Kind::Scale { steps: steps.clone() });
    let shown = laid_out(vec![rating("debrief-d2"), rating("debrief-d8"), rating("debrief-d9")]);
    assert_eq!(shown.matches("fell apart").count(), 1, "{shown}");
    assert_eq!(shown.matches("\n> ").count(), 3, "{shown}");
}
