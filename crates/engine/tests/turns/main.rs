//! Turns from the outside: what is heard, what is stored, what is said.
#![allow(clippy::unwrap_used, reason = "the helpers of these tests may fail as the tests do")]

mod afterwards;
mod clock_seen;
mod communities;
mod deleting;
mod delivery;
mod erasing;
mod first_contact;
mod full_disk;
mod health;
mod importing;
mod limits;
mod measures;
mod memory;
mod on_disk;
mod simulator;
mod standing;
mod ten_thousand;
mod trouble;
mod upkeep;
mod waking;
mod world;
