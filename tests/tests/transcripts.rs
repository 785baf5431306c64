//! Every transcript in `tests/transcripts` comes out as it stands there.

use afterword_tests::transcript;
use std::{fs, path::Path};

#[test]
fn every_transcript_comes_out_as_it_stands_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(!paths.is_empty(), "no transcripts are there");
    for path in paths {
        transcript::check(&path);
    }
}
