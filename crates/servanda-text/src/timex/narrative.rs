//! Which years a history means by months and days without a year, decided over the whole text.
//!
//! A narrative has a *now* that mostly moves forward. A date with a year either moves it there or is told beside the story (a
//! name such as "the Constitution of 1793", a look back, a forecast). A month without a year lies near the now, before or
//! after. Each of these has a price, and the cheapest course through all dates of the text is taken, so that what comes later
//! counts too: "By July … by December … In June 1944" after a sentence on February 1945. A few best courses are kept at each
//! date, so the work is linear in their number.

use super::expr::{Count, From, Link, Raw, Sem, YearRef};
use super::point::{Point, Season, Unit};

/// What the decision says of one expression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The year of a month or season that has none.
    pub year: Option<i32>,
    /// Told beside the story: the now does not move there.
    pub aside: bool,
}

/// The now: months since year 0, and whether the month is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Now {
    month: i32,
    known: bool,
}

impl Now {
    fn year(self) -> i32 {
        self.month.div_euclid(12)
    }
    fn of(y: i32, m: Option<u8>) -> Self {
        Self {
            month: y
                .saturating_mul(12)
                .saturating_add(m.map_or(0, |m| i32::from(m) - 1)),
            known: m.is_some(),
        }
    }
}

/// What one expression does to the now.
enum Step {
    Skip,
    /// A date with its year.
    Said {
        at: Now,
        aside: i32,
    },
    /// A month or season without one.
    Implied {
        month: u8,
        season: Option<Season>,
        since: bool,
        ordered: bool,
        aside: bool,
    },
    /// The writer's own time ("this spring"): what follows may be told of it.
    Beside(Now),
    /// A move by months ("two years later", "the following year").
    Move {
        months: i32,
        fine: bool,
    },
    /// A month of a year told by the now ("in May of the next year", 翌年五月).
    MonthOf {
        years: i32,
        month: u8,
    },
}

#[derive(Debug, Clone, Copy)]
struct State {
    cost: i32,
    now: Option<Now>,
    /// Where what was told beside the story last has got to, at what price months without a year go on there, and up
    /// to which sentence.
    side: Option<Side>,
    from: usize,
    plan: Plan,
}

type Side = (Now, i32, u32);

/// How many courses are kept at each date.
const KEPT: usize = 12;

/// The step that led to a course: which course of the date before, and what it decided.
#[derive(Debug, Clone, Copy)]
struct Back {
    from: u8,
    plan: Plan,
}

/// Decides the years of a whole text.
pub(crate) fn plan(raws: &[Raw], doc: Option<Point>) -> Vec<Plan> {
    let ahead = said_ahead(raws, doc);
    let mut steps: Vec<Vec<Back>> = Vec::with_capacity(raws.len());
    let start = State {
        cost: 0,
        now: None,
        side: None,
        from: 0,
        plan: Plan::default(),
    };
    let (mut last, mut next) = (vec![start], Vec::with_capacity(KEPT * 8));
    for (k, raw) in raws.iter().enumerate() {
        let step = step(raws, k, doc);
        if matches!(step, Step::Skip) {
            steps.push(Vec::new());
            continue;
        }
        next.clear();
        for (i, s) in last.iter().enumerate() {
            extend(&step, raw, s, i, ahead[k], &mut next);
        }
        last = best(&mut next);
        steps.push(
            last.iter()
                .map(|s| Back {
                    from: s.from as u8,
                    plan: s.plan,
                })
                .collect(),
        );
    }
    let mut out = vec![Plan::default(); raws.len()];
    let mut i = 0;
    for (k, layer) in steps.iter().enumerate().rev() {
        if let Some(back) = layer.get(i) {
            out[k] = back.plan;
            i = usize::from(back.from);
        }
    }
    out
}

/// For each expression the next year said at or after it.
fn said_ahead(raws: &[Raw], doc: Option<Point>) -> Vec<Option<i32>> {
    let mut out = vec![None; raws.len()];
    let mut next = None;
    for (k, raw) in raws.iter().enumerate().rev() {
        if let Step::Said { at, .. } = step(raws, k, doc)
            && !raw.place.bracket
        {
            next = Some(at.year());
        }
        out[k] = next;
    }
    out
}

fn step(raws: &[Raw], k: usize, doc: Option<Point>) -> Step {
    let raw = &raws[k];
    let place = raw.place;
    // The text's own date above it is no part of its story.
    let own = |y: i32| k < 4 && doc.is_some_and(|d| d.year() == y);
    if (place.heading || place.unstopped || place.dateline)
        && match &raw.sem {
            Sem::Fixed(Point::Year(y)) => own(*y),
            Sem::Partial {
                year: YearRef::Said(y),
                ..
            } => own(*y),
            _ => false,
        }
    {
        return Step::Skip;
    }
    let ordered = k > 0 && raws[k - 1].link == Some(Link::Range);
    let said = |y: i32, m: Option<u8>| {
        let adjective = place.adjective && m.is_some();
        let aside = if place.heading {
            900
        } else if place.since {
            20
        } else if place.aside {
            50
        } else if place.bracket && m.is_none() {
            70
        } else if place.future {
            80
        } else if adjective {
            120
        } else if m.is_none() {
            if place.adjective { 100 } else { 150 }
        } else if matches!(raw.sem, Sem::Partial { day: Some(_), .. }) {
            match (place.perfect, place.paragraph) {
                (true, _) => 160,
                (_, true) => 460,
                _ => 420,
            }
        } else if place.perfect {
            220
        } else {
            380
        };
        Step::Said {
            at: Now::of(y, m),
            aside,
        }
    };
    if let Some(y) = raw.inside {
        return said(y, None);
    }
    match &raw.sem {
        Sem::Fixed(Point::Year(_)) if place.heading && ordered => Step::Skip,
        Sem::Fixed(Point::Year(y)) => said(*y, None),
        Sem::Partial {
            year: YearRef::Said(y),
            month,
            ..
        } => said(*y, *month),
        Sem::Season {
            year: YearRef::Said(y),
            season,
        } => said(*y, Some(season.middle_month())),
        Sem::Half {
            year: YearRef::Said(y),
            h,
        } => said(*y, Some(h * 6 - 3)),
        Sem::Quarter {
            year: YearRef::Said(y),
            q,
        } => said(*y, Some(q * 3 - 1)),
        Sem::Partial {
            year: YearRef::Missing,
            month: Some(m),
            ..
        } if linked_ahead(raws, k, *m).is_some() => {
            linked_ahead(raws, k, *m).map_or(Step::Skip, |(y, _)| said(y, Some(*m)))
        }
        Sem::Partial {
            year: YearRef::Missing,
            month: Some(m),
            ..
        } => Step::Implied {
            month: *m,
            season: None,
            since: place.since,
            ordered,
            aside: place.since,
        },
        Sem::Season {
            year: YearRef::Missing,
            season,
        } => Step::Implied {
            month: season.middle_month(),
            season: Some(*season),
            since: place.since,
            ordered,
            aside: false,
        },
        // 「昭和四十七年にさかのぼる。この年の二月…」: the story is there.
        Sem::Partial {
            year: YearRef::That,
            month: Some(m),
            ..
        } if raw.rule == "that-year" => match raws[..k].last().map(|r| (&r.sem, r.place)) {
            Some((
                Sem::Fixed(Point::Year(y))
                | Sem::Partial {
                    year: YearRef::Said(y),
                    ..
                },
                before,
            )) if before.sentence + 1 >= place.sentence => Step::Said {
                at: Now::of(*y, Some(*m)),
                aside: 900,
            },
            _ => Step::Skip,
        },
        Sem::Partial {
            year: YearRef::Rel(years @ 1.., From::Context),
            month: Some(month),
            ..
        } => Step::MonthOf {
            years: *years,
            month: *month,
        },
        Sem::Rel {
            unit: Unit::Year,
            n,
            from: From::Context | From::Either,
        } if *n != 0 => Step::Move {
            months: n.saturating_mul(12),
            fine: false,
        },
        Sem::Shift {
            n: Some(n),
            back: true,
            unit,
            from: from @ (From::Doc | From::DocDay),
        } if !place.quote => match (doc, moved(Some(*n), true, *unit)) {
            (Some(d), Step::Move { months, .. }) if months <= -12 => Step::Said {
                at: Now::of(
                    d.year() + months / 12,
                    d.month().filter(|_| *from == From::DocDay),
                ),
                aside: if *from == From::Doc { 500 } else { 200 },
            },
            _ => Step::Skip,
        },
        Sem::Shift {
            n: Some(n),
            back,
            unit,
            from: From::Context,
        } => moved(Some(*n), *back, *unit),
        Sem::RelSeason { which: 0, .. }
        | Sem::Rel {
            unit: Unit::Week | Unit::Month | Unit::Year,
            n: 0,
            from: From::Doc | From::Either,
        } => doc.map_or(Step::Skip, |d| Step::Beside(Now::of(d.year(), None))),
        _ => Step::Skip,
    }
}

fn moved(n: Count, back: bool, unit: Unit) -> Step {
    let Some(n) = n
        .and_then(|n| i32::try_from(n).ok())
        .filter(|n| *n < 200_000)
    else {
        return Step::Skip;
    };
    let months = match unit {
        Unit::Day => n / 3000,
        Unit::Week => n / 430,
        Unit::Month => n / 100,
        Unit::Year => n * 12 / 100,
        Unit::Decade => n * 120 / 100,
        _ => return Step::Skip,
    };
    Step::Move {
        months: if back { -months } else { months },
        fine: unit < Unit::Year,
    }
}

impl State {
    /// This course, one step on.
    fn go(&self, i: usize, cost: i32, now: Option<Now>, plan: Plan) -> State {
        State {
            cost: self.cost.saturating_add(cost),
            now,
            side: None,
            from: i,
            plan,
        }
    }

    /// The same, with what is told beside the story.
    fn beside(self, side: Option<Side>) -> State {
        State { side, ..self }
    }
}

/// Told beside the story.
const ASIDE: Plan = Plan {
    year: None,
    aside: true,
};

/// All ways on from a course.
fn extend(step: &Step, raw: &Raw, s: &State, i: usize, ahead: Option<i32>, out: &mut Vec<State>) {
    match step {
        Step::Skip => out.push(s.go(i, 0, s.now, Plan::default()).beside(s.side)),
        Step::Beside(at) => {
            out.push(s.go(i, 0, s.now, Plan::default()).beside(Some((
                *at,
                -20,
                raw.place.sentence + 1,
            ))));
        }
        Step::Said { at, aside } => extend_said(*at, *aside, raw, s, i, out),
        Step::Implied { .. } => extend_implied(step, raw, s, i, ahead, out),
        Step::MonthOf { years, month } => {
            let to = s.now.map(|n| Now::of(n.year() + years, Some(*month)));
            if !raw.place.aside {
                out.push(s.go(i, 0, to, Plan::default()));
            }
            out.push(s.go(i, 120, s.now, ASIDE));
        }
        Step::Move { months, fine } => match s.now {
            Some(now) => {
                let to = Now {
                    month: now.month.saturating_add(*months),
                    known: now.known && *fine,
                };
                let (go, stay) = if *months < 0 { (200, 20) } else { (0, 120) };
                out.push(s.go(i, go, Some(to), Plan::default()));
                let side = s.side.map(|(n, price, until)| {
                    let month = n.month.saturating_add(*months);
                    let known = n.known && *fine;
                    (Now { month, known }, price, until)
                });
                out.push(s.go(i, stay, Some(now), ASIDE).beside(side));
            }
            None => out.push(s.go(i, 0, None, Plan::default())),
        },
    }
}

/// A date with its year: the now moves there, or it is told beside the story.
fn extend_said(at: Now, aside: i32, raw: &Raw, s: &State, i: usize, out: &mut Vec<State>) {
    let Some(now) = s.now else {
        out.push(s.go(i, 0, Some(at), Plan::default()));
        out.push(s.go(i, aside + 60, None, ASIDE));
        return;
    };
    // "Eighty years ago" leaps there of purpose.
    let leap = matches!(raw.sem, Sem::Shift { .. });
    let cost = jump(now, at, raw);
    out.push(s.go(
        i,
        if leap { cost.min(60) } else { cost },
        Some(at),
        Plan::default(),
    ));
    let aside = if !at.known && now.known && at.year() == now.year() {
        10
    } else if at.month < now.month - 24 && aside > 260 && aside < 500 {
        // A look far back is more likely an aside than a return.
        aside - if aside > 380 { 40 } else { 120 }
    } else {
        aside
    };
    // A name ("the Constitution of 1793") or a bracket tells no story of its own.
    let place = raw.place;
    let tells = !(place.aside || place.bracket || place.adjective || place.heading);
    let side = if tells && at.known {
        Some((at, 50, u32::MAX))
    } else {
        s.side
    };
    out.push(s.go(i, aside, Some(now), ASIDE).beside(side));
}

/// A month or season without a year: near the now, or in the next year said.
fn extend_implied(
    step: &Step,
    raw: &Raw,
    s: &State,
    i: usize,
    ahead: Option<i32>,
    out: &mut Vec<State>,
) {
    let Step::Implied {
        month,
        season,
        since,
        ordered,
        aside,
    } = step
    else {
        return;
    };
    let mut years: Vec<i32> = Vec::with_capacity(5);
    match (s.now, ahead) {
        (Some(now), _) => years.extend([now.year(), now.year() - 1, now.year() + 1]),
        (None, Some(y)) => years.extend([y, y - 1]),
        (None, None) => out.push(s.go(i, 0, None, Plan::default())),
    }
    if let (Some(now), Some(y)) = (s.now, ahead)
        && (y - now.year()).abs() <= 30
        && !years.contains(&y)
    {
        years.push(y);
    }
    on_the_side(*month, *season, raw, s, i, out);
    for y in years {
        let at = Now::of(y, Some(*month));
        let mut cost = 0;
        if let Some(now) = s.now {
            if *since && now.known && at.month > now.month {
                continue;
            }
            cost += if *since {
                30
            } else {
                jump_season(now, at, raw, *season)
            };
            let winter = *season == Some(Season::Winter) && y == now.year() + 1;
            if y != now.year() && !winter {
                cost += 70 + 60 * ((y - now.year()).abs() - 1);
            }
            // What had happened before the now did not come after it.
            if raw.place.perfect && at.month > now.month {
                cost += 100;
            }
            if *ordered && at.month < now.month {
                cost += 300;
            }
            if Some(y) == ahead && now.year() != y {
                cost -= 20;
            }
        } else if Some(y) != ahead {
            cost += 60;
        }
        // A section headed by its years tells of them.
        if raw.place.section.is_some_and(|(a, b)| y < a || y > b) {
            cost += 110;
        }
        if !*aside && s.now.is_some() && raw.place.quote {
            out.push(s.go(
                i,
                cost + 40,
                s.now,
                Plan {
                    year: Some(y),
                    aside: true,
                },
            ));
        }
        let to = if *aside { s.now } else { Some(at) };
        out.push(s.go(
            i,
            cost,
            to,
            Plan {
                year: Some(y),
                aside: *aside,
            },
        ));
    }
}

/// A month or season without a year that goes on with what was told beside the story.
fn on_the_side(
    month: u8,
    season: Option<Season>,
    raw: &Raw,
    s: &State,
    i: usize,
    out: &mut Vec<State>,
) {
    let Some((side, price, until)) = s.side.filter(|x| raw.place.sentence <= x.2) else {
        return;
    };
    for y in [side.year(), side.year() + 1] {
        let at = Now::of(y, Some(month));
        if at.month < side.month && side.known {
            continue;
        }
        let cost = price
            + jump_season(side, at, raw, season)
            + if y == side.year() { 0 } else { 70 }
            + if raw.place.paragraph { 80 } else { 0 };
        let plan = Plan {
            year: Some(y),
            aside: true,
        };
        out.push(s.go(i, cost, s.now, plan).beside(Some((at, price, until))));
    }
}

/// The price of moving the now.
fn jump(now: Now, at: Now, raw: &Raw) -> i32 {
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

fn jump_season(now: Now, at: Now, raw: &Raw, season: Option<Season>) -> i32 {
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

/// The cheapest courses, one for each now.
fn best(states: &mut [State]) -> Vec<State> {
    states.sort_by_key(|s| s.cost);
    let mut out: Vec<State> = Vec::with_capacity(KEPT);
    for &s in states.iter() {
        if out.len() == KEPT {
            break;
        }
        if !out.iter().any(|o| o.now == s.now && o.side == s.side) {
            out.push(s);
        }
    }
    let least = out.first().map_or(0, |s| s.cost);
    for s in &mut out {
        s.cost -= least;
    }
    out
}

/// The year written at the end of a list or range that begins here ("14 August – 15 September 1951").
pub(crate) fn linked_ahead(raws: &[Raw], k: usize, month: u8) -> Option<(i32, usize)> {
    let mut m = month;
    let mut wraps = 0;
    for j in k..(k + 6).min(raws.len().saturating_sub(1)) {
        raws[j].link?;
        let next = &raws[j + 1];
        let (year, next_month) = match &next.sem {
            Sem::Partial {
                year,
                month: Some(m2),
                ..
            } => (*year, *m2),
            Sem::Season { year, season } => (*year, season.middle_month()),
            _ => return None,
        };
        if raws[j].link == Some(Link::Range) && next_month < m {
            wraps += 1;
        }
        m = next_month;
        if let YearRef::Said(y) = year {
            return Some((y - wraps, j + 1));
        }
    }
    None
}
