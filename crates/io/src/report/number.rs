//! Numbers as people read them. Files for machines never use these.

/// A whole number with thousands separated: `1,234,567`.
pub fn whole(value: f64) -> String {
    decimals(value, 0)
}

/// With so many decimals, thousands separated; `–` where it is no number.
pub fn decimals(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.places$}", value.abs());
    let (int, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut grouped = String::new();
    for (i, digit) in int.chars().enumerate() {
        if i > 0 && (int.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let zero = plain.chars().all(|c| c == '0' || c == '.');
    let sign = if value < 0.0 && !zero { "-" } else { "" };
    format!("{sign}{grouped}{rest}")
}

/// A count that may be fractional, as expected trucks are: `12.9`, `1,240`.
pub fn count(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if value.abs() < 99.95 && tenths % 10.0 != 0.0 { decimals(value, 1) } else { whole(value) }
}

/// A share as a percentage; more than nothing is never printed as nothing.
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    if share > 0.0 && share < 0.0005 {
        return "<0.1 %".to_owned();
    }
    format!("{} %", decimals(share * 100.0, 1))
}

/// Mass from grams: tonnes, or kilograms below a tenth of a tonne.
pub fn mass(grams: f64) -> String {
    let tonnes = grams / 1e6;
    if tonnes == 0.0 || tonnes.abs() >= 0.1 {
        let places = if tonnes.abs() < 99.95 && tonnes != 0.0 { 1 } else { 0 };
        format!("{} t", decimals(tonnes, places))
    } else {
        format!("{} kg", decimals(grams / 1e3, 1))
    }
}

/// Money in US dollars.
pub fn usd(value: f64) -> String {
    format!("USD {}", whole(value))
}

/// A large number in three figures: `1.29 M`, `36.1 M`, `840`.
pub fn short(value: f64) -> String {
    for (size, mark) in [(1e9, " bn"), (1e6, " M"), (1e4, " k")] {
        if value.abs() >= size {
            let scaled = value / if mark == " k" { 1e3 } else { size };
            let places = if scaled.abs() >= 100.0 { 0 } else { 1 + usize::from(scaled < 10.0) };
            return format!("{}{mark}", decimals(scaled, places));
        }
    }
    count(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(whole(1_234_567.4), "1,234,567");
        assert_eq!(whole(-0.2), "0");
        assert_eq!(decimals(-1234.56, 1), "-1,234.6");
        assert_eq!(whole(f64::NAN), "–");
        assert_eq!(count(9.999_999), "10");
        assert_eq!(count(28.84), "28.8");
    }

    #[test]
    fn something_is_never_nothing() {
        assert_eq!(percent(0.9989), "99.9 %");
        assert_eq!(percent(0.0001), "<0.1 %");
        assert_eq!(percent(0.0), "0.0 %");
        assert_eq!(percent(1.0), "100.0 %");
    }

    #[test]
    fn masses_keep_a_sense_of_scale() {
        assert_eq!(mass(5_432e6), "5,432 t");
        assert_eq!(mass(12.34e6), "12.3 t");
        assert_eq!(mass(45_000.0), "45.0 kg");
        assert_eq!(mass(0.0), "0 t");
        assert_eq!(short(36_120_000.0), "36.1 M");
        assert_eq!(short(12_300.0), "12.3 k");
    }
}
