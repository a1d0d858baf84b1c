//! Where planning stands, in words and in people's units.

use safeconduct_plan::Progress;

/// The planner tells the figure that its solver lowers. One level of coverage
/// counts this much in it.
const PER_LEVEL: f64 = -1e4;

/// What was told so far of the stage under way.
#[derive(Debug, Default)]
pub struct Stands {
    stage: &'static str,
    /// Programs begun in this stage.
    programs: usize,
    /// The figure to show.
    figure: Option<String>,
}

impl Stands {
    /// The next line.
    pub fn next(&mut self, at: &Progress) -> String {
        if self.stage != at.stage {
            *self = Self { stage: at.stage, ..Self::default() };
        }
        if at.solves <= 1 {
            self.programs += 1;
        }
        // The fair stage goes on with programs that only ask who can rise
        // further; their figures are no level.
        if at.stage != "fair" || self.programs <= 1 {
            self.figure = figure(at);
        }
        let words = words(at.stage);
        match &self.figure {
            Some(figure) => format!("{words}: {figure}"),
            None => words.to_owned(),
        }
    }
}

/// What a stage does.
fn words(stage: &'static str) -> &'static str {
    match stage {
        "floors" => "looking whether every floor can be kept",
        "centres" => "choosing which centres open",
        "fair" => "raising those who are worst off",
        "total" => "feeding all people together",
        "loss" => "lowering loss and the worst case",
        "cost" => "lowering purchases and truck-kilometres",
        "baselines" => "trying simple rules for comparison",
        "worth" => "planning what lies between the two",
        "frontier" => "looking how much coverage the least loss allows",
        other => other,
    }
}

/// The stage's figure in its own unit, where it has one that means something,
/// and how far the best possible may be from it.
fn figure(at: &Progress) -> Option<String> {
    let value = people(at.stage, at.value)?;
    let figure = match at.stage {
        "fair" => format!("least coverage {:.1} %", value * 100.0),
        "total" => format!("{} people-days", grouped(value)),
        _ => format!("USD {}", grouped(value)),
    };
    Some(match at.gap.filter(|gap| *gap > LEAST_GAP) {
        Some(gap) => format!("{figure}, within {:.1} % of the best", (gap * 100.0).min(100.0)),
        None => figure,
    })
}

/// Gaps up to this are not worth a word.
const LEAST_GAP: f64 = 5e-4;

/// A figure that the solver lowers in people's units: share, people-days, USD.
fn people(stage: &str, value: f64) -> Option<f64> {
    match stage {
        "fair" => Some(value / PER_LEVEL),
        "total" => Some(-value * 1000.0),
        "loss" | "cost" => Some(value * 1000.0),
        _ => None,
    }
}

/// Where planning stands as a line of JSON.
pub fn json(at: &Progress) -> serde_json::Value {
    serde_json::json!({
        "stage": at.stage,
        "solves": at.solves,
        "columns": at.columns,
        "incumbent": people(at.stage, at.value),
        "bound": at.bound.and_then(|bound| people(at.stage, bound)),
        "gap": at.gap,
        "seconds": at.elapsed.as_secs_f64(),
    })
}

/// A count with separators between thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.max(0.0));
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(stage: &'static str, solves: usize, value: f64) -> Progress {
        Progress {
            stage,
            solves,
            columns: 1,
            value,
            bound: None,
            gap: None,
            elapsed: Duration::ZERO,
        }
    }

    #[test]
    fn figures_are_in_the_unit_of_their_stage() {
        let mut stands = Stands::default();
        let mut next = |stage, solves, value| stands.next(&at(stage, solves, value));
        assert_eq!(next("floors", 1, -104.0), "looking whether every floor can be kept");
        let fair = "raising those who are worst off: least coverage 84.4 %";
        assert_eq!(next("fair", 2, -8440.0), fair);
        assert_eq!(
            next("total", 1, -1234.5678),
            "feeding all people together: 1,234,568 people-days"
        );
        assert_eq!(next("loss", 1, 0.9), "lowering loss and the worst case: USD 900");
        let cost = "lowering purchases and truck-kilometres: USD 431,600";
        assert_eq!(next("cost", 1, 431.6), cost);
    }

    #[test]
    fn the_distance_to_the_best_is_told_while_there_is_one() {
        let mut stands = Stands::default();
        let far = Progress { bound: Some(0.45), gap: Some(0.5), ..at("loss", 1, 0.9) };
        let told = stands.next(&far);
        assert_eq!(told, "lowering loss and the worst case: USD 900, within 50.0 % of the best");
        assert_eq!(json(&far)["bound"], 450.0);
        assert_eq!(json(&far)["incumbent"], 900.0);
    }

    #[test]
    fn programs_that_ask_who_can_rise_do_not_change_the_level() {
        let mut stands = Stands::default();
        stands.next(&at("fair", 1, -5000.0));
        let level = stands.next(&at("fair", 2, -8440.0));
        assert_eq!(stands.next(&at("fair", 1, -70000.0)), level);
        assert_eq!(stands.next(&at("fair", 2, -70001.0)), level);
    }
}
