//! What goes wrong is told to moderators once, in words that say what to do, and the series goes
//! on once it is mended.

use super::{EVERYTHING, adds_prompt, adds_series, chooses_channel, member, moderator, posts_now, serve, until};
use afterword_tests::{
    Folder,
    discord::{Discord, Id, Person, permission},
};

struct Stand<'a> {
    discord: &'a Discord,
    mo: &'a Person,
    mods: Id,
}

impl Stand<'_> {
    /// Posts twice, and is told once; then, once it is mended, posts without a word.
    async fn is_told_once(&self, series: &str, told: &str, mend: impl FnOnce(&Discord)) {
        let before = self.told().len();
        for _ in 0..2 {
            posts_now(self.mo, series).await;
        }
        self.until(|stand| stand.told().len() > before, told).await;
        self.settles(series).await;
        let new = self.told().split_off(before);
        assert!(new.len() == 1 && new[0].contains(told), "{told}: {new:?}");
        mend(self.discord);
        posts_now(self.mo, series).await;
        self.settles(series).await;
        assert_eq!(self.told().len(), before + 1, "{told}: {:?}", self.told());
        // Broken again, it is told again: that it was mended was noticed.
    }

    fn told(&self) -> Vec<String> {
        self.discord.standing(self.mods).into_iter().map(|(_, text)| text).collect()
    }

    async fn settles(&self, series: &str) {
        super::settles(self.mo, series).await;
    }

    async fn until(&self, there: impl Fn(&Self) -> bool, what: &str) {
        until(what, || there(self)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_permission_that_is_lost_is_named_once_and_the_series_goes_on() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let mods = chooses_channel(&mo, &discord).await;
    let channel = discord.new_channel("after-interviews");
    let role = discord.new_role("Prompt me", false);
    adds_series(&mo, "Daily", channel, "").await;
    mo.presses("Where and how").await;
    mo.picks_from_menu(&["Pin the newest post"]).await;
    mo.sees("is changed").await;
    let stand = Stand { discord: &discord, mo: &mo, mods };
    posts_now(&mo, "Daily").await;
    stand.settles("Daily").await;
    for (lost, name) in [
        (permission::VIEW_CHANNEL, "see the channel"),
        (permission::SEND_MESSAGES, "send messages"),
        (permission::CREATE_PUBLIC_THREADS, "start threads"),
    ] {
        discord.denies_the_bot(channel, lost);
        let told = format!("I lack the permission “{name}”.");
        stand.is_told_once("Daily", &told, |discord| discord.denies_the_bot(channel, 0)).await;
    }
    // Pinning, and unpinning the one before, are two things.
    discord.denies_the_bot(channel, permission::PIN_MESSAGES);
    let pins = || stand.told().iter().filter(|told| told.contains("I lack the permission “pin messages”.")).count();
    for _ in 0..2 {
        posts_now(&mo, "Daily").await;
        stand.settles("Daily").await;
    }
    assert_eq!(pins(), 2, "{:?}", stand.told());
    discord.denies_the_bot(channel, 0);
    posts_now(&mo, "Daily").await;
    let newest = || vec![discord.standing(channel).last().unwrap().0];
    stand.until(|stand| stand.discord.pinned(channel) == newest(), "the newest pinned, and it alone").await;
    assert_eq!(pins(), 2, "{:?}", stand.told());
    // A role that cannot be called: posted all the same, without it.
    mo.slash("prompts", &[("series", "Daily")]).await;
    mo.presses("Where and how").await;
    mo.picks_role("Role to ping (none, if nothing is chosen)", role).await;
    mo.sees("It pings").await;
    let posts = discord.standing(channel).len();
    stand
        .is_told_once("Daily", "I lack the permission “mention the role”.", |discord| {
            discord.bot_may(EVERYTHING | permission::MENTION_EVERYONE);
        })
        .await;
    assert_eq!(discord.standing(channel).len(), posts + 3);
    discord.deletes_role(role);
    stand.is_told_once("Daily", "The role is gone.", |_| {}).await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_thread_is_told_once_and_the_next_post_has_one_of_its_own() {
    const GONE: &str = "posting what a member shares doesn’t work. The thread is gone.";
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let mods = chooses_channel(&mo, &discord).await;
    let channel = discord.new_channel("after-interviews");
    // Which prompt it is is a matter of chance, and one that opens support asks nothing.
    adds_series(&mo, "Daily", channel, "after").await;
    let stand = Stand { discord: &discord, mo: &mo, mods };
    let anna = member(&discord, "Anna").await;
    let told = || stand.told().iter().filter(|told| told.contains(GONE)).count();
    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.threads(channel).len() == 1, "a thread").await;
    begins(&anna, channel).await;
    discord.deletes_channel(discord.threads(channel)[0].0);
    shares(&anna, "One line.").await;
    stand.until(|_| told() == 1, "the thread that is gone").await;
    shares(&anna, "Another.").await;
    stand.settles("Daily").await;
    assert_eq!(told(), 1, "{:?}", stand.told());

    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.threads(channel).len() == 1, "another thread").await;
    begins(&anna, channel).await;
    shares(&anna, "A third.").await;
    let thread = discord.threads(channel)[0].0;
    stand.until(|stand| stand.discord.standing(thread).len() == 1, "the share").await;
    // That it was posted is heard, too.
    stand.settles("Daily").await;
    mo.slash("prompts", &[]).await;
    mo.sees("“Daily” – next").await;
    let page = mo.screen().last().cloned().unwrap_or_default();
    assert!(told() == 1 && !page.contains("doesn’t work"), "{page}");
    assert_eq!(bot.end().0, Some(0));
}

/// Answers the newest post in private.
async fn begins(person: &Person, channel: Id) {
    person.goes_to(channel);
    person.presses("In private").await;
    person.sees("This stays between us.").await;
}

async fn shares(person: &Person, line: &str) {
    person.slash("share", &[]).await;
    person.sees("What would you like the channel to read?").await;
    person.opens_modal("Write an answer").await.fills(line).submits().await;
    person.sees("Shall it go under the post?").await;
    person.presses("Share it without my name").await;
    person.sees("It’s on its way to the channel.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_channel_and_an_empty_library_are_told_once_and_a_deleted_post_is_nobodys_trouble() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let mods = chooses_channel(&mo, &discord).await;
    let (first, second) = (discord.new_channel("first"), discord.new_channel("second"));
    adds_prompt(&mo, "What helped?", "worry").await;
    adds_prompt(&mo, "Who helped?", "worry").await;
    adds_series(&mo, "Daily", first, "own").await;
    mo.presses("Where and how").await;
    mo.picks_from_menu(&["Pin the newest post"]).await;
    mo.sees("is changed").await;
    let stand = Stand { discord: &discord, mo: &mo, mods };
    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.pinned(first).len() == 1, "a pin").await;
    // The pinned one is removed by hand: there is nothing to unpin, and nothing to tell.
    discord.deletes_message(discord.pinned(first)[0]);
    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.pinned(first).len() == 1, "another pin").await;
    let trouble = |stand: &Stand<'_>| stand.told().into_iter().filter(|told| told.contains("doesn’t work")).count();
    stand.settles("Daily").await;
    assert_eq!(trouble(&stand), 0, "{:?}", stand.told());

    discord.deletes_channel(first);
    posts_now(&mo, "Daily").await;
    stand.until(|stand| trouble(stand) == 1, "the channel").await;
    assert!(
        stand.told().iter().any(|told| told.contains("The channel is gone, or I can’t see it.")),
        "{:?}",
        stand.told()
    );
    mo.slash("prompts", &[]).await;
    mo.sees("waits, since its channel is gone").await;
    mo.picks_from_menu(&["Daily"]).await;
    mo.presses("Where and how").await;
    mo.picks_channel("Channel or forum", second).await;
    mo.sees("is changed").await;
    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.standing(second).len() == 1, "a post in the new channel").await;

    // A library that holds nothing any more.
    for _ in 0..2 {
        mo.slash("prompts", &[]).await;
        mo.presses("Library").await;
        let option = mo.controls()[0]["options"][0]["label"].as_str().unwrap().to_owned();
        mo.picks_from_menu(&[&option]).await;
        mo.presses("Remove").await;
        mo.sees("removed").await;
    }
    let before = stand.told().len();
    for _ in 0..2 {
        mo.slash("prompts", &[("series", "Daily")]).await;
        mo.presses("Post now").await;
        mo.sees("Its library holds no prompt for today").await;
    }
    stand.until(|stand| stand.told().len() > before, "the empty library").await;
    assert_eq!(stand.told().split_off(before).len(), 1, "{:?}", stand.told());
    adds_prompt(&mo, "What now?", "worry").await;
    posts_now(&mo, "Daily").await;
    stand.until(|stand| stand.discord.standing(second).len() == 2, "the next post").await;
    assert_eq!(bot.end().0, Some(0));
}
