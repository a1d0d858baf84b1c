//! The default print of a plan.

// Helpers of tests may expect, as tests may.
#![allow(clippy::expect_used)]

mod fixture;

use safeconduct_io::report::{Style, compare, text};
use safeconduct_model::answer::{BrokenFloor, Infeasible};
use safeconduct_model::plan::Group;
use unicode_width::UnicodeWidthStr;

#[test]
fn dual_track_reads_like_this() {
    let (world, plan) = fixture::planned("dual-track");
    insta::assert_snapshot!(text::plan(&world, &plan, Style::Plain));
}

#[test]
fn every_line_fits_in_100_columns() {
    for (world, plan) in fixture::all() {
        let text = text::plan(&world, &plan, Style::Plain);
        for line in text.lines() {
            assert!(line.width() <= 100, "{} columns: {line}", line.width());
        }
    }
}

#[test]
fn frameworks_side_by_side() {
    let text = compare::text(&fixture::all(), Style::Plain);
    insta::assert_snapshot!(text);
    let mut four = fixture::all();
    four.extend(fixture::all().into_iter().take(1));
    for line in compare::text(&four, Style::Plain).lines() {
        assert!(line.width() <= 100, "{} columns: {line}", line.width());
    }
    assert_eq!(compare::text(&[], Style::Plain), "No plans to compare.\n");
    // With more than four, every label is read whole, in each of the tables.
    four.extend(fixture::all());
    let many = compare::text(&four, Style::Plain);
    assert_eq!(many.matches("  people at full need, mean day  ").count(), 4, "{many}");
    assert!(many.lines().all(|line| line.width() <= 100), "{many}");
}

#[test]
fn a_tie_names_nobody_alone() {
    let (world, mut plan) = fixture::planned("dual-track");
    for (position, group) in plan.claims.groups.iter_mut().enumerate() {
        group.coverage = 0.844 + 0.0001 * (position % 3) as f64;
    }
    let said = text::plan(&world, &plan, Style::Plain);
    assert!(said.contains("all groups alike: 84.4 %"), "{said}");
    plan.claims.groups[0].coverage = 0.9;
    let said = text::plan(&world, &plan, Style::Plain);
    assert!(said.contains("9 groups alike: 84.4 %"), "{said}");
}

#[test]
fn days_without_food_are_counted_where_weeks_hide_them() {
    let (world, mut plan) = fixture::planned("dual-track");
    plan.claims.groups[0].by_day[3] = 0.0;
    plan.claims.groups[7].by_day[5] = 0.0001;
    let said = text::plan(&world, &plan, Style::Plain);
    assert!(said.contains("on 2 of 140 group-days; worst day of any group 0.0 %"), "{said}");
}

#[test]
fn one_reason_is_said_once_and_names_every_zone() {
    let (world, mut plan) = fixture::planned("dual-track");
    for unserved in &mut plan.unserved {
        unserved.sentence =
            "No truck is left. Planned anew, one more feeds 7 people (shadow price: 9).".to_owned();
    }
    let said = text::plan(&world, &plan, Style::Plain).replace("\n    ", " ");
    assert_eq!(said.matches("No truck is left").count(), 1, "{said}");
    for zone in ["- Dunes (", "Harbour Quarter (can", "Wells (", "Old Town (", "Villages ("] {
        assert!(said.contains(zone), "{zone}: {said}");
    }
}

#[test]
fn a_zone_without_people_has_no_coverage() {
    let (world, mut plan) = fixture::planned("dual-track");
    plan.claims.groups.iter_mut().for_each(|g| {
        if g.zone.as_str() == "dunes" {
            (g.people, g.coverage, g.kcal_per_person_day) = (0.0, 1.0, 0.0);
        }
    });
    let said = text::plan(&world, &plan, Style::Plain);
    let line = said.lines().find(|l| l.contains("Dunes") && l.contains("can walk"));
    let cells: Vec<_> = line.expect("a row").split_whitespace().skip(3).take(3).collect();
    assert_eq!(cells, ["0", "–", "–"]);
}

#[test]
fn the_worst_case_says_how_exact_it_is() {
    let (world, mut plan) = fixture::planned("dual-track");
    plan.gamma = 1.0;
    let said = text::plan(&world, &plan, Style::Plain).replace("\n  ", " ");
    assert!(said.contains("if the worst segment is struck every day"), "{said}");
    plan.gamma = 100_000.0;
    let said = text::plan(&world, &plan, Style::Plain).replace("\n  ", " ");
    assert!(said.contains("as many as there are") && !said.contains("100,000 "), "{said}");
}

#[test]
fn style_changes_no_word() {
    let (world, plan) = fixture::planned("centres-only");
    let plain = text::plan(&world, &plan, Style::Plain);
    let styled = text::plan(&world, &plan, Style::Ansi);
    assert!(!plain.contains('\u{1b}'));
    let bare = ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m"]
        .iter()
        .fold(styled.clone(), |text, escape| text.replace(escape, ""));
    assert_ne!(styled, plain);
    assert_eq!(bare, plain);
}

fn out_of_reach() -> Infeasible {
    Infeasible {
        reachable_share: 0.62,
        floors: vec![BrokenFloor {
            term: "floor-north".to_owned(),
            zone: "north".into(),
            group: Group::NotWalking,
            asked: 0.8,
            reached: 0.496,
            sentence: "No permitted road leads to North Villages while Ford Gate is closed."
                .to_owned(),
        }],
        proved: None,
    }
}

#[test]
fn a_framework_without_a_plan_keeps_its_column() {
    let refused = [("floor-80".to_owned(), out_of_reach())];
    let text = compare::text_with(&fixture::all()[..2], &refused, Style::Plain);
    let table: Vec<_> = text.lines().skip_while(|l| !l.contains("floor-80")).take(8).collect();
    insta::assert_snapshot!(table.join("\n"));
    let why = "- floor-80: no plan: floor cannot be kept.";
    assert!(text.contains(why), "{text}");
    let page = compare::html_with(&fixture::all()[..2], &refused);
    assert!(page.contains("3 frameworks side by side, 1 without a plan"));
    assert!(page.contains("floor cannot be kept") && page.contains("<strong>no plan</strong>"));
    assert!(compare::text_with(&[], &refused, Style::Plain).contains(why));
    assert!(compare::html_with(&[], &refused).contains("floor cannot be kept"));
}

#[test]
fn no_plan_is_an_answer_with_reasons() {
    let (world, _) = fixture::planned("centres-only");
    let answer = out_of_reach();
    insta::assert_snapshot!(text::infeasible(&world, &answer, Style::Plain));
}
