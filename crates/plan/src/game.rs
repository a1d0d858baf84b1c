//! The interception game on a plain directed network.
