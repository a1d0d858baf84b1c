//! Flows of several goods, and of least cost.

use std::collections::BTreeMap;

use safeconduct_plan::game::{
    Arc, Delivery, Depot, Game, Network, Outcome, Shipment, cheapest_delivery, common_fraction,
    max_flow, max_flow_after, robust_flow,
};
use serde::Deserialize;
use serde_json::{Map, Number, Value};

use super::input::{Names, Net, value};
use super::{Answer, Refusal, figure, of};

#[derive(Deserialize)]
pub struct Sweep {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    lambdas: Vec<Number>,
    #[serde(default)]
    disruptions: BTreeMap<String, Disruption>,
}

#[derive(Clone, Deserialize)]
struct Node {
    id: String,
    kind: String,
    #[serde(default)]
    quantity: f64,
}

#[derive(Clone, Deserialize)]
struct Edge {
    src: String,
    dst: String,
    cap: Option<f64>,
    cost: f64,
    risk: f64,
    #[serde(default)]
    bidirectional: bool,
}

#[derive(Deserialize)]
struct Disruption {
    #[serde(default)]
    remove_edges: Vec<(String, String)>,
    #[serde(default)]
    remove_nodes: Vec<String>,
}

pub fn sweep(input: &Sweep) -> Result<Answer, Refusal> {
    let mut edges = Vec::new();
    for edge in &input.edges {
        edges.push(edge.clone());
        if edge.bidirectional {
            let (src, dst) = (edge.dst.clone(), edge.src.clone());
            edges.push(Edge { src, dst, ..edge.clone() });
        }
    }
    let mut answer = Map::new();
    for number in &input.lambdas {
        let (fill, found) = deliver(&input.nodes, &edges, value(number))?;
        answer.insert(format!("fill_l{number}"), fill);
        answer.insert(format!("effective_cost_l{number}"), of(found.clone(), |f| f.effective));
        answer.insert(format!("cost_l{number}"), of(found.clone(), |found| found.cost));
        answer.insert(format!("risk_l{number}"), of(found, |found| found.risk));
    }
    for (name, disruption) in &input.disruptions {
        let (nodes, edges) = disruption.leave(&input.nodes, &edges);
        let (fill, found) = deliver(&nodes, &edges, 0.0)?;
        answer.insert(format!("fill_{name}"), fill);
        answer.insert(format!("cost_{name}"), of(found, |found| found.cost));
    }
    let (network, (from, to)) = through(&input.nodes, &edges)?;
    answer.insert("throughput".to_owned(), figure(max_flow(&network, from, to)));
    let left = max_flow_after(&network, from, to, 2);
    answer.insert("throughput_after_2".to_owned(), figure(left));
    answer.insert("robust_throughput_G1".to_owned(), figure(robust_flow(&network, from, to)));
    Ok(answer)
}

impl Disruption {
    fn leave(&self, nodes: &[Node], edges: &[Edge]) -> (Vec<Node>, Vec<Edge>) {
        let gone = |node: &String| self.remove_nodes.contains(node);
        let cut = |e: &Edge| self.remove_edges.iter().any(|(a, b)| *a == e.src && *b == e.dst);
        let stays = |e: &&Edge| !cut(e) && !gone(&e.src) && !gone(&e.dst);
        let nodes = nodes.iter().filter(|node| !gone(&node.id)).cloned().collect();
        (nodes, edges.iter().filter(stays).cloned().collect())
    }
}

/// The cheapest delivery of the most, with the share of the demand it fills.
fn deliver(
    nodes: &[Node],
    edges: &[Edge],
    weight: f64,
) -> Result<(Value, Outcome<Delivery>), Refusal> {
    let network = network(nodes, edges)?;
    let depot = |node: &Node| match node.kind.as_str() {
        "supply" => Depot::Supply(node.quantity),
        "demand" => Depot::Demand(node.quantity),
        _ => Depot::Transit,
    };
    let depots: Vec<Depot> = nodes.iter().map(depot).collect();
    let wanted: f64 = nodes.iter().filter(|n| n.kind == "demand").map(|n| n.quantity).sum();
    let risk: Vec<f64> = edges.iter().map(|edge| edge.risk).collect();
    let found = cheapest_delivery(&network, &depots, &risk, weight)?;
    Ok((of(found.clone(), |found| found.delivered / wanted), found))
}

fn network(nodes: &[Node], edges: &[Edge]) -> Result<Network, Refusal> {
    let names = Names::of("node", nodes.iter().map(|node| node.id.as_str()));
    let mut arcs = Vec::new();
    for edge in edges {
        let arc = Arc::free(names.at(&edge.src)?, names.at(&edge.dst)?).struck(1.0);
        let capacity = edge.cap.unwrap_or(f64::INFINITY);
        arcs.push(Arc { cost: edge.cost, ..arc.carrying(capacity) });
    }
    Ok(Network::new(nodes.len(), arcs, Vec::new())?)
}

/// The network between one source of all supplies and one sink of all demands.
fn through(nodes: &[Node], edges: &[Edge]) -> Result<(Network, (usize, usize)), Refusal> {
    let within = network(nodes, edges)?;
    let (source, sink) = (nodes.len(), nodes.len() + 1);
    let mut arcs = within.arcs().to_vec();
    for (place, node) in nodes.iter().enumerate() {
        match node.kind.as_str() {
            "supply" => arcs.push(Arc::free(source, place)),
            "demand" => arcs.push(Arc::free(place, sink)),
            _ => {}
        }
    }
    Ok((Network::new(nodes.len() + 2, arcs, Vec::new())?, (source, sink)))
}

#[derive(Deserialize)]
pub struct Multicommodity {
    network: Net,
    gamma: f64,
    demands: Vec<Demand>,
}

#[derive(Deserialize)]
struct Demand {
    from: String,
    to: String,
    amount: f64,
    #[serde(default = "one")]
    weight: f64,
}

fn one() -> f64 {
    1.0
}

pub fn multicommodity(input: &Multicommodity) -> Result<Answer, Refusal> {
    let (network, names) = (input.network.network()?, input.network.names());
    let mut shipments = Vec::new();
    for demand in &input.demands {
        let (from, to) = (names.at(&demand.from)?, names.at(&demand.to)?);
        shipments.push(Shipment { from, to, amount: demand.amount, value: demand.weight });
    }
    let game = Game { network: &network, shipments, gamma: input.gamma, decided: false };
    let found = common_fraction(&game)?;
    let mut answer = Map::new();
    answer.insert("common_fraction".to_owned(), of(found.clone(), |found| found.fraction));
    answer.insert("additive_worst_loss".to_owned(), of(found, |found| found.plan.value));
    Ok(answer)
}
