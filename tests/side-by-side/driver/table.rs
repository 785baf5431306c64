//! Markdown.

use std::time::Duration;

/// Prints one row.
pub(crate) fn row(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}

/// Prints the head.
pub(crate) fn head(names: &[&str]) {
    println!("| {} |\n|{}", names.join(" | "), " --- |".repeat(names.len()));
}

/// `median (least–most)` of the runs, each written by `show`.
pub(crate) fn spread<T: Copy + PartialOrd>(values: impl IntoIterator<Item = T>, show: impl Fn(T) -> String) -> String {
    let values = sorted(values);
    format!("{} ({}–{})", show(values[values.len() / 2]), show(values[0]), show(values[values.len() - 1]))
}

/// The one in the middle.
pub(crate) fn median<T: Copy + PartialOrd>(values: impl IntoIterator<Item = T>) -> T {
    let values = sorted(values);
    values[values.len() / 2]
}

/// In milliseconds.
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 10.0 { format!("{ms:.2}") } else { format!("{ms:.0}") }
}

/// In seconds.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}

/// A whole number with commas.
pub(crate) fn whole(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// In MiB.
pub(crate) fn mib(bytes: u64) -> String {
    (bytes >> 20).to_string()
}

fn sorted<T: Copy + PartialOrd>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values = values.into_iter().collect::<Vec<_>>();
    values.sort_by(|a, b| a.partial_cmp(b).expect("what is measured is a number"));
    values
}
