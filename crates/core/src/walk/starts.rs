//! Where each walk begins.

use super::{answered, samples_at, turn};
use crate::{
    Answer, Entry, Event, Fact, Id, Person, Private, Settings,
    answer::YesNo,
    ask::Pick,
    entry::{FORMAT, Setting},
    event::{Command, Meaning},
    sheet::cards,
    talks::{self, Opening, confirm, debrief, job, overnight},
    vocabulary::{Calmer, Length, News, ProcessState, Section},
};
use jiff::{Timestamp, civil};

/// The talks that can be walked and drawn.
pub const TALKS: &[&str] = &[
    "first-contact",
    "interview",
    "which-job",
    "debrief",
    "overnight",
    "rehearsal",
    "step",
    "sheet",
    "correct",
    "quiet",
    "zone",
    "settings",
    "erase",
    "confirm",
    "heard",
    "waiting",
    "worry",
    "day-before",
    "weekly",
    "nudge",
    "silence",
    "withdrawal",
];

/// The moment that all walks stand at: 23 November 2026, noon.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::constant(1_795_435_200, 0)
}

/// The settings that all walks share: the defaults.
#[must_use]
pub fn settings() -> Settings {
    Settings { zone: "Etc/UTC".into(), ..Settings::default() }
}

const LOCAL: civil::DateTime = civil::datetime(2026, 11, 23, 12, 0, 0, 0);

/// People at the beginning of a talk, one for each way it can begin; `None` if there is no talk of this name.
#[must_use]
pub fn starts(talk: &str) -> Option<Vec<Person>> {
    Some(match talk {
        "first-contact" => {
            let mut person = Person::new(1);
            turn(&mut person, &Event::Visit);
            vec![person]
        }
        "interview" => commands(&agreed(), &[Command::Interview])
            .into_iter()
            .chain(commands(&agreed(), &[Command::Debrief(None)]))
            .chain(commands(&with_rounds(1, false), &[Command::Reschedule]))
            .chain(commands(&agreed(), &[Command::Heard(None)]))
            .collect(),
        "which-job" => {
            let many = with_rounds(8, true);
            let mut starts =
                commands(&many, &[Command::Debrief(None), Command::Interview, Command::Reschedule, Command::Cancelled]);
            let candidates = vec![round_id(0)];
            let purpose = job::Purpose::Round { process: process_id(0), length: None };
            starts.push(opened(&many, Opening::Job(job::Opening { purpose, candidates, closed: Vec::new() })));
            let gone = |n| Fact::ProcessMoved { process: process_id(n), to: ProcessState::LetGo };
            starts.extend(commands(&with(&many, vec![gone(0), gone(1)]), &[Command::Heard(None)]));
            starts
        }
        "debrief" => {
            let lengths = [None, Some(Length::Short), Some(Length::Full), Some(Length::Capture)];
            let mut starts = commands(&with_rounds(1, true), &lengths.map(Command::Debrief));
            starts.push(trying());
            starts
        }
        "overnight" => {
            use overnight::Left::{Everything, Nothing, Rest, Rewrite};
            let (person, debrief) = debriefed();
            let opening = |left| Opening::Overnight(overnight::Opening { debrief, left, late: false });
            [Nothing, Rewrite, Rest, Everything].map(|left| opened(&person, opening(left))).to_vec()
        }
        "rehearsal" => {
            let (person, _) = debriefed();
            cards::cards(&person).first().map(|card| opened(&person, Opening::Rehearsal(card.id))).into_iter().collect()
        }
        "step" => {
            let (person, debrief) = debriefed();
            let item = person.talk(debrief).and_then(|record| record.items().last().map(|(_, item)| item.id));
            item.map(|item| opened(&person, Opening::Step { talk: debrief, item })).into_iter().collect()
        }
        "sheet" => {
            let text = Private::new("A line");
            let typed = Fact::LineTyped { line: process_id(50), section: Section::FixedAssets, text };
            let typed = with(&agreed(), vec![typed]);
            commands(&debriefed().0, &[Command::Sheet])
                .into_iter()
                .chain(commands(&agreed(), &[Command::Sheet]))
                .chain(commands(&typed, &[Command::Sheet]))
                .collect()
        }
        "correct" => commands(&debriefed().0, &[Command::Correct]),
        "quiet" => commands(&agreed(), &[Command::Quiet(None)]),
        "zone" => commands(&agreed(), &[Command::Zone]),
        "settings" => {
            let changed = with(&agreed(), vec![Fact::SettingChanged(Setting::Country(Some("PT".into())))]);
            [commands(&agreed(), &[Command::Settings]), commands(&changed, &[Command::Settings])].concat()
        }
        "erase" => commands(&agreed(), &[Command::Erase]),
        "confirm" => {
            let meant = Command::Worry;
            vec![opened(&agreed(), Opening::Confirm(confirm::Opening { meant }))]
        }
        "heard" => {
            let news = [None, Some(News::OnHold), Some(News::MoreWanted)].map(Command::Heard);
            let mut starts = commands(&waiting(), &news);
            let opening = talks::heard::Opening { process: process_id(0), news: None, others: true };
            starts.push(opened(&with_rounds(2, true), Opening::Heard(opening)));
            starts
        }
        "waiting" => {
            let opening = |back, dated| talks::waiting::Opening { process: process_id(0), back, dated };
            [(false, false), (false, true), (true, false)]
                .map(|(back, dated)| opened(&waiting(), Opening::Waiting(opening(back, dated))))
                .to_vec()
        }
        "worry" => {
            let mut parked = opened(&agreed(), Opening::Worry);
            for answer in [
                Answer::Text(Private::new("A worry")),
                Answer::YesNo(YesNo::No),
                Answer::Choice(Pick::Named("keep".into())),
            ] {
                turn(&mut parked, &Event::Heard { meaning: Meaning::Answers(vec![answer]), said: None, stamp: None });
            }
            [agreed(), parked].iter().map(|person| opened(person, Opening::Worry)).collect()
        }
        "day-before" => {
            let opening = talks::day_before::Opening { process: process_id(0) };
            vec![opened(&waiting(), Opening::DayBefore(opening))]
        }
        "weekly" => {
            let opening = |others| Opening::Weekly(talks::weekly::Opening { process: process_id(0), others });
            [None, Some(process_id(90))].map(|others| opened(&waiting(), opening(others))).to_vec()
        }
        "nudge" => {
            let opening = |nth, wait, note, on_hold| {
                Opening::Nudge(talks::nudge::Opening { process: process_id(0), nth, wait, note, on_hold })
            };
            [opening(0, true, true, false), opening(1, false, false, false), opening(0, true, true, true)]
                .map(|opening| opened(&waiting(), opening))
                .to_vec()
        }
        "silence" => {
            let opening = talks::silence::Opening { process: process_id(0), notes: 1, since: Some(LOCAL.date()) };
            vec![opened(&waiting(), Opening::Silence(opening))]
        }
        "withdrawal" => commands(&waiting(), &[Command::Withdraw]),
        _ => return None,
    })
}

fn commands(person: &Person, commands: &[Command]) -> Vec<Person> {
    let command = |command: &Command| {
        let mut person = person.clone();
        turn(&mut person, &Event::Heard { meaning: Meaning::Command(command.clone()), said: None, stamp: None });
        person
    };
    commands.iter().map(command).collect()
}

fn opened(person: &Person, opening: Opening) -> Person {
    let talk = Id::minted(person.tag(), person.revision() + 1, 0);
    with(person, vec![Fact::TalkOpened { talk, opening }])
}

fn with(person: &Person, facts: Vec<Fact>) -> Person {
    let mut person = person.clone();
    person.apply(&Entry { v: FORMAT, revision: person.revision() + 1, at: now(), local: LOCAL, facts });
    person
}

/// Somebody who said yes and was welcomed.
pub(super) fn agreed() -> Person {
    let mut person = Person::new(1);
    turn(&mut person, &Event::Visit);
    while let Some(sample) = samples_at(&person).into_iter().next() {
        turn(&mut person, &answered(&sample));
    }
    person
}

fn process_id(n: u8) -> Id {
    Id::minted(1, 100, n)
}

fn round_id(n: u8) -> Id {
    Id::minted(1, 101, n)
}

/// The same with this many jobs, an interview each: an hour ago, or in an hour.
fn with_rounds(jobs: u8, past: bool) -> Person {
    let facts = (0..jobs).flat_map(|n| {
        let process = process_id(n);
        let start =
            LOCAL.with().hour(if past { 9 } else { 13 }).minute(i8::try_from(n).unwrap_or(0)).build().unwrap_or(LOCAL);
        let nickname = Private::new(format!("job {n}"));
        let noted = Fact::ProcessNoted { process, nickname, role: None, employer: None, agency: None };
        let round = round_id(n);
        [noted, Fact::RoundNoted { round, talk: round, process, start, minutes: 60, kind: None, arrange: None }]
    });
    with(&agreed(), facts.collect())
}

/// Somebody who waits to hear about one job.
fn waiting() -> Person {
    with(&with_rounds(1, true), vec![Fact::ProcessMoved { process: process_id(0), to: ProcessState::Waiting }])
}

/// Somebody who begins a debrief having meant to try something this time.
fn trying() -> Person {
    let opening = debrief::Opening {
        round: round_id(0),
        length: Some(Length::Short),
        decompress: true,
        trying: Some(Calmer::Water),
        hold: true,
        short_questions: 3,
        full_questions: 15,
        things_to_build: 3,
    };
    opened(&with_rounds(1, true), Opening::Debrief(opening))
}

/// Somebody who finished a full debrief, with a card made and a thing to build.
fn debriefed() -> (Person, Id) {
    let mut person = commands(&with_rounds(1, true), &[Command::Debrief(Some(Length::Full))]).remove(0);
    let debrief = person.front().map_or(round_id(0), |front| front.id);
    let mut listed = 0;
    for _ in 0..100 {
        let samples = samples_at(&person);
        let asked = person.current_ask(&super::context(&settings()));
        let Some(ask) = asked.filter(|ask| ask.stamp.talk == debrief) else {
            break;
        };
        let first = match ask.part.question.name.as_ref() {
            "D1" => samples.into_iter().nth(3),
            "D7" => samples.into_iter().nth(1),
            "D3" | "D11" => {
                listed += 1;
                samples.into_iter().nth(usize::from(listed % 3 == 0))
            }
            _ => samples.into_iter().next(),
        };
        let Some(sample) = first else { break };
        turn(&mut person, &answered(&sample));
    }
    (person, debrief)
}

/// Keeps the walk honest: every listed talk has a beginning.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::walk;

    #[test]
    fn every_talk_can_be_begun() {
        for talk in TALKS {
            assert!(starts(talk).is_some_and(|starts| !starts.is_empty()), "{talk}");
            assert!(walk(talk).is_some_and(|walk| walk.positions.len() > 1), "{talk}");
        }
        assert!(walk("unheard-of").is_none());
    }

    #[test]
    fn the_sample_debrief_ends() {
        let (person, debrief) = debriefed();
        let record = person.talk(debrief).expect("it was opened");
        assert!(record.status == crate::talks::record::Status::Finished);
        assert!(record.kept(&debrief::questions::D14).is_some_and(|kept| matches!(kept.answer, Answer::Choice(_))));
        assert_eq!(cards::cards(&person).len(), 1);
    }
}
