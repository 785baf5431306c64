//! What is said by itself: on a visit, or when a moment came.

use super::Turn;
use crate::{
    Fact, Id, contact,
    reminders::{self, Reminder, ReminderId, care},
    sheet::cards,
    talks::{self, Machine as _, Opening, overnight, record::Status},
    wording as say,
};
use jiff::{SignedDuration, ToSpan};

/// Less than this after a debrief, nothing can have come back overnight.
const A_SHORT_NIGHT: SignedDuration = SignedDuration::from_hours(5);

impl Turn<'_> {
    /// The moment came. Of what may be said now, one thing is; what is no longer true lapses.
    pub(super) fn due(&mut self) {
        // Only when woken for it: whoever comes by themselves is there (§9).
        let erase = |reminder: &Reminder| {
            matches!(reminder.id, ReminderId::Care(care::Due::Erase { .. })) && reminder.due <= self.local
        };
        if reminders::agenda(&self.person, self.settings()).iter().any(erase) {
            self.then = Some(super::Then::Erase);
            return;
        }
        self.let_lapse();
        let agenda = reminders::agenda(&self.person, self.settings());
        if let Some(first) = contact::first(&self.person, self.settings(), self.local, &agenda) {
            self.remind(&first.id, false);
            self.merge(first, &agenda);
        } else {
            self.let_what_is_over_lapse();
        }
    }

    /// What the clock alone brought to its end, such as the correction of an answer that is not kept any
    /// more, goes without a word: nobody is there, and it may be night.
    fn let_what_is_over_lapse(&mut self) {
        while let Some(front) = self.person.front() {
            let (talk, over) = (front.id, talks::walk(front).talk.parts(&self.view()).is_empty());
            if self.holds_no_more(talk) {
                self.end_unheld(talk);
            } else if over || self.waits_no_more(talk) {
                self.emit(Fact::Lapsed(talk));
            } else {
                break;
            }
        }
    }

    /// What the first one is said for as well: one message, so no further contact.
    fn merge(&mut self, first: &Reminder, agenda: &[Reminder]) {
        for other in contact::merged(&self.person, self.settings(), first, self.local, agenda) {
            self.emit(Fact::Reminded { reminder: other.id.clone(), visit: true });
        }
    }

    /// The person came by themselves: what is due is said, whatever the hour, and where they stood.
    pub(super) fn visit(&mut self) {
        if self.is_unmet() {
            return self.meet();
        }
        if !self.person.agreed() {
            return self.ask();
        }
        self.let_lapse();
        let agenda = reminders::agenda(&self.person, self.settings());
        let is_due = |reminder: &&Reminder| !reminder.id.is_silent() && self.is_due_on_a_visit(reminder);
        let mut due: Vec<_> = agenda.iter().filter(is_due).collect();
        due.sort_by_key(|reminder| (reminder.id.rank(), reminder.due));
        let in_a_talk = self.person.front().map(|front| super::way::talk_name(&front.opening));
        match (due.split_first(), in_a_talk) {
            (Some((first, others)), _) => {
                self.remind(&first.id, true);
                self.merge(first, &agenda);
                for other in others {
                    self.mention(&other.id);
                }
            }
            (None, Some(name)) => {
                let named = name != say::talk_other();
                self.say(if named { say::visit_in_talk(name) } else { say::visit_where_we_were() });
                self.ask();
            }
            (None, None) => {
                let paused = self.person.talks().any(|record| record.status == Status::Paused);
                let left_be = self.person.quiet().is_some_and(|quiet| quiet.asked && self.local < quiet.until);
                match self.pressing_step().filter(|_| !left_be) {
                    Some(step) => self.say(say::visit_step(step)),
                    None => self.say(if paused { say::visit_paused() } else { say::visit() }),
                }
            }
        }
    }

    /// Whoever comes back on the morning after, before its hour, finds the overnight line all the same.
    fn is_due_on_a_visit(&self, reminder: &Reminder) -> bool {
        let slept = match &reminder.id {
            ReminderId::Overnight { talk, .. } => self
                .person
                .talk(*talk)
                .is_some_and(|record| self.context.now.duration_since(record.touched) >= A_SHORT_NIGHT),
            _ => false,
        };
        reminder.due <= self.local || (slept && reminder.due.date() <= self.local.date())
    }

    fn let_lapse(&mut self) {
        let agenda = reminders::agenda(&self.person, self.settings());
        for reminder in &agenda {
            match &reminder.id {
                ReminderId::Lapse { talk, .. } if reminder.due <= self.local => {
                    let talk = *talk;
                    self.emit(Fact::ReminderLapsed(reminder.id.clone()));
                    self.emit(Fact::Lapsed(talk));
                }
                ReminderId::Care(care::Due::Forget { .. }) if reminder.due <= self.local => self.forget_marks(),
                ReminderId::Waiting(due) if due.is_silent() && reminder.due <= self.local => self.wait_goes_on(due),
                ReminderId::Offer(due) if due.is_silent() && reminder.due <= self.local => self.move_on(due),
                _ if contact::latest(&self.person, self.settings(), reminder, &agenda) < self.local => {
                    self.emit(Fact::ReminderLapsed(reminder.id.clone()))
                }
                _ => {}
            }
        }
    }

    /// One line for what is due besides.
    fn mention(&mut self, id: &ReminderId) {
        let ReminderId::Rehearsal { card, .. } = id else {
            return;
        };
        if let Some(card) = cards::card(&self.person, *card) {
            self.say(say::visit_also(&card.question));
            self.emit(Fact::Reminded { reminder: id.clone(), visit: true });
        }
    }

    fn remind(&mut self, id: &ReminderId, visit: bool) {
        self.emit(Fact::Reminded { reminder: id.clone(), visit });
        match id {
            ReminderId::Lapse { .. } => {}
            ReminderId::Evening { round } => {
                let card = self.card_to_rehearse();
                self.evening_card(*round, card);
                if let Some(card) = card {
                    self.say(say::evening_rehearse());
                    self.open(Opening::Rehearsal(card));
                }
            }
            ReminderId::Invitation { round, again } => self.invite(*round, *again),
            ReminderId::Overnight { talk, .. } => {
                let Some(record) = self.person.talk(*talk) else {
                    return;
                };
                let left = reminders::left(record);
                let ended = record.answers().map(|(_, kept)| kept.local.date()).max();
                let late = ended.is_some_and(|day| day.saturating_add(1.day()) < self.local.date());
                self.open(Opening::Overnight(overnight::Opening { debrief: *talk, left, late }));
            }
            ReminderId::Rehearsal { card, .. } => {
                self.say(say::rehearse_due());
                self.open(Opening::Rehearsal(*card));
            }
            ReminderId::Step { talk, item, .. } => {
                self.open(Opening::Step { talk: *talk, item: *item });
            }
            ReminderId::Waiting(due) => self.remind_waiting(due),
            ReminderId::Rejection(due) => self.remind_rejection(due),
            ReminderId::Offer(due) => self.remind_offer(due),
            ReminderId::Letters(due) => self.remind_letters(due),
            ReminderId::Care(due) => self.remind_care(due),
            ReminderId::Way(due) => self.remind_way(due),
        }
    }

    fn card_to_rehearse(&self) -> Option<cards::CardId> {
        let mut cards: Vec<_> =
            cards::cards(&self.person).into_iter().filter(|card| card.id.kind.is_rehearsed()).collect();
        cards.sort_by_key(|card| cards::rehearsed(&self.person, card.id));
        cards.first().map(|card| card.id)
    }

    /// The invitation asks D1 at once; "pause" or "stop" is a fine answer.
    fn invite(&mut self, round: Id, again: bool) {
        if again {
            self.say(say::invite_again());
        } else {
            self.say(say::invite());
        }
        match self.debrief_of(round).map(|record| (record.id, record.status)) {
            Some((talk, Status::Open)) => {
                self.emit(Fact::Resumed(talk));
                self.ask();
            }
            Some(_) | None => self.open_debrief(round, None),
        }
    }
}
