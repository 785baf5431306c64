//! The ids and branches of this area, listed by hand.

use super::{Branch, Talk};

pub(crate) const IDS: &[Talk] = &[];

pub(crate) const BRANCHES: &[Branch] = &[];
