//! Options. Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

/// The labels of this area.
pub(crate) const LABELS: &[&[&str]] = &[];
