//! The record as a table of facts: one row for each thing an account might say of an agreement, an
//! event, a person or a place, with the same columns for all.

use crate::relate::Relations;
use crate::words::Bag;
use servanda_record::{
    ActId, Actor, ActorId, Agreement, AgreementId, Event, Guard, Office, Place, PlaceId, Quantity,
    Record, StatedTerm, StatementId, TermLength, TopicId, When,
};
use servanda_text::number_word;
use servanda_time::{DaySpan, Duration, EndOfMonth, UncertainDate};
use std::borrow::Cow;
use std::cell::OnceCell;

/// What sort of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// Signature of an agreement.
    Signed,
    /// Entry into force.
    EntryIntoForce,
    /// Term.
    Term,
    /// Renewal of the term.
    Renewal,
    /// Notice that keeps the term from being renewed.
    RenewalNotice,
    /// Notice for withdrawal.
    Withdrawal,
    /// Something done to an agreement.
    Act,
    /// Its end.
    Ended,
    /// A party.
    Party,
    /// A state that is no party.
    NonParty,
    /// What it says.
    Provision,
    /// Registration.
    Registered,
    /// What the agreement is about, as a whole.
    Matter,
    /// An event.
    Event,
    /// An office held.
    Office,
    /// The taking of an office.
    TookOffice,
    /// The leaving of an office.
    LeftOffice,
    /// Control of a place.
    Control,
    /// A claim to a place.
    PlaceClaim,
    /// Membership.
    Membership,
    /// When an actor existed.
    Existence,
}

impl FactKind {
    /// All, in their order.
    pub const ALL: &[Self] = &[
        Self::Signed,
        Self::EntryIntoForce,
        Self::Term,
        Self::Renewal,
        Self::RenewalNotice,
        Self::Withdrawal,
        Self::Act,
        Self::Ended,
        Self::Party,
        Self::NonParty,
        Self::Provision,
        Self::Registered,
        Self::Matter,
        Self::Event,
        Self::Office,
        Self::TookOffice,
        Self::LeftOffice,
        Self::Control,
        Self::PlaceClaim,
        Self::Membership,
        Self::Existence,
    ];
}

/// A time of a fact.
#[derive(Clone, Debug)]
pub struct Timed {
    /// When.
    pub when: When,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Fact<'r> {
    /// Sort.
    pub kind: FactKind,
    /// The agreement it belongs to.
    pub agreement: Option<&'r Agreement>,
    /// Agreements an event is about.
    pub concerns: Vec<&'r AgreementId>,
    /// The event.
    pub event: Option<&'r Event>,
    /// Article of a provision.
    pub article: Option<&'r str>,
    /// Acts by which accounts may speak of it.
    pub acts: Vec<&'r str>,
    /// Who did it (the parties, for a signature).
    pub agents: Vec<&'r ActorId>,
    /// To whom.
    pub patients: Vec<&'r ActorId>,
    /// Persons named with it.
    pub persons: Vec<&'r ActorId>,
    /// Where.
    pub places: Vec<&'r PlaceId>,
    /// When (several where sources or readings differ).
    pub times: Vec<Timed>,
    /// How long.
    pub durations: Vec<Duration>,
    /// Numbers of an event.
    pub quantities: Vec<&'r Quantity>,
    /// Numbers of a provision.
    pub terms: Vec<&'r StatedTerm>,
    /// Topics.
    pub topics: Vec<&'r TopicId>,
    /// Those of them on which each party owes the others the same: words for these say nothing of who owes whom.
    pub mutual: Vec<&'r TopicId>,
    /// Ids of anything else concerned.
    pub about: Vec<&'r str>,
    /// Options.
    pub under: Guard,
    /// Statements.
    pub statements: Vec<&'r StatementId>,
    /// Its wording in both languages.
    pub bag: Wording<'r>,
    /// What it names, by number, once asked.
    keys: OnceCell<Keys>,
    /// The days of its times, once asked.
    spans: OnceCell<Box<[DaySpan]>>,
}

/// What a fact names, by the numbers that [`Relations`] gives.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The agreement.
    pub agreement: Option<u32>,
    /// The event.
    pub event: Option<u32>,
    /// The larger event it is part of.
    pub whole: Option<u32>,
    /// Agreements an event is about.
    pub concerns: Box<[u32]>,
    /// Acts.
    pub acts: Box<[u32]>,
    /// Who did it.
    pub agents: Box<[u32]>,
    /// To whom.
    pub patients: Box<[u32]>,
    /// Persons.
    pub persons: Box<[u32]>,
    /// Where.
    pub places: Box<[u32]>,
    /// What else is concerned, as actors and as places.
    pub about: (Box<[u32]>, Box<[u32]>),
}

impl Fact<'_> {
    /// Whether its agreement is on this topic, by itself or in a provision.
    pub fn topics_of_agreement(&self, topic: &TopicId) -> bool {
        self.agreement.is_some_and(|a| {
            let mut all = a.topics.iter().chain(a.provisions.iter().map(|p| &p.topic));
            all.any(|t| t == topic)
        })
    }

    /// What it names, by number.
    pub fn keys(&self, rel: &Relations) -> &Keys {
        self.keys.get_or_init(|| {
            let actors = |l: &[&ActorId]| l.iter().map(|a| rel.actors.of(a.as_str())).collect();
            Keys {
                agreement: self.agreement.map(|a| rel.agreements.of(a.id.as_str())),
                event: self.event.map(|e| rel.events.of(e.id.as_str())),
                whole: (self.event.and_then(|e| e.part_of.as_ref()))
                    .map(|e| rel.events.of(e.as_str())),
                concerns: (self.concerns.iter().map(|a| rel.agreements.of(a.as_str()))).collect(),
                acts: self.acts.iter().map(|a| rel.acts.of(a)).collect(),
                agents: actors(&self.agents),
                patients: actors(&self.patients),
                persons: actors(&self.persons),
                places: (self.places.iter().map(|p| rel.places.of(p.as_str()))).collect(),
                about: (
                    self.about.iter().map(|a| rel.actors.of(a)).collect(),
                    self.about.iter().map(|a| rel.places.of(a)).collect(),
                ),
            }
        })
    }

    /// The days each of its times may have been on.
    pub fn spans(&self) -> &[DaySpan] {
        let spans = || self.times.iter().map(|t| t.when.possible()).collect();
        self.spans.get_or_init(spans)
    }

    /// Whether it took more than a day.
    pub fn lasts(&self) -> bool {
        !self.times.is_empty()
            && self
                .times
                .iter()
                .zip(self.spans())
                .all(|(w, s)| matches!(&w.when, When::Period(_)) && s.len() != Some(1))
    }
}

/// The wording of a fact: its bag of words is made when it is first asked for, since most facts of a
/// record are never candidates for a claim of one text.
#[derive(Clone, Debug, Default)]
pub struct Wording<'r> {
    texts: Vec<Cow<'r, str>>,
    /// How many of the texts are the fact's own: the rest are the names of what it belongs to.
    own: Option<usize>,
    bag: OnceCell<Bag>,
    own_bag: OnceCell<Bag>,
    denies: OnceCell<bool>,
    counts: OnceCell<Box<[Count]>>,
}

/// A number in a wording, with the words after it.
#[derive(Clone, Debug)]
pub struct Count {
    /// The number.
    pub value: f64,
    /// The three words after it.
    pub near: Bag,
    /// The number and these words, as written.
    pub text: Box<str>,
}

impl<'r> Wording<'r> {
    fn add(&mut self, text: impl Into<Cow<'r, str>>) {
        self.texts.push(text.into());
    }
    /// From here on only names of what it belongs to are added.
    fn close(&mut self) {
        self.own.get_or_insert(self.texts.len());
    }
    /// The bag of its own words, without the names of what it belongs to.
    pub fn own(&self) -> &Bag {
        self.own_bag.get_or_init(|| {
            let mut bag = Bag::default();
            let own = self.own.unwrap_or(self.texts.len());
            self.texts.iter().take(own).for_each(|t| bag.add(t));
            bag
        })
    }
    /// Whether its own words deny or forbid something.
    pub fn denies(&self) -> bool {
        *self.denies.get_or_init(|| {
            let own = self.own.unwrap_or(self.texts.len());
            self.texts.iter().take(own).any(|t| denies(t))
        })
    }
    /// Whether its own words have this name, whole.
    pub fn says(&self, name: &str) -> bool {
        let own = self.own.unwrap_or(self.texts.len());
        let alone = |t: &str, i: usize| {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !letter(t[..i].chars().next_back()) && !letter(t[i + name.len()..].chars().next())
        };
        let has = |t: &Cow<str>| t.match_indices(name).any(|(i, _)| alone(t, i));
        !name.is_empty() && self.texts.iter().take(own).any(has)
    }
    /// The numbers in it, in digits or words, in its order.
    pub fn counts(&self) -> &[Count] {
        (self.counts).get_or_init(|| self.texts.iter().flat_map(|t| counts(t)).collect())
    }
    /// The bag of its words.
    pub fn bag(&self) -> &Bag {
        self.bag.get_or_init(|| {
            let mut bag = Bag::default();
            self.texts.iter().for_each(|t| bag.add(t));
            bag
        })
    }
}

/// The numbers in a text.
fn counts(text: &str) -> Vec<Count> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let value = |w: &str| -> Option<f64> {
        let plain = w.replace(',', "").to_lowercase();
        plain.parse().ok().or_else(|| number_word(&plain))
    };
    let at = |i: usize| {
        let near = words.get(i + 1..(i + 4).min(words.len()))?;
        Some(Count {
            value: value(words[i])?,
            near: Bag::of(&near.join(" ")),
            text: words[i..(i + 4).min(words.len())].join(" ").into(),
        })
    };
    (0..words.len()).filter_map(at).collect()
}

/// Whether a text denies, forbids or excepts something: then words shared with it may say the opposite.
pub fn denies(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "not",
        "no",
        "nor",
        "never",
        "neither",
        "except",
        "nothing",
        "nobody",
        "forbid",
        "forbids",
        "forbade",
        "forbidden",
        "ban",
        "bans",
        "banned",
        "prohibit",
        "prohibits",
        "prohibited",
        "prohibiting",
        "prohibition",
        "refrain",
        "refrains",
        "renounce",
        "renounces",
        "renounced",
        "renunciation",
        "outlaw",
        "outlawed",
        "cannot",
        "exclude",
        "excludes",
        "excluded",
        "excluding",
        "abstain",
    ];
    const JAPANESE: &[&str] = &["ない", "せず", "禁", "放棄", "除き", "除く", "なし"];
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    // Who "did not fail to" do it did it.
    let undone = |i: usize| (words.get(i + 1)).is_some_and(|w| w == "fail" || w == "failed");
    let denied = |(i, w): (usize, &String)| WORDS.contains(&w.as_str()) && !undone(i);
    words.iter().enumerate().any(denied) || JAPANESE.iter().any(|w| text.contains(w))
}

impl<'r> Fact<'r> {
    fn new(kind: FactKind, stmt: &'r StatementId) -> Self {
        Self {
            kind,
            agreement: None,
            concerns: Vec::new(),
            event: None,
            article: None,
            acts: Vec::new(),
            agents: Vec::new(),
            patients: Vec::new(),
            persons: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            durations: Vec::new(),
            quantities: Vec::new(),
            terms: Vec::new(),
            topics: Vec::new(),
            mutual: Vec::new(),
            about: Vec::new(),
            under: Guard::default(),
            statements: vec![stmt],
            bag: Wording::default(),
            keys: OnceCell::new(),
            spans: OnceCell::new(),
        }
    }
    fn at(mut self, date: Option<&UncertainDate>, under: &Guard) -> Self {
        if let Some(d) = date {
            self.times.push(Timed {
                when: When::Date(d.clone()),
            });
        }
        self.under = under.clone();
        self
    }
}

/// The words by which an act done to an agreement may be told, as acts of the taxonomy.
pub fn acts_of(act: &str) -> &'static [&'static str] {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_did_not_fail_to_do_it_denies_nothing() {
        assert!(denies("It did not promise to stay neutral"));
        assert!(denies("They failed to do so, and never did"));
        assert!(!denies("It did not fail to promise to stay neutral"));
        assert!(!denies("They never failed to pay"));
    }
}
