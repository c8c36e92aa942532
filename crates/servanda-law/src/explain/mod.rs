//! Proofs in words.
