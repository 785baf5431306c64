//! Moments, amounts and paths, as people read them and shells take them.

use jiff::{SignedDuration, Timestamp};
use std::path::Path;

/// An instant in milliseconds since 1970; one that no calendar has is the first there is.
pub(crate) fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MIN)
}

/// A moment: "Monday 23 November 2026, 18:00 UTC".
pub(crate) fn moment(at: Timestamp) -> String {
    at.strftime("%A %-d %B %Y, %H:%M UTC").to_string()
}

/// A day: "28 December 2026".
pub(crate) fn day(at: Timestamp) -> String {
    at.strftime("%-d %B %Y").to_string()
}

/// About how long ago something was, or until it is: "3 hours".
pub(crate) fn about(time: SignedDuration) -> String {
    let seconds = time.abs().as_secs();
    match seconds {
        ..60 => "less than a minute".into(),
        60..7200 => several(seconds / 60, "minute", "minutes"),
        7200..172_800 => several(seconds / 3600, "hour", "hours"),
        _ => several(seconds / 86_400, "day", "days"),
    }
}

/// So many people.
pub(crate) fn people(count: u64) -> String {
    several(count, "person", "people")
}

/// So many of something.
pub(crate) fn several<N: Into<i128>>(count: N, one: &str, more: &str) -> String {
    match count.into() {
        1 => format!("1 {one}"),
        count => format!("{count} {more}"),
    }
}

/// A path as a shell takes it.
pub(crate) fn path(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/-_.+:@%,=".contains(c);
    if !path.is_empty() && path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_as_people_round_them() {
        for (seconds, wanted) in [
            (-5, "less than a minute"),
            (60, "1 minute"),
            (7199, "119 minutes"),
            (7200, "2 hours"),
            (-172_799, "47 hours"),
            (172_800, "2 days"),
        ] {
            assert_eq!(about(SignedDuration::from_secs(seconds)), wanted);
        }
    }

    #[test]
    fn a_shell_takes_any_path() {
        assert_eq!(path(Path::new("/a/b-1.backup")), "/a/b-1.backup");
        assert_eq!(path(Path::new("/my data")), "'/my data'");
        assert_eq!(path(Path::new("it's")), "'it'\\''s'");
    }
}
