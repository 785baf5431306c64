//! An account on the block list, and off it again.

use afterword_tests::{Folder, Outcome, START};

fn fine(outcome: &Outcome) {
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{}", outcome.stdout);
}

#[test]
fn a_blocked_account_is_not_heard_and_keeps_what_is_its_own() {
    let folder = Folder::new();
    fine(&folder.chat(&["yes", "skip", "skip"]));
    let mut chat = folder.start(&["chat", "--data", "data", "--clock", START]);
    assert!(chat.say(":now"));
    chat.until("It is").expect("it talks");
    let on = |command: &str| folder.run(&[command, "--platform", "console", "--account", "me", "--data", "data"]);
    let blocked = on("block");
    fine(&blocked);
    assert_eq!(blocked.stdout, "\"me\" on console is not heard any more. What is kept about them stays.\n");
    let kept = folder.run(&["export", "--data", "data"]);
    assert!(chat.say("interview") && chat.say(":now"));
    let heard: Vec<String> = std::iter::from_fn(|| chat.line()).take_while(|line| !line.starts_with("It is")).collect();
    assert!(heard.iter().any(|line| line.contains("not taking messages from this account")), "{heard:?}");
    assert_eq!(folder.run(&["export", "--data", "data"]), kept, "nothing was written down");

    fine(&on("unblock"));
    assert!(chat.say("interview"));
    chat.until("?").expect("it is heard again");
    fine(&chat.finish());
    let nobody = folder.run(&["block", "--platform", "console", "--account", "me", "--data", "nowhere"]);
    assert_eq!(nobody.code, Some(66), "{}", nobody.stderr);
}
