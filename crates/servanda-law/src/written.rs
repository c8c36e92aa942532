//! Proofs as they are written: canonical text, derived once for each question and kept while there is room.

use crate::answer::{Answer, Query};
use crate::law::Law;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes of proofs kept at most; then all are let go, to be derived again when asked for.
const KEPT: usize = 32 << 20;

/// A proof in canonical form, with the statements it rests on.
///
/// Accounts ask the same few questions over and over: a proof is shared by all that come to it.
#[derive(Debug)]
pub struct Written {
    canonical: String,
    statements: Vec<String>,
    told: OnceLock<[String; 2]>,
}

impl Written {
    /// The proof as JSON with sorted keys and no white space.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The statements it rests on, sorted.
    #[must_use]
    pub fn statements(&self) -> &[String] {
        &self.statements
    }

    /// The proof in sentences, in English and Japanese, as `tell` makes them of its JSON when first asked.
    pub fn told(&self, tell: impl FnOnce(&str) -> [String; 2]) -> &[String; 2] {
        self.told.get_or_init(|| tell(&self.canonical))
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        self.canonical == other.canonical
    }
}

impl Eq for Written {}

impl serde::Serialize for Written {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.canonical)
    }
}

/// Proofs written so far.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<(HashMap<Query, Arc<Written>>, usize)>);

impl Answer<'_> {
    /// The derivation of the answer, written out; the same as [`Answer::proof`] gives.
    #[must_use]
    pub fn written(&self) -> Arc<Written> {
        let law: &Law = self.law;
        let lock = || law.written.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().0.get(&self.query) {
            return Arc::clone(known);
        }
        let proof = self.proof();
        let written = Arc::new(Written {
            canonical: proof.canonical(),
            statements: proof.statements(),
            told: OnceLock::new(),
        });
        let mut kept = lock();
        kept.1 += written.canonical.len();
        if kept.1 > KEPT {
            kept.0.clear();
            kept.1 = written.canonical.len();
        }
        kept.0.insert(self.query.clone(), Arc::clone(&written));
        written
    }
}
