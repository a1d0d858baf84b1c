//! Rooms that are being built: their agreed signatures, answering "not yet".
//!
//! This file goes when the last of them has landed.

/// Stands for `safeconduct_io::report::compare`.
pub mod compare {
    use std::fmt::Write as _;

    use safeconduct_io::report::Style;
    use safeconduct_model::plan::Plan;
    use safeconduct_model::world::World;

    /// The table.
    #[must_use]
    pub fn text(plans: &[(World, Plan)], _: Style) -> String {
        let mut out = String::new();
        for (_, plan) in plans {
            let name = plan.framework.as_ref().map_or("as it stands", |f| f.as_str());
            let (least, all) = (plan.claims.least_coverage, plan.claims.coverage);
            let _ = writeln!(out, "{name:20} least coverage {least:.3}, coverage {all:.3}");
        }
        out
    }

    /// The page.
    #[must_use]
    pub fn html(_: &[(World, Plan)]) -> String {
        String::new()
    }
}
