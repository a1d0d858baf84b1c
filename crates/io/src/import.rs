//! Importing what others publish. What the source does not hold is assumed
//! visibly: each assumption is a row of the scenario and a finding.

pub mod conflict_network;
pub mod consignments;
pub mod contract;
pub mod osm;
pub mod profiles;

mod notes;
mod table;
mod workbook;
