//! Interceptors: ten ways of deciding where to wait, one file each.
//!
//! An interceptor sees what passed on days before, and what a mix sends in the
//! mean (a mix may be known; the day's draw is secret). Every day it gives each
//! target a score; [`strike::choose`] turns scores into Γ different targets.
//! Only one of them has an informant ([`leak`]). None was estimated on aid convoys.

use safeconduct_model::simulation::Behaviours;

use crate::chance::Dice;

pub mod best_response;
pub mod exp3;
pub mod hot_spot;
pub mod leak;
pub mod near_repeat;
pub mod nothing;
pub mod pattern;
pub mod post;
pub mod quantal;
pub mod regret;
pub mod strike;

/// What an interceptor may know when it decides about a day.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The day.
    pub day: usize,
    /// Days in the horizon.
    pub days: usize,
    /// Strikes it has today.
    pub strikes: usize,
    /// By target: loot of a day in the mean over the horizon under the mix, USD.
    pub usual: &'a [f64],
    /// By target: loot of this day in the mean under the mix, USD.
    pub expected: &'a [f64],
    /// Value that leaves on this day in the mean, USD.
    pub cargo: f64,
    /// Loot of every target on days before, the latest last, day by day.
    pub past: &'a [f64],
    /// Loot of today's draw, where an informant told it.
    pub told: Option<&'a [f64]>,
}

impl Sight<'_> {
    /// Number of targets.
    #[must_use]
    pub fn targets(&self) -> usize {
        self.usual.len()
    }

    /// What each target would have brought on an earlier day.
    #[must_use]
    pub fn seen(&self, day: usize) -> &[f64] {
        let wide = self.targets();
        self.past.get(day * wide..(day + 1) * wide).unwrap_or_default()
    }
}

/// How scores are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// No strike at all.
    Nothing,
    /// The highest scores; among equals by lot.
    Best,
    /// By lot, with odds in proportion to the scores, one after the other.
    Odds,
    /// As `Odds`, but at most so many strikes, however many are allowed.
    OddsUpTo(usize),
}

/// Whoever waits on the road, for one run.
pub trait Interceptor: Send {
    /// Scores each target of the day.
    fn weigh(&mut self, sight: &Sight, dice: &mut Dice, scores: &mut [f64]) -> Choice;

    /// Learns what each target would have brought, and which were struck.
    fn learn(&mut self, _sight: &Sight, _seen: &[f64], _struck: &[usize]) {}

    /// What it learnt from its own strikes. Two of a kind with the same beliefs
    /// and the same past decide alike.
    fn beliefs(&self) -> &[f64] {
        &[]
    }

    /// Chance that an informant tells it a day's draw.
    fn informed(&self) -> f64 {
        0.0
    }

    /// Another that knows and decides as it does.
    fn twin(&self) -> Box<dyn Interceptor>;

    /// Forgets everything: a new run begins.
    fn begin(&mut self);
}

/// Makes an interceptor for so many targets and days.
type Make = fn(&Behaviours, Setting) -> Box<dyn Interceptor>;

/// What an interceptor is made for.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Number of targets.
    pub targets: usize,
    /// Days in the horizon.
    pub days: usize,
    /// Which of its variants: a delay, an order; 0 where there is one only.
    pub variant: u32,
}

/// A row of the table: one kind of interceptor.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Name on the command line and in `simulation.toml`.
    pub name: &'static str,
    /// What it does, in a few words.
    pub does: &'static str,
    /// The variants that its parameters ask for.
    pub variants: fn(&Behaviours) -> Vec<u32>,
    /// Makes one.
    pub make: Make,
}

fn one(_: &Behaviours) -> Vec<u32> {
    vec![0]
}

/// Every kind, in the order in which they are printed.
pub const KINDS: [Kind; 10] = [
    Kind { name: "none", does: "strikes nowhere", variants: one, make: nothing::make },
    Kind {
        name: "static",
        does: "stands where most passes in the mean",
        variants: one,
        make: post::make,
    },
    Kind {
        name: "best-response",
        does: "goes where most passed some days ago",
        variants: |all| all.best_response.delay_days.clone(),
        make: best_response::make,
    },
    Kind {
        name: "hot-spot",
        does: "goes where most passed lately",
        variants: one,
        make: hot_spot::make,
    },
    Kind {
        name: "pattern",
        does: "looks for what followed the last days before",
        variants: |all| all.pattern.orders.clone(),
        make: pattern::make,
    },
    Kind { name: "exp3", does: "learns from its own strikes", variants: one, make: exp3::make },
    Kind {
        name: "regret",
        does: "learns from what every strike would have brought",
        variants: one,
        make: regret::make,
    },
    Kind {
        name: "quantal",
        does: "prefers rich targets, by lot",
        variants: one,
        make: quantal::make,
    },
    Kind {
        name: "near-repeat",
        does: "comes back to where it struck",
        variants: one,
        make: near_repeat::make,
    },
    Kind {
        name: "leak",
        does: "learns the day's draw from an informant on some days",
        variants: one,
        make: leak::make,
    },
];

/// An interceptor to play against: a kind and one of its variants.
#[derive(Clone, Copy)]
pub struct Opponent {
    /// The kind.
    pub kind: &'static Kind,
    /// The variant.
    pub variant: u32,
}

impl Opponent {
    /// Its name: the kind's, with the variant where it has several.
    #[must_use]
    pub fn name(&self) -> String {
        match self.variant {
            0 => self.kind.name.to_owned(),
            variant => format!("{}-{variant}", self.kind.name),
        }
    }

    /// Makes it for so many targets and days.
    #[must_use]
    pub fn make(
        &self,
        behaviours: &Behaviours,
        targets: usize,
        days: usize,
    ) -> Box<dyn Interceptor> {
        (self.kind.make)(behaviours, Setting { targets, days, variant: self.variant })
    }
}

/// Every opponent that the parameters ask for.
#[must_use]
pub fn opponents(behaviours: &Behaviours) -> Vec<Opponent> {
    let variants = |kind: &'static Kind| {
        let all = (kind.variants)(behaviours);
        all.into_iter().map(move |variant| Opponent { kind, variant })
    };
    KINDS.iter().flat_map(variants).collect()
}
