//! Prompts in rooms: moderators post, members answer in private.

mod crashes;
mod first_minutes;
mod moderators;
mod private;
mod square;
mod troubles;

use crate::Test;

pub(crate) fn tests() -> Vec<(&'static str, Test)> {
    [first_minutes::TESTS, private::TESTS, moderators::TESTS, troubles::TESTS, crashes::TESTS].concat()
}
