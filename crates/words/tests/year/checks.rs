//! What has to hold of everything that is said by itself (§0, §2, §3), stated apart from the code that says it.

use crate::life::Life;
use afterword_core::{
    reminders::{Rank, ReminderId},
    talks::letter,
    vocabulary::LetterKind,
};
use jiff::{ToSpan, civil};

pub(crate) fn all(life: &Life) {
    quiet_hours(life);
    budget(life);
    silent_about_what_is_over(life);
    two_chasers(life);
}

fn quiet_hours(life: &Life) {
    for said in &life.unprompted {
        let time = said.at.time();
        assert!(civil::time(8, 30, 0, 0) <= time && time < civil::time(20, 0, 0, 0), "in quiet hours: {}", said.at);
    }
}

/// One a day and three in any seven days, the deadlines of offers apart.
fn budget(life: &Life) {
    let counted = |reminders: &[ReminderId]| reminders.iter().all(|reminder| reminder.rank() != Rank::Deadline);
    let said: Vec<civil::DateTime> =
        life.unprompted.iter().filter(|said| counted(&said.reminders)).map(|said| said.at).collect();
    for at in &said {
        let that_day = said.iter().filter(|other| other.date() == at.date()).count();
        assert!(that_day <= 1, "{that_day} messages on {}", at.date());
        let week = at.saturating_sub(7.days());
        let that_week = said.iter().filter(|other| **other > week && *other <= at).count();
        assert!(that_week <= 3, "{that_week} messages in the week before {at}");
    }
}

fn silent_about_what_is_over(life: &Life) {
    for said in &life.unprompted {
        let dream = said.reminders.iter().any(|reminder| reminder.rank() == Rank::Dream);
        let spoken = said.over.iter().find(|job| said.text.contains(job.as_str()));
        assert!(dream || spoken.is_none(), "{}: {spoken:?} is over: {}", said.at, said.text);
    }
}

fn two_chasers(life: &Life) {
    for process in life.person.processes() {
        let sent = letter::sent(&life.person, &[LetterKind::Chaser], process.id).len();
        assert!(sent <= 2, "{sent} chasers to {}", process.nickname.reveal());
    }
}
