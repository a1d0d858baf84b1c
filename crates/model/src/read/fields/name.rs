//! Identifiers, references and known words as fields.

use super::Fields;
use crate::document::{Kind, Value};
use crate::figure::{Certainty, Provenance};
use crate::finding::Code;
use crate::id::is_identifier;
use crate::read::nearest;
use crate::read::number::shown;
use crate::read::reference::{Noun, Part, Reference};
use crate::read::shown::quote;

impl Fields<'_, '_, '_> {
    /// An identifier that must be given and be new.
    pub fn define(&mut self, noun: Noun) -> Option<String> {
        let value = self.need("id")?;
        let id = self.as_text(value, "id")?;
        let names = self.gather.defined.entry(noun).or_default();
        // The first place is kept: that of a third row is the first as well.
        let first = names.get(&id).copied();
        names.entry(id.clone()).or_insert(value.span);
        if !self.is_identifier(value, "id", &id) {
            // References that mean this row would only repeat the mistake.
            self.gather.broken.insert(noun);
            return None;
        }
        if let Some(first) = first {
            let what = format!("two rows define the {} {}", noun.word(), quote(&id));
            let mend = "rename one of the two, or remove the repeated row";
            self.gather.add_beside(Code::DuplicateId, value.span, first, what, mend);
            return None;
        }
        Some(id)
    }

    /// An identifier that is free of references: an area, an operator, a term.
    pub fn identifier(&mut self, name: &'static str) -> Option<String> {
        let value = self.need(name)?;
        self.as_identifier(value, name)
    }

    /// An identifier by which rows belong together; mentioning it defines it.
    pub fn mention(&mut self, name: &'static str, noun: Noun) -> Option<String> {
        let value = self.take(name)?;
        let id = self.as_identifier(value, name)?;
        self.gather.defined.entry(noun).or_default().insert(id.clone(), value.span);
        Some(id)
    }

    fn as_identifier(&mut self, value: &Value, name: &str) -> Option<String> {
        let id = self.as_text(value, name)?;
        self.is_identifier(value, name, &id).then_some(id)
    }

    fn is_identifier(&mut self, value: &Value, name: &str, id: &str) -> bool {
        if is_identifier(id) {
            return true;
        }
        let what = format!("`{name}` is {}, which is no identifier", quote(id));
        let odd = id.chars().find(|c| !c.is_ascii_alphanumeric() && !"._:/-".contains(*c));
        let mend = match odd {
            Some(odd) => format!(
                "use A-Z a-z 0-9 . _ : / - only (not U+{:04X}); the real name belongs in `name`",
                u32::from(odd)
            ),
            None => "write between 1 and 200 characters".to_owned(),
        };
        self.gather.add(Code::BadIdentifier, value.span, what, mend);
        false
    }

    /// A reference that must be given.
    pub fn refer(&mut self, name: &'static str, noun: Noun, part: Part) -> Option<String> {
        let value = self.need(name)?;
        self.as_reference(value, name, noun, part)
    }

    /// A reference that may be left out.
    pub fn optional_refer(&mut self, name: &'static str, noun: Noun) -> Option<String> {
        let value = self.take(name)?;
        self.as_reference(value, name, noun, Part::Any)
    }

    /// A list of references; `None` where it is left out. A name that stands
    /// twice is refused: the second could only be meant for another.
    pub fn refer_all(&mut self, name: &'static str, noun: Noun, part: Part) -> Option<Vec<String>> {
        let items = self.items(name)?;
        let mut names = Vec::with_capacity(items.len());
        for item in &items {
            let Some(id) = self.as_reference(item, name, noun, part) else {
                continue;
            };
            if names.contains(&id) {
                let what = format!("`{name}` names {} twice", quote(&id));
                self.gather.add(Code::DuplicateId, item.span, what, "remove the repeated name");
            }
            names.push(id);
        }
        Some(names)
    }

    fn as_reference(
        &mut self,
        value: &Value,
        name: &str,
        noun: Noun,
        part: Part,
    ) -> Option<String> {
        let id = self.as_text(value, name)?;
        let reference = Reference { noun, name: id.clone(), span: value.span, part };
        self.gather.references.push(reference);
        Some(id)
    }

    /// One of the words that a field knows, if it is given.
    pub fn optional_word<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let value = self.take(name)?;
        self.as_word(value, name, words)
    }

    /// One of the words that a field knows.
    pub fn word<T: Copy>(&mut self, name: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let value = self.need(name)?;
        self.as_word(value, name, words)
    }

    /// A list of words; `None` where it is left out.
    pub fn words<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Vec<T>> {
        let items = self.items(name)?;
        Some(items.iter().filter_map(|item| self.as_word(item, name, words)).collect())
    }

    fn as_word<T: Copy>(
        &mut self,
        value: &Value,
        name: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = match &value.kind {
            Kind::Text(text) | Kind::Cell(text) => text.trim(),
            other => {
                let what =
                    format!("`{name}` must be one of a few words, here it is {}", shown(other));
                let mend = nearest::mend("", words.iter().map(|w| w.0));
                self.gather.add(Code::WrongType, value.span, what, mend);
                return None;
            }
        };
        let found = words.iter().find(|w| w.0 == text).map(|w| w.1);
        if found.is_none() {
            let what = format!("`{name}` is {}, which is not a word it knows", quote(text));
            let mend = nearest::mend(text, words.iter().map(|w| w.0));
            self.gather.add(Code::UnknownName, value.span, what, mend);
        }
        found
    }

    /// Source and certainty.
    pub fn provenance(&mut self) -> Provenance {
        const WORDS: &[(&str, Certainty)] =
            &[("high", Certainty::High), ("medium", Certainty::Medium), ("low", Certainty::Low)];
        Provenance {
            source: self.optional_text("source"),
            certainty: self.optional_word("certainty", WORDS),
        }
    }
}
