//! HXL hashtags of the columns that a scenario's tables have.
//!
//! Tags and attributes as in the HXL standard 1.1 (hxlstandard.org).

/// Hashtag, attributes it must carry, and the field it stands for; the first
/// that fits is taken.
const TAGS: &[(&str, &[&str], &str)] = &[
    ("#loc", &["code"], "id"),
    ("#loc", &["name"], "name"),
    ("#loc", &["type"], "kind"),
    ("#geo", &["lat"], "lat"),
    ("#geo", &["lon"], "lon"),
    ("#population", &[], "population"),
    ("#adm2", &["code"], "pcode"),
    ("#adm1", &["code"], "pcode"),
    ("#item", &["code"], "commodity"),
    ("#meta", &["source"], "source"),
];

/// Whether a cell holds a hashtag.
pub(super) fn is_tag(cell: &str) -> bool {
    let cell = cell.trim();
    let after = cell.strip_prefix('#').and_then(|rest| rest.chars().next());
    after.is_some_and(|c| c.is_ascii_alphabetic())
}

/// The field that a hashtag stands for.
pub(super) fn field(cell: &str) -> Option<&'static str> {
    let lower = cell.trim().to_ascii_lowercase();
    let mut parts = lower.split('+').map(str::trim);
    let tag = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    let fits =
        |row: &&(&str, &[&str], &str)| row.0 == tag && row.1.iter().all(|a| attributes.contains(a));
    TAGS.iter().find(fits).map(|row| row.2)
}
