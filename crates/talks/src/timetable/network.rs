//! Events as points and lags as bounds between them (a simple temporal
//! network; Dechter, Meiri and Pearl 1991).

use safeconduct_model::talks::Talks;

/// A bound: `to` happens at most `days` after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    pub from: usize,
    pub to: usize,
    pub days: i64,
    /// The lag it comes from, if it comes from one.
    pub lag: Option<usize>,
}

/// Events, bounds and the event that days count from.
#[derive(Clone, Debug)]
pub struct Network {
    pub events: usize,
    pub bounds: Vec<Bound>,
    pub start: usize,
}

impl Network {
    /// The network of some lags. Nothing happens before the start.
    pub fn of(talks: &Talks, lags: &[usize], start: usize) -> Self {
        let events = talks.events.len();
        let mut bounds: Vec<Bound> = (0..events)
            .filter(|&e| e != start)
            .map(|e| Bound { from: e, to: start, days: 0, lag: None })
            .collect();
        for &l in lags {
            let lag = &talks.lags[l];
            if let Some(most) = lag.max {
                bounds.push(Bound { from: lag.from, to: lag.to, days: most, lag: Some(l) });
            }
            if let Some(least) = lag.min {
                bounds.push(Bound { from: lag.to, to: lag.from, days: -least, lag: Some(l) });
            }
        }
        Self { events, bounds, start }
    }

    /// Shortest way from the start to every event along the bounds; none where
    /// the bounds contradict one another. `i64::MAX` where there is no way.
    pub fn shortest(&self) -> Option<Vec<i64>> {
        self.cycle().is_none().then(|| self.ways(self.start, |b| (b.from, b.to)))
    }

    fn ways(&self, from: usize, ends: impl Fn(&Bound) -> (usize, usize)) -> Vec<i64> {
        let mut far = vec![i64::MAX; self.events];
        far[from] = 0;
        for _ in 0..self.events {
            let mut changed = false;
            for bound in &self.bounds {
                let (tail, head) = ends(bound);
                if far[tail] != i64::MAX && far[tail] + bound.days < far[head] {
                    far[head] = far[tail] + bound.days;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        far
    }

    /// First and last possible day of every event.
    pub fn windows(&self) -> Vec<(i64, Option<i64>)> {
        let latest = self.ways(self.start, |b| (b.from, b.to));
        let earliest = self.ways(self.start, |b| (b.to, b.from));
        let last = |day: i64| (day != i64::MAX).then_some(day);
        earliest
            .into_iter()
            .zip(latest)
            .map(|(e, l)| (last(e).map_or(0, |e| -e), last(l)))
            .collect()
    }

    /// The longest chain of least lags, from the start to the event whose
    /// first possible day is last.
    pub fn critical_chain(&self) -> Vec<usize> {
        let windows = self.windows();
        let first: Vec<i64> = windows.iter().map(|w| w.0).collect();
        let Some(mut at) = (0..self.events).max_by_key(|&e| (first[e], usize::MAX - e)) else {
            return Vec::new();
        };
        let mut chain = vec![at];
        while at != self.start && chain.len() <= self.events {
            let tight = |b: &&Bound| {
                b.lag.is_some()
                    && b.from == at
                    && !chain.contains(&b.to)
                    && first[at] == first[b.to] - b.days
            };
            let Some(before) = self.bounds.iter().find(tight) else { break };
            at = before.to;
            chain.push(at);
        }
        chain.reverse();
        chain
    }

    /// Bounds that contradict one another, in a circle: their days add up to
    /// less than zero.
    pub fn cycle(&self) -> Option<Vec<Bound>> {
        let mut far = vec![0i64; self.events];
        let mut came: Vec<Option<usize>> = vec![None; self.events];
        let mut last = None;
        for _ in 0..=self.events {
            last = None;
            for (position, bound) in self.bounds.iter().enumerate() {
                if far[bound.from] + bound.days < far[bound.to] {
                    far[bound.to] = far[bound.from] + bound.days;
                    came[bound.to] = Some(position);
                    last = Some(bound.to);
                }
            }
            last?;
        }
        let mut at = last?;
        for _ in 0..self.events {
            at = self.bounds[came[at]?].from;
        }
        let mut circle = Vec::new();
        let first = at;
        loop {
            let bound = self.bounds[came[at]?];
            circle.push(bound);
            at = bound.from;
            if at == first {
                circle.reverse();
                return Some(circle);
            }
        }
    }
}
