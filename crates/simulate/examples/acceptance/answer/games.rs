//! Interceptors that err, and how far from the value learners in play may be.

use safeconduct_simulate::game::{exploitability, value};
use safeconduct_simulate::interceptor::quantal::{respond, subjective};
use serde::Deserialize;
use serde_json::{Number, Value};

use super::{Answer, Refusal, figure, figures};

#[derive(Deserialize)]
pub struct Loot {
    expected_loot: Vec<f64>,
    lambdas: Vec<Number>,
    #[serde(default)]
    suqr: Option<Subjective>,
}

#[derive(Deserialize)]
pub struct Subjective {
    w: [f64; 3],
    guard: Vec<f64>,
    reward: Vec<f64>,
    penalty: Vec<f64>,
}

fn list(chances: &[f64]) -> Value {
    Value::Array(chances.iter().map(|chance| figure(*chance)).collect())
}

pub fn quantal(loot: &Loot) -> Result<Answer, Refusal> {
    let mut answer = Answer::new();
    for lambda in &loot.lambdas {
        let mut chances = vec![0.0; loot.expected_loot.len()];
        respond(&loot.expected_loot, lambda.as_f64().unwrap_or(f64::NAN), &mut chances);
        let loss: f64 = chances.iter().zip(&loot.expected_loot).map(|(p, x)| p * x).sum();
        answer.insert(format!("attack_prob_l{lambda}"), list(&chances));
        answer.insert(format!("expected_loss_l{lambda}"), figure(loss));
    }
    if let Some(of) = &loot.suqr {
        let chances = subjective(of.w, &of.guard, &of.reward, &of.penalty);
        answer.insert("suqr_attack_prob".to_owned(), list(&chances));
    }
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Matrix {
    loss_matrix: Vec<Vec<f64>>,
    iterations: u64,
}

pub fn self_play(game: &Matrix) -> Result<Answer, Refusal> {
    let rows = game.loss_matrix.len();
    let columns = game.loss_matrix.first().map_or(0, Vec::len);
    if rows == 0 || columns == 0 || game.loss_matrix.iter().any(|row| row.len() != columns) {
        return Err(Refusal::Figure("loss_matrix", "rows of equal length"));
    }
    Ok(figures([
        ("value", value(&game.loss_matrix)),
        (
            "exploitability_bound_regret_matching",
            exploitability(&game.loss_matrix, game.iterations),
        ),
    ]))
}
