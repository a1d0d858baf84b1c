//! Conflict networks: small ones written here, and the real ones where they are.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use safeconduct_io::import::conflict_network::{Figures, Imported, Options, read};
use safeconduct_model::finding::{Code, Finding, Findings};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::site::SiteKind;

/// The files of a small network; a test replaces what it is about.
struct Network {
    locations: String,
    routes: String,
    closures: String,
    conflicts: String,
    period: String,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            locations:
                "#name,region,country,latitude,longitude,location_type,conflict_date,population\n\
                        Big Town,North,Home,10,20,conflict_zone,0,50000\n\
                        Small_Town,South,Home,11,20,town,,2000\n\
                        Bridge,South,Home,11,21,town,,\n\
                        Border Post,East,Abroad,10,22,camp,,9000\n"
                    .to_owned(),
            routes: "#name1,name2,distance,forced_redirection\n\
                     Big Town,Small_Town,120,0\n\
                     Small_Town,Bridge,60,0\n\
                     Bridge,Border Post,90,0\n"
                .to_owned(),
            closures: "#closure_type,name1,name2,closure_start,closure_end\n".to_owned(),
            conflicts: "#Day,Big Town,Small_Town,Bridge\n0,0,0,0\n1,1,0,0\n2,1,0,0\n3,0,0.5,0\n"
                .to_owned(),
            period: "StartDate,2016-06-01\nLength,4\n".to_owned(),
        }
    }
}

impl Network {
    fn read(&self, options: &Options) -> Result<Imported, Findings> {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("locations.csv", &self.locations),
            ("routes.csv", &self.routes),
            ("closures.csv", &self.closures),
            ("conflicts.csv", &self.conflicts),
            ("sim_period.csv", &self.period),
        ];
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        read(folder.path(), options)
    }

    fn import(&self) -> Imported {
        self.read(&Options::default()).unwrap()
    }
}

fn skipped(imported: &Imported) -> Vec<&Finding> {
    imported.findings.0.iter().filter(|f| f.code == Code::ImportSkipped).collect()
}

fn kind(scenario: &Scenario, id: &str) -> Option<SiteKind> {
    scenario.sites.iter().find(|s| s.id.as_str() == id).map(|s| s.kind)
}

#[test]
fn places_with_people_become_zones_and_the_others_junctions() {
    let scenario = Network::default().import().scenario;
    let zones: Vec<(&str, f64)> =
        scenario.zones.iter().map(|z| (z.id.as_str(), z.population.0)).collect();
    assert_eq!(zones, [("Big-Town", 50_000.0), ("Small-Town", 2_000.0)]);
    assert_eq!(kind(&scenario, "Small-Town"), Some(SiteKind::DeliveryPoint));
    assert_eq!(kind(&scenario, "Bridge"), Some(SiteKind::Junction));
}

#[test]
fn supply_enters_from_abroad_and_at_the_largest_place() {
    let scenario = Network::default().import().scenario;
    assert_eq!(kind(&scenario, "Border-Post"), Some(SiteKind::Crossing));
    assert_eq!(kind(&scenario, "Big-Town.entry"), Some(SiteKind::Crossing));
    assert_eq!(kind(&scenario, "Big-Town.hub"), Some(SiteKind::Hub));
    let entries: Vec<&str> = scenario.supply.iter().map(|s| s.crossing.as_str()).collect();
    assert_eq!(entries, ["Big-Town.entry", "Border-Post"]);
    // 52,000 people x 555 g.
    assert_eq!(scenario.supply[0].tonnes_per_day.0, 28.86);
}

#[test]
fn the_user_chooses_crossings_by_name() {
    let options = Options { crossings: vec!["small town".to_owned()], ..Options::default() };
    let scenario = Network::default().read(&options).unwrap().scenario;
    assert_eq!(kind(&scenario, "Small-Town.entry"), Some(SiteKind::Crossing));
    assert_eq!(kind(&scenario, "Border-Post"), Some(SiteKind::Junction));

    let options = Options { crossings: vec!["Bigtown".to_owned()], ..Options::default() };
    let findings = Network::default().read(&options).unwrap_err();
    assert!(findings.0.iter().any(|f| f.code == Code::UnknownRef && f.mend.contains("Big Town")));
}

#[test]
fn a_missing_population_is_a_figure_only_if_the_user_gives_it() {
    let options = Options { missing_population: Some(700.0), ..Options::default() };
    let scenario = Network::default().read(&options).unwrap().scenario;
    let bridge = scenario.zones.iter().find(|z| z.name == "Bridge").unwrap();
    assert_eq!(bridge.population.0, 700.0);
    assert!(scenario.assumptions.iter().any(|a| a.assumed.contains("700 people")));
}

#[test]
fn days_of_conflict_raise_loss_and_exposure_in_runs() {
    let scenario = Network::default().import().scenario;
    let on = |id: &str| -> Vec<(u32, u32, f64)> {
        let rows = scenario.conditions.iter().filter(|c| c.segment.as_str() == id);
        rows.map(|c| {
            let window = c.window.indices(scenario.days);
            (window.start as u32, window.end as u32 - 1, c.exposure.unwrap().0)
        })
        .collect()
    };
    // Day 3: half an intensity at one end, half the way from 0.1 to 0.4.
    assert_eq!(on("Big-Town--Small-Town"), [(1, 2, 0.4), (3, 3, 0.25)]);
    assert_eq!(on("Small-Town--Bridge"), [(3, 3, 0.25)]);
    assert_eq!(on("Bridge--Border-Post"), []);
}

#[test]
fn a_later_first_day_moves_the_window() {
    let options = Options { from_day: 2, days: 28, ..Options::default() };
    let imported = Network::default().read(&options).unwrap();
    assert_eq!(imported.scenario.start.to_string(), "2016-06-03");
    assert_eq!(imported.scenario.days, 2);
    assert_eq!(imported.scenario.conditions[0].window.indices(2), 0..1);
    let options = Options { from_day: 4, ..Options::default() };
    let findings = Network::default().read(&options).unwrap_err();
    assert!(findings.0.iter().any(|f| f.code == Code::OutOfRange));
}

#[test]
fn closed_borders_places_and_links_close_their_segments() {
    for (row, closed) in [
        ("country,Home,Abroad,1,2", vec!["Bridge--Border-Post"]),
        ("camp,Border Post,,1,2", vec!["Bridge--Border-Post"]),
        ("links,Bridge,Small_Town,1,2", vec!["Small-Town--Bridge"]),
    ] {
        let closures = format!("#closure_type,name1,name2,closure_start,closure_end\n{row}\n\n");
        let scenario = Network { closures, ..Network::default() }.import().scenario;
        let rows = scenario.conditions.iter().filter(|c| c.trucks_per_day.is_some());
        let shut: Vec<&str> = rows.map(|c| c.segment.as_str()).collect();
        assert_eq!(shut, closed, "{row}");
    }
}

#[test]
fn headers_may_vary() {
    let locations = "\u{feff}#\"name\",\"name\",\"country\",\"lat\",\"lon\",\"location_type\",extra,\"population\"\r\n\
                     \"Big Town\",\"North\",\"Home\",10,20,\"conflict_zone\",x,50000\r\n\r\n\
                     \"Small_Town\",\"South\",\"Home\",11,20,\"town\",y,2000.0\r\n\
                     \"Bridge\",\"South\",\"Home\",11,21,\"town\",z,\r\n\
                     \"Border Post\",\"East\",\"Abroad\",10,22,\"camp\",,9000\r\n"
        .to_owned();
    let routes = "#name1,#name2,distance,forced_redirection\r\nBig Town,Small_Town,120\r\n\
                  Small_Town,Bridge,60,0\r\nBridge,Border Post,90,0\r\n"
        .to_owned();
    let conflicts = "#Day, Big Town, Small_Town, Bridge,\r\n0, 0, 0, 0\r\n1, 1.0, 0.0, 0\r\n\
                     2, 1, 0, 0\r\n3, 0, 0.5, 0\r\n"
        .to_owned();
    let period = "\"StartDate\",\"01/06/2016\"\n\"Length\",4\n".to_owned();
    let varied = Network { locations, routes, conflicts, period, ..Network::default() }.import();
    let mut plain = Network::default().import().scenario;
    let mut scenario = varied.scenario;
    // Lines differ by the blank one, names of the folders by chance.
    for s in [&mut plain, &mut scenario] {
        s.name = String::new();
        s.sites.iter_mut().for_each(|s| s.provenance = Default::default());
        s.zones.iter_mut().for_each(|z| z.provenance = Default::default());
    }
    assert_eq!(scenario.sites, plain.sites);
    assert_eq!(scenario.zones, plain.zones);
    assert_eq!(scenario.conditions, plain.conditions);
    assert_eq!(scenario.start, plain.start);
}

#[test]
fn unusable_rows_are_left_out_with_their_place() {
    let mut network = Network::default();
    network.locations.push_str("Nowhere,South,Home,95,20,town,,5\nBig town,North,Home,1,1,town,,5\nOdd,South,Home,1,1,town,,many\n");
    network.routes.push_str("Big Town,Smal_Town,5,0\nBridge,Bridge,5,0\nBig Town,Bridge,NaN,0\nBridge,Small_Town,61,0\n");
    network.conflicts.push_str("x,0,0,0\n2,0,0,0\n");
    network.closures.push_str("moon,Bridge,,0,1\ncamp,Bridge,,3,1\n");
    let imported = network.import();
    let lines: Vec<(String, u32)> = skipped(&imported)
        .iter()
        .map(|f| {
            let at = f.at.as_ref().unwrap();
            (Path::new(&at.file).file_name().unwrap().to_string_lossy().into_owned(), at.line)
        })
        .collect();
    let expected = [
        ("locations.csv", vec![6, 7, 8]),
        ("routes.csv", vec![5, 6, 7, 8]),
        ("closures.csv", vec![2, 3]),
        ("conflicts.csv", vec![6, 7]),
    ];
    for (file, rows) in expected {
        let found: Vec<u32> =
            lines.iter().filter(|(f, _)| f == file).map(|(_, line)| *line).collect();
        assert_eq!(found, rows, "{file}");
    }
    assert!(skipped(&imported).iter().any(|f| f.mend.contains("Small_Town")));
}

#[test]
fn every_assumption_is_a_row_and_a_finding() {
    let imported = Network::default().import();
    let assumed = imported.findings.0.iter().filter(|f| f.code == Code::ImportAssumed).count();
    assert_eq!(assumed, imported.scenario.assumptions.len());
    for field in ["segments.hours", "segments.loss", "supply.tonnes_per_day", "fleets.trucks"] {
        assert!(imported.scenario.assumptions.iter().any(|a| a.field == field), "{field}");
    }
}

#[test]
fn what_can_only_be_walked_is_no_road_unless_the_user_says_so() {
    let routes =
        "name1,name2,distance,forced_redirection,link_type\nBig Town,Small_Town,120,0,walk\n\
                  Big Town,Bridge,60,0,drive\nBridge,Border Post,90,0,\n"
            .to_owned();
    let network = Network { routes, ..Network::default() };
    let options = Options { on_foot: true, ..Options::default() };
    let roads = |options: &Options| -> Vec<String> {
        let scenario = network.read(options).unwrap().scenario;
        let roads = scenario.segments.iter().filter(|s| s.area != Some("within-place".into()));
        roads.map(|s| s.id.0.clone()).collect()
    };
    assert_eq!(roads(&Options::default()), ["Big-Town--Bridge", "Bridge--Border-Post"]);
    assert_eq!(roads(&options).len(), 3);
}

#[test]
fn the_fleet_is_sized_to_need() {
    // Big Town 27.75 t at once, Small Town 1.11 t over 120 km: 4 h there, 4 back.
    let fleet = &Network::default().import().scenario.fleets[0];
    let days: f64 = 27.75 / 12.0 * 0.5 + 1.11 / 12.0 * (0.5 + 0.8);
    assert_eq!(fleet.trucks.0, (days * 1.1).ceil());
}

#[test]
fn a_missing_file_or_column_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let findings = read(empty.path(), &Options::default()).unwrap_err();
    assert_eq!(findings.0.iter().filter(|f| f.code == Code::FileUnreadable).count(), 5);
    let locations = "name,place\nA,B\n".to_owned();
    let network = Network { locations, ..Network::default() };
    let findings = network.read(&Options::default()).unwrap_err();
    let missing = findings.0.iter().filter(|f| f.code == Code::MissingField).count();
    assert_eq!(missing, 3, "{findings:?}");
}

#[test]
fn real_networks_are_read_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conflict-networks");
    if !root.is_dir() {
        println!("skipped: no ../shared/data");
        return;
    }
    // Name, zones, segments from routes.
    let networks = [
        ("ssudan_whole", 76, 156),
        ("ethiopia", 70, 99),
        ("car", 28, 86),
        ("burundi", 7, 41),
        ("mali2022_2024", 10, 16),
        ("nigeria2024", 780, 1488),
        ("ukraine2022", 22, 42),
    ];
    for (name, zones, routes) in networks {
        let imported = read(&root.join(name), &Options::default()).unwrap();
        let scenario = imported.scenario;
        assert_eq!(scenario.zones.len(), zones, "{name}");
        let roads = scenario.segments.iter().filter(|s| s.id.as_str().find('.').is_none());
        assert_eq!(roads.count(), routes, "{name}");
        assert!(!scenario.supply.is_empty(), "{name}");
        assert!(!scenario.conditions.is_empty(), "{name}");
        println!(
            "{name}: {} sites, {} conditions, {} trucks, {} findings; entries {:?}",
            scenario.sites.len(),
            scenario.conditions.len(),
            scenario.fleets[0].trucks.0,
            imported.findings.0.len(),
            scenario
                .sites
                .iter()
                .filter(|s| s.kind == SiteKind::Crossing)
                .map(|s| s.id.as_str())
                .collect::<Vec<_>>()
        );
    }
}

#[test]
fn days_of_conflict_are_chances_to_be_closed_in_a_simulation() {
    let closures = "#closure_type,name1,name2,closure_start,closure_end\n\
                    country,Home,Abroad,1,2\n";
    let network = Network { closures: closures.to_owned(), ..Network::default() };
    let scenario = network.import().scenario;
    let on = |id: &str| -> Vec<(u32, u32, f64)> {
        let rows = scenario.simulation.closures.iter().filter(|c| c.segment.as_str() == id);
        rows.map(|c| (c.window.from_day.unwrap().0, c.window.to_day.unwrap().0, c.chance.0))
            .collect()
    };
    // Full conflict at one end on days 1 and 2, half at the other on day 3.
    assert_eq!(on("Big-Town--Small-Town"), [(1, 2, 0.3), (3, 3, 0.15)]);
    // A recorded closure is sure, whatever the conflict.
    assert_eq!(on("Bridge--Border-Post"), [(1, 2, 1.0)]);
    let assumed = |field: &str| scenario.assumptions.iter().any(|a| a.field == field);
    assert!(assumed("simulation.closure.chance"));

    let figures = Figures { conflict_closure: 0.0, ..Figures::default() };
    let scenario = network.read(&Options { figures, ..Options::default() }).unwrap().scenario;
    assert_eq!(scenario.simulation.closures.len(), 1);
}
