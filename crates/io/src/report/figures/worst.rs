//! The worst case in words: how much is struck, and how exact it is.

use safeconduct_model::interceptor::{Budget, Struck};

use super::Figures;
use crate::report::number;

impl Figures<'_> {
    /// What may be struck, in words for one and for several.
    fn targets(&self) -> (&'static str, &'static str) {
        match self.world.scenario.interceptor.strikes[..] {
            [Struck::Segments] => ("segment", "segments"),
            [Struck::Sites] => ("site", "sites"),
            [Struck::Areas] => ("area", "areas"),
            _ => ("target", "targets"),
        }
    }

    /// Targets that there are.
    fn all_targets(&self) -> usize {
        let scenario = &self.world.scenario;
        let areas: std::collections::BTreeSet<_> =
            scenario.segments.iter().filter_map(|s| s.area.as_ref()).map(|a| a.as_str()).collect();
        let number = |kind| match kind {
            Struck::Segments => scenario.segments.len(),
            Struck::Sites => scenario.sites.len(),
            Struck::Areas => areas.len(),
        };
        scenario.interceptor.strikes.iter().map(|&kind| number(kind)).sum()
    }

    /// Whether Γ counts in the whole horizon.
    fn over_horizon(&self) -> bool {
        self.world.scenario.interceptor.per == Budget::Horizon
    }

    /// Whether more targets would be struck in a day than there are.
    fn all_struck(&self) -> bool {
        !self.over_horizon() && self.plan.gamma > self.all_targets() as f64
    }

    /// "2 segments", "1.5 segments".
    fn strikes(&self) -> String {
        let (one, many) = self.targets();
        let gamma = self.plan.gamma;
        if gamma == 1.0 {
            return format!("1 {one}");
        }
        let places = if gamma.fract() == 0.0 { 0 } else { 2 };
        let number = number::decimals(gamma, places);
        let number = if places > 0 { number.trim_end_matches('0') } else { &number };
        format!("{number} {many}")
    }

    /// What the worst case assumes is struck, in words.
    pub fn struck(&self) -> String {
        if self.all_struck() {
            return format!("as many {} struck a day as there are", self.targets().1);
        }
        let time = if self.over_horizon() { "over all days" } else { "a day" };
        format!("{} struck {time}", self.strikes())
    }

    /// How exact the worst case is.
    pub fn bound(&self) -> &'static str {
        "guaranteed"
    }

    /// The title of a column of worst cases.
    pub fn worst_title(&self) -> &'static str {
        "Worst case"
    }

    /// Expected loss and worst case in value, as a sentence.
    pub fn worst_case(&self) -> String {
        let claims = &self.plan.claims;
        let (one, many) = self.targets();
        let gamma = self.plan.gamma;
        let time = if self.over_horizon() { "over all days together" } else { "every day" };
        let struck = match gamma {
            _ if self.all_struck() => {
                format!("all {many}, as many as there are, are struck {time}")
            }
            1.0 => format!("the worst {one} is struck {time}"),
            _ if gamma.fract() > 0.0 && !self.over_horizon() => format!(
                "the worst {} {} struck every day, and one more on {} of the days",
                number::whole(gamma.floor()),
                if gamma.floor() == 1.0 { "is" } else { "are" },
                number::percent(gamma.fract()),
            ),
            _ => format!("the {} that lose most are struck {time}", self.strikes()),
        };
        let (worst, additive) = (claims.worst_case_usd, claims.additive_worst_case_usd);
        let beside = if additive <= worst * (1.0 + 1e-9) {
            " (the additive upper bound is the same).".to_owned()
        } else {
            format!(
                ": a load struck twice loses the second share only of what the first strike left. \
                 With every strike counted as if it were the only one it would be {} (additive \
                 upper bound).",
                number::usd(additive)
            )
        };
        format!(
            "Value expected to be lost {}. Guaranteed worst case {} if {struck}{beside} Value \
             entered, or on hand at the start, {}.{}",
            number::usd(claims.loss.value_usd),
            number::usd(worst),
            number::usd(claims.shipped_usd),
            self.loss_stage()
        )
    }

    /// How near the loss stage came to the least possible loss.
    fn loss_stage(&self) -> String {
        let Some(stage) = self.plan.stages.iter().find(|stage| stage.name == "loss") else {
            return String::new();
        };
        let sets = match stage.attack_sets {
            Some(1) => ", against 1 set of strikes at once".to_owned(),
            Some(sets) => {
                format!(", against {} sets of strikes at once", number::whole(sets as f64))
            }
            None => String::new(),
        };
        let corridors = number::whole(stage.corridors as f64);
        let searched = format!("looked for over {corridors} corridors{sets}");
        match stage.bound {
            Some(bound) if stage.value > 0.0 => format!(
                " Least worst case and expected loss together, at this coverage: {searched}; no \
                 plan has less than {}, which leaves a gap of {}.",
                number::usd(bound),
                number::percent(((stage.value - bound) / stage.value).max(0.0))
            ),
            Some(_) => String::new(),
            None => format!(
                " Least worst case and expected loss together, at this coverage: {searched}; not \
                 proved to be the least."
            ),
        }
    }
}
