//! Reading schedules and commitments back: strict JSON of one version.

use serde::de::DeserializeOwned;

use super::{COMMITMENT_SCHEMA, Commitment, SCHEMA, Schedule};
use crate::finding::{At, Code, Findings};

/// The largest schedule file read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The schedule in `text`, the content of the file `name`.
///
/// # Errors
/// No JSON, another version, or not of the form of a [`Schedule`].
pub fn read(name: &str, text: &str) -> Result<Schedule, Findings> {
    let schedule: Schedule = parse(name, text, "schedule")?;
    of_version(name, &schedule.schema, SCHEMA)?;
    Ok(schedule)
}

/// The commitment in `text`, the content of the file `name`.
///
/// # Errors
/// No JSON, another version, or not of the form of a [`Commitment`].
pub fn read_commitment(name: &str, text: &str) -> Result<Commitment, Findings> {
    let commitment: Commitment = parse(name, text, "commitment")?;
    of_version(name, &commitment.schema, COMMITMENT_SCHEMA)?;
    Ok(commitment)
}

fn parse<T: DeserializeOwned>(name: &str, text: &str, noun: &str) -> Result<T, Findings> {
    serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (line, column) = (error.line().max(1), error.column().max(1));
        let breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let start = std::iter::once(0).chain(breaks).nth(line - 1).unwrap_or(text.len());
        let offset = (start + column - 1).min(text.len());
        let at = At {
            file: name.to_owned(),
            line: number(line),
            column: number(column),
            offset,
            length: usize::from(offset < text.len()),
        };
        refused(Some(at), &format!("no {noun}: {said}"))
    })
}

fn of_version(name: &str, found: &str, wanted: &str) -> Result<(), Findings> {
    if found == wanted {
        return Ok(());
    }
    Err(refused(None, &format!("`{name}` has schema `{found}`; this version reads `{wanted}`")))
}

fn refused(at: Option<At>, what: &str) -> Findings {
    let mut findings = Findings::default();
    let mend = "name the file that `safeconduct draw` wrote, unchanged";
    findings.add(Code::ScheduleMalformed, at, what, mend);
    findings
}
