//! Parties, sources and channels.

use std::collections::BTreeMap;

use super::names::Names;
use super::text;
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::talks::{Channel, Mode, Party, Standing, TalksSource};

pub fn party(f: &mut Fields) -> Option<Party> {
    let id = f.identifier("id");
    let name = f.optional_text("name");
    let role = text::words(f, "role");
    let id = id?;
    Some(Party { name: name.unwrap_or_else(|| id.clone()), id, role })
}

pub fn sources(f: &mut Fields) -> BTreeMap<String, TalksSource> {
    let mut found = BTreeMap::new();
    let Some(mut table) = f.nested("source", "table of sources") else { return found };
    for entry in table.entries() {
        let Some(mut f) = Fields::open(&entry.value, "source", table.gather) else { continue };
        let kind = f.optional_text("kind");
        let note = f.optional_text("note");
        let date = text::date(&mut f, "date");
        f.finish();
        found.insert(entry.key.clone().into_owned(), TalksSource { kind, note, date });
    }
    found
}

pub fn channel(f: &mut Fields, names: &Names) -> Option<Channel> {
    f.need("between");
    let between = names.all_parties(f, "between");
    let via = names.all_parties(f, "via");
    let mode = f.optional_word("mode", &[("direct", Mode::Direct), ("indirect", Mode::Indirect)]);
    let words = [("official", Standing::Official), ("unofficial", Standing::Unofficial)];
    let standing = f.optional_word("standing", &words);
    let status = f.optional_text("status");
    let mut ends = between.clone();
    ends.sort_unstable();
    ends.dedup();
    // A name that was not known is told of already.
    let named = f.items("between").map_or(0, |names| names.len());
    if ends.len() < 2 && named == between.len() {
        let what = "a channel connects at least two different parties";
        f.gather.add(Code::OutOfRange, f.span, what, "name them under `between`");
    }
    Some(Channel { between, via, mode, standing, status })
}
