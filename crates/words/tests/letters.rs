//! The letters (§8), read as whoever gets them would: their length, their one ask, and no gap,
//! with long but realistic words in them and with every combination of what may be left out.

use afterword_core::{
    Answer, Entry, Fact, Id, Person, Private, QuestionId,
    answer::{Item, When, YesNo},
    ask::Pick,
    entry::FORMAT,
    talks::{
        Course, Opening, Talk,
        letter::{self, Letter, Notes, draft, slots},
        walk_from,
    },
    vocabulary::{LetterKind as L, LetterQuestion},
};
use afterword_words::Words;
use jiff::{Timestamp, civil};
use std::{collections::BTreeMap, sync::LazyLock};

/// A letter, how many words it may have, how many questions it asks, and what must stand in it.
#[rustfmt::skip]
const LETTERS: &[(L, usize, usize, &[&str])] = &[
    (L::ThankYou,           110, 0, &["night buses"]),
    (L::Chaser,              70, 1, &["Tuesday 17 November"]),
    (L::ThanksAfterNo,       70, 0, &["night buses"]),
    (L::FeedbackRequest,    110, 1, &["night buses"]),
    (L::ContinuingInterest, 140, 0, &["plain language"]),
    (L::MoreTime,            90, 1, &["Tuesday 17 November"]),
    (L::InWriting,           90, 1, &["community transport"]),
    (L::Clarifying,         150, 5, &["evening shifts"]),
    (L::Accept,              90, 1, &["Tuesday 17 November"]),
    (L::Decline,             70, 0, &["Sarah"]),
    (L::Withdraw,            70, 0, &["community transport"]),
    (L::LineUpDates,         90, 1, &["Monday 16 November"]),
    (L::BetterTerms,        120, 1, &["starting salary"]),
    (L::TakenBack,           80, 1, &["Tuesday 17 November", "other work", "community transport"]),
];

/// Never in a letter: checking in, flattery, apologies for asking, arguing.
const NEVER: &[&str] = &[
    "just checking in",
    "checking in",
    "amazing",
    "wonderful",
    "incredible",
    "world-class",
    "sorry to",
    "apolog",
    "bother",
    "trouble you",
    "unfair",
    "disagree",
    "mistake",
    "deserve",
    "!",
];

/// What people say for each slot, on the long side.
fn told(question: &QuestionId) -> Answer {
    let text = |text: &str| Answer::Text(Private::new(text));
    let day = || Answer::When(When { at: civil::datetime(2026, 11, 17, 17, 0, 0, 0), hour_named: false });
    match question.name.trim_end_matches(".simply") {
        "L.to" => text("Ms Katherine Okonkwo-Hughes"),
        "L.role" => text("senior community transport coordinator."),
        "L.detail" => text("how the night buses came to be planned\n by the people who ride them"),
        "L.keener" => text("working with the drivers on the new timetable"),
        "L.wished" => text("in my last post I cut the late runs by a fifth, with no new vehicles."),
        "L.chosen" => Answer::YesNo(YesNo::Yes),
        "L.organisation" => text("the Calder Valley Community Transport Trust"),
        "L.because" => text("you write to your passengers in plain language and then do what the letter says"),
        "L.skills" => text("route planning software and chairing meetings"),
        "L.follow" => text("the trial of the on-demand service in Todmorden"),
        "L.why" => text("I’m waiting for one more answer, which is promised for the day before."),
        "L.questions" => Answer::Items(
            (0..5)
                .map(|n| Item {
                    id: Id::minted(1, 1, n),
                    text: Private::new(
                        "How are the evening shifts shared out, and who decides when two people want the same one?",
                    ),
                })
                .collect(),
        ),
        "L.agreed" => text("I’ll work from home on Fridays for the first six months"),
        "L.whom" => text("Sarah, Dev and the drivers on the early shift"),
        "L.item" => text("the starting salary"),
        "L.item.why" => {
            text("The post now holds the budget as well, and the regional survey puts that at two thousand more.")
        }
        "L.second" => text("the day in the office"),
        "L.second.why" => text("The train that arrives in time costs more than twice as much."),
        "L.me" => text("Aleksandra Wiśniewska-Brown"),
        _ => day(),
    }
}

struct Read {
    text: String,
    skipped: Vec<String>,
}

/// Every letter of this kind: with each optional slot told and left out.
fn letters(kind: L, questions: Vec<letter::Question>) -> Vec<Read> {
    let (person, about) = offered();
    let opening = Opening::Letter(letter::Opening {
        kind: Some(kind),
        process: None,
        about: Some(about),
        keep_first: false,
        questions,
    });
    let mut found = Vec::new();
    let mut open = vec![BTreeMap::<QuestionId, Answer>::new()];
    while let Some(known) = open.pop() {
        let walked = walk_from(Talk::open(&opening, Course::default()), |question| {
            known.get(question).map(std::borrow::Cow::Borrowed)
        });
        match walked.talk {
            Talk::Letter(Letter::Asking(notes, slot)) => {
                let question = slot.question();
                if !slots::is_needed(&notes, slot) {
                    open.push(
                        known
                            .iter()
                            .map(|(q, a)| (q.clone(), a.clone()))
                            .chain([(question.clone(), Answer::Skipped)])
                            .collect(),
                    );
                }
                let picks: &[&'static str] = match question.name.as_ref() {
                    "L.lost" => &[slots::ACCEPTED, slots::TURNED_DOWN, slots::NEITHER],
                    "L.to" => &[slots::NOBODY],
                    _ => &[],
                };
                let mut answers: Vec<_> =
                    picks.iter().map(|pick| Answer::Choice(Pick::Named((*pick).into()))).collect();
                if question.name != "L.lost" {
                    answers.push(told(&question));
                }
                for answer in answers {
                    open.push(
                        known.iter().map(|(q, a)| (q.clone(), a.clone())).chain([(question.clone(), answer)]).collect(),
                    );
                }
            }
            Talk::Letter(Letter::Shown(notes)) => {
                let skipped =
                    known.iter().filter(|(_, a)| **a == Answer::Skipped).map(|(q, _)| q.to_string()).collect();
                found.push(Read { text: written(&notes, &person), skipped });
            }
            _ => panic!("{kind:?}: a letter that comes to no draft"),
        }
    }
    found
}

fn written(notes: &Notes, person: &Person) -> String {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load("en-GB").unwrap_or_else(|error| panic!("{error}")));
    WORDS.block(&draft::letter(notes, person).unwrap_or_else(|| panic!("{:?}: no letter", notes.kind)))
}

const PROMISE: QuestionId = QuestionId::new("O6");
const ADVERT: QuestionId = QuestionId::new("O2.advert");
const OFFER: QuestionId = QuestionId::new("O2.offer");

/// Somebody who told of an offer: a promise, and what changed.
fn offered() -> (Person, Id) {
    let talk = Id::minted(1, 1, 0);
    let opening = Opening::Letter(letter::Opening {
        kind: None,
        process: None,
        about: None,
        keep_first: false,
        questions: Vec::new(),
    });
    let told = |question: QuestionId, text: &str| Fact::Answered {
        talk,
        question,
        answer: Answer::Text(Private::new(text)),
        said: None,
        weight: 100,
    };
    let facts = vec![
        Fact::TalkOpened { talk, opening },
        told(PROMISE, "a review of the salary after the first six months, and no evening shifts before that"),
        told(ADVERT, "four days a week, two of them at home, and every school holiday"),
        told(OFFER, "five days in the office, with the holidays taken in turn"),
    ];
    let mut person = Person::new(1);
    let local = civil::datetime(2026, 11, 20, 12, 0, 0, 0);
    person.apply(&Entry { v: FORMAT, revision: 1, at: Timestamp::UNIX_EPOCH, local, facts });
    (person, talk)
}

fn asking(ask: LetterQuestion) -> letter::Question {
    let of = match ask {
        LetterQuestion::Promise => vec![PROMISE],
        LetterQuestion::Changed => vec![ADVERT, OFFER],
        _ => Vec::new(),
    };
    letter::Question { ask, of, term: None }
}

/// What is wrong with a letter as a text, whatever it says.
fn gap(text: &str) -> Option<&'static str> {
    let marks = ["{", "}", "[", "  ", " .", " ,", " ;", "..", ",.", ". .", ": .", "\n\n\n", " \n", "\n "];
    marks
        .iter()
        .find(|mark| text.contains(*mark))
        .copied()
        .or_else(|| text.lines().any(|line| line == "·").then_some("·"))
}

#[test]
fn every_letter_is_short_asks_one_thing_and_has_no_gap() {
    let mut read = 0;
    for &(kind, limit, asks, details) in LETTERS {
        for Read { text, skipped } in letters(kind, Vec::new()) {
            let name = format!("{kind:?} without {skipped:?}:\n{text}");
            let count = text.split_whitespace().filter(|word| *word != "·").count();
            assert!(count <= limit, "{count} words of {limit}: {name}");
            let marks = text.matches('?').count();
            let expected = if kind == L::Clarifying { asks + 1 } else { asks };
            assert_eq!(marks, expected, "{name}");
            assert!(details.iter().any(|detail| text.contains(detail)), "nothing concrete: {name}");
            assert_eq!(gap(&text), None, "{name}");
            let small = text.to_lowercase();
            let said = small.replace("i’m sorry to hear this", "");
            assert!(!NEVER.iter().any(|never| said.contains(never)), "{name}");
            read += 1;
        }
    }
    assert_eq!(LETTERS.len(), L::ALL.len());
    assert!(read > 150, "{read} letters were read");
}

#[test]
fn the_questions_about_an_offer_come_in_their_order_and_five_at_most() {
    // Any of them, in any order: backwards here.
    for which in 1_usize..1 << LetterQuestion::ALL.len() {
        let chosen = LetterQuestion::ALL.iter().enumerate().filter(|(n, _)| which >> n & 1 == 1);
        let questions: Vec<_> = chosen.rev().map(|(_, ask)| asking(*ask)).collect();
        let count = questions.len();
        for Read { text, .. } in letters(L::Clarifying, questions).into_iter().take(1) {
            assert_eq!(text.matches('·').count(), count.min(5), "{text}");
            let words = text.split_whitespace().filter(|word| *word != "·").count();
            assert!(words <= 150, "{words} words: {text}");
            assert_eq!(gap(&text), None, "{text}");
        }
    }
    let all = LetterQuestion::ALL.iter().rev().map(|ask| asking(*ask)).collect();
    let text = letters(L::Clarifying, all).remove(0).text;
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    let order = ["You mentioned", "The advert said", "first three months", "report to", "in writing"].map(at);
    assert!(order.is_sorted(), "{text}");
}

/// The rules above are worth something only if they see what they are for.
#[test]
fn a_gap_is_seen() {
    for text in ["Dear { $to },", "I liked .", "I liked  it", "Hello,\n\n\nThanks", "On the first: .", "Thanks.."] {
        assert!(gap(text).is_some(), "{text}");
    }
    assert_eq!(gap("Dear Sarah,\n\nThank you.\n\nKind regards,\nAlex"), None);
}
