//! The nouns of Safeconduct: what a scenario, a framework and a plan *are*.
//!
//! Everything that crosses a wall between crates is a type of this one. The
//! types are the file format; reading collects every finding before it gives
//! up; [`check`] rebuilds a plan from its scenario without any solver.

pub mod answer;
pub mod apply;
pub mod basket;
pub mod calendar;
pub mod check;
pub mod commodity;
pub mod comparison;
pub mod condition;
pub mod consignments;
pub mod document;
pub mod draw;
pub mod equilibrium;
pub mod event_window;
pub mod figure;
pub mod finding;
pub mod fingerprint;
pub mod fleet;
pub mod framework;
pub mod frontier;
pub mod id;
pub mod index;
pub mod interceptor;
pub mod loss;
pub mod mission;
pub mod need;
pub mod nutrient;
pub mod outcome;
pub mod plan;
pub mod reach;
pub mod read;
pub mod scenario;
pub mod schedule;
pub mod segment;
pub mod simulation;
pub mod site;
pub mod stock;
pub mod supply;
pub mod talks;
pub mod term;
pub mod track;
pub mod units;
pub mod world;
pub mod worth;
pub mod zone;
