//! Findings, drawn with excerpt and caret for people, one object a line for programs.

use crate::rooms::read::SourceText;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use safeconduct_model::finding::{Finding, Findings, Severity};
use serde_json::{Value, json};

use super::{clean, excerpt};

/// Findings shown unless all are asked for.
pub const MOST_SHOWN: usize = 100;

/// One finding as an object: its place in lines, and its span in bytes.
#[must_use]
pub fn json(finding: &Finding) -> Value {
    let mut object = json!({
        "code": finding.code, "severity": finding.severity, "message": finding.what,
        "labels": [], "help": finding.mend,
    });
    if let (Some(at), Some(fields)) = (&finding.at, object.as_object_mut()) {
        fields.insert("file".into(), at.file.as_str().into());
        fields.insert("line".into(), at.line.into());
        fields.insert("column".into(), at.column.into());
        let label = json!({ "offset": at.offset, "length": at.length });
        fields.insert("labels".into(), json!([label]));
    }
    object
}

/// All findings with excerpts, and a closing line that counts them.
#[must_use]
pub fn text(found: &Findings, sources: &[SourceText], limit: usize) -> String {
    if found.0.is_empty() {
        return String::new();
    }
    let renderer = Renderer::styled();
    let mut shown: Vec<String> =
        found.0.iter().take(limit).map(|f| draw(f, sources, &renderer)).collect();
    if found.0.len() > limit {
        let more = found.0.len() - limit;
        shown.push(format!("... and {more} more; --all-findings shows them"));
    }
    shown.push(count(found));
    shown.join("\n\n")
}

/// "3 errors, 1 warning".
#[must_use]
pub fn count(found: &Findings) -> String {
    let word = |n: usize, one: &str| match n {
        1 => format!("1 {one}"),
        _ => format!("{n} {one}s"),
    };
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => "nothing found".into(),
        (_, 0) => word(errors, "error"),
        (0, _) => word(warnings, "warning"),
        _ => format!("{}, {}", word(errors, "error"), word(warnings, "warning")),
    }
}

/// The table of findings: one row each.
#[must_use]
pub fn rows(found: &Findings) -> Vec<Vec<String>> {
    let row = |f: &Finding| {
        let (file, line, column) = match &f.at {
            Some(at) => (at.file.clone(), at.line.to_string(), at.column.to_string()),
            None => Default::default(),
        };
        let severity = severity_word(f.severity).to_owned();
        vec![f.code.to_string(), severity, file, line, column, f.what.clone(), f.mend.clone()]
    };
    found.0.iter().map(row).collect()
}

/// The header of [`rows`].
pub const COLUMNS: [&str; 7] = ["code", "severity", "file", "line", "column", "message", "help"];

/// The word of a severity, as in JSON.
#[must_use]
pub const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn draw(finding: &Finding, sources: &[SourceText], renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = clean::line(&finding.what);
    let help = clean::line(&finding.mend);
    let mut group =
        level.primary_title(title).id(finding.code.as_str()).elements(None::<Origin<'_>>);
    if let Some(at) = &finding.at {
        let origin = Origin::path(clean::line(&at.file))
            .line(at.line as usize)
            .char_column(at.column as usize);
        group = group.element(origin);
        let source = sources.iter().find(|s| s.file == at.file);
        if let Some(found) = source.and_then(|s| excerpt::at(&s.text, at)) {
            let mark = AnnotationKind::Primary.span(found.span);
            let snippet = Snippet::source(found.text).line_start(at.line as usize);
            group = group.element(snippet.annotation(mark));
        }
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}
