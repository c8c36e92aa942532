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

/// Loads records: alone if they bring their own taxonomy (a whole record), else over the embedded one. A
/// compiled record ([`COMPILED`]) is whole too; others are laid over it.
///
/// # Errors
/// All that is wrong with them.
pub fn load(paths: &[PathBuf], alone: bool) -> Result<Loaded, Diagnostics> {
    let (compiled, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|p| is_compiled(p));
    let base = match compiled[..] {
        [] if alone || paths.iter().any(|p| brings_taxonomy(p)) => Record::empty(),
        [] => embedded(),
        [path] => {
            let read = std::fs::read(path).map_err(|e| e.to_string());
            let read = read.and_then(|b| Record::from_bytes(&b).map_err(|e| e.to_string()));
            read.map_err(|error| Diagnostics::of_file(&path.to_string_lossy(), error))?
        }
        [_, second, ..] => {
            let message = "a second compiled record; each is whole, so that only one can be given";
            return Err(Diagnostics::of_file(
                &second.to_string_lossy(),
                message.to_owned(),
            ));
        }
    };
    Record::overlay(base, &paths)
}

/// What the name of a compiled record ends with.
pub const COMPILED: &str = "servanda";

fn is_compiled(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == COMPILED) && path.is_file()
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
