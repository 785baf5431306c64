//! Interactions that wait for an answer, or can still be given more of one.
//!
//! An answer to an interaction is one message: the first thing said is the callback, what
//! follows is an edit of it that holds all of it. So nothing is ever shown twice, and no
//! second message is needed that could carry no key.

use crate::{
    PLATFORM,
    render::{self, Body, Surface},
    rest::{Error, Payload, Rest, code},
};
use afterword_core::{Say, say::Block};
use afterword_words::Words;
use serenity::{
    builder::{CreateInteractionResponse, CreateInteractionResponseMessage, CreateModal},
    model::id::{ApplicationId, InteractionId},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// How long a token is worth something (15 min), less what an edit may take
/// (`interactions/receiving-and-responding.mdx`).
const TOKEN_LIVES: Duration = Duration::from_secs(14 * 60 + 30);
/// Before the callback nothing may take longer than this (3 s, there).
const UNANSWERED_LIVES: Duration = Duration::from_millis(2_900);

/// What an interaction is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A new message.
    New,
    /// The message whose button, menu or form was used becomes the answer.
    InPlace,
}

/// An interaction as it came in.
pub(crate) struct Arrived {
    pub(crate) id: InteractionId,
    pub(crate) application: ApplicationId,
    pub(crate) token: String,
    pub(crate) account: String,
    pub(crate) surface: Surface,
    pub(crate) place: Place,
}

/// One interaction, until its token is worth nothing any more.
pub(crate) struct Interaction {
    arrived: Arrived,
    at: Instant,
    state: tokio::sync::Mutex<State>,
}

/// How far its answer is.
struct State {
    stage: Stage,
    /// Whether a callback was sent that nobody knows of whether it arrived.
    unsure: bool,
    /// What is to be read there so far.
    said: Option<Say>,
    /// The keys of the messages in it.
    keys: Vec<String>,
    /// Nothing is shown yet: the next event of the same interaction answers it.
    held: bool,
    files: Vec<(String, Vec<u8>)>,
    /// The first word, by the key of the message in it, if it was made ready beforehand.
    ready: Option<(String, Payload)>,
}

impl State {
    /// Whether what is said next is the first word, and nothing else goes into it.
    fn is_new(&self) -> bool {
        self.stage == Stage::Waiting && self.said.is_none() && !self.held && self.files.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was answered.
    Waiting,
    /// Acknowledged; the answer is an edit.
    Acknowledged,
    /// Nothing can be shown there any more.
    Gone,
}

/// Nothing can be shown at an interaction any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone;

/// What came of showing something.
pub(crate) type Showed = Result<Result<(), Gone>, Error>;

impl Interaction {
    pub(crate) fn new(arrived: Arrived, held: bool) -> Arc<Self> {
        let state = State {
            stage: Stage::Waiting,
            unsure: false,
            said: None,
            keys: Vec::new(),
            held,
            files: Vec::new(),
            ready: None,
        };
        Arc::new(Self { arrived, at: Instant::now(), state: tokio::sync::Mutex::new(state) })
    }

    /// The id under which the engine hears it.
    pub(crate) fn event(&self) -> String {
        format!("i:{}", self.arrived.id)
    }

    pub(crate) fn account(&self) -> &str {
        &self.arrived.account
    }

    pub(crate) fn at(&self) -> Instant {
        self.at
    }

    /// Makes the first word ready that is to be shown soon.
    pub(crate) fn prepare(&self, words: &Words, say: &Say, key: &str) {
        if let Ok(mut state) = self.state.try_lock()
            && state.is_new()
            // The first of several; the same once more may say something else.
            && state.ready.as_ref().is_none_or(|(ready, _)| ready == key)
        {
            let body = render::message(words, say, self.arrived.surface);
            // Where it cannot be put together, whoever shows it will find out.
            state.ready = self.first_word(&body).ok().map(|payload| (key.to_owned(), payload));
        }
    }

    /// Shows what is said, below what is there already. The same key is shown once.
    pub(crate) async fn show(&self, rest: &Rest, words: &Words, say: &Say, key: Option<&str>) -> Showed {
        let mut state = self.state.lock().await;
        if key.is_some_and(|key| state.keys.iter().any(|shown| shown == key)) {
            return Ok(Ok(()));
        }
        let page = match &state.said {
            Some(before) if !state.held => joined(before, say),
            _ => say.clone(),
        };
        let ready = state.ready.take().filter(|(ready, _)| key == Some(ready) && state.is_new());
        if !state.held {
            let shown = match ready {
                Some((_, payload)) => self.call_back(rest, &mut state, &payload).await,
                None => self.put(rest, words, &mut state, &page).await,
            };
            if !matches!(shown, Ok(Ok(()))) {
                return shown;
            }
        }
        state.said = Some(page);
        state.keys.extend(key.map(str::to_owned));
        Ok(Ok(()))
    }

    /// A sentence that no talk says, below what is there already.
    pub(crate) async fn note(&self, rest: &Rest, words: &Words, block: Block) -> Showed {
        let say = Say { blocks: vec![block], ask: None, attachment: None };
        self.show(rest, words, &say, None).await
    }

    /// Hands files over, with a sentence about them.
    pub(crate) async fn hand_over(
        &self,
        rest: &Rest,
        words: &Words,
        files: Vec<(String, Vec<u8>)>,
        about: Block,
    ) -> Showed {
        self.state.lock().await.files = files;
        self.note(rest, words, about).await
    }

    /// From here on it is shown what is said; what was held back is left out if `replaced`.
    pub(crate) async fn release(&self, rest: &Rest, words: &Words, replaced: bool) -> Showed {
        let mut state = self.state.lock().await;
        state.held = false;
        match state.said.take() {
            Some(said) if !replaced => {
                let shown = self.put(rest, words, &mut state, &said).await;
                state.said = Some(said);
                shown
            }
            _ => Ok(Ok(())),
        }
    }

    /// Says that it takes a moment, where nothing was answered yet.
    pub(crate) async fn defer(&self, rest: &Rest) -> Showed {
        let mut state = self.state.lock().await;
        if state.stage != Stage::Waiting {
            return Ok(Ok(()));
        }
        let response = match self.arrived.place {
            Place::InPlace => CreateInteractionResponse::Acknowledge,
            Place::New => CreateInteractionResponse::Defer(
                CreateInteractionResponseMessage::new().ephemeral(self.arrived.surface == Surface::Ephemeral),
            ),
        };
        self.call_back(rest, &mut state, &Payload::json(&response)?).await
    }

    /// Acknowledges it without a word, where nothing was answered: nothing is to be said.
    pub(crate) async fn acknowledge(&self, rest: &Rest) -> Showed {
        let mut state = self.state.lock().await;
        match (state.stage, self.arrived.place) {
            (Stage::Waiting, Place::InPlace) => {
                let payload = Payload::json(&CreateInteractionResponse::Acknowledge)?;
                self.call_back(rest, &mut state, &payload).await
            }
            _ => Ok(Ok(())),
        }
    }

    /// Opens a form.
    pub(crate) async fn open_form(&self, rest: &Rest, form: CreateModal) -> Showed {
        let mut state = self.state.lock().await;
        self.call_back(rest, &mut state, &Payload::json(&CreateInteractionResponse::Modal(form))?).await
    }

    /// Shows a page that is put together already, in the place of what was there.
    pub(crate) async fn show_body(&self, rest: &Rest, body: &Body) -> Showed {
        let mut state = self.state.lock().await;
        self.put_body(rest, &mut state, body).await
    }

    async fn put(&self, rest: &Rest, words: &Words, state: &mut State, page: &Say) -> Showed {
        let mut body = render::message(words, page, self.arrived.surface);
        body.files.extend(state.files.iter().cloned());
        self.put_body(rest, state, &body).await
    }

    async fn put_body(&self, rest: &Rest, state: &mut State, body: &Body) -> Showed {
        match state.stage {
            Stage::Waiting => self.call_back(rest, state, &self.first_word(body)?).await,
            Stage::Acknowledged => self.edit(rest, state, body).await,
            Stage::Gone => Ok(Err(Gone)),
        }
    }

    /// A page as the first word of an answer: a new message, or in the place of the one that was used.
    fn first_word(&self, body: &Body) -> Result<Payload, Error> {
        let message = body.response(self.arrived.surface);
        let response = match self.arrived.place {
            Place::New => CreateInteractionResponse::Message(message),
            Place::InPlace => CreateInteractionResponse::UpdateMessage(message),
        };
        Payload::with_files(&response, &body.files)
    }

    /// Sends the first word; a second try never follows what Discord refused (`discord.md`, rule 2).
    async fn call_back(&self, rest: &Rest, state: &mut State, payload: &Payload) -> Showed {
        if self.at.elapsed() > UNANSWERED_LIVES {
            state.stage = Stage::Gone;
            return Ok(Err(Gone));
        }
        let Arrived { id, token, .. } = &self.arrived;
        match rest.callback(*id, token, payload).await {
            Ok(()) => {
                metrics::histogram!("afterword_acknowledgement_seconds", "platform" => PLATFORM)
                    .record(self.at.elapsed().as_secs_f64());
                state.stage = Stage::Acknowledged;
                Ok(Ok(()))
            }
            // The try before this one arrived, and only its answer was lost.
            Err(Error::Refused { code: code::ALREADY_ACKNOWLEDGED, retried, .. }) if retried || state.unsure => {
                state.stage = Stage::Acknowledged;
                Ok(Ok(()))
            }
            Err(error @ Error::Refused { .. }) => {
                tracing::warn!(%error, "an interaction could not be answered; what was said waits for their next word");
                state.stage = Stage::Gone;
                Ok(Err(Gone))
            }
            Err(error) => {
                state.unsure = true;
                Err(error)
            }
        }
    }

    async fn edit(&self, rest: &Rest, state: &mut State, body: &Body) -> Showed {
        if self.at.elapsed() > TOKEN_LIVES {
            state.stage = Stage::Gone;
            return Ok(Err(Gone));
        }
        match rest.edit_answer(self.arrived.application, &self.arrived.token, body).await {
            Ok(()) => Ok(Ok(())),
            // The person dismissed it, or the token is over.
            Err(error @ Error::Refused { .. }) => {
                tracing::warn!(%error, "an answer could not be added to; what was said waits for their next word");
                state.stage = Stage::Gone;
                Ok(Err(Gone))
            }
            Err(error) => Err(error),
        }
    }
}

/// Both, as one message: what is asked last is asked.
fn joined(before: &Say, after: &Say) -> Say {
    let blocks = before.blocks.iter().chain(&after.blocks).cloned().collect();
    let ask = after.ask.clone().or_else(|| before.ask.clone());
    let attachment = after.attachment.clone().or_else(|| before.attachment.clone());
    Say { blocks, ask, attachment }
}

/// The interactions at which something can be shown, by account.
#[derive(Default)]
pub(crate) struct Open(Mutex<HashMap<String, Vec<Arc<Interaction>>>>);

impl Open {
    /// From here on it is found, until what this returns is dropped.
    pub(crate) fn keep(self: &Arc<Self>, interaction: &Arc<Interaction>) -> Kept {
        self.lock().entry(interaction.account().to_owned()).or_default().push(Arc::clone(interaction));
        Kept { open: Arc::clone(self), interaction: Arc::clone(interaction) }
    }

    /// The interaction that this event came from; else the newest of this account.
    pub(crate) fn of(&self, account: &str, event: Option<&str>) -> Option<Arc<Interaction>> {
        let open = self.lock();
        let here = open.get(account)?;
        // A second event of the same interaction has its name, and more.
        let named = event.and_then(|event| here.iter().rev().find(|one| is_of(event, &one.event())));
        named.or_else(|| here.last()).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Vec<Arc<Interaction>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_of(event: &str, interaction: &str) -> bool {
    event.strip_prefix(interaction).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

/// Keeps an interaction findable.
pub(crate) struct Kept {
    open: Arc<Open>,
    interaction: Arc<Interaction>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        let mut open = self.open.lock();
        let Some(here) = open.get_mut(self.interaction.account()) else { return };
        here.retain(|one| !Arc::ptr_eq(one, &self.interaction));
        if here.is_empty() {
            open.remove(self.interaction.account());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(id: u64, account: &str) -> Arrived {
        Arrived {
            id: InteractionId::new(id),
            application: ApplicationId::new(1),
            token: String::new(),
            account: account.to_owned(),
            surface: Surface::Ephemeral,
            place: Place::New,
        }
    }

    fn interaction(id: u64, account: &str) -> Arc<Interaction> {
        Interaction::new(arrived(id, account), false)
    }

    #[test]
    fn a_word_is_made_ready_under_one_key_and_only_where_it_is_the_first() {
        let words = Words::load("en-GB").expect("they load");
        let say = |word| Say { blocks: vec![Block::plain(word)], ask: None, attachment: None };
        let [there, unknown] = [say(crate::sentences::THERE), say(crate::sentences::UNKNOWN)];
        let ready = |interaction: &Interaction| interaction.state.try_lock().expect("nobody has it").ready.take();
        let new = |held| Interaction::new(arrived(1, "anna"), held);

        let one = new(false);
        one.prepare(&words, &there, "a");
        one.prepare(&words, &unknown, "b");
        let first = ready(&one).filter(|(key, _)| key == "a").expect("it is ready").1;
        one.prepare(&words, &there, "a");
        one.prepare(&words, &unknown, "a");
        let again = ready(&one).filter(|(key, _)| key == "a").expect("it is ready").1;
        assert!(first != again, "what was decided again is what is shown");

        let held = new(true);
        held.prepare(&words, &there, "a");
        assert!(ready(&held).is_none(), "it is not to be shown yet");
        one.state.try_lock().expect("nobody has it").stage = Stage::Acknowledged;
        one.prepare(&words, &there, "a");
        assert!(ready(&one).is_none(), "an edit is no first word");
    }

    #[test]
    fn an_event_finds_its_interaction_or_else_the_newest_one_of_that_account() {
        let open = Arc::new(Open::default());
        let [one, two, other] = [interaction(1, "anna"), interaction(12, "anna"), interaction(3, "ben")];
        let kept = [&one, &two, &other].map(|interaction| open.keep(interaction));
        let found = |account: &str, event: Option<&str>| open.of(account, event).map(|found| found.event());
        assert_eq!(found("anna", Some("i:1")).as_deref(), Some("i:1"));
        assert_eq!(found("anna", Some("i:1:job")).as_deref(), Some("i:1"));
        assert_eq!(found("anna", Some("i:12")).as_deref(), Some("i:12"));
        assert_eq!(found("anna", Some("i:3")).as_deref(), Some("i:12"), "of somebody else");
        assert_eq!(found("anna", None).as_deref(), Some("i:12"));
        assert_eq!(found("cleo", None), None);
        drop(kept);
        assert!(open.lock().is_empty(), "nothing is kept of what is over");
    }
}
