//! The map, drawn as SVG without anything from outside.
//!
//! Lines are straight from site to site; width is proportional to tonnes a
//! day, colour and dash pattern say the track. Exposure is not drawn.

use maud::{Markup, html};

use super::figures::Figures;
use super::number;

mod corner;
mod frame;
mod label;
mod legend;
mod place;
mod road;

use frame::Frame;
pub(crate) use legend::legend;

/// How a map is drawn.
pub(crate) struct Look {
    /// Width in units of the drawing.
    pub width: f64,
    /// Distinguishes the identifiers of several maps on one page.
    pub id: String,
    /// Tonnes a day that the widest line stands for.
    pub widest_t_per_day: f64,
    /// Whether sites are named, or zones only.
    pub name_sites: bool,
}

/// The most tonnes a day on any stretch of road and track.
pub(crate) fn widest(f: &Figures<'_>) -> f64 {
    let flows = f.plan.claims.segments.iter().flat_map(|s| s.grams.values());
    flows.map(|g| *g as f64 / 1e6 / f.days).fold(0.0, f64::max)
}

/// Draws the map.
pub(crate) fn draw(f: &Figures<'_>, look: &Look) -> Markup {
    let scenario = &f.world.scenario;
    let places = scenario.sites.iter().map(|s| (s.lon.0, s.lat.0));
    let places = places.chain(scenario.zones.iter().map(|z| (z.lon.0, z.lat.0)));
    let frame = Frame::around(places, look.width);
    let roads = road::roads(f, &frame, look);
    let shapes = place::shapes(f, &frame);
    let furniture = corner::furniture(&frame, &shapes, &roads);
    let mut taken: Vec<label::Rect> = shapes.iter().map(place::Shape::around).collect();
    taken.push(furniture.around);
    let wanted = place::labels(f, &shapes, look);
    let samples: Vec<_> = roads.iter().flat_map(road::Road::samples).collect();
    let placed = label::place(&wanted, &taken, &samples, &frame);
    let (title, desc) = (format!("{}-title", look.id), format!("{}-desc", look.id));
    html! {
        svg class="map" viewBox={ "0 0 " (px(frame.width)) " " (px(frame.height)) } role="img"
            aria-labelledby={ (title) " " (desc) } {
            title id=(title) { "Map: flows by track and coverage by zone" }
            desc id=(desc) { (description(f)) }
            rect class="ground" width=(px(frame.width)) height=(px(frame.height)) {}
            @for road in &roads { (road.line()) }
            @for road in &roads { (road.flows()) }
            @for road in &roads { (road.closure()) }
            @for shape in &shapes { (shape.draw()) }
            (furniture.markup)
            @for label in &placed { (label.draw()) }
        }
    }
}

/// What the map shows, for those who do not see it.
fn description(f: &Figures<'_>) -> String {
    let zones = f.zones.iter().take(40).map(|z| {
        let name = f.names.zone(z.zone.id.as_str());
        format!("{name} {}", number::percent(z.coverage))
    });
    let zones: Vec<_> = zones.collect();
    format!("Coverage by zone: {}. The tables hold the same figures.", zones.join(", "))
}

/// A coordinate as written in SVG.
fn px(value: f64) -> String {
    format!("{value:.1}")
}
