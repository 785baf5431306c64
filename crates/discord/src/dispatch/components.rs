//! Buttons, menus and forms.

use super::{Dispatcher, Heard, arrived_by_component, arrived_by_form, inbound, note_failed};
use crate::{
    PLATFORM, Shared,
    open::Interaction,
    render, sentences as say,
    used::{self, Used},
};
use afterword_core::{Command, Private, ask::Stamp, say::Block};
use afterword_engine::What;
use serenity::model::application::{
    ActionRowComponent, ComponentInteraction, ComponentInteractionDataKind, ModalInteraction,
};
use std::sync::Arc;

impl Dispatcher {
    pub(super) fn component(&self, component: ComponentInteraction) {
        let interaction = Interaction::new(arrived_by_component(&component), false);
        let values = match component.data.kind {
            ComponentInteractionDataKind::StringSelect { values } => values,
            _ => Vec::new(),
        };
        match used::component(&component.data.custom_id, &values) {
            Some(Used::Hear(what)) => self.hear(interaction, what),
            Some(Used::Form(stamp)) => self.wants_form(interaction, stamp),
            Some(Used::Direct(stamp)) => self.carries_on(interaction, stamp),
            // Nothing of ours ever had that.
            None => self.note(interaction, say::UNKNOWN),
        }
    }

    pub(super) fn form(&self, modal: ModalInteraction) {
        let interaction = Interaction::new(arrived_by_form(&modal), false);
        let inputs = modal.data.components.iter().flat_map(|row| &row.components);
        let fields = inputs.filter_map(|input| match input {
            ActionRowComponent::InputText(input) => Some(Private::new(input.value.clone().unwrap_or_default())),
            _ => None,
        });
        match used::filled(&modal.data.custom_id, fields.collect()) {
            Some(what) => self.hear(interaction, what),
            None => self.note(interaction, say::UNKNOWN),
        }
    }

    /// Opens the form of the question they are at; of another one, says that it is over.
    fn wants_form(&self, interaction: Arc<Interaction>, stamp: Stamp) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let Shared { rest, words, .. } = &*this.shared;
            let ask = match this.engine.ask(PLATFORM, interaction.account()).await {
                Ok(ask) => ask,
                Err(why) => return this.refuse(&interaction, &why).await,
            };
            let current = ask.filter(|ask| ask.stamp.talk == stamp.talk && ask.stamp.question == stamp.question);
            match current.map(|ask| render::form(words, &ask)) {
                Some(Ok(form)) => note_failed(interaction.open_form(rest, form).await.map(drop)),
                Some(Err(error)) => tracing::error!(%error, "a form cannot be made: a defect"),
                None => this.hear(interaction, Used::stale(stamp)),
            }
        });
    }

    /// Goes on in direct messages; where those are closed, here.
    fn carries_on(&self, interaction: Arc<Interaction>, stamp: Stamp) {
        let kept = self.shared.open.keep(&interaction);
        // Not the interaction's own event: what answers it belongs into direct messages.
        let event = interaction.event().replacen("i:", "d:", 1);
        let what = What::Pressed { stamp, command: Command::Again };
        let heard = self.engine.hear(inbound(interaction.account(), event, what));
        let this = self.clone();
        self.tasks.spawn(async move {
            let outcome = this.see_through(&interaction, heard).await;
            let there = matches!(outcome, Heard::Taken { all_arrived: true, .. });
            if there && !this.shared.direct.is_closed(interaction.account()) {
                let Shared { rest, words, .. } = &*this.shared;
                note_failed(interaction.note(rest, words, Block::plain(say::THERE)).await.map(drop));
            }
            this.finish(interaction, kept, outcome).await;
        });
    }
}
