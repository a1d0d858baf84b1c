//! The land: a road grid with gaps, places along it, and how far they are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::dice::{Dice, round};
use super::shape::Shape;

/// What a place is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Crossing.
    Crossing,
    /// Hub.
    Hub,
    /// Distribution centre.
    Centre,
    /// Delivery point of this zone; every zone has two.
    Point(usize),
    /// Where roads only meet.
    Junction,
}

/// A place on the map.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Longitude.
    pub lon: f64,
    /// Latitude.
    pub lat: f64,
    /// What it is there for.
    pub role: Role,
}

/// A road between two places, by position.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// One end.
    pub from: usize,
    /// The other.
    pub to: usize,
    /// Length.
    pub km: f64,
    /// Driving time.
    pub hours: f64,
    /// Whether places would still be joined without it.
    pub spare: bool,
}

/// Places and the roads between them.
pub struct Land {
    /// Places; those on the grid come first, row by row.
    pub places: Vec<Place>,
    /// Roads.
    pub edges: Vec<Edge>,
}

/// Kilometres between neighbours on the grid, at most.
const SPACING_KM: f64 = 5.0;
/// Kilometres from one side of the land to the other, at most.
const ACROSS_KM: f64 = 110.0;
const KM_PER_DEGREE: f64 = 111.0;
/// The longest of all quickest drives: every trip fits into a working day with
/// room for detours.
const FARTHEST_H: f64 = 6.0;
/// Corner of the land; only the sea lies there.
const CORNER: (f64, f64) = (10.0, 0.5);

impl Land {
    /// The land of a shape.
    pub fn of(shape: &Shape) -> Self {
        let width = (shape.grid() as f64).sqrt().ceil() as usize;
        let spacing = SPACING_KM.min(ACROSS_KM / width as f64) / KM_PER_DEGREE;
        let mut places = places(shape, width, spacing);
        let pairs = pairs(shape, width, &mut places, spacing);
        let mut dice = Dice::new(shape.seed, 3);
        let edges = pairs
            .into_iter()
            .map(|(from, to, spare)| edge(&places, (from, to, spare), &mut dice))
            .collect();
        let mut land = Self { places, edges };
        land.shorten();
        land
    }

    /// Quickest hours from some places to every place, and the road each is
    /// reached by.
    pub fn quickest(&self, from: &[usize]) -> (Vec<f64>, Vec<Option<usize>>) {
        let mut roads = vec![Vec::new(); self.places.len()];
        for (position, edge) in self.edges.iter().enumerate() {
            roads[edge.from].push((position, edge.to));
            roads[edge.to].push((position, edge.from));
        }
        let mut hours = vec![f64::INFINITY; self.places.len()];
        let mut by = vec![None; self.places.len()];
        // Non-negative doubles are in the order of their bits.
        let mut heap: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        for &place in from {
            hours[place] = 0.0;
            heap.push(Reverse((0, place)));
        }
        while let Some(Reverse((bits, place))) = heap.pop() {
            if bits > hours[place].to_bits() {
                continue;
            }
            for &(road, to) in &roads[place] {
                let next = hours[place] + self.edges[road].hours;
                if next < hours[to] {
                    hours[to] = next;
                    by[to] = Some(road);
                    heap.push(Reverse((next.to_bits(), to)));
                }
            }
        }
        (hours, by)
    }

    /// Places with a role.
    pub fn with(&self, is: impl Fn(Role) -> bool) -> Vec<usize> {
        (0..self.places.len()).filter(|&p| is(self.places[p].role)).collect()
    }

    /// Makes roads faster where the longest drive would not fit the day.
    fn shorten(&mut self) {
        let origins = self.with(|r| matches!(r, Role::Crossing | Role::Hub));
        let far = |from| self.quickest(&[from]).0.into_iter().fold(0.0, f64::max);
        let farthest = origins.into_iter().map(far).fold(0.0, f64::max);
        let times = (FARTHEST_H / farthest).min(1.0);
        for edge in &mut self.edges {
            edge.hours = round(edge.hours * times, 3).max(0.001);
        }
    }
}

/// Places on the grid, crossings along its border.
fn places(shape: &Shape, width: usize, spacing: f64) -> Vec<Place> {
    let mut dice = Dice::new(shape.seed, 1);
    let grid = shape.grid();
    let border = |n: &usize| *n < width || n.is_multiple_of(width) || n % width == width - 1;
    let mut outer: Vec<usize> = (0..grid).filter(border).collect();
    dice.shuffle(&mut outer);
    outer.truncate(shape.crossings);
    let mut inner: Vec<usize> = (0..grid).filter(|n| !outer.contains(n)).collect();
    dice.shuffle(&mut inner);
    let mut roles = vec![Role::Junction; grid];
    for &n in &outer {
        roles[n] = Role::Crossing;
    }
    let others = std::iter::repeat_n(Role::Hub, shape.hubs)
        .chain(std::iter::repeat_n(Role::Centre, shape.centres))
        .chain((0..shape.zones).map(Role::Point));
    for (n, role) in inner.into_iter().zip(others) {
        roles[n] = role;
    }
    let at = |dice: &mut Dice, corner: f64, n: usize| {
        round(corner + spacing * (n as f64 + dice.between(-0.25, 0.25)), 5)
    };
    let place = |(n, role)| Place {
        lon: at(&mut dice, CORNER.0, n % width),
        lat: at(&mut dice, CORNER.1, n / width),
        role,
    };
    roles.into_iter().enumerate().map(place).collect()
}

/// Roads as pairs of places: a tree that joins all, some more of the grid, and
/// a road to the second delivery point of every zone, which is placed here.
fn pairs(
    shape: &Shape,
    width: usize,
    places: &mut Vec<Place>,
    spacing: f64,
) -> Vec<(usize, usize, bool)> {
    let mut dice = Dice::new(shape.seed, 2);
    let grid = places.len();
    let right = (0..grid).filter(|n| n % width + 1 < width && n + 1 < grid).map(|n| (n, n + 1));
    let down = (0..grid).filter(|n| n + width < grid).map(|n| (n, n + width));
    let mut all: Vec<(usize, usize)> = right.chain(down).collect();
    dice.shuffle(&mut all);
    let mut joined: Vec<usize> = (0..grid).collect();
    let (mut roads, mut spare) = (Vec::new(), Vec::new());
    for (from, to) in all {
        let (a, b) = (root(&mut joined, from), root(&mut joined, to));
        if a == b {
            spare.push((from, to, true));
        } else {
            joined[a] = b;
            roads.push((from, to, false));
        }
    }
    spare.truncate(shape.segments.saturating_sub(shape.zones + roads.len()));
    roads.extend(spare);
    roads.sort_unstable();
    for zone in 0..shape.zones {
        let Some(first) = places[..grid].iter().position(|p| p.role == Role::Point(zone)) else {
            continue;
        };
        let beside = neighbour(first, width, grid, &mut dice);
        let mut away = |middle: f64| round(middle + spacing * dice.between(-0.5, 0.5), 5);
        let (lon, lat) = (away(places[beside].lon), away(places[beside].lat));
        roads.push((beside, places.len(), false));
        places.push(Place { lon, lat, role: Role::Point(zone) });
    }
    roads
}

/// The place itself or one beside it on the grid.
fn neighbour(place: usize, width: usize, grid: usize, dice: &mut Dice) -> usize {
    let mut near = vec![place];
    if !place.is_multiple_of(width) {
        near.push(place - 1);
    }
    if place % width + 1 < width && place + 1 < grid {
        near.push(place + 1);
    }
    near[dice.below(near.len())]
}

fn root(joined: &mut [usize], mut place: usize) -> usize {
    while joined[place] != place {
        joined[place] = joined[joined[place]];
        place = joined[place];
    }
    place
}

fn edge(places: &[Place], (from, to, spare): (usize, usize, bool), dice: &mut Dice) -> Edge {
    let (a, b) = (places[from], places[to]);
    let flat = (a.lat.to_radians()).cos();
    let straight = ((a.lon - b.lon) * flat).hypot(a.lat - b.lat) * KM_PER_DEGREE;
    let km = round((straight * dice.between(1.1, 1.6)).max(0.3), 2);
    Edge { from, to, km, hours: km / dice.between(22.0, 55.0), spare }
}
