//! Meals: households eat as the script has it; what they have beyond it they eat
//! up to their need, and what they lack they lack.

use safeconduct_model::plan::Grams;

use super::Run;

/// Below this share of need a day counts as below the planning figure: the same
/// threshold as that of a plan's claims.
const FULL: f64 = 0.999;

impl Run<'_> {
    /// Meals of every group.
    pub(super) fn eat(&mut self) {
        let script = self.script;
        let (day, size) = (self.today.day, script.size);
        for group in 0..size.groups {
            let at = day * size.groups + group;
            let (need, meal) = (script.people.need[at], script.people.meal[at]);
            let before = script.people.before[at];
            let kept = &mut self.state.kept[group * size.goods..(group + 1) * size.goods];
            let fetched = &script.people.fetched[group];
            let has = self.state.has[group];
            let most = need.max(meal);
            let eats =
                if has >= before { (meal + (has - before)).min(most) } else { meal * has / before };
            // What holds no energy is eaten with the rest.
            let part = if has > 0.0 { (eats / has).min(1.0) } else { 1.0 };
            let (mut kcal, mut left) = (0.0, 0.0);
            for &good in fetched {
                let kept = &mut kept[good];
                let eaten = if part >= 1.0 { *kept } else { (*kept as f64 * part) as Grams };
                *kept -= eaten;
                kcal += eaten as f64 * script.energy[good];
                left += *kept as f64 * script.energy[good];
                self.tally.goods[good].eaten += eaten;
            }
            self.state.has[group] = left;
            let coverage = if need > 0.0 { (kcal / need).min(1.0) } else { 1.0 };
            self.today.coverage[group] = coverage;
            let people = script.world.people(group, day);
            self.tally.groups[group].fed += people * coverage;
            let below = coverage < FULL && need > 0.0;
            self.tally.groups[group].days_below += u32::from(below);
        }
    }
}
