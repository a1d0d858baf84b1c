//! What follows from numbers that a user gave to options; without them nothing
//! is scored.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::Count;

/// Packages that no other one is better than for everybody, by the numbers in
/// the file. A party's number of a package is the sum over elements of weight
/// times value. Numbers of different parties are not worth alike unless
/// whoever gave them says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontAnswer {
    /// Parties that numbers were given for.
    pub parties: Vec<String>,
    /// Packages looked at: those that the rules allow.
    pub packages: Option<Count>,
    /// Whether sums were exact; otherwise weights and values were rounded first,
    /// as they have too many digits.
    pub exact: bool,
    /// How many there are, packages of the same numbers counted once.
    pub size: usize,
    /// The first of them, falling in the first party's number.
    pub front: Vec<Point>,
    /// The package with the largest product of all numbers; none where every
    /// package has a number below 0.
    pub largest_product: Option<Point>,
    /// The package whose lowest number is highest; among equals the next lowest
    /// decides.
    pub most_equal: Point,
    /// The package with the largest sum of all numbers.
    pub largest_total: Point,
}

/// A package with its numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Option by element.
    pub package: BTreeMap<String, String>,
    /// Number by party.
    pub values: BTreeMap<String, f64>,
}
