//! The checker on small worlds: honest plans pass, changed ones do not.

mod dice;
mod edge;
mod field;
mod file;
mod greedy;
mod honest;
mod limit;
mod mutant;
mod speed;
