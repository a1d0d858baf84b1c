//! The outcome of a simulation as people read it: text, page, table.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use safeconduct_io::report::{Style, simulate};
use safeconduct_model::outcome::{
    Assumed, Beyond, Cell, InterceptorPlayed, Losses, Missions, Outcome, PolicyPlayed, SCHEMA,
    Spread, Warning, ZoneFared,
};

mod markup;

fn spread(mean: f64) -> Spread {
    Spread { mean, standard_error: mean / 50.0, low: mean * 0.8, median: mean, high: mean * 1.1 }
}

fn cell(policy: &str, interceptor: &str, struck: f64, coverage: f64) -> Cell {
    let zone = ZoneFared {
        zone: "hills".into(),
        name: "Hills & <b>valley</b>".to_owned(),
        people: 120_000.0,
        planned: 0.9,
        coverage: spread(coverage),
        days_below: spread(9.0),
    };
    let beyond =
        Beyond { most_usd: 40_000.0, mean_usd: struck - 40_000.0, standard_error_usd: 300.0 };
    Cell {
        policy: policy.to_owned(),
        interceptor: interceptor.to_owned(),
        coverage: spread(coverage),
        zones: vec![zone],
        struck_usd: spread(struck),
        struck_tail_usd: struck * 1.4,
        lost_usd: spread(struck + 10_000.0),
        lost_tail_usd: struck * 1.5 + 10_000.0,
        losses: Losses {
            seized_t: spread(60.0),
            struck_t: spread(40.0),
            self_distributed_t: spread(12.5),
            self_distributed_people_days: spread(25_000.0),
            refused_t: spread(0.0),
            left_outside_t: spread(3.0),
            spoilt_t: spread(0.0),
            outside_stores_t_nights: spread(0.0),
        },
        beyond,
        missions: Missions { facilitated: 40.0, impeded: 12.0, denied: 3.0, cancelled: 5.0 },
        trucks: 510.0,
        strikes: 28.0,
    }
}

fn outcome() -> Outcome {
    let played = |name: &str, does: &str, informed: bool| InterceptorPlayed {
        name: name.to_owned(),
        does: does.to_owned(),
        informed,
    };
    let policy = |name: &str, guarantee_usd: Option<f64>| PolicyPlayed {
        name: name.to_owned(),
        does: "sends what it sends".to_owned(),
        planned_coverage: 0.9,
        guarantee_usd,
        shipped_usd: 1e6,
    };
    let what = "takes USD 9000 a run (± 300) more than it could without knowing the draw";
    let said = |interceptor: &str, what: &str| Warning {
        policy: "plan".to_owned(),
        interceptor: interceptor.to_owned(),
        what: what.to_owned(),
    };
    Outcome {
        schema: SCHEMA.to_owned(),
        version: "0.0.0".to_owned(),
        command: "safeconduct simulate --runs 500".to_owned(),
        scenario: "small".to_owned(),
        framework: Some("both".into()),
        input_sha256: "0123456789abcdef".to_owned(),
        runs: 500,
        seed: 7,
        days: 28,
        gamma: 1.0,
        assumed: vec![Assumed {
            about: "crossing north".to_owned(),
            assumed: "open 88 % of days in the long run".to_owned(),
            source: "counts of a year".to_owned(),
            certainty: None,
        }],
        policies: vec![policy("plan", Some(40_000.0)), policy("rotation", None)],
        interceptors: vec![
            played("pattern-1", "looks for what followed", false),
            played("leak", "has an informant", true),
        ],
        cells: vec![
            cell("plan", "pattern-1", 39_500.0, 0.84),
            cell("plan", "leak", 49_000.0, 0.81),
            cell("rotation", "pattern-1", 132_000.0, 0.66),
            cell("rotation", "leak", 120_000.0, 0.68),
        ],
        warnings: vec![said("leak", what)],
        remarks: Vec::new(),
    }
}

#[test]
fn an_outcome_reads_like_this() {
    let text = simulate::text(&outcome(), Style::Plain);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_page_stands_alone_and_says_nothing_by_colour_alone() {
    let page = simulate::html(&outcome());
    markup::check(&page);
    assert!(page.contains("guarantee of plan") && page.contains("role=\"img\""));
    assert!(page.contains("Hills &amp; &lt;b&gt;valley&lt;/b&gt;"), "names are escaped");
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    // Each policy has a mark of its own shape.
    assert!(page.contains("a4.5 4.5") && page.contains("h8v8h-8z"));
    assert_eq!(page, simulate::html(&outcome()));
}

#[test]
fn a_table_has_a_row_for_each_pair() {
    let rows = simulate::rows(&outcome());
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.len() == simulate::COLUMNS.len()));
    assert_eq!(rows[2][..3], ["rotation", "pattern-1", "0.66"].map(str::to_owned));
}
