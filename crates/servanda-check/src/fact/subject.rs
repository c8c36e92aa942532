//! What facts the record has to compare with: those of an agreement, an event, an actor, a place.

use super::{Fact, FactKind, Timed};
use servanda_record::{
    ActId, Actor, ActorId, Agreement, Event, Guard, Office, Place, Record, TermLength, TopicId,
    When,
};
use servanda_time::{Duration, EndOfMonth, UncertainDate};

/// The words by which an act done to an agreement may be told, as acts of the taxonomy.
fn acts_of(act: &str) -> &'static [&'static str] {
    match act {
        "signature" => &["signature"],
        "ratification" | "acceptance" | "approval" => &["ratification", "acceptance"],
        "accession" | "succession" => &["accession", "admission"],
        "deposit" | "exchange-of-ratifications" => &["ratification", "entry-into-force"],
        "entry-into-force" | "provisional-application" => &["entry-into-force"],
        "notice-of-denunciation" => &["notice", "denunciation", "statement"],
        "notice-of-withdrawal" => &["notice", "withdrawal", "statement"],
        "notice-of-non-renewal" => &["non-renewal", "notice"],
        "notice-revoked" => &["notice"],
        "repudiation" | "declaration-of-nullity" => &["denunciation", "termination", "statement"],
        "suspension" => &["suspension"],
        "resumption" => &["extension"],
        "extension" | "renewal" => &["extension"],
        "withdrawal" => &["withdrawal", "termination"],
        "termination" | "mutual-termination" | "expiry" | "supersession" => &["termination"],
        "refusal-to-ratify" => &["refusal-to-ratify", "ratification"],
        "announcement" => &["statement", "notice"],
        "reservation" | "objection" | "amendment" | "protocol" => &["signature"],
        _ => &[],
    }
}

/// What facts come of.
#[derive(Clone, Copy)]
pub enum Subject<'r> {
    /// An agreement.
    Agreement(&'r Agreement),
    /// An event.
    Event(&'r Event),
    /// An actor.
    Actor(&'r Actor),
    /// A place.
    Place(&'r Place),
}

impl<'r> Subject<'r> {
    /// All subjects of a record, in its order.
    pub fn all(record: &'r Record) -> impl Iterator<Item = Self> {
        (record.agreements.iter().map(Self::Agreement))
            .chain(record.events.iter().map(Self::Event))
            .chain(record.actors.iter().map(Self::Actor))
            .chain(record.places.iter().map(Self::Place))
    }

    /// Its id.
    pub fn id(self) -> &'r str {
        match self {
            Self::Agreement(a) => a.id.as_str(),
            Self::Event(e) => e.id.as_str(),
            Self::Actor(a) => a.id.as_str(),
            Self::Place(p) => p.id.as_str(),
        }
    }

    /// How many facts come of it: as many as [`Subject::facts`] makes.
    pub fn count(self) -> usize {
        match self {
            Self::Agreement(a) => agreement_count(a),
            Self::Event(_) => 1,
            Self::Actor(a) => {
                let ends = |o: &Office| {
                    let period = o.period.as_ref();
                    period.map_or(0, |p| {
                        usize::from(p.start().date().is_some())
                            + usize::from(p.end().date().is_some())
                    })
                };
                a.offices.iter().map(|o| 1 + ends(o)).sum::<usize>()
                    + a.members.len()
                    + usize::from(a.exists.is_some())
            }
            Self::Place(p) => p.control.len() + p.claims.len(),
        }
    }

    /// Its facts.
    pub fn facts(self) -> Vec<Fact<'r>> {
        let mut out = Vec::with_capacity(self.count());
        match self {
            Self::Agreement(a) => agreement_facts(a, &mut out),
            Self::Event(e) => out.push(event_fact(e)),
            Self::Actor(a) => actor_facts(a, &mut out),
            Self::Place(p) => place_facts(p, &mut out),
        }
        out
    }

    /// Those that are found by whom and what they name, and not only by their agreement: its signatures, and all of
    /// what is no agreement. They are the first of its facts.
    pub fn open_facts(self) -> Vec<Fact<'r>> {
        match self {
            Self::Agreement(a) => {
                let mut out: Vec<Fact> = a.signed.iter().map(|s| signed_fact(a, s)).collect();
                out.iter_mut().for_each(|f| f.agreement = Some(a));
                out
            }
            _ => self.facts(),
        }
    }
}

fn agreement_count(a: &Agreement) -> usize {
    let terms = a.term.iter().map(|t| 1 + renewals(t).count());
    let ways = match &a.withdrawal {
        servanda_record::WithdrawalClause::Ways(ways) => ways.len(),
        _ => 0,
    };
    a.signed.len()
        + a.entry_into_force.len()
        + terms.sum::<usize>()
        + ways
        + a.acts.len()
        + a.ended.len()
        + a.parties.len()
        + a.non_parties.len()
        + a.provisions.len()
        + usize::from(a.registered.is_some())
        + 1
}

fn actor_facts<'r>(a: &'r Actor, out: &mut Vec<Fact<'r>>) {
    for o in &a.offices {
        let mut f = Fact::new(FactKind::Office, &o.stmt);
        f.persons.push(&a.id);
        f.agents.push(&o.of);
        f.bag.add(o.role.replace('-', " "));
        o.title.0.iter().for_each(|(_, t)| f.bag.add(t.as_str()));
        if let Some(p) = &o.period {
            for (kind, end, act) in [
                (FactKind::TookOffice, p.start().date(), "election"),
                (FactKind::LeftOffice, p.end().date(), "leaving-office"),
            ] {
                if let Some(d) = end {
                    let mut g = f.clone();
                    g.kind = kind;
                    g.acts = vec![act];
                    g.times = vec![Timed {
                        when: When::Date(d.clone()),
                    }];
                    out.push(g);
                }
            }
            f.times.push(Timed {
                when: When::Period(p.clone()),
            });
        }
        out.push(f);
    }
    for m in &a.members {
        let mut f = Fact::new(FactKind::Membership, &m.stmt);
        f.agents.push(&m.actor);
        f.patients.push(&a.id);
        f.acts = vec!["admission", "accession"];
        f.times.extend(m.period.clone().map(|p| Timed {
            when: When::Period(p),
        }));
        out.push(f);
    }
    if let Some(p) = &a.exists {
        let mut f = Fact::new(FactKind::Existence, &a.stmt);
        f.agents.push(&a.id);
        f.times.push(Timed {
            when: When::Period(p.clone()),
        });
        out.push(f);
    }
}

fn place_facts<'r>(p: &'r Place, out: &mut Vec<Fact<'r>>) {
    for (kind, holds) in [
        (FactKind::Control, &p.control),
        (FactKind::PlaceClaim, &p.claims),
    ] {
        for h in holds {
            let mut f = Fact::new(kind, &h.stmt);
            f.agents.push(&h.by);
            f.places.push(&p.id);
            f.times.extend(h.period.clone().map(|w| Timed {
                when: When::Period(w),
            }));
            f.under = h.under.clone();
            out.push(f);
        }
    }
}

fn agreement_facts<'r>(a: &'r Agreement, out: &mut Vec<Fact<'r>>) {
    let first = out.len();
    let parties: Vec<&ActorId> = a.parties.iter().map(|p| &p.actor).collect();
    out.extend(a.signed.iter().map(|s| signed_fact(a, s)));
    for e in &a.entry_into_force {
        let mut f = Fact::new(FactKind::EntryIntoForce, &e.stmt).at(e.on.as_ref(), &e.under);
        f.acts = vec!["entry-into-force"];
        f.agents = parties.clone();
        out.push(f);
    }
    for t in &a.term {
        out.push(term_fact(a, t));
        out.extend(renewal_facts(t));
    }
    if let servanda_record::WithdrawalClause::Ways(ways) = &a.withdrawal {
        for w in ways {
            let mut f = Fact::new(FactKind::Withdrawal, &w.stmt);
            f.under = w.under.clone();
            f.acts = vec!["withdrawal", "denunciation", "notice"];
            f.durations.push(w.notice);
            f.durations.extend(w.not_before);
            if let Some(g) = &w.grounds {
                f.bag.add(g.replace('-', " "));
            }
            out.push(f);
        }
    }
    for x in &a.acts {
        let mut f = Fact::new(FactKind::Act, &x.stmt).at(x.on.as_ref(), &x.under);
        f.acts = acts_of(&x.act).to_vec();
        // Until when it was prolonged or suspended belongs to it.
        f.times.extend(x.until.iter().map(|d| Timed {
            when: When::Date(d.clone()),
        }));
        f.agents = if x.by.is_empty() {
            parties.clone()
        } else {
            x.by.iter().collect()
        };
        f.patients = x.to.iter().collect();
        f.persons = x.person.iter().collect();
        f.places = x.at.iter().collect();
        f.bag.add(x.act.replace('-', " "));
        if let Some(n) = &x.note {
            f.bag.add(n.as_str());
        }
        out.push(f);
    }
    for e in &a.ended {
        let mut f = Fact::new(FactKind::Ended, &e.stmt).at(Some(&e.on), &e.under);
        f.acts = vec!["termination", "withdrawal"];
        f.agents = if e.for_parties.is_empty() {
            parties.clone()
        } else {
            e.for_parties.iter().collect()
        };
        f.bag.add(e.how.replace('-', " "));
        // People also say the first day without it.
        f.times.extend(e.on.as_day().map(|d| Timed {
            when: When::Date(UncertainDate::day(d.next())),
        }));
        out.push(f);
    }
    for p in &a.parties {
        let mut f = Fact::new(FactKind::Party, &p.stmt).at(p.from.as_ref(), &p.under);
        f.agents.push(&p.actor);
        f.acts = vec!["accession", "signature", "ratification"];
        out.push(f);
    }
    for n in &a.non_parties {
        let mut f = Fact::new(FactKind::NonParty, &n.stmt);
        f.agents.push(&n.actor);
        f.acts = vec!["accession", "ratification"];
        if !signers(a).contains(&&n.actor) {
            f.acts.push("signature");
        }
        f.times.extend(n.period.clone().map(|p| Timed {
            when: When::Period(p),
        }));
        out.push(f);
    }
    for p in &a.provisions {
        out.push(provision_fact(p));
    }
    if let Some(r) = &a.registered {
        let mut f = Fact::new(FactKind::Registered, &r.stmt).at(r.on.as_ref(), &Guard::default());
        f.bag.add("registered registration 登録");
        out.push(f);
    }
    let mut f = Fact::new(FactKind::Matter, &a.stmt);
    f.topics = a
        .topics
        .iter()
        .chain(a.provisions.iter().map(|p| &p.topic))
        .collect();
    let one_sided = |t: &&TopicId| {
        let of_some = |p: &servanda_record::Provision| {
            p.topic == **t && p.by != servanda_record::Bearer::EachParty
        };
        a.provisions.iter().any(of_some)
    };
    f.mutual = f.topics.iter().copied().filter(|t| !one_sided(t)).collect();
    f.agents = parties.clone();
    f.times = a
        .signed
        .iter()
        .map(|s| Timed {
            when: When::Date(s.on.clone()),
        })
        .collect();
    f.about = a
        .provisions
        .iter()
        .flat_map(|p| p.about.iter().map(String::as_str))
        .collect();
    a.provisions
        .iter()
        .flat_map(|p| &p.says.0)
        .for_each(|(_, t)| f.bag.add(t.as_str()));
    f.statements.extend(a.provisions.iter().map(|p| &p.stmt));
    out.push(f);
    for f in &mut out[first..] {
        f.agreement = Some(a);
        f.bag.close();
        // The agreement's own title words never count against a claim that names it.

        for n in &a.names.0 {
            f.bag.add(n.name.as_str());
        }
    }
}

fn signed_fact<'r>(a: &'r Agreement, s: &'r servanda_record::Signed) -> Fact<'r> {
    let mut f = Fact::new(FactKind::Signed, &s.stmt).at(Some(&s.on), &s.under);
    f.acts = vec!["signature"];
    f.agents = signers(a);
    f.persons = s.by.iter().collect();
    f.places = s.at.iter().collect();
    f
}

/// Who signed: the parties, and those who signed and never became one.
fn signers(a: &Agreement) -> Vec<&ActorId> {
    let mut out: Vec<&ActorId> = a.parties.iter().map(|p| &p.actor).collect();
    let acts = a
        .acts
        .iter()
        .filter(|x| matches!(x.act.as_str(), "signature" | "refusal-to-ratify"));
    out.extend(acts.flat_map(|x| &x.by));
    out
}

fn term_fact<'r>(a: &'r Agreement, t: &'r servanda_record::Term) -> Fact<'r> {
    let mut f = Fact::new(FactKind::Term, &t.stmt);
    f.under = t.under.clone();
    f.acts = vec!["termination"];
    match &t.length {
        TermLength::For(d) => {
            f.durations.push(*d);
            let from = match &t.from {
                servanda_record::CountedFrom::EntryIntoForce => {
                    a.entry_into_force.iter().find_map(|e| e.on.as_ref())
                }
                servanda_record::CountedFrom::Signature => a.signed.first().map(|s| &s.on),
                servanda_record::CountedFrom::Date(d) => Some(d),
            };
            let end = from
                .and_then(UncertainDate::as_day)
                .and_then(|day| day.plus(*d, EndOfMonth::Clamp).ok());
            f.times.extend(end.map(|s| Timed {
                when: When::Date(UncertainDate::day(s.day)),
            }));
        }
        TermLength::Until(d) => f.times.push(Timed {
            when: When::Date(d.clone()),
        }),
        TermLength::UntilEvent(_) | TermLength::Unlimited => {}
    }
    f.bag
        .add("valid term run last duration expire 期間 有効 年間 満了");
    f
}

/// What happens after the term: a renewal, and the notice that prevents it. They are facts of their own,
/// since "ten years, renewable for five" says two lengths of two things.
fn renewal_facts(t: &servanda_record::Term) -> impl Iterator<Item = Fact<'_>> {
    renewals(t).map(|(kind, d)| {
        let (acts, words): (&[&'static str], &str) = match kind {
            FactKind::Renewal => (
                &["extension"],
                "renew automatically prolong extend further tacit 延長 更新 自動",
            ),
            _ => (
                &["notice", "denunciation", "non-renewal"],
                "notice denounce before expiry unless 通告 廃棄 満了 予告",
            ),
        };
        let mut f = Fact::new(kind, &t.stmt);
        f.under = t.under.clone();
        f.acts = acts.to_vec();
        f.durations.push(d);
        f.bag.add(words);
        f
    })
}

/// The length for which a term is renewed and that of the notice that prevents it, as far as it says so.
fn renewals(t: &servanda_record::Term) -> impl Iterator<Item = (FactKind, Duration)> {
    let first = match &t.length {
        TermLength::For(d) => Some(*d),
        _ => None,
    };
    let renews = t.then == servanda_record::AfterTerm::Renew;
    let renewal = t.renew_for.or(first.filter(|_| renews));
    let notice = t.unless_notice.map(|d| (FactKind::RenewalNotice, d));
    (renewal.map(|d| (FactKind::Renewal, d)).into_iter()).chain(notice)
}

fn provision_fact(p: &servanda_record::Provision) -> Fact<'_> {
    let mut f = Fact::new(FactKind::Provision, &p.stmt);
    f.article = Some(&p.article);
    f.under = p.under.clone();
    f.acts = p.acts.iter().map(ActId::as_str).collect();
    if let servanda_record::Bearer::Actors(ids) = &p.by {
        f.agents = ids.iter().collect();
    }
    if let servanda_record::Toward::Actors(ids) = &p.toward {
        f.patients = ids.iter().collect();
    }
    f.terms = p.terms.iter().collect();
    f.topics = vec![&p.topic];
    if p.by == servanda_record::Bearer::EachParty {
        f.mutual = vec![&p.topic];
    }
    f.about = p.about.iter().map(String::as_str).collect();
    f.about.extend(
        p.terms
            .iter()
            .flat_map(|t| t.about.iter().map(String::as_str)),
    );
    if let Some(period) = &p.period {
        f.times.push(Timed {
            when: When::Period(period.clone()),
        });
    }
    p.says.0.iter().for_each(|(_, t)| f.bag.add(t.as_str()));
    f.bag.add(p.topic.as_str().replace('-', " "));
    for t in &p.terms {
        f.bag.add(t.of.replace('-', " "));
        t.about.iter().for_each(|a| f.bag.add(a.replace('-', " ")));
        if let Some(n) = &t.note {
            f.bag.add(n.as_str());
        }
    }
    f
}

fn event_fact(e: &Event) -> Fact<'_> {
    let mut f = Fact::new(FactKind::Event, &e.stmt);
    f.event = Some(e);
    f.under = e.under.clone();
    f.acts = e.types.iter().map(ActId::as_str).collect();
    f.agents = e.by.iter().chain(&e.with).collect();
    f.patients = e.toward.iter().collect();
    f.persons = e.persons.iter().collect();
    f.places = e.at.iter().collect();
    f.times = e
        .when
        .iter()
        .map(|t| Timed {
            when: t.when.clone(),
        })
        .collect();
    f.statements.extend(e.when.iter().map(|t| &t.stmt));
    f.quantities = e.quantities.iter().collect();
    f.concerns = e.concerns.iter().collect();
    e.says.0.iter().for_each(|(_, t)| f.bag.add(t.as_str()));
    e.names.0.iter().for_each(|n| f.bag.add(n.name.as_str()));
    e.words.iter().for_each(|(_, w)| f.bag.add(w.as_str()));
    for q in &e.quantities {
        f.bag.add(q.of.replace('-', " "));
        q.who.0.iter().for_each(|(_, t)| f.bag.add(t.as_str()));
    }
    f
}
