//! What moderators are told in their channel, and what a member is told in direct messages.

use super::{Did, Doing, landed, nothing_left};
use crate::{
    render::{self, Body, Surface},
    rest::Error,
};
use afterword_core::{Private, Say, community::Permission, say::Arg, wording};

/// How many of the last messages are looked through for words of ours.
const LOOKED_THROUGH: usize = 50;

impl Doing<'_> {
    pub(super) async fn report(&self, channel: &str, say: &Say) -> Did {
        self.write(channel, say, &[Permission::View, Permission::Send]).await
    }

    /// Their name, and nothing else; it calls neither them nor anybody.
    pub(super) async fn pass_on(&self, channel: &str, who: &Private) -> Did {
        let block = wording::moderator_asked(Arg::Account(who.clone()));
        let say = Say { blocks: vec![block], ask: None, attachment: None };
        self.report(channel, &say).await
    }

    /// Where they take no direct messages, they are not told: it is no more than a courtesy.
    pub(super) async fn member(&self, who: &Private, say: &Say) -> Did {
        let (shared, errand) = (self.shared, self.errand);
        let body = render::message(&shared.words, say, Surface::Direct);
        match shared.direct.send(&shared.rest, who.reveal(), &body, &errand.key, errand.tried).await {
            Ok(()) => nothing_left(),
            Err(error) if error.is_closed() => nothing_left(),
            Err(Error::Refused { .. }) => nothing_left(),
            Err(error) => Err(super::trouble::passes(error)),
        }
    }

    /// Writes in a channel or a thread. What may be there already is known by its words: the key
    /// is remembered for some minutes only.
    pub(super) async fn write(&self, channel: &str, say: &Say, wanted: &[Permission]) -> Did {
        let body = render::message(&self.shared.words, say, Surface::Direct);
        let written = async {
            if self.errand.tried
                && let Some(there) = self.find_words(channel, &body).await?
            {
                return Ok(there);
            }
            self.shared.rest.write(channel, &body.direct(&self.errand.key), &body.files).await
        };
        match written.await {
            Ok(message) => landed(message),
            Err(error) => Err(self.failed(error, channel, &needed(wanted, &body)).await),
        }
    }

    async fn find_words(&self, channel: &str, body: &Body) -> Result<Option<String>, Error> {
        let rest = &self.shared.rest;
        let me = rest.own_account().await?;
        let (messages, _) = rest.messages_before(channel, None).await?;
        let same = messages.into_iter().take(LOOKED_THROUGH);
        Ok(same.filter(|seen| seen.author.id == me && seen.content == body.content).map(|seen| seen.id).next())
    }
}

/// What a message needs besides: a long one goes on in frames, and a longer one in a file.
fn needed(wanted: &[Permission], body: &Body) -> Vec<Permission> {
    let framed = (!body.embeds.is_empty()).then_some(Permission::Embed);
    let filed = (!body.files.is_empty()).then_some(Permission::Attach);
    wanted.iter().copied().chain(framed).chain(filed).collect()
}
