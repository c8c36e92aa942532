//! The slow interpreter.

mod change;
mod conduct;
mod force;

pub use change::take_fired;
pub use conduct::Case;
pub use force::Reference;
