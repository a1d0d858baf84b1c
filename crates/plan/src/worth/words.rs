//! Pairs of terms in words.

use safeconduct_model::worth::{Bond, Change, Measure};

use super::pair::Found;

/// How a differing term is spoken of.
pub fn name(change: Change, term: &str) -> String {
    match change {
        Change::Added => format!("`{term}`"),
        Change::Removed => format!("lifting `{term}`"),
        Change::Changed => format!("the change of `{term}`"),
        Change::Order => "the new order of terms".to_owned(),
    }
}

/// One sentence on a pair.
///
/// `gains` says whether the first term adds to the measure at all, so that a term
/// that takes away is not said to be worth something.
pub fn sentence(
    (first, second): (&str, &str),
    found: &Found,
    measure: Measure,
    gains: bool,
) -> String {
    let unit = measure.unit();
    let together = number(found.together.abs());
    let worth = |more: &str| match measure {
        Measure::PeopleDays | Measure::Lowest if gains => format!("is worth nothing {more}"),
        _ => format!("changes nothing {more}"),
    };
    let said = match found.bond {
        Bond::Needs => {
            let worth = worth(&format!("without {second}"));
            format!("{first} {worth}; together they bring {together} {unit} more than apart.")
        }
        Bond::NeedEachOther => {
            let worth = worth("without the other");
            format!(
                "{first} and {second} need each other: either {worth}; together they bring {together} {unit} more than apart."
            )
        }
        Bond::MadeNeedless => {
            let worth = worth(&format!("once {second} is there"));
            format!("{first} {worth}; together they bring {together} {unit} less than apart.")
        }
        Bond::OneWillDo => {
            let worth = worth("once the other is there");
            format!("{first} or {second} will do: either {worth}.")
        }
        Bond::Strengthen => {
            format!(
                "{first} and {second} strengthen each other: together they bring {together} {unit} more than apart, on average."
            )
        }
        Bond::Overlap => {
            format!(
                "{first} and {second} overlap: together they bring {together} {unit} less than apart, on average."
            )
        }
    };
    let mut letters = said.chars();
    let capital = letters.next().map(|c| c.to_uppercase().to_string());
    capital.unwrap_or_default() + letters.as_str()
}

/// A whole number with thousands set apart.
fn number(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_told_in_one_sentence() {
        let found = Found { first: 0, second: 1, bond: Bond::Needs, together: 1_234_567.4 };
        let crossing = name(Change::Added, "crossing");
        let corridor = name(Change::Removed, "no-corridor");
        let said = sentence((&crossing, &corridor), &found, Measure::PeopleDays, true);
        let want = "`crossing` is worth nothing without lifting `no-corridor`; together they \
                    bring 1,234,567 people-days more than apart.";
        assert_eq!(said, want);
        let said = sentence((&corridor, &crossing), &found, Measure::Loss, true);
        assert!(said.starts_with("Lifting `no-corridor` changes nothing without"), "{said}");
    }
}
