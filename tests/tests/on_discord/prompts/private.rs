//! From a prompt to a finished debrief: not one word of it leaves, but for a line that was
//! previewed and confirmed; and that one can be taken back.

use super::{adds_prompt, adds_series, chooses_channel, member, moderator, posts_now, serve, until};
use afterword_tests::{
    Folder,
    discord::{Audience, Discord, Outcome, Person},
};

const MARKER: &str = "zqmarkerzq";
/// What opens a form for one's own words.
const WRITTEN: [&str; 3] = ["Write an answer", "In my own words", "Add one"];
/// What opens a form for all of it or a day, or leads elsewhere.
const ASIDE: [&str; 6] = ["Answer all at once", "Give a day", "Back", "Pause here", "Why this?", "Carry on in DMs"];
const FINISHED: &str = "If there’s a line in this that might help others";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_debrief_leaves_but_what_is_shared() {
    let (folder, discord) = (Folder::new(), Discord::new());
    let bot = serve(&folder, &discord).await;
    let (mo, _) = moderator(&discord, "Mo");
    let mods = chooses_channel(&mo, &discord).await;
    let channel = discord.new_channel("after-interviews");
    adds_prompt(&mo, "Interview this week?", "debrief").await;
    adds_series(&mo, "Daily", channel, "own").await;
    posts_now(&mo, "Daily").await;
    until("the thread", || discord.threads(channel).len() == 1).await;
    let post = discord.standing(channel)[0].0;

    let anna = member(&discord, "Anna").await;
    anna.goes_to(channel);
    anna.presses("In private").await;
    anna.sees("This stays between us.").await;
    let written = goes_through(&anna).await;
    assert!(written > 0, "she wrote something");
    let seen_by_others = || {
        let hers = [Audience::Only(anna.id()), Audience::Direct(anna.id())];
        discord.shown().into_iter().filter(move |shown| !hers.contains(&shown.audience)).map(|shown| shown.text)
    };
    assert!(seen_by_others().all(|text| !text.contains(MARKER)), "in a channel, or before somebody else");

    // Everything that moderators can look at.
    for page in ["Numbers", "Log", "Suggestions", "Library"] {
        mo.slash("prompts", &[]).await;
        mo.presses(page).await;
        mo.sees("").await;
    }
    mo.slash("prompts", &[]).await;
    mo.presses("Settings").await;
    mo.presses("Export everything kept").await;
    mo.sees("Here it is.").await;
    let (_, journal) = mo.attached().unwrap();
    let journal = String::from_utf8(journal).unwrap();
    assert!(journal.contains("finished") && !journal.contains(MARKER) && !journal.contains(&anna.id().to_string()));
    mo.never_saw(MARKER);

    // A share comes only after a preview and a yes, and as text.
    anna.slash("share", &[]).await;
    anna.sees("What would you like the channel to read?").await;
    anna.opens_modal("Write an answer").await.fills("**We** waited, @everyone").submits().await;
    anna.sees("Shall it go under the post?").await;
    assert!(discord.standing(post).is_empty(), "nothing is there before the yes");
    anna.presses("Share it without my name").await;
    anna.sees("It’s on its way to the channel.").await;
    until("the share", || discord.standing(post).len() == 1).await;
    let (_, shared) = &discord.standing(post)[0];
    assert!(shared.contains(r"\*\*We\*\* waited, \@everyone"), "{shared}");
    anna.slash("take-back", &[]).await;
    anna.sees("I’m taking it out of the channel.").await;
    until("the taking back", || discord.standing(post).is_empty()).await;
    // That few prompts are left is all that moderators were told.
    let told = discord.standing(mods);
    assert!(told.iter().all(|(_, text)| text.contains("before it begins its library anew")), "{told:?}");
    assert!(discord.shown().iter().all(|shown| shown.pings.is_empty()));
    let (code, log) = bot.end();
    assert_eq!(code, Some(0));
    assert!(!log.contains(MARKER) && !log.contains(&anna.id().to_string()) && !log.contains("waited"), "{log}");
}

/// Answers whatever is asked, in words wherever that can be done, until the talk is over; how often
/// something was written.
async fn goes_through(person: &Person) -> usize {
    let mut written = 0;
    for _ in 0..80 {
        if person.screen().iter().any(|text| text.contains(FINISHED)) {
            return written;
        }
        let labels = person.can_press();
        let has = |label: &&&str| labels.iter().any(|one| one == **label);
        let first = ["Done", "Write an answer", "In my own words", "Add one", "Skip"].iter().find(has);
        let controls = person.controls();
        let leads_on = |control: &&serde_json::Value| !ASIDE.iter().any(|aside| control["label"] == *aside);
        let other = controls.iter().find(leads_on).or(controls.first()).expect("something can be used");
        let outcome = match (first, other["options"][0]["label"].as_str()) {
            (Some(label), _) => person.tries_to_press(label).await,
            (None, Some(option)) => person.tries_to_pick(&[option]).await,
            (None, None) => person.tries_to_press(other["label"].as_str().unwrap()).await,
        };
        match outcome {
            Outcome::Answered(_) => {}
            Outcome::Modal(form) => {
                let label = form.labels()[0].clone();
                let day = !labels.iter().any(|label| WRITTEN.contains(&label.as_str()));
                form.fills_in(&label, if day { "today" } else { MARKER }).submits().await;
                written += usize::from(!day);
            }
            other => panic!("{other:?} at {labels:?}"),
        }
        person.sees("").await;
    }
    panic!("the talk has no end: {:?}", person.screen().last());
}
