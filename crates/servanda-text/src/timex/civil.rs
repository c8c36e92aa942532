//! Day arithmetic in the proleptic Gregorian calendar, small and total.
//!
//! Years are astronomical (0 is 1 BC). `servanda_time::Day` ends at the years -9999 and 9999; a relative expression may pass
//! through years beyond ("ten thousand years ago"), so day numbers here are wide and total. What comes out is a `Day` again.

/// Number of days from 1970-01-01 to the given day.
pub(crate) fn days_from_civil(y: i32, m: u8, d: u8) -> i64 {
    let y = i64::from(y) - i64::from(m <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (i64::from(m) + 9) % 12;
    let doy = (153 * mp + 2) / 5 + i64::from(d) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

/// The inverse of [`days_from_civil`].
pub(crate) fn civil_from_days(z: i64) -> (i32, u8, u8) {
    let z = z + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = doy - (153 * mp + 2) / 5 + 1;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    let y = yoe + era * 400 + i64::from(m <= 2);
    (y as i32, m as u8, d as u8)
}

pub(crate) use servanda_time::days_in_month;

/// ISO weekday, 1 Monday to 7 Sunday.
pub(crate) fn weekday(y: i32, m: u8, d: u8) -> u8 {
    ((days_from_civil(y, m, d) + 3).rem_euclid(7) + 1) as u8
}

/// ISO week-numbering year and week of a day.
pub(crate) fn iso_week(y: i32, m: u8, d: u8) -> (i32, u8) {
    let day = days_from_civil(y, m, d);
    let thursday = day - i64::from(weekday(y, m, d)) + 4;
    let (ty, _, _) = civil_from_days(thursday);
    let week = (thursday - days_from_civil(ty, 1, 1)) / 7 + 1;
    (ty, week as u8)
}

/// The Monday of an ISO week.
pub(crate) fn monday_of_week(y: i32, w: u8) -> i64 {
    let jan4 = days_from_civil(y, 1, 4);
    let (jy, jm, jd) = (y, 1u8, 4u8);
    jan4 - i64::from(weekday(jy, jm, jd)) + 1 + 7 * (i64::from(w) - 1)
}

/// Western Easter Sunday (anonymous Gregorian computus), for years from 1583.
pub(crate) fn easter(y: i32) -> (u8, u8) {
    let a = y.rem_euclid(19);
    let b = y.div_euclid(100);
    let c = y.rem_euclid(100);
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let n = h + l - 7 * m + 114;
    ((n / 31) as u8, (n % 31 + 1) as u8)
}
