//! What only Matrix says, by word id (`config/words/<locale>/matrix.ftl`).

use afterword_core::{
    say::{Arg, Block},
    wording,
};

pub(crate) const SEALED: &str = "matrix-sealed";
pub(crate) const TEXT_ONLY: &str = "matrix-text-only";
pub(crate) const COMPANY: &str = "matrix-company";
pub(crate) const THERE: &str = "matrix-there";
pub(crate) const ROOM: &str = "matrix-room";
pub(crate) const EXPORTED: &str = "matrix-exported";
const NOT_ALLOWED: &str = "matrix-not-allowed";
const EXPORT_TOO_LARGE: &str = "matrix-export-too-large";

/// They are not among those who may; `operator` is who decides that.
pub(crate) fn not_allowed(operator: &str) -> Block {
    Block::plain(NOT_ALLOWED).with("operator", name(operator))
}

/// A copy that could not be made; `operator` is who can make one.
pub(crate) fn not_exported(operator: &str) -> Block {
    wording::not_exported(name(operator))
}

/// A copy that the homeserver does not take.
pub(crate) fn export_too_large(operator: &str) -> Block {
    Block::plain(EXPORT_TOO_LARGE).with("operator", name(operator))
}

fn name(name: &str) -> Arg {
    Arg::Name(name.to_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_words::Words;
    use std::collections::BTreeSet;

    #[test]
    fn every_locale_holds_these_sentences_and_no_other_of_matrix() {
        let plain = [SEALED, TEXT_ONLY, COMPANY, THERE, ROOM, EXPORTED].map(Block::plain);
        let blocks = [not_allowed("x"), export_too_large("x")];
        let said: BTreeSet<(String, BTreeSet<String>)> = blocks
            .into_iter()
            .chain(plain)
            .map(|block| (block.word.to_string(), block.args.iter().map(|(name, _)| name.to_string()).collect()))
            .collect();
        for locale in Words::locales() {
            let words = Words::load(locale).expect("it loads");
            let written = words.ids().into_iter().filter(|(id, _)| id.starts_with("matrix-")).collect();
            assert_eq!(said, written, "{locale}");
        }
    }
}
