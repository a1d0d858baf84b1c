//! Files in and files out: [`import`]s from other formats, scenario
//! [`folder`]s on disk, [`report`]s for people.

pub mod folder;
pub mod import;
pub mod report;
