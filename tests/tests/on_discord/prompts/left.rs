//! A server that sends the bot away, or asks it to forget, is forgotten.

use super::{adds_series, again, moderator, serve};
use afterword_tests::{Folder, discord::Discord};

#[tokio::test(flavor = "multi_thread")]
async fn a_server_can_take_everything_along_and_be_forgotten() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    adds_series(&mo, "Daily", discord.channel("general"), "").await;
    mo.slash("prompts", &[]).await;
    mo.presses("Settings").await;
    mo.presses("Export everything kept").await;
    mo.sees("Here it is.").await;
    let (name, bytes) = mo.attached().unwrap();
    assert!(name == "journal.jsonl" && String::from_utf8(bytes).unwrap().contains("series_added"));
    mo.slash("prompts", &[]).await;
    mo.presses("Settings").await;
    mo.presses("Forget this server").await;
    mo.sees("There is no way back.").await;
    mo.presses("Yes, forget all of it").await;
    mo.sees("All of it is forgotten.").await;
    mo.slash("prompts", &[]).await;
    mo.sees("No series yet.").await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_sends_the_bot_away_is_forgotten() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    adds_series(&mo, "Daily", discord.channel("general"), "").await;
    discord.throws_the_bot_out();
    bot.logs("nothing is kept of it");
    discord.lets_the_bot_in();
    mo.slash("prompts", &[]).await;
    mo.sees("No series yet.").await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_sends_the_bot_away_while_it_is_not_there_is_forgotten_when_it_comes_back() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    adds_series(&mo, "Daily", discord.channel("general"), "").await;
    assert_eq!(bot.end().0, Some(0));
    // Being away is no reason.
    let bot = again(&folder, &discord).await;
    mo.slash("prompts", &[]).await;
    mo.sees("“Daily” – next").await;
    assert_eq!(bot.end().0, Some(0));
    discord.throws_the_bot_out();
    let bot = again(&folder, &discord).await;
    bot.logs("nothing is kept of it");
    discord.lets_the_bot_in();
    mo.slash("prompts", &[]).await;
    mo.sees("No series yet.").await;
    assert_eq!(bot.end().0, Some(0));
}
