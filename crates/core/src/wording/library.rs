//! Sentences. What people bring for a community’s prompts, and what is wrong with it: libraries, cron expressions, holidays.

use crate::say::words;

words! {
    library_problem = "library-problem" (line, key, found, expected);
    library_problem_line = "library-problem-line" (line, found, expected);
    library_problem_file = "library-problem-file" (found, expected);
    found_nothing = "found-nothing";
    found_text = "found-text" (text);
    found_characters = "found-characters" (count);
    found_signs = "found-signs";
    found_again = "found-again" (line);
    found_prompts = "found-prompts" (count);
    found_columns = "found-columns" (count);
    found_larger = "found-larger" (size);
    found_other_bytes = "found-other-bytes";
    found_broken = "found-broken";
    expected_name = "expected-name" (most);
    expected_theme = "expected-theme" (most);
    expected_text = "expected-text" (most);
    expected_one_of = "expected-one-of" (names);
    expected_day = "expected-day";
    expected_both_days = "expected-both-days";
    expected_once = "expected-once";
    expected_prompts = "expected-prompts" (most);
    expected_columns = "expected-columns" (count);
    expected_size = "expected-size" (size);
    expected_utf8 = "expected-utf8";
    expected_toml = "expected-toml";
    expected_csv = "expected-csv";

    schedule_in = "schedule-in" (rule, zone);
    schedule_from = "schedule-from" (rule, day);
    schedule_until = "schedule-until" (rule, day);
    schedule_daily = "schedule-daily" (at);
    schedule_working = "schedule-working" (at);
    schedule_weekdays = "schedule-weekdays" (days, at);
    schedule_weeks = "schedule-weeks" (weeks, days, at);
    schedule_monthly = "schedule-monthly" (days, at);
    schedule_cron = "schedule-cron" (cron);
    when_days = "when-days" (found);
    when_time = "when-time" (found);
    when_times = "when-times" (found);
    when_zone = "when-zone" (found);

    cron_fields = "cron-fields" (count);
    cron_field = "cron-field" (field, found, expected);
    cron_extension = "cron-extension" (found);
    cron_minutes = "cron-minutes";
    cron_hours = "cron-hours";
    cron_days = "cron-days";
    cron_months = "cron-months";
    cron_weekdays = "cron-weekdays";
    cron_takes = "cron-takes" (low, high);
    cron_takes_months = "cron-takes-months";
    cron_takes_weekdays = "cron-takes-weekdays";

    holidays_no_calendar = "holidays-no-calendar";
    holidays_no_day = "holidays-no-day" (found);
    holidays_too_many = "holidays-too-many" (most);
    holidays_too_large = "holidays-too-large" (size);
    holidays_hour = "holidays-hour" (title);
    holidays_repeats = "holidays-repeats" (title);
    holidays_unread = "holidays-unread" (title);
    holidays_too_long = "holidays-too-long" (title, most);
}
