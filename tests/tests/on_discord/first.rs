//! From the first command on: in private, in direct messages, and over a restart.

use crate::steps::{agrees, kept, serve, worries};
use afterword_tests::{
    Folder,
    discord::{Audience, Discord},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_in_a_server_is_seen_by_that_person_alone_and_goes_on_after_a_restart() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "they never called back").await;
    anna.sees("anything").await;
    let question = anna.screen().pop().unwrap();
    assert_eq!(bot.end().0, Some(0));

    // A button from before the restart.
    let bot = serve(&folder, &discord).await;
    anna.presses("No").await;
    assert_ne!(anna.screen().pop().unwrap(), question, "it went on");
    assert_eq!(bot.end().0, Some(0));

    let journal = kept(&folder, &anna);
    assert!(journal.iter().any(|entry| entry.to_string().contains("they never called back")));
    let only = Audience::Only(anna.id());
    assert!(discord.shown().iter().all(|shown| shown.author == anna.id() || shown.audience == only));
    assert_eq!(discord.registrations(), 1, "the commands had not changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_moves_to_direct_messages_and_is_typed_there() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    anna.slash("worry", &[]).await;
    anna.presses("Carry on in DMs").await;
    anna.sees("I’ve written to you in direct messages").await;
    anna.goes_to_direct_messages();
    anna.sees("Put it down here").await;
    anna.types("the silence").await;
    anna.sees("anything").await;
    anna.types("no").await;
    anna.sees("Shall I keep it or bin it?").await;
    assert_eq!(bot.end().0, Some(0));
    assert!(kept(&folder, &anna).iter().any(|entry| entry.to_string().contains("the silence")));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_kept_is_handed_over_as_files_and_can_be_erased() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "a marker of hers").await;
    anna.slash("export", &[]).await;
    anna.sees("Everything that is kept of you is in these two files").await;
    let (name, bytes) = anna.attached().unwrap();
    assert!(name == "journal.md" && String::from_utf8(bytes).unwrap().contains("a marker of hers"));

    anna.slash("erase", &[]).await;
    anna.sees("Is everything to be erased?").await;
    anna.presses("Erase everything").await;
    anna.presses("Yes, erase it all").await;
    anna.sees("gone").await;
    anna.slash("next", &[]).await;
    anna.sees("Shall we start?").await;
    assert_eq!(bot.end().0, Some(0));
    let gone = folder.run(&["export", "--data", "data", "--platform", "discord", "--as", &anna.id().to_string()]);
    assert_eq!(gone.code, Some(66), "{}", gone.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_server_gets_the_commands_and_no_other_place_does() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    assert_eq!((discord.commands(false).len(), discord.commands(true).len()), (31, 0));
    assert_eq!(bot.end().0, Some(0));

    let server = discord.server().to_string();
    let before = discord.gateway_counts();
    let bot =
        afterword_tests::Served::start_under(&folder, &discord, &[("AFTERWORD_DISCORD__TEST_SERVER", server.as_str())]);
    discord.identified(before.1 + before.2 + 1).await;
    assert_eq!((discord.commands(false).len(), discord.commands(true).len()), (0, 31));
    assert_eq!(bot.end().0, Some(0));
}
