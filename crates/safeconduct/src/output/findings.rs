//! Findings, drawn with excerpt and caret for people, one object a line for programs.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use safeconduct_model::finding::{Finding, Findings, Severity};
use safeconduct_model::read::SourceText;
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

/// All findings with excerpts, and a closing line that counts them. Where they are
/// too many, errors come first, so that none hides behind warnings.
#[must_use]
pub fn text(found: &Findings, sources: &[SourceText], limit: usize) -> String {
    if found.0.is_empty() {
        return String::new();
    }
    let renderer = Renderer::styled();
    let mut order: Vec<&Finding> = found.0.iter().collect();
    if order.len() > limit {
        order.sort_by_key(|finding| finding.severity != Severity::Error);
    }
    let mut shown: Vec<String> =
        order.into_iter().take(limit).map(|f| draw(f, sources, &renderer)).collect();
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
        let source = sources.iter().find(|s| s.file == at.file);
        let found = source.and_then(|s| excerpt::at(&s.text, at));
        let (file, line) = (clean::line(&at.file), at.line as usize);
        // A whole line carries its own place; one that is cut would count columns wrongly.
        if found.as_ref().is_none_or(|f| f.shifted) {
            let origin = Origin::path(file.clone()).line(line).char_column(at.column as usize);
            group = group.element(origin);
        }
        if let Some(found) = found {
            let mark = AnnotationKind::Primary.span(found.span);
            let path = (!found.shifted).then_some(file);
            let snippet = Snippet::source(found.text).line_start(line).path(path);
            group = group.element(snippet.annotation(mark));
        }
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

#[cfg(test)]
mod tests {
    use safeconduct_model::finding::{At, Code};

    use super::*;

    fn plain(found: &Findings, sources: &[SourceText], limit: usize) -> String {
        anstream::adapter::strip_str(&text(found, sources, limit)).to_string()
    }

    fn broken() -> (Findings, Vec<SourceText>) {
        let text = "id,name,kind\ngate,North\u{1b}[2J gate,crossin\n".to_owned();
        let file = "sites.csv".to_owned();
        let at = At { file: file.clone(), line: 2, column: 21, offset: 33, length: 7 };
        let mut found = Findings::default();
        let what = "`crossin` is no kind of site";
        found.add(Code::UnknownName, Some(at), what, "did you mean `crossing`?");
        found.add(Code::UnusedRow, None, "fleet `a\u{202e}b` is never used", "remove it");
        (found, vec![SourceText { file, text }])
    }

    #[test]
    fn a_finding_is_drawn_with_its_line_and_a_caret() {
        let (found, sources) = broken();
        insta::assert_snapshot!(plain(&found, &sources, 100), @r#"
error[scenario::unknown_name]: `crossin` is no kind of site
 --> sites.csv:2:21
  |
2 | gate,North␛[2J gate,crossin
  |                     ^^^^^^^
  |
  = help: did you mean `crossing`?

warning[scenario::unused]: fleet `a�b` is never used
 |
 = help: remove it

1 error, 1 warning
"#);
    }

    #[test]
    fn the_rest_is_counted() {
        let (found, sources) = broken();
        insta::assert_snapshot!(plain(&found, &sources, 0), @r#"
... and 2 more; --all-findings shows them

1 error, 1 warning
"#);
    }

    #[test]
    fn no_error_hides_behind_warnings() {
        let (mut found, sources) = broken();
        found.0.reverse();
        let all = plain(&found, &sources, 2);
        assert!(all.find("warning[") < all.find("error["), "as they were found");
        let first = plain(&found, &sources, 1);
        assert!(first.contains("error[") && !first.contains("warning["), "{first}");
    }

    #[test]
    fn a_program_gets_place_span_and_help() {
        let (found, _) = broken();
        insta::assert_snapshot!(json(&found.0[0]), @r#"
{"code":"scenario::unknown_name","column":21,"file":"sites.csv","help":"did you mean `crossing`?","labels":[{"length":7,"offset":33}],"line":2,"message":"`crossin` is no kind of site","severity":"error"}
"#);
    }

    #[test]
    fn a_place_without_its_source_still_names_the_line() {
        let (mut found, _) = broken();
        found.0.truncate(1);
        insta::assert_snapshot!(plain(&found, &[], 100), @r#"
error[scenario::unknown_name]: `crossin` is no kind of site
--> sites.csv:2:21
 = help: did you mean `crossing`?

1 error
"#);
    }
}
