//! The conversation on Discord: slash commands, buttons, menus, forms and direct messages.
//!
//! Everything here that decides anything is pure and free of the network:
//!
//! - [`custom_id`]: what a button, a menu or a form brings back.

pub mod custom_id;

/// The name of this platform, under which the engine knows accounts and courier.
pub const PLATFORM: &str = "discord";

/// What carries the messages, as people are told.
pub const SHOWN: &str = "Discord";
