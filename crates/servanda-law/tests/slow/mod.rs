//! The slow interpreter.

mod conduct;
mod force;

pub use conduct::Case;
pub use force::Reference;
