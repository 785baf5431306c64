//! What a community wants done, done on Discord: one file for each kind of act.
//!
//! | act | what keeps it from coming twice |
//! | --- | --- |
//! | a message | its key, for some minutes; where it may be older, its buttons, which carry the run |
//! | a post of a forum | its buttons, which are looked for before each further try |
//! | a thread, a pin | there is only ever one |
//! | a share, a report | its key, for some minutes; where it may be older, the same words of ours |
//! | an answer | it goes to the interaction that it answers, and nowhere else |
//!
//! What is final is told as a [`Trouble`], which moderators can mend; everything else comes again.

mod answer;
pub(crate) mod marks;
mod pin;
mod post;
mod prompt;
mod rights;
mod share;
mod thread;
mod told;
mod trouble;

pub(crate) use answer::{Answered, Asked, Waiting};
pub(crate) use prompt::Prompt;
pub(crate) use rights::bits;

use crate::Shared;
use afterword_core::community::{Act, Landed};
use afterword_engine::{Done, Errand};

/// One act on its way.
pub(crate) struct Doing<'a> {
    shared: &'a Shared,
    errand: &'a Errand,
}

/// Done, and what it left behind; or what became of it instead.
type Did = Result<Landed, Done>;

/// Tries once.
pub(crate) async fn act(shared: &Shared, errand: &Errand) -> Done {
    let doing = Doing { shared, errand };
    let did = match &errand.act {
        Act::Post(post) => doing.post(post).await,
        Act::Thread { channel, message, name, .. } => doing.thread(channel, message, name).await,
        Act::Pin { channel, message, .. } => doing.pin(channel, message).await,
        Act::Unpin { channel, message, .. } => doing.unpin(channel, message).await,
        Act::Share { channel, thread, text, who, .. } => {
            doing.share(channel, thread.as_deref(), text, who.as_ref()).await
        }
        Act::Remove { channel, message, .. } => doing.remove(channel, message).await,
        Act::Report { channel, say } => doing.report(channel, say).await,
        Act::PassOn { channel, who } => doing.pass_on(channel, who).await,
        Act::Member { who, say } => doing.member(who, say).await,
        Act::Answer(say) => doing.answer(Answered::Say(Box::new(say.clone()))),
        Act::Show(post) => doing.answer(Answered::Show(Box::new(post.clone()))),
    };
    did.map_or_else(|instead| instead, Done::Done)
}

/// It is done, and there is nothing to remember of it.
fn nothing_left() -> Did {
    Ok(Landed::default())
}

/// It is done, and this message stands there.
fn landed(message: String) -> Did {
    Ok(Landed { message: Some(message), ..Landed::default() })
}

#[cfg(test)]
mod burst;
#[cfg(test)]
mod tests;
