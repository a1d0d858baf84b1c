//! Rooms that are being built: their agreed signatures, answering "not yet".
//!
//! This file goes when the last of them has landed.

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
