//! A configuration file and the environment.
//!
//! What stands before a line of `%%` is the file; each line after it is a variable.
#![no_main]

// `afterword` is a program and not a library, and the only one who would use one is this
// target; so its module is compiled in from where it stands.
#[path = "../../../crates/afterword/src/config/mod.rs"]
#[allow(dead_code, unreachable_pub)]
mod config;

use jiff::SignedDuration;
use afterword_core::{Settings, Zone};
use afterword_engine::Limits;
use libfuzzer_sys::fuzz_target;
use std::{io::Write, sync::LazyLock};

/// Where the file stands.
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a temporary folder"));

fuzz_target!(|bytes: &[u8]| {
    const APART: &[u8] = b"\n%%\n";
    let apart = bytes.windows(APART.len()).position(|window| window == APART);
    let (file, env) = apart.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + APART.len()..]));
    let env = String::from_utf8_lossy(env).into_owned();
    let env = env.split('\n').filter_map(|line| line.split_once('=')).map(|(a, b)| (a.to_owned(), b.to_owned()));
    let path = FOLDER.path().join("afterword.toml");
    std::fs::File::create(&path).and_then(|mut written| written.write_all(file)).expect("a file can be written");
    match config::load(Some(&path), env) {
        Ok(config) => check(&config),
        Err(problems) => named(&problems.to_string(), &path.display().to_string()),
    }
});

/// Every problem names a place, what was found and what was expected, and brings nothing
/// along that moves a terminal's cursor.
fn named(problems: &str, path: &str) {
    assert!(problems.chars().all(|c| c == '\n' || !c.is_control()), "a control character in {problems:?}");
    let (head, rest) = problems.split_once("\n\n").expect("a head and problems");
    let many = head.split(' ').find_map(|word| word.parse().ok()).unwrap_or(1_usize);
    let each: Vec<&str> = rest.split("\n\n").collect();
    assert!(each.len() == many, "{many} problems are announced: {problems:?}");
    for problem in each {
        let place = problem.starts_with(path) || problem.starts_with("environment variable AFTERWORD_");
        assert!(place, "no place: {problem:?}");
        assert!(problem.contains("\n  found:    ") && problem.contains("\n  expected: "), "{problem:?}");
        assert!(!problem.contains("defect of Afterword"), "{problem:?}");
    }
}

fn check_limits(limits: &Limits) {
    let Limits {
        messages_per_minute,
        burst,
        new_people_per_hour,
        entries_per_person,
        waiting_per_account,
        waiting,
        batch,
        people,
        strangers,
        accounts,
    } = limits;
    assert!((1..=6000).contains(messages_per_minute) && (1..=1000).contains(burst));
    assert!(*new_people_per_hour <= 100_000 && (100..=1_000_000).contains(entries_per_person));
    assert!((1..=1000).contains(waiting_per_account) && (1..=1_000_000).contains(waiting));
    assert!((1..=4096).contains(batch) && (1..=1_000_000).contains(people));
    assert!((1..=1_000_000).contains(strangers) && (1..=10_000_000).contains(accounts));
}

/// What is accepted lies within what the commented file promises.
fn check(config: &config::Config) {
    let config::Config { conversations, folder, cache_bytes, reserve_bytes, limits, backup, keys, log: _ } = config;
    assert!((16 << 20..=65_536 << 20).contains(cache_bytes) && *reserve_bytes <= 65_536 << 20);
    check_limits(limits);
    let (none, day) = (SignedDuration::ZERO, SignedDuration::from_hours(24));
    assert!((none..=day * 365).contains(&backup.every) && (day..=day * 3650).contains(&backup.keep));
    assert!((day..=day * 3650).contains(&keys.rotate));
    assert!(folder.as_ref().is_none_or(|folder| !folder.as_os_str().is_empty()));
    let Settings {
        operator,
        zone,
        text_limit,
        short_questions,
        full_questions,
        things_to_build,
        interview_minutes,
        late_after_hours,
        late_weight,
        resume_days,
        rehearse_after_days,
        invite_after_minutes,
        contacts_a_day,
        contacts_a_week,
        wait_days,
        half_life_days,
        resources,
        ..
    } = conversations;
    assert!(!operator.trim().is_empty() && operator.chars().count() <= 80);
    assert!(Zone::named(zone).is_some());
    assert!((200..=100_000).contains(text_limit));
    assert!((1..=50).contains(short_questions) && (1..=50).contains(full_questions));
    assert!((1..=10).contains(things_to_build));
    assert!((5..=1440).contains(interview_minutes));
    assert!((1..=8760).contains(late_after_hours) && *late_weight <= 100);
    assert!((1..=365).contains(resume_days) && (0..=30).contains(wait_days));
    assert!(rehearse_after_days.len() <= 10 && rehearse_after_days.is_sorted_by(|a, b| a < b));
    assert!(rehearse_after_days.iter().all(|days| (1..=365).contains(days)));
    assert!((0..=1440).contains(invite_after_minutes));
    assert!(*contacts_a_day <= 20 && *contacts_a_week <= 140);
    assert!((1.0..=3650.0).contains(half_life_days));
    for (country, text) in resources {
        assert!(country.is_empty() || country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()));
        assert!(!text.trim().is_empty() && text.chars().count() <= 600 && !text.chars().any(char::is_control));
    }
}
