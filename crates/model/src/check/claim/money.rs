//! Loss by kind, and money.

use num_bigint::BigInt;
use num_traits::Zero;

use super::Book;
use crate::check::flow::Passing;
use crate::check::gate;
use crate::check::number::{Column, Decimal, WHOLE, quotient};
use crate::check::rows::Load;
use crate::check::stock;
use crate::plan::LossByKind;
use crate::site::SiteKind;
use crate::world::World;

/// Grams in a tonne.
pub(super) const GRAMS: u32 = 1_000_000;

/// Values of a gram, by commodity: parts of a dollar per tonne.
pub(super) fn values(world: &World) -> Column {
    Column::of(world.scenario.commodities.iter().map(|c| c.value_usd_per_t.0))
}

fn value(grams: &[i128], values: &Column) -> BigInt {
    grams.iter().zip(&values.parts).map(|(grams, value)| value * *grams).sum()
}

fn usd(parts: &BigInt, values: &Column) -> f64 {
    quotient(parts, &(&values.unit * GRAMS))
}

/// The part of `amount` that one kind of loss takes, times [`WHOLE`], cut off.
fn of_kind(amount: BigInt, passing: &Passing, kind: usize) -> BigInt {
    let loss = &passing.loss;
    if loss.total.is_zero() {
        return BigInt::zero();
    }
    amount * WHOLE * &loss.kinds[kind] / &loss.total
}

/// Mass lost on all segments by kind, and its value.
pub(super) fn loss(book: &Book, world: &World) -> LossByKind {
    let values = values(world);
    let mut kinds = [BigInt::zero(), BigInt::zero(), BigInt::zero()];
    let mut lost_value = BigInt::zero();
    for passing in book.flow.passings.values() {
        let lost: i128 = passing.lost.iter().sum();
        for (kind, sum) in kinds.iter_mut().enumerate() {
            *sum += of_kind(BigInt::from(lost), passing, kind);
        }
        lost_value += value(&passing.lost, &values);
    }
    let [seized, self_distributed, refused] = kinds.map(|sum| quotient(&sum, &BigInt::from(WHOLE)));
    LossByKind {
        seized_grams: seized,
        self_distributed_grams: self_distributed,
        refused_grams: refused,
        value_usd: usd(&lost_value, &values),
    }
}

/// Energy of what people take on the way, in people-days of need.
pub(super) fn self_distributed(book: &Book) -> f64 {
    let mut taken = BigInt::zero();
    for passing in book.flow.passings.values() {
        let lost = passing.lost.iter().enumerate();
        let energy = lost.map(|(commodity, grams)| book.energy.within(commodity, *grams)).sum();
        taken += of_kind(energy, passing, 1);
    }
    quotient(&taken, &(&book.energy.person * WHOLE))
}

/// Value of every load that leaves a crossing, and of stock on hand elsewhere.
pub(super) fn shipped(book: &Book, world: &World) -> f64 {
    let values = values(world);
    let from_crossing = |load: &&Load| is_crossing(world, book.rows.ways[load.way].from);
    let mut masses = vec![0; world.scenario.commodities.len()];
    for load in book.rows.loads.iter().filter(from_crossing) {
        masses[load.commodity] += load.grams;
    }
    for (site, commodity, grams) in stock::at_start(world) {
        if !is_crossing(world, site) {
            masses[commodity] += grams;
        }
    }
    usd(&value(&masses, &values), &values)
}

fn is_crossing(world: &World, site: usize) -> bool {
    world.scenario.sites[site].kind == SiteKind::Crossing
}

/// Cost of all purchases, on each day from the cheapest supply first. Mass
/// beyond all supply (which breaks a limit) costs as the dearest.
pub(super) fn purchases(book: &Book, world: &World) -> f64 {
    let offers = gate::offers(world);
    let prices = Column::of(world.scenario.supply.iter().map(|s| s.price_usd_per_t.0));
    let amounts = Column::of(world.scenario.supply.iter().map(|s| s.tonnes_per_day.0));
    let mut cost = BigInt::zero();
    for ((crossing, commodity, day), grams) in gate::bought(&book.rows) {
        let names = (
            world.scenario.sites[crossing].id.as_str(),
            world.scenario.commodities[commodity].id.as_str(),
        );
        let mut rest = &amounts.unit * grams;
        let mut price = BigInt::zero();
        let here = offers.get(&names).into_iter().flatten();
        for supply in here.filter(|supply| gate::offered(supply, world, day)) {
            price = in_parts(supply.price_usd_per_t.0, &prices);
            let most = in_parts(supply.tonnes_per_day.0, &amounts) * GRAMS;
            let taken = most.min(rest.clone());
            cost += &taken * &price;
            rest -= taken;
        }
        cost += rest * price;
    }
    quotient(&cost, &(amounts.unit * prices.unit * GRAMS))
}

/// A figure of a column in the column's parts.
fn in_parts(figure: f64, column: &Column) -> BigInt {
    let decimal = Decimal::of(figure);
    let unit = decimal.unit();
    decimal.digits * &column.unit / unit
}
