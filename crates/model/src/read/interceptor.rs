//! What the worst case assumes of whoever waits on the road.

use super::fields::Fields;
use crate::finding::Code;
use crate::interceptor::{Budget, Interceptor, Struck};

const BUDGETS: &[(&str, Budget)] = &[("day", Budget::Day), ("horizon", Budget::Horizon)];

const KINDS: &[(&str, Struck)] = &[
    (Struck::Segments.word(), Struck::Segments),
    (Struck::Sites.word(), Struck::Sites),
    (Struck::Areas.word(), Struck::Areas),
];

pub(super) fn interceptor(f: &mut Fields) -> Interceptor {
    let usual = Interceptor::default();
    let per = f.optional_word("per", BUDGETS);
    let listed = f.words("strikes", KINDS);
    if let Some(kinds) = &listed {
        if kinds.is_empty() {
            let what = "`strikes` names nothing that may be struck";
            let mend = "leave it out for segments alone; write `gamma = 0` for no strikes at all";
            f.gather.add(Code::OutOfRange, f.span, what, mend);
        }
        for (position, kind) in kinds.iter().enumerate() {
            if kinds.iter().take(position).any(|earlier| earlier == kind) {
                let what = format!("`strikes` names `{}` twice", kind.word());
                f.gather.add(Code::DuplicateId, f.span, what, "remove the repeated word");
            }
        }
    }
    let mut strikes = listed.unwrap_or(usual.strikes);
    strikes.sort_unstable();
    Interceptor { per: per.unwrap_or(usual.per), strikes }
}
