//! The page that the bench prints: Markdown, so that it can be kept as it is.

use crate::case::Measured;
use crate::cases::GOAL;
use crate::error::Error;
use crate::peer::{SAME, Solved, contradiction};
use crate::reading::{Reading, SITES};
use crate::usage::COARSE_S;
use crate::{flowing, flowing_page, gaming, scaling_page, simulating, usage};

/// Goals: seconds and MiB to plan, seconds to read.
const PLAN_S: f64 = 10.0;
const PLAN_MIB: f64 = 1024.0;
const READ_S: f64 = 0.2;

/// Stages in the order of the planner, as its progress names them.
const STAGES: [&str; 6] = ["centres", "floors", "fair", "total", "loss", "cost"];

/// One case with what came of it.
pub struct Row {
    /// Its name.
    pub name: String,
    /// What was measured.
    pub measured: Result<Measured, Error>,
    /// What HiGHS alone did; empty where it was not asked.
    pub peers: Result<Vec<Solved>, Error>,
}

impl Row {
    /// Why the bench must not end well, if so.
    pub fn complaint(&self) -> Option<String> {
        let name = &self.name;
        match (&self.measured, &self.peers) {
            (Err(error), _) | (_, Err(error)) => Some(format!("{name}: {error}")),
            (Ok(measured), Ok(peers)) => {
                let value = measured.program.value;
                let other = contradiction(peers, value)?;
                let (solver, status, found) = (&other.solver, &other.status, other.value);
                Some(format!("{name}: HiGHS alone ({solver}, {status}) {found:?}, here {value}"))
            }
        }
    }

    fn peer(&self, solver: &str) -> Option<&Solved> {
        self.peers.as_ref().ok()?.iter().find(|peer| peer.solver == solver)
    }
}

/// Everything that was measured.
#[derive(Default)]
pub struct Page {
    /// Reading a large scenario.
    pub reading: Option<Reading>,
    /// Scenarios and conflict networks.
    pub rows: Vec<Row>,
    /// Generated worlds.
    pub sizes: Vec<scaling_page::Row>,
    /// Published flow problems.
    pub flows: Vec<flowing::Row>,
    /// Interception games.
    pub games: Vec<gaming::Row>,
    /// Simulated runs.
    pub simulated: Option<simulating::Row>,
    /// Whether there are other solvers.
    pub peer: bool,
    /// Load of the machine before.
    pub load: Option<f64>,
}

impl Page {
    /// The page as Markdown.
    pub fn text(&self) -> String {
        let mut page = head(&self.rows, self.peer, self.load);
        page += &self.reading.as_ref().map_or(String::new(), read);
        if !self.rows.is_empty() {
            page += &planning(&self.rows);
            page += &peers(&self.rows, self.peer);
            page += &stages(&self.rows);
            if self.rows.iter().all(|row| row.name.starts_with(GOAL)) {
                page += "\nConflict networks: skipped: no ../shared/data\n";
            }
        }
        if !self.sizes.is_empty() {
            page += &scaling_page::sections(&self.sizes, self.peer);
        }
        if !self.flows.is_empty() {
            page += &flowing_page::section(&self.flows);
        }
        if !self.games.is_empty() {
            page += &gaming::section(&self.games);
        }
        page += &self.simulated.as_ref().map_or(String::new(), simulating::Row::text);
        page
    }

    /// Why the bench must not end well.
    pub fn complaints(&self) -> Vec<String> {
        let rows = self.rows.iter().filter_map(Row::complaint);
        let sizes = self.sizes.iter().flat_map(scaling_page::Row::complaints);
        let simulated = self.simulated.iter().filter_map(simulating::Row::complaint);
        let flows = self.flows.iter().filter_map(flowing::Row::complaint);
        rows.chain(sizes).chain(flows).chain(simulated).collect()
    }
}

fn head(rows: &[Row], peer: bool, load: Option<f64>) -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let version = env!("CARGO_PKG_VERSION");
    let mut solvers = rows.iter().filter_map(|row| row.peer("simplex"));
    let other = match solvers.next() {
        Some(solved) => format!(" HiGHS {} (highspy).", solved.version),
        None if peer => String::new(),
        None => " Other solvers: skipped: no highspy.".to_owned(),
    };
    let kind = usage::processor().map_or(String::new(), |name| format!(" ({name})"));
    let load = load.map_or(String::new(), |l| format!(" Load of the machine before: {l}."));
    format!(
        "# Speed of Safeconduct {version}\n\n\
         Printed by `benches/run`. Release build on {cores} cores, {system} {machine}{kind}.{other}\n\
         Times are of the processor, or by the clock on the wall below {COARSE_S} s; compare only \
         ratios between machines. All solvers use one thread. Cold is the first time in a new \
         process, warm the median of those after it.{load}\n"
    )
}

fn read(reading: &Reading) -> String {
    let Reading { cold_s, warm_s, runs } = reading;
    let kept = kept(cold_s.max(*warm_s) < READ_S);
    format!(
        "\n## Reading and checking {SITES} sites\n\n\
         A generated scenario, with half as many zones and three times as many segments.\n\n\
         | cold | warm (median of {runs}) | goal: under {READ_S} s |\n|---:|---:|---|\n\
         | {} | {} | {kept} |\n",
        time(*cold_s),
        time(*warm_s)
    )
}

fn kept(kept: bool) -> &'static str {
    if kept { "kept" } else { "**missed**" }
}

fn planning(rows: &[Row]) -> String {
    let mut page = "\n## Planning and verifying\n\n\
        Plan: everything between reading and printing, the final check and the simple rules beside \
        it included. CPU and peak memory are those of the first run with its reading. Verify: \
        reading the plan file and checking it against the scenario.\n\n\
        | case | sites, zones, segments, days | read | plan, cold | plan, warm (runs) | CPU | \
        peak | verify | plan ÷ verify | goal |\n\
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---|\n"
        .to_owned();
    for row in rows {
        page += &match &row.measured {
            Ok(measured) => planned(&row.name, measured),
            Err(error) => format!("| {} | {error} | | | | | | | | |\n", row.name),
        };
    }
    page + &format!("\nGoal for {GOAL}: under {PLAN_S} s and {PLAN_MIB} MiB.\n")
}

fn planned(name: &str, m: &Measured) -> String {
    let goal = match name.starts_with(GOAL) {
        true => kept(m.plan_s[0].max(m.plan_s[1]) < PLAN_S && m.peak_mib < PLAN_MIB),
        false => "",
    };
    let size: Vec<String> = m.size.iter().map(ToString::to_string).collect();
    format!(
        "| {name} | {} | {} | {} | {} ({}) | {} | {:.0} MiB | {} | {:.0} | {goal} |\n",
        size.join(", "),
        time(m.read_s[0]),
        time(m.plan_s[0]),
        time(m.plan_s[1]),
        m.runs,
        time(m.cpu_s),
        m.peak_mib,
        time(m.verify_s),
        m.plan_s[1] / m.verify_s,
    )
}

fn peers(rows: &[Row], peer: bool) -> String {
    let mut page = format!(
        "\n## HiGHS alone on the same linear program\n\n\
         The program of the stage `total` with every corridor that planning found, as MPS. HiGHS is \
         spared finding them, the other stages, the plan in whole grams, its check and the simple \
         rules: the ratio is our whole plan to that one solve. Apart: of the two optima, as a \
         share; more than {SAME:e} makes the command fail. A word in place of the share: \
         that method ended so, without an optimum.\n\n"
    );
    if !peer {
        return page + "skipped: no highspy\n";
    }
    page += "| case | rows × columns | plan | simplex | plan ÷ simplex | interior point | \
        plan ÷ interior point | apart, simplex | apart, interior point |\n\
        |---|---:|---:|---:|---:|---:|---:|---:|---:|\n";
    for row in rows {
        page += &match (&row.measured, &row.peers) {
            (Ok(measured), Ok(_)) => alone(row, measured),
            (Err(error), _) | (_, Err(error)) => {
                format!("| {} | {error} | | | | | | | |\n", row.name)
            }
        };
    }
    page
}

fn alone(row: &Row, measured: &Measured) -> String {
    let (plan_s, program) = (measured.plan_s[1], &measured.program);
    let solvers = ["simplex", "ipm"].map(|solver| row.peer(solver));
    let [simplex, ipm] = solvers.map(|solved| match solved {
        Some(s) => format!("{} | {:.1}", time(s.seconds), plan_s / s.seconds),
        None => " | ".to_owned(),
    });
    let [near_simplex, near_ipm] = solvers.map(|solved| match solved {
        Some(s) => s.apart(program.value).map_or(s.status.clone(), |apart| format!("{apart:.0e}")),
        None => String::new(),
    });
    let (rows, columns) = (program.rows, program.columns);
    format!(
        "| {} | {rows} × {columns} | {} | {simplex} | {ipm} | {near_simplex} | {near_ipm} |\n",
        row.name,
        time(plan_s)
    )
}

fn stages(rows: &[Row]) -> String {
    let mut page = format!(
        "\n## Where planning spends its time\n\n\
         The first run by stage, building the program counted to the first and the last pricing of \
         each to the next; the rest is writing the plan, the simple rules and the check.\n\n\
         | case | {} | rest |\n|---|{}---:|\n",
        STAGES.join(" | "),
        "---:|".repeat(STAGES.len())
    );
    for row in rows {
        let Ok(measured) = &row.measured else { continue };
        let spent = |stage: &str| measured.stages.iter().find(|(name, _)| name == stage);
        let cells = STAGES.map(|stage| spent(stage).map_or(String::new(), |(_, s)| time(*s)));
        let all: f64 = STAGES.iter().filter_map(|stage| spent(stage)).map(|(_, s)| s).sum();
        let rest = time(measured.plan_s[0] - all);
        page += &format!("| {} | {} | {rest} |\n", row.name, cells.join(" | "));
    }
    page
}

/// A time in words short enough for a table.
pub fn time(seconds: f64) -> String {
    match seconds {
        s if s < 0.001 => format!("{:.2} ms", s * 1000.0),
        s if s < 0.1 => format!("{:.1} ms", s * 1000.0),
        s if s < 10.0 => format!("{s:.2} s"),
        s => format!("{s:.1} s"),
    }
}
