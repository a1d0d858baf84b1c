//! What this process has used so far.

use std::time::Instant;

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

/// Below this, processor time may be counted too coarsely to be told.
pub const COARSE_S: f64 = 0.2;

/// The answer of an action, and how long it took in seconds: of the processor, or by the clock on
/// the wall where that is too short.
///
/// # Errors
/// The action's, or the system does not tell.
pub fn timed<T>(action: impl FnOnce() -> Result<T, Error>) -> Result<(T, f64), Error> {
    let (wall, used) = (Instant::now(), so_far()?);
    let answer = action()?;
    let (wall_s, cpu_s) = (wall.elapsed().as_secs_f64(), so_far()?.cpu_s - used.cpu_s);
    Ok((answer, if cpu_s >= COARSE_S { cpu_s } else { wall_s }))
}

/// The processor as the system names it; none where it does not.
pub fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("model name"))?;
    Some(line.split_once(':')?.1.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Processes that wanted a core in the last minute, on average; none where the system does not say.
pub fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// How many seconds on the wall a second of the processor may take here, now.
pub fn slowness() -> f64 {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    (load().unwrap_or(0.0) + 1.0).max(cores as f64) / cores as f64
}

/// The median of some times; zero of none.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
