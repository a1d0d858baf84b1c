//! Reading and checking a generated scenario of a thousand sites.

use crate::case::scenario;
use crate::error::Error;
use crate::large;
use crate::usage::{median, timed};

/// Sites of the generated scenario.
pub const SITES: usize = 1_000;

const RUNS: usize = 9;

/// Seconds to read and check it.
pub struct Reading {
    /// The first time in this process.
    pub cold_s: f64,
    /// Median of the times after it.
    pub warm_s: f64,
    /// Warm runs.
    pub runs: usize,
}

/// Writes the scenario and reads it several times.
///
/// # Errors
/// It cannot be written, or is not usable.
pub fn measure() -> Result<Reading, Error> {
    let folder = tempfile::tempdir().map_err(Error::io("a temporary folder"))?;
    large::write(folder.path(), SITES);
    let read = || Ok(timed(|| scenario(folder.path()))?.1);
    let cold_s = read()?;
    let warm = (0..RUNS).map(|_| read()).collect::<Result<Vec<f64>, Error>>()?;
    Ok(Reading { cold_s, warm_s: median(warm), runs: RUNS })
}
