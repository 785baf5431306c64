//! Entries are packed before they are sealed: journals say the same few names over and over.
//!
//! A small row has too little in it to be packed by itself, so it is packed against a preset
//! dictionary: entries as they are written, one of each kind. That takes one of 230 bytes to 90,
//! in a microsecond.

use lz4_flex::block::{compress_with_dict, decompress_with_dict};
use zeroize::Zeroizing;

/// What rows of this form are packed against. It may never change: they could not be read any
/// more. Another dictionary is another form. lz4 remembers every third place of it, and it begins
/// so that entries begin at one.
const DICTIONARY: &[u8] = include_bytes!("packing/dictionary-1.txt");

/// The form: this byte ‖ length of what is packed (2, little-endian) ‖ an lz4 block. JSON begins
/// otherwise.
const FORM: u8 = 1;

/// Packs JSON, where that makes it shorter.
pub(crate) fn pack(plain: Vec<u8>) -> Vec<u8> {
    let Ok(length) = u16::try_from(plain.len()) else { return plain };
    let packed = [&[FORM][..], &length.to_le_bytes(), &compress_with_dict(&plain, DICTIONARY)].concat();
    if packed.len() < plain.len() { packed } else { plain }
}

/// The JSON that was packed, or was not; `None` where it is neither.
pub(crate) fn unpack(packed: Zeroizing<Vec<u8>>) -> Option<Zeroizing<Vec<u8>>> {
    match packed[..] {
        [FORM, low, high, ref block @ ..] => {
            let length = u16::from_le_bytes([low, high]).into();
            let plain = Zeroizing::new(decompress_with_dict(block, length, DICTIONARY).ok()?);
            (plain.len() == length).then_some(plain)
        }
        _ => Some(packed),
    }
}

/// Whether it is of a form that only a newer version knows. No text begins with such a byte.
pub(crate) fn is_newer(packed: &[u8]) -> bool {
    packed.first().is_some_and(|form| (FORM + 1..b' ').contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(packed: Vec<u8>) -> Option<Vec<u8>> {
        unpack(Zeroizing::new(packed)).map(|plain| plain.to_vec())
    }

    #[test]
    fn the_dictionary_is_the_one_that_rows_were_packed_against() {
        use sha2::{Digest as _, Sha256};
        let hash = Sha256::digest(DICTIONARY).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(hash, "1da8d2cbeb46713b1bdabb102aaf577db88fa475a481ee09740c1b614d5abb83");
    }

    #[test]
    fn an_entry_is_less_than_half_as_long_and_comes_back() {
        let entry = br#"{"entry":{"v":1,"revision":18,"at":"2026-11-27T17:14:58.871Z","local":"2026-11-27T17:14:58.871","facts":[{"extended":{"talk":"76da7d.9.2","length":"short"}}]}}"#;
        let packed = pack(entry.to_vec());
        assert!(packed.len() * 2 < entry.len(), "{} of {} bytes", packed.len(), entry.len());
        assert_eq!(unpacked(packed).unwrap(), entry);
    }

    #[test]
    fn what_would_not_be_shorter_or_is_very_long_stays_as_it_is() {
        for plain in [b"{}".to_vec(), vec![b'{'; usize::from(u16::MAX) + 1]] {
            assert_eq!(pack(plain.clone()), plain);
            assert_eq!(unpacked(plain.clone()).unwrap(), plain);
        }
        let longest = vec![b'{'; usize::from(u16::MAX)];
        let packed = pack(longest.clone());
        assert!(packed.len() < longest.len());
        assert_eq!(unpacked(packed).unwrap(), longest);
    }

    #[test]
    fn anything_comes_back() {
        fastrand::seed(7);
        for _ in 0..2_000 {
            let from = fastrand::usize(..DICTIONARY.len());
            let mut plain = vec![b'{'];
            plain.extend(&DICTIONARY[from..DICTIONARY.len().min(from + fastrand::usize(..600))]);
            plain.extend((0..fastrand::usize(..200)).map(|_| fastrand::u8(..)));
            assert_eq!(unpacked(pack(plain.clone())).unwrap(), plain);
        }
    }

    /// Nobody can damage it from outside, since it is sealed.
    #[test]
    fn what_is_damaged_within_does_not_panic() {
        fastrand::seed(8);
        let packed = pack(DICTIONARY[100..600].to_vec());
        assert_eq!(packed[0], FORM);
        for cut in 3..packed.len() {
            assert_eq!(unpacked(packed[..cut].to_vec()), None, "cut at {cut}");
        }
        for _ in 0..5_000 {
            let mut damaged = packed.clone();
            damaged[fastrand::usize(1..packed.len())] ^= 1 << fastrand::u8(..8);
            assert!(unpacked(damaged).is_none_or(|plain| plain.len() <= usize::from(u16::MAX)));
        }
    }
}
