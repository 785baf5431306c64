//! The two full journeys of the terminal, on Discord: a no from a dream job, and an offer with
//! warning signs. Once through slash commands, buttons, menus and forms, and once as typed
//! direct messages; each time the journal at the end is the terminal's, entry by entry.
//!
//! The scripts are those of `docs/a-year-with-afterword/`. Where `AFTERWORD_JOURNEYS_TO` names a
//! folder, what was seen on Discord is written there, to be read.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod controls;
mod on_discord;
mod page;

use afterword_tests::journey::{self, By, Script};

#[tokio::test(flavor = "multi_thread")]
async fn a_no_from_a_dream_job_through_slash_commands_buttons_menus_and_forms() {
    is_as_in_the_terminal("a-no-from-a-dream-job", By::Controls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_from_a_dream_job_in_typed_direct_messages() {
    is_as_in_the_terminal("a-no-from-a-dream-job", By::Typing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_with_two_warning_signs_through_slash_commands_buttons_menus_and_forms() {
    is_as_in_the_terminal("an-offer-with-two-warning-signs", By::Controls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_with_two_warning_signs_in_typed_direct_messages() {
    is_as_in_the_terminal("an-offer-with-two-warning-signs", By::Typing).await;
}

async fn is_as_in_the_terminal(name: &str, by: By) {
    let script = Script::read(name);
    let terminal = journey::lived_in_a_terminal(&script).await;
    let discord = on_discord::lived(&script, by).await;
    journey::compare(&terminal, &discord, by);
}
