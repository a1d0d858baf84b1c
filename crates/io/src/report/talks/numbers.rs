//! What follows from numbers that a user gave to options.

use safeconduct_model::talks::front::{FrontAnswer, Point};

use super::Page;
use super::words::{option, packages, row, some};
use crate::report::number;

/// Packages shown of the front; the JSON has more.
const SHOWN: usize = 8;

/// The front, and three packages on it.
pub fn numbers(page: &mut Page, answer: &FrontAnswer) {
    page.section("By the numbers given in the file");
    let parties = page.words.parties(&answer.parties);
    page.say(&format!(
        "Somebody gave numbers for {parties}; nothing here is on record. A party's number of a \
         package is the sum of weight times value over the elements. Numbers of different parties \
         are not worth alike unless whoever gave them says so."
    ));
    if !answer.exact {
        page.say("Some numbers have more digits than can be summed exactly and were rounded.");
    }
    let size = some(answer.size, "package is", "packages are");
    page.say(&format!(
        "Of {} that the rules allow, {size} such that no other one is better for somebody and worse \
         for nobody (packages of the same numbers counted once).",
        packages(answer.packages.as_ref())
    ));
    let shown = answer.front.iter().take(SHOWN);
    if answer.size <= SHOWN {
        for point in shown {
            let line = told(page, point);
            page.item(&line);
        }
    }
    let named = [
        ("Largest product of all numbers", answer.largest_product.as_ref()),
        ("Lowest number highest (most equal)", Some(&answer.most_equal)),
        ("Largest sum of all numbers", Some(&answer.largest_total)),
    ];
    for (name, point) in named {
        let line = match point {
            Some(point) => format!("{name}: {}", told(page, point)),
            None => format!("{name}: none, as every package has a number below 0"),
        };
        page.item(&line);
    }
}

fn told(page: &Page, point: &Point) -> String {
    let values = point.values.iter().map(|(party, value)| {
        let value = number::decimals(*value, 3);
        format!("{} {value}", page.words.party(party))
    });
    let values = row(values);
    let chosen = point.package.iter();
    let chosen: Vec<String> =
        chosen.map(|(e, o)| format!("{}: {}", page.words.element(e), option(o))).collect();
    format!("{values}, with {}", chosen.join("; "))
}
