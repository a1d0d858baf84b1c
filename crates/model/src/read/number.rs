//! Numbers: plain decimals within bounds; each bad form gets its mend.

use crate::document::{Kind, Value};
use crate::finding::Code;

use super::shown::quote;

/// What a number may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub most: f64,
    /// Whether the least value itself is excluded.
    pub above: bool,
}

impl Bounds {
    /// From `least` to `most`, both included.
    pub const fn new(least: f64, most: f64) -> Self {
        Self { least, most, above: false }
    }

    /// Above zero, up to `most`.
    pub const fn positive(most: f64) -> Self {
        Self { least: 0.0, most, above: true }
    }

    fn admits(self, value: f64) -> bool {
        let low = if self.above { value > self.least } else { value >= self.least };
        low && value <= self.most
    }

    fn words(self) -> String {
        let low = if self.above { "above" } else { "at least" };
        format!("{low} {} and at most {}", self.least, self.most)
    }
}

/// Shares.
pub(crate) const SHARE: Bounds = Bounds::new(0.0, 1.0);
/// Longitude in degrees.
pub(crate) const LONGITUDE: Bounds = Bounds::new(-180.0, 180.0);
/// Latitude in degrees.
pub(crate) const LATITUDE: Bounds = Bounds::new(-90.0, 90.0);
/// Road length; no road is longer than twice round the Earth.
pub(crate) const KILOMETRES: Bounds = Bounds::new(0.0, 80_000.0);
/// Driving time of one segment; more than a year is a slip.
pub(crate) const HOURS: Bounds = Bounds::new(0.0, 8_784.0);
/// Hours of a day.
pub(crate) const HOURS_OF_DAY: Bounds = Bounds::new(0.0, 24.0);
/// Trucks, and trucks in a day.
pub(crate) const TRUCKS: Bounds = Bounds::new(0.0, 1e6);
/// People, and people in a day.
pub(crate) const PEOPLE: Bounds = Bounds::new(0.0, 1e10);
/// Tonnes, and tonnes in a day.
pub(crate) const TONNES: Bounds = Bounds::new(0.0, 1e9);
/// Grams for one person on one day; nobody eats a tonne.
pub(crate) const GRAMS: Bounds = Bounds::new(0.0, 1e6);
/// Dollars per tonne.
pub(crate) const USD: Bounds = Bounds::new(0.0, 1e9);
/// Fuel in a day.
pub(crate) const LITRES: Bounds = Bounds::new(0.0, 1e9);
/// Amounts of a nutrient.
pub(crate) const NUTRIENT: Bounds = Bounds::new(0.0, 1e9);

/// Why a number was refused: code, what is wrong, how to mend it.
pub(crate) type Refusal = (Code, String, String);

/// The number that a value holds, if it lies within its bounds.
///
/// # Errors
/// What kept it from being used.
pub(crate) fn read(value: &Value, name: &str, bounds: Bounds) -> Result<f64, Refusal> {
    let (written, number) = match &value.kind {
        Kind::Number(written, number) => (written.as_ref(), *number),
        Kind::Cell(text) => (text.trim(), plain(text.trim(), name)?),
        other => return Err(wrong_kind(other, name)),
    };
    if number.is_nan() && !written.to_ascii_lowercase().contains("nan") {
        let what = format!("`{name}` is {}, which is no plain decimal", quote(written));
        return Err((Code::WrongType, what, "write it in decimal digits".to_owned()));
    }
    let vanished = number == 0.0 && has_digits_before_exponent(written);
    if !number.is_finite() || vanished || !bounds.admits(number) {
        let what = format!("`{name}` is {}", quote(written));
        let mend = format!("{name} must be {}", bounds.words());
        return Err((Code::OutOfRange, what, mend));
    }
    // Adding zero turns -0 into 0.
    Ok(number + 0.0)
}

/// Whether a number that came to zero was not written as zero.
fn has_digits_before_exponent(written: &str) -> bool {
    let mantissa = written.split(['e', 'E']).next().unwrap_or_default();
    mantissa.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

fn wrong_kind(kind: &Kind, name: &str) -> Refusal {
    let what = format!("`{name}` must be a number, here it is {}", shown(kind));
    let mend = match kind {
        Kind::Text(text) if plain(text.trim(), name).is_ok() => "remove the quotes".to_owned(),
        Kind::Text(text) => plain(text.trim(), name).map_or_else(|r| r.2, |_| String::new()),
        Kind::Null => "write the number, or leave the field out if it may be".to_owned(),
        _ => "write a plain decimal such as 12.5".to_owned(),
    };
    (Code::WrongType, what, mend)
}

/// A value in a sentence: its kind, and its text where it is short.
pub(crate) fn shown(kind: &Kind) -> String {
    match kind {
        Kind::Text(text) => format!("text, {}", quote(text)),
        Kind::Cell(text) => quote(text),
        Kind::Number(text, _) => format!("the number {}", quote(text)),
        Kind::Date(text) => format!("the date {}", quote(text)),
        Kind::Bool(truth) => format!("`{truth}`"),
        other => other.name().to_owned(),
    }
}

/// A plain decimal: digits, at most one point with digits on both sides, and a
/// minus sign in front.
fn plain(text: &str, name: &str) -> Result<f64, Refusal> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = body.split_once('.').unwrap_or((body, "0"));
    if digits(whole) && digits(fraction) {
        return Ok(text.parse().unwrap_or(f64::NAN));
    }
    let what = format!("`{name}` is {}, which is no plain decimal", quote(text));
    Err((Code::WrongType, what, mend(text, body)))
}

fn mend(text: &str, body: &str) -> String {
    let lower = body.to_ascii_lowercase();
    if let Some(percent) = text.strip_suffix('%') {
        let share = percent.trim().parse::<f64>().map(|p| p / 100.0);
        return share.map_or_else(
            |_| "write a share between 0 and 1 in place of a percentage".to_owned(),
            |share| format!("write {share} for {}", text.trim()),
        );
    }
    if text.chars().any(|c| !c.is_ascii() && c.is_numeric()) {
        return "write the digits as 0 to 9".to_owned();
    }
    if lower.starts_with("0x") {
        return "write it in decimal digits".to_owned();
    }
    if ["nan", "inf", "infinity", "n/a", "na", "-", "null", "none", "?"].contains(&lower.as_str()) {
        return "leave the cell empty if the figure is not known and may be left out".to_owned();
    }
    if text.starts_with(['~', '<', '>', '≈', '±']) {
        return "write the number alone, and put the doubt in `certainty`".to_owned();
    }
    if text.contains([',', '\'', '’', '_'])
        || text.matches('.').count() > 1
        || text.split_whitespace().count() > 1
    {
        return separators(text);
    }
    if lower.contains('e') && text.parse::<f64>().is_ok() {
        return "write the number out, without an exponent".to_owned();
    }
    "write a plain decimal such as 12.5, without unit".to_owned()
}

fn separators(text: &str) -> String {
    let without: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric());
    let one_comma = text.matches(',').count() == 1;
    let decimal_comma = one_comma
        && text.split_once(',').is_some_and(|(before, after)| {
            // A point before the comma can only group thousands: 1.200,50.
            let grouped = before.contains('.') && !after.contains('.');
            grouped || (after.len() != 3 && !text.contains('.'))
        });
    if decimal_comma && is_number {
        let (whole, after) = text.split_once(',').unwrap_or((text, ""));
        let kept = |c: &char| c.is_ascii_digit() || *c == '-';
        let whole: String = whole.chars().filter(kept).collect();
        let after = if after.is_empty() { "0" } else { after };
        format!("write the decimal sign as a point: {whole}.{after}")
    } else if is_number && one_comma && text.contains('.') {
        // A comma before a point: 1,200.50.
        format!("remove the thousands separator: {}", text.replace(',', ""))
    } else if is_number && text.matches('.').count() != 1 {
        format!("remove the thousands separator: {without}")
    } else {
        "write the number alone, without separators or unit".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn every_habit_of_writing_numbers_gets_its_own() {
        for (written, mended) in [
            ("1.200,50", "write the decimal sign as a point: 1200.50"),
            ("1200,5", "write the decimal sign as a point: 1200.5"),
            ("-1.200,50", "write the decimal sign as a point: -1200.50"),
            ("1,200.50", "remove the thousands separator: 1200.50"),
            ("1.200.000", "remove the thousands separator: 1200000"),
            ("1,200", "remove the thousands separator: 1200"),
            ("1 200", "remove the thousands separator: 1200"),
        ] {
            assert_eq!(plain(written, "n").unwrap_err().2, mended, "{written}");
        }
    }
}
