//! Sentences about lists of missions.

use safeconduct_model::mission::{Asked, Bound, Chances, FloorResult, MissionDay, Missions};

use crate::report::number;

/// A number with its noun.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The floor that was asked for.
pub fn floor(asked: &Asked) -> String {
    if asked.floor <= 0.0 {
        return "no floor".to_owned();
    }
    format!("at least {} of the day {}", number::percent(asked.floor), failing(asked.fail))
}

/// So many failures, as a condition.
pub fn failing(fail: u32) -> String {
    match fail {
        0 => "if none fails".to_owned(),
        1 => "if any one fails".to_owned(),
        k => format!("if any {k} fail"),
    }
}

/// What the plan brings on the day.
pub fn plan(day: &MissionDay) -> String {
    let mut text = format!(
        "As planned the day brings {} people-days; {} of them need no request",
        number::whole(day.plan_people_days),
        number::whole(day.unasked_people_days)
    );
    if day.before_people_days >= 0.5 {
        let before = number::whole(day.before_people_days);
        text.push_str(&format!(" ({before} are in store or on the road before)"));
    }
    text + "."
}

/// Chances of the four outcomes.
pub fn chances(chances: &Chances) -> String {
    format!(
        "facilitated {}, impeded {}, denied {}, cancelled {}",
        number::percent(chances.facilitated),
        number::percent(chances.impeded),
        number::percent(chances.denied),
        number::percent(chances.cancelled)
    )
}

/// How near the list is proved to be to the best.
pub fn bound(bound: &Bound) -> String {
    let (lower, upper) = (number::whole(bound.lower), number::whole(bound.upper));
    if bound.confidence <= 0.0 {
        return "No bound: the list was chosen for the floor alone.".to_owned();
    }
    let gap = number::percent(super::gap(bound));
    let sure = if bound.confidence >= 1.0 {
        "every outcome was counted".to_owned()
    } else {
        format!("with {} confidence", number::percent(bound.confidence))
    };
    format!(
        "The list brings at least {lower} in expectation, no list that keeps what was asked more \
         than {upper}: a gap of {gap}, {sure}."
    )
}

/// Whether the floor is kept.
pub fn kept(floor: &FloorResult, fail: u32) -> String {
    let asked = number::whole(floor.asked);
    match floor.reachable {
        None => format!("At least {asked} people-days arrive {}: kept.", failing(fail)),
        Some(reachable) => format!(
            "No list keeps {asked} people-days {}: at most {} can be kept. The list shown keeps that.",
            failing(fail),
            number::whole(reachable)
        ),
    }
}

/// What a list rests on, whatever the scenario.
pub fn basis(missions: &Missions) -> Vec<String> {
    let asked = &missions.asked;
    vec![
        "A people-day is a person's full energy need of a day, counted as the plan counts it; up \
         to what the plan gives each group it counts fully, beyond that a hundredth, so that \
         nobody is fed beyond the plan at the cost of somebody within it."
            .to_owned(),
        "Requests are granted or refused independently of each other. A day on which all are \
         refused together is rarer here than it may be: that is what the floor is for."
            .to_owned(),
        "Granted means facilitated or impeded. Of an impeded load the stated part is expected to \
         arrive, as with losses on the road; the rest turns back. Denied and cancelled are known \
         before trucks leave, so their trucks can take another way."
            .to_owned(),
        "If requests fail, nothing of them arrives and all others go as requested.".to_owned(),
        "Each day is judged as if the days before had gone as planned: ask again every evening \
         with what is known then."
            .to_owned(),
        format!(
            "Bad day: exceeded in 19 of 20 outcomes. Lists were chosen on {} outcomes in each of \
             {} replications and judged on {} others, the same for every row; where there are no \
             more than that, every outcome was counted.",
            asked.outcomes, asked.replications, asked.judged
        ),
    ]
}
