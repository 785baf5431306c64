//! A moderator's first five minutes, and what a member makes of it.

use super::{adds_series, chooses_channel, member, moderator, serve, until};
use afterword_tests::{
    Folder,
    discord::{Audience, Discord},
};

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_the_first_post_and_a_talk_in_private() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let channel = discord.new_channel("after-interviews");

    mo.slash("prompts", &[]).await;
    mo.sees("No series yet.").await;
    // Which prompt it is is a matter of chance, and one that opens support asks nothing.
    adds_series(&mo, "Daily", channel, "after").await;
    // What comes next stands there at once.
    mo.sees("Next: ").await;
    assert!(mo.can_press().iter().any(|label| label == "Dry run"), "{:?}", mo.can_press());
    mo.presses("Preview").await;
    mo.sees("This is what “Daily” would post next. Only you can see it.").await;
    assert!(discord.standing(channel).is_empty(), "a preview is no post");
    assert!(mo.controls().iter().take(2).all(|button| button["disabled"] == true));
    mo.presses("Back").await;
    mo.picks_from_menu(&["Daily"]).await;
    mo.presses("Post now").await;
    mo.sees("“Daily” is on its way to its channel.").await;
    let [(post, text)] = &discord.standing(channel)[..] else { panic!("one post") };
    assert!(!text.is_empty());
    until("its thread", || discord.threads(channel).iter().any(|(thread, _)| thread == post)).await;

    let anna = member(&discord, "Anna").await;
    anna.goes_to(channel);
    anna.presses("In private").await;
    anna.sees("This stays between us.").await;
    let only = Audience::Only(anna.id());
    let seen = discord.shown().into_iter().filter(|shown| shown.text.contains("This stays between us"));
    assert!(seen.into_iter().all(|shown| shown.audience == only));
    chooses_channel(&mo, &discord).await;
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn members_suggest_and_moderators_accept_or_decline_with_a_reason() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let ((mo, _), anna) = (moderator(&discord, "Mo"), discord.user("Anna"));
    let mods = chooses_channel(&mo, &discord).await;
    let suggests = async |text: &str| {
        let form = anna.slash_opens_modal("suggest", &[]).await;
        form.fills(text).submits().await;
        anna.sees("Thank you. The moderators will look at it").await;
    };
    suggests("What made you *laugh*?").await;
    suggests("What did you eat?").await;
    until("both suggestions", || discord.standing(mods).len() == 2).await;
    mo.slash("prompts", &[]).await;
    mo.presses("Suggestions").await;
    mo.sees("2 suggestions wait").await;
    mo.presses("Accept").await;
    mo.sees("It’s in the library now").await;
    let form = mo.opens_modal("Decline").await;
    form.fills("We have that one.").submits().await;
    mo.sees("Declined, and the member will be told.").await;
    anna.goes_to_direct_messages();
    anna.sees("left it out this time: We have that one.").await;
    mo.slash("prompts", &[]).await;
    mo.presses("Log").await;
    // A name that Discord shows, and that calls nobody.
    mo.sees(&format!("<@{}>: declined a suggestion", mo.id())).await;
    assert!(discord.shown().iter().all(|shown| shown.pings.is_empty()));
    assert_eq!(bot.end().0, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_comes_in_by_a_file_and_goes_out_again() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    mo.slash_with_file("prompts", "file", "bad.csv", b"text,opens\nOne?,nowhere\n").await;
    mo.sees("Line 2").await;
    let table: String = (0..250).map(|nth| format!("Prompt {nth}?\n")).collect();
    mo.slash_with_file("prompts", "file", "prompts.csv", format!("text\n{table}").as_bytes()).await;
    mo.sees("That file holds 250 prompts").await;
    // The question and its file are still there after a restart.
    assert_eq!(bot.end().0, Some(0));
    let bot = super::again(&folder, &discord).await;
    mo.presses("Add them").await;
    mo.sees("50 prompts added.").await;
    mo.presses("Add them").await;
    mo.sees("All prompts of that file are in the library already.").await;
    mo.slash("prompts", &[]).await;
    mo.presses("Library").await;
    mo.presses("Export as CSV").await;
    mo.sees("Here it is.").await;
    let (name, bytes) = mo.attached().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(name == "prompts.csv" && text.contains("Prompt 249?"), "{name}");
    assert_eq!(bot.end().0, Some(0));
}
