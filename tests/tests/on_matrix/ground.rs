//! A homeserver that most tests share, and a bot. People are of one test only.

use afterword_tests::{
    Served,
    matrix::{Account, Bot, Client, Synapse, Tools},
};
use std::sync::{
    Mutex, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

/// Nobody here waits for the bot's own limits.
const FAST: [(&str, &str); 3] = [
    ("AFTERWORD_LIMITS__BURST", "1000"),
    ("AFTERWORD_LIMITS__MESSAGES_PER_MINUTE", "6000"),
    ("AFTERWORD_LIMITS__NEW_PEOPLE_PER_HOUR", "1000"),
];

pub(crate) struct Ground {
    pub(crate) tools: Tools,
    // First what talks with the homeserver ends, then the homeserver.
    running: Mutex<Option<Served>>,
    bot: OnceLock<Bot>,
    synapse: OnceLock<Synapse>,
    names: AtomicUsize,
}

impl Ground {
    pub(crate) fn new(tools: Tools) -> Self {
        Self {
            tools,
            running: Mutex::default(),
            bot: OnceLock::new(),
            synapse: OnceLock::new(),
            names: AtomicUsize::new(1),
        }
    }

    /// The homeserver that stays up.
    pub(crate) fn synapse(&self) -> &Synapse {
        self.synapse.get_or_init(|| Synapse::start(&self.tools))
    }

    /// A bot that runs there for whoever talks with it: a new one takes seconds to set up.
    pub(crate) fn running_bot(&self) -> &Bot {
        self.bot.get_or_init(|| {
            let bot = self.bot();
            *self.running.lock().unwrap() = Some(bot.serve());
            bot
        })
    }

    /// Ends what is shared.
    pub(crate) fn is_over(&self) {
        if let Some(served) = self.running.lock().unwrap().take() {
            let (code, log) = served.end();
            assert_eq!(code, Some(0), "{log}");
        }
    }

    /// A bot on it that is not started yet.
    pub(crate) fn bot(&self) -> Bot {
        self.bot_on(self.synapse())
    }

    /// A bot on another one.
    pub(crate) fn bot_on(&self, synapse: &Synapse) -> Bot {
        let bot = Bot::new(synapse, &self.name("afterword"));
        FAST.iter().fold(bot, |bot, (key, value)| bot.with(key, value))
    }

    /// Somebody at a matrix-nio client.
    pub(crate) fn nio(&self, name: &str) -> Client {
        Client::nio(&self.tools, self.synapse(), &self.account(name))
    }

    /// Somebody at a matrix-js-sdk client that trusts signed devices alone.
    pub(crate) fn js(&self, name: &str) -> Client {
        Client::js(&self.tools, self.synapse(), &self.account(name))
    }

    fn account(&self, name: &str) -> Account {
        self.synapse().register(&self.name(name))
    }

    /// Tests share the homeserver, and may like the same names.
    fn name(&self, name: &str) -> String {
        format!("{name}-{}", self.names.fetch_add(1, Ordering::Relaxed))
    }
}
