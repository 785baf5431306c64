//! `kill -9` at any moment loses no acknowledged answer and leaves nothing half-written.

use afterword_tests::{Folder, Lives, pseudo_random};
use std::time::Duration;

const KILLS: usize = 50;
/// One in so many comes after so many answers, not after a while: however slow the machine is, there is load.
const COUNTED_EACH: usize = 10;
const ANSWERS: usize = COUNTED_EACH + 1;

#[test]
fn fifty_kills_lose_no_acknowledged_answer() {
    let folder = Folder::new();
    let mut lives = Lives::begin(&folder, "me");
    for kill in 0..KILLS {
        if kill.is_multiple_of(COUNTED_EACH) {
            lives.talk_and_die(&folder, ANSWERS, || ());
        } else {
            lives.live_and_die(&folder, Duration::from_millis(pseudo_random(kill) % 400));
        }
        lives.verify(&folder);
    }
    assert!(lives.acknowledged() > KILLS, "there was load: {} answers", lives.acknowledged());
}
