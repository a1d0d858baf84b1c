//! Where supply enters: the user's choice, or the rule.

use safeconduct_model::finding::Code;

use super::Options;
use super::places::Places;
use super::routes::Route;
use crate::import::notes::Notes;

/// Places of entry by position, in the order of the table.
pub(super) fn crossings(
    places: &Places,
    routes: &[Route],
    options: &Options,
    notes: &mut Notes,
) -> Option<Vec<usize>> {
    if options.crossings.is_empty() {
        Some(by_rule(places, routes, notes))
    } else {
        named(places, options, notes)
    }
}

fn named(places: &Places, options: &Options, notes: &mut Notes) -> Option<Vec<usize>> {
    let mut crossings = Vec::new();
    let mut all_known = true;
    for name in &options.crossings {
        if let Some(place) = places.find(name) {
            crossings.push(place);
        } else {
            let what = format!("the crossing `{name}` is no place of locations.csv");
            let mend = format!("the nearest name is `{}`", places.nearest(name).unwrap_or(""));
            notes.findings.add(Code::UnknownRef, None, what, mend);
            all_known = false;
        }
    }
    crossings.sort_unstable();
    crossings.dedup();
    all_known.then_some(crossings)
}

/// Every place abroad on a route into the country, and its largest place.
fn by_rule(places: &Places, routes: &[Route], notes: &mut Notes) -> Vec<usize> {
    let mut crossings: Vec<usize> = routes
        .iter()
        .filter(|r| places.at_home(r.from) != places.at_home(r.to))
        .map(|r| if places.at_home(r.from) { r.to } else { r.from })
        .collect();
    crossings.extend(largest(places, 1));
    crossings.sort_unstable();
    crossings.dedup();
    let reason = "no source says where supply enters: taken were the places abroad on a route \
                  into the country and the country's largest place; choose with --crossing";
    let names: Vec<&str> = crossings.iter().map(|&c| places.all[c].name.as_str()).collect();
    notes.assumed(
        "sites.kind",
        format!("crossings: {}", names.join(", ")),
        reason,
        Some(names.len()),
    );
    crossings
}

/// The places of the country with most people, camps left aside.
pub(super) fn largest(places: &Places, count: usize) -> Vec<usize> {
    let mut home: Vec<(usize, f64)> = (0..places.all.len())
        .filter(|&p| places.at_home(p) && !places.all[p].is_camp())
        .filter_map(|p| Some((p, places.all[p].population?)))
        .collect();
    home.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    home.into_iter().take(count).map(|(p, _)| p).collect()
}
