//! What strikes cost a walk, at the prices of the worst case.
//!
//! A row of the worst case asks for what single strikes or a set of strikes take
//! of all loads; its price is what the interceptor makes of them. A walk pays at
//! every target it meets: for single strikes the exposed value, for a set what
//! its strikes met before have left of it (`kept`, the hit product).
//!
//! A walk that has been struck before has less to lose ahead. So one label may
//! dominate another only after the most that sets can still take of it and not
//! of the other: with q what a set left of each, H what the set takes of a load
//! that meets all its targets unharmed, at most (q - q')^+ H for every set. An
//! area that only the other has met may be met ahead: it takes q π first.

use crate::program::{Key, Program};
use crate::target::{Stop, Targets};

/// The prices of the worst case in one period.
pub struct Perils {
    /// By target: price of a single strike, per value exposed.
    single: Vec<f64>,
    /// By target: the sets, of those with a price, that strike it.
    sets_of: Vec<Vec<usize>>,
    /// By set: its price, and H.
    sets: Vec<(f64, f64)>,
    /// The areas of any price: target, greatest exposure, and the same sets.
    areas: Vec<Area>,
    /// By segment: its area among those of any price.
    area_of: Vec<Option<usize>>,
    /// Whether every area is exposed alike on all its segments.
    alike: bool,
}

struct Area {
    target: usize,
    exposure: f64,
}

/// What a walk has met.
#[derive(Clone, Default)]
pub struct Struck {
    /// By set: share left.
    kept: Vec<f64>,
    /// By area: whether it has been met.
    met: Vec<bool>,
}

impl Perils {
    /// The prices of the last solution.
    pub fn of(program: &Program, p: usize) -> Self {
        let at = &program.at;
        let targets = &at.targets;
        let mut perils = Self {
            single: Vec::new(),
            sets_of: Vec::new(),
            sets: Vec::new(),
            areas: Vec::new(),
            area_of: Vec::new(),
            alike: true,
        };
        if program.lp.price(Key::Loss) == 0.0 {
            return perils;
        }
        let days = at.grid.days(p);
        let price = |key| program.lp.price(key).max(0.0) / days;
        perils.single = (0..targets.len()).map(|t| price(Key::Struck(t, p))).collect();
        perils.sets_of = vec![Vec::new(); targets.len()];
        let exposed = greatest(program, p);
        for &set in program.worst.of_period(p) {
            let price = price(Key::Attack(set, p));
            if price <= 0.0 {
                continue;
            }
            let struck = &program.worst.sets[set].targets;
            for &target in struck {
                perils.sets_of[target].push(perils.sets.len());
            }
            let kept: f64 = struck.iter().map(|&target| 1.0 - exposed[target]).product();
            perils.sets.push((price, 1.0 - kept));
        }
        perils.find_areas(program, p, &exposed);
        perils
    }

    fn find_areas(&mut self, program: &Program, p: usize, exposed: &[f64]) {
        let (at, day) = (&program.at, program.at.grid.day(p));
        for (segment, days) in at.world.roads.iter().enumerate() {
            let target = at.targets.area(segment);
            let priced = |t: &usize| self.single[*t] > 0.0 || !self.sets_of[*t].is_empty();
            let Some(target) = target.filter(priced) else {
                self.area_of.push(None);
                continue;
            };
            let exposure = exposed[target];
            self.alike &= days[day].exposure == exposure;
            let known = self.areas.iter().position(|area| area.target == target);
            let number = known.unwrap_or_else(|| {
                self.areas.push(Area { target, exposure });
                self.areas.len() - 1
            });
            self.area_of.push(Some(number));
        }
    }

    /// Whether what labels are compared by is proved; where an area is exposed
    /// unlike on its segments, a way round may be better than it seems.
    pub fn complete(&self) -> bool {
        self.alike
    }

    /// Whether areas have a price.
    pub fn has_areas(&self) -> bool {
        !self.areas.is_empty()
    }

    /// A load that has met nothing.
    pub fn unharmed(&self) -> Struck {
        Struck { kept: vec![1.0; self.sets.len()], met: vec![false; self.areas.len()] }
    }

    /// What a target costs a load per value that comes to it.
    pub fn strike(&self, stop: Option<Stop>, struck: &mut Struck) -> f64 {
        let Some(Stop { target, exposure, .. }) = stop else { return 0.0 };
        let Some(sets) = self.sets_of.get(target) else { return 0.0 };
        let mut price = self.single[target];
        for &set in sets {
            price += self.sets[set].0 * struck.kept[set];
            struck.kept[set] *= 1.0 - exposure;
        }
        price * exposure
    }

    /// What the area of a segment costs, if it is met for the first time.
    pub fn enter(
        &self,
        segment: usize,
        exposure: f64,
        targets: &Targets,
        struck: &mut Struck,
    ) -> f64 {
        let Some(&Some(area)) = self.area_of.get(segment) else { return 0.0 };
        if std::mem::replace(&mut struck.met[area], true) {
            return 0.0;
        }
        self.strike(targets.in_area(segment, 0, exposure), struck)
    }

    /// The most that may still be taken of one load and not of another, per
    /// value left.
    pub fn ahead(&self, one: &Struck, other: &Struck) -> f64 {
        let only_other = |area: &usize| other.met[*area] && !one.met[*area];
        let unmet: Vec<usize> = (0..self.areas.len()).filter(only_other).collect();
        let mut most = 0.0;
        for area in &unmet {
            let area = &self.areas[*area];
            most += self.single[area.target] * area.exposure;
        }
        for (set, &(price, whole)) in self.sets.iter().enumerate() {
            let mut kept = one.kept[set];
            for area in &unmet {
                let area = &self.areas[*area];
                if self.sets_of[area.target].contains(&set) {
                    most += price * kept * area.exposure;
                    kept *= 1.0 - area.exposure;
                }
            }
            most += price * (kept - other.kept[set]).max(0.0) * whole;
        }
        most
    }
}

/// By target: the greatest exposure it has in a period.
fn greatest(program: &Program, p: usize) -> Vec<f64> {
    let (at, day) = (&program.at, program.at.grid.day(p));
    let mut greatest = vec![0.0_f64; at.targets.len()];
    let mut see = |stop: Option<Stop>| {
        if let Some(stop) = stop {
            greatest[stop.target] = greatest[stop.target].max(stop.exposure);
        }
    };
    for (segment, days) in at.world.roads.iter().enumerate() {
        see(at.targets.on_segment(segment, 0, days[day].exposure));
        see(at.targets.in_area(segment, 0, days[day].exposure));
    }
    (0..at.sites()).for_each(|site| see(at.targets.at_site(site, 0)));
    greatest
}
