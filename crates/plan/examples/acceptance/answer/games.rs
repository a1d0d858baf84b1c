//! Interception games on a network.

use std::collections::HashMap;

use safeconduct_plan::attack::{Load, Meeting, worst};
use safeconduct_plan::game::{
    Arc, Corridor, Game, Network, Outcome, Strike, additive, check, decompose, exact, matrix_game,
    max_flow, max_flow_after, robust_flow as parametric, shortest_path_after, split_nodes,
    unit_convoy_value,
};
use serde::Deserialize;
use serde_json::{Map, Number, Value, json};

use super::input::{Names, Net, ship, value};
use super::{Answer, Refusal, figure, of};

/// Upper less lower, as a share of what is shipped.
const TOLERANCE: f64 = 1e-9;

#[derive(Deserialize)]
pub struct UnitConvoy {
    network: Net,
    gammas: Vec<Number>,
    #[serde(default = "one")]
    demand: f64,
    #[serde(default = "yes")]
    enumerate: bool,
    #[serde(default = "yes")]
    uncapacitated: bool,
}

fn one() -> f64 {
    1.0
}

fn yes() -> bool {
    true
}

pub fn unit_convoy(input: &UnitConvoy) -> Result<Answer, Refusal> {
    let (network, ends) = (input.network.network()?, input.network.ends()?);
    let mut answer = Map::new();
    for number in &input.gammas {
        let gamma = value(number);
        let shipments = ship(ends, input.demand);
        let game = Game { network: &network, shipments, gamma, decided: false };
        let plan = additive(&game)?;
        let (loss, caught) = match &plan {
            Outcome::Solved(plan) => {
                let paths = decompose(&network, ends.0, ends.1, &plan.flows[0]).paths;
                (figure(plan.value), figure(worst(&loads(&network, &paths), gamma as usize).value))
            }
            Outcome::CannotShip | Outcome::Unbounded => (Value::Null, Value::Null),
        };
        answer.insert(format!("additive_loss_G{number}"), loss);
        if gamma.fract() == 0.0 && input.enumerate {
            let found = exact(&game, TOLERANCE * input.demand.max(1e-9))?;
            answer.insert(format!("exact_loss_G{number}"), of(found, |found| found.upper));
            answer.insert(format!("true_loss_of_additive_plan_G{number}"), caught);
        }
        if gamma == 1.0 && input.uncapacitated {
            let convoy = unit_convoy_value(&network, ends.0, ends.1);
            answer.insert("washburn_wood_value".to_owned(), figure(input.demand * convoy));
        }
    }
    Ok(answer)
}

fn loads(network: &Network, paths: &[(Vec<usize>, f64)]) -> Vec<Load> {
    let meet = |target| Meeting { target, entering: 1.0, exposure: network.loss(target) };
    let load = |(arcs, amount): &(Vec<usize>, f64)| {
        let targets = arcs.iter().filter_map(|&arc| network.target(arc));
        Load { value: *amount, meetings: targets.map(meet).collect() }
    };
    paths.iter().map(load).collect()
}

#[derive(Deserialize)]
pub struct RobustFlow {
    network: Net,
    gammas: Vec<Number>,
    #[serde(default)]
    supply: Option<f64>,
    #[serde(default = "yes")]
    parametric: bool,
    #[serde(default)]
    attacker_first: bool,
}

pub fn robust_flow(input: &RobustFlow) -> Result<Answer, Refusal> {
    let (network, ends) = (input.network.network()?, input.network.ends()?);
    let most = max_flow(&network, ends.0, ends.1);
    let scale = if most.is_finite() { most.max(1e-9) } else { 1.0 };
    let mut answer = Map::new();
    answer.insert("max_flow".to_owned(), figure(most));
    for number in &input.gammas {
        let shipments = ship(ends, input.supply.unwrap_or(f64::INFINITY));
        let game = Game { network: &network, shipments, gamma: value(number), decided: true };
        answer.insert(format!("additive_net_G{number}"), of(additive(&game)?, |plan| plan.value));
        // The reference strikes whole sets only: a fraction is dropped.
        let game = Game { gamma: game.gamma.floor(), ..game };
        let found = exact(&game, TOLERANCE * scale)?;
        answer.insert(format!("exact_net_G{number}"), of(found, |found| found.lower));
    }
    let certain = network.arcs().iter().all(|arc| arc.loss == 1.0 || arc.loss == 0.0)
        && input
            .network
            .arcs
            .iter()
            .all(|road| !road.attackable.unwrap_or(true) || road.loss() == 1.0);
    if input.parametric && certain {
        let net = parametric(&network, ends.0, ends.1);
        answer.insert("parametric_net_G1".to_owned(), figure(net));
    }
    for number in input.gammas.iter().filter(|_| input.attacker_first) {
        let left = max_flow_after(&network, ends.0, ends.1, value(number) as usize);
        answer.insert(format!("attacker_first_G{number}"), figure(left));
    }
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Interdiction {
    network: Net,
    kind: String,
    attacks: Vec<Number>,
}

pub fn interdiction(input: &Interdiction) -> Result<Answer, Refusal> {
    let (network, (from, to)) = (input.network.network()?, input.network.ends()?);
    // Ways may be cut anywhere, flows only where an arc can be struck.
    let arcs = network.arcs().iter().map(|arc| arc.clone().struck(1.0)).collect();
    let anywhere = Network::new(network.nodes(), arcs, Vec::new())?;
    let mut answer = Map::new();
    for number in &input.attacks {
        let strikes = value(number) as usize;
        let left = match input.kind.as_str() {
            "max_flow" => max_flow_after(&network, from, to, strikes),
            _ => shortest_path_after(&anywhere, from, to, strikes),
        };
        answer.insert(format!("value_k{number}"), figure(left));
    }
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Matrix {
    loss_matrix: Vec<Vec<f64>>,
}

pub fn matrix(input: &Matrix) -> Result<Answer, Refusal> {
    let found = matrix_game(&input.loss_matrix)?;
    Ok(Map::from_iter([("value".to_owned(), figure(found.value))]))
}

#[derive(Deserialize)]
pub struct Nodes {
    network: Net,
    node_loss: HashMap<String, f64>,
    gammas: Vec<Number>,
}

pub fn node(input: &Nodes) -> Result<Answer, Refusal> {
    let (network, ends) = (input.network.network()?, input.network.ends()?);
    let losses: Vec<f64> = (input.network.nodes.iter())
        .map(|node| input.node_loss.get(node).copied().unwrap_or(0.0))
        .collect();
    let quiet = network.arcs().iter().map(|arc| Arc { loss: 0.0, ..arc.clone() }).collect();
    let split = split_nodes(&Network::new(network.nodes(), quiet, Vec::new())?, &losses)?;
    let inside = (2 * ends.0, 2 * ends.1 + 1);
    let mut answer = Map::new();
    for (what, network, ends) in [("node", &split, inside), ("segment", &network, ends)] {
        for number in &input.gammas {
            let gamma = value(number).floor();
            let game = Game { network, shipments: ship(ends, 1.0), gamma, decided: false };
            let found = exact(&game, TOLERANCE)?;
            answer.insert(format!("{what}_loss_G{number}"), of(found, |found| found.upper));
        }
    }
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Certificates {
    network: Net,
    certificates: Vec<Certificate>,
}

#[derive(Deserialize)]
struct Certificate {
    name: String,
    mix: Vec<Part>,
    interceptor: HashMap<String, f64>,
}

#[derive(Deserialize)]
struct Part {
    path: Vec<String>,
    share: f64,
}

pub fn certificate(input: &Certificates) -> Result<Answer, Refusal> {
    let (network, ends) = (input.network.network()?, input.network.ends()?);
    let ids = input.network.ids();
    let names = Names::of("arc", ids.iter().map(String::as_str));
    let game = Game { network: &network, shipments: ship(ends, 1.0), gamma: 1.0, decided: false };
    let mut answer = Map::new();
    for given in &input.certificates {
        let mut corridors = Vec::new();
        for part in &given.mix {
            let arcs: Result<Vec<usize>, Refusal> =
                part.path.iter().map(|name| names.at(name)).collect();
            corridors.push(Corridor { shipment: 0, arcs: arcs?, amount: part.share });
        }
        let mut strikes = Vec::new();
        for (name, &probability) in &given.interceptor {
            strikes.push(Strike { targets: vec![names.at(name)?], probability });
        }
        strikes.sort_by_key(|strike| strike.targets.clone());
        let checked = check(&game, &corridors, &strikes, &vec![0.0; network.arcs().len()])?;
        let whole = (checked.shipped[0] - 1.0).abs() < 1e-9;
        answer.insert(
            given.name.clone(),
            json!({
                "upper": figure(checked.upper),
                "lower": figure(checked.lower),
                "gap": figure(checked.gap()),
                "mix_sums_to_one": whole,
            }),
        );
    }
    Ok(answer)
}
