//! Sentences. Finding one's way (§0): help, what comes next, settings, erasing, and free text that was understood a little.

use crate::say::words;

words! {}
