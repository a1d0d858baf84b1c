//! Writes a large valid scenario folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const ROOT: &str = r#"
schema = 1
title = "Large"
start = 2025-06-01
days = 28

[need]
per_person_day = { energy_kcal = 2100 }
ration_cycle_days = 7

[[commodities]]
id = "flour"
name = "Flour"
nutrients_per_kg = { energy_kcal = 3640 }
value_usd_per_t = 500

[[tracks]]
id = "centres"
name = "Centres"
serves = ["distribution_centre"]

[[fleets]]
id = "trucks"
name = "Trucks"
operator = "agency"
trucks = 200
payload_t = 15
rounds_per_day = 2
hours_per_day = 12

[[supply]]
crossing = "site-0"
commodity = "flour"
tonnes_per_day = 1000
price_usd_per_t = 500
"#;

/// A grid of `sites` sites, three times as many segments and half as many
/// zones, each zone at a site.
pub fn write(folder: &Path, sites: usize) {
    let side = 1 + (sites as f64).sqrt() as usize;
    let place = |n: usize| (34.0 + 0.01 * (n % side) as f64, 31.0 + 0.01 * (n / side) as f64);
    let mut text = "id,name,kind,lon,lat,storage_t,source\n".to_owned();
    for n in 0..sites {
        let (lon, lat) = place(n);
        let kind = if n == 0 { "crossing" } else { "distribution_centre" };
        writeln!(text, "site-{n},Site {n},{kind},{lon:.4},{lat:.4},500,survey").expect("written");
    }
    fs::write(folder.join("sites.csv"), text).expect("written");
    let mut text = "id,name,lon,lat,population,cannot_walk_share,certainty\n".to_owned();
    for n in 0..sites / 2 {
        let (lon, lat) = place(2 * n);
        writeln!(text, "zone-{n},Zone {n},{lon:.4},{lat:.4},1500,0,low").expect("written");
    }
    fs::write(folder.join("zones.csv"), text).expect("written");
    let mut text = "id,from,to,length_km,hours,loss.seized,exposure,area\n".to_owned();
    for n in 0..3 * sites {
        let from = n % sites;
        let to = (from + [1, side, side + 1][n / sites]) % sites;
        writeln!(text, "segment-{n},site-{from},site-{to},1.5,0.05,0.01,0.2,area-{}", n % 20)
            .expect("written");
    }
    fs::write(folder.join("segments.csv"), text).expect("written");
    fs::write(folder.join("scenario.toml"), ROOT).expect("written");
}
