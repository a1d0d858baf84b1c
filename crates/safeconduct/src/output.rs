//! What people and scripts see: the result on standard output, all else on
//! standard error.

pub mod clean;
pub mod excerpt;
pub mod file;
pub mod findings;
pub mod progress;
mod screen;
pub mod style;
pub mod usage;

pub use screen::Screen;
