//! What a simulation needs of a register: rows `[[crossing]]` of
//! `simulation.toml`, each with its source.

use std::path::Path;

use safeconduct_model::consignments::{Consignments, Crossing, Edges, Rate, Register};
use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::finding::{Code, Findings};
use safeconduct_model::id::SiteId;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::simulation::{CrossingChain, Simulation, Start};
use safeconduct_model::site::SiteKind;
use safeconduct_model::units::{Share, TrucksPerDay};

use super::columns::words;

/// A crossing as the register names it, and the site that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name in the register.
    pub name: String,
    /// The site of the scenario.
    pub site: SiteId,
}

/// The rows of the first register that names each site.
///
/// A crossing's site is the one that `named` gives it; else the crossing of
/// `scenario` whose name or identifier has the same words; else, where there is no
/// scenario, an identifier made of its name. A crossing for which there is none, or
/// whose register does not show both how it closes and how it opens, is left out
/// with a finding: what was never seen is not written as zero.
#[must_use]
pub fn simulation(
    consignments: &Consignments,
    named: &[Named],
    scenario: Option<&Scenario>,
) -> (Simulation, Findings) {
    let (mut rows, mut findings) = (Vec::<CrossingChain>::new(), Findings::default());
    let mend = "write the row by hand, or name its site with --site";
    for register in &consignments.registers {
        for crossing in &register.crossings {
            match row(register, crossing, consignments.edges, site(crossing, named, scenario)) {
                Ok(row) if rows.iter().any(|r| r.site == row.site) => {
                    let what =
                        format!("`{}` in `{}` is a second row", crossing.name, register.file);
                    let mend = "the first was taken; two registers are not averaged";
                    findings.add(Code::ImportUnfitted, None, what, mend);
                }
                Ok(row) => rows.push(row),
                Err(why) => {
                    let what = format!("`{}` in `{}`: {why}", crossing.name, register.file);
                    findings.add(Code::ImportUnfitted, None, what, mend);
                }
            }
        }
    }
    (Simulation { crossings: rows, ..Simulation::default() }, findings)
}

/// Why a crossing has no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum NoRow {
    #[error("goods come by air")]
    ByAir,
    #[error("no crossing of the scenario has this name")]
    NoSite,
    #[error("it never closed between its first day and its last, so how it opens is not known")]
    NeverClosed,
    #[error("it was never open on two days, so how it closes is not known")]
    NeverOpen,
}

fn site(crossing: &Crossing, named: &[Named], scenario: Option<&Scenario>) -> Option<SiteId> {
    let name = words(&crossing.name);
    if let Some(found) = named.iter().find(|n| words(&n.name) == name) {
        return Some(found.site.clone());
    }
    let Some(scenario) = scenario else { return Some(SiteId(identifier(&name))) };
    let crossings = scenario.sites.iter().filter(|s| s.kind == SiteKind::Crossing);
    let mut alike = crossings.filter(|s| words(&s.name) == name || words(s.id.as_str()) == name);
    alike.next().map(|s| s.id.clone())
}

/// An identifier from the words of a name.
fn identifier(words: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let kept: String = words.chars().filter(|c| plain(*c)).take(80).collect();
    let kept = kept.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-");
    if kept.is_empty() { "crossing".to_owned() } else { kept }
}

fn row(
    register: &Register,
    crossing: &Crossing,
    edges: Edges,
    site: Option<SiteId>,
) -> Result<CrossingChain, NoRow> {
    if crossing.by_air {
        return Err(NoRow::ByAir);
    }
    let close = crossing.close_if_open.share.ok_or(NoRow::NeverOpen)?;
    let open = crossing.open_if_closed.share.ok_or(NoRow::NeverClosed)?;
    let deciles = crossing.trucks_per_open_day.deciles.iter();
    Ok(CrossingChain {
        site: site.ok_or(NoRow::NoSite)?,
        close_if_open: Share(rounded(close)),
        open_if_closed: Share(rounded(open)),
        start: Start::Stationary,
        trucks_when_open: None,
        trucks_quantiles: deciles.map(|trucks| TrucksPerDay(rounded(*trucks))).collect(),
        provenance: Provenance {
            source: Some(source(register, crossing, edges)),
            certainty: Some(Certainty::Medium),
        },
    })
}

/// Four decimals: far finer than any of the errors.
fn rounded(figure: f64) -> f64 {
    (figure * 1e4).round() / 1e4
}

fn source(register: &Register, crossing: &Crossing, edges: Edges) -> String {
    let file = Path::new(&register.file).file_name().and_then(|n| n.to_str());
    let range = |rate: &Rate| match (rate.low, rate.high) {
        (Some(low), Some(high)) => {
            format!("{} of {} ({low:.2} to {high:.2})", rate.times, rate.of)
        }
        _ => format!("{} of {}", rate.times, rate.of),
    };
    let edges = match edges {
        Edges::LeftOut => "days before and after left out",
        Edges::Closed => "days without a row closed",
    };
    format!(
        "{}, `{}`: {} to {}, {} days, {edges}; closed after {} open days, opened after {} closed \
         ones; trucks are the deciles of {} open days",
        file.unwrap_or(&register.file),
        crossing.name,
        crossing.first,
        crossing.last,
        crossing.days,
        range(&crossing.close_if_open),
        range(&crossing.open_if_closed),
        crossing.trucks_per_open_day.days,
    )
}
