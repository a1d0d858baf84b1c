//! The nearest of the names that exist.

use strsim::damerau_levenshtein;

/// The longest name compared, in bytes; comparing takes the product of lengths.
const LONGEST: usize = 64;

/// The name nearest to `text`, if one is near enough to be meant.
pub(crate) fn nearest<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let long = lower.chars().count();
    let allowed = (long / 3).max(1);
    let distance = |name: &'n str| {
        if name.to_ascii_lowercase() == lower {
            return (0, name);
        }
        // `km` is meant by `length_km`: a part between underscores counts as near.
        if long >= 2 && name.split('_').any(|part| part == lower) {
            return (allowed, name);
        }
        // No two texts are closer than their lengths.
        let far = name.len() > LONGEST || name.chars().count().abs_diff(long) > allowed;
        let near = || damerau_levenshtein(&lower, &name.to_ascii_lowercase());
        (if far { usize::MAX } else { near() }, name)
    };
    names.map(distance).filter(|(d, _)| *d <= allowed).min().map(|(_, name)| name)
}

/// A mend that names the nearest, or else what exists.
pub(crate) fn mend<'n>(text: &str, names: impl Iterator<Item = &'n str> + Clone) -> String {
    if let Some(name) = nearest(text, names.clone()) {
        return format!("did you mean `{name}`?");
    }
    let mut known: Vec<&str> = names.take(MOST_LISTED + 1).collect();
    known.sort_unstable();
    let more = if known.len() > MOST_LISTED { ", …" } else { "" };
    known.truncate(MOST_LISTED);
    if known.is_empty() {
        "none exists".to_owned()
    } else {
        format!("known: {}{more}", known.join(", "))
    }
}

const MOST_LISTED: usize = 20;

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_name_in_capitals_is_nearest_to_itself() {
        let names = ["sites.csv", "zones.csv", "populations.csv", "assumptions.csv"];
        assert_eq!(nearest("Zones.CSV", names.into_iter()), Some("zones.csv"));
        assert_eq!(nearest("zones.csv", names.into_iter()), Some("zones.csv"));
        assert_eq!(nearest("POPULATIONS.CSV", names.into_iter()), Some("populations.csv"));
    }
}
