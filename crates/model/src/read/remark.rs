//! Assumptions and alternates.

use super::fields::Fields;
use super::number::Bounds;
use crate::figure::{Alternate, Assumption};

pub(super) fn assumption(f: &mut Fields) -> Option<Assumption> {
    let field = f.text("field");
    let assumed = f.text("assumed");
    let reason = f.text("reason");
    let rows = f.optional_count("rows", 0, u32::MAX);
    Some(Assumption { field: field?, assumed: assumed?, reason: reason?, rows })
}

pub(super) fn alternate(f: &mut Fields) -> Option<Alternate> {
    let figure = f.text("figure");
    let value = f.number("value", Bounds::new(-1e15, 1e15));
    let used = f.flag("used").unwrap_or_default();
    let provenance = f.provenance();
    Some(Alternate { figure: figure?, value: value?, used, provenance })
}
