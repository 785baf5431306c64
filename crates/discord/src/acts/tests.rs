//! Acts on a strict Discord: each done once, and what keeps one from being done has its name.

use super::act;
use crate::{PLATFORM, Shared, direct::Direct, rest::Rest};
use afterword_core::{
    Id, Say,
    community::{Act, Buttons, Channel, Landed, Permission, PlaceKind, Post, Trouble},
    say::Block,
};
use afterword_engine::{Address, Class, Done, Errand};
use afterword_tests::discord::{Change, Discord, Fault, Id as Number, Where, permission};
use afterword_words::Words;
use jiff::SignedDuration;
use std::sync::Arc;

struct Stand {
    discord: Discord,
    shared: Shared,
    channel: Number,
    forum: Number,
}

impl Stand {
    fn new() -> Self {
        let discord = Discord::new();
        let shared = Shared {
            rest: Arc::new(Rest::new(&discord.url(), &discord.token()).expect("it can be set up")),
            words: Arc::new(Words::load("en-GB").expect("they load")),
            operator: "Olga".to_owned(),
            open: Arc::default(),
            asked: Arc::default(),
            direct: Direct::default(),
            copies: Arc::new(|_| None),
        };
        let (channel, forum) = (discord.channel("general"), discord.new_forum("prompts"));
        let stand = Self { discord, shared, channel, forum };
        stand.may(permission::USUAL | permission::PIN_MESSAGES);
        stand
    }

    fn may(&self, permissions: u64) {
        self.discord.bot_may(permissions);
    }

    async fn does(&self, act: Act, tried: bool) -> Done {
        let to = Address { platform: PLATFORM.to_owned(), account: format!("community:{}", self.discord.server()) };
        let errand = Errand { to, key: "a2".to_owned(), act, class: Class::Unprompted, tried };
        super::act(&self.shared, &errand).await
    }

    fn post(&self, kind: PlaceKind) -> Post {
        let id = if kind == PlaceKind::Forum { self.forum } else { self.channel };
        Post {
            run: Id::minted(1, 2, 3),
            channel: Channel { id: id.to_string(), kind, title: "A title".into() },
            text: "What helped?".into(),
            late: None,
            picture: None,
            ping: None,
            buttons: Buttons { private: true, suggest: true, reactions: false },
        }
    }

    fn pin(&self, message: Number) -> Act {
        Act::Pin { run: Id::minted(1, 2, 3), channel: self.channel.to_string(), message: message.to_string() }
    }

    fn thread(&self, message: Number) -> Act {
        let (run, name) = (Id::minted(1, 2, 3), "A title".into());
        Act::Thread { run, channel: self.channel.to_string(), message: message.to_string(), name }
    }

    /// A share under a post, in its thread where there is one.
    fn share(&self, thread: Option<Number>) -> Act {
        Act::Share {
            share: Id::minted(1, 2, 4),
            channel: self.channel.to_string(),
            message: self.channel.to_string(),
            thread: thread.map(|thread| thread.to_string()),
            text: "**We** all waited, @everyone".into(),
            who: None,
        }
    }
}

fn message(done: &Done) -> Number {
    let Done::Done(Landed { message: Some(message), .. }) = done else { panic!("it is not there: {done:?}") };
    message.parse().expect("an id")
}

#[tokio::test]
async fn a_post_that_may_be_there_is_found_by_its_buttons() {
    for kind in [PlaceKind::Message, PlaceKind::Thread, PlaceKind::Forum] {
        for lost in [Fault::AnswerLost, Fault::Slow(std::time::Duration::from_millis(1)), Fault::ConnectionLost] {
            let stand = Stand::new();
            let place = if kind == PlaceKind::Forum { Where::NewThread } else { Where::Post };
            stand.discord.fails_once(place, lost);
            let first = stand.does(Act::Post(stand.post(kind)), false).await;
            // Long after Discord has forgotten the key.
            stand.discord.passes(SignedDuration::from_hours(3));
            let again = stand.does(Act::Post(stand.post(kind)), true).await;
            let there = message(&again);
            if let Done::Done(_) = first {
                assert_eq!(message(&first), there);
            }
            let posts = stand.discord.shown().iter().filter(|shown| shown.change == Change::Posted).count();
            assert_eq!(posts, 1, "{kind:?}");
            let thread = matches!(again, Done::Done(Landed { thread: Some(_), .. }));
            assert_eq!(thread, kind == PlaceKind::Forum);
        }
    }
}

#[tokio::test]
async fn another_run_with_the_same_words_is_another_post() {
    let stand = Stand::new();
    for n in 0..2 {
        let post = Post { run: Id::minted(1, 2, n), ..stand.post(PlaceKind::Forum) };
        message(&stand.does(Act::Post(post), true).await);
    }
    assert_eq!(stand.discord.threads(stand.forum).len(), 2);
}

#[tokio::test]
async fn a_thread_and_a_pin_come_once_however_often_they_are_tried() {
    let stand = Stand::new();
    let post = message(&stand.does(Act::Post(stand.post(PlaceKind::Thread)), false).await);
    for _ in 0..2 {
        let Done::Done(Landed { thread, .. }) = stand.does(stand.thread(post), false).await else { panic!("done") };
        assert_eq!(thread, Some(post.to_string()));
        assert_eq!(stand.does(stand.pin(post), false).await, Done::Done(Landed::default()));
    }
    assert_eq!((stand.discord.threads(stand.channel).len(), stand.discord.pinned(stand.channel)), (1, vec![post]));
    let unpin =
        || Act::Unpin { run: Id::minted(1, 2, 3), channel: stand.channel.to_string(), message: post.to_string() };
    for _ in 0..2 {
        assert_eq!(stand.does(unpin(), false).await, Done::Done(Landed::default()));
    }
    stand.discord.deletes_message(post);
    assert_eq!(stand.does(unpin(), false).await, Done::Done(Landed::default()), "what is gone is unpinned");
    assert_eq!(stand.does(stand.pin(post), false).await, Done::Failed(Trouble::MessageGone));
}

#[tokio::test]
async fn a_permission_that_is_missing_is_named() {
    use Permission::{Embed, InThreads, Pin, Send, Threads, View};
    let everything = permission::USUAL | permission::PIN_MESSAGES;
    let stand = Stand::new();
    let post = message(&stand.does(Act::Post(stand.post(PlaceKind::Thread)), false).await);
    stand.does(stand.thread(post), false).await;
    let long = Post { run: Id::minted(9, 9, 9), text: "👍".repeat(2000).into(), ..stand.post(PlaceKind::Message) };
    #[rustfmt::skip]
    let table = [
        (permission::VIEW_CHANNEL,             Act::Post(stand.post(PlaceKind::Message)), View),
        (permission::SEND_MESSAGES,            Act::Post(stand.post(PlaceKind::Message)), Send),
        (permission::SEND_MESSAGES,            Act::Post(stand.post(PlaceKind::Forum)),   Send),
        (permission::EMBED_LINKS,              Act::Post(long),                           Embed),
        (permission::CREATE_PUBLIC_THREADS,    stand.thread(post),                        Threads),
        (permission::PIN_MESSAGES,             stand.pin(post),                           Pin),
        (permission::SEND_MESSAGES_IN_THREADS, stand.share(Some(post)),                   InThreads),
        (permission::SEND_MESSAGES,            stand.share(None),                         Send),
    ];
    for (lacking, act, expected) in table {
        stand.may(everything & !lacking);
        assert_eq!(stand.does(act, false).await, Done::Failed(Trouble::Missing(expected)));
    }
}

#[tokio::test]
async fn a_post_goes_out_without_a_role_that_cannot_be_called() {
    let stand = Stand::new();
    let (open, closed) = (stand.discord.new_role("Open", true), stand.discord.new_role("Closed", false));
    let everybody = stand.discord.server();
    let gone = stand.discord.new_role("Gone", true);
    stand.discord.deletes_role(gone);
    for (nth, (role, lacking)) in [
        (open, vec![]),
        (closed, vec![Trouble::Missing(Permission::Ping)]),
        (everybody, vec![Trouble::Missing(Permission::Ping)]),
        (gone, vec![Trouble::RoleGone]),
    ]
    .into_iter()
    .enumerate()
    {
        let run = Id::minted(1, 1, u8::try_from(nth).expect("a few"));
        let post = Post { run, ping: Some(role.to_string()), ..stand.post(PlaceKind::Forum) };
        let Done::Done(landed) = stand.does(Act::Post(post), false).await else { panic!("it is posted") };
        assert_eq!(landed.lacking, lacking);
    }
    let pings: Vec<_> = stand.discord.shown().into_iter().flat_map(|shown| shown.pings).collect();
    assert_eq!(pings, [open]);
}

#[tokio::test]
async fn a_picture_is_left_out_where_none_can_be_shown() {
    let stand = Stand::new();
    stand.may(permission::USUAL & !permission::EMBED_LINKS);
    let picture = Some("https://example.org/a.png".to_owned());
    let post = Post { picture, ..stand.post(PlaceKind::Message) };
    let Done::Done(landed) = stand.does(Act::Post(post), false).await else { panic!("it is posted") };
    assert_eq!(landed.lacking, [Trouble::Missing(Permission::Embed)]);
}

#[tokio::test]
async fn what_is_gone_or_full_has_its_name() {
    let stand = Stand::new();
    let post = message(&stand.does(Act::Post(stand.post(PlaceKind::Thread)), false).await);
    for (place, fault, act, expected) in [
        (Where::Pin, Fault::Refused(400, 30_003), stand.pin(post), Trouble::PinsFull),
        (Where::Post, Fault::Refused(400, 50_035), Act::Post(stand.post(PlaceKind::Message)), Trouble::Refused),
        (Where::Post, Fault::Refused(404, 10_003), Act::Post(stand.post(PlaceKind::Message)), Trouble::ChannelGone),
        (Where::Post, Fault::Refused(404, 10_003), stand.share(Some(post)), Trouble::ThreadGone),
    ] {
        stand.discord.fails_once(place, fault);
        assert_eq!(stand.does(act, false).await, Done::Failed(expected));
    }
    stand.discord.fails_from_now_on(Where::NewThread, Fault::Refused(503, 0));
    let later = stand.does(Act::Post(stand.post(PlaceKind::Forum)), false).await;
    assert_eq!(later, Done::Later { retry_after: None });
    assert_eq!(stand.discord.asked(Where::NewThread), 1, "what has no key is looked for before it is tried again");
}

#[tokio::test]
async fn a_share_is_shown_as_text_in_its_thread_and_is_removed() {
    let stand = Stand::new();
    let post = message(&stand.does(Act::Post(stand.post(PlaceKind::Thread)), false).await);
    stand.does(stand.thread(post), false).await;
    let shared = message(&stand.does(stand.share(Some(post)), false).await);
    let (_, text) = stand.discord.standing(post).pop().expect("it is there");
    assert!(text.contains(r"\*\*We\*\* all waited, \@everyone"), "{text}");
    stand.discord.passes(SignedDuration::from_hours(1));
    assert_eq!(message(&stand.does(stand.share(Some(post)), true).await), shared, "looked for before it comes twice");
    let remove = || Act::Remove { share: Id::minted(1, 2, 4), channel: post.to_string(), message: shared.to_string() };
    for _ in 0..2 {
        assert_eq!(stand.does(remove(), false).await, Done::Done(Landed::default()));
    }
    assert!(stand.discord.standing(post).is_empty());
}

#[tokio::test]
async fn a_locked_thread_is_opened_where_that_is_allowed() {
    let stand = Stand::new();
    let post = message(&stand.does(Act::Post(stand.post(PlaceKind::Thread)), false).await);
    stand.does(stand.thread(post), false).await;
    stand.discord.locks(post);
    assert_eq!(stand.does(stand.share(Some(post)), false).await, Done::Failed(Trouble::ThreadGone));
    stand.may(permission::USUAL | permission::MANAGE_THREADS);
    message(&stand.does(stand.share(Some(post)), false).await);
}

#[tokio::test]
async fn a_name_is_passed_on_and_calls_nobody_and_a_member_who_takes_no_messages_is_left_alone() {
    let stand = Stand::new();
    let anna = stand.discord.user("Anna");
    let pass_on = Act::PassOn { channel: stand.channel.to_string(), who: anna.id().to_string().into() };
    message(&stand.does(pass_on, false).await);
    let (_, text) = stand.discord.standing(stand.channel).pop().expect("it is there");
    assert!(text.starts_with(&format!("<@{}>", anna.id())), "{text}");
    assert!(stand.discord.shown().iter().all(|shown| shown.pings.is_empty()));
    let told = || {
        let say = Say { blocks: vec![Block::plain("suggestion-yes")], ask: None, attachment: None };
        Act::Member { who: anna.id().to_string().into(), say }
    };
    assert_eq!(stand.does(told(), false).await, Done::Done(Landed::default()));
    anna.takes_direct_messages(false);
    assert_eq!(stand.does(told(), false).await, Done::Done(Landed::default()));
}

#[tokio::test]
async fn a_report_of_any_length_is_one_message_and_what_it_lacks_is_named() {
    for (paragraphs, needed, named) in [
        (1, permission::SEND_MESSAGES, Permission::Send),
        (20, permission::EMBED_LINKS, Permission::Embed),
        (200, permission::ATTACH_FILES, Permission::Attach),
    ] {
        let stand = Stand::new();
        let report = || {
            let blocks = vec![Block::plain("discord-panel-forget-said"); paragraphs];
            let say = Say { blocks, ask: None, attachment: None };
            Act::Report { channel: stand.channel.to_string(), say }
        };
        stand.may((permission::USUAL | permission::PIN_MESSAGES) & !needed);
        assert_eq!(stand.does(report(), false).await, Done::Failed(Trouble::Missing(named)));
        stand.may(permission::USUAL);
        message(&stand.does(report(), false).await);
        assert_eq!(stand.discord.standing(stand.channel).len(), 1);
    }
}

#[tokio::test]
async fn an_answer_goes_to_whoever_asked_and_to_nobody_else() {
    let stand = Stand::new();
    let answer = |event: &str| {
        let say = Say { blocks: vec![Block::plain("setting-kept")], ask: None, attachment: None };
        let to = Address { platform: PLATFORM.to_owned(), account: "community:1".to_owned() };
        let class = Class::Answer { event: Some(event.to_owned()) };
        Errand { to, key: "a2".to_owned(), act: Act::Answer(say), class, tried: false }
    };
    let waiting = stand.shared.asked.waits("i:1");
    assert!(matches!(act(&stand.shared, &answer("i:2")).await, Done::Never { .. }));
    assert!(matches!(act(&stand.shared, &answer("i:1")).await, Done::Done(_)));
    assert_eq!(waiting.heard().len(), 1);
    assert!(matches!(act(&stand.shared, &answer("i:1")).await, Done::Never { .. }), "nobody waits any more");
}
