//! Three-valued truth: yes, no, unknown.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Truth in strong Kleene logic. `Unknown` means that both completions are
/// still possible; it is never a kind of `No`.
///
/// ```
/// use servanda_time::Truth::{self, *};
/// assert_eq!(No.and(Unknown), No);
/// assert_eq!(Yes.and(Unknown), Unknown);
/// assert_eq!(Truth::any([No, Unknown, Yes]), Yes);
/// assert_eq!(Truth::all([]), Yes);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// Holds under every completion of what is unknown.
    Yes,
    /// Fails under every completion of what is unknown.
    No,
    /// Neither is established.
    Unknown,
}

impl Truth {
    /// Conjunction: `No` if either is `No`, `Yes` if both are `Yes`.
    #[must_use]
    pub const fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    /// Disjunction: `Yes` if either is `Yes`, `No` if both are `No`.
    #[must_use]
    pub const fn or(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
            (Truth::No, Truth::No) => Truth::No,
            _ => Truth::Unknown,
        }
    }

    /// Negation; `Unknown` stays `Unknown`.
    #[must_use]
    #[allow(clippy::should_implement_trait)] // implemented below; this one is const and needs no import
    pub const fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Conjunction of all; `Yes` for none. Stops at the first `No`.
    pub fn all(items: impl IntoIterator<Item = Truth>) -> Truth {
        let mut sum = Truth::Yes;
        for t in items {
            sum = sum.and(t);
            if sum == Truth::No {
                break;
            }
        }
        sum
    }

    /// Disjunction of all; `No` for none. Stops at the first `Yes`.
    pub fn any(items: impl IntoIterator<Item = Truth>) -> Truth {
        let mut sum = Truth::No;
        for t in items {
            sum = sum.or(t);
            if sum == Truth::Yes {
                break;
            }
        }
        sum
    }

    /// Whether this is `Yes`.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Truth::Yes)
    }

    /// Whether this is `No`.
    #[must_use]
    pub const fn is_no(self) -> bool {
        matches!(self, Truth::No)
    }

    /// Whether this is `Unknown`.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Truth::Unknown)
    }

    /// Whether this is `Yes` or `No`.
    #[must_use]
    pub const fn is_definite(self) -> bool {
        !self.is_unknown()
    }

    /// `Some(true)`, `Some(false)` or `None` for `Unknown`.
    #[must_use]
    pub const fn known(self) -> Option<bool> {
        match self {
            Truth::Yes => Some(true),
            Truth::No => Some(false),
            Truth::Unknown => None,
        }
    }

    /// `Yes` where it must hold, `No` where it cannot, `Unknown` in between.
    ///
    /// `must` should imply `can`; if it does not, `must` wins.
    #[must_use]
    pub const fn from_bounds(must: bool, can: bool) -> Truth {
        if must {
            Truth::Yes
        } else if can {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    /// The word used in data: `yes`, `no`, `unknown`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Truth::Yes => "yes",
            Truth::No => "no",
            Truth::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(b: bool) -> Truth {
        if b { Truth::Yes } else { Truth::No }
    }
}

impl From<Option<bool>> for Truth {
    fn from(b: Option<bool>) -> Truth {
        b.map_or(Truth::Unknown, Truth::from)
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;
    fn not(self) -> Truth {
        Truth::not(self)
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
