//! The advice about an offer (§4): its worked examples, and its rules walked
//! against a second statement of them.

mod combining;
mod counting;
mod examples;
mod truth;
