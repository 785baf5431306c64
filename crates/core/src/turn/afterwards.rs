//! What a person does afterwards to a message of theirs, on platforms that let them: taking it
//! back, or changing it.

use super::{Context, Turn, commands::open_list_end};
use crate::{
    Answer, Ask, Fact, Person, Private,
    event::{Given, Meaning, What},
    talks::{self, Opening, first_contact::F1},
    wording as say,
};

/// The question that a message answered, if nothing was answered after it: what the message is
/// changed to is understood in its light.
#[must_use]
pub fn ask_before(person: &Person, given: &[Given], context: &Context<'_>) -> Option<Ask> {
    let mut turn = Turn::new(person, context);
    turn.take_back(given).then(|| turn.person.current_ask(context)).flatten()
}

impl Turn<'_> {
    /// What they took back is deleted: what they had told with it, and its words.
    pub(super) fn removed(&mut self, given: Option<&[Given]>) {
        let Some(given) = given else {
            self.say(say::removed_unknown());
            return self.ask();
        };
        if given.is_empty() {
            return;
        }
        for given in given.iter().filter(|given| self.stands(given)).cloned().collect::<Vec<_>>() {
            let talk = given.talk;
            match given.what {
                What::Item(item) => {
                    self.emit(Fact::ItemDeleted { talk, item });
                    self.withdraw_stale_lines(talk);
                    self.say(say::deleted_item());
                }
                // Without the yes there is nobody.
                What::Answer(question) if question == F1 => self.say(say::delete_needed()),
                What::Answer(question) => self.delete_told(talk, &question),
            }
        }
        // Words that were replaced since stand in the journal too.
        self.delete();
        if !self.blocks.is_empty() {
            self.ask();
        }
    }

    /// The answer given last is replaced; for any other, they are told how.
    pub(super) fn edited(&mut self, given: &[Given], meaning: &Meaning, said: &Private) {
        if self.is_unmet() {
            return;
        }
        match meaning {
            Meaning::Answers(answers) if self.take_back(given) => self.answers(answers, Some(said)),
            _ => {
                self.say(say::edited_earlier());
                self.ask();
            }
        }
    }

    /// Withdraws all of it, if the answer given last is among it.
    fn take_back(&mut self, given: &[Given]) -> bool {
        let Some(last) = self.given_last() else { return false };
        if !given.contains(&last) {
            return false;
        }
        for given in given.iter().rev().filter(|given| self.stands(given)).cloned().collect::<Vec<_>>() {
            match given.what {
                What::Item(item) => self.emit(Fact::ItemDeleted { talk: given.talk, item }),
                What::Answer(question) => self.take_answer_back(given.talk, &question),
            }
        }
        true
    }

    /// The last thing told in the talk in front, if there is one that can be taken back.
    fn given_last(&self) -> Option<Given> {
        let record = self.person.front()?;
        let walked = talks::walk(record);
        if let Some(item) = open_list_end(record, &walked.talk, &self.view()) {
            return Some(Given { talk: record.id, what: What::Item(item), at: record.touched });
        }
        let question = walked.path.last().filter(|question| record.is_fresh(question) && **question != F1)?;
        let at = record.kept(question)?.at;
        Some(Given { talk: record.id, what: What::Answer(question.clone()), at })
    }

    /// Whether it still is as it was told.
    fn stands(&self, given: &Given) -> bool {
        let Some(record) = self.person.talk(given.talk) else { return false };
        match &given.what {
            What::Item(item) => record.items().any(|(_, known)| known.id == *item),
            What::Answer(question) => {
                let kept = record.kept(question);
                let asks_only = matches!(record.opening, Opening::Correct(_));
                kept.is_some_and(|kept| kept.at == given.at && kept.answer != Answer::Skipped) && !asks_only
            }
        }
    }
}
