//! Documents: TOML, JSON and CSV as one tree of values with their places.
