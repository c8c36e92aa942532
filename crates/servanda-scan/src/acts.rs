//! Acts: the terms of a taxonomy as numbers, and the codes of event data as terms.

use crate::obligation::ActSet;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The codes that come with the crate; see the head of the file for the rule by
/// which they were assigned.
const CODES: &str = include_str!("../data/act-codes.tsv");

/// Why a taxonomy or a table of codes cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActsError {
    /// More than [`ActSet::LIMIT`] terms.
    TooMany(usize),
    /// A term is there twice.
    Twice(String),
    /// A term's parent is not there.
    NoSuchParent {
        /// The term.
        term: String,
        /// What it is said to be.
        parent: String,
    },
    /// A term is, by way of its parents, itself.
    Circle(String),
    /// A line of a table of codes has not three fields.
    Line(usize),
}

impl fmt::Display for ActsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ActsError::TooMany(n) => write!(f, "{n} acts; at most {}", ActSet::LIMIT),
            ActsError::Twice(term) => write!(f, "act `{term}` is there twice"),
            ActsError::NoSuchParent { term, parent } => {
                write!(
                    f,
                    "act `{term}` is said to be a `{parent}`, which is not there"
                )
            }
            ActsError::Circle(term) => write!(f, "act `{term}` is a kind of itself"),
            ActsError::Line(line) => write!(f, "line {line}: not scheme, code, act"),
        }
    }
}

impl std::error::Error for ActsError {}

/// A taxonomy of acts with a class number for each term.
///
/// ```
/// use servanda_scan::ActTerms;
/// let acts = ActTerms::new([("force", None), ("attack", Some("force")), ("raid", Some("attack"))])?;
/// let class = |term| acts.class(term).unwrap();
/// let (certain, possible) = acts.spoken_of(class("attack"));
/// assert!(certain.contains(class("attack")) && certain.contains(class("raid")));
/// // An act coded only as force may or may not have been an attack.
/// assert!(possible.contains(class("force")) && !certain.contains(class("force")));
/// # Ok::<(), servanda_scan::ActsError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ActTerms {
    terms: Vec<String>,
    parents: Vec<Option<u16>>,
    classes: HashMap<String, u16>,
}

impl ActTerms {
    /// Numbers the terms in the order given, each with its parent, if any. A parent
    /// may come after its children.
    ///
    /// # Errors
    /// [`ActsError`] if it is not a forest of at most [`ActSet::LIMIT`] terms.
    pub fn new<'a>(
        terms: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
    ) -> Result<ActTerms, ActsError> {
        let terms: Vec<_> = terms.into_iter().collect();
        if terms.len() > usize::from(ActSet::LIMIT) {
            return Err(ActsError::TooMany(terms.len()));
        }
        let mut classes = HashMap::new();
        for (class, (term, _)) in (0u16..).zip(&terms) {
            if classes.insert((*term).to_owned(), class).is_some() {
                return Err(ActsError::Twice((*term).to_owned()));
            }
        }
        let parent = |(term, parent): &(&str, Option<&str>)| {
            parent
                .map(|parent| {
                    let missing = || ActsError::NoSuchParent {
                        term: (*term).to_owned(),
                        parent: parent.to_owned(),
                    };
                    classes.get(parent).copied().ok_or_else(missing)
                })
                .transpose()
        };
        let parents = terms.iter().map(parent).collect::<Result<Vec<_>, _>>()?;
        let acts = ActTerms {
            terms: terms.iter().map(|(term, _)| (*term).to_owned()).collect(),
            parents,
            classes,
        };
        for class in 0..acts.terms.len() as u16 {
            if acts.ancestors(class).count() > acts.terms.len() {
                return Err(ActsError::Circle(acts.terms[usize::from(class)].clone()));
            }
        }
        Ok(acts)
    }

    /// How many terms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The number of a term.
    #[must_use]
    pub fn class(&self, term: &str) -> Option<u16> {
        self.classes.get(term).copied()
    }

    /// The term of a number.
    #[must_use]
    pub fn term(&self, class: u16) -> Option<&str> {
        self.terms.get(usize::from(class)).map(String::as_str)
    }

    /// The class, what it is a kind of, and so on. Endless if there is a circle, up to
    /// one more than there are terms.
    fn ancestors(&self, class: u16) -> impl Iterator<Item = u16> {
        let up = |class: &u16| self.parents.get(usize::from(*class)).copied().flatten();
        std::iter::successors(Some(class), up).take(self.terms.len() + 1)
    }

    /// The classes of events that an obligation on acts of `class` speaks of: first
    /// those it certainly does (the class and its kinds), then those it possibly does
    /// (what the class is a kind of: an event coded as force may have been an attack).
    ///
    /// An obligation compiles to one entry for each set, the second with
    /// [`DiagramId::UNKNOWN`](crate::DiagramId::UNKNOWN) in place of yes.
    #[must_use]
    pub fn spoken_of(&self, class: u16) -> (ActSet, ActSet) {
        let is_kind = |other: &u16| self.ancestors(*other).any(|c| c == class);
        let certain = (0..self.terms.len() as u16).filter(is_kind).collect();
        let possible = self.ancestors(class).skip(1).collect();
        (certain, possible)
    }
}

/// From the codes of event data to terms of the taxonomy.
#[derive(Clone, Debug)]
pub struct ActCodes {
    /// Per scheme, from code to term.
    schemes: BTreeMap<String, HashMap<String, String>>,
}

/// Schemes in which a code is a kind of each code that it begins with.
const HIERARCHICAL: [&str; 1] = ["cameo"];

impl ActCodes {
    /// The codes of CAMEO, PLOVER, MID, UCDP and ACLED.
    ///
    /// # Errors
    /// None with the table as it comes; a test reads it.
    pub fn embedded() -> Result<ActCodes, ActsError> {
        ActCodes::read(CODES)
    }

    /// Reads a table: a line each with scheme, code and act, separated by tabs;
    /// `#` begins a line of comment.
    ///
    /// # Errors
    /// [`ActsError::Line`] with the number of a line that is not like that.
    pub fn read(table: &str) -> Result<ActCodes, ActsError> {
        let mut schemes: BTreeMap<String, HashMap<String, String>> = BTreeMap::new();
        for (number, line) in (1..).zip(table.lines()) {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            let [scheme, code, act] = fields[..] else {
                return Err(ActsError::Line(number));
            };
            let codes = schemes.entry(scheme.to_owned()).or_default();
            codes.insert(code.to_owned(), act.to_owned());
        }
        Ok(ActCodes { schemes })
    }

    /// The names of the schemes, in order.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.schemes.keys().map(String::as_str)
    }

    /// The codes of a scheme with their terms, in no order.
    pub(crate) fn codes(&self, scheme: &str) -> impl Iterator<Item = (&str, &str)> {
        let codes = self.schemes.get(scheme).into_iter().flatten();
        codes.map(|(code, term)| (code.as_str(), term.as_str()))
    }

    /// The term a code stands for, or `None` if the scheme has no such code.
    #[must_use]
    pub fn term(&self, scheme: &str, code: &str) -> Option<&str> {
        let codes = self.schemes.get(scheme)?;
        if let Some(term) = codes.get(code) {
            return Some(term);
        }
        let whole = HIERARCHICAL.contains(&scheme) && code.bytes().all(|b| b.is_ascii_digit());
        if !whole || code.len() > 4 {
            return None;
        }
        // The two first digits are the root; below that there is nothing to stand for.
        (2..code.len())
            .rev()
            .find_map(|end| codes.get(&code[..end]))
            .map(String::as_str)
    }

    /// Every term that the table uses, in order.
    #[must_use]
    pub fn terms(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self
            .schemes
            .values()
            .flat_map(|codes| codes.values().map(String::as_str))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
