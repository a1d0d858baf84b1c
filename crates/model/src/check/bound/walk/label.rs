//! What a walk keeps of the ways it has looked at.

/// Labels in one walk before it is given up, and with it the bound.
pub const LABELS: usize = 200_000;

/// A way to a site: what is left, what was paid, how long it took.
#[derive(Clone, Copy)]
pub struct Label {
    pub site: usize,
    /// At most this share of the load is left.
    pub left: f64,
    /// At least this share is left.
    pub least: f64,
    /// At least so much is paid a tonne that left.
    pub toll: f64,
    /// Hours driven, in the unit of the facts.
    pub hours: i128,
    /// Days from leaving to arriving.
    pub lead: usize,
    /// Areas met among those that are targets.
    pub met: u64,
    /// Whether no other label stands for it.
    pub alive: bool,
}

/// Whether a walk counts hours.
#[derive(Clone, Copy)]
pub enum Hours {
    /// Labels that are later count as well as others.
    Ignored,
    /// With at most so many labels gone on from.
    Counted { most: usize },
}

impl Hours {
    /// Whether they count, and how many labels are gone on from at most.
    pub fn limits(self) -> (bool, usize) {
        match self {
            Self::Ignored => (false, LABELS),
            Self::Counted { most } => (true, most),
        }
    }
}

/// Labels as they were found, and what became of the walk.
pub struct Walk {
    pub labels: Vec<Label>,
    /// For each label and set struck: at least what earlier targets of the set
    /// left.
    pub kept: Vec<f64>,
    /// Whether hours count.
    pub timed: bool,
    /// Whether a way was left out that arrives too late.
    pub late: bool,
    /// Whether every way was looked at.
    pub whole: bool,
}

impl Label {
    /// Takes the better of each from another label.
    pub fn join(&mut self, other: &Self) {
        self.left = self.left.max(other.left);
        self.least = self.least.min(other.least);
        self.toll = self.toll.min(other.toll);
        self.hours = self.hours.min(other.hours);
        self.met |= other.met;
    }
}
