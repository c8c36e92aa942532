//! Questions in people's words: ids, days and readings as text go in; answers come out as JSON or as sentences.
//!
//! What the command line and the bindings for other languages have in common, so that both give the same answers
//! and say the same of what is wrong.
//!
//! ```
//! use servanda_ask::{Force, in_force, reading};
//! use servanda_law::Law;
//!
//! let law = Law::new(servanda_ask::embedded().into());
//! let asked = Force { agreement: "ussr-japan-neutrality-1941", party: None, other: None };
//! let spec = reading(&[], law.record())?;
//! let answer = in_force(&law, asked, servanda_ask::day("1943-05-01")?)?;
//! assert_eq!(servanda_ask::answer_json(&law, &answer, &spec, false)["answer"], "yes");
//!
//! let wrong = Force { agreement: "ussr-japan-neutrality-1914", ..asked };
//! let error = in_force(&law, wrong, servanda_ask::day("1943-05-01")?).unwrap_err();
//! assert!(error.contains("did you mean `ussr-japan-neutrality-1941`"));
//! # Ok::<(), String>(())
//! ```

mod because;
mod law;
mod lookup;

pub use because::{
    Explained, explain_claim, explain_code, explain_conduct, explain_force, no_code,
};
pub use law::{
    Force, answer_json, bound, bound_json, conduct, conduct_json, in_force, in_force_json,
    life_json, segments,
};
pub use lookup::{
    all_ids, cited, day, file, known_actor, known_agreement, known_event, reading, shown, unknown,
};

use servanda_record::{Diagnostics, Loaded, Record};
use std::path::{Path, PathBuf};

/// Loads records: alone if they bring their own taxonomy (a whole record), else over the embedded one.
///
/// # Errors
/// All that is wrong with them.
pub fn load(paths: &[PathBuf], alone: bool) -> Result<Loaded, Diagnostics> {
    let base = if alone || paths.iter().any(|p| brings_taxonomy(p)) {
        Record::empty()
    } else {
        embedded()
    };
    Record::overlay(base, paths)
}

fn brings_taxonomy(path: &Path) -> bool {
    path.join("taxonomy.yaml").is_file()
}

/// The record beneath further ones.
#[cfg(feature = "embedded")]
#[must_use]
pub fn embedded() -> Record {
    servanda_embedded::record()
}

/// The record beneath further ones: none.
#[cfg(not(feature = "embedded"))]
#[must_use]
pub fn embedded() -> Record {
    Record::empty()
}
