//! Rows as CSV: nested fields by dot, lists separated by `;`.

use toml::{Table, Value};

/// The rows as CSV text; none where there are no rows or where a cell could
/// not be read back as it was.
pub(super) fn csv(rows: &[Value]) -> Result<Option<String>, csv::Error> {
    let mut header: Vec<String> = Vec::new();
    let mut flat: Vec<Vec<(String, String)>> = Vec::new();
    for row in rows {
        let Value::Table(row) = row else { return Ok(None) };
        let mut cells = Vec::new();
        if flatten(row, "", &mut cells).is_none() {
            return Ok(None);
        }
        for (name, _) in &cells {
            if !header.contains(name) {
                header.push(name.clone());
            }
        }
        flat.push(cells);
    }
    if header.is_empty() {
        return Ok(None);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header)?;
    for cells in flat {
        let cell = |name: &String| cells.iter().find(|(n, _)| n == name).map_or("", |(_, c)| c);
        writer.write_record(header.iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8(bytes).ok())
}

/// Adds the cells of a row under the names they have in CSV.
fn flatten(row: &Table, before: &str, cells: &mut Vec<(String, String)>) -> Option<()> {
    for (field, value) in row {
        let name = format!("{before}{field}");
        match value {
            Value::Table(inner) => flatten(inner, &format!("{name}."), cells)?,
            Value::Array(items) => {
                let items: Option<Vec<String>> = items.iter().map(item).collect();
                cells.push((name, items?.join(";")));
            }
            value => cells.push((name, cell(value)?)),
        }
    }
    Some(())
}

/// An item of a list; the separator cannot stand within it.
fn item(value: &Value) -> Option<String> {
    cell(value).filter(|text| !text.contains(';'))
}

fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => is_plain(text).then(|| text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => number.is_finite().then(|| number.to_string()),
        Value::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// Whether a text stays what it is in a cell: not taken for an empty cell, a
/// hashtag or a formula, and not trimmed.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(['=', '+', '-', '@', '#'])
        && !text.contains(['\0', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Vec<Value> {
        let mut table: Table = text.parse().unwrap();
        match table.remove("t") {
            Some(Value::Array(rows)) => rows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn fields_are_dotted_lists_joined_and_gaps_left_empty() {
        let rows = table(
            "[[t]]\nid = 'a'\nx = 0.1\nloss = { seized = 0.5 }\n[[t]]\nid = 'b,c'\nkm = 3.0\ntracks = ['p', 'q']\n",
        );
        let text = csv(&rows).unwrap().unwrap();
        assert_eq!(text, "id,x,loss.seized,km,tracks\na,0.1,0.5,,\n\"b,c\",,,3,p;q\n");
    }

    #[test]
    fn a_text_that_a_cell_would_change_keeps_the_table_out_of_csv() {
        for text in ["=1+1", "+x", "-x", "@x", "#x", " x", "", "a\\rb"] {
            let rows = table(&format!("[[t]]\nname = \"{text}\"\n"));
            assert_eq!(csv(&rows).unwrap(), None, "{text:?}");
        }
    }

    #[test]
    fn a_list_item_with_the_separator_keeps_the_table_out_of_csv() {
        assert_eq!(csv(&table("[[t]]\ntracks = ['a;b']\n")).unwrap(), None);
    }
}
