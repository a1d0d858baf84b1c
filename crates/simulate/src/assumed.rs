//! What a simulation assumed beyond the scenario's tables, in words that a
//! reader can dispute.

use safeconduct_model::figure::Provenance;
use safeconduct_model::outcome::Assumed;
use safeconduct_model::simulation::{Behaviours, Convention, Simulation};
use safeconduct_model::world::World;

use crate::interceptor::{Opponent, exp3};
use crate::settings::Settings;

/// Source of what nobody said.
const NOBODY: &str = "no simulation.toml says otherwise";

/// Everything assumed.
#[must_use]
pub fn assumed(world: &World, settings: &Settings) -> Vec<Assumed> {
    let simulation = &world.scenario.simulation;
    let mut all = crossings(simulation);
    all.extend(missions(simulation));
    all.extend(roads(simulation));
    all.push(usual("losses", "an expected loss λ is the chance of a truck to be lost whole"));
    for opponent in &settings.opponents {
        all.extend(interceptor(opponent, &simulation.behaviours));
    }
    all
}

fn usual(about: &str, assumed: &str) -> Assumed {
    said(about, assumed, &Provenance::default())
}

fn said(about: &str, assumed: &str, provenance: &Provenance) -> Assumed {
    Assumed {
        about: about.to_owned(),
        assumed: assumed.to_owned(),
        source: provenance.source.clone().unwrap_or_else(|| NOBODY.to_owned()),
        certainty: provenance.certainty,
    }
}

fn crossings(simulation: &Simulation) -> Vec<Assumed> {
    if simulation.crossings.is_empty() {
        return vec![usual("crossings", "open on every day on which the framework opens them")];
    }
    let row = |row: &safeconduct_model::simulation::CrossingChain| {
        let words = format!(
            "open {:.0} % of days in the long run: closes with {} after an open day, opens with {} \
             after a closed one",
            row.open_share() * 100.0,
            row.close_if_open.0,
            row.open_if_closed.0
        );
        said(&format!("crossing {}", row.site), &words, &row.provenance)
    };
    simulation.crossings.iter().map(row).collect()
}

fn missions(simulation: &Simulation) -> Vec<Assumed> {
    if simulation.missions.is_empty() {
        return vec![usual("missions", "every mission is facilitated")];
    }
    let row = |row: &safeconduct_model::simulation::MissionOutcomes| {
        let [facilitated, impeded, denied, cancelled] = row.shares().map(|share| share * 100.0);
        let track = row.track.as_ref().map_or(String::new(), |track| format!(" of {track}"));
        let from = row.crossing.as_ref().map_or(String::new(), |site| format!(" from {site}"));
        let mut words = format!(
            "facilitated {facilitated:.0} %, impeded {impeded:.0} %, denied {denied:.0} %, \
             cancelled {cancelled:.0} %; a mission is a lane on a day"
        );
        if row.impeded > 0.0 {
            let part = row.impeded_arrives() * 100.0;
            let own = if row.impeded_arrives.is_some() { "" } else { " (assumed)" };
            words += &format!("; {part:.0} % of an impeded one goes on{own}");
        }
        said(&format!("missions{track}{from}"), &words, &row.provenance)
    };
    simulation.missions.iter().map(row).collect()
}

fn roads(simulation: &Simulation) -> Vec<Assumed> {
    let mut all = Vec::new();
    if simulation.closures.is_empty() {
        all.push(usual("closures", "roads are closed on the scenario's days only"));
    } else {
        let rows = simulation.closures.len();
        let words = format!("{rows} rows of closures; days are drawn each by itself");
        all.push(said("closures", &words, &simulation.closures[0].provenance));
    }
    if simulation.scarcity.is_empty() {
        all.push(usual("scarcity", "losses do not depend on coverage"));
    }
    for curve in &simulation.scarcity {
        let point = |p: &safeconduct_model::simulation::ScarcityPoint| {
            format!("{:.0} % lost at coverage {}", p.loss.total() * 100.0, p.coverage)
        };
        let points: Vec<String> = curve.points.iter().map(point).collect();
        let words = format!("{}, over {} days", points.join(", "), curve.window_days);
        all.push(said("scarcity", &words, &curve.provenance));
    }
    all
}

/// The parameters of an interceptor; those of a kind once.
fn interceptor(opponent: &Opponent, all: &Behaviours) -> Option<Assumed> {
    let (words, provenance) = match opponent.kind.name {
        "best-response" => (
            format!("knows what passed {} days ago", opponent.variant),
            &all.best_response.provenance,
        ),
        "hot-spot" => (
            format!("a day weighs {} of the day after it", all.hot_spot.kept_a_day.0),
            &all.hot_spot.provenance,
        ),
        "pattern" => (format!("looks back {} days", opponent.variant), &all.pattern.provenance),
        "exp3" => (explored(all), &all.exp3.provenance),
        "regret" => (
            match all.regret.convention {
                Convention::Expected => "regret against what its mixture would have brought",
                Convention::Realised => "regret against what its strikes brought",
            }
            .to_owned(),
            &all.regret.provenance,
        ),
        "quantal" => (
            format!("λ = {} for the whole cargo of a day", all.quantal.lambda),
            &all.quantal.provenance,
        ),
        "near-repeat" => (
            format!(
                "{} incidents a day, each brings {} more, fading by exp(-{:.3}) a day",
                all.near_repeat.background_per_day,
                all.near_repeat.branching.0,
                all.near_repeat.decay_per_day
            ),
            &all.near_repeat.provenance,
        ),
        "leak" => {
            (format!("an informant tells {} of the days", all.leak.chance.0), &all.leak.provenance)
        }
        _ => return None,
    };
    Some(said(&format!("interceptor {}", opponent.name()), &words, provenance))
}

fn explored(all: &Behaviours) -> String {
    all.exp3.exploration.map_or_else(
        || {
            let two = exp3::exploration(2, 28);
            format!("explores as the paper proves good (two targets, 28 days: {two:.2})")
        },
        |share| format!("explores on {} of the days", share.0),
    )
}
