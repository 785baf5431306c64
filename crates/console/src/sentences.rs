//! What the terminal itself says, by word id (`config/words/<locale>/console.ftl`).

use afterword_core::say::{Arg, Block};
use std::borrow::Cow;

pub(crate) const BYE: &str = "console-bye";
pub(crate) const GARBLED: &str = "console-garbled";
pub(crate) const HELP: &str = "console-help";
pub(crate) const LATER: &str = "console-later";
pub(crate) const FIXED: &str = "console-fixed";
pub(crate) const NOT_EXPORTED: &str = "console-not-exported";
pub(crate) const NO_CALENDAR: &str = "console-no-calendar";
const CALENDAR: &str = "console-calendar";
const EXPORTED: &str = "console-exported";
const UNKNOWN: &str = "console-unknown";
const NO_ROOM: &str = "console-no-room";
const NOW: &str = "console-now";
const MOVED: &str = "console-moved";
const MOVED_BACK: &str = "console-moved-back";

/// ":name" is nothing this terminal knows.
pub(crate) fn unknown(name: &str) -> Block {
    Block::plain(UNKNOWN).with("name", Arg::Text(name.into()))
}

/// The disk is almost full, and who can do something about it.
pub(crate) fn no_room(operator: &str) -> Block {
    Block::plain(NO_ROOM).with("operator", Arg::Name(Cow::Owned(operator.to_owned())))
}

/// Where the copy of everything is.
pub(crate) fn exported(folder: &std::path::Path) -> Block {
    Block::plain(EXPORTED).with("folder", Arg::Name(Cow::Owned(folder.display().to_string())))
}

/// Where the calendar is.
pub(crate) fn calendar(file: &std::path::Path) -> Block {
    Block::plain(CALENDAR).with("file", Arg::Name(Cow::Owned(file.display().to_string())))
}

/// What its clock shows.
pub(crate) fn now(moment: String) -> Block {
    Block::plain(NOW).with("moment", Arg::Name(Cow::Owned(moment)))
}

/// How far that clock was moved, and which way.
pub(crate) fn moved(by: String, back: bool) -> Block {
    Block::plain(if back { MOVED_BACK } else { MOVED }).with("by", Arg::Name(Cow::Owned(by)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_words::Words;
    use std::collections::BTreeSet;

    #[test]
    fn every_locale_holds_these_sentences_and_no_other_of_the_terminal() {
        let blocks = [
            unknown("x"),
            now("noon".into()),
            moved("a day".into(), true),
            moved("a day".into(), false),
            exported("/".as_ref()),
            calendar("/".as_ref()),
        ];
        let plain = [BYE, GARBLED, HELP, LATER, FIXED, NOT_EXPORTED, NO_CALENDAR].map(Block::plain);
        let said: BTreeSet<(String, BTreeSet<String>)> = blocks
            .iter()
            .chain(&plain)
            .map(|block| (block.word.to_string(), block.args.iter().map(|(name, _)| name.to_string()).collect()))
            .collect();
        for locale in Words::locales() {
            let words = Words::load(locale).expect("it loads");
            let written = words.ids().into_iter().filter(|(id, _)| id.starts_with("console-")).collect();
            assert_eq!(said, written, "{locale}");
        }
    }
}
