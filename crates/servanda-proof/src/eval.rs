//! Works out expressions of the table: which premises a step must have, from the record.

use crate::date::{self, Field, Renewing, Term};
use crate::facts::Facts;
use crate::table::{Def, Expr};
use crate::value::{Node, V, What};
use serde_json::{Value, json};
use servanda_time::{Day, DaySpan, Duration, Period, Truth, UncertainDate, When};
use std::collections::HashMap;
use std::rc::Rc;

pub(crate) type Seq = Rc<Vec<V>>;
type Names = Vec<(Rc<str>, Seq)>;

/// What has been worked out, by function and arguments; the arguments are kept so that no other takes their place.
pub(crate) type Known = HashMap<String, (Vec<Seq>, Seq)>;

/// Works out expressions over one record under one presumption.
pub(crate) struct Eval<'c, 'r> {
    pub facts: &'c Facts<'r>,
    pub presumption: &'c str,
    pub known: &'c mut Known,
    /// A name of the table that nothing defines.
    pub fault: Option<String>,
}

fn holds(list: &[V]) -> bool {
    list.iter().any(|v| !matches!(v, V::Truth(Truth::No | Truth::Unknown)))
}

/// A list as one answer: that of truths, or yes if there is something else.
fn truth(list: &[V]) -> Truth {
    Truth::any(list.iter().map(|v| if let V::Truth(t) = v { *t } else { Truth::Yes }))
}

fn yes_no(b: bool) -> Seq {
    Rc::new(vec![V::Truth(b.into())])
}

fn texts(list: &[V]) -> impl Iterator<Item = &str> {
    list.iter().filter_map(V::text)
}

fn duration(list: &[V]) -> Option<Duration> {
    Duration::parse(list.first()?.text()?).ok()
}

fn renewing(list: &[Seq]) -> Option<Renewing> {
    Some([duration(&list[0])?, duration(&list[1])?, duration(&list[2])?])
}

fn number(list: &[V]) -> Option<u32> {
    list.first().and_then(|n| if let V::Number(n) = n { u32::try_from(*n).ok() } else { None })
}

fn uncertain(list: &[V]) -> Option<UncertainDate> {
    UncertainDate::parse(list.first()?.text()?).ok()
}

/// The times in a list of texts, a day as the period of that day.
fn times(list: &[V]) -> Vec<Period> {
    texts(list).filter_map(|t| Some(When::parse(t).ok()?.to_period())).collect()
}

fn dates(list: &[V]) -> Vec<Term> {
    list.iter().filter_map(|v| if let V::Date(d) = v { Some(Rc::clone(d)) } else { None }).collect()
}

fn steps(list: &[V]) -> Vec<Node> {
    list.iter().filter_map(|v| if let V::Node(n) | V::Premise(_, n) = v { Some(Rc::clone(n)) } else { None }).collect()
}

/// Spans all of whose days belong to a time (`true`), or that hold just one day of it (`false`).
fn spans(when: &When) -> Vec<(DaySpan, bool)> {
    let p = match when {
        When::Date(d) => return vec![d.as_day().map_or((d.bounds(), false), |day| (DaySpan::day(day), true))],
        When::Period(p) => p,
    };
    let mut out: Vec<(DaySpan, bool)> = p.certain().into_iter().map(|s| (s, true)).collect();
    for b in [p.start_bounds(), p.end_bounds()].into_iter().filter(|b| *b != DaySpan::ALL) {
        let new = !out.iter().any(|(s, all)| *s == b || (*all && s.covers(b)));
        out.extend(new.then_some((b, false)));
    }
    if out.is_empty() {
        out.push((p.possible(), false));
    }
    out
}

/// Whether one time is that of a use of force during the other, or within a year before it.
fn near(t: &Period, q: &Period) -> bool {
    let recent = |(start, end)| end >= date::earlier(start, Duration::years(1)) && !q.before(t).is_no();
    t.possible().first().zip(q.possible().last()).is_none_or(recent) || !q.overlaps(t).is_no()
}

fn argument(kind: char, v: &V) -> Vec<Value> {
    let id = v.text().unwrap_or_else(|| v.field("id"));
    let stmt = json!({"stmt": v.field("stmt")});
    match kind {
        'A' => vec![json!({"agreement": id})],
        'X' | 'Y' => vec![json!({"actor": id})],
        'E' => vec![json!({"event": id})],
        'N' => vec![json!({"article": v.field("article")})],
        'P' => vec![json!({"article": v.field("article")}), stmt],
        's' | 't' => vec![stmt],
        _ => Vec::new(),
    }
}

impl<'c> Eval<'c, '_> {
    fn eval(&mut self, e: &'c Expr, names: &mut Names) -> Seq {
        let mut out = Vec::new();
        match e {
            Expr::Text(t) => out.push(V::Text(Rc::clone(t))),
            Expr::Number(n) => out.push(V::Number(*n)),
            Expr::Name(n) => match (&**n, names.iter().rev().find(|x| x.0 == *n)) {
                (_, Some(found)) => return Rc::clone(&found.1),
                ("yes", _) => out.push(V::Truth(Truth::Yes)),
                ("no", _) => out.push(V::Truth(Truth::No)),
                ("unknown", _) => out.push(V::Truth(Truth::Unknown)),
                ("presumption", _) => out.push(V::Text(self.presumption.into())),
                _ => self.fault = Some(n.to_string()),
            },
            Expr::Field(of, name) => self.eval(of, names).iter().for_each(|v| out.extend_from_slice(v.all(name))),
            Expr::All(list) => list.iter().for_each(|x| out.extend_from_slice(&self.eval(x, names))),
            Expr::Not(x) => return yes_no(!holds(&self.eval(x, names))),
            Expr::If(test, then, other) => {
                let which = if holds(&self.eval(test, names)) { then } else { other };
                return self.eval(which, names);
            }
            Expr::Two("//", x, y) => {
                let found = self.eval(x, names);
                return if found.is_empty() { self.eval(y, names) } else { found };
            }
            Expr::Two("=", x, y) => {
                let (x, y) = (self.eval(x, names), self.eval(y, names));
                return yes_no(x.iter().any(|v| y.contains(v)));
            }
            Expr::Two(op, x, y) => {
                let left = holds(&self.eval(x, names));
                let decided = left == (*op == "or");
                return yes_no(if decided { left } else { holds(&self.eval(y, names)) });
            }
            Expr::For(name, of, body) => {
                for v in self.eval(of, names).iter() {
                    names.push((Rc::clone(name), Rc::new(vec![v.clone()])));
                    out.extend_from_slice(&self.eval(body, names));
                    names.pop();
                }
            }
            Expr::Call(name, args) => {
                let args = args.iter().map(|a| self.eval(a, names)).collect();
                return self.call(name, args);
            }
        }
        Rc::new(out)
    }

    /// What a definition, a rule or a builtin gives for these arguments.
    pub fn call(&mut self, name: &Rc<str>, args: Vec<Seq>) -> Seq {
        let facts = self.facts;
        let Some(def) = facts.table.as_ref().ok().and_then(|t| t.get(name)) else {
            let made = self.date(name, &args).or_else(|| self.step(name, &args)).or_else(|| self.look(name, &args));
            return Rc::new(made.unwrap_or_else(|| {
                self.fault = Some(name.to_string());
                Vec::new()
            }));
        };
        let mut key = name.to_string();
        args.iter().for_each(|a| a.iter().map(V::key).chain([" ".into()]).for_each(|k| key += &k));
        if let Some(done) = self.known.get(&key) {
            return Rc::clone(&done.1);
        }
        if args.len() != def.params.len() {
            self.fault = Some(name.to_string());
        }
        let mut names: Names = def.params.iter().cloned().zip(args.iter().cloned()).collect();
        let made = match (&def.rule, &def.parts[..]) {
            (None, [(_, e)]) => self.eval(e, &mut names),
            _ => self.rule(name, def, &mut names),
        };
        self.known.insert(key, (args, Rc::clone(&made)));
        made
    }

    fn rule(&mut self, name: &Rc<str>, rule: &'c Def, names: &mut Names) -> Seq {
        let shown = |n: &str| n.chars().next().filter(|_| n.len() == 1).unwrap_or(' ');
        let args = names.iter().flat_map(|(n, list)| list.iter().flat_map(|v| argument(shown(n), v)));
        let args = args.collect();
        let mut premises = Vec::new();
        for (labels, of) in &rule.parts {
            for v in self.eval(of, names).iter() {
                match v {
                    V::Node(n) if labels.len() == 1 => premises.push((Rc::clone(&labels[0]), Rc::clone(n))),
                    V::Premise(label, n) if labels.contains(label) => premises.push((Rc::clone(label), Rc::clone(n))),
                    _ => self.fault = Some(format!("{name}: {}", labels[0])),
                }
            }
        }
        Rc::new(vec![V::node(What::Rule(Rc::clone(name), args, premises))])
    }

    /// Builtins that look something up or compare.
    fn look(&mut self, name: &str, args: &[Seq]) -> Option<Vec<V>> {
        let f = self.facts;
        let say = |b: bool| Some(vec![V::Truth(b.into())]);
        Some(match (name, args) {
            ("find", [kind, ids]) => texts(ids).filter_map(|id| f.find(kind[0].text()?, id)).collect(),
            ("all", [kind]) => f.all(kind[0].text()?).to_vec(),
            ("less", [n]) => {
                number(n).and_then(|n| n.checked_sub(1)).map(|n| V::Number(n.into())).into_iter().collect()
            }
            ("head", [list]) => list.iter().take(1).cloned().collect(),
            ("tail", [list]) => list.iter().skip(1).cloned().collect(),
            ("distinct", [list]) => {
                (0..list.len()).filter(|i| !list[..*i].contains(&list[*i])).map(|i| list[i].clone()).collect()
            }
            ("owner", [list]) => texts(list).map(|x| V::Text(f.owner(x).into())).collect(),
            ("same", [x, y]) => return say(texts(x).any(|x| texts(y).any(|y| f.same(x, y)))),
            ("wider", [x, y]) => {
                let (x, y) = (x.first()?, y.first()?);
                let (more, own) = (x.guard(), y.guard());
                return say(more.len() > own.len() && own.iter().all(|pair| more.contains(pair)));
            }
            ("same-list", [x, y]) => return say(x == y),
            ("part", [list, n]) => {
                let parts = texts(list).next().and_then(|t| t.split_once('/'));
                let part = parts.map(|p| if number(n) == Some(0) { p.0 } else { p.1 });
                part.map(|p| V::Text(p.into())).into_iter().collect()
            }
            ("before", [x, y]) => {
                let days = uncertain(x).and_then(|x| x.latest()).zip(uncertain(y).and_then(|y| y.earliest()));
                return say(days.is_some_and(|(x, y)| x < y));
            }
            ("outside", [day, p]) => {
                let p = times(p).into_iter().next();
                return say(uncertain(day).zip(p).is_some_and(|(d, p)| p.contains_date(&d).is_no()));
            }
            ("overlaps", [x, y]) => {
                let (x, y) = (times(x), times(y));
                x.iter().flat_map(|t| y.iter().map(|q| V::Truth(t.overlaps(q)))).collect()
            }
            ("near", [x, y]) => return say(times(x).iter().any(|t| times(y).iter().any(|q| near(t, q)))),
            ("may-be", [list]) => return say(truth(list) != Truth::No),
            _ => return None,
        })
    }

    /// Builtins that give dates.
    fn date(&mut self, name: &str, args: &[Seq]) -> Option<Vec<V>> {
        let each = |list: &[V], make: &dyn Fn(&V) -> Option<Term>| list.iter().filter_map(make).map(V::Date).collect();
        let map = |list: &[V], make: &dyn Fn(&Term) -> Term| dates(list).iter().map(make).map(V::Date).collect();
        let one = |made: Option<Term>| made.map(V::Date).into_iter().collect();
        let length = |by: Option<Duration>| by.map(|d| V::Text(d.to_string().into())).into_iter().collect();
        Some(match (name, args) {
            ("not-stated", []) => one(Some(date::of("not-stated", Vec::new(), (None, None)))),
            ("stated", [items, field]) => each(items, &|x| {
                let names = field[0].text()?.replace('-', "_");
                self.stated(x, field, names.split('.').try_fold(x, |x, n| x.get(n))?.text()?)
            }),
            ("stated", [item, field, date]) => one(texts(date).next().and_then(|d| self.stated(&item[0], field, d))),
            ("edge", [how, s, field, p]) => {
                let (how, period) = (how[0].text()?, texts(p).next().and_then(|p| Period::parse(p).ok()));
                let within = period.map(|p| if how == "last-day" { p.end_bounds() } else { p.start_bounds() });
                one(within.map(|b| date::of(how, self.cited(&s[0], field), (b.first(), b.last()))))
            }
            ("next", [list]) => map(list, &|d| date::plus(d, Duration::days(1))),
            ("plus", [list, by]) => duration(by).map_or_else(Vec::new, |by| map(list, &|d| date::plus(d, by))),
            (how @ ("latest" | "earliest" | "between"), [list]) => one(date::of_all(how, dates(list))),
            ("nth", [n, list]) => one(number(n).and_then(|n| date::nth(n, dates(list)))),
            ("expiry", [start, r @ .., notice]) => {
                one(Some(date::expiry(dates(start).first()?, renewing(r)?, dates(notice).first()?)))
            }
            ("times", [first, each, n]) => {
                length(number(n).and_then(|n| date::times(duration(first)?, duration(each)?, n)))
            }
            ("renewals-past", [from, r @ .., c]) => {
                let last = times(&[c.first()?.get("period")?.clone()]).first()?.end_bounds().first();
                length(last.and_then(|last| date::renewals_past(dates(from).first()?, renewing(r)?, last)))
            }
            ("law-day", [day, article]) => {
                let (day, article) = (day[0].text()?, article[0].text()?);
                let fields = vec![("date", Field::Text(json!(day))), ("article", Field::Text(json!(article)))];
                let day = Day::parse(day).ok();
                one(Some(date::of("law", fields, (day, day))))
            }
            _ => return None,
        })
    }

    /// Builtins that give steps.
    fn step(&mut self, name: &str, args: &[Seq]) -> Option<Vec<V>> {
        let f = self.facts;
        let leaf = |body: Value, truth: Truth| V::node(What::Leaf(body, truth, Vec::new()));
        let fact = |s: &V, under: Vec<(&str, &str)>| {
            let body = json!({"kind": "fact", "stmt": s.field("stmt"), "digest": f.digest(s.field("stmt"))});
            let under = under.iter().map(|(c, o)| (c.to_string(), vec![o.to_string()]));
            V::node(What::Leaf(body, Truth::Yes, under.collect()))
        };
        Some(match (name, args) {
            ("fact", [list]) => list.iter().map(|s| fact(s, s.guard())).collect(),
            ("plain", [list]) => list.iter().map(|s| fact(s, Vec::new())).collect(),
            ("conflict", [s]) => {
                let stmt = s.first()?.field("stmt");
                let body = |c: &String| json!({"kind": "taken", "choice": c, "stmt": stmt});
                let taken = |c| V::node(What::Leaf(body(c), Truth::Yes, vec![(c.clone(), vec![stmt.into()])]));
                f.conflicts.get(stmt).map(taken).into_iter().collect()
            }
            ("since", [list, cause]) => {
                let cause: Rc<str> = cause[0].text()?.into();
                dates(list).into_iter().map(|d| V::node(What::Since(d, Rc::clone(&cause)))).collect()
            }
            ("not-after", [left, right]) => {
                let (left, right) = (dates(left), dates(right));
                let pair = |l: &Term, r: &Term| V::node(What::NotAfter(Rc::clone(l), Rc::clone(r)));
                left.iter().flat_map(|l| right.iter().map(|r| pair(l, r))).collect()
            }
            ("missing", [what, about @ ..]) => {
                let about: Vec<&str> = about.iter().flat_map(|a| texts(a)).collect();
                let missing = json!({"about": about, "what": what[0].text()?});
                vec![leaf(json!({"kind": "missing", "missing": missing}), Truth::Unknown)]
            }
            ("complete", [c]) => {
                let c = f.record.completeness_of(c.first()?.field("id"))?;
                let members = c.members.iter().map(|s| json!({"stmt": s.as_str(), "digest": f.digest(s.as_str())}));
                let members: Vec<Value> = members.collect();
                let body = json!({"kind": "complete", "completeness": c.id.as_str(), "stmt": c.stmt.as_str(),
                    "members": members, "members-digest": c.members_digest.to_string()});
                vec![leaf(body, Truth::Yes)]
            }
            ("is-a", [narrow, wide]) => {
                let pairs = texts(narrow).flat_map(|n| texts(wide).map(move |w| (n, w)));
                let under = pairs.filter(|(n, w)| f.record.is_a(n, w));
                under.map(|(n, w)| leaf(json!({"kind": "is-a", "narrow": n, "wide": w}), Truth::Yes)).collect()
            }
            ("looked", [what, found, kinds, about @ ..]) => {
                let about = about.iter().zip(kinds[0].text()?.chars());
                let about = about.flat_map(|(list, k)| list.iter().flat_map(move |v| argument(k, v)));
                let about: Vec<Value> = about.collect();
                vec![leaf(json!({"kind": "looked", "what": what[0].text()?, "args": about}), truth(found))]
            }
            ("choice", [c, list]) => {
                let options: Vec<String> = texts(list).map(String::from).collect();
                let body = |c: &str| json!({"kind": "choice", "choice": c, "options": options});
                texts(c).map(|c| V::node(What::Leaf(body(c), Truth::Yes, vec![(c.into(), options.clone())]))).collect()
            }
            ("as", [label, list]) => {
                let label: Rc<str> = label[0].text()?.into();
                steps(list).into_iter().map(|n| V::Premise(Rc::clone(&label), n)).collect()
            }
            ("during", [w, of]) => {
                let when = When::parse(w.first()?.field("when")).ok()?;
                vec![V::node(What::During(w[0].field("stmt").into(), spans(&when), steps(of).first()?.clone()))]
            }
            ("during-day", [s, day, of]) => {
                let (day, of) = (dates(day).first()?.clone(), steps(of).first()?.clone());
                let days = DaySpan::inclusive(day.lo.unwrap_or(Day::MIN), day.hi.unwrap_or(Day::MAX));
                let certain = day.lo.is_some() && day.lo == day.hi;
                vec![V::node(What::During(s.first()?.field("stmt").into(), vec![(days, certain)], of))]
            }
            _ => return None,
        })
    }

    fn stated(&self, s: &V, field: &[V], on: &str) -> Option<Term> {
        let d = UncertainDate::parse(on).ok()?;
        let mut fields = self.cited(s, field);
        fields.push(("date", Field::Text(json!(d.edtf()))));
        Some(date::of("stated", fields, (d.earliest(), d.latest())))
    }

    fn cited(&self, s: &V, field: &[V]) -> Vec<(&'static str, Field)> {
        let (stmt, field) = (s.field("stmt"), texts(field).next());
        let fields = [("stmt", json!(stmt)), ("digest", self.facts.digest(stmt)), ("field", json!(field))];
        fields.map(|(key, v)| (key, Field::Text(v))).into()
    }
}
