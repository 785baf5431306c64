//! What a series draws from.

use super::Community;
use crate::{
    Id,
    community::{Own, Plan, Prompt, PromptId},
};

impl Community {
    /// What a series draws from, in a fixed order: the shipped ones of its themes, then the community's own.
    #[must_use]
    pub fn library(&self, plan: &Plan, shipped: &[Prompt]) -> Vec<Prompt> {
        let shipped = shipped.iter().filter(|prompt| plan.library.themes.contains(&prompt.theme)).cloned();
        let own = self.prompts.iter().filter(|(_, prompt)| match &plan.library.own {
            Own::None => false,
            Own::All => true,
            Own::Themes(themes) => themes.contains(&prompt.theme),
        });
        let own = own.map(|(id, prompt)| Prompt {
            id: own_prompt(*id),
            theme: prompt.theme.clone(),
            text: prompt.text.clone(),
            opens: prompt.opens,
            season: prompt.season,
        });
        shipped.chain(own).collect()
    }

    /// The picture that goes along with a prompt.
    pub(in crate::community) fn picture(&self, prompt: &PromptId) -> Option<String> {
        let id = prompt.as_str().strip_prefix(OWN)?.parse().ok()?;
        self.prompts.get(&id)?.picture.clone()
    }
}

/// How the names of a community's own prompts begin, so that none is taken for one that is shipped.
const OWN: &str = "own:";

fn own_prompt(id: Id) -> PromptId {
    PromptId::new(format!("{OWN}{id}"))
}
