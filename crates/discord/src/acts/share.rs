//! What members share from a private talk, and take back.

use super::{Did, Doing, nothing_left};
use crate::rest::code;
use afterword_core::{
    Private, Say,
    community::{Permission, Trouble},
    say::Arg,
    wording,
};
use afterword_engine::Done;

impl Doing<'_> {
    /// In the thread of the post, where it has one. It is shown as it was written, and calls nobody.
    ///
    /// Not a reply: Discord would show the post once more above each of them.
    pub(super) async fn share(
        &self,
        channel: &str,
        thread: Option<&str>,
        text: &Private,
        who: Option<&Private>,
    ) -> Did {
        let block = match who {
            Some(who) => wording::share_shown_named(Arg::Account(who.clone()), text),
            None => wording::share_shown(text),
        };
        let say = Say { blocks: vec![block], ask: None, attachment: None };
        let Some(thread) = thread else {
            return self.write(channel, &say, &[Permission::View, Permission::Send]).await;
        };
        let wanted = [Permission::View, Permission::InThreads];
        let did = self.write(thread, &say, &wanted).await;
        // A locked one; another that was put away is opened by what is written into it.
        let did = match did {
            Err(Done::Failed(Trouble::ThreadGone)) if self.shared.rest.reopen(thread).await.is_ok() => {
                self.write(thread, &say, &wanted).await
            }
            did => did,
        };
        did.map_err(gone_with_thread)
    }

    /// What is gone is removed.
    pub(super) async fn remove(&self, channel: &str, message: &str) -> Did {
        let rest = &self.shared.rest;
        let mut removed = rest.remove(channel, message).await;
        if removed.as_ref().is_err_and(|error| error.is(code::THREAD_ARCHIVED)) && rest.reopen(channel).await.is_ok() {
            removed = rest.remove(channel, message).await;
        }
        match removed {
            Ok(()) => nothing_left(),
            Err(error) if error.is(code::UNKNOWN_MESSAGE) || error.is(code::UNKNOWN_CHANNEL) => nothing_left(),
            Err(error) => Err(self.failed(error, channel, &[Permission::View, Permission::Remove]).await),
        }
    }
}

/// The channel that is gone is a thread here.
fn gone_with_thread(done: Done) -> Done {
    match done {
        Done::Failed(Trouble::ChannelGone) => Done::Failed(Trouble::ThreadGone),
        other => other,
    }
}
