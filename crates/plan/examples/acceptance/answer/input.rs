//! Networks as cases write them.

use std::collections::HashMap;

use safeconduct_plan::game::{Arc, Network, Shipment};
use serde::Deserialize;
use serde_json::Number;

use super::Refusal;

/// A network by names.
#[derive(Deserialize)]
pub struct Net {
    pub nodes: Vec<String>,
    pub arcs: Vec<Road>,
    #[serde(default)]
    pub source: Option<String>,
    #[serde(default)]
    pub sink: Option<String>,
}

/// An arc; capacity `null` is no limit.
#[derive(Deserialize)]
pub struct Road {
    #[serde(default)]
    pub id: Option<String>,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub capacity: Option<f64>,
    #[serde(default)]
    pub loss: Option<f64>,
    #[serde(default)]
    pub attackable: Option<bool>,
    #[serde(default)]
    pub cost: f64,
}

impl Road {
    /// Share lost if struck, 0 where it cannot be.
    pub fn loss(&self) -> f64 {
        if self.attackable.unwrap_or(true) { self.loss.unwrap_or(1.0) } else { 0.0 }
    }
}

/// Positions by name.
pub struct Names<'a>(HashMap<&'a str, usize>, &'static str);

impl<'a> Names<'a> {
    pub fn of(what: &'static str, names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.enumerate().map(|(position, name)| (name, position)).collect(), what)
    }

    pub fn at(&self, name: &str) -> Result<usize, Refusal> {
        let unknown = || Refusal::Name { what: self.1, name: name.to_owned() };
        self.0.get(name).copied().ok_or_else(unknown)
    }
}

impl Net {
    pub fn names(&self) -> Names<'_> {
        Names::of("node", self.nodes.iter().map(String::as_str))
    }

    pub fn network(&self) -> Result<Network, Refusal> {
        let names = self.names();
        let mut arcs = Vec::new();
        for road in &self.arcs {
            arcs.push(Arc {
                from: names.at(&road.from)?,
                to: names.at(&road.to)?,
                capacity: road.capacity.unwrap_or(f64::INFINITY),
                loss: road.loss(),
                area: None,
                cost: road.cost,
            });
        }
        Ok(Network::new(self.nodes.len(), arcs, Vec::new())?)
    }

    /// Source and sink.
    pub fn ends(&self) -> Result<(usize, usize), Refusal> {
        let names = self.names();
        let source = self.source.as_deref().unwrap_or_default();
        let sink = self.sink.as_deref().unwrap_or_default();
        Ok((names.at(source)?, names.at(sink)?))
    }

    /// Ids of the arcs; those without one are `e` and their position.
    pub fn ids(&self) -> Vec<String> {
        let id = |(n, road): (usize, &Road)| road.id.clone().unwrap_or_else(|| format!("e{n}"));
        self.arcs.iter().enumerate().map(id).collect()
    }
}

/// One shipment of value 1 a unit.
pub fn ship((from, to): (usize, usize), amount: f64) -> Vec<Shipment> {
    vec![Shipment { from, to, amount, value: 1.0 }]
}

/// A number as a figure. Its text, as it stands in the case, names keys.
pub fn value(number: &Number) -> f64 {
    number.as_f64().unwrap_or(f64::NAN)
}
