//! Somebody who lives through a script in an encrypted room with the bot.

use crate::common::Account;
use afterword_core::Entry;
use afterword_matrix::{PLATFORM, SHOWN};
use afterword_tests::{
    journey::{A_MOMENT, Script, Step, World, platform},
    matrix::{Client, Kind, Synapse, Tools},
};
use afterword_words::Words;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Lives through a script, and returns the journal at its end.
pub(crate) fn lived(runtime: &Runtime, tools: &Tools, synapse: &Synapse, script: &Script) -> Vec<Entry> {
    // What the bot holds ends within the runtime it lived in.
    let _inside = runtime.enter();
    let words = Arc::new(Words::load("en-GB").unwrap());
    let Account { bot, account, folder: _folder } = Account::on(synapse, &format!("afterword-{}", script.name), &words);
    let known = platform(SHOWN, bot.courier(), true);
    let world = runtime.block_on(World::new(script.begins(), PLATFORM, words, known));
    let connected = runtime.block_on(bot.connect(world.engine.clone())).unwrap();

    let mina = Client::nio(tools, synapse, &synapse.register(&format!("mina-{}", script.name)));
    let room = mina.opens_direct(&account, Kind::Encrypted);
    let says = |text: &str| {
        let event = mina.says(&room, text);
        // Whatever answers it comes after it.
        mina.sees_answer(&room, &event);
        runtime.block_on(world.engine.settled());
        world.passes(A_MOMENT);
    };
    for (nth, step) in script.steps.iter().enumerate() {
        match step {
            Step::Until(moment) => runtime.block_on(world.until(mina.id(), *moment, || {})),
            // Nobody can look in there: the first time they say something, later they leave it.
            Step::Visit if nth == 1 => says("hello"),
            Step::Visit => world.passes(A_MOMENT),
            Step::Said(said) => says(said),
        }
    }
    runtime.block_on(connected.close());
    let unread: Vec<_> = mina.seen(&room).into_iter().filter(|event| !event.read).collect();
    assert!(unread.is_empty(), "{unread:#?}");
    assert!(mina.said(&room).iter().all(|said| said.encrypted));
    runtime.block_on(world.journal(mina.id()))
}
