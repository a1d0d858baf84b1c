//! The fingerprint that ties a plan to its input.

use sha2::{Digest, Sha256};

use crate::framework::Framework;
use crate::scenario::Scenario;
use crate::simulation::Simulation;

/// SHA-256, in lower-case hex, of the scenario's own tables and of the one
/// framework in force, both as canonical JSON.
///
/// Other frameworks in the folder do not change it, nor what simulations
/// assume: adding one leaves old plans valid.
#[must_use]
pub fn fingerprint(scenario: &Scenario, framework: Option<&Framework>) -> String {
    let bare =
        Scenario { frameworks: Vec::new(), simulation: Simulation::default(), ..scenario.clone() };
    let text = serde_json::to_vec(&(bare, framework)).unwrap_or_default();
    let digest = Sha256::digest(&text);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
