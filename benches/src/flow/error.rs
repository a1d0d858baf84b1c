//! Why a published problem could not be read.

/// A problem could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// A line that is not as the format asks.
    #[error("line {0} is not as the format asks")]
    Line(usize),
    /// A linear program that is no flow of many loads.
    #[error("no flow of many loads: {0}")]
    NoFlow(&'static str),
}
