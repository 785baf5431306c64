//! The conversation on Discord: slash commands, buttons, menus, forms and direct messages.
//!
//! What decides anything here is pure, and knows neither network nor gateway:
//!
//! - [`render`]: from what is said to what Discord is sent, and the form of a question;
//! - [`used`]: from a button, a menu or a form that was used to what the engine hears;
//! - [`commands`] and [`jobs`]: the slash commands, and the jobs named with them;
//! - [`custom_id`]: what a component brings back.
//!
//! The gateway, the delivery and `afterword serve` are not there yet. For the
//! gateway: serenity 0.12.5 keeps the stream of its `Shard` to itself, so a close
//! without a code is noticed with the next heartbeat only, some 41 s later.
//!
//! ```
//! use afterword_core::{Say, say::Block};
//! use afterword_discord::render::{self, Surface};
//! use afterword_words::Words;
//!
//! let words = Words::load("en-GB")?;
//! let say = Say { blocks: vec![Block::plain("layout-skip")], ask: None, attachment: None };
//! let body = render::message(&words, &say, Surface::Ephemeral);
//! assert_eq!(body.content, "“Skip” is fine.");
//! # Ok::<(), afterword_words::Error>(())
//! ```

pub mod commands;
pub mod custom_id;
pub mod jobs;
pub mod render;
mod sentences;
pub mod used;

/// The name of this platform, under which the engine knows accounts and courier.
pub const PLATFORM: &str = "discord";

/// What carries the messages, as people are told.
pub const SHOWN: &str = "Discord";
