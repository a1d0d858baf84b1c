//! Aligned columns: names to the left, figures to the right.

use unicode_width::UnicodeWidthStr;

use crate::report::style::Style;
use crate::report::visible;

/// Which side a column is flush with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Text.
    Left,
    /// Figures.
    Right,
}

pub(crate) use Align::{Left, Right};

/// The narrowest a text column is squeezed to.
const NARROWEST: usize = 10;

/// A table for a fixed width. Figures are never cut; text columns are.
pub(crate) struct Table {
    head: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub fn new<T: Into<String>>(head: impl IntoIterator<Item = (T, Align)>) -> Self {
        let head = head.into_iter().map(|(title, align)| (title.into(), align)).collect();
        Self { head, rows: Vec::new() }
    }

    /// Adds a row; cells beyond the columns are dropped.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().take(self.head.len()).collect());
    }

    /// The table, indented by two, at most `width` columns wide.
    pub fn render(&self, style: Style, width: usize) -> String {
        let widths = self.widths(width.saturating_sub(2));
        let titles: Vec<String> = self.head.iter().map(|(title, _)| title.clone()).collect();
        let mut out = style.bold(&self.line(&titles, &widths));
        out.push('\n');
        for row in &self.rows {
            out.push_str(&self.line(row, &widths));
            out.push('\n');
        }
        out
    }

    /// Natural widths, with the widest text columns squeezed until all fit.
    fn widths(&self, width: usize) -> Vec<usize> {
        let widest = |column: usize, title: &str| {
            let cells = self.rows.iter().filter_map(|r| r.get(column)).map(|c| c.width());
            cells.chain([title.width()]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> =
            self.head.iter().enumerate().map(|(i, (title, _))| widest(i, title)).collect();
        let gaps = 2 * self.head.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > width {
            let text = widths.iter_mut().zip(&self.head).filter(|(_, (_, a))| *a == Left);
            match text.map(|(w, _)| w).max() {
                Some(w) if *w > NARROWEST => *w -= 1,
                _ => break,
            }
        }
        widths
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = " ".to_owned();
        for ((cell, &width), (_, align)) in cells.iter().zip(widths).zip(&self.head) {
            let text = if *align == Left { visible::cut(cell, width) } else { cell.clone() };
            let gap = " ".repeat(width.saturating_sub(text.width()));
            line.push_str(if line.len() > 1 { "  " } else { " " });
            match align {
                Left => line.extend([text, gap]),
                Right => line.extend([gap, text]),
            }
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_by_what_is_seen() {
        let mut table = Table::new([("Zone", Left), ("t", Right)]);
        table.row(["漢字".to_owned(), "5".to_owned()]);
        table.row(["abcdef".to_owned(), "1,000".to_owned()]);
        let text = table.render(Style::Plain, 40);
        let ends: Vec<_> = text.lines().map(|l| l.width()).collect();
        assert_eq!(ends, [15, 15, 15], "{text}");
    }

    #[test]
    fn long_names_give_way_to_figures() {
        let mut table = Table::new([("Zone", Left), ("people", Right)]);
        table.row(["a very long name of a zone".to_owned(), "1,234,567".to_owned()]);
        let text = table.render(Style::Plain, 30);
        assert!(text.lines().all(|l| l.width() <= 30), "{text}");
        assert!(text.contains("1,234,567") && text.contains('…'), "{text}");
    }
}
