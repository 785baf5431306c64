//! Sentences. Care (§7), and sitting on the other side (§6).

use crate::say::words;

words! {}
