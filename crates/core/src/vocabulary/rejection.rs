//! Options. After a no (§3): looking, learning, letting go, and the dream watch.

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[];
