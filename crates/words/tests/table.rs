//! Invariant 10: every sentence exists in every shipped locale with the same variables, and none stands in the code.

use afterword_core::wording;
use afterword_words::Words;
use std::collections::{BTreeMap, BTreeSet};

type Table = BTreeMap<String, BTreeSet<String>>;

fn said_by_the_core() -> Table {
    let variables = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    wording::all().map(|(id, names)| (id.to_owned(), variables(names))).collect()
}

#[test]
fn every_locale_holds_every_sentence_with_its_variables_and_no_other() {
    let core = said_by_the_core();
    let mut locales = 0;
    for locale in Words::locales() {
        let words = Words::load(locale).expect("it loads");
        let mut written: Table = words.ids().into_iter().collect();
        // Days, lists and hints are the words crate's own, and the platforms have tests of their own.
        written.retain(|id, _| !["layout-", "console-", "discord-", "matrix-"].iter().any(|own| id.starts_with(own)));
        let missing: Vec<_> = core.keys().filter(|id| !written.contains_key(*id)).collect();
        let unused: Vec<_> = written.keys().filter(|id| !core.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{locale} lacks {missing:?}");
        assert!(unused.is_empty(), "{locale} holds {unused:?}, which nothing says");
        for (id, variables) in &written {
            assert_eq!(variables, &core[id], "the variables of {id} in {locale}");
        }
        locales += 1;
    }
    assert!(locales > 0);
}
