//! What a recorded process did to its files, what it synced, and what it told.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::calls::{Argument, Call};
use crate::disk::{Change, Disk, Node, ROOT};

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Changed(Change),
    /// A sync ended. It holds for the changes of this node among the first
    /// `covers` of all, those that had ended when it began.
    Synced {
        node: Node,
        covers: usize,
    },
    /// An acknowledgement began to be written.
    Told {
        actor: usize,
        revision: u64,
    },
}

/// Reads calls, of one process after another, in the order of their ends.
pub(crate) struct Recorder {
    /// The folder whose files matter, as the recorded process named it.
    root: PathBuf,
    /// Everything that was written, synced or not.
    pub(crate) now: Disk,
    nodes: usize,
    open: BTreeMap<i64, (Node, usize)>,
    /// When each change ended.
    changed: Vec<usize>,
    steps: Vec<(usize, Step)>,
    /// Where the lines of the process begin in those of all.
    first: usize,
}

impl Recorder {
    pub(crate) fn new(root: PathBuf) -> Self {
        let (now, open) = (Disk::default(), BTreeMap::new());
        Self { root, now, nodes: 0, open, changed: Vec::new(), steps: Vec::new(), first: 0 }
    }

    /// Another process comes; the one before it has ended.
    pub(crate) fn next_process(&mut self, lines_so_far: usize) {
        self.open.clear();
        self.first = lines_so_far;
    }

    /// All steps in order. An acknowledgement counts from when it began.
    pub(crate) fn steps(mut self) -> Vec<Step> {
        self.steps.sort_by_key(|(at, _)| *at);
        self.steps.into_iter().map(|(_, step)| step).collect()
    }

    pub(crate) fn call(&mut self, call: &Call) -> Result<(), String> {
        if call.result < 0 {
            return Ok(());
        }
        let unknown = || Err(format!("line {}: {} of a file that matters is not understood", call.ended, call.name));
        match call.name.as_str() {
            "openat" => self.opened(call),
            "mkdir" => {
                let Some((folder, name)) = self.place(call, 0)? else { return Ok(()) };
                let node = self.new_node(Node::Folder);
                self.names(call, folder, vec![(name, Some(node))])
            }
            "unlink" => {
                let Some((folder, name)) = self.place(call, 0)? else { return Ok(()) };
                self.names(call, folder, vec![(name, None)])
            }
            "rename" => match (self.place(call, 0)?, self.place(call, 1)?) {
                (None, None) => Ok(()),
                (Some((from, was)), Some((to, is))) if from == to => {
                    let node = self.now.named(from, &was);
                    self.names(call, from, vec![(was, None), (is, node)])
                }
                _ => unknown(),
            },
            "pwrite64" => {
                let Some((file, _)) = self.file(call) else { return Ok(()) };
                let at = usize::try_from(number(call, 3)?).map_err(|error| error.to_string())?;
                self.wrote(call, file, at)
            }
            "write" if number(call, 0)? == 1 => self.told(call),
            "write" => {
                let Some((file, at)) = self.file(call) else { return Ok(()) };
                let then = at + usize::try_from(call.result).map_err(|error| error.to_string())?;
                self.open.insert(number(call, 0)?, (file, then));
                self.wrote(call, file, at)
            }
            "ftruncate" => {
                let Some((file, _)) = self.file(call) else { return Ok(()) };
                let bytes = usize::try_from(number(call, 1)?).map_err(|error| error.to_string())?;
                self.changed(call, Change::Length { file, bytes })
            }
            "fsync" | "fdatasync" => {
                let Some((node, _)) = self.file(call) else { return Ok(()) };
                let began = self.first + call.began;
                let covers = self.changed.partition_point(|ended| *ended < began);
                self.steps.push((self.first + call.ended, Step::Synced { node, covers }));
                Ok(())
            }
            // They promise nothing of a file. A closed number is opened again before it is used.
            "sync_file_range" | "close" => Ok(()),
            _ if self.file(call).is_some() || self.place(call, 0).is_ok_and(|place| place.is_some()) => unknown(),
            _ => Ok(()),
        }
    }

    fn opened(&mut self, call: &Call) -> Result<(), String> {
        self.open.remove(&call.result);
        let flags = match &call.arguments[..] {
            [_, _, Argument::Other(flags), ..] => flags.clone(),
            _ => return Err(format!("line {}: an openat without flags", call.ended)),
        };
        let has = |flag: &str| flags.split('|').any(|found| found == flag);
        let path = path(call, 1)?;
        if path == self.root {
            self.open.insert(call.result, (ROOT, 0));
            return Ok(());
        }
        let Some((folder, name)) = self.place(call, 1)? else { return Ok(()) };
        if has("O_APPEND") {
            return Err(format!("line {}: a file is opened to append", call.ended));
        }
        let node = match self.now.named(folder, &name) {
            Some(node) => {
                if has("O_TRUNC") {
                    self.changed(call, Change::Length { file: node, bytes: 0 })?;
                }
                node
            }
            None => {
                let node = self.new_node(Node::File);
                self.names(call, folder, vec![(name, Some(node))])?;
                node
            }
        };
        self.open.insert(call.result, (node, 0));
        Ok(())
    }

    fn told(&mut self, call: &Call) -> Result<(), String> {
        let Some(Argument::Bytes(bytes)) = call.arguments.get(1) else { return Ok(()) };
        for line in String::from_utf8_lossy(bytes).lines() {
            let (actor, revision) =
                acknowledgement(line).ok_or_else(|| format!("line {}: no acknowledgement: {line}", call.ended))?;
            self.steps.push((self.first + call.began, Step::Told { actor, revision }));
        }
        Ok(())
    }

    fn wrote(&mut self, call: &Call, file: Node, at: usize) -> Result<(), String> {
        let Some(Argument::Bytes(bytes)) = call.arguments.get(1) else {
            return Err(format!("line {}: a write without data", call.ended));
        };
        let written = usize::try_from(call.result).ok().and_then(|written| bytes.get(..written));
        let bytes = written.ok_or("more was written than there was")?.to_vec();
        self.changed(call, Change::Write { file, at, bytes })
    }

    fn names(&mut self, call: &Call, folder: Node, names: Vec<(String, Option<Node>)>) -> Result<(), String> {
        self.changed(call, Change::Names { folder, names })
    }

    fn changed(&mut self, call: &Call, change: Change) -> Result<(), String> {
        self.now.apply(&change);
        let at = self.first + call.ended;
        self.changed.push(at);
        self.steps.push((at, Step::Changed(change)));
        Ok(())
    }

    fn new_node(&mut self, kind: fn(usize) -> Node) -> Node {
        self.nodes += 1;
        kind(self.nodes)
    }

    /// The open file a call acts on, if it matters.
    fn file(&self, call: &Call) -> Option<(Node, usize)> {
        self.open.get(&number(call, 0).ok()?).copied()
    }

    /// The folder and the name of a path, if it matters.
    fn place(&self, call: &Call, argument: usize) -> Result<Option<(Node, String)>, String> {
        let path = path(call, argument)?;
        let Ok(inside) = path.strip_prefix(&self.root) else { return Ok(None) };
        let (Some(folder), Some(name)) = (inside.parent(), inside.file_name()) else { return Ok(None) };
        let name = name.to_str().ok_or("a name that is not text")?.to_owned();
        let mut node = ROOT;
        for part in folder.components() {
            let Component::Normal(part) = part else { return Err("a path with dots".to_owned()) };
            let found = part.to_str().and_then(|name| self.now.named(node, name));
            node = found.ok_or_else(|| format!("line {}: no folder {}", call.ended, folder.display()))?;
        }
        Ok(Some((node, name)))
    }
}

fn path(call: &Call, n: usize) -> Result<PathBuf, String> {
    match call.arguments.get(n) {
        Some(Argument::Bytes(bytes)) => match std::str::from_utf8(bytes) {
            Ok(path) => Ok(Path::new(path).to_owned()),
            Err(error) => Err(error.to_string()),
        },
        _ => Err(format!("line {}: {} without a path", call.ended, call.name)),
    }
}

fn number(call: &Call, n: usize) -> Result<i64, String> {
    match call.arguments.get(n) {
        Some(Argument::Other(text)) => text.parse().map_err(|_| format!("line {}: {text} is no number", call.ended)),
        _ => Err(format!("line {}: {} without a number", call.ended, call.name)),
    }
}

/// `told <actor> <revision> .`
fn acknowledgement(line: &str) -> Option<(usize, u64)> {
    let (actor, revision) = line.strip_prefix("told ")?.strip_suffix(" .")?.split_once(' ')?;
    Some((actor.parse().ok()?, revision.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::Reader;

    fn recorded(lines: &[String]) -> Recorder {
        let (mut reader, mut recorder) = (Reader::default(), Recorder::new(PathBuf::from("/r")));
        for line in lines {
            if let Some(call) = reader.read(line).unwrap() {
                recorder.call(&call).unwrap();
            }
        }
        recorder
    }

    fn hex(text: &str) -> String {
        let digits: String = text.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        format!("\"{digits}\"")
    }

    #[test]
    fn a_sync_covers_what_ended_before_it_began() {
        let steps = recorded(&[
            format!("1 openat(AT_FDCWD, {}, O_RDWR|O_CREAT|O_CLOEXEC, 0666) = 3", hex("/r/db")),
            format!("1 pwrite64(3, {}, 1, 0) = 1", hex("a")),
            format!("2 pwrite64(3, {}, 1, 1 <unfinished ...>", hex("b")),
            "1 fdatasync(3 <unfinished ...>".to_owned(),
            "2 <... pwrite64 resumed>) = 1".to_owned(),
            "1 <... fdatasync resumed>) = 0".to_owned(),
            format!("1 write(1, {}, 11) = 11", hex("told 0 1 .\n")),
        ])
        .steps();
        let file = Node::File(1);
        assert_eq!(
            steps,
            [
                Step::Changed(Change::Names { folder: ROOT, names: vec![("db".to_owned(), Some(file))] }),
                Step::Changed(Change::Write { file, at: 0, bytes: b"a".to_vec() }),
                Step::Changed(Change::Write { file, at: 1, bytes: b"b".to_vec() }),
                Step::Synced { node: file, covers: 2 },
                Step::Told { actor: 0, revision: 1 },
            ]
        );
    }

    #[test]
    fn a_file_keeps_what_it_holds_under_another_name() {
        let recorder = recorded(&[
            format!("1 mkdir({}, 0700) = 0", hex("/r/data")),
            format!("1 openat(AT_FDCWD, {}, O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3", hex("/r/data/new")),
            format!("1 write(3, {}, 2) = 2", hex("ab")),
            format!("1 write(3, {}, 1) = 1", hex("c")),
            format!("1 rename({}, {}) = 0", hex("/r/data/new"), hex("/r/data/old")),
            format!("1 openat(AT_FDCWD, {}, O_RDONLY) = 4", hex("/etc/hosts")),
            "1 fsync(4) = 0".to_owned(),
        ]);
        let folder = recorder.now.named(ROOT, "data").unwrap();
        assert_eq!(recorder.now.named(folder, "new"), None);
        assert_eq!(recorder.now.named(folder, "old"), Some(Node::File(2)));
        let syncs = recorder.steps().iter().filter(|step| matches!(step, Step::Synced { .. })).count();
        assert_eq!(syncs, 0, "that file is somebody else's");
    }

    #[test]
    fn a_call_that_is_not_understood_ends_it() {
        let (mut reader, mut recorder) = (Reader::default(), Recorder::new(PathBuf::from("/r")));
        let line = format!("1 link({}, {}) = 0", hex("/r/a"), hex("/r/b"));
        let call = reader.read(&line).unwrap().unwrap();
        assert!(recorder.call(&call).is_err());
    }
}
