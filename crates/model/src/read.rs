//! Reading scenarios: every finding at once.
