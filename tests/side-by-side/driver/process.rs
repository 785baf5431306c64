//! What a process has used, by its own account in `/proc`.

use std::{fs, time::Duration};

/// The system counts time on processors in hundredths of a second.
const TICKS: f64 = 100.0;

/// How long all threads of a process have been on processors.
pub(crate) fn on_processors(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process is there");
    // The name, which may hold anything, ends with a bracket. The twelfth field after it is
    // time in the program, then comes time in the system.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    ticks(fields.skip(11).take(2))
}

/// How long all processes of this machine have been on processors.
pub(crate) fn all_on_processors() -> Duration {
    let stat = fs::read_to_string("/proc/stat").expect("the system tells it");
    // "cpu", then user, nice, system, idle, waiting for disks, and interrupts of two kinds.
    let fields = stat.lines().next().unwrap_or_default().split_whitespace().enumerate();
    ticks(fields.filter(|(nth, _)| [1, 2, 3, 6, 7].contains(nth)).map(|(_, field)| field))
}

/// The memory a process has resident, in bytes.
pub(crate) fn resident(process: u32) -> u64 {
    kibibytes(process, "VmRSS:") << 10
}

/// The most it ever had, in bytes.
pub(crate) fn peak(process: u32) -> u64 {
    kibibytes(process, "VmHWM:") << 10
}

fn kibibytes(process: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("the process is there");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("the system tells it");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

fn ticks<'a>(fields: impl Iterator<Item = &'a str>) -> Duration {
    Duration::from_secs_f64(fields.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() / TICKS)
}
