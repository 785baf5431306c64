//! From the first command on.

use afterword_tests::{Folder, Served, discord::Discord};

#[tokio::test(flavor = "multi_thread")]
async fn a_first_command_is_answered_in_private_and_goes_on_after_a_restart() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = Served::start(&folder, &discord);
    discord.ready().await;
    let anna = discord.user("Anna");
    anna.slash("debrief", &[]).await;
    println!("{:#?}\n{:?}", anna.screen(), anna.can_press());
    let (code, log) = bot.end();
    println!("{log}");
    assert_eq!(code, Some(0));
}
