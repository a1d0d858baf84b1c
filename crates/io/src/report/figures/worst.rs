//! The worst case in words: how many segments are struck, and how exact it is.

use super::Figures;
use crate::report::number;

impl Figures<'_> {
    /// Whether more segments would be struck in a day than there are.
    fn all_struck(&self) -> bool {
        usize::try_from(self.plan.gamma).is_ok_and(|n| n > self.world.scenario.segments.len())
    }

    /// Segments struck in a day that the worst case assumes, in words.
    pub fn struck(&self) -> String {
        match self.plan.gamma {
            1 => "1 segment struck a day".to_owned(),
            _ if self.all_struck() => "as many segments struck a day as there are".to_owned(),
            gamma => format!("{} segments struck a day", number::whole(f64::from(gamma))),
        }
    }

    /// How exact the worst case is.
    pub fn bound(&self) -> &'static str {
        if self.plan.gamma == 1 { "exact for one segment a day" } else { "upper bound (additive)" }
    }

    /// The same for a narrow column.
    pub fn bound_short(&self) -> &'static str {
        if self.plan.gamma == 1 { "exact for one segment" } else { "upper bound (additive)" }
    }

    /// The title of a column of worst cases.
    pub fn worst_title(&self) -> &'static str {
        if self.plan.gamma == 1 { "Worst case" } else { "Worst case (bound)" }
    }

    /// Expected loss and worst case in value, as a sentence.
    pub fn worst_case(&self) -> String {
        let claims = &self.plan.claims;
        let struck = match self.plan.gamma {
            1 => "the worst segment is".to_owned(),
            _ if self.all_struck() => "all segments, as many as there are, are".to_owned(),
            gamma => format!("the {} worst segments are", number::whole(f64::from(gamma))),
        };
        format!(
            "Value expected to be lost {}. Worst case {}, {}, if {struck} struck every day; value \
             entered, or on hand at the start, {}.",
            number::usd(claims.loss.value_usd),
            number::usd(claims.worst_case_usd),
            self.bound(),
            number::usd(claims.shipped_usd)
        )
    }
}
