//! Days, uncertain dates, periods and three-valued truth.
//!
//! ```
//! use servanda_time::{Day, Truth, UncertainDate};
//!
//! let attack = UncertainDate::parse("1945-08-09").unwrap();
//! let expiry = UncertainDate::parse("1946-04").unwrap();
//! assert_eq!(attack.before(&expiry), Truth::Yes);
//! assert_eq!(expiry.on_day(Day::parse("1946-04-25").unwrap()), Truth::Unknown);
//! ```
//!
//! - [`Day`]: a day number; [`DaySpan`]: a half-open span of days.
//! - [`UncertainDate`]: one day not fully known; [`Period`]: two of them; [`When`]: either.
//! - [`Duration`] and [`Day::plus`]: adding months with a stated rule for their ends.
//! - [`Truth`]: yes, no, unknown.
//! - [`julian`], [`era`]: other calendars; [`ClockTime`]: the local day elsewhere.
//!
//! Half-open spans are for computing; people write and read both ends as included.

mod clock;
mod day;
mod display;
mod duration;
mod edtf;
pub mod era;
mod error;
pub mod julian;
mod period;
mod span;
mod suggest;
mod truth;
mod uncertain;

pub use clock::{ClockTime, UtcOffset, local_day};
pub use day::{Day, FIRST_YEAR, LAST_YEAR, Weekday, days_in_month, is_leap_year};
pub use duration::{Duration, EndOfMonth, Sum};
pub use error::{TimeError, TimeErrorKind};
pub use period::{End, Period, When};
pub use span::DaySpan;
pub use truth::Truth;
pub use uncertain::{Calendar, Precision, Relation, UncertainDate};
