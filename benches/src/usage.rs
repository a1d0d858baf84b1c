//! What this process has used so far.

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::error::Error;

/// Bytes in a unit of the system's peak memory.
const UNIT: i64 = if cfg!(target_os = "macos") { 1 } else { 1024 };

/// Used since the process began.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// Processor time of all threads, in user and system mode, seconds.
    pub cpu_s: f64,
    /// Largest memory held at any moment, MiB.
    pub peak_mib: f64,
}

/// What this process has used up to now.
///
/// # Errors
/// The system does not tell.
pub fn so_far() -> Result<Usage, Error> {
    let used = getrusage(UsageWho::RUSAGE_SELF)?;
    let micros = used.user_time().num_microseconds() + used.system_time().num_microseconds();
    let bytes = used.max_rss() as i64 * UNIT;
    Ok(Usage { cpu_s: micros as f64 / 1e6, peak_mib: bytes as f64 / f64::from(1 << 20) })
}

/// Processes that wanted a core in the last minute, on average; none where the system does not say.
pub fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// The median of some times; zero of none.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
