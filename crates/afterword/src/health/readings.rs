//! Gauges that are read when somebody asks for them.

use super::{collected::Collected, watched::Found};
use crate::control::wire::PROGRAM;
use afterword_engine::{Backlog, Clock as _, SystemClock};
use jiff::SignedDuration;
use metrics::{Unit, describe_gauge, gauge};
use std::fs;

const MESSAGES: &str = "afterword_outbox_messages";
const OLDEST: &str = "afterword_outbox_oldest_seconds";
const WAKEUPS: &str = "afterword_wakeups_due";
const BACKUP: &str = "afterword_backup_age_seconds";
const HEALTHY: &str = "afterword_healthy";
const BUILD: &str = "afterword_build_info";
// The names that the clients of Prometheus agree on.
const STARTED: &str = "process_start_time_seconds";
const MEMORY: &str = "process_resident_memory_bytes";

/// Says what each is, and records what never changes.
pub(super) fn describe(collected: &Collected) {
    collected.here(|| {
        describe_gauge!(MESSAGES, Unit::Count, "Messages that have not arrived; 10000 for that many or more");
        describe_gauge!(OLDEST, Unit::Seconds, "For how long the oldest message was seen waiting that is not held");
        describe_gauge!(WAKEUPS, Unit::Count, "People whose time has come and who were not woken yet");
        describe_gauge!(BACKUP, Unit::Seconds, "Age of the newest backup that was read back; NaN where there is none");
        describe_gauge!(HEALTHY, "Whether each check of /healthz finds nothing wrong");
        describe_gauge!(BUILD, "Always 1; the label says which version runs");
        describe_gauge!(STARTED, Unit::Seconds, "When the process started, in seconds since 1970");
        describe_gauge!(MEMORY, Unit::Bytes, "Memory that the process holds");
        gauge!(BUILD, "version" => PROGRAM).set(1.0);
        gauge!(STARTED).set(SystemClock.now().as_duration().as_secs_f64());
    });
}

/// Records how the engine and the parts of the process are.
pub(super) fn record(backlog: Option<Backlog>, last_backup: Option<SignedDuration>, healthy: &[Found]) {
    let of_backlog = |read: fn(Backlog) -> f64| backlog.map_or(f64::NAN, read);
    gauge!(MESSAGES).set(of_backlog(|backlog| backlog.messages as f64));
    gauge!(OLDEST).set(of_backlog(|backlog| backlog.oldest.as_secs_f64()));
    gauge!(WAKEUPS).set(of_backlog(|backlog| backlog.wakeups as f64));
    // A clock that was set back makes nothing younger than new.
    gauge!(BACKUP).set(last_backup.map_or(f64::NAN, |age| age.as_secs_f64().max(0.0)));
    for (name, found) in healthy {
        gauge!(HEALTHY, "check" => *name).set(if found.is_ok() { 1.0 } else { 0.0 });
    }
}

/// Records how the process is, where the system tells.
pub(super) fn record_process() {
    if let Some(bytes) = fs::read_to_string("/proc/self/status").ok().as_deref().and_then(resident_bytes) {
        gauge!(MEMORY).set(bytes as f64);
    }
}

/// The resident memory in a `/proc/<pid>/status`, which gives it in kB of 1024 bytes.
fn resident_bytes(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::resident_bytes;

    #[test]
    fn memory_is_read_as_the_kernel_writes_it() {
        let status = "Name:\tafterword\nVmHWM:\t   20480 kB\nVmRSS:\t   18432 kB\nThreads:\t5\n";
        assert_eq!(resident_bytes(status), Some(18432 * 1024));
        assert_eq!(resident_bytes("Name:\tafterword\n"), None);
        assert_eq!(resident_bytes("VmRSS:\tmuch\n"), None);
    }
}
