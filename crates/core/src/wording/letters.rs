//! Sentences. Letters (§8), and the calendar (§9).

use crate::say::words;

words! {}
