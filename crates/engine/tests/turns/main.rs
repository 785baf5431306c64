//! Turns from the outside: what is heard, what is stored, what is said.

mod delivery;
mod first_contact;
mod memory;
mod simulator;
mod trouble;
mod waking;
mod world;
