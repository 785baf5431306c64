//! Where each walk begins.

use super::{answered, samples_at, turn};
use crate::{
    Answer, Entry, Event, Fact, Id, Person, Private, Settings,
    answer::YesNo,
    ask::Pick,
    entry::{FORMAT, Setting},
    event::{Command, Meaning},
    reminders::Rank,
    sheet::cards,
    talks::{self, Opening, confirm, debrief, job, letter, overnight},
    vocabulary::{Calmer, Length, LetterKind, News, Priority, ProcessState, Section},
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
    "quiet-deadlines",
    "zone",
    "letter",
    "settings",
    "erase",
    "confirm",
    "no",
    "learning",
    "letting-go",
    "feedback",
    "dream",
    "offer",
    "offer-replies",
    "offer-decision",
    "offer-deadline",
    "counter-offer",
    "review",
    "care",
    "ask-moderator",
    "panel",
    "share",
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

/// The settings that all walks share: the defaults, but for the spread.
#[must_use]
pub fn settings() -> Settings {
    // Unspread: a moment that a test names is the moment it comes.
    Settings { zone: "Etc/UTC".into(), spread_minutes: 0, ..Settings::default() }
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
        "quiet-deadlines" => vec![opened(&agreed(), Opening::QuietDeadlines)],
        "care" => {
            let debrief = commands(&with_rounds(1, true), &[Command::Debrief(None)]).remove(0);
            let mut lowest = debrief.clone();
            turn(
                &mut lowest,
                &Event::Heard { meaning: Meaning::Answers(vec![Answer::Scale(1)]), said: None, stamp: None },
            );
            let asked = [agreed(), debrief].iter().flat_map(|person| commands(person, &[Command::Support])).collect();
            // The one who has the most to choose from comes first: the walk goes on from there.
            [commands(&from_a_post(), &[Command::Support]), vec![lowest], asked].concat()
        }
        "ask-moderator" => commands(&from_a_post(), &[Command::AskModerator]),
        "panel" => commands(&agreed(), &[Command::Panel]),
        "share" => commands(&from_a_post(), &[Command::Share]),
        "zone" => commands(&agreed(), &[Command::Zone]),
        "settings" => {
            let changed = with(&agreed(), vec![Fact::SettingChanged(Setting::Country(Some("PT".into())))]);
            let stopped = with(&agreed(), vec![Fact::Present { ignored: vec![Rank::Weekly, Rank::Weekly] }]);
            [agreed(), changed, stopped].iter().flat_map(|person| commands(person, &[Command::Settings])).collect()
        }
        "erase" => commands(&agreed(), &[Command::Erase]),
        "confirm" => {
            let meant = Command::Worry;
            let line_up = Opening::Confirm(confirm::Opening { meant: Command::LineUp(process_id(0)) });
            let line_up = opened(&offered_elsewhere(), line_up);
            vec![opened(&agreed(), Opening::Confirm(confirm::Opening { meant })), line_up]
        }
        "no" | "learning" | "letting-go" | "feedback" | "dream" => after_a_no(talk),
        "letter" => {
            let person = with_rounds(1, true);
            let letter = |kind, keep_first| {
                let process = Some(process_id(0));
                opened(
                    &person,
                    Opening::Letter(letter::Opening { kind, process, about: None, keep_first, questions: Vec::new() }),
                )
            };
            let kinds = LetterKind::ALL.iter().map(|kind| letter(Some(*kind), false));
            kinds.chain([letter(None, false), letter(Some(LetterKind::ThanksAfterNo), true)]).collect()
        }
        "offer" | "offer-replies" | "offer-decision" | "offer-deadline" | "counter-offer" | "review" => offers(talk),
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
            let opening =
                |others, asked| Opening::Weekly(talks::weekly::Opening { process: process_id(0), others, asked });
            [(None, false), (None, true), (Some(process_id(90)), true)]
                .map(|(others, asked)| opened(&waiting(), opening(others, asked)))
                .to_vec()
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

/// The talks of §3 begin with a job that said no.
fn after_a_no(talk: &str) -> Vec<Person> {
    use crate::{
        talks::{dream, learning, letting_go, no},
        vocabulary::ProcessState,
    };
    let process = process_id(0);
    let state = |person: &Person, to| with(person, vec![Fact::ProcessMoved { process, to }]);
    let told = |person: &Person, pulled, late_round| {
        opened(&state(person, ProcessState::Rejected), Opening::No(no::Opening { process, pulled, late_round }))
    };
    let (interviewed, _) = debriefed();
    if talk == "no" {
        return [(false, false), (true, false), (false, true)]
            .map(|(pulled, late)| told(&interviewed, pulled, late))
            .to_vec();
    }
    if talk == "feedback" {
        return vec![opened(&interviewed, Opening::Feedback(crate::talks::feedback::Opening { process }))];
    }
    // The no was told, and is looked at now.
    let mut looking = told(&interviewed, false, false);
    let no = looking.front().map_or(process, |front| front.id);
    looking = with(&looking, vec![Fact::Finished(no), Fact::ProcessMoved { process, to: ProcessState::Learning }]);
    let plain = learning::Opening {
        process,
        no,
        pulled: false,
        interviewed: true,
        same_day: false,
        mood: None,
        fit: None,
        dream: false,
        thanked: false,
        asked: false,
        again_months: 12,
        plan_items: 3,
        many: None,
        open: Vec::new(),
    };
    let learning = |opening: learning::Opening| opened(&looking, Opening::Learning(opening));
    if talk == "learning" {
        return vec![
            learning(plain.clone()),
            learning(learning::Opening { same_day: true, mood: Some(2), ..plain.clone() }),
            learning(learning::Opening { pulled: true, ..plain.clone() }),
            learning(learning::Opening { interviewed: false, asked: true, ..plain.clone() }),
            learning(learning::Opening { many: Some(learning::Many::Rest), same_day: true, ..plain.clone() }),
            learning(learning::Opening { many: Some(learning::Many::Pattern), same_day: true, ..plain }),
        ];
    }
    let learnt = learning(learning::Opening { dream: true, ..plain });
    let of = learnt.front().map_or(no, |front| front.id);
    let answered =
        Fact::Answered { talk: of, question: learning::R7_PLAN, answer: crate::Answer::Done, said: None, weight: 100 };
    let item =
        Fact::ItemAdded { talk: of, question: learning::R7_PLAN, item: process_id(70), text: Private::new("SQL") };
    let ended = with(&learnt, vec![item, answered, Fact::Finished(of)]);
    if talk == "letting-go" {
        return vec![opened(&ended, Opening::LettingGo(letting_go::Opening { learning: of }))];
    }
    let watched = state(&ended, ProcessState::DreamWatch);
    let dream = |moment, builds| opened(&watched, Opening::Dream(dream::Opening { process, moment, builds }));
    use dream::Moment::{Again, Asked, Check, Follow};
    vec![dream(Asked, true), dream(Follow, true), dream(Check, true), dream(Check, false), dream(Again, true)]
}

/// People at the beginning of a talk about an offer.
fn offers(talk: &str) -> Vec<Person> {
    use crate::{advice::answers::Term, talks::offer::questions as q};
    let person = with_rounds(1, true);
    if talk == "offer" {
        return commands(&person, &[Command::Offer]);
    }
    let (process, offer) = (process_id(0), process_id(60));
    let opening = Opening::Offer(talks::offer::Opening { process });
    let promise =
        |n| Fact::ItemAdded { talk: offer, question: q::O6, item: process_id(n), text: Private::new("A desk") };
    let done = Fact::Answered { talk: offer, question: q::O6, answer: crate::Answer::Done, said: None, weight: 100 };
    let facts = vec![Fact::TalkOpened { talk: offer, opening }, promise(61), promise(62), done];
    let stopped = vec![Fact::Stopped(offer)];
    let person = with(&with(&person, facts), stopped);
    let promises = vec![process_id(61), process_id(62)];
    let openings = match talk {
        "offer-replies" => {
            let open = vec![q::SUCCESS, q::CLEAR, q::TERMS, q::PEOPLE, q::WHY_LEFT, q::O2_EXPLAINED];
            let changed = vec![Term::Pay];
            vec![Opening::OfferReplies(talks::offer_replies::Opening { offer, process, open, changed, promises })]
        }
        "offer-decision" => {
            let priorities = vec![Priority::Pay, Priority::Learning, Priority::People];
            let opening = |reopened| talks::offer_decision::Opening { offer, priorities: priorities.clone(), reopened };
            [false, true].map(|reopened| Opening::OfferDecision(opening(reopened))).to_vec()
        }
        "offer-deadline" => vec![Opening::OfferDeadline(talks::offer_deadline::Opening { offer })],
        "counter-offer" => vec![Opening::CounterOffer(talks::counter_offer::Opening { process })],
        _ => {
            let kept = talks::review::Opening { offer, months: 3, declined: false, promises };
            let declined = talks::review::Opening { declined: true, promises: Vec::new(), ..kept.clone() };
            vec![Opening::Review(kept), Opening::Review(declined)]
        }
    };
    openings.into_iter().map(|opening| opened(&person, opening)).collect()
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

/// Somebody who waits to hear about one job, and weighs the offer of another.
fn offered_elsewhere() -> Person {
    let (process, offer) = (process_id(1), process_id(60));
    let moved = |n, to| Fact::ProcessMoved { process: process_id(n), to };
    let opening = Opening::Offer(talks::offer::Opening { process });
    let facts = vec![
        moved(0, ProcessState::Waiting),
        moved(1, ProcessState::Deciding),
        Fact::TalkOpened { talk: offer, opening },
        Fact::Stopped(offer),
    ];
    with(&with_rounds(2, true), facts)
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

/// Somebody who began a talk from a post of a community, and put it aside.
fn from_a_post() -> Person {
    let origin = crate::community::Origin {
        home: crate::community::Home { platform: "terminal".into(), community: "square".into() },
        run: Id::minted(2, 1, 0),
        series: Id::minted(2, 1, 1),
        week: civil::date(2026, 11, 23),
        opens: crate::community::Opens::Worry,
        shares: true,
        asks: true,
    };
    with(&agreed(), vec![Fact::PromptBegun(Box::new(origin))])
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
