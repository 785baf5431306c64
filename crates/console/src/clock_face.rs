//! The clock of a data folder, in words.

use jiff::{
    SignedDuration, SpanRound, Unit,
    civil::DateTime,
    fmt::friendly::{Designator, Spacing, SpanPrinter},
};

/// "Monday 23 November 2026, 18:00".
pub(crate) fn moment(at: DateTime) -> String {
    at.strftime("%A %-d %B %Y, %H:%M").to_string()
}

/// "2 days, 3 hours": how far a clock was moved, to the minute.
pub(crate) fn distance(by: SignedDuration) -> String {
    let round = SpanRound::new().smallest(Unit::Minute).largest(Unit::Day).days_are_24_hours();
    let printer = SpanPrinter::new()
        .designator(Designator::Verbose)
        .spacing(Spacing::BetweenUnitsAndDesignators)
        .comma_after_designator(true);
    let span = jiff::Span::try_from(by.abs()).and_then(|span| span.round(round));
    span.map_or_else(|_| "very far".into(), |span| printer.span_to_string(&span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_out_as_people_do() {
        assert_eq!(moment(jiff::civil::date(2026, 11, 3).at(9, 5, 0, 0)), "Tuesday 3 November 2026, 09:05");
        for (hours, wanted) in [(51, "2 days, 3 hours"), (1, "1 hour"), (24, "1 day"), (-24, "1 day")] {
            assert_eq!(distance(SignedDuration::from_hours(hours)), wanted);
        }
    }
}
