//! What it costs to move the now of a narrative.

use super::Now;
use crate::timex::expr::{Raw, Sem, YearRef};
use crate::timex::point::Season;

/// The price of moving the now.
pub(super) fn jump(now: Now, at: Now, raw: &Raw) -> i32 {
    if !at.known {
        if now.year() == at.year() {
            return 10;
        }
        let d = if at.year() > now.year() {
            (at.month - now.month).max(1)
        } else {
            (at.month + 11 - now.month).min(-1)
        };
        return price(d, raw, true);
    }
    if !now.known {
        return match at.year() - now.year() {
            0 => 30,
            y if y > 0 => price(at.month - (now.month + 11) + 3, raw, true),
            _ => price(at.month - now.month - 3, raw, true),
        };
    }
    price(at.month - now.month, raw, at.year() != now.year())
}

pub(super) fn jump_season(now: Now, at: Now, raw: &Raw, season: Option<Season>) -> i32 {
    if season.is_some() && now.known && (at.month - now.month).abs() <= 1 {
        return 20;
    }
    jump(now, at, raw)
}

/// The price of a step of `d` months.
fn price(d: i32, raw: &Raw, other_year: bool) -> i32 {
    let implied = matches!(
        raw.sem,
        Sem::Partial {
            year: YearRef::Missing,
            ..
        } | Sem::Season {
            year: YearRef::Missing,
            ..
        }
    );
    let relief = if implied { 60 } else { 120 };
    let far = |k: i32| (k / 24).max(1).ilog2() as i32 * 100;
    let back = match -d {
        ..=0 => {
            return match d {
                0 => 0,
                1..=6 => 30 + 5 * d,
                7..=11 => 90 + 5 * (d - 6),
                12..=23 => 115 + 2 * (d - 12),
                _ => 140 + 2 * far(d) / 5,
            };
        }
        k @ 1..=2 => 100 + 10 * k,
        k @ 3..=6 => 130 + 10 * k,
        k @ 7..=11 => 170 + 8 * k,
        k @ 12..=23 => 280 + 10 * (k - 12),
        k => 420 + far(k),
    };
    let relief = if raw.place.paragraph {
        if other_year { relief } else { 60 }
    } else if raw.place.perfect {
        60
    } else {
        0
    };
    (back - relief).max(40)
}
