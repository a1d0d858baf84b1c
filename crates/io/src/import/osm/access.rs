//! Who may drive a road, and pass a barrier.

use super::pbf::Tags;

/// The value of a key; none where it is not there or no text.
pub(super) fn value<'b>(tags: &Tags<'b>, key: &str) -> Option<&'b str> {
    let found = tags.iter().find(|(k, _)| *k == key.as_bytes())?;
    std::str::from_utf8(found.1).ok()
}

/// Keys on who may drive, the most telling for trucks first.
const KEYS: [&str; 5] = ["hgv", "goods", "motor_vehicle", "vehicle", "access"];

/// Values that shut trucks out.
const SHUT: [&str; 12] = [
    "no",
    "private",
    "agricultural",
    "forestry",
    "agricultural;forestry",
    "military",
    "emergency",
    "psv",
    "bus",
    "foot",
    "bicycle",
    "restricted",
];

/// Whether trucks may use it, by the most telling key; none where no key tells.
pub(super) fn for_trucks(tags: &Tags) -> Option<bool> {
    let told = KEYS.iter().find_map(|key| value(tags, key))?;
    Some(!SHUT.contains(&told))
}

/// Barriers that trucks pass when they are opened or ignore altogether.
const PASSED: [&str; 17] = [
    "gate",
    "lift_gate",
    "swing_gate",
    "sliding_gate",
    "wicket_gate",
    "hampshire_gate",
    "toll_booth",
    "border_control",
    "checkpoint",
    "cattle_grid",
    "entrance",
    "height_restrictor",
    "kerb",
    "sally_port",
    "rope",
    "no",
    "spikes",
];

/// What a barrier means to a truck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Barrier {
    /// None there.
    None,
    /// It is opened to pass.
    Opens,
    /// It shuts the road.
    Shuts,
}

/// The barrier on a node.
pub(super) fn barrier(tags: &Tags) -> Barrier {
    let Some(kind) = value(tags, "barrier") else { return Barrier::None };
    match for_trucks(tags) {
        Some(true) => Barrier::Opens,
        Some(false) => Barrier::Shuts,
        None if PASSED.contains(&kind) => Barrier::Opens,
        None => Barrier::Shuts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags<'t>(pairs: &[(&'t str, &'t str)]) -> Tags<'t> {
        pairs.iter().map(|(k, v)| (k.as_bytes(), v.as_bytes())).collect()
    }

    #[test]
    fn the_most_telling_key_decides() {
        let may = |pairs: &[(&str, &str)]| for_trucks(&tags(pairs));
        assert_eq!(may(&[("name", "x")]), None);
        assert_eq!(may(&[("access", "private")]), Some(false));
        assert_eq!(may(&[("access", "no"), ("motor_vehicle", "yes")]), Some(true));
        assert_eq!(may(&[("motor_vehicle", "yes"), ("hgv", "no")]), Some(false));
        assert_eq!(may(&[("access", "destination")]), Some(true));
    }

    #[test]
    fn a_gate_opens_and_a_bollard_shuts_unless_somebody_may_pass() {
        let at = |pairs: &[(&str, &str)]| barrier(&tags(pairs));
        assert_eq!(at(&[("highway", "crossing")]), Barrier::None);
        assert_eq!(at(&[("barrier", "gate")]), Barrier::Opens);
        assert_eq!(at(&[("barrier", "gate"), ("access", "private")]), Barrier::Shuts);
        assert_eq!(at(&[("barrier", "bollard")]), Barrier::Shuts);
        assert_eq!(at(&[("barrier", "bollard"), ("hgv", "yes")]), Barrier::Opens);
    }
}
