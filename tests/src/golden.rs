//! What came out before, in files that people can read.
//!
//! `UPDATE_GOLDENS=1 cargo test` writes what comes out now; look at the
//! difference before keeping it.

use std::{env, fs, path::Path};

/// Compares with the file of this name in `tests/golden`.
///
/// # Panics
/// Where something else came out, with the first difference.
pub fn check(name: &str, found: &str) {
    compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name), found);
}

/// Compares with this file.
///
/// # Panics
/// Where something else came out, with the first difference.
pub fn compare(path: &Path, found: &str) {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if found == expected {
        return;
    }
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(path, found).expect("the golden file can be written");
        return;
    }
    panic!("{}: {}", path.display(), difference(&expected, found));
}

/// The first line that differs, with what was around it.
fn difference(expected: &str, found: &str) -> String {
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let lines = text.lines().enumerate().skip(same.saturating_sub(6)).take(16);
        lines.map(|(nth, line)| format!("{} {line}\n", if nth == same { "→" } else { " " })).collect::<String>()
    };
    format!(
        "line {} differs\n--- expected\n{}--- came out\n{}--- UPDATE_GOLDENS=1 takes over what came out",
        same + 1,
        around(expected),
        around(found)
    )
}
