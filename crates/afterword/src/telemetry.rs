//! Logs: to standard error, and never with what a person wrote.

use crate::config::Log;
use tracing::{Level, Metadata, level_filters::LevelFilter};
use tracing_subscriber::{Layer as _, filter::filter_fn, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// Targets that log what they read: their warnings quote raw payloads or what
/// is typed. They are off whatever the configuration says.
const SILENT: &[&str] = &[
    "serenity",
    "twilight_gateway",
    "tokio_websockets",
    "rustyline",
    "matrix_sdk",
    "matrix_sdk_base",
    "matrix_sdk_common",
    "matrix_sdk_crypto",
    "matrix_sdk_sqlite",
    "matrix_sdk_store_encryption",
    "ruma",
    "ruma_client_api",
    "ruma_common",
    "ruma_events",
    "vodozemac",
];

/// Starts logging as the configuration says.
pub(crate) fn start(log: Log) {
    let level = log.level;
    // The hint spares whatever can never be logged the way to here.
    let allowed = filter_fn(move |metadata| passes(metadata, level)).with_max_level_hint(level);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if log.json {
        lines.json().with_filter(allowed).boxed()
    } else {
        lines.with_ansi(false).with_filter(allowed).boxed()
    };
    // A second start happens in tests only; the first one stands.
    if tracing_subscriber::registry().with(lines).try_init().is_err() {
        tracing::debug!("logging was started before");
    }
}

/// What may be logged, in code: others than us at warnings at most, whatever the level.
fn passes(metadata: &Metadata<'_>, level: LevelFilter) -> bool {
    allowed(metadata.target(), *metadata.level(), level)
}

fn allowed(target: &str, of: Level, level: LevelFilter) -> bool {
    let within = |name: &str| target == name || target.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"));
    if SILENT.iter().any(|silent| within(silent)) {
        return false;
    }
    let ours = target == "afterword" || target.starts_with("afterword::") || target.starts_with("afterword_");
    let cap = if ours { level } else { level.min(LevelFilter::WARN) };
    of <= cap
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_capped_at_warnings_and_some_are_silent() {
        let trace = LevelFilter::TRACE;
        assert!(allowed("afterword", Level::TRACE, trace));
        assert!(allowed("afterword_engine::turn", Level::TRACE, trace));
        assert!(!allowed("afterwordish", Level::INFO, trace));
        assert!(!allowed("sled::pagecache", Level::DEBUG, trace));
        assert!(allowed("sled::pagecache", Level::WARN, trace));
        assert!(!allowed("rustyline", Level::ERROR, trace));
        assert!(!allowed("serenity::http::request", Level::WARN, trace));
        assert!(!allowed("twilight_gateway::shard", Level::ERROR, trace));
        assert!(!allowed("matrix_sdk_base::response_processors", Level::ERROR, trace));
        assert!(!allowed("afterword", Level::ERROR, LevelFilter::OFF));
        assert!(!allowed("sled", Level::WARN, LevelFilter::ERROR));
    }
}
