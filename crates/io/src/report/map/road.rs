//! Stretches of road: unused, closed, or driven by tracks side by side.

use maud::{Markup, html};

use super::frame::Frame;
use super::{Look, px};
use crate::report::figures::Figures;
use crate::report::figures::flow::Passage;

/// The widest flow, in drawing units.
pub(super) const WIDEST: f64 = 11.0;

/// The thinnest flow, in drawing units.
pub(super) const THINNEST: f64 = 1.6;

/// Room between two flows side by side.
const GAP: f64 = 1.2;

/// A stretch of road in the drawing.
pub(super) struct Road {
    a: (f64, f64),
    b: (f64, f64),
    name: String,
    passage: Passage,
    bands: Vec<Band>,
}

/// One track's flow.
struct Band {
    track: usize,
    width: f64,
    forward: bool,
    said: String,
}

/// Width of a line for so many tonnes a day.
pub(super) fn width(t_per_day: f64, look: &Look) -> f64 {
    if look.widest_t_per_day <= 0.0 {
        return THINNEST;
    }
    (WIDEST * t_per_day / look.widest_t_per_day).clamp(THINNEST, WIDEST)
}

/// Every segment whose two sites are known.
pub(super) fn roads(f: &Figures<'_>, frame: &Frame, look: &Look) -> Vec<Road> {
    let scenario = &f.world.scenario;
    let at: std::collections::HashMap<&str, _> =
        scenario.sites.iter().map(|s| (s.id.as_str(), frame.at(s.lon.0, s.lat.0))).collect();
    let mut roads = Vec::new();
    for (position, (segment, flows)) in scenario.segments.iter().zip(f.flows()).enumerate() {
        let (from, to) = (segment.from.as_str(), segment.to.as_str());
        let (Some(&a), Some(&b)) = (at.get(from), at.get(to)) else {
            continue;
        };
        let bands = flows.into_iter().map(|flow| {
            let t_per_day = flow.grams / 1e6 / f.days;
            let track = f.names.track(flow.track.as_str());
            Band {
                track: f.names.track_position(flow.track.as_str()),
                width: width(t_per_day, look),
                forward: flow.forward,
                said: format!("{track} {t_per_day:.1} t a day"),
            }
        });
        let name = format!("{} – {}", f.names.site(from), f.names.site(to));
        roads.push(Road { a, b, name, passage: f.passage(position), bands: bands.collect() });
    }
    roads
}

/// The class that sets a track's colour and dash pattern.
pub(super) fn track_class(position: usize) -> String {
    format!("t{}", position % 6)
}

impl Road {
    /// Points along it, for labels to keep clear of.
    pub fn samples(&self) -> Vec<(f64, f64)> {
        let length = (self.b.0 - self.a.0).hypot(self.b.1 - self.a.1);
        let steps = (length / 8.0).ceil().clamp(1.0, 60.0);
        let middle = (0..=steps as usize).map(|i| self.between(i as f64 / steps));
        let half = self.breadth() / 2.0;
        if half < 4.0 {
            return middle.collect();
        }
        let (sx, sy) = self.aside(half);
        middle.flat_map(|(x, y)| [(x - sx, y - sy), (x, y), (x + sx, y + sy)]).collect()
    }

    /// The road itself: thin, and marked where it is closed.
    pub fn line(&self) -> Markup {
        let closed = self.passage == Passage::Closed;
        let class = if closed { "road closed" } else { "road" };
        let state = match self.passage {
            Passage::Open if self.bands.is_empty() => "not used".to_owned(),
            Passage::Open => "used".to_owned(),
            Passage::ClosedSome(days) => format!("closed on {days} days"),
            Passage::Closed => "closed".to_owned(),
        };
        html! {
            line class=(class) x1=(px(self.a.0)) y1=(px(self.a.1)) x2=(px(self.b.0)) y2=(px(self.b.1)) {
                title { (self.name) ": " (state) }
            }
        }
    }

    /// The mark of a road that is closed on some or all days.
    pub fn closure(&self) -> Markup {
        html! {
            @if self.passage != Passage::Open {
                (mark(self.between(0.5), self.passage == Passage::Closed))
            }
        }
    }

    /// Flows side by side, each with an arrow head in its direction.
    pub fn flows(&self) -> Markup {
        let mut offset = -self.breadth() / 2.0;
        let mut bands = Vec::new();
        for (position, band) in self.bands.iter().enumerate() {
            bands.push((band, self.aside(offset + band.width / 2.0), 0.14 * position as f64 + 0.5));
            offset += band.width + GAP;
        }
        html! {
            @for (band, (sx, sy), _) in &bands {
                line class={ "flow " (track_class(band.track)) } stroke-width=(px(band.width))
                    x1=(px(self.a.0 + sx)) y1=(px(self.a.1 + sy))
                    x2=(px(self.b.0 + sx)) y2=(px(self.b.1 + sy)) {
                    title { (self.name) ": " (band.said) }
                }
            }
            @for (band, aside, along) in &bands { (self.arrow(band, *aside, *along)) }
        }
    }

    /// Width of all flows side by side.
    fn breadth(&self) -> f64 {
        (self.bands.iter().map(|band| band.width + GAP).sum::<f64>() - GAP).max(0.0)
    }

    fn between(&self, t: f64) -> (f64, f64) {
        (self.a.0 + t * (self.b.0 - self.a.0), self.a.1 + t * (self.b.1 - self.a.1))
    }

    /// Unit vector along the road.
    fn along(&self) -> (f64, f64) {
        let (dx, dy) = (self.b.0 - self.a.0, self.b.1 - self.a.1);
        let length = dx.hypot(dy).max(1e-6);
        (dx / length, dy / length)
    }

    /// A step to the side.
    fn aside(&self, by: f64) -> (f64, f64) {
        let (ux, uy) = self.along();
        (-uy * by, ux * by)
    }

    fn arrow(&self, band: &Band, (sx, sy): (f64, f64), along: f64) -> Markup {
        let (ux, uy) = self.along();
        let (ux, uy) = if band.forward { (ux, uy) } else { (-ux, -uy) };
        let (x, y) = self.between(along);
        let (x, y) = (x + sx, y + sy);
        let (long, half) = (4.5 + band.width * 0.35, 3.2 + band.width * 0.42);
        let back = (x - ux * long * 0.7, y - uy * long * 0.7);
        let points = [
            (x + ux * long, y + uy * long),
            (back.0 - uy * half, back.1 + ux * half),
            (back.0 + uy * half, back.1 - ux * half),
        ];
        let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        html! { polygon class={ "head " (track_class(band.track)) } points=(points.join(" ")) {} }
    }
}

/// A cross where a road is closed on every day, a stroke where on some.
pub(super) fn mark((x, y): (f64, f64), every_day: bool) -> Markup {
    let d = if every_day {
        format!("M{:.1},{:.1}l9,9m0,-9l-9,9", x - 4.5, y - 4.5)
    } else {
        format!("M{:.1},{:.1}l9,-9", x - 4.5, y + 4.5)
    };
    html! { path class="under" d=(d) {} path class="shut" d=(d) {} }
}
