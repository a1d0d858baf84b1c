//! Zones as pies sized by people, sites as shapes by kind.

use std::f64::consts::TAU;

use maud::{Markup, html};
use safeconduct_model::site::SiteKind;

use super::frame::Frame;
use super::label::{Rect, Wanted};
use super::{Look, px};
use crate::report::figures::Figures;
use crate::report::number;

/// The largest pie, where there are few zones.
const LARGEST: f64 = 24.0;

/// Beyond this many sites, delivery points are not named.
const NAMED_SITES: usize = 24;

/// Labels considered at all; beyond it the tables serve better.
const LABELS: usize = 80;

/// A symbol in the drawing.
pub(super) struct Shape {
    x: f64,
    y: f64,
    radius: f64,
    said: String,
    kind: Kind,
}

enum Kind {
    /// A zone with its coverage.
    Zone(f64),
    /// A site.
    Site(SiteKind),
}

/// Zones first, so that sites lie over them.
pub(super) fn shapes(f: &Figures<'_>, frame: &Frame) -> Vec<Shape> {
    let most = f.zones.iter().map(|z| z.people).fold(0.0, f64::max);
    let largest = (LARGEST * (9.0 / f.zones.len().max(1) as f64).sqrt()).clamp(9.0, LARGEST);
    let mut shapes = Vec::new();
    for zone in &f.zones {
        let (x, y) = frame.at(zone.zone.lon.0, zone.zone.lat.0);
        // Area, not radius, follows the number of people.
        let share = if most > 0.0 { zone.people / most } else { 0.0 };
        let radius = (largest * share.sqrt()).max(4.0);
        let name = f.names.zone(zone.zone.id.as_str());
        let (people, covered) = (number::whole(zone.people), number::percent(zone.coverage));
        let said = format!("{name}: {people} people, coverage {covered}");
        shapes.push(Shape { x, y, radius, said, kind: Kind::Zone(zone.coverage) });
    }
    for site in &f.world.scenario.sites {
        let (x, y) = frame.at(site.lon.0, site.lat.0);
        let radius = match site.kind {
            SiteKind::Crossing | SiteKind::DistributionCentre => 6.5,
            SiteKind::Hub => 5.5,
            SiteKind::DeliveryPoint => 3.6,
            SiteKind::Junction => 2.2,
        };
        let said = format!("{}: {}", kind_name(site.kind), f.names.site(site.id.as_str()));
        shapes.push(Shape { x, y, radius, said, kind: Kind::Site(site.kind) });
    }
    shapes
}

/// What a kind of site is called.
pub(super) const fn kind_name(kind: SiteKind) -> &'static str {
    match kind {
        SiteKind::Crossing => "crossing",
        SiteKind::Hub => "hub",
        SiteKind::DistributionCentre => "distribution centre",
        SiteKind::DeliveryPoint => "delivery point",
        SiteKind::Junction => "junction",
    }
}

/// The labels wanted, most important first.
pub(super) fn labels(f: &Figures<'_>, shapes: &[Shape], look: &Look) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for (zone, shape) in f.zones.iter().zip(shapes) {
        let lines = vec![f.names.zone(zone.zone.id.as_str()), number::percent(zone.coverage)];
        wanted.push(shape.label(lines, "zone", 1e9 + zone.people));
    }
    let all = f.world.scenario.sites.len() <= NAMED_SITES;
    let sites = f.world.scenario.sites.iter().zip(shapes.iter().skip(f.zones.len()));
    for (site, shape) in sites.filter(|_| look.name_sites) {
        let (class, importance) = match site.kind {
            SiteKind::Crossing => ("site", 1e12),
            SiteKind::DistributionCentre => ("site", 2e8),
            SiteKind::Hub => ("site", 1e8),
            SiteKind::DeliveryPoint if all => ("small", 1e7),
            _ => continue,
        };
        wanted.push(shape.label(vec![f.names.site(site.id.as_str())], class, importance));
    }
    wanted.sort_by(|a, b| b.importance.total_cmp(&a.importance));
    wanted.truncate(LABELS);
    wanted
}

impl Shape {
    /// The box around it.
    pub fn around(&self) -> Rect {
        let r = self.radius + 1.0;
        Rect { x: self.x - r, y: self.y - r, w: 2.0 * r, h: 2.0 * r }
    }

    fn label(&self, lines: Vec<String>, class: &'static str, importance: f64) -> Wanted {
        Wanted::of((self.x, self.y), self.radius, lines, class, importance)
    }

    /// The symbol.
    pub fn draw(&self) -> Markup {
        let symbol = match self.kind {
            Kind::Zone(coverage) => pie(self.x, self.y, self.radius, coverage),
            Kind::Site(kind) => symbol(kind, self.x, self.y, self.radius),
        };
        html! { g { title { (self.said) } (symbol) } }
    }
}

/// A circle with the share filled clockwise from the top.
pub(super) fn pie(x: f64, y: f64, r: f64, share: f64) -> Markup {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let angle = share * TAU;
    let (ex, ey) = (x + r * angle.sin(), y - r * angle.cos());
    let large = u8::from(share > 0.5);
    let sector = format!("M{x:.1},{y:.1}V{:.1}A{r:.1},{r:.1} 0 {large} 1 {ex:.1},{ey:.1}Z", y - r);
    html! {
        circle class="pie" cx=(px(x)) cy=(px(y)) r=(px(r)) {}
        @if share >= 0.9995 {
            circle class="covered" cx=(px(x)) cy=(px(y)) r=(px(r)) {}
        } @else if share > 0.0 {
            path class="covered" d=(sector) {}
        }
        circle class="rim" cx=(px(x)) cy=(px(y)) r=(px(r)) {}
    }
}

/// Each kind has a shape of its own: gate, square, diamond, disc, dot.
pub(super) fn symbol(kind: SiteKind, x: f64, y: f64, r: f64) -> Markup {
    let side = 2.0 * r;
    let (left, top) = (x - r, y - r);
    let d = match kind {
        SiteKind::Crossing => {
            format!(
                "M{left:.1},{top:.1}L{:.1},{:.1}V{top:.1}L{left:.1},{:.1}Z",
                x + r,
                y + r,
                y + r
            )
        }
        SiteKind::Hub => format!("M{left:.1},{top:.1}h{side:.1}v{side:.1}h-{side:.1}z"),
        SiteKind::DistributionCentre => {
            format!("M{x:.1},{top:.1}l{r:.1},{r:.1}l-{r:.1},{r:.1}l-{r:.1},-{r:.1}z")
        }
        SiteKind::DeliveryPoint | SiteKind::Junction => {
            let class = if kind == SiteKind::Junction { "junction" } else { "symbol point" };
            return html! { circle class=(class) cx=(px(x)) cy=(px(y)) r=(px(r)) {} };
        }
    };
    html! { path class="symbol" d=(d) {} }
}
