//! What came of an act.

use super::{Turn, due::threads};
use crate::{
    Id,
    community::{About, Act, Fact, Landed, Stage, Step, Trouble},
};

impl Turn<'_> {
    pub(super) fn came(&mut self, of: About, how: &Result<Landed, Trouble>) {
        match of {
            About::Post(run) => self.post_came(run, how),
            About::Thread(run) => self.thread_came(run, how),
            About::Pin(run) => self.step_came(run, Step::Pin, how),
            About::Unpin(run) => self.unpin_came(run, how),
            About::Share(share) => self.share_came(share, how),
            About::Remove(share) => self.remove_came(share, how),
            About::Report => match how {
                Ok(_) => self.mended(None, Step::Report),
                Err(trouble) => self.trouble(None, Step::Report, *trouble),
            },
        }
    }

    fn post_came(&mut self, run: Id, how: &Result<Landed, Trouble>) {
        let Some(claimed) = self.community.run(run).filter(|run| run.stage == Stage::Claimed).cloned() else { return };
        let series = claimed.series;
        let landed = match how {
            Ok(landed) => landed,
            Err(trouble) => {
                self.emit(Fact::RunFailed(run));
                return self.trouble(Some(series), Step::Post, *trouble);
            }
        };
        let message = landed.message.clone().unwrap_or_default();
        let plan = self.community.one_series(series).map(|series| series.plan.clone());
        let pins = plan.as_ref().is_some_and(|plan| plan.pins);
        let before =
            self.community.one_series(series).map(|series| series.still_pinned.iter().copied().chain(series.pinned));
        let before: Vec<Id> = before.into_iter().flatten().collect();
        self.emit(Fact::Posted { run, message: message.clone(), thread: landed.thread.clone(), pinned: pins });
        for step in [Step::Post, Step::Ping, Step::Picture] {
            if !landed.lacking.iter().any(|trouble| trouble.part() == step) {
                self.mended(Some(series), step);
            }
        }
        for trouble in &landed.lacking {
            self.trouble(Some(series), trouble.part(), *trouble);
        }
        let channel = claimed.place.channel;
        if threads(claimed.place.kind) && landed.thread.is_none() {
            let (channel, message, name) = (channel.clone(), message.clone(), claimed.title);
            self.acts.push(Act::Thread { run, channel, message, name });
        }
        if pins {
            for before in before.into_iter().filter_map(|before| self.community.run(before)) {
                if let Stage::Posted(message) = before.stage.clone() {
                    self.acts.push(Act::Unpin { run: before.id, channel: before.place.channel.clone(), message });
                }
            }
            self.acts.push(Act::Pin { run, channel, message });
        }
    }

    /// Where nothing is left to be unpinned, that is all right. What could not be is tried with the next post.
    fn unpin_came(&mut self, run: Id, how: &Result<Landed, Trouble>) {
        let gone = matches!(how, Err(Trouble::MessageGone | Trouble::ChannelGone));
        let Some(series) = self.community.run(run).map(|run| run.series) else { return };
        let left = self.community.one_series(series).is_some_and(|series| series.still_pinned.contains(&run));
        match (gone || how.is_ok(), left) {
            (true, true) => self.emit(Fact::Unpinned(run)),
            (false, false) => self.emit(Fact::StillPinned(run)),
            _ => {}
        }
        if !gone {
            self.step_came(run, Step::Unpin, how);
        }
    }

    fn thread_came(&mut self, run: Id, how: &Result<Landed, Trouble>) {
        if let Ok(Landed { thread: Some(thread), .. }) = how
            && self.community.run(run).is_some()
        {
            self.emit(Fact::Threaded { run, thread: thread.clone() });
        }
        self.step_came(run, Step::Thread, how);
    }

    fn step_came(&mut self, run: Id, step: Step, how: &Result<Landed, Trouble>) {
        let Some(series) = self.community.run(run).map(|run| run.series) else { return };
        match how {
            Ok(_) => self.mended(Some(series), step),
            Err(trouble) => self.trouble(Some(series), step, *trouble),
        }
    }

    fn share_came(&mut self, share: Id, how: &Result<Landed, Trouble>) {
        let Some(shared) = self.community.share(share).cloned() else { return };
        let Some(run) = shared.run else { return };
        match how {
            Ok(landed) => {
                let message = landed.message.clone().unwrap_or_default();
                if shared.message.is_none() {
                    self.emit(Fact::SharePosted { share, message });
                }
                self.step_came(run, Step::Share, how);
                // It was taken back while it was on its way.
                if shared.taken {
                    self.remove(share);
                }
            }
            Err(_) => self.step_came(run, Step::Share, how),
        }
    }

    fn remove_came(&mut self, share: Id, how: &Result<Landed, Trouble>) {
        let Some(run) = self.community.share(share).and_then(|share| share.run) else { return };
        match how {
            Err(Trouble::MessageGone | Trouble::ThreadGone | Trouble::ChannelGone) => {}
            how => self.step_came(run, Step::Remove, how),
        }
    }

    /// Removes what was shared, where the platform has it.
    pub(super) fn remove(&mut self, share: Id) {
        let Some(shared) = self.community.share(share) else { return };
        if let Some(message) = shared.message.clone() {
            self.acts.push(Act::Remove { share, channel: shared.channel.clone(), message });
        }
    }
}
