//! Communities in the engine: each run is one post, whatever ends when.

mod crashes;
mod living;
mod telling;
mod town;

use std::sync::Arc;

use afterword_core::community::{
    Community, Library, NewPrompt, Opens, Order, Own, Place, PlaceKind, Plan, Setting, Who, rotation,
    schedule::{CatchUp, Repeat, Schedule},
};
use afterword_engine::{Engine, Gathered, Gathering, ManualClock, NotTaken, Receipt};
use jiff::{SignedDuration, Timestamp, civil::time};

use crate::memory::{Disk, Memory};
use crate::world::{TERMINAL, ok, parts};
use town::Town;

/// The one community of these tests.
pub(super) const SQUARE: &str = "square";

/// At ten each day, in a thread, pinned.
pub(super) fn plan(name: &str, catch_up: CatchUp) -> Plan {
    Plan {
        name: name.into(),
        library: Library { themes: Vec::new(), own: Own::All },
        order: rotation::Order::InOrder,
        place: Place { channel: "general".into(), kind: PlaceKind::Thread },
        schedule: Schedule::new(Repeat::Daily { at: time(10, 0, 0, 0) }, "Etc/UTC"),
        role: None,
        catch_up,
        pins: true,
        warns: false,
    }
}

pub(super) fn prompts(count: usize) -> Order {
    let prompt = |n| NewPrompt {
        text: format!("Prompt {n}").into(),
        theme: "ours".into(),
        opens: Opens::Debrief,
        season: None,
        picture: None,
    };
    Order::AddPrompts((0..count).map(prompt).collect())
}

/// A moderator's order; `event` has to be new each time.
pub(super) fn order(event: &str, order: Order) -> Gathered {
    ordered(event, "mo", true, order)
}

pub(super) fn ordered(event: &str, who: &str, moderator: bool, order: Order) -> Gathered {
    let by = Who { account: who.into(), moderator };
    gathered(event, Gathering::Ordered { by, order })
}

pub(super) fn gathered(event: &str, what: Gathering) -> Gathered {
    let (platform, community) = (TERMINAL.to_owned(), SQUARE.to_owned());
    Gathered { platform, community, event: Some(event.to_owned()), what }
}

/// What a moderator sets up before anything is posted.
pub(super) fn set_up(catch_up: CatchUp) -> [Gathered; 3] {
    [
        order("channel", Order::Set(Setting::Moderators(Some("mods".into())))),
        order("prompts", prompts(20)),
        order("series", Order::AddSeries(Box::new(plan("Daily", catch_up)))),
    ]
}

/// An engine, its disk, and the platform, which outlives it.
pub(super) struct Stand {
    pub(super) engine: Engine,
    pub(super) disk: Disk,
    pub(super) clock: Arc<ManualClock>,
    pub(super) town: Arc<Town>,
}

impl Stand {
    pub(super) async fn new() -> Self {
        let (disk, clock) = (Disk::default(), Arc::new(ManualClock::at(crate::world::tuesday())));
        let store = disk.sound();
        Self::on(disk, store, clock, Arc::new(Town::default())).await.expect("it starts")
    }

    /// With a series that posts at ten each day.
    pub(super) async fn with_series(catch_up: CatchUp) -> Self {
        let stand = Self::new().await;
        for order in set_up(catch_up) {
            stand.hears(order).await;
        }
        stand.engine.settled().await;
        stand
    }

    pub(super) async fn on(
        disk: Disk,
        store: Arc<Memory>,
        clock: Arc<ManualClock>,
        town: Arc<Town>,
    ) -> Result<Self, afterword_engine::StartError> {
        let engine = Engine::start(parts(&disk, store, clock.clone(), town.clone())).await?;
        Ok(Self { engine, disk, clock, town })
    }

    /// The same after the end of the process and a new start.
    pub(super) async fn restarted(self) -> Self {
        let Self { disk, clock, town, .. } = self;
        let store = disk.sound();
        Self::on(disk, store, clock, town).await.expect("it starts")
    }

    pub(super) async fn hears(&self, gathered: Gathered) -> Receipt {
        ok(self.engine.hear_community(gathered).await)
    }

    pub(super) async fn community(&self) -> Option<Community> {
        ok(self.engine.community(TERMINAL, SQUARE).await)
    }

    /// Time passes in steps; whatever is due happens.
    pub(super) async fn passes(&self, time: SignedDuration, step: SignedDuration) {
        let then = self.clock.now_plus(time);
        while self.clock.now_plus(SignedDuration::ZERO) < then {
            self.clock.advance(step);
            ok(self.engine.tick().await);
            self.engine.settled().await;
        }
    }
}

pub(super) trait NowPlus {
    fn now_plus(&self, by: SignedDuration) -> Timestamp;
}

impl NowPlus for ManualClock {
    fn now_plus(&self, by: SignedDuration) -> Timestamp {
        afterword_engine::Clock::now(self).checked_add(by).expect("within time")
    }
}

/// The state is the fold of what is on the disk.
pub(super) async fn check_fold(stand: &Stand) {
    let here = stand.community().await;
    let journal = ok(stand.engine.export_community(TERMINAL, SQUARE).await);
    let there = here.as_ref().zip(journal).map(|(here, journal)| Community::fold(here.tag(), &journal));
    assert!(here == there, "not the fold of the journal");
}

pub(super) fn refused(result: Result<Receipt, NotTaken>) -> NotTaken {
    result.err().expect("it was taken")
}
