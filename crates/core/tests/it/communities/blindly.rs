//! Whatever happens in whatever order: nothing panics, no run is lost or doubled, the state is the fold.

use super::{Square, account, landed, plan, prompt};
use afterword_core::{
    Id,
    community::{
        About, Act, Cause, Community, Event, Fact, Landed, Order, Permission, Plan, Setting, Step as Part, Told,
        Trouble, schedule::CatchUp,
    },
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
enum Step {
    Later(i64),
    Wake,
    /// The platform does, or fails to do, the oldest of what it was given.
    Platform(u8),
    Order(u8, bool),
    Suggest(u8),
    Tell(u8, bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1_i64..4000).prop_map(Step::Later),
        6 => Just(Step::Wake),
        6 => (0_u8..12).prop_map(Step::Platform),
        3 => (0_u8..24, prop::bool::weighted(0.8)).prop_map(|(n, moderator)| Step::Order(n, moderator)),
        1 => (0_u8..4).prop_map(Step::Suggest),
        2 => (0_u8..6, any::<bool>()).prop_map(|(n, first)| Step::Tell(n, first)),
    ];
    prop::collection::vec(step, 1..120)
}

/// What a platform was given, and has not done yet.
struct Play {
    square: Square,
    given: Vec<Act>,
    posts: BTreeMap<Id, usize>,
}

impl Play {
    fn takes(&mut self, acts: Vec<Act>) {
        for act in acts {
            if let Act::Post(post) = &act {
                *self.posts.entry(post.run).or_default() += 1;
            }
            self.given.push(act);
        }
    }

    fn step(&mut self, step: &Step) {
        let acts = match step {
            Step::Later(minutes) => {
                self.square.later(SignedDuration::from_mins(*minutes));
                Vec::new()
            }
            Step::Wake => self.square.hears(&Event::Due),
            Step::Platform(_) if self.given.is_empty() => Vec::new(),
            Step::Platform(n) => {
                let act = self.given.remove(0);
                act.about().map_or_else(Vec::new, |of| self.square.comes(of, how(*n, of)))
            }
            Step::Order(n, moderator) => {
                let order = self.order(*n);
                self.square.hears(&Event::Ordered { by: account("mo", *moderator), order })
            }
            Step::Suggest(n) => {
                let by = format!("member {n}").into();
                self.square.hears(&Event::Suggested { by, text: "What helped?".into() })
            }
            Step::Tell(n, first) => self.tell(*n, *first),
        };
        self.takes(acts);
    }

    fn order(&self, n: u8) -> Order {
        let some = |ids: Vec<Id>| ids.get(usize::from(n) % ids.len().max(1)).copied().unwrap_or(Id::minted(0, 0, 9));
        let community = &self.square.community;
        let series = some(community.series().map(|series| series.id).collect());
        let prompt_id = some(community.prompts().map(|(id, _)| id).collect());
        let suggestion = some(community.suggestions().map(|suggestion| suggestion.id).collect());
        let rules = [CatchUp::Skip, CatchUp::LatestOnce, CatchUp::All];
        let plan = Box::new(Plan {
            catch_up: rules[usize::from(n) % 3],
            pins: n.is_multiple_of(2),
            warns: true,
            ..plan("Any")
        });
        match n {
            0 | 1 => Order::AddSeries(plan),
            2 => Order::ChangeSeries { series, plan },
            3 => Order::Pause(series),
            4 | 5 => Order::Resume(series),
            6 => Order::DeleteSeries(series),
            7 => Order::AddPrompts(vec![prompt("One"), prompt("Two")]),
            8 => Order::ChangePrompt { prompt: prompt_id, new: prompt("Otherwise") },
            9 => Order::RemovePrompts(vec![prompt_id]),
            10 => Order::Accept(suggestion),
            11 => Order::Decline { suggestion, reason: None },
            12 => Order::SkipNext(series),
            13 => Order::PostNow(series),
            14 => Order::Preview(series),
            15 => Order::DryRun(series),
            16 => Order::Undo,
            17 => Order::List,
            18 => Order::Audit { after: 0 },
            19 => Order::Statistics,
            20 => Order::Set(Setting::Moderators((!n.is_multiple_of(3)).then(|| "mods".into()))),
            21 => Order::Set(Setting::Approvals(0)),
            22 => Order::Suggestions,
            _ => Order::NextRuns(series),
        }
    }

    fn tell(&mut self, n: u8, first: bool) -> Vec<Act> {
        let run = self.square.community.runs().last().map_or(Id::minted(0, 0, 9), |run| run.id);
        let share = Id::minted(5, 1, n);
        self.square.told(match n {
            0 => Told::Begun { run, first },
            1 => Told::Finished { run, first },
            2 | 3 => Told::Share { share, run, text: "Shared".into(), named: false, who: None, first },
            4 => Told::TakeBack { share: Id::minted(5, 1, 2) },
            _ => Told::AskModerator { who: Some("anna".into()) },
        })
    }
}

fn how(n: u8, of: About) -> Result<Landed, Trouble> {
    match n {
        0 => Err(Trouble::ChannelGone),
        1 => Err(Trouble::MessageGone),
        2 => Err(Trouble::Missing(Permission::Send)),
        3 => Ok(Landed { lacking: vec![Trouble::RoleGone], ..landed(of) }),
        _ => Ok(landed(of)),
    }
}

fn play(steps: &[Step]) -> Play {
    let mut play = Play { square: Square::with_prompts(2), given: Vec::new(), posts: BTreeMap::new() };
    play.square.adds(plan("Daily"));
    steps.iter().for_each(|step| play.step(step));
    play
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_panics_no_run_is_posted_twice_and_the_state_is_the_fold(steps in steps()) {
        let play = play(&steps);
        let square = &play.square;
        prop_assert!(play.posts.values().all(|times| *times == 1));
        let folded = Community::fold(square.community.tag(), &square.journal);
        prop_assert!(folded == square.community);
        let written = serde_json::to_string(&square.journal).unwrap();
        let read: Vec<afterword_core::community::Entry> = serde_json::from_str(&written).unwrap();
        prop_assert!(read == square.journal);
        let revisions: Vec<_> = square.journal.iter().map(|entry| entry.revision).collect();
        prop_assert!(revisions.is_sorted_by(|a, b| a < b));
    }

    /// Each moment of a schedule is posted, or told to have been missed or left out; none of it twice.
    #[test]
    fn no_run_is_lost(steps in steps()) {
        let mut play = play(&steps);
        // What was due is seen to; whatever waits for a channel is looked at again.
        let series: Vec<Id> = play.square.community.series().map(|series| series.id).collect();
        for id in series {
            let resumed = play.square.orders(Order::Resume(id));
            play.takes(resumed);
        }
        // In the evening: several at one minute are spaced.
        let days = play.square.now.as_second().div_euclid(24 * 3600) + 40;
        let later = Timestamp::from_second(days * 24 * 3600 + 20 * 3600).unwrap();
        let seen = play.square.until(later);
        play.takes(seen.into_iter().map(|(_, act)| act).filter(|act| matches!(act, Act::Post(_))).collect());
        prop_assert!(play.posts.values().all(|times| *times == 1));
        let mut handled: BTreeMap<Id, Timestamp> = BTreeMap::new();
        let mut waited: BTreeSet<Id> = BTreeSet::new();
        for entry in &play.square.journal {
            for fact in &entry.facts {
                match fact {
                    Fact::SeriesAdded { series, .. } | Fact::SeriesResumed(series) | Fact::SeriesRestored(series) => {
                        waited.remove(series);
                        handled.insert(*series, entry.at);
                    }
                    Fact::RunsPassed { series, upto, runs } => {
                        let days = days_in(handled[series], *upto);
                        prop_assert_eq!(days, i64::from(*runs), "all of them are counted");
                        handled.insert(*series, *upto);
                    }
                    // Nothing is counted as missed while it waited for a channel.
                    Fact::SeriesChanged { series, .. } if waited.remove(series) => {
                        handled.insert(*series, entry.at);
                    }
                    Fact::TroubleBegan(Cause { series: Some(series), step: Part::Post, trouble: Trouble::ChannelGone }) => {
                        waited.insert(*series);
                    }
                    Fact::TroubleEnded { series: Some(series), step: Part::Post } => {
                        waited.remove(series);
                    }
                    Fact::RunClaimed { series, due: Some(due), .. } => {
                        prop_assert_eq!(days_in(handled[series], *due), 1, "the very next one");
                        handled.insert(*series, *due);
                    }
                    _ => {}
                }
            }
        }
        for series in play.square.community.series() {
            prop_assert_eq!(days_in(series.handled, play.square.now), 0, "none is left over");
        }
    }
}

/// How many times it was ten o'clock after one moment up to another.
fn days_in(after: Timestamp, upto: Timestamp) -> i64 {
    let tens = |at: Timestamp| (at.as_second() - 10 * 3600).div_euclid(24 * 3600);
    tens(upto) - tens(after)
}
