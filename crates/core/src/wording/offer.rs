//! Sentences. An offer (§4), its decision, and what follows from it.

use crate::say::words;

words! {}
