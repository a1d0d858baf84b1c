//! The two streams, and what may go to each.

use std::io::{self, Write};

use safeconduct_model::finding::{Findings, Severity};
use safeconduct_model::read::SourceText;
use serde::Serialize;

use super::{clean, findings, style};
use crate::error::Error;
use crate::exit::Exit;
use crate::options::{Format, Globals, Steps};
use safeconduct_io::report::Style;

/// Where a command prints, and how the user wants it.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Form of the result.
    pub format: Format,
    /// Nothing but the result and errors.
    pub quiet: bool,
    /// How much more to say.
    pub verbose: u8,
    /// Whether a progress line may be drawn.
    pub progress: bool,
    /// Form of the steps of planning.
    pub steps: Steps,
    /// Whether every finding is shown.
    pub all_findings: bool,
}

impl Screen {
    /// The screen that the options ask for.
    #[must_use]
    pub fn new(globals: &Globals) -> Self {
        Self {
            format: globals.form(),
            quiet: globals.quiet,
            verbose: globals.verbose,
            progress: !globals.quiet && !globals.no_progress,
            steps: globals.progress,
            all_findings: globals.all_findings,
        }
    }

    /// Refuses forms that a command cannot give.
    ///
    /// # Errors
    /// The form asked for is not among `forms`.
    pub fn only(&self, command: &'static str, forms: &[Format]) -> Result<(), Error> {
        if forms.contains(&self.format) {
            return Ok(());
        }
        Err(Error::Form { command, format: self.form() })
    }

    /// The word of the form asked for.
    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self.format {
            Format::Text => "text",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// Prints a result for people.
    ///
    /// # Errors
    /// Standard output fails or is closed.
    pub fn text(&self, text: &str) -> Result<(), Error> {
        let safe = clean::text(text);
        let mut stdout = anstream::stdout().lock();
        let end = if safe.ends_with('\n') { "" } else { "\n" };
        stdout.write_all(safe.as_bytes()).map_err(lost)?;
        stdout.write_all(end.as_bytes()).and_then(|()| stdout.flush()).map_err(lost)
    }

    /// Prints a report that is clean already and may carry emphasis.
    ///
    /// # Errors
    /// Standard output fails or is closed.
    pub fn styled(&self, text: &str) -> Result<(), Error> {
        let mut stdout = anstream::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(lost)
    }

    /// Whether reports may carry emphasis.
    #[must_use]
    pub fn style(&self) -> Style {
        match anstream::AutoStream::choice(&io::stdout()) {
            anstream::ColorChoice::Never => Style::Plain,
            _ => Style::Ansi,
        }
    }

    /// Prints a result as JSON: one document, on one line where lines are asked for.
    ///
    /// # Errors
    /// The value has no JSON form, or standard output fails or is closed.
    pub fn json(&self, value: &impl Serialize) -> Result<(), Error> {
        let text = match self.format {
            Format::Jsonl => serde_json::to_string(value)?,
            _ => serde_json::to_string_pretty(value)?,
        };
        self.raw(format!("{}\n", clean::json(&text)).as_bytes())
    }

    /// Prints a table with a header row.
    ///
    /// # Errors
    /// Standard output fails or is closed.
    pub fn table(&self, header: &[&str], rows: &[Vec<String>]) -> Result<(), Error> {
        let failed = |e: csv::Error| lost(io::Error::other(e));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(header).map_err(failed)?;
        for row in rows {
            writer.write_record(row).map_err(failed)?;
        }
        let bytes = writer.into_inner().map_err(|e| lost(io::Error::other(e.to_string())))?;
        self.csv(&String::from_utf8_lossy(&bytes))
    }

    /// Prints CSV text: as it is into a file, made safe on a terminal.
    ///
    /// # Errors
    /// Standard output fails or is closed.
    pub fn csv(&self, text: &str) -> Result<(), Error> {
        if io::IsTerminal::is_terminal(&io::stdout()) {
            return self.raw(clean::text(text).as_bytes());
        }
        self.raw(text.as_bytes())
    }

    /// Prints bytes as they are.
    ///
    /// # Errors
    /// Standard output fails or is closed.
    pub fn raw(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(lost)
    }

    /// Says something beside the result, unless told to be quiet.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            say(&clean::text(text));
        }
    }

    /// Shows findings, with excerpts of the files they stand in.
    pub fn findings(&self, found: &Findings, sources: &[SourceText]) {
        let mut shown = found.clone();
        if self.quiet {
            shown.0.retain(|f| f.severity == Severity::Error);
        }
        shown.sort();
        if self.format.is_json() {
            for finding in &shown.0 {
                say(&clean::json(&findings::json(finding).to_string()));
            }
            return;
        }
        let limit = if self.all_findings { usize::MAX } else { findings::MOST_SHOWN };
        say(&findings::text(&shown, sources, limit));
    }

    /// Shows why a command ended without a result.
    #[must_use]
    pub fn fail(&self, error: &Error) -> Exit {
        match error {
            Error::Closed => return Exit::Done,
            Error::Findings { findings, sources, .. } => self.findings(findings, sources),
            Error::OwnPlan { findings, .. } => self.findings(findings, &[]),
            _ => {}
        }
        let message = error.to_string();
        if self.format.is_json() {
            let mut line = serde_json::json!({
                "code": error.code(), "severity": "error", "message": message,
            });
            if let (Some(help), Some(object)) = (error.help(), line.as_object_mut()) {
                object.insert("help".into(), help.into());
            }
            say(&clean::json(&line.to_string()));
        } else {
            let (red, blue) = (style::ERROR, style::HELP);
            say(&format!("{red}error{red:#}: {}", clean::line(&message)));
            if let Some(help) = error.help() {
                say(&format!("{blue}help{blue:#}: {}", clean::line(&help)));
            }
        }
        error.exit()
    }
}

/// Writes a line to standard error, whatever becomes of it.
fn say(text: &str) {
    if !text.is_empty() {
        writeln!(anstream::stderr(), "{text}").ok();
    }
}

/// A reader that has gone ends the command in peace; any other failure is told.
fn lost(failure: io::Error) -> Error {
    match failure.kind() {
        io::ErrorKind::BrokenPipe => Error::Closed,
        _ => Error::Stdout(failure),
    }
}
