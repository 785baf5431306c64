//! Sentences. Waiting (§2): news, the wait, worries, and the ways out of a process (§0).

use crate::say::words;

words! {}
