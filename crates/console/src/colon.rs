//! Lines for the terminal itself: they begin with a colon.

/// What can be asked of the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Colon<'a> {
    /// Move the clock of this folder forward.
    Later(&'a str),
    /// Show the clock.
    Now,
    /// Leave.
    Quit,
    /// List these.
    Help,
    /// None of them.
    Unknown(&'a str),
}

/// The line as something for the terminal; `None` for a message.
///
/// `:)` and `:D` are messages: people smile. A space before the colon makes any line one.
pub(crate) fn understand(line: &str) -> Option<Colon<'_>> {
    let rest = line.strip_prefix(':')?;
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let first = name.chars().next()?;
    let smile = name.chars().count() == 1 && (first.is_uppercase() || "opx".contains(first));
    if smile || !first.is_alphabetic() && first != '?' {
        return None;
    }
    Some(match name.to_lowercase().as_str() {
        "later" => Colon::Later(argument.trim()),
        "now" => Colon::Now,
        "quit" | "q" | "exit" | "bye" => Colon::Quit,
        "help" | "h" | "?" => Colon::Help,
        _ => Colon::Unknown(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_the_terminal_are_told_from_messages() {
        assert_eq!(understand(":later 2 days"), Some(Colon::Later("2 days")));
        assert_eq!(understand(":Later"), Some(Colon::Later("")));
        assert_eq!(understand(":now "), Some(Colon::Now));
        assert_eq!(understand(":q"), Some(Colon::Quit));
        assert_eq!(understand(":?"), Some(Colon::Help));
        assert_eq!(understand(":sheet"), Some(Colon::Unknown("sheet")));
        for message in [":)", ":-(", ":D", ":", ": quit", " :quit", "quit", ":3", ":'("] {
            assert_eq!(understand(message), None, "{message}");
        }
    }
}
