//! Upgrading scenarios that older versions wrote: a chain of steps on the
//! documents, before anything is understood.
//!
//! A step knows the two versions it lies between and nothing else, so it never
//! changes once it is written.

use super::{Documents, Gather};
use crate::document::{Kind, Value};
use crate::finding::Code;
use crate::scenario::SCHEMA;

/// The step from the version of its position to the next.
const STEPS: [fn(&mut Documents); SCHEMA as usize] = [from_0];

/// Brings the documents to [`SCHEMA`]; `false` if they are newer than that.
pub(super) fn upgrade(documents: &mut Documents, gather: &mut Gather) -> bool {
    let Some(root) = &documents.root else {
        return true;
    };
    let Kind::Table(top) = &root.kind else {
        return true;
    };
    let Some(value) = top.get("schema") else {
        let at = crate::document::Span { end: root.span.start, ..root.span };
        let mend = format!("write `schema = {SCHEMA}`");
        gather.add(Code::MissingField, at, "`schema` is missing from this scenario", mend);
        return true;
    };
    let Some(version) = version(value) else {
        let what = "`schema` is no version number".to_owned();
        gather.add(Code::WrongType, value.span, what, format!("write `schema = {SCHEMA}`"));
        return true;
    };
    let place = value.span;
    if version > f64::from(SCHEMA) {
        let what = format!("the scenario has schema {version}, this version reads up to {SCHEMA}");
        gather.add(Code::SchemaTooNew, place, what, "use the version it was written for");
        return false;
    }
    let pending = STEPS.iter().enumerate().filter(|(from, _)| *from as f64 >= version);
    for (from, step) in pending {
        step(documents);
        let what = format!("schema {from} was upgraded to {} while reading", from + 1);
        let mend = format!("rename the fields and write `schema = {SCHEMA}` to silence this");
        gather.add(Code::SchemaUpgraded, place, what, mend);
    }
    true
}

fn version(value: &Value) -> Option<f64> {
    match value.kind {
        Kind::Number(_, number) if number >= 0.0 && number.fract() == 0.0 => Some(number),
        _ => None,
    }
}

/// Schema 0 named the length of a segment `km` and the number of people
/// `people`.
fn from_0(documents: &mut Documents) {
    rename(documents, "segments", "km", "length_km");
    rename(documents, "zones", "people", "population");
    rename(documents, "populations", "people", "population");
}

fn rename(documents: &mut Documents, table: &str, old: &str, new: &'static str) {
    let rows = documents.tables.get_mut(table).map(|t| t.rows.as_mut_slice()).unwrap_or_default();
    for row in rows {
        if let Kind::Table(fields) = &mut row.kind
            && fields.get(new).is_none()
            && let Some(entry) = fields.entries.iter_mut().find(|e| e.key == old)
        {
            entry.key = new.into();
        }
    }
}
