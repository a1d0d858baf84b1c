//! Corridors alike, and interceptors that learn.

use safeconduct_model::simulation::{Behaviours, Convention};
use safeconduct_model::units::Share;
use safeconduct_simulate::contest::{Contest, Course, leaked as leaked_share, secret};
use safeconduct_simulate::interceptor::{KINDS, Opponent, opponents};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Answer, RUNS, Refusal, SEED, figure, figures, sample};

#[derive(Deserialize)]
pub struct Field {
    corridors: usize,
    days: usize,
    #[serde(default)]
    gamma: Option<f64>,
    #[serde(default)]
    leak: f64,
    #[serde(default)]
    delays: Vec<u32>,
}

impl Field {
    fn contest(&self, course: Course) -> Result<Contest, Refusal> {
        if self.corridors == 0 {
            return Err(Refusal::Figure("corridors", "at least 1"));
        }
        Ok(Contest { corridors: self.corridors, days: self.days, strikes: 1, course })
    }
}

/// An opponent of the table; the first row, which strikes nowhere, where there is
/// none of this name, so that no expected figure would be met.
fn opponent(name: &str, variant: u32) -> Opponent {
    let named = KINDS.iter().find(|kind| kind.name == name);
    Opponent { kind: named.unwrap_or(&KINDS[0]), variant }
}

/// Hits of runs, as JSON.
fn played(contest: &Contest, opponent: Opponent, behaviours: &Behaviours) -> Value {
    let hits = contest.play(opponent, behaviours, RUNS, SEED);
    sample(&hits.into_iter().map(f64::from).collect::<Vec<_>>())
}

/// Interceptors that strike Γ targets on every day without an informant.
fn striking(opponent: &Opponent) -> bool {
    !["none", "near-repeat", "leak"].contains(&opponent.kind.name)
}

pub fn invariance(field: &Field) -> Result<Answer, Refusal> {
    let gamma = field.gamma.unwrap_or(1.0);
    let share = secret(field.corridors, gamma);
    let days = field.days as f64;
    let mut answer =
        figures([("mean_hits", days * share), ("var_hits", days * share * (1.0 - share))]);
    let mut contest = field.contest(Course::Drawn)?;
    contest.strikes = gamma.floor() as usize;
    let behaviours = Behaviours::default();
    let all = opponents(&behaviours).into_iter().filter(striking);
    let simulated: Map<String, Value> =
        all.map(|one| (one.name(), played(&contest, one, &behaviours))).collect();
    if gamma.fract() == 0.0 {
        answer.insert("simulated".to_owned(), Value::Object(simulated));
    }
    Ok(answer)
}

pub fn leaked(field: &Field) -> Result<Answer, Refusal> {
    let share = leaked_share(field.corridors, field.gamma.unwrap_or(1.0), field.leak);
    let days = field.days as f64;
    let mut answer = figures([
        ("loss_per_day", share),
        ("mean_hits", days * share),
        ("var_hits", days * share * (1.0 - share)),
    ]);
    let mut behaviours = Behaviours::default();
    behaviours.leak.chance = Share(field.leak);
    let simulated = played(&field.contest(Course::Drawn)?, opponent("leak", 0), &behaviours);
    answer.insert("simulated".to_owned(), json!({ "leak": simulated }));
    Ok(answer)
}

pub fn fixed(field: &Field) -> Result<Answer, Refusal> {
    let contest = field.contest(Course::Fixed)?;
    let mut answer = Answer::new();
    let mut simulated = Map::new();
    let mut ask = |key: String, one: Opponent, behaviours: &Behaviours| {
        let exact = contest.exact(one, behaviours).map_or(f64::NAN, |hits| hits.mean);
        simulated.insert(key.clone(), played(&contest, one, behaviours));
        answer.insert(key, figure(exact));
    };
    let mut behaviours = Behaviours::default();
    for &delay in &field.delays {
        let key = format!("best_response_delay_{delay}");
        ask(key, opponent("best-response", delay), &behaviours);
    }
    for (word, convention) in
        [("expected_payoff", Convention::Expected), ("realised_action", Convention::Realised)]
    {
        behaviours.regret.convention = convention;
        ask(format!("regret_matching_{word}"), opponent("regret", 0), &behaviours);
    }
    answer.insert("simulated".to_owned(), Value::Object(simulated));
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Bandit {
    corridors: usize,
    days: usize,
    gamma: f64,
}

pub fn exp3(bandit: &Bandit) -> Result<Answer, Refusal> {
    let field = Field {
        corridors: bandit.corridors,
        days: bandit.days,
        gamma: None,
        leak: 0.0,
        delays: Vec::new(),
    };
    let contest = field.contest(Course::Fixed)?;
    let mut behaviours = Behaviours::default();
    behaviours.exp3.exploration = Some(Share(bandit.gamma));
    let one = opponent("exp3", 0);
    let of = |days: usize| {
        let contest = Contest { days, ..contest };
        contest.exact(one, &behaviours).map_or((f64::NAN, f64::NAN), |h| (h.mean, h.variance))
    };
    let (mean, variance) = of(bandit.days);
    let (k, t) = (bandit.corridors as f64, bandit.days as f64);
    let mut answer = figures([
        ("mean_hits", mean),
        ("var_hits", variance),
        ("p_hit_first_day", of(1).0),
        // Theorem of Auer et al. 2002 for the best exploration.
        ("regret_bound_2.63", t - 2.63 * (t * k * k.ln()).sqrt()),
    ]);
    let simulated = json!({ "exp3": played(&contest, one, &behaviours) });
    answer.insert("simulated".to_owned(), simulated);
    Ok(answer)
}

pub fn rotation(field: &Field) -> Result<Answer, Refusal> {
    let contest = field.contest(Course::Rotated)?;
    let mut behaviours = Behaviours::default();
    // With nothing forgotten it goes where most passed ever.
    behaviours.hot_spot.kept_a_day = Share(1.0);
    let mut answer = Answer::new();
    let mut simulated = Map::new();
    for (key, one) in [
        ("repeat_last", opponent("best-response", 1)),
        ("markov_order_1", opponent("pattern", 1)),
        ("most_frequent", opponent("hot-spot", 0)),
    ] {
        let exact = contest.exact(one, &behaviours).map_or(f64::NAN, |hits| hits.mean);
        answer.insert(key.to_owned(), figure(exact));
        simulated.insert(key.to_owned(), played(&contest, one, &behaviours));
    }
    let drawn = field.contest(Course::Drawn)?;
    let pattern = opponent("pattern", 1);
    let mean = drawn.exact(pattern, &behaviours).map_or(f64::NAN, |hits| hits.mean);
    answer.insert("iid_uniform_plan_any_interceptor".to_owned(), figure(mean));
    let [marginal, conditional] = contest.entropy();
    answer.insert("marginal_entropy_bits".to_owned(), figure(marginal));
    answer.insert("conditional_entropy_bits".to_owned(), figure(conditional));
    answer.insert("simulated".to_owned(), Value::Object(simulated));
    Ok(answer)
}
