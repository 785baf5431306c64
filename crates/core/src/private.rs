//! What a person wrote, in a type that cannot be printed by accident.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Text that a person wrote.
///
/// It has neither `Debug` nor `Display`, so neither has anything that holds
/// it: a log line, an error or a panic message with it in does not compile
/// (`ARCHITECTURE.md`, invariant 6). [`Private::reveal`] is the one way out,
/// for showing a person their own words and for sealing them.
///
/// Clones share the text: one answer stands in the record, in the talk that
/// was fed it, and in what is said of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(Arc<str>);

impl Private {
    /// Takes text in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// The text itself: only to show it to whom it belongs, to understand it, or to seal it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// How many characters (Unicode scalar values) it has.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl<T: Into<String>> From<T> for Private {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}
