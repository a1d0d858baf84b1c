//! The package that breaks the least weight, block by block.
//!
//! Elements that many demands tie together form a block, of which every way to
//! settle it has a table of what it costs; what reaches across two blocks is a
//! table of both. Branch and bound over the blocks, the most decided first;
//! what the rest costs at least is the sum of the least of each table, after
//! every table of two has given what it costs in any case to its blocks
//! (soft arc consistency; Cooper and others 2010). Work is counted in entries
//! of tables, so that the same file gives the same answer on any machine.

use std::collections::{BTreeMap, HashMap};

use safeconduct_model::talks::{Condition, Package};

use crate::constraint::Constraints;

/// Ways to settle a block of several elements.
const MOST_WAYS: usize = 256;

/// Entries of all tables that may be kept at one time.
const MOST_ENTRIES: usize = 20_000_000;

/// What subtraction leaves of equal weights.
const NOTHING: f64 = 1e-9;

/// What the search came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Settled {
    /// This package breaks the least weight, and no rule and nothing firm.
    Proved(Package),
    /// No package keeps the rules and all that is firm.
    None,
    /// Given up in time; no package breaks less weight than this.
    AtLeast(f64),
}

/// The package that breaks the least weight, looking at so many entries.
pub fn cheapest(local: &Constraints, steps: usize) -> Settled {
    let Some(mut search) = Search::of(local, steps) else { return Settled::AtLeast(0.0) };
    let least = search.least();
    let open: Vec<usize> = (0..search.blocks.len()).collect();
    let tables = search.tables.clone();
    search.branch(0.0, &open, &tables);
    match search.best {
        _ if search.steps > search.most => Settled::AtLeast(least.min(search.forbidden)),
        Some((cost, package)) if cost < search.forbidden => Settled::Proved(package),
        _ => Settled::None,
    }
}

/// A condition, and what breaking it costs.
struct Term<'c> {
    condition: &'c Condition,
    cost: f64,
    /// Blocks it speaks of, rising.
    blocks: Vec<usize>,
}

/// By way of the one block, then of the other.
type Pairs = BTreeMap<(usize, usize), Vec<f64>>;

struct Search<'c> {
    options: &'c [usize],
    /// Elements of each, rising.
    blocks: Vec<Vec<usize>>,
    /// By block and way: what it costs.
    tables: Vec<Vec<f64>>,
    pairs: Pairs,
    /// What speaks of three blocks or more.
    wide: Vec<Term<'c>>,
    /// What breaking a rule, or something firm, costs: more than all else.
    forbidden: f64,
    package: Package,
    best: Option<(f64, Package)>,
    steps: usize,
    most: usize,
}

impl<'c> Search<'c> {
    /// Nothing if there would be too many tables.
    fn of(local: &'c Constraints, most: usize) -> Option<Self> {
        let soft = local.demands.iter().filter(|d| !d.firm);
        let forbidden = 1.0 + soft.map(|d| d.weight).sum::<f64>();
        let terms = terms(local, forbidden);
        let blocks = blocks(&local.options, &terms);
        let ways = |block: &[usize]| block.iter().map(|&e| local.options[e]).product::<usize>();
        let tables: Vec<Vec<f64>> = blocks.iter().map(|block| vec![0.0; ways(block)]).collect();
        let entries = tables.iter().map(Vec::len).sum::<usize>() * blocks.len();
        if entries > MOST_ENTRIES {
            return None;
        }
        let mut of = vec![0; local.options.len()];
        for (b, block) in blocks.iter().enumerate() {
            block.iter().for_each(|&e| of[e] = b);
        }
        let mut search = Self {
            options: &local.options,
            blocks,
            tables,
            pairs: Pairs::new(),
            wide: Vec::new(),
            forbidden,
            package: vec![0; local.options.len()],
            best: None,
            steps: 0,
            most,
        };
        for (condition, cost) in terms {
            let mut blocks: Vec<usize> = condition.elements().iter().map(|&e| of[e]).collect();
            blocks.sort_unstable();
            blocks.dedup();
            search.put(Term { condition, cost, blocks })?;
        }
        search.project();
        Some(search)
    }

    /// Into the table of its blocks; nothing if that would be too large.
    fn put(&mut self, term: Term<'c>) -> Option<()> {
        match term.blocks[..] {
            [] => {
                // Settled already: the same for every package.
                if !term.condition.holds(&[])
                    && let Some(table) = self.tables.first_mut()
                {
                    table.iter_mut().for_each(|cost| *cost += term.cost);
                }
            }
            [one] => self.add(&term, one, None),
            [one, other] => {
                let size = self.tables[one].len() * self.tables[other].len();
                if size > MOST_ENTRIES / 20 {
                    self.wide.push(term);
                    return Some(());
                }
                self.pairs.entry((one, other)).or_insert_with(|| vec![0.0; size]);
                if self.pairs.values().map(Vec::len).sum::<usize>() > MOST_ENTRIES {
                    return None;
                }
                for way in 0..self.tables[one].len() {
                    self.settle(one, way);
                    self.add(&term, other, Some((one, way)));
                }
            }
            _ => self.wide.push(term),
        }
        Some(())
    }

    /// Adds what a condition costs to the table of a block, or to the row of a
    /// table of two.
    fn add(&mut self, term: &Term, block: usize, row: Option<(usize, usize)>) {
        for way in 0..self.tables[block].len() {
            self.settle(block, way);
            if term.condition.holds(&self.package) {
                continue;
            }
            match row {
                None => self.tables[block][way] += term.cost,
                Some((one, first)) => {
                    let place = first * self.tables[block].len() + way;
                    if let Some(table) = self.pairs.get_mut(&(one, block)) {
                        table[place] += term.cost;
                    }
                }
            }
        }
    }

    /// What a table of two costs in any case goes to the tables of its blocks.
    fn project(&mut self) {
        for (&(one, other), table) in &mut self.pairs {
            let width = self.tables[other].len();
            for (way, row) in table.chunks_mut(width).enumerate() {
                let least = least_of(row);
                row.iter_mut().for_each(|cost| *cost -= least);
                self.tables[one][way] += least;
            }
            for way in 0..width {
                let column = table.iter().skip(way).step_by(width).copied();
                let least = column.fold(f64::INFINITY, f64::min);
                table.iter_mut().skip(way).step_by(width).for_each(|cost| *cost -= least);
                self.tables[other][way] += least;
            }
        }
    }

    /// No package costs less than this.
    fn least(&self) -> f64 {
        self.tables.iter().map(|table| least_of(table)).sum()
    }

    /// Settles the elements of a block in this way.
    fn settle(&mut self, block: usize, mut way: usize) {
        for &element in &self.blocks[block] {
            self.package[element] = way % self.options[element];
            way /= self.options[element];
        }
    }

    /// Settles the open blocks in every way that may cost less than the best.
    fn branch(&mut self, paid: f64, open: &[usize], tables: &[Vec<f64>]) {
        let rest: f64 = open.iter().map(|&block| least_of(&tables[block])).sum();
        let Some(&block) = open
            .iter()
            .max_by(|a, b| decided(&tables[**a]).total_cmp(&decided(&tables[**b])).then(b.cmp(a)))
        else {
            self.best = Some((paid, self.package.clone()));
            return;
        };
        let table = &tables[block];
        let mut ways: Vec<usize> = (0..table.len()).collect();
        ways.sort_by(|a, b| table[*a].total_cmp(&table[*b]));
        let others: Vec<usize> = open.iter().copied().filter(|other| *other != block).collect();
        let elsewhere = rest - least_of(table);
        for way in ways {
            let cost = paid + table[way];
            let best = self.best.as_ref().map_or(f64::INFINITY, |(best, _)| *best);
            if cost + elsewhere > best - NOTHING || self.steps > self.most {
                return;
            }
            self.settle(block, way);
            let mut next = tables.to_vec();
            self.steps += next.iter().map(Vec::len).sum::<usize>();
            self.reach(block, way, &others, &mut next);
            self.branch(cost, &others, &next);
        }
    }

    /// What a block settled costs in the blocks still open.
    fn reach(&mut self, block: usize, way: usize, open: &[usize], tables: &mut [Vec<f64>]) {
        for &other in open {
            let table = &mut tables[other];
            let width = table.len();
            if let Some(pair) = self.pairs.get(&(block, other)) {
                let row = &pair[way * width..(way + 1) * width];
                table.iter_mut().zip(row).for_each(|(cost, more)| *cost += more);
            } else if let Some(pair) = self.pairs.get(&(other, block)) {
                let column = pair.iter().skip(way).step_by(self.tables[block].len());
                table.iter_mut().zip(column).for_each(|(cost, more)| *cost += more);
            }
        }
        let wide = std::mem::take(&mut self.wide);
        for term in wide.iter().filter(|term| term.blocks.contains(&block)) {
            let mut left = term.blocks.iter().filter(|b| open.contains(b));
            let (Some(&last), None) = (left.next(), left.next()) else { continue };
            self.steps += tables[last].len();
            for (way, cost) in tables[last].iter_mut().enumerate() {
                self.settle(last, way);
                if !term.condition.holds(&self.package) {
                    *cost += term.cost;
                }
            }
        }
        self.wide = wide;
    }
}

/// How much more the second way of a block costs than the first.
fn decided(table: &[f64]) -> f64 {
    let (mut first, mut second) = (f64::INFINITY, f64::INFINITY);
    for &cost in table {
        if cost < first {
            (first, second) = (cost, first);
        } else if cost < second {
            second = cost;
        }
    }
    if second.is_finite() { second - first } else { f64::INFINITY }
}

fn least_of(table: &[f64]) -> f64 {
    table.iter().copied().fold(f64::INFINITY, f64::min)
}

/// What may be broken, each condition once.
fn terms(local: &Constraints, forbidden: f64) -> Vec<(&Condition, f64)> {
    let mut places: HashMap<&Condition, usize> = HashMap::new();
    let mut terms: Vec<(&Condition, f64)> = Vec::new();
    let rules = local.rules.iter().map(|rule| (rule, forbidden));
    let cost = |firm: bool, weight: f64| if firm { forbidden } else { weight };
    let demands = local.demands.iter().map(|d| (&d.condition, cost(d.firm, d.weight)));
    for (condition, cost) in rules.chain(demands) {
        let place = *places.entry(condition).or_insert(terms.len());
        match terms.get_mut(place) {
            Some((_, sum)) => *sum += cost,
            None => terms.push((condition, cost)),
        }
    }
    terms
}

/// Elements in blocks: those that cost the most together first.
fn blocks(options: &[usize], terms: &[(&Condition, f64)]) -> Vec<Vec<usize>> {
    let mut ties: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (condition, cost) in terms {
        let spoken = condition.elements();
        for (place, &one) in spoken.iter().enumerate() {
            for &other in &spoken[place + 1..] {
                *ties.entry((one.min(other), one.max(other))).or_insert(0.0) += cost;
            }
        }
    }
    let mut ties: Vec<((usize, usize), f64)> = ties.into_iter().collect();
    ties.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut of: Vec<usize> = (0..options.len()).collect();
    let mut blocks: Vec<Vec<usize>> = of.iter().map(|&element| vec![element]).collect();
    let ways = |block: &[usize]| block.iter().map(|&e| options[e]).fold(1, usize::saturating_mul);
    for ((one, other), _) in ties {
        let (into, from) = (of[one].min(of[other]), of[one].max(of[other]));
        if into == from || ways(&blocks[into]).saturating_mul(ways(&blocks[from])) > MOST_WAYS {
            continue;
        }
        let moved = std::mem::take(&mut blocks[from]);
        moved.iter().for_each(|&element| of[element] = into);
        blocks[into].extend(moved);
    }
    blocks.retain(|block| !block.is_empty());
    blocks.iter_mut().for_each(|block| block.sort_unstable());
    blocks
}
