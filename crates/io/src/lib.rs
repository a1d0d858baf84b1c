//! Files in and files out.

pub mod report;
