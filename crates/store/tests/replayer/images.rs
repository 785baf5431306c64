//! What a power cut can leave of a recording.
//!
//! From the end of one sync to the end of the next, what is durable stays the
//! same, and any part of what was written since may have reached the disk. So
//! each image is held against everything acknowledged by the end of that time.

use std::collections::{BTreeMap, BTreeSet};

use crate::disk::{Change, Disk, Node};
use crate::recording::Step;

/// What a file system writes at once.
const PAGE: usize = 4096;
/// What a disk writes at once.
const SECTOR: usize = 512;
/// How often another choice is tried where one came up before.
const TRIES: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Nothing but what a sync that ended covers.
    Synced,
    /// Everything up to a point.
    Everything,
    /// What was synced, and the first of the changes that were not.
    InOrder,
    /// What was synced, and any pages and names of what was not.
    Pages,
    /// The same, where even a page may be torn.
    Sectors,
}

pub(crate) struct Image {
    pub(crate) kind: Kind,
    /// How many changes were made by then.
    pub(crate) point: usize,
    pub(crate) disk: Disk,
    /// The newest acknowledged turn of each actor.
    pub(crate) told: Vec<u64>,
}

/// Makes all images; the answer is how many changes and acknowledgements there were.
pub(crate) fn images(steps: &[Step], actors: usize, random: usize, mut each: impl FnMut(Image)) -> (usize, usize) {
    let mut span = Span { told: vec![0; actors], ..Span::default() };
    let (mut changes, mut told) = (0, 0);
    for step in steps {
        match step {
            Step::Changed(change) => {
                span.waiting.push((changes, change));
                changes += 1;
            }
            Step::Told { actor, revision } => {
                span.told[*actor] = *revision;
                told += 1;
            }
            Step::Synced { node, covers } => {
                let covered = |(n, change): &(usize, &Change)| n < covers && change.node() == *node;
                if span.waiting.iter().any(covered) {
                    span.images(random, &mut each);
                    let (synced, waiting) = span.waiting.into_iter().partition::<Vec<_>, _>(covered);
                    synced.iter().for_each(|(_, change)| span.synced.apply(change));
                    (span.waiting, span.before) = (waiting, changes);
                }
            }
        }
    }
    span.images(random, &mut each);
    (changes, told)
}

/// The time from the end of one sync to the end of the next.
#[derive(Default)]
struct Span<'a> {
    synced: Disk,
    /// What is not synced, with its number among all changes.
    waiting: Vec<(usize, &'a Change)>,
    /// How many changes were made before this time.
    before: usize,
    told: Vec<u64>,
}

impl Span<'_> {
    fn images(&self, random: usize, each: &mut impl FnMut(Image)) {
        let mut emit = |kind, point, disk| each(Image { kind, point, disk, told: self.told.clone() });
        emit(Kind::Synced, self.before, self.synced.clone());
        let mut disk = self.synced.clone();
        for (n, (number, change)) in self.waiting.iter().enumerate() {
            disk.apply(change);
            let last_of_before = self.waiting.get(n + 1).is_none_or(|(next, _)| *next >= self.before);
            let kind = if *number >= self.before || last_of_before { Kind::Everything } else { Kind::InOrder };
            emit(kind, self.before.max(number + 1), disk.clone());
        }
        let mut seen = BTreeSet::new();
        for (n, (number, _)) in self.waiting.iter().enumerate().filter(|(_, (number, _))| *number >= self.before) {
            for (kind, unit) in [(Kind::Pages, PAGE), (Kind::Sectors, SECTOR)] {
                for one in 0..random {
                    let mut dice = Dice::new(&[*number, unit, one]);
                    let choices = (0..TRIES).map(|_| Choice::new(&self.waiting[..=n], unit, &mut dice));
                    if let Some(choice) = choices.into_iter().find(|choice| seen.insert(choice.clone())) {
                        emit(kind, number + 1, choice.applied(&self.synced, &self.waiting));
                    }
                }
            }
        }
    }
}

/// What of the waiting changes reached the disk.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    /// Which change, and from where to where of the bytes it wrote.
    parts: Vec<(usize, usize, usize)>,
    /// How long files are at least: their lengths may be there before their pages.
    lengths: BTreeMap<Node, usize>,
}

impl Choice {
    fn new(waiting: &[(usize, &Change)], unit: usize, dice: &mut Dice) -> Self {
        // Nearly all of it, about half, hardly anything.
        let likely = [7, 4, 1][dice.below(3)];
        // A page that was written twice may have reached the disk in between,
        // but never the second time without the first.
        let mut gone_on = BTreeMap::new();
        let (mut parts, mut lengths) = (Vec::new(), BTreeMap::new());
        let long = dice.below(2) == 0;
        for (n, (_, change)) in waiting.iter().enumerate() {
            let Change::Write { file, at, bytes } = change else {
                if dice.below(8) < likely {
                    parts.push((n, 0, 0));
                }
                continue;
            };
            let end = at + bytes.len();
            for place in at / unit..=end.saturating_sub(1).max(*at) / unit {
                let reached = gone_on.entry((*file, place)).or_insert(true);
                *reached = *reached && dice.below(8) < likely;
                if *reached {
                    parts.push((n, (place * unit).max(*at) - at, ((place + 1) * unit).min(end) - at));
                }
            }
            if long {
                let length = lengths.entry(*file).or_insert(0);
                *length = end.max(*length);
            }
        }
        Self { parts, lengths }
    }

    fn applied(&self, synced: &Disk, waiting: &[(usize, &Change)]) -> Disk {
        let mut disk = synced.clone();
        for (n, from, to) in &self.parts {
            match waiting[*n].1 {
                Change::Write { file, at, bytes } => disk.write(*file, at + from, &bytes[*from..*to]),
                other => disk.apply(other),
            }
        }
        self.lengths.iter().for_each(|(file, bytes)| disk.reach(*file, *bytes));
        disk
    }
}

/// Chance that comes out the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn new(seed: &[usize]) -> Self {
        let mut dice = Self(0);
        for part in seed {
            dice.0 ^= u64::try_from(*part).unwrap_or(0);
            dice.0 = dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::ROOT;

    const FILE: Node = Node::File(1);

    fn named() -> Step {
        Step::Changed(Change::Names { folder: ROOT, names: vec![("db".to_owned(), Some(FILE))] })
    }

    fn wrote(at: usize, bytes: &[u8]) -> Step {
        Step::Changed(Change::Write { file: FILE, at, bytes: bytes.to_vec() })
    }

    fn disk(steps: &[Step]) -> Disk {
        let mut disk = Disk::default();
        for step in steps {
            if let Step::Changed(change) = step {
                disk.apply(change);
            }
        }
        disk
    }

    fn all(steps: &[Step], random: usize) -> Vec<Image> {
        let mut all = Vec::new();
        images(steps, 1, random, |image| all.push(image));
        all
    }

    #[test]
    fn a_name_lasts_by_the_sync_of_its_folder_only() {
        let steps = [
            named(),
            wrote(0, b"a"),
            Step::Synced { node: FILE, covers: 2 },
            Step::Told { actor: 0, revision: 1 },
            Step::Synced { node: ROOT, covers: 2 },
        ];
        let told: Vec<_> = all(&steps, 0).into_iter().map(|image| (image.kind, image.disk, image.told[0])).collect();
        assert_eq!(
            told,
            [
                (Kind::Synced, disk(&[]), 0),
                (Kind::Everything, disk(&steps[..1]), 0),
                (Kind::Everything, disk(&steps[..2]), 0),
                // Acknowledged too early: the bytes are there, and nobody finds them.
                (Kind::Synced, disk(&steps[1..2]), 1),
                (Kind::Everything, disk(&steps[..2]), 1),
                (Kind::Synced, disk(&steps[..2]), 1),
            ]
        );
    }

    #[test]
    fn what_a_sync_does_not_cover_may_be_lost_until_the_next() {
        let steps = [
            named(),
            Step::Synced { node: ROOT, covers: 1 },
            wrote(0, b"a"),
            wrote(1, b"b"),
            Step::Synced { node: FILE, covers: 2 },
            Step::Told { actor: 0, revision: 1 },
        ];
        let last = all(&steps, 0).into_iter().filter(|image| image.told[0] == 1).map(|image| (image.kind, image.disk));
        assert_eq!(
            last.collect::<Vec<_>>(),
            [(Kind::Synced, disk(&steps[..3])), (Kind::Everything, disk(&steps[..4]))]
        );
    }

    #[test]
    fn pages_reach_the_disk_in_any_order_and_never_newer_before_older() {
        let steps =
            [named(), Step::Synced { node: ROOT, covers: 1 }, wrote(0, &[1; 2 * PAGE]), wrote(0, &[2; PAGE / 2])];
        let found: BTreeSet<_> = all(&steps, 200)
            .into_iter()
            .filter(|image| image.kind == Kind::Pages)
            .map(|image| [0, PAGE / 2, PAGE].map(|at| image.disk.byte(FILE, at)))
            .collect();
        let one = |first| move |second| [Some(first), Some(u8::from(first > 0)), Some(second)];
        for both in [one(0)(0), one(0)(1), one(1)(0), one(1)(1), one(2)(0), one(2)(1)] {
            assert!(found.contains(&both), "{both:?} in {found:?}");
        }
        let torn = found.iter().filter(|[first, second, _]| *first == Some(2) && *second != Some(1));
        assert_eq!(torn.count(), 0);
    }

    #[test]
    fn the_same_recording_gives_the_same_images() {
        let steps = [named(), wrote(0, &[1; 9 * PAGE]), wrote(PAGE, &[2; 9 * PAGE])];
        let disks = || all(&steps, 5).into_iter().map(|image| image.disk).collect::<Vec<_>>();
        assert_eq!(disks(), disks());
    }
}
