//! Reading inputs: all findings at once, shown or returned.

use std::io::Read as _;
use std::path::Path;

use safeconduct_model::calendar::Day;
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::framework::Framework;
use safeconduct_model::scenario::Scenario;

use crate::error::Error;
use crate::exit::Exit;
use crate::output::{Screen, file};
use safeconduct_model::read::{self, Format, Read, ReadTalks};
use safeconduct_model::talks::Talks;
use safeconduct_talks::dated;

/// Largest scenario taken from standard input, in bytes; as for files.
const LARGEST_SCENARIO: usize = 64 << 20;

/// Reads a scenario without judging it; `-` is standard input.
///
/// # Errors
/// The path does not exist, or the system refuses to read it.
pub fn look(path: &Path) -> Result<Read, Error> {
    if !file::is_stream(path) {
        // A path that is not there is told as such, before any talk of formats.
        std::fs::metadata(path)
            .map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
        return Ok(read::path(path));
    }
    let text = text(path, LARGEST_SCENARIO)?;
    let format = if text.trim_start().starts_with('{') { Format::Json } else { Format::Toml };
    Ok(read::text("-", &text, format))
}

/// Reads a scenario that must be usable; its warnings are shown. Terms that
/// hold between events have the days that the talks beside it give them.
///
/// # Errors
/// As [`look`], and every error found in the scenario.
pub fn scenario(path: &Path, screen: &Screen) -> Result<Scenario, Error> {
    let (scenario, talks) = undated(path, screen)?;
    let Some(talks) = talks else { return Ok(scenario) };
    let (scenario, findings) = dated(&scenario, &talks);
    screen.findings(&findings, &[]);
    Ok(scenario)
}

/// The same before any timetable was laid beside it, and the talks beside it
/// where a term names their timetable.
///
/// # Errors
/// As [`scenario`].
pub fn undated(path: &Path, screen: &Screen) -> Result<(Scenario, Option<Talks>), Error> {
    let Read { scenario, talks, findings, sources } = look(path)?;
    match scenario {
        Some(scenario) if !findings.any_error() => {
            screen.findings(&findings, &sources);
            Ok((scenario, talks))
        }
        _ => {
            let subject = format!("scenario `{}`", path.display());
            Err(Error::Findings { subject, findings, sources, exit: Exit::Input })
        }
    }
}

/// Reads a file of talks that must be usable, `-` from standard input; its
/// warnings are shown.
///
/// # Errors
/// As [`look`], and every error found in the file.
pub fn talks(path: &Path, screen: &Screen) -> Result<Talks, Error> {
    let ReadTalks { talks, findings, sources } = if file::is_stream(path) {
        let text = text(path, LARGEST_SCENARIO)?;
        let format = if text.trim_start().starts_with('{') { Format::Json } else { Format::Toml };
        read::talks_text("-", &text, format)
    } else {
        std::fs::metadata(path)
            .map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
        read::talks(path)
    };
    match talks {
        Some(talks) if !findings.any_error() => {
            screen.findings(&findings, &sources);
            Ok(talks)
        }
        _ => {
            let subject = format!("file of talks `{}`", path.display());
            Err(Error::Findings { subject, findings, sources, exit: Exit::Input })
        }
    }
}

/// The framework of this name, or none where none is named.
///
/// # Errors
/// The scenario has no framework of this name.
pub fn framework<'a>(
    scenario: &'a Scenario,
    name: Option<&str>,
) -> Result<Option<&'a Framework>, Error> {
    let Some(name) = name else { return Ok(None) };
    match scenario.framework(name) {
        Some(found) => Ok(Some(found)),
        None => Err(Error::UnknownFramework {
            name: name.to_owned(),
            scenario: scenario.name.clone(),
            known: scenario.frameworks.iter().map(|f| f.id.to_string()).collect(),
        }),
    }
}

/// A day of a scenario by number or date.
///
/// # Errors
/// The scenario has no such day.
pub fn day(scenario: &Scenario, text: &str) -> Result<Day, Error> {
    let date = |day: Day| day.date(scenario.start).map(|date| date.to_string());
    let named = |day: &Day| text == day.0.to_string() || Some(text) == date(*day).as_deref();
    (0..scenario.days).map(Day).find(named).ok_or_else(|| {
        let last = Day(scenario.days.saturating_sub(1));
        let (first, end) = (date(Day(0)).unwrap_or_default(), date(last).unwrap_or_default());
        let mut findings = Findings::default();
        let mend = format!("name one of 0 to {}, or of {first} to {end}", last.0);
        findings.add(Code::DrawDay, None, format!("the plan has no day `{text}`"), mend);
        let subject = "`--day`".to_owned();
        Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
    })
}

/// The text of a file of at most so many bytes, or of standard input where it
/// is `-`.
///
/// # Errors
/// The system refuses to read it, or it is too large or not UTF-8.
pub fn text(path: &Path, largest: usize) -> Result<String, Error> {
    String::from_utf8(bytes(path, largest)?)
        .map_err(|_| refused(path, Code::FileNotUtf8, "is not UTF-8"))
}

/// The content of a file of at most so many bytes, or of standard input where
/// it is `-`.
///
/// # Errors
/// The system refuses to read it, or it is too large.
pub fn bytes(path: &Path, largest: usize) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    let from: Box<dyn std::io::Read> = if file::is_stream(path) {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).map_err(failed)?)
    };
    let mut bytes = Vec::new();
    from.take(largest as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > largest {
        let what = match largest >> 20 {
            0 => format!("is larger than {largest} bytes"),
            mib => format!("is larger than {mib} MiB"),
        };
        return Err(refused(path, Code::FileTooLarge, &what));
    }
    Ok(bytes)
}

fn refused(path: &Path, code: Code, what: &str) -> Error {
    let mut findings = Findings::default();
    let subject = format!("`{}`", path.display());
    findings.add(code, None, format!("{subject} {what}"), code.explain());
    Error::Findings { subject, findings, sources: Vec::new(), exit: Exit::Input }
}
