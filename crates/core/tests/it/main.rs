//! The core's rules, tested without words, store or platform.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a panic is how a test fails; the walks report what they covered

mod advice;
mod afterwards;
mod budget;
mod calendar;
mod calibration;
mod care;
mod communities;
mod contact;
mod corrections;
mod debrief;
mod edges;
mod fold;
mod hold;
mod ids;
mod interruptions;
mod letters;
mod nonsense;
mod offer;
mod offer_reminders;
mod offer_script;
mod offer_talks;
mod purity;
mod redact;
mod rejection;
mod rejection_dream;
mod schedules;
mod script;
mod sheet;
mod sheet_truth;
mod waiting;
mod walk;
mod way;
mod year;
