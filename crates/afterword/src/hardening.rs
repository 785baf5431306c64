//! What keeps a person's words in this process (no core dumps, no panic
//! messages), and the process alive where a write fails.

use rustix::process::{Resource, Rlimit, Signal, setrlimit};
use std::{
    panic,
    sync::{Arc, atomic::AtomicBool},
};

/// Before anything is read: switches off core dumps and the messages of panics,
/// and turns the size limit into a failed write.
pub(crate) fn harden() {
    no_core_dumps();
    no_end_at_the_size_limit();
    panic::set_hook(Box::new(|info| {
        // The message of a panic may quote what a person wrote; its place never does.
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        anstream::eprintln!(
            "afterword: a defect stopped something at {place}\n\
             What was acknowledged is kept. Please report the place above; no other detail was written down."
        );
    }));
}

/// At the limit on file sizes, the kernel sends a signal that ends the process.
/// With a handler, the write fails instead, and the store says so.
fn no_end_at_the_size_limit() {
    let seen = Arc::new(AtomicBool::new(false));
    if let Err(error) = signal_hook::flag::register(Signal::XFSZ.as_raw(), seen) {
        anstream::eprintln!("afterword: the signal of the size limit cannot be handled ({error})");
    }
}

/// A core dump holds everything a person said since the start.
fn no_core_dumps() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        anstream::eprintln!("afterword: core dumps could not be switched off ({error})");
    }
    // Where cores are piped to a program, the limit is not looked at: this is.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable) {
        anstream::eprintln!("afterword: core dumps could not be switched off ({error})");
    }
}
