//! Panics of sled, caught before anything is printed.
//!
//! Over damaged files sled panics. Whoever started the program has to read what
//! to do about it, and not first that there was a defect.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// sled panicked; where was logged.
pub(super) struct Panicked;

/// Runs `work`. Panics of other threads are printed as before.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    install();
    let outer = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(outer);
    result.map_err(|_message| {
        tracing::warn!(place = PLACE.take(), "sled stopped");
        Panicked
    })
}

/// Puts a hook before the one there is, once for the process.
fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if QUIET.try_with(Cell::get).unwrap_or(false) {
                let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
                PLACE.with(|kept| kept.replace(place));
            } else {
                before(info);
            }
        }));
    });
}
