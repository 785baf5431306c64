//! What takes too long to be durable is acknowledged first, and answered once it is.

#![allow(clippy::unwrap_used)] // a panic is how a test fails

use afterword_core::Settings;
use afterword_discord::{Discord, PLATFORM, SHOWN, Setup};
use afterword_tests::{
    START, WaitingDisk,
    discord::{self, Outcome},
    journey::{World, platform},
};
use afterword_words::Words;
use std::sync::Arc;

// In real time, three seconds: tokio's own clock stands still only where there is one thread, and
// there the engine commits on it.
#[tokio::test(flavor = "multi_thread")]
async fn what_takes_long_to_be_durable_is_acknowledged_first_and_answered_in_its_place() {
    let fake = discord::Discord::new();
    let (disk, words) = (Arc::new(WaitingDisk::default()), Arc::new(Words::load("en-GB").unwrap()));
    let setup = Setup {
        api_url: fake.url(),
        token: fake.token(),
        test_server: None,
        words: Arc::clone(&words),
        operator: Settings::default().operator,
        copies: Arc::new(|_| None), // nobody asks for one
    };
    let bot = Discord::new(setup).unwrap();
    let known = platform(SHOWN, bot.courier(), true);
    let world = World::on(Arc::clone(&disk) as Arc<_>, START.parse().unwrap(), PLATFORM, words, known).await;
    let bot = bot.connect(world.engine.clone()).await.unwrap();
    fake.ready().await;
    let anna = fake.user("Anna");
    anna.slash("help", &[]).await;
    anna.presses("Yes").await;
    anna.sees("Where are you, roughly?").await;

    // A button under a message that only she sees: the message itself is what will change.
    let held = disk.hold();
    let outcome = anna.tries_to_press("Skip").await;
    assert!(matches!(outcome, Outcome::Answered(6)), "not acknowledged for later, in place: {outcome:?}");
    anna.never_saw("Which country are you in?");
    drop(held);
    anna.sees("Which country are you in?").await;

    // A command is a new message.
    let held = disk.hold();
    let outcome = anna.tries_slash("debrief", &[]).await;
    assert!(matches!(outcome, Outcome::Answered(5)), "not acknowledged for later: {outcome:?}");
    drop(held);
    anna.sees("interview").await;
    world.engine.settled().await;
    bot.close().await;
    assert_eq!(fake.complaints(), Vec::<String>::new());
}
