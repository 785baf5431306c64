//! What people tell a community: counts, shares, and the wish to be written to.

use super::{Square, landed};
use afterword_core::{
    Id, Private,
    community::{About, Act, Order, Place, PlaceKind, Plan, Setting, Told},
};

fn share(n: u8, run: Id, who: Option<&str>) -> Told {
    let who = who.map(Private::new);
    Told::Share { share: Id::minted(99, 1, n), run, text: "It helped.".into(), named: who.is_some(), who, first: true }
}

#[test]
fn a_share_goes_under_its_post_and_can_be_taken_back() {
    let mut square = Square::with_prompts(1);
    let place = Place { channel: "general".into(), kind: PlaceKind::Thread };
    let series = square.adds(Plan { place, ..super::plan("Daily") });
    let run = square.posted(series);
    square.comes(About::Thread(run), Ok(landed(About::Thread(run))));
    let acts = square.told(share(0, run, Some("anna")));
    let [Act::Share { share: id, thread: Some(thread), text, who: Some(who), .. }] = &acts[..] else {
        panic!("it goes out")
    };
    assert_eq!(
        (text.reveal(), who.reveal(), thread.as_str()),
        ("It helped.", "anna", format!("{:?}", About::Thread(run)).as_str())
    );
    let written = serde_json::to_string(&square.journal).unwrap();
    assert!(!written.contains("It helped.") && !written.contains("anna"), "nothing of it is kept");
    square.comes(About::Share(*id), Ok(landed(About::Share(*id))));
    let acts = square.told(Told::TakeBack { share: *id });
    let [Act::Remove { message, channel, .. }] = &acts[..] else { panic!("it is removed") };
    assert_eq!((message.as_str(), channel), (format!("{:?}", About::Share(*id)).as_str(), thread));
    assert!(square.told(Told::TakeBack { share: *id }).is_empty(), "once");
}

#[test]
fn whatever_order_it_comes_in_what_was_taken_back_does_not_stay() {
    let (mut square, series) = Square::with_series(1);
    let run = square.posted(series);
    // Taken back while it is on its way.
    square.told(share(0, run, None));
    let id = Id::minted(99, 1, 0);
    assert!(square.told(Told::TakeBack { share: id }).is_empty());
    let acts = square.comes(About::Share(id), Ok(landed(About::Share(id))));
    assert!(matches!(&acts[..], [Act::Remove { .. }]));
    // Taken back before it came.
    square.told(Told::TakeBack { share: Id::minted(99, 1, 1) });
    assert!(square.told(share(1, run, None)).is_empty());
    // Told twice.
    assert!(square.told(share(0, run, None)).is_empty());
}

#[test]
fn nothing_is_shared_where_sharing_is_off_or_nothing_was_posted() {
    let (mut square, series) = Square::with_series(1);
    assert!(square.told(share(0, Id::minted(1, 1, 1), None)).is_empty());
    let run = super::posts(&square.orders(Order::PostNow(series)))[0].run;
    assert!(square.told(share(0, run, None)).is_empty(), "it is not there yet");
    square.comes(About::Post(run), Ok(landed(About::Post(run))));
    square.orders(Order::Set(Setting::Sharing(false)));
    assert!(square.told(share(0, run, None)).is_empty());
}

#[test]
fn a_name_is_passed_on_and_nothing_else_and_kept_nowhere() {
    let (mut square, _) = Square::with_series(1);
    let before = square.journal.len();
    let acts = square.told(Told::AskModerator { who: Some("anna".into()) });
    assert!(matches!(&acts[..], [Act::PassOn { channel, who }] if channel == "mods" && who.reveal() == "anna"));
    assert_eq!(square.journal.len(), before);
}

#[test]
fn an_account_crosses_only_where_they_said_so() {
    let run = Id::minted(1, 1, 1);
    let who = |told: Told| match told.from_account("anna") {
        Told::Share { who, .. } | Told::AskModerator { who } => who.map(|who| who.reveal().to_owned()),
        Told::Begun { .. } | Told::Finished { .. } | Told::TakeBack { .. } => None,
    };
    let named = |named| Told::Share { share: run, run, text: "x".into(), named, who: None, first: true };
    assert_eq!(who(named(true)).as_deref(), Some("anna"));
    assert_eq!(who(named(false)), None);
    assert_eq!(who(Told::AskModerator { who: None }).as_deref(), Some("anna"));
}
