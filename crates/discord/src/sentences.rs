//! What only Discord says, by word id (`config/words/<locale>/discord.ftl`).

use afterword_core::{
    say::{Arg, Block},
    wording,
};

mod panel;

pub(crate) use panel::*;

pub(crate) const SKIP: &str = "discord-skip";
pub(crate) const BACK: &str = "discord-back";
pub(crate) const PAUSE: &str = "discord-pause";
pub(crate) const WHY: &str = "discord-why";
pub(crate) const DIRECT: &str = "discord-direct";
pub(crate) const DONE: &str = "discord-done";
pub(crate) const NOTHING: &str = "discord-nothing";
pub(crate) const FORM_TEXT: &str = "discord-form-text";
pub(crate) const FORM_ITEM: &str = "discord-form-item";
pub(crate) const FORM_OWN: &str = "discord-form-own";
pub(crate) const FORM_DAY: &str = "discord-form-day";
pub(crate) const FORM_PLACE: &str = "discord-form-place";
pub(crate) const FORM_COUNTRY: &str = "discord-form-country";
pub(crate) const FORM_TYPED: &str = "discord-form-typed";
pub(crate) const FORM_ALL: &str = "discord-form-all";
pub(crate) const FORM_TITLE: &str = "discord-form-title";
pub(crate) const FORM_TITLE_ALL: &str = "discord-form-title-all";
pub(crate) const CHOOSE: &str = "discord-choose";
pub(crate) const CHOOSE_SEVERAL: &str = "discord-choose-several";
pub(crate) const CHOOSE_TWO: &str = "discord-choose-two";
const CHOOSE_FROM: &str = "discord-choose-from";
const CHOOSE_SEVERAL_FROM: &str = "discord-choose-several-from";
const NUMBERED: &str = "discord-numbered";
pub(crate) const FILE: &str = "discord-file";
pub(crate) const CLOSED: &str = "discord-closed";
pub(crate) const THERE: &str = "discord-there";
pub(crate) const UNKNOWN: &str = "discord-unknown";
pub(crate) const PRIVATE: &str = "discord-private";
pub(crate) const SUGGEST: &str = "discord-suggest";
pub(crate) const EXPORTED: &str = "discord-exported";
const EXPORT_TOO_LARGE: &str = "discord-export-too-large";

/// A copy that could not be made; `operator` is who can make one.
pub(crate) fn not_exported(operator: &str) -> Block {
    wording::not_exported(name(operator))
}

/// A copy that is too large for a message.
pub(crate) fn export_too_large(operator: &str) -> Block {
    Block::plain(EXPORT_TOO_LARGE).with("operator", name(operator))
}

fn name(name: &str) -> Arg {
    Arg::Name(name.to_owned().into())
}

/// A menu that holds the choices of these numbers only.
pub(crate) fn choose_from(several: bool, from: usize, to: usize) -> Block {
    Block::plain(if several { CHOOSE_SEVERAL_FROM } else { CHOOSE_FROM }).with("from", from).with("to", to)
}

/// A choice with the number that is typed for it.
pub(crate) fn numbered(number: usize, label: &str) -> Block {
    Block::plain(NUMBERED).with("number", number).with("label", Arg::Text(label.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use afterword_words::Words;
    use std::collections::BTreeSet;

    #[test]
    fn every_locale_holds_these_sentences_and_no_other_of_discord() {
        let plain = [
            SKIP,
            BACK,
            PAUSE,
            WHY,
            DIRECT,
            DONE,
            NOTHING,
            FORM_TEXT,
            FORM_ITEM,
            FORM_OWN,
            FORM_DAY,
            FORM_PLACE,
            FORM_COUNTRY,
            FORM_TYPED,
            FORM_ALL,
            FORM_TITLE,
            FORM_TITLE_ALL,
            CHOOSE,
            CHOOSE_SEVERAL,
            CHOOSE_TWO,
            FILE,
            CLOSED,
            THERE,
            UNKNOWN,
            EXPORTED,
            PRIVATE,
            SUGGEST,
        ];
        let blocks = [choose_from(true, 1, 2), choose_from(false, 1, 2), numbered(1, "x"), export_too_large("x")];
        let named = crate::commands::sentences().map(Block::plain);
        let said: BTreeSet<(String, BTreeSet<String>)> = blocks
            .into_iter()
            .chain(plain.map(Block::plain))
            .chain(panel::PLAIN.iter().map(|id| Block::plain(*id)))
            .chain(panel::filled())
            .chain(named)
            .map(|block| (block.word.to_string(), block.args.iter().map(|(name, _)| name.to_string()).collect()))
            .collect();
        for locale in Words::locales() {
            let words = Words::load(locale).expect("it loads");
            let written = words.ids().into_iter().filter(|(id, _)| id.starts_with("discord-")).collect();
            assert_eq!(said, written, "{locale}");
        }
    }
}
