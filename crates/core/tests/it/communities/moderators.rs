//! Who may do what, the audit log, suggestions, undoing.

use super::{Square, account, answers, filled, plan, posts, prompt, reports};
use afterword_core::{
    Id,
    community::{AT_ONCE, Act, Community, Event, Fact, Order, OrderKind, Setting},
    say::Arg,
};
use jiff::SignedDuration;

/// One of each, about a series, a prompt and a suggestion that are there.
fn one_of_each(square: &Square, series: Id) -> Vec<Order> {
    let (prompt_id, suggestion) =
        (square.community.prompts().next().unwrap().0, square.community.suggestions().next().unwrap().id);
    vec![
        Order::AddSeries(Box::new(plan("Another"))),
        Order::ChangeSeries { series, plan: Box::new(plan("Otherwise")) },
        Order::Pause(series),
        Order::Resume(series),
        Order::DeleteSeries(series),
        Order::AddPrompts(vec![prompt("Another")]),
        Order::ChangePrompt { prompt: prompt_id, new: prompt("Otherwise") },
        Order::RemovePrompts(vec![prompt_id]),
        Order::Accept(suggestion),
        Order::AcceptAs { suggestion, new: prompt("Otherwise") },
        Order::Decline { suggestion, reason: Some("Twice".into()) },
        Order::SkipNext(series),
        Order::PostNow(series),
        Order::Preview(series),
        Order::DryRun(series),
        Order::Set(Setting::Sharing(false)),
        Order::Undo,
        Order::List,
        Order::NextRuns(series),
        Order::Customs,
        Order::Library { after: 0 },
        Order::Suggestions,
        Order::Audit { after: 0 },
        Order::Statistics,
    ]
}

#[test]
fn who_is_no_moderator_changes_nothing_and_stands_in_the_log() {
    let (mut square, series) = Square::with_series(3);
    square.hears(&Event::Suggested { by: "member".into(), text: "What helped?".into() });
    for order in one_of_each(&square, series) {
        square.later(SignedDuration::from_hours(2));
        let (before, kind) = (square.journal.len(), order.kind());
        let acts = square.hears(&Event::Ordered { by: account("was one", false), order });
        assert_eq!(answers(&acts), ["not-a-moderator"]);
        assert_eq!(acts.len(), 1, "nothing is shown or posted");
        let facts: Vec<_> = square.journal[before..].iter().flat_map(|entry| &entry.facts).collect();
        assert!(
            matches!(facts[..], [Fact::Audited { by, did }] if did.refused && did.order == kind && by.reveal() == "was one")
        );
    }
    let log = square.orders(Order::Audit { after: 0 });
    let Some(Act::Answer(log)) = log.last() else { panic!("it is shown") };
    assert!(log.blocks.iter().any(|line| line.word == "audit-refused"));
}

#[test]
fn a_flood_of_tries_is_noted_once_an_hour() {
    let (mut square, series) = Square::with_series(1);
    let before = square.journal.len();
    for _ in 0..100 {
        square.hears(&Event::Ordered { by: account("nobody", false), order: Order::Pause(series) });
        square.later(SignedDuration::from_secs(30));
    }
    assert_eq!(square.journal.len(), before + 1);
    square.later(SignedDuration::from_mins(30));
    square.hears(&Event::Ordered { by: account("nobody", false), order: Order::Pause(series) });
    assert_eq!(square.journal.len(), before + 2);
}

#[test]
fn nothing_is_kept_before_a_moderator_has_spoken() {
    let mut square = Square::empty();
    square.hears(&Event::Ordered { by: account("nobody", false), order: Order::List });
    square.hears(&Event::Suggested { by: "member".into(), text: "What helped?".into() });
    square.hears(&Event::Due);
    assert!(square.journal.is_empty() && !square.community.founded());
    square.orders(Order::List);
    assert!(square.community.founded());
}

#[test]
fn each_order_is_answered_and_what_it_changed_is_logged() {
    let (square, series) = Square::with_series(3);
    for nth in 0..22 {
        let mut square = Square { community: square.community.clone(), journal: Vec::new(), ..Square::empty() };
        square.hears(&Event::Suggested { by: "member".into(), text: "What helped?".into() });
        let order = one_of_each(&square, series).remove(nth);
        let kind = order.kind();
        square.journal.clear();
        let acts = square.orders(order);
        assert_eq!(acts.iter().filter(|act| matches!(act, Act::Answer(_))).count(), 1, "{kind:?}");
        let changed = square.facts().filter(|fact| !matches!(fact, Fact::Audited { .. })).count() > 0;
        let logged =
            square.facts().any(|fact| matches!(fact, Fact::Audited { did, .. } if did.order == kind && !did.refused));
        assert_eq!(changed, logged, "{kind:?}");
        let looks = kind == OrderKind::Look;
        assert!(!looks || !changed, "looking changes nothing");
    }
}

#[test]
fn next_three_runs_are_shown_whenever_a_schedule_is_made_or_changed() {
    let (mut square, series) = Square::with_series(1);
    for (order, word) in [
        (Order::AddSeries(Box::new(plan("Another"))), "series-added"),
        (Order::ChangeSeries { series, plan: Box::new(plan("Otherwise")) }, "series-changed"),
        (Order::Resume(series), "series-resumed"),
    ] {
        assert_eq!(answers(&square.orders(order)), [word, "runs-next"]);
    }
}

#[test]
fn a_suggestion_needs_as_many_moderators_as_are_wanted_and_the_member_is_told() {
    let mut square = Square::with_prompts(0);
    square.orders(Order::Set(Setting::Approvals(2)));
    let acts = square.hears(&Event::Suggested { by: "member".into(), text: "What helped?".into() });
    assert_eq!((answers(&acts), reports(&acts)), (vec!["suggestion-taken".into()], vec!["suggestion-came".into()]));
    let suggestion = square.community.suggestions().next().unwrap().id;
    let accept = |square: &mut Square, who: &str| {
        square.hears(&Event::Ordered { by: account(who, true), order: Order::Accept(suggestion) })
    };
    assert_eq!(answers(&accept(&mut square, "mo")), ["suggestion-approved"]);
    assert_eq!(answers(&accept(&mut square, "mo")), ["suggestion-approved"], "the same moderator counts once");
    let acts = accept(&mut square, "mia");
    assert_eq!(answers(&acts), ["suggestion-accepted"]);
    assert!(acts.iter().any(|act| matches!(act, Act::Member { who, .. } if who.reveal() == "member")));
    assert_eq!(square.community.prompts().count(), 1);
    assert_eq!(answers(&accept(&mut square, "mo")), ["suggestion-gone"]);
}

#[test]
fn a_suggestion_can_be_edited_or_declined_with_a_reason() {
    let mut square = Square::with_prompts(0);
    for text in ["One", "Two"] {
        square.hears(&Event::Suggested { by: "member".into(), text: text.into() });
    }
    let ids: Vec<_> = square.community.suggestions().map(|suggestion| suggestion.id).collect();
    square.orders(Order::AcceptAs { suggestion: ids[0], new: prompt("One, better") });
    assert!(square.community.prompts().all(|(_, prompt)| prompt.text.reveal() == "One, better"));
    let acts = square.orders(Order::Decline { suggestion: ids[1], reason: Some("We have it".into()) });
    let told = acts.iter().find_map(|act| if let Act::Member { say, .. } = act { Some(say) } else { None });
    assert_eq!(filled(&told.unwrap().blocks[0], "reason"), "We have it");
    assert_eq!((square.community.suggestions().count(), square.community.prompts().count()), (0, 1));
}

#[test]
fn one_member_cannot_fill_the_list() {
    let mut square = Square::with_prompts(0);
    for n in 0..9 {
        square.hears(&Event::Suggested { by: "member".into(), text: format!("{n}").into() });
    }
    assert_eq!(square.community.suggestions().count(), 5);
    square.hears(&Event::Suggested { by: "another".into(), text: "Mine".into() });
    assert_eq!(square.community.suggestions().count(), 6);
    square.orders(Order::Set(Setting::Suggestions(false)));
    let acts = square.hears(&Event::Suggested { by: "third".into(), text: "Mine".into() });
    assert_eq!(answers(&acts), ["suggestions-off"]);
}

#[test]
fn an_import_comes_in_whole_or_not_at_all() {
    let mut square = Square::with_prompts(0);
    let many: Vec<_> = (0..AT_ONCE).map(|n| prompt(&format!("{n}"))).collect();
    square.orders(Order::AddPrompts(many.clone()));
    let ids: std::collections::BTreeSet<_> = square.community.prompts().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), AT_ONCE, "each has a name of its own");
    let bad = [many[..3].to_vec(), vec![prompt(" ")]].concat();
    assert_eq!(answers(&square.orders(Order::AddPrompts(bad))), ["prompt-length"]);
    let too_many = [many, vec![prompt("One more")]].concat();
    assert_eq!(answers(&square.orders(Order::AddPrompts(too_many))), ["prompts-at-once"]);
    assert_eq!(square.community.prompts().count(), AT_ONCE);
}

#[test]
fn removed_prompts_come_back_and_keep_their_names() {
    let mut square = Square::with_prompts(3);
    let before = square.community.prompts().map(|(id, _)| id).collect::<Vec<_>>();
    square.orders(Order::RemovePrompts(before[..2].to_vec()));
    assert_eq!(square.community.prompts().count(), 1);
    square.orders(Order::Undo);
    assert_eq!(square.community.prompts().map(|(id, _)| id).collect::<Vec<_>>(), before);
    assert_eq!(answers(&square.orders(Order::Undo)), ["nothing-to-undo"]);
}

#[test]
fn asking_a_moderator_is_offered_only_where_somebody_would_read_it() {
    let mut square = Square::empty();
    assert_eq!(answers(&square.orders(Order::Set(Setting::AskModerator(true)))), ["needs-channel"]);
    assert!(!square.community.customs().ask_moderator);
    square.orders(Order::Set(Setting::Moderators(Some("mods".into()))));
    square.orders(Order::Set(Setting::AskModerator(true)));
    assert!(square.community.customs().ask_moderator);
}

#[test]
fn a_schedule_that_cannot_be_is_told_of() {
    let mut square = Square::with_prompts(1);
    let schedule = |json: &str| serde_json::from_str(json).unwrap();
    for (json, word) in [
        (r#"{"repeat":{"daily":{"at":"10:00:00"}},"zone":"Mars/Olympus"}"#, "schedule-no-zone"),
        (r#"{"repeat":{"monthly":{"on":[],"at":"10:00:00"}},"zone":"Etc/UTC"}"#, "schedule-never"),
    ] {
        let order =
            Order::AddSeries(Box::new(afterword_core::community::Plan { schedule: schedule(json), ..plan("Odd") }));
        assert_eq!(answers(&square.orders(order)), [word]);
    }
    assert_eq!(answers(&square.orders(Order::AddSeries(Box::new(plan(" "))))), ["name-length"]);
    assert_eq!(square.community.series().count(), 0);
    assert!(posts(&square.orders(Order::List)).is_empty());
}

#[test]
fn what_moderators_look_at_is_told_whole_and_changes_nothing() {
    let (mut square, series) = Square::with_series(12);
    square.hears(&Event::Suggested { by: "member".into(), text: "What helped?".into() });
    let before = square.journal.len();
    let shown = |square: &mut Square, order| answers(&square.orders(order));
    assert_eq!(
        shown(&mut square, Order::NextRuns(series)),
        ["series-named", "series-posts", "series-own", "runs-next"]
    );
    let first = shown(&mut square, Order::Library { after: 0 });
    assert_eq!((first.len(), first.last().map(String::as_str)), (12, Some("library-further")));
    let rest = shown(&mut square, Order::Library { after: 10 });
    assert_eq!(rest, ["library-count", "library-line", "library-line"]);
    assert_eq!(shown(&mut square, Order::Suggestions), ["suggestions-count", "suggestion-line"]);
    let customs = shown(&mut square, Order::Customs);
    assert!(customs.len() == 8 && customs.iter().all(|word| word.starts_with("customs-")), "{customs:?}");
    assert_eq!(square.journal.len(), before);
    square.orders(Order::Pause(series));
    assert_eq!(shown(&mut square, Order::NextRuns(series))[3..], ["series-line-paused"]);
}

#[test]
fn the_role_that_makes_moderators_is_kept_and_the_log_has_accounts_that_a_platform_can_show() {
    let mut square = Square::empty();
    square.orders(Order::Set(Setting::ModeratorRole(Some("helpers".into()))));
    assert_eq!(square.community.customs().moderator_role.as_deref(), Some("helpers"));
    assert!(Community::fold(square.community.tag(), &square.journal) == square.community);
    let log = square.orders(Order::Audit { after: 0 });
    let Some(Act::Answer(log)) = log.last() else { panic!("it is shown") };
    let who = log.blocks[0].args.iter().find_map(|(_, arg)| match arg {
        Arg::Account(who) => Some(who.reveal()),
        _ => None,
    });
    assert_eq!((log.blocks[0].word.as_ref(), who), ("audit-line", Some("mo")));
    square.orders(Order::Set(Setting::ModeratorRole(None)));
    assert!(square.community.customs().moderator_role.is_none());
}
