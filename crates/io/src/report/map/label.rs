//! Labels that keep clear of symbols, of lines and of one another.

use maud::{Markup, html};
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::px;
use crate::report::visible;

/// A box in the drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    /// The area shared with another box.
    pub fn overlap(&self, other: &Self) -> f64 {
        let w = (self.x + self.w).min(other.x + other.w) - self.x.max(other.x);
        let h = (self.y + self.h).min(other.y + other.h) - self.y.max(other.y);
        if w > 0.0 && h > 0.0 { w * h } else { 0.0 }
    }

    /// Whether a point lies within.
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        x >= self.x && x <= self.x + self.w && y >= self.y && y <= self.y + self.h
    }

    fn within(&self, frame: &Frame) -> bool {
        self.x >= 2.0
            && self.y >= 2.0
            && self.x + self.w <= frame.width - 2.0
            && self.y + self.h <= frame.height - 2.0
    }
}

/// A label that would be good to have.
pub(super) struct Wanted {
    anchor: (f64, f64),
    radius: f64,
    lines: Vec<String>,
    class: &'static str,
    size: f64,
    /// Labels of greater importance choose their place first.
    pub importance: f64,
}

impl Wanted {
    /// A label for the symbol of this radius at `anchor`.
    pub fn of(
        anchor: (f64, f64),
        radius: f64,
        lines: Vec<String>,
        class: &'static str,
        importance: f64,
    ) -> Self {
        let size = match class {
            "zone" => 11.5,
            "site" => 10.5,
            _ => 9.0,
        };
        let lines = lines.into_iter().map(|l| visible::cut(&l, 26)).collect();
        Self { anchor, radius, lines, class, size, importance }
    }

    /// Width and height as most fonts would set it.
    fn extent(&self) -> (f64, f64) {
        let columns = self.lines.iter().map(|l| l.width()).max().unwrap_or(0) as f64;
        let per_column = if self.class == "zone" { 0.62 } else { 0.56 };
        (columns * per_column * self.size + 2.0, self.lines.len() as f64 * self.size * 1.12 + 1.0)
    }

    /// The box of the label in this direction from its symbol.
    fn beside(&self, (dx, dy): (f64, f64), distance: f64) -> Rect {
        let (w, h) = self.extent();
        let (cx, cy) = (self.anchor.0 + dx * distance, self.anchor.1 + dy * distance);
        let shift = |d: f64, size: f64| match d {
            d if d > 0.1 => 0.0,
            d if d < -0.1 => -size,
            _ => -size / 2.0,
        };
        Rect { x: cx + shift(dx, w), y: cy + shift(dy, h), w, h }
    }

    fn settled(&self, around: Rect, ring: usize, (dx, dy): (f64, f64)) -> Placed {
        let (ax, ay) = self.anchor;
        let near =
            (ax.clamp(around.x, around.x + around.w), ay.clamp(around.y, around.y + around.h));
        let rim = (ax + dx * self.radius, ay + dy * self.radius);
        let align = match dx {
            d if d > 0.1 => "start",
            d if d < -0.1 => "end",
            _ => "middle",
        };
        Placed {
            around,
            leader: (ring >= LEADER_FROM).then_some((rim, near)),
            lines: self.lines.clone(),
            class: self.class,
            size: self.size,
            align,
        }
    }
}

/// A label in its place.
pub(super) struct Placed {
    around: Rect,
    leader: Option<((f64, f64), (f64, f64))>,
    lines: Vec<String>,
    class: &'static str,
    size: f64,
    align: &'static str,
}

/// Directions tried, best first: right, left, above, below, then between.
const DIRECTIONS: [(f64, f64); 12] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.75, -0.75),
    (-0.75, -0.75),
    (0.75, 0.75),
    (-0.75, 0.75),
    (0.95, -0.3),
    (0.95, 0.3),
    (-0.95, -0.3),
    (-0.95, 0.3),
];

/// Distances from the rim of the symbol that are tried.
const DISTANCES: [f64; 4] = [3.5, 9.0, 20.0, 34.0];

/// From this distance on, a leader line ties the label to its symbol.
const LEADER_FROM: usize = 2;

/// Chooses a place for each label; one without room is left out.
pub(super) fn place(
    wanted: &[Wanted],
    symbols: &[Rect],
    lines: &[(f64, f64)],
    frame: &Frame,
) -> Vec<Placed> {
    let mut taken = symbols.to_vec();
    let mut placed = Vec::new();
    for label in wanted {
        let mut best: Option<(f64, Rect, usize, (f64, f64))> = None;
        for (ring, distance) in DISTANCES.iter().enumerate() {
            for (rank, &direction) in DIRECTIONS.iter().enumerate() {
                let around = label.beside(direction, label.radius + distance);
                if !around.within(frame) || taken.iter().any(|t| t.overlap(&around) > 0.5) {
                    continue;
                }
                let crossed = lines.iter().filter(|&&p| around.holds(p)).count() as f64;
                let cost = 5.0 * crossed + 7.0 * ring as f64 + 0.5 * rank as f64;
                if best.as_ref().is_none_or(|b| cost < b.0) {
                    best = Some((cost, around, ring, direction));
                }
            }
        }
        let Some((_, around, ring, direction)) = best else {
            continue;
        };
        taken.push(around);
        placed.push(label.settled(around, ring, direction));
    }
    placed
}

impl Placed {
    /// The text, over a halo of the ground's colour.
    pub fn draw(&self) -> Markup {
        let x = match self.align {
            "start" => self.around.x + 1.0,
            "end" => self.around.x + self.around.w - 1.0,
            _ => self.around.x + self.around.w / 2.0,
        };
        let top = self.around.y + self.size * 0.9;
        html! {
            @if let Some((from, to)) = self.leader {
                line class="leader" x1=(px(from.0)) y1=(px(from.1)) x2=(px(to.0)) y2=(px(to.1)) {}
            }
            @for (row, line) in self.lines.iter().enumerate() {
                text class=(if row == 0 { self.class } else { "figure" }) x=(px(x))
                    y=(px(top + row as f64 * self.size * 1.12)) font-size=(self.size)
                    text-anchor=(self.align) { (line) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_lie_on_one_another() {
        let frame = Frame::around([(0.0, 0.0), (1.0, 1.0)].into_iter(), 400.0);
        let at = |i: usize| (150.0 + 30.0 * (i % 4) as f64, 120.0 + 30.0 * (i / 4) as f64);
        let wanted: Vec<_> = (0..16)
            .map(|i| {
                Wanted::of(at(i), 5.0, vec![format!("Place {i}"), "50.0 %".into()], "zone", 1.0)
            })
            .collect();
        let symbols: Vec<_> = (0..16)
            .map(at)
            .map(|(x, y)| Rect { x: x - 5.0, y: y - 5.0, w: 10.0, h: 10.0 })
            .collect();
        let placed = place(&wanted, &symbols, &[], &frame);
        assert!(placed.len() >= 8, "{} of 16 placed", placed.len());
        for (i, one) in placed.iter().enumerate() {
            assert!(one.around.within(&frame));
            assert!(symbols.iter().all(|s| s.overlap(&one.around) <= 0.5));
            assert!(placed.iter().skip(i + 1).all(|o| o.around.overlap(&one.around) <= 0.5));
        }
    }
}
