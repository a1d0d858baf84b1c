//! The exposure curve as a drawing: who is ahead on which day.

use maud::{Markup, html};
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::schedule::{Exposure, Fairest};

/// Steps of shares delivered, each kept until the next.
pub struct Curve {
    /// What it shows, in words.
    pub title: String,
    /// Who is ahead above the middle line, and who below.
    pub sides: (String, String),
    /// Day and share after it, from -1 to 1.
    pub points: Vec<(i64, f64)>,
    /// Days that all curves of the page reach.
    pub days: (i64, i64),
    /// The largest imbalance, as the fraction in words.
    pub worst: String,
}

/// A fraction such as `-3/5` as a number.
pub fn share(fraction: &str) -> Option<f64> {
    match fraction.split_once('/') {
        None => fraction.parse().ok(),
        Some((above, below)) => {
            let (above, below): (f64, f64) = (above.parse().ok()?, below.parse().ok()?);
            (below != 0.0).then(|| above / below)
        }
    }
}

/// The points of a curve of a proposed schedule.
pub fn points(exposure: &Exposure) -> Vec<(i64, f64)> {
    exposure.curve.iter().filter_map(|(day, at)| Some((*day, share(at)?))).collect()
}

/// The points of the fairest schedule: shares delivered by its days.
pub fn of_fairest(talks: &Talks, fairest: &Fairest) -> Vec<(i64, f64)> {
    let Some(exchange) = &talks.exchange else { return Vec::new() };
    let side = |party: Option<usize>| match party {
        Some(p) if p == exchange.between.0 => 1.0,
        Some(p) if p == exchange.between.1 => -1.0,
        _ => 0.0,
    };
    let amount = |event: &safeconduct_model::talks::Event| event.amount.unwrap_or(0.0);
    let whole = |sign: f64| -> f64 {
        talks.events.iter().filter(|e| side(e.party) == sign).map(amount).sum()
    };
    let mut steps: Vec<(i64, f64)> = Vec::new();
    for event in &talks.events {
        let (sign, Some(&day)) = (side(event.party), fairest.days.get(&event.id)) else { continue };
        let total = whole(sign);
        if sign != 0.0 && total > 0.0 {
            steps.push((day, sign * amount(event) / total));
        }
    }
    steps.sort_by_key(|step| step.0);
    let mut at = 0.0;
    let mut points: Vec<(i64, f64)> = Vec::new();
    for (day, step) in steps {
        at += step;
        points.retain(|point| point.0 != day);
        points.push((day, at));
    }
    points
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 130.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 22.0;

impl Curve {
    /// The drawing; words beside it say the same.
    pub fn draw(&self, place: usize) -> Markup {
        let (first, last) = self.days;
        let span = (last - first).max(1) as f64;
        let x = |day: i64| LEFT + (day - first) as f64 / span * (WIDTH - LEFT - RIGHT);
        let y = |at: f64| TOP + (1.0 - at) / 2.0 * (HEIGHT - TOP - BOTTOM);
        let mut path = format!("M{:.1} {:.1}", x(first), y(0.0));
        for &(day, at) in &self.points {
            path.push_str(&format!(" H{:.1} V{:.1}", x(day), y(at)));
        }
        path.push_str(&format!(" H{:.1}", x(last)));
        let id = format!("curve-{place}");
        html! {
            figure {
                figcaption { strong { bdi { (self.title) } } ", at worst " (self.worst) }
                svg class="chart" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby=(id) {
                    title id=(id) { (self.title) ": at worst " (self.worst) }
                    @for at in [1.0, 0.5, 0.0, -0.5, -1.0] {
                        path class=(if at == 0.0 { "need" } else { "axis" }) d={ "M" (LEFT) " " (y(at)) " H" (WIDTH - RIGHT) } {}
                        text x=(LEFT - 4.0) y=(y(at) + 3.0) text-anchor="end" { (at) }
                    }
                    path class="walks" d=(path) {}
                    text x=(WIDTH - RIGHT - 2.0) y=(y(1.0) + 9.0) text-anchor="end" { (self.sides.0) " ahead" }
                    text x=(WIDTH - RIGHT - 2.0) y=(y(-1.0) - 3.0) text-anchor="end" { (self.sides.1) " ahead" }
                    text x=(LEFT) y=(HEIGHT - 6.0) { "day " (first) }
                    text x=(WIDTH - RIGHT) y=(HEIGHT - 6.0) text-anchor="end" { "day " (last) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn fractions_are_read_and_nothing_else() {
        assert_eq!(share("-3/5"), Some(-0.6));
        assert_eq!(share("1"), Some(1.0));
        assert_eq!(share("1/0"), None);
        assert_eq!(share("half"), None);
    }
}
