//! What clauses are worth: worked by hand, and against planning everything anew.
#![allow(clippy::unwrap_used)]

mod random;

use std::path::Path;

use random::Shape;
use safeconduct_model::answer::Answer;
use safeconduct_model::apply::apply;
use safeconduct_model::framework::Framework;
use safeconduct_model::read;
use safeconduct_model::scenario::Scenario;
use safeconduct_model::term::Term;
use safeconduct_model::worth::{Bond, Change, Measure, Orders, TermWorth, Worth};
use safeconduct_plan::worth::{Ask, worth};
use safeconduct_plan::{Settings, plan};

fn scenario(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    read::path(&path).scenario.unwrap()
}

fn exact() -> Settings {
    Settings { gap: 0.0, baselines: false, ..Settings::default() }
}

fn weighed(scenario: &Scenario, from: &str, to: &str, ask: &Ask) -> Worth {
    let ends = (scenario.framework(from), scenario.framework(to));
    worth(scenario, ends, ask, &exact(), &mut |_| {}).unwrap()
}

fn term<'w>(worth: &'w Worth, id: &str) -> &'w TermWorth {
    worth.terms.iter().find(|term| term.term == id).unwrap()
}

/// Worth, first and last.
fn figures(worth: &Worth, id: &str) -> [i64; 3] {
    let term = term(worth, id);
    [term.worth, term.alone, term.last].map(Option::unwrap)
}

fn sum(worth: &Worth) -> i64 {
    worth.terms.iter().map(|term| term.worth.unwrap()).sum()
}

#[test]
fn two_gates_are_worth_what_its_readme_says() {
    let scenario = scenario("two-gates");
    let found = weighed(&scenario, "north-only", "south-only", &Ask::default());
    assert_eq!((found.from_value, found.to_value), (Some(600_000), Some(900_000)));
    assert_eq!(term(&found, "south-closed").change, Change::Removed);
    assert_eq!(figures(&found, "south-closed"), [900_000; 3]);
    assert_eq!(term(&found, "north-closed").change, Change::Added);
    assert_eq!(figures(&found, "north-closed"), [-600_000; 3]);
    let ask = Ask { measure: Measure::WorstCase, ..Ask::default() };
    let found = weighed(&scenario, "north-only", "few-trucks", &ask);
    assert_eq!(figures(&found, "south-closed"), [80_000, 40_000, 120_000]);
    assert_eq!(figures(&found, "six-trucks"), [40_000, 0, 80_000]);
    let pair = &found.pairs[0];
    assert_eq!((pair.first.as_str(), pair.bond), ("six-trucks", Bond::Needs));
    assert_eq!(pair.together, 80_000);
    let ask = Ask { measure: Measure::Lowest, ..Ask::default() };
    let found = weighed(&scenario, "few-trucks", "north-only", &ask);
    assert_eq!((found.from_value, found.to_value), (Some(600_000), Some(400_000)));
    assert_eq!(sum(&found), -200_000);
}

#[test]
fn a_closure_lifted_and_a_later_opening_do_for_each_other() {
    // The opening applies after the closure, so either of the two changes is enough.
    let scenario = scenario("two-gates");
    let found = weighed(&scenario, "north-only", "both", &Ask::default());
    assert_eq!(figures(&found, "south-closed"), [450_000, 900_000, 0]);
    assert_eq!(figures(&found, "both-open"), [450_000, 900_000, 0]);
    assert_eq!(found.pairs[0].bond, Bond::OneWillDo);
}

#[test]
fn expected_worths_are_found() {
    for name in ["two-gates", "dual-track", "gaza-june-2025"] {
        let scenario = scenario(name);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
        let text = std::fs::read_to_string(path.join("expected/worth.toml")).unwrap();
        let wanted: serde_json::Value = toml::from_str(&text).unwrap();
        for pair in wanted["pairs"].as_array().unwrap() {
            let measure = serde_json::from_value(pair["measure"].clone()).unwrap();
            let ask = Ask { measure, ..Ask::default() };
            let (from, to) = (pair["from"].as_str().unwrap(), pair["to"].as_str().unwrap());
            let found = weighed(&scenario, from, to, &ask);
            let tolerance = pair["tolerance"].as_i64().unwrap_or(0);
            let near = |found: i64, wanted: &serde_json::Value, what: &str| {
                let apart = (found - wanted.as_i64().unwrap()).abs();
                assert!(apart <= tolerance, "{name}: {from} to {to}: {what} is {found}");
            };
            near(found.difference.unwrap(), &pair["difference"], "the difference");
            let worths = pair["worth"].as_object().unwrap();
            assert_eq!(worths.len(), found.terms.len(), "{name}: {from} to {to}");
            for (id, worth) in worths {
                near(term(&found, id).worth.unwrap(), worth, id);
            }
        }
    }
}

#[test]
fn without_a_plan_at_an_end_nothing_is_shared_out() {
    let scenario = scenario("dual-track");
    let found = weighed(&scenario, "corridors-only", "impossible-floor", &Ask::default());
    assert_eq!((found.to_value, found.difference), (None, None));
    assert!(found.terms.iter().all(|term| term.worth.is_none()));
    assert!(found.counts.without_plan > 0 && !found.without_plan.is_empty());
}

/// A framework of the terms of another at these positions.
fn part(of: &Framework, id: &str, mask: usize) -> Framework {
    let terms = of.terms.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
    let terms: Vec<Term> = terms.map(|(_, term)| term.clone()).collect();
    Framework { id: safeconduct_model::id::FrameworkId(id.to_owned()), terms, ..of.clone() }
}

/// People-days of a whole plan; none where there is none.
fn planned(scenario: &Scenario, framework: &Framework) -> Option<f64> {
    let world = apply(scenario, Some(framework)).ok()?;
    match plan(&world, &exact(), &mut |_| {}).unwrap() {
        Answer::Planned(plan) => Some(plan.claims.people_days),
        Answer::Infeasible(_) => None,
    }
}

/// The slow twin: worths of all terms of a framework by planning every part of it
/// and walking every order; none where no order has a plan at every step.
fn twin(scenario: &Scenario, of: &Framework) -> Option<Vec<f64>> {
    let terms = of.terms.len();
    let values: Vec<Option<f64>> =
        (0..1 << terms).map(|mask| planned(scenario, &part(of, "part", mask))).collect();
    let (mut sums, mut orders) = (vec![0.0; terms], 0);
    let mut order: Vec<usize> = (0..terms).collect();
    walk(&mut order, 0, &mut |order| {
        let masks: Vec<usize> =
            (0..=terms).map(|n| order[..n].iter().map(|i| 1 << i).sum()).collect();
        let passed: Option<Vec<f64>> = masks.iter().map(|mask| values[*mask]).collect();
        if let Some(passed) = passed {
            orders += 1;
            for (step, &i) in order.iter().enumerate() {
                sums[i] += passed[step + 1] - passed[step];
            }
        }
    });
    (orders > 0).then(|| sums.into_iter().map(|sum| sum / f64::from(orders)).collect())
}

fn walk(order: &mut Vec<usize>, from: usize, visit: &mut dyn FnMut(&[usize])) {
    if from >= order.len() {
        return visit(order);
    }
    for other in from..order.len() {
        order.swap(from, other);
        walk(order, from + 1, visit);
        order.swap(from, other);
    }
}

#[test]
fn worths_are_those_of_planning_everything_anew_and_add_up() {
    let (mut compared, mut broken, mut followed) = (0, 0, 0);
    for seed in 500..510 {
        let scenario = random::scenario(seed, Shape { days: 7, far: false, rich: true });
        let whole = &scenario.frameworks[0];
        let few = part(whole, "few", 0b1111);
        let ends = (None, Some(&few));
        let found = worth(&scenario, ends, &Ask::default(), &exact(), &mut |_| {}).unwrap();
        followed += found.counts.between + found.counts.alike;
        let Some(difference) = found.difference else {
            broken += 1;
            continue;
        };
        let Some(slow) = twin(&scenario, &few) else {
            assert!(found.terms.iter().all(|term| term.worth.is_none()), "seed {seed}");
            continue;
        };
        assert_eq!(sum(&found), difference, "seed {seed}");
        let most = found.from_value.unwrap().max(found.to_value.unwrap()) as f64;
        for (term, slow) in few.terms.iter().zip(slow) {
            let fast = self::term(&found, &term.id).worth.unwrap() as f64;
            assert!(
                (fast - slow).abs() <= 1e-5 * most + 20.0,
                "seed {seed}: {fast} {slow} {found:#?}"
            );
            compared += 1;
        }
    }
    println!("{compared} worths compared, {broken} without a plan, {followed} not solved for");
    assert!(compared >= 12 && followed > 0);
}

#[test]
fn the_way_back_takes_what_the_way_gave() {
    for seed in 520..524 {
        let scenario = random::scenario(seed, Shape { days: 7, far: false, rich: true });
        let to = Some(&scenario.frameworks[0]);
        let run = |ends| worth(&scenario, ends, &Ask::default(), &exact(), &mut |_| {}).unwrap();
        let (there, back) = (run((None, to)), run((to, None)));
        for (a, b) in there.terms.iter().zip(&back.terms) {
            assert_eq!((a.term.as_str(), b.change), (b.term.as_str(), Change::Removed));
            if let (Some(a), Some(b)) = (a.worth, b.worth) {
                assert!((a + b).abs() <= 1 + a.abs() / 100_000, "seed {seed}: {a} {b}");
            }
        }
    }
}

#[test]
fn values_from_shared_columns_are_those_of_the_ends_planned_alone() {
    let scenario = scenario("gaza-june-2025");
    let found = weighed(&scenario, "centres-only", "dual-track", &Ask::default());
    assert_eq!(found.ends.len(), 2);
    for end in &found.ends {
        let apart = (end.planned - end.valued).abs();
        assert!(apart <= 1e-6 * end.valued, "{end:?}");
    }
    assert_eq!(Some(sum(&found)), found.difference);
    let said: Vec<&str> = found.pairs.iter().map(|pair| pair.sentence.as_str()).collect();
    let needs = "`alternative-corridors` changes nothing without lifting `no-corridors`";
    assert!(said.iter().any(|said| said.starts_with(needs)), "{said:#?}");
}

#[test]
fn sampled_worths_add_up_and_hold_the_exact_ones_within_their_errors() {
    let scenario = scenario("gaza-june-2025");
    let exact = weighed(&scenario, "centres-only", "dual-track", &Ask::default());
    let ask = Ask { exact_up_to: 0, draws: 12, seed: 3, ..Ask::default() };
    let sampled = weighed(&scenario, "centres-only", "dual-track", &ask);
    assert_eq!(sampled.orders, Orders::Sampled { drawn: 24, counted: 24, seed: 3 });
    assert_eq!(Some(sum(&sampled)), sampled.difference);
    for (a, b) in exact.terms.iter().zip(&sampled.terms) {
        let apart = (a.worth.unwrap() - b.worth.unwrap()).abs() as f64;
        assert!(apart <= 4.0 * b.standard_error.unwrap() + 2.0, "{a:?} {b:?}");
        assert_eq!((a.alone, a.last), (b.alone, b.last));
    }
    assert_eq!(weighed(&scenario, "centres-only", "dual-track", &ask), sampled);
}

#[test]
fn terms_alike_in_another_order_differ_by_their_order() {
    let scenario = scenario("two-gates");
    let term = |id: &str| scenario.framework(id).unwrap().terms[0].clone();
    let framework = |terms: Vec<Term>| Framework { terms, ..scenario.frameworks[0].clone() };
    let opened = framework(vec![term("north-only"), term("both")]);
    let closed = framework(vec![term("both"), term("north-only")]);
    let run = |ends| worth(&scenario, ends, &Ask::default(), &exact(), &mut |_| {}).unwrap();
    let found = run((Some(&opened), Some(&closed)));
    assert_eq!(found.terms.len(), 1, "{found:#?}");
    assert_eq!(found.terms[0].change, Change::Order);
    assert_eq!(found.terms[0].worth, Some(-900_000));
    let same = run((Some(&opened), Some(&opened)));
    assert!(same.terms.is_empty() && same.difference == Some(0), "{same:#?}");
}
