//! Communities: `community.md`, rule by rule.

mod blindly;
mod member;
mod moderators;
mod runs;
mod sharing;
mod troubles;
mod weeks;

use afterword_core::{
    Id, Private, Say, Settings,
    community::{
        About, Act, Community, Context, Entry, Event, Fact, Landed, Library, NewPrompt, Opens, Order, Own, Place,
        PlaceKind, Plan, Post, Prompt, Setting, Told, Trouble, Who, decide, rotation,
        schedule::{CatchUp, Repeat, Schedule},
    },
    say::{Arg, Block},
};
use jiff::{SignedDuration, Timestamp, civil::time};

/// A Tuesday, at nine.
pub(crate) fn tuesday() -> Timestamp {
    "2026-03-10T09:00:00Z".parse().unwrap()
}

/// A community and its clock.
pub(crate) struct Square {
    pub(crate) community: Community,
    pub(crate) journal: Vec<Entry>,
    pub(crate) now: Timestamp,
    pub(crate) settings: Settings,
    pub(crate) shipped: Vec<Prompt>,
}

impl Square {
    /// Nobody has spoken yet.
    pub(crate) fn empty() -> Self {
        let settings = Settings { zone: "Etc/UTC".into(), ..Settings::default() };
        let (community, journal) = (Community::new(7), Vec::new());
        Self { community, journal, now: tuesday(), settings, shipped: Vec::new() }
    }

    /// With a moderators' channel and these prompts.
    pub(crate) fn with_prompts(count: usize) -> Self {
        let mut square = Self::empty();
        square.orders(Order::Set(Setting::Moderators(Some("mods".into()))));
        if count > 0 {
            square.orders(Order::AddPrompts((0..count).map(|n| prompt(&format!("Prompt {n}"))).collect()));
        }
        square
    }

    /// And one series, at ten each day.
    pub(crate) fn with_series(prompts: usize) -> (Self, Id) {
        let mut square = Self::with_prompts(prompts);
        let series = square.adds(plan("Daily"));
        (square, series)
    }

    pub(crate) fn hears(&mut self, event: &Event) -> Vec<Act> {
        let context = Context { now: self.now, settings: &self.settings, prompts: &self.shipped };
        let decision = decide(&self.community, event, &context);
        if let Some(entry) = decision.entry(self.community.revision() + 1, self.now) {
            self.community.apply(&entry);
            self.journal.push(entry);
        }
        decision.acts
    }

    pub(crate) fn orders(&mut self, order: Order) -> Vec<Act> {
        let by = Who { account: "mo".into(), moderator: true };
        self.hears(&Event::Ordered { by, order })
    }

    pub(crate) fn adds(&mut self, plan: Plan) -> Id {
        self.orders(Order::AddSeries(Box::new(plan)));
        self.community.series().last().unwrap().id
    }

    pub(crate) fn later(&mut self, by: SignedDuration) {
        self.now = self.now.checked_add(by).unwrap();
    }

    /// Time passes until then, with every wake-up on its way; each post and whatever follows it goes well.
    pub(crate) fn until(&mut self, then: Timestamp) -> Vec<(Timestamp, Act)> {
        let mut seen = Vec::new();
        while let Some(wake) = self.community.next_wake(&self.settings, self.now).filter(|wake| *wake <= then) {
            self.now = self.now.max(wake);
            let acts = self.hears(&Event::Due);
            let again = self.community.next_wake(&self.settings, self.now);
            assert!(
                again.is_none_or(|again| again > self.now),
                "a wake-up that left its reason standing: {again:?} at {}",
                self.now
            );
            for act in acts {
                seen.extend(self.does(act));
            }
        }
        self.now = then;
        seen
    }

    /// The platform does an act, and what follows from it.
    pub(crate) fn does(&mut self, act: Act) -> Vec<(Timestamp, Act)> {
        let of = act.about();
        let mut seen = vec![(self.now, act)];
        if let Some(of) = of {
            for next in self.comes(of, Ok(landed(of))) {
                seen.extend(self.does(next));
            }
        }
        seen
    }

    pub(crate) fn comes(&mut self, of: About, how: Result<Landed, Trouble>) -> Vec<Act> {
        self.hears(&Event::Came { of, how })
    }

    pub(crate) fn told(&mut self, told: Told) -> Vec<Act> {
        self.hears(&Event::Told(told))
    }

    /// A post that is there.
    pub(crate) fn posted(&mut self, series: Id) -> Id {
        let run = posts(&self.orders(Order::PostNow(series))).remove(0).run;
        self.comes(About::Post(run), Ok(landed(About::Post(run))));
        run
    }

    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.journal.iter().flat_map(|entry| &entry.facts)
    }
}

pub(crate) fn landed(of: About) -> Landed {
    let message = Some(format!("{of:?}"));
    let thread = matches!(of, About::Thread(_)).then(|| format!("{of:?}"));
    Landed { message, thread, lacking: Vec::new() }
}

pub(crate) fn plan(name: &str) -> Plan {
    Plan {
        name: name.into(),
        library: Library { themes: Vec::new(), own: Own::All },
        order: rotation::Order::InOrder,
        place: Place { channel: "general".into(), kind: PlaceKind::Message },
        schedule: Schedule::new(Repeat::Daily { at: time(10, 0, 0, 0) }, "Etc/UTC"),
        role: None,
        catch_up: CatchUp::LatestOnce,
        pins: false,
        warns: false,
    }
}

pub(crate) fn prompt(text: &str) -> NewPrompt {
    NewPrompt { text: text.into(), theme: "ours".into(), opens: Opens::Debrief, season: None, picture: None }
}

pub(crate) fn posts(acts: &[Act]) -> Vec<Post> {
    let post = |act: &Act| if let Act::Post(post) = act { Some(post.clone()) } else { None };
    acts.iter().filter_map(post).collect()
}

pub(crate) fn post_times(seen: &[(Timestamp, Act)]) -> Vec<String> {
    seen.iter().filter(|(_, act)| matches!(act, Act::Post(_))).map(|(at, _)| at.to_string()).collect()
}

/// The word ids of what is reported to moderators.
pub(crate) fn reports(acts: &[Act]) -> Vec<String> {
    acts.iter()
        .filter_map(|act| if let Act::Report { say, .. } = act { Some(words(say)) } else { None })
        .flatten()
        .collect()
}

/// The word ids of what is answered.
pub(crate) fn answers(acts: &[Act]) -> Vec<String> {
    acts.iter().filter_map(|act| if let Act::Answer(say) = act { Some(words(say)) } else { None }).flatten().collect()
}

fn words(say: &Say) -> Vec<String> {
    say.blocks.iter().map(|block| block.word.to_string()).collect()
}

/// What fills the variable of a block: its word, number or text.
pub(crate) fn filled(block: &Block, name: &str) -> String {
    let (_, arg) = block.args.iter().find(|(known, _)| known == name).unwrap();
    match arg {
        Arg::Number(number) => number.to_string(),
        Arg::Word(word) => word.word.to_string(),
        Arg::Text(text) => text.reveal().to_owned(),
        _ => "other".to_owned(),
    }
}

pub(crate) fn account(name: &str, moderator: bool) -> Who {
    Who { account: Private::new(name), moderator }
}
