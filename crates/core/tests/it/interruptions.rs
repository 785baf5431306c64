//! Any talk can be broken into by any other, at any question, and is come back to at the same question.

use afterword_core::{
    Command, Entry, Event, Fact, Id, Person,
    entry::FORMAT,
    event::Meaning,
    talks::Opening,
    walk::{TALKS, now, position_of, settings, starts, turn_at, walk},
};
use jiff::civil;

/// What a reminder, a command or a button would open: every way in which every talk begins.
fn openings() -> Vec<(&'static str, Opening)> {
    let mut openings: Vec<(&str, Opening)> = Vec::new();
    for talk in TALKS.iter().filter(|talk| **talk != "first-contact") {
        for person in starts(talk).unwrap() {
            let opening = person.front().expect("a talk that begins is in front").opening.clone();
            if openings.iter().all(|(_, known)| *known != opening) {
                openings.push((talk, opening));
            }
        }
    }
    openings
}

fn opened(person: &Person, opening: &Opening) -> Person {
    let mut person = person.clone();
    let revision = person.revision() + 1;
    let talk = Id::minted(person.tag(), revision, 200);
    let local = civil::datetime(2026, 11, 23, 12, 0, 0, 0);
    let facts = vec![Fact::TalkOpened { talk, opening: opening.clone() }];
    person.apply(&Entry { v: FORMAT, revision, at: now(), local, facts });
    person
}

fn heard(command: Command) -> Event {
    Event::Heard { meaning: Meaning::Command(command), said: None, stamp: None }
}

#[test]
fn every_talk_can_break_into_every_other_and_be_closed_again() {
    let openings = openings();
    let (mut pairs, mut turns) = (0, 0);
    for talk in TALKS {
        for (position, person) in walk(talk).unwrap().positions {
            if position.is_end() || !person.agreed() {
                continue; // before the yes, nothing can break in
            }
            for (other, opening) in &openings {
                pairs += 1;
                let mut broken = opened(&person, opening);
                let depth = person.stack().len();
                // What has nothing to ask here is over at the next turn, and whatever it opens is stopped too.
                for _ in 0..6 {
                    if broken.stack().len() <= depth {
                        break;
                    }
                    turn_at(&mut broken, &heard(Command::Stop), now(), &settings());
                    turns += 1;
                }
                let back = position_of(talk, &broken);
                // Whoever begins the letter by themselves is not asked about it any more (L10).
                let begun = *talk == "confirm" && *other == "letter" && back.question == "(lapsed)";
                if begun {
                    continue;
                }
                assert_eq!(back, position, "{talk}: {other} lost the place");
            }
        }
    }
    println!("{pairs} interruptions, {turns} turns");
    assert!(pairs > 1000);
}
