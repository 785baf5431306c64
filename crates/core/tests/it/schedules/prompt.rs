//! Seasons, and what a prompt opens.

use super::day;
use afterword_core::community::prompt::{MonthDay, Opens, Season, Theme};

#[test]
fn a_season_holds_both_its_ends_and_may_go_over_the_new_year() {
    #[rustfmt::skip]
    let table = [
        ("09-01", "10-15", "2026-08-31", false),
        ("09-01", "10-15", "2026-09-01", true),
        ("09-01", "10-15", "2026-10-15", true),
        ("09-01", "10-15", "2026-10-16", false),
        ("12-15", "01-06", "2026-12-14", false),
        ("12-15", "01-06", "2026-12-31", true),
        ("12-15", "01-06", "2027-01-06", true),
        ("12-15", "01-06", "2027-01-07", false),
        ("02-29", "02-29", "2028-02-29", true),
        ("02-29", "02-29", "2027-02-28", false),
    ];
    for (from, to, date, held) in table {
        let season = Season { from: from.parse().unwrap(), to: to.parse().unwrap() };
        assert_eq!(season.holds(day(date)), held, "{from} to {to}: {date}");
    }
}

#[test]
fn a_day_of_the_year_is_read_as_it_is_written() {
    assert_eq!("02-29".parse::<MonthDay>().unwrap().to_string(), "02-29");
    for wrong in ["", "2-29", "02-30", "13-01", "00-10", "0229", "02-29-", "+1-02", "１２-01", "02/29"] {
        assert!(wrong.parse::<MonthDay>().is_err(), "{wrong}");
    }
}

#[test]
fn names_are_kept_as_they_are_written() {
    for opens in Opens::ALL {
        assert_eq!(Opens::from_id(opens.id()), Some(*opens));
        assert_eq!(serde_json::to_value(opens).unwrap(), opens.id());
    }
    for theme in Theme::ALL {
        assert_eq!(Theme::from_id(theme.id()), Some(*theme));
        assert_eq!(serde_json::to_value(theme).unwrap(), theme.id());
    }
}
