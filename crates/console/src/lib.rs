//! The conversation in a terminal, or through a pipe.
//!
//! On a terminal there is line editing, a little colour and the width of the
//! window; what becomes due while somebody is typing appears above the prompt.
//! With standard input from elsewhere, each line is one message, and the whole
//! conversation comes out as plain text of a fixed width.
//!
//! ```no_run
//! # async fn example(words: std::sync::Arc<afterword_words::Words>, engine: afterword_engine::Engine) -> Result<(), Box<dyn std::error::Error>> {
//! use afterword_console::{Console, PLATFORM};
//!
//! let console = Console::open(words, "me")?;
//! let courier = console.courier(); // the engine is started with it, under PLATFORM
//! # let settings = afterword_core::Settings::default();
//! console.talk(engine, &settings).await?;
//! # Ok(()) }
//! ```

mod clock_face;
mod colon;
mod courier;
mod later;
mod lines;
mod page;
mod screen;
mod sentences;
mod talk;

pub use talk::{Console, Error};

/// The name of this platform, under which the engine knows accounts and courier.
pub const PLATFORM: &str = "console";

/// What carries the messages, as the first message names it.
pub const SHOWN: &str = "This terminal";
