//! Missions to request, as an officer reads them on the evening before.

use std::fmt::Write as _;

use safeconduct_model::calendar::Day;
use safeconduct_model::mission::{
    Bound, Mission, MissionDay, MissionLoad, Missions, PolicyResult, RequestPolicy, Way,
};
use safeconduct_model::scenario::Scenario;
use safeconduct_model::world::World;

use super::figures::names::Names;
use super::style::Style;
use super::text::table::{Left, Right, Table};
use super::text::{WIDTH, wrap};
use super::{number, visible};

mod page;
mod words;

/// The lists of all days in words and tables.
#[must_use]
pub fn text(world: &World, missions: &Missions, style: Style) -> String {
    let shown = Shown { names: Names::of(&world.scenario), scenario: &world.scenario, style };
    let mut out = String::new();
    let title = format!("Missions to request: {}", visible::visible(&world.scenario.title));
    let _ = writeln!(out, "{}", style.bold(&title));
    out.push_str(&wrap::facts(&facts(missions), WIDTH));
    for day in &missions.days {
        shown.day(&mut out, day, missions);
    }
    shown.basis(&mut out, missions);
    out
}

/// The lists of all days as one self-contained page, for print too.
#[must_use]
pub fn html(world: &World, missions: &Missions) -> String {
    let style = Style::Plain;
    let shown = Shown { names: Names::of(&world.scenario), scenario: &world.scenario, style };
    page::html(&shown, missions)
}

/// What was asked, and of which plan.
fn facts(missions: &Missions) -> Vec<String> {
    let framework = missions.framework.as_ref().map_or("as it stands".into(), ToString::to_string);
    let asked = &missions.asked;
    let most = asked.max_requests.map_or("any number of requests".to_owned(), |most| {
        format!("at most {} a day", words::counted(most as usize, "request"))
    });
    vec![
        format!("framework: {}", visible::name(&framework)),
        most,
        words::floor(asked),
        format!("seed {}", asked.seed),
        format!("plan of input {:.12}", visible::visible(&missions.input_sha256)),
    ]
}

struct Shown<'a> {
    names: Names,
    scenario: &'a Scenario,
    style: Style,
}

impl Shown<'_> {
    fn day(&self, out: &mut String, day: &MissionDay, missions: &Missions) {
        let _ = writeln!(out, "\n{}", self.style.bold(&self.days(&day.days)));
        out.push_str(&wrap::paragraph(&words::plan(day), 0, WIDTH));
        if day.requests.is_empty() {
            out.push_str(&wrap::paragraph("Nothing to request.", 0, WIDTH));
        }
        for mission in &day.requests {
            self.mission(out, mission);
        }
        self.policies(out, day, missions);
        out.push_str(&wrap::paragraph(&words::bound(&day.bound), 0, WIDTH));
        if let Some(floor) = &day.floor {
            out.push_str(&wrap::paragraph(&words::kept(floor, missions.asked.fail), 0, WIDTH));
        }
    }

    /// Days as dates, runs of days joined.
    fn days(&self, days: &[Day]) -> String {
        let date = |day: Day| {
            let date = day.date(self.scenario.start).map(|date| format!("{date} "));
            format!("{}(day {})", date.unwrap_or_default(), day.0)
        };
        let mut runs: Vec<(Day, Day)> = Vec::new();
        for &day in days {
            match runs.last_mut() {
                Some((_, last)) if last.0 + 1 == day.0 => *last = day,
                _ => runs.push((day, day)),
            }
        }
        let run = |(first, last): &(Day, Day)| match first == last {
            true => date(*first),
            false => format!("{} to {}", date(*first), date(*last)),
        };
        let runs: Vec<String> = runs.iter().map(run).collect();
        let alike = if days.len() > 1 { ", all alike" } else { "" };
        format!("{}{alike}", runs.join(", "))
    }

    fn mission(&self, out: &mut String, mission: &Mission) {
        let (from, to) = self.ends(&mission.way);
        let trucks = words::counted(mission.trucks as usize, "truck");
        let head = format!("{}. {from} to {to}: {trucks}", visible::name(&mission.id));
        let _ = writeln!(out, "\n{}", self.style.bold(&head));
        let by = format!("by {}", self.by(&mission.way));
        out.push_str(&wrap::hanging(&by, 4, 7, WIDTH));
        let load = format!(
            "carry {} ({}; the plan sends {} in the mean)",
            self.load(&mission.load),
            self.carrier(&mission.way),
            number::count(mission.plan_trucks),
        );
        out.push_str(&wrap::hanging(&load, 4, 7, WIDTH));
        let chances = format!(
            "{}; worth {} people-days on the list",
            words::chances(&mission.chances),
            number::whole(mission.worth_people_days)
        );
        out.push_str(&wrap::hanging(&chances, 4, 7, WIDTH));
        out.push_str(&wrap::hanging(&self.fallback(mission), 4, 7, WIDTH));
    }

    fn fallback(&self, mission: &Mission) -> String {
        let fallback = &mission.fallback;
        let lost = number::whole(fallback.lost_people_days);
        if fallback.instead.is_empty() {
            return format!("if refused: hold the load; {lost} people-days of the day are lost");
        }
        let instead: Vec<String> = (fallback.instead.iter())
            .map(|instead| {
                let (from, to) = self.ends(&instead.way);
                let way = match &instead.mission {
                    Some(id) => format!("by {} ({from} to {to})", visible::name(id)),
                    None => format!("from {from} to {to}, which needs no request"),
                };
                format!("{} trucks more {way}", number::decimals(instead.trucks, 1))
            })
            .collect();
        format!(
            "if refused: send {}; {lost} people-days of the day are lost, {} if nothing took its place",
            instead.join(", "),
            number::whole(fallback.lost_without_people_days)
        )
    }

    fn ends(&self, way: &Way) -> (String, String) {
        (self.names.site(way.from.as_str()), self.names.site(way.to.as_str()))
    }

    /// The fleet and the track.
    fn carrier(&self, way: &Way) -> String {
        let (fleet, track) = (way.fleet.as_str(), way.track.as_str());
        format!("{}; {}", self.names.anything(fleet), self.names.track(track))
    }

    fn by(&self, way: &Way) -> String {
        let legs: Vec<String> = way.segments.iter().map(|s| visible::name(s.as_str())).collect();
        legs.join(", ")
    }

    fn load(&self, load: &[MissionLoad]) -> String {
        let goods: Vec<String> = load
            .iter()
            .filter(|load| load.tonnes >= 0.05)
            .map(|load| {
                let named = self.scenario.commodities.iter().find(|c| c.id == load.commodity);
                let name = named.map_or(load.commodity.as_str(), |c| c.name.as_str());
                format!("{} t {}", number::decimals(load.tonnes, 1), visible::name(name))
            })
            .collect();
        goods.join(", ")
    }

    fn policies(&self, out: &mut String, day: &MissionDay, missions: &Missions) {
        let fail = missions.asked.fail;
        let any = words::failing(fail);
        let head = [
            ("Requests".to_owned(), Left),
            ("number".to_owned(), Right),
            ("expected".to_owned(), Right),
            ("±".to_owned(), Right),
            ("bad day".to_owned(), Right),
            (any, Right),
            ("beyond the plan".to_owned(), Right),
        ];
        let mut table = Table::new(head);
        for row in &day.policies {
            table.row(policy(row));
        }
        out.push('\n');
        out.push_str(&table.render(self.style, WIDTH));
    }

    fn basis(&self, out: &mut String, missions: &Missions) {
        let _ = writeln!(out, "\n{}", self.style.bold("What this rests on"));
        for line in words::basis(missions) {
            out.push_str(&wrap::hanging(&format!("- {line}"), 2, 4, WIDTH));
        }
        for remark in &missions.remarks {
            let remark = format!("- {}.", visible::visible(remark));
            out.push_str(&wrap::hanging(&remark, 2, 4, WIDTH));
        }
    }
}

/// How a policy fares, cell by cell.
fn policy(row: &PolicyResult) -> [String; 7] {
    let name = match row.policy {
        RequestPolicy::List => "this list",
        RequestPolicy::Everything => "request everything",
        RequestPolicy::PlanMean => "request the plan's mean",
    };
    [
        name.to_owned(),
        row.requests.to_string(),
        number::whole(row.expected),
        number::whole(row.standard_error),
        number::whole(row.bad_day),
        number::whole(row.if_any_fail),
        number::whole(row.beyond),
    ]
}

/// How near the list is to the best, as a share of it.
fn gap(bound: &Bound) -> f64 {
    if bound.upper > 0.0 { bound.gap / bound.upper } else { 0.0 }
}
