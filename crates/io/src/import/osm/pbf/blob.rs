//! Blobs: the pieces of a file, each with a header and mostly compressed.

use std::io::{ErrorKind, Read};

use flate2::read::ZlibDecoder;

use super::wire::{Fields, Value};
use super::{Broken, Cause};

/// A header has at most so many bytes, by the format.
const LONGEST_HEADER: u64 = 64 * 1024;
/// A blob has at most so many bytes, compressed or not, by the format.
const LONGEST_BLOB: u64 = 32 * 1024 * 1024;
/// All blobs together expand to at most so many times the file; maps do to five.
pub(super) const MOST_TIMES: u64 = 40;

/// What a blob holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// What the file demands of its reader.
    Header,
    /// A block of nodes, ways and relations.
    Data,
}

/// The blobs of a file, one at a time.
#[derive(Debug)]
pub(in super::super) struct Blobs<R> {
    reader: R,
    /// Where the present blob begins.
    start: u64,
    /// Where the next one begins.
    next: u64,
    /// Bytes that may still come out of compressed data.
    left: u64,
    raw: Vec<u8>,
    data: Vec<u8>,
}

impl<R: Read> Blobs<R> {
    /// Reads a file of so many bytes.
    pub fn new(reader: R, size: u64) -> Self {
        let left = size.saturating_mul(MOST_TIMES).saturating_add(LONGEST_BLOB);
        Self { reader, start: 0, next: 0, left, raw: Vec::new(), data: Vec::new() }
    }

    /// The content of the next blob that concerns us; none at the end.
    ///
    /// # Errors
    /// Where and why the file cannot be read on.
    pub fn next(&mut self) -> Result<Option<(Kind, &[u8])>, Broken> {
        loop {
            self.start = self.next;
            let kind = self.advance().map_err(|cause| self.broken(cause))?;
            match kind {
                None => return Ok(None),
                Some(Some(kind)) => return Ok(Some((kind, &self.data))),
                Some(None) => {}
            }
        }
    }

    /// That something is wrong in the present blob.
    pub fn broken(&self, cause: Cause) -> Broken {
        Broken { cause, offset: self.start }
    }

    /// Reads a blob: none at the end, `Some(None)` where it is of another kind.
    fn advance(&mut self) -> Result<Option<Option<Kind>>, Cause> {
        let mut length = [0; 4];
        if !self.fill_or_end(&mut length)? {
            return Ok(None);
        }
        let length = u64::from(u32::from_be_bytes(length));
        if length == 0 || length > LONGEST_HEADER {
            return Err(Cause::NoBlob);
        }
        self.read(length)?;
        let (mut kind, mut size) = (None, None);
        for field in Fields(&self.raw) {
            match field.map_err(|_| Cause::NoBlob)? {
                (1, Value::Bytes(b"OSMHeader")) => kind = Some(Kind::Header),
                (1, Value::Bytes(b"OSMData")) => kind = Some(Kind::Data),
                (3, Value::Number(number)) => size = Some(number),
                _ => {}
            }
        }
        let size = size.ok_or(Cause::NoBlob)?;
        if size > LONGEST_BLOB {
            return Err(Cause::TooLarge);
        }
        self.read(size)?;
        self.next = self.next.saturating_add(4 + length + size);
        if kind.is_some() {
            self.expand()?;
        }
        Ok(Some(kind))
    }

    /// Fills the buffer; `false` where the file ends before its first byte.
    fn fill_or_end(&mut self, buffer: &mut [u8; 4]) -> Result<bool, Cause> {
        let mut filled = 0;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.reader.read(rest) {
                Ok(0) if filled == 0 => return Ok(false),
                Ok(0) => return Err(Cause::CutOff),
                Ok(more) => filled += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(Cause::Unreadable),
            }
        }
        Ok(true)
    }

    /// Reads exactly so many bytes; what is allocated grows with what is there.
    fn read(&mut self, length: u64) -> Result<(), Cause> {
        self.raw.clear();
        let mut part = self.reader.by_ref().take(length);
        part.read_to_end(&mut self.raw).map_err(|_| Cause::Unreadable)?;
        if self.raw.len() as u64 == length { Ok(()) } else { Err(Cause::CutOff) }
    }

    /// Expands what was read into `data`.
    fn expand(&mut self) -> Result<(), Cause> {
        self.data.clear();
        for field in Fields(&self.raw) {
            match field? {
                (1, Value::Bytes(plain)) => {
                    self.data.extend_from_slice(plain);
                    return Ok(());
                }
                (3, Value::Bytes(zlib)) => {
                    let most = LONGEST_BLOB.min(self.left);
                    let mut expanded = ZlibDecoder::new(zlib).take(most + 1);
                    expanded.read_to_end(&mut self.data).map_err(|_| Cause::Damaged)?;
                    let length = self.data.len() as u64;
                    if length > most {
                        let own = most == LONGEST_BLOB;
                        return Err(if own { Cause::TooLarge } else { Cause::Expands });
                    }
                    self.left -= length;
                    return Ok(());
                }
                (4..=7, Value::Bytes(_)) => return Err(Cause::Compression),
                _ => {}
            }
        }
        Err(Cause::Fields)
    }
}
