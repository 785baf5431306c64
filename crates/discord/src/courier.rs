//! Brings what the engine says to Discord, each message within its delivery class.
//!
//! | class | where it goes | what is promised |
//! | --- | --- | --- |
//! | an answer to an interaction | the interaction, while it is open; else it waits for their next word, and after some minutes goes to direct messages | at most once there, then shown at the next visit |
//! | an answer to a direct message | direct messages, under its key | exactly once |
//! | what nobody asked for | direct messages, under its key; closed ones: at their next command | exactly once |
//!
//! What communities want done stands in [`acts`].

use crate::{
    Shared, acts,
    open::{Gone, Interaction},
    render::{self, Surface},
    rest::{Error, code},
    sentences as say,
};
use afterword_core::say::Block;
use afterword_engine::{Class, Courier, Done, Errand, Outcome, Outgoing, recent};
use lru::LruCache;
use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// How long an answer waits for their next word before it goes to direct messages.
const WAITS: Duration = Duration::from_secs(10 * 60);
/// When closed direct messages are tried again; any command of theirs comes sooner.
const CLOSED: Duration = Duration::from_secs(6 * 60 * 60);
/// When to open more direct messages, where Discord found it too fast and did not say.
const TOO_FAST: Duration = Duration::from_secs(10 * 60);
/// Whose wait is remembered; any other begins anew.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("it is not zero");

/// The courier of Discord.
pub(crate) struct DiscordCourier {
    shared: Arc<Shared>,
    /// Since when an answer waits, by its key.
    waiting: Mutex<LruCache<String, Instant>>,
}

impl DiscordCourier {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared, waiting: Mutex::new(recent(REMEMBERED)) }
    }

    async fn answer(&self, message: &Outgoing, event: &str) -> Outcome {
        let account = &message.to.account;
        let open = self.shared.open.of(account, Some(event));
        let Some(open) = open else { return self.wait_for_them(message).await };
        if let Some(outcome) = self.show(&open, message).await {
            return outcome;
        }
        // Another of theirs may have come meanwhile.
        match self.shared.open.of(account, None).filter(|other| !Arc::ptr_eq(other, &open)) {
            Some(other) => match self.show(&other, message).await {
                Some(outcome) => outcome,
                None => self.wait_for_them(message).await,
            },
            None => self.wait_for_them(message).await,
        }
    }

    /// `None` where nothing can be shown there any more.
    async fn show(&self, open: &Interaction, message: &Outgoing) -> Option<Outcome> {
        let Shared { rest, words, .. } = &*self.shared;
        match open.show(rest, words, &message.say, Some(&message.key)).await {
            Ok(Ok(())) => Some(Outcome::Arrived),
            Ok(Err(Gone)) => None,
            Err(error) => Some(failed(error)),
        }
    }

    /// Where an answer could not be shown, they are given time to come back, and then written to.
    async fn wait_for_them(&self, message: &Outgoing) -> Outcome {
        let since = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            *waiting.get_or_insert(message.key.clone(), Instant::now)
        };
        match WAITS.checked_sub(since.elapsed()).filter(|left| !left.is_zero()) {
            Some(left) => Outcome::Later { retry_after: Some(left) },
            None => self.direct(message).await,
        }
    }

    async fn direct(&self, message: &Outgoing) -> Outcome {
        let Shared { rest, words, direct, open, .. } = &*self.shared;
        let account = &message.to.account;
        let here = open.of(account, None);
        if !(direct.is_closed(account) && here.is_some()) {
            let body = render::message(words, &message.say, Surface::Direct);
            match direct.send(rest, account, &body, &message.key, message.tried).await {
                Ok(()) => return Outcome::Arrived,
                Err(error) if error.is_closed() => {}
                Err(error) => return failed(error),
            }
        }
        // What was due is shown at the next command; why it did not come before is said once.
        let Some(here) = here else { return Outcome::Later { retry_after: Some(CLOSED) } };
        if direct.tell_closed(account)
            && let Err(error) = here.note(rest, words, Block::plain(say::CLOSED)).await
        {
            tracing::debug!(%error, "closed direct messages were not told of");
        }
        self.show(&here, message).await.unwrap_or(Outcome::Later { retry_after: Some(CLOSED) })
    }
}

#[async_trait::async_trait]
impl Courier for DiscordCourier {
    async fn deliver(&self, message: &Outgoing) -> Outcome {
        match interaction(message) {
            Some(event) => self.answer(message, event).await,
            None => self.direct(message).await,
        }
    }

    fn prepare(&self, message: &Outgoing) {
        let Shared { words, open, .. } = &*self.shared;
        if let Some(event) = interaction(message)
            && let Some(open) = open.of(&message.to.account, Some(event))
        {
            open.prepare(words, &message.say, &message.key);
        }
    }

    async fn act(&self, errand: &Errand) -> Done {
        acts::act(&self.shared, errand).await
    }
}

/// The event of an interaction, where it is one that a message answers.
fn interaction(message: &Outgoing) -> Option<&str> {
    match &message.class {
        Class::Answer { event: Some(event) } if event.starts_with("i:") => Some(event),
        Class::Answer { .. } | Class::Unprompted => None,
    }
}

/// What follows from a request that came to nothing. Whatever is final today may be mended by
/// an operator tomorrow, so nothing a person was to hear is given up but for a defect of ours.
fn failed(error: Error) -> Outcome {
    let retry_after = match error {
        Error::Unsendable => return Outcome::Never { why: "it could not be put together: a defect" },
        // 400 alone says that the message itself is at fault.
        Error::Refused { status: 400, code, .. } if code != code::OPENING_TOO_FAST => {
            tracing::error!(%error, "Discord does not take a message: a defect");
            return Outcome::Never { why: "Discord does not take this message" };
        }
        Error::Refused { code: code::OPENING_TOO_FAST, .. } => Some(TOO_FAST),
        Error::Refused { code: code::UNKNOWN_CHANNEL, .. } => None,
        Error::Refused { .. } => Some(CLOSED),
        Error::Token => Some(TOO_FAST),
        error => error.retry_after(),
    };
    tracing::warn!(%error, "a message waits");
    Outcome::Later { retry_after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PLATFORM, direct::Direct, rest::Rest};
    use afterword_core::Say;
    use afterword_engine::Address;
    use afterword_tests::discord::{Discord, Fault, Person, Where};
    use afterword_words::Words;

    fn courier(discord: &Discord) -> DiscordCourier {
        DiscordCourier::new(Arc::new(Shared {
            rest: Arc::new(Rest::new(&discord.url(), &discord.token()).expect("it can be set up")),
            words: Arc::new(Words::load("en-GB").expect("they load")),
            operator: "Olga".to_owned(),
            open: Arc::default(),
            asked: Arc::default(),
            direct: Direct::default(),
            copies: Arc::new(|_| None),
        }))
    }

    fn message(to: &Person, key: &str, class: Class) -> Outgoing {
        let say = Say { blocks: vec![Block::plain(say::THERE)], ask: None, attachment: None };
        let to = Address { platform: PLATFORM.to_owned(), account: to.id().to_string() };
        Outgoing { to, key: key.to_owned(), say, class, tried: false }
    }

    #[tokio::test]
    async fn an_answer_that_could_not_be_shown_waits_and_then_goes_to_direct_messages() {
        let discord = Discord::new();
        let (courier, anna) = (courier(&discord), discord.user("Anna"));
        let answer = message(&anna, "a", Class::Answer { event: Some("i:1".to_owned()) });
        assert!(matches!(courier.deliver(&answer).await, Outcome::Later { retry_after: Some(left) } if left <= WAITS));
        assert_eq!(discord.asked(Where::Post), 0);
        tokio::time::pause();
        tokio::time::advance(WAITS).await;
        tokio::time::resume();
        assert_eq!(courier.deliver(&answer).await, Outcome::Arrived);
        anna.goes_to_direct_messages();
        assert_eq!(anna.screen().len(), 1);
    }

    #[tokio::test]
    async fn a_message_that_may_have_arrived_is_looked_for_after_its_key_is_forgotten() {
        let discord = Discord::new();
        let (courier, anna) = (courier(&discord), discord.user("Anna"));
        let due = message(&anna, "due", Class::Unprompted);
        assert_eq!(courier.deliver(&due).await, Outcome::Arrived);
        discord.passes(jiff::SignedDuration::from_hours(1));
        // A new process, which only knows that it may have been carried.
        let courier = super::tests::courier(&discord);
        assert_eq!(courier.deliver(&Outgoing { tried: true, ..due.clone() }).await, Outcome::Arrived);
        assert_eq!(discord.asked(Where::Post), 1);
        assert_eq!(courier.deliver(&Outgoing { key: "another".to_owned(), ..due }).await, Outcome::Arrived);
        assert_eq!(discord.asked(Where::Post), 2, "the same words under a new key are another message");
    }

    #[tokio::test]
    async fn what_is_due_for_closed_direct_messages_waits() {
        let discord = Discord::new();
        let (courier, anna) = (courier(&discord), discord.user("Anna"));
        anna.takes_direct_messages(false);
        let due = message(&anna, "due", Class::Unprompted);
        assert_eq!(courier.deliver(&due).await, Outcome::Later { retry_after: Some(CLOSED) });
        anna.takes_direct_messages(true);
        assert_eq!(courier.deliver(&due).await, Outcome::Arrived);
    }

    #[tokio::test]
    async fn opening_direct_messages_too_fast_is_slowed_down() {
        let discord = Discord::new();
        let (courier, anna) = (courier(&discord), discord.user("Anna"));
        discord.fails_once(Where::OpenDirect, Fault::Refused(400, code::OPENING_TOO_FAST));
        let due = message(&anna, "due", Class::Unprompted);
        assert_eq!(courier.deliver(&due).await, Outcome::Later { retry_after: Some(TOO_FAST) });
        assert_eq!(courier.deliver(&due).await, Outcome::Arrived);
    }

    #[tokio::test]
    async fn what_discord_does_not_take_is_given_up_and_nothing_else() {
        let discord = Discord::new();
        let (courier, anna) = (courier(&discord), discord.user("Anna"));
        for (status, code, lost) in
            [(400, 50_035, true), (403, 50_001, false), (403, 50_013, false), (404, 10_003, false)]
        {
            discord.fails_once(Where::Post, Fault::Refused(status, code));
            let outcome = courier.deliver(&message(&anna, &format!("k{code}"), Class::Unprompted)).await;
            assert_eq!(matches!(outcome, Outcome::Never { .. }), lost, "{code}: {outcome:?}");
        }
    }
}
