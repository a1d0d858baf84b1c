//! Texts of a spreadsheet: the shared ones, and references within text.

use std::io::{Read, Seek};

use quick_xml::events::{BytesRef, Event};

use super::{Broken, Part, Workbook};

/// Shared texts kept at most.
const MOST: usize = 2_000_000;

/// The texts that cells refer to by number; none where the part is missing.
pub(super) fn shared<R: Read + Seek>(
    book: &mut Workbook<R>,
    main: &str,
) -> Result<Vec<String>, Broken> {
    let folder = main.rfind('/').map_or("", |at| &main[..=at]);
    let name = format!("{folder}sharedStrings.xml");
    Ok(book.part(&name, read)?.unwrap_or_default())
}

fn read(part: &mut Part<'_>) -> Result<Vec<String>, Broken> {
    let (mut texts, mut text, mut taking, mut spoken) = (Vec::new(), String::new(), false, false);
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => spoken = true,
                "t" => taking = !spoken,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "rPh" => spoken = false,
                "t" => taking = false,
                "si" if texts.len() >= MOST => return Err(part.shape("too many texts")),
                "si" => texts.push(std::mem::take(&mut text)),
                "sst" => return Ok(texts),
                _ => {}
            },
            Event::Eof => return Err(part.shape("it is cut off")),
            event if taking => append(part, &event, &mut text)?,
            _ => {}
        }
    }
}

/// Adds what an event says to `text`.
pub(super) fn append(part: &Part<'_>, event: &Event<'_>, text: &mut String) -> Result<(), Broken> {
    match event {
        Event::Text(said) => text.push_str(&said.xml10_content()),
        Event::CData(said) => text.push_str(&said.xml10_content()),
        Event::GeneralRef(reference) => text.push(referred(part, reference)?),
        _ => {}
    }
    Ok(())
}

/// The character that `&name;` or `&#number;` stands for; no other is declared.
fn referred(part: &Part<'_>, reference: &BytesRef<'_>) -> Result<char, Broken> {
    let number = reference.resolve_char_ref().map_err(|why| part.shape(why.to_string()))?;
    let name: &str = reference;
    number.or_else(|| named(name)).ok_or_else(|| part.shape(format!("`&{name};` is not declared")))
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// An attribute's value with the five named references resolved; others stay as
/// they are, since names of parts and sheets need none.
pub(super) fn plain(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let resolved = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")];
    let text = resolved.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}
