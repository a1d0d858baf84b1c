//! Drawing convoys: what a draw promises, held on small worlds made here.
#![allow(clippy::unwrap_used)]

mod audit;
mod field;
mod promise;
mod watcher;
