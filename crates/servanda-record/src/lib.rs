//! What is known: actors, places, agreements, events, statements and their sources.

pub mod model;

pub use model::*;
