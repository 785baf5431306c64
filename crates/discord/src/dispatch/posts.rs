//! What members use under a post: to answer in private, and to suggest a prompt.

use super::{Dispatcher, note_failed};
use crate::{
    Shared,
    acts::{Answered, marks::Mark},
    open::{Arrived, Interaction},
    panel::{self, Visitor},
    render::cut,
    sentences as say,
};
use afterword_core::{Private, community::prompt::LONGEST, say::Block, wording};
use afterword_engine::{Gathering, NotTaken, What};
use serenity::{
    all::InputTextStyle,
    builder::{CreateActionRow, CreateInputText, CreateModal},
};
use std::sync::Arc;

/// Room for a title and for a label.
const LABEL: usize = 45;

impl Dispatcher {
    /// A button under a post, wherever the post came to stand.
    pub(super) fn mark(&self, arrived: Arrived, visitor: Option<Visitor>, mark: Mark) {
        let interaction = Interaction::new(arrived, false);
        let Some(visitor) = visitor else { return self.note(interaction, say::UNKNOWN) };
        match mark {
            Mark::Private(run) => self.hear(interaction, What::Begin { community: visitor.server, run }),
            Mark::Suggest(_) => self.wants_to_suggest(interaction),
            Mark::Suggestion | Mark::Shown(_) => self.note(interaction, say::UNKNOWN),
        }
    }

    /// The same by a command.
    pub(super) fn suggest(&self, arrived: Arrived) {
        self.wants_to_suggest(Interaction::new(arrived, false));
    }

    fn wants_to_suggest(&self, interaction: Arc<Interaction>) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let Shared { rest, words, .. } = &*this.shared;
            let word = |word: &'static str| cut(&words.block(&Block::plain(word)), LABEL);
            let most = u16::try_from(LONGEST).unwrap_or(u16::MAX);
            let input = CreateInputText::new(InputTextStyle::Paragraph, word(say::SUGGEST_FORM), "0").max_length(most);
            let form = CreateModal::new(Mark::Suggestion.encode(), word(say::SUGGEST));
            let form = form.components(vec![CreateActionRow::InputText(input)]);
            note_failed(interaction.open_form(rest, form).await.map(drop));
        });
    }

    /// The form for a suggestion was sent.
    pub(super) fn suggested(&self, arrived: Arrived, visitor: Option<Visitor>, fields: Vec<Private>) {
        let interaction = Interaction::new(arrived, false);
        let (Some(visitor), Some(text)) = (visitor, fields.into_iter().next()) else {
            return self.note(interaction, say::UNKNOWN);
        };
        let this = self.clone();
        self.tasks.spawn(async move {
            let Visitor { server, account, .. } = visitor;
            let what = Gathering::Suggested { by: account.into(), text };
            match this.hears_community(&server, interaction.event(), what).await {
                Ok((receipt, waiting)) => {
                    receipt.delivered().await;
                    this.shows_answers(&interaction, &waiting.heard()).await;
                }
                Err(why @ NotTaken::Stopped(_)) => tracing::debug!(%why, "a suggestion was not heard"),
                Err(why) => this.refuse(&interaction, &why).await,
            }
        });
    }

    async fn shows_answers(&self, interaction: &Interaction, answers: &[Answered]) {
        let said = answers.iter().filter_map(|answer| match answer {
            Answered::Say(say) => Some(say.blocks.clone()),
            Answered::Show(_) => None,
        });
        let mut blocks: Vec<Block> = said.flatten().collect();
        if blocks.is_empty() {
            // Where no moderator has spoken yet, nobody would read it.
            blocks.push(wording::suggestions_off());
        }
        let body = panel::said_as(&self.shared.words, blocks);
        note_failed(interaction.show_body(&self.shared.rest, &body).await.map(drop));
    }
}
