//! Classes of road that trucks use, with the speed assumed for each.

/// A class of road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// The value of `highway`.
    pub name: &'static str,
    /// Speed of a loaded truck, km/h: an assumption, no measurement. A lower
    /// posted limit is kept.
    pub kmh: f64,
    /// Whether it is used only where asked for.
    pub on_request: bool,
}

const fn class(name: &'static str, kmh: f64) -> Class {
    Class { name, kmh, on_request: false }
}

/// Every class that is used. The speeds are those of loaded trucks on good
/// surface outside of war; they are listed among the assumptions of a scenario.
pub const CLASSES: [Class; 16] = [
    class("motorway", 70.0),
    class("motorway_link", 40.0),
    class("trunk", 60.0),
    class("trunk_link", 40.0),
    class("primary", 50.0),
    class("primary_link", 35.0),
    class("secondary", 45.0),
    class("secondary_link", 35.0),
    class("tertiary", 40.0),
    class("tertiary_link", 30.0),
    class("unclassified", 30.0),
    class("road", 25.0),
    class("residential", 25.0),
    class("service", 15.0),
    class("living_street", 10.0),
    Class { name: "track", kmh: 12.0, on_request: true },
];

/// Values of `highway` that are no road for trucks.
const NOT_FOR_TRUCKS: [&str; 16] = [
    "footway",
    "path",
    "pedestrian",
    "cycleway",
    "steps",
    "bridleway",
    "corridor",
    "busway",
    "bus_guideway",
    "raceway",
    "via_ferrata",
    "elevator",
    "platform",
    "crossing",
    "escape",
    "ladder",
];

/// Values of `highway` that stand for roads which are not there, or no longer.
const NOT_THERE: [&str; 8] = [
    "construction",
    "proposed",
    "planned",
    "abandoned",
    "disused",
    "razed",
    "removed",
    "demolished",
];

/// Values of `service` that stand for yards and drives, not for streets.
const YARDS: [&str; 4] = ["driveway", "parking_aisle", "drive-through", "emergency_access"];

/// What a value of `highway` is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A class, by position in [`CLASSES`].
    Used(usize),
    NotForTrucks,
    NotThere,
    Unknown,
}

/// Looks up a value of `highway`.
pub(super) fn look_up(highway: &str) -> Known {
    if let Some(at) = CLASSES.iter().position(|class| class.name == highway) {
        Known::Used(at)
    } else if NOT_FOR_TRUCKS.contains(&highway) {
        Known::NotForTrucks
    } else if NOT_THERE.contains(&highway) {
        Known::NotThere
    } else {
        Known::Unknown
    }
}

/// Whether a value of `service` is a yard or a drive.
pub(super) fn is_yard(service: &str) -> bool {
    YARDS.contains(&service)
}
