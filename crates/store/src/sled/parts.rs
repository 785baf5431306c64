//! Values longer than a row may be, in parts.
//!
//! sled writes a leaf above about 128 KiB as a blob file and never syncs it, so
//! no row is longer than [`MAX_ROW`]. Each part begins with how many parts
//! there are, and all but the last are full: a part that is missing, left over
//! or cut short shows.

use crate::Error;

/// The longest value of any row, in bytes.
pub(super) const MAX_ROW: usize = 4096;

/// How long the number of parts at the beginning of each part is, in bytes.
pub(super) const COUNT: usize = 2;

/// Splits `value` into rows; the first one also carries `header`.
///
/// # Errors
/// [`Error::Layout`] for more than 65,535 parts (about 268 MB).
pub(super) fn split(header: &[u8], value: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    debug_assert!(COUNT + header.len() < MAX_ROW);
    let (first, rest) = value.split_at(value.len().min(MAX_ROW - COUNT - header.len()));
    let chunks = rest.chunks(MAX_ROW - COUNT);
    let count = u16::try_from(1 + chunks.len())
        .map_err(|_| Error::Layout(format!("a value of {} bytes", value.len())))?
        .to_be_bytes();
    let mut parts = vec![[&count[..], header, first].concat()];
    parts.extend(chunks.map(|chunk| [&count[..], chunk].concat()));
    Ok(parts)
}

/// How many parts there are, as one of them says; 0 where it cannot.
pub(super) fn count(part: &[u8]) -> u16 {
    part.first_chunk().map_or(0, |count| u16::from_be_bytes(*count))
}

/// Parts on their way back to a value, in the order in which they are stored.
#[derive(Default)]
pub(super) struct Joiner {
    header: Vec<u8>,
    value: Vec<u8>,
    count: u16,
    seen: u16,
    last_len: usize,
}

impl Joiner {
    /// Takes the next part; `header_len` is how long the header in part 0 is.
    ///
    /// # Errors
    /// What does not fit: for [`Error::Corrupt`].
    pub(super) fn push(&mut self, number: u16, row: &[u8], header_len: usize) -> Result<(), String> {
        if number != self.seen {
            return Err(format!("part {} is missing", self.seen));
        }
        if self.seen > 0 && self.last_len != MAX_ROW {
            return Err(format!("part {} is cut short", number - 1));
        }
        let Some((count, mut chunk)) = row.split_first_chunk::<COUNT>() else {
            return Err(format!("part {number} is empty"));
        };
        let count = u16::from_be_bytes(*count);
        if number == 0 {
            let Some((header, rest)) = chunk.split_at_checked(header_len) else {
                return Err("part 0 is cut short".to_owned());
            };
            self.header = header.to_vec();
            self.count = count;
            chunk = rest;
        }
        if count != self.count || number >= count {
            return Err(format!("part {number} belongs to another value"));
        }
        self.value.extend_from_slice(chunk);
        self.last_len = row.len();
        self.seen += 1;
        Ok(())
    }

    /// The header and the value, once all parts were pushed.
    ///
    /// # Errors
    /// What is missing: for [`Error::Corrupt`].
    pub(super) fn finish(self) -> Result<(Vec<u8>, Vec<u8>), String> {
        if self.seen == 0 || self.seen != self.count {
            return Err(format!("{} parts of {}", self.seen, self.count));
        }
        Ok((self.header, self.value))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEADER: usize = 12;

    fn join(parts: &[(u16, Vec<u8>)], header: usize) -> Result<(Vec<u8>, Vec<u8>), String> {
        let mut joiner = Joiner::default();
        for (number, part) in parts {
            joiner.push(*number, part, header)?;
        }
        joiner.finish()
    }

    /// Lengths around the ends of parts are where mistakes live.
    fn length() -> impl Strategy<Value = usize> {
        prop_oneof![
            0..70_000_usize,
            (0..8_usize, 0..40_usize).prop_map(|(parts, more)| (parts * (MAX_ROW - COUNT) + more).saturating_sub(20)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_split_comes_back_in_rows_that_are_short_enough(
            len in length(), header in prop_oneof![Just(0), Just(HEADER)], seed: u8,
        ) {
            let value: Vec<u8> = (0..len).map(|n| seed.wrapping_add((n % 251) as u8)).collect();
            let header = vec![seed; header];
            let parts: Vec<_> = (0..).zip(split(&header, &value).unwrap()).collect();
            prop_assert!(parts.iter().all(|(_, part)| part.len() <= MAX_ROW));
            prop_assert_eq!(join(&parts, header.len()), Ok((header, value)));
        }

        #[test]
        fn a_part_that_is_missing_cut_or_of_another_value_shows(
            len in 3 * MAX_ROW..40_000, at: prop::sample::Index, cut in 1..MAX_ROW,
        ) {
            let value = vec![7; len];
            let whole: Vec<_> = (0..).zip(split(&[], &value).unwrap()).collect();
            let at = at.index(whole.len());

            let mut missing = whole.clone();
            missing.remove(at);
            prop_assert!(join(&missing, 0).is_err());

            if at + 1 < whole.len() {
                let mut short = whole.clone();
                short[at].1.truncate(MAX_ROW - cut);
                prop_assert!(join(&short, 0).is_err());
            }

            let longer = split(&[], &vec![7; len + MAX_ROW]).unwrap();
            let mut mixed = whole.clone();
            mixed[at].1 = longer[at].clone();
            prop_assert!(join(&mixed, 0).is_err());

            let mut left_over = whole;
            let next = left_over.len() as u16;
            left_over.push((next, longer[usize::from(next)].clone()));
            prop_assert!(join(&left_over, 0).is_err());
        }
    }

    #[test]
    fn nothing_is_not_an_empty_value() {
        assert!(join(&[], 0).is_err());
        assert_eq!(join(&[(0, vec![0, 1])], 0), Ok((vec![], vec![])));
    }
}
