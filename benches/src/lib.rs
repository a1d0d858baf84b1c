//! Worlds to measure planning on, and the same worlds as linear programs for
//! other solvers.

pub mod arcs;
pub mod stress;
