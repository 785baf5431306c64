//! What cannot be done is told once, goes on when it is mended, and stops nothing else.

use super::{Square, filled, landed, plan, post_times, posts, reports};
use afterword_core::community::{
    About, Act, Community, Landed, Order, Permission, Place, PlaceKind, Plan, Stage, Trouble,
};
use jiff::Timestamp;
use std::collections::{BTreeSet, VecDeque};

fn at(day: i8) -> Timestamp {
    format!("2026-03-{day:02}T12:00:00Z").parse().unwrap()
}

/// Lives until then; posts fail like this.
fn failing(square: &mut Square, until: Timestamp, trouble: Trouble) -> (usize, Vec<Act>) {
    let (mut tried, mut seen) = (0, Vec::new());
    while let Some(wake) = square.community.next_wake(&square.settings, square.now).filter(|wake| *wake <= until) {
        square.now = square.now.max(wake);
        let acts = square.hears(&afterword_core::community::Event::Due);
        for post in posts(&acts) {
            tried += 1;
            seen.extend(square.comes(About::Post(post.run), Err(trouble)));
        }
        seen.extend(acts);
    }
    square.now = until;
    (tried, seen)
}

#[test]
fn a_lost_permission_is_told_once_by_its_name_and_the_series_goes_on() {
    let (mut square, _) = Square::with_series(9);
    let missing = Trouble::Missing(Permission::Send);
    let (tried, acts) = failing(&mut square, at(12), missing);
    assert_eq!((tried, reports(&acts)), (3, vec!["trouble-series".to_owned()]));
    let Some(Act::Report { channel, say }) = acts.iter().find(|act| matches!(act, Act::Report { .. })) else {
        panic!()
    };
    assert_eq!((channel.as_str(), filled(&say.blocks[0], "what").as_str()), ("mods", "trouble-missing"));
    assert!(square.community.runs().all(|run| run.stage == Stage::Failed));
    // It is mended: it posts again, and the next time it fails is told again.
    assert_eq!(post_times(&square.until(at(13))).len(), 1);
    assert!(square.community.troubles().is_empty());
    let (_, acts) = failing(&mut square, at(14), missing);
    assert_eq!(reports(&acts), ["trouble-series"]);
}

#[test]
fn a_series_whose_channel_is_gone_waits_until_it_is_looked_at() {
    for mend in [
        (|series| Order::Resume(series)) as fn(_) -> Order,
        |series| Order::PostNow(series),
        |series| {
            let place = Place { channel: "another".into(), kind: PlaceKind::Message };
            Order::ChangeSeries { series, plan: Box::new(Plan { place, ..plan("Daily") }) }
        },
    ] {
        let (mut square, series) = Square::with_series(9);
        let other = square.adds(plan("Other"));
        let (tried, acts) = failing(&mut square, at(10), Trouble::ChannelGone);
        assert_eq!((tried, reports(&acts).len()), (2, 2));
        square.orders(Order::Resume(other));
        assert_eq!(post_times(&square.until(at(12))).len(), 2, "the other goes on");
        assert!(square.community.waits_for_channel(series));
        square.orders(mend(series));
        assert!(!square.community.waits_for_channel(series));
        assert_eq!(post_times(&square.until(at(13))).len(), 2, "both go on");
    }
}

#[test]
fn a_role_or_a_picture_that_is_gone_does_not_hold_up_the_post() {
    let mut square = Square::with_prompts(9);
    let series = square.adds(Plan { role: Some("gone".into()), pins: true, ..plan("Daily") });
    for nth in 0..2 {
        let run = posts(&square.orders(Order::PostNow(series)))[0].run;
        let lacking = vec![Trouble::RoleGone, Trouble::Missing(Permission::Attach)];
        let acts = square.comes(About::Post(run), Ok(Landed { lacking, ..landed(About::Post(run)) }));
        assert_eq!(reports(&acts).len(), if nth == 0 { 2 } else { 0 });
        assert!(acts.iter().any(|act| matches!(act, Act::Pin { .. })));
    }
    square.posted(series);
    assert!(square.community.troubles().is_empty(), "the next one lacked nothing");
}

#[test]
fn pins_that_are_gone_are_all_right_and_full_ones_are_told_of() {
    let mut square = Square::with_prompts(9);
    let series = square.adds(Plan { pins: true, ..plan("Daily") });
    let run = square.posted(series);
    for (of, trouble, told) in [
        (About::Unpin(run), Trouble::MessageGone, 0),
        (About::Unpin(run), Trouble::Missing(Permission::Pin), 1),
        (About::Pin(run), Trouble::PinsFull, 1),
        (About::Pin(run), Trouble::PinsFull, 0),
        (About::Pin(run), Trouble::MessageGone, 1),
        (About::Thread(run), Trouble::Missing(Permission::Threads), 1),
    ] {
        assert_eq!(reports(&square.comes(of, Err(trouble))).len(), told, "{of:?} {trouble:?}");
    }
    square.comes(About::Pin(run), Ok(Landed::default()));
    assert!(square.community.troubles().iter().all(|cause| cause.trouble != Trouble::PinsFull));
}

#[test]
fn what_could_not_be_unpinned_is_unpinned_once_that_works_again() {
    let mut square = Square::with_prompts(9);
    let series = square.adds(Plan { pins: true, ..plan("Daily") });
    let mut pinned = BTreeSet::new();
    for lost in [false, true, true, false, false] {
        let mut left = VecDeque::from(square.orders(Order::PostNow(series)));
        while let Some(act) = left.pop_front() {
            let Some(of) = act.about() else { continue };
            let how = match of {
                About::Pin(_) | About::Unpin(_) if lost => Err(Trouble::Missing(Permission::Pin)),
                _ => Ok(landed(of)),
            };
            match of {
                About::Pin(run) if !lost => drop(pinned.insert(run)),
                About::Unpin(run) if !lost => drop(pinned.remove(&run)),
                _ => {}
            }
            left.extend(square.comes(of, how));
        }
        let newest = square.community.runs().last().unwrap().id;
        assert!(lost || pinned == BTreeSet::from([newest]), "{pinned:?}");
    }
    assert!(square.community.troubles().is_empty());
    assert!(Community::fold(square.community.tag(), &square.journal) == square.community);
}

#[test]
fn a_moderators_channel_that_is_gone_is_not_written_to_about_itself() {
    let (mut square, _) = Square::with_series(1);
    let acts = square.comes(About::Report, Err(Trouble::ChannelGone));
    assert!(acts.is_empty());
    let listed = super::answers(&square.orders(Order::List));
    assert!(listed.contains(&"trouble".to_owned()), "who asks is told: {listed:?}");
    let channel = Some("better".to_owned());
    square.orders(Order::Set(afterword_core::community::Setting::Moderators(channel)));
    assert!(square.community.troubles().is_empty());
}
