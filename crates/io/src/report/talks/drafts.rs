//! Drafts: what each breaks, where it is silent, what changed.

use safeconduct_model::talks::answer::{Count, Diff, DraftAnswer, PositionsAnswer};

use super::Page;
use super::words::{option, packages, some};
use crate::report::visible;

/// Every draft in the order of the file.
pub fn drafts(page: &mut Page, answer: &PositionsAnswer) {
    if page.words.talks.drafts.is_empty() {
        return;
    }
    page.section("Drafts on the table");
    let talks = page.words.talks;
    for draft in &talks.drafts {
        let Some(found) = answer.drafts.get(&draft.id) else { continue };
        let text = draft.text.as_ref().map(|text| format!(": {}", visible::visible(text)));
        let date = draft.date.as_ref().map(|date| format!(" ({})", visible::name(date)));
        let name = visible::name(&draft.id);
        page.say(&format!("{name}{}{}", text.unwrap_or_default(), date.unwrap_or_default()));
        one(page, found);
        if let Some(diff) = answer.diffs.iter().find(|diff| diff.to == draft.id) {
            changed(page, diff);
        }
    }
}

fn one(page: &mut Page, draft: &DraftAnswer) {
    if !draft.silent_on.is_empty() {
        let silent = page.lists.row(draft.silent_on.iter().map(|e| page.words.element(e)));
        let count = packages(draft.completions.as_ref());
        page.item(&format!("silent on {silent}: {count} fill it in"));
    }
    if draft.completions == Some(Count::Number(0)) {
        page.item("no package fills it in and keeps the rules");
        return;
    }
    if draft.always_breaks.is_empty() {
        page.item("breaks no position in every way of filling it in");
    } else {
        let broken = page.lists.row(draft.always_breaks.iter().map(|id| page.words.held(id)));
        page.item(&format!("always breaks {broken}"));
    }
    match draft.fewest_broken {
        Some(0) => page.item("some way of filling it in breaks nothing on record"),
        Some(fewest) if fewest > draft.always_breaks.len() => {
            page.item(&format!("breaks {fewest} at least, however it is filled in"));
        }
        _ => {}
    }
}

fn changed(page: &mut Page, diff: &Diff) {
    let before = visible::name(&diff.from);
    let set = |chosen: &String| {
        if chosen == "(silent)" { "silent".to_owned() } else { option(chosen) }
    };
    let changes = diff.changed.iter().map(|(element, (from, to))| {
        format!("{}: {} instead of {}", page.words.element(element), set(to), set(from))
    });
    let mut changes: Vec<String> = changes.collect();
    let shown = page.lists.items();
    if changes.len() > shown {
        let others = changes.split_off(shown).len();
        changes.push(some(others, "more element changed", "more elements changed"));
    }
    if changes.is_empty() {
        page.item(&format!("sets the same as {before}"));
        return;
    }
    page.item(&format!("since {before}: {}", changes.join("; ")));
    if !diff.now_kept.is_empty() {
        let kept = page.lists.row(diff.now_kept.iter().map(|id| page.words.held(id)));
        page.part(&format!("no longer always broken: {kept}"));
    }
    if !diff.now_broken.is_empty() {
        let broken = page.lists.row(diff.now_broken.iter().map(|id| page.words.held(id)));
        page.part(&format!("newly broken in every way: {broken}"));
    }
}
