//! The compiled-in file is whole, and mistakes are named.

use super::*;

fn nothing() -> Vec<(String, String)> {
    Vec::new()
}

fn env(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn with_file(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.toml");
    std::fs::write(&path, text).unwrap();
    load(Some(&path), nothing())
        .map_err(|problems| problems.to_string().replace(&path.display().to_string(), "my.toml"))
}

#[test]
fn the_compiled_in_file_is_the_default_of_every_setting() {
    let config = load(None, nothing()).unwrap();
    let (file, code) =
        (toml::Table::try_from(&config.conversations).unwrap(), toml::Table::try_from(Settings::default()).unwrap());
    for (key, value) in &code {
        assert_eq!(file.get(key), Some(value), "{key}");
    }
    assert_eq!(config.conversations, Settings::default());
}

#[test]
fn the_compiled_in_file_mentions_every_key_and_no_other() {
    let written: toml::Table = DEFAULTS.parse().unwrap();
    let mut mentioned = Vec::new();
    for (section, keys) in &written {
        let keys = keys.as_table().unwrap().iter().filter(|(_, value)| !value.is_table());
        mentioned.extend(keys.map(|(key, _)| format!("{section}.{key}")));
    }
    let mut known: Vec<_> = keys::paths().map(str::to_owned).collect();
    known.sort();
    mentioned.sort();
    assert_eq!(mentioned, known);

    let fields = toml::Table::try_from(Settings::default()).unwrap();
    for field in fields.keys() {
        let table = written["conversations"].get(field).is_some_and(toml::Value::is_table);
        let key = known.contains(&format!("conversations.{field}"));
        assert!(key || table, "{field} is a setting without a key");
    }
}

#[test]
fn every_limit_has_a_key_and_its_default() {
    assert_eq!(load(None, nothing()).unwrap().limits, Limits::default());
    let known: Vec<_> = keys::paths().collect();
    for (field, value) in toml::Table::try_from(Limits::default()).unwrap() {
        let path = format!("limits.{field}");
        assert!(known.contains(&path.as_str()), "{field} is a limit without a key");
        // One more than the default arrives, by way of a file, in the right place.
        let value = value.as_integer().unwrap() + 1;
        let limits = with_file(&format!("[limits]\n{field} = {value}")).unwrap().limits;
        let changed = toml::Table::try_from(limits).unwrap();
        assert_eq!(changed[&field].as_integer(), Some(value), "{field}");
    }
}

#[test]
fn backups_and_keys_are_where_and_whose_the_file_says() {
    let config = load(None, nothing()).unwrap();
    let usual = afterword_engine::Upkeep::into_folder("backups");
    assert_eq!((config.backup.every, config.backup.keep), (usual.backup_every, usual.keep));
    assert_eq!(config.keys, Keys { folder: None, owner: Owner::Program, rotate: usual.rotate_every });
    let config = with_file(
        "[backup]\nfolder = \"/b\"\nevery_hours = 0\nkeep_days = 7\n[keys]\nfolder = \"/k\"\nowner = \"operator\"\nrotate_days = 90",
    );
    let config = config.unwrap();
    assert_eq!(config.backup, Backup { folder: Some("/b".into()), every: SignedDuration::ZERO, keep: days(7) });
    assert_eq!(config.keys, Keys { folder: Some("/k".into()), owner: Owner::Operator, rotate: days(90) });
    let told = with_file("[keys]\nowner = \"me\"").unwrap_err();
    assert!(told.contains("one of afterword, operator"), "{told}");
    // systemd names the folder of its credentials in a variable, so a variable has to do.
    let config = load(None, env(&[("AFTERWORD_KEYS__FOLDER", "/run/credentials/afterword.service")])).unwrap();
    assert_eq!(config.keys.folder, Some("/run/credentials/afterword.service".into()));
}

#[test]
fn health_is_asked_for_where_the_file_says_or_nowhere() {
    let at = |address: &str| Some(address.parse().unwrap());
    let usual = load(None, nothing()).unwrap().health;
    assert_eq!(usual, at("127.0.0.1:8642"));
    assert!(usual.unwrap().ip().is_loopback(), "nobody else is let in unless somebody asks for it");
    for (written, listens) in [("", None), ("127.0.0.1:0", at("127.0.0.1:0")), ("[::1]:80", at("[::1]:80"))] {
        assert_eq!(with_file(&format!("[health]\nlisten = {written:?}")).unwrap().health, listens);
    }
    let config = load(None, env(&[("AFTERWORD_HEALTH__LISTEN", "0.0.0.0:9000")])).unwrap();
    assert_eq!(config.health, at("0.0.0.0:9000"));
    assert_eq!(load(None, env(&[("AFTERWORD_HEALTH__LISTEN", "")])).unwrap().health, None);
}

#[test]
fn every_key_has_a_comment_before_it() {
    let lines: Vec<_> = DEFAULTS.lines().collect();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" = ") && !line.starts_with('#')) {
        let before = lines[at - 1];
        assert!(before.starts_with('#') || before.starts_with("quiet_from"), "{line}");
    }
}

#[test]
fn a_file_overrides_the_defaults_and_the_environment_overrides_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.toml");
    let text = "[conversations]\nresume_days = 9\nwait_days = 4\nquiet_from = 21:30:00\nquiet_until = \"07:00\"\n\
                [conversations.resources]\nGB = \"116 123\"\n[data]\nfolder = \"elsewhere\"\n[log]\nlevel = \"info\"\n";
    std::fs::write(&path, text).unwrap();
    let env = env(&[
        ("AFTERWORD_CONVERSATIONS__RESUME_DAYS", "10"),
        ("AFTERWORD_CONVERSATIONS__REHEARSE_AFTER_DAYS", "1, 3, 8"),
        ("AFTERWORD_CONVERSATIONS__HALF_LIFE_DAYS", "90"),
        ("AFTERWORD_CONVERSATIONS__OPERATOR", "42"),
        ("AFTERWORD_CONVERSATIONS__RESOURCES__FR", "3114"),
        ("AFTERWORD_CONVERSATIONS__RESOURCES__", "a friend"),
        ("PATH", "/bin"),
    ]);
    let config = load(Some(&path), env).unwrap();
    let settings = &config.conversations;
    assert_eq!((settings.resume_days, settings.wait_days), (10, 4));
    assert_eq!(settings.rehearse_after_days, [1, 3, 8]);
    assert_eq!(settings.operator, "42");
    assert_eq!(settings.quiet_from.to_string(), "21:30:00");
    assert!((settings.half_life_days - 90.0).abs() < f64::EPSILON);
    let resources: Vec<_> = settings.resources.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(resources, [("", "a friend"), ("FR", "3114"), ("GB", "116 123")]);
    assert_eq!(config.folder.as_deref(), Some(Path::new("elsewhere")));
    assert!(config.log.asked);
    assert_eq!(config.log.level, LevelFilter::INFO);
}

/// Every kind of mistake, as the operator reads it. One golden each stands in `tests/`.
#[test]
fn mistakes_name_the_place_what_was_found_and_what_is_expected() {
    for (text, wanted) in [
        (
            "[conversations]\nresume_days = \"ten\"",
            "my.toml, line 2: conversations.resume_days\n  found:    \"ten\" (text)\n  expected: a whole number of days from 1 to 365",
        ),
        (
            "\n\n[conversations]\nresum_days = 7",
            "my.toml, line 4: conversations.resum_days\n  found:    a key that is not known\n  expected: one of the keys that `afterword check --defaults` lists\n  to do:    did you mean conversations.resume_days?",
        ),
        (
            "[conversation]\nzone = \"UTC\"",
            "my.toml, line 2: conversation.zone\n  found:    a key that is not known\n  expected: one of the keys that `afterword check --defaults` lists\n  to do:    did you mean conversations.zone?",
        ),
        ("[data]\nlevel = \"warn\"", "did you mean log.level?"),
        ("colour = 1", "afterword check --defaults"),
        ("[log]\ncolour = 1", "` lists"),
        ("data = 3", "line 1: data\n  found:    3 (a whole number)\n  expected: a [heading]"),
        ("[empty]", "line 1: empty\n  found:    a key that is not known"),
        (
            "[conversations]\nzone = \"Mars/Olympus\"",
            "found:    \"Mars/Olympus\" (text)\n  expected: the name of a time zone",
        ),
        ("[conversations]\nquiet_from = \"25:00\"", "expected: a time of day"),
        ("[conversations]\nquiet_from = 20", "found:    20 (a whole number)\n  expected: a time of day"),
        ("[conversations]\nquiet_from = 2026-01-01", "found:    2026-01-01 (a date or time)"),
        (
            "[conversations]\nwait_days = -1",
            "found:    -1 (a whole number)\n  expected: a whole number of days from 0 to 30",
        ),
        ("[conversations]\nrehearse_after_days = [5, 2]", "found:    [5, 2] (a list)\n  expected: a rising list"),
        ("[conversations]\nhalf_life_days = nan", "found:    NaN (a number)"),
        ("[conversations]\noperator = \"\"", "found:    \"\" (text)\n  expected: a text of one line"),
        ("[conversations.resources]\nuk = \"x\"", "expected: a country by its two-letter code"),
        ("[conversations.zone]\nname = 1", "line 2: conversations.zone.name\n  found:    a key that is not known"),
        ("[conversations]\nwait_days = 99999999999999999999", "line 2"),
        (
            "[health]\nlisten = \"localhost:8642\"",
            "line 2: health.listen\n  found:    \"localhost:8642\" (text)\n  expected: an IP address with a port in quotes, such as \"127.0.0.1:8642\"",
        ),
        ("[health]\nlisten = \"127.0.0.1\"", "found:    \"127.0.0.1\" (text)\n  expected: an IP address with a port"),
        ("[health]\nlisten = 8642", "found:    8642 (a whole number)\n  expected: an IP address with a port"),
        ("[log]\nlevel = \"loud\"", "expected: one of off, error, warn, info, debug, trace"),
        ("[log]\nlevel = warn", "my.toml, line 2\n  found:    "),
        (
            "[log]\nlevel = \"warn\"\nlevel = \"info\"",
            "my.toml, line 3\n  found:    something that is not TOML (duplicate key)",
        ),
    ] {
        let message = with_file(text).expect_err(text);
        assert!(message.contains(wanted), "{text}\n--- gave\n{message}\n--- wanted\n{wanted}");
    }
}

#[test]
fn all_mistakes_are_named_at_once() {
    let message = with_file("[conversations]\nwait_days = -1\n[log]\nlevel = \"loud\"").expect_err("two mistakes");
    assert!(message.starts_with("the configuration has 2 mistakes; nothing was started\n\n"), "{message}");
}

#[test]
fn mistakes_in_the_environment_name_the_variable() {
    let problems = load(None, env(&[("AFTERWORD_CONVERSATIONS__RESUME_DAYS", "ten"), ("AFTERWORD_FOLDER", "x")]));
    let message = problems.expect_err("two mistakes").to_string();
    assert!(message.contains("environment variable AFTERWORD_CONVERSATIONS__RESUME_DAYS: conversations.resume_days\n  found:    \"ten\" (text)"), "{message}");
    assert!(
        message.contains("environment variable AFTERWORD_FOLDER: folder\n  found:    a key that is not known"),
        "{message}"
    );
    assert!(message.contains("did you mean data.folder?"), "{message}");
}

#[test]
fn a_file_that_is_not_there_or_not_text_is_named() {
    let missing = load(Some(Path::new("no-such.toml")), nothing()).expect_err("missing").to_string();
    assert!(missing.contains("no-such.toml\n  found:    No such file"), "{missing}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my.toml");
    std::fs::write(&path, b"[log]\xff").unwrap();
    let bytes = load(Some(&path), nothing()).expect_err("bytes").to_string();
    assert!(bytes.contains("not UTF-8, from byte 5"), "{bytes}");
}

#[test]
fn a_name_that_would_move_the_cursor_is_shown_as_it_was_written() {
    let variable = load(None, env(&[("AFTERWORD_LOG__\u{1b}[2J", "x")])).expect_err("unknown").to_string();
    let key = with_file("\"one\\n\\ntwo\\u001b\" = 1\n").err().unwrap();
    for message in [&variable, &key] {
        assert!(!message.chars().any(|c| c != '\n' && c.is_control()), "{message:?}");
    }
    assert!(variable.contains(r"environment variable AFTERWORD_LOG__\u{1b}[2J: log.\u{1b}[2j"), "{variable}");
    assert!(key.contains(r"my.toml, line 1: one\n\ntwo\u{1b}"), "{key}");
}
