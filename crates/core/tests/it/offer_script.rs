//! A person who weighs an offer: everything answered well, but for what a test says.

use crate::script::{Script, words};
use afterword_core::{
    Command, Id,
    talks::{Opening, letter},
    vocabulary::{LetterKind, ProcessState},
};
use jiff::civil;

/// An answer to one question.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    Pick(&'static str),
    Any(&'static [&'static str]),
    Says(&'static str),
    By(civil::DateTime),
    Lists(&'static [&'static str]),
    Step(u8),
    Yes,
    Skips,
}
use Told::{Any, By, Lists, Pick, Says, Skips, Step, Yes};

/// Nothing here raises anything.
const WELL: &[(&str, Told)] = &[
    ("O0", Any(&["none"])),
    ("O1", Pick("written")),
    ("O1.conditional", Pick("unconditional")),
    ("O1.by", Pick("not-said")),
    ("O1.start", Pick("not-said")),
    ("O2", Any(&["none"])),
    ("O3", Any(&["pay", "people", "meaning"])),
    ("O4", Says("Look on")),
    ("O4.who", Lists(&[])),
    ("O5.describe", Pick("yes")),
    ("O5.success", Pick("yes")),
    ("O5.clear", Pick("clear")),
    ("O5.terms", Pick("yes")),
    ("O5.people", Pick("new-or-one")),
    ("O5.why-left", Pick("clear")),
    ("O5.staff", Pick("good")),
    ("O5.backing", Pick("yes")),
    ("O5.new", Pick("plenty")),
    ("O5.glad", Pick("yes")),
    ("O5.step-back", Pick("no")),
    ("O5.days", Pick("five-or-more")),
    ("O5.put-off", Pick("no")),
    ("O5.keen", Any(&["why-you"])),
    ("O5.desperate", Any(&["none"])),
    ("O5x", Any(&["none"])),
    ("O6", Lists(&[])),
    ("O7", Step(5)),
    ("O7.words", Skips),
    ("O8", Pick("nothing-real")),
    ("O9", Any(&["friend"])),
    ("O9.friend", Says("Take it")),
    ("O11", Says("The people")),
    ("O11.sure", Skips),
    ("O11.true", Skips),
    ("O11.look", Skips),
    ("O5r", Pick("answers-came")),
    ("O6.written", Yes),
    ("L.to", Skips),
    ("L.me", Says("Alex")),
];

/// Somebody at O0, on Monday 23 November 2026 at 14:00.
pub(crate) fn offered() -> Script {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    script.command(Command::Stop);
    script.command(Command::Offer);
    assert_eq!(script.at(), "O0");
    script
}

/// Answers whatever is asked, until a question that neither `told` nor the good answers know. All that
/// is in `told` has to be asked. Gives the words of everything that was said meanwhile.
pub(crate) fn tell(script: &mut Script, told: &[(&'static str, Told)]) -> Vec<String> {
    let mut left: Vec<&str> = told.iter().map(|(question, _)| *question).collect();
    let mut heard = Vec::new();
    for _ in 0..80 {
        let at = script.at();
        let Some((_, answer)) = told.iter().chain(WELL).find(|(question, _)| *question == at) else { break };
        left.retain(|question| *question != at);
        heard.extend(words(&give(script, *answer)));
    }
    assert!(left.is_empty(), "never asked: {left:?}; it stands at {}", script.at());
    heard
}

fn give(script: &mut Script, answer: Told) -> Vec<afterword_core::Say> {
    match answer {
        Pick(id) => script.pick(id),
        Any(ids) => script.several(ids),
        Says(text) => script.text(text),
        By(at) => script.when(at),
        Lists(items) => {
            for item in items {
                script.text(item);
            }
            script.done()
        }
        Step(step) => script.scale(step),
        Yes => script.yes(),
        Skips => script.skip(),
    }
}

pub(crate) fn said(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

pub(crate) fn state(script: &Script) -> ProcessState {
    script.person.processes().next().unwrap().state
}

/// The letters that were begun, oldest first.
pub(crate) fn letters(script: &Script) -> Vec<letter::Opening> {
    let letter = |opening: &Opening| match opening {
        Opening::Letter(letter) => Some(letter.clone()),
        _ => None,
    };
    script.person.talks().filter_map(|record| letter(&record.opening)).collect()
}

pub(crate) fn kinds(script: &Script) -> Vec<LetterKind> {
    letters(script).iter().filter_map(|letter| letter.kind).collect()
}

/// The first sitting that came last.
pub(crate) fn offer(script: &Script) -> Id {
    script.person.talks().rfind(|record| matches!(record.opening, Opening::Offer(_))).unwrap().id
}

/// Confirms that the draft in front was sent.
pub(crate) fn send(script: &mut Script) {
    tell(script, &[]);
    assert_eq!(script.at(), "L.draft");
    script.pick("use");
    script.pick(letter::WAS_SENT);
}
