//! The exhaustive walk over talks.
