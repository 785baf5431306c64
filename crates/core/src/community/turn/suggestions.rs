//! Prompts that members suggest.

use super::Turn;
use crate::{
    Id, Private,
    community::{
        Fact, LIBRARY_LIMIT, NewPrompt, Opens, SUGGESTED, SUGGESTIONS_EACH, SUGGESTIONS_LIMIT, Who, prompt::LONGEST,
        turn::library,
    },
    wording as say,
};

impl Turn<'_> {
    pub(super) fn suggested(&mut self, by: &Private, text: &Private) {
        let waiting = self.community.suggestions().count();
        let theirs = self.community.suggestions().filter(|suggestion| suggestion.by == *by).count();
        let refused = if !self.community.customs.suggestions {
            Some(say::suggestions_off())
        } else if text.reveal().trim().is_empty() || text.chars() > LONGEST {
            Some(say::prompt_length(LONGEST, text.chars()))
        } else if theirs >= SUGGESTIONS_EACH || waiting >= SUGGESTIONS_LIMIT {
            Some(say::suggestions_wait())
        } else {
            None
        };
        if let Some(refused) = refused {
            return self.answer(vec![refused]);
        }
        let suggestion = self.mint.id();
        self.emit(Fact::Suggested { suggestion, by: by.clone(), text: text.clone() });
        self.answer(vec![say::suggestion_taken()]);
        self.report(vec![say::suggestion_came(text)]);
    }

    pub(super) fn accept(&mut self, by: &Who, id: Id, new: Option<&NewPrompt>) {
        let Some(suggestion) = self.community.suggestions.get(&id).cloned() else {
            return self.answer(vec![say::suggestion_gone()]);
        };
        let as_it_is = NewPrompt {
            text: suggestion.text.clone(),
            theme: SUGGESTED.to_owned(),
            opens: Opens::Debrief,
            season: None,
            picture: None,
        };
        let prompt = new.cloned().unwrap_or(as_it_is);
        if let Some(why) = library::odd(&prompt) {
            return self.answer(vec![why]);
        }
        if self.community.prompts().count() >= LIBRARY_LIMIT {
            return self.answer(vec![say::library_full(LIBRARY_LIMIT)]);
        }
        let mut approved = suggestion.approved.len();
        if !suggestion.approved.contains(&by.account) {
            self.emit(Fact::Approved { suggestion: id, by: by.account.clone() });
            approved += 1;
        }
        let wanted = usize::from(self.community.customs.approvals);
        if approved < wanted {
            return self.answer(vec![say::suggestion_approved(wanted - approved)]);
        }
        let minted = self.mint.id();
        self.emit(Fact::PromptsAdded(vec![(minted, prompt)]));
        self.emit(Fact::SuggestionSettled { suggestion: id, prompt: Some(minted) });
        self.answer(vec![say::suggestion_accepted()]);
        self.tell_member(suggestion.by, say::suggestion_yes());
    }

    pub(super) fn decline(&mut self, id: Id, reason: Option<&Private>) {
        let Some(suggestion) = self.community.suggestions.get(&id).cloned() else {
            return self.answer(vec![say::suggestion_gone()]);
        };
        self.emit(Fact::SuggestionSettled { suggestion: id, prompt: None });
        self.answer(vec![say::suggestion_declined()]);
        let told = match reason {
            Some(reason) => say::suggestion_no_because(reason),
            None => say::suggestion_no(),
        };
        self.tell_member(suggestion.by, told);
    }
}
