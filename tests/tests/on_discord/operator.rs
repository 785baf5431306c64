//! What an operator sees: how the bot stands, whether it is well, and what goes wrong at the start.

use crate::steps::{agrees, serve, worries};
use afterword_tests::{
    Folder, Outcome, Served,
    discord::{Discord, Fault, Where, permission},
    golden,
};
use std::net::TcpListener;

fn check(folder: &Folder, discord: &Discord) -> Outcome {
    let env = [("AFTERWORD_DISCORD__TOKEN", discord.token()), ("AFTERWORD_DISCORD__API_URL", discord.url())];
    let env: Vec<_> = env.iter().map(|(name, value)| (*name, value.as_str())).collect();
    folder.run_with(&["check", "--discord"], &env, b"")
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_how_the_bot_stands_and_where_to_install_it() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let outcome = check(&folder, &discord);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let told = outcome.stdout.replace(&discord.application().to_string(), "APPLICATION");
    golden::check("check_discord.txt", &told.replace(&discord.server().to_string(), "SERVER"));

    discord.role_may(discord.server(), permission::USUAL | 8);
    let outcome = check(&folder, &discord);
    assert!(outcome.stdout.contains("the bot is an administrator"), "{}", outcome.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_that_a_token_is_not_accepted() {
    let (folder, discord) = (Folder::new(), Discord::new());
    discord.fails_once(Where::Application, Fault::Refused(401, 0));
    let outcome = check(&folder, &discord);
    assert_eq!(outcome.code, Some(78));
    assert!(outcome.stderr.contains("does not accept the bot’s token"), "{}", outcome.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_it_says_where_to_get_one() {
    let outcome = Folder::new().run(&["serve", "--data", "data"]);
    assert_eq!(outcome.code, Some(78));
    assert!(outcome.stderr.contains("docs/discord.md"), "{}", outcome.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discord_that_cannot_be_reached_yet_is_waited_for() {
    let (folder, discord) = (Folder::new(), Discord::new());
    discord.fails(Where::Application, Fault::ConnectionLost, 2);
    let bot = Served::start(&folder, &discord);
    discord.ready().await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_metrics_follow_what_happens_and_name_nobody() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = Served::start_under(&folder, &discord, &[("AFTERWORD_HEALTH__LISTEN", "127.0.0.1:0")]);
    discord.ready().await;
    bot.logs("health and metrics can be asked for");
    let log = bot.log();
    let address = log.split("address=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    let get = async |path: &str| {
        let answer = reqwest::get(format!("http://{address}{path}")).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    bot.logs("a session began");
    assert_eq!(get("/readyz").await.0, 200);
    assert_eq!(get("/healthz").await.0, 200);
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "a marker of hers").await;
    anna.sees("Is there anything you can do about it?").await;
    let (status, metrics) = get("/metrics").await;
    assert_eq!(status, 200);
    for name in [
        "afterword_turn_seconds_count",
        "afterword_acknowledgement_seconds_count{platform=\"discord\"}",
        "afterword_outbox_messages",
        "afterword_wakeups_due",
    ] {
        assert!(metrics.contains(name), "{name}: {metrics}");
    }
    discord.gateway_closes(Some(4000));
    discord.identified(2).await;
    let (_, metrics) = get("/metrics").await;
    assert!(metrics.contains("afterword_gateway_restarts_total{why=\"closed\"} 1"), "{metrics}");
    assert!(!metrics.contains("marker") && !metrics.contains(&anna.id().to_string()), "{metrics}");
    assert_eq!(bot.end().0, Some(0));
}

#[test]
fn a_port_that_is_taken_stops_the_start_before_anything_is_made() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let bot = Served::start_under(&folder, &discord, &[("AFTERWORD_HEALTH__LISTEN", &address)]);
    let (code, log) = bot.ended();
    assert_eq!(code, Some(75), "{log}");
    assert!(log.contains(&format!("health and metrics cannot be served at {address} (health.listen)")), "{log}");
    assert!(!folder.data().exists(), "nothing is half-started");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_bot_on_the_same_folder_is_refused() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (code, log) = Served::start(&folder, &discord).ended();
    assert_eq!(code, Some(75), "{log}");
    assert_eq!(bot.end().0, Some(0));
}
