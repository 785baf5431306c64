//! The real binary, talking on a strict Discord of our own.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod buttons;
mod crash;
mod first;
mod gateway;
mod jobs;
mod operator;
mod prompts;
mod rest;
mod steps;
