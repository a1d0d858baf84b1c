//! What happens by chance: static losses, incidents that come back, closures.

use safeconduct_model::figure::Provenance;
use safeconduct_model::id::SiteId;
use safeconduct_model::simulation::{CrossingChain, NearRepeat, Start};
use safeconduct_model::units::Share;
use safeconduct_simulate::chance::{Dice, Purpose};
use safeconduct_simulate::interceptor::near_repeat::Process;
use safeconduct_simulate::script::survival as survival_of;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, RUNS, Refusal, SEED, figures, sample};

#[derive(Deserialize)]
pub struct Path {
    segment_loss: Vec<f64>,
    convoys: u32,
}

pub fn survival(path: &Path) -> Result<Answer, Refusal> {
    let survives = survival_of(path.segment_loss.iter().copied());
    let convoys = f64::from(path.convoys);
    let mut answer = figures([
        ("p_survive", survives),
        ("mean_arrivals", convoys * survives),
        ("var_arrivals", convoys * survives * (1.0 - survives)),
    ]);
    let arrivals = |run: u64| {
        let mut dice = Dice::new(SEED, run, Purpose::World);
        let mut arrives = |_: &u32| path.segment_loss.iter().all(|loss| !dice.happens(*loss));
        (0..path.convoys).filter(|convoy| arrives(convoy)).count() as f64
    };
    let all: Vec<f64> = (0..RUNS).map(arrivals).collect();
    answer.insert("simulated".to_owned(), json!({ "arrivals": sample(&all) }));
    Ok(answer)
}

#[derive(Deserialize)]
pub struct Incidents {
    mu: f64,
    branching: f64,
    beta: f64,
    horizon: f64,
    window: f64,
}

pub fn hawkes(incidents: &Incidents) -> Result<Answer, Refusal> {
    if !(0.0..1.0).contains(&incidents.branching) {
        return Err(Refusal::Figure("branching", "at least 0 and below 1"));
    }
    let of = NearRepeat {
        background_per_day: incidents.mu,
        branching: Share(incidents.branching),
        decay_per_day: incidents.beta,
        provenance: Provenance::default(),
    };
    let days = incidents.horizon as usize;
    let daily: f64 = Process::expected(&of, days).iter().sum();
    let mut answer = figures([
        ("mean_events_continuous", Process::expected_in_continuous_time(&of, incidents.horizon)),
        ("mean_events_daily_poisson", daily),
        ("stationary_rate", Process::long_run_rate(&of)),
        ("asymptotic_variance_to_mean", Process::variance_to_mean(&of, f64::INFINITY)),
        ("stationary_variance_to_mean_window", Process::variance_to_mean(&of, incidents.window)),
    ]);
    let runs: Vec<f64> = (0..RUNS).map(|run| counted(&of, run, 0, days)).collect();
    // Ten times the memory of an incident is long enough to forget the start.
    let before = (10.0 / (incidents.beta * (1.0 - incidents.branching))).ceil() as usize;
    let window = incidents.window as usize;
    let still: Vec<f64> = (0..RUNS).map(|run| counted(&of, run, before, window)).collect();
    let simulated = json!({ "events_daily_poisson": sample(&runs), "window": sample(&still) });
    answer.insert("simulated".to_owned(), simulated);
    Ok(answer)
}

/// Incidents of a run within some days after others.
fn counted(of: &NearRepeat, run: u64, before: usize, days: usize) -> f64 {
    let mut dice = Dice::new(SEED, run, Purpose::Mind);
    let mut process = Process::new(of, 4);
    for _ in 0..before {
        process.day(&mut dice);
    }
    (0..days).map(|_| process.day(&mut dice).iter().map(|n| f64::from(*n)).sum::<f64>()).sum()
}

#[derive(Deserialize)]
pub struct Closing {
    p_close: f64,
    p_reopen: f64,
    days: usize,
}

pub fn closures(closing: &Closing) -> Result<Answer, Refusal> {
    let chain = CrossingChain {
        site: SiteId::default(),
        close_if_open: Share(closing.p_close),
        open_if_closed: Share(closing.p_reopen),
        start: Start::Open,
        trucks_when_open: None,
        trucks_quantiles: Vec::new(),
        provenance: Provenance::default(),
    };
    let mut answer = figures([
        ("stationary_open", chain.open_share()),
        ("expected_open_days_from_open", chain.expected_open_days(closing.days)),
        ("mean_closure_days", chain.mean_closure_days()),
    ]);
    let open_days = |run: u64| {
        let mut dice = Dice::new(SEED, run, Purpose::World);
        let (mut open, mut days) = (true, 0u32);
        for day in 0..closing.days {
            let stays =
                if open { !dice.happens(closing.p_close) } else { dice.happens(closing.p_reopen) };
            open = if day == 0 { true } else { stays };
            days += u32::from(open);
        }
        f64::from(days)
    };
    let all: Vec<f64> = (0..RUNS).map(open_days).collect();
    answer.insert("simulated".to_owned(), json!({ "open_days": sample(&all) }));
    Ok(answer)
}
