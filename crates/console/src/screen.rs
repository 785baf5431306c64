//! Where text goes, and whether anybody is still reading it.

use crate::page::Paper;
use rustyline::ExternalPrinter;
use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// The width of text that does not go to a terminal: transcripts are compared.
const FIXED_WIDTH: usize = 80;
/// Wider lines are hard to read, whatever the window allows.
const WIDEST: usize = 100;

/// Standard output, shared by the conversation and what becomes due meanwhile.
pub(crate) struct Screen {
    /// Whether somebody sits before it: a terminal on both sides.
    pub(crate) interactive: bool,
    colour: bool,
    state: Mutex<State>,
    /// Told when nobody reads any more.
    closed: Notify,
}

#[derive(Default)]
struct State {
    /// Prints above the prompt while somebody types.
    printer: Option<Box<dyn ExternalPrinter + Send>>,
    /// Whether the prompt is open right now.
    prompting: bool,
    /// Nobody reads any more (`| head` has seen enough).
    closed: bool,
}

impl Screen {
    /// Standard output as it is.
    pub(crate) fn new() -> Self {
        let stdout = io::stdout();
        let interactive = io::stdin().is_terminal() && stdout.is_terminal();
        // NO_COLOR, CLICOLOR, TERM=dumb and the like are anstream's business.
        let colour = interactive && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        Self { interactive, colour, state: Mutex::default(), closed: Notify::new() }
    }

    /// What to lay text out for, at this moment.
    pub(crate) fn paper(&self) -> Paper {
        let width = if self.interactive { textwrap::termwidth().clamp(20, WIDEST) } else { FIXED_WIDTH };
        Paper { width, colour: self.colour }
    }

    /// Whether the person can still see what is said.
    pub(crate) fn is_open(&self) -> bool {
        !self.state().closed
    }

    /// Waits until nobody reads any more.
    pub(crate) async fn closed(&self) {
        self.closed.notified().await;
    }

    /// Shows `text`; `false` if nobody will see it.
    pub(crate) fn show(&self, text: &str) -> bool {
        let state = &mut *self.state();
        if state.closed {
            return false;
        }
        let shown = match &mut state.printer {
            // One message at most is due at a time (the contact budget), so the
            // printer's queue of one cannot fill up.
            Some(printer) if state.prompting => printer.print(text.to_owned()).is_ok(),
            _ => write(text).is_ok(),
        };
        if !shown {
            state.closed = true;
            self.closed.notify_one();
        }
        shown
    }

    /// From now on a prompt can be open, and this prints above it.
    pub(crate) fn print_above_prompt(&self, printer: impl ExternalPrinter + Send + 'static) {
        self.state().printer = Some(Box::new(printer));
    }

    /// Says whether the prompt is open.
    pub(crate) fn prompting(&self, open: bool) {
        self.state().prompting = open;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is plain flags: it is true even after a panic elsewhere.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
