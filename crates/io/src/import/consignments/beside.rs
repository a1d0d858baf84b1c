//! Months of several registers side by side: a range and the days behind it,
//! never an average.

use std::collections::BTreeSet;

use jiff::civil::Date;
use safeconduct_model::consignments::{Month, MonthBeside, Range, Register};

/// Every month of any register; nothing where there is one register.
pub(super) fn months(registers: &[Register]) -> Vec<MonthBeside> {
    if registers.len() < 2 {
        return Vec::new();
    }
    let of = |register: &Register| register.months.iter().map(|m| m.month.clone()).collect();
    let named: BTreeSet<String> = registers.iter().flat_map(|r| -> Vec<String> { of(r) }).collect();
    named.into_iter().map(|month| beside(month, registers)).collect()
}

fn beside(month: String, registers: &[Register]) -> MonthBeside {
    let find = |r: &Register| r.months.iter().find(|m| m.month == month).cloned();
    let found: Vec<Option<Month>> = registers.iter().map(find).collect();
    let first = registers.iter().map(|r| r.first).max();
    let last = registers.iter().map(|r| r.last).min();
    let shared = match first.zip(last) {
        Some((first, last)) if found.iter().all(Option::is_some) => shared(&month, first, last),
        _ => 0,
    };
    let same = found.iter().flatten().all(|m| m.days_covered == shared) && shared > 0;
    let trucks = || found.iter().flatten().map(|m| m.trucks);
    let range = trucks().min().zip(trucks().max()).filter(|_| same);
    MonthBeside {
        month,
        days_covered_by_all: shared,
        registers: found,
        trucks: range.map(|(low, high)| Range { low, high }),
    }
}

/// Days of a month from `first` to `last`.
fn shared(month: &str, first: Date, last: Date) -> u32 {
    let within = |day: Date| format!("{:04}-{:02}", day.year(), day.month()) == month;
    let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
    u32::try_from(days.filter(|day| within(*day)).count()).unwrap_or(u32::MAX)
}
