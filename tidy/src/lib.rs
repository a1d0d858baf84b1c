//! The house rules, as tests. Run them with `cargo test -p tidy`.
//!
//! Each module is one rule: what it forbids and why, a check over the files
//! that git knows, a test that the tree keeps it, and a test that it can fail.

#[cfg(test)]
mod absence;
#[cfg(test)]
mod arrows;
#[cfg(test)]
mod cycles;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod lengths;
#[cfg(test)]
mod links;
#[cfg(test)]
mod names;
#[cfg(test)]
mod panics;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod source;
#[cfg(test)]
mod tree;
