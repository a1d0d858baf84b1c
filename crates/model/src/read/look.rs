//! Looking over what was read: what is allowed and yet likely a slip.

use super::Gather;
use super::tables::Tables;
use crate::need::Walking;

/// Adds what looks wrong across rows.
pub(super) fn over(_tables: &Tables, _walking: Option<&Walking>, _gather: &mut Gather) {}
