//! Works out expressions of the table: which premises a step must have, from the record.

use crate::date::{self, Renewing, Term};
use crate::facts::Facts;
use crate::table::{Body, Expr, Rule};
use crate::value::{Node, V, What};
use serde_json::{Value, json};
use servanda_time::{Day, DaySpan, Duration, End, Period, Truth, UncertainDate, When};
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

fn period(list: &[V]) -> Option<Period> {
    Period::parse(list.first()?.text()?).ok()
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
    for b in [p.start_bounds(), p.end_bounds()] {
        if b != DaySpan::ALL && !out.iter().any(|(s, _)| s.covers(b)) {
            out.push((b, false));
        }
    }
    if out.is_empty() {
        out.push((p.possible(), false));
    }
    out
}

/// Whether one time is that of a use of force during the other, or within a year before it.
fn near(t: &Period, q: &Period) -> bool {
    let (Some(start), Some(end)) = (t.possible().first(), q.possible().last()) else {
        return true;
    };
    let recent = end >= date::earlier(start, Duration::years(1));
    (recent && !q.before(t).is_no()) || !q.overlaps(t).is_no()
}

fn argument(kind: char, v: &V) -> Vec<Value> {
    let id = v.text().map_or_else(|| v.field("id"), |t| t);
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
                _ => self.fault = Some(n.to_string()),
            },
            Expr::Field(of, name) => {
                self.eval(of, names).iter().for_each(|v| out.extend_from_slice(v.all(name)));
            }
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
            Expr::Where(of, test) => {
                for v in self.eval(of, names).iter() {
                    names.push((".".into(), Rc::new(vec![v.clone()])));
                    if holds(&self.eval(test, names)) {
                        out.push(v.clone());
                    }
                    names.pop();
                }
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
        let made = match &def.body {
            Body::Is(e) => self.eval(e, &mut names),
            Body::Rule(r) => self.rule(name, r, &mut names),
        };
        self.known.insert(key, (args, Rc::clone(&made)));
        made
    }

    fn rule(&mut self, name: &Rc<str>, rule: &'c Rule, names: &mut Names) -> Seq {
        let shown = |n: &str| n.chars().next().filter(|_| n.len() == 1).unwrap_or(' ');
        let args = names.iter().flat_map(|(n, list)| list.iter().flat_map(|v| argument(shown(n), v)));
        let args = args.collect();
        let mut premises = Vec::new();
        for (labels, of) in &rule.premises {
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
            ("all", [kind]) => f.all.get(kind[0].text()?)?.clone(),
            ("falls-under", [x, y]) => return say(texts(x).any(|x| texts(y).any(|y| f.record.is_a(x, y)))),
            ("less", [n]) => match n.first()? {
                V::Number(n) if *n > 0 => vec![V::Number(n - 1)],
                _ => Vec::new(),
            },
            ("head", [list]) => list.iter().take(1).cloned().collect(),
            ("tail", [list]) => list.iter().skip(1).cloned().collect(),
            ("distinct", [list]) => {
                list.iter().enumerate().filter(|(i, v)| !list[..*i].contains(v)).map(|x| x.1.clone()).collect()
            }
            ("at-most", [n, list]) => return say(matches!(n.first()?, V::Number(n) if list.len() as u64 <= *n)),
            ("owner", [list]) => texts(list).map(|x| V::Text(f.owner(x).into())).collect(),
            ("same", [x, y]) => return say(texts(x).any(|x| texts(y).any(|y| f.same(x, y)))),
            ("same-list", [x, y]) => return say(x == y),
            ("presumed", [word]) => return say(texts(word).any(|w| w == self.presumption)),
            ("part", [list, n]) => {
                let parts = texts(list).next().and_then(|t| t.split_once('/'));
                let second = matches!(n.first()?, V::Number(1));
                parts.map(|(first, last)| V::Text(if second { last } else { first }.into())).into_iter().collect()
            }
            ("before", [x, y]) => {
                let read = |list: &Seq| UncertainDate::parse(list.first()?.text()?).ok();
                let days = read(x).and_then(|x| x.latest()).zip(read(y).and_then(|y| y.earliest()));
                return say(days.is_some_and(|(x, y)| x < y));
            }
            ("outside", [day, p]) => {
                let day = day.first().and_then(|d| UncertainDate::parse(d.text()?).ok());
                return say(day.zip(period(p)).is_some_and(|(d, p)| p.contains_date(&d).is_no()));
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
        Some(match (name, args) {
            ("not-stated", []) => one(Some(date::of("not-stated", Vec::new(), (None, None)))),
            ("stated", [items, field]) => each(items, &|x| {
                let names = field[0].text()?.replace('-', "_");
                self.stated(x, field[0].text()?, names.split('.').try_fold(x, |x, n| x.get(n))?.text()?)
            }),
            ("stated", [item, field, date]) => {
                one(date.first().and_then(|d| self.stated(&item[0], field[0].text()?, d.text()?)))
            }
            ("first-day" | "last-day", [items]) => each(items, &|w| match When::parse(w.field("when")).ok()? {
                When::Date(_) => self.stated(w, "on", w.field("when")),
                When::Period(p) => Some(self.end_of(w, "on", name == "last-day", &p)),
            }),
            ("start" | "end", [items, field]) => each(items, &|x| {
                let p = Period::parse(x.field(field[0].text()?)).ok()?;
                let open = *(if name == "end" { p.end() } else { p.start() }) == End::Open;
                (!open).then(|| self.end_of(x, field[0].text().unwrap_or_default(), name == "end", &p))
            }),
            ("next", [list]) => map(list, &|d| date::plus(d, Duration::days(1))),
            ("plus", [list, by]) => duration(by).map_or_else(Vec::new, |by| map(list, &|d| date::plus(d, by))),
            ("later", [list, by]) => duration(by).map_or(list.to_vec(), |by| map(list, &|d| date::plus(d, by))),
            ("latest", [list]) => one(date::of_all("latest", dates(list))),
            ("earliest", [list]) => one(date::of_all("earliest", dates(list))),
            ("between", [list]) => one(date::of_all("between", dates(list))),
            ("nth", [n, list]) => match n.first() {
                Some(V::Number(n)) if *n > 0 && *n <= list.len() as u64 => {
                    one(Some(date::nth(*n as usize, dates(list))))
                }
                _ => Vec::new(),
            },
            ("expiry", [start, first, each, before, notice]) => {
                let r = Renewing { first: duration(first)?, each: duration(each)?, before: duration(before)? };
                one(Some(date::expiry(&dates(start)[..].first()?.clone(), r, dates(notice).first()?)))
            }
            ("times", [first, each, n]) => match n.first() {
                Some(V::Number(n)) => {
                    let total = date::times(duration(first)?, duration(each)?, u32::try_from(*n).ok()?);
                    total.map(|d| V::Text(d.to_string().into())).into_iter().collect()
                }
                _ => Vec::new(),
            },
            ("renewals-past", [from, first, each, before, c]) => {
                let r = Renewing { first: duration(first)?, each: duration(each)?, before: duration(before)? };
                let last = Period::parse(c.first()?.field("period")).ok().and_then(|p| p.end_bounds().first());
                let total = last.and_then(|last| date::renewals_past(dates(from).first()?, r, last));
                total.map(|d| V::Text(d.to_string().into())).into_iter().collect()
            }
            ("law-day", [day, article]) => {
                let (day, article) = (day[0].text()?, article[0].text()?);
                let fields =
                    vec![("date", date::Field::Text(json!(day))), ("article", date::Field::Text(json!(article)))];
                let day = Day::parse(day).ok();
                one(Some(date::of("law", fields, (day, day))))
            }
            ("written", [list]) => {
                dates(list).iter().filter_map(|d| Some(V::Text(d.written.as_deref()?.into()))).collect()
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
        let choice = |c: &str, options: Vec<String>| {
            let body = json!({"kind": "choice", "choice": c, "options": options});
            V::node(What::Leaf(body, Truth::Yes, vec![(c.into(), options)]))
        };
        Some(match (name, args) {
            ("fact", [list]) => list.iter().map(|s| fact(s, s.guard())).collect(),
            ("plain", [list]) => list.iter().map(|s| fact(s, Vec::new())).collect(),
            ("displaced", [s, peers]) => {
                let (s, own) = (s.first()?, s[0].guard());
                let more = |o: &&V| {
                    let under = o.guard();
                    o.field("stmt") != s.field("stmt")
                        && under.len() > own.len()
                        && own.iter().all(|p| under.contains(p))
                };
                peers.iter().filter(more).map(|o| fact(o, o.guard())).collect()
            }
            ("conflict", [s]) => {
                let stmt = s.first()?.field("stmt");
                let taken = |c: &String| {
                    let body = json!({"kind": "taken", "choice": c, "stmt": stmt});
                    V::node(What::Leaf(body, Truth::Yes, vec![(c.clone(), vec![stmt.into()])]))
                };
                f.conflicts.get(stmt).map(taken).into_iter().collect()
            }
            ("since", [list, cause]) => {
                let cause: Rc<str> = cause[0].text()?.into();
                dates(list).into_iter().map(|d| V::node(What::Since(d, Rc::clone(&cause)))).collect()
            }
            ("not-after", [left, right]) => {
                let pairs =
                    dates(left).into_iter().flat_map(|l| dates(right).into_iter().map(move |r| (Rc::clone(&l), r)));
                pairs.map(|(l, r)| V::node(What::NotAfter(l, r))).collect()
            }
            ("missing", [what, about @ ..]) => {
                let about: Vec<&str> = about.iter().flat_map(|a| texts(a)).collect();
                vec![leaf(
                    json!({"kind": "missing", "missing": {"about": about, "what": what[0].text()?}}),
                    Truth::Unknown,
                )]
            }
            ("complete", [c]) => {
                let c = f.record.completeness_of(c.first()?.field("id"))?;
                let member = |s: &str| json!({"stmt": s, "digest": f.digest(s)});
                let members: Vec<Value> = c.members.iter().map(|s| member(s.as_str())).collect();
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
                let about: Vec<Value> =
                    about.flat_map(|(list, k)| list.iter().flat_map(move |v| argument(k, v))).collect();
                vec![leaf(json!({"kind": "looked", "what": what[0].text()?, "args": about}), truth(found))]
            }
            ("choice", [c, options]) => {
                texts(c).map(|c| choice(c, texts(options).map(String::from).collect())).collect()
            }
            ("option", [c, option]) => {
                let (c, option) = (c[0].text()?, option[0].text()?);
                let has = |p: &V| p.all("options").iter().any(|o| o.field("id") == option);
                let options = |p: V| if has(&p) { vec![option.to_string()] } else { Vec::new() };
                f.find("choice_points", c).map(|p| choice(c, options(p))).into_iter().collect()
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

    fn stated(&self, s: &V, field: &str, on: &str) -> Option<Term> {
        let d = UncertainDate::parse(on).ok()?;
        let mut fields = self.cited(s, field);
        fields.push(("date", date::Field::Text(json!(d.edtf()))));
        let written = Some(d.written().to_string());
        Some(Rc::new(date::Date { how: "stated", fields, lo: d.earliest(), hi: d.latest(), written }))
    }

    /// The first or last day of a period.
    fn end_of(&self, s: &V, field: &str, last: bool, p: &Period) -> Term {
        let within = if last { p.end_bounds() } else { p.start_bounds() };
        let how = if last { "last-day" } else { "first-day" };
        date::of(how, self.cited(s, field), (within.first(), within.last()))
    }

    fn cited(&self, s: &V, field: &str) -> Vec<(&'static str, date::Field)> {
        let stmt = s.field("stmt");
        let text = |v: Value| date::Field::Text(v);
        vec![("stmt", text(json!(stmt))), ("digest", text(self.facts.digest(stmt))), ("field", text(json!(field)))]
    }
}
