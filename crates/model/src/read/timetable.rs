//! The timetable that terms name: events and zones of the file of talks beside
//! the scenario, which is read only where a term names one.

use std::collections::HashSet;

use super::folder::{self, Input, Role};
use super::gather::Gather;
use super::nearest;
use super::reference::{Noun, Reference};
use super::shown::quote;
use crate::finding::Code;
use crate::talks::Talks;

/// The talks, with every name answered; nothing where no term names any.
pub(super) fn talks(input: &mut Input, gather: &mut Gather) -> Option<Talks> {
    let timed = |r: &&Reference| matches!(r.noun, Noun::Event | Noun::TimedZone);
    let references: Vec<Reference> = gather.references.iter().filter(timed).cloned().collect();
    if references.is_empty() {
        return None;
    }
    let Some(path) = input.talks.take() else {
        for Reference { noun, name, span, .. } in references {
            let (word, name) = (noun.word(), quote(&name));
            let what = format!("no {word} is called {name}: there is no talks.toml");
            let mend = "write the timetable into talks.toml in the scenario's folder, or name days";
            gather.add(Code::UnknownRef, span, what, mend);
        }
        return None;
    };
    let number = u32::try_from(input.sources.len()).unwrap_or(u32::MAX);
    folder::file(input, &path, Role::Talks, gather);
    let talks = super::talks::parse(input, number, gather)?;
    let events: HashSet<&str> = talks.events.iter().map(|event| event.id.as_str()).collect();
    let zones: HashSet<&str> = talks.zones.iter().map(|zone| zone.id.as_str()).collect();
    for Reference { noun, name, span, .. } in references {
        let known = if noun == Noun::Event { &events } else { &zones };
        if !known.contains(name.as_str()) {
            let what = format!("no {} is called {}", noun.word(), quote(&name));
            let mend = nearest::mend(&name, known.iter().copied());
            gather.add(Code::UnknownRef, span, what, mend);
        }
    }
    Some(talks)
}
