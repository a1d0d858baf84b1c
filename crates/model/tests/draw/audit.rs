//! An audit says yes to what was drawn and names what was changed.

use safeconduct_model::calendar::Day;
use safeconduct_model::draw::audit::audit;
use safeconduct_model::draw::{Mix, commit};
use safeconduct_model::finding::Code;
use safeconduct_model::schedule::{Commitment, Grouping, Schedule, file};

use super::field::{Road, plan, seed, world};

const ROADS: [Road; 2] = [("hill", "a", None, false), ("dam", "a", None, true)];

const SENT: [(&str, &str, f64); 3] =
    [("hill", "flour", 3.5), ("dam", "flour", 3.5), ("dam", "oil", 0.6)];

/// A change to a schedule, and words that the audit must use of it.
type Change = (&'static str, fn(&mut Schedule));

const CHANGES: [Change; 9] = [
    ("convoy 1 goes", |s| s.convoys[0].segments = s.convoys[1].segments.clone()),
    ("window 2; drawn was window 1", |s| s.convoys[0].window = 2),
    ("carry other loads", |s| s.convoys[0].trucks[0].grams.clear()),
    ("trucks; drawn were", |s| s.convoys[0].trucks.clear()),
    ("was drawn, and is not", |s| s.convoys.truncate(1)),
    ("was not drawn", |s| s.convoys.push(s.convoys[0].clone())),
    ("list of findings", |s| s.findings.0.clear()),
    ("list of what is held", |s| s.held.clear()),
    ("line on who may see it", |s| s.sensitivity.clear()),
];

#[test]
fn an_audit_holds_a_schedule_to_its_seed_plan_and_commitment() {
    // The gate passes one truck less than wanted, so that something is held.
    let world = world(50, &ROADS, None, 7.0, "");
    let plan = plan(&world, &ROADS, &SENT);
    let grouping = Grouping { trucks_per_convoy: 2, windows: 1 };
    let mix = Mix::of(&plan, &world).unwrap();
    // A day on which two convoys go different ways.
    let mixed = |s: &Schedule| s.convoys[0].segments != s.convoys[1].segments;
    let drawn = (0..50).map(|day| mix.draw(Day(day), &seed(1), grouping).unwrap());
    let drawn = drawn.into_iter().find(mixed).unwrap();
    let commitment = commit(&plan, &seed(1), grouping).unwrap();
    let held = |schedule: &Schedule, number, commitment: &Commitment| {
        audit(schedule, (&plan, &world), &seed(number), Some(commitment))
    };
    assert!(held(&drawn, 1, &commitment).0.is_empty());
    assert_eq!(held(&drawn, 2, &commitment).0[0].code, Code::AuditSeed);
    let of_another = Commitment { plan_sha256: "0".into(), ..commitment.clone() };
    assert_eq!(held(&drawn, 1, &of_another).0[0].code, Code::AuditPlan);
    let other_seed = commit(&plan, &seed(2), grouping).unwrap();
    assert_eq!(held(&drawn, 1, &other_seed).0[0].code, Code::AuditSeed);
    let regrouped = commit(&plan, &seed(1), Grouping::default()).unwrap();
    assert_eq!(held(&drawn, 1, &regrouped).0[0].code, Code::AuditDiffers);
    for (words, change) in CHANGES {
        let mut changed = drawn.clone();
        change(&mut changed);
        assert_ne!(changed, drawn, "{words}");
        let found = held(&changed, 1, &commitment);
        let said = format!("{found:?}");
        assert!(found.any_error() && said.contains(words), "{words}: {said}");
    }
}

#[test]
fn a_schedule_drawn_for_another_plan_is_refused() {
    let world = world(50, &ROADS, None, 100.0, "");
    let (one, other) = (plan(&world, &ROADS, &SENT), plan(&world, &ROADS, &SENT[..2]));
    let drawn = Mix::of(&one, &world).unwrap().draw(Day(0), &seed(1), Grouping::default()).unwrap();
    let found = audit(&drawn, (&other, &world), &seed(1), None);
    assert_eq!(found.0[0].code, Code::AuditPlan);
}

#[test]
fn files_are_read_strictly_and_places_are_named() {
    let world = world(50, &ROADS, None, 100.0, "");
    let plan = plan(&world, &ROADS, &SENT);
    let drawn = Mix::of(&plan, &world).unwrap();
    let drawn = drawn.draw(Day(0), &seed(1), Grouping::default()).unwrap();
    let text = serde_json::to_string_pretty(&drawn).unwrap();
    assert_eq!(file::read("s.json", &text).unwrap(), drawn);
    let commitment = commit(&plan, &seed(1), Grouping::default()).unwrap();
    let committed = serde_json::to_string(&commitment).unwrap();
    assert_eq!(file::read_commitment("c.json", &committed).unwrap(), commitment);
    let broken = [
        text.replace("\"day\": 0", "\"day\": -1"),
        text.replace("\"day\": 0", "\"day\": 0, \"more\": 1"),
        text.replace("schedule/1", "schedule/2"),
        text[..text.len() / 2].to_owned(),
        committed,
        String::new(),
    ];
    for text in broken {
        let found = file::read("s.json", &text).unwrap_err();
        assert_eq!(found.0[0].code, Code::ScheduleMalformed, "{found:?}");
    }
}
