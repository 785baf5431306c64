//! A made-up file system: what of a recording reached the disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// A file or a folder, whatever its name is and whether it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    Folder(usize),
    File(usize),
}

pub(crate) const ROOT: Node = Node::Folder(0);

/// What a system call did. Each can be applied without those before it, for
/// the disk may have lost them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Names in a folder and what they now stand for; all of them at once.
    Names {
        folder: Node,
        names: Vec<(String, Option<Node>)>,
    },
    Write {
        file: Node,
        at: usize,
        bytes: Vec<u8>,
    },
    Length {
        file: Node,
        bytes: usize,
    },
}

impl Change {
    /// What has to be synced for it to last.
    pub(crate) fn node(&self) -> Node {
        match self {
            Self::Names { folder, .. } => *folder,
            Self::Write { file, .. } | Self::Length { file, .. } => *file,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Disk {
    names: BTreeMap<Node, BTreeMap<String, Node>>,
    files: BTreeMap<Node, Vec<u8>>,
}

impl Disk {
    pub(crate) fn apply(&mut self, change: &Change) {
        match change {
            Change::Names { folder, names } => {
                let there = self.names.entry(*folder).or_default();
                for (name, node) in names {
                    match node {
                        Some(node) => drop(there.insert(name.clone(), *node)),
                        None => drop(there.remove(name)),
                    }
                }
            }
            Change::Write { file, at, bytes } => self.write(*file, *at, bytes),
            Change::Length { file, bytes } => self.files.entry(*file).or_default().resize(*bytes, 0),
        }
    }

    pub(crate) fn write(&mut self, file: Node, at: usize, bytes: &[u8]) {
        self.reach(file, at + bytes.len());
        self.files.entry(file).or_default()[at..at + bytes.len()].copy_from_slice(bytes);
    }

    /// Makes a file at least so long; what was never written is zero.
    pub(crate) fn reach(&mut self, file: Node, bytes: usize) {
        let content = self.files.entry(file).or_default();
        content.resize(content.len().max(bytes), 0);
    }

    /// What a name in a folder stands for.
    pub(crate) fn named(&self, folder: Node, name: &str) -> Option<Node> {
        self.names.get(&folder)?.get(name).copied()
    }

    /// A byte of a file, if it is so long.
    #[cfg(test)]
    pub(crate) fn byte(&self, file: Node, at: usize) -> Option<u8> {
        self.files.get(&file)?.get(at).copied()
    }

    /// Makes real files of what has a name.
    pub(crate) fn write_to(&self, path: &Path) -> io::Result<()> {
        self.write_node(ROOT, path)
    }

    fn write_node(&self, node: Node, path: &Path) -> io::Result<()> {
        match node {
            Node::File(_) => fs::write(path, self.files.get(&node).map_or(&[][..], |bytes| bytes)),
            Node::Folder(_) => {
                fs::create_dir(path)?;
                let names = self.names.get(&node).into_iter().flatten();
                names.into_iter().try_for_each(|(name, node)| self.write_node(*node, &path.join(name)))
            }
        }
    }

    /// Whether real files are exactly these.
    pub(crate) fn is_as(&self, path: &Path) -> io::Result<bool> {
        self.node_is_as(ROOT, path)
    }

    fn node_is_as(&self, node: Node, path: &Path) -> io::Result<bool> {
        if let Node::File(_) = node {
            return Ok(path.is_file() && fs::read(path)? == *self.files.get(&node).map_or(&[][..], |bytes| bytes));
        }
        let none = BTreeMap::new();
        let names = self.names.get(&node).unwrap_or(&none);
        let mut there = 0;
        for file in fs::read_dir(path)? {
            let file = file?;
            let node = file.file_name().to_str().and_then(|name| names.get(name).copied());
            match node {
                Some(node) if self.node_is_as(node, &file.path())? => there += 1,
                _ => return Ok(false),
            }
        }
        Ok(there == names.len())
    }
}
