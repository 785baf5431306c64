//! A text and a moment: which day it is taken for.
//!
//! The first seven bytes are the moment, the rest is the text.
#![no_main]

use afterword_core::{
    Answer, Ask, Id, QuestionId,
    ask::{Kind, Part, Range, Stamp},
    event::{Command, Meaning, Unclear},
    vocabulary::HearBack,
};
use afterword_fuzz::{SETTINGS, WORDS};
use jiff::{ToSpan, civil};
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((moment, text)) = bytes.split_first_chunk::<7>() else { return Corpus::Reject };
    let Ok(text) = std::str::from_utf8(text) else { return Corpus::Reject };
    let now = moment_of(*moment);
    for range in [Range::Future, Range::Past, Range::Any] {
        // "For ever" and "an hour" are something of their own there, and it asks for nothing else than a day to come.
        let quiet = (range == Range::Future).then_some(("quiet", Vec::new()));
        for (name, choices) in [("N2", Vec::new()), ("D10", HearBack::choices())].into_iter().chain(quiet) {
            let ask = ask(name, Kind::When { range, hour: true, choices });
            let meaning = WORDS.understand(text, Some(&ask), now, &SETTINGS);
            assert!(meaning == WORDS.understand(text, Some(&ask), now, &SETTINGS), "the same text means two things");
            check(&meaning, range, now);
        }
    }
    // "Leave me be until …" without any question.
    check(&WORDS.understand(text, None, now, &SETTINGS), Range::Any, now);
    Corpus::Keep
});

/// Any minute from the first to the last year that jiff knows, most of them in this century.
fn moment_of(bytes: [u8; 7]) -> civil::DateTime {
    let [far, year, month, day, hour, minute, second] = bytes;
    let year = match far {
        0xff => i16::from_be_bytes([year, month]).clamp(-9999, 9999),
        0xfe => 9999,
        0xfd => -9999,
        _ => 2000 + i16::from(year % 100),
    };
    let part = |byte: u8, many: u8| i8::try_from(byte % many).expect("small");
    let first = civil::date(year, 1 + part(month, 12), 1);
    let day = first.saturating_add(i64::from(day % 31).days());
    day.at(part(hour, 24), part(minute, 60), part(second, 60), 0)
}

fn ask(name: &'static str, kind: Kind) -> Ask {
    let question = QuestionId::new(name);
    Ask {
        stamp: Stamp { talk: Id::minted(1, 1, 0), question: question.clone(), revision: 1 },
        part: Part { question, prompt: Vec::new(), kind, skippable: true },
        rest: Vec::new(),
    }
}

/// A day is on the side of today that makes sense; one that is refused is on the other.
fn check(meaning: &Meaning, range: Range, now: civil::DateTime) {
    let today = now.date();
    match meaning {
        Meaning::Answers(answers) => {
            let [answer] = answers.as_slice() else { panic!("{} answers to one question", answers.len()) };
            if let Answer::When(when) = answer {
                let day = when.at.date();
                assert!(range != Range::Future || day >= today, "{day} is over on {today}");
                assert!(range != Range::Past || day <= today, "{day} is to come on {today}");
                assert!(when.hour_named || when.at.second() == 0 || when.at == now, "an hour nobody named");
            }
        }
        Meaning::Unclear(Unclear::WrongSide { found, future }) => {
            assert!(*future == (range == Range::Future), "which side is told wrongly");
            assert!(if *future { *found < today } else { *found > today }, "{found} was refused on {today}");
        }
        Meaning::Command(Command::Quiet(Some(until))) => {
            assert!(until.date() >= today, "quiet until {until} on {today}");
        }
        Meaning::Command(_) | Meaning::Guess(_) | Meaning::Unclear(_) => {}
    }
}
