//! Whether the store opens what a power cut left, and what is in it.

use std::fs;
use std::path::Path;

use afterword_store::conformance::{check_whole, example_actor, example_turn};
use afterword_store::sled::{SledOptions, SledStore};
use afterword_store::{Store, Write};

use crate::images::Image;

/// How many images there are to one that is opened a second time.
const OPENED_AGAIN: usize = 16;

/// What is found in an image that is as it should be.
pub(crate) struct Found {
    /// Turns were there that nobody had been told of yet.
    pub(crate) more: bool,
    /// The store had to be opened without a snapshot of sled.
    pub(crate) without_snapshot: bool,
}

/// Makes the image in a new folder, opens it, reads it, and goes on from there.
pub(crate) fn check(image: &Image, number: usize, folder: &Path) -> Result<Found, String> {
    image.disk.write_to(folder).map_err(|error| format!("the image cannot be made: {error}"))?;
    let data = folder.join("data");
    let store = open(&data)?;
    let mut revisions = Vec::new();
    for (n, told) in (0..).zip(&image.told) {
        let found = check_whole(&store, example_actor(n))?;
        if found < *told {
            return Err(format!("{found} turns of {told} that were acknowledged"));
        }
        revisions.push(found);
    }
    if revisions.iter().any(|revision| Some(revision) != revisions.first()) {
        return Err(format!("half a batch: {revisions:?}"));
    }
    let turn = |(n, revision): (u64, &u64)| Write::Turn(Box::new(example_turn(example_actor(n), revision + 1)));
    let next: Vec<_> = (0..).zip(&revisions).map(turn).collect();
    for answer in store.commit(&next).map_err(|error| format!("the next turn: {error}"))? {
        answer.map_err(|conflict| format!("the next turn: {conflict:?}"))?;
    }
    drop(store);
    if number.is_multiple_of(OPENED_AGAIN) {
        let store = open(&data).map_err(|error| format!("the second time: {error}"))?;
        for (n, revision) in (0..).zip(&revisions) {
            let found = check_whole(&store, example_actor(n))?;
            if found != revision + 1 {
                return Err(format!("the second time, {found} turns of {}", revision + 1));
            }
        }
    }
    let aside = fs::exists(data.join("store.aside-1")).map_err(|error| error.to_string())?;
    Ok(Found { more: revisions > image.told, without_snapshot: aside })
}

fn open(data: &Path) -> Result<SledStore, String> {
    let options = SledOptions { cache_bytes: 16 * 1024 * 1024, allow_any_filesystem: true, ..SledOptions::default() };
    SledStore::open(data, options).map_err(|error| format!("it does not open: {error}"))
}
