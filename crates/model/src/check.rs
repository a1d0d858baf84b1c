//! Checking a plan against its world, without any solver.
