//! From packages to frameworks: the terms that their choices bring.
//!
//! Every draft, every party on record, what all accept, and every minimal move
//! stands for packages. Packages that lead to the same terms become one
//! framework.

use std::collections::HashMap;

use safeconduct_model::finding::Findings;
use safeconduct_model::framework::Framework;
use safeconduct_model::id::FrameworkId;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::talks::answer::PositionsAnswer;
use safeconduct_model::talks::worth::{Proposal, Proposals, Whose};
use safeconduct_model::talks::{Condition, Package, Talks};
use safeconduct_model::term::Term;

use crate::constraint::Constraints;
use crate::party::own;
use crate::terms::{Sources, terms};
use crate::ways::Ways;

/// Frameworks of one draft, party or move at most; beyond it a sample.
const MOST_WAYS: usize = 16;

/// Moves whose packages are planned; beyond it the first ones.
const MOST_MOVES: usize = 40;

/// Frameworks that packages lead to in a scenario, each once.
///
/// # Errors
/// Terms or frameworks that the scenario does not have.
pub fn proposals(
    talks: &Talks,
    scenario: &Scenario,
    answer: &PositionsAnswer,
) -> Result<Proposals, Findings> {
    let sources = Sources::of(talks, scenario)?;
    let constraints = Constraints::of(talks);
    let mut gather = Gather {
        talks,
        scenario,
        sources,
        ways: Ways::of(&constraints, deciding(talks)),
        known: HashMap::new(),
        found: Proposals::default(),
    };
    let all: Vec<usize> = (0..constraints.demands.len()).collect();
    gather.add(Whose::Acceptable, &all, &[]);
    for draft in &talks.drafts {
        let fixed: Vec<(usize, usize)> = draft.sets.iter().map(|(&e, &o)| (e, o)).collect();
        gather.add(Whose::Draft { draft: draft.id.clone() }, &[], &fixed);
    }
    for party in constraints.on_record() {
        let id = talks.parties[party].id.clone();
        gather.add(Whose::Party { party: id }, &own(&constraints, party), &[]);
    }
    let moves = moves(answer);
    for give in moves.iter().take(MOST_MOVES) {
        let keeps = |d: &usize| !give.contains(&constraints.demands[*d].id);
        let rest: Vec<usize> = all.iter().copied().filter(keeps).collect();
        gather.add(Whose::Move { give: give.clone() }, &rest, &[]);
    }
    gather.found.moves_left_out = moves.len().saturating_sub(MOST_MOVES);
    Ok(gather.found)
}

/// Moves of the whole; the cheapest where there are too many to list. Giving up
/// nothing is no move.
fn moves(answer: &PositionsAnswer) -> Vec<Vec<String>> {
    let cheapest = || answer.cheapest.as_ref().map(|cheapest| cheapest.sets.clone());
    let mut moves = answer.mcs.clone().or_else(cheapest).unwrap_or_default();
    moves.retain(|give| !give.is_empty());
    moves
}

/// What decides which terms a package brings, and on which days.
fn deciding(talks: &Talks) -> Vec<&Condition> {
    let choices = talks.choices.iter().map(|choice| &choice.when.condition);
    let lags = talks.lags.iter().filter_map(|lag| lag.when.as_ref()).map(|when| &when.condition);
    choices.chain(lags).collect()
}

struct Gather<'t> {
    talks: &'t Talks,
    scenario: &'t Scenario,
    sources: Sources<'t>,
    ways: Ways<'t>,
    /// By the terms' own text: the framework.
    known: HashMap<String, usize>,
    found: Proposals,
}

impl Gather<'_> {
    fn add(&mut self, whose: Whose, demands: &[usize], fixed: &[(usize, usize)]) {
        let (packages, all) = self.ways.among(demands, fixed, MOST_WAYS);
        let mut frameworks: Vec<usize> =
            packages.iter().map(|package| self.framework(package)).collect();
        frameworks.sort_unstable();
        frameworks.dedup();
        self.found.proposals.push(Proposal { whose, frameworks, all });
    }

    /// The framework that a package leads to.
    fn framework(&mut self, package: &Package) -> usize {
        let terms: Vec<Term> = terms(self.talks, self.scenario, &self.sources, package);
        let next = self.found.frameworks.len();
        let place = *self.known.entry(format!("{terms:?}")).or_insert(next);
        if place == next {
            let framework = Framework {
                id: FrameworkId(format!("package-{}", next + 1)),
                name: chosen(self.talks, package),
                note: None,
                terms,
            };
            self.found.frameworks.push(framework);
        }
        place
    }
}

/// The choices that a package makes, of those that bring terms.
fn chosen(talks: &Talks, package: &Package) -> String {
    let mut elements: Vec<usize> =
        talks.choices.iter().flat_map(|choice| choice.when.condition.elements()).collect();
    elements.sort_unstable();
    elements.dedup();
    let said = elements.iter().map(|&e| {
        let element = &talks.elements[e];
        format!("{}: {}", element.name, element.options[package[e]].replace('_', " "))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "whatever is agreed".to_owned() } else { said.join("; ") }
}
