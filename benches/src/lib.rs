//! Worlds to measure planning on, made from a seed.

pub mod stress;
