//! Loads, and the lanes they may take.

use super::FlowError;

/// An amount to bring from one place to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// Where it is.
    pub from: usize,
    /// Where it must be.
    pub to: usize,
    /// How much of it.
    pub amount: f64,
}

/// A way from place to place for one load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane {
    /// Position of the load.
    pub load: usize,
    /// Place it leaves.
    pub from: usize,
    /// Place it leads to.
    pub to: usize,
    /// Cost of a unit, not negative.
    pub cost: f64,
    /// Capacity of its own; infinite where there is none.
    pub most: f64,
    /// Position of the capacity that it shares with other lanes.
    pub shared: Option<usize>,
}

/// Loads on lanes within capacities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// Number of places.
    pub places: usize,
    /// Loads.
    pub loads: Vec<Load>,
    /// Lanes.
    pub lanes: Vec<Lane>,
    /// Shared capacities.
    pub shared: Vec<f64>,
}

impl Problem {
    /// Whether every lane and load makes sense.
    pub(super) fn check(&self) -> Result<(), FlowError> {
        for (position, load) in self.loads.iter().enumerate() {
            let there = load.from < self.places && load.to < self.places;
            let number = load.amount >= 0.0 && load.amount.is_finite();
            if !(there && number) {
                return Err(FlowError::Undeliverable(position));
            }
        }
        for (position, lane) in self.lanes.iter().enumerate() {
            let there = lane.from < self.places
                && lane.to < self.places
                && lane.load < self.loads.len()
                && lane.shared.is_none_or(|s| s < self.shared.len());
            let number = lane.cost >= 0.0 && lane.cost.is_finite() && lane.most >= 0.0;
            if !there || !number {
                return Err(FlowError::Lane(position));
            }
        }
        match self.shared.iter().position(|most| most.is_nan() || *most < 0.0) {
            Some(bad) => {
                let uses = self.lanes.iter().position(|lane| lane.shared == Some(bad));
                Err(FlowError::Lane(uses.unwrap_or(0)))
            }
            None => Ok(()),
        }
    }

    /// The largest cost of a lane.
    pub(super) fn dearest_lane(&self) -> f64 {
        self.lanes.iter().map(|lane| lane.cost).fold(0.0, f64::max)
    }
}
