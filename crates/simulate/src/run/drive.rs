//! What befalls the trucks of a lane that drive one way.
//!
//! **Losses.** On a stretch with expected loss λ a truck is lost whole with
//! chance λ, to one of the three kinds. One number a truck says whether and where:
//! it is lost on the first stretch by whose end the share lost of all that left is
//! above it. A struck target takes the share π of what comes to it, which is
//! seized. Targets are met in the order of the contract of `model::world`.
//!
//! Strikes are known before anything leaves, so what they leave of a load by the
//! end of each stretch is too. Only trucks that are lost are looked into; what
//! comes through is counted together.

use safeconduct_model::plan::Grams;

use super::Run;
use super::convoy::Row;
use super::tables::{Desk, Meets, Stretch};
use crate::chance::Dice;

impl Run<'_> {
    /// Drives trucks of a lane over the so-manieth of its ways.
    pub(super) fn drive(&mut self, at: usize, nth: usize, row: Row, dice: &mut Dice) {
        let script = self.script;
        let lane = &script.lanes[script.ways[at].lane];
        let come = &self.desk.come[nth * lane.goods.len()..][..lane.goods.len()];
        let usd = come.iter().zip(&lane.goods).map(|(g, &k)| *g as f64 * script.value[k]);
        let worth: f64 = usd.sum();
        let kept = self.look(at);
        self.fare((at, nth), row, dice);
        let (mut comes, mut mean) = (worth, self.desk.worth[nth]);
        for meets in &self.desk.meets {
            match *meets {
                Meets::Target(target, exposure, kept) => {
                    self.today.promised[target] += mean * exposure;
                    self.today.seen[target] += (comes * kept).max(0.0) * exposure;
                }
                Meets::Loss(at) => {
                    let stretch = &self.desk.stretches[at];
                    comes -= stretch.usd;
                    mean = self.desk.worth[nth] * (1.0 - stretch.by[2]);
                }
            }
        }
        if self.desk.counts[nth] > 0 {
            self.arrive(at, nth, kept);
        }
    }

    /// What a way meets today, in driving order; the share of a load that strikes
    /// leave by its end.
    fn look(&mut self, at: usize) -> f64 {
        let script = self.script;
        let way = &script.ways[at];
        let segments = script.size.segments;
        let exposures = &script.roads.exposure[self.today.day * segments..][..segments];
        let site = |target: usize| script.roads.site_exposure[script.roads.target_site[target]];
        let (struck, loss) = (&self.today.struck, &self.today.loss);
        let Desk { meets, stretches, .. } = &mut self.desk;
        meets.clear();
        stretches.clear();
        let (mut kept, mut lost) = (1.0, 0.0);
        let target = |meets: &mut Vec<Meets>, kept: &mut f64, target: usize, exposure: f64| {
            meets.push(Meets::Target(target, exposure, *kept));
            if struck[target] {
                *kept *= 1.0 - exposure;
            }
        };
        if let Some(origin) = way.origin {
            target(meets, &mut kept, origin, site(origin));
        }
        for step in &script.roads.steps[way.steps.clone()] {
            for on in [step.road, step.area].into_iter().flatten() {
                target(meets, &mut kept, on, exposures[step.segment]);
            }
            let [seized, eaten, refused] = loss[step.segment];
            let any = seized + eaten + refused;
            if any > 0.0 {
                let by = |share: f64| if share < 1.0 { lost + (1.0 - lost) * share } else { 1.0 };
                let by = [by(seized), by(seized + eaten), by(any)];
                meets.push(Meets::Loss(stretches.len()));
                stretches.push(Stretch { by, kept, usd: 0.0 });
                lost = by[2];
            }
            if let Some(there) = step.site {
                target(meets, &mut kept, there, site(there));
            }
        }
        kept
    }

    /// Draws which trucks of a way are lost, and where: with them goes what strikes
    /// left of their loads.
    fn fare(&mut self, (at, nth): (usize, usize), row: Row, dice: &mut Dice) {
        let script = self.script;
        let lane = &script.lanes[script.ways[at].lane];
        let Desk { edges, stretches, come, taken, .. } = &mut self.desk;
        let Some(risk) = stretches.last().map(|stretch| stretch.by[2]) else { return };
        let come = &mut come[nth * lane.goods.len()..][..lane.goods.len()];
        let mut from = 0;
        for truck in 0..row.trucks {
            if lane.ways.len() > 1 && taken[truck as usize] != Some(nth) {
                continue;
            }
            let number = dice.uniform();
            if number >= risk {
                continue;
            }
            let Some(stretch) = stretches.iter_mut().find(|stretch| number < stretch.by[2]) else {
                continue;
            };
            let kind = usize::from(number >= stretch.by[0]) + usize::from(number >= stretch.by[1]);
            row.load(truck, edges, &mut from, |place, grams| {
                let (good, usd) = (lane.goods[place], script.value[lane.goods[place]]);
                let struck = (grams as f64 * (1.0 - stretch.kept)) as Grams;
                come[place] -= grams;
                stretch.usd += grams as f64 * usd;
                let goods = &mut self.tally.goods[good];
                goods.lost[kind] += grams - struck;
                goods.struck += struck;
                self.tally.struck_usd += struck as f64 * usd;
            });
        }
    }

    /// What came through, less what strikes took of it, arrives after its days on
    /// the road.
    fn arrive(&mut self, at: usize, nth: usize, kept: f64) {
        let (script, goods) = (self.script, self.script.size.goods);
        let way = &script.ways[at];
        let lane = &script.lanes[way.lane];
        self.state.brought[lane.to] = Some(way.lane);
        let places = self.state.stock.len();
        let then = (self.today.day + way.lead) % self.leads;
        self.state.coming[then] |= way.lead > 0;
        let come = &self.desk.come[nth * lane.goods.len()..][..lane.goods.len()];
        for (&come, &good) in come.iter().zip(&lane.goods) {
            let mut grams = come;
            if kept < 1.0 {
                // Rounded down: strikes never take more than their share.
                let struck = (come as f64 * (1.0 - kept)) as Grams;
                grams -= struck;
                self.tally.goods[good].struck += struck;
                self.tally.struck_usd += struck as f64 * script.value[good];
            }
            let place = lane.to * goods + good;
            if way.lead > 0 {
                self.state.road[then * places + place] += grams;
            } else {
                self.state.stock[place] += grams;
                self.state.inflow[place] += grams;
            }
        }
    }
}
