//! The network, what is shipped over it, and who waits on it.

/// A directed stretch from node to node.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// Node it leaves.
    pub from: usize,
    /// Node it reaches.
    pub to: usize,
    /// Most that may be shipped over it; infinite where nothing limits it.
    pub capacity: f64,
    /// Share p of what is on it that is lost if it is struck; 0 where it cannot
    /// be struck. Not read where the arc lies in an area.
    pub loss: f64,
    /// The area it lies in: all arcs of an area are struck at once, and a load
    /// loses to an area once.
    pub area: Option<usize>,
    /// Cost of shipping one unit over it.
    pub cost: f64,
}

impl Arc {
    /// An arc that nothing limits and nobody strikes.
    #[must_use]
    pub fn free(from: usize, to: usize) -> Self {
        Self { from, to, capacity: f64::INFINITY, loss: 0.0, area: None, cost: 0.0 }
    }

    /// The same arc, lost to a strike by this share.
    #[must_use]
    pub fn struck(self, loss: f64) -> Self {
        Self { loss, ..self }
    }

    /// The same arc with a capacity.
    #[must_use]
    pub fn carrying(self, capacity: f64) -> Self {
        Self { capacity, ..self }
    }
}

/// A network whose references and figures have been looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
    areas: Vec<f64>,
    /// Arcs of each area.
    inside: Vec<Vec<usize>>,
}

/// What is wrong with a network or a game.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NetworkError {
    /// A node, or an area, that does not exist.
    #[error("{what} {position} names {named}, and there are only {there}")]
    Unknown {
        /// `arc` or `shipment`.
        what: &'static str,
        /// Which one.
        position: usize,
        /// The number named.
        named: usize,
        /// How many there are.
        there: usize,
    },
    /// A figure out of range.
    #[error("{what} {position}: {figure} is {value}, outside of {range}")]
    Range {
        /// `arc`, `area`, `shipment` or `game`.
        what: &'static str,
        /// Which one.
        position: usize,
        /// The figure's name.
        figure: &'static str,
        /// Its value.
        value: f64,
        /// What it must lie in.
        range: &'static str,
    },
}

impl Network {
    /// Looks at every arc; `areas` gives the share lost in each area if struck.
    ///
    /// # Errors
    /// The first reference or figure that makes no sense.
    pub fn new(nodes: usize, arcs: Vec<Arc>, areas: Vec<f64>) -> Result<Self, NetworkError> {
        for (position, &loss) in areas.iter().enumerate() {
            within("area", position, "loss", loss, 1.0)?;
        }
        for (position, arc) in arcs.iter().enumerate() {
            known("arc", position, arc.from, nodes)?;
            known("arc", position, arc.to, nodes)?;
            if let Some(area) = arc.area {
                known("arc", position, area, areas.len())?;
            }
            within("arc", position, "capacity", arc.capacity, f64::INFINITY)?;
            within("arc", position, "loss", arc.loss, 1.0)?;
            within("arc", position, "cost", arc.cost, f64::MAX)?;
        }
        let mut inside = vec![Vec::new(); areas.len()];
        for (position, arc) in arcs.iter().enumerate() {
            if let Some(area) = arc.area {
                inside[area].push(position);
            }
        }
        Ok(Self { nodes, arcs, areas, inside })
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The arcs, in the order given.
    #[must_use]
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// Share lost if struck, by area.
    #[must_use]
    pub fn areas(&self) -> &[f64] {
        &self.areas
    }

    /// What an interceptor strikes to strike this arc: the arc itself, numbered
    /// as the arc, or its area, numbered behind the arcs; nothing where a strike
    /// takes nothing.
    #[must_use]
    pub fn target(&self, arc: usize) -> Option<usize> {
        let target = match self.arcs[arc].area {
            Some(area) => self.arcs.len() + area,
            None => arc,
        };
        (self.loss(target) > 0.0).then_some(target)
    }

    /// Share p lost at a target if struck.
    #[must_use]
    pub fn loss(&self, target: usize) -> f64 {
        match target.checked_sub(self.arcs.len()) {
            Some(area) => self.areas[area],
            None => self.arcs[target].loss,
        }
    }

    /// The arcs that are struck with a target.
    #[must_use]
    pub fn struck_with(&self, target: usize) -> Vec<usize> {
        match target.checked_sub(self.arcs.len()) {
            Some(area) => self.inside[area].clone(),
            None => vec![target],
        }
    }

    /// Whether a way without circles meets a target once at most: an arc, or the
    /// arcs between two places in either direction.
    #[must_use]
    pub fn met_once(&self, target: usize) -> bool {
        let ends = |&arc: &usize| {
            let Arc { from, to, .. } = self.arcs[arc];
            (from.min(to), from.max(to))
        };
        let mut all = self.struck_with(target).into_iter().map(|arc| ends(&arc));
        let first = all.next();
        all.all(|pair| Some(pair) == first)
    }

    /// The targets that a path meets, each once, in driving order.
    #[must_use]
    pub fn met(&self, path: &[usize]) -> Vec<usize> {
        let mut met = Vec::new();
        for target in path.iter().filter_map(|&arc| self.target(arc)) {
            if !met.contains(&target) {
                met.push(target);
            }
        }
        met
    }

    /// Number of targets, those that cannot be struck counted as well.
    #[must_use]
    pub fn targets(&self) -> usize {
        self.arcs.len() + self.areas.len()
    }
}

/// An amount to ship from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Shipment {
    /// Where it starts.
    pub from: usize,
    /// Where it goes.
    pub to: usize,
    /// How much: exactly so much, or at most where the game lets the sender
    /// decide. Infinite only where decided.
    pub amount: f64,
    /// Value of one unit.
    pub value: f64,
}

/// Amounts to ship against an interceptor.
#[derive(Clone, Debug)]
pub struct Game<'a> {
    /// The network.
    pub network: &'a Network,
    /// What is shipped.
    pub shipments: Vec<Shipment>,
    /// Targets struck (Γ); the fraction is the share of days on which one more
    /// party comes.
    pub gamma: f64,
    /// Whether the sender decides how much to ship: then the value shipped less
    /// the worst-case loss is made as large as possible. Otherwise everything is
    /// shipped and the worst-case loss made as small as possible.
    pub decided: bool,
}

impl Game<'_> {
    /// Looks at the shipments and Γ.
    ///
    /// # Errors
    /// The first reference or figure that makes no sense.
    pub fn look(&self) -> Result<(), NetworkError> {
        let most = if self.decided { f64::INFINITY } else { f64::MAX };
        for (position, shipment) in self.shipments.iter().enumerate() {
            known("shipment", position, shipment.from, self.network.nodes)?;
            known("shipment", position, shipment.to, self.network.nodes)?;
            within("shipment", position, "amount", shipment.amount, most)?;
            within("shipment", position, "value", shipment.value, f64::MAX)?;
        }
        // A set of struck targets is kept as the bits of one word.
        let value = self.gamma;
        if (0.0..=64.0).contains(&value) {
            return Ok(());
        }
        Err(NetworkError::Range {
            what: "game",
            position: 0,
            figure: "gamma",
            value,
            range: "0 to 64",
        })
    }
}

impl Game<'_> {
    /// Whether arcs follow one another from the start of a shipment to its end.
    pub(super) fn leads(&self, shipment: usize, path: &[usize]) -> bool {
        let arcs = self.network.arcs();
        let Some(shipment) = self.shipments.get(shipment) else { return false };
        let mut node = shipment.from;
        path.iter().all(|&arc| std::mem::replace(&mut node, arcs[arc].to) == arcs[arc].from)
            && node == shipment.to
    }
}

/// How a game ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// It has a value.
    Solved(T),
    /// The amounts do not fit through the network.
    CannotShip,
    /// More can be gained without end: an amount that nothing limits.
    Unbounded,
}

impl<T> Outcome<T> {
    /// The solution, if there is one.
    pub fn solved(self) -> Option<T> {
        match self {
            Self::Solved(solved) => Some(solved),
            Self::CannotShip | Self::Unbounded => None,
        }
    }
}

fn known(
    what: &'static str,
    position: usize,
    named: usize,
    there: usize,
) -> Result<(), NetworkError> {
    if named < there {
        return Ok(());
    }
    Err(NetworkError::Unknown { what, position, named, there })
}

fn within(
    what: &'static str,
    position: usize,
    figure: &'static str,
    value: f64,
    most: f64,
) -> Result<(), NetworkError> {
    if value >= 0.0 && value <= most {
        return Ok(());
    }
    let range = if most <= 1.0 { "0 to 1" } else { "the numbers from 0 up" };
    Err(NetworkError::Range { what, position, figure, value, range })
}
