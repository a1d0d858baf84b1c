//! The requests of all days as one self-contained page: a table a day, to be ticked
//! off in the evening and looked at again when an answer comes.

use maud::{Markup, html};
use safeconduct_model::mission::{Chances, Mission, MissionDay, Missions};

use super::{Shown, facts, policy, words};
use crate::report::html::page;
use crate::report::{number, visible};

/// The page.
pub(super) fn html(shown: &Shown<'_>, missions: &Missions) -> String {
    let title = visible::visible(&shown.scenario.title);
    let body = html! {
        header {
            h1 { "Missions to request: " bdi { (title) } }
            p class="facts" { @for fact in facts(missions) { span { bdi { (fact) } } } }
            (legend())
        }
        main {
            @for (at, day) in missions.days.iter().enumerate() { (of_day(shown, missions, day, at)) }
            section class="wide basis" aria-labelledby="basis" {
                h2 id="basis" { "What this rests on" }
                ul class="said" {
                    @for line in words::basis(missions) { li { (line) } }
                    @for remark in &missions.remarks { li { bdi { (visible::visible(remark)) "." } } }
                }
            }
        }
        footer {
            span { "Safeconduct " (visible::name(&missions.version)) }
            span { bdi { (visible::visible(&missions.command)) } }
            span { "This page names roads and days: treat it as sensitive." }
        }
    };
    page::page(&format!("{title} – missions to request"), "missions", &body)
}

/// The four outcomes with the look of each, in the order of the bars.
const OUTCOMES: [(&str, &str); 4] =
    [("facilitated", "fed"), ("impeded", "b1"), ("denied", "seized"), ("cancelled", "refused")];

fn legend() -> Markup {
    html! {
        ul class="legend" aria-label="Chances of a request" {
            @for (name, look) in OUTCOMES { li { span class={ "key " (look) } {} (name) } }
        }
    }
}

/// The requests of days that are alike, and how the list fares.
fn of_day(shown: &Shown<'_>, missions: &Missions, day: &MissionDay, at: usize) -> Markup {
    let id = format!("day-{at}");
    html! {
        section class="wide" aria-labelledby=(id) {
            h2 id=(id) { (shown.days(&day.days)) }
            p { (words::plan(day)) }
            @if day.requests.is_empty() { p { strong { "Nothing to request." } } } @else { (requests(shown, day)) }
            (policies(missions, day))
            p class="note" { (words::bound(&day.bound)) }
            @if let Some(floor) = &day.floor { p { strong { (words::kept(floor, missions.asked.fail)) } } }
        }
    }
}

fn requests(shown: &Shown<'_>, day: &MissionDay) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Requests, scrolls sideways" {
            table class="requests" {
                thead { tr {
                    th scope="col" { "Request" }
                    th scope="col" class="num" { "trucks" }
                    th scope="col" { "load" }
                    th scope="col" { "chances" }
                    th scope="col" class="num" { "worth, people-days" }
                    th scope="col" { "if refused" }
                } }
                tbody { @for mission in &day.requests { (request(shown, mission)) } }
            }
        }
    }
}

fn request(shown: &Shown<'_>, mission: &Mission) -> Markup {
    let (from, to) = shown.ends(&mission.way);
    let fallback = shown.fallback(mission);
    let fallback = fallback.strip_prefix("if refused: ").unwrap_or(&fallback);
    html! {
        tr {
            th scope="row" {
                (visible::name(&mission.id)) ". " bdi { (from) } " to " bdi { (to) }
                small { "by " bdi { (shown.by(&mission.way)) } }
                small { bdi { (shown.carrier(&mission.way)) } }
            }
            td class="num" { strong { (mission.trucks) } small { "plan: " (number::count(mission.plan_trucks)) } }
            td { bdi { (shown.load(&mission.load)) } }
            td { (chances(&mission.chances)) }
            td class="num" { (number::whole(mission.worth_people_days)) }
            td { bdi { (fallback) } }
        }
    }
}

/// A bar with the four chances, and the same in words.
fn chances(chances: &Chances) -> Markup {
    let shares = [chances.facilitated, chances.impeded, chances.denied, chances.cancelled];
    html! {
        div class="rail" aria-hidden="true" {
            @for ((_, look), share) in OUTCOMES.iter().zip(shares) {
                span class=(look) style=(format!("inline-size:{:.2}%", share.clamp(0.0, 1.0) * 100.0)) {}
            }
        }
        small { (words::chances(chances)) }
    }
}

/// The list beside simpler ones, on the same outcomes.
fn policies(missions: &Missions, day: &MissionDay) -> Markup {
    let fail = words::failing(missions.asked.fail);
    html! {
        div class="scroll" tabindex="0" role="region" aria-label="Lists side by side, people-days, scrolls sideways" {
            table class="lists" {
                thead { tr {
                    th scope="col" { "People-days that arrive" }
                    @for head in ["requests", "expected", "±", "bad day", &fail, "beyond the plan"] { th scope="col" class="num" { (head) } }
                } }
                tbody {
                    @for row in &day.policies {
                        @let cells = policy(row);
                        tr {
                            @for (at, cell) in cells.iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td class="num" { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
