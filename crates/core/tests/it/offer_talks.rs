//! Whole offers, from O0 to the end (`conversations.md` §4).

use crate::{
    offer_script::{
        Told::{self, Any, By, Lists, Pick, Says, Skips, Step},
        kinds, letters, offer, offered, said, send, state, tell,
    },
    script::{Script, words},
};
use afterword_core::{
    Answer, Command, Entry, Event, Fact, Id, Private, QuestionId,
    answer::YesNo,
    ask,
    reminders::{ReminderId, agenda, offer::Due},
    say::Arg,
    talks::{Opening, record::Status},
    vocabulary::{LetterKind, LetterQuestion, News, ProcessState},
};
use jiff::{SignedDuration, civil::date};

#[test]
fn two_warning_signs_and_one_complete_exception() {
    let mut script = offered();
    let heard = tell(
        &mut script,
        &[
            ("O1.start", By(date(2027, 1, 4).at(9, 0, 0, 0))),
            ("O2", Any(&["pay"])),
            ("O2.explained", Any(&["pay"])),
            ("O2.welcome", Any(&["pay"])),
            ("O5.clear", Pick("dodged")),
            ("O5.people", Pick("three-or-more")),
            ("O5.why-left", Pick("evasive")),
            ("O5.backing", Skips), // open, but its family is out of the rules
            ("O5.new", Skips),
            ("O5x", Any(&["stabilise"])),
            ("O5x.problem", Says("Nobody stays")),
            ("O5x.backer", Says("The director")),
            ("O5x.success", Says("A rota that holds")),
            ("O5x.elsewhere", By(date(2027, 10, 1).at(9, 0, 0, 0))),
            ("O6", Lists(&["a desk by the window", "Fridays at home"])),
        ],
    );
    assert!(said(&heard, "offer-still-vague"), "V is a concern though asked: think twice; {heard:?}");
    assert!(said(&heard, "offer-eyes-open") && !said(&heard, "offer-holding-pattern"));
    assert!(said(&heard, "offer-next-questions") && said(&heard, "offer-your-call"));
    assert_eq!(script.at(), "L.draft", "the letter of questions lacks nothing");

    // The open `?` are its lines: both promises, and what is new; not the backing.
    let letter = letters(&script).pop().unwrap();
    let asks: Vec<_> = letter.questions.iter().map(|question| question.ask).collect();
    assert_eq!(letter.kind, Some(LetterKind::Clarifying));
    assert_eq!(asks.iter().filter(|ask| **ask == LetterQuestion::Promise).count(), 2);
    assert!(asks.contains(&LetterQuestion::GoneOn) && !asks.contains(&LetterQuestion::Support), "{asks:?}");
    send(&mut script);

    // Another day: answers came, and only what was open is asked.
    script.later(SignedDuration::from_hours(24)).command(Command::Offer);
    let from = script.asked.len();
    assert_eq!(script.at(), "O5r");
    tell(&mut script, &[("O5.new", Pick("plenty"))]);
    let replies: Vec<&str> = script.asked[from - 1..].iter().map(|question| question.name.as_ref()).collect();
    assert_eq!(replies[..4], ["O5r", "O5.new", "O6.written", "O6.written"]);
    assert_eq!(script.at(), "O10");
    let accepted = words(&script.pick("accept"));
    assert!(!said(&accepted, "offer-accepted"), "the reason first");
    let accepted = tell(&mut script, &[]);
    assert!(said(&accepted, "offer-accepted-sealed") && said(&accepted, "offer-day-before"), "{accepted:?}");
    assert_eq!((state(&script), kinds(&script).pop()), (ProcessState::Accepted, Some(LetterKind::Accept)));

    let mut looks: Vec<_> = agenda(&script.person, &script.settings)
        .into_iter()
        .filter(|reminder| matches!(reminder.id, ReminderId::Offer(Due::LookAround { .. })))
        .map(|reminder| reminder.due.date())
        .collect();
    looks.sort_unstable();
    assert_eq!(looks, [date(2027, 7, 4), date(2027, 10, 4)]);
}

#[test]
fn not_yet_is_asked_about_again_whenever_they_come_back() {
    let mut script = offered();
    tell(&mut script, &[("O6", Lists(&["Fridays at home"]))]);
    send(&mut script);
    script.later(SignedDuration::from_hours(24)).command(Command::Offer);
    assert_eq!(script.at(), "O5r");
    let heard = words(&script.pick("still-waiting"));
    assert!(said(&heard, "offer-replies-waiting"));
    script.later(SignedDuration::from_hours(24)).command(Command::Offer);
    assert_eq!(script.at(), "O5r", "what they answered is weighed before it is decided");
    script.pick("nothing-came");
    script.command(Command::Stop);
    script.command(Command::Offer);
    assert_eq!(script.at(), "O7", "and no further");
}

/// §8: what is known is not asked. The first day is, and so is until when the offer elsewhere stands.
#[test]
fn letters_know_the_dates_of_the_offer() {
    let mut script = offered();
    let by = date(2026, 12, 4).at(17, 0, 0, 0);
    tell(&mut script, &[("O1.by", By(by)), ("O1.start", By(date(2027, 1, 4).at(9, 0, 0, 0)))]);
    let heard = script.command(Command::Next);
    let deadline = heard.iter().flat_map(|say| &say.blocks).find(|block| block.word == "next-deadline").unwrap();
    assert!(deadline.args[0].1 == afterword_core::say::Arg::Day(by.date()), "the day itself, not that of a reminder");

    let mut elsewhere = script.clone();
    let york = york(&mut elsewhere);
    elsewhere.command(Command::Letters);
    elsewhere.answer(afterword_core::Answer::Choice(afterword_core::ask::Pick::Thing(york)));
    elsewhere.pick("line-up-dates");
    assert_eq!(elsewhere.at(), "L.to");
    elsewhere.skip();
    elsewhere.text("Alex");
    assert_eq!(elsewhere.at(), "L.draft");

    script.command(Command::Offer);
    tell(&mut script, &[("O10", Pick("accept"))]);
    script.text("Coordinator");
    assert_eq!(script.at(), "L.terms");
    script.when(date(2026, 11, 20).at(9, 0, 0, 0));
    assert_eq!(script.at(), "L.agreed", "the first day is known");
}

/// What it rests on is always said, and once (§4, wording).
#[test]
fn on_what_you_have_told_me_is_said_once_whatever_leads() {
    let cases: [(&[(&'static str, Told)], &str); 5] = [
        (&[("O5.glad", Pick("unsure"))], "offer-small-things"),
        (&[("O5.people", Pick("three-or-more")), ("O5.why-left", Pick("evasive"))], "offer-think-twice"),
        (&[("O6", Lists(&["Fridays at home"]))], "offer-ask-first"),
        (&[("O5.describe", Pick("no")), ("O5.clear", Pick("dodged"))], "offer-still-vague"),
        (&[], "offer-nothing-raised"),
    ];
    // By hand: which sentences begin with it.
    let rests = ["offer-facts", "offer-think-twice", "offer-take-your-time", "offer-ask-first", "offer-small-things"];
    for (told, leads) in cases {
        let mut script = offered();
        let heard = tell(&mut script, told);
        assert!(said(&heard, leads), "{leads}: {heard:?}");
        let times = heard.iter().filter(|word| rests.contains(&word.as_str())).count();
        assert_eq!(times, usize::from(leads != "offer-nothing-raised"), "{leads}: {heard:?}");
    }
}

#[test]
fn little_time_left_is_not_called_a_hurry_of_theirs() {
    let mut script = offered();
    let soon = script.local().saturating_add(jiff::Span::new().hours(30));
    let heard = tell(&mut script, &[("O1.by", By(soon)), ("O6", Lists(&["Fridays at home"]))]);
    assert!(said(&heard, "offer-short-of-time") && !said(&heard, "offer-take-your-time"), "{heard:?}");
}

#[test]
fn a_clean_offer_in_writing_is_accepted_with_the_letter_for_it() {
    let mut script = offered();
    let heard = tell(&mut script, &[]);
    assert!(said(&heard, "offer-nothing-raised") && said(&heard, "offer-next-decide"), "{heard:?}");
    assert_eq!((script.at().as_str(), kinds(&script)), ("nothing", vec![]));
    script.command(Command::Offer);
    let heard = tell(&mut script, &[]);
    assert!(said(&heard, "offer-posture-same") && said(&heard, "offer-nothing-raised"));
    let heard = tell(&mut script, &[("O10", Pick("accept"))]);
    assert!(said(&heard, "offer-accepted-sealed"));
    assert!(!said(&heard, "offer-day-before"), "nobody knows when it starts");
    assert_eq!((state(&script), kinds(&script)), (ProcessState::Accepted, vec![LetterKind::Accept]));
}

#[test]
fn a_yes_before_the_terms_are_in_writing_asks_for_them_and_accepts_afterwards() {
    let mut script = offered();
    tell(&mut script, &[("O1", Pick("said")), ("O5.terms", Pick("coming"))]);
    assert_eq!(letters(&script).pop().unwrap().questions[0].ask, LetterQuestion::Writing);
    script.command(Command::Stop);
    script.command(Command::Offer);
    let heard = tell(&mut script, &[("O10", Pick("accept"))]);
    assert!(said(&heard, "offer-accept-in-writing") && !said(&heard, "offer-accepted-sealed"));
    assert_eq!((state(&script), kinds(&script).pop()), (ProcessState::Deciding, Some(LetterKind::InWriting)));
    script.command(Command::Stop);
    // They are there: the yes is asked for again, and now it counts.
    script.later(SignedDuration::from_hours(24)).command(Command::Offer);
    assert_eq!(script.at(), "O5r");
    tell(&mut script, &[("O5.terms", Pick("yes")), ("O10", Pick("accept"))]);
    assert_eq!((state(&script), kinds(&script).pop()), (ProcessState::Accepted, Some(LetterKind::Accept)));
}

#[test]
fn time_that_was_refused_is_said_once_and_leaves_what_is_known() {
    let mut script = offered();
    let told = [("O5.days", Pick("two-to-four")), ("O5.time", Pick("refused")), ("O5.reason", Pick("real"))];
    let heard = tell(&mut script, &told);
    assert_eq!(heard.iter().filter(|word| *word == "offer-no-more-time").count(), 1, "{heard:?}");
    assert!(!heard.iter().any(|word| word.starts_with("offer-next-")), "it is the next step: {heard:?}");
    assert_eq!(kinds(&script), [], "asking again for time is no help");
}

#[test]
fn something_off_is_slept_on_whatever_else_was_answered() {
    let mut script = offered();
    tell(&mut script, &[]);
    script.command(Command::Offer);
    let heard = tell(&mut script, &[("O7", Step(1)), ("O7.words", Says("A knot"))]);
    assert!(said(&heard, "offer-posture-changed") && said(&heard, "offer-think-twice"));
    assert_eq!(heard.iter().filter(|word| *word == "offer-sleep-on-it").count(), 1);
}

#[test]
fn an_offer_taken_back_ends_whatever_was_weighed_and_is_no_rejection() {
    let mut script = offered();
    tell(&mut script, &[]);
    script.command(Command::Offer);
    assert_eq!(script.at(), "O7");
    let heard = words(&script.command(Command::Heard(Some(News::TakenBack))));
    assert!(said(&heard, "offer-taken-back") && said(&heard, "offer-taken-back-card"), "{heard:?}");
    assert_eq!((state(&script), kinds(&script)), (ProcessState::WithdrawnByThem, vec![LetterKind::TakenBack]));
    let open = |opening: &Opening| matches!(opening, Opening::Offer(_) | Opening::OfferDecision(_));
    let left = script.person.talks().filter(|record| open(&record.opening));
    assert!(left.into_iter().all(|record| !matches!(record.status, Status::Open | Status::Paused)));
    let due = agenda(&script.person, &script.settings);
    assert!(!due.iter().any(|reminder| matches!(reminder.id, ReminderId::Offer(_))), "nothing more is said about it");
}

#[test]
fn a_counter_offer_asks_why_they_were_looking_and_goes_back_to_the_offer() {
    let mut script = offered();
    tell(&mut script, &[]);
    script.command(Command::CounterOffer);
    assert_eq!(script.at(), "counter");
    script.text("No way up");
    script.skip();
    script.yes();
    assert_eq!(script.at(), "counter.holds");
    let heard = words(&script.yes());
    assert!(said(&heard, "counter-thanks") && said(&heard, "counter-go-on"));
    assert_eq!(state(&script), ProcessState::Deciding, "nothing is decided by it");
}

/// Another job, with an interview tomorrow.
fn york(script: &mut Script) -> Id {
    let leeds = script.person.processes().next().unwrap().id;
    script.interview("the York job", date(2026, 11, 24).at(9, 0, 0, 0));
    while script.at() != "nothing" {
        script.command(Command::Stop);
    }
    script.person.processes().find(|process| process.id != leeds).unwrap().id
}

#[test]
fn two_offers_are_named_and_can_be_lined_up() {
    let mut script = offered();
    tell(&mut script, &[]);
    let york = york(&mut script);
    script.command(Command::Offer);
    assert_ne!(script.at(), "O0", "which job is not guessed");
    script.answer(afterword_core::Answer::Choice(afterword_core::ask::Pick::Thing(york)));
    let heard = tell(&mut script, &[]);
    assert!(said(&heard, "offer-two"), "{heard:?}");
    // After a yes to one, the other is still to be told.
    script.command(Command::Offer);
    script.answer(afterword_core::Answer::Choice(afterword_core::ask::Pick::Thing(york)));
    let mut decided = script.clone();
    let accepted = tell(&mut decided, &[("O10", Pick("accept"))]);
    assert!(said(&accepted, "offer-others-open"), "{accepted:?}");
    // Each has its own decision.
    let states: Vec<_> = script.person.processes().map(|process| process.state).collect();
    assert_eq!(states, [ProcessState::Deciding, ProcessState::Deciding]);
}

#[test]
fn a_deadline_in_the_past_is_asked_about_and_not_counted_down_to() {
    let mut script = offered();
    tell(&mut script, &[("O1.by", By(date(2026, 11, 20).at(17, 0, 0, 0)))]);
    assert_eq!(state(&script), ProcessState::Deciding);
    let due = agenda(&script.person, &script.settings);
    assert!(!due.iter().any(|reminder| matches!(reminder.id, ReminderId::Offer(Due::Deadline { .. }))));
    script.later(SignedDuration::from_hours(22)).event(&Event::Visit);
    assert_eq!(script.at(), "offer.answered");
    let heard = words(&script.pick("said-yes"));
    assert!(said(&heard, "offer-accepted"), "no reasons were told, so none are sealed: {heard:?}");
}

#[test]
fn an_answer_wanted_after_the_first_day_is_asked_about_and_the_new_day_counts() {
    let mut script = offered();
    let (by, start) = (date(2027, 1, 8).at(17, 0, 0, 0), date(2027, 1, 4).at(9, 0, 0, 0));
    let anew = date(2026, 12, 8).at(17, 0, 0, 0);
    tell(
        &mut script,
        &[("O1.by", By(by)), ("O1.start", By(start)), ("O1.dates", Pick("answer")), ("O1.by-anew", By(anew))],
    );
    let known = afterword_core::reminders::offer::deadline(&script.person, offer(&script));
    assert_eq!(known, Some(anew));
}

#[test]
fn an_offer_for_a_job_that_was_over_is_looked_at_like_any_other() {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    script.command(Command::Stop);
    script.command(Command::Withdraw);
    script.yes();
    script.skip();
    assert_eq!(state(&script), ProcessState::WithdrawnByMe);
    let heard = words(&script.command(Command::Offer));
    assert!(said(&heard, "offer-after-all"), "{heard:?}");
    assert_eq!((script.at().as_str(), state(&script)), ("O0", ProcessState::Offered));
}

/// Another job that still waits, noted under this name.
fn also_waits(script: &mut Script, nickname: &str) -> Id {
    let process = Id::minted(7, script.person.revision() + 1, 0);
    let nickname = Private::new(nickname);
    let noted = Fact::ProcessNoted { process, nickname, role: None, employer: None, agency: None };
    let facts = vec![noted, Fact::ProcessMoved { process, to: ProcessState::Waiting }];
    let (at, local, revision) = (script.now, script.local(), script.person.revision() + 1);
    script.person.apply(&Entry { v: 1, revision, at, local, facts });
    process
}

/// L10 (§2, §8): asked about once, with the date that follows from the offer, after the offer's own letter.
#[test]
fn a_job_that_still_waits_can_be_told_of_the_offer_with_a_date() {
    const BY: (&str, crate::offer_script::Told) = ("O1.by", By(date(2026, 12, 4).at(17, 0, 0, 0)));
    let mut script = offered();
    tell(&mut script, &[BY]);
    assert_eq!(script.at(), "nothing", "nobody else waits");

    let mut script = offered();
    let york = also_waits(&mut script, "the York job");
    tell(&mut script, &[BY, ("O1", Pick("said")), ("O5.terms", Pick("coming"))]);
    assert_eq!(script.at(), "L.draft", "first the terms in writing");
    send(&mut script);
    assert_eq!(script.at(), "confirm.line-up");
    let prompt = &script.ask().unwrap().part.prompt[0];
    assert_eq!(prompt.word, "confirm-line-up");
    assert!(prompt.args.iter().any(|(_, arg)| *arg == Arg::Day(date(2026, 12, 4))), "until when the offer stands");
    let mut no = script.clone();
    script.yes();
    tell(&mut script, &[]);
    assert_eq!(script.at(), "L.draft", "until when is known");
    let letter = letters(&script).pop().unwrap();
    assert_eq!((letter.kind, letter.process), (Some(LetterKind::LineUpDates), Some(york)));
    let until = script.person.front().unwrap().kept(&QuestionId::new("L.until")).unwrap();
    assert!(matches!(&until.answer, Answer::When(when) if when.at == date(2026, 12, 4).at(17, 0, 0, 0)));

    // Found the letter by themselves, or heard a no from there: there is nothing to ask any more.
    for other in [Command::Letters, Command::Heard(Some(News::No))] {
        let mut script = no.clone();
        script.command(other);
        script.answer(Answer::Choice(ask::Pick::Thing(york)));
        if script.at() == "L.which" {
            script.pick("line-up-dates");
        }
        while script.at() != "nothing" {
            assert_ne!(script.at(), "confirm.line-up");
            script.command(Command::Stop);
        }
    }

    no.answer(Answer::YesNo(YesNo::No));
    assert_eq!(no.at(), "nothing");
    assert!(!kinds(&no).contains(&LetterKind::LineUpDates));
}
