//! Published flow problems: the product's flow of many loads beside HiGHS.

use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;

use benches::flow::{program, read_dow, read_mps};
use safeconduct_plan::multiflow::cheapest;
use serde::{Deserialize, Serialize};

use crate::cases::root;
use crate::error::Error;
use crate::peer::{Patience, Solved, solve};
use crate::usage::{so_far, timed};

/// Share by which the product's value may exceed its bound.
const GAP: f64 = 1e-7;

/// A problem to solve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flowing {
    /// Its name in the table.
    pub name: String,
    /// The file: `.dow`, or `.mps.gz`.
    pub file: PathBuf,
    /// Its published optimum, if there is one.
    pub published: Option<f64>,
    /// Where its program is written for others.
    pub mps: PathBuf,
}

/// What the product did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Flowed {
    /// Places, loads, lanes and shared capacities.
    pub size: [usize; 4],
    /// Rows and columns of the program on arcs.
    pub program: [usize; 2],
    /// Value and proved bound.
    pub value: f64,
    /// No mix costs less.
    pub bound: f64,
    /// Processor seconds.
    pub seconds: f64,
    /// Programs solved; rows and corridors of the last one.
    pub solves: usize,
    /// Rows of the last program.
    pub rows: usize,
    /// Corridors generated.
    pub columns: usize,
    /// MiB.
    pub peak_mib: f64,
}

/// The problems; none where they are not there.
pub fn problems(out: &Path) -> Vec<Flowing> {
    let from = root().join("../shared/data/flow-benchmarks");
    let canad = |(name, published): &(&str, Option<f64>)| Flowing {
        name: format!("canad {name}"),
        file: from.join("canad").join(format!("{name}.dow")),
        published: *published,
        mps: out.join(format!("canad-{name}.mps")),
    };
    let pds = |(name, published): &(&str, f64)| Flowing {
        name: (*name).to_owned(),
        file: from.join(format!("kennington-{name}.mps.gz")),
        published: Some(*published),
        mps: out.join(format!("{name}.mps")),
    };
    let mut all: Vec<Flowing> = CANAD.iter().map(canad).collect();
    all.extend(PDS.iter().map(pds));
    all.retain(|one| one.file.is_file());
    all
}

/// Problems of the Canad set with the cost of the flow when every arc is built, as HiGHS has it.
const CANAD: [(&str, Option<f64>); 6] = [
    ("c33", Some(360_477.0)),
    ("c35", Some(341_688.0)),
    ("c37", Some(34_156.0)),
    ("c49", Some(34_505.0)),
    ("c53", None),
    ("c64", None),
];

/// Netlib's patient distribution problems (Kennington) with their optima.
const PDS: [(&str, f64); 3] =
    [("pds-02", 28_857_862_010.0), ("pds-06", 27_761_037_600.0), ("pds-10", 26_727_094_976.0)];

/// Solves a problem, and writes it as a program for others.
///
/// # Errors
/// It cannot be read, solved or written.
pub fn measure(flowing: &Flowing) -> Result<Flowed, Error> {
    let text = text(&flowing.file)?;
    let dow = flowing.file.extension().is_some_and(|e| e == "dow");
    let problem = if dow { read_dow(&text)? } else { read_mps(&text)? };
    let (mix, seconds) = timed(|| Ok(cheapest(&problem, GAP)?))?;
    let peak_mib = so_far()?.peak_mib;
    let table = program(&problem);
    let file = std::fs::File::create(&flowing.mps).map_err(Error::io(&flowing.mps))?;
    table.write_mps(BufWriter::new(file)).map_err(Error::io(&flowing.mps))?;
    Ok(Flowed {
        size: [problem.places, problem.loads.len(), problem.lanes.len(), problem.shared.len()],
        program: [table.rows.len(), table.columns.len()],
        value: mix.value,
        bound: mix.bound,
        seconds,
        solves: mix.solves,
        rows: mix.rows,
        columns: mix.columns,
        peak_mib,
    })
}

/// A file's text, unpacked by gzip where it is packed.
fn text(path: &Path) -> Result<String, Error> {
    if path.extension().is_none_or(|e| e != "gz") {
        return std::fs::read_to_string(path).map_err(Error::io(path));
    }
    let ended = Command::new("gzip").arg("-dc").arg(path).output().map_err(Error::io("gzip"))?;
    Ok(String::from_utf8_lossy(&Error::unless_well(ended)?).into_owned())
}

/// HiGHS on the same problem: on the published file where it is one, else on ours.
///
/// # Errors
/// Its package fails.
pub fn rivals(flowing: &Flowing, python: &Path) -> Result<Vec<Solved>, Error> {
    let packed = flowing.file.extension().is_some_and(|e| e == "gz");
    let file = if packed { &flowing.file } else { &flowing.mps };
    let alone = |solver: &&str| solve(python, solver, file, PATIENCE);
    ["simplex", "ipm"].iter().map(alone).collect()
}

const PATIENCE: Patience = Patience { seconds: 60.0, runs: 1 };

/// A problem with what came of it.
pub struct Row {
    /// What was asked.
    pub flowing: Flowing,
    /// What the product did.
    pub flowed: Result<Flowed, Error>,
    /// What HiGHS did.
    pub rivals: Vec<Solved>,
}
