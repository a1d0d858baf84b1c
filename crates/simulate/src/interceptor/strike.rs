//! From scores to strikes: Γ different targets.

use super::Choice;
use crate::chance::Dice;

/// Chooses at most `most` different targets by their scores, into `struck`.
/// Scores are used up.
pub fn choose(
    choice: Choice,
    scores: &mut [f64],
    most: usize,
    dice: &mut Dice,
    struck: &mut Vec<usize>,
) {
    struck.clear();
    let most = most.min(scores.len());
    match choice {
        Choice::Nothing => {}
        Choice::Best => (0..most).for_each(|_| struck.push(best(scores, dice))),
        Choice::Odds => draw(scores, most, dice, struck),
        Choice::OddsUpTo(own) => draw(scores, most.min(own), dice, struck),
    }
}

/// A target with the highest score, by lot among equals; its score is used up.
fn best(scores: &mut [f64], dice: &mut Dice) -> usize {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let equals = scores.iter().filter(|score| **score == highest).count();
    let turn = if equals > 1 { dice.one_of(equals) } else { 0 };
    let mut those = scores.iter().enumerate().filter(|(_, score)| **score == highest);
    let at = those.nth(turn).map_or(0, |(at, _)| at);
    scores[at] = f64::NEG_INFINITY;
    at
}

/// One target after the other with odds in proportion to what scores are left.
fn draw(scores: &mut [f64], most: usize, dice: &mut Dice, struck: &mut Vec<usize>) {
    for _ in 0..most {
        let sum: f64 = scores.iter().sum();
        if sum <= 0.0 {
            return;
        }
        let mut rest = dice.uniform() * sum;
        let passed = |score: &f64| {
            rest -= score;
            *score > 0.0 && rest < 0.0
        };
        let found = scores.iter().position(passed);
        let at = found.or_else(|| scores.iter().rposition(|score| *score > 0.0));
        let Some(at) = at else { return };
        scores[at] = 0.0;
        struck.push(at);
    }
}

/// The chance of each target to be the first that is struck.
pub fn chances(choice: Choice, scores: &mut [f64]) {
    match choice {
        Choice::Nothing => scores.fill(0.0),
        Choice::Best => {
            let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let equals = scores.iter().filter(|score| **score == highest).count() as f64;
            let chance = |score: f64| if score == highest { 1.0 / equals } else { 0.0 };
            scores.iter_mut().for_each(|score| *score = chance(*score));
        }
        Choice::Odds | Choice::OddsUpTo(_) => {
            let sum: f64 = scores.iter().sum();
            if sum > 0.0 {
                scores.iter_mut().for_each(|score| *score /= sum);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Purpose;

    #[test]
    fn targets_differ_and_equals_are_drawn_alike() {
        let mut dice = Dice::new(3, 0, Purpose::Mind);
        let mut counts = [0u32; 4];
        let mut struck = Vec::new();
        for _ in 0..6_000 {
            choose(Choice::Best, &mut [1.0, 2.0, 2.0, 2.0], 2, &mut dice, &mut struck);
            assert!(struck.len() == 2 && struck[0] != struck[1]);
            struck.iter().for_each(|&at| counts[at] += 1);
        }
        assert_eq!(counts[0], 0);
        assert!(counts[1..].iter().all(|&n| n.abs_diff(4_000) < 200), "{counts:?}");
    }

    #[test]
    fn odds_follow_scores_and_zeros_are_never_drawn() {
        let mut dice = Dice::new(3, 0, Purpose::Mind);
        let (mut first, mut struck) = (0, Vec::new());
        for _ in 0..10_000 {
            choose(Choice::Odds, &mut [3.0, 0.0, 1.0], 3, &mut dice, &mut struck);
            assert_eq!(struck.len(), 2);
            first += u32::from(struck[0] == 0);
        }
        assert!(first.abs_diff(7_500) < 200, "{first}");
        choose(Choice::OddsUpTo(1), &mut [3.0, 1.0], 2, &mut dice, &mut struck);
        assert_eq!(struck.len(), 1);
    }
}
