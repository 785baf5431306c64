//! A community's own prompts.

use super::Turn;
use crate::{
    Id,
    community::{AT_ONCE, Fact, LIBRARY_LIMIT, NAME_LIMIT, NewPrompt, prompt::LONGEST},
    say::Block,
    wording as say,
};

impl Turn<'_> {
    pub(super) fn add_prompts(&mut self, prompts: &[NewPrompt]) {
        if prompts.is_empty() || prompts.len() > AT_ONCE {
            return self.answer(vec![say::prompts_at_once(AT_ONCE)]);
        }
        if self.community.prompts().count() + prompts.len() > LIBRARY_LIMIT {
            return self.answer(vec![say::library_full(LIBRARY_LIMIT)]);
        }
        // All or none: half an import would be looked for by hand.
        if let Some(why) = prompts.iter().find_map(odd) {
            return self.answer(vec![why]);
        }
        let minted = prompts.iter().map(|prompt| (self.mint.id(), prompt.clone())).collect();
        self.emit(Fact::PromptsAdded(minted));
        self.answer(vec![say::prompts_added(prompts.len())]);
    }

    pub(super) fn change_prompt(&mut self, prompt: Id, new: &NewPrompt) {
        if !self.community.prompts.contains(&prompt) {
            return self.answer(vec![say::prompt_unknown()]);
        }
        if let Some(why) = odd(new) {
            return self.answer(vec![why]);
        }
        self.emit(Fact::PromptChanged { prompt, new: new.clone() });
        self.answer(vec![say::prompt_changed()]);
    }

    pub(super) fn remove_prompts(&mut self, prompts: &[Id]) {
        let mut there = prompts.to_vec();
        there.sort_unstable();
        there.dedup();
        there.retain(|prompt| self.community.prompts.contains(prompt));
        if there.is_empty() {
            return self.answer(vec![say::prompt_unknown()]);
        }
        let count = there.len();
        self.emit(Fact::PromptsRemoved(there));
        self.answer(vec![say::prompts_removed(count)]);
    }
}

/// Why a prompt cannot be taken.
pub(super) fn odd(prompt: &NewPrompt) -> Option<Block> {
    let said = prompt.text.reveal().trim();
    if said.is_empty() || prompt.text.chars() > LONGEST {
        return Some(say::prompt_length(LONGEST, prompt.text.chars()));
    }
    let themed = (1..=NAME_LIMIT).contains(&prompt.theme.trim().chars().count());
    (!themed).then(|| say::theme_length(NAME_LIMIT))
}
