//! Direct messages that people write.

use super::{Dispatcher, inbound};
use crate::{PLATFORM, Shared, render};
use afterword_core::Private;
use afterword_engine::{NotTaken, What};
use serenity::model::channel::{Message, MessageType};

impl Dispatcher {
    pub(super) fn direct_message(&self, message: Message) {
        let wrote = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
        if message.guild_id.is_some() || message.author.bot || message.webhook_id.is_some() || !wrote {
            return;
        }
        let account = message.author.id.to_string();
        self.shared.direct.heard_from(&account, message.channel_id);
        let what = What::Said(Private::new(message.content));
        let heard = self.engine.hear(inbound(&account, format!("m:{}", message.id), what));
        let (this, id) = (self.clone(), message.id);
        self.tasks.spawn(async move {
            match heard.await {
                Ok(receipt) => {
                    let exports = receipt.exports;
                    receipt.delivered().await;
                    if exports {
                        this.export_direct(&account, &id.to_string()).await;
                    }
                }
                Err(why) => this.refuse_direct(&account, &id.to_string(), &why).await,
            }
        });
    }

    async fn refuse_direct(&self, account: &str, message: &str, why: &NotTaken) {
        let Some(refusal) = why.refusal() else { return };
        let Shared { rest, words, operator, direct, .. } = &*self.shared;
        let body = render::note(words, refusal.block(operator));
        if let Err(error) = direct.send(rest, account, &body, &format!("n{message}"), false).await {
            tracing::warn!(%error, platform = PLATFORM, "somebody could not be told why something was not taken");
        }
    }
}
