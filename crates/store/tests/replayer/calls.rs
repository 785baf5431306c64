//! System calls as `strace -f -xx -o` writes them down.

use std::collections::BTreeMap;

/// A call that ended. Times are numbers of lines: strace sees a call begin
/// before the system does anything of it, and end after all of it is done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) result: i64,
    pub(crate) began: usize,
    pub(crate) ended: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// What stood in quotes.
    Bytes(Vec<u8>),
    /// A number, flags, anything else.
    Other(String),
}

/// Puts the lines of one recording together.
#[derive(Default)]
pub(crate) struct Reader {
    line: usize,
    /// What a thread has begun and not ended, and when.
    begun: BTreeMap<String, (usize, String)>,
}

impl Reader {
    /// Reads a line; a call, if one ended with it.
    pub(crate) fn read(&mut self, line: &str) -> Result<Option<Call>, String> {
        self.line += 1;
        let Some((thread, text)) = line.split_once(' ') else { return Ok(None) };
        let text = text.trim();
        if let Some(begun) = text.strip_suffix("<unfinished ...>") {
            self.begun.insert(thread.to_owned(), (self.line, begun.to_owned()));
            return Ok(None);
        }
        let (began, whole) = match text.strip_prefix("<... ").and_then(|rest| rest.split_once("resumed>")) {
            Some((_name, rest)) => {
                let (began, begun) = self.begun.remove(thread).ok_or("a call ends that never began")?;
                (began, begun + rest)
            }
            None => (self.line, text.to_owned()),
        };
        if whole.starts_with("+++") || whole.starts_with("---") {
            return Ok(None);
        }
        call(&whole, began, self.line).map(Some).ok_or_else(|| format!("line {} is not understood", self.line))
    }

    /// The names of the calls that began and were not seen to end.
    pub(crate) fn unfinished(&self) -> impl Iterator<Item = &str> {
        self.begun.values().filter_map(|(_, text)| text.split('(').next())
    }
}

fn call(text: &str, began: usize, ended: usize) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let (arguments, result) = rest.rsplit_once(" = ").or_else(|| rest.split_once("= "))?;
    let arguments = arguments.trim_end().strip_suffix(')')?;
    let result = result.split(' ').next()?;
    Some(Call {
        name: name.to_owned(),
        arguments: arguments.split(", ").map(|text| argument(text.trim())).collect::<Option<_>>()?,
        // A process that ended within a call has no result.
        result: if result == "?" { -1 } else { result.parse().ok()? },
        began,
        ended,
    })
}

/// A quoted one is all in hexadecimal, and whole: dots behind it mean a cut.
fn argument(text: &str) -> Option<Argument> {
    let Some(quoted) = text.strip_prefix('"') else { return Some(Argument::Other(text.to_owned())) };
    let quoted = quoted.strip_suffix('"')?;
    let digits = quoted.as_bytes().chunks(4).map(|byte| match byte {
        [b'\\', b'x', high, low] => Some((digit(*high)? << 4) | digit(*low)?),
        _ => None,
    });
    digits.collect::<Option<_>>().map(Argument::Bytes)
}

fn digit(hex: u8) -> Option<u8> {
    char::from(hex).to_digit(16).and_then(|digit| digit.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<Call> {
        let mut reader = Reader::default();
        lines.iter().filter_map(|line| reader.read(line).unwrap()).collect()
    }

    #[test]
    fn a_call_that_strace_split_in_two_is_one_with_both_times() {
        let calls = read(&[
            r#"7 pwrite64(3, "\x61\x2c", 2, 10 <unfinished ...>"#,
            "8 fdatasync(4)                      = 0",
            "7 <... pwrite64 resumed>)           = 2",
            "7 +++ exited with 0 +++",
        ]);
        let [sync, write] = &calls[..] else { panic!("{calls:?}") };
        assert_eq!((sync.name.as_str(), sync.result, sync.began, sync.ended), ("fdatasync", 0, 2, 2));
        assert_eq!((write.result, write.began, write.ended), (2, 1, 3));
        assert_eq!(write.arguments[1], Argument::Bytes(b"a,".to_vec()));
        assert_eq!(write.arguments[3], Argument::Other("10".to_owned()));
    }

    #[test]
    fn a_refused_call_has_its_result() {
        let calls = read(&[r#"7 mkdir("\x61", 0777)  = -1 ENOENT (No such file or directory)"#]);
        assert_eq!(calls[0].result, -1);
    }

    #[test]
    fn data_that_strace_cut_short_is_refused() {
        assert!(Reader::default().read(r#"7 write(1, "\x61"..., 90) = 90"#).is_err());
    }
}
