//! Who and what can be named: parties, elements with their options, events,
//! and conditions with a name of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::worded;
use crate::document::{Kind, Span, Value};
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::nearest;
use crate::read::shown::quote;
use crate::talks::{Element, Expression, Talks};

/// Names by position.
pub struct Names {
    /// Ids of parties.
    pub parties: Vec<String>,
    /// Elements with their options.
    pub elements: Vec<Element>,
    /// Ids of events.
    pub events: Vec<String>,
    /// Names of sources.
    pub sources: BTreeSet<String>,
    /// Conditions by name.
    pub definitions: BTreeMap<String, Expression>,
    /// Names by noun whose own rows could not be read: they only seem to be
    /// missing.
    pub unread: BTreeSet<(&'static str, String)>,
    /// Nouns of which a row could not be read that does not say its name.
    nameless: BTreeSet<&'static str>,
}

impl Names {
    /// The names of what has been read so far.
    pub fn of(talks: &Talks, f: &mut Fields) -> Self {
        let id = |ids: Vec<&String>| ids.into_iter().cloned().collect();
        let (mut unread, mut nameless) = (BTreeSet::new(), BTreeSet::new());
        for noun in ["party", "element", "event"] {
            for row in f.items(noun).unwrap_or_default() {
                match own_id(&row) {
                    // Of rows that were read the name is found before.
                    Some(id) => _ = unread.insert((noun, id.to_owned())),
                    None => _ = nameless.insert(noun),
                }
            }
        }
        Self {
            parties: id(talks.parties.iter().map(|p| &p.id).collect()),
            elements: talks.elements.clone(),
            events: id(talks.events.iter().map(|e| &e.id).collect()),
            sources: talks.sources.keys().cloned().collect(),
            definitions: BTreeMap::new(),
            unread,
            nameless,
        }
    }

    /// Whether a name that is not known may be that of a row not read.
    pub fn may_be(&self, noun: &'static str, name: &str) -> bool {
        self.nameless.contains(noun) || self.unread.contains(&(noun, name.to_owned()))
    }

    /// The party that a field names.
    pub fn party(&self, f: &mut Fields, name: &'static str) -> Option<usize> {
        let value = f.need(name)?;
        self.party_of(f, value, name)
    }

    /// The party that a field names, if it is given.
    pub fn optional_party(&self, f: &mut Fields, name: &'static str) -> Option<usize> {
        let value = f.take(name)?;
        self.party_of(f, value, name)
    }

    /// The parties that a list names.
    pub fn all_parties(&self, f: &mut Fields, name: &'static str) -> Vec<usize> {
        let items = f.items(name).unwrap_or_default();
        items.iter().filter_map(|item| self.party_of(f, item, name)).collect()
    }

    fn party_of(&self, f: &mut Fields, value: &Value, name: &str) -> Option<usize> {
        let id = f.as_text(value, name)?;
        self.place(f, value.span, &id, "party", &self.parties)
    }

    /// The event that a field names.
    pub fn event(&self, f: &mut Fields, name: &'static str) -> Option<usize> {
        let value = f.need(name)?;
        let id = f.as_text(value, name)?;
        self.place(f, value.span, &id, "event", &self.events)
    }

    /// The event of this id.
    pub fn event_called(&self, f: &mut Fields, at: Span, id: &str) -> Option<usize> {
        self.place(f, at, id, "event", &self.events)
    }

    /// The element of this id.
    pub fn element(&self, f: &mut Fields, at: Span, id: &str) -> Option<usize> {
        let ids: Vec<String> = self.elements.iter().map(|e| e.id.clone()).collect();
        self.place(f, at, id, "element", &ids)
    }

    /// The option of an element.
    pub fn option(&self, f: &mut Fields, at: Span, element: usize, id: &str) -> Option<usize> {
        let element = self.elements.get(element)?;
        let found = element.options.iter().position(|option| option == id);
        if found.is_none() && !element.options.is_empty() {
            let what = format!("`{}` has no option {}", element.id, quote(id));
            let mend = nearest::mend(id, element.options.iter().map(String::as_str));
            f.gather.add(Code::UnknownRef, at, what, mend);
        }
        found
    }

    /// The source that a field names, if it is given.
    pub fn source(&self, f: &mut Fields) -> Option<String> {
        let value = f.take("source")?;
        let id = f.as_text(value, "source")?;
        if !self.sources.contains(&id) {
            let what = format!("there is no source {}", quote(&id));
            let mend = nearest::mend(&id, self.sources.iter().map(String::as_str));
            f.gather.add(Code::UnknownRef, value.span, what, mend);
        }
        Some(id)
    }

    fn place(
        &self,
        f: &mut Fields,
        at: Span,
        id: &str,
        noun: &'static str,
        ids: &[String],
    ) -> Option<usize> {
        let found = ids.iter().position(|known| known == id);
        if found.is_none() && !self.may_be(noun, id) {
            let what = format!("there is no {noun} {}", quote(id));
            let mend = nearest::mend(id, ids.iter().map(String::as_str));
            f.gather.add(Code::UnknownRef, at, what, mend);
        }
        found
    }
}

/// The id that a row gives itself.
fn own_id<'v>(row: &'v Value) -> Option<&'v str> {
    let Kind::Table(table) = &row.kind else { return None };
    worded(table.get("id")?).map(|(id, _)| id)
}

/// Reports ids that two rows of one table share.
pub fn repeated(talks: &Talks, f: &mut Fields) {
    let ids = |noun: &str, ids: Vec<&String>, f: &mut Fields| {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                let what = format!("two rows define the {noun} {}", quote(id));
                let mend = "rename one of the two, or remove the repeated row";
                f.gather.add(Code::DuplicateId, f.span, what, mend);
            }
        }
    };
    ids("party", talks.parties.iter().map(|p| &p.id).collect(), f);
    ids("element", talks.elements.iter().map(|e| &e.id).collect(), f);
    ids("event", talks.events.iter().map(|e| &e.id).collect(), f);
    ids("rule", talks.rules.iter().map(|r| &r.id).collect(), f);
    ids("position", talks.positions.iter().map(|p| &p.id).collect(), f);
    ids("draft", talks.drafts.iter().map(|d| &d.id).collect(), f);
    ids("zone", talks.zones.iter().map(|z| &z.id).collect(), f);
}
