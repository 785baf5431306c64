//! A real homeserver, and people at clients that nobody here wrote.
//!
//! ```no_run
//! use afterword_tests::matrix::{Bot, Client, Kind, Synapse, Tools};
//!
//! let tools = Tools::found().expect("Python and Node");
//! let synapse = Synapse::start(&tools);
//! let bot = Bot::new(&synapse, "afterword");
//! let served = bot.serve();
//! let mina = Client::nio(&tools, &synapse, &synapse.register("mina"));
//! let room = mina.opens_direct(bot.id(), Kind::Encrypted);
//! mina.says(&room, "hello");
//! mina.sees(&room, "Shall we start?");
//! ```
//!
//! Synapse and matrix-nio come from `PyPI`, matrix-js-sdk from npm, in the versions pinned in
//! `tests/matrix-clients/`; they are fetched into `target/` by the first test that needs them.
//! All processes end with the test, also where it is killed: they live as long as their
//! standard input is open.

mod admin;
mod between;
mod bot;
mod client;
mod event;
mod synapse;
mod tools;

pub use admin::Account;
pub use between::{Between, Lost};
pub use bot::Bot;
pub use client::{Client, Kind};
pub use event::Event;
pub use synapse::{Limits, Synapse};
pub use tools::Tools;
