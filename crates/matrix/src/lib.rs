//! The conversation on Matrix: encrypted direct messages, and rooms where it is addressed.
//!
//! What decides anything here is pure, and knows neither network nor SDK:
//!
//! - [`render`]: from what is said to what a room is sent;
//! - `heard`: from an event of a room to what it means;
//! - `place`: where something was said, in the name under which the engine knows it;
//! - `allowed`: who may talk with the bot;
//! - `rooms/company`: who else is in a room, and so what may be said there;
//! - `communities/asked`: what somebody asks for there about its prompts.
//!
//! Around it: `crypto` is the device of the bot and the identity of its account, `sync` what comes
//! in, `hearing` what follows from it, `unreadable` what comes and cannot be read, `rooms` the
//! rooms it is in, `communities` what they do there about prompts, `courier` what goes out to people,
//! `acts` what is done for communities, `marks` by what it is found again, `retry` how what failed is tried again.
//! [matrix-sdk](matrix_sdk) is transport and ciphers.
//!
//! ```
//! use afterword_core::{Say, say::Block};
//! use afterword_matrix::render;
//! use afterword_words::Words;
//!
//! let words = Words::load("en-GB")?;
//! let say = Say { blocks: vec![Block::plain("layout-skip")], ask: None, attachment: None };
//! assert_eq!(render::messages(&words, &say).len(), 1);
//! # Ok::<(), afterword_words::Error>(())
//! ```

mod acts;
mod allowed;
mod communities;
mod courier;
mod crypto;
mod error;
mod heard;
mod hearing;
mod home;
mod look;
mod marks;
mod place;
pub mod render;
mod retry;
mod rooms;
mod seen;
mod sentences;
mod sync;
mod typing;
mod unreadable;

pub use crypto::store_key;
pub use error::{Error, Unsecured};
pub use look::{Device, Recovery, Standing};
pub use sync::Pulse;

use afterword_core::{Entry, Settings};
use afterword_engine::{Courier, Engine};
use afterword_words::Words;
use allowed::Allowed;
use communities::Moderators;
use crypto::{Folder, sign_in};
use futures_util::future::BoxFuture;
use hearing::{Hearing, Threads};
use home::Home;
use rooms::{Invites, Rooms};
use seen::Seen;
use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};
use sync::{Asking, Sync, Tokens};
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;
use unreadable::Unreadable;
use zeroize::Zeroizing;

/// The name of this platform, under which the engine knows accounts and courier.
pub const PLATFORM: &str = "matrix";

/// What carries the messages, as people are told.
pub const SHOWN: &str = "Matrix";

/// Makes files of a journal, for the person whose it is; `None` where they cannot be made.
pub type Copies = Arc<dyn Fn(&[Entry]) -> Option<Files> + Send + std::marker::Sync>;

/// Files, by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// What a bot is made of.
pub struct Setup {
    /// Where the homeserver is.
    pub homeserver: String,
    /// The id of the account.
    pub user: String,
    /// How it signs in.
    pub credentials: Credentials,
    /// The key of the device’s own store; `None`: one is made and kept beside it.
    pub store_key: Option<[u8; 32]>,
    /// What opens the identity of the account, and the keys of its messages, on a new device.
    pub recovery_passphrase: Zeroizing<String>,
    /// Who may talk with it, as patterns of ids; none: everybody on its own homeserver.
    pub allow: Vec<String>,
    /// Who of those can be a moderator of prompts, as patterns; none: whoever has the power in the room.
    pub moderators: Vec<String>,
    /// The power that a moderator has in the room, at least: usually 50.
    pub moderator_level: i64,
    /// Where the device keeps what is its own.
    pub folder: PathBuf,
    /// Every sentence.
    pub words: Arc<Words>,
    /// The operator's numbers, and who they are.
    pub settings: Settings,
    /// Makes the files of somebody who wants all that is kept of them.
    pub copies: Copies,
}

/// How an account signs in.
pub enum Credentials {
    /// With its password, as a new device whenever that is needed.
    Password(Zeroizing<String>),
    /// As this one device for ever.
    Token {
        /// Its access token.
        token: Zeroizing<String>,
        /// Its id.
        device_id: String,
    },
}

/// Why the account cannot be used any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ended {
    /// The device was signed out: by the homeserver, or from another client.
    #[error(
        "the homeserver does not know the access token of the bot any more: its device was signed out\n  expected: a device that stays signed in\n  to do:    if that was you, start Afterword again: with matrix.password_file it signs in as a new device; with an access token, make a new one first"
    )]
    SignedOut,
    /// The loop ended by itself.
    #[error("a defect ended the connection to Matrix; its place in the code is in the log")]
    Defect,
}

/// The bot, before it is connected.
pub struct Matrix {
    setup: Setup,
    home: Arc<OnceLock<Arc<Home>>>,
}

// What the binary waits for is boxed here: the futures of the SDK are compiled where they are first
// polled, and would otherwise be compiled, and linked, once more there.
impl Matrix {
    /// Gets ready; nothing is asked of the homeserver yet.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { setup, home: Arc::default() }
    }

    /// What brings the engine’s messages here; register it under [`PLATFORM`].
    #[must_use]
    pub fn courier(&self) -> Arc<dyn Courier> {
        Arc::new(courier::MatrixCourier(Arc::clone(&self.home)))
    }

    /// How the bot stands on Matrix. Changes nothing there, and works beside a bot that runs.
    ///
    /// # Errors
    /// [`Error`], where the homeserver cannot be asked.
    pub fn look(&self) -> BoxFuture<'_, Result<Standing, Error>> {
        Box::pin(look::look(&self.setup))
    }

    /// Signs in, secures the account and listens. While the homeserver cannot be reached, it goes on trying.
    ///
    /// # Errors
    /// [`Error`], where trying again is no use.
    pub fn connect(self, engine: Engine) -> BoxFuture<'static, Result<Connected, Error>> {
        Box::pin(self.connected(engine))
    }

    async fn connected(self, engine: Engine) -> Result<Connected, Error> {
        let Setup {
            homeserver,
            user,
            credentials,
            store_key,
            recovery_passphrase,
            allow,
            moderators,
            moderator_level,
            folder,
            words,
            settings,
            copies,
        } = self.setup;
        let folder = Folder::open(&folder)?;
        let key = folder.key(store_key.as_ref())?;
        let since =
            sync::last_token(&engine, &user).await.map_err(|_| Error::Inside { what: "the engine’s store" })?;
        let device = crypto::Device {
            homeserver: &homeserver,
            user: &user,
            credentials: &credentials,
            key: &key,
            passphrase: &recovery_passphrase,
            since: since.as_deref(),
        };
        let client = sign_in(&folder, &device).await?;
        let whole = sync::all_rooms(&client).await?;
        let home = Arc::new(Home {
            rooms: Rooms::new(client.clone(), engine.clone(), user.clone()),
            allowed: Allowed::new(&allow, &user),
            moderators: Moderators::new(moderator_level, &moderators, &user),
            me: user.clone(),
            client,
            words,
            settings,
            copies,
        });
        if self.home.set(Arc::clone(&home)).is_err() {
            tracing::error!("Matrix was connected to twice: a defect");
        }
        let tasks = TaskTracker::new();
        let hearing = Hearing {
            home: Arc::clone(&home),
            engine: engine.clone(),
            tasks: tasks.clone(),
            threads: Threads::default(),
            seen: Seen::default(),
        };
        let (tokens, keeping) = Tokens::keep(engine, user);
        let (unreadable, pulse) = (Unreadable::kept(&hearing).await, Pulse::new());
        let listening = tokio::spawn(unreadable.clone().listen(hearing.clone()));
        let invites = Invites::default();
        let (asking, whole) = (Asking::new(home.client.clone()), Some(whole));
        let sync = Sync { home, asking, hearing, invites, unreadable, tokens, pulse: pulse.clone(), since, whole };
        let looping = tokio::spawn(sync.run());
        Ok(Connected { looping, listening, keeping, tasks, pulse, _folder: folder })
    }
}

/// The bot, connected.
pub struct Connected {
    looping: JoinHandle<Ended>,
    listening: JoinHandle<()>,
    keeping: JoinHandle<()>,
    tasks: TaskTracker,
    pulse: Pulse,
    /// Nobody else uses the device while this runs.
    _folder: Folder,
}

impl Connected {
    /// Waits until Matrix can be used no more; the process has to end.
    pub async fn ended(&mut self) -> Ended {
        (&mut self.looping).await.unwrap_or(Ended::Defect)
    }

    /// How the loop is, for whoever looks after it.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        self.pulse.clone()
    }

    /// Hears nothing any more, and sees through what was heard.
    pub fn close(self) -> BoxFuture<'static, ()> {
        Box::pin(self.closed())
    }

    async fn closed(self) {
        // What is cut off in the middle comes again at the next start.
        self.looping.abort();
        self.listening.abort();
        self.tasks.close();
        self.tasks.wait().await;
        // The loop held the other end: with it gone, the last place is kept and this ends.
        if !self.looping.is_finished() {
            drop(self.looping.await);
        }
        drop(self.keeping.await);
    }
}
