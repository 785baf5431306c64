//! A community's life besides crashes: time away, doubled events, troubles, limits, erasing, taking along.

use afterword_core::Refusal;
use afterword_core::community::{Order, Permission, Trouble, schedule::CatchUp};
use afterword_engine::{Gathering, Limits, NotTaken, Parts, SetAside};
use afterword_store::seal::entry_row;
use afterword_store::{Store as _, Write};
use jiff::SignedDuration;

use super::{NowPlus as _, SQUARE, Stand, check_fold, gathered, order, ordered, plan, refused};
use crate::memory::Disk;
use crate::world::{ANNA, TERMINAL, ok, parts, said, vault};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test(start_paused = true)]
async fn after_an_hour_a_day_and_a_week_away_each_rule_does_what_it_says() {
    for (rule, away, posted, late) in [
        (CatchUp::Skip, HOUR * 2, 0, 0),
        (CatchUp::Skip, HOUR * 26, 0, 0),
        (CatchUp::Skip, HOUR * (24 * 7 + 2), 0, 0),
        (CatchUp::LatestOnce, HOUR * 2, 1, 1),
        (CatchUp::LatestOnce, HOUR * 26, 1, 1),
        (CatchUp::LatestOnce, HOUR * (24 * 7 + 2), 1, 1),
        (CatchUp::All, HOUR * 2, 1, 1),
        (CatchUp::All, HOUR * 26, 2, 2),
        (CatchUp::All, HOUR * (24 * 7 + 2), 8, 8),
    ] {
        let stand = Stand::with_series(rule).await;
        stand.clock.advance(away);
        let stand = stand.restarted().await;
        let mut before = 0;
        for _ in 0..15 {
            stand.passes(MINUTE * 14, MINUTE * 14).await;
            let now = stand.town.state().count("post");
            assert!(now - before <= 1, "never a burst: {rule:?} after {away}");
            before = now;
        }
        let state = stand.town.state();
        assert_eq!((state.count("post"), state.late), (posted, late), "{rule:?} after {away}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_heard_by_two_posts_once() {
    let mut stand = Stand::with_series(CatchUp::Skip).await;
    let series = stand.community().await.unwrap().series().next().unwrap().id;
    let first = stand.hears(order("now", Order::PostNow(series))).await;
    for _ in 0..3 {
        let again = stand.hears(order("now", Order::PostNow(series))).await;
        assert!(again.duplicate && again.revision == first.revision);
        stand.engine.settled().await;
        stand = stand.restarted().await;
    }
    assert_eq!(stand.town.state().count("post"), 1);
}

#[tokio::test(start_paused = true)]
async fn series_of_one_minute_are_spaced_and_none_is_lost() {
    let stand = Stand::with_series(CatchUp::LatestOnce).await;
    for n in 0..4 {
        stand.hears(order(&format!("series {n}"), Order::AddSeries(Box::new(plan("More", CatchUp::LatestOnce))))).await;
    }
    stand.clock.advance(HOUR);
    let mut before = 0;
    for _ in 0..60 {
        stand.passes(SignedDuration::from_secs(2), SignedDuration::from_secs(2)).await;
        let now = stand.town.state().count("post");
        assert!(now - before <= 1, "never a burst");
        before = now;
    }
    assert_eq!(before, 5);
    assert_eq!(stand.town.state().late, 0);
    check_fold(&stand).await;
}

#[tokio::test(start_paused = true)]
async fn what_fails_is_told_once_and_goes_on_when_it_is_mended() {
    let stand = Stand::with_series(CatchUp::LatestOnce).await;
    let missing = Trouble::Missing(Permission::Send);
    stand.town.state().troubles = vec![("post", missing), ("post", missing), ("pin", Trouble::PinsFull)];
    stand.passes(HOUR * 24 * 4, MINUTE * 30).await;
    let state = stand.town.state();
    assert_eq!(state.count("post"), 2, "on the third day and on the fourth");
    assert_eq!(state.reports, ["trouble-series", "trouble-series"], "one for each cause");
    assert_eq!(state.pinned.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_is_no_moderator_changes_nothing() {
    let stand = Stand::with_series(CatchUp::LatestOnce).await;
    let series = stand.community().await.unwrap().series().next().unwrap().id;
    stand.hears(ordered("try", "was one", false, Order::DeleteSeries(series))).await;
    stand.engine.settled().await;
    assert_eq!(stand.town.state().answers.last().map(String::as_str), Some("not-a-moderator"));
    let community = stand.community().await.unwrap();
    assert_eq!(community.series().count(), 1);
    assert!(community.audit().next().is_some_and(|line| line.did.refused && line.by.reveal() == "was one"));
}

#[tokio::test(start_paused = true)]
async fn before_a_moderator_speaks_nothing_is_stored_and_they_are_answered() {
    let stand = Stand::new().await;
    let rows = stand.disk.rows().entries.len();
    for n in 0..2 {
        let receipt = stand.hears(ordered("look", "nobody", false, Order::List)).await;
        assert_eq!(receipt.duplicate, n == 1);
    }
    let suggestion = Gathering::Suggested { by: "member".into(), text: "What helped?".into() };
    stand.hears(gathered("suggestion", suggestion)).await;
    stand.hears(gathered("left", Gathering::Left)).await;
    stand.engine.settled().await;
    assert_eq!(stand.town.state().answers, ["not-a-moderator"]);
    assert_eq!(stand.disk.rows().entries.len(), rows);
    assert!(stand.community().await.is_none() && stand.disk.rows().heads.is_empty());
}

#[tokio::test(start_paused = true)]
async fn each_has_a_pace_of_their_own_in_a_community() {
    let stand = Stand::with_series(CatchUp::Skip).await;
    let Stand { disk, clock, town, .. } = stand;
    let limits = Limits { burst: 3, messages_per_minute: 1, ..Limits::default() };
    let mut parts = Parts { limits, ..parts(&disk, disk.sound(), clock, town) };
    parts.platforms.values_mut().for_each(|platform| platform.limited = true);
    let engine = ok(afterword_engine::Engine::start(parts).await);
    for n in 0..4 {
        let heard = engine.hear_community(ordered(&format!("flood {n}"), "nobody", false, Order::List)).await;
        assert_eq!(heard.is_ok(), n < 3);
    }
    ok(engine.hear_community(order("list", Order::List)).await);
    ok(engine.block(TERMINAL, "nobody", true).await);
    let why = refused(engine.hear_community(ordered("again", "nobody", false, Order::List)).await);
    assert!(matches!(why, NotTaken::Refused { refusal: Refusal::Blocked, .. }));
    ok(engine.hear_community(order("list again", Order::List)).await);
}

#[tokio::test(start_paused = true)]
async fn a_community_that_leaves_or_asks_is_erased() {
    for leaves in [true, false] {
        let stand = Stand::with_series(CatchUp::LatestOnce).await;
        stand.passes(HOUR * 2, MINUTE * 20).await;
        if leaves {
            stand.hears(gathered("left", Gathering::Left)).await;
        } else {
            assert!(ok(stand.engine.erase_community(TERMINAL, SQUARE).await));
        }
        stand.engine.settled().await;
        {
            let rows = stand.disk.rows();
            assert!(rows.entries.is_empty() && rows.keys.is_empty() && rows.accounts.is_empty());
            assert!(rows.wakes.is_empty() && rows.outbox.is_empty());
        }
        assert!(stand.community().await.is_none());
        stand.passes(HOUR * 48, HOUR).await;
        assert_eq!(stand.town.state().posts.len(), 1, "its posts stay, and no more come");
        let stand = stand.restarted().await;
        // What is redelivered does not bring it back.
        assert!(stand.hears(super::set_up(CatchUp::LatestOnce)[2].clone()).await.duplicate);
        assert!(stand.community().await.is_none());
        stand.hears(order("anew", Order::List)).await;
        assert_eq!(stand.community().await.unwrap().series().count(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_journal_of_a_newer_version_sets_one_community_aside() {
    let at = r#""revision":50,"at":"2026-03-10T09:00:00Z""#;
    let newer = format!(r#"{{"community":{{"v":2,{at},"facts":[]}}}}"#);
    let unknown = format!(r#"{{"community":{{"v":1,{at},"facts":[{{"danced":"a secret tango"}}]}}}}"#);
    let mixed = format!(r#"{{"entry":{{"v":1,{at},"local":"2026-03-10T09:00:00","facts":[]}}}}"#);
    for (json, why) in [
        (newer, "newer version"),
        (unknown, "a kind that this version does not know"),
        (mixed, "of a person and of a community"),
    ] {
        let stand = Stand::with_series(CatchUp::LatestOnce).await;
        let actor = stand.hears(order("list", Order::List)).await.actor;
        stand.engine.settled().await;
        {
            let key = stand.disk.rows().keys[&actor].clone();
            let data_key = ok(vault(&stand.disk).unwrap(actor, &key));
            let mut rows = stand.disk.rows();
            let sealed = data_key.seal("entry", &entry_row(actor, 50), key.epoch, json.as_bytes());
            rows.entries.insert((actor, 50), sealed);
            rows.heads.insert(actor, afterword_store::Head::At(50));
        }
        let stand = stand.restarted().await;
        let aside = refused(stand.engine.hear_community(order("more", Order::List)).await);
        assert!(matches!(&aside, NotTaken::SetAside(SetAside { tree: "entry", .. })), "{aside}");
        assert!(aside.to_string().contains(why) && !aside.to_string().contains("secret"), "{aside}");
        ok(stand.engine.hear(said(ANNA, "hello", "hello")).await);
        assert!(ok(stand.engine.erase_community(TERMINAL, SQUARE).await), "it can be erased");
    }
}

#[tokio::test(start_paused = true)]
async fn a_community_comes_along_in_a_backup_and_goes_on_where_it_stood() {
    let stand = Stand::with_series(CatchUp::LatestOnce).await;
    stand.passes(HOUR * 2, MINUTE * 20).await;
    let before = stand.community().await;
    let copy = Disk::default();
    {
        let store = stand.disk.sound();
        let records: Vec<_> = ok(store.snapshot()).map(ok).collect();
        let writes: Vec<_> = records.into_iter().map(|record| Write::Record(Box::new(record))).collect();
        ok(copy.sound().commit(&writes));
    }
    let (clock, town) = (stand.clock.clone(), stand.town.clone());
    drop(stand);
    let store = copy.sound();
    let stand = ok(Stand::on(copy, store, clock, town).await);
    assert!(stand.community().await == before);
    stand.passes(HOUR * 24, MINUTE * 30).await;
    assert_eq!(stand.town.state().count("post"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_person_and_a_community_of_one_name_are_two() {
    let stand = Stand::with_series(CatchUp::Skip).await;
    ok(stand.engine.hear(said(SQUARE, "hello", "hello")).await);
    ok(stand.engine.hear(said(SQUARE, "yes", "yes")).await);
    assert!(ok(stand.engine.person(TERMINAL, SQUARE).await).is_some_and(|person| person.agreed()));
    assert!(ok(stand.engine.person(TERMINAL, &format!("community:{SQUARE}")).await).is_none());
    assert!(ok(stand.engine.export(TERMINAL, &format!("community:{SQUARE}")).await).is_none());
    assert!(stand.community().await.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_does_nothing_for_communities_says_so_and_the_series_goes_on() {
    let disk = Disk::default();
    let clock = std::sync::Arc::new(afterword_engine::ManualClock::at(crate::world::tuesday()));
    let post = std::sync::Arc::new(crate::world::Post::default());
    let engine = ok(afterword_engine::Engine::start(parts(&disk, disk.sound(), clock.clone(), post)).await);
    for order in super::set_up(CatchUp::LatestOnce) {
        ok(engine.hear_community(order).await);
    }
    clock.set(clock.now_plus(HOUR));
    ok(engine.tick().await);
    engine.settled().await;
    let community = ok(engine.community(TERMINAL, SQUARE).await).unwrap();
    let refused = community.troubles().iter().any(|cause| cause.trouble == Trouble::Refused);
    assert!(refused && disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_an_answer_does_not_wait_for_a_busy_platform() {
    let stand = Stand::with_series(CatchUp::LatestOnce).await;
    stand.town.state().busy = Some("post");
    stand.passes(HOUR, MINUTE * 30).await;
    assert!(!stand.disk.rows().outbox.is_empty(), "the post waits");
    let before = stand.town.state().answers.len();
    stand.hears(order("list", Order::List)).await;
    stand.engine.settled().await;
    assert!(stand.town.state().answers.len() > before);
    stand.town.state().busy = None;
    stand.passes(HOUR * 2, MINUTE * 30).await;
    let state = stand.town.state();
    assert_eq!((state.count("post"), state.pinned.len()), (1, 1));
}
