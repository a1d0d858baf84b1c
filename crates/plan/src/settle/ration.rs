//! Rations in whole grams: what a day's meals hold beyond their bounds stays at home.
//!
//! The solution keeps the bounds. In grams a store may fall some short of it, and
//! then what goes with the missing grams is a little too much; it is kept for
//! another day.

use safeconduct_model::plan::Grams;

use crate::book::Book;
use crate::program::Program;

/// Share of an amount that may miss a bound: half of what the checker allows.
const SHARE: f64 = 5e-5;

/// Grams that may, for each commodity counted: half of what the checker allows.
const GRAMS: f64 = 5.0;

/// Rounds after which a group's meals are left as they are.
const ROUNDS: usize = 30;

/// Fits the meals that were written for a day into the bounds.
pub fn fit(program: &Program, book: &mut Book, day: usize) {
    if program.at.rations.is_empty() {
        return;
    }
    for group in 0..program.at.world.groups.len() {
        for _ in 0..ROUNDS {
            if !lower(program, book, group, day) {
                break;
            }
        }
    }
}

/// Lowers what is beyond the rations that the rest is enough for; whether anything is.
fn lower(program: &Program, book: &mut Book, group: usize, day: usize) -> bool {
    let rations = &program.at.rations;
    let goods = 0..program.at.commodities();
    let eaten: Vec<f64> = goods.map(|k| book.eaten_today(group, k) as f64).collect();
    let counted = |counts: &[bool]| {
        let all = eaten.iter().zip(counts).filter(|(_, counts)| **counts);
        all.fold((0.0, 0.0), |(grams, goods), (eaten, _)| (grams + eaten, goods + 1.0))
    };
    let mut enough = program.at.world.people(group, day);
    for ration in rations {
        let Some(least) = ration.least else { continue };
        let (grams, goods) = counted(&ration.counts);
        // A thousandth of a tonne a thousand rations is a gram a ration.
        enough = enough.min((grams * (1.0 + SHARE) + GRAMS * goods) / (least * 1000.0));
    }
    let mut lowered = false;
    for ration in rations {
        let Some(most) = ration.most else { continue };
        let (grams, goods) = counted(&ration.counts);
        let beyond = grams - most * 1000.0 * enough;
        if beyond <= grams * SHARE + GRAMS * goods {
            continue;
        }
        for (k, eaten) in eaten.iter().enumerate().filter(|(k, _)| ration.counts[*k]) {
            let part = (beyond * eaten / grams).ceil() as Grams;
            lowered |= book.save(group, k, part) > 0;
        }
    }
    lowered
}
