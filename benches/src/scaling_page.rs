//! The part of the page on generated worlds.

use crate::page::time;
use crate::peer::{SAME, Solved};
use crate::scaling::{Program, Scaled, Size, Spent};

/// Solvers in the order of the columns.
const SOLVERS: [&str; 3] = ["ipm", "simplex", "pdlp"];

/// Stages in the order of the columns.
const STAGES: [&str; 4] = ["fair", "total", "loss", "cost"];

/// A size with what came of it.
pub struct Row {
    /// What was asked.
    pub size: Size,
    /// What the planner did.
    pub scaled: Result<Scaled, crate::error::Error>,
    /// By program: what other solvers did.
    pub rivals: Vec<Vec<Solved>>,
}

impl Row {
    /// Optima of others that the planner's claims do not leave room for.
    pub fn complaints(&self) -> Vec<String> {
        let scaled = match &self.scaled {
            Ok(scaled) => scaled,
            Err(error) => return vec![format!("{}: {error}", self.size.name)],
        };
        let pairs = scaled.programs.iter().zip(&self.rivals);
        let told = pairs.flat_map(|(program, solved)| solved.iter().map(move |s| (program, s)));
        told.filter(|(program, solved)| contradicts(program, solved))
            .map(|(program, solved)| {
                let (name, stage) = (&self.size.name, &program.stage);
                let (solver, found) = (&solved.solver, solved.value);
                format!("{name}, {stage}: {solver} found {found:?}, here {}", program.value)
            })
            .collect()
    }
}

/// Whether a solver found more than the planner's gap allows. First-order
/// methods and floors that were lowered leave a little room; an exact worst case
/// may be far less than the additive one.
fn contradicts(program: &Program, solved: &Solved) -> bool {
    if solved.solver == "pdlp" || program.value == 0.0 {
        return false;
    }
    let room = if program.stage == "fair" { SAME } else { 50.0 * SAME };
    solved.value.is_some_and(|value| worse(program, value) > program.gap + room)
}

/// By which share the planner's value is worse than this one; all are minimised.
fn worse(program: &Program, value: f64) -> f64 {
    (program.value - value) / value.abs().max(1e-9)
}

/// The sections on generated worlds.
pub fn sections(rows: &[Row], peer: bool) -> String {
    let mut page = scaling(rows);
    page += &rivals(rows, peer);
    page
}

fn scaling(rows: &[Row]) -> String {
    let mut page = "\n## Generated worlds\n\n\
        Made by `stress SIZE`, every day different. Processor seconds by stage, the last pricing of \
        each counted to the next; check: the independent checker on the plan. Gap: the largest of all \
        stages, as proved by the planner. A stage in *italics* was not reached in the time.\n\n\
        | size | sites, zones, segments, goods, days | flow columns | fair | total | loss | cost | \
        all | gap | peak | check | check ÷ all |\n\
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for row in rows {
        page += &match &row.scaled {
            Ok(scaled) => scaled_row(&row.size, scaled),
            Err(error) => format!("| {} | {error} | | | | | | | | | | |\n", row.size.name),
        };
    }
    page
}

fn scaled_row(size: &Size, scaled: &Scaled) -> String {
    let counts: Vec<String> = scaled.size.iter().map(ToString::to_string).collect();
    let cell = |stage: &str| match scaled.stages.iter().find(|s| s.stage == stage) {
        Some(Spent { cpu_s, reached: Some(_), .. }) => time(*cpu_s),
        Some(Spent { cpu_s, .. }) => format!("*{}*", time(*cpu_s)),
        None => String::new(),
    };
    let stages = STAGES.map(cell).join(" | ");
    let finished = STAGES
        .iter()
        .all(|name| scaled.stages.iter().any(|s| s.stage == *name && s.reached.is_some()));
    let all = match (&scaled.ended, finished) {
        (None, true) => time(scaled.cpu_s),
        (None, false) => format!("stopped after {}", time(scaled.cpu_s)),
        (Some(_), _) => format!("no plan in {}", time(scaled.cpu_s)),
    };
    let reached = || scaled.stages.iter().filter(|s| s.reached.is_some());
    let gap = match reached().map(Spent::gap).collect::<Option<Vec<f64>>>() {
        Some(gaps) if !gaps.is_empty() => {
            format!("{:.0e}", gaps.into_iter().fold(0.0, f64::max))
        }
        _ => "none proved".to_owned(),
    };
    let [check, share] = match scaled.check_s {
        Some(s) => [time(s), format!("{:.3}", s / scaled.cpu_s.max(1e-3))],
        None => [String::new(), String::new()],
    };
    format!(
        "| {} | {} | {} | {stages} | {all} | {gap} | {:.0} MiB | {check} | {share} |\n",
        size.name,
        counts.join(", "),
        scaled.flows,
        scaled.peak_mib
    )
}

fn rivals(rows: &[Row], peer: bool) -> String {
    let mut page = "\n## The same worlds as one linear program\n\n\
        Days × commodities × fleets × arcs, stocks, hand-outs and meals in one program, written by \
        the bench from the world alone; the first round of the fair stage, then each stage with what \
        the planner reached before it as floors. HiGHS proves its optimum, PDLP ends at a relative \
        error of 1e-4. Planner: processor seconds of that stage, corridors found included. Ratio: \
        solver ÷ planner. Worse: by how much the planner's value is worse than the optimum of HiGHS.\n\n"
        .to_owned();
    if !peer {
        return page + "skipped: no highspy\n";
    }
    page += "| size | stage | rows × columns | planner | gap | interior point | ratio | simplex | \
        ratio | PDLP | ratio | worse |\n\
        |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for row in rows {
        let Ok(scaled) = &row.scaled else { continue };
        for (program, solved) in scaled.programs.iter().zip(&row.rivals) {
            page += &rival_row(&row.size, scaled, program, solved);
        }
    }
    page
}

fn rival_row(size: &Size, scaled: &Scaled, program: &Program, solved: &[Solved]) -> String {
    let spent = scaled.stages.iter().find(|s| s.stage == program.stage);
    let reached = spent.is_some_and(|s| s.reached.is_some());
    let own = spent.map_or(0.0, |s| s.cpu_s);
    let planner = if reached { time(own) } else { format!("not in {}", time(own)) };
    let cells = SOLVERS.map(|name| match solved.iter().find(|s| s.solver == name) {
        Some(one) => {
            let times = one.seconds / own.max(1e-3);
            let (mark, said) = match one.value {
                Some(_) => ("", time(one.seconds)),
                None => ("over ", one.status.clone()),
            };
            let ratio = if reached { format!("{mark}{times:.1}") } else { String::new() };
            format!("{said} | {ratio}")
        }
        None => "– | ".to_owned(),
    });
    let proved = solved.iter().filter(|s| s.solver != "pdlp").find_map(|s| s.value);
    let worse = match proved.filter(|_| reached) {
        Some(value) => format!("{:.0e}", worse(program, value)),
        None => String::new(),
    };
    let gap = if reached { format!("{:.0e}", program.gap) } else { String::new() };
    let [rows, columns, _] = program.size;
    format!(
        "| {} | {} | {rows} × {columns} | {planner} | {gap} | {} | {worse} |\n",
        size.name,
        program.stage,
        cells.join(" | ")
    )
}
