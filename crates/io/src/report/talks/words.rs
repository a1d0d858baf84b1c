//! Names and texts of a file of talks, safe to print.

use safeconduct_model::talks::answer::Count;
use safeconduct_model::talks::{Demand, Party, Position, Talks};

use crate::report::{number, visible};

/// Looks up what ids stand for.
pub struct Words<'t> {
    pub talks: &'t Talks,
}

impl<'t> Words<'t> {
    /// A party's name.
    pub fn party(&self, id: &str) -> String {
        let found = self.talks.parties.iter().find(|party| party.id == id);
        visible::name(found.map_or(id, |party| party.name.as_str()))
    }

    /// Names of parties, in a row.
    pub fn parties<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> String {
        row(ids.into_iter().map(|id| self.party(id)))
    }

    /// The party that holds a position.
    pub fn holder(&self, position: &Position) -> String {
        self.talks.parties.get(position.party).map_or_else(String::new, name)
    }

    /// A position and its step by the id of a demand: `id`, or `id/2`.
    pub fn demand(&self, id: &str) -> Option<(&'t Position, usize)> {
        let of = |id: &str| self.talks.positions.iter().find(|position| position.id == id);
        if let Some(position) = of(id) {
            return Some((position, 0));
        }
        let (id, step) = id.rsplit_once('/')?;
        let step: usize = step.parse().ok()?;
        Some((of(id)?, step.checked_sub(1)?))
    }

    /// What a demand asks, in the words of the file.
    pub fn asked(position: &Position, step: usize) -> String {
        let row = position.steps.get(step);
        let own = row.and_then(|row| row.text.as_ref());
        let whole = position.text.as_ref().filter(|_| step == 0 || own.is_none());
        if let Some(text) = own.or(whole) {
            return visible::visible(text);
        }
        let when = position.if_.as_ref().map(|when| format!("if {}, ", when.text));
        let asks = row.map_or_else(String::new, |row| match &row.demand {
            Demand::Requires(what) => format!("requires {}", what.text),
            Demand::Rejects(what) => format!("rejects {}", what.text),
        });
        visible::visible(&format!("{}{asks}", when.unwrap_or_default()))
    }

    /// Who holds what: `North “wants all released” [N5]`.
    pub fn held(&self, id: &str) -> String {
        let Some((position, step)) = self.demand(id) else { return visible::name(id) };
        let asked = Self::asked(position, step);
        format!("{} \u{201c}{asked}\u{201d} [{}]", self.holder(position), visible::name(id))
    }

    /// The same without the holder.
    pub fn text(&self, id: &str) -> String {
        let Some((position, step)) = self.demand(id) else { return visible::name(id) };
        format!("\u{201c}{}\u{201d} [{}]", Self::asked(position, step), visible::name(id))
    }

    /// An element's name.
    pub fn element(&self, id: &str) -> String {
        let found = self.talks.elements.iter().find(|element| element.id == id);
        visible::visible(found.map_or(id, |e| if e.name.is_empty() { id } else { &e.name }))
    }

    /// A rule in the words of the file: `fuel is searched [R1]`.
    pub fn rule(&self, id: &str) -> String {
        let found = self.talks.rules.iter().find(|rule| rule.id == id);
        let text = found.map(|rule| rule.text.as_ref().unwrap_or(&rule.is.text));
        let text = visible::visible(text.map_or("", String::as_str));
        format!("\u{201c}{text}\u{201d} [{}]", visible::name(id))
    }

    /// An event's text.
    pub fn event(&self, id: &str) -> String {
        let found = self.talks.events.iter().find(|event| event.id == id);
        match found.and_then(|event| event.text.as_ref()) {
            Some(text) => visible::visible(text),
            None => visible::name(id),
        }
    }
}

/// The name of a party.
pub fn name(party: &Party) -> String {
    visible::name(&party.name)
}

/// An option as people read it.
pub fn option(option: &str) -> String {
    visible::name(&option.replace('_', " "))
}

/// `a, b and c`.
pub fn row(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "and")
}

/// `a, b or c`.
pub fn either(parts: impl IntoIterator<Item = String>) -> String {
    joined(parts, "or")
}

fn joined(parts: impl IntoIterator<Item = String>, last_by: &str) -> String {
    let mut parts: Vec<String> = parts.into_iter().collect();
    match parts.pop() {
        None => "nobody".to_owned(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} {last_by} {last}", parts.join(", ")),
    }
}

/// `1 package`, `2 packages`.
pub fn some(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number::whole(count as f64), if count == 1 { one } else { many })
}

/// `1 position`, `2 positions`.
pub fn positions(count: usize) -> String {
    some(count, "position", "positions")
}

/// A count of packages; in words where there were too many ways to count.
pub fn packages(count: Option<&Count>) -> String {
    match count {
        Some(Count::Number(1)) => "1 package".to_owned(),
        Some(Count::Number(number)) => format!("{} packages", number::whole(*number as f64)),
        Some(Count::Large(digits)) => format!("{digits} packages"),
        None => "packages too many to count".to_owned(),
    }
}
