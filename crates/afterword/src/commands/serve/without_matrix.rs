//! Matrix, where this was built without it.

use super::Place;
use crate::{
    config::{Config, Matrix},
    exit::Trouble,
};
use afterword_words::Words;
use std::{path::Path, sync::Arc};

/// None, and nobody may expect one.
pub(super) fn place(_: &Path, config: &Config, _: &Arc<Words>) -> Result<Option<Place>, Trouble> {
    if config.matrix.is_set() { Err(Matrix::left_out()) } else { Ok(None) }
}
