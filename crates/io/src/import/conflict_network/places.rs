//! `locations.csv`: the places of the network.

use std::collections::{BTreeMap, HashMap, HashSet};

use safeconduct_model::finding::{At, Code};

use crate::import::notes::Notes;
use crate::import::table::{Row, Table};

/// A place of the network.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Identifier made from the name.
    pub id: String,
    /// The name as written.
    pub name: String,
    /// Region, where one is given.
    pub region: String,
    /// Country.
    pub country: String,
    /// `conflict_zone`, `town`, `camp` and others.
    pub kind: String,
    /// Longitude, degrees.
    pub lon: f64,
    /// Latitude, degrees.
    pub lat: f64,
    /// People; none where missing, unreadable or 0.
    pub population: Option<f64>,
    /// File and line.
    pub source: String,
}

impl Place {
    /// Whether it is a camp: its population is often a capacity.
    pub fn is_camp(&self) -> bool {
        self.kind.to_ascii_lowercase().contains("camp")
    }
}

/// The places, and the country that the network is about.
#[derive(Debug)]
pub(super) struct Places {
    /// All places that could be used.
    pub all: Vec<Place>,
    /// The country with most places in conflict, then with most places.
    pub country: String,
    by_name: HashMap<String, usize>,
}

impl Places {
    /// The position of the place of this name, apart from case and `_` for ` `.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&same(name)).copied()
    }

    /// Whether the place lies in the country concerned.
    pub fn at_home(&self, place: usize) -> bool {
        self.all[place].country == self.country
    }

    /// The name most like `name`, for a finding.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let like = |p: &&Place| strsim::damerau_levenshtein(&same(&p.name), &same(name));
        self.all.iter().min_by_key(like).map(|p| p.name.as_str())
    }
}

struct Columns {
    name: usize,
    region: Option<usize>,
    country: usize,
    lat: usize,
    lon: usize,
    kind: Option<usize>,
    population: Option<usize>,
}

/// Reads every usable row; the others are left out with a finding each.
pub(super) fn read(table: &Table, notes: &mut Notes) -> Option<Places> {
    let findings = &mut notes.findings;
    let name = table.need(&["name"], findings);
    let country = table.need(&["country"], findings);
    let lat = table.need(&["lat", "latitude"], findings);
    let lon = table.need(&["lon", "lng", "long", "longitude"], findings);
    let columns = Columns {
        name: name?,
        region: table.column(&["region"]),
        country: country?,
        lat: lat?,
        lon: lon?,
        kind: table.column(&["location_type", "type"]),
        population: table.column(&["population", "pop"]),
    };
    let mut places = Places { all: Vec::new(), country: String::new(), by_name: HashMap::new() };
    let mut taken = HashSet::new();
    for row in &table.rows {
        let Some(mut place) = place(table, row, &columns, notes) else { continue };
        if places.by_name.contains_key(&same(&place.name)) {
            let what = format!("`{}` stands twice", place.name);
            notes.skipped(table.at(row), what, "the first row was used");
            continue;
        }
        place.id = unique(&place.name, &mut taken);
        places.by_name.insert(same(&place.name), places.all.len());
        places.all.push(place);
    }
    if places.all.is_empty() {
        let at: At = table.top();
        notes.findings.add(Code::MissingField, Some(at), "no usable place", "add places");
        return None;
    }
    places.country = main_country(&places.all);
    Some(places)
}

fn place(table: &Table, row: &Row, columns: &Columns, notes: &mut Notes) -> Option<Place> {
    let name = row.cell(columns.name);
    if name.is_empty() {
        notes.skipped(table.at(row), "a place without a name", "give it one");
        return None;
    }
    let lat = row.number(columns.lat).filter(|l| l.abs() <= 90.0);
    let lon = row.number(columns.lon).filter(|l| l.abs() <= 180.0);
    let (Some(lat), Some(lon)) = (lat, lon) else {
        let (lat, lon) = (row.cell(columns.lat), row.cell(columns.lon));
        let what = format!("`{name}` has no usable coordinates (`{lat}`, `{lon}`)");
        notes.skipped(table.at(row), what, "give latitude and longitude in degrees");
        return None;
    };
    let text = |column: Option<usize>| column.map_or("", |c| row.cell(c)).to_owned();
    Some(Place {
        id: String::new(),
        name: name.to_owned(),
        region: text(columns.region),
        country: row.cell(columns.country).to_owned(),
        kind: text(columns.kind),
        lon,
        lat,
        population: population(table, row, name, columns.population, notes),
        source: table.source(row),
    })
}

fn population(
    table: &Table,
    row: &Row,
    name: &str,
    column: Option<usize>,
    notes: &mut Notes,
) -> Option<f64> {
    let column = column?;
    let text = row.cell(column);
    let people = row.number(column).filter(|p| *p >= 0.0 && *p <= 1e9);
    if people.is_none() && !text.is_empty() {
        let what = format!("population `{text}` of `{name}` is not a number of people");
        notes.skipped(table.at(row), what, "taken as missing");
    }
    people.filter(|p| *p > 0.0)
}

/// The country with most places in conflict, then most places, then first by name.
fn main_country(places: &[Place]) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for place in places {
        let count = counts.entry(&place.country).or_default();
        count.0 += usize::from(place.kind.eq_ignore_ascii_case("conflict_zone"));
        count.1 += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(country, _)| country.to_owned()).unwrap_or_default()
}

/// A name in the form in which names are compared.
fn same(name: &str) -> String {
    name.trim().to_lowercase().replace('_', " ")
}

/// An identifier from free text: other characters become `-`.
pub(super) fn slug(text: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
    let mut slug: String = text.chars().map(keep).take(80).collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    let slug = slug.trim_matches('-').replace('_', "-");
    if slug.is_empty() { "place".to_owned() } else { slug }
}

fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let slug = slug(name);
    let mut id = slug.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{slug}-{number}");
        number += 1;
    }
    id
}
