//! What the figures rest on: sources, certainty, assumptions, conversions.

use safeconduct_model::figure::{Certainty, Provenance};
use safeconduct_model::scenario::Scenario;

use super::Figures;
use crate::report::{number, visible};

/// How many rows of the scenario carry which certainty.
#[derive(Default)]
pub(crate) struct Certainties {
    /// Two or more sources, or an official one.
    pub high: usize,
    /// One source.
    pub medium: usize,
    /// Memory, inference or assumption.
    pub low: usize,
    /// The row does not say.
    pub unstated: usize,
}

impl Certainties {
    /// The counts as a sentence.
    pub fn sentence(&self) -> String {
        let Self { high, medium, low, unstated } = self;
        let all = high + medium + low + unstated;
        format!(
            "{all} rows of figures: {high} of high certainty (two sources or official), \
             {medium} medium (one source), {low} low (inferred or assumed), {unstated} unstated."
        )
    }
}

/// Every row's provenance with the name of its table.
fn provenances(scenario: &Scenario) -> Vec<(&'static str, &Provenance)> {
    let mut rows = vec![("need", &scenario.need.provenance)];
    macro_rules! table {
        ($($field:ident),+) => {$(
            rows.extend(scenario.$field.iter().map(|row| (stringify!($field), &row.provenance)));
        )+};
    }
    table!(
        commodities,
        fleets,
        sites,
        zones,
        populations,
        segments,
        conditions,
        supply,
        stocks,
        reach
    );
    rows
}

impl Figures<'_> {
    /// Certainty over all rows, with the terms of the framework in force.
    pub fn certainties(&self) -> Certainties {
        let mut counts = Certainties::default();
        for (_, provenance) in self.cited() {
            match provenance.certainty {
                Some(Certainty::High) => counts.high += 1,
                Some(Certainty::Medium) => counts.medium += 1,
                Some(Certainty::Low) => counts.low += 1,
                None => counts.unstated += 1,
            }
        }
        counts
    }

    /// Sources as written, each with the tables that cite it, in order.
    pub fn sources(&self) -> Vec<(String, String)> {
        let mut sources: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut at: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
        for (table, provenance) in self.cited() {
            let Some(source) = provenance.source.as_deref() else {
                continue;
            };
            let position = *at.entry(source).or_insert_with(|| {
                sources.push((source, Vec::new()));
                sources.len() - 1
            });
            if let Some((_, tables)) = sources.get_mut(position)
                && !tables.contains(&table)
            {
                tables.push(table);
            }
        }
        let shown = |(source, tables): (&str, Vec<&str>)| {
            (visible::cut(&visible::visible(source), 300), tables.join(", "))
        };
        sources.into_iter().map(shown).collect()
    }

    fn cited(&self) -> Vec<(&'static str, &Provenance)> {
        let scenario = &self.world.scenario;
        let mut rows = provenances(scenario);
        let framework = self.plan.framework.as_ref().and_then(|f| scenario.framework(f.as_str()));
        let terms = framework.map_or(&[][..], |f| f.terms.as_slice());
        rows.extend(terms.iter().map(|t| ("terms", &t.provenance)));
        rows
    }

    /// Which of the figures that parties publish differently were used.
    pub fn alternates(&self) -> Vec<String> {
        let alternates = self.world.scenario.alternates.iter();
        let said = alternates.map(|a| {
            let by = a.provenance.source.as_deref().unwrap_or("a source not named");
            let used = if a.used { "used in this plan" } else { "not used" };
            let value = number::count(a.value);
            let by = visible::cut(&visible::visible(by), 120);
            format!("{} = {value} ({by}): {used}.", visible::name(&a.figure))
        });
        said.collect()
    }

    /// How derived units follow from mass and energy.
    pub fn conversions(&self) -> Vec<String> {
        let mut said = vec![format!(
            "A meal is a third of a day's need ({} of {} kcal): meals = people-days at full need x 3.",
            number::whole(self.need_kcal / 3.0),
            number::whole(self.need_kcal)
        )];
        for fleet in &self.world.scenario.fleets {
            said.push(format!(
                "{}: {} t a truck.",
                self.names.anything(fleet.id.as_str()),
                number::count(fleet.payload_t.0)
            ));
        }
        for commodity in &self.world.scenario.commodities {
            let energy =
                commodity.nutrients_per_kg.amount(safeconduct_model::nutrient::Nutrient::Energy);
            let name = visible::name(&commodity.name);
            let unit = match (&commodity.unit, commodity.kg_per_unit) {
                (Some(unit), Some(kg)) => {
                    format!("; a {} is {} kg", visible::name(unit), number::count(kg.0))
                }
                _ => String::new(),
            };
            said.push(format!("{name}: {} kcal/kg{unit}.", number::whole(energy)));
        }
        said
    }

    /// The assumptions of the scenario, in words.
    pub fn assumptions(&self) -> Vec<String> {
        let assumptions = self.world.scenario.assumptions.iter();
        let said = assumptions.map(|a| {
            let rows = a.rows.map_or_else(String::new, |n| match n {
                1 => " (1 row)".to_owned(),
                n => format!(" ({n} rows)"),
            });
            let field = visible::name(&a.field);
            let what = visible::cut(&visible::visible(&a.assumed), 240);
            let why = visible::cut(&visible::visible(&a.reason), 240);
            format!("{field}{rows}: {what}. Why: {why}.").replace("..", ".")
        });
        said.collect()
    }
}
