//! Positions and their ladders.

use super::names::Names;
use super::{expression, text};
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::talks::{Demand, Line, Position, Step};

pub fn position(f: &mut Fields, names: &Names) -> Option<Position> {
    let id = f.identifier("id");
    let party = names.party(f, "party");
    let words = f.optional_text("text");
    let when = f.take("if").and_then(|value| expression::parse(f, names, value));
    let line = f.optional_word("line", &[("red", Line::RedLine), ("bottom", Line::BottomLine)]);
    let firm = f.flag("firm").unwrap_or(false);
    let source = names.source(f);
    let date = text::date(f, "date");
    let confidence = f.optional_text("confidence");
    let steps = steps(f, names);
    Some(Position {
        id: id?,
        party: party?,
        text: words,
        if_: when,
        steps: steps?,
        firm,
        line,
        source,
        date,
        confidence,
    })
}

fn steps(f: &mut Fields, names: &Names) -> Option<Vec<Step>> {
    if !f.has("steps") {
        return demand(f, names, None).map(|step| vec![step]);
    }
    if f.has("requires") || f.has("rejects") {
        let what = "a position has either `steps` or one of `requires` and `rejects`";
        f.gather.add(Code::UnknownField, f.span, what, "remove one of the two");
        f.take("requires");
        f.take("rejects");
    }
    let items = f.items("steps")?;
    let mut steps = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut fields) = Fields::open(item, "step", f.gather) else { continue };
        let words = fields.optional_text("text");
        steps.extend(demand(&mut fields, names, words));
        fields.finish();
    }
    if items.is_empty() {
        let what = "`steps` lists at least one step, the strongest first";
        f.gather.add(Code::MissingField, f.span, what, "write a step, or `requires`");
    }
    (steps.len() == items.len() && !steps.is_empty()).then_some(steps)
}

fn demand(f: &mut Fields, names: &Names, words: Option<String>) -> Option<Step> {
    let weight = f.optional_number("weight", text::WEIGHT).unwrap_or(1.0);
    let requires = f.take("requires");
    let rejects = f.take("rejects");
    let demand = match (requires, rejects) {
        (Some(value), None) => Demand::Requires(expression::parse(f, names, value)?),
        (None, Some(value)) => Demand::Rejects(expression::parse(f, names, value)?),
        (given, _) => {
            let both = given.is_some();
            let what =
                if both { "both `requires` and `rejects` stand here" } else { "nothing is asked" };
            let mend = "write either `requires` or `rejects`; two demands are two positions";
            f.gather.add(Code::MissingField, f.span, what, mend);
            return None;
        }
    };
    Some(Step { demand, text: words, weight })
}
