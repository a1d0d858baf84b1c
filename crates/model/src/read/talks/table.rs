//! What is on the table: elements, defined conditions, rules, drafts, and what
//! options mean.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::{expression, text, worded};
use crate::document::{Entry, Value};
use crate::finding::Code;
use crate::id::is_identifier;
use crate::read::fields::Fields;
use crate::read::number::{Bounds, shown};
use crate::read::shown::quote;
use crate::read::term;
use crate::talks::{Choice, Condition, Draft, Element, Expression, Rule, Utility};

/// Values that users give to options.
const VALUE: Bounds = Bounds::new(-1e12, 1e12);

pub fn element(f: &mut Fields) -> Option<Element> {
    let id = f.identifier("id");
    let name = f.optional_text("name");
    let ordered = f.flag("ordered").unwrap_or(false);
    f.need("options");
    let items = f.items("options").unwrap_or_default();
    let mut options = Vec::with_capacity(items.len());
    let mut seen = BTreeSet::new();
    for item in &items {
        let Some(option) = f.as_text(item, "options") else { continue };
        if !is_identifier(&option) {
            let what = format!("the option {} is no identifier", quote(&option));
            f.gather.add(Code::BadIdentifier, item.span, what, "use A-Z a-z 0-9 . _ : / - only");
        } else if !seen.insert(option.clone()) {
            let what = format!("the option {} stands twice", quote(&option));
            f.gather.add(Code::DuplicateId, item.span, what, "remove one of the two");
        }
        options.push(option);
    }
    if items.is_empty() && f.has("options") {
        let what = "an element needs at least one option";
        f.gather.add(Code::OutOfRange, f.span, what, "list its options");
    }
    let id = id?;
    Some(Element { name: name.unwrap_or_else(|| id.clone()), id, options, ordered })
}

/// Conditions with names, each of which may use the others.
pub fn definitions(f: &mut Fields, names: &mut Names) -> BTreeMap<String, Expression> {
    let Some(mut table) = f.nested("define", "table of conditions") else {
        return BTreeMap::new();
    };
    let entries = table.entries();
    let mut way = Way::default();
    for entry in entries {
        define(&mut table, names, entries, entry, &mut way);
    }
    names.definitions.clone()
}

/// What a definition is among names.
pub const CONDITION: &str = "condition";

/// The definitions being read, each for the sake of the one before, and those
/// that could not be.
#[derive(Default)]
struct Way {
    reading: Vec<String>,
    failed: BTreeSet<String>,
}

/// Reads a definition after those that it uses.
fn define(f: &mut Fields, names: &mut Names, entries: &[Entry], entry: &Entry, way: &mut Way) {
    let name = entry.key.as_ref();
    if names.definitions.contains_key(name) || way.failed.contains(name) {
        return;
    }
    let Some((text, span)) = worded(&entry.value) else {
        let what =
            format!("`{name}` must be a condition in quotes, not {}", shown(&entry.value.kind));
        f.gather.add(Code::WrongType, entry.value.span, what, "write it in quotes");
        names.unread.insert((CONDITION, name.to_owned()));
        return;
    };
    way.reading.push(name.to_owned());
    for used in expression::words(text) {
        let Some(other) = entries.iter().find(|e| e.key == used) else { continue };
        if way.reading.contains(&used) {
            let what = format!("the condition {} is defined by itself", quote(name));
            f.gather.add(
                Code::CyclicDefinition,
                span,
                what,
                "define one of them without the other",
            );
            names.unread.extend(way.reading.iter().map(|name| (CONDITION, name.clone())));
            way.failed.extend(way.reading.drain(..));
            return;
        }
        define(f, names, entries, other, way);
        if way.failed.contains(name) {
            return;
        }
    }
    way.reading.pop();
    if let Some(found) = expression::parse(f, names, &entry.value) {
        names.definitions.insert(name.to_owned(), found);
    } else {
        names.unread.insert((CONDITION, name.to_owned()));
    }
}

pub fn rule(f: &mut Fields, names: &Names) -> Option<Rule> {
    let id = f.identifier("id");
    let text = f.optional_text("text");
    let is = f.need("is").and_then(|value| expression::parse(f, names, value));
    Some(Rule { id: id?, text, is: is? })
}

pub fn draft(f: &mut Fields, names: &Names) -> Option<Draft> {
    let id = f.identifier("id");
    let text = f.optional_text("text");
    let date = text::date(f, "date");
    let mut sets = BTreeMap::new();
    if let Some(mut table) = f.nested("sets", "draft's table") {
        for entry in table.entries() {
            let element = names.element(&mut table, entry.key_span, &entry.key);
            let option = table.as_text(&entry.value, &entry.key);
            if let (Some(element), Some(option)) = (element, option)
                && let Some(option) = names.option(&mut table, entry.value.span, element, &option)
            {
                sets.insert(element, option);
            }
        }
    }
    Some(Draft { id: id?, text, date, sets })
}

pub fn choice(f: &mut Fields, names: &Names) -> Option<Choice> {
    let when = if f.has("when") {
        f.take("when").and_then(|value| expression::parse(f, names, value))
    } else {
        chosen(f, names)
    };
    let framework = f.optional_text("framework");
    let terms = text::words(f, "terms");
    let items = f.items("term").unwrap_or_default();
    let mut inline = Vec::with_capacity(items.len());
    for item in &items {
        let Some(mut fields) = Fields::open(item, "term", f.gather) else { continue };
        inline.extend(term::term(&mut fields));
        fields.finish();
    }
    if framework.is_none() && terms.is_empty() && items.is_empty() {
        let what = "a choice says which terms it stands for";
        let mend = "write `terms` with ids of terms, a `framework`, or [[choice.term]]";
        f.gather.add(Code::MissingField, f.span, what, mend);
    }
    let mut event = |name| f.has(name).then(|| names.event(f, name)).flatten();
    let (from_event, to_event) = (event("from_event"), event("to_event"));
    Some(Choice { when: when?, framework, terms, inline, from_event, to_event })
}

/// The option that a row names, as a condition.
fn chosen(f: &mut Fields, names: &Names) -> Option<Expression> {
    let (element, option) = (pick(f, names), f.need("option"));
    let (element, value) = (element?, option?);
    let named = f.as_text(value, "option")?;
    let option = names.option(f, value.span, element, &named)?;
    let text = format!("{} == {named}", names.elements.get(element)?.id);
    Some(Expression { text, condition: Condition::Is { element, options: vec![option] } })
}

pub fn utility(f: &mut Fields, names: &Names) -> Option<Utility> {
    let party = names.party(f, "party");
    let element = pick(f, names);
    let weight = f.optional_number("weight", text::WEIGHT).unwrap_or(1.0);
    let element = element?;
    let options = names.elements.get(element).map(|e| e.options.clone()).unwrap_or_default();
    let Some(mut table) = f.nested("values", "table of values") else {
        f.need("values");
        return None;
    };
    let mut values = vec![None; options.len()];
    for entry in table.entries() {
        if let Some(option) = names.option(&mut table, entry.key_span, element, &entry.key) {
            values[option] = value(&mut table, entry);
        }
    }
    for (option, value) in options.iter().zip(&values) {
        if value.is_none() {
            let what = format!("the option {} has no value", quote(option));
            table.gather.add(Code::MissingField, table.span, what, "give every option a value");
        }
    }
    let values: Vec<f64> = values.into_iter().flatten().collect();
    Some(Utility { party: party?, element, weight, values })
}

fn value(f: &mut Fields, entry: &Entry) -> Option<f64> {
    match crate::read::number::read(&entry.value, &entry.key, VALUE) {
        Ok(number) => Some(number),
        Err((code, what, mend)) => {
            f.gather.add(code, entry.value.span, what, mend);
            None
        }
    }
}

/// The element that the field `element` names.
fn pick(f: &mut Fields, names: &Names) -> Option<usize> {
    let value: &Value = f.need("element")?;
    let id = f.as_text(value, "element")?;
    names.element(f, value.span, &id)
}
