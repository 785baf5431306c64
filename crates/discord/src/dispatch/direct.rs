//! Direct messages that people write.

use super::{Dispatcher, inbound};
use crate::{PLATFORM, Shared, incoming::Message, render};
use afterword_engine::{NotTaken, What};

impl Dispatcher {
    pub(super) fn direct_message(&self, message: Message) {
        let (id, channel) = (message.id, message.channel_id);
        let Some((account, text)) = message.written() else { return };
        let account = account.to_string();
        self.shared.direct.heard_from(&account, channel);
        let heard = self.engine.hear(inbound(&account, format!("m:{id}"), What::Said(text)));
        let this = self.clone();
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
