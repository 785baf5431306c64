//! The letters themselves (§8), sentence by sentence: what is not known has no sentence, so there is no gap.

use super::{Notes, Question, is_yes, slots::Slot};
use crate::{
    Answer, Person, Private, QuestionId,
    ask::Pick,
    say::Block,
    vocabulary::{LetterKind as L, LetterQuestion as Q},
    wording as say,
};
use jiff::civil;

/// How many questions a letter asks at most (§8, L7: five).
pub const MOST: usize = 5;

/// The letter; `None` where nothing is left that it could ask.
#[must_use]
pub fn letter(notes: &Notes, person: &Person) -> Option<Block> {
    let greeting = match notes.text(Slot::To) {
        Some(to) => say::draft_dear(to),
        None => say::draft_hello(),
    };
    let close = match notes.text(Slot::Me) {
        Some(me) => say::draft_regards_me(me),
        None => say::draft_regards(),
    };
    let body = match notes.kind {
        L::Clarifying => questions(notes, person)?,
        _ => joined(notes.sentences(), say::draft_next)?,
    };
    Some(say::draft_letter(greeting, body, close))
}

fn joined(blocks: Vec<Block>, join: impl Fn(Block, Block) -> Block) -> Option<Block> {
    blocks.into_iter().reduce(join)
}

impl Notes {
    /// A text that was told, as it stands within a sentence: on one line, without the stop at its end.
    fn text(&self, slot: Slot) -> Option<Private> {
        match self.told(slot)? {
            Answer::Text(text) => tidy(text),
            _ => None,
        }
    }

    fn day(&self, slot: Slot) -> Option<civil::Date> {
        match self.told(slot)? {
            Answer::When(when) => Some(when.at.date()),
            _ => None,
        }
    }

    fn sentences(&self) -> Vec<Block> {
        match self.kind {
            L::ThankYou => self.thank_you(),
            L::Chaser => self.chaser(),
            L::ThanksAfterNo => self.after_a_no(say::draft_paths()),
            L::FeedbackRequest => self.after_a_no(say::draft_feedback()),
            L::ContinuingInterest => self.interest(),
            L::MoreTime | L::InWriting => self.time(),
            L::Clarifying => Vec::new(),
            L::Accept => self.accept(),
            L::Decline => self.decline(),
            L::Withdraw => vec![match self.text(Slot::Role) {
                Some(role) => say::draft_withdraw_role(role),
                None => say::draft_withdraw(),
            }],
            L::LineUpDates => self.dates(),
            L::BetterTerms => self.terms(),
            L::TakenBack => self.taken_back(),
        }
    }

    fn thank_you(&self) -> Vec<Block> {
        let thanks = match (self.day(Slot::Day), self.text(Slot::Role)) {
            (Some(day), Some(role)) => say::draft_seeing_day_role(day, role),
            (Some(day), None) => say::draft_seeing_day(day),
            (None, Some(role)) => say::draft_seeing_role(role),
            (None, None) => say::draft_seeing(),
        };
        let detail = self.text(Slot::Detail).map(|detail| match self.text(Slot::Keener) {
            Some(keener) => say::draft_enjoyed_keener(detail, keener),
            None => say::draft_enjoyed(detail),
        });
        let wished = self.text(Slot::Wished).map(say::draft_wished);
        [thanks].into_iter().chain(detail).chain(wished).chain([say::draft_forward()]).collect()
    }

    fn chaser(&self) -> Vec<Block> {
        let met = self.day(Slot::Day).map(|day| match self.text(Slot::Role) {
            Some(role) => say::draft_met_role(day, role),
            None => say::draft_met(day),
        });
        let news = match self.day(Slot::Expected) {
            Some(expected) => say::draft_expected(expected),
            None => say::draft_news(),
        };
        met.into_iter().chain([news, say::draft_interested()]).collect()
    }

    fn after_a_no(&self, end: Block) -> Vec<Block> {
        let liked = self.text(Slot::Detail).map(|detail| match is_yes(self.told(Slot::Chosen)) {
            true => say::draft_liked_chosen(detail),
            false => say::draft_liked(detail),
        });
        [say::draft_letting_know()].into_iter().chain(liked).chain([end]).collect()
    }

    fn interest(&self) -> Vec<Block> {
        let would = self.text(Slot::Because).map(|because| match self.text(Slot::Organisation) {
            Some(organisation) => say::draft_work_at(organisation, because),
            None => say::draft_work_with(because),
        });
        let skills = self.text(Slot::Skills).map(say::draft_working_on);
        let hope = match self.text(Slot::Follow) {
            Some(follow) => say::draft_follow(follow),
            None => say::draft_hope(),
        };
        would.into_iter().chain(skills).chain([hope, say::draft_again()]).collect()
    }

    fn time(&self) -> Vec<Block> {
        let thanks = match self.text(Slot::Role) {
            Some(role) => say::draft_offer_role(role),
            None => say::draft_offer(),
        };
        let by = self.day(Slot::By);
        let asked = match (by, self.kind) {
            (Some(by), L::InWriting) => vec![say::draft_by_and_writing(by)],
            (None, L::InWriting) => vec![say::draft_writing()],
            (Some(by), _) => vec![say::draft_by(by)],
            (None, _) => Vec::new(),
        };
        let why = self.text(Slot::Why).map(say::draft_why);
        [thanks, say::draft_big()].into_iter().chain(asked).chain(why).collect()
    }

    fn accept(&self) -> Vec<Block> {
        let terms = self.day(Slot::Terms);
        let start = self.day(Slot::Start);
        let accept = terms.map(|terms| match (self.text(Slot::Role), start) {
            (Some(role), Some(start)) => say::draft_accept_role_start(role, terms, start),
            (Some(role), None) => say::draft_accept_role(role, terms),
            (None, Some(start)) => say::draft_accept_start(terms, start),
            (None, None) => say::draft_accept(terms),
        });
        let agreed = self.text(Slot::Agreed).map(say::draft_agreed);
        let need = if start.is_some() { say::draft_need_before() } else { say::draft_need_next() };
        accept.into_iter().chain(agreed).chain([need]).collect()
    }

    fn decline(&self) -> Vec<Block> {
        let met = self.text(Slot::Whom).map(say::draft_meeting);
        [say::draft_trust(), say::draft_not_take()].into_iter().chain(met).collect()
    }

    fn dates(&self) -> Vec<Block> {
        let Some(until) = self.day(Slot::Until) else { return Vec::new() };
        let before = until.yesterday().unwrap_or(until);
        vec![say::draft_elsewhere(until), say::draft_hearing(before)]
    }

    fn terms(&self) -> Vec<Block> {
        let (Some(item), Some(why)) = (self.text(Slot::Item), self.text(Slot::ItemWhy)) else { return Vec::new() };
        // Each with its reason, or not at all.
        let second = self.text(Slot::Second).zip(self.text(Slot::SecondWhy));
        let asked = match second {
            Some((second, second_why)) => [say::draft_items(item, second), say::draft_item_whys(why, second_why)],
            None => [say::draft_item(item), say::draft_why(why)],
        };
        [say::draft_say_yes()].into_iter().chain(asked).chain([say::draft_talk()]).collect()
    }

    fn taken_back(&self) -> Vec<Block> {
        let lost = match (self.told(Slot::Lost), self.day(Slot::AcceptedOn), self.text(Slot::Role)) {
            (_, Some(day), _) => say::draft_sorry_accepted(day),
            (Some(Answer::Choice(Pick::Named(pick))), ..) if pick == super::slots::TURNED_DOWN => {
                say::draft_sorry_turned_down()
            }
            (.., Some(role)) => say::draft_sorry_role(role),
            _ => say::draft_sorry(),
        };
        vec![lost, say::draft_what_changed()]
    }
}

/// L7: the questions of the offer in their order, or the person's own.
fn questions(notes: &Notes, person: &Person) -> Option<Block> {
    let asked: Vec<Block> = asked(notes, person).into_iter().take(MOST).collect();
    let before = if asked.len() == 1 { say::draft_one_point() } else { say::draft_few_points() };
    Some(say::draft_lines(before, joined(asked, say::draft_lines)?))
}

/// What did not find a place among the five, for another time.
pub(super) fn second_list(notes: &Notes, person: &Person) -> Vec<Block> {
    let left: Vec<_> = match notes.kind {
        L::Clarifying => asked(notes, person).into_iter().skip(MOST).collect(),
        _ => Vec::new(),
    };
    let title = (!left.is_empty()).then(say::letter_second_list);
    title.into_iter().chain(left).collect()
}

fn asked(notes: &Notes, person: &Person) -> Vec<Block> {
    if let Some(Answer::Items(items)) = notes.told(Slot::Questions) {
        return items.iter().filter_map(|item| tidy_line(&item.text)).map(say::draft_own_question).collect();
    }
    let mut questions: Vec<&Question> = notes.opening.questions.iter().collect();
    questions.sort_by_key(|question| question.ask); // promise, X, V, T, P, C
    questions.into_iter().filter_map(|question| sentence(question, notes, person)).collect()
}

fn sentence(question: &Question, notes: &Notes, person: &Person) -> Option<Block> {
    let told = |nth: usize| {
        let record = person.talk(notes.opening.about?)?;
        let at = question.of.get(nth)?;
        let item = at.of.and_then(|of| record.items().find(|(_, item)| item.id == of).map(|(_, item)| &item.text));
        tidy(record.text(at).or(item)?)
    };
    Some(match question.ask {
        Q::Promise => say::draft_q_promise(told(0)?),
        Q::Changed => match (told(0), told(1)) {
            (Some(advert), Some(offer)) => say::draft_q_changed(advert, offer),
            (Some(what), None) | (None, Some(what)) => say::draft_q_changed_what(what),
            (None, None) => say::draft_q_changed_what(question.term?.label()),
        },
        Q::Months => say::draft_q_months(),
        Q::ReportTo => say::draft_q_report_to(),
        Q::Writing => say::draft_q_writing(),
        Q::Left => say::draft_q_left(),
        Q::Support => say::draft_q_support(),
        Q::Date => say::draft_q_date(),
        Q::GoneOn => say::draft_q_gone_on(),
    })
}

/// On one line, with one blank at a time, without the stop at its end.
fn tidy(text: &Private) -> Option<Private> {
    let line = one_line(text);
    let line = line.trim_end_matches(['.', ',', ';', ':', ' ']);
    (!line.is_empty()).then(|| Private::new(line))
}

/// The same with whatever it ends on.
fn tidy_line(text: &Private) -> Option<Private> {
    let line = one_line(text);
    (!line.is_empty()).then(|| Private::new(line))
}

fn one_line(text: &Private) -> String {
    text.reveal().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a slot of another letter can be read from: the same question.
#[must_use]
pub fn told_before(person: &Person, slot: Slot, process: Option<crate::Id>) -> Option<Answer> {
    let question: QuestionId = slot.question();
    let letters = person.talks().rev().filter(|record| match &record.opening {
        crate::talks::Opening::Letter(opening) => process.is_none() || opening.process == process,
        _ => false,
    });
    letters
        .filter_map(|record| record.kept(&question))
        .map(|kept| kept.answer.clone())
        .find(|answer| *answer != Answer::Skipped)
}
