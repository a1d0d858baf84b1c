//! Scale bar and north arrow, in the emptiest corner.

use maud::{Markup, html};

use super::frame::Frame;
use super::label::Rect;
use super::place::Shape;
use super::px;
use super::road::Road;

/// Scale bar and north arrow with the box they take.
pub(super) struct Furniture {
    /// The box.
    pub around: Rect,
    /// The drawing.
    pub markup: Markup,
}

/// Draws both in the corner with the fewest lines and symbols.
pub(super) fn furniture(frame: &Frame, shapes: &[Shape], roads: &[Road]) -> Furniture {
    let km = scale_km(frame);
    let bar = km * frame.per_km;
    let (w, h) = (bar.max(40.0) + 34.0, 32.0);
    let (right, bottom) = (frame.width - w - 8.0, frame.height - h - 8.0);
    let corners = [(8.0, bottom), (right, bottom), (8.0, 8.0), (right, 8.0)];
    let busy = |corner: &Rect| {
        let symbols = shapes.iter().filter(|s| s.around().overlap(corner) > 0.0).count() * 20;
        let lines = roads.iter().flat_map(Road::samples).filter(|&p| corner.holds(p)).count();
        symbols + lines
    };
    let boxes = corners.map(|(x, y)| Rect { x, y, w, h });
    let around = boxes.into_iter().min_by_key(busy).unwrap_or(Rect { x: 8.0, y: 8.0, w, h });
    Furniture { markup: draw(&around, bar, km), around }
}

fn draw(around: &Rect, bar: f64, km: f64) -> Markup {
    let (x, y) = (around.x, around.y + around.h - 2.0);
    let ruler = format!("M{x:.1},{:.1}v5h{bar:.1}v-5", y - 5.0);
    let (nx, ny) = (around.x + around.w - 12.0, around.y + around.h);
    let arrow = format!("M{nx:.1},{:.1}l5,16l-5,-4l-5,4z", ny - 18.0);
    let said = if km < 1.0 { format!("{:.0} m", km * 1000.0) } else { format!("{km:.0} km") };
    html! {
        g class="furniture" {
            path class="ruler" d=(ruler) {}
            text x=(px(x)) y=(px(y - 8.0)) font-size="9.5" { (said) }
            path class="north" d=(arrow) {}
            text x=(px(nx)) y=(px(ny - 20.0)) font-size="9.5" text-anchor="middle" { "N" }
        }
    }
}

/// A round length near a fifth of the frame.
fn scale_km(frame: &Frame) -> f64 {
    let target = frame.width / 5.0 / frame.per_km;
    let magnitude = 10f64.powf(target.log10().floor());
    let steps = [1.0, 2.0, 5.0];
    let fitting = steps.iter().map(|s| s * magnitude).filter(|km| *km <= target * 1.01);
    fitting.fold(magnitude, f64::max)
}
