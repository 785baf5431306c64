//! What these tests stand on: their store keeps what every store has to keep.

use std::sync::Arc;

use afterword_store::conformance::{self, Factory, Home, Probe};
use afterword_store::{Error, Store};

use crate::memory::Disk;

struct Fresh;

impl Factory for Fresh {
    fn new_home(&self) -> Result<Arc<dyn Home>, String> {
        Ok(Arc::new(Disk::default()))
    }
}

impl Home for Disk {
    fn open(&self, probe: Arc<dyn Probe>) -> Result<Arc<dyn Store>, Error> {
        Ok(self.probed(probe))
    }

    fn crash_image(&self) -> Result<Arc<dyn Home>, String> {
        Ok(Arc::new(self.image()))
    }
}

#[test]
fn the_store_of_these_tests_is_a_store() {
    for (check, found) in conformance::run(&Fresh) {
        assert_eq!(found, Ok(()), "{check}");
    }
}
