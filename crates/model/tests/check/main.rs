//! The checker on small worlds: honest plans pass, changed ones do not.

#![allow(clippy::expect_used, reason = "what a test expects is what it tests")]

mod claim;
mod dice;
mod edge;
mod field;
mod file;
mod greedy;
mod honest;
mod limit;
mod mutant;
mod speed;
mod worst;
