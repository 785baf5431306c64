//! Folders that are not ours, in use, or not there.

use afterword_tests::{Folder, START, golden};
use std::{fs, os::unix::fs::PermissionsExt as _};

#[test]
fn a_new_folder_is_for_its_owner_only() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&[]).code, Some(0));
    let mode = fs::metadata(folder.data()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn the_usual_place_follows_xdg() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["chat"]).code, Some(0));
    assert!(folder.home().join(".local/share/afterword").is_dir());
    let xdg = folder.home().join("elsewhere").display().to_string();
    assert_eq!(folder.run_with(&["chat"], &[("XDG_DATA_HOME", &xdg)], b"").code, Some(0));
    assert!(folder.home().join("elsewhere/afterword").is_dir());
}

#[test]
fn a_folder_of_something_else_is_refused_and_left_alone() {
    let folder = Folder::new();
    fs::create_dir(folder.data()).unwrap();
    fs::write(folder.data().join("holiday.txt"), "photos").unwrap();
    for args in [&["chat", "--data", "data"][..], &["check", "--data", "data"], &["export", "--data", "data"]] {
        let outcome = folder.run(args);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(65), ""), "{args:?}: {}", outcome.stderr);
        assert!(outcome.stderr.starts_with("afterword: HOME/data "), "{}", outcome.stderr);
    }
    assert_eq!(folder.files().len(), 1, "nothing was put there");
}

#[test]
fn a_file_is_no_folder() {
    let folder = Folder::new();
    fs::write(folder.data(), "not a folder").unwrap();
    let outcome = folder.chat(&[]);
    assert_eq!(outcome.code, Some(65), "{}", outcome.stderr);
}

#[test]
fn a_folder_in_use_says_so() {
    let folder = Folder::new();
    let mut first = folder.start(&["chat", "--data", "data", "--clock", START]);
    assert!(first.say(":now"));
    first.until("It is").expect("the first one talks");
    // Without its socket nobody can ask it.
    fs::remove_file(folder.data().join("control.sock")).unwrap();
    for args in [&["chat", "--data", "data"][..], &["export", "--data", "data"], &["erase", "--data", "data", "--yes"]]
    {
        let outcome = folder.run(args);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(75), ""), "{args:?}");
        golden::check("in_use.txt", &outcome.stderr);
    }
    assert_eq!(first.finish().code, Some(0));
    assert_eq!(folder.chat(&[]).code, Some(0), "afterwards it is free");
}

#[test]
fn nobody_and_nowhere_are_named() {
    let folder = Folder::new();
    let nowhere = folder.run(&["export", "--data", "data"]);
    assert_eq!((nowhere.code, folder.data().exists()), (Some(66), false), "{}", nowhere.stderr);
    golden::check("no_folder.txt", &nowhere.stderr);
    assert_eq!(folder.chat(&[]).code, Some(0));
    let nobody = folder.run(&["export", "--data", "data", "--as", "sam"]);
    assert_eq!(nobody.code, Some(66));
    golden::check("nobody.txt", &nobody.stderr);
    assert_eq!(folder.run(&["erase", "--data", "data", "--as", "sam", "--yes"]).code, Some(66));
}

#[test]
fn keys_that_others_may_read_are_refused() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&[]).code, Some(0));
    let key = folder.data().join("keys/master-1.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let outcome = folder.chat(&[]);
    assert_eq!(outcome.code, Some(77));
    assert!(outcome.stderr.contains("may be read by others"), "{}", outcome.stderr);
}

#[test]
fn a_lost_key_is_named_and_nothing_new_is_made() {
    let folder = Folder::new();
    assert_eq!(folder.chat(&[]).code, Some(0));
    let key = folder.data().join("keys/master-1.key");
    fs::rename(&key, folder.home().join("kept")).unwrap();
    let outcome = folder.chat(&[]);
    assert_eq!((outcome.code, key.exists()), (Some(65), false), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("put the file back"), "{}", outcome.stderr);
}
