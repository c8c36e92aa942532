//! A calendar unit on the time line: a century, a year, a season, a month, a week, a day …
//!
//! Years inside are astronomical (1 BC is 0); what is written out follows people's count (`BC0499`).

use super::civil::{
    civil_from_days, days_from_civil, days_in_month, iso_week, monday_of_week, weekday,
};

/// Units of calendar and clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// Fifty years.
    HalfCentury,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl Unit {
    /// The unit's letter in a TIMEX3 duration, whether it stands after `T`, and the factor of that letter's unit.
    #[must_use]
    pub fn letter(self) -> (&'static str, bool, u32) {
        match self {
            Self::Second => ("S", true, 1),
            Self::Minute => ("M", true, 1),
            Self::Hour => ("H", true, 1),
            Self::Day => ("D", false, 1),
            Self::Weekend => ("WE", false, 1),
            Self::Week => ("W", false, 1),
            Self::Fortnight => ("W", false, 2),
            Self::Month => ("M", false, 1),
            Self::Quarter => ("Q", false, 1),
            Self::Year => ("Y", false, 1),
            Self::Decade => ("DE", false, 1),
            Self::HalfCentury => ("Y", false, 50),
            Self::Century => ("CE", false, 1),
            Self::Millennium => ("ML", false, 1),
        }
    }
}

/// A season of the year, northern names; winter is counted to the year of its January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
    pub(crate) fn middle_month(self) -> u8 {
        match self {
            Self::Spring => 4,
            Self::Summer => 7,
            Self::Autumn => 10,
            Self::Winter => 1,
        }
    }
}

/// A calendar unit on the time line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Century by its first astronomical year divided by 100 (`19` is 1900–1999); BC centuries by `bc`.
    Century {
        /// Leading digits as written (19 for 19xx; 3 for the 4th century BC).
        lead: i32,
        /// Before Christ.
        bc: bool,
    },
    /// Decade by its leading digits (194 for the 1940s; 47 BC for the 470s BC).
    Decade {
        /// Leading digits.
        lead: i32,
        /// Before Christ.
        bc: bool,
    },
    /// A year.
    Year(i32),
    /// Half of a year, 1 or 2.
    Half(i32, u8),
    /// Quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A season.
    Season(i32, Season),
    /// A month.
    Month(i32, u8),
    /// An ISO week.
    Week(i32, u8),
    /// The weekend of an ISO week.
    Weekend(i32, u8),
    /// A day.
    Day(i32, u8, u8),
}

impl Point {
    /// The point's (middle) year, astronomical.
    pub(crate) fn year(self) -> i32 {
        match self {
            Self::Century { lead, bc: false } => lead * 100 + 50,
            Self::Century { lead, bc: true } => -(lead * 100 + 50),
            Self::Decade { lead, bc: false } => lead * 10 + 5,
            Self::Decade { lead, bc: true } => -(lead * 10 + 5),
            Self::Year(y)
            | Self::Half(y, _)
            | Self::Quarter(y, _)
            | Self::Season(y, _)
            | Self::Month(y, _)
            | Self::Week(y, _)
            | Self::Weekend(y, _)
            | Self::Day(y, _, _) => y,
        }
    }

    /// Month, where the point is not coarser than a season.
    pub(crate) fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, m) | Self::Day(_, m, _) => Some(m),
            Self::Season(_, s) => Some(s.middle_month()),
            Self::Quarter(_, q) => Some(q * 3 - 1),
            Self::Half(_, h) => Some(h * 6 - 3),
            Self::Week(y, w) | Self::Weekend(y, w) => {
                Some(civil_from_days(monday_of_week(y, w) + 3).1)
            }
            _ => None,
        }
    }

    pub(crate) fn day(self) -> Option<(i32, u8, u8)> {
        match self {
            Self::Day(y, m, d) => Some((y, m, d)),
            _ => None,
        }
    }

    /// First and last day, as day numbers from 1970-01-01, both inclusive.
    pub(crate) fn bounds(self) -> (i64, i64) {
        let year = |y: i32| (days_from_civil(y, 1, 1), days_from_civil(y, 12, 31));
        let months = |y: i32, a: u8, b: u8| {
            (
                days_from_civil(y, a, 1),
                days_from_civil(y, b, days_in_month(y, b)),
            )
        };
        match self {
            Self::Century { lead, bc: false } => (year(lead * 100).0, year(lead * 100 + 99).1),
            Self::Century { lead, bc: true } => {
                (year(1 - (lead * 100 + 100)).0, year(1 - (lead * 100 + 1)).1)
            }
            Self::Decade { lead, bc: false } => (year(lead * 10).0, year(lead * 10 + 9).1),
            Self::Decade { lead, bc: true } => (year(1 - (lead * 10 + 9)).0, year(1 - lead * 10).1),
            Self::Year(y) => year(y),
            Self::Half(y, h) => months(y, h * 6 - 5, h * 6),
            Self::Quarter(y, q) => months(y, q * 3 - 2, q * 3),
            Self::Season(y, Season::Spring) => months(y, 3, 5),
            Self::Season(y, Season::Summer) => months(y, 6, 8),
            Self::Season(y, Season::Autumn) => months(y, 9, 11),
            Self::Season(y, Season::Winter) => (
                days_from_civil(y - 1, 12, 1),
                days_from_civil(y, 2, days_in_month(y, 2)),
            ),
            Self::Month(y, m) => months(y, m, m),
            Self::Week(y, w) => (monday_of_week(y, w), monday_of_week(y, w) + 6),
            Self::Weekend(y, w) => (monday_of_week(y, w) + 5, monday_of_week(y, w) + 6),
            Self::Day(y, m, d) => (days_from_civil(y, m, d), days_from_civil(y, m, d)),
        }
    }

    /// Move by `n` units; the result has the unit's grain (`Day + 3 months` stays a month unless `keep_day`).
    pub(crate) fn shift(self, n: i64, unit: Unit) -> Option<Self> {
        let n = if n.abs() > 20_000 { return None } else { n };
        let small = n as i32;
        let y = self.year();
        Some(match unit {
            Unit::Day => Self::from_days(days_from_civil_of(self)? + n),
            Unit::Week | Unit::Fortnight => {
                let step = if unit == Unit::Fortnight { 14 } else { 7 };
                match self {
                    Self::Day(..) => Self::from_days(days_from_civil_of(self)? + n * step),
                    Self::Week(y, w) => {
                        let (y, m, d) = civil_from_days(monday_of_week(y, w) + n * step);
                        let (y, w) = iso_week(y, m, d);
                        Self::Week(y, w)
                    }
                    _ => return None,
                }
            }
            Unit::Weekend => {
                let (a, _) = self.bounds();
                let (y, m, d) = civil_from_days(a + n * 7);
                let (y, w) = iso_week(y, m, d);
                Self::Weekend(y, w)
            }
            Unit::Month => {
                let m = self.month()?;
                let total = i64::from(y) * 12 + i64::from(m) - 1 + n;
                Self::Month(
                    total.div_euclid(12) as i32,
                    (total.rem_euclid(12) + 1) as u8,
                )
            }
            Unit::Quarter => {
                let q = (self.month()? - 1) / 3;
                let total = i64::from(y) * 4 + i64::from(q) + n;
                Self::Quarter(total.div_euclid(4) as i32, (total.rem_euclid(4) + 1) as u8)
            }
            Unit::Year => Self::Year(y + small),
            Unit::Decade => match self {
                Self::Decade { lead, bc: false } if lead + small >= 0 => Self::Decade {
                    lead: lead + small,
                    bc: false,
                },
                Self::Decade { lead, bc: true } if lead - small >= 0 => Self::Decade {
                    lead: lead - small,
                    bc: true,
                },
                _ => Self::Year(y + small * 10),
            },
            Unit::HalfCentury => Self::Year(y + small * 50),
            Unit::Century => match self {
                Self::Century { lead, bc: false } if lead + small >= 0 => Self::Century {
                    lead: lead + small,
                    bc: false,
                },
                Self::Century { lead, bc: true } if lead - small >= 0 => Self::Century {
                    lead: lead - small,
                    bc: true,
                },
                _ => Self::Year(y + small * 100),
            },
            Unit::Millennium => Self::Year(y.checked_add(small.checked_mul(1000)?)?),
            Unit::Second | Unit::Minute | Unit::Hour => return None,
        })
    }

    pub(crate) fn from_days(z: i64) -> Self {
        let (y, m, d) = civil_from_days(z);
        Self::Day(y, m, d)
    }

    /// The calendar unit of the given grain that contains this point (where it is fine enough).
    pub(crate) fn widen(self, unit: Unit) -> Option<Self> {
        let y = self.year();
        Some(match unit {
            Unit::Day => match self {
                Self::Day(..) => self,
                _ => return None,
            },
            Unit::Week | Unit::Fortnight => match self {
                Self::Day(y, m, d) => {
                    let (y, w) = iso_week(y, m, d);
                    Self::Week(y, w)
                }
                Self::Week(..) => self,
                _ => return None,
            },
            Unit::Weekend => match self {
                Self::Day(y, m, d) => {
                    let (y, w) = iso_week(y, m, d);
                    Self::Weekend(y, w)
                }
                _ => return None,
            },
            Unit::Month => Self::Month(y, self.month()?),
            Unit::Quarter => Self::Quarter(y, (self.month()? - 1) / 3 + 1),
            Unit::Year => Self::Year(y),
            Unit::Decade => match self {
                Self::Decade { .. } => self,
                _ if y > 0 => Self::Decade {
                    lead: y / 10,
                    bc: false,
                },
                _ => Self::Decade {
                    lead: (1 - y) / 10,
                    bc: true,
                },
            },
            Unit::Century | Unit::HalfCentury => match self {
                Self::Century { .. } => self,
                _ if y > 0 => Self::Century {
                    lead: y / 100,
                    bc: false,
                },
                _ => Self::Century {
                    lead: -y / 100,
                    bc: true,
                },
            },
            _ => return None,
        })
    }

    /// Weekday of a day.
    pub(crate) fn weekday(self) -> Option<u8> {
        self.day().map(|(y, m, d)| weekday(y, m, d))
    }

    /// The TIMEX3 value.
    pub(crate) fn timex(self) -> String {
        match self {
            Self::Century { lead, bc } => format!("{}{lead:02}", if bc { "BC" } else { "" }),
            Self::Decade { lead, bc } => format!("{}{lead:03}", if bc { "BC" } else { "" }),
            Self::Year(y) => year_text(y),
            Self::Half(y, h) => format!("{}-H{h}", year_text(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", year_text(y)),
            Self::Season(y, s) => format!("{}-{}", year_text(y), s.code()),
            Self::Month(y, m) => format!("{}-{m:02}", year_text(y)),
            Self::Week(y, w) => format!("{}-W{w:02}", year_text(y)),
            Self::Weekend(y, w) => format!("{}-W{w:02}-WE", year_text(y)),
            Self::Day(y, m, d) => format!("{}-{m:02}-{d:02}", year_text(y)),
        }
    }
}

fn days_from_civil_of(p: Point) -> Option<i64> {
    p.day().map(|(y, m, d)| days_from_civil(y, m, d))
}

fn year_text(y: i32) -> String {
    if y > 0 {
        format!("{y:04}")
    } else {
        format!("BC{:04}", 1 - y)
    }
}
