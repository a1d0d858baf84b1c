//! What a corridor costs at the interceptor's prices.
//!
//! A unit on path P costs `v · Σ_S y_S (1 - Π_{t in P∩S}(1-p_t)) + Σ_{e in P} z_e`.
//! The loss to one set is submodular in the targets met, so shares `a_{S,t}` with
//! `Σ_{t in T} a_{S,t} <= 1 - Π_{t in T}(1-p_t)` for every T give a bound that is
//! a sum over arcs. The shares used are the mean over the two orders in which a
//! set's targets may be met, forwards and backwards; for two targets that is each
//! one's loss less half of what both share.

use super::network::Network;

/// Sets of at most so many targets have what they leave listed.
const LISTED: usize = 6;

/// A struck set with its weight and its targets.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Weight v·y_S: value lost by a unit that loses everything to it.
    pub weight: f64,
    /// Share lost at each target, by the target's place in the set.
    pub losses: Vec<f64>,
    /// Additive share a_{S,t} at each target.
    pub shares: Vec<f64>,
    /// Bits of the targets that a way without circles may meet more than once.
    pub again: u64,
    /// What is left, by bits; empty for large sets.
    left: Vec<f64>,
}

impl Weighed {
    fn of(weight: f64, losses: &[f64], again: u64) -> Self {
        let known = if losses.len() <= LISTED { 1 << losses.len() } else { 0 };
        let left = (0..known).map(|bits| left(losses, bits)).collect();
        Self { weight, losses: losses.to_vec(), shares: shares(losses), again, left }
    }

    /// Share left after meeting the targets of these bits.
    pub fn left(&self, bits: u64) -> f64 {
        match self.left.get(bits as usize) {
            Some(&left) => left,
            None => left(&self.losses, bits),
        }
    }

    /// Sum of the additive shares of these bits.
    pub fn shared(&self, bits: u64) -> f64 {
        let mut sum = 0.0;
        let mut rest = bits;
        while rest != 0 {
            sum += self.shares[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        sum
    }
}

fn left(losses: &[f64], bits: u64) -> f64 {
    let met = losses.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
    met.map(|(_, loss)| 1.0 - loss).product()
}

/// Prices of one unit of one shipment.
pub struct Prices {
    /// Struck sets.
    pub sets: Vec<Weighed>,
    /// By target: the sets it is in, and its bit there.
    pub sets_at: Vec<Vec<(usize, u64)>>,
    /// Price z_e of each arc's capacity.
    pub arcs: Vec<f64>,
    /// Additive weight of each arc: z_e, and the shares of its target where a way
    /// meets that once at most (in other areas none, for an area takes once).
    pub weights: Vec<f64>,
}

impl Prices {
    /// Prices from struck sets with their probabilities and arc prices, for a
    /// unit of this value.
    pub fn of(
        network: &Network,
        struck: impl Iterator<Item = (f64, Vec<usize>)>,
        arcs: &[f64],
        value: f64,
    ) -> Self {
        let mut prices = Self {
            sets: Vec::new(),
            sets_at: vec![Vec::new(); network.targets()],
            arcs: arcs.to_vec(),
            weights: arcs.to_vec(),
        };
        for (probability, targets) in struck {
            if probability * value <= 0.0 {
                continue;
            }
            let losses: Vec<f64> = targets.iter().map(|&target| network.loss(target)).collect();
            let weight = probability * value;
            let mut set = Weighed::of(weight, &losses, 0);
            for (place, &target) in targets.iter().enumerate() {
                prices.sets_at[target].push((prices.sets.len(), 1 << place));
                if network.met_once(target) {
                    for arc in network.struck_with(target) {
                        prices.weights[arc] += weight * set.shares[place];
                    }
                } else {
                    set.again |= 1 << place;
                }
            }
            prices.sets.push(set);
        }
        prices
    }

    /// What a unit costs on a path with these arcs and targets.
    pub fn of_path(&self, arcs: &[usize], targets: &[usize]) -> f64 {
        let mut met = vec![0_u64; self.sets.len()];
        for &target in targets {
            for &(set, bit) in &self.sets_at[target] {
                met[set] |= bit;
            }
        }
        let struck = self.sets.iter().zip(met).filter(|(_, met)| *met != 0);
        let lost: f64 = struck.map(|(set, met)| set.weight * (1.0 - set.left(met))).sum();
        lost + arcs.iter().map(|&arc| self.arcs[arc]).sum::<f64>()
    }
}

/// Mean of what each target takes when the set is met forwards and backwards.
fn shares(losses: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; losses.len()];
    let mut left = 1.0;
    for (share, loss) in shares.iter_mut().zip(losses) {
        *share += 0.5 * left * loss;
        left *= 1.0 - loss;
    }
    left = 1.0;
    for (share, loss) in shares.iter_mut().zip(losses).rev() {
        *share += 0.5 * left * loss;
        left *= 1.0 - loss;
    }
    shares
}
