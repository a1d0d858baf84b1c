//! What frameworks assume on loss: inputs of a plan, never results of it.

use safeconduct_model::figure::Certainty;
use safeconduct_model::loss::Loss;
use safeconduct_model::term::{Clause, Term};

use super::Figures;
use crate::report::{number, visible};

/// The longest note of a term that is shown, in columns.
const NOTE: usize = 300;

/// The longest source that is shown, in columns.
const SOURCE: usize = 300;

/// Said of a framework that leaves loss as the roads have it.
pub(crate) const ROADS_OWN: &str =
    "no term on loss; the loss stated for each road of the scenario stands.";

impl Figures<'_> {
    /// The loss terms of the framework, in words; [`ROADS_OWN`] where it has none.
    pub fn loss_assumed(&self) -> Vec<String> {
        let scenario = &self.world.scenario;
        let framework = self.plan.framework.as_ref().and_then(|id| scenario.framework(id.as_str()));
        let terms = framework.map_or(&[][..], |f| f.terms.as_slice());
        let said: Vec<_> = terms.iter().filter_map(assumption).collect();
        if said.is_empty() { vec![ROADS_OWN.to_owned()] } else { said }
    }
}

/// Loss terms of several frameworks, each once, with who assumes it.
pub(crate) fn side_by_side(plans: &[Figures<'_>]) -> Vec<(String, String)> {
    let mut said: Vec<(String, String)> = Vec::new();
    for figures in plans {
        let who = figures.framework_id();
        for what in figures.loss_assumed() {
            match said.iter_mut().find(|(_, known)| *known == what) {
                Some((names, _)) => *names = format!("{names}, {who}"),
                None => said.push((who.clone(), what)),
            }
        }
    }
    said
}

/// A loss term in words, if it is one that states expected loss.
fn assumption(term: &Term) -> Option<String> {
    let Clause::Loss { segments, areas, loss: Some(loss), .. } = &term.clause else {
        return None;
    };
    let mut said = format!("{}, {}", shares(*loss), extent(segments.len(), areas));
    if let Some(note) = term.note.as_deref().filter(|n| !n.trim().is_empty()) {
        said.push_str(": ");
        said.push_str(visible::cut(&visible::visible(note), NOTE).trim_end_matches('.'));
    }
    said.push_str(". ");
    said.push_str(&basis(term));
    Some(said)
}

fn shares(loss: Loss) -> String {
    let percent = |share: f64| {
        let tenths = (share * 1000.0).round();
        let places = usize::from(tenths % 10.0 != 0.0);
        format!("{} %", number::decimals(share * 100.0, places))
    };
    format!(
        "seized {}, taken by people in need {}, refused {} of what enters a road",
        percent(loss.seized.0),
        percent(loss.self_distributed.0),
        percent(loss.refused.0)
    )
}

/// Where it holds. Roads are counted, not named: this is no list of targets.
fn extent(segments: usize, areas: &[safeconduct_model::id::AreaId]) -> String {
    let areas: Vec<_> = areas.iter().map(|a| visible::name(a.as_str())).collect();
    let roads = match segments {
        0 => String::new(),
        1 => "on one road".to_owned(),
        n => format!("on {n} roads"),
    };
    match (segments, areas.is_empty()) {
        (0, true) => "on every road".to_owned(),
        (0, false) => format!("on the roads of {}", areas.join(", ")),
        (_, true) => roads,
        (_, false) => format!("{roads} and those of {}", areas.join(", ")),
    }
}

/// Source and certainty, or that there is none.
fn basis(term: &Term) -> String {
    let source = term.provenance.source.as_deref().map_or_else(
        || "No source is given".to_owned(),
        |s| format!("Source: {}", visible::cut(&visible::visible(s), SOURCE).trim_end_matches('.')),
    );
    let certainty = match term.provenance.certainty {
        Some(Certainty::High) => " (high certainty)",
        Some(Certainty::Medium) => " (medium certainty)",
        Some(Certainty::Low) => " (low certainty)",
        None => "",
    };
    format!("{source}{certainty}.")
}
