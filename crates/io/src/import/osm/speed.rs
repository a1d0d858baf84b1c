//! Posted limits.

use super::access::value;
use super::pbf::Tags;

/// Kilometres of a mile.
const KM_PER_MILE: f64 = 1.609_344;
/// Nothing drives slower where it drives at all, km/h.
const SLOWEST: f64 = 5.0;

/// What is known of a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limit {
    /// None posted, or none by law.
    None,
    /// So many km/h.
    Kmh(f64),
    /// Something is written that is no number.
    Unread,
}

/// The limit for trucks, else for all.
pub(super) fn limit(tags: &Tags) -> Limit {
    let posted = value(tags, "maxspeed:hgv").or_else(|| value(tags, "maxspeed"));
    let Some(posted) = posted else { return Limit::None };
    if matches!(posted, "none" | "signals" | "variable") {
        return Limit::None;
    }
    if posted == "walk" {
        return Limit::Kmh(SLOWEST);
    }
    let (number, factor) = match posted.strip_suffix("mph") {
        Some(miles) => (miles.trim(), KM_PER_MILE),
        None => (posted.strip_suffix("km/h").unwrap_or(posted).trim(), 1.0),
    };
    match number.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => {
            Limit::Kmh((number * factor).max(SLOWEST))
        }
        _ => Limit::Unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_numbers_in_km_or_miles_an_hour() {
        let read = |text: &'static str| limit(&vec![(&b"maxspeed"[..], text.as_bytes())]);
        assert_eq!(read("50"), Limit::Kmh(50.0));
        assert_eq!(read("50 km/h"), Limit::Kmh(50.0));
        assert_eq!(read("10 mph"), Limit::Kmh(16.093_44));
        assert_eq!(read("none"), Limit::None);
        assert_eq!(read("walk"), Limit::Kmh(5.0));
        for text in ["CH:urban", "-3", "1e999", "NaN", "50;30", ""] {
            assert_eq!(read(text), Limit::Unread, "{text}");
        }
        let both = vec![(&b"maxspeed"[..], &b"80"[..]), (&b"maxspeed:hgv"[..], &b"60"[..])];
        assert_eq!(limit(&both), Limit::Kmh(60.0));
    }
}
