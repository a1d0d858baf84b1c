//! Loads and the targets they meet, numbered densely, each target once a load.

use std::collections::BTreeMap;

use super::Load;

/// One target met by one load.
#[derive(Clone, Copy)]
struct Met {
    target: usize,
    entering: f64,
    exposure: f64,
}

/// The loads as the search walks them.
pub struct Field {
    /// The caller's number of each target.
    pub names: Vec<usize>,
    values: Vec<f64>,
    met: Vec<Met>,
    /// Where the meetings of a load begin in `met`; one more at the end.
    starts: Vec<usize>,
    loads_at: Vec<Vec<usize>>,
}

impl Field {
    /// Targets that can take nothing are left out.
    pub fn of(loads: &[Load]) -> Self {
        let mut number = BTreeMap::new();
        let mut field = Self {
            names: Vec::new(),
            values: Vec::new(),
            met: Vec::new(),
            starts: vec![0],
            loads_at: Vec::new(),
        };
        for load in loads.iter().filter(|load| load.value > 0.0) {
            field.add(load, &mut number);
        }
        field
    }

    fn add(&mut self, load: &Load, number: &mut BTreeMap<usize, usize>) {
        let row = self.values.len();
        for meeting in load.meetings.iter().filter(|meeting| meeting.takes()) {
            let target = *number.entry(meeting.target).or_insert_with(|| {
                self.names.push(meeting.target);
                self.loads_at.push(Vec::new());
                self.names.len() - 1
            });
            // A load is last at a target when it has met it before.
            if self.loads_at[target].last() == Some(&row) {
                continue;
            }
            self.loads_at[target].push(row);
            let (entering, exposure) = (meeting.entering, meeting.exposure);
            self.met.push(Met { target, entering, exposure });
        }
        self.values.push(load.value);
        self.starts.push(self.met.len());
    }

    /// Value lost to a strike at each target alone.
    pub fn singles(&self) -> Vec<f64> {
        let mut gains = vec![0.0; self.names.len()];
        let nothing = vec![false; self.names.len()];
        for load in 0..self.values.len() {
            self.add_gains(load, &nothing, 1.0, &mut gains);
        }
        gains
    }

    /// Strikes a target: what a further strike would gain, after the target is
    /// marked in `struck`.
    pub fn strike(&self, target: usize, struck: &mut [bool], gains: &[f64]) -> Vec<f64> {
        let mut after = gains.to_vec();
        for &load in &self.loads_at[target] {
            self.add_gains(load, struck, -1.0, &mut after);
        }
        struck[target] = true;
        for &load in &self.loads_at[target] {
            self.add_gains(load, struck, 1.0, &mut after);
        }
        after
    }

    /// Adds `sign` times what each further strike would take from a load.
    ///
    /// A strike at m takes `π · before · (entering - after)`: before is what
    /// earlier strikes leave, after is what later strikes take of what enters.
    /// Behind a strike that takes everything nothing is left to gain.
    fn add_gains(&self, load: usize, struck: &[bool], sign: f64, gains: &mut [f64]) {
        let met = &self.met[self.starts[load]..self.starts[load + 1]];
        let total = met.iter().position(|m| struck[m.target] && m.exposure >= 1.0);
        let ahead = &met[..total.unwrap_or(met.len())];
        let mut after = total.map_or(0.0, |position| met[position].entering);
        let mut before = sign * self.values[load];
        for m in ahead.iter().filter(|m| struck[m.target]) {
            before *= 1.0 - m.exposure;
        }
        for m in ahead.iter().rev() {
            if struck[m.target] {
                before /= 1.0 - m.exposure;
                after = m.entering * m.exposure + (1.0 - m.exposure) * after;
            } else {
                gains[m.target] += before * m.exposure * (m.entering - after);
            }
        }
    }
}
