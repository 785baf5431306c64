//! Options. Care (§7), and sitting on the other side (§6).

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[];
