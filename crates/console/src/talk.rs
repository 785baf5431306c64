//! The conversation itself: a line in, the replies out, until somebody leaves.

use crate::{
    PLATFORM, clock_face,
    colon::{self, Colon},
    courier::{ConsoleCourier, KeepFile},
    later,
    lines::{Line, Lines},
    page,
    screen::Screen,
    sentences,
};
use afterword_core::{Entry, Private, Settings, Zone, say::Block};
use afterword_engine::{Courier, Engine, Inbound, NotMoved, NotTaken, Stopped, What};
use afterword_words::Words;
use jiff::civil::DateTime;
use std::{io, path::PathBuf, sync::Arc};
use tokio::sync::oneshot;

/// Why a conversation had to end. Leaving is no error, and neither is a reader who went away.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Standard input cannot be read.
    #[error("standard input cannot be read: {0}")]
    Input(#[from] io::Error),
    /// The engine did not take what was said.
    #[error(transparent)]
    NotTaken(#[from] NotTaken),
    /// The engine has stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

type HandOver = Box<dyn Fn(&[Entry]) -> io::Result<PathBuf> + Send + Sync>;

/// A terminal, or a pipe, with one person before it.
pub struct Console {
    screen: Arc<Screen>,
    words: Arc<Words>,
    person: String,
    hand_over: Option<HandOver>,
    keep_calendar: Option<KeepFile>,
    /// Names the events of this process, so that none is taken for one of another.
    events: u64,
}

impl Console {
    /// The console of this process, for the person of this name.
    ///
    /// # Errors
    /// Only where the machine has no randomness to give.
    pub fn open(words: Arc<Words>, person: &str) -> io::Result<Self> {
        let events = getrandom::u64().map_err(io::Error::other)?;
        let (screen, person) = (Arc::new(Screen::new()), person.to_owned());
        Ok(Self { screen, words, person, hand_over: None, keep_calendar: None, events })
    }

    /// How everything about the person is written down for them, where they ask for it:
    /// returns the folder that holds it now.
    #[must_use]
    pub fn handing_over(mut self, hand_over: impl Fn(&[Entry]) -> io::Result<PathBuf> + Send + Sync + 'static) -> Self {
        self.hand_over = Some(Box::new(hand_over));
        self
    }

    /// How a calendar is written down for them, where they ask for one: returns the file.
    #[must_use]
    pub fn keeping_calendars(mut self, keep: impl Fn(&[u8]) -> io::Result<PathBuf> + Send + Sync + 'static) -> Self {
        self.keep_calendar = Some(Arc::new(keep));
        self
    }

    /// What brings the engine's messages here; register it under [`PLATFORM`].
    #[must_use]
    pub fn courier(&self) -> Arc<dyn Courier> {
        Arc::new(ConsoleCourier::new(self.screen.clone(), self.words.clone(), &self.person, self.keep_calendar.clone()))
    }

    /// Talks until the person leaves or input ends.
    ///
    /// # Errors
    /// [`Error`], after which the process has to end; what was acknowledged is kept.
    pub async fn talk(self, engine: Engine, settings: &Settings) -> Result<(), Error> {
        let (leave, left) = oneshot::channel::<()>();
        // A pipe has no one waiting for what becomes due: it hears that at the next `:later`.
        let ticking = self.screen.interactive.then(|| {
            let engine = engine.clone();
            tokio::spawn(async move { engine.run(async { drop(left.await) }).await })
        });
        let lines = Lines::open(&self.screen)?;
        let mut talk = Talk { console: &self, engine, settings, nth: 0 };
        let outcome = talk.run(&lines).await;
        if let Err(Error::NotTaken(why)) = &outcome {
            // The person hears it as anywhere else; what the operator needs follows as the error.
            talk.tell(why);
        }
        if self.screen.is_open() {
            // What was shown is marked as delivered before the process ends; what
            // nobody saw any more stays in the outbox, for the next visit.
            talk.engine.settled().await;
        }
        drop(leave);
        if let Some(ticking) = ticking {
            // A ticker that failed has stopped the engine, and `outcome` says so.
            drop(ticking.await);
        }
        outcome
    }
}

struct Talk<'a> {
    console: &'a Console,
    engine: Engine,
    settings: &'a Settings,
    nth: u64,
}

impl Talk<'_> {
    async fn run(&mut self, lines: &Lines) -> Result<(), Error> {
        let moved = self.engine.clock_offset();
        if !moved.is_zero() {
            let moved = sentences::moved(clock_face::distance(moved), moved.is_negative());
            let now = self.shows().await?;
            self.note(&[moved, now]);
        }
        self.hear(What::Visit).await?;
        while self.console.screen.is_open() {
            let line = tokio::select! {
                line = lines.next() => line?,
                stopped = self.engine.stopped() => return Err(stopped.into()),
            };
            match line {
                Line::End => break,
                Line::Garbled => self.note(&[Block::plain(sentences::GARBLED)]),
                Line::Said(said) => {
                    if !self.answer(&said).await? {
                        break;
                    }
                }
            }
        }
        if self.console.screen.interactive {
            self.note(&[Block::plain(sentences::BYE)]);
        }
        Ok(())
    }

    /// Answers one line; `false` where it was the last.
    async fn answer(&mut self, said: &str) -> Result<bool, Error> {
        let screen = &self.console.screen;
        if screen.interactive {
            screen.show("\n");
        } else {
            screen.show(&page::echo(said));
        }
        match colon::understand(said) {
            None => self.hear(What::Said(Private::new(said))).await?,
            Some(Colon::Quit) => return Ok(false),
            Some(Colon::Help) => self.note(&[Block::plain(sentences::HELP)]),
            Some(Colon::Now) => {
                let now = self.shows().await?;
                self.note(&[now]);
            }
            Some(Colon::Later(how_far)) => self.later(how_far).await?,
            Some(Colon::Unknown(name)) => self.note(&[sentences::unknown(name)]),
        }
        Ok(true)
    }

    async fn hear(&mut self, what: What) -> Result<(), Error> {
        self.nth += 1;
        let inbound = Inbound {
            platform: PLATFORM.into(),
            account: self.console.person.clone(),
            event: Some(format!("{:016x}-{}", self.console.events, self.nth)),
            what,
        };
        match self.engine.hear(inbound).await {
            // The outbox knows what did not arrive, so nobody waits for a reader who went away.
            Ok(receipt) => {
                let exports = receipt.exports;
                tokio::select! {
                    _ = receipt.delivered() => {}
                    () = self.console.screen.closed() => {}
                }
                if exports {
                    self.export().await?;
                }
            }
            // Nothing that is said here can be taken any more.
            Err(why @ (NotTaken::Stopped(_) | NotTaken::SetAside(_))) => return Err(why.into()),
            Err(why) => self.tell(&why),
        }
        Ok(())
    }

    /// Hands over everything that is kept of the person.
    async fn export(&self) -> Result<(), Error> {
        let Some(hand_over) = &self.console.hand_over else { return Ok(()) };
        let journal = self.engine.export(PLATFORM, &self.console.person).await?.unwrap_or_default();
        match hand_over(&journal) {
            Ok(folder) => self.note(&[sentences::exported(&folder)]),
            Err(error) => {
                tracing::error!(%error, "a copy for a person was not written");
                self.note(&[Block::plain(sentences::NOT_EXPORTED)]);
            }
        }
        Ok(())
    }

    async fn later(&mut self, how_far: &str) -> Result<(), Error> {
        let zone = self.zone().await?;
        let now = self.engine.now();
        let Some(to) = later::target(how_far, zone.local(now)).filter(|to| to.date() <= later::LAST) else {
            self.note(&[Block::plain(sentences::LATER)]);
            return Ok(());
        };
        match self.engine.move_clock(zone.instant(to).duration_since(now)).await {
            Ok(_) => {}
            Err(NotMoved::Fixed) => {
                self.note(&[Block::plain(sentences::FIXED)]);
                return Ok(());
            }
            Err(NotMoved::NoRoom) => {
                self.note(&[sentences::no_room(&self.settings.operator)]);
                return Ok(());
            }
            Err(NotMoved::Stopped(stopped)) => return Err(stopped.into()),
        }
        let now = self.shows().await?;
        self.note(&[now]);
        self.hear(What::Visit).await
    }

    /// Says why something was not taken, where there is something to say.
    fn tell(&self, why: &NotTaken) {
        if let Some(refusal) = why.refusal() {
            self.note(&[refusal.block(&self.settings.operator)]);
        }
    }

    fn note(&self, sentences: &[Block]) {
        let screen = &self.console.screen;
        let sentences: Vec<String> = sentences.iter().map(|block| self.console.words.block(block)).collect();
        screen.show(&page::note(&sentences.join(" "), screen.paper()));
    }

    async fn zone(&self) -> Result<Zone, Error> {
        let person = self.engine.person(PLATFORM, &self.console.person).await?;
        Ok(person.map_or_else(|| Zone::or_utc(&self.settings.zone), |person| person.zone(self.settings)))
    }

    async fn local_now(&self) -> Result<DateTime, Error> {
        Ok(self.zone().await?.local(self.engine.now()))
    }

    async fn shows(&self) -> Result<Block, Error> {
        Ok(sentences::now(clock_face::moment(self.local_now().await?)))
    }
}
