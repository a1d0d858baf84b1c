//! How much of each list is printed, so that the page fits on one A4 sheet.
//!
//! Heights are estimates in millimetres of the printed style, on the safe
//! side; what is left out is counted on the sheet and shown on screen.

use crate::report::figures::{Figures, ZoneFigures};

/// Rows of each list that are printed.
pub(super) struct Sheet {
    /// Zones, the least covered first.
    pub zones: usize,
    /// Which crossings: those that pass the most.
    pub crossings: Vec<bool>,
    /// Reasons.
    pub reasons: usize,
}

/// Height left for map, coverage and reasons: 297 less margins, title, tiles,
/// rules and footer, with one line of notes each.
const FREE: f64 = 182.0;

/// The map at its tallest, with its legend.
const MAP: f64 = 138.0;

/// Loss, and the headings and notes of coverage and crossings.
const BESIDE: f64 = 73.0;

const ZONE: f64 = 8.2;
const CROSSING: f64 = 4.4;
const LINE: f64 = 3.6;

/// Columns of a printed line of a reason.
const COLUMNS: usize = 105;

/// The longest note of a scenario that the title shows, in bytes.
pub(super) const NOTE: usize = 280;

/// Which crossings are among so many that pass the most, and are used at all.
fn busiest(f: &Figures<'_>, many: usize) -> Vec<bool> {
    let crossings = &f.plan.claims.crossings;
    let mut masses: Vec<_> = crossings.iter().map(|c| c.grams).collect();
    masses.sort_unstable_by(|a, b| b.cmp(a));
    let least = masses.get(many.saturating_sub(1)).copied().unwrap_or(0).max(1);
    crossings.iter().map(|c| many > 0 && c.grams >= least).collect()
}

/// Whether a zone's name takes two lines.
fn long(f: &Figures<'_>, zone: &ZoneFigures<'_>) -> bool {
    f.names.zone(zone.zone.id.as_str()).chars().count() > 22
}

/// Height of so many columns of text.
fn height(columns: usize) -> f64 {
    LINE * columns.div_ceil(COLUMNS) as f64
}

/// The most that fits beside the map, and below it.
pub(super) fn fitting(f: &Figures<'_>) -> Sheet {
    let used = f.plan.claims.crossings.iter().filter(|c| c.grams > 0).count();
    let few = used.min(4);
    let room = MAP - BESIDE - CROSSING * few as f64;
    let zone = ZONE + if f.zones.iter().any(|z| long(f, z)) { LINE } else { 0.0 };
    let zones = ((room / zone) as usize).max(4);
    // Where there are few zones, more crossings fit.
    let rest = room - zone * f.zones.len().min(zones) as f64;
    let more = (rest / CROSSING).max(0.0) as usize;
    let note = f.world.scenario.note.as_ref().map_or(0, |n| n.len().min(NOTE));
    let admissions: usize = f.admissions().iter().map(|said| said.len() + 1).sum();
    let mut left = FREE - MAP - height(note) - height(admissions);
    let mut reasons = 0;
    for reason in f.reasons() {
        left -= height(reason.whom().chars().count() + reason.said.chars().count() + 4);
        if left < 0.0 {
            break;
        }
        reasons += 1;
    }
    Sheet { zones, crossings: busiest(f, few + more), reasons }
}
