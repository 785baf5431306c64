//! The device of the bot, and the identity of its account.

mod device;
mod folder;
mod identity;
mod keys;
mod session;

pub(crate) use device::{Device, PATIENCE, sign_in};
pub use folder::store_key;
pub(crate) use folder::{Folder, kept_key};
pub(crate) use session::kept_session;
