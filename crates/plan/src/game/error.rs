//! What can go wrong with a game, apart from its having no value.

use super::network::NetworkError;
use crate::error::PlanError;

/// A game could not be solved.
#[derive(Debug, thiserror::Error)]
pub enum GameError {
    /// The network or the game makes no sense.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The solver gave up.
    #[error(transparent)]
    Solver(#[from] PlanError),
}
