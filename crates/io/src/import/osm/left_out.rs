//! What of the file is not used, counted by reason.

use std::collections::BTreeMap;

/// Why something is not used, or not as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Ways for people on foot, bicycles, buses.
    NotForTrucks,
    /// Roads that are planned, being built or gone.
    NotThere,
    /// A value of `highway` that is not known.
    UnknownClass,
    /// Tracks, unless asked for.
    Tracks,
    /// Driveways and parking lots.
    Yards,
    /// Roads closed to trucks or to the public.
    Shut,
    /// Lanes whose direction changes by the hour.
    Reversible,
    /// Squares and other areas.
    Areas,
    /// Ferries.
    Ferries,
    /// Stretches with a node that is not in the file, or is nowhere on Earth.
    CutAtEdge,
    /// Barriers that shut a road.
    Barriers,
    /// Gates taken as open to trucks.
    Gates,
    /// Limits on weight, height or width.
    Limits,
    /// Speed limits that are no number.
    SpeedUnread,
    /// Bans on turning.
    Turns,
}

impl Reason {
    /// What was left out, and of what kind it is.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            Self::NotForTrucks => "ways for people on foot, bicycles or buses were left out",
            Self::NotThere => "roads that are planned, being built or gone were left out",
            Self::UnknownClass => "ways with an unknown value of `highway` were left out",
            Self::Tracks => "tracks were left out",
            Self::Yards => "driveways and rows of parking lots were left out",
            Self::Shut => "roads closed to trucks or to the public were left out",
            Self::Reversible => "roads whose direction changes by the hour were left out",
            Self::Areas => "areas such as squares were left out",
            Self::Ferries => "ferries were left out",
            Self::CutAtEdge => "stretches to a node that the file does not hold were left out",
            Self::Barriers => "barriers shut a road to trucks",
            Self::Gates => "gates and the like were taken as open to trucks",
            Self::Limits => "roads have a limit on weight, height or width that was not used",
            Self::SpeedUnread => "speed limits are no number and were not used",
            Self::Turns => "bans on turning were not used",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub const fn mend(self) -> &'static str {
        match self {
            Self::Tracks => "keep them with --with-tracks",
            Self::Shut => "if passage is agreed on, add the segment to segments.csv",
            Self::CutAtEdge => "take a larger extract if roads beyond its edge matter",
            Self::Barriers | Self::Gates => {
                "check those on your corridors; close or add segments by hand"
            }
            Self::Limits => "check bridges and tunnels on your corridors",
            Self::Ferries => "add a segment by hand where trucks take a ferry",
            _ => "nothing to do unless such a road matters; then add its segment by hand",
        }
    }
}

/// Counts by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(pub BTreeMap<Reason, u64>);

impl LeftOut {
    /// Counts one more.
    pub(super) fn count(&mut self, reason: Reason) {
        *self.0.entry(reason).or_default() += 1;
    }
}
