//! What only Matrix says, by word id (`config/words/<locale>/matrix.ftl`).

use crate::heard::CALL;
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
pub(crate) const PROMPTS_ALONE: &str = "matrix-prompts-alone";
pub(crate) const FILE_FIRST: &str = "matrix-file-first";
pub(crate) const FILE_KIND: &str = "matrix-file-kind";
pub(crate) const PICTURE_NOT: &str = "matrix-picture-not";
pub(crate) const FORGOTTEN: &str = "matrix-forgotten";
const NO_POST: &str = "matrix-no-post";
const NO_PROMPTS: &str = "matrix-no-prompts";
const FORGET_SURE: &str = "matrix-forget-sure";
const ROOM_UNKNOWN: &str = "matrix-room-unknown";
const FOOT: &str = "matrix-foot";
const FOOT_REACTION: &str = "matrix-foot-reaction";
const NOT_ALLOWED: &str = "matrix-not-allowed";
const EXPORT_TOO_LARGE: &str = "matrix-export-too-large";

/// How a post is answered in private; `mark` is the reaction that does the same, where one does.
pub(crate) fn foot(mark: Option<&str>) -> Block {
    match mark {
        Some(mark) => calling(FOOT_REACTION).with("mark", name(mark)),
        None => calling(FOOT),
    }
}

/// There is no post that this could be about.
pub(crate) fn no_post() -> Block {
    calling(NO_POST)
}

/// There are no prompts here.
pub(crate) fn no_prompts() -> Block {
    calling(NO_PROMPTS)
}

/// Whether everything is to be forgotten.
pub(crate) fn forget_sure() -> Block {
    calling(FORGET_SURE)
}

/// A room that was named and cannot be used.
pub(crate) fn room_unknown(found: &str) -> Block {
    Block::plain(ROOM_UNKNOWN).with("room", Arg::Text(found.into()))
}

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

/// A sentence that says how the bot is called.
fn calling(word: &'static str) -> Block {
    Block::plain(word).with("call", name(CALL))
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
        let plain = [
            SEALED,
            TEXT_ONLY,
            COMPANY,
            THERE,
            ROOM,
            EXPORTED,
            PROMPTS_ALONE,
            FILE_FIRST,
            FILE_KIND,
            PICTURE_NOT,
            FORGOTTEN,
        ]
        .map(Block::plain);
        let blocks = [
            not_allowed("x"),
            export_too_large("x"),
            foot(None),
            foot(Some("x")),
            room_unknown("x"),
            no_post(),
            no_prompts(),
            forget_sure(),
        ];
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
