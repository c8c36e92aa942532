//! In what capacity a general rule applies on a day: as a treaty that binds the two, as custom, or as older doctrine.

use crate::law::{Law, LawError};
use crate::reading::ReadingSpec;
use crate::rules;
use servanda_time::{Day, Truth};

/// In what capacity a general rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// As an article of a treaty in force between the two, which covers the agreement.
    Treaty,
    /// As custom.
    Custom,
    /// As the doctrine of its time: before the rule was written down, or on a reading that denies it to be custom.
    Doctrine,
    /// As a method of reading the record; no rule of law.
    Method,
}

impl Capacity {
    /// The word used in data.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Capacity::Treaty => "treaty",
            Capacity::Custom => "custom",
            Capacity::Doctrine => "doctrine",
            Capacity::Method => "method",
        }
    }
}

/// How articles name it, its agreement in the record, and the year, month and day of its text.
type Instrument = (&'static str, Option<&'static str>, (i32, u8, u8));

/// The instruments that state general rules: how articles name them, their agreement in the record if they are one, and
/// the day of their text.
const INSTRUMENTS: &[Instrument] = &[
    ("VCLT 1969", Some("vclt-1969"), (1969, 5, 23)),
    (
        "Vienna Convention 1978",
        Some("vienna-succession-1978"),
        (1978, 8, 23),
    ),
    ("UN Charter", Some("un-charter-1945"), (1945, 6, 26)),
    ("ILC 2001", None, (2001, 8, 9)),
    ("ILC 2011", None, (2011, 8, 12)),
];

/// The choice point on whether the articles state custom, and its options.
const CUSTOM: (&str, &str, &str) = ("law-of-treaties-as-custom", "custom", "doctrine");

impl Law {
    /// In what capacity a rule of the table applies to an agreement between two on a day, under a reading.
    ///
    /// A rule applies as a treaty where the instrument that states it was in force for both when the agreement was
    /// signed, and is on the day (VCLT art. 4: not retroactive). Otherwise the choice point
    /// `law-of-treaties-as-custom` decides, if the record has it and the reading or its default chooses one of
    /// `custom` and `doctrine`; without it, a rule whose text found custom that was there applies as custom, and
    /// another as custom from the day on which its text was settled.
    ///
    /// # Errors
    /// A rule, agreement or actor that is not there; a reading that is not in the record.
    pub fn capacity(
        &self,
        rule: &str,
        agreement: &str,
        (x, y): (&str, &str),
        day: Day,
        reading: &ReadingSpec,
    ) -> Result<Capacity, LawError> {
        let rule = rules::all()
            .into_iter()
            .find(|r| r.id == rule)
            .ok_or_else(|| LawError::NotFound("rule", rule.into()))?;
        let a = self.find_agreement(agreement)?;
        self.find_actor(x)?;
        self.find_actor(y)?;
        if matches!(rule.basis, "method" | "record") {
            return Ok(Capacity::Method);
        }
        let named = INSTRUMENTS
            .iter()
            .filter(|(name, ..)| rule.article.contains(name));
        let made = a.signed.iter().filter_map(|s| s.on.earliest()).min();
        let mut settled: Option<Day> = None;
        for (_, id, (year, month, date)) in named {
            if let (Some(id), Some(made)) = (id, made)
                && self.record().agreement(id).is_some()
                && *id != agreement
                && self.stated_between(id, (x, y), made, reading)?
                && self.stated_between(id, (x, y), day, reading)?
            {
                return Ok(Capacity::Treaty);
            }
            if rule.basis == "custom" {
                // The text found custom that was there.
                continue;
            }
            let text = Day::from_ymd(*year, *month, *date);
            settled = match (settled, text) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        if let Some(var) = self.choices().index(CUSTOM.0) {
            let chosen = self.choices().resolve(self.record(), reading)?;
            let option = &self.choices().all()[var as usize].options[chosen[var as usize] as usize];
            if option == CUSTOM.1 {
                return Ok(Capacity::Custom);
            }
            if option == CUSTOM.2 {
                return Ok(Capacity::Doctrine);
            }
        }
        Ok(match settled {
            Some(text) if day < text => Capacity::Doctrine,
            _ => Capacity::Custom,
        })
    }

    /// Whether an instrument was certainly in force between two on a day.
    fn stated_between(
        &self,
        id: &str,
        (x, y): (&str, &str),
        day: Day,
        reading: &ReadingSpec,
    ) -> Result<bool, LawError> {
        let answer = self.in_force(id, Some(x), Some(y), day)?;
        Ok(answer.under(reading)? == Truth::Yes)
    }
}
