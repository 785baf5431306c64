//! What people tell a community: counts, a share, a wish.

use super::Turn;
use crate::{
    Id, Private,
    community::{Act, Fact, Stage, Told},
};

impl Turn<'_> {
    pub(super) fn told(&mut self, told: &Told) {
        match told {
            Told::Begun { run, first } if self.community.run(*run).is_some() => {
                self.emit(Fact::Begun { run: *run, first: *first });
            }
            Told::Finished { run, first } if self.community.run(*run).is_some() => {
                self.emit(Fact::Finished { run: *run, first: *first });
            }
            Told::Begun { .. } | Told::Finished { .. } => {}
            Told::Share { share, run, text, who, first, named: _ } => {
                self.share(*share, *run, text, who.as_ref(), *first)
            }
            Told::TakeBack { share } => self.take_back(*share),
            Told::AskModerator { who } => self.pass_on(who.as_ref()),
        }
    }

    /// It was previewed and confirmed where it was written; here it only goes on its way.
    fn share(&mut self, share: Id, run: Id, text: &Private, who: Option<&Private>, first: bool) {
        let Some(posted) = self.community.run(run).cloned() else { return };
        let Stage::Posted(message) = posted.stage else { return };
        // One that was taken back before it came never appears.
        if !self.community.customs.sharing || self.community.share(share).is_some() {
            return;
        }
        let (channel, thread) = (posted.place.channel, posted.thread);
        let goes_to = thread.clone().unwrap_or_else(|| channel.clone());
        self.emit(Fact::Shared { share, run, channel: goes_to, first });
        self.acts.push(Act::Share { share, channel, message, thread, text: text.clone(), who: who.cloned() });
    }

    fn take_back(&mut self, share: Id) {
        if self.community.share(share).is_some_and(|share| share.taken) {
            return;
        }
        self.emit(Fact::ShareTaken(share));
        self.remove(share);
    }

    /// Somebody was offered this: where there is a channel it is passed on, whatever was switched off since.
    fn pass_on(&mut self, who: Option<&Private>) {
        if let (Some(channel), Some(who)) = (self.community.customs.moderators.clone(), who) {
            self.acts.push(Act::PassOn { channel, who: who.clone() });
        }
    }
}
