//! The PBF format of OpenStreetMap: blobs in a file, blocks in blobs, ways and
//! nodes in blocks (wiki.openstreetmap.org/wiki/PBF_Format).
//!
//! A file is only trusted as far as it was checked: sizes before anything is
//! allocated for them, sums of differences for overflow, positions of strings
//! against the table. Nothing is kept of a block when the next is read.

mod blob;
mod block;
mod wire;

pub(super) use blob::{Blobs, Kind};
pub(super) use block::{Block, Node, Tags, Thing, check_header};

/// Why a file cannot be read as PBF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// The file ends within a blob.
    #[error("the file ends in the middle of a block")]
    CutOff,
    /// No blob header where one has to be.
    #[error("this is no OpenStreetMap PBF file, or it is damaged here")]
    NoBlob,
    /// A block beyond the sizes the format allows.
    #[error("a block is larger than the format allows")]
    TooLarge,
    /// The file expands to far more than any map does.
    #[error("the file expands to more than {} times its size", blob::MOST_TIMES)]
    Expands,
    /// Compressed in a way that is rarely used.
    #[error("a block is compressed in a way that is not read (only zlib is)")]
    Compression,
    /// The compressed data are damaged.
    #[error("the compressed data of a block are damaged")]
    Damaged,
    /// The file demands a feature we do not know.
    #[error("the file needs a feature that is not read, such as the history of objects")]
    Feature,
    /// The fields of a block do not fit together.
    #[error("the fields of a block do not fit together")]
    Fields,
    /// More strings, points or roads than any country has.
    #[error("the file holds more roads than are read")]
    TooMany,
    /// The system could not read on.
    #[error("the file could not be read to its end")]
    Unreadable,
}

/// A file that cannot be read, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct Broken {
    /// Why.
    pub cause: Cause,
    /// Where the blob begins in the file, bytes.
    pub offset: u64,
}
