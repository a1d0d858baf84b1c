//! Reading a plan file: strict JSON of one version, or findings with places.

use serde::Deserialize;

use super::{Plan, SCHEMA};
use crate::finding::{At, Code, Findings};

/// The largest plan file read, in bytes.
pub const LARGEST: usize = 256 * 1024 * 1024;

/// What the schema names of all versions begin with.
const SCHEMA_FAMILY: &str = "safeconduct/plan/";

/// The plan in `text`, the content of the file `name`.
///
/// Only the form is looked at; whether the plan holds is for
/// [`crate::check::verify`].
///
/// # Errors
/// A file that is too large, no JSON, of another version, or not of the form
/// of a [`Plan`]: each with line and column.
pub fn read(name: &str, text: &str) -> Result<Plan, Findings> {
    let mut findings = Findings::default();
    if text.len() > LARGEST {
        let what = format!("`{name}` has {} bytes; a plan has at most {LARGEST}", text.len());
        findings.add(Code::FileTooLarge, None, what, "no plan is that large: make it anew");
        return Err(findings);
    }
    match serde_json::from_str::<Plan>(text) {
        Ok(plan) if plan.schema == SCHEMA => return Ok(plan),
        Ok(plan) => version(name, text, &plan.schema, &mut findings),
        Err(error) => {
            let other = named_schema(text).filter(|schema| schema != SCHEMA);
            match other {
                Some(schema) => version(name, text, &schema, &mut findings),
                None => form(name, text, &error, &mut findings),
            }
        }
    }
    Err(findings)
}

/// The schema that a JSON object names, whatever else it holds.
fn named_schema(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Header {
        schema: String,
    }
    serde_json::from_str::<Header>(text).ok().map(|header| header.schema)
}

fn version(name: &str, text: &str, schema: &str, findings: &mut Findings) {
    let offset = text.find("\"schema\"").unwrap_or(0);
    let at = Some(place(name, text, offset));
    let number = schema.strip_prefix(SCHEMA_FAMILY).and_then(|n| n.parse::<u32>().ok());
    if number.is_some() {
        let what = format!("the plan has schema `{schema}`; this version reads `{SCHEMA}`");
        let mend = "use the version of Safeconduct that made it, or make the plan anew";
        findings.add(Code::SchemaTooNew, at, what, mend);
    } else {
        let what = format!("schema `{schema}` is not that of a plan (`{SCHEMA}`)");
        findings.add(Code::PlanMalformed, at, what, "name a file that `safeconduct plan` wrote");
    }
}

fn form(name: &str, text: &str, error: &serde_json::Error, findings: &mut Findings) {
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let at = Some(place(name, text, byte_offset(text, error.line(), error.column())));
    let (code, mend) = if said.starts_with("recursion limit") {
        (Code::SyntaxTooDeep, "a plan is nested only a few levels deep")
    } else if said.starts_with("duplicate field") {
        (Code::SyntaxDuplicateKey, "keep one of the two")
    } else if error.is_data() {
        (Code::PlanMalformed, "name a file that `safeconduct plan` wrote, unchanged")
    } else {
        (Code::Syntax, "the file was cut or changed: make the plan anew")
    };
    findings.add(code, at, said, mend);
}

/// The byte offset of a line and a column as `serde_json` counts them: lines
/// from 1, columns in bytes, 0 being the line break itself.
fn byte_offset(text: &str, line: usize, column: usize) -> usize {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let start = match line.checked_sub(2) {
        None => 0,
        Some(nth) => breaks.map(|(offset, _)| offset + 1).nth(nth).unwrap_or(text.len()),
    };
    (start + column.saturating_sub(1)).min(text.len())
}

/// The place of a byte, with its column in characters.
fn place(file: &str, text: &str, offset: usize) -> At {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let is_start = |byte: &&u8| (**byte & 0b1100_0000) != 0b1000_0000;
    let column = before[start..].iter().filter(is_start).count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let length = usize::from(offset < text.len());
    At { file: file.to_owned(), line: number(line), column: number(column), offset, length }
}
