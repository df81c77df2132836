//! Hostile texts: nothing panics, aborts or takes long.
