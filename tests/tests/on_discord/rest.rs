//! Whatever a request meets: what was taken is kept, and every message stays within its class.

use crate::steps::{agrees, kept, serve, worries};
use afterword_tests::{
    Folder, Served,
    discord::{Change, Discord, Fault, Person, Where},
};
use std::time::Duration;

const QUESTION: &str = "Is there anything you can do about it?";
const NEXT: &str = "Shall I keep it or bin it?";
/// The first word comes within three seconds, or never.
const NOT_IN_TIME: Duration = Duration::from_secs(5);

/// Somebody in the middle of a talk.
async fn in_a_talk(folder: &Folder, discord: &Discord) -> (Served, Person) {
    let bot = serve(folder, discord).await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "kept").await;
    anna.sees(QUESTION).await;
    (bot, anna)
}

/// The same in direct messages.
async fn in_direct_messages(folder: &Folder, discord: &Discord) -> (Served, Person) {
    let (bot, anna) = in_a_talk(folder, discord).await;
    anna.goes_to_direct_messages();
    anna.types("why?").await;
    anna.sees(QUESTION).await;
    (bot, anna)
}

/// How often something was newly posted or put in place of something else.
fn times_shown(discord: &Discord, text: &str) -> usize {
    let shown = discord.shown();
    shown.iter().filter(|shown| shown.change != Change::Deleted && shown.text.contains(text)).count()
}

fn ended_well(bot: Served, folder: &Folder, anna: &Person) -> String {
    let (code, log) = bot.end();
    assert_eq!(code, Some(0), "{log}");
    let journal = kept(folder, anna).iter().map(ToString::to_string).collect::<String>();
    assert_eq!(journal.matches("\"W3.can\"").count(), 1, "the answer is kept, once: {journal}");
    log
}

/// The callback meets something that passes: it is answered all the same, once.
async fn answered_all_the_same(fault: Fault) {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_a_talk(&folder, &discord).await;
    discord.fails_once(Where::Callback, fault.clone());
    anna.presses("No").await;
    anna.sees(NEXT).await;
    ended_well(bot, &folder, &anna);
    assert_eq!(times_shown(&discord, NEXT), 1, "{fault:?}");
}

/// The callback meets something final: it is not tried again, and the answer waits for the next command.
async fn waits_for_the_next_word(code: u32) {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_a_talk(&folder, &discord).await;
    discord.fails_once(Where::Callback, Fault::Refused(if code == 10_062 { 404 } else { 400 }, code));
    let asked = discord.asked(Where::Callback);
    drop(anna.who_waits(NOT_IN_TIME).tries_to_press("No").await);
    bot.logs("an interaction could not be answered");
    assert_eq!(discord.asked(Where::Callback), asked + 1, "a callback that was refused is not tried again");
    assert_eq!(times_shown(&discord, NEXT), 0);
    anna.slash("next", &[]).await;
    anna.sees(NEXT).await;
    let log = ended_well(bot, &folder, &anna);
    assert!(log.contains(&format!("code {code}")), "{log}");
}

/// A direct message meets something that passes: it arrives, once.
async fn arrives_once(fault: Fault) {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_direct_messages(&folder, &discord).await;
    discord.fails_once(Where::Post, fault.clone());
    anna.types("no").await;
    anna.sees(NEXT).await;
    ended_well(bot, &folder, &anna);
    assert_eq!(times_shown(&discord, NEXT), 1, "{fault:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_that_meets_a_500() {
    answered_all_the_same(Fault::Refused(500, 0)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_that_meets_a_429() {
    answered_all_the_same(Fault::TooMany { retry_after: Duration::from_secs(1), global: false }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_whose_connection_is_lost() {
    answered_all_the_same(Fault::ConnectionLost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_that_arrives_and_whose_answer_is_lost() {
    answered_all_the_same(Fault::AnswerLost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_interaction() {
    waits_for_the_next_word(10_062).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_acknowledged_already() {
    waits_for_the_next_word(40_060).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_that_meets_a_500() {
    arrives_once(Fault::Refused(500, 0)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_that_meets_a_429() {
    arrives_once(Fault::TooMany { retry_after: Duration::from_secs(2), global: true }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_whose_connection_is_lost() {
    arrives_once(Fault::ConnectionLost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_that_arrives_and_whose_answer_is_lost() {
    arrives_once(Fault::AnswerLost).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_into_a_channel_that_was_deleted() {
    arrives_once(Fault::Refused(404, 10_003)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_that_is_not_permitted_is_tried_again_at_their_next_word() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_direct_messages(&folder, &discord).await;
    discord.fails_once(Where::Post, Fault::Refused(403, 50_013));
    anna.types("no").await;
    bot.logs("a message waits error=Discord refused with 403, code 50013");
    anna.slash("next", &[]).await;
    anna.sees(NEXT).await;
    ended_well(bot, &folder, &anna);
    assert_eq!(times_shown(&discord, NEXT), 2, "once as it was to be, and once by the command");
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_direct_messages_are_told_of_once_and_the_talk_stays() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_a_talk(&folder, &discord).await;
    anna.takes_direct_messages(false);
    for nth in 0..2 {
        anna.presses("Carry on in DMs").await;
        anna.sees(QUESTION).await;
        let told = anna.screen().pop().unwrap().contains("You don’t take direct messages from here");
        assert_eq!(told, nth == 0, "{:?}", anna.screen());
    }
    anna.takes_direct_messages(true);
    anna.presses("No").await;
    anna.sees(NEXT).await;
    ended_well(bot, &folder, &anna);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_ends_the_process_with_what_to_do() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_a_talk(&folder, &discord).await;
    discord.fails_from_now_on(Where::Callback, Fault::Refused(401, 0));
    let asked = discord.asked(Where::Callback);
    drop(anna.who_waits(NOT_IN_TIME).tries_to_press("No").await);
    let (code, log) = bot.ended();
    assert_eq!(code, Some(78), "{log}");
    assert!(log.contains("does not accept the bot’s token any more") && log.contains("to do:"), "{log}");
    assert_eq!(discord.asked(Where::Callback), asked + 1, "it is not asked again");
    let journal = kept(&folder, &anna).iter().map(ToString::to_string).collect::<String>();
    assert_eq!(journal.matches("\"W3.can\"").count(), 1, "what was taken is kept: {journal}");

    // With a token that is accepted, what waited is shown.
    discord.heals();
    let bot = serve(&folder, &discord).await;
    anna.slash("next", &[]).await;
    anna.sees("Parked.").await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_twice_is_answered_once() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let (bot, anna) = in_a_talk(&folder, &discord).await;
    anna.presses("No").await;
    anna.sees(NEXT).await;
    anna.does_it_again();
    anna.slash("next", &[]).await;
    ended_well(bot, &folder, &anna);
    assert_eq!(times_shown(&discord, NEXT), 2, "once by the button, and once by the command");
}
