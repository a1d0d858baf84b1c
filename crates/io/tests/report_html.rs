//! The pages: well formed, self-contained, and deaf to what names try to say.

// Helpers of tests may expect, as tests may.
#![allow(clippy::expect_used)]

mod fixture;
mod markup;

use safeconduct_io::report::{Style, compare, csv, geojson, html, text};
use safeconduct_model::calendar::Day;
use safeconduct_model::plan::{BindingCap, Cap, Change, Gain, Plan, ZoneWeek};
use safeconduct_model::world::World;

/// Names that attack what shows them.
const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "<svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "--><b>",
    "&lt;b&gt;",
    "{{7*7}}",
    "\u{202e}gnp.exe",
    "\u{2066}hidden\u{2069}",
    "\u{1b}]0;owned\u{7}\u{1b}[2J",
    "\u{200b}\u{200b}",
    "a\0b\r\nSet-Cookie: a=b",
    "'; style='background:url(//evil.example)",
];

/// The fixture with a hostile name in every place that holds free text.
fn hostile(name: &str) -> (World, Plan) {
    let mut scenario = fixture::scenario();
    let name = name.to_owned();
    scenario.title.clone_from(&name);
    scenario.note = Some(name.clone());
    scenario.zones.iter_mut().for_each(|z| z.name.clone_from(&name));
    scenario.zones[0].pcode = Some(name.clone());
    scenario.sites.iter_mut().for_each(|s| s.name.clone_from(&name));
    scenario.tracks.iter_mut().for_each(|t| t.name.clone_from(&name));
    scenario.fleets.iter_mut().for_each(|f| f.name.clone_from(&name));
    scenario.commodities.iter_mut().for_each(|c| c.name.clone_from(&name));
    scenario.commodities[0].unit = Some(name.clone());
    scenario.sites[0].provenance.source = Some(name.clone());
    scenario.assumptions[0].assumed.clone_from(&name);
    scenario.assumptions[0].reason.clone_from(&name);
    scenario.alternates[0].provenance.source = Some(name.clone());
    for framework in &mut scenario.frameworks {
        framework.name.clone_from(&name);
        framework.terms[0].note = Some(name.clone());
    }
    let (world, mut plan) = fixture::with(scenario, "dual-track");
    plan.version.clone_from(&name);
    plan.input_sha256.clone_from(&name);
    plan.terms[0].effect.clone_from(&name);
    plan.unserved.iter_mut().for_each(|u| {
        u.sentence.clone_from(&name);
        u.unit.clone_from(&name);
        u.tried = Some(Gain { change: name.clone(), people_fed_per_day: 1.0 });
    });
    plan.stages[0].name.clone_from(&name);
    plan.stages[0].unit.clone_from(&name);
    plan.basket = true;
    plan.unserved_weeks = weeks(&world, &name);
    (world, plan)
}

/// A second week below full coverage of every zone, with these words.
fn weeks(world: &World, words: &str) -> Vec<ZoneWeek> {
    let change = Change {
        change: words.to_owned(),
        cap: Cap::Crossing,
        name: words.to_owned(),
        size: 0.1,
        people_fed_per_day: 1_200.0,
        zone_people_fed_per_day: 400.0,
    };
    let cap = BindingCap {
        cap: Cap::Crossing,
        name: words.to_owned(),
        unit: words.to_owned(),
        part: 1.0,
        people_fed_per_day_per_unit: Some(1_200.0),
        tried: Some(Gain { change: words.to_owned(), people_fed_per_day: 1_200.0 }),
    };
    let week = |zone: &safeconduct_model::zone::Zone| ZoneWeek {
        zone: zone.id.clone(),
        week: 2,
        from_day: Day(7),
        to_day: Day(13),
        coverage: 0.5,
        people_missing_per_day: 0.5 * zone.population.0,
        caps: vec![cap.clone()],
        changes: vec![change.clone()],
        sentence: words.to_owned(),
    };
    world.scenario.zones.iter().map(week).collect()
}

#[test]
fn weeks_are_told_with_what_would_lift_them() {
    let (world, mut plan) = fixture::planned("dual-track");
    plan.unserved_weeks = weeks(&world, "trucks are used up");
    let mut why = plan.stages[0].clone();
    why.name = "why".to_owned();
    plan.stages.push(why);
    let page = html::plan(&world, &plan);
    markup::check(&page);
    assert!(
        page.contains("Week by week") && page.contains("400 people more a day here, 1,200 in all")
    );
    let print = text::plan(&world, &plan, Style::Plain);
    assert!(print.contains("Old Town, week 2 (50.0 %, 280,000 missing a day): trucks are used up"));
    let sheets = csv::plan(&world, &plan);
    let changes = &sheets.iter().find(|(name, _)| name == "changes.csv").expect("a sheet").1;
    assert!(changes.contains("old-town,Old Town,2,trucks are used up,crossing"), "{changes}");
}

fn pages(world: World, plan: Plan) -> [String; 2] {
    let page = html::plan(&world, &plan);
    [page, compare::html(&[(world, plan)])]
}

fn keeps_to_itself(page: &str) {
    markup::check(page);
    for element in markup::elements(page) {
        let name = element.trim_start_matches('<').split([' ', '>']).next().unwrap_or("");
        assert!(
            !["script", "img", "link", "iframe", "object", "a", "b"].contains(&name),
            "{element}"
        );
        for attribute in [" src=", " href=", " onerror=", " onload=", " onclick=", "url("] {
            assert!(!element.contains(attribute), "{element}");
        }
    }
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
    assert_eq!(page.matches("<style>").count(), 1);
    let hidden = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!page.contains(hidden), "control or bidi characters are written out");
}

#[test]
fn pages_are_well_formed_and_self_contained() {
    for (world, plan) in fixture::all() {
        for page in pages(world, plan) {
            keeps_to_itself(&page);
            assert!(!page.contains("http:") && !page.contains("https:"));
        }
    }
}

#[test]
fn hostile_names_stay_text_everywhere() {
    for name in HOSTILE {
        let (world, plan) = hostile(name);
        let plain = text::plan(&world, &plan, Style::Plain);
        assert!(!plain.contains(|c: char| c.is_control() && c != '\n'), "{name:?}");
        for (_, sheet) in csv::plan(&world, &plan) {
            assert!(sheet.lines().count() >= 2);
        }
        let _: serde_json::Value =
            serde_json::from_str(&geojson::plan(&world, &plan)).expect("JSON");
        for page in pages(world, plan) {
            keeps_to_itself(&page);
        }
    }
}

#[test]
fn the_nasty_names_of_the_corpus_stay_text() {
    // The corpus is written by a script; BADINPUT says where, if not beside it.
    let folder = std::env::var("BADINPUT")
        .unwrap_or_else(|_| "../../../shared/tools/badinput/out".to_owned());
    let Ok(json) = std::fs::read_to_string(format!("{folder}/text/nasty_names.json")) else {
        println!("skipped: no ../shared/data");
        return;
    };
    let corpus: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let nodes = corpus["nodes"].as_array().expect("nodes");
    for node in nodes {
        let (world, plan) = hostile(node["name"].as_str().expect("a name"));
        for line in text::plan(&world, &plan, Style::Plain).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
        }
        for page in pages(world, plan) {
            keeps_to_itself(&page);
            assert!(page.len() < 300_000, "{} bytes", page.len());
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (world, plan) = fixture::planned("dual-track");
    assert_eq!(html::plan(&world, &plan), html::plan(&world, &plan));
    assert_eq!(compare::html(&fixture::all()), compare::html(&fixture::all()));
}

#[test]
fn nothing_names_the_most_exposed_road() {
    let (world, plan) = fixture::planned("dual-track");
    for page in pages(world, plan) {
        assert!(!page.to_lowercase().contains("exposure"));
    }
}

#[test]
fn an_empty_plan_is_drawn_too() {
    let (world, mut plan) = fixture::planned("dual-track");
    plan.claims = Default::default();
    plan.corridors.clear();
    plan.movements.clear();
    for page in pages(world, plan) {
        keeps_to_itself(&page);
        assert!(!page.contains("NaN") && !page.contains(">inf<"));
    }
}

#[test]
fn a_country_is_drawn_in_reasonable_size_and_time() {
    let (world, plan) = fixture::country(400);
    let start = std::time::Instant::now();
    for page in pages(world, plan) {
        keeps_to_itself(&page);
        assert!(page.len() < 2_000_000, "{} bytes", page.len());
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
#[ignore = "writes pages to look at; set PAGES to a folder"]
fn pages_to_look_at() {
    let folder = std::env::var("PAGES").expect("PAGES names a folder");
    let write = |name: &str, page: String| {
        std::fs::write(format!("{folder}/{name}.html"), page).expect("a folder to write to");
    };
    write("compare", compare::html(&fixture::all()));
    for (world, plan) in fixture::all() {
        write(plan.framework.as_ref().map_or("none", |f| f.as_str()), html::plan(&world, &plan));
    }
    let (world, plan) = fixture::country(133);
    write("country", html::plan(&world, &plan));
    let (world, plan) = hostile("ﷺ مخيم <b> Ḥasaka 漢字 a very long name that goes on and on");
    write("hostile", html::plan(&world, &plan));
}
