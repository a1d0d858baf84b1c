//! Scenario in, certified plan out.
