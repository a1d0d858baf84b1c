//! What users read of missions: text and a page that keeps to itself, names of others
//! that stay names.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fixture;
mod markup;

use safeconduct_io::report::{Style, missions as page};
use safeconduct_model::calendar::Day;
use safeconduct_model::id::{FrameworkId, SegmentId, SiteId};
use safeconduct_model::mission::{
    Asked, Bound, Chances, Fallback, FloorResult, Instead, Mission, MissionDay, MissionLoad,
    Missions, PolicyResult, RequestPolicy, SCHEMA, Way,
};
use safeconduct_model::world::World;
use unicode_width::UnicodeWidthStr;

fn way(world: &World) -> Way {
    let scenario = &world.scenario;
    let segment = &scenario.segments[0];
    Way {
        track: scenario.tracks[0].id.clone(),
        from: segment.from.clone(),
        to: segment.to.clone(),
        segments: vec![segment.id.clone()],
        fleet: scenario.fleets[0].id.clone(),
    }
}

fn mission(world: &World, id: &str, instead: Vec<Instead>) -> Mission {
    let chances = [0.5, 0.25, 0.15, 0.1];
    let [facilitated, impeded, denied, cancelled] = chances;
    Mission {
        id: id.to_owned(),
        way: way(world),
        trucks: 12,
        plan_trucks: 11.4,
        load: vec![MissionLoad {
            commodity: world.scenario.commodities[0].id.clone(),
            tonnes: 182.4,
        }],
        chances: Chances { facilitated, impeded, denied, cancelled, impeded_arrives: 0.5 },
        worth_people_days: 120_000.0,
        fallback: Fallback {
            instead,
            lost_people_days: 40_000.0,
            lost_without_people_days: 90_000.0,
        },
    }
}

fn list() -> (World, Missions) {
    let (world, plan) = fixture::planned("dual-track");
    let other = Instead { mission: Some("m2".to_owned()), way: way(&world), trucks: 3.5 };
    let row = |policy, requests| PolicyResult {
        policy,
        requests,
        expected: 1_278_533.4,
        standard_error: 4_100.0,
        beyond: 120.0,
        bad_day: 861_191.0,
        if_any_fail: 1_093_564.0,
    };
    let days = MissionDay {
        days: vec![Day(0), Day(1), Day(2)],
        plan_people_days: 1_772_132.0,
        before_people_days: 20_000.0,
        unasked_people_days: 605_134.0,
        requests: vec![mission(&world, "m1", vec![other]), mission(&world, "m2", Vec::new())],
        policies: vec![
            row(RequestPolicy::List, 2),
            row(RequestPolicy::Everything, 11),
            row(RequestPolicy::PlanMean, 2),
        ],
        bound: Bound { lower: 1_278_000.0, upper: 1_317_394.0, gap: 39_394.0, confidence: 0.9 },
        floor: Some(FloorResult { asked: 886_066.0, kept: true, reachable: None }),
    };
    let none = MissionDay { days: vec![Day(3)], requests: Vec::new(), floor: None, ..days.clone() };
    let missions = Missions {
        schema: SCHEMA.to_owned(),
        version: "0.0.0".to_owned(),
        command: "safeconduct missions coast --seed 7".to_owned(),
        scenario: "coast".to_owned(),
        framework: Some(FrameworkId("dual-track".to_owned())),
        input_sha256: plan.input_sha256,
        asked: Asked {
            max_requests: Some(2),
            fail: 1,
            floor: 0.5,
            seed: 7,
            outcomes: 40,
            replications: 8,
            judged: 1000,
        },
        days: vec![days, none],
        remarks: vec!["3 corridors need no request, as no row speaks of them".to_owned()],
    };
    (world, missions)
}

fn keeps_to_itself(page: &str) {
    markup::check(page);
    for element in markup::elements(page) {
        assert!(!element.contains("onerror") && !element.starts_with("<script"), "{element}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_page_says_what_the_text_says() {
    let (world, missions) = list();
    let text = page::text(&world, &missions, Style::Plain);
    assert!(text.lines().all(|line| line.width() <= 100), "{text}");
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let html = page::html(&world, &missions);
    keeps_to_itself(&html);
    for said in [
        "at most 2 requests a day",
        "facilitated 50.0 %, impeded 25.0 %, denied 15.0 %, cancelled 10.0 %",
        "send 3.5 trucks more by m2",
        "hold the load; 40,000 people-days of the day are lost",
        "1,278,533",
        "request the plan's mean",
        "a gap of 3.0 %",
        "At least 886,066 people-days arrive if any one fails: kept.",
        "Nothing to request.",
        "3 corridors need no request, as no row speaks of them.",
    ] {
        assert!(flat.contains(said), "{said}: {flat}");
        let escaped = said.replace('\'', "&#39;");
        assert!(html.contains(said) || html.contains(&escaped), "{said} is not on the page");
    }
    assert!(html.contains("treat it as sensitive"));
    // A bar for each request, a section for each run of days.
    assert_eq!(html.matches("class=\"rail\"").count(), 2);
    assert_eq!(html.matches("id=\"day-").count(), 2);
}

#[test]
fn names_of_others_stay_names() {
    for name in ["<script>x</script>", "a\u{1b}[31m\u{202e}b", "\" onerror=x", "`x`"] {
        let (mut world, mut missions) = list();
        world.scenario.title = name.to_owned();
        missions.remarks[0] = name.to_owned();
        missions.command = name.to_owned();
        missions.framework = Some(FrameworkId(name.to_owned()));
        let mission = &mut missions.days[0].requests[0];
        mission.id = name.to_owned();
        mission.way.segments = vec![SegmentId(name.to_owned())];
        mission.way.from = SiteId(name.to_owned());
        mission.fallback.instead[0].mission = Some(name.to_owned());
        keeps_to_itself(&page::html(&world, &missions));
        let text = page::text(&world, &missions, Style::Plain);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name:?}");
    }
}
