//! A list as it is handed over: loads, chances, worth and fallbacks.

use safeconduct_model::mission::{Fallback, Instead, Mission, MissionLoad};

use super::build::Builder;
use super::day::DayModel;
use super::judge;
use super::master::List;
use super::outcomes::Outcomes;
use super::recourse::{Counted, Recourse};
use crate::error::PlanError;

/// Trucks less than this are no fallback.
const LEAST: f64 = 0.05;

/// Upper quantiles of Student's t that one side exceeds once in twenty, from one
/// degree of freedom on.
const STUDENT: [f64; 30] = [
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771,
    1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725, 1.721, 1.717, 1.714, 1.711, 1.708, 1.706,
    1.703, 1.701, 1.699, 1.697,
];

/// What the mean of these bounds is below, wrong once in twenty. The best on a
/// sample is never below the best there is in expectation (Mak, Morton and Wood
/// 1999), so this bounds that.
pub fn upper(bounds: &[f64]) -> f64 {
    let number = bounds.len() as f64;
    let mean = bounds.iter().sum::<f64>() / number;
    if bounds.len() < 2 {
        return f64::INFINITY;
    }
    let variance = bounds.iter().map(|b| (b - mean).powi(2)).sum::<f64>() / (number - 1.0);
    let quantile = STUDENT.get(bounds.len() - 2).copied().unwrap_or(1.697);
    mean + quantile * (variance / number).sqrt()
}

/// The requests of a list, those worth most first.
///
/// # Errors
/// The solver gave up.
pub fn requests(
    day: &DayModel,
    builder: &Builder,
    list: &List,
    outcomes: &Outcomes,
) -> Result<Vec<Mission>, PlanError> {
    let mut recourse = Recourse::new(day, Counted::Expected)?;
    recourse.ask(&list.sizes);
    let all = judge::judge(&mut recourse, outcomes, None)?.within;
    let mut worths = Vec::new();
    for i in list.requests(day) {
        let without = judge::judge(&mut recourse, outcomes, Some(i))?.within;
        worths.push((i, (all - without).max(0.0)));
    }
    worths.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let order: Vec<usize> = worths.iter().map(|(i, _)| *i).collect();
    let mut missions = Vec::new();
    for (position, &(i, worth)) in worths.iter().enumerate() {
        let Some(chances) = day.sendings[i].chances else { continue };
        missions.push(Mission {
            id: name(position),
            way: builder.way(day.sendings[i].way),
            trucks: list.sizes[i] as u32,
            plan_trucks: day.sendings[i].planned,
            load: load(day, builder, i, list.sizes[i]),
            chances,
            worth_people_days: worth,
            fallback: fallback(day, builder, (list, &order), i, &mut recourse)?,
        });
    }
    Ok(missions)
}

fn name(position: usize) -> String {
    format!("m{}", position + 1)
}

fn load(day: &DayModel, builder: &Builder, i: usize, trucks: f64) -> Vec<MissionLoad> {
    let tonnes = |(&k, each): (&usize, &f64)| MissionLoad {
        commodity: builder.commodity(k),
        tonnes: each * trucks,
    };
    day.sendings[i].load.iter().map(tonnes).filter(|load| load.tonnes > 0.0).collect()
}

/// What is sent more if request `i` alone is refused.
fn fallback(
    day: &DayModel,
    builder: &Builder,
    (list, order): (&List, &[usize]),
    i: usize,
    recourse: &mut Recourse,
) -> Result<Fallback, PlanError> {
    let mut granted = vec![true; day.sendings.len()];
    let all = recourse.come(&granted)?.clone();
    granted[i] = false;
    let refused = recourse.come(&granted)?.clone();
    // As if nobody took its place.
    let mut still = Recourse::new(day, Counted::Expected)?;
    let sizes: Vec<f64> = (0..list.sizes.len()).map(|j| list.sizes[j].min(all.sent[j])).collect();
    still.ask(&sizes);
    let without = still.come(&granted)?.within;
    let more = |j: &usize| refused.sent[*j] - all.sent[*j];
    let mut ways: Vec<usize> =
        (0..day.sendings.len()).filter(|j| *j != i && more(j) > LEAST).collect();
    ways.sort_by(|a, b| more(b).total_cmp(&more(a)).then(a.cmp(b)));
    let instead = |j: usize| Instead {
        mission: order.iter().position(|&at| at == j).map(name),
        way: builder.way(day.sendings[j].way),
        trucks: more(&j),
    };
    Ok(Fallback {
        instead: ways.into_iter().map(instead).collect(),
        lost_people_days: (all.within - refused.within).max(0.0),
        lost_without_people_days: (all.within - without).max(0.0),
    })
}
