//! From the program's solution to a book in whole grams, day by day.

use safeconduct_model::plan::Grams;
use safeconduct_model::site::SiteKind;

use crate::book::Book;
use crate::program::{Flow, Key, Program, Var};

mod ration;

/// Flows below ten grams are the solver's dust.
const LEAST_TONNES: f64 = 1e-5;

/// Writes the solution into a book, each day as its period plans it.
pub fn settle<'w>(program: &Program<'w>, open: Vec<Vec<bool>>) -> Book<'w> {
    let mut book = Book::new(program.at.world, open);
    let (handouts, slacks) = (Handouts::of(program), program.lp.slacks());
    for p in 0..program.at.grid.len() {
        let flows = in_order(program, p);
        for day in program.at.grid.periods[p].clone() {
            book.begin(day);
            buy(program, &mut book, p);
            send(program, &mut book, &flows, p, day);
            hand_out(program, &mut book, &handouts.kept[p], p, day);
            serve(program, &mut book, &handouts.served[p], p, day);
            eat(program, &mut book, p, day);
            ration::fit(program, &mut book, day);
            give_up(program, &mut book, &slacks, p, day);
            book.end();
        }
    }
    book
}

/// A day's part of an amount in tonnes over a period, in grams: rounded so
/// that the days of a period add up to the whole.
fn part(tonnes: f64, program: &Program, p: usize, day: usize) -> Grams {
    let days = &program.at.grid.periods[p];
    let a_day = tonnes.max(0.0) * 1e6 / days.len() as f64;
    let up_to = |n: usize| (a_day * n as f64 + 0.5).floor() as Grams;
    up_to(day + 1 - days.start) - up_to(day - days.start)
}

fn buy(program: &Program, book: &mut Book, p: usize) {
    let day = program.at.grid.day(p);
    let spare = spare_grams(program);
    for offer in &program.at.offers {
        // Grams more than the share, so that rounding never starves a load.
        let grams = part(program.value(Var::Bought(offer.row, p)), program, p, day);
        if grams > 0 {
            book.buy(offer.crossing, offer.commodity, grams + spare);
        }
    }
}

/// Grams bought beyond the solution, enough for every load of a day to be
/// rounded up.
fn spare_grams(program: &Program) -> Grams {
    10 * program.at.network.destinations.len() as Grams
}

/// Flows of a period: crossings first, then hub to hub, then the rest.
fn in_order(program: &Program, p: usize) -> Vec<Flow> {
    let rank = |flow: &Flow| {
        let corridor = &program.corridors[flow.corridor];
        match (program.at.kind(corridor.from), program.at.kind(corridor.to)) {
            (SiteKind::Crossing, SiteKind::Hub) => 0,
            (SiteKind::Hub, SiteKind::Hub) => 1,
            _ => 2,
        }
    };
    let used = |flow: &&Flow| flow.period == p && program.tonnes(flow) > LEAST_TONNES;
    let mut flows: Vec<Flow> = program.flows.iter().filter(used).copied().collect();
    flows.sort_by_key(|flow| (rank(flow), flow.column));
    flows
}

/// A flow's load of a day: a gram more for every segment, since each rounds
/// down, so that what the solution wants to arrive does arrive.
fn load(program: &Program, flow: &Flow, p: usize, day: usize) -> Grams {
    let grams = part(program.tonnes(flow), program, p, day);
    let segments = program.corridors[flow.corridor].segments.len() as Grams;
    if grams > 0 { grams + segments + 1 } else { 0 }
}

fn send(program: &Program, book: &mut Book, flows: &[Flow], p: usize, day: usize) {
    let mut owed: Vec<Grams> = flows.iter().map(|f| load(program, f, p, day)).collect();
    // A hub may send on today what another hub sends it today: go round until
    // nothing moves.
    for _ in 0..=program.at.network.origins.len() {
        let mut moved = false;
        for (flow, owed) in flows.iter().zip(&mut owed) {
            let corridor = &program.corridors[flow.corridor];
            let sent = book.send(corridor, flow.fleet, flow.commodity, *owed);
            *owed -= sent;
            moved |= sent > 0;
        }
        if !moved {
            break;
        }
    }
}

/// A hand-out: site, demand, commodity, column.
type Handout = (usize, usize, usize, usize);

/// Hand-outs of each period.
struct Handouts {
    /// To be kept at home, in tonnes.
    kept: Vec<Vec<Handout>>,
    /// To be eaten at once, in units of the site's row.
    served: Vec<Vec<Handout>>,
}

impl Handouts {
    fn of(program: &Program) -> Self {
        let none = vec![Vec::new(); program.at.grid.len()];
        let mut handouts = Self { kept: none.clone(), served: none };
        for (var, &column) in &program.vars {
            match *var {
                _ if program.lp.value(column) <= 0.0 => {}
                Var::HandedOut(s, g, k, p) => handouts.kept[p].push((s, g, k, column)),
                Var::Served(s, g, k, p) => handouts.served[p].push((s, g, k, column)),
                _ => {}
            }
        }
        handouts
    }
}

/// Hands out to be kept at home, of whatever counts in the row.
fn hand_out(program: &Program, book: &mut Book, kept: &[Handout], p: usize, day: usize) {
    for &(s, g, row, column) in kept {
        let units = part(program.lp.value(column), program, p, day);
        for (group, units) in split(program, g, units) {
            let larder = &program.at.larder;
            let goods = (0..program.at.commodities()).filter(|&k| larder.row(s, k) == row);
            take(units, goods.map(|k| (k, larder.units(s, k))), |k, grams| {
                book.hand_out(s, group, k, grams)
            });
        }
    }
}

/// Hands out what is eaten the same day.
fn serve(program: &Program, book: &mut Book, served: &[Handout], p: usize, day: usize) {
    for &(s, g, row, column) in served {
        let units = part(program.lp.value(column), program, p, day);
        for (group, units) in split(program, g, units) {
            let larder = &program.at.larder;
            let goods = (0..program.at.commodities()).filter(|&k| larder.row(s, k) == row);
            take(units, goods.map(|k| (k, larder.units(s, k))), |k, grams| {
                let handed = book.hand_out(s, group, k, grams);
                book.eat(group, k, handed)
            });
        }
    }
}

fn eat(program: &Program, book: &mut Book, p: usize, day: usize) {
    let larder = &program.at.larder;
    for g in 0..program.at.demands.len() {
        for row in program.at.kept(g) {
            let units = part(program.value(Var::Eaten(g, row, p)), program, p, day);
            for (group, units) in split(program, g, units) {
                let goods = (0..program.at.commodities()).filter(|&k| larder.home(k) == row);
                take(units, goods.map(|k| (k, larder.home_units(k))), |k, grams| {
                    book.eat(group, k, grams)
                });
            }
        }
    }
}

/// Takes so many millionths of units from goods that count alike, one after the
/// other: a gram more than asked, since each step rounds down.
fn take(
    units: Grams,
    goods: impl Iterator<Item = (usize, f64)>,
    mut from: impl FnMut(usize, Grams) -> Grams,
) {
    let mut left = units as f64;
    for (k, per_gram) in goods {
        if left > 0.0 {
            left -= from(k, (left / per_gram).ceil() as Grams + 1) as f64 * per_gram;
        }
    }
}

/// What the solution gives up where room or time is short, so that what is kept
/// is what it keeps. Elsewhere what is left over may as well lie.
fn give_up(program: &Program, book: &mut Book, slacks: &[f64], p: usize, day: usize) {
    let at = &program.at;
    for s in 0..at.sites() {
        let full = at.world.scenario.sites[s].storage_t.is_some();
        for k in (0..at.commodities()).filter(|&k| full || at.shelf_life(k).is_some()) {
            let row = program.lp.table.position(Key::Stock(s, k, p));
            let tonnes = row.and_then(|row| slacks.get(row)).copied().unwrap_or(0.0);
            if tonnes > LEAST_TONNES {
                book.dispose(s, k, part(tonnes, program, p, day));
            }
        }
    }
}

/// Shares an amount among the world's groups of a demand.
fn split(program: &Program, demand: usize, grams: Grams) -> Vec<(usize, Grams)> {
    let at = &program.at.demands[demand];
    let mut left = grams;
    let mut parts = Vec::with_capacity(at.groups.len());
    for (position, &group) in at.groups.iter().enumerate() {
        let last = position + 1 == at.groups.len();
        let share = program.at.world.groups[group].share / at.share;
        let part = if last { left } else { ((grams as f64 * share) as Grams).min(left) };
        left -= part;
        parts.push((group, part));
    }
    parts
}
