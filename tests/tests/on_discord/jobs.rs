//! A job named with a command: offered while it is typed, and the question which one is spared.

use crate::steps::agrees;
use afterword_tests::{
    Folder, Served,
    discord::{Change, Discord},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_offered_to_its_person_alone_and_taken_with_the_command() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = Served::start_under(&folder, &discord, &[("AFTERWORD_LIMITS__BURST", "100")]);
    discord.ready().await;
    let (anna, ben) = (discord.user("Anna"), discord.user("Ben"));
    agrees(&ben).await;
    agrees(&anna).await;
    let home = discord.channel("general");
    anna.goes_to_direct_messages();
    for job in ["Leeds", "York"] {
        for typed in ["interview", job, "skip", "skip", "1", "tomorrow at 3", "1", "skip", "skip", "skip", "skip"] {
            anna.types(typed).await;
            anna.sees("").await;
        }
    }
    anna.goes_to(home);
    let offered = anna.starts_typing("waiting", "job", "le").await;
    assert_eq!(offered.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Leeds"]);
    assert!(ben.starts_typing("waiting", "job", "le").await.is_empty(), "not his");
    let asked = discord.shown().len();
    anna.slash("waiting", &[("job", &offered[0].1)]).await;
    let shown = discord.shown().split_off(asked);
    assert_eq!(shown.iter().filter(|shown| shown.change == Change::Posted).count(), 1);
    assert!(!shown.iter().any(|shown| shown.text.contains("York")), "it was not asked which one");
    assert_eq!(bot.end().0, Some(0));
}
