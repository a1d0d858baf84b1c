//! What can stop a command, and the exit code each leads to.

use std::path::PathBuf;

use safeconduct_io::folder::WriteError;
use safeconduct_model::finding::Findings;
use safeconduct_model::read::SourceText;

use crate::exit::Exit;
use safeconduct_plan::PlanError;
use safeconduct_simulate::Error as SimulateError;

/// Why a command ended without a result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input has errors; they are shown one by one.
    #[error("{subject} cannot be used")]
    Findings {
        /// What was read.
        subject: String,
        /// What is wrong with it.
        findings: Findings,
        /// The text of the files, for excerpts.
        sources: Vec<SourceText>,
        /// The exit this leads to.
        exit: Exit,
    },
    /// The scenario holds no framework of this name.
    #[error("scenario `{scenario}` has no framework `{name}`")]
    UnknownFramework {
        /// The name given.
        name: String,
        /// The scenario.
        scenario: String,
        /// The names it has.
        known: Vec<String>,
    },
    /// No code of this name.
    #[error("no finding and no error has the code `{name}`")]
    UnknownCode {
        /// The name given.
        name: String,
        /// The closest code.
        nearest: Option<&'static str>,
    },
    /// No command of this name.
    #[error("there is no command `{name}`")]
    UnknownCommand {
        /// The name given.
        name: String,
        /// The closest command.
        nearest: Option<String>,
    },
    /// The file is there already.
    #[error("`{}` exists already", .0.display())]
    Exists(PathBuf),
    /// The seed file is there already.
    #[error("`{}` exists already, and a seed is never replaced", .0.display())]
    SeedKept(PathBuf),
    /// Two results would go to the same place.
    #[error("`{}` is named for two results", .0.display())]
    SameTarget(PathBuf),
    /// Standard output can carry one document.
    #[error("standard output cannot carry both `{option} -` and `--format {format}`")]
    TwoResults {
        /// The option that names standard output.
        option: &'static str,
        /// The form asked for beside it.
        format: &'static str,
    },
    /// Tables need a folder.
    #[error("{}", no_folder(.0))]
    NotAFolder(PathBuf),
    /// The command has no result in this form.
    #[error("`{command}` has no {format} form")]
    Form {
        /// The command.
        command: &'static str,
        /// The form asked for.
        format: &'static str,
    },
    /// There is nothing to compare.
    #[error("scenario `{0}` has no frameworks to compare")]
    NothingToCompare(String),
    /// There are no bounds to choose a basket within.
    #[error("scenario `{0}` has no bounds on rations")]
    NoBasket(String),
    /// Nothing is said about missions.
    #[error("scenario `{0}` does not say what becomes of missions")]
    NoMissions(String),
    /// Nothing is said about scarcity.
    #[error("scenario `{0}` has no scarcity curve")]
    NoScarcity(String),
    /// Reading failed.
    #[error("cannot read `{}`: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Writing failed.
    #[error("cannot write `{}`: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The system gave no randomness for a new seed.
    #[error("the system gave no randomness: {0}")]
    Chance(getrandom::Error),
    /// Ctrl-C came before there was a plan.
    #[error("stopped before a first plan was found")]
    Interrupted,
    /// Planning failed.
    #[error("planning failed: {0}")]
    Planner(#[from] PlanError),
    /// No interceptor of this name.
    #[error("there is no interceptor `{name}`")]
    UnknownInterceptor {
        /// The name given.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// Simulating failed.
    #[error("simulating failed: {0}")]
    Simulator(#[from] SimulateError),
    /// The scenario could not be written as a folder.
    #[error("the scenario could not be written: {0}")]
    Folder(#[from] WriteError),
    /// No folder of the name that the plan carries.
    #[error("no scenario `{0}` was found beside the plan or in `scenarios`")]
    ScenarioNotFound(String),
    /// Standard output failed, other than by being closed.
    #[error("cannot write to standard output: {0}")]
    Stdout(std::io::Error),
    /// A result could not be put into words; ours to mend.
    #[error("a result could not be written down: {0}")]
    Encode(#[from] serde_json::Error),
    /// A plan of ours fails the check.
    #[error("the plan made under `{framework}` fails its own check and is not shown")]
    OwnPlan {
        /// The framework it was made under.
        framework: String,
        /// What the checker found.
        findings: Findings,
    },
    /// Whoever read our output has gone; nothing is wrong.
    #[error("standard output is closed")]
    Closed,
}

impl Error {
    /// The exit code it leads to.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Findings { exit, .. } => *exit,
            Self::Read { source, .. } if absent(source) || a_folder(source) => Exit::Input,
            Self::Folder(WriteError::Io { .. })
            | Self::Read { .. }
            | Self::Write { .. }
            | Self::Chance(_)
            | Self::Stdout(_) => Exit::Environment,
            // Exit 3 promises a result, and exit 2 blames the input: neither is true here.
            Self::Planner(PlanError::TimeLimit { .. }) => Exit::Environment,
            Self::Planner(PlanError::TooManyTerms { .. } | PlanError::TooLarge) => Exit::Input,
            Self::Simulator(SimulateError::Threads(_)) => Exit::Environment,
            Self::Planner(_) | Self::Simulator(_) | Self::Encode(_) | Self::OwnPlan { .. } => {
                Exit::Bug
            }
            Self::Interrupted => Exit::Interrupted,
            Self::Closed => Exit::Done,
            _ => Exit::Input,
        }
    }

    /// Its stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Findings { .. } => "input::refused",
            Self::UnknownFramework { .. } => "usage::unknown_framework",
            Self::UnknownCode { .. } => "usage::unknown_code",
            Self::UnknownCommand { .. } => "usage::unknown_command",
            Self::Exists(_) | Self::SeedKept(_) => "usage::exists",
            Self::SameTarget(_) => "usage::same_target",
            Self::TwoResults { .. } => "usage::two_results",
            Self::NotAFolder(_) => "usage::not_a_folder",
            Self::Form { .. } => "usage::form",
            Self::NothingToCompare(_) => "usage::nothing_to_compare",
            Self::NoBasket(_) => "usage::no_basket",
            Self::NoMissions(_) => "usage::no_missions",
            Self::NoScarcity(_) => "usage::no_scarcity",
            Self::Read { .. } => "environment::read",
            Self::Write { .. } => "environment::write",
            Self::Chance(_) => "environment::chance",
            Self::Stdout(_) | Self::Closed => "environment::stdout",
            Self::Planner(PlanError::TimeLimit { .. }) => "limit::time",
            Self::Planner(PlanError::TooManyTerms { .. } | PlanError::TooLarge) => "limit::size",
            Self::Interrupted => "limit::interrupted",
            Self::Planner(_) => "bug::planner",
            Self::UnknownInterceptor { .. } => "usage::unknown_interceptor",
            Self::Simulator(SimulateError::Threads(_)) => "environment::threads",
            Self::Simulator(_) => "bug::simulator",
            Self::ScenarioNotFound(_) => "usage::scenario_not_found",
            Self::Folder(WriteError::Io { .. }) => "environment::write",
            Self::Folder(WriteError::Occupied(_)) => "usage::exists",
            Self::Folder(_) => "usage::folder",
            Self::Encode(_) => "bug::encode",
            Self::OwnPlan { .. } => "bug::own_plan",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::UnknownFramework { name, known, .. } => {
                let nearest = nearest(name, known.iter().map(String::as_str));
                match nearest {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if known.is_empty() => {
                        "it has none; leave --framework out to plan the scenario as it stands"
                            .into()
                    }
                    None => format!("it has: {}", known.join(", ")),
                }
            }
            Self::UnknownInterceptor { name, known } => unknown_interceptor(name, known),
            Self::Simulator(SimulateError::Threads(_)) => "ask for fewer with --threads".into(),
            Self::UnknownCode { nearest: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownCommand { nearest: Some(near), .. } => format!("did you mean `{near}`?"),
            Self::UnknownCode { .. } => "`safeconduct explain --list` shows every code".into(),
            Self::Exists(_) => "choose another name, or replace it with --force".into(),
            Self::SeedKept(_) => {
                "choose another name: draws of the old seed need it to be audited".into()
            }
            Self::SameTarget(_) => "give each result a name of its own".into(),
            Self::TwoResults { .. } => "give one of them the name of a file".into(),
            Self::NotAFolder(_) => {
                "name a folder, which need not exist; `--format csv` prints the table of zones"
                    .into()
            }
            Self::Form { .. } => "leave --format out, or choose another".into(),
            Self::NothingToCompare(_) => "add files to its folder `frameworks`".into(),
            Self::NoBasket(_) => {
                "write basket.csv beside its tables, or leave --basket out for any mix of foods"
                    .into()
            }
            Self::NoScarcity(_) => {
                "write a file simulation.toml with rows [[scarcity]] into its folder".into()
            }
            Self::NoMissions(_) => {
                "write a file simulation.toml with rows [[mission]] into its folder".into()
            }
            Self::Read { source, .. } if absent(source) => "check the spelling of the path".into(),
            Self::Read { source, .. } if a_folder(source) => {
                "that is a folder; name a file, such as one that `plan --out` wrote".into()
            }
            Self::Folder(WriteError::Occupied(_)) => {
                "choose a folder that is new or empty: old tables would be read with the new".into()
            }
            Self::ScenarioNotFound(_) => "name its folder with --scenario".into(),
            Self::Planner(PlanError::TimeLimit { .. }) => "give it more time".into(),
            Self::Planner(PlanError::TooManyTerms { .. }) => {
                "compare frameworks that differ in fewer terms".into()
            }
            Self::Planner(PlanError::TooLarge) => "plan fewer days, or a part of the area".into(),
            Self::Planner(_) | Self::Simulator(_) | Self::Encode(_) | Self::OwnPlan { .. } => {
                "this is a bug of Safeconduct; please report it with the scenario".into()
            }
            _ => return None,
        })
    }
}

fn unknown_interceptor(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}, and all", known.join(", ")),
    }
}

fn no_folder(path: &std::path::Path) -> String {
    if path == std::path::Path::new("-") {
        return "`--csv` writes several tables, standard output can carry one".into();
    }
    format!("`{}` is a file; `--csv` writes several tables into a folder", path.display())
}

fn absent(source: &std::io::Error) -> bool {
    source.kind() == std::io::ErrorKind::NotFound
}

fn a_folder(source: &std::io::Error) -> bool {
    source.kind() == std::io::ErrorKind::IsADirectory
}

/// The name closest to `name`, if one is close enough to be meant.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.map(|k| (strsim::jaro_winkler(name, k), k));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_of_ours_that_fails_its_check_is_our_bug() {
        let error = Error::OwnPlan { framework: "both".into(), findings: Findings::default() };
        assert_eq!(error.exit().number(), 70);
        assert!(error.help().is_some_and(|help| help.contains("report it")));
    }

    #[test]
    fn what_is_absent_is_a_mistake_and_what_is_refused_is_the_system() {
        let read = |kind: std::io::ErrorKind| Error::Read { path: "x".into(), source: kind.into() };
        assert_eq!(read(std::io::ErrorKind::NotFound).exit(), Exit::Input);
        assert_eq!(read(std::io::ErrorKind::IsADirectory).exit(), Exit::Input);
        assert_eq!(read(std::io::ErrorKind::PermissionDenied).exit(), Exit::Environment);
    }
}
