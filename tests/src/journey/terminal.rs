//! The same in the terminal: the journal that platforms are held against.

use super::{
    script::{Script, Step},
    world::{self, A_MOMENT, World},
};
use afterword_core::Entry;
use afterword_engine::{Courier, Inbound, Outcome, Outgoing, What};
use afterword_words::Words;
use std::sync::Arc;

/// As the console is known.
const PLATFORM: &str = "console";
const SHOWN: &str = "This terminal";
const MINA: &str = "mina";

/// Lives through a script in a terminal that stays open; the journal at its end.
///
/// # Panics
/// Where the talk does not go on.
pub async fn lived(script: &Script) -> Vec<Entry> {
    let words = Arc::new(Words::load("en-GB").expect("the words that are compiled in"));
    let known = world::platform(SHOWN, Arc::new(Arrives), false);
    let world = World::new(script.begins(), PLATFORM, words, known).await;
    for (nth, step) in script.steps.iter().enumerate() {
        let what = match step {
            Step::Until(moment) => {
                world.until(MINA, *moment, || {}).await;
                continue;
            }
            Step::Visit => What::Visit,
            Step::Said(said) => What::Said(said.as_str().into()),
        };
        let before = world.journal(MINA).await.len();
        let (platform, account, event) = (PLATFORM.to_owned(), MINA.to_owned(), Some(nth.to_string()));
        world.engine.hear(Inbound { platform, account, event, what }).await.expect("it is taken").delivered().await;
        if matches!(step, Step::Visit) {
            // Nobody can look in on a platform, so nothing may come of that.
            assert_eq!(world.journal(MINA).await.len(), before, "line {nth}: the terminal was opened");
        }
        world.passes(A_MOMENT);
    }
    world.journal(MINA).await
}

struct Arrives;

#[async_trait::async_trait]
impl Courier for Arrives {
    async fn deliver(&self, _: &Outgoing) -> Outcome {
        Outcome::Arrived
    }
}
