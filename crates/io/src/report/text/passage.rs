//! What passes the crossings, and what is lost on the way.

use super::table::{Left, Right, Table};
use super::{WIDTH, title, wrap};
use crate::report::figures::{EATEN, Figures};
use crate::report::number;
use crate::report::style::Style;

/// Tonnes and trucks by crossing.
pub(super) fn crossings(out: &mut String, f: &Figures<'_>, style: Style) {
    title(out, style, "Crossings", "");
    let mut table = Table::new([
        ("Crossing", Left),
        ("Mass", Right),
        ("Trucks", Right),
        ("Mean trucks/day", Right),
        ("Busiest day", Right),
        ("Limit/day", Right),
    ]);
    for used in &f.plan.claims.crossings {
        table.row([
            f.names.site(used.crossing.as_str()),
            number::mass(used.grams as f64),
            number::count(used.trucks),
            number::count(used.trucks / f.days),
            number::count(used.busiest_day_trucks),
            f.crossing_limit(used.crossing.as_str()),
        ]);
    }
    out.push_str(&table.render(style, WIDTH));
    let claims = &f.plan.claims;
    let said = format!(
        "In all {} entered. {} loaded trips with those from hubs, {} truck-km; purchases {}.",
        number::mass(f.entered_grams()),
        number::whole(claims.trucks),
        number::whole(claims.truck_km),
        number::usd(claims.purchase_usd)
    );
    out.push_str(&wrap::paragraph(&said, 2, WIDTH));
}

/// Loss in its three kinds, and the worst case.
pub(super) fn loss(out: &mut String, f: &Figures<'_>, style: Style) {
    let note =
        format!("Three kinds, never added up. Shares: of what entered or was on hand. {EATEN}");
    title(out, style, "Expected loss on the way", &note);
    let mut table = Table::new([
        ("Kind", Left),
        ("Mass", Right),
        ("Share", Right),
        ("People-days of need it feeds", Right),
    ]);
    for (position, (kind, grams)) in f.losses().into_iter().enumerate() {
        let eaten = number::whole(f.plan.claims.self_distributed_people_days);
        let eaten = if position == 1 { eaten } else { "–".to_owned() };
        let share = number::percent(f.share_of_available(grams));
        table.row([kind.to_owned(), number::mass(grams), share, eaten]);
    }
    out.push_str(&table.render(style, WIDTH));
    out.push_str(&wrap::paragraph(&f.worst_case(), 2, WIDTH));
}

impl Figures<'_> {
    /// Trucks a day that may leave a crossing: one number, or from least to most.
    pub(crate) fn crossing_limit(&self, crossing: &str) -> String {
        let sites = &self.world.scenario.sites;
        let position = sites.iter().position(|s| s.id.as_str() == crossing);
        let days = position.and_then(|p| self.world.crossing_trucks.get(p));
        let Some(days) = days.filter(|d| !d.is_empty()) else {
            return "–".to_owned();
        };
        let limits: Vec<f64> = days.iter().map(|d| d.unwrap_or(f64::INFINITY)).collect();
        let least = limits.iter().copied().fold(f64::INFINITY, f64::min);
        let most = limits.iter().copied().fold(0.0, f64::max);
        let said = |v: f64| match v {
            0.0 => "closed".to_owned(),
            v if v.is_finite() => number::count(v),
            _ => "none".to_owned(),
        };
        if least == most { said(most) } else { format!("{} to {}", said(least), said(most)) }
    }
}
