//! Being asked to end, and leaving the terminal as it was.

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use std::io::{self, IsTerminal as _, Write as _};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that ask a process to end.
pub(crate) struct Ending {
    signals: [Signal; 3],
}

impl Ending {
    /// From here on these signals end nothing by themselves.
    ///
    /// # Errors
    /// Where the system lets nobody listen to signals.
    pub(crate) fn listen() -> io::Result<Self> {
        let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
        let [a, b, c] = kinds.map(signal);
        Ok(Self { signals: [a?, b?, c?] })
    }

    /// Waits for one.
    pub(crate) async fn asked(&mut self) {
        let [terminate, interrupt, hang_up] = &mut self.signals;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hang_up.recv() => {}
        }
    }
}

/// A terminal as it was found.
pub(crate) struct AsFound(Option<Termios>);

impl AsFound {
    /// Remembers how the terminal is, if there is one.
    pub(crate) fn now() -> Self {
        Self(tcgetattr(io::stdin()).ok())
    }

    /// Puts the terminal back: a prompt that is open has changed how it reads keys and pasted text.
    pub(crate) fn restore(&self) {
        let Some(as_found) = &self.0 else { return };
        if let Err(error) = tcsetattr(io::stdin(), OptionalActions::Now, as_found) {
            tracing::debug!(%error, "the terminal could not be put back");
        }
        let mut out = io::stdout();
        if out.is_terminal() {
            // Bracketed paste off, and a new line: the prompt stands on this one.
            drop(out.write_all(b"\x1b[?2004l\r\n").and_then(|()| out.flush()));
        }
    }
}
