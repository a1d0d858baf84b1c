//! What serde writes, reading gives back, to the last bit.
#![allow(clippy::expect_used)]

use proptest::prelude::*;
use safeconduct_model::read::{self, Format};

mod small;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_scenario_written_as_json_is_read_back_equal(scenario in small::scenario()) {
        let text = serde_json::to_string(&scenario).expect("JSON");
        let read = read::text("x.json", &text, Format::Json);
        let errors = read.findings.0.iter()
            .filter(|f| f.severity == safeconduct_model::finding::Severity::Error);
        let shown: String = errors.map(|f| format!("{f}\n")).collect();
        prop_assert_eq!(shown, "");
        prop_assert_eq!(read.scenario, Some(scenario));
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC{0,200}") {
        let _ = read::text("x.json", &text, Format::Json);
        let _ = read::text("x.toml", &text, Format::Toml);
    }

    #[test]
    fn no_spoilt_scenario_makes_reading_panic(
        scenario in small::scenario(),
        at in any::<proptest::sample::Index>(),
        with in "[\\[\\]{}\",:0-9a-z.eE+\\-\\\\]{0,3}",
    ) {
        let text = serde_json::to_string(&scenario).expect("JSON");
        let places: Vec<usize> = text.char_indices().map(|(n, _)| n).collect();
        let cut = places[at.index(places.len())];
        let spoilt = format!("{}{with}{}", &text[..cut], text[cut..].chars().skip(1).collect::<String>());
        let read = read::text("x.json", &spoilt, Format::Json);
        prop_assert_eq!(read.scenario.is_none(), read.findings.any_error());
    }
}
