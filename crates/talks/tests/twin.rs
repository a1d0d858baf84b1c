//! A twin that looks at every package agrees with the answers on random files.
#![allow(clippy::unwrap_used)]

mod brute;
mod random;

use brute::{Brute, sorted};
use safeconduct_model::talks::Talks;
use safeconduct_model::talks::answer::{Count, ElementStatus, PositionsAnswer};
use safeconduct_talks::{Limits, moves};

/// The solver alone: no part is looked at package by package.
const SOLVER: Limits =
    Limits { questions: 5_000, listed: 10_000, packages: 0, entries: 100_000_000 };

fn agree(seed: u64, limits: &Limits) -> PositionsAnswer {
    let talks = random::talks(seed);
    let (brute, answer) = (Brute::of(&talks), moves(&talks, limits));
    assert!(answer.complete, "{seed}");
    assert_eq!(answer.rules_hold, !brute.packages.is_empty(), "{seed}");
    counts(&talks, &brute, &answer, seed);
    if !answer.rules_hold {
        return answer;
    }
    sets(&brute, &answer, seed);
    prices(&talks, &brute, &answer, seed);
    deals(&talks, &brute, &answer, seed);
    drafts(&talks, &brute, &answer, seed);
    elements(&talks, &brute, &answer, seed);
    parties(&talks, &brute, &answer, seed);
    answer
}

fn number(count: usize) -> Option<Count> {
    Some(Count::Number(count as u64))
}

fn counts(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    assert_eq!(answer.space, number(brute.space), "{seed}");
    assert_eq!(answer.packages_allowed_by_rules, number(brute.packages.len()), "{seed}");
    assert_eq!(answer.acceptable_to_all, number(brute.keeping(brute.all()).len()), "{seed}");
    for (p, party) in talks.parties.iter().enumerate() {
        let own = brute.of_party(p);
        let found = answer.acceptable_to.get(&party.id);
        let counted = number(brute.keeping(own).len());
        assert_eq!(found, (own != 0).then_some(&counted), "{seed} {}", party.id);
        for (q, other) in talks.parties.iter().enumerate().skip(p + 1) {
            let others = brute.of_party(q);
            let found = answer.pairs.get(&format!("{}+{}", party.id, other.id));
            let counted = number(brute.keeping(own | others).len());
            assert_eq!(found, (own != 0 && others != 0).then_some(&counted), "{seed}");
        }
    }
}

fn sets(brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    let conflicts = brute.conflicts();
    assert_eq!(sorted(answer.mus.clone()), brute.named(&conflicts), "{seed}");
    assert_eq!(sorted(answer.mcs.clone().unwrap()), brute.named(&brute.moves()), "{seed}");
    let in_conflict = conflicts.iter().fold(0, |all, set| all | set);
    let free = brute.ids(brute.all() & !in_conflict);
    assert_eq!(sorted(vec![answer.not_in_the_way.clone()])[0], free, "{seed}");
}

fn prices(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    let moves = brute.moves();
    let least = moves.iter().map(|&set| brute.cost(set)).min_by(f64::total_cmp);
    assert_eq!(answer.cheapest.as_ref().map(|c| c.cost), least, "{seed}");
    if let Some(cheapest) = &answer.cheapest {
        let sets: Vec<u32> =
            moves.iter().copied().filter(|&set| Some(brute.cost(set)) == least).collect();
        assert_eq!(sorted(cheapest.sets.clone()), brute.named(&sets), "{seed}");
    }
    for (p, party) in talks.parties.iter().enumerate() {
        let own = brute.of_party(p);
        let alone = moves.iter().filter(|&&set| set & !own == 0);
        let price = alone.map(|&set| brute.cost(set)).min_by(f64::total_cmp);
        let found = answer.one_sided.get(&party.id).copied();
        assert_eq!(found, (own != 0).then_some(price), "{seed} {}", party.id);
    }
    for (place, demand) in brute.demands.iter().enumerate() {
        let with = moves.iter().filter(|&&set| set & (1 << place) != 0);
        let share = match with.map(|set| set.count_ones()).min() {
            None => "0".to_owned(),
            Some(1) => "1".to_owned(),
            Some(size) => format!("1/{size}"),
        };
        assert_eq!(answer.responsibility[&demand.id], share, "{seed} {}", demand.id);
    }
}

fn deals(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    for deal in &answer.deals {
        let given = brute.mask(|d| deal.give.contains(&d.id));
        let packages = brute.keeping(brute.all() & !given);
        assert_eq!(deal.packages, number(packages.len()), "{seed}");
        for (e, element) in talks.elements.iter().enumerate() {
            let first = packages[0][e];
            let fixed = packages.iter().all(|p| p[e] == first);
            let found = deal.fixed.get(&element.id);
            assert_eq!(found, fixed.then_some(&element.options[first]), "{seed} {}", element.id);
        }
    }
}

fn drafts(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    for draft in &talks.drafts {
        let found = &answer.drafts[&draft.id];
        let fills =
            brute.packages.iter().filter(|(p, _)| draft.sets.iter().all(|(&e, &o)| p[e] == o));
        let kept: Vec<u32> = fills.map(|(_, kept)| *kept).collect();
        assert_eq!(found.completions, number(kept.len()), "{seed}");
        let ever = kept.iter().fold(0, |all, kept| all | kept);
        let mut broken = found.always_breaks.clone();
        broken.sort();
        assert_eq!(broken, brute.ids(brute.all() & !ever), "{seed} {}", draft.id);
        let fewest = kept.iter().map(|kept| (brute.all() & !kept).count_ones() as usize).min();
        assert_eq!(found.fewest_broken, fewest, "{seed} {}", draft.id);
    }
}

fn elements(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    let on_record: Vec<usize> =
        (0..talks.parties.len()).filter(|&p| brute.of_party(p) != 0).collect();
    for (e, element) in talks.elements.iter().enumerate() {
        let found = &answer.elements[&element.id];
        let mut common: Vec<String> = element.options.clone();
        for &party in &on_record {
            let packages = brute.keeping(brute.of_party(party));
            let takes = |o: usize| packages.iter().any(|p| p[e] == o);
            let options = element.options.iter().enumerate();
            let left: Vec<String> =
                options.filter(|(o, _)| takes(*o)).map(|(_, name)| name.clone()).collect();
            assert_eq!(found.by_party[&talks.parties[party].id], left, "{seed} {}", element.id);
            common.retain(|option| left.contains(option));
        }
        assert_eq!(found.common, common, "{seed} {}", element.id);
        let torn: Vec<usize> =
            on_record.iter().copied().filter(|&p| !brute.together(brute.of_party(p))).collect();
        let others: Vec<usize> = on_record.iter().copied().filter(|p| !torn.contains(p)).collect();
        let takes = |party: usize, option: &String| {
            found.by_party[&talks.parties[party].id].contains(option)
        };
        let shared = element.options.iter().filter(|o| others.iter().all(|&p| takes(p, o)));
        let shared: Vec<String> = shared.cloned().collect();
        let told = !torn.is_empty() && !others.is_empty();
        assert_eq!(found.common_to_others, told.then_some(shared), "{seed} {}", element.id);
        let contested = found.status == ElementStatus::Contested;
        assert_eq!(contested, common.is_empty(), "{seed} {}", element.id);
    }
}

fn parties(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    let torn = (0..talks.parties.len()).filter(|&p| !brute.together(brute.of_party(p)));
    let torn: Vec<String> = torn.map(|p| talks.parties[p].id.clone()).collect();
    assert_eq!(answer.self_contradicting, torn, "{seed}");
    let mut implied = Vec::new();
    for (a, one) in brute.demands.iter().enumerate() {
        for (b, other) in brute.demands.iter().enumerate() {
            let follows =
                brute.packages.iter().all(|(_, kept)| kept & (1 << a) == 0 || kept & (1 << b) != 0);
            if a != b && one.party == other.party && brute.together(1 << a) && follows {
                implied.push((one.id.clone(), other.id.clone()));
            }
        }
    }
    implied.sort();
    let mut found = answer.implied.clone();
    found.sort();
    assert_eq!(found, implied, "{seed}");
}

#[test]
fn the_twin_agrees_on_a_thousand_files() {
    let answers: Vec<PositionsAnswer> =
        (0..1_000).map(|seed| agree(seed, &Limits::default())).collect();
    // Files that say nothing would agree with anything.
    let many = |which: fn(&PositionsAnswer) -> bool| answers.iter().filter(|a| which(a)).count();
    assert!(many(|a| a.mus.len() > 2) > 100);
    assert!(many(|a| a.clusters.len() > 1) > 50);
    assert!(many(|a| a.acceptable_to_all != number(0)) > 100);
    assert!(many(|a| !a.rules_hold) > 5);
    assert!(many(|a| !a.bankable.is_empty()) > 100);
}

#[test]
fn the_solver_agrees_with_the_twin_by_itself() {
    (0..1_000).for_each(|seed| _ = agree(seed, &SOLVER));
}

#[test]
fn what_is_cut_short_still_has_the_smallest_conflict_and_the_cheapest_move() {
    let (mut cut, mut proved) = (0, 0);
    for seed in 0..1_000 {
        let talks = random::talks(seed);
        let brute = Brute::of(&talks);
        let answer = moves(&talks, &Limits { questions: 1, ..SOLVER });
        if answer.complete || brute.packages.is_empty() {
            continue;
        }
        cut += 1;
        let conflicts = brute.conflicts();
        for conflict in &answer.mus {
            assert!(brute.named(&conflicts).contains(conflict), "{seed}: {conflict:?}");
        }
        let shortest = answer.mus.iter().map(Vec::len).min();
        let smallest = conflicts.iter().map(|set| set.count_ones() as usize).min();
        // Of every part, so of the whole as well.
        assert_eq!(shortest, smallest, "{seed}");
        let told = answer.smallest_conflict.clone().unwrap();
        assert_eq!(Some(told.size), smallest, "{seed}");
        assert!(told.at_least <= told.size && told.proved == (told.at_least == told.size));
        proved += usize::from(told.proved);
        open_questions(&talks, &brute, &answer, seed);
        let least = brute.moves().iter().map(|&set| brute.cost(set)).min_by(f64::total_cmp);
        assert_eq!(answer.cheapest.map(|c| c.cost), least, "{seed}");
    }
    assert!(cut > 300 && proved > 300, "{cut} {proved}");
}

/// What was not found is not said.
fn open_questions(talks: &Talks, brute: &Brute, answer: &PositionsAnswer, seed: u64) {
    let in_conflict = brute.conflicts().iter().fold(0, |all, set| all | set);
    let free = brute.ids(brute.all() & !in_conflict);
    assert!(answer.not_in_the_way.iter().all(|id| free.contains(id)), "{seed}");
    assert!(answer.responsibility.is_empty(), "{seed}");
    let firm = brute.mask(|d| d.firm);
    for (p, party) in talks.parties.iter().enumerate() {
        let own = brute.of_party(p);
        let able = brute.together(brute.all() & !(own & !firm));
        let told = answer.one_sided.get(&party.id);
        assert_eq!(told, (own != 0 && !able).then_some(&None), "{seed} {}", party.id);
    }
}
