//! Every key there is, and what it takes.

use super::{expect::Expect, layer::Leaf, problem::Problem};

/// A key and what it takes.
struct Key {
    path: &'static str,
    takes: Expect,
}

const fn key(path: &'static str, takes: Expect) -> Key {
    Key { path, takes }
}

/// A day has this many minutes.
const DAY: i64 = 24 * 60;

/// All keys. A test holds them against the compiled-in file and `Settings`.
const KEYS: &[Key] = &[
    key("conversations.operator", Expect::Text { max: 80 }),
    key("conversations.zone", Expect::Zone),
    key("conversations.text_limit", Expect::Whole { min: 200, max: 100_000, unit: "characters" }),
    key("conversations.short_questions", Expect::Whole { min: 1, max: 50, unit: "questions" }),
    key("conversations.full_questions", Expect::Whole { min: 1, max: 50, unit: "questions" }),
    key("conversations.things_to_build", Expect::Whole { min: 1, max: 10, unit: "things" }),
    key("conversations.interview_minutes", Expect::Whole { min: 5, max: DAY, unit: "minutes" }),
    key("conversations.late_after_hours", Expect::Whole { min: 1, max: 8760, unit: "hours" }),
    key("conversations.late_weight", Expect::Whole { min: 0, max: 100, unit: "per cent" }),
    key("conversations.resume_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.thanks_within_hours", Expect::Whole { min: 0, max: 168, unit: "hours" }),
    key("conversations.rehearse_after_days", Expect::Days { max: 365 }),
    key("conversations.invite_after_minutes", Expect::Whole { min: 0, max: DAY, unit: "minutes" }),
    key("conversations.invite_until", Expect::Time),
    key("conversations.invite_morning", Expect::Time),
    key("conversations.morning", Expect::Time),
    key("conversations.evening", Expect::Time),
    key("conversations.quiet_from", Expect::Time),
    key("conversations.quiet_until", Expect::Time),
    key("conversations.contacts_a_day", Expect::Whole { min: 0, max: 20, unit: "messages" }),
    key("conversations.contacts_a_week", Expect::Whole { min: 0, max: 140, unit: "messages" }),
    key("conversations.wait_days", Expect::Whole { min: 0, max: 30, unit: "days" }),
    key("conversations.spread_minutes", Expect::Whole { min: 0, max: 59, unit: "minutes" }),
    key("conversations.merge_hours", Expect::Whole { min: 0, max: 48, unit: "hours" }),
    key("conversations.ignored_after_hours", Expect::Whole { min: 1, max: 8760, unit: "hours" }),
    key("conversations.ignored_in_a_row", Expect::Whole { min: 1, max: 100, unit: "messages" }),
    key("conversations.mood_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.mood_low_marks", Expect::Whole { min: 1, max: 100, unit: "marks" }),
    key("conversations.care_again_hours", Expect::Whole { min: 0, max: 8760, unit: "hours" }),
    key("conversations.care_pause_hours", Expect::Whole { min: 0, max: 8760, unit: "hours" }),
    key("conversations.care_words", Expect::Texts { max: 60, most: 200 }),
    key("conversations.idle_months", Expect::Whole { min: 1, max: 120, unit: "months" }),
    key("conversations.idle_erase_days", Expect::Whole { min: 30, max: 3650, unit: "days" }),
    key("conversations.nudge_after_date_days", Expect::Whole { min: 0, max: 365, unit: "working days" }),
    key("conversations.nudge_after_interview_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.second_nudge_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.wait_a_bit_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.wait_a_bit_times", Expect::Whole { min: 0, max: 20, unit: "times" }),
    key("conversations.silence_after_notes_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.silence_after_nudge_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.on_hold_days", Expect::Whole { min: 1, max: 365, unit: "working days" }),
    key("conversations.weekly_check_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.half_life_days", Expect::Number { min: 1.0, max: 3650.0, unit: "days" }),
    key("conversations.no_few_days", Expect::Whole { min: 1, max: 60, unit: "days" }),
    key("conversations.letting_go_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.no_reply_days", Expect::Whole { min: 1, max: 120, unit: "working days" }),
    key("conversations.noes", Expect::Whole { min: 2, max: 100, unit: "noes" }),
    key("conversations.noes_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.noes_debriefs", Expect::Whole { min: 1, max: 100, unit: "debriefs" }),
    key("conversations.noes_rest_days", Expect::Whole { min: 1, max: 60, unit: "days" }),
    key("conversations.feedback_weight", Expect::Whole { min: 0, max: 255, unit: "per cent" }),
    key("conversations.feedback_partly_weight", Expect::Whole { min: 0, max: 255, unit: "per cent" }),
    key("conversations.dream_plan_items", Expect::Whole { min: 1, max: 10, unit: "things" }),
    key("conversations.dream_interest_days", Expect::Whole { min: 1, max: 120, unit: "working days" }),
    key("conversations.dream_follow_days", Expect::Whole { min: 1, max: 60, unit: "days" }),
    key("conversations.dream_check_months", Expect::Whole { min: 1, max: 24, unit: "months" }),
    key("conversations.dream_again_months", Expect::Whole { min: 1, max: 60, unit: "months" }),
    key("conversations.dream_notice_days", Expect::Whole { min: 1, max: 180, unit: "days" }),
    key("conversations.dream_a_year", Expect::Whole { min: 1, max: 12, unit: "messages" }),
    key("conversations.dream_longest_months", Expect::Whole { min: 1, max: 240, unit: "months" }),
    key("conversations.offer_deadline_hours", Expect::Days { max: 336 }),
    key("conversations.offer_reply_working_days", Expect::Whole { min: 1, max: 60, unit: "working days" }),
    key("conversations.offer_not_yet_working_days", Expect::Whole { min: 1, max: 60, unit: "working days" }),
    key("conversations.offer_writing_days", Expect::Whole { min: 1, max: 60, unit: "days" }),
    key("conversations.offer_wait_days", Expect::Whole { min: 1, max: 365, unit: "days" }),
    key("conversations.references_days", Expect::Whole { min: 1, max: 60, unit: "days" }),
    key("conversations.review_months", Expect::Days { max: 60 }),
    key("conversations.eyes_open_review_months", Expect::Whole { min: 1, max: 60, unit: "months" }),
    key("conversations.look_around_months", Expect::Days { max: 60 }),
    key("conversations.holding_months", Expect::Days { max: 60 }),
    key("conversations.declined_review_months", Expect::Whole { min: 1, max: 60, unit: "months" }),
    key("data.folder", Expect::Folder),
    key("data.cache_mib", Expect::Whole { min: 1, max: 65_536, unit: "MiB" }),
    key("data.reserve_mib", Expect::Whole { min: 0, max: 65_536, unit: "MiB" }),
    key("limits.messages_per_minute", Expect::Whole { min: 1, max: 6000, unit: "messages" }),
    key("limits.burst", Expect::Whole { min: 1, max: 1000, unit: "messages" }),
    key("limits.new_people_per_hour", Expect::Whole { min: 0, max: 100_000, unit: "people" }),
    key("limits.entries_per_person", Expect::Whole { min: 100, max: 1_000_000, unit: "entries" }),
    key("limits.waiting_per_account", Expect::Whole { min: 1, max: 1000, unit: "events" }),
    key("limits.waiting", Expect::Whole { min: 1, max: 1_000_000, unit: "events" }),
    key("limits.batch", Expect::Whole { min: 1, max: 4096, unit: "writes" }),
    key("limits.people", Expect::Whole { min: 1, max: 1_000_000, unit: "people" }),
    key("limits.strangers", Expect::Whole { min: 1, max: 1_000_000, unit: "people" }),
    key("limits.accounts", Expect::Whole { min: 1, max: 10_000_000, unit: "accounts" }),
    key("backup.folder", Expect::Folder),
    key("backup.every_hours", Expect::Whole { min: 0, max: 8760, unit: "hours" }),
    key("backup.keep_days", Expect::Whole { min: 1, max: 3650, unit: "days" }),
    key("keys.folder", Expect::Folder),
    key("keys.owner", Expect::OneOf(&["afterword", "operator"])),
    key("keys.rotate_days", Expect::Whole { min: 1, max: 3650, unit: "days" }),
    key("discord.token", Expect::Secret),
    key("discord.token_file", Expect::File),
    key("discord.api_url", Expect::Url),
    key("discord.test_server", Expect::Server),
    key("matrix.homeserver", Expect::Homeserver),
    key("matrix.user", Expect::User),
    key("matrix.password_file", Expect::File),
    key("matrix.access_token_file", Expect::File),
    key("matrix.device_id", Expect::Device),
    key("matrix.store_key_file", Expect::File),
    key("matrix.recovery_passphrase_file", Expect::File),
    key("matrix.allow", Expect::Users { most: 200 }),
    key("matrix.moderators", Expect::Users { most: 200 }),
    key("matrix.moderator_level", Expect::Whole { min: 1, max: 100, unit: "levels of power" }),
    key("log.level", Expect::OneOf(&["off", "error", "warn", "info", "debug", "trace"])),
    key("log.format", Expect::OneOf(&["text", "json"])),
    key("health.listen", Expect::Listen),
];

/// Tables whose keys the operator names, by country code, and what each key takes.
const BY_COUNTRY: &[(&str, Expect)] = &[
    ("conversations.resources", Expect::Text { max: 600 }),
    ("conversations.fraud_reports", Expect::Text { max: 600 }),
    ("conversations.notice_advice", Expect::Text { max: 600 }),
    ("conversations.holidays", Expect::Dates),
];

/// The sections.
const SECTIONS: &[&str] = &["conversations", "data", "limits", "backup", "keys", "discord", "matrix", "log", "health"];

/// Whether this is the name of a section or of a table in one.
pub(super) fn is_section(path: &str) -> bool {
    SECTIONS.contains(&path) || BY_COUNTRY.iter().any(|(table, _)| *table == path)
}

/// Whether the keys of this table in a section are country codes, which are written in capitals.
pub(super) fn is_by_country(section: &str, table: &str) -> bool {
    BY_COUNTRY.iter().any(|(path, _)| path.split_once('.') == Some((section, table)))
}

/// The value, in the type its key takes; else what is wrong with it.
pub(super) fn check(leaf: &Leaf) -> Result<toml::Value, Problem> {
    let problem = |found: String, expected: String, to_do: Option<String>| Problem {
        place: leaf.origin.to_string(),
        key: Some(leaf.path.clone()),
        found,
        expected,
        to_do,
    };
    let Some(takes) = takes(&leaf.path) else {
        let (expected, hint) = nearest(&leaf.path);
        return Err(problem("a key that is not known".into(), expected, hint));
    };
    takes.check(&leaf.value).map_err(|found| problem(found, takes.to_string(), None))
}

fn takes(path: &str) -> Option<Expect> {
    if is_section(path) {
        return Some(Expect::Section);
    }
    for (table, takes) in BY_COUNTRY {
        if let Some(country) = path.strip_prefix(table).and_then(|rest| rest.strip_prefix('.')) {
            let code = country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase());
            return (code || country.is_empty()).then_some(*takes);
        }
    }
    KEYS.iter().find(|key| key.path == path).map(|key| key.takes)
}

/// What is expected in place of an unknown key, and what may have been meant.
fn nearest(path: &str) -> (String, Option<String>) {
    if let Some((table, _)) = BY_COUNTRY.iter().find(|(table, _)| path.starts_with(table)) {
        let expected = "a country by its two-letter code in capitals, such as GB, or \"\" for everywhere";
        return (expected.into(), Some(format!("write it like this: {table}.GB")));
    }
    // The last name counts before the whole, so that a right key in a wrong section is found.
    let apart = |known: &str| (strsim::osa_distance(last(known), last(path)), strsim::osa_distance(known, path));
    let all = KEYS.iter().map(|key| key.path).chain(SECTIONS.iter().copied());
    let best = all.min_by_key(|known| apart(known)).filter(|known| apart(known).0 <= last(path).len() / 3);
    (
        "one of the keys that `afterword check --defaults` lists".into(),
        best.map(|known| format!("did you mean {known}?")),
    )
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

#[cfg(test)]
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|key| key.path)
}
