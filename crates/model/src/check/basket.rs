//! Rations: where a plan chose its basket, what people eat holds to its bounds.
//!
//! For every group and day there must be a number of rations, at most its
//! people, between whose least and greatest contents everything eaten lies.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use super::household::Households;
use super::number::Decimal;
use super::nutrition::People;
use super::report::{Report, day, group};
use crate::basket::RationBound;
use crate::world::World;

/// One part in so many by which what is eaten may miss a bound.
const ONE_PART_IN: u32 = 10_000;

/// Grams by which it may, for each commodity that the bound counts: each is
/// shared, handed out and eaten in whole grams.
const GRAMS_EACH: u32 = 10;

/// A bound in exact numbers.
struct Bound<'a> {
    noun: &'a RationBound,
    counted: Vec<usize>,
    least: BigRational,
    most: Option<BigRational>,
}

/// Holds what every group eats on every day to the bounds on rations.
pub(super) fn check(homes: &Households, people: &People, world: &World, report: &mut Report) {
    let bounds: Vec<Bound> = world.scenario.basket.iter().map(|b| bound(b, world)).collect();
    for who in 0..world.groups.len() {
        for on in 0..world.days {
            let all = BigRational::new(people.parts[who][on].clone(), people.unit.clone());
            if let Some(what) = broken(&bounds, homes, (who, on), all) {
                let (who, when) = (group(world, who), day(world, on));
                let what = format!("{who} on {when}: {what}");
                report.broken(what, "hand out more of what is short, or less of what is too much");
                break;
            }
        }
    }
}

fn bound<'a>(noun: &'a RationBound, world: &World) -> Bound<'a> {
    let goods = world.scenario.commodities.iter().enumerate();
    Bound {
        noun,
        counted: goods.filter(|(_, c)| noun.counts(c)).map(|(k, _)| k).collect(),
        least: Decimal::of(noun.at_least_g.0).fraction(),
        most: noun.at_most_g.map(|most| Decimal::of(most.0).fraction()),
    }
}

/// Why there is no number of rations that fits; none if there is one.
fn broken(
    bounds: &[Bound],
    homes: &Households,
    (who, on): (usize, usize),
    people: BigRational,
) -> Option<String> {
    // What the contents need at least, and what they are enough for.
    let mut needed: (BigRational, Option<&Bound>) = (BigRational::zero(), None);
    let mut enough: (BigRational, Option<&Bound>) = (people, None);
    let whole = |count: u32| BigRational::from_integer(BigInt::from(count));
    let part = BigRational::new(BigInt::one(), BigInt::from(ONE_PART_IN));
    for bound in bounds {
        let eaten: i128 = bound.counted.iter().map(|&k| homes.eaten_on(who, k, on)).sum();
        let eaten = BigRational::from_integer(BigInt::from(eaten));
        let few = whole(GRAMS_EACH) * whole(u32::try_from(bound.counted.len()).unwrap_or(u32::MAX));
        let spare = &eaten * &part + few;
        if let Some(most) = &bound.most {
            let at_least = &eaten - &spare;
            if most.is_zero() {
                if at_least > BigRational::zero() {
                    return Some(format!(
                        "`{}` is eaten, which no ration may hold",
                        bound.noun.of()
                    ));
                }
            } else if &at_least / most > needed.0 {
                needed = (at_least / most, Some(bound));
            }
        }
        if !bound.least.is_zero() && (&eaten + &spare) / &bound.least < enough.0 {
            enough = ((eaten + spare) / &bound.least, Some(bound));
        }
    }
    (needed.0 > enough.0).then(|| words(needed.1, enough.1))
}

fn words(too_much: Option<&Bound>, too_little: Option<&Bound>) -> String {
    let most = |bound: &Bound| bound.noun.at_most_g.map_or(0.0, |most| most.0);
    let named = |bound: Option<&Bound>| bound.map_or("", |bound| bound.noun.of()).to_owned();
    let (much, little) = (named(too_much), named(too_little));
    let at_most = too_much.map_or(0.0, most);
    match too_little {
        Some(bound) => format!(
            "so much of `{much}` is eaten that at {at_most} g a ration there is not enough of \
             `{little}` for {} g each",
            bound.noun.at_least_g.0
        ),
        None => format!("more of `{much}` is eaten than {at_most} g for everybody"),
    }
}
