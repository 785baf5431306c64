//! One turn of a community: an event, a decision.

mod came;
mod due;
mod library;
mod orders;
mod shown;
mod suggestions;
mod told;

use super::{Act, Cause, Community, Entry, Event, FORMAT, Fact, Prompt, Step, Trouble};
use crate::{
    Id, Mint, Private, Say, Settings,
    say::{Arg, Block},
    turn::Then,
    wording as say,
};
use jiff::Timestamp;

/// What a decision may look at besides the state and the event.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The moment, never before the last entry of the journal.
    pub now: Timestamp,
    /// The operator's numbers.
    pub settings: &'a Settings,
    /// The prompts that are shipped.
    pub prompts: &'a [Prompt],
}

/// What a turn decided.
#[derive(Clone)]
pub struct Decision {
    /// What happened, in order; empty where something was only said.
    pub facts: Vec<Fact>,
    /// What is to be done, in order.
    pub acts: Vec<Act>,
    /// What the engine does besides: only [`Then::Erase`] is for communities.
    pub then: Option<Then>,
}

impl Decision {
    /// What the journal gets, as turn `revision`; `None` where nothing happened.
    #[must_use]
    pub fn entry(&self, revision: u32, now: Timestamp) -> Option<Entry> {
        (!self.facts.is_empty()).then(|| Entry { v: FORMAT, revision, at: now, facts: self.facts.clone() })
    }
}

/// Decides one turn.
#[must_use]
pub fn decide(community: &Community, event: &Event, context: &Context<'_>) -> Decision {
    let mut turn = Turn::new(community, context);
    match event {
        Event::Ordered { by, order } => turn.ordered(by, order),
        // Nothing is kept of a place whose moderators have not spoken.
        Event::Suggested { .. } | Event::Told(_) | Event::Due | Event::Came { .. } if !community.founded => {}
        Event::Suggested { by, text } => turn.suggested(by, text),
        Event::Told(told) => turn.told(told),
        Event::Due => turn.due(),
        Event::Came { of, how } => turn.came(*of, how),
        Event::Left => turn.then = Some(Then::Erase),
    }
    Decision { facts: turn.facts, acts: turn.acts, then: turn.then }
}

/// A turn being decided: every fact is folded in at once, so that what follows sees it.
struct Turn<'a> {
    community: Community,
    context: &'a Context<'a>,
    mint: Mint,
    facts: Vec<Fact>,
    acts: Vec<Act>,
    then: Option<Then>,
}

impl<'a> Turn<'a> {
    fn new(community: &Community, context: &'a Context<'a>) -> Self {
        Self {
            community: community.clone(),
            context,
            mint: Mint::new(community.tag(), community.revision().saturating_add(1)),
            facts: Vec::new(),
            acts: Vec::new(),
            then: None,
        }
    }

    fn emit(&mut self, fact: Fact) {
        self.community.apply_fact(&fact, self.context.now);
        self.facts.push(fact);
    }

    /// Answers the one who is heard.
    fn answer(&mut self, blocks: Vec<Block>) {
        self.acts.push(Act::Answer(Say { blocks, ask: None, attachment: None }));
    }

    /// Tells the moderators something, where they have a channel for it.
    fn report(&mut self, blocks: Vec<Block>) {
        if let Some(channel) = self.community.customs.moderators.clone() {
            self.acts.push(Act::Report { channel, say: Say { blocks, ask: None, attachment: None } });
        }
    }

    /// Tells a member something, to them alone.
    fn tell_member(&mut self, who: Private, block: Block) {
        let say = Say { blocks: vec![block], ask: None, attachment: None };
        self.acts.push(Act::Member { who, say });
    }

    /// Something cannot be done: moderators are told once, until it can again.
    fn trouble(&mut self, series: Option<Id>, step: Step, trouble: Trouble) {
        let cause = Cause { series, step, trouble };
        if self.community.troubles.contains(&cause) {
            return;
        }
        self.emit(Fact::TroubleBegan(cause));
        if step != Step::Report {
            let told = self.told_trouble(&cause);
            self.report(vec![told]);
        }
    }

    /// Something could be done that could not.
    fn mended(&mut self, series: Option<Id>, step: Step) {
        if self.community.troubles.iter().any(|cause| cause.series == series && cause.step == step) {
            self.emit(Fact::TroubleEnded { series, step });
        }
    }

    fn told_trouble(&self, cause: &Cause) -> Block {
        let what = cause.trouble.block();
        match cause.series {
            Some(series) => say::trouble_series(self.name(series), cause.step.label(), what),
            None => say::trouble(cause.step.label(), what),
        }
    }

    /// What moderators call a series.
    fn name(&self, series: Id) -> Arg {
        match self.community.one_series(series) {
            Some(series) => Arg::from(&series.plan.name),
            None => say::series_gone().into(),
        }
    }
}

/// The beginning of a text, at a word's end, in at most 80 characters and on one line.
fn title(text: &Private) -> Private {
    const MOST: usize = 80;
    let line = text.reveal().lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() <= MOST {
        return line.into();
    }
    let cut: String = line.chars().take(MOST - 1).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_beginning_of_the_text() {
        let long = "word ".repeat(40);
        for (text, expected) in [
            ("What did you ask them?", "What did you ask them?"),
            ("\n  First line. \nSecond.", "First line."),
            ("", ""),
            (long.as_str(), "word word word word word word word word word word word word word word word…"),
        ] {
            assert_eq!(title(&Private::new(text)).reveal(), expected);
        }
        assert_eq!(title(&Private::new("ä".repeat(200))).chars(), 80);
    }
}
