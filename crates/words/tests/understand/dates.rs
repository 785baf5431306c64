//! D: a day, with an hour where it matters. "~" stands for an hour nobody named.

use crate::{ask::*, check};
use afterword_core::ask::{Kind, Range};

#[test]
fn days_to_come() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("today",                   "~Wed 2026-11-18 17:00"),
        ("tomorrow",                "~Thu 2026-11-19 17:00"),
        ("tomorow",                 "~Thu 2026-11-19 17:00"),
        ("tmrw",                    "~Thu 2026-11-19 17:00"),
        ("the day after tomorrow",  "~Fri 2026-11-20 17:00"),
        ("day after tomorrow",      "~Fri 2026-11-20 17:00"),
        ("tonight",                 "~Wed 2026-11-18 18:00"),
        ("this evening",            "~Wed 2026-11-18 18:00"),
        ("tomorrow morning",        "~Thu 2026-11-19 09:00"),
        ("tomorrow afternoon",      "~Thu 2026-11-19 14:00"),
        ("first thing tomorrow",    "~Thu 2026-11-19 09:00"),
        ("Friday",                  "~Fri 2026-11-20 17:00"),
        ("friday.",                 "~Fri 2026-11-20 17:00"),
        ("on Friday",               "~Fri 2026-11-20 17:00"),
        ("by Friday",               "~Fri 2026-11-20 17:00"),
        ("Fri",                     "~Fri 2026-11-20 17:00"),
        ("Wednesday",               "~Wed 2026-11-25 17:00"),
        ("Monday",                  "~Mon 2026-11-23 17:00"),
        ("this Friday",             "~Fri 2026-11-20 17:00"),
        ("this Monday",             "~Mon 2026-11-23 17:00"),
        ("next Friday",             "~Fri 2026-11-27 17:00"),
        ("next Monday",             "~Mon 2026-11-23 17:00"),
        ("this coming Friday",      "~Fri 2026-11-20 17:00"),
        ("coming Friday",           "~Fri 2026-11-20 17:00"),
        ("Friday week",             "~Fri 2026-11-27 17:00"),
        ("a week on Friday",        "~Fri 2026-11-27 17:00"),
        ("a week Friday",           "~Fri 2026-11-27 17:00"),
        ("week on Friday",          "~Fri 2026-11-27 17:00"),
        ("Friday fortnight",        "~Fri 2026-12-04 17:00"),
        ("Monday of next week",     "~Mon 2026-11-23 17:00"),
        ("Friday next week",        "~Fri 2026-11-27 17:00"),
        ("next week Friday",        "~Fri 2026-11-27 17:00"),
        ("tomorrow week",           "~Thu 2026-11-26 17:00"),
        ("a week tomorrow",         "~Thu 2026-11-26 17:00"),
        ("a week today",            "~Wed 2026-11-25 17:00"),
        ("next week",               "~Mon 2026-11-23 17:00"),
        ("the end of next week",    "~Fri 2026-11-27 17:00"),
        ("early next week",         "~Mon 2026-11-23 17:00"),
        ("late next week",          "~Fri 2026-11-27 17:00"),
        ("middle of next week",     "~Wed 2026-11-25 17:00"),
        ("end of the week",         "~Fri 2026-11-20 17:00"),
        ("by the end of this week", "~Fri 2026-11-20 17:00"),
        ("the week after next",     "~Mon 2026-11-30 17:00"),
        ("Friday after next",       "~Fri 2026-12-04 17:00"),
        ("the weekend",             "~Sat 2026-11-21 17:00"),
        ("next weekend",            "~Sat 2026-11-28 17:00"),
        ("next month",              "~Tue 2026-12-01 17:00"),
        ("end of the month",        "~Mon 2026-11-30 17:00"),
        ("end of next month",       "~Thu 2026-12-31 17:00"),
        ("in December",             "~Tue 2026-12-01 17:00"),
        ("mid January",             "~Fri 2027-01-15 17:00"),
        ("end of January",          "~Sun 2027-01-31 17:00"),
        ("in November",             "~Mon 2026-11-30 17:00"),
        ("December 2026",           "~Tue 2026-12-01 17:00"),
        ("by Christmas",            "~Fri 2026-12-25 17:00"),
        ("Christmas Eve",           "~Thu 2026-12-24 17:00"),
        ("in the new year",         "~Fri 2027-01-01 17:00"),
        ("end of the year",         "~Thu 2026-12-31 17:00"),
        ("next year",               "~Fri 2027-01-01 17:00"),
        ("morning",                 "~Thu 2026-11-19 09:00"),
        ("later this week",         "~Fri 2026-11-20 17:00"),
    ]);
}

#[test]
fn lengths_of_time() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("in a week",               "~Wed 2026-11-25 17:00"),
        ("a week",                  "~Wed 2026-11-25 17:00"),
        ("in 2 weeks",              "~Wed 2026-12-02 17:00"),
        ("in two weeks",            "~Wed 2026-12-02 17:00"),
        ("in two weeks' time",      "~Wed 2026-12-02 17:00"),
        ("in two weeks’ time",      "~Wed 2026-12-02 17:00"),
        ("2 weeks from now",        "~Wed 2026-12-02 17:00"),
        ("within two weeks",        "~Wed 2026-12-02 17:00"),
        ("in a fortnight",          "~Wed 2026-12-02 17:00"),
        ("a week or two",           "~Wed 2026-12-02 17:00"),
        ("two to three weeks",      "~Wed 2026-12-09 17:00"),
        ("2-3 weeks",               "~Wed 2026-12-09 17:00"),
        ("in the next two weeks",   "~Wed 2026-12-02 17:00"),
        ("within the next week",    "~Wed 2026-11-25 17:00"),
        ("in a few days",           "~Sat 2026-11-21 17:00"),
        ("a couple of days",        "~Fri 2026-11-20 17:00"),
        ("in 10 days",              "~Sat 2026-11-28 17:00"),
        ("in 3 working days",       "~Mon 2026-11-23 17:00"),
        ("within 10 working days",  "~Wed 2026-12-02 17:00"),
        ("in a month",              "~Fri 2026-12-18 17:00"),
        ("in six months",           "~Tue 2027-05-18 17:00"),
        ("in a year",               "~Thu 2027-11-18 17:00"),
        ("in an hour",              "Wed 2026-11-18 11:00"),
        ("in half an hour",         "Wed 2026-11-18 10:30"),
        ("in half an hour",            "Wed 2026-11-18 10:30"),
        ("in 20 minutes",           "Wed 2026-11-18 10:20"),
        ("in 20 mins",              "Wed 2026-11-18 10:20"),
        ("in 2 hours",              "Wed 2026-11-18 12:00"),
        ("now",                     "Wed 2026-11-18 10:00"),
        ("in a week at 3",          "Wed 2026-11-25 15:00"),
        ("in a quarter of an hour",    "Wed 2026-11-18 10:15"),
        ("in three quarters of an hour", "Wed 2026-11-18 10:45"),
        ("in a fortnight's time",   "~Wed 2026-12-02 17:00"),
        ("two weeks on Tuesday",    "~Tue 2026-12-08 17:00"),
        ("3 days from tomorrow",    "~Sun 2026-11-22 17:00"),
        ("six weeks",               "~Wed 2026-12-30 17:00"),
        ("in 999999999 weeks",      "? in 999999999 weeks"),
    ]);
}

#[test]
fn dates() {
    #[rustfmt::skip]
    check(&ask(when(Range::Any)), &[
        ("27 November",             "~Fri 2026-11-27 17:00"),
        ("27th November",           "~Fri 2026-11-27 17:00"),
        ("27th of November",        "~Fri 2026-11-27 17:00"),
        ("the 27th of November",    "~Fri 2026-11-27 17:00"),
        ("27 Nov",                  "~Fri 2026-11-27 17:00"),
        ("27nov",                   "~Fri 2026-11-27 17:00"),
        ("November 27",             "~Fri 2026-11-27 17:00"),
        ("Nov 27th, 2026",          "~Fri 2026-11-27 17:00"),
        ("27 November 2026",        "~Fri 2026-11-27 17:00"),
        ("twenty-seventh of November", "~Fri 2026-11-27 17:00"),
        ("27/11/2026",              "~Fri 2026-11-27 17:00"),
        ("27/11/26",                "~Fri 2026-11-27 17:00"),
        ("27/11",                   "~Fri 2026-11-27 17:00"),
        ("27.11.2026",              "~Fri 2026-11-27 17:00"),
        ("27-11-2026",              "~Fri 2026-11-27 17:00"),
        ("2026-11-27",              "~Fri 2026-11-27 17:00"),
        ("2026/11/27",              "~Fri 2026-11-27 17:00"),
        ("2026-11-27T15:00",        "Fri 2026-11-27 15:00"),
        ("2026-11-27 15:00",        "Fri 2026-11-27 15:00"),
        ("3/12",                    "~Thu 2026-12-03 17:00"),
        ("12/3/2027",               "~Fri 2027-03-12 17:00"),
        ("the 27th",                "~Fri 2026-11-27 17:00"),
        ("27th",                    "~Fri 2026-11-27 17:00"),
        ("the 3rd",                 "~Thu 2026-12-03 17:00"),
        ("3 January",               "~Sun 2027-01-03 17:00"),
        ("1 May",                   "~Sat 2027-05-01 17:00"),
        ("Friday 27 November",      "~Fri 2026-11-27 17:00"),
        ("Friday 27th",             "~Fri 2026-11-27 17:00"),
        ("Friday the 27th",         "~Fri 2026-11-27 17:00"),
        ("Friday 27",               "~Fri 2026-11-27 17:00"),
        ("Fri 27/11",               "~Fri 2026-11-27 17:00"),
        ("27 Nov (Fri)",            "~Fri 2026-11-27 17:00"),
        ("Friday, 27 November 2026 at 15:00", "Fri 2026-11-27 15:00"),
        ("29 February 2028",        "~Tue 2028-02-29 17:00"),
        ("٢٧/١١/٢٠٢٦",              "~Fri 2026-11-27 17:00"),
        ("Saturday 27 November",    "? no such day: Saturday 27 November"),
        ("February 30",             "? no such day: February 30"),
        ("30 February",             "? no such day: 30 February"),
        ("31 April",                "? no such day: 31 April"),
        ("31/4/2027",               "? no such day: 31/4/2027"),
        ("29 February 2027",        "? no such day: 29 February 2027"),
        ("11/27/2026",              "? no such day: 11/27/2026"),
        ("32 November",             "? no such day: 32 November"),
        ("0 November",              "? no such day: 0 November"),
        ("the 32nd",                "? no such day: the 32nd"),
        ("2026-13-01",              "? no such day: 2026-13-01"),
        ("1/1/0001",                "? no such day: 1/1/0001"),
    ]);
}

#[test]
fn hours() {
    #[rustfmt::skip]
    check(&ask(when(Range::Any)), &[
        ("3pm",                     "Wed 2026-11-18 15:00"),
        ("3 pm",                    "Wed 2026-11-18 15:00"),
        ("3 p.m.",                  "Wed 2026-11-18 15:00"),
        ("3p.m.",                   "Wed 2026-11-18 15:00"),
        ("at 3",                    "Wed 2026-11-18 15:00"),
        ("3 o'clock",               "Wed 2026-11-18 15:00"),
        ("3 o’clock",               "Wed 2026-11-18 15:00"),
        ("15:00",                   "Wed 2026-11-18 15:00"),
        ("15.00",                   "Wed 2026-11-18 15:00"),
        ("15h",                     "Wed 2026-11-18 15:00"),
        ("15h30",                   "Wed 2026-11-18 15:30"),
        ("1500 hours",              "Wed 2026-11-18 15:00"),
        ("at 1500",                 "Wed 2026-11-18 15:00"),
        ("3.30pm",                  "Wed 2026-11-18 15:30"),
        ("3:30",                    "Wed 2026-11-18 15:30"),
        ("03:30",                   "Wed 2026-11-18 03:30"),
        ("3am",                     "Wed 2026-11-18 03:00"),
        ("3 in the morning",        "Wed 2026-11-18 03:00"),
        ("noon",                    "Wed 2026-11-18 12:00"),
        ("midday",                  "Wed 2026-11-18 12:00"),
        ("12pm",                    "Wed 2026-11-18 12:00"),
        ("12am",                    "Wed 2026-11-18 00:00"),
        ("midnight",                "Wed 2026-11-18 00:00"),
        ("half past two",           "Wed 2026-11-18 14:30"),
        ("half two",                "Wed 2026-11-18 14:30"),
        ("half past 10",            "Wed 2026-11-18 10:30"),
        ("quarter past 3",          "Wed 2026-11-18 15:15"),
        ("a quarter to four",       "Wed 2026-11-18 15:45"),
        ("quarter to 1",            "Wed 2026-11-18 12:45"),
        ("quarter to eight",        "Wed 2026-11-18 07:45"),
        ("ten to 4",                "Wed 2026-11-18 15:50"),
        ("twenty past ten",         "Wed 2026-11-18 10:20"),
        ("20 minutes to five",      "Wed 2026-11-18 16:40"),
        ("five past nine",          "Wed 2026-11-18 09:05"),
        ("at 10",                   "Wed 2026-11-18 10:00"),
        ("10 in the morning",       "Wed 2026-11-18 10:00"),
        ("8 in the evening",        "Wed 2026-11-18 20:00"),
        ("tomorrow at 3",           "Thu 2026-11-19 15:00"),
        ("tomorrow at 3pm",         "Thu 2026-11-19 15:00"),
        ("tomorrow 3pm",            "Thu 2026-11-19 15:00"),
        ("tomorrow 3",              "Thu 2026-11-19 15:00"),
        ("3pm tomorrow",            "Thu 2026-11-19 15:00"),
        ("at 3 tomorrow",           "Thu 2026-11-19 15:00"),
        ("tomorrow at 7",           "Thu 2026-11-19 19:00"),
        ("tomorrow at 07:00",       "Thu 2026-11-19 07:00"),
        ("tomorrow at 7 in the morning", "Thu 2026-11-19 07:00"),
        ("tomorrow morning at 7",   "Thu 2026-11-19 07:00"),
        ("tomorrow at 8",           "Thu 2026-11-19 08:00"),
        ("tomorrow at 11",          "Thu 2026-11-19 11:00"),
        ("tomorrow at noon",        "Thu 2026-11-19 12:00"),
        ("tomorrow lunchtime",      "~Thu 2026-11-19 12:30"),
        ("Friday at half past two", "Fri 2026-11-20 14:30"),
        ("next Friday at 10:30",    "Fri 2026-11-27 10:30"),
        ("Friday 3pm",              "Fri 2026-11-20 15:00"),
        ("Friday 10",               "Fri 2026-11-20 10:00"),
        ("Friday around 3",         "Fri 2026-11-20 15:00"),
        ("Friday 3ish",             "Fri 2026-11-20 15:00"),
        ("27 Nov at 3pm",           "Fri 2026-11-27 15:00"),
        ("27/11 3pm",               "Fri 2026-11-27 15:00"),
        ("27/11/2026 15:00",        "Fri 2026-11-27 15:00"),
        ("tonight at 8",            "Wed 2026-11-18 20:00"),
        ("this afternoon at 2",     "Wed 2026-11-18 14:00"),
        ("8 tonight",               "Wed 2026-11-18 20:00"),
        ("tomorrow 9-10",           "Thu 2026-11-19 09:00"),
        ("tomorrow between 2 and 3", "Thu 2026-11-19 14:00"),
        ("2pm-3pm tomorrow",        "Thu 2026-11-19 14:00"),
        ("tomorrow 8-9pm",          "Thu 2026-11-19 20:00"),
        ("0900 tomorrow",           "Thu 2026-11-19 09:00"),
        ("tomorrow 0930",           "Thu 2026-11-19 09:30"),
        ("9:30am Monday 23rd",      "Mon 2026-11-23 09:30"),
        ("half nine tomorrow",      "Thu 2026-11-19 09:30"),
        ("noon tomorrow",           "Thu 2026-11-19 12:00"),
        ("3",                       "? 3"),
        ("25:00",                   "? 25:00"),
        ("last Friday at 25:00",    "? last Friday at 25:00"),
        ("13am",                    "? 13am"),
    ]);
}

#[test]
fn days_that_were() {
    #[rustfmt::skip]
    check(&ask(when(Range::Past)), &[
        ("today",                   "~Wed 2026-11-18 10:00"),
        ("this morning",            "~Wed 2026-11-18 09:00"),
        ("today at 9",              "Wed 2026-11-18 09:00"),
        ("an hour ago",             "Wed 2026-11-18 09:00"),
        ("half an hour ago",        "Wed 2026-11-18 09:30"),
        ("just now",                "Wed 2026-11-18 10:00"),
        ("yesterday",               "~Tue 2026-11-17 17:00"),
        ("yesterday at 3",          "Tue 2026-11-17 15:00"),
        ("yesterday morning",       "~Tue 2026-11-17 09:00"),
        ("last night",              "~Tue 2026-11-17 20:00"),
        ("the day before yesterday", "~Mon 2026-11-16 17:00"),
        ("Friday",                  "~Fri 2026-11-13 17:00"),
        ("last Friday",             "~Fri 2026-11-13 17:00"),
        ("on Monday",               "~Mon 2026-11-16 17:00"),
        ("this Monday",             "~Mon 2026-11-16 17:00"),
        ("Wednesday",               "~Wed 2026-11-11 17:00"),
        ("Friday at 3",             "Fri 2026-11-13 15:00"),
        ("two days ago",            "~Mon 2026-11-16 17:00"),
        ("2 days ago",              "~Mon 2026-11-16 17:00"),
        ("a week ago",              "~Wed 2026-11-11 17:00"),
        ("last week",               "~Wed 2026-11-11 17:00"),
        ("a couple of days ago",    "~Mon 2026-11-16 17:00"),
        ("a month ago",             "~Sun 2026-10-18 17:00"),
        ("3 weeks ago on Monday",   "~Mon 2026-10-26 17:00"),
        ("at 9 this morning",       "Wed 2026-11-18 09:00"),
        ("9 this morning",          "Wed 2026-11-18 09:00"),
        ("Monday last week",        "~Mon 2026-11-09 17:00"),
        ("the other day",           "~Mon 2026-11-16 17:00"),
        ("27 November",             "~Thu 2025-11-27 17:00"),
        ("10 November",             "~Tue 2026-11-10 17:00"),
        ("the 10th",                "~Tue 2026-11-10 17:00"),
        ("10/11",                   "~Tue 2026-11-10 17:00"),
        ("tomorrow",                "? 2026-11-19 is not past"),
        ("next Friday",             "? 2026-11-27 is not past"),
        ("27/11/2026",              "? 2026-11-27 is not past"),
        ("in a week",               "? 2026-11-25 is not past"),
    ]);
}

#[test]
fn an_hour_that_is_over_is_tomorrows() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("at 9",                    "Thu 2026-11-19 09:00"),
        ("at 11",                   "Wed 2026-11-18 11:00"),
        ("3pm",                     "Wed 2026-11-18 15:00"),
        ("today at 9",              "Wed 2026-11-18 09:00"),
        ("in the morning",          "~Thu 2026-11-19 09:00"),
    ]);
}

#[test]
fn the_wrong_side_of_today() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("yesterday",               "? 2026-11-17 is not to come"),
        ("last Friday",             "? 2026-11-13 is not to come"),
        ("two days ago",            "? 2026-11-16 is not to come"),
        ("1/1/2026",                "? 2026-01-01 is not to come"),
    ]);
    #[rustfmt::skip]
    check(&ask(when(Range::Any)), &[
        ("yesterday",               "~Tue 2026-11-17 17:00"),
        ("Friday",                  "~Fri 2026-11-20 17:00"),
        ("last Friday",             "~Fri 2026-11-13 17:00"),
        ("16 November",             "~Mon 2026-11-16 17:00"),
        ("5 October",               "~Mon 2026-10-05 17:00"),
        ("3 October",               "~Sun 2027-10-03 17:00"),
    ]);
}

#[test]
fn a_day_within_a_sentence() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("They said they'd let me know by next Friday", "~Fri 2026-11-27 17:00"),
        ("It's on Friday at 3, I believe", "Fri 2026-11-20 15:00"),
        ("hopefully tomorrow",      "~Thu 2026-11-19 17:00"),
        ("maybe Friday",            "~Fri 2026-11-20 17:00"),
        ("I expect to hear in two weeks", "~Wed 2026-12-02 17:00"),
        ("either Thursday or Friday, they weren't sure", "? fits several: either Thursday or Friday, they weren't sure"),
        ("we'd like Monday",        "~Mon 2026-11-23 17:00"),
        ("tomorrow at 3 with the Leeds people", "Thu 2026-11-19 15:00"),
        ("it may be a while",       "? it may be a while"),
        ("I'm not good in the morning", "? I'm not good in the morning"),
        ("the sun was out",         "? the sun was out"),
        ("marvellous",              "? marvellous"),
        ("monthly",                 "? monthly"),
        ("soon",                    "? soon"),
        ("don't know",              "skipped"),
    ]);
}

#[test]
fn choices_in_place_of_a_day() {
    #[rustfmt::skip]
    check(&ask(hear_back()), &[
        ("1",                       "days"),
        ("2",                       "week"),
        ("3",                       "two-weeks"),
        ("4",                       "not-said"),
        ("within days",             "days"),
        ("in a few days",           "days"),
        ("a week",                  "week"),
        ("next week",               "week"),
        ("two weeks",               "two-weeks"),
        ("2 weeks",                 "two-weeks"),
        ("a fortnight",             "two-weeks"),
        ("they didn't say",         "not-said"),
        ("They didn’t say",         "not-said"),
        ("didn't say",              "not-said"),
        ("no idea",                 "not-said"),
        ("don't know",              "not-said"),
        ("Friday",                  "~Fri 2026-11-20 17:00"),
        ("by the 27th",             "~Fri 2026-11-27 17:00"),
        ("the 4th",                 "~Fri 2026-12-04 17:00"),
        ("the 2nd",                 "~Wed 2026-12-02 17:00"),
        ("2nd",                     "~Wed 2026-12-02 17:00"),
        ("the second one",          "week"),
        ("the 2nd one",             "week"),
        ("not sure, maybe friday",  "~Fri 2026-11-20 17:00"),
        ("not sure",                "not-said"),
        ("27/11",                   "~Fri 2026-11-27 17:00"),
        ("in three weeks",          "~Wed 2026-12-09 17:00"),
        ("tomorrow",                "~Thu 2026-11-19 17:00"),
        ("yesterday",               "? 2026-11-17 is not to come"),
        ("7",                       "? 7 is not 1 to 4"),
        ("skip",                    "skipped"),
        ("pass",                    "skipped"),
    ]);
}

#[test]
fn a_length_of_minutes_or_hours_is_no_day() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("45 mins",                 "? 45 mins"),
        ("3 - hr",                  "? 3 - hr"),
        ("an hour",                 "? an hour"),
        ("half an hour",            "? half an hour"),
        ("in 45 mins",              "Wed 2026-11-18 10:45"),
        ("in an hour",              "Wed 2026-11-18 11:00"),
        ("in half an hour",         "Wed 2026-11-18 10:30"),
        ("forever",                 "? forever"),
    ]);
}

#[test]
fn until_when_to_be_quiet() {
    let kind = Kind::When { range: Range::Future, hour: false, choices: Vec::new() };
    #[rustfmt::skip]
    check(&named("quiet", needed(ask(kind))), &[
        ("forever",                 "~Tue 2036-11-18 17:00"),
        ("till i say",              "~Tue 2036-11-18 17:00"),
        ("until I say so",          "~Tue 2036-11-18 17:00"),
        ("an hour",                 "Wed 2026-11-18 11:00"),
        ("Friday",                  "~Fri 2026-11-20 17:00"),
    ]);
}

#[test]
fn the_eve_of_a_feast() {
    #[rustfmt::skip]
    check(&ask(when(Range::Future)), &[
        ("xmas eve 10",             "Thu 2026-12-24 10:00"),
        ("christmas eve 10",        "Thu 2026-12-24 10:00"),
        ("Christmas Eve at 10",     "Thu 2026-12-24 10:00"),
        ("new year's eve",          "~Thu 2026-12-31 17:00"),
        ("xmas",                    "~Fri 2026-12-25 17:00"),
    ]);
}
