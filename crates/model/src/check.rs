//! Checking a plan against its world, without any solver.
//!
//! The checker shares no code with the planner. It takes the world as the
//! framework left it ([`crate::world`] states the rules a plan must keep) and
//! the rows of the plan, follows every gram, and recomputes every figure the
//! plan claims. All arithmetic that decides is in integers over exact
//! decimals: a figure of the scenario means the shortest decimal that reads
//! back as it, so 0.05 is 5/100. Where a rule leaves a choice of meaning, the
//! choice stands in the documentation of [`crate::world`] and of
//! [`crate::plan::Claims`].
//!
//! Limits on mass and trucks are kept to the last gram. Least and greatest
//! shares may be missed by one part in 10^9 and a gram for every segment and
//! end of a load, floors by one part in 10^5, because amounts are rounded to the
//! gram. Claims may differ by one part in 10^9 from the recomputed figure (by
//! 10^-9 where they are below 1); counts of grams not at all.
//!
//! The stages are: answer every name (`resolve`, stop if any is malformed),
//! follow every load and book every row (`book`), hold the sums to each
//! rule, recount the claims (`claim`), compare (`compare`), and recompute the
//! bound of every stage from the prices of its proof (`bound`, `certificate`).

use crate::answer::Infeasible;
use crate::finding::{Code, Findings};
use crate::fingerprint::fingerprint;
use crate::plan::{Claims, Plan};
use crate::scenario::Scenario;
use crate::world::World;

mod basket;
mod book;
pub mod bound;
mod certificate;
mod claim;
mod compare;
mod corridor;
mod fleet;
mod flow;
mod gate;
mod handout;
mod household;
mod movement;
mod number;
mod nutrition;
mod report;
mod resolve;
mod road;
mod rows;
mod share;
mod standing;
mod stock;
mod trucks;
mod week;

pub use certificate::Proved;
pub use standing::Standing;

use book::Book;
use bound::Bounds;
use report::Report;

/// Everything wrong with `plan` in `world`; no finding means it is accepted.
///
/// The fingerprint is not looked at, as a world does not carry one: use
/// [`verify`] for a plan from a file.
#[must_use]
pub fn check(plan: &Plan, world: &World) -> Findings {
    examine(plan, world).findings
}

/// As [`check`], with bounds that the checker found before in the same run: they are
/// taken where they are about this world and these very prices, and found anew where not.
#[must_use]
pub fn check_knowing<'w>(plan: &Plan, world: &'w World, known: Option<Bounds<'w>>) -> Findings {
    examined(plan, world, known).findings
}

/// What the checker found and what the plan's certificate proves.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Everything wrong with the plan.
    pub findings: Findings,
    /// Stage by stage: what is reached and what no plan can better.
    pub proved: Vec<Proved>,
}

/// As [`check`], with what each stage is proved to be.
#[must_use]
pub fn examine(plan: &Plan, world: &World) -> Verdict {
    examined(plan, world, None)
}

fn examined<'w>(plan: &Plan, world: &'w World, known: Option<Bounds<'w>>) -> Verdict {
    let refused = |findings| Verdict { findings, proved: Vec::new() };
    let mut report = Report::default();
    if plan.scenario != world.scenario.name || plan.framework != world.framework {
        other_scenario(&mut report, "its name or framework differs");
        return refused(report.finish());
    }
    let book = match Book::of(plan, world) {
        Ok(book) => book,
        Err(malformed) => return refused(malformed.finish()),
    };
    book.hold(world, &mut report);
    let recounted = claim::claims(&book, plan, world);
    compare::claims(&plan.claims, &recounted, world, &mut report);
    compare::statements(plan, &recounted, world, &mut report);
    week::check(plan, &book, world, &mut report);
    let standing = Standing::of(&book, &recounted, world);
    let proved = certificate::check(plan, &standing, world, known, &mut report);
    Verdict { findings: report.finish(), proved }
}

/// Everything wrong with `plan` as a plan for `scenario` under the framework
/// it names: looks the framework up, compares the fingerprint, applies the
/// terms, and [`check`]s.
#[must_use]
pub fn verify(plan: &Plan, scenario: &Scenario) -> Findings {
    verdict(plan, scenario).findings
}

/// As [`verify`], with what each stage is proved to be.
#[must_use]
pub fn verdict(plan: &Plan, scenario: &Scenario) -> Verdict {
    let refused = |findings| Verdict { findings, proved: Vec::new() };
    let mut report = Report::default();
    let framework = plan.framework.as_ref().map(|id| (id, scenario.framework(id.as_str())));
    if let Some((id, None)) = framework {
        other_scenario(&mut report, &format!("there is no framework `{id}`"));
        return refused(report.finish());
    }
    let framework = framework.and_then(|(_, found)| found);
    if plan.input_sha256 != fingerprint(scenario, framework) {
        other_scenario(&mut report, "the fingerprints differ");
        return refused(report.finish());
    }
    match crate::apply::apply(scenario, framework) {
        Ok(world) => examine(plan, &world),
        Err(findings) => refused(findings),
    }
}

/// The figures that the rows of `plan` give, whatever it claims, and whatever
/// rules it breaks.
///
/// # Errors
/// The findings that keep the rows from being read at all.
pub fn recount(plan: &Plan, world: &World) -> Result<Claims, Findings> {
    let book = Book::of(plan, world).map_err(Report::finish)?;
    Ok(claim::claims(&book, plan, world))
}

/// Everything wrong with the answer that no plan keeps every floor: where it
/// carries a proof, the bound is recomputed from its prices.
#[must_use]
pub fn infeasible(why: &Infeasible, world: &World) -> Findings {
    let mut report = Report::default();
    certificate::infeasible(why, world, &mut report);
    report.finish()
}

/// Where the rows of `plan` stand in the objective of every stage, whatever
/// it claims.
///
/// # Errors
/// The findings that keep the rows from being read at all.
pub fn standing(plan: &Plan, world: &World) -> Result<Standing, Findings> {
    let book = Book::of(plan, world).map_err(Report::finish)?;
    Ok(Standing::of(&book, &claim::claims(&book, plan, world), world))
}

fn other_scenario(report: &mut Report, why: &str) {
    let what = format!("the plan was made for another scenario or framework: {why}");
    report.add(
        Code::PlanHash,
        what,
        "make the plan anew, or verify it against what it was made for",
    );
}
