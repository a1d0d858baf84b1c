//! How much of a long list is printed.

use super::words::row;
use crate::report::number;

/// Whether long lists are printed whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lists {
    /// What is needed first, with a count of the rest.
    #[default]
    Short,
    /// Everything.
    Whole,
}

impl Lists {
    /// Items printed of a list.
    pub fn items(self) -> usize {
        self.most(12)
    }

    /// Items of which each is long and stands for many.
    pub fn examples(self) -> usize {
        self.most(3)
    }

    /// Names in a sentence.
    pub fn names(self) -> usize {
        self.most(8)
    }

    /// Positions of which the record is printed whole.
    pub fn record(self) -> usize {
        self.most(60)
    }

    fn most(self, short: usize) -> usize {
        match self {
            Self::Short => short,
            Self::Whole => usize::MAX,
        }
    }

    /// `a, b and c`; of many the first ones and how many others there are.
    pub fn row(self, parts: impl IntoIterator<Item = String>) -> String {
        let mut parts: Vec<String> = parts.into_iter().collect();
        // One more is no longer than saying that there is one more.
        if parts.len() > self.names().saturating_add(1) {
            let others = parts.split_off(self.names()).len();
            parts.push(format!("{} others", number::whole(others as f64)));
        }
        row(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn a_row_counts_what_it_leaves_out() {
        let names = |count: usize| (1..=count).map(|n| n.to_string());
        assert_eq!(Lists::Short.row(names(9)), "1, 2, 3, 4, 5, 6, 7, 8 and 9");
        assert_eq!(Lists::Short.row(names(10)), "1, 2, 3, 4, 5, 6, 7, 8 and 2 others");
        assert!(Lists::Whole.row(names(10)).ends_with("9 and 10"));
    }
}
