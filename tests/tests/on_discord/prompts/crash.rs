//! `kill -9` before and after each request of a run, one by one: each run is one post, one thread, one pin.

use super::{again, chooses_channel, moderator, posts_now, serve, until};
use afterword_tests::{
    Folder, Served,
    discord::{Discord, Fault, Id, Person, Where},
};
use jiff::SignedDuration;

/// The requests of a run in a thread, pinned: each can be the last thing that a process did.
const STEPS: [Where; 4] = [Where::Post, Where::NewThreadOn, Where::Unpin, Where::Pin];

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_around_each_step_of_a_run_with_thread_pin_and_ping() {
    let mut run = Running::new().await;
    let channel = run.discord.new_channel("after-interviews");
    let role = run.discord.new_role("Prompt me", true);
    super::adds_series(&run.mo, "Daily", channel, "").await;
    run.mo.presses("Where and how").await;
    run.mo.picks_from_menu(&["Pin the newest post"]).await;
    run.mo.sees("is changed").await;
    run.mo.picks_role("Role to ping (none, if nothing is chosen)", role).await;
    run.mo.sees(&format!("It pings <@&{role}>.")).await;
    // The first has none before it that would be unpinned.
    posts_now(&run.mo, "Daily").await;
    run.comes_to(channel, 1).await;
    let mut posts = 1;
    for step in STEPS {
        for fault in [Fault::ConnectionLost, Fault::AnswerLost] {
            run.is_killed_at(step, fault.clone(), "Daily").await;
            posts += 1;
            run.comes_to(channel, posts).await;
            println!("killed at {step:?} ({fault:?}): {posts} posts in all");
        }
    }
    let pings = run.discord.shown().into_iter().flat_map(|shown| shown.pings).filter(|ping| *ping == role).count();
    assert_eq!(pings, posts, "each called the role once, and nobody else");
    assert_eq!(run.bot.take().unwrap().end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_around_a_post_of_a_forum() {
    let mut run = Running::new().await;
    let forum = run.discord.new_forum("prompts");
    super::adds_series(&run.mo, "Forum", forum, "").await;
    for (posts, fault) in [Fault::ConnectionLost, Fault::AnswerLost].into_iter().enumerate() {
        run.is_killed_at(Where::NewThread, fault, "Forum").await;
        run.until(|discord| discord.threads(forum).len() > posts).await;
        // Whatever else would come has come by then.
        run.settles("Forum").await;
        assert_eq!(run.discord.threads(forum).len(), posts + 1);
    }
    assert_eq!(run.bot.take().unwrap().end().0, Some(0));
}

struct Running {
    folder: Folder,
    discord: Discord,
    bot: Option<Served>,
    mo: Person,
    mods: Id,
}

impl Running {
    async fn new() -> Self {
        let (folder, discord) = (Folder::new(), Discord::new());
        let bot = serve(&folder, &discord).await;
        let (mo, _) = moderator(&discord, "Mo");
        let mods = chooses_channel(&mo, &discord).await;
        Self { folder, discord, bot: Some(bot), mo, mods }
    }

    /// A run whose process comes no further than this request, before or after Discord has done it;
    /// and another process, long after Discord has forgotten the key.
    async fn is_killed_at(&mut self, step: Where, fault: Fault, series: &str) {
        let before = self.discord.asked(step);
        self.discord.fails_from_now_on(step, fault);
        self.mo.slash("prompts", &[("series", series)]).await;
        // The answer may wait behind the post.
        drop(self.mo.tries_to_press("Post now").await);
        self.until(|discord| discord.asked(step) > before).await;
        self.bot.take().expect("it runs").kill();
        self.discord.heals();
        self.discord.passes(SignedDuration::from_hours(1));
        self.bot = Some(again(&self.folder, &self.discord).await);
    }

    /// So many posts stand there, each with its thread, and the newest is the one that is pinned.
    async fn comes_to(&self, channel: Id, posts: usize) {
        let there = |discord: &Discord| {
            let standing = discord.standing(channel);
            let newest = standing.last().map(|(id, _)| *id);
            standing.len() >= posts
                && discord.threads(channel).len() >= posts
                && discord.pinned(channel) == newest.into_iter().collect::<Vec<_>>()
        };
        self.until(there).await;
        self.settles("Daily").await;
        assert_eq!(self.discord.standing(channel).len(), posts);
        assert_eq!(self.discord.threads(channel).len(), posts);
        assert!(
            self.discord.standing(self.mods).is_empty(),
            "nothing had to be told: {:?}",
            self.discord.standing(self.mods)
        );
    }

    async fn settles(&self, series: &str) {
        super::settles(&self.mo, series).await;
    }

    async fn until(&self, there: impl Fn(&Discord) -> bool) {
        until("it", || there(&self.discord)).await;
    }
}
