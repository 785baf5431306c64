//! "Ask a moderator to message me" (`conversations.md` §7): where it is switched on, after a second
//! yes, and then a name and nothing else.

use super::{adds_prompt, adds_series, chooses_channel, member, moderator, posts_now, serve, until};
use afterword_tests::{Folder, discord::Discord};

const ASK: &str = "Ask a moderator to message me";

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_is_told_a_name_and_nothing_else_after_a_second_yes() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let mods = chooses_channel(&mo, &discord).await;
    mo.slash("prompts", &[]).await;
    mo.presses("Settings").await;
    mo.picks_from_menu(&["Members can ask that a moderator write to them"]).await;
    mo.sees("Noted.").await;
    let channel = discord.channel("general");
    adds_prompt(&mo, "What is on your mind?", "worry").await;
    adds_series(&mo, "Daily", channel, "own").await;
    posts_now(&mo, "Daily").await;
    until("a post", || !discord.standing(channel).is_empty()).await;

    // That few prompts are left is told as well, and holds nobody's name.
    let told = || {
        let told = discord.standing(mods).into_iter().map(|(_, text)| text);
        told.filter(|text| text.contains("<@")).collect::<Vec<_>>()
    };
    let (ben, anna) = (member(&discord, "Ben").await, member(&discord, "Anna").await);
    for person in [&ben, &anna] {
        person.goes_to(channel);
        person.presses("In private").await;
        person.sees("This stays between us.").await;
        person.slash("support", &[]).await;
        person.presses(ASK).await;
        person.sees("I’d pass on your name and nothing else").await;
    }
    ben.presses("No").await;
    ben.sees("All right, nobody is told.").await;
    assert!(told().is_empty(), "one yes is not enough");
    anna.presses("Yes").await;
    anna.sees("Passed on.").await;
    until("what moderators are told", || !told().is_empty()).await;
    let name = format!("<@{}> would like a moderator to write to them. That’s all I was asked to pass on.", anna.id());
    assert_eq!(told(), [name]);
    assert!(discord.shown().iter().all(|shown| shown.pings.is_empty()));
    let (code, log) = bot.end();
    assert!(code == Some(0) && !log.contains(&anna.id().to_string()), "{log}");
}
