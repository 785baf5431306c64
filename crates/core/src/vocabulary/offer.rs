//! Options. An offer (§4), its decision, and what follows from it.

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[];
