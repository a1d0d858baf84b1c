//! What a report of talks is made of, and how it reads as text.

use crate::report::style::Style;
use crate::report::text::WIDTH;
use crate::report::text::table::{Align, Table};
use crate::report::text::wrap;

use super::curve::Curve;

/// A piece of the report.
pub enum Block {
    /// The title of the whole.
    Title(String),
    /// Short facts below the title.
    Facts(Vec<String>),
    /// A source, below the facts.
    Source(String),
    /// The answer in one sentence.
    Verdict(String),
    /// What stands below it.
    Below(String),
    /// A section begins.
    Section(String),
    /// A paragraph.
    Say(String),
    /// An item of a list.
    Item(String),
    /// An item of an item.
    Part(String),
    /// Columns and rows.
    Table(Vec<(String, Align)>, Vec<Vec<String>>),
    /// Drawn on a page; words say the same in text.
    Curve(Curve),
}

/// The report as text.
pub fn text(blocks: &[Block], style: Style) -> String {
    let mut out = String::new();
    let mut answered = false;
    for block in blocks {
        let piece = match block {
            Block::Title(title) => format!("{}\n", style.bold(title)),
            Block::Facts(facts) => wrap::facts(facts, WIDTH),
            Block::Source(line) => wrap::hanging(line, 0, 2, WIDTH),
            Block::Verdict(said) => {
                let gap = if std::mem::replace(&mut answered, true) { "" } else { "\n" };
                format!("{gap}{}", wrap::paragraph(&style.bold(said), 0, WIDTH))
            }
            Block::Below(said) => wrap::paragraph(said, 0, WIDTH),
            Block::Section(title) => format!("\n{}\n", style.bold(title)),
            Block::Say(said) => wrap::paragraph(said, 2, WIDTH),
            Block::Item(said) => wrap::item(said, WIDTH),
            Block::Part(said) => wrap::hanging(said, 6, 8, WIDTH),
            Block::Table(head, rows) => {
                let mut table = Table::new(head.clone());
                rows.iter().for_each(|row| table.row(row.clone()));
                table.render(style, WIDTH)
            }
            Block::Curve(_) => String::new(),
        };
        out.push_str(&piece);
    }
    out
}
