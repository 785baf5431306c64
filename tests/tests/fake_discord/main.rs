//! The fake Discord, held against a client written here with plain HTTP and a plain
//! WebSocket: that each of its rules bites, and that a proper bot passes.

mod client;
mod faults;
mod gateway;
mod interactions;
mod library;
mod messages;
mod people;
mod registering;
mod rules;
mod servers;
