//! Which terms differ between two frameworks, matched by what they say.
//!
//! Terms that say the same on the same days are one, whatever they are called.
//! Of the others, those of one kind with one name, or about the same places,
//! goods or fleets on days they share, are one term that changed. The rest stand
//! in one framework alone.

use std::mem::discriminant;

use safeconduct_model::framework::Framework;
use safeconduct_model::id::FrameworkId;
use safeconduct_model::term::{Clause, Term};
use safeconduct_model::worth::Change;

/// Which of the differing terms are as in the framework arrived at: bit `i` for
/// the difference `i`.
pub type Mask = u128;

/// One term of either framework or of both.
struct Place<'a> {
    from: Option<&'a Term>,
    to: Option<&'a Term>,
    /// Which difference it is, if it differs.
    differs: Option<usize>,
}

/// Two frameworks laid side by side.
pub struct Sides<'a> {
    places: Vec<Place<'a>>,
    /// Every place in the order of `to`, each term of `from` alone right after
    /// the one it follows there.
    as_to: Vec<usize>,
    /// The same in the order of `from`.
    as_from: Vec<usize>,
    /// Number of differing terms.
    differing: usize,
    /// Whether the order in which they apply is a difference of its own.
    pub order_differs: bool,
}

impl<'a> Sides<'a> {
    /// Lays two lists of terms side by side, on a horizon of so many days.
    pub fn of(from: &'a [Term], to: &'a [Term], days: u32) -> Self {
        let partner = partners(from, to, days);
        let mut places: Vec<Place> =
            to.iter().map(|term| Place { from: None, to: Some(term), differs: None }).collect();
        let mut order_from = Vec::new();
        for (term, partner) in from.iter().zip(&partner) {
            match partner {
                Some(at) => places[*at].from = Some(term),
                None => places.push(Place { from: Some(term), to: None, differs: None }),
            }
            order_from.push(partner.unwrap_or(places.len() - 1));
        }
        let order_to: Vec<usize> = (0..to.len()).collect();
        let as_to = merged(&order_to, &order_from);
        let as_from = merged(&order_from, &order_to);
        let mut differing = 0;
        for &at in &as_to {
            let place = &mut places[at];
            let same = matches!((place.from, place.to), (Some(a), Some(b)) if says_the_same(a, b));
            if !same {
                place.differs = Some(differing);
                differing += 1;
            }
        }
        Self { places, as_to, as_from, differing, order_differs: false }
    }

    /// How many differences there are.
    pub fn count(&self) -> usize {
        self.differing + usize::from(self.order_differs)
    }

    /// The mask of the framework arrived at.
    pub fn all(&self) -> Mask {
        Mask::MAX.checked_shr(Mask::BITS - self.count() as u32).unwrap_or(0)
    }

    /// Each difference: how it differs, and the term that is shown for it.
    pub fn differences(&self) -> Vec<(Change, Option<&'a Term>)> {
        let differ = self.as_to.iter().map(|&at| &self.places[at]);
        let differ = differ.filter(|place| place.differs.is_some());
        let mut all: Vec<_> = differ
            .map(|place| match (place.from, place.to) {
                (Some(_), Some(to)) => (Change::Changed, Some(to)),
                (None, to) => (Change::Added, to),
                (from, None) => (Change::Removed, from),
            })
            .collect();
        if self.order_differs {
            all.push((Change::Order, None));
        }
        all
    }

    /// A framework between the two.
    pub fn between(&self, mask: Mask) -> Framework {
        let in_from_order = self.order_differs && mask >> self.differing & 1 == 0;
        let order = if in_from_order { &self.as_from } else { &self.as_to };
        let term = |&at: &usize| {
            let place = &self.places[at];
            match place.differs {
                Some(i) if mask >> i & 1 == 0 => place.from,
                _ => place.to,
            }
        };
        Framework {
            id: FrameworkId("between".to_owned()),
            name: String::new(),
            note: None,
            terms: order.iter().filter_map(term).cloned().collect(),
        }
    }
}

/// Whether two terms are taken for one.
type Alike<'r> = dyn Fn(&Term, &Term) -> bool + 'r;

/// For each term of `from`, the position in `to` of the one it is matched with.
fn partners(from: &[Term], to: &[Term], days: u32) -> Vec<Option<usize>> {
    let mut partner: Vec<Option<usize>> = vec![None; from.len()];
    let mut taken = vec![false; to.len()];
    let same_name =
        |a: &Term, b: &Term| discriminant(&a.clause) == discriminant(&b.clause) && a.id == b.id;
    let same_subject = |a: &Term, b: &Term| {
        let (x, y) = (a.window.indices(days), b.window.indices(days));
        x.start < y.end && y.start < x.end && about(&a.clause) == about(&b.clause)
    };
    let rules: [&Alike; 3] = [&says_the_same, &same_name, &same_subject];
    for alike in rules {
        for (term, partner) in from.iter().zip(&mut partner).filter(|(_, p)| p.is_none()) {
            *partner = (0..to.len()).find(|&at| !taken[at] && alike(term, &to[at]));
            if let Some(at) = *partner {
                taken[at] = true;
            }
        }
    }
    partner
}

fn says_the_same(a: &Term, b: &Term) -> bool {
    a.clause == b.clause && a.window == b.window
}

/// What a clause is about, apart from what it says of it: its kind and names.
fn about(clause: &Clause) -> (std::mem::Discriminant<Clause>, Vec<String>) {
    fn names<'n, T: ToString + 'n>(ids: impl IntoIterator<Item = &'n T>) -> Vec<String> {
        let mut names: Vec<String> = ids.into_iter().map(ToString::to_string).collect();
        names.sort_unstable();
        names
    }
    let both = |a: Vec<String>, b: Vec<String>| [a, vec![String::new()], b].concat();
    let about = match clause {
        Clause::Crossing { crossings, .. } | Clause::Entry { crossings, .. } => names(crossings),
        Clause::Road { segments, areas, .. } | Clause::Loss { segments, areas, .. } => {
            both(names(segments), names(areas))
        }
        Clause::Track { track, .. } | Clause::Notified { track, .. } => names([track]),
        Clause::Commodity { commodities, crossings, .. } => {
            both(names(commodities), names(crossings))
        }
        Clause::Fleet { fleet, .. } => names([fleet]),
        Clause::Floor { zones, .. } => names(zones),
        Clause::Centres { .. } | Clause::Deliverers { .. } => Vec::new(),
    };
    (discriminant(clause), about)
}

/// One order with what stands in another alone put in: right after what it
/// follows there, first where it follows nothing.
fn merged(order: &[usize], other: &[usize]) -> Vec<usize> {
    let mut merged = order.to_vec();
    for (position, at) in other.iter().enumerate() {
        if !merged.contains(at) {
            let before = position.checked_sub(1).map(|before| other[before]);
            let after = before.and_then(|b| merged.iter().position(|m| *m == b));
            merged.insert(after.map_or(0, |place| place + 1), *at);
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_alone_follows_what_it_followed() {
        assert_eq!(merged(&[0, 1, 2], &[3, 1, 4, 5, 0]), [3, 0, 1, 4, 5, 2]);
        assert_eq!(merged(&[], &[2, 1]), [2, 1]);
        assert_eq!(merged(&[1, 0], &[0, 1]), [1, 0]);
    }
}
