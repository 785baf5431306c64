//! The picture of a prompt: the one that an order answers, or goes along with.

use super::{
    files::{download, sent},
    orders::Ordered,
};
use crate::{acts::kind, error::Error, hearing::Hearing, marks, retry::patiently, sentences as say};
use afterword_core::{
    community::{NewPrompt, Order},
    say::Block,
};
use matrix_sdk::ruma::events::room::MediaSource;

/// The largest picture that is taken, in bytes.
const MOST: usize = 10 * 1024 * 1024;

impl Hearing {
    /// The order with the picture that it answers, where it adds one prompt.
    pub(super) async fn with_picture(&self, ordered: &Ordered<'_>, order: Order) -> Result<Order, Block> {
        let (Order::AddPrompts(prompts), Some(event)) = (&order, ordered.file) else { return Ok(order) };
        let [prompt] = prompts.as_slice() else { return Ok(order) };
        match patiently(|| self.picture(ordered, event)).await {
            Ok(Some(picture)) => Ok(Order::AddPrompts(vec![NewPrompt { picture: Some(picture), ..prompt.clone() }])),
            Ok(None) => Ok(order),
            Err(error) => {
                tracing::warn!(%error, "a picture could not be taken");
                Err(Block::plain(say::PICTURE_NOT))
            }
        }
    }

    /// Where the picture of an event is, in the clear; `None` where it is none.
    async fn picture(&self, ordered: &Ordered<'_>, event: &str) -> Result<Option<String>, Error> {
        let content = marks::content_at(ordered.room, event).await?;
        match content.as_ref().and_then(|content| sent(content, "m.image")) {
            None => Ok(None),
            Some((_, MediaSource::Plain(uri), _)) => Ok(Some(uri.to_string())),
            // It goes into whichever rooms the series post to, so no room's key will do.
            Some((_, source, size)) => {
                let bytes = download(ordered.room, source, size, MOST).await?;
                let bytes = bytes.ok_or(Error::Inside { what: "a picture of a usual size" })?;
                let kind = kind(&bytes).parse().map_err(|_| Error::Inside { what: "the kind of a picture" })?;
                let uploaded = self.home.client.media().upload(&kind, bytes, None).await?;
                Ok(Some(uploaded.content_uri.to_string()))
            }
        }
    }
}
