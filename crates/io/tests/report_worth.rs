//! What users read of worths and frontiers: text, pages that keep to themselves,
//! names of others that stay names.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fixture;
mod markup;

use safeconduct_io::report::{Style, compare, frontier, worth as page};
use safeconduct_model::frontier::{Frontier, Point};
use safeconduct_model::id::FrameworkId;
use safeconduct_model::worth::{
    Bond, Change, Counts, End, Measure, Orders, Pair, SCHEMA, TermWorth, WithoutPlan, Worth,
};
use unicode_width::UnicodeWidthStr;

fn term(id: &str, change: Change, [worth, alone, last]: [Option<i64>; 3]) -> TermWorth {
    TermWorth {
        term: id.to_owned(),
        change,
        note: Some("What it says.".to_owned()),
        worth,
        standard_error: None,
        alone,
        last,
    }
}

fn worth() -> Worth {
    Worth {
        schema: SCHEMA.to_owned(),
        version: "0.0.0".to_owned(),
        scenario: "coast".to_owned(),
        from: None,
        to: Some(FrameworkId("dual-track".to_owned())),
        measure: Measure::PeopleDays,
        unit: Measure::PeopleDays.unit().to_owned(),
        from_value: Some(1_000_000),
        to_value: Some(1_700_000),
        difference: Some(700_000),
        terms: vec![
            term("gate-open", Change::Added, [Some(800_000), Some(0), Some(1_200_000)]),
            term("no-corridor", Change::Removed, [Some(100_000), Some(5_000), None]),
            term("share", Change::Changed, [Some(-200_000), None, Some(-150_000)]),
        ],
        pairs: vec![Pair {
            first: "gate-open".to_owned(),
            second: "no-corridor".to_owned(),
            bond: Bond::Needs,
            together: 900_000,
            sentence: "`gate-open` is worth nothing without lifting `no-corridor`.".to_owned(),
        }],
        orders: Orders::Every { counted: 4, possible: 6 },
        counts: Counts {
            frameworks: 8,
            alike: 1,
            between: 2,
            solved: 5,
            linear_programs: 40,
            without_plan: 1,
        },
        without_plan: vec![WithoutPlan {
            as_in_to: vec!["share".to_owned()],
            why: "no plan keeps every floor".to_owned(),
        }],
        ends: vec![End { framework: None, planned: 1_000_000.2, valued: 1_000_000.0 }],
    }
}

fn point(kept: f64, worst: f64) -> Point {
    Point {
        kept,
        coverage: 0.2 + 0.6 * kept,
        people_days: 1e6 * kept,
        least_coverage: 0.5 * kept,
        worst_case_usd: worst,
        expected_loss_usd: worst / 3.0,
        at_stake_usd: worst * 4.0 / 3.0,
        truck_km: 1000.0 * kept,
    }
}

fn swept(name: &str) -> Frontier {
    Frontier {
        schema: safeconduct_model::frontier::SCHEMA.to_owned(),
        scenario: "coast".to_owned(),
        framework: Some(FrameworkId(name.to_owned())),
        gamma: 2.0,
        points: vec![point(0.0, 0.0), point(0.5, 10_000.0), point(1.0, 60_000.0)],
    }
}

fn keeps_to_itself(page: &str) {
    markup::check(page);
    for element in markup::elements(page) {
        assert!(!element.contains("onerror") && !element.starts_with("<script"), "{element}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn worths_are_read_in_100_columns() {
    let text = page::text(&fixture::scenario(), &worth(), Style::Plain);
    assert!(text.lines().all(|line| line.width() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn sampled_worths_show_their_error() {
    let mut worth = worth();
    worth.orders = Orders::Sampled { drawn: 100, counted: 90, seed: 7 };
    worth.terms.iter_mut().for_each(|term| term.standard_error = Some(1234.4));
    let text = page::text(&fixture::scenario(), &worth, Style::Plain);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["seed 7", "1,234", "90 of them", "standard error"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(page::html(&fixture::scenario(), &worth).contains("1,234"));
}

#[test]
fn without_a_plan_at_an_end_that_is_what_is_said() {
    let mut worth = worth();
    (worth.to_value, worth.difference) = (None, None);
    worth.terms.iter_mut().for_each(|term| term.worth = None);
    worth.orders = Orders::Every { counted: 0, possible: 6 };
    let text = page::text(&fixture::scenario(), &worth, Style::Plain);
    assert!(text.contains("There is no plan under dual-track"), "{text}");
    assert!(!text.contains("sum"), "{text}");
    keeps_to_itself(&page::html(&fixture::scenario(), &worth));
}

#[test]
fn names_of_others_stay_names() {
    for name in ["<script>x</script>", "a\u{1b}[31m\u{202e}b", "\" onerror=x", "`x`"] {
        let mut worth = worth();
        worth.terms[0].term = name.to_owned();
        worth.terms[0].note = Some(name.to_owned());
        worth.pairs[0].sentence = format!("`{name}` is worth nothing.");
        worth.without_plan[0].why = name.to_owned();
        worth.to = Some(FrameworkId(name.to_owned()));
        keeps_to_itself(&page::html(&fixture::scenario(), &worth));
        let text = page::text(&fixture::scenario(), &worth, Style::Plain);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name:?}");
    }
}

#[test]
fn frontiers_are_a_table_and_a_chart_beside_the_comparison() {
    let both = [swept("as-before"), swept("dual-track")];
    let text = frontier::text(&both, Style::Plain);
    assert!(text.lines().all(|line| line.width() <= 100), "{text}");
    insta::assert_snapshot!(text);
    let page = compare::html_frontiers(&fixture::all(), &[], &both);
    keeps_to_itself(&page);
    assert_eq!(page.matches("<polyline").count(), 4);
    let nothing = [Frontier { points: vec![point(1.0, 0.0)], ..swept("dual-track") }];
    keeps_to_itself(&compare::html_frontiers(&fixture::all(), &[], &nothing));
    assert!(frontier::text(&nothing, Style::Plain).contains("Nothing can be given up for less"));
}

#[test]
fn the_noun_holds_the_figures_of_the_table() {
    let plans = fixture::all();
    let noun = compare::noun("coast", &plans, &[], &[]);
    let text = serde_json::to_string(&noun).expect("JSON");
    let back: safeconduct_model::comparison::Comparison =
        serde_json::from_str(&text).expect("it reads back");
    assert_eq!(back, noun);
    assert_eq!(noun.answers.len(), plans.len());
}
