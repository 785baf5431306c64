//! What the person types: one line after the other, from a prompt or a pipe.

use crate::screen::Screen;
use rustyline::{Config, Editor, config::Configurer as _, error::ReadlineError, history::MemHistory};
use std::{
    io::{self, BufRead},
    sync::{Arc, mpsc},
    thread,
};
use tokio::sync::oneshot;

/// More than this of one line is not kept in memory; it is far too much to be taken anyway.
const LONGEST: usize = 1 << 20;

/// One line, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line, without its end.
    Said(String),
    /// The terminal gave something that is no text.
    Garbled,
    /// The end of input: Ctrl-D, Ctrl-C, or nothing more in the pipe.
    End,
}

/// Where lines come from. A thread of its own reads them, one when asked.
pub(crate) struct Lines {
    ask: mpsc::Sender<oneshot::Sender<io::Result<Line>>>,
}

impl Lines {
    /// Reads from the person before the screen, or from the pipe.
    pub(crate) fn open(screen: &Arc<Screen>) -> io::Result<Self> {
        let (ask, asked) = mpsc::channel();
        let reader: Box<dyn FnMut() -> io::Result<Line> + Send> = if screen.interactive {
            let mut prompt = Prompt::new(screen.clone())?;
            Box::new(move || prompt.line())
        } else {
            Box::new(|| read_line(&mut io::stdin().lock()))
        };
        // Not a task: a read that never returns must not hold up the end of the process.
        thread::Builder::new().name("lines".into()).spawn(move || answer(reader, &asked))?;
        Ok(Self { ask })
    }

    /// The next line.
    pub(crate) async fn next(&self) -> io::Result<Line> {
        let (reply, line) = oneshot::channel();
        let gone = || io::Error::other("the thread that reads lines has stopped");
        self.ask.send(reply).map_err(|_| gone())?;
        line.await.map_err(|_| gone())?
    }
}

fn answer(mut reader: impl FnMut() -> io::Result<Line>, asked: &mpsc::Receiver<oneshot::Sender<io::Result<Line>>>) {
    while let Ok(reply) = asked.recv() {
        if reply.send(reader()).is_err() {
            return; // nobody waits any more: the conversation is over
        }
    }
}

/// A prompt with line editing, and no memory of earlier lines: they are private.
struct Prompt {
    editor: Editor<(), MemHistory>,
    screen: Arc<Screen>,
}

impl Prompt {
    fn new(screen: Arc<Screen>) -> io::Result<Self> {
        let config = Config::builder().auto_add_history(false).bracketed_paste(true).build();
        let mut editor = Editor::with_history(config, MemHistory::new()).map_err(io::Error::other)?;
        editor.set_auto_add_history(false);
        // Without one (TERM=dumb), what becomes due appears where the cursor stands.
        if let Ok(printer) = editor.create_external_printer() {
            screen.print_above_prompt(printer);
        }
        Ok(Self { editor, screen })
    }

    fn line(&mut self) -> io::Result<Line> {
        self.screen.prompting(true);
        let line = self.editor.readline("> ");
        self.screen.prompting(false);
        match line {
            Ok(line) => Ok(Line::Said(line)),
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(Line::End),
            Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => Ok(Line::Garbled),
            Err(ReadlineError::Io(error)) => Err(error),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

/// A line of a pipe: bytes that are no text are replaced, and the end of a flood is dropped.
fn read_line(input: &mut impl BufRead) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut ended = false;
    let mut some = false;
    while !ended {
        let piece = match input.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if piece.is_empty() {
            break;
        }
        some = true;
        let end = piece.iter().position(|byte| *byte == b'\n');
        let text = &piece[..end.unwrap_or(piece.len())];
        line.extend_from_slice(&text[..text.len().min(LONGEST - line.len())]);
        ended = end.is_some();
        let used = text.len() + usize::from(ended);
        input.consume(used);
    }
    if !some {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Said(String::from_utf8_lossy(&line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<String> {
        let mut lines = Vec::new();
        while let Line::Said(line) = read_line(&mut input).unwrap() {
            lines.push(line);
        }
        lines
    }

    #[test]
    fn lines_end_at_newlines_with_or_without_a_return_and_at_the_end() {
        assert_eq!(all(b"one\r\n\ntwo\nthree"), ["one", "", "two", "three"]);
        assert_eq!(all(b""), [""; 0]);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(all(b"caf\xe9 \xff\n"), ["caf\u{fffd} \u{fffd}"]);
    }

    #[test]
    fn a_flood_is_cut_and_the_next_line_is_whole() {
        let mut flood = vec![b'x'; 3 * LONGEST];
        flood.extend_from_slice(b"\nnext\n");
        let lines = all(&flood);
        assert_eq!((lines.len(), lines[0].len(), lines[1].as_str()), (2, LONGEST, "next"));
    }
}
