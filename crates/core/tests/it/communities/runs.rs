//! Schedules, catch-up, rotation, and what goes out.

use super::{Square, landed, plan, post_times, posts, prompt, reports, tuesday};
use afterword_core::community::{
    About, Act, Event, Fact, Library, Opens, Order, Own, Place, PlaceKind, Plan, Prompt, PromptId, Stage,
    schedule::CatchUp,
};
use jiff::{SignedDuration, Timestamp};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_run_is_one_post_and_it_draws_no_prompt_twice() {
    let (mut square, _) = Square::with_series(3);
    let seen = square.until(at("2026-03-13T12:00:00Z"));
    assert_eq!(
        post_times(&seen),
        ["2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z", "2026-03-12T10:00:00Z", "2026-03-13T10:00:00Z"]
    );
    let acts: Vec<Act> = seen.into_iter().map(|(_, act)| act).collect();
    let texts: Vec<_> = posts(&acts).iter().map(|post| post.text.reveal().to_owned()).collect();
    assert_eq!(texts, ["Prompt 0", "Prompt 1", "Prompt 2", "Prompt 0"]);
    assert!(square.community.runs().all(|run| matches!(run.stage, Stage::Posted(_))));
}

#[test]
fn two_series_at_one_minute_both_post_and_never_in_a_burst() {
    let mut square = Square::with_prompts(3);
    for name in ["One", "Two", "Three"] {
        square.adds(plan(name));
    }
    let seen = square.until(at("2026-03-10T10:10:00Z"));
    assert_eq!(post_times(&seen), ["2026-03-10T10:00:00Z", "2026-03-10T10:00:20Z", "2026-03-10T10:00:40Z"]);
    assert!(posts(&seen.into_iter().map(|(_, act)| act).collect::<Vec<_>>()).iter().all(|post| post.late.is_none()));
}

#[test]
fn after_a_time_away_each_rule_does_what_it_says() {
    let hour = SignedDuration::from_hours(1);
    // Set up on Tuesday, away since, back after so long; at ten each day.
    for (rule, away, posted, late, missed) in [
        (CatchUp::Skip, hour * 2, 0, 0, 1),
        (CatchUp::Skip, hour * 25 + SignedDuration::from_mins(5), 1, 0, 1),
        (CatchUp::Skip, hour * 24 * 7 + hour * 2, 0, 0, 8),
        (CatchUp::LatestOnce, hour * 2, 1, 1, 0),
        (CatchUp::LatestOnce, hour * 24 * 7 + hour * 2, 1, 1, 7),
        (CatchUp::All, hour * 2, 1, 1, 0),
        (CatchUp::All, hour * 24 * 7 + hour * 2, 8, 8, 0),
    ] {
        let mut square = Square::with_prompts(3);
        square.adds(Plan { catch_up: rule, ..plan("Daily") });
        square.later(away);
        let back = square.now;
        let seen = square.until(back.checked_add(hour * 6).unwrap());
        let times: Vec<Timestamp> = post_times(&seen).iter().map(|time| at(time)).collect();
        let acts: Vec<Act> = seen.into_iter().map(|(_, act)| act).collect();
        let posts = posts(&acts);
        let lates = posts.iter().filter(|post| post.late.is_some()).count();
        assert_eq!((posts.len(), lates), (posted, late), "{rule:?} after {away}");
        let passed: u32 =
            square.facts().map(|fact| if let Fact::RunsPassed { runs, .. } = fact { *runs } else { 0 }).sum();
        assert_eq!(passed, missed, "{rule:?} after {away}");
        assert_eq!(reports(&acts).contains(&"runs-missed".to_owned()), missed > 0);
        let gaps = times.windows(2).map(|two| two[1].duration_since(two[0]));
        assert!(gaps.min().is_none_or(|gap| gap >= SignedDuration::from_mins(15)), "never a burst");
    }
}

#[test]
fn what_lies_more_than_a_day_back_is_not_posted_once() {
    let mut square = Square::with_prompts(3);
    let weekly = serde_json::json!({"repeat": {"weekdays": {"on": ["tuesday"], "at": "10:00:00"}}, "zone": "Etc/UTC"});
    square.adds(Plan { schedule: serde_json::from_value(weekly).unwrap(), ..plan("Weekly") });
    square.later(SignedDuration::from_hours(24 * 3));
    let now = square.now;
    assert!(post_times(&square.until(now)).is_empty());
    assert!(square.facts().any(|fact| matches!(fact, Fact::RunsPassed { runs: 1, .. })));
}

#[test]
fn a_post_is_pinned_in_the_place_of_the_one_before_and_has_a_thread_named_after_it() {
    let mut square = Square::with_prompts(3);
    let place = Place { channel: "general".into(), kind: PlaceKind::Thread };
    square.adds(Plan { pins: true, place, role: Some("job-seekers".into()), ..plan("Daily") });
    let first = square.until(at("2026-03-10T12:00:00Z"));
    let second = square.until(at("2026-03-11T12:00:00Z"));
    let named = |seen: &[(Timestamp, Act)]| -> Vec<&'static str> {
        seen.iter()
            .map(|(_, act)| match act {
                Act::Post(_) => "post",
                Act::Thread { .. } => "thread",
                Act::Pin { .. } => "pin",
                Act::Unpin { .. } => "unpin",
                _ => "other",
            })
            .collect()
    };
    assert_eq!(named(&first), ["post", "thread", "pin"]);
    assert_eq!(named(&second), ["post", "thread", "unpin", "pin"]);
    let (Act::Post(post), Act::Thread { name, .. }) = (&second[0].1, &second[1].1) else { panic!("as named") };
    assert_eq!((post.ping.as_deref(), name.reveal()), (Some("job-seekers"), "Prompt 1"));
    let runs: Vec<_> = square.community.runs().cloned().collect();
    let Act::Unpin { run, message, .. } = &second[2].1 else { panic!("as named") };
    assert!(*run == runs[0].id && runs[0].stage == Stage::Posted(message.clone()));
    assert!(runs.iter().all(|run| run.thread.is_some()));
}

#[test]
fn what_came_of_a_post_is_heard_once() {
    let (mut square, series) = Square::with_series(2);
    let run = posts(&square.orders(Order::PostNow(series)))[0].run;
    square.comes(About::Post(run), Ok(landed(About::Post(run))));
    let before = square.journal.len();
    assert!(square.comes(About::Post(run), Ok(landed(About::Post(run)))).is_empty());
    assert_eq!(square.journal.len(), before);
}

#[test]
fn skipping_posting_now_pausing_and_resuming() {
    let (mut square, series) = Square::with_series(9);
    square.orders(Order::SkipNext(series));
    assert_eq!(post_times(&square.until(at("2026-03-11T11:00:00Z"))), ["2026-03-11T10:00:00Z"]);
    assert_eq!(posts(&square.orders(Order::PostNow(series))).len(), 1, "besides");
    assert_eq!(post_times(&square.until(at("2026-03-12T11:00:00Z"))), ["2026-03-12T10:00:00Z"]);
    square.orders(Order::Pause(series));
    assert!(square.until(at("2026-03-14T11:00:00Z")).is_empty());
    square.orders(Order::Resume(series));
    assert_eq!(post_times(&square.until(at("2026-03-15T11:00:00Z"))), ["2026-03-15T10:00:00Z"]);
    square.orders(Order::DeleteSeries(series));
    assert!(post_times(&square.until(at("2026-03-17T11:00:00Z"))).is_empty());
    square.orders(Order::Undo);
    assert_eq!(post_times(&square.until(at("2026-03-18T11:00:00Z"))), ["2026-03-18T10:00:00Z"]);
}

#[test]
fn by_another_schedule_nothing_is_due_that_lies_behind() {
    let (mut square, series) = Square::with_series(9);
    square.later(SignedDuration::from_hours(3));
    let earlier =
        serde_json::from_value(serde_json::json!({"repeat": {"daily": {"at": "11:00:00"}}, "zone": "Etc/UTC"}));
    let plan = Plan { schedule: earlier.unwrap(), ..plan("Daily") };
    square.orders(Order::ChangeSeries { series, plan: Box::new(plan) });
    assert_eq!(post_times(&square.until(at("2026-03-11T12:00:00Z"))), ["2026-03-11T11:00:00Z"]);
}

#[test]
fn a_preview_and_a_dry_run_show_what_then_is_posted_and_change_nothing() {
    let (mut square, series) = Square::with_series(5);
    square.until(at("2026-03-10T12:00:00Z"));
    let before = square.journal.len();
    let shown = square.orders(Order::Preview(series));
    let Some(Act::Show(shown)) = shown.last() else { panic!("it is shown") };
    let dry = square.orders(Order::DryRun(series));
    let Some(Act::Answer(dry)) = dry.last() else { panic!("it is answered") };
    assert_eq!(square.journal.len(), before, "nothing of it is kept");
    let lines: Vec<_> = dry.blocks.iter().filter(|block| block.word == "dry-run").collect();
    assert_eq!(lines.len(), 3);
    let (text, listed) = (shown.text.clone(), super::filled(lines[0], "text"));
    let seen: Vec<Act> = square.until(at("2026-03-11T12:00:00Z")).into_iter().map(|(_, act)| act).collect();
    let post = &posts(&seen)[0];
    assert!(post.text == text && listed == text.reveal() && post.channel == shown.channel);
}

#[test]
fn a_library_that_runs_dry_says_so_and_an_empty_one_posts_nothing() {
    let mut square = Square::with_prompts(4);
    square.adds(Plan { warns: true, ..plan("Daily") });
    let words = |seen: Vec<(Timestamp, Act)>| reports(&seen.into_iter().map(|(_, act)| act).collect::<Vec<_>>());
    assert_eq!(words(square.until(at("2026-03-10T12:00:00Z"))), ["few-left"], "three left");
    assert!(words(square.until(at("2026-03-13T12:00:00Z"))).is_empty(), "once a round");
    assert_eq!(words(square.until(at("2026-03-14T12:00:00Z"))), ["round-over", "few-left"]);

    let (mut square, _) = Square::with_series(0);
    let seen = square.until(at("2026-03-12T12:00:00Z"));
    assert!(post_times(&seen).is_empty());
    assert_eq!(words(seen), ["trouble-series"], "once, not each day");
    square.orders(Order::AddPrompts(vec![prompt("At last")]));
    assert_eq!(post_times(&square.until(at("2026-03-13T12:00:00Z"))), ["2026-03-13T10:00:00Z"]);
    assert!(square.community.troubles().is_empty(), "it is mended");
}

#[test]
fn shipped_themes_and_own_ones_are_drawn_from_as_they_were_chosen() {
    let mut square = Square::with_prompts(1);
    square.shipped = ["waiting", "offer"]
        .map(|theme| Prompt {
            id: PromptId::new(theme),
            theme: theme.into(),
            text: format!("About {theme}").into(),
            opens: Opens::Waiting,
            season: None,
        })
        .to_vec();
    let library = |themes: &[&str], own| Library { themes: themes.iter().map(ToString::to_string).collect(), own };
    for (library, expected) in [
        (library(&["offer"], Own::None), vec!["About offer"]),
        (library(&["waiting", "offer"], Own::All), vec!["About waiting", "About offer", "Prompt 0"]),
        (library(&[], Own::Themes(vec!["ours".into()])), vec!["Prompt 0"]),
        (library(&[], Own::Themes(vec!["theirs".into()])), vec![]),
    ] {
        let drawn = square.community.library(&Plan { library, ..plan("Daily") }, &square.shipped);
        assert_eq!(drawn.iter().map(|prompt| prompt.text.reveal()).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_long_prompt_with_mentions_goes_out_as_it_is() {
    let text = format!("@everyone <@1> **bold** {}", "x".repeat(1976));
    assert_eq!(text.chars().count(), 2000);
    let mut square = Square::with_prompts(0);
    square.orders(Order::AddPrompts(vec![prompt(&text)]));
    let series = square.adds(plan("Daily"));
    let acts = square.orders(Order::PostNow(series));
    assert_eq!(posts(&acts)[0].text.reveal(), text);
    assert!(posts(&acts)[0].channel.title.chars() <= 100);
    let too_long = square.orders(Order::AddPrompts(vec![prompt(&format!("{text}x"))]));
    assert_eq!(super::answers(&too_long), ["prompt-length"]);
}

#[test]
fn due_without_reason_does_nothing() {
    let (mut square, _) = Square::with_series(3);
    let before = square.journal.len();
    assert!(square.hears(&Event::Due).is_empty());
    assert_eq!((square.journal.len(), square.now), (before, tuesday()));
}
