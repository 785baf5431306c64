//! The balance sheet of interview skills (`conversations.md` §5), a query over state.

pub mod calibration;
pub mod cards;
pub mod evidence;
pub mod lessons;
pub mod line;
pub mod movement;
pub mod reading;
pub mod view;
