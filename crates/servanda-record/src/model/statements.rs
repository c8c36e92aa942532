//! The statements of a record: a list that need not be read whole to find one of its members.

use super::Statement;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// Statements, sorted by id. Used as the vector it stands for.
///
/// Of a record carried in the binary most questions need a few statements out of thousands: these are read one by
/// one as they are looked up. Whoever goes through all has all read first.
///
/// ```
/// use servanda_record::Record;
/// let record = Record::empty();
/// assert_eq!(record.statements.len(), 0);
/// assert!(record.statements.find("x/signed").is_none());
/// ```
#[derive(Default)]
pub struct Statements {
    all: OnceLock<Vec<Statement>>,
    packed: Option<Packed>,
}

/// Statements in compact form, and those of them that were read.
struct Packed {
    /// Offset of each statement's end in `bodies`, four bytes each, least first.
    ends: &'static [u8],
    /// One after the other; each begins with its id.
    bodies: &'static [u8],
    read: Box<[OnceLock<Option<Box<Statement>>>]>,
}

impl Packed {
    fn new(ends: &'static [u8], bodies: &'static [u8]) -> Self {
        let read = (0..ends.len() / 4).map(|_| OnceLock::new()).collect();
        Self { ends, bodies, read }
    }

    fn end(&self, i: usize) -> Option<usize> {
        let four: [u8; 4] = self.ends.get(4 * i..4 * i + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(four)).ok()
    }

    fn body(&self, i: usize) -> Option<&'static [u8]> {
        let start = match i.checked_sub(1) {
            Some(before) => self.end(before)?,
            None => 0,
        };
        self.bodies.get(start..self.end(i)?)
    }

    /// The id of a statement, without reading the rest of it.
    fn id(&self, i: usize) -> Option<&'static str> {
        postcard::take_from_bytes(self.body(i)?)
            .ok()
            .map(|(id, _)| id)
    }

    fn get(&self, i: usize) -> Option<&Statement> {
        let cell = self.read.get(i)?;
        let read = || postcard::from_bytes(self.body(i)?).ok().map(Box::new);
        cell.get_or_init(read).as_deref()
    }

    fn find(&self, id: &str) -> Option<&Statement> {
        let (mut from, mut to) = (0, self.read.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.id(middle)?.cmp(id) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return self.get(middle),
            }
        }
        None
    }

    fn all(&self) -> Vec<Statement> {
        (0..self.read.len())
            .filter_map(|i| self.get(i).cloned())
            .collect()
    }
}

impl Statements {
    /// Statements in the form [`Statements::pack`] gives, read as they are looked up.
    ///
    /// # Errors
    /// `None` where the offsets are not those of such a form.
    pub(crate) fn packed(ends: &'static [u8], bodies: &'static [u8]) -> Option<Self> {
        let packed = Packed::new(ends, bodies);
        let whole = match packed.read.len().checked_sub(1) {
            Some(last) => packed.end(last)? == bodies.len(),
            None => bodies.is_empty(),
        };
        whole.then_some(Self {
            all: OnceLock::new(),
            packed: Some(packed),
        })
    }

    /// The offsets of the ends and the bodies of all statements, one after the other.
    pub(crate) fn pack(&self) -> Result<(Vec<u8>, Vec<u8>), postcard::Error> {
        let (mut ends, mut bodies) = (Vec::new(), Vec::new());
        for s in &**self {
            bodies = postcard::to_extend(s, bodies)?;
            let end =
                u32::try_from(bodies.len()).map_err(|_| postcard::Error::SerializeBufferFull)?;
            ends.extend(end.to_le_bytes());
        }
        Ok((ends, bodies))
    }

    /// The statement of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Statement> {
        match (self.all.get(), &self.packed) {
            (None, Some(packed)) => packed.find(id),
            _ => {
                let i = self.binary_search_by(|s| s.id.as_str().cmp(id)).ok()?;
                self.get(i)
            }
        }
    }

    /// All of them, to be changed.
    #[must_use]
    pub fn into_vec(self) -> Vec<Statement> {
        let packed = self.packed;
        self.all
            .into_inner()
            .unwrap_or_else(|| packed.as_ref().map(Packed::all).unwrap_or_default())
    }
}

impl Deref for Statements {
    type Target = Vec<Statement>;
    fn deref(&self) -> &Vec<Statement> {
        self.all
            .get_or_init(|| self.packed.as_ref().map(Packed::all).unwrap_or_default())
    }
}

impl From<Vec<Statement>> for Statements {
    fn from(all: Vec<Statement>) -> Self {
        Self {
            all: OnceLock::from(all),
            packed: None,
        }
    }
}

impl<'a> IntoIterator for &'a Statements {
    type Item = &'a Statement;
    type IntoIter = std::slice::Iter<'a, Statement>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Clone for Statements {
    fn clone(&self) -> Self {
        match (self.all.get(), &self.packed) {
            (None, Some(p)) => Self {
                all: OnceLock::new(),
                packed: Some(Packed::new(p.ends, p.bodies)),
            },
            _ => Self::from(Vec::clone(self)),
        }
    }
}

impl PartialEq for Statements {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Statements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Statements {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        Vec::serialize(self, s)
    }
}

impl<'de> Deserialize<'de> for Statements {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Vec::deserialize(d).map(Self::from)
    }
}
