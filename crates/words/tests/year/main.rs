//! Whole stretches of a job search, as people live them: scripts of what somebody
//! types and when, and what came of it, to be read in `docs/a-year-with-afterword/`.
//!
//! A script holds `@ 2026-01-12 14:00`, which lets the clock run on to that
//! moment on the person's wall (saying whatever comes due on the way), `@ visit`
//! for opening the terminal, `> words` for what they type, and `# …` for a
//! heading. `UPDATE_GOLDENS=1` writes the transcripts anew.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a panic is how a test fails

mod life;

use life::Life;
use std::path::Path;

/// Runs a script and holds the transcript against the one in `docs/`.
fn lived(name: &str, title: &str) -> Life {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = std::fs::read_to_string(root.join("tests/year").join(format!("{name}.script"))).unwrap();
    let mut life = Life::new();
    for (number, line) in script.lines().enumerate() {
        life.line(line).unwrap_or_else(|wrong| panic!("{name}.script, line {}: {wrong}", number + 1));
    }
    let found = format!("# {title}\n\n{}", life.transcript().trim_start());
    let path = root.join("../../docs/a-year-with-afterword").join(format!("{name}.md"));
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == found, "{name}: the transcript changed; UPDATE_GOLDENS=1 writes it anew");
    assert_eq!(life.misunderstood(), 0, "{name}: something typed was not understood");
    life
}

#[test]
fn a_no_from_a_dream_job() {
    lived("a-no-from-a-dream-job", "A no from a dream job");
}
