//! A thousand servers whose series post in the same minute, at the pace that Discord allows.

use crate::{Discord, PLATFORM, SHOWN, Setup};
use afterword_core::community::{
    Library, NewPrompt, Opens, Order, Own, Place, PlaceKind, Plan, Who, rotation,
    schedule::{CatchUp, Repeat, Schedule},
};
use afterword_engine::{Gathered, Gathering};
use afterword_tests::{
    discord::{self, Id},
    journey::{World, platform},
};
use afterword_words::Words;
use jiff::{Timestamp, civil::time};
use std::{sync::Arc, time::Instant};

const SERVERS: usize = 1000;
/// Ten in the morning in UTC, and some hours before.
const BEFORE: &str = "2026-11-24T06:00:00Z";
const THEN: &str = "2026-11-24T10:00:00Z";

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::print_stdout, reason = "the measure is told, and not held against a machine")]
async fn a_thousand_servers_post_in_the_same_minute_and_none_is_lost() {
    let fake = discord::Setup::new().unchecked().limited().start();
    let words = Arc::new(Words::load("en-GB").expect("they load"));
    let setup = Setup {
        api_url: fake.url(),
        token: fake.token(),
        test_server: None,
        words: Arc::clone(&words),
        operator: "Olga".to_owned(),
        copies: Arc::new(|_| None),
    };
    let bot = Discord::new(setup).expect("it is set up");
    let known = platform(SHOWN, bot.courier(), false);
    let before: Timestamp = BEFORE.parse().expect("a moment");
    let world = World::new(before, PLATFORM, words, known).await;
    let servers = fake.more_servers(SERVERS);
    for (nth, order) in [add_prompt(), Order::List].into_iter().enumerate() {
        let heard = servers.iter().map(|(server, _)| world.engine.hear_community(ordered(*server, nth, order.clone())));
        for heard in futures_util::future::join_all(heard).await {
            heard.expect("it is taken");
        }
    }
    let series = servers.iter().map(|(server, channel)| {
        world.engine.hear_community(ordered(*server, 9, Order::AddSeries(Box::new(plan(*channel)))))
    });
    for heard in futures_util::future::join_all(series).await {
        heard.expect("it is taken");
    }
    world.engine.settled().await;

    let then: Timestamp = THEN.parse().expect("a moment");
    world.passes(then.duration_since(before));
    let begun = Instant::now();
    while world.engine.tick().await.expect("the engine looks around") > 0 {}
    world.engine.settled().await;
    let took = begun.elapsed();
    let posts: Vec<usize> = servers.iter().map(|(_, channel)| fake.standing(*channel).len()).collect();
    assert!(posts.iter().all(|posts| *posts == 1), "one each: {} in all", posts.iter().sum::<usize>());
    println!("{SERVERS} posts in {took:?}");
    assert_eq!(fake.refused_as_too_many(), 0, "there are never fifty in a second");
    assert_eq!(fake.asked(discord::Where::Post), SERVERS, "none was tried twice");
}

fn ordered(server: Id, nth: usize, order: Order) -> Gathered {
    Gathered {
        platform: PLATFORM.to_owned(),
        community: server.to_string(),
        event: Some(format!("{server}:{nth}")),
        what: Gathering::Ordered { by: Who { account: format!("1{server}").into(), moderator: true }, order },
    }
}

fn add_prompt() -> Order {
    let prompt = NewPrompt {
        text: "What helped this week?".into(),
        theme: "ours".to_owned(),
        opens: Opens::Next,
        season: None,
        picture: None,
    };
    Order::AddPrompts(vec![prompt])
}

fn plan(channel: Id) -> Plan {
    Plan {
        name: "Daily".into(),
        library: Library { themes: Vec::new(), own: Own::All },
        order: rotation::Order::InOrder,
        place: Place { channel: channel.to_string(), kind: PlaceKind::Message },
        schedule: Schedule::new(Repeat::Daily { at: time(10, 0, 0, 0) }, "Etc/UTC"),
        role: None,
        catch_up: CatchUp::default(),
        pins: false,
        warns: false,
    }
}
