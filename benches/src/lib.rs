//! Worlds to measure planning on, and the same worlds as linear programs for
//! other solvers; published flow problems, read for the product.

pub mod arcs;
pub mod days;
pub mod flow;
pub mod networks;
pub mod stress;
