//! Scenario in, certified plan out.
#![allow(missing_docs)]

pub mod clock;
pub mod corridor;
pub mod demand;
pub mod error;
pub mod grid;
pub mod network;
pub mod pricing;
pub mod program;
pub mod reach;
pub mod setting;
pub mod settings;
pub mod stage;
