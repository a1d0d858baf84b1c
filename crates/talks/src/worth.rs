//! What the plans of packages come to, beside every draft, party and move.

use safeconduct_model::answer::Answer;
use safeconduct_model::plan::Plan;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::worth::{
    FrameworkWorth, PlannedWorth, ProposalWorth, Proposals, Whose, WorthAnswer,
};

/// Groups closer than this share of the need are alike.
const ALIKE: f64 = 0.0005;

/// Figures of the plans, one answer for each framework in order.
#[must_use]
pub fn worth(scenario: &Scenario, proposals: &Proposals, answers: &[Answer]) -> WorthAnswer {
    let planned = answers.iter().map(|answer| match answer {
        Answer::Planned(plan) => Some(figures(plan)),
        Answer::Infeasible(_) => None,
    });
    let pairs = proposals.frameworks.iter().zip(planned);
    let frameworks: Vec<FrameworkWorth> = pairs
        .map(|(framework, planned)| FrameworkWorth {
            id: framework.id.to_string(),
            choices: framework.name.clone(),
            terms: framework.terms.iter().map(|term| term.id.clone()).collect(),
            planned,
        })
        .collect();
    let needed = answers.iter().find_map(|answer| match answer {
        Answer::Planned(plan) => Some(plan.claims.people_days_needed),
        Answer::Infeasible(_) => None,
    });
    let range = |places: &[usize]| {
        let figures = places.iter().filter_map(|&f| frameworks.get(f)?.planned.as_ref());
        let figures: Vec<f64> = figures.map(|planned| planned.people_days).collect();
        let least = figures.iter().copied().min_by(f64::total_cmp)?;
        Some((least, figures.iter().copied().max_by(f64::total_cmp)?))
    };
    let acceptable = proposals.proposals.iter().find(|p| p.whose == Whose::Acceptable);
    let before = acceptable.and_then(|p| range(&p.frameworks));
    let one = |p: &safeconduct_model::talks::worth::Proposal| {
        let people_days = range(&p.frameworks);
        let opens = matches!(p.whose, Whose::Move { .. })
            .then(|| Some(people_days?.1 - before?.1))
            .flatten();
        ProposalWorth {
            whose: p.whose.clone(),
            frameworks: p.frameworks.iter().map(|&f| frameworks[f].id.clone()).collect(),
            all: p.all,
            people_days,
            opens_people_days: opens,
        }
    };
    WorthAnswer {
        scenario: scenario.name.clone(),
        people_days_needed: needed.unwrap_or_default(),
        proposals: proposals.proposals.iter().map(one).collect(),
        moves_left_out: proposals.moves_left_out,
        frameworks,
    }
}

fn figures(plan: &Plan) -> PlannedWorth {
    let claims = &plan.claims;
    let peopled = claims.groups.iter().filter(|group| group.people > 0.0);
    let lowest = peopled.clone().min_by(|a, b| a.coverage.total_cmp(&b.coverage));
    let least = lowest.map_or(1.0, |group| group.coverage);
    let alike = peopled.clone().filter(|group| group.coverage - least <= ALIKE).count();
    PlannedWorth {
        people_days: claims.people_days,
        coverage: claims.coverage,
        lowest_zone: lowest.map(|group| group.zone.clone()),
        lowest_group: lowest.map(|group| group.group),
        lowest_coverage: least,
        lowest_alike: (alike, peopled.count()),
        expected_loss_usd: claims.loss.value_usd,
        worst_case_usd: claims.worst_case_usd,
        cut: plan.stages.iter().any(|stage| stage.cut),
    }
}
