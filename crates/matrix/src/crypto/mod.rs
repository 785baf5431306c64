//! The device of the bot, and the identity of its account.

mod device;
mod folder;
mod identity;

pub(crate) use device::{Device, kept_session, sign_in};
pub use folder::store_key;
pub(crate) use folder::{Folder, kept_key};
