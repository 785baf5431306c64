//! A wake-up that stays where it is costs nothing.

#![allow(clippy::unwrap_used)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use afterword_store::conformance::{Probe, Step};
use afterword_store::{ActorId, Turn, Write};

const ANNA: ActorId = ActorId([1; 16]);

#[derive(Default)]
struct Written(AtomicUsize);

impl Probe for Written {
    fn step(&self, step: Step) {
        if matches!(step, Step::Written) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[test]
fn only_a_wake_up_that_moves_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let written = Arc::new(Written::default());
    let store = common::as_shipped(&folder.path().join("data"), written.clone()).unwrap();
    let commit = |writes: &[Write]| {
        let before = written.0.load(Ordering::SeqCst);
        assert!(store.commit(writes).unwrap().iter().all(Result::is_ok));
        written.0.load(Ordering::SeqCst) - before
    };
    let wake = |at_ms| Write::Wake { actor: ANNA, at_ms };
    let turn = Turn {
        actor: ANNA,
        expect: None,
        revision: 1,
        entries: Vec::new(),
        wake_ms: Some(5),
        heard: None,
        outbox: Vec::new(),
        account: None,
        key: None,
    };
    assert_eq!(commit(&[Write::Turn(Box::new(turn.clone()))]), 1);
    assert_eq!(commit(&[wake(Some(5))]), 0, "it stays");
    assert_eq!(store.due(10, 9).unwrap(), [(5, ANNA)]);
    assert_eq!(commit(&[wake(Some(7)), wake(Some(5)), wake(Some(6))]), 1);
    assert_eq!(store.due(10, 9).unwrap(), [(6, ANNA)], "it moves, also within one commit");
    assert_eq!(commit(&[Write::Turn(Box::new(Turn { expect: Some(1), revision: 2, wake_ms: Some(6), ..turn }))]), 1);
    assert_eq!(store.due(10, 9).unwrap(), [(6, ANNA)]);
    assert_eq!(commit(&[wake(None)]), 1);
    assert_eq!(commit(&[wake(None)]), 0);
    assert_eq!(store.due(10, 9).unwrap(), []);
}
