//! The interception game on a plain directed network.
//!
//! A sender ships amounts from node to node over a mix of corridors; an
//! interceptor who knows the mix, but not the day's draw, strikes Γ targets. This
//! module has what is known about that game, one concept a file, without days,
//! people or terms: the planner's own worst case is held against it, and small
//! questions can be answered without a scenario.
//!
//! Symbols: x_P amount on corridor P, p_t share lost at target t if struck, S a
//! set of struck targets, y_S how often the interceptor strikes S, z_e price of
//! the capacity of arc e, W worst-case loss.

mod additive;
mod adjacency;
mod certificate;
mod convoy;
mod days;
mod distance;
mod error;
mod exact;
mod flow;
mod fraction;
mod generation;
mod interdict;
mod label;
#[cfg(test)]
mod label_twin;
mod linear;
mod master;
mod matrix;
mod mincost;
mod network;
mod paths;
mod price;
mod robust;
mod split;
mod spread;

pub use additive::{Additive, additive};
pub use certificate::{Checked, check};
pub use convoy::unit_convoy_value;
pub use days::over_days;
pub use error::GameError;
pub use exact::{Corridor, Guarantee, Strike, exact};
pub use flow::max_flow;
pub use fraction::{CommonFraction, common_fraction};
pub use interdict::{max_flow_after, shortest_path_after};
pub use matrix::{MatrixGame, matrix_game};
pub use mincost::{Delivery, Depot, cheapest_delivery};
pub use network::{Arc, Game, Network, NetworkError, Outcome, Shipment};
pub use paths::{Decomposition, decompose};
pub use robust::robust_flow;
pub use split::split_nodes;
pub(crate) use spread::spread;
