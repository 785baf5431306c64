//! The thread of a post. A message has at most one, with its own id, so trying again is harmless.

use super::{Did, Doing};
use crate::{
    render::cut,
    rest::{Error, code},
};
use afterword_core::{
    Private,
    community::{Landed, Permission},
};

/// The longest name of a thread (`resources/channel`).
const NAME: usize = 100;

impl Doing<'_> {
    pub(super) async fn thread(&self, channel: &str, message: &str, name: &Private) -> Did {
        let thread = match self.shared.rest.begin_thread(channel, message, &title(name)).await {
            Ok(thread) => thread,
            Err(error @ Error::Refused { .. }) if error.is(code::HAS_A_THREAD) => message.to_owned(),
            Err(error) => return Err(self.failed(error, channel, &[Permission::View, Permission::Threads]).await),
        };
        Ok(Landed { thread: Some(thread), ..Landed::default() })
    }
}

/// What a thread or a post of a forum is called: something, and on one line.
pub(super) fn title(name: &Private) -> String {
    let line = name.reveal().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "…".to_owned() } else { cut(&line, NAME) }
}
