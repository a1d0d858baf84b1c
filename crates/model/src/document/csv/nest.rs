//! A row of cells as a table: `loss.seized` stands in the table `loss`.

use std::borrow::Cow;

use super::{Cell, Column};
use crate::document::{Entry, Kind, Span, Table, Value};

/// The row as a table; takes the cells out of `row`.
pub(super) fn row<'a>(row: &mut Vec<Cell<'a>>, columns: &[Column<'a>], header: Span) -> Value<'a> {
    let span = super::row_span(row);
    let mut table = Table { entries: Vec::with_capacity(columns.len()), header: Some(header) };
    for (cell, column) in row.drain(..).zip(columns) {
        let blank = cell.text.trim().is_empty();
        if column.name.is_empty() && blank {
            continue;
        }
        let kind = if blank { Kind::Empty } else { Kind::Cell(cell.text) };
        let value = Value { span: cell.span, kind };
        place(&mut table, column, value, span);
    }
    table.entries.iter_mut().for_each(|entry| fold_empty(&mut entry.value));
    Value { span, kind: Kind::Table(table) }
}

fn place<'a>(table: &mut Table<'a>, column: &Column<'a>, value: Value<'a>, row: Span) {
    let split = column.name.split_once('.').filter(|(a, b)| !a.is_empty() && !b.is_empty());
    let Some((outer, inner)) = split else {
        table.entries.push(entry(column.name.clone(), column, value));
        return;
    };
    let position = table.entries.iter().position(|e| e.key == outer && is_table(&e.value));
    let inner = entry(Cow::Owned(inner.to_owned()), column, value);
    if let Some(entry) = position.and_then(|p| table.entries.get_mut(p)) {
        if let Kind::Table(nested) = &mut entry.value.kind {
            nested.entries.push(inner);
        }
        return;
    }
    let nested = Table { entries: vec![inner], header: table.header };
    let value = Value { span: row, kind: Kind::Table(nested) };
    let mut outer = entry(Cow::Owned(outer.to_owned()), column, value);
    outer.alias = None;
    table.entries.push(outer);
}

fn entry<'a>(key: Cow<'a, str>, column: &Column<'a>, value: Value<'a>) -> Entry<'a> {
    Entry { key, key_span: column.span, alias: column.alias, value }
}

fn is_table(value: &Value) -> bool {
    matches!(value.kind, Kind::Table(_))
}

/// A nested table of which every cell is empty is left out, like an empty cell.
fn fold_empty(value: &mut Value) {
    if let Kind::Table(nested) = &value.kind
        && nested.entries.iter().all(|e| matches!(e.value.kind, Kind::Empty))
    {
        value.kind = Kind::Empty;
    }
}
