//! Steps that several tests begin with.

use afterword_tests::{
    Folder, Served,
    discord::{Discord, Person},
};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// A bot that listens.
pub(crate) async fn serve(folder: &Folder, discord: &Discord) -> Served {
    let before = discord.gateway_counts();
    let bot = Served::start(folder, discord);
    discord.identified(before.1 + before.2 + 1).await;
    bot
}

/// Agrees, and skips what is asked about them: from there on, turns are kept.
pub(crate) async fn agrees(person: &Person) {
    person.slash("help", &[]).await;
    person.presses("Yes").await;
    person.sees("Where are you, roughly?").await;
    person.presses("Skip").await;
    person.sees("Which country are you in?").await;
    person.presses("Skip").await;
}

/// Writes a worry into the form for it: a turn that quotes what was written.
pub(crate) async fn worries(person: &Person, text: &str) {
    person.slash("worry", &[]).await;
    person.opens_modal("Write an answer").await.fills(text).submits().await;
}

/// What is kept of somebody, as the operator can have it.
pub(crate) fn kept(folder: &Folder, person: &Person) -> Vec<serde_json::Value> {
    let out = folder.home().join("copy");
    let (id, out) = (person.id().to_string(), out.to_str().unwrap().to_owned());
    let exported = folder.run(&["export", "--data", "data", "--platform", "discord", "--as", &id, "--out", &out]);
    assert_eq!(exported.code, Some(0), "{}", exported.stderr);
    let lines = std::fs::read_to_string(std::path::Path::new(&out).join("journal.jsonl")).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Waits for what follows by itself: others may need the processors.
pub(crate) async fn until(what: &str, there: impl Fn() -> bool) {
    let patience = Instant::now() + Duration::from_secs(120);
    while !there() {
        assert!(Instant::now() < patience, "{what} does not come");
        sleep(Duration::from_millis(25)).await;
    }
}
