//! Rooms that are being built: their agreed signatures, answering "not yet".
//!
//! This file goes when the last of them has landed.

/// Stands for `safeconduct_model::read`.
pub mod read {
    use std::path::Path;

    use safeconduct_model::finding::{Code, Findings};
    use safeconduct_model::scenario::Scenario;

    /// The text of a file that was read.
    #[derive(Clone, Debug)]
    pub struct SourceText {
        /// The file as the user named it.
        pub file: String,
        /// Its text.
        pub text: String,
    }

    /// A format of one document.
    #[derive(Clone, Copy, Debug)]
    pub enum Format {
        /// TOML.
        Toml,
        /// JSON.
        Json,
    }

    /// What reading came to.
    #[derive(Clone, Debug)]
    pub struct Read {
        /// The scenario, unless anything is wrong.
        pub scenario: Option<Scenario>,
        /// What is wrong.
        pub findings: Findings,
        /// The files.
        pub sources: Vec<SourceText>,
    }

    fn not_yet(name: &str) -> Read {
        let mut findings = Findings::default();
        findings.add(Code::FileUnreadable, None, format!("`{name}`: reading is not built yet"), "");
        Read { scenario: None, findings, sources: Vec::new() }
    }

    /// Reads a folder or a document.
    #[must_use]
    pub fn path(path: &Path) -> Read {
        not_yet(&path.display().to_string())
    }

    /// Reads a document.
    #[must_use]
    pub fn text(name: &str, _text: &str, _format: Format) -> Read {
        not_yet(name)
    }
}

/// Stands for `safeconduct_model::check`.
pub mod check {
    use safeconduct_model::finding::Findings;
    use safeconduct_model::plan::Plan;
    use safeconduct_model::scenario::Scenario;
    use safeconduct_model::world::World;

    /// Checks a plan against its world.
    #[must_use]
    pub fn check(_plan: &Plan, _world: &World) -> Findings {
        Findings::default()
    }

    /// Checks a plan against a scenario.
    #[must_use]
    pub fn verify(_plan: &Plan, _scenario: &Scenario) -> Findings {
        Findings::default()
    }
}

/// Stands for `safeconduct_model::plan::file`.
pub mod plan_file {
    use safeconduct_model::finding::{Code, Findings};
    use safeconduct_model::plan::Plan;

    /// Reads a plan file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(name: &str, text: &str) -> Result<Plan, Findings> {
        serde_json::from_str(text).map_err(|e| {
            let mut findings = Findings::default();
            findings.add(Code::Syntax, None, format!("`{name}`: {e}"), "");
            findings
        })
    }
}

/// Stands for `safeconduct_plan`.
pub mod planner {
    use std::time::Duration;

    use safeconduct_model::answer::{Answer, Infeasible};
    use safeconduct_model::world::World;

    /// Choices that do not belong to the scenario.
    #[derive(Clone, Debug, Default)]
    pub struct Settings {
        /// Segments struck in a day.
        pub gamma: Option<u32>,
        /// Stop after this long.
        pub time_limit: Option<Duration>,
        /// Threads the solver may use.
        pub threads: usize,
        /// Whether to set simple rules beside the plan.
        pub baselines: bool,
        /// The command line.
        pub command: String,
    }

    /// Where a solve stands.
    #[derive(Clone, Debug)]
    pub struct Progress {
        /// The stage.
        pub stage: &'static str,
        /// Linear programs solved so far in this stage.
        pub solves: usize,
        /// Flow columns.
        pub columns: usize,
        /// The stage's objective so far.
        pub value: f64,
        /// Time since planning began.
        pub elapsed: Duration,
    }

    /// Planning failed.
    #[derive(Debug, thiserror::Error)]
    pub enum PlanError {
        /// Too short.
        #[error("the time limit of {seconds:.0} s passed before a first plan was found")]
        TimeLimit {
            /// The limit.
            seconds: f64,
        },
        /// The solver failed.
        #[error("the solver failed")]
        Solver,
    }

    /// Plans.
    ///
    /// # Errors
    /// The solver fails.
    pub fn plan(
        _world: &World,
        _settings: &Settings,
        _watch: &mut dyn FnMut(&Progress),
    ) -> Result<Answer, PlanError> {
        Ok(Answer::Infeasible(Infeasible { reachable_share: 0.0, floors: Vec::new() }))
    }
}

/// Stands for `safeconduct_io::report`.
pub mod report {
    use safeconduct_model::plan::Plan;
    use safeconduct_model::world::World;

    /// How text is set.
    #[derive(Clone, Copy, Debug)]
    pub enum Style {
        /// Plain.
        Plain,
        /// With ANSI escapes.
        Ansi,
    }

    /// Text.
    pub mod text {
        use super::{Plan, Style, World};
        use safeconduct_model::answer::Infeasible;

        /// The plan in words.
        #[must_use]
        pub fn plan(_: &World, plan: &Plan, _: Style) -> String {
            plan.scenario.clone()
        }

        /// Why there is no plan.
        #[must_use]
        pub fn infeasible(_: &World, why: &Infeasible, _: Style) -> String {
            format!("No plan: {} floors", why.floors.len())
        }
    }

    /// CSV.
    pub mod csv {
        use super::{Plan, World};

        /// Tables as (file name, text).
        #[must_use]
        pub fn plan(_: &World, _: &Plan) -> Vec<(String, String)> {
            Vec::new()
        }
    }

    /// GeoJSON.
    pub mod geojson {
        use super::{Plan, World};

        /// The map.
        #[must_use]
        pub fn plan(_: &World, _: &Plan) -> String {
            String::new()
        }
    }

    /// HTML.
    pub mod html {
        use super::{Plan, World};

        /// The page.
        #[must_use]
        pub fn plan(_: &World, _: &Plan) -> String {
            String::new()
        }
    }

    /// Several plans.
    pub mod compare {
        use super::{Plan, Style, World};

        /// The table.
        #[must_use]
        pub fn text(_: &[(World, Plan)], _: Style) -> String {
            String::new()
        }

        /// The page.
        #[must_use]
        pub fn html(_: &[(World, Plan)]) -> String {
            String::new()
        }
    }
}
