//! Auditing: drawing again from the revealed seed, and saying what differs.

use serde::Serialize;

use super::{Mix, Seed, fingerprint, refused};
use crate::finding::{Code, Findings};
use crate::plan::Plan;
use crate::schedule::{Commitment, Convoy, Schedule};
use crate::world::World;

/// Differences listed before the rest is only counted.
const MOST_LISTED: usize = 20;

/// Everything in which a schedule is not what the revealed seed draws from the
/// plan, or not what was committed to; no finding means that it is, byte for
/// byte. The plan must have been checked.
#[must_use]
pub fn audit(
    schedule: &Schedule,
    (plan, world): (&Plan, &World),
    seed: &Seed,
    commitment: Option<&Commitment>,
) -> Findings {
    let mut findings = Findings::default();
    let plan_sha256 = fingerprint(plan);
    if schedule.plan_sha256 != plan_sha256 {
        let what = "the schedule names another plan than the one given";
        findings.add(Code::AuditPlan, None, what, "name the plan it was drawn from");
    }
    if schedule.seed_sha256 != seed.commitment() {
        let what = "the seed revealed is not the one that the schedule says it was drawn with";
        findings.add(Code::AuditSeed, None, what, "ask for the seed that was committed to");
    }
    if let Some(commitment) = commitment {
        findings.extend(committed(commitment, schedule, &plan_sha256, seed));
    }
    if !findings.any_error() {
        findings.extend(redrawn(schedule, plan, world, seed));
    }
    findings
}

/// What was published before against what is revealed after.
fn committed(
    commitment: &Commitment,
    schedule: &Schedule,
    plan_sha256: &str,
    seed: &Seed,
) -> Findings {
    let mut findings = Findings::default();
    if commitment.seed_sha256 != seed.commitment() {
        let what = "the seed revealed is not the one committed to";
        let mend = "ask for the seed that was committed to; it may have been exchanged";
        findings.add(Code::AuditSeed, None, what, mend);
    }
    if commitment.plan_sha256 != plan_sha256 {
        let what = "the commitment was made for another plan";
        let mend = "ask for the plan that was committed to; it may have been exchanged";
        findings.add(Code::AuditPlan, None, what, mend);
    }
    if commitment.grouping != schedule.grouping {
        let what = "trucks were grouped otherwise than was committed to";
        findings.add(Code::AuditDiffers, None, what, "ask for the schedule drawn as committed");
    }
    findings
}

fn redrawn(schedule: &Schedule, plan: &Plan, world: &World, seed: &Seed) -> Findings {
    let again = Mix::of(plan, world)
        .and_then(|mix| mix.draw(schedule.day, seed, schedule.grouping))
        .map(|again| Schedule { version: schedule.version.clone(), ..again });
    let again = match again {
        Ok(again) => again,
        Err(findings) => return findings,
    };
    if bytes(&again) == bytes(schedule) {
        return Findings::default();
    }
    let mut differences = differences(schedule, &again);
    let more = differences.len().saturating_sub(MOST_LISTED);
    differences.truncate(MOST_LISTED);
    let mend = "ask who changed it, and why";
    let mut findings = Findings::default();
    for what in differences {
        findings.add(Code::AuditDiffers, None, what, mend);
    }
    if more > 0 {
        findings.extend(refused(Code::AuditDiffers, format!("and {more} more"), mend));
    }
    findings
}

fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// What differs between a schedule and the one drawn again, in words.
fn differences(schedule: &Schedule, again: &Schedule) -> Vec<String> {
    let mut all = Vec::new();
    for at in 0..schedule.convoys.len().max(again.convoys.len()) {
        match (schedule.convoys.get(at), again.convoys.get(at)) {
            (Some(found), Some(drawn)) => all.extend(convoys(found, drawn)),
            (Some(found), None) => {
                all.push(format!("convoy {} is in the schedule, and was not drawn", found.number));
            }
            (None, Some(drawn)) => {
                all.push(format!("convoy {} was drawn, and is not in the schedule", drawn.number));
            }
            (None, None) => {}
        }
    }
    let heads = [
        ("scenario", bytes(&schedule.scenario) == bytes(&again.scenario)),
        ("framework", schedule.framework == again.framework),
        ("fingerprint of the input", schedule.input_sha256 == again.input_sha256),
        ("line on who may see it", schedule.sensitivity == again.sensitivity),
        ("list of what is held", schedule.held == again.held),
        ("list of findings", schedule.findings == again.findings),
    ];
    let changed = heads.iter().filter(|(_, same)| !same);
    all.extend(changed.map(|(part, _)| format!("the {part} is not the one drawn")));
    if all.is_empty() {
        all.push("the head of the file is not the one drawn".to_owned());
    }
    all
}

fn convoys(found: &Convoy, drawn: &Convoy) -> Vec<String> {
    let number = found.number;
    let way = |convoy: &Convoy| {
        let segments: Vec<&str> = convoy.segments.iter().map(|s| s.as_str()).collect();
        format!("{} to {} by {}", convoy.from, convoy.to, segments.join(", "))
    };
    let mut all = Vec::new();
    if way(found) != way(drawn) {
        all.push(format!("convoy {number} goes {}; drawn was {}", way(found), way(drawn)));
    }
    if (found.track != drawn.track) || (found.fleet != drawn.fleet) {
        let (track, fleet) = (&drawn.track, &drawn.fleet);
        all.push(format!("convoy {number}: drawn was track `{track}` and fleet `{fleet}`"));
    }
    if found.number != drawn.number {
        all.push(format!("convoy {number} leaves at the place of convoy {}", drawn.number));
    }
    if found.window != drawn.window {
        let (window, drawn) = (found.window, drawn.window);
        all.push(format!("convoy {number} leaves in window {window}; drawn was window {drawn}"));
    }
    if found.trucks != drawn.trucks {
        let (here, there) = (found.trucks.len(), drawn.trucks.len());
        all.push(match here == there {
            true => format!("convoy {number}: its trucks carry other loads than drawn"),
            false => format!("convoy {number} has {here} trucks; drawn were {there}"),
        });
    }
    all
}
