//! The timeline: agreements in force as bars, events as marks, uncertainty drawn as faded ends, an
//! open end as an arrow.

use super::map::escape;
use crate::scene::{Bar, Mark, Scene};
use servanda_time::{Day, DaySpan};
use std::fmt::Write;

const WIDTH: f64 = 960.0;
const LEFT: f64 = 262.0;
const ROW: f64 = 22.0;

/// A scale of days that gives crowded years more room: the days on which something happens are spread
/// evenly to one half, by the calendar to the other.
struct Scale {
    days: Vec<i32>,
    first: i32,
    last: i32,
}

impl Scale {
    fn of(scene: &Scene) -> Option<Self> {
        let mut days: Vec<i32> = Vec::new();
        let mut add = |s: DaySpan| {
            days.extend(s.first().filter(|d| *d > Day::MIN).map(Day::number));
            days.extend(s.last().filter(|d| *d < Day::MAX).map(Day::number));
        };
        scene
            .bars
            .iter()
            .flat_map(|b| [b.signed, b.from, b.until])
            .flatten()
            .for_each(&mut add);
        scene.marks.iter().for_each(|m| add(m.span));
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        Some(Self {
            days,
            first,
            last: last.max(first + 30),
        })
    }

    fn x(&self, day: Day) -> f64 {
        let n = day.number().clamp(self.first, self.last);
        let even = self.days.partition_point(|d| *d < n) as f64 / self.days.len().max(1) as f64;
        let calendar = f64::from(n - self.first) / f64::from(self.last - self.first);
        LEFT + (WIDTH - LEFT - 24.0) * (0.45 * even + 0.55 * calendar)
    }
}

/// The timeline as SVG; `None` where nothing has a date.
pub fn svg(scene: &Scene, label: &str) -> Option<String> {
    let scale = Scale::of(scene)?;
    let rows = scene.bars.len() + scene.marks.len();
    let height = rows as f64 * ROW + 44.0;
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">",
        escape(label)
    );
    axis(&scale, height, &mut out);
    let mut y = 34.0;
    for b in &scene.bars {
        name(&b.name.en, &b.name.ja, y, &mut out);
        bar(b, &scale, y, &mut out);
        y += ROW;
    }
    for m in &scene.marks {
        name(&m.name.en, &m.name.ja, y, &mut out);
        mark(m, &scale, y, &mut out);
        y += ROW;
    }
    out.push_str("</svg>");
    Some(out)
}

fn axis(scale: &Scale, height: f64, out: &mut String) {
    let year = |n: i32| Day::from_number(n).map_or(0, Day::year);
    let (a, b) = (year(scale.first), year(scale.last));
    let mut last_x = f64::NEG_INFINITY;
    for y in a..=b + 1 {
        let Some(d) = Day::from_ymd(y, 1, 1)
            .filter(|d| d.number() >= scale.first && d.number() <= scale.last)
        else {
            continue;
        };
        let x = scale.x(d);
        if x - last_x < 46.0 {
            continue;
        }
        last_x = x;
        // People read no year zero.
        let shown = if y > 0 {
            y.to_string()
        } else {
            format!("{} BC", 1 - y)
        };
        let _ = write!(
            out,
            "<line class=\"grid\" x1=\"{x:.1}\" y1=\"22\" x2=\"{x:.1}\" y2=\"{height}\"/><text class=\"year\" x=\"{x:.1}\" y=\"15\">{shown}</text>"
        );
    }
}

fn name(en: &str, ja: &str, y: f64, out: &mut String) {
    let cut = |t: &str, room: usize| {
        if t.chars().count() > room {
            t.chars().take(room - 1).collect::<String>() + "…"
        } else {
            t.to_owned()
        }
    };
    for (lang, t) in [("en", cut(en, 36)), ("ja", cut(ja, 19))] {
        let _ = write!(
            out,
            "<text class=\"name\" lang=\"{lang}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LEFT - 10.0,
            y + 5.0,
            escape(&t)
        );
    }
}

fn bar(b: &Bar, scale: &Scale, y: f64, out: &mut String) {
    if let Some(s) = b.signed.and_then(DaySpan::first) {
        let x = scale.x(s);
        let _ = write!(
            out,
            "<path class=\"signed\" d=\"M{x:.1} {:.1}l5 5l-5 5l-5 -5z\"/>",
            y - 5.0
        );
    }
    let Some(from) = b.from else { return };
    let x0 = scale.x(from.first().unwrap_or(Day::MIN));
    let x1 = scale.x(from.last().unwrap_or(Day::MIN));
    let (e0, e1) = b.until.map_or((WIDTH - 24.0, WIDTH - 24.0), |u| {
        (
            scale.x(u.first().unwrap_or(Day::MAX)),
            scale.x(u.last().unwrap_or(Day::MAX)),
        )
    });
    let rect = |class: &str, a: f64, b: f64, out: &mut String| {
        if b > a + 0.1 {
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{a:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\"/>",
                y - 5.0,
                b - a
            );
        }
    };
    rect("force maybe", x0, x1, out);
    rect("force", x1, e0.max(x1 + 2.0), out);
    rect("force maybe", e0, e1, out);
    if b.until.is_none() {
        let _ = write!(
            out,
            "<path class=\"force\" d=\"M{e0:.1} {:.1}l10 8l-10 8z\"/>",
            y - 8.0
        );
    }
}

fn mark(m: &Mark, scale: &Scale, y: f64, out: &mut String) {
    let x0 = scale.x(m.span.first().unwrap_or(Day::MIN));
    let x1 = scale.x(m.span.last().unwrap_or(Day::MAX));
    if m.lasted && x1 - x0 > 3.0 {
        let _ = write!(
            out,
            "<rect class=\"lasted\" x=\"{x0:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"6\" rx=\"3\"/>",
            y - 3.0,
            x1 - x0
        );
    } else {
        let _ = write!(
            out,
            "<circle class=\"event\" cx=\"{x0:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
        );
    }
}
