//! What tests and examples of several crates begin with; never part of the program.
//!
//! Rooms may not know each other, and their tests neither. What they would write
//! twice stands here: a plan in which nothing moves, and how an acceptance case is
//! put and held against its answer. It knows `model` alone.

pub mod blank;
pub mod cases;
