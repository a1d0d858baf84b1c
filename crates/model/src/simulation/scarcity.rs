//! How interception follows from scarcity: less food in an area, more of what
//! passes is taken.

use schemars::JsonSchema;
use serde::Serialize;

use crate::figure::Provenance;
use crate::id::{AreaId, SegmentId, ZoneId};
use crate::loss::Loss;

/// Expected loss on some segments as a curve over recent coverage of some zones.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scarcity {
    /// Segments on which loss follows the curve.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentId>,
    /// Areas whose segments do; segments and areas add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaId>,
    /// Zones whose coverage counts, weighted by people; all where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<ZoneId>,
    /// Days over which coverage is averaged, before the day of the loss. Days
    /// before the scenario began count as `before`.
    pub window_days: u32,
    /// Energy coverage before day 0.
    pub before: f64,
    /// The curve, by rising coverage: straight between its points, level beyond.
    #[serde(rename = "point")]
    pub points: Vec<ScarcityPoint>,
    /// Source and certainty.
    #[serde(flatten)]
    pub provenance: Provenance,
}

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScarcityPoint {
    /// Recent energy coverage, between 0 and 1.
    pub coverage: f64,
    /// Expected loss at it, by kind, on each of the segments.
    pub loss: Loss,
}

impl Scarcity {
    /// Expected loss at a recent coverage.
    #[must_use]
    pub fn at(&self, coverage: f64) -> Loss {
        let after = self.points.iter().position(|point| point.coverage >= coverage);
        let (low, high) = match (after, self.points.last()) {
            (Some(0), _) => return self.points[0].loss,
            (Some(high), _) => (&self.points[high - 1], &self.points[high]),
            (None, Some(last)) => return last.loss,
            (None, None) => return Loss::default(),
        };
        let part = (coverage - low.coverage) / (high.coverage - low.coverage);
        let between = |a: crate::units::Share, b: crate::units::Share| {
            crate::units::Share(a.0 + part * (b.0 - a.0))
        };
        Loss {
            seized: between(low.loss.seized, high.loss.seized),
            self_distributed: between(low.loss.self_distributed, high.loss.self_distributed),
            refused: between(low.loss.refused, high.loss.refused),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Share;

    #[test]
    fn a_curve_is_straight_between_its_points_and_level_beyond() {
        let loss = |seized| Loss { seized: Share(seized), ..Loss::default() };
        let points = [(0.2, 0.9), (0.6, 0.1), (1.0, 0.05)];
        let curve = Scarcity {
            segments: Vec::new(),
            areas: Vec::new(),
            zones: Vec::new(),
            window_days: 7,
            before: 1.0,
            points: points
                .map(|(coverage, seized)| ScarcityPoint { coverage, loss: loss(seized) })
                .to_vec(),
            provenance: crate::figure::Provenance::default(),
        };
        for (coverage, seized) in [(0.0, 0.9), (0.2, 0.9), (0.4, 0.5), (0.6, 0.1), (1.2, 0.05)] {
            assert!((curve.at(coverage).seized.0 - seized).abs() < 1e-12, "{coverage}");
        }
    }
}
