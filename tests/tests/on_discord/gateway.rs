//! Whatever the gateway does: nothing acknowledged is lost, nothing is said twice, and the bot
//! is back within fifteen seconds, or ends and says what to do.

use crate::steps::{agrees, kept, serve, until, worries};
use afterword_tests::{
    Folder, Served,
    discord::{Discord, Fault, Person, Setup, Where},
};
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How soon the bot has to be back.
const BACK_WITHIN: Duration = Duration::from_secs(15);

/// Somebody in the middle of a talk, in direct messages.
async fn in_a_talk(discord: &Discord) -> Person {
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "acknowledged before").await;
    anna.sees("Is there anything you can do about it?").await;
    anna
}

/// Does something to the gateway, and sees that the bot comes back and everything is there.
/// What is written meanwhile is heard where the session goes on.
async fn comes_back(name: &str, fault: impl Fn(&Discord)) {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = in_a_talk(&discord).await;
    let (_, identified, resumed) = discord.gateway_counts();
    let began = Instant::now();
    fault(&discord);
    let back = timeout(BACK_WITHIN, discord.identified(identified + resumed + 1)).await;
    assert!(back.is_ok(), "{name}: not back after {BACK_WITHIN:?}: {}", bot.log());
    let after = discord.gateway_counts();
    println!("{name}: back after {:?}, {}", began.elapsed(), if after.2 > resumed { "resumed" } else { "anew" });
    goes_on(&folder, &discord, bot, &anna).await;
}

/// What was asked before is answered now, once, and what was written before is kept.
async fn goes_on(folder: &Folder, discord: &Discord, bot: Served, anna: &Person) {
    anna.presses("No").await;
    anna.sees("?").await;
    let seen = discord.shown().len();
    let (code, log) = bot.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("marker") && !log.contains("acknowledged before"), "{log}");
    let journal: String = kept(folder, anna).iter().map(ToString::to_string).collect();
    assert_eq!(journal.matches("acknowledged before").count(), 1, "{journal}");
    assert_eq!(discord.shown().len(), seen, "nothing was said twice");
}

/// The bot ends by itself, and says what to do.
async fn ends(name: &str, code: u16, told: &str) {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = in_a_talk(&discord).await;
    if code == 4004 {
        discord.revokes_the_token();
    } else {
        discord.gateway_closes(Some(code));
    }
    let (exit, log) = bot.ended();
    assert_eq!(exit, Some(78), "{name}: {log}");
    assert!(log.contains(told) && log.contains("to do:"), "{log}");
    let journal: String = kept(&folder, &anna).iter().map(ToString::to_string).collect();
    assert!(journal.contains("acknowledged before"));
    drop(discord.complaints());
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_with_4000() {
    comes_back("close code 4000", |discord| discord.gateway_closes(Some(4000))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_with_4009() {
    comes_back("close code 4009", |discord| discord.gateway_closes(Some(4009))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_without_a_code() {
    comes_back("close without a code", |discord| discord.gateway_closes(None)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fallen_silent() {
    comes_back("silent", Discord::gateway_falls_silent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_off_in_the_middle_of_a_frame() {
    comes_back("abort in a frame", Discord::gateway_aborts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_reconnect() {
    comes_back("reconnect", Discord::gateway_asks_to_reconnect).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn session_void_but_to_be_resumed() {
    comes_back("invalid session, resumable", |discord| discord.gateway_invalidates(true)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn session_void() {
    comes_back("invalid session", |discord| discord.gateway_invalidates(false)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn session_forgotten() {
    comes_back("session forgotten", Discord::gateway_forgets).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn token_revoked() {
    ends("4004", 4004, "Discord does not accept the bot’s token any more").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn intents_not_allowed() {
    ends("4014", 4014, "Discord does not allow this bot what it asks for").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_many_shards_as_discord_recommends_and_no_more() {
    let (folder, discord) = (Folder::new(), Setup::new().shards(2).start());
    let bot = Served::start(&folder, &discord);
    discord.identified(2).await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    assert_eq!(bot.end().0, Some(0));
    assert_eq!(discord.gateway_counts().1, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_in_time_when_asked_though_nobody_answers_any_more() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = Served::start(&folder, &discord);
    discord.ready().await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    discord.gateway_falls_silent();
    assert_eq!(bot.end().0, Some(0));

    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = Served::start(&folder, &discord);
    discord.ready().await;
    let ben = discord.user("Ben");
    agrees(&ben).await;
    discord.fails_from_now_on(Where::Anywhere, Fault::Slow(Duration::from_secs(60)));
    let asked = discord.asked(Where::Callback);
    drop(ben.who_waits(Duration::from_millis(200)).tries_slash("worry", &[]).await);
    // It is durable before it is answered.
    until("an answer", || discord.asked(Where::Callback) > asked).await;
    assert_eq!(bot.end().0, Some(0));
    let journal = kept(&folder, &ben).iter().map(ToString::to_string).collect::<String>();
    assert!(journal.contains("worry"), "the turn was not half done: {journal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn payloads_that_cannot_be_read_are_counted_by_name_and_never_quoted() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let trace = [("AFTERWORD_LOG__LEVEL", "trace")];
    let bot = Served::start_under(&folder, &discord, &trace);
    discord.ready().await;
    let anna = in_a_talk(&discord).await;
    discord.gateway_says_no_json("a marker that is no JSON");
    discord.gateway_says_no_message("a marker that is no message");
    discord.gateway_says_something_new("SOMETHING_NEW", "a marker that is new");
    bot.logs("a payload of Discord’s gateway cannot be read event=\"none\"");
    bot.logs("a payload of Discord’s gateway cannot be read event=\"MESSAGE_CREATE\"");
    goes_on(&folder, &discord, bot, &anna).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_the_connection_is_gone_is_answered_once_when_it_is_back() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = in_a_talk(&discord).await;
    anna.goes_to_direct_messages();
    anna.types("help").await;
    anna.sees("Is there anything you can do about it?").await;
    let (_, identified, resumed) = discord.gateway_counts();
    discord.gateway_closes(None);
    anna.types("no").await;
    anna.types("back").await;
    discord.identified(identified + resumed + 1).await;
    anna.sees("Is there anything you can do about it?").await;
    let (code, log) = bot.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(discord.gateway_counts().2 > resumed, "it was resumed");
    let journal = kept(&folder, &anna).iter().map(ToString::to_string).collect::<String>();
    assert_eq!((journal.matches("withdrawn").count(), journal.matches("\"said\":\"no\"").count()), (1, 1), "{journal}");
}
