//! Slash commands, and what is offered while one is typed.

use super::{Dispatcher, Heard, inbound, note_failed};
use crate::{
    PLATFORM, Shared,
    commands::Chosen,
    jobs,
    open::{Arrived, Interaction},
    sentences as say,
};
use afterword_engine::What;
use serenity::builder::AutocompleteChoice;
use std::sync::Arc;

impl Dispatcher {
    pub(super) fn command(&self, arrived: Arrived, name: &str, options: &[(String, String)]) {
        let options = options.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let chosen = self.commands.chosen(name, options);
        let Some(Chosen { command, job }) = chosen else {
            return self.note(Interaction::new(arrived, false), say::UNKNOWN);
        };
        match job {
            None => self.hear(Interaction::new(arrived, false), What::Command(command)),
            Some(job) => self.about_a_job(Interaction::new(arrived, true), What::Command(command), job),
        }
    }

    /// A command that names a job: the question which one is answered before it is shown.
    fn about_a_job(&self, interaction: Arc<Interaction>, what: What, job: String) {
        let kept = self.shared.open.keep(&interaction);
        let event = interaction.event();
        let heard = self.engine.hear(inbound(interaction.account(), event.clone(), what));
        let this = self.clone();
        self.tasks.spawn(async move {
            let first = this.see_through(&interaction, heard).await;
            let answer = match first {
                Heard::Taken { .. } => this.job_answer(interaction.account(), &job).await,
                Heard::Refused => None,
            };
            let Shared { rest, words, .. } = &*this.shared;
            note_failed(interaction.release(rest, words, answer.is_some()).await.map(drop));
            let outcome = match answer {
                None => first,
                Some(what) => {
                    let heard = this.engine.hear(inbound(interaction.account(), format!("{event}:job"), what));
                    this.see_through(&interaction, heard).await
                }
            };
            this.finish(interaction, kept, outcome).await;
        });
    }

    /// The answer that a named job amounts to, where it is asked for.
    async fn job_answer(&self, account: &str, job: &str) -> Option<What> {
        let person = self.engine.person(PLATFORM, account).await.ok()??;
        let ask = self.engine.ask(PLATFORM, account).await.ok()??;
        jobs::answer(&person, &ask, job)
    }

    /// Their own open jobs, while they type the name of one.
    pub(super) fn complete(&self, arrived: Arrived, typed: String) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let person = this.engine.person(PLATFORM, &arrived.account).await.unwrap_or_default();
            let offered = person.map(|person| jobs::offered(&person, &typed)).unwrap_or_default();
            let choices = offered.into_iter().map(|(name, value)| AutocompleteChoice::new(name, value));
            if let Err(error) = this.shared.rest.offer(arrived.id, &arrived.token, choices.collect()).await {
                // They have typed on meanwhile, or will.
                tracing::debug!(%error, "nothing was offered while somebody typed");
            }
        });
    }
}
