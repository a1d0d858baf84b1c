//! The plan beside the simple rules, with ties and defeats admitted.

use safeconduct_model::plan::Policy;

use super::{Figures, policy};

/// One row of the comparison with simple rules.
pub(crate) struct Rival {
    /// The rule.
    pub policy: Policy,
    /// Least coverage of any group in any week.
    pub least: f64,
    /// Coverage of all people.
    pub coverage: f64,
    /// People at full need on a mean day.
    pub people: f64,
    /// Expected loss in value.
    pub expected_loss_usd: f64,
    /// Worst case in value.
    pub worst_case_usd: f64,
    /// Truck-kilometres.
    pub truck_km: f64,
}

/// Differences below this share of the larger figure are ties.
const TIE: f64 = 0.001;

/// How two figures compare where more is better.
fn order(ours: f64, theirs: f64) -> std::cmp::Ordering {
    let scale = ours.abs().max(theirs.abs()).max(1e-9);
    if (ours - theirs).abs() <= TIE * scale {
        std::cmp::Ordering::Equal
    } else {
        ours.total_cmp(&theirs)
    }
}

impl Figures<'_> {
    /// The plan first, then its rivals.
    pub fn rivals(&self) -> Vec<Rival> {
        let claims = &self.plan.claims;
        let ours = Rival {
            policy: self.plan.policy,
            least: claims.least_coverage,
            coverage: claims.coverage,
            people: self.people_at_full_need(),
            expected_loss_usd: claims.loss.value_usd,
            worst_case_usd: claims.worst_case_usd,
            truck_km: claims.truck_km,
        };
        let theirs = self.plan.baselines.iter().map(|b| Rival {
            policy: b.policy,
            least: b.least_coverage,
            coverage: b.coverage,
            people: b.people_days / self.days,
            expected_loss_usd: b.expected_loss_usd,
            worst_case_usd: b.worst_case_usd,
            truck_km: b.truck_km,
        });
        std::iter::once(ours).chain(theirs).collect()
    }

    /// One sentence a rival: where it ties with the plan or beats it.
    pub fn admissions(&self) -> Vec<String> {
        let rows = self.rivals();
        let Some((ours, theirs)) = rows.split_first() else {
            return Vec::new();
        };
        theirs.iter().map(|rival| admission(ours, rival)).collect()
    }
}

fn admission(ours: &Rival, rival: &Rival) -> String {
    use std::cmp::Ordering::{Equal, Less};
    let figures = [
        ("the least-covered week", order(ours.least, rival.least)),
        ("coverage of all people", order(ours.coverage, rival.coverage)),
        ("expected loss", order(-ours.expected_loss_usd, -rival.expected_loss_usd)),
        ("worst case", order(-ours.worst_case_usd, -rival.worst_case_usd)),
        ("truck-kilometres", order(-ours.truck_km, -rival.truck_km)),
    ];
    let named = |wanted| {
        let names: Vec<_> = figures.iter().filter(|f| f.1 == wanted).map(|f| f.0).collect();
        names.join(", ")
    };
    let mut name = policy(rival.policy).to_owned();
    name.get_mut(..1).map(str::make_ascii_uppercase);
    match (named(Equal), named(Less)) {
        (ties, better) if ties.is_empty() && better.is_empty() => {
            format!("{name}: this plan is better on every figure.")
        }
        (ties, better) if better.is_empty() => format!("{name}: ties on {ties}."),
        (ties, better) if ties.is_empty() => {
            format!("{name}: better than this plan on {better}.")
        }
        (ties, better) => format!("{name}: ties on {ties}; better than this plan on {better}."),
    }
}
