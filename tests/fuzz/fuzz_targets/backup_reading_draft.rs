//! A backup that an input changes, step by step, before it is sealed.

use afterword_fuzz::memory::place;
use afterword_store::{
    Head, Record,
    backup::{Counts, Item},
};

use crate::container::{self, Chunk};
use crate::world::World;

/// Revisions, lengths and moments as they are, and at the ends of what their types hold.
const NUMBERS: [u64; 14] =
    [0, 1, 2, 3, 4, 5, 64, 65_535, 300 << 20, (300 << 20) + 1, u32::MAX as u64, 1 << 63, u64::MAX - 1, u64::MAX];

const TREES: [&str; 8] = ["head", "key", "entry", "wake", "outbox", "account", "meta", "\u{1b}[2J"];

/// Takes steps from an input; past its end everything is 0.
pub(crate) struct Steps<'a>(pub(crate) &'a [u8]);

impl<'a> Steps<'a> {
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn at(&mut self, len: usize) -> usize {
        usize::from(self.byte()) % len.max(1)
    }

    fn wide(&mut self) -> usize {
        usize::from(u16::from_be_bytes([self.byte(), self.byte()]))
    }

    fn number(&mut self) -> u64 {
        NUMBERS[self.at(NUMBERS.len())]
    }

    fn bytes(&mut self) -> &'a [u8] {
        let len = usize::from(self.byte()).min(self.0.len());
        let (taken, rest) = self.0.split_at(len);
        self.0 = rest;
        taken
    }
}

/// One row, and how long it says it is, if not as long as it is.
#[derive(Clone)]
pub(crate) struct Row(pub(crate) Vec<u8>, Option<u32>);

#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) rows: Vec<Row>,
    /// Where chunks end, in bytes of the plain text.
    splits: Vec<usize>,
    counts: Option<Vec<u8>>,
    header: Option<Vec<u8>>,
    /// What chunks say otherwise of themselves: number, last, length.
    frames: Vec<(usize, u8, Option<u32>)>,
    /// Bytes of the file that are changed, after the checksums.
    pub(crate) flipped: Vec<(usize, u8)>,
    cut: Option<usize>,
    tail: Vec<u8>,
}

impl Draft {
    pub(crate) fn new(world: &World, steps: &mut Steps<'_>) -> Self {
        let rows = world.records.iter().map(|record| Row(Item::Record(record.clone()).encode(), None)).collect();
        let mut draft = Self { rows, ..Self::default() };
        for _ in 0..64 {
            if steps.0.is_empty() {
                break;
            }
            draft.step(world, steps);
        }
        draft
    }

    fn step(&mut self, world: &World, steps: &mut Steps<'_>) {
        let kind = steps.byte() % 24;
        let at = steps.at(self.rows.len());
        match kind {
            0 if !self.rows.is_empty() => drop(self.rows.remove(at)),
            1 if !self.rows.is_empty() => {
                let row = self.rows[at].clone();
                self.rows.insert(steps.at(self.rows.len() + 1), row);
            }
            2 if !self.rows.is_empty() => {
                let other = steps.at(self.rows.len());
                self.rows.swap(at, other);
            }
            3..=6 => self.change(kind, at, steps),
            7 => self.rows.insert(at, Row(steps.bytes().to_vec(), None)),
            8 => {
                let (tree, actor) = (TREES[steps.at(TREES.len())], world.actors[steps.at(world.actors.len())]);
                let rest = String::from_utf8_lossy(steps.bytes()).into_owned();
                let item = Item::Unreadable { tree: tree.to_owned(), row: format!("{actor}{rest}") };
                self.rows.insert(at, Row(item.encode(), None));
            }
            9..=12 => {
                let record = record(kind, world, steps);
                self.put(record, at, steps.byte());
            }
            13 | 14 => self.splits.push(steps.wide()),
            15 => self.counts = Some(steps.bytes().to_vec()),
            16 => self.header = Some(steps.bytes().to_vec()),
            17 => {
                let mut header = world.header.clone();
                let at = steps.wide() % header.len();
                header[at] = steps.byte();
                self.header = Some(header);
            }
            18 => self.frames.push((at, steps.byte(), None)),
            19 => {
                let len = u32::try_from(steps.number()).unwrap_or(u32::MAX);
                self.frames.push((at, steps.byte(), Some(len)));
            }
            20 => self.flipped.push((steps.wide(), steps.byte())),
            21 => self.cut = Some(steps.wide()),
            22 => self.tail = steps.bytes().to_vec(),
            _ => {}
        }
    }

    /// Changes the bytes of one row.
    fn change(&mut self, kind: u8, at: usize, steps: &mut Steps<'_>) {
        let Some(Row(bytes, len)) = self.rows.get_mut(at) else { return };
        let inside = steps.wide() % bytes.len().max(1);
        match kind {
            3 => bytes.iter_mut().skip(inside).take(1).for_each(|byte| *byte ^= steps.byte()),
            4 => bytes.truncate(inside),
            5 => bytes.extend_from_slice(steps.bytes()),
            _ => *len = Some(u32::try_from(steps.number()).unwrap_or(u32::MAX)),
        }
    }

    /// Puts a row where it belongs, or anywhere.
    fn put(&mut self, record: Record, at: usize, anywhere: u8) {
        let belongs = self.rows.iter().position(|Row(bytes, _)| match Item::decode(bytes) {
            Some(Item::Record(other)) => place(&other) >= place(&record),
            _ => false,
        });
        let row = Row(Item::Record(record.clone()).encode(), None);
        match belongs {
            Some(there) if anywhere % 4 != 3 => {
                let same = Item::decode(&self.rows[there].0)
                    .is_some_and(|item| matches!(item, Item::Record(other) if place(&other) == place(&record)));
                if same && anywhere % 4 != 2 {
                    self.rows[there] = row;
                } else {
                    self.rows.insert(there, row);
                }
            }
            _ => self.rows.insert(at, row),
        }
    }

    /// What the rows are, as far as they are rows at all.
    pub(crate) fn items(&self) -> Vec<Option<Item>> {
        self.rows.iter().map(|row| Item::decode(&row.0)).collect()
    }

    /// Whether the file was put together as the store would, whatever the rows are.
    pub(crate) fn container_is_sound(&self) -> bool {
        self.header.is_none()
            && self.frames.is_empty()
            && self.flipped.is_empty()
            && self.cut.is_none()
            && self.tail.is_empty()
    }

    /// Whether nothing but one byte of the finished file was changed.
    pub(crate) fn is_sound_but_for_a_byte(&self) -> bool {
        let container = self.header.is_none() && self.frames.is_empty() && self.cut.is_none() && self.tail.is_empty();
        container && matches!(self.flipped[..], [(_, by)] if by != 0)
    }

    /// Whether lengths and counts are what they say.
    pub(crate) fn is_truthful(&self) -> bool {
        self.counts.is_none() && self.rows.iter().all(|row| row.1.is_none())
    }

    /// The whole file.
    pub(crate) fn file(&self, world: &World, counts: &Counts) -> Vec<u8> {
        let counts = self.counts.clone().unwrap_or_else(|| serde_json::to_vec(counts).expect("counts can be written"));
        let mut chunks: Vec<_> = self.plain().into_iter().map(|plain| Chunk { plain, last: 0, len: None }).collect();
        chunks.push(Chunk { plain: counts, last: 1, len: None });
        for (number, last, len) in &self.frames {
            let number = number % chunks.len();
            chunks[number] = Chunk { plain: std::mem::take(&mut chunks[number].plain), last: *last, len: *len };
        }
        let header = container::header(self.header.as_ref().unwrap_or(&world.header));
        let mut file = container::file(&header, &world.salt(), &chunks);
        for (at, by) in &self.flipped {
            let at = at % file.len();
            file[at] ^= by;
        }
        file.truncate(self.cut.unwrap_or(usize::MAX));
        file.extend_from_slice(&self.tail);
        file
    }

    fn plain(&self) -> Vec<Vec<u8>> {
        let mut plain = Vec::new();
        for Row(bytes, len) in &self.rows {
            let len = len.unwrap_or(u32::try_from(bytes.len()).expect("inputs are short"));
            plain.extend_from_slice(&len.to_be_bytes());
            plain.extend_from_slice(bytes);
        }
        let mut splits: Vec<_> = self.splits.iter().map(|at| at % (plain.len() + 1)).collect();
        splits.sort_unstable();
        let mut chunks = Vec::new();
        while let Some(at) = splits.pop() {
            chunks.push(plain.split_off(at));
        }
        chunks.push(plain);
        chunks.reverse();
        chunks
    }
}

/// A row that is sealed as it should be, of somebody, at some moment.
fn record(kind: u8, world: &World, steps: &mut Steps<'_>) -> Record {
    let owner = &world.owners[steps.at(world.owners.len())];
    let actor = world.actors[steps.at(world.actors.len())];
    let number = steps.number();
    match kind {
        9 => owner.entry(number),
        10 => owner.message(number, u16::try_from(number % 5).unwrap_or(0)),
        11 => Record::Key { actor, key: owner.wrapped.clone() },
        _ => {
            let head = match steps.byte() % 4 {
                0 => Head::Erased,
                1 => Head::JoinedInto(owner.actor),
                _ => Head::At(number),
            };
            Record::Head { actor, head }
        }
    }
}
