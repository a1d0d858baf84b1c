//! What each clause is worth, as text and as a page.

use safeconduct_model::scenario::Scenario;
use safeconduct_model::worth::{Bond, Change, Measure, Orders, TermWorth, Worth};

use super::number;
use super::style::Style;
use super::visible;

mod page;
mod print;

/// As text, in 100 columns.
#[must_use]
pub fn text(scenario: &Scenario, worth: &Worth, style: Style) -> String {
    print::text(scenario, worth, style)
}

/// As one self-contained page that prints on one A4 sheet.
#[must_use]
pub fn html(scenario: &Scenario, worth: &Worth) -> String {
    page::html(scenario, worth)
}

/// The names of both ends.
fn ends(worth: &Worth) -> (String, String) {
    let name = |id: &Option<safeconduct_model::id::FrameworkId>| {
        id.as_ref().map_or_else(|| "as it stands".to_owned(), |id| visible::name(id.as_str()))
    };
    (name(&worth.from), name(&worth.to))
}

/// The title of the scenario.
fn title(scenario: &Scenario) -> String {
    let title = if scenario.title.trim().is_empty() { &scenario.name } else { &scenario.title };
    visible::cut(&visible::visible(title), 90)
}

/// How a term differs, in a word.
const fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "new",
        Change::Removed => "lifted",
        Change::Changed => "changed",
        Change::Order => "reordered",
    }
}

/// A value in the words of its measure.
fn amount(measure: Measure, units: i64) -> String {
    match measure {
        Measure::Lowest => format!("{} %", number::decimals(units as f64 / 1e4, 4)),
        Measure::Loss | Measure::WorstCase => number::usd(units as f64),
        Measure::PeopleDays | Measure::TruckKm => number::whole(units as f64),
    }
}

/// A gain with its sign, so that it needs no colour.
fn gain(measure: Measure, units: i64) -> String {
    let sign = match units.signum() {
        1 => "+",
        -1 => "−",
        _ => "±",
    };
    let size = i64::try_from(units.unsigned_abs()).unwrap_or(i64::MAX);
    match measure {
        Measure::Lowest => format!("{sign}{} pp", number::decimals(size as f64 / 1e4, 4)),
        _ => format!("{sign}{}", number::whole(size as f64)),
    }
}

/// The same where there may be none.
fn maybe(measure: Measure, units: Option<i64>) -> String {
    units.map_or_else(|| "no plan".to_owned(), |units| gain(measure, units))
}

/// A term's part of the difference, where that means something.
fn part(worth: &Worth, term: &TermWorth) -> String {
    match (term.worth, worth.difference) {
        (Some(own), Some(all)) if all != 0 => {
            let part = number::decimals(own as f64 / all as f64 * 100.0, 1);
            format!("{} %", part.replace('-', "−"))
        }
        _ => "–".to_owned(),
    }
}

/// Terms by worth, the largest first; those alike in the order in which they apply.
fn by_worth(worth: &Worth) -> Vec<&TermWorth> {
    let mut terms: Vec<&TermWorth> = worth.terms.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.worth.unwrap_or(0).unsigned_abs()));
    terms
}

/// Over which orders worths are means; none where there are no worths.
fn averaged(worth: &Worth) -> Option<String> {
    let count = |n: u64| number::whole(n as f64);
    match worth.orders {
        Orders::Every { counted: 0, .. } | Orders::Sampled { counted: 0, .. } => None,
        Orders::Every { counted, possible } if counted == possible => Some(format!(
            "Worth: what the measure gains when the term comes about, averaged over all {} orders in which the differing terms may come about one after the other (Shapley value, exact).",
            count(possible)
        )),
        Orders::Every { counted, possible } => Some(format!(
            "Worth: what the measure gains when the term comes about, averaged over the {} of {} orders of the differing terms in which a plan exists at every step; the other orders say nothing.",
            count(counted),
            count(possible)
        )),
        Orders::Sampled { drawn, counted, seed } => Some(format!(
            "Worth: what the measure gains when the term comes about, averaged over {} orders drawn at random (seed {seed}), each with its reverse; {} of them have a plan at every step. ± is one standard error.",
            count(drawn),
            count(counted)
        )),
    }
}

/// How the worths came about.
fn method(worth: &Worth) -> Vec<String> {
    let (from, to) = ends(worth);
    let mut said = Vec::new();
    let count = |n: u64| number::whole(n as f64);
    said.extend(averaged(worth));
    said.push(format!(
        "First: what the term alone changes under {from}. Last: what it changes when all others are as in {to}. Where first and last differ, terms depend on each other."
    ));
    let c = &worth.counts;
    said.push(format!(
        "{} frameworks lie between the two, ends included: {} solved with {} linear programs, {} leave the same limits as another, {} lie between two that come to the same, {} have no plan.",
        count(c.frameworks),
        count(c.solved),
        count(c.linear_programs),
        count(c.alike),
        count(c.between),
        count(c.without_plan)
    ));
    if !worth.ends.is_empty() {
        let apart = worth.ends.iter().map(|end| (end.planned - end.valued).abs());
        said.push(format!(
            "Values are the program's, before plans are written in grams. {} as full plans that the checker accepted: at most {} {} apart.",
            if worth.ends.len() == 2 { "Both ends were made once more" } else { "One end was made once more" },
            number::decimals(apart.fold(0.0, f64::max), 1),
            worth.unit
        ));
    }
    said.push(
        "A worth follows from the figures of this scenario, and belongs to the term beside these others: beside others it is another."
            .to_owned(),
    );
    said
}

/// A mark for how two terms matter to each other, beside its sentence.
const fn mark(bond: Bond) -> &'static str {
    match bond {
        Bond::Needs | Bond::NeedEachOther => "needs",
        Bond::MadeNeedless | Bond::OneWillDo => "needless",
        Bond::Strengthen => "more together",
        Bond::Overlap => "less together",
    }
}

/// Why there are no worths, where there are none.
fn missing(worth: &Worth) -> Option<String> {
    let (from, to) = ends(worth);
    let ends = [(&from, worth.from_value), (&to, worth.to_value)];
    let none: Vec<&str> =
        ends.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name.as_str()).collect();
    if !none.is_empty() {
        return Some(format!(
            "There is no plan under {}: without a value at both ends there is no difference to share out.",
            none.join(" nor under ")
        ));
    }
    let nothing = worth.terms.iter().any(|term| term.worth.is_none());
    nothing.then(|| {
        "In no order looked at is there a plan at every step: the difference cannot be shared out. First and last stand where both frameworks have plans.".to_owned()
    })
}

/// Frameworks without a plan, a sentence each.
fn without_plan(worth: &Worth) -> Vec<String> {
    let (from, to) = ends(worth);
    let sentence = |w: &safeconduct_model::worth::WithoutPlan| {
        let named: Vec<String> = w.as_in_to.iter().map(|term| visible::name(term)).collect();
        let which = if named.is_empty() {
            format!("with every differing term as in {from}")
        } else if named.len() == worth.terms.len() {
            format!("with every differing term as in {to}")
        } else {
            format!("with only {} as in {to}", named.join(", "))
        };
        format!("{which}: {}", visible::visible(&w.why))
    };
    let mut said: Vec<String> = worth.without_plan.iter().map(sentence).collect();
    let shown = worth.without_plan.len() as u64;
    if worth.counts.without_plan > shown {
        said.push(format!("and {} more", worth.counts.without_plan - shown));
    }
    said
}
