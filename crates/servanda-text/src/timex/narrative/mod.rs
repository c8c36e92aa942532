//! Which years a history means by months and days without a year, decided over the whole text.
//!
//! A narrative has a *now* that mostly moves forward. A date with a year either moves it there or is told beside the story (a
//! name such as "the Constitution of 1793", a look back, a forecast). A month without a year lies near the now, before or
//! after. "This spring" leaps to the writer's own time, from which the story is taken up again where it was left. Each of these
//! has a price, and the cheapest course through all dates of the text is taken, so that what comes later counts too: "By July
//! … by December … In June 1944" after a sentence on February 1945. A few best courses are kept at each date, so the work is
//! linear in their number.

mod price;
mod step;

use super::expr::{Link, Raw, Sem, YearRef};
use super::point::{Point, Season};
use price::{jump, jump_season};
use step::{Step, To, local, said_ahead, step, themes};

/// What the decision says of one expression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The year of a month or season that has none.
    pub year: Option<i32>,
    /// Told beside the story: the now does not move there.
    pub aside: bool,
    /// Leaps to the writer's own time.
    pub leap: bool,
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

#[derive(Debug, Clone, Copy)]
struct State {
    cost: i32,
    now: Option<Now>,
    /// Whether the now is the writer's own time, and where the story was left for it.
    today: bool,
    story: Option<Now>,
    from: usize,
    plan: Plan,
}

/// How many courses are kept at each date.
const KEPT: usize = 8;

/// The step that led to a course: which course of the date before, and what it decided.
#[derive(Debug, Clone, Copy)]
struct Back {
    from: u8,
    plan: Plan,
}

/// What stands around one expression, for the search.
struct Around<'a> {
    raw: &'a Raw,
    /// The next year said, and whether in the same sentence.
    ahead: Option<(i32, bool)>,
    /// The year said last in this sentence or the one before, and whether in this.
    local: Option<(i32, bool)>,
    /// Whether any year was said before.
    said: bool,
    /// The writer's own time.
    doc: Option<Point>,
    /// Years that the text is about.
    themes: &'a [i32],
}

/// Decides the years of a whole text.
pub(crate) fn plan(raws: &[Raw], doc: Option<Point>) -> Vec<Plan> {
    let ahead = said_ahead(raws, doc);
    let local = local(raws);
    let themes = themes(raws, doc);
    let mut steps: Vec<Vec<Back>> = Vec::with_capacity(raws.len());
    let mut said = false;
    let start = State {
        cost: 0,
        now: None,
        today: false,
        story: None,
        from: 0,
        plan: Plan::default(),
    };
    let (mut last, mut next) = (vec![start], Vec::with_capacity(KEPT * 12));
    for (k, raw) in raws.iter().enumerate() {
        let step = step(raws, k, doc);
        if matches!(step, Step::Skip) {
            steps.push(Vec::new());
            continue;
        }
        let around = Around {
            raw,
            ahead: ahead[k],
            local: local[k],
            said,
            doc,
            themes: &themes,
        };
        said |= matches!(step, Step::Said { .. });
        next.clear();
        for (i, s) in last.iter().enumerate() {
            extend(&step, &around, s, i, &mut next);
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

impl State {
    /// This course, one step on in the story.
    fn go(&self, i: usize, cost: i32, now: Option<Now>, plan: Plan) -> State {
        State {
            cost: self.cost.saturating_add(cost),
            now,
            today: false,
            story: None,
            from: i,
            plan,
        }
    }

    /// The same, staying where the now is.
    fn stay(&self, i: usize, cost: i32, plan: Plan) -> State {
        State {
            today: self.today,
            story: self.story,
            ..self.go(i, cost, self.now, plan)
        }
    }

    /// The same, in the writer's own time.
    fn today(&self, i: usize, cost: i32, now: Now, plan: Plan) -> State {
        State {
            today: true,
            story: if self.today { self.story } else { self.now },
            ..self.go(i, cost, Some(now), plan)
        }
    }
}

/// Told beside the story.
const ASIDE: Plan = Plan {
    year: None,
    aside: true,
    leap: false,
};

/// A leap to the writer's own time.
const LEAP: Plan = Plan {
    year: None,
    aside: false,
    leap: true,
};

/// All ways on from a course.
fn extend(step: &Step, a: &Around<'_>, s: &State, i: usize, out: &mut Vec<State>) {
    match step {
        Step::Skip => out.push(s.stay(i, 0, Plan::default())),
        Step::Said { at, aside } => extend_said(*at, *aside, a.raw, s, i, out),
        Step::Implied { .. } => extend_implied(step, a, s, i, out),
        Step::Move { months, fine } => match s.now {
            Some(now) => {
                let now = a.told(now);
                let to = Now {
                    month: now.month.saturating_add(*months),
                    known: now.known && *fine,
                };
                let counted = matches!(a.raw.sem, Sem::Shift { .. });
                let (go, stay) = match (*months < 0, a.raw.place.front || counted) {
                    (true, _) => (200, 20),
                    (false, true) => (0, 120),
                    (false, false) => TAIL,
                };
                out.push(s.go(i, go, Some(to), Plan::default()));
                out.push(s.stay(i, stay, ASIDE));
            }
            None => out.push(s.stay(i, 0, Plan::default())),
        },
        Step::Today { at, strong } => {
            let (go, stay) = if *strong { (20, 60) } else { (60, 0) };
            out.push(s.today(i, go, *at, LEAP));
            if s.now.is_some() || !*strong {
                out.push(s.stay(i, stay, ASIDE));
            }
        }
        Step::Point { to } => match s.now {
            Some(now) => {
                let base = if matches!(to, To::Year(..)) {
                    a.told(now)
                } else {
                    now
                };
                let at = to.from(base);
                let back = to.back();
                let (go, stay) = if back { (200, 20) } else { (0, 100) };
                let mut on = s.go(i, go, Some(at), Plan::default());
                (on.today, on.story) = (s.today, s.story);
                // "It was in force until April of the next year": the story stays where it is.
                if !a.raw.place.aside {
                    out.push(on);
                }
                out.push(s.stay(i, stay, ASIDE));
            }
            None => out.push(s.stay(i, 0, Plan::default())),
        },
    }
}

/// What it costs to go on, and to stay, at "… the following year" at the end of a clause.
const TAIL: (i32, i32) = (40, 30);

impl Around<'_> {
    /// What "that year", "the following year" count from: a year said just before, else the now.
    fn told(&self, now: Now) -> Now {
        match self.local {
            Some((y, _)) if y != now.year() => Now::of(y, None),
            _ => now,
        }
    }
}

/// A date with its year: the now moves there, or it is told beside the story.
fn extend_said(at: Now, aside: i32, raw: &Raw, s: &State, i: usize, out: &mut Vec<State>) {
    let Some(now) = s.now else {
        out.push(s.go(i, 0, Some(at), Plan::default()));
        let leap = matches!(raw.sem, Sem::Shift { .. } | Sem::AgoUnit { .. });
        out.push(s.stay(i, if leap { 500 } else { aside + 60 }, ASIDE));
        return;
    };
    // "Eighty years ago" leaps there of purpose.
    let leap = matches!(raw.sem, Sem::Shift { .. } | Sem::AgoUnit { .. });
    let mut cost = jump(now, at, raw);
    if s.today {
        let taken_up = s.story.map_or(20, |st| jump(st, at, raw).min(60) + 10);
        cost = cost.min(taken_up);
    }
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
    out.push(s.stay(i, aside, ASIDE));
}

/// A month or season without a year: near the now, or in the next year said.
fn extend_implied(step: &Step, a: &Around<'_>, s: &State, i: usize, out: &mut Vec<State>) {
    let Step::Implied {
        month,
        season,
        since,
        ordered,
        aside,
    } = *step
    else {
        return;
    };
    let raw = a.raw;
    let push = |out: &mut Vec<State>, s: &State, y: i32, cost: i32, today: bool| {
        let at = Now::of(y, Some(month));
        let plan = Plan {
            year: Some(y),
            aside,
            leap: false,
        };
        // A section headed by its years tells of them.
        let outside = raw.place.section.is_some_and(|(a, b)| y < a || y > b);
        let cost =
            cost + if outside { 110 } else { 0 } - if a.themes.contains(&y) { THEME } else { 0 };
        if !aside && s.now.is_some() && raw.place.quote {
            out.push(s.stay(
                i,
                cost + 40,
                Plan {
                    aside: true,
                    ..plan
                },
            ));
        }
        out.push(if aside {
            s.stay(i, cost, plan)
        } else if today {
            s.today(i, cost, at, plan)
        } else {
            s.go(i, cost, Some(at), plan)
        });
    };
    // The writer's own year, or the one before for a month still to come.
    if let Some(doc) = a.doc {
        let y = own_year(doc, month, raw.place.future || raw.place.ahead);
        if s.today {
            let cost = s.now.map_or(0, |now| {
                jump_season(now, Now::of(y, Some(month)), raw, season)
            });
            push(out, s, y, cost.min(60), true);
        } else if s.now.is_none() {
            let same = a.ahead.is_some_and(|(_, same)| same);
            if a.ahead.is_some() {
                push(out, s, y, if same { 60 } else { 0 }, true);
            }
        }
    }
    let Some(now) = (if s.today { s.story } else { s.now }) else {
        match a.ahead {
            Some((y, same)) => {
                let doc = i32::from(a.doc.is_some() && !same) * 30;
                push(out, s, y, doc, false);
                push(out, s, y - 1, 60 + doc, false);
            }
            // A year was said, so a story has begun.
            None if s.now.is_none() => {
                let said = if a.said { 100 } else { 0 };
                out.push(s.stay(i, said, Plan::default()));
            }
            None => {}
        }
        return;
    };
    let ahead = a.ahead.map(|(y, _)| y);
    let mut years = vec![now.year(), now.year() - 1, now.year() + 1];
    for y in [
        ahead.filter(|y| (y - now.year()).abs() <= 30),
        a.local.map(|l| l.0),
    ]
    .into_iter()
    .flatten()
    {
        if !years.contains(&y) {
            years.push(y);
        }
    }
    for y in years {
        let at = Now::of(y, Some(month));
        if since && now.known && at.month > now.month {
            continue;
        }
        let mut cost = if since {
            30
        } else {
            jump_season(now, at, raw, season)
        };
        let winter = season == Some(Season::Winter) && y == now.year() + 1;
        if y != now.year() && !winter {
            cost += OTHER_YEAR + 60 * ((y - now.year()).abs() - 1);
        }
        // What had happened before the now did not come after it.
        if raw.place.perfect && !since && at.month > now.month {
            cost += 100;
        }
        if ordered && at.month < now.month {
            cost += 300;
        }
        if Some(y) == ahead && now.year() != y {
            cost -= 20;
        }
        match a.local {
            Some((l, true)) if l == y => cost = cost.min(60),
            Some((l, same)) if l != y => cost += if same { 60 } else { 20 },
            _ => {}
        }
        if s.today {
            cost += 60;
        }
        push(out, s, y, cost, false);
    }
}

/// What it costs that a month is of another year than the now.
const OTHER_YEAR: i32 = 70;

/// What it is worth that a year is one the text is about.
const THEME: i32 = 30;

/// The year of a month told from the day of writing.
fn own_year(doc: Point, month: u8, future: bool) -> i32 {
    match doc.month() {
        Some(m) if month > m && !future => doc.year() - 1,
        Some(m) if month < m && future => doc.year() + 1,
        _ => doc.year(),
    }
}

/// The cheapest courses, one for each now.
fn best(states: &mut [State]) -> Vec<State> {
    states.sort_by_key(|s| s.cost);
    let mut out: Vec<State> = Vec::with_capacity(KEPT);
    for &s in states.iter() {
        if out.len() == KEPT {
            break;
        }
        if !out
            .iter()
            .any(|o| (o.now, o.today, o.story) == (s.now, s.today, s.story))
        {
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
