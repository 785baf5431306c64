//! Buttons that are old, somebody else's, or nobody's.

use crate::steps::{agrees, kept, serve, worries};
use afterword_tests::{
    Folder,
    discord::{Discord, Outcome},
    pseudo_random,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_an_older_question_gets_the_current_one_and_changes_nothing() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let anna = discord.user("Anna");
    anna.slash("help", &[]).await;
    let old = anna.custom_id("Yes").await;
    anna.presses("Yes").await;
    anna.sees("Where are you, roughly?").await;
    assert!(matches!(anna.presses_raw(&old).await, Outcome::Answered(_)));
    anna.sees("Where are you, roughly?").await;
    assert!(anna.can_press().contains(&"Name a city".to_owned()), "{:?}", anna.can_press());
    assert_eq!(bot.end().0, Some(0));
    assert_eq!(kept(&folder, &anna).len(), 2, "the beginning and the yes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_somebody_else_does_nothing_to_either() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (anna, ben) = (discord.user("Anna"), discord.user("Ben"));
    for person in [&anna, &ben] {
        agrees(person).await;
    }
    worries(&anna, "a marker of hers").await;
    anna.sees("anything").await;
    let hers = anna.custom_id("No").await;
    ben.slash("next", &[]).await;
    assert!(matches!(ben.presses_raw(&hers).await, Outcome::Answered(_)));
    assert!(!ben.screen().iter().any(|text| text.contains("a marker of hers")), "{:?}", ben.screen());
    // Hers is where it was.
    anna.presses("No").await;
    assert_eq!(bot.end().0, Some(0));
    let entries = |journal: Vec<serde_json::Value>| journal.iter().map(ToString::to_string).collect::<String>();
    assert!(!entries(kept(&folder, &ben)).contains("a marker of hers"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_forged_ids_change_nothing() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let fast = [("AFTERWORD_LIMITS__BURST", "1000"), ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000")];
    let bot = afterword_tests::Served::start_under(&folder, &discord, &fast);
    discord.ready().await;
    let anna = discord.user("Anna");
    agrees(&anna).await;
    worries(&anna, "a worry").await;
    let real = anna.custom_id("No").await;
    let before = kept(&folder, &anna);
    for nth in 0..1000 {
        let forged = forged(&real, nth);
        let outcome = match nth % 3 {
            0 => anna.picks_raw(&forged, &[&real]).await,
            1 => anna.submits_raw(&forged, &[("0", "forged")]).await,
            _ => anna.presses_raw(&forged).await,
        };
        assert!(matches!(outcome, Outcome::Answered(_) | Outcome::Modal(_)), "{forged}: {outcome:?}");
    }
    let log = bot.end().1;
    assert!(!log.contains(" ERROR ") && !log.contains("defect"), "{log}");
    assert_eq!(kept(&folder, &anna), before);
}

/// A real id with something about it changed, or no id at all. The revision is left alone: it
/// only says when the question was asked.
fn forged(real: &str, nth: usize) -> String {
    let chance = |of: usize| pseudo_random(nth * 7 + of) as usize;
    let mut fields: Vec<String> = real.split(':').map(str::to_owned).collect();
    let which = [0, 1, 2, 4][chance(0) % 4];
    fields[which] = match chance(1) % 6 {
        0 => String::new(),
        1 => "!yes".to_owned(),
        2 => "~".repeat(1 + chance(2) % 120),
        3 => fields[(which + 1) % fields.len()].clone(),
        4 => format!("{}{}", fields[which], chance(3)),
        _ => format!("z{}", fields[which].chars().rev().collect::<String>()),
    };
    fields.join(":").chars().take(100).collect()
}
