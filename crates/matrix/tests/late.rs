//! While something takes long to be durable, the person sees that the bot is typing.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use afterword_matrix::{PLATFORM, SHOWN};
use afterword_tests::{
    START, WaitingDisk,
    journey::{World, platform},
    left_out,
    matrix::{Client, Kind, Synapse, Tools},
};
use afterword_words::Words;
use common::Account;
use std::{process::ExitCode, sync::Arc};
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let tests = [("who_waits_for_an_answer_sees_that_the_bot_is_typing", |tools: Tools| {
        waits(&tools);
        Ok(())
    })];
    left_out::run(Tools::found(), "An answer on Matrix that comes late", tests)
}

fn waits(tools: &Tools) {
    let (runtime, synapse) = (Runtime::new().unwrap(), Synapse::start(tools));
    // What the bot holds ends within the runtime it lived in.
    let _inside = runtime.enter();
    let words = Arc::new(Words::load("en-GB").unwrap());
    let Account { bot, account, folder: _folder } = Account::on(&synapse, "afterword", &words);
    let disk = Arc::new(WaitingDisk::default());
    let known = platform(SHOWN, bot.courier(), true);
    let world = World::on(Arc::clone(&disk) as Arc<_>, START.parse().unwrap(), PLATFORM, words, known);
    let world = runtime.block_on(world);
    let connected = runtime.block_on(bot.connect(world.engine.clone())).unwrap();

    let mina = Client::nio(tools, &synapse, &synapse.register("mina"));
    let room = mina.opens_direct(&account, Kind::Encrypted);
    for (says, sees) in [("hello", "Shall we start?"), ("yes", "Where are you, roughly?")] {
        mina.says(&room, says);
        mina.sees(&room, sees);
    }
    let held = disk.hold();
    mina.says(&room, "Lisbon");
    mina.sees_event(&room, "that the bot is typing", |event| event.kind == "m.typing" && event.sender == account);
    assert!(!mina.said(&room).iter().any(|said| said.text().contains("Which country are you in?")), "not yet durable");
    drop(held);
    mina.sees(&room, "Which country are you in?");
    runtime.block_on(connected.close());
}
