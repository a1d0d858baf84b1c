//! The report of talks as one self-contained page.

use maud::{Markup, html};

use super::block::Block;
use crate::report::html::page as frame;
use crate::report::text::table::Align;

/// The page; names were made visible before, and the template escapes them.
pub fn html(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.as_str()),
        _ => None,
    });
    let sections: Vec<&[Block]> =
        blocks.chunk_by(|_, next| !matches!(next, Block::Section(_))).collect();
    let (head, rest) = sections.split_first().map_or((&[][..], &[][..]), |(h, r)| (*h, r));
    let body = html! {
        header { (pieces(head)) }
        main {
            @for (place, section) in rest.iter().enumerate() {
                section class="wide" aria-labelledby={ "part-" (place) } {
                    @if let [Block::Section(title), below @ ..] = section {
                        h2 id={ "part-" (place) } { (title) }
                        (pieces(below))
                    }
                }
            }
        }
        footer {
            span { "Safeconduct " (env!("CARGO_PKG_VERSION")) }
            span { "It follows from the file and from nothing else." }
        }
    };
    frame::page(title.unwrap_or("Talks"), "talks", &body)
}

/// Blocks in order, items gathered into lists.
fn pieces(blocks: &[Block]) -> Markup {
    let listed = |block: &Block| matches!(block, Block::Item(_) | Block::Part(_));
    let drawn = |block: &Block| matches!(block, Block::Curve(_));
    let groups = blocks
        .chunk_by(|a, b| listed(a) && listed(b) || drawn(a) && drawn(b) || source(a) && source(b));
    html! {
        @for group in groups {
            @match group {
                [Block::Item(_) | Block::Part(_), ..] => ul class="said" { (items(group)) },
                [Block::Curve(_), ..] => div class="multiples curves" {
                    @for (place, block) in group.iter().enumerate() {
                        @if let Block::Curve(curve) = block { (curve.draw(place)) }
                    }
                },
                [Block::Source(_), ..] => div class="note" {
                    @for block in group { @if let Block::Source(line) = block { p { (line) } } }
                },
                _ => @for block in group { (one(block)) },
            }
        }
    }
}

fn source(block: &Block) -> bool {
    matches!(block, Block::Source(_))
}

/// Items, each with its parts below it.
fn items(group: &[Block]) -> Markup {
    let each = group.chunk_by(|_, next| matches!(next, Block::Part(_)));
    html! {
        @for item in each {
            li {
                @for block in item {
                    @match block {
                        Block::Item(said) => (said),
                        Block::Part(said) => p class="note" { (said) },
                        _ => {},
                    }
                }
            }
        }
    }
}

fn one(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(title) => h1 { bdi { (title) } },
            Block::Facts(facts) => p class="facts" { @for fact in facts { span { (fact) } } },
            Block::Verdict(said) => p { strong { (said) } },
            Block::Section(title) => h2 { (title) },
            Block::Say(said) | Block::Below(said) => p { (said) },
            Block::Table(head, rows) => (table(head, rows)),
            Block::Source(said) | Block::Item(said) | Block::Part(said) => p { (said) },
            Block::Curve(curve) => (curve.draw(0)),
        }
    }
}

fn table(head: &[(String, Align)], rows: &[Vec<String>]) -> Markup {
    let class = |column: usize| {
        (head.get(column).map(|(_, align)| *align) == Some(Align::Right)).then_some("num")
    };
    html! {
        div class="scroll" {
            table {
                thead { tr { @for (column, (title, _)) in head.iter().enumerate() {
                    th scope="col" class=[class(column)] { (title) }
                } } }
                tbody { @for row in rows {
                    tr { @for (column, cell) in row.iter().enumerate() {
                        @if column == 0 { th scope="row" { (cell) } }
                        @else { td class=[class(column)] { (cell) } }
                    } }
                } }
            }
        }
    }
}
