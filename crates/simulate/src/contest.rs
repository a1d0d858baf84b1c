//! The plainest contest there is: some corridors alike, one unit a day on one of
//! them, and an interceptor. What a plan's guarantee promises can be seen here
//! without anything else happening.

use std::collections::BTreeMap;

use safeconduct_model::simulation::Behaviours;

use crate::chance::{Dice, Purpose};
use crate::interceptor::{Interceptor, Opponent, Sight, strike};

/// How the day's corridor is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// By lot, all alike, every day anew.
    Drawn,
    /// Always the first.
    Fixed,
    /// One after the other.
    Rotated,
}

/// So many corridors and days.
#[derive(Clone, Copy, Debug)]
pub struct Contest {
    /// Corridors, at least 1.
    pub corridors: usize,
    /// Days.
    pub days: usize,
    /// Strikes a day (Γ).
    pub strikes: usize,
    /// How the corridor is found.
    pub course: Course,
}

/// Beliefs followed at most; with more, nothing exact is said.
const MOST_BELIEFS: usize = 5_000;

/// Hits over all days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hits {
    /// Mean.
    pub mean: f64,
    /// Variance.
    pub variance: f64,
}

impl Contest {
    /// Entropy of a day's corridor in bits: without looking back, and knowing the
    /// day before. What can be foretold shows in the second alone.
    #[must_use]
    pub fn entropy(&self) -> [f64; 2] {
        let wide = self.corridors;
        if self.course == Course::Drawn {
            return [(wide as f64).log2(); 2];
        }
        // Every corridor has followed every other it can follow within two rounds.
        let days = 2 * wide;
        let mut pairs = vec![0.0; wide * wide];
        (1..=days).for_each(|day| pairs[self.arm(day - 1) * wide + self.arm(day)] += 1.0);
        let row = |from: usize| pairs[from * wide..(from + 1) * wide].iter().sum::<f64>();
        let bits = |part: f64, all: f64| if part > 0.0 { -(part / all).log2() * part } else { 0.0 };
        let all = days as f64;
        let marginal: f64 = (0..wide).map(|arm| bits(row(arm), all)).sum();
        let pair = |at: usize| bits(pairs[at], row(at / wide));
        let conditional: f64 = (0..pairs.len()).map(pair).sum();
        [marginal / all, conditional / all]
    }

    /// Hits of each run.
    #[must_use]
    pub fn play(
        &self,
        opponent: Opponent,
        behaviours: &Behaviours,
        runs: u64,
        seed: u64,
    ) -> Vec<u32> {
        let mut interceptor = opponent.make(behaviours, self.corridors, self.days);
        (0..runs).map(|run| self.run(interceptor.as_mut(), seed, run)).collect()
    }

    fn run(&self, interceptor: &mut dyn Interceptor, seed: u64, run: u64) -> u32 {
        let (mut world, mut mind) =
            (Dice::new(seed, run, Purpose::World), Dice::new(seed, run, Purpose::Mind));
        let mut table = Table::new(self);
        let mut struck = Vec::with_capacity(self.strikes);
        interceptor.begin();
        let mut hits = 0;
        for day in 0..self.days {
            world.day(day);
            mind.day(day);
            let arm = match self.course {
                Course::Drawn => world.one_of(self.corridors),
                _ => self.arm(day),
            };
            let told = mind.happens(interceptor.informed());
            table.weigh(self, interceptor, day, told.then_some(arm), &mut mind, &mut struck);
            hits += u32::from(struck.contains(&arm));
            table.learn(self, interceptor, day, arm, &struck);
        }
        hits
    }

    /// The corridor of a day where no lot decides.
    fn arm(&self, day: usize) -> usize {
        if self.course == Course::Rotated { day % self.corridors } else { 0 }
    }

    /// Exact mean and variance, for one strike a day; `None` against an
    /// interceptor with an informant or with chance of its own (near-repeat), and
    /// where it may come to hold too many beliefs.
    ///
    /// Against a drawn corridor the day's hit is independent of the past, so hits
    /// are binomial whatever the interceptor learnt. Against the others every
    /// belief it may come to hold is followed with its chance.
    #[must_use]
    pub fn exact(&self, opponent: Opponent, behaviours: &Behaviours) -> Option<Hits> {
        let mut interceptor = opponent.make(behaviours, self.corridors, self.days);
        if interceptor.informed() > 0.0 || opponent.kind.name == "near-repeat" {
            return None;
        }
        if self.course == Course::Drawn {
            let strikes = if opponent.kind.name == "none" { 0.0 } else { 1.0 };
            let hit = strikes / self.corridors as f64;
            let days = self.days as f64;
            return Some(Hits { mean: days * hit, variance: days * hit * (1.0 - hit) });
        }
        self.followed(interceptor.as_mut())
    }

    /// Follows every belief with its chance, day by day.
    fn followed(&self, interceptor: &mut dyn Interceptor) -> Option<Hits> {
        let mut mind = Dice::new(0, 0, Purpose::Mind);
        interceptor.begin();
        let mut beliefs =
            vec![Belief { holder: interceptor.twin(), hits: BTreeMap::from([(0, 1.0)]) }];
        let mut table = Table::new(self);
        for day in 0..self.days {
            let mut next: BTreeMap<Vec<u64>, Belief> = BTreeMap::new();
            for belief in &mut beliefs {
                table.chances(self, belief.holder.as_mut(), day, &mut mind);
                for target in 0..self.corridors {
                    let chance = table.scores[target];
                    if chance <= 0.0 {
                        continue;
                    }
                    let mut holder = belief.holder.twin();
                    table.tell(self, holder.as_mut(), day, target);
                    let key = holder.beliefs().iter().map(|b| b.to_bits()).collect();
                    let new = || Belief { holder, hits: BTreeMap::new() };
                    let into = next.entry(key).or_insert_with(new);
                    let hit = u32::from(target == self.arm(day));
                    for (hits, p) in &belief.hits {
                        *into.hits.entry(hits + hit).or_default() += p * chance;
                    }
                }
            }
            table.pass(self.arm(day));
            beliefs = next.into_values().collect();
            if beliefs.len() > MOST_BELIEFS {
                return None;
            }
        }
        let (mut mean, mut square) = (0.0, 0.0);
        for (hits, p) in beliefs.iter().flat_map(|belief| &belief.hits) {
            mean += f64::from(*hits) * p;
            square += f64::from(*hits).powi(2) * p;
        }
        Some(Hits { mean, variance: square - mean * mean })
    }
}

/// A belief, somebody who holds it, and the chance of it by hits so far.
struct Belief {
    holder: Box<dyn Interceptor>,
    hits: BTreeMap<u32, f64>,
}

/// What an interceptor sees of a contest.
struct Table {
    even: Vec<f64>,
    past: Vec<f64>,
    scores: Vec<f64>,
    told: Vec<f64>,
}

impl Table {
    fn new(contest: &Contest) -> Self {
        let wide = contest.corridors;
        Self {
            even: vec![1.0 / wide as f64; wide],
            past: Vec::with_capacity(wide * contest.days),
            scores: vec![0.0; wide],
            told: vec![0.0; wide],
        }
    }

    fn sight<'a>(&'a self, contest: &Contest, day: usize) -> Sight<'a> {
        Sight {
            day,
            days: contest.days,
            strikes: contest.strikes,
            usual: &self.even,
            expected: &self.even,
            cargo: 1.0,
            past: &self.past,
            told: None,
        }
    }

    fn weigh(
        &mut self,
        contest: &Contest,
        interceptor: &mut dyn Interceptor,
        day: usize,
        told: Option<usize>,
        mind: &mut Dice,
        struck: &mut Vec<usize>,
    ) {
        self.told.fill(0.0);
        told.into_iter().for_each(|arm| self.told[arm] = 1.0);
        let mut scores = std::mem::take(&mut self.scores);
        let mut sight = self.sight(contest, day);
        sight.told = told.map(|_| self.told.as_slice());
        let choice = interceptor.weigh(&sight, mind, &mut scores);
        strike::choose(choice, &mut scores, contest.strikes, mind, struck);
        self.scores = scores;
    }

    /// The chance of each target to be struck first, in place of a strike.
    fn chances(
        &mut self,
        contest: &Contest,
        interceptor: &mut dyn Interceptor,
        day: usize,
        mind: &mut Dice,
    ) {
        let mut scores = std::mem::take(&mut self.scores);
        let choice = interceptor.weigh(&self.sight(contest, day), mind, &mut scores);
        strike::chances(choice, &mut scores);
        self.scores = scores;
    }

    /// What the interceptor learns of a day on which it struck these.
    fn learn(
        &mut self,
        contest: &Contest,
        interceptor: &mut dyn Interceptor,
        day: usize,
        arm: usize,
        struck: &[usize],
    ) {
        self.told.fill(0.0);
        self.told[arm] = 1.0;
        interceptor.learn(&self.sight(contest, day), &self.told, struck);
        self.pass(arm);
    }

    /// As [`Table::learn`] for one strike, the day being still to pass.
    fn tell(
        &mut self,
        contest: &Contest,
        interceptor: &mut dyn Interceptor,
        day: usize,
        target: usize,
    ) {
        self.told.fill(0.0);
        self.told[contest.arm(day)] = 1.0;
        interceptor.learn(&self.sight(contest, day), &self.told, &[target]);
    }

    /// The day is past: what passed is known from now on.
    fn pass(&mut self, arm: usize) {
        let at = self.past.len();
        self.past.resize(at + self.even.len(), 0.0);
        self.past[at + arm] = 1.0;
    }
}

/// Share of a load lost to Γ secret strikes on so many corridors alike.
#[must_use]
pub fn secret(corridors: usize, gamma: f64) -> f64 {
    (gamma / corridors as f64).min(1.0)
}

/// The same where an informant tells the day's draw with this chance.
#[must_use]
pub fn leaked(corridors: usize, gamma: f64, leak: f64) -> f64 {
    (1.0 - leak) * secret(corridors, gamma) + leak * gamma.min(1.0)
}
