//! Handing over everything that is kept of somebody, as files that they alone see.

use super::Dispatcher;
use crate::{Files, PLATFORM, Shared, open::Interaction, render, sentences as say};
use afterword_core::say::Block;
use std::sync::Arc;

/// What a message may carry on the smallest of Discord's levels, less some room for the rest
/// (`reference#uploading-files`: 10 MiB).
const ROOM: usize = 9 * 1024 * 1024;

impl Dispatcher {
    /// Into the answer to an interaction.
    pub(super) async fn export_here(&self, interaction: &Interaction) {
        let (files, about) = self.files(interaction.account()).await;
        let Shared { rest, words, .. } = &*self.shared;
        if let Err(error) = interaction.hand_over(rest, words, files, about).await {
            tracing::warn!(%error, "a copy could not be handed over");
        }
    }

    /// As a direct message after the one that was written.
    pub(super) async fn export_direct(&self, account: &str, message: &str) {
        let (files, about) = self.files(account).await;
        let Shared { rest, words, direct, .. } = &*self.shared;
        let mut body = render::note(words, about);
        body.files = files;
        if let Err(error) = direct.send(rest, account, &body, &format!("x{message}"), false).await {
            tracing::warn!(%error, "a copy could not be handed over");
        }
    }

    async fn files(&self, account: &str) -> (Files, Block) {
        let journal = match self.engine.export(PLATFORM, account).await {
            Ok(journal) => journal.unwrap_or_default(),
            Err(why) => {
                tracing::error!(%why, "a copy for a person could not be made");
                return (Vec::new(), say::not_exported(&self.shared.operator));
            }
        };
        let copies = Arc::clone(&self.shared.copies);
        // A long journal takes a while to be put into words.
        let files = tokio::task::spawn_blocking(move || copies(&journal)).await.ok().flatten();
        let Some(files) = files else { return (Vec::new(), say::not_exported(&self.shared.operator)) };
        if files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > ROOM {
            return (Vec::new(), say::export_too_large(&self.shared.operator));
        }
        (files, Block::plain(say::EXPORTED))
    }
}
