//! What the machine says about itself, as far as it matters to the numbers.

use std::fs;

/// Prints processors, memory, load, and the disk that holds the folder of the measurements.
pub(crate) fn print() {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory_kib: u64 = field("/proc/meminfo", "MemTotal").and_then(|text| first_number(&text)).unwrap_or(0);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<_> = load.split(' ').take(3).collect();
    println!(
        "\nMachine: {cores} cores ({processor}), {} of memory, {}; load before: {}.",
        super::bytes(memory_kib << 10),
        disks(),
        load.join(", ")
    );
}

/// The resident memory of this process, in bytes.
pub(crate) fn resident() -> u64 {
    field("/proc/self/status", "VmRSS").and_then(|text| first_number(&text)).unwrap_or(0) << 10
}

/// How long this thread has been on a processor, in seconds; `None` where the system does not tell.
pub(crate) fn on_processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(first_number(&text)? as f64 / 1e9)
}

/// How long all threads of this process have been on processors, in seconds, to
/// a hundredth: the system counts in those.
pub(crate) fn all_on_processor() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the process, which may hold anything, ends with a bracket.
    // The fields after it are numbers; the twelfth is user time, then comes system time.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn disks() -> String {
    let Ok(devices) = fs::read_dir("/sys/block") else { return "disks unknown".into() };
    let kinds: Vec<_> = devices
        .flatten()
        .filter(|device| !device.file_name().to_string_lossy().starts_with(['l', 'z', 'r']))
        .map(|device| {
            let turns = fs::read_to_string(device.path().join("queue/rotational")).unwrap_or_default();
            let kind = if turns.trim() == "1" { "turning" } else { "solid-state or virtual" };
            format!("{} ({kind})", device.file_name().to_string_lossy())
        })
        .collect();
    format!("disks: {}", kinds.join(", "))
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn first_number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}
