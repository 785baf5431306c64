//! A store that lost its log: refused, left alone, with the command that restores it.

use afterword_tests::Folder;
use std::fs;

#[test]
fn a_store_that_does_not_open_is_told_with_the_exact_way_out() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&["hello", "yes"]).code, Some(0));
    let log = folder.data().join("store/db");
    fs::write(&log, "").unwrap();
    let told = folder.chat(&[]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(65), ""), "{}", told.stderr);
    for part in [
        "the store in HOME/data does not open: its file db is empty",
        "a copy of it is kept in HOME/data/store.aside-1, and nothing was deleted",
        "no backup was found in HOME/data/backups",
    ] {
        assert!(told.stderr.contains(part), "{part}: {}", told.stderr);
    }
    fs::create_dir(folder.data().join("backups")).unwrap();
    fs::write(folder.data().join("backups/afterword-2026-11-23.backup"), "sealed").unwrap();
    let told = folder.run(&["export", "--data", "data"]);
    let command = "afterword restore HOME/data/backups/afterword-2026-11-23.backup --data HOME/data-restored\n";
    assert!(told.stderr.contains(command), "{}", told.stderr);
    assert_eq!((told.code, fs::metadata(&log).unwrap().len()), (Some(65), 0), "it was left as it is");
}
