//! Why zones are below full coverage, week by week, and what would lift them.

use maud::{Markup, html};

use crate::report::figures::Figures;
use crate::report::figures::week::Run;
use crate::report::text::week_note;
use crate::report::{number, visible};

/// Runs of weeks listed.
const LISTED: usize = 100;

/// Changes listed for each.
const CHANGES: usize = 6;

/// A table of runs of weeks; on screen only, as the reasons are printed already.
pub(super) fn section(f: &Figures<'_>) -> Markup {
    let runs = f.weeks();
    html! {
        @if f.tells_weeks() && !runs.is_empty() {
            section class="wide screen" aria-labelledby="weeks" {
                h2 id="weeks" { "Week by week" }
                div class="scroll" tabindex="0" role="region" aria-labelledby="weeks" {
                    table {
                        thead { tr {
                            th scope="col" { "Zone" }
                            th scope="col" class="num" { "coverage" }
                            th scope="col" class="num" { "people missing a day" }
                            th scope="col" { "What binds" @if f.tried_changes() { ", and what would lift it" } }
                        } }
                        tbody {
                            @for run in runs.iter().take(LISTED) {
                                tr {
                                    th scope="row" { bdi { (run.zone) } small { (run.when()) } }
                                    td class="num" { (run.coverage()) }
                                    td class="num" { (run.missing()) }
                                    td {
                                        bdi { (run.said) }
                                        @if f.tried_changes() { (changes(run)) }
                                    }
                                }
                            }
                        }
                    }
                }
                p class="note" { (week_note(f)) }
                @if runs.len() > LISTED { p class="note" { (runs.len() - LISTED) " more: see unserved_weeks.csv." } }
            }
        }
    }
}

/// Changes that lift the zone, the smallest first, with people fed more a day.
fn changes(run: &Run<'_>) -> Markup {
    html! {
        @if !run.changes().is_empty() {
            ul class="said" {
                @for change in run.changes().iter().take(CHANGES) {
                    li {
                        bdi { (visible::cut(&visible::visible(&change.change), 200)) } ": "
                        (number::whole(change.zone_people_fed_per_day)) " people more a day here, "
                        (number::whole(change.people_fed_per_day)) " in all"
                    }
                }
            }
            @let rest = run.changes().len().saturating_sub(CHANGES);
            @if rest > 0 { p class="note" { (rest) " more changes lift it: see changes.csv." } }
        }
    }
}
