//! An answer with what its check need not find again.

use safeconduct_model::answer::Answer;
use safeconduct_model::check::bound::Bounds;

/// An answer, and the bounds that the checker found for the stages of a plan.
pub struct Planned<'w> {
    pub answer: Answer,
    pub bounds: Option<Bounds<'w>>,
}

impl From<Answer> for Planned<'_> {
    fn from(answer: Answer) -> Self {
        Self { answer, bounds: None }
    }
}
