//! Buttons, menus and forms.

use super::{Dispatcher, Heard, inbound, note_failed};
use crate::{
    PLATFORM, Shared,
    open::{Arrived, Interaction},
    render, sentences as say,
    used::{self, Used},
};
use afterword_core::{Command, Private, ask::Stamp, say::Block};
use afterword_engine::What;
use std::sync::Arc;

impl Dispatcher {
    pub(super) fn component(&self, arrived: Arrived, custom_id: &str, values: &[String]) {
        let interaction = Interaction::new(arrived, false);
        match used::component(custom_id, values) {
            Some(Used::Hear(what)) => self.hear(interaction, what),
            Some(Used::Form(stamp)) => self.wants_form(interaction, stamp),
            Some(Used::Direct(stamp)) => self.carries_on(interaction, stamp),
            // Nothing of ours ever had that.
            None => self.note(interaction, say::UNKNOWN),
        }
    }

    pub(super) fn form(&self, arrived: Arrived, custom_id: &str, fields: Vec<Private>) {
        let interaction = Interaction::new(arrived, false);
        match used::filled(custom_id, fields) {
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
