//! What must hold between answers to files that differ in a known way.
#![allow(clippy::unwrap_used)]

mod brute;
mod random;

use brute::sorted;
use safeconduct_model::talks::answer::{Count, PositionsAnswer};
use safeconduct_model::talks::{Condition, Demand, Element, Expression, Position, Rule, Talks};
use safeconduct_talks::{Limits, moves};

const FILES: u64 = 200;

/// Files with rules that can hold, and their answers.
fn files() -> impl Iterator<Item = (Talks, PositionsAnswer)> {
    let read = |seed| {
        let talks = random::talks(5_000 + seed);
        let answer = moves(&talks, &Limits::default());
        (talks, answer)
    };
    (0..FILES).map(read).filter(|(_, answer)| answer.rules_hold)
}

fn again(talks: &Talks) -> PositionsAnswer {
    moves(talks, &Limits::default())
}

/// Conflicts and moves, without an order.
fn sets(answer: &PositionsAnswer) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    (sorted(answer.mus.clone()), sorted(answer.mcs.clone().unwrap()))
}

fn each_expression(talks: &mut Talks, change: &impl Fn(&mut Condition)) {
    talks.rules.iter_mut().for_each(|rule| change(&mut rule.is.condition));
    for position in &mut talks.positions {
        position.if_.iter_mut().for_each(|when| change(&mut when.condition));
        for step in &mut position.steps {
            let (Demand::Requires(what) | Demand::Rejects(what)) = &mut step.demand;
            change(&mut what.condition);
        }
    }
}

/// Turns the options of every element round.
fn turned(condition: &mut Condition, elements: &[Element]) {
    match condition {
        Condition::Is { element, options } => {
            let last = elements[*element].options.len() - 1;
            options.iter_mut().for_each(|option| *option = last - *option);
            options.sort_unstable();
        }
        Condition::Not(inner) => turned(inner, elements),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter_mut().for_each(|part| turned(part, elements));
        }
        Condition::Implies(left, right) | Condition::Iff(left, right) => {
            turned(left, elements);
            turned(right, elements);
        }
    }
}

#[test]
fn the_order_of_the_file_means_nothing() {
    for (talks, before) in files() {
        let mut other = talks.clone();
        let last = talks.parties.len() - 1;
        other.parties.reverse();
        other.positions.reverse();
        other.positions.iter_mut().for_each(|p| p.party = last - p.party);
        let elements = talks.elements.clone();
        each_expression(&mut other, &|condition| turned(condition, &elements));
        other.elements.iter_mut().for_each(|element| element.options.reverse());
        for draft in &mut other.drafts {
            let sets = draft.sets.iter();
            draft.sets =
                sets.map(|(&e, &o)| (e, talks.elements[e].options.len() - 1 - o)).collect();
        }
        let after = again(&other);
        assert_eq!(sets(&after), sets(&before), "{}", talks.title);
        assert_eq!(after.acceptable_to, before.acceptable_to);
        assert_eq!(after.responsibility, before.responsibility);
        for (id, draft) in &before.drafts {
            assert_eq!(after.drafts[id].fewest_broken, draft.fewest_broken);
            assert_eq!(after.drafts[id].completions, draft.completions);
        }
    }
}

#[test]
fn names_mean_nothing() {
    for (talks, before) in files() {
        let mut other = talks.clone();
        // Names that sort the other way round.
        let renamed = |id: &str| {
            let number: u32 = id[1..].parse().unwrap();
            format!("z{:03}", 999 - number)
        };
        other.positions.iter_mut().for_each(|p| p.id = renamed(&p.id));
        let after = again(&other);
        let expected = |sets: &[Vec<String>]| {
            let id = |id: &String| match id.split_once('/') {
                Some((id, step)) => format!("{}/{step}", renamed(id)),
                None => renamed(id),
            };
            let set = |set: &Vec<String>| {
                let mut set: Vec<String> = set.iter().map(id).collect();
                set.sort();
                set
            };
            sorted(sets.iter().map(set).collect())
        };
        assert_eq!(sorted(after.mus.clone()), expected(&before.mus), "{}", talks.title);
        assert_eq!(sorted(after.mcs.unwrap()), expected(before.mcs.as_ref().unwrap()));
    }
}

#[test]
fn what_follows_from_a_position_takes_no_conflict_away() {
    for (talks, before) in files() {
        let mut other = talks.clone();
        let mut weaker: Position = talks.positions[0].clone();
        weaker.id = "weaker".to_owned();
        // The position, or else some option of the first element.
        let first = Condition::Is { element: 0, options: vec![0] };
        for step in &mut weaker.steps {
            step.demand = match &step.demand {
                Demand::Requires(what) => {
                    let any = Condition::Any(vec![what.condition.clone(), first.clone()]);
                    Demand::Requires(Expression { text: String::new(), condition: any })
                }
                Demand::Rejects(what) => {
                    let not = Condition::Not(Box::new(first.clone()));
                    let all = Condition::All(vec![what.condition.clone(), not]);
                    Demand::Rejects(Expression { text: String::new(), condition: all })
                }
            };
        }
        other.positions.push(weaker);
        let after = again(&other);
        for conflict in &before.mus {
            assert!(after.mus.contains(conflict), "{}: {conflict:?}", talks.title);
        }
        assert_eq!(after.acceptable_to_all, before.acceptable_to_all);
    }
}

#[test]
fn an_element_that_nobody_mentions_only_multiplies() {
    for (talks, before) in files() {
        let mut other = talks.clone();
        let options = ["a", "b", "c"].map(str::to_owned).to_vec();
        let (id, name) = ("unsaid".to_owned(), String::new());
        other.elements.push(Element { id, name, options, ordered: false });
        let after = again(&other);
        assert_eq!(sets(&after), sets(&before), "{}", talks.title);
        let times = |count: &Option<Count>| match count {
            Some(Count::Number(number)) => Some(Count::Number(number * 3)),
            other => other.clone(),
        };
        assert_eq!(after.space, times(&before.space));
        assert_eq!(after.acceptable_to_all, times(&before.acceptable_to_all));
        for (deal, was) in after.deals.iter().zip(&before.deals) {
            assert_eq!((&deal.give, &deal.fixed), (&was.give, &was.fixed));
            assert_eq!(deal.packages, times(&was.packages));
        }
    }
}

#[test]
fn settling_what_can_be_settled_changes_no_conflict_and_no_move() {
    for (talks, before) in files() {
        let mut other = talks.clone();
        for (element, option) in &before.bankable {
            let element = talks.element(element).unwrap();
            let option = talks.elements[element].options.iter().position(|o| o == option).unwrap();
            let condition = Condition::Is { element, options: vec![option] };
            let is = Expression { text: String::new(), condition };
            other.rules.push(Rule { id: format!("settled{element}"), text: None, is });
        }
        assert_eq!(sets(&again(&other)), sets(&before), "{}", talks.title);
    }
}

/// The file with the demands left that `keep` names; ladders become positions.
fn only(talks: &Talks, keep: impl Fn(&String) -> bool) -> Talks {
    let mut other = talks.clone();
    other.positions.clear();
    for position in &talks.positions {
        for (place, step) in position.steps.iter().enumerate() {
            let id = match place {
                0 => position.id.clone(),
                place => format!("{}/{}", position.id, place + 1),
            };
            if keep(&id) {
                let steps = vec![step.clone()];
                other.positions.push(Position { id, steps, ..position.clone() });
            }
        }
    }
    other
}

#[test]
fn a_move_makes_a_deal_and_no_part_of_it_does() {
    for (talks, before) in files() {
        for give in before.mcs.iter().flatten() {
            let after = again(&only(&talks, |id| !give.contains(id)));
            assert_ne!(after.acceptable_to_all, Some(Count::Number(0)), "{}", talks.title);
            for kept in give {
                let part = again(&only(&talks, |id| !give.contains(id) || id == kept));
                assert_eq!(part.acceptable_to_all, Some(Count::Number(0)), "{}", talks.title);
            }
        }
    }
}

#[test]
fn a_conflict_is_one_and_no_part_of_it_is() {
    for (talks, before) in files() {
        for conflict in &before.mus {
            let whole = again(&only(&talks, |id| conflict.contains(id)));
            assert_eq!(whole.acceptable_to_all, Some(Count::Number(0)), "{}", talks.title);
            assert_eq!(whole.mus, std::slice::from_ref(conflict));
            for left in conflict {
                let part = again(&only(&talks, |id| conflict.contains(id) && id != left));
                assert_ne!(part.acceptable_to_all, Some(Count::Number(0)), "{}", talks.title);
            }
        }
    }
}
