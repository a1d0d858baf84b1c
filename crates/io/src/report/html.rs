//! One self-contained page: nothing from outside, no scripts, one A4 sheet.
//!
//! Text is escaped by the template; names are made visible before that. What
//! is marked `screen` is not printed, so that the essentials fit on a sheet.

use maud::html;
use safeconduct_model::plan::Plan;
use safeconduct_model::world::World;

use super::figures::Figures;
use super::map;

mod basis;
mod coverage;
mod daily;
mod diet;
mod heading;
pub(crate) mod page;
mod passage;
mod sheet;
mod week;
mod worth;

pub(crate) use passage::loss_bar;

/// The plan as a page.
#[must_use]
pub fn plan(world: &World, plan: &Plan) -> String {
    let f = Figures::of(world, plan);
    let look = map::Look {
        width: 480.0,
        id: "map".to_owned(),
        widest_t_per_day: map::widest(&f),
        name_sites: true,
    };
    let sheet = sheet::fitting(&f);
    let body = html! {
        (heading::heading(&f))
        (heading::tiles(&f))
        main {
            section class="half" aria-labelledby="where" {
                h2 id="where" { "Where aid goes" }
                figure {
                    (map::draw(&f, &look))
                    figcaption {
                        (map::legend(&f, &look))
                        @if f.schematic() {
                            p class="note" { "Schematic: lines are straight between places, not surveyed roads." }
                        }
                    }
                }
            }
            div class="half stack" {
                (coverage::section(&f, sheet.zones))
                (passage::loss(&f))
                (passage::crossings(&f, &sheet.crossings))
            }
            (worth::baselines(&f))
            (worth::reasons(&f, sheet.reasons))
            (diet::nutrients(&f))
            (diet::rations(&f))
            (week::section(&f))
            (daily::section(&f))
            (worth::terms(&f))
            (worth::stages(&f))
            (basis::section(&f))
        }
        (heading::footer(&f))
    };
    page::page(&format!("{} – {}", f.title(), f.framework()), "plan", &body)
}
