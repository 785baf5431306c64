//! Sentences. After a no (§3): looking, learning, letting go, and the dream watch.

use crate::say::words;

words! {}
