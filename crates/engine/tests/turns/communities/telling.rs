//! Between a person and a community: counts, shares, and the wish that a moderator write, each
//! exactly once, and nothing else.

use std::sync::{Arc, Mutex};

use afterword_core::answer::YesNo;
use afterword_core::ask::{Pick, Stamp};
use afterword_core::community::{Order, Setting, schedule::CatchUp};
use afterword_core::{Answer, Command, Id};
use afterword_engine::{Inbound, What};
use jiff::SignedDuration;

use super::{SQUARE, Stand, order};
use crate::memory::Fault;
use crate::world::{ANNA, TERMINAL, command, inbound, ok, said};

/// A square with a post, which opens a worry.
async fn with_post() -> (Stand, Id) {
    let stand = Stand::with_series(CatchUp::Skip).await;
    let (prompt, _) = stand.community().await.unwrap().prompts().next().map(|(id, new)| (id, new.clone())).unwrap();
    let new = afterword_core::community::NewPrompt {
        text: "Something that weighs on you?".into(),
        theme: "ours".into(),
        opens: afterword_core::community::Opens::Worry,
        season: None,
        picture: None,
    };
    stand.hears(order("prompt", Order::ChangePrompt { prompt, new })).await;
    stand.hears(order("asks", Order::Set(Setting::AskModerator(true)))).await;
    let series = stand.community().await.unwrap().series().next().unwrap().id;
    stand.hears(order("post", Order::PostNow(series))).await;
    stand.engine.settled().await;
    let run = stand.community().await.unwrap().runs().next().unwrap().id;
    (stand, run)
}

fn begins(account: &str, event: &str, run: Id) -> Inbound {
    inbound(account, Some(event), What::Begin { community: SQUARE.to_owned(), run })
}

async fn welcomes(stand: &Stand, account: &str) {
    for (n, text) in ["hello", "yes", "skip", "skip"].iter().enumerate() {
        ok(stand.engine.hear(said(account, &format!("{account} {n}"), text)).await);
    }
}

/// Answers the question that the account is at, as a button would.
async fn answers(stand: &Stand, account: &str, event: &str, answer: Answer) {
    let ask = ok(stand.engine.ask(TERMINAL, account).await).expect("something is asked");
    let stamp: Stamp = ask.stamp;
    ok(stand.engine.hear(inbound(account, Some(event), What::Tapped { stamp, answers: vec![answer] })).await);
}

/// Puts a worry down, to its end.
async fn worries(stand: &Stand, account: &str) {
    answers(stand, account, &format!("{account} w1"), Answer::Text("marker of a worry".into())).await;
    answers(stand, account, &format!("{account} w2"), Answer::YesNo(YesNo::No)).await;
    answers(stand, account, &format!("{account} w3"), Answer::Choice(Pick::Named("keep".into()))).await;
}

async fn counts(stand: &Stand) -> [u32; 6] {
    let community = stand.community().await.unwrap();
    let (_, _, tally) = community.tallies().next().unwrap();
    let counted = [tally.begun, tally.finished, tally.shared];
    let [begun, finished, shared] = counted.map(|counted| [counted.times, counted.people]);
    [begun, finished, shared].concat().try_into().unwrap()
}

#[tokio::test(start_paused = true)]
async fn what_is_begun_and_finished_is_counted_once_and_by_nobody_s_name() {
    let (stand, run) = with_post().await;
    for account in [ANNA, "bob"] {
        welcomes(&stand, account).await;
        let receipt = ok(stand.engine.hear(begins(account, &format!("{account} begins"), run)).await);
        assert_eq!(receipt.messages(), 1, "what is told inside is nobody's message");
        ok(stand.engine.hear(begins(account, &format!("{account} begins"), run)).await);
        worries(&stand, account).await;
        stand.engine.settled().await;
    }
    assert_eq!(counts(&stand).await, [2, 2, 2, 2, 0, 0]);
    let journal = ok(stand.engine.export_community(TERMINAL, SQUARE).await).unwrap();
    let written = serde_json::to_string(&journal).unwrap();
    assert!(!written.contains("marker") && !written.contains(ANNA), "not a word, and no name");
    assert!(stand.disk.rows().outbox.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_stranger_is_met_and_then_brought_to_the_talk() {
    let (stand, run) = with_post().await;
    ok(stand.engine.hear(begins("cleo", "cleo begins", run)).await);
    stand.engine.settled().await;
    assert_eq!(counts(&stand).await[0], 0, "nothing is told before the yes");
    for (n, text) in ["yes", "skip", "skip"].iter().enumerate() {
        ok(stand.engine.hear(said("cleo", &format!("cleo {n}"), text)).await);
    }
    stand.engine.settled().await;
    let ask = ok(stand.engine.ask(TERMINAL, "cleo").await).unwrap();
    assert_eq!((ask.part.question.name.as_ref(), counts(&stand).await[0]), ("W3", 1));
}

#[tokio::test(start_paused = true)]
async fn a_share_appears_after_a_yes_and_is_taken_back() {
    let (stand, run) = with_post().await;
    welcomes(&stand, ANNA).await;
    ok(stand.engine.hear(begins(ANNA, "begins", run)).await);
    worries(&stand, ANNA).await;
    ok(stand.engine.hear(command(ANNA, "share", Command::Share)).await);
    answers(&stand, ANNA, "writes", Answer::Text("It helped.".into())).await;
    stand.engine.settled().await;
    assert!(stand.town.state().shares.is_empty(), "it is only previewed");
    answers(&stand, ANNA, "named", Answer::Choice(Pick::Named("named".into()))).await;
    stand.engine.settled().await;
    assert_eq!(stand.town.state().shares.values().collect::<Vec<_>>(), ["anna: It helped."]);
    ok(stand.engine.hear(command(ANNA, "back", Command::TakeBack)).await);
    stand.engine.settled().await;
    assert!(stand.town.state().shares.is_empty());
    assert_eq!(counts(&stand).await, [1, 1, 1, 1, 1, 1]);
}

#[tokio::test(start_paused = true)]
async fn a_moderator_is_asked_with_a_name_and_nothing_else() {
    let (stand, run) = with_post().await;
    welcomes(&stand, ANNA).await;
    ok(stand.engine.hear(begins(ANNA, "begins", run)).await);
    answers(&stand, ANNA, "worry", Answer::Text("marker of a worry".into())).await;
    ok(stand.engine.hear(command(ANNA, "support", Command::Support)).await);
    answers(&stand, ANNA, "first yes", Answer::Choice(Pick::Named("moderator".into()))).await;
    stand.engine.settled().await;
    assert!(stand.town.state().reports.is_empty());
    answers(&stand, ANNA, "second yes", Answer::YesNo(YesNo::Yes)).await;
    stand.engine.settled().await;
    assert_eq!(stand.town.state().reports, ["asked by anna"]);
    let theirs = serde_json::to_string(&ok(stand.engine.export(TERMINAL, ANNA).await).unwrap()).unwrap();
    let journal = ok(stand.engine.export_community(TERMINAL, SQUARE).await).unwrap();
    let square = serde_json::to_string(&journal).unwrap();
    assert!(!theirs.contains("ask_moderator") && !square.contains(ANNA), "neither side keeps it");
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_community_holds_up_nothing_that_is_said() {
    let (stand, run) = with_post().await;
    welcomes(&stand, ANNA).await;
    // The community cannot be read any more.
    let actor = stand.hears(order("list", Order::List)).await.actor;
    stand.engine.settled().await;
    for ((of, _), sealed) in &mut stand.disk.rows().entries {
        if *of == actor {
            sealed.reverse();
        }
    }
    let stand = stand.restarted().await;
    let before = stand.town.state().said.len();
    ok(stand.engine.hear(begins(ANNA, "begins", run)).await);
    ok(stand.engine.hear(command(ANNA, "help", Command::Help)).await);
    stand.engine.settled().await;
    assert_eq!(stand.town.state().said.len(), before + 2, "she is answered");
}

/// The process ends at each commit between the button and the count.
#[test]
fn a_count_is_one_whatever_step_is_the_last() {
    let mut ended = 0;
    for nth in 1..40 {
        for fault in [Fault::FailBefore, Fault::FailAfter] {
            ended += usize::from(counted_in_two_lives(nth, fault));
        }
    }
    // The turn of the person, that of the community, and the mark that it was told.
    assert!(ended >= 6, "{ended} lives were ended");
}

/// Whether the first life was ended by it.
fn counted_in_two_lives(nth: usize, fault: Fault) -> bool {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    let first = runtime();
    let (disk, clock, town, run) = first.block_on(async {
        let (stand, run) = with_post().await;
        welcomes(&stand, ANNA).await;
        stand.engine.settled().await;
        (stand.disk, stand.clock, stand.town, run)
    });
    drop(first);
    let commits = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&commits);
    let store = disk.open(move |_| {
        let mut commits = counted.lock().unwrap();
        *commits += 1;
        if *commits == nth { fault } else { Fault::None }
    });
    let second = runtime();
    let ended = second.block_on(async {
        let Ok(stand) = Stand::on(disk.clone(), store, clock.clone(), town.clone()).await else { return true };
        // What is not acknowledged is redelivered in the next life.
        if stand.engine.hear(begins(ANNA, "begins", run)).await.is_err() {
            return true;
        }
        tokio::select! {
            biased;
            _ = stand.engine.stopped() => true,
            () = stand.engine.settled() => false,
        }
    });
    drop(second);
    runtime().block_on(async {
        let store = disk.sound();
        let stand = ok(Stand::on(disk, store, clock, town).await);
        ok(stand.engine.hear(begins(ANNA, "begins", run)).await);
        for _ in 0..5 {
            ok(stand.engine.tick().await);
            stand.engine.settled().await;
            stand.clock.advance(SignedDuration::from_secs(10));
        }
        assert!(stand.disk.rows().outbox.is_empty());
        assert_eq!(counts(&stand).await[..2], [1, 1], "commit {nth}, {fault:?}");
    });
    ended
}
