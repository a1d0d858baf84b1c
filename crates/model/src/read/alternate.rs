//! Alternates in use: another party's figure in place of the table's.
//!
//! The value is replaced in the document, so that it passes the same bounds as
//! any other and findings on it point at the alternate.

use std::collections::{HashMap, HashSet};

use super::documents::{Documents, TABLES};
use super::shown::quote;
use super::{Gather, nearest};
use crate::document::{Kind, Table, Value};
use crate::finding::Code;
use crate::id::is_identifier;

/// Replaces every figure that an alternate in use stands for.
pub(super) fn apply(documents: &mut Documents, gather: &mut Gather) {
    let rows = documents.rows("alternates").to_vec();
    let (mut replaced, mut positions) = (HashSet::new(), Positions::new());
    for row in &rows {
        let Kind::Table(fields) = &row.kind else {
            continue;
        };
        // Whatever is missing or of the wrong kind is reported with the row.
        let (Some(figure), Some(value)) = (fields.get("figure"), fields.get("value")) else {
            continue;
        };
        let (Kind::Text(name) | Kind::Cell(name)) = &figure.kind else {
            continue;
        };
        let used = fields.get("used").is_some_and(is_true);
        if used && !replaced.insert(name.clone()) {
            let what = format!("two alternates are used for {}", quote(name));
            gather.add(Code::DuplicateId, figure.span, what, "use one of them");
            continue;
        }
        match find(documents, &mut positions, name, gather) {
            Ok(slot) if used => *slot = value.clone(),
            Ok(_) => {}
            Err(Some(mend)) => {
                let what = format!("{} is no figure of this scenario", quote(name));
                gather.add(Code::UnknownRef, figure.span, what, mend);
            }
            Err(None) => {}
        }
    }
}

fn is_true(value: &Value) -> bool {
    match &value.kind {
        Kind::Bool(truth) => *truth,
        Kind::Cell(text) => text.trim().eq_ignore_ascii_case("true"),
        _ => false,
    }
}

/// Rows by identifier, of the tables that alternates name.
type Positions = HashMap<String, HashMap<String, usize>>;

/// The value that `table.id.field` stands for. Identifiers hold dots of their
/// own, so every split is tried.
fn find<'d, 'a>(
    documents: &'d mut Documents<'a>,
    positions: &mut Positions,
    figure: &str,
    gather: &Gather,
) -> Result<&'d mut Value<'a>, Option<String>> {
    let (table, rest) = figure.split_once('.').unwrap_or((figure, ""));
    if gather.is_broken(table) {
        return Err(None);
    }
    let Some(rows) = documents.tables.get_mut(table).filter(|_| table != "alternates") else {
        let known = nearest::mend(table, TABLES.iter().copied());
        return Err(Some(format!("write it as table.id.field; {known}")));
    };
    let ids = positions.entry(table.to_owned()).or_insert_with(|| by_id(&rows.rows));
    let splits = rest.match_indices('.').take(MOST_DOTS);
    let mut named = None;
    for (dot, _) in splits {
        let (id, field) = (rest.get(..dot).unwrap_or_default(), rest.get(dot + 1..));
        let (Some(position), Some(field)) = (ids.get(id), field) else {
            continue;
        };
        let fields = rows.rows.get(*position).and_then(as_table);
        if fields.and_then(|f| lookup(f, field)).is_some_and(is_number) {
            let row = rows.rows.get_mut(*position);
            return row.and_then(|row| lookup_mut(row, field)).ok_or(None);
        }
        named = Some(id);
    }
    if let Some(id) = named {
        return Err(Some(format!("{} must carry the figure, as a number", quote(id))));
    }
    if ids.keys().any(|id| !is_identifier(id)) {
        return Err(None);
    }
    let name = rest.rsplit_once('.').map_or(rest, |(id, _)| id);
    Err(Some(nearest::mend(name, ids.keys().take(MOST_COMPARED).map(String::as_str))))
}

/// The most dots of a figure that are tried as its splits.
const MOST_DOTS: usize = 210;

/// The most identifiers that one figure is compared with to find the nearest.
const MOST_COMPARED: usize = 200;

fn by_id(rows: &[Value]) -> HashMap<String, usize> {
    let ids = rows.iter().enumerate().filter_map(|(at, row)| Some((id(as_table(row)?)?, at)));
    ids.map(|(id, at)| (id.to_owned(), at)).collect()
}

fn as_table<'v, 'a>(value: &'v Value<'a>) -> Option<&'v Table<'a>> {
    if let Kind::Table(table) = &value.kind { Some(table) } else { None }
}

fn id<'v>(fields: &'v Table) -> Option<&'v str> {
    match &fields.get("id")?.kind {
        Kind::Text(id) | Kind::Cell(id) => Some(id),
        _ => None,
    }
}

fn is_number(value: &Value) -> bool {
    matches!(value.kind, Kind::Number(..) | Kind::Cell(_))
}

fn lookup<'v, 'a>(fields: &'v Table<'a>, path: &str) -> Option<&'v Value<'a>> {
    match path.split_once('.') {
        None => fields.get(path),
        Some((outer, inner)) => as_table(fields.get(outer)?)?.get(inner),
    }
}

fn lookup_mut<'v, 'a>(row: &'v mut Value<'a>, path: &str) -> Option<&'v mut Value<'a>> {
    let mut value = row;
    for key in path.splitn(2, '.') {
        let Kind::Table(fields) = &mut value.kind else {
            return None;
        };
        value = fields.get_mut(key)?;
    }
    Some(value)
}
