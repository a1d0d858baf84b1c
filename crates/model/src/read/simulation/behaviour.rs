//! Parameters of interceptors.

use crate::calendar::LONGEST_HORIZON;
use crate::document::Value;
use crate::figure::Provenance;
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::number::{self, Bounds, SHARE};
use crate::simulation::{
    Behaviours, BestResponse, Convention, Exp3, HotSpot, Leak, NearRepeat, Pattern, Quantal, Regret,
};
use crate::units::Share;

/// A learner that looks back further meets each past only once.
const LONGEST_ORDER: u32 = 8;

/// Rates and log odds; beyond these a figure is a slip.
const RATE: Bounds = Bounds::new(0.0, 1e3);

const CONVENTIONS: &[(&str, Convention)] =
    &[("expected", Convention::Expected), ("realised", Convention::Realised)];

pub(super) fn behaviours(f: &mut Fields) -> Behaviours {
    let mut all = Behaviours::default();
    table(f, "best-response", |f| {
        let usual = BestResponse::default();
        let delay_days = counts(f, "delay_days", LONGEST_HORIZON).unwrap_or(usual.delay_days);
        all.best_response = BestResponse { delay_days, provenance: given(f, usual.provenance) };
    });
    table(f, "hot-spot", |f| {
        let usual = HotSpot::default();
        let kept_a_day = share(f, "kept_a_day").unwrap_or(usual.kept_a_day);
        all.hot_spot = HotSpot { kept_a_day, provenance: given(f, usual.provenance) };
    });
    table(f, "pattern", |f| {
        let usual = Pattern::default();
        let orders = counts(f, "orders", LONGEST_ORDER).unwrap_or(usual.orders);
        all.pattern = Pattern { orders, provenance: given(f, usual.provenance) };
    });
    table(f, "exp3", |f| {
        let exploration = share(f, "exploration");
        all.exp3 = Exp3 { exploration, provenance: given(f, Exp3::default().provenance) };
    });
    table(f, "regret", |f| {
        let convention = f.optional_word("convention", CONVENTIONS).unwrap_or_default();
        all.regret = Regret { convention, provenance: given(f, Regret::default().provenance) };
    });
    table(f, "quantal", |f| {
        let usual = Quantal::default();
        let lambda = f.optional_number("lambda", RATE).unwrap_or(usual.lambda);
        all.quantal = Quantal { lambda, provenance: given(f, usual.provenance) };
    });
    table(f, "near-repeat", |f| all.near_repeat = near_repeat(f));
    table(f, "leak", |f| {
        let usual = Leak::default();
        let chance = share(f, "chance").unwrap_or(usual.chance);
        all.leak = Leak { chance, provenance: given(f, usual.provenance) };
    });
    all
}

fn near_repeat(f: &mut Fields) -> NearRepeat {
    let usual = NearRepeat::default();
    let background = f.optional_number("background_per_day", RATE);
    let branching = share(f, "branching");
    if branching.is_some_and(|share| share.0 >= 1.0) {
        let what = "`branching` is 1: incidents would multiply without end";
        f.gather.add(Code::OutOfRange, f.span_of("branching"), what, "write a share below 1");
    }
    let decay = f.optional_number("decay_per_day", Bounds::positive(100.0));
    NearRepeat {
        background_per_day: background.unwrap_or(usual.background_per_day),
        branching: branching.unwrap_or(usual.branching),
        decay_per_day: decay.unwrap_or(usual.decay_per_day),
        provenance: given(f, usual.provenance),
    }
}

/// Opens the table of one interceptor, if it is given.
fn table(f: &mut Fields, name: &'static str, read: impl FnOnce(&mut Fields)) {
    if let Some(mut nested) = f.nested(name, "interceptor") {
        read(&mut nested);
        nested.finish();
    }
}

fn share(f: &mut Fields, name: &'static str) -> Option<Share> {
    f.optional_number(name, SHARE).map(Share)
}

/// Source and certainty as given; the usual ones belong to the usual figures.
fn given(f: &mut Fields, usual: Provenance) -> Provenance {
    let said = f.provenance();
    if said == Provenance::default() { usual } else { said }
}

/// A list of different whole numbers from 1.
fn counts(f: &mut Fields, name: &'static str, most: u32) -> Option<Vec<u32>> {
    let items = f.items(name)?;
    if items.is_empty() {
        let what = format!("`{name}` is empty");
        f.gather.add(Code::OutOfRange, f.span_of(name), what, "name at least one, or leave it out");
    }
    let mut counts = Vec::with_capacity(items.len());
    for item in &items {
        match count(item, name, most) {
            Ok(count) if counts.contains(&count) => {
                let what = format!("`{name}` names {count} twice");
                f.gather.add(Code::DuplicateId, item.span, what, "remove the repeated number");
            }
            Ok(count) => counts.push(count),
            Err((code, what, mend)) => f.gather.add(code, item.span, what, mend),
        }
    }
    Some(counts)
}

fn count(item: &Value, name: &str, most: u32) -> Result<u32, number::Refusal> {
    let number = number::read(item, name, Bounds::new(1.0, f64::from(most)))?;
    let mut whole = 1..=most;
    whole.find(|whole| f64::from(*whole) == number).ok_or_else(|| {
        let what = format!("`{name}` holds {number}, which is no whole number");
        (Code::OutOfRange, what, "write a whole number".to_owned())
    })
}
