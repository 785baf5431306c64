//! Whole stretches of a job search, as people live them: scripts of what somebody
//! types and when, and what came of it, to be read in `docs/a-year-with-afterword/`.
//!
//! A script holds `@ 2026-01-12 14:00`, which lets the clock run on to that
//! moment on the person's wall (saying whatever comes due on the way), `@ visit`
//! for opening the terminal, `> words` for what they type, and `# …` for a
//! heading. `UPDATE_GOLDENS=1` writes the transcripts anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // a panic is how a test fails

mod checks;
mod life;
mod page;

use afterword_core::{
    talks::{Opening, letter},
    vocabulary::{LetterKind, ProcessState},
};
use jiff::civil::date;
use life::Life;
use std::{ops::RangeInclusive, path::Path};

/// One of the stories in `docs/a-year-with-afterword/`.
struct Story {
    name: &'static str,
    title: &'static str,
    /// Who it is about, as the reader is told it.
    about: &'static str,
    /// How often something is typed that is not understood.
    misunderstood: usize,
}

impl Story {
    /// Runs the script, holds the transcript against the one in `docs/`, and looks at what was said by itself.
    fn lived(&self) -> Life {
        let Self { name, title, about, .. } = self;
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let script = std::fs::read_to_string(root.join("tests/year").join(format!("{name}.script"))).unwrap();
        let mut life = Life::new();
        for (number, line) in script.lines().enumerate() {
            life.line(line).unwrap_or_else(|wrong| panic!("{name}.script, line {}: {wrong}", number + 1));
        }
        let found = format!("# {title}\n\n{about}\n\n{}\n", life.transcript());
        let path = root.join("../../docs/a-year-with-afterword").join(format!("{name}.md"));
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &found).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(known == found, "{name}: the transcript changed; UPDATE_GOLDENS=1 writes it anew");
        assert_eq!(life.misunderstood(), self.misunderstood, "{name}: typed, and not understood");
        checks::all(&life);
        life
    }
}

/// §1: a short debrief is about ten questions, a full one about thirty.
const SHORT: RangeInclusive<usize> = 9..=13;
const FULL: RangeInclusive<usize> = 22..=32;
/// §4: about fifty in all, over two sittings.
const A_SITTING: RangeInclusive<usize> = 10..=28;
const BOTH: usize = 50;

fn debriefs(life: &Life) -> Vec<usize> {
    life.questions(|opening| matches!(opening, Opening::Debrief(_)))
}

#[test]
fn a_no_from_a_dream_job() {
    let life = Story {
        name: "a-no-from-a-dream-job",
        title: "A no from a dream job",
        about: "Mina has an interview for the job she has always wanted, and hears a no. \
                What she types stands in quotation; everything else is said by Afterword.",
        misunderstood: 0,
    }
    .lived();
    // Begun short; what was left came the next day.
    let [both_days] = debriefs(&life)[..] else { panic!("one debrief") };
    assert!(FULL.contains(&both_days), "{both_days} questions in a full debrief");
    let first_day = life.questions_of_first_day(|opening| matches!(opening, Opening::Debrief(_)));
    assert!(SHORT.contains(&first_day), "{first_day} questions in a short debrief");
}

#[test]
fn an_offer_with_two_warning_signs() {
    let life = Story {
        name: "an-offer-with-two-warning-signs",
        title: "An offer with two warning signs",
        about: "Sam is offered a job that three people have left in three years, with other hours than the advert said. \
                What Sam types stands in quotation; everything else is said by Afterword.",
        misunderstood: 0,
    }
    .lived();
    let [full, short] = debriefs(&life)[..] else { panic!("two debriefs") };
    assert!(FULL.contains(&full), "{full} questions in a full debrief");
    assert!(SHORT.contains(&short), "{short} questions in a short debrief");

    let first = life.questions(|opening| matches!(opening, Opening::Offer(_))).iter().sum::<usize>();
    let second = |opening: &Opening| matches!(opening, Opening::OfferReplies(_) | Opening::OfferDecision(_));
    let second = life.questions(second).iter().sum::<usize>();
    assert!(A_SITTING.contains(&first), "{first} questions in the first sitting");
    assert!(A_SITTING.contains(&second), "{second} questions in the second sitting");
    assert!(first + second <= BOTH, "{first} and {second} questions");
}

/// Five jobs: the library job falls silent, the lighthouse job is the one, the school job is offered and
/// taken back, the harbour job is accepted, and the theatre job is still open when the year is over.
#[test]
fn a_year_with_five_processes() {
    let life = Story {
        name: "a-year-with-five-processes",
        title: "A year with five processes",
        about: "Wren looks for work for half a year, finds it, and keeps a dream in view. \
                What Wren types stands in quotation; everything else is said by Afterword.",
        misunderstood: 1, // "shrot"
    }
    .lived();
    let states: Vec<_> = life.person.processes().map(|process| (process.nickname.reveal(), process.state)).collect();
    let expected = [
        ("the library", ProcessState::Silent),
        ("the lighthouse", ProcessState::DreamWatch),
        ("the school", ProcessState::WithdrawnByThem),
        ("the harbour", ProcessState::Reviewing),
        ("the theatre", ProcessState::OnHold),
    ];
    assert_eq!(states, expected);
    let library = life.person.processes().next().unwrap().id;
    assert_eq!(letter::sent(&life.person, &[LetterKind::Chaser], library).len(), 2, "two notes, and no third");

    // What was promised was kept, on its day or as soon as the week had room; across both changes of the clocks.
    for (promised, day) in [
        ("a short class at the chapel", date(2026, 3, 20)),
        ("learn the first two sentences by heart", date(2026, 3, 10)),
        ("rehearse the flooded store once", date(2026, 10, 26)),
        ("Your day to apply again is", date(2027, 2, 11)),
    ] {
        let said: Vec<_> = life.unprompted.iter().filter(|said| said.text.contains(promised)).collect();
        assert_eq!(said.iter().map(|said| said.at.date()).collect::<Vec<_>>(), [day], "{promised}");
    }
    let [library, lighthouse, school, harbour, second, theatre] = debriefs(&life)[..] else { panic!("six debriefs") };
    assert!(FULL.contains(&lighthouse), "{lighthouse} questions over two days");
    for short in [school, harbour, second, theatre] {
        assert!(SHORT.contains(&short), "{short} questions in a short debrief");
    }
    // One step back, and what is asked again for it.
    assert!(SHORT.contains(&(library - 2)), "{library} questions in a short debrief");
}
