//! Prompts in a server, from the moderators' panel to what stands in the channel.

mod asked;
mod crash;
mod first;
mod forged;
mod left;
mod private;
mod troubles;

use crate::steps::{agrees, until};
use afterword_tests::{
    Folder, Served,
    discord::{Discord, Id, Person, permission},
    far_hour,
};

/// What the bot has where prompts are posted.
const EVERYTHING: u64 = permission::USUAL | permission::PIN_MESSAGES;
const FAST: [(&str, &str); 3] = [
    ("AFTERWORD_LIMITS__BURST", "1000"),
    ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000"),
    ("AFTERWORD_LIMITS__NEW_PEOPLE_PER_HOUR", "1000"),
];

/// A bot that listens, and may do what posting needs.
async fn serve(folder: &Folder, discord: &Discord) -> Served {
    discord.bot_may(EVERYTHING);
    again(folder, discord).await
}

/// The same with whatever it may do by now.
async fn again(folder: &Folder, discord: &Discord) -> Served {
    let before = discord.gateway_counts();
    let bot = Served::start_under(folder, discord, &FAST);
    discord.identified(before.1 + before.2 + 1).await;
    bot
}

/// Somebody who may manage the server by this role.
fn moderator(discord: &Discord, name: &str) -> (Person, Id) {
    let role = discord.new_role("Looking after things", false);
    discord.role_may(role, permission::MANAGE_GUILD);
    let person = discord.user(name);
    discord.gives_role(person.id(), role);
    (person, role)
}

/// Somebody with whom the bot speaks already.
async fn member(discord: &Discord, name: &str) -> Person {
    let person = discord.user(name);
    agrees(&person).await;
    person
}

/// A prompt of the server's own, which opens a talk.
async fn adds_prompt(moderator: &Person, text: &str, opens: &str) {
    moderator.slash("prompts", &[]).await;
    moderator.presses("Library").await;
    let form = moderator.opens_modal("Add a prompt").await;
    form.fills_in("What it says", text).fills_in("The private talk it opens", opens).submits().await;
    moderator.sees("One prompt added.").await;
}

/// A series of these themes in this channel; its page is before the moderator then.
async fn adds_series(moderator: &Person, name: &str, channel: Id, themes: &str) {
    moderator.slash("prompts", &[]).await;
    moderator.presses("New series").await;
    let form = moderator.picks_channel_for_modal("Channel or forum", channel).await;
    // What is counted is posted by moderators alone.
    let form = form.fills_in("Name", name).fills_in("When", &format!("every day at {}:00", far_hour()));
    form.fills_in("Themes, with commas; none for all", themes).submits().await;
    moderator.sees(&format!("“{name}” is set up.")).await;
}

/// Posts from a series whose page is opened.
async fn posts_now(moderator: &Person, series: &str) {
    moderator.slash("prompts", &[("series", series)]).await;
    moderator.presses("Post now").await;
    moderator.sees("is on its way").await;
}

/// A channel for moderators, chosen in the settings.
async fn chooses_channel(moderator: &Person, discord: &Discord) -> Id {
    let channel = discord.new_channel("moderators");
    moderator.slash("prompts", &[]).await;
    moderator.presses("Settings").await;
    moderator.picks_channel("Moderators’ channel", channel).await;
    moderator.sees("Noted.").await;
    channel
}

/// What was on its way is over: what a community wants done is done in order, and a look at a series is
/// answered after what was there before it. What came of that, such as a report, is there before a second look.
async fn settles(moderator: &Person, series: &str) {
    for _ in 0..2 {
        moderator.slash("prompts", &[("series", series)]).await;
        moderator.sees_it_thought_of().await;
    }
}
