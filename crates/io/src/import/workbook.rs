//! Spreadsheets (`.xlsx`), read row by row with every limit held while unpacking.
//!
//! A spreadsheet is a ZIP archive of XML parts. Only three kinds of part are
//! read: the list of sheets, the shared texts, and the sheets asked for, one row
//! at a time. Formats, formulas and pictures are not opened. Why this reader is
//! ours: `docs/decisions/0007-spreadsheets.md`.

use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;

mod parts;
mod rows;
mod text;

pub(crate) use rows::{Cell, Each, Kind};

/// Unpacked bytes allowed whatever the size of the file, in all parts together.
const UNPACKED: u64 = 64 << 20;

/// Unpacked bytes allowed for every byte of the file. Real registers of
/// consignments unpack to ten times their size.
const RATIO: u64 = 60;

/// Why a spreadsheet cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// No ZIP archive, or one that is cut off.
    #[error("the file is no spreadsheet, or is cut off: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// A part that every spreadsheet has is missing.
    #[error("the spreadsheet has no part `{0}`")]
    Missing(String),
    /// A part is no XML, or cut off.
    #[error("`{part}` is damaged: {why}")]
    Xml { part: String, why: quick_xml::Error },
    /// The bytes of a part cannot be unpacked.
    #[error("`{part}` cannot be unpacked: {why}")]
    Unpack { part: String, why: std::io::Error },
    /// A part ends too early or refers to what is not there.
    #[error("`{part}` is damaged: {what}")]
    Shape { part: String, what: String },
    /// Far more comes out of the file than it holds.
    #[error("the spreadsheet unpacks to more than {0} bytes")]
    Expands(u64),
}

/// A sheet by name, and the part that holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub name: String,
    part: String,
}

/// An open spreadsheet.
pub(crate) struct Workbook<R> {
    zip: ZipArchive<R>,
    /// Bytes that may still be unpacked, and how many there were.
    left: u64,
    most: u64,
    texts: Vec<String>,
    /// Its sheets in their order.
    pub sheets: Vec<Sheet>,
    /// Whether dates count from 1904 rather than 1900.
    pub from_1904: bool,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a spreadsheet of `bytes` bytes: its list of sheets and its texts.
    pub fn open(file: R, bytes: u64) -> Result<Self, Broken> {
        let most = UNPACKED.max(bytes.saturating_mul(RATIO));
        let zip = ZipArchive::new(file)?;
        let mut book =
            Self { zip, left: most, most, texts: Vec::new(), sheets: Vec::new(), from_1904: false };
        let main = parts::workbook(&mut book)?;
        let links = parts::links(&mut book, &main)?;
        (book.sheets, book.from_1904) = parts::sheets(&mut book, &main, &links)?;
        book.texts = text::shared(&mut book, &main)?;
        Ok(book)
    }

    /// Hands every row of a sheet to `each`, with its number from 1.
    pub fn rows(&mut self, sheet: &Sheet, each: &mut Each<'_>) -> Result<(), Broken> {
        let texts = std::mem::take(&mut self.texts);
        let read = self.part(&sheet.part, |part| rows::read(part, &texts, each));
        self.texts = texts;
        read?.ok_or_else(|| Broken::Missing(sheet.part.clone()))
    }

    /// Reads a part with `read`; none where there is no such part.
    fn part<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Part<'_>) -> Result<T, Broken>,
    ) -> Result<Option<T>, Broken> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut part = Part {
            name,
            most: self.most,
            xml: quick_xml::Reader::from_reader(BufReader::new(Capped {
                inner: Box::new(file),
                left: self.left,
                cut: false,
            })),
        };
        let config = part.xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        let result = read(&mut part);
        self.left = part.xml.get_ref().get_ref().left;
        result.map(Some)
    }
}

/// A part that is being read.
struct Part<'a> {
    name: &'a str,
    most: u64,
    xml: quick_xml::Reader<BufReader<Capped<'a>>>,
}

impl Part<'_> {
    /// The next event. A document type is refused: no part of a spreadsheet has
    /// one, and it is where entities that grow without end are declared.
    fn next<'b>(
        &mut self,
        buffer: &'b mut Vec<u8>,
    ) -> Result<quick_xml::events::Event<'b>, Broken> {
        buffer.clear();
        match self.xml.read_event_into(buffer) {
            Ok(quick_xml::events::Event::DocType(_)) => Err(self.shape("it declares entities")),
            Ok(event) => Ok(event),
            Err(_) if self.xml.get_ref().get_ref().cut => Err(Broken::Expands(self.most)),
            Err(quick_xml::Error::Io(why)) => {
                let why = std::io::Error::new(why.kind(), why.to_string());
                Err(Broken::Unpack { part: self.name.to_owned(), why })
            }
            Err(why) => Err(Broken::Xml { part: self.name.to_owned(), why }),
        }
    }

    fn shape(&self, what: impl Into<String>) -> Broken {
        Broken::Shape { part: self.name.to_owned(), what: what.into() }
    }

    /// An attribute of an element, as it stands.
    fn attribute(
        &self,
        element: &quick_xml::events::BytesStart<'_>,
        name: &str,
    ) -> Result<Option<String>, Broken> {
        let found = element
            .try_get_attribute(name)
            .map_err(|why| Broken::Xml { part: self.name.to_owned(), why: why.into() })?;
        Ok(found.map(|a| text::plain(&a.value)))
    }
}

/// A reader that stops at a limit and remembers that it did.
struct Capped<'a> {
    inner: Box<dyn Read + 'a>,
    left: u64,
    cut: bool,
}

impl Read for Capped<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                self.cut = true;
                return Err(std::io::Error::other("unpacks to more than is allowed"));
            }
        }
        Ok(read)
    }
}
