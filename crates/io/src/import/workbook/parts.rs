//! Which sheets there are and in which part each stands.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::{Broken, Sheet, Workbook};

/// Where the first part to read is named.
const ROOT: &str = "_rels/.rels";

/// Sheets listed at most; more is no work of people.
const MOST_SHEETS: usize = 1_000;

/// The part that lists the sheets.
pub(super) fn workbook<R: Read + Seek>(book: &mut Workbook<R>) -> Result<String, Broken> {
    let mut main = None;
    relations(book, ROOT, &mut |kind, _, target| {
        if kind.ends_with("/officeDocument") {
            main.get_or_insert_with(|| within("", target));
        }
    })?;
    Ok(main.unwrap_or_else(|| "xl/workbook.xml".to_owned()))
}

/// Parts by the identifier under which the workbook knows them.
pub(super) fn links<R: Read + Seek>(
    book: &mut Workbook<R>,
    main: &str,
) -> Result<HashMap<String, String>, Broken> {
    let (folder, file) = split(main);
    let mut links = HashMap::new();
    let name = format!("{folder}_rels/{file}.rels");
    relations(book, &name, &mut |_, id, target| {
        links.insert(id.to_owned(), within(folder, target));
    })?;
    Ok(links)
}

/// The sheets, and whether dates count from 1904.
pub(super) fn sheets<R: Read + Seek>(
    book: &mut Workbook<R>,
    main: &str,
    links: &HashMap<String, String>,
) -> Result<(Vec<Sheet>, bool), Broken> {
    let read = book.part(main, |part| {
        let (mut sheets, mut from_1904, mut buffer) = (Vec::new(), false, Vec::new());
        loop {
            let event = part.next(&mut buffer)?;
            let Event::Start(element) = event else {
                if matches!(event, Event::Eof) {
                    return Ok((sheets, from_1904));
                }
                continue;
            };
            match element.local_name().as_ref() {
                "workbookPr" => {
                    let set = part.attribute(&element, "date1904")?;
                    from_1904 = matches!(set.as_deref(), Some("1" | "true"));
                }
                "sheet" if sheets.len() < MOST_SHEETS => {
                    let name = part.attribute(&element, "name")?.unwrap_or_default();
                    let id = link(part, &element)?;
                    let Some(target) = links.get(&id) else {
                        return Err(part.shape(format!("sheet `{name}` is not in the file")));
                    };
                    sheets.push(Sheet { name, part: target.clone() });
                }
                _ => {}
            }
        }
    })?;
    read.ok_or_else(|| Broken::Missing(main.to_owned()))
}

/// The identifier of a sheet's part: attribute `id` under whatever prefix.
fn link(
    part: &super::Part<'_>,
    element: &quick_xml::events::BytesStart<'_>,
) -> Result<String, Broken> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|why| part.shape(why.to_string()))?;
        let key = attribute.key;
        if key.local_name().as_ref() == "id" && key.prefix().is_some() {
            return Ok(super::text::plain(&attribute.value));
        }
    }
    Ok(String::new())
}

/// Hands (type, identifier, target) of each relation to `each`.
fn relations<R: Read + Seek>(
    book: &mut Workbook<R>,
    name: &str,
    each: &mut dyn FnMut(&str, &str, &str),
) -> Result<(), Broken> {
    let read = book.part(name, |part| {
        let mut buffer = Vec::new();
        loop {
            match part.next(&mut buffer)? {
                Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let kind = part.attribute(&element, "Type")?.unwrap_or_default();
                    let id = part.attribute(&element, "Id")?.unwrap_or_default();
                    let target = part.attribute(&element, "Target")?.unwrap_or_default();
                    each(&kind, &id, &target);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    })?;
    read.ok_or_else(|| Broken::Missing(name.to_owned()))
}

/// Folder with its slash, and file.
fn split(name: &str) -> (&str, &str) {
    name.rfind('/').map_or(("", name), |at| name.split_at(at + 1))
}

/// A target seen from a folder: nothing is ever written, so a path that leads
/// out of the archive simply names no part.
fn within(folder: &str, target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned)
}
