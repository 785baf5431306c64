//! An offer, as a conversation (`conversations.md` §4).

use crate::script::{Script, words};
use afterword_core::{Command, vocabulary::ProcessState};
use jiff::SignedDuration;

/// Somebody at O0.
fn offered() -> Script {
    let mut script = Script::at_debrief(14, Command::Debrief(None));
    script.command(Command::Stop);
    script.command(Command::Offer);
    assert_eq!(script.at(), "O0");
    script
}

fn state(script: &Script) -> ProcessState {
    script.person.processes().next().unwrap().state
}

#[test]
fn being_asked_for_money_shows_the_card_before_anything_else() {
    let mut script = offered();
    script.several(&["money"]);
    assert_eq!(script.at(), "O0.stop");
    let said = script.pick("stop-here");
    assert!(words(&said).contains(&"offer-stopped".to_owned()));
    assert_eq!(state(&script), ProcessState::Offered);
}

#[test]
fn skipping_everything_is_unknown_and_never_clear() {
    let mut script = offered();
    let mut said = Vec::new();
    for _ in 0..60 {
        if state(&script) == ProcessState::Deciding {
            break;
        }
        said = if script.at() == "O3" { script.several(&["pay", "people", "meaning"]) } else { script.skip() };
    }
    assert_eq!(state(&script), ProcessState::Deciding);
    let said = words(&said);
    assert!(said.contains(&"offer-ask-first".to_owned()), "{said:?}");
    assert!(!said.contains(&"offer-nothing-raised".to_owned()));
    // Every question of the longest way, with the second sitting, is about fifty messages.
    assert!((20..=50).contains(&script.asked.len()), "{}", script.asked.len());
}

#[test]
fn a_deadline_is_said_two_days_one_day_and_four_hours_before() {
    use afterword_core::reminders::{ReminderId, agenda, offer::Due};
    let mut script = offered();
    script.several(&["none"]);
    script.pick("written");
    script.pick("unconditional");
    let by = script.local().checked_add(SignedDuration::from_hours(24 * 7)).unwrap();
    script.when(by);
    let mut hours: Vec<i64> = agenda(&script.person, &script.settings)
        .into_iter()
        .filter_map(|reminder| match reminder.id {
            ReminderId::Offer(Due::Deadline { hours, .. }) => Some(hours),
            _ => None,
        })
        .collect();
    hours.sort_unstable();
    assert_eq!(hours, [4, 24, 48]);
}
