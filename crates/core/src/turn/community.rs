//! What a person and a community have to do with one another: a talk begun from a post, what is
//! shared of it, and the wish that a moderator write.

use super::Turn;
use crate::{
    Fact, Id,
    community::{Home, Opens, Origin, TAKEN_BACK_WITHIN, Tell, Told},
    talks::{Opening, ask_moderator, share},
    wording as say,
};

impl Turn<'_> {
    /// A member pressed the button under a post.
    pub(super) fn begin_from(&mut self, origin: Option<&Origin>) {
        let Some(origin) = origin else {
            if self.is_unmet() {
                return self.meet();
            }
            self.say(say::prompt_gone());
            return self.ask_or_help();
        };
        if self.person.agreed() {
            return self.begin_prompt(origin);
        }
        // What is known of it waits with everything else for the yes.
        self.emit(Fact::PromptInvited(Box::new(origin.clone())));
        if self.is_unmet() {
            return self.meet();
        }
        self.say(say::first_before());
        self.ask();
    }

    pub(super) fn begin_prompt(&mut self, origin: &Origin) {
        if self.person.begun_prompt(origin.run).is_none() {
            let first = !self.person.begun_prompts().any(|begun| begun.origin.counts_with(origin));
            self.emit(Fact::PromptBegun(Box::new(origin.clone())));
            self.tell(origin.home.clone(), Told::Begun { run: origin.run, first });
        }
        if origin.opens == Opens::Support {
            // With care, what else is said may be left out; that this stays here matters most then.
            self.command(&origin.opens.command());
            self.care_said.push(say::prompt_private());
        } else {
            self.say(say::prompt_private());
            self.command(&origin.opens.command());
        }
    }

    /// Talks that came to their end in this turn are counted where they were begun.
    pub(super) fn finish_prompts(&mut self) {
        let finished = |fact: &Fact| if let Fact::Finished(talk) = fact { Some(*talk) } else { None };
        let finished: Vec<Id> = self.facts.iter().filter_map(finished).collect();
        for talk in finished {
            let Some(record) = self.person.talk(talk) else { continue };
            let ended = |begun: &&crate::person::BegunPrompt| {
                !begun.finished && leads_to(begun.origin.opens, &record.opening) && record.touched >= begun.at
            };
            let newest = self.person.begun_prompts().filter(ended).max_by_key(|begun| begun.at);
            let Some(origin) = newest.map(|begun| begun.origin.clone()) else { continue };
            let counted = |begun: &crate::person::BegunPrompt| begun.finished && begun.origin.counts_with(&origin);
            let first = !self.person.begun_prompts().any(counted);
            self.emit(Fact::PromptFinished(origin.run));
            self.tell(origin.home.clone(), Told::Finished { run: origin.run, first });
            if origin.shares {
                self.say(say::prompt_finished());
            }
        }
    }

    pub(super) fn share(&mut self) {
        if self.person.front().is_some_and(|front| matches!(front.opening, Opening::Share(_))) {
            return self.ask();
        }
        let shares = self.person.begun_prompts().filter(|begun| begun.origin.shares);
        match shares.max_by_key(|begun| begun.at).map(|begun| begun.origin.clone()) {
            Some(origin) => {
                self.open(Opening::Share(share::Opening { origin }));
            }
            None => {
                self.say(say::share_nowhere());
                self.ask();
            }
        }
    }

    pub(super) fn after_share(&mut self, id: Id, talk: share::Share) {
        let Some(Opening::Share(share::Opening { origin })) = self.person.talk(id).map(|talk| talk.opening.clone())
        else {
            return;
        };
        let share::Share::Done { shared: Some((text, named)) } = talk else { return self.say(say::share_not()) };
        let first = !self.person.shared().any(|shared| shared.origin.counts_with(&origin));
        let share = self.mint.id();
        self.emit(Fact::Shared { share, origin: Box::new(origin.clone()) });
        let run = origin.run;
        self.tell(origin.home, Told::Share { share, run, text, named, who: None, first });
        self.say(say::share_done());
    }

    /// The newest share that is still there, within its day.
    pub(super) fn take_share_back(&mut self) {
        let newest = self.person.shared().filter(|shared| !shared.taken).max_by_key(|shared| shared.at).cloned();
        match newest {
            None => self.say(say::share_none()),
            Some(shared) if self.context.now.duration_since(shared.at) >= TAKEN_BACK_WITHIN => {
                self.say(say::share_too_late());
            }
            Some(shared) => {
                self.emit(Fact::ShareTaken(shared.id));
                self.tell(shared.origin.home, Told::TakeBack { share: shared.id });
                self.say(say::share_taken());
            }
        }
        self.ask();
    }

    /// The first yes was the button; before the second nothing is passed on.
    pub(super) fn ask_moderator(&mut self) {
        match self.person.asks_moderators_of().cloned() {
            Some(home) => {
                self.open(Opening::AskModerator(ask_moderator::Opening { home }));
            }
            None => {
                self.say(say::ask_moderator_nowhere());
                self.ask();
            }
        }
    }

    /// Nothing of it is kept: neither that it was asked nor what was said to it (§7).
    pub(super) fn moderator_asked(&mut self, talk: Id, yes: bool) {
        let Some(Opening::AskModerator(opening)) = self.person.talk(talk).map(|talk| talk.opening.clone()) else {
            return;
        };
        self.emit(Fact::CareForgotten(talk));
        self.deletes = true;
        if yes {
            self.tell(opening.home, Told::AskModerator { who: None });
            self.say(say::ask_moderator_done());
        } else {
            self.say(say::ask_moderator_not());
        }
        self.back_to_the_talk_before();
    }

    fn tell(&mut self, home: Home, told: Told) {
        self.tells.push(Tell { home, told });
    }
}

impl Origin {
    /// Whether both are counted together: the same series in the same week.
    fn counts_with(&self, other: &Self) -> bool {
        (&self.home, self.series, self.week) == (&other.home, other.series, other.week)
    }
}

/// Whether this is the talk that such a prompt is after; what only shows something has none.
fn leads_to(opens: Opens, opening: &Opening) -> bool {
    match opens {
        Opens::Debrief => matches!(opening, Opening::Debrief(_)),
        Opens::Interview => matches!(opening, Opening::Interview(_)),
        Opens::Waiting => matches!(opening, Opening::Waiting(_)),
        Opens::Worry => *opening == Opening::Worry,
        Opens::Heard => matches!(opening, Opening::Heard(_)),
        Opens::Feedback => matches!(opening, Opening::Feedback(_)),
        Opens::Offer => matches!(opening, Opening::Offer(_) | Opening::OfferReplies(_) | Opening::OfferDecision(_)),
        Opens::Letters => matches!(opening, Opening::Letter(_)),
        Opens::Rehearse => matches!(opening, Opening::Rehearsal(_)),
        Opens::Sheet => *opening == Opening::Sheet,
        Opens::Dream => matches!(opening, Opening::Dream(_)),
        Opens::Panel => *opening == Opening::Panel,
        Opens::Next | Opens::List | Opens::Support => false,
    }
}
