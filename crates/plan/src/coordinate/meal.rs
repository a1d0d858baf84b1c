//! Meals and the windows over which their coverage is averaged.

use crate::setting::Setting;

/// A window of a demand: a mean coverage that should reach its target.
#[derive(Clone, Debug)]
pub struct Window {
    /// Coverage now.
    pub covered: f64,
    /// Level it is drawn to; 0 where none is asked.
    pub target: f64,
    /// Level that the fair stage found for its demand; 1 until then.
    pub level: f64,
    /// Level kept from an earlier stage: what bounds count with.
    pub floor: f64,
    /// Whether its target is the common level of the fair stage.
    pub common: bool,
    /// Whether it is only drawn towards its target, without a multiplier.
    pub drawn: bool,
    /// Penalty weight.
    pub weight: f64,
    /// Multiplier over penalty weight.
    pub shift: f64,
    /// Greatest price: what falling short may cost.
    pub cap: f64,
    /// Thousand person-days that a coverage of 1 takes.
    pub size: f64,
    /// Windows of its demand.
    pub beside: f64,
    /// By how much it fell short at the last update.
    pub short: f64,
}

impl Window {
    /// What one more unit of its coverage is worth.
    pub fn price(&self, covered: f64) -> f64 {
        (self.weight * (self.target - covered + self.shift)).clamp(0.0, self.cap)
    }

    /// Pulls harder where it stays short, its multiplier kept. A few windows that
    /// hold the common level down have to ask for nearly all that it is worth:
    /// step by step, that would take hundreds of rounds.
    pub fn stiffen(&mut self) {
        let short = self.target - self.covered;
        if short > 0.005 && short > 0.8 * self.short {
            self.weight *= 1.25;
            self.shift /= 1.25;
        }
        self.short = short;
    }

    /// Its coverage as a share of its level.
    pub fn kept(&self) -> f64 {
        if self.level > 0.0 { self.covered / self.level } else { f64::INFINITY }
    }

    /// Its multiplier.
    pub fn multiplier(&self) -> f64 {
        self.price(if self.drawn { self.covered } else { self.target })
    }
}

/// The meals of a demand in a period.
#[derive(Clone, Debug)]
pub struct Bin {
    /// Thousand person-days needed.
    pub need: f64,
    /// Thousand person-days met.
    pub met: f64,
    /// Windows it counts in, with its weight there.
    pub windows: Vec<(u32, f64)>,
    /// Its chains that amounts move between.
    pub chains: Vec<u32>,
    /// Chains that carry nothing now, but something in what is fallen back on.
    pub asleep: Vec<u32>,
    /// Sweeps for which it is left alone.
    pub calm: u8,
}

impl Bin {
    /// A meal that nothing is carried to yet.
    pub fn of(need: f64, windows: Vec<(u32, f64)>) -> Self {
        Self { need, met: 0.0, windows, chains: Vec::new(), asleep: Vec::new(), calm: 0 }
    }
}

/// Meals and windows of every demand.
pub fn meals(at: &Setting) -> (Vec<Bin>, Vec<Window>) {
    let mut bins = Vec::new();
    let mut windows: Vec<Window> = Vec::new();
    for g in 0..at.demands.len() {
        let first = bins.len();
        for p in 0..at.grid.len() {
            let need = if at.served[g] { at.need(g, p) } else { 0.0 };
            bins.push(Bin::of(need, Vec::new()));
        }
        for week in at.weeks[g].iter().filter(|_| at.served[g]) {
            for &(p, weight) in week {
                bins[first + p].windows.push((windows.len() as u32, weight));
            }
            windows.push(Window {
                covered: 0.0,
                target: 0.0,
                level: 1.0,
                floor: 0.0,
                common: true,
                drawn: true,
                weight: 0.0,
                shift: 0.0,
                cap: f64::INFINITY,
                size: week.len() as f64 / week.iter().map(|entry| entry.1).sum::<f64>(),
                beside: at.weeks[g].len() as f64,
                short: 0.0,
            });
        }
    }
    (bins, windows)
}
