//! Who is no moderator at this very moment changes nothing, sees nothing, and stands in the log.

use super::{adds_series, moderator, serve};
use afterword_tests::{
    Folder,
    discord::{Discord, Outcome, permission},
};

const REFUSED: &str = "That’s for moderators here";

#[tokio::test(flavor = "multi_thread")]
async fn forged_components_and_one_who_was_a_moderator_change_nothing() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let (ex, role) = moderator(&discord, "Ex");
    let ben = discord.user("Ben");
    let channel = discord.channel("general");
    adds_series(&mo, "Daily", channel, "").await;
    let mut stolen = Vec::new();
    for label in ["Post now", "Pause", "Delete", "Skip next", "Edit"] {
        stolen.push(mo.custom_id(label).await);
    }
    mo.presses("Back").await;
    for label in ["Library", "Settings", "Log", "Undo", "Numbers"] {
        stolen.push(mo.custom_id(label).await);
    }
    // Ben has a message of the bot before him, and sends buttons that are not his.
    ben.slash("help", &[]).await;
    for id in &stolen {
        assert!(matches!(ben.presses_raw(id).await, Outcome::Answered(_)), "{id}");
        ben.sees(REFUSED).await;
    }
    assert!(matches!(ben.submits_raw("p1:fa::0", &[("0", "a forged prompt")]).await, Outcome::Answered(_)));
    for nonsense in ["p1:sx:AAAAAAAAAAA:0", "p1:??::0", "c1:in:AAAAAAAAAAA", "c1:no:0", "p1:nf::1"] {
        assert!(matches!(ben.presses_raw(nonsense).await, Outcome::Answered(_)), "{nonsense}");
    }
    ben.never_saw("Daily");
    // A moderator until a minute ago: the page is still open.
    ex.slash("prompts", &[("series", "Daily")]).await;
    ex.sees("“Daily”").await;
    discord.takes_role(ex.id(), role);
    for label in ["Pause", "Post now", "Delete"] {
        let id = ex.custom_id(label).await;
        ex.presses_raw(&id).await;
        ex.sees(REFUSED).await;
        // What they see is the refusal; the page of before is gone.
        discord.gives_role(ex.id(), role);
        ex.slash("prompts", &[("series", "Daily")]).await;
        ex.sees("“Daily”").await;
        discord.takes_role(ex.id(), role);
    }
    assert!(discord.standing(channel).iter().all(|(_, text)| !text.contains("forged")));
    assert!(discord.standing(channel).is_empty(), "nothing was posted: {:?}", discord.standing(channel));
    mo.slash("prompts", &[]).await;
    mo.sees("· “Daily” – next").await;
    mo.presses("Log").await;
    mo.sees(&format!("<@{}>, no moderator: tried “posted at once, “Daily””", ben.id())).await;
    mo.sees(&format!("<@{}>, no moderator: tried “paused a series, “Daily””", ex.id())).await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_makes_moderators_and_they_can_neither_give_it_away_nor_forget_the_server() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let helpers = discord.new_role("Helpers", false);
    // As the server's settings let the role use the command.
    discord.role_may(helpers, permission::MANAGE_GUILD);
    mo.slash("prompts", &[]).await;
    mo.presses("Settings").await;
    mo.picks_role("Moderators’ role (none, if nothing is chosen)", helpers).await;
    mo.sees("Noted.").await;
    let hal = discord.user("Hal");
    discord.gives_role(hal.id(), helpers);
    hal.slash("prompts", &[]).await;
    hal.presses("Settings").await;
    hal.sees("Time zone").await;
    let (role, forget) = (hal.custom_id("Forget this server").await, "p1:ff::0".to_owned());
    assert!(role.starts_with("p1:f:"));
    discord.role_may(helpers, 0);
    // By the role alone they look after prompts, and no more.
    hal.presses("Back").await;
    hal.sees("No series yet.").await;
    hal.presses("Settings").await;
    hal.sees("Time zone").await;
    assert!(!hal.can_press().contains(&"Forget this server".to_owned()));
    hal.presses_raw(&forget).await;
    hal.sees(REFUSED).await;
    hal.picks_raw("p1:cr::0", &["1"]).await;
    hal.sees(REFUSED).await;
    mo.slash("prompts", &[]).await;
    mo.presses("Log").await;
    mo.sees(&format!("<@{}>, no moderator: tried “changed a setting”", hal.id())).await;
    assert_eq!(bot.end().0, Some(0));
}
