//! Random small worlds, by a generator of our own so that a seed always gives the same world.

mod change;
mod conduct;
mod delete;

use servanda_law::Law;
use servanda_record::*;
use servanda_time::{Day, Duration, Period, UncertainDate};
use std::sync::Arc;

pub use delete::{delete_one, presumed_away};

/// SplitMix64.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678)
    }
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
    /// True in `p` of a hundred cases.
    pub fn chance(&mut self, p: u64) -> bool {
        self.next() % 100 < p
    }
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn date(text: &str) -> UncertainDate {
    UncertainDate::parse(text).expect("date")
}

fn day(rng: &mut Rng, from: usize, to: usize) -> Day {
    let y = from + rng.below(to - from + 1);
    Day::from_ymd(y as i32, 1 + rng.below(12) as u8, 1 + rng.below(28) as u8).expect("day")
}

/// A date: mostly a day, sometimes a month, a range or about a year.
fn some_date(rng: &mut Rng, from: usize, to: usize) -> UncertainDate {
    let d = day(rng, from, to);
    let (y, m, _) = d.ymd();
    match rng.below(20) {
        0..=13 => UncertainDate::day(d),
        14..=16 => date(&format!("{y:04}-{m:02}")),
        17 | 18 => UncertainDate::between(d, d.add_days(rng.below(60) as i32)).expect("range"),
        _ => date(&format!("{y:04}~")),
    }
}

struct Maker {
    statements: Vec<Statement>,
}

impl Maker {
    fn stmt(&mut self, id: String, subject: Subject, under: &Guard) -> StatementId {
        let id = StatementId::new(id);
        self.statements.push(Statement {
            id: id.clone(),
            subject,
            predicate: "made".into(),
            value: String::new(),
            time: None,
            citations: Vec::new(),
            status: Status::Verified,
            under: under.clone(),
            note: None,
            digest: Digest([0; 32]),
            file: String::new(),
            line: 0,
        });
        id
    }
}

fn guard(rng: &mut Rng, p: u64) -> Guard {
    if !rng.chance(p) {
        return Guard::default();
    }
    let c = rng.below(2);
    let o = ["x", "y", "z"][rng.below(2 + c)];
    Guard(vec![(ChoiceId::new(format!("c{c}")), OptionId::new(o))])
}

fn choice(id: &str, options: &[&str]) -> ChoicePoint {
    ChoicePoint {
        id: ChoiceId::new(id),
        scope: Scope::Global,
        question: Text::default(),
        default: OptionId::new(options[0]),
        options: options
            .iter()
            .map(|o| ChoiceOption {
                id: OptionId::new(*o),
                says: Text::default(),
                held_by: Vec::new(),
            })
            .collect(),
    }
}

fn actor(id: &str, m: &mut Maker) -> Actor {
    let stmt = m.stmt(
        format!("{id}/actor"),
        Subject::Actor(ActorId::new(id)),
        &Guard::default(),
    );
    Actor {
        id: ActorId::new(id),
        kind: ActorKind::State,
        names: Names::default(),
        adjectives: Names::default(),
        demonyms: Names::default(),
        metonyms: Names::default(),
        exists: None,
        capital: None,
        of: None,
        codes: Vec::new(),
        succession: Vec::new(),
        members: Vec::new(),
        offices: Vec::new(),
        stmt,
    }
}

fn duration(rng: &mut Rng) -> Duration {
    *rng.pick(&[
        Duration::years(5),
        Duration::years(2),
        Duration::months(18),
        Duration::years(10),
    ])
}

fn short(rng: &mut Rng) -> Duration {
    *rng.pick(&[
        Duration::months(6),
        Duration::years(1),
        Duration::days(30),
        Duration::default(),
    ])
}

/// The world of a seed: one to three agreements over four actors.
pub fn world(seed: u64) -> Record {
    let rng = &mut Rng::new(seed);
    let mut m = Maker {
        statements: Vec::new(),
    };
    let mut actors: Vec<Actor> = (0..4).map(|i| actor(&format!("s{i}"), &mut m)).collect();
    for (i, x) in actors.iter_mut().enumerate() {
        if rng.chance(20) {
            let from = day(rng, 1940, 1952);
            let to = day(rng, 1960, 1980);
            x.exists = Period::new(UncertainDate::day(from), UncertainDate::day(to)).ok();
        }
        if i > 0 && rng.chance(30) {
            let how = *rng.pick(&[
                SuccessionKind::Continuator,
                SuccessionKind::Continuator,
                SuccessionKind::Restored,
                SuccessionKind::Separation,
                SuccessionKind::Successor,
                SuccessionKind::NewlyIndependent,
                SuccessionKind::Union,
                SuccessionKind::Absorption,
                SuccessionKind::Occupied,
                SuccessionKind::Incorporated,
                SuccessionKind::Incorporated,
            ]);
            let under = guard(rng, 20);
            let from = ActorId::new(format!("s{}", rng.below(i)));
            let id = format!("s{i}/succession");
            let stmt = m.stmt(id, Subject::Actor(x.id.clone()), &under);
            let on = rng.chance(90).then(|| some_date(rng, 1955, 1965));
            let again = how == SuccessionKind::Incorporated || how == SuccessionKind::Occupied;
            let other = from.clone();
            x.succession.push(Succession {
                from,
                how,
                on,
                under,
                stmt,
            });
            if again && rng.chance(70) {
                let under = guard(rng, 20);
                let how = *rng.pick(&[SuccessionKind::Restored, SuccessionKind::Separation]);
                let stmt = m.stmt(
                    format!("s{i}/succession~2"),
                    Subject::Actor(x.id.clone()),
                    &under,
                );
                x.succession.push(Succession {
                    from: other,
                    how,
                    on: Some(some_date(rng, 1966, 1972)),
                    under,
                    stmt,
                });
            }
        }
    }
    let n = 1 + rng.below(3);
    let mut agreements: Vec<Agreement> = (0..n).map(|i| agreement(rng, &mut m, i)).collect();
    if n > 1 && rng.chance(40) {
        let to = agreements[0].id.clone();
        let kind = if rng.chance(80) {
            "supersedes"
        } else {
            "amends"
        };
        let id = agreements[1].id.clone();
        let stmt = m.stmt(
            format!("{id}/relation/{to}"),
            Subject::Agreement(id),
            &Guard::default(),
        );
        agreements[1].relations.push(Relation {
            to,
            kind: kind.into(),
            articles: Vec::new(),
            binds_all: false,
            stmt,
        });
    }
    let mut completeness = Vec::new();
    for a in &agreements {
        if rng.chance(50) {
            completeness.push(complete(rng, &mut m, a, &agreements, seed % 10 == 9));
        }
    }
    let mut choice_points = vec![choice("c0", &["x", "y"]), choice("c1", &["x", "y", "z"])];
    if rng.chance(50) {
        choice_points.push(choice(
            "succession-separation",
            &["continuity", "clean-slate"],
        ));
    }
    if rng.chance(50) {
        choice_points.push(choice("withdrawal-when-text-silent", &["none", "implied"]));
    }
    // What is done comes last, so that the worlds of force stay what their seeds made them.
    for a in &mut agreements {
        a.provisions = conduct::provisions(rng, &mut m, &a.id);
    }
    let events = conduct::events(rng, &mut m, agreements.len());
    actors.extend(conduct::others(rng, &mut m));
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    let places = conduct::places(rng, &mut m);
    choice_points.extend(conduct::choices(rng));
    let mut out = (agreements, events, actors, completeness, choice_points);
    // Some worlds keep to the older forms.
    if seed % 4 != 3 {
        change::enrich(&mut Rng::new(seed ^ 0xc4a9e), &mut m, &mut out);
    }
    let (agreements, events, mut actors, completeness, mut choice_points) = out;
    actors.sort_by(|a, b| a.id.cmp(&b.id));
    choice_points.sort_by(|a, b| a.id.cmp(&b.id));
    m.statements.sort_by(|a, b| a.id.cmp(&b.id));
    Record {
        actors,
        places,
        agreements,
        events,
        completeness,
        choice_points,
        acts: conduct::taxonomy(),
        topics: conduct::topics(),
        statements: m.statements.into(),
        ..Record::empty()
    }
}

fn agreement(rng: &mut Rng, m: &mut Maker, i: usize) -> Agreement {
    let id = AgreementId::new(format!("a{i}"));
    let subject = || Subject::Agreement(id.clone());
    let always = Guard::default();
    let stmt = m.stmt(format!("{id}/agreement"), subject(), &always);
    let mut parties = Vec::new();
    let count = 2 + rng.below(3);
    let first = rng.below(4);
    for k in 0..count {
        let x = ActorId::new(format!("s{}", (first + k) % 4));
        let stmt = m.stmt(format!("{id}/party/{x}"), subject(), &always);
        let by = (k > 1 && rng.chance(30)).then(|| "accession".to_string());
        let from = (k > 1 && rng.chance(25)).then(|| some_date(rng, 1951, 1956));
        let until = rng.chance(10).then(|| some_date(rng, 1958, 1966));
        parties.push(Party {
            actor: x,
            by,
            from,
            until,
            under: always.clone(),
            stmt,
        });
    }
    let mut signed = Vec::new();
    if rng.chance(85) {
        let stmt = m.stmt(format!("{id}/signed"), subject(), &always);
        let on = some_date(rng, 1949, 1949);
        signed.push(Signed {
            on,
            at: Vec::new(),
            by: Vec::new(),
            under: always.clone(),
            stmt,
        });
    }
    let entry_into_force = entries(rng, m, &id);
    let term = terms(rng, m, &id);
    let withdrawal = withdrawal(rng, m, &id);
    let actors: Vec<ActorId> = parties.iter().map(|p| p.actor.clone()).collect();
    let acts = acts(rng, m, &id, &actors);
    let mut ended = Vec::new();
    if rng.chance(20) {
        let under = guard(rng, 30);
        let stmt = m.stmt(format!("{id}/ended"), subject(), &under);
        let for_parties = if rng.chance(20) {
            vec![rng.pick(&actors).clone()]
        } else {
            Vec::new()
        };
        ended.push(Ended {
            on: some_date(rng, 1955, 1968),
            how: "expiry".into(),
            for_parties,
            under,
            stmt,
        });
    }
    let mut provisional = Vec::new();
    if rng.chance(10) {
        let stmt = m.stmt(format!("{id}/provisional"), subject(), &always);
        let until = rng
            .chance(60)
            .then(|| UncertainDate::day(day(rng, 1951, 1953)));
        let on = UncertainDate::day(day(rng, 1950, 1950));
        provisional.push(Provisional {
            on,
            until,
            under: always.clone(),
            stmt,
        });
    }
    let binding = rng.chance(15).then(|| Binding {
        choice: ChoiceId::new("c0"),
        when: vec![OptionId::new(if rng.chance(70) { "x" } else { "y" })],
    });
    let mut non_parties = Vec::new();
    if rng.chance(20) {
        let x = ActorId::new(format!("s{}", rng.below(4)));
        let stmt = m.stmt(format!("{id}/non-party/{x}"), subject(), &always);
        non_parties.push(NonParty {
            actor: x,
            period: None,
            stmt,
        });
    }
    Agreement {
        title: Text::default(),
        names: Names::default(),
        form: "treaty".into(),
        topics: if rng.chance(20) {
            vec![TopicId::new("boundary")]
        } else {
            Vec::new()
        },
        parties,
        non_parties,
        signed,
        binding,
        entry_into_force,
        counting: None,
        provisional,
        term,
        withdrawal,
        acts,
        ended,
        relations: Vec::new(),
        registered: None,
        authentic: Vec::new(),
        provisions: Vec::new(),
        stmt,
        id,
    }
}

fn entries(rng: &mut Rng, m: &mut Maker, id: &AgreementId) -> Vec<EntryIntoForce> {
    let n = match rng.below(20) {
        0 => 0,
        1..=15 => 1,
        _ => 2,
    };
    let kind = rng.below(3);
    let mut out = Vec::new();
    for k in 0..n {
        let under = match (n, kind) {
            (1, _) => guard(rng, 10),
            (_, 0) => Guard(vec![(ChoiceId::new("c0"), OptionId::new(["x", "y"][k]))]),
            (_, 1) if k == 1 => guard(rng, 100),
            _ => Guard::default(),
        };
        let stmt = m.stmt(
            format!("{id}/entry/{k}"),
            Subject::Agreement(id.clone()),
            &under,
        );
        let needs = rng.chance(20).then(|| Needs {
            deposits: Some(1 + rng.below(3) as u32),
            of: Vec::new(),
            delay: rng.chance(50).then(|| Duration::days(30)),
        });
        let never = n == 1 && rng.chance(4);
        let on = (needs.is_none() && !never).then(|| some_date(rng, 1950, 1951));
        out.push(EntryIntoForce {
            on,
            by: None,
            needs,
            never,
            under,
            stmt,
        });
    }
    out
}

fn terms(rng: &mut Rng, m: &mut Maker, id: &AgreementId) -> Vec<Term> {
    let n = match rng.below(10) {
        0 | 1 => 0,
        2..=8 => 1,
        _ => 2,
    };
    let mut out = Vec::new();
    for k in 0..n {
        let under = match n {
            1 => guard(rng, 10),
            _ => Guard(vec![(ChoiceId::new("c0"), OptionId::new(["x", "y"][k]))]),
        };
        let stmt = m.stmt(
            format!("{id}/term/{k}"),
            Subject::Agreement(id.clone()),
            &under,
        );
        let then = *rng.pick(&[
            AfterTerm::End,
            AfterTerm::Renew,
            AfterTerm::Renew,
            AfterTerm::Indefinite,
        ]);
        let length = match rng.below(8) {
            0 => TermLength::Unlimited,
            1 if then != AfterTerm::Renew => TermLength::Until(some_date(rng, 1954, 1960)),
            _ => TermLength::For(duration(rng)),
        };
        let from = match rng.below(6) {
            0 => CountedFrom::Signature,
            1 => CountedFrom::Date(UncertainDate::day(day(rng, 1950, 1951))),
            _ => CountedFrom::EntryIntoForce,
        };
        let renew_for = rng.chance(40).then(|| duration(rng));
        let times = rng.chance(25).then(|| 1 + rng.below(2) as u32);
        let unless_notice = rng.chance(80).then(|| short(rng));
        out.push(Term {
            length,
            from,
            then,
            renew_for,
            times,
            unless_notice,
            under,
            stmt,
        });
    }
    out
}

fn withdrawal(rng: &mut Rng, m: &mut Maker, id: &AgreementId) -> WithdrawalClause {
    let stmt = |m: &mut Maker, k: usize| {
        m.stmt(
            format!("{id}/withdrawal/{k}"),
            Subject::Agreement(id.clone()),
            &Guard::default(),
        )
    };
    match rng.below(6) {
        0 => WithdrawalClause::Silent(stmt(m, 0)),
        1 => WithdrawalClause::Excluded(stmt(m, 0)),
        2 | 3 => {
            let n = if rng.chance(85) { 1 } else { 2 };
            let ways = (0..n).map(|k| Withdrawal {
                notice: short(rng),
                counted_from: None,
                not_before: rng.chance(25).then(|| duration(rng)),
                effect: if rng.chance(85) {
                    WithdrawalEffect::EndOfNotice
                } else {
                    WithdrawalEffect::FixedDate
                },
                grounds: None,
                for_all: false,
                under: Guard::default(),
                stmt: stmt(m, k),
            });
            WithdrawalClause::Ways(ways.collect())
        }
        _ => WithdrawalClause::NotRecorded,
    }
}

const ACTS: [&str; 16] = [
    "notice-of-denunciation",
    "notice-of-denunciation",
    "notice-of-withdrawal",
    "notice-of-non-renewal",
    "notice-revoked",
    "notice-revoked",
    "withdrawal",
    "mutual-termination",
    "termination",
    "extension",
    "renewal",
    "accession",
    "ratification",
    "ratification",
    "suspension",
    "repudiation",
];

fn acts(rng: &mut Rng, m: &mut Maker, id: &AgreementId, parties: &[ActorId]) -> Vec<AgreementAct> {
    let n = [0, 1, 1, 2, 3, 4, 5][rng.below(7)];
    let mut out = Vec::new();
    for k in 0..n {
        let act = (*rng.pick(&ACTS)).to_string();
        let under = guard(rng, 15);
        let stmt = m.stmt(
            format!("{id}/act/{k}"),
            Subject::Agreement(id.clone()),
            &under,
        );
        let by = match act.as_str() {
            "mutual-termination" | "termination" | "extension" => Vec::new(),
            _ if rng.chance(5) => Vec::new(),
            _ if rng.chance(5) => parties.to_vec(),
            _ => vec![rng.pick(parties).clone()],
        };
        let (from, to) = match act.as_str() {
            "ratification" => (1950, 1951),
            "accession" => (1951, 1955),
            "notice-revoked" => (1953, 1960),
            _ => (1952, 1960),
        };
        let on = rng.chance(96).then(|| some_date(rng, from, to));
        let until = (act == "extension" || act == "renewal").then(|| some_date(rng, 1960, 1966));
        let effect_on = rng.chance(15).then(|| some_date(rng, 1954, 1962));
        out.push(AgreementAct {
            act,
            by,
            person: Vec::new(),
            to: Vec::new(),
            on,
            until,
            effect_on,
            at: Vec::new(),
            concerns: Vec::new(),
            claim: Claim::default(),
            note: None,
            under,
            stmt,
        });
    }
    out
}

/// Every statement of an agreement's life, and those of others that touch it.
fn life(a: &Agreement, all: &[Agreement]) -> Vec<StatementId> {
    let mut out: Vec<StatementId> = Vec::new();
    out.extend(a.entry_into_force.iter().map(|x| x.stmt.clone()));
    out.extend(a.term.iter().map(|x| x.stmt.clone()));
    out.extend(a.acts.iter().map(|x| x.stmt.clone()));
    out.extend(a.ended.iter().map(|x| x.stmt.clone()));
    out.extend(a.provisional.iter().map(|x| x.stmt.clone()));
    match &a.withdrawal {
        WithdrawalClause::NotRecorded => {}
        WithdrawalClause::Silent(s) | WithdrawalClause::Excluded(s) => out.push(s.clone()),
        WithdrawalClause::Ways(w) => out.extend(w.iter().map(|x| x.stmt.clone())),
    }
    for b in all {
        out.extend(
            b.relations
                .iter()
                .filter(|r| r.to == a.id)
                .map(|r| r.stmt.clone()),
        );
    }
    out
}

fn complete(
    rng: &mut Rng,
    m: &mut Maker,
    a: &Agreement,
    all: &[Agreement],
    partial: bool,
) -> Completeness {
    let mut members = life(a, all);
    if partial && !members.is_empty() {
        members.remove(0);
    }
    let stmt = m.stmt(
        format!("{}/complete", a.id),
        Subject::Agreement(a.id.clone()),
        &Guard::default(),
    );
    let period = match rng.below(4) {
        0 => None,
        1 => Period::parse("1949/..").ok(),
        2 => Period::new(
            UncertainDate::day(day(rng, 1948, 1951)),
            UncertainDate::day(day(rng, 1956, 1970)),
        )
        .ok(),
        _ => Period::new(
            UncertainDate::day(day(rng, 1947, 1948)),
            some_date(rng, 1956, 1970),
        )
        .ok(),
    };
    Completeness {
        id: CompletenessId::new(format!("k-{}", a.id)),
        set: if rng.chance(50) {
            SetKind::Notices
        } else {
            SetKind::Acts
        },
        of: Scope::Agreement(a.id.clone()),
        period,
        members,
        members_digest: Digest([0; 32]),
        void: None,
        stmt,
    }
}

/// Days worth asking about: around every date of the record, and a few others.
pub fn days_of(law: &Law, rng: &mut Rng) -> Vec<Day> {
    let record = law.record();
    let mut out = Vec::new();
    for a in &record.agreements {
        for x in &record.actors {
            for (d, _) in law
                .force_steps(a.id.as_str(), x.id.as_str())
                .unwrap_or_default()
            {
                if d.is_calendar_day() {
                    out.extend([d.prev(), *d, d.next()]);
                }
            }
        }
    }
    for _ in 0..6 {
        out.push(day(rng, 1948, 1972));
    }
    out.sort();
    out.dedup();
    while out.len() > 40 {
        let i = rng.below(out.len());
        out.remove(i);
    }
    out
}

/// Two whole readings, the default and another.
pub fn readings_of(law: &Law, rng: &mut Rng) -> Vec<Vec<(String, String)>> {
    let vars = law.choices().all();
    let mut out = Vec::new();
    for k in 0..2 {
        out.push(
            vars.iter()
                .map(|v| {
                    let o = if k == 0 {
                        v.default as usize
                    } else {
                        rng.below(v.options.len())
                    };
                    (v.id.clone(), v.options[o].clone())
                })
                .collect(),
        );
    }
    out
}

/// The same world with its actors under other names.
pub fn permute_actors(record: &Record, rng: &mut Rng) -> (Record, Vec<(String, String)>) {
    let mut names: Vec<String> = record.actors.iter().map(|a| a.id.to_string()).collect();
    for i in (1..names.len()).rev() {
        let j = rng.below(i + 1);
        names.swap(i, j);
    }
    let map: Vec<(String, String)> = record
        .actors
        .iter()
        .map(|a| a.id.to_string())
        .zip(names)
        .collect();
    let turned = |x: &str| {
        map.iter()
            .find(|(from, _)| from == x)
            .map(|(_, to)| to.as_str())
    };
    let turn = |x: &mut ActorId| {
        if let Some(to) = turned(x.as_str()) {
            *x = ActorId::new(to);
        }
    };
    let mut out = record.clone();
    for x in &mut out.actors {
        turn(&mut x.id);
        x.succession.iter_mut().for_each(|s| turn(&mut s.from));
        x.of.iter_mut().for_each(turn);
        x.offices.iter_mut().for_each(|o| turn(&mut o.of));
        x.members.iter_mut().for_each(|o| turn(&mut o.actor));
    }
    out.actors.sort_by(|a, b| a.id.cmp(&b.id));
    out.places
        .iter_mut()
        .flat_map(|p| &mut p.territory_of)
        .for_each(turn);
    for a in &mut out.agreements {
        a.parties.iter_mut().for_each(|p| turn(&mut p.actor));
        a.non_parties.iter_mut().for_each(|p| turn(&mut p.actor));
        a.signed.iter_mut().flat_map(|x| &mut x.by).for_each(turn);
        let acts = a.acts.iter_mut();
        acts.flat_map(|x| x.by.iter_mut().chain(&mut x.to))
            .for_each(turn);
        a.ended
            .iter_mut()
            .flat_map(|x| &mut x.for_parties)
            .for_each(turn);
        for p in &mut a.provisions {
            let mut named: Vec<&mut ActorId> = Vec::new();
            if let Bearer::Actors(list) = &mut p.by {
                named.extend(list);
            }
            if let Toward::Actors(list) = &mut p.toward {
                named.extend(list);
            }
            if let Some(Trigger::Attacked { who, by, .. }) = &mut p.when {
                for role in [Some(who), by.as_mut()].into_iter().flatten() {
                    if let Role::Actors(list) = role {
                        named.extend(list);
                    }
                }
            }
            named.into_iter().for_each(turn);
            for x in &mut p.about {
                if let Some(to) = turned(x) {
                    *x = to.to_string();
                }
            }
        }
    }
    for e in &mut out.events {
        let lists = [&mut e.by, &mut e.toward, &mut e.with];
        lists.into_iter().flatten().for_each(turn);
        e.attribution.iter_mut().for_each(|t| turn(&mut t.to));
        e.pleas.iter_mut().for_each(|p| turn(&mut p.by));
    }
    (out, map)
}

/// A world as text, without what is empty.
pub fn written(r: &Record) -> String {
    fn bare(v: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        let empty = |v: &Value| match v {
            Value::Null | Value::Bool(false) => true,
            Value::Array(a) => a.is_empty(),
            _ => false,
        };
        match v {
            Value::Array(a) => a.into_iter().map(bare).collect(),
            Value::Object(m) => {
                let all = m.into_iter().map(|(k, v)| (k, bare(v)));
                all.filter(|(_, v)| !empty(v)).collect()
            }
            v => v,
        }
    }
    let all = serde_json::json!([r.agreements, r.events, r.actors, r.places, r.completeness]);
    let all = bare(all).as_array().cloned().unwrap_or_default();
    let lines = all.iter().flat_map(|l| l.as_array().into_iter().flatten());
    lines.map(|x| format!("{x}\n")).collect()
}

/// The smallest world found, by leaving out one thing after another, of which something is still said.
pub fn shrink(
    record: &Arc<Record>,
    wrong: impl Fn(&Arc<Record>) -> Option<String>,
) -> (Arc<Record>, String) {
    let (mut at, mut said) = (Arc::clone(record), wrong(record).unwrap_or_default());
    let fewer = |r: &Record, k: usize| -> Option<Record> {
        let mut r = r.clone();
        let mut left = k;
        macro_rules! without {
            ($list:expr) => {
                if left < $list.len() {
                    $list.remove(left);
                    return Some(r);
                }
                left -= $list.len();
            };
        }
        without!(r.agreements);
        without!(r.events);
        without!(r.completeness);
        for a in &mut r.agreements {
            without!(a.acts);
            without!(a.provisions);
            without!(a.entry_into_force);
            without!(a.term);
            without!(a.ended);
            without!(a.signed);
            without!(a.relations);
        }
        for e in &mut r.events {
            without!(e.when);
            without!(e.pleas);
            without!(e.attribution);
        }
        None
    };
    let mut k = 0;
    while let Some(smaller) = fewer(&at, k) {
        let smaller = Arc::new(smaller);
        match wrong(&smaller) {
            Some(still) => (at, said) = (smaller, still),
            None => k += 1,
        }
    }
    (at, said)
}

/// The same world with one more agreement that has nothing to do with the others.
pub fn with_unrelated(record: &Record) -> Record {
    let mut out = record.clone();
    let mut more = record.agreements[0].clone();
    more.id = AgreementId::new("zz");
    more.relations.clear();
    more.entry_into_force.truncate(1);
    more.term.truncate(1);
    more.ended.truncate(1);
    let own = |s: &StatementId| StatementId::new(format!("zz/{s}"));
    more.provisions
        .iter_mut()
        .for_each(|p| p.stmt = own(&p.stmt));
    out.agreements.push(more);
    out
}

/// One day of a date that is not fully known.
fn completed(d: &UncertainDate, rng: &mut Rng) -> UncertainDate {
    match (d.earliest(), d.latest()) {
        (Some(a), Some(b)) => {
            UncertainDate::day(a.add_days(rng.below((b.days_since(a) + 1) as usize) as i32))
        }
        _ => {
            let n = d.nominal();
            UncertainDate::day(n.start.add_days(rng.below(300) as i32))
        }
    }
}

/// The same world with every date of an agreement's life known to the day; `None` if they all are already.
pub fn complete_dates(record: &Record, rng: &mut Rng) -> Option<Record> {
    let mut out = record.clone();
    let mut changed = false;
    let mut fix = |d: &mut UncertainDate, rng: &mut Rng| {
        if d.as_day().is_none() {
            changed = true;
        }
        *d = completed(d, rng);
    };
    for a in &mut out.agreements {
        // A choice made by statements that conflict is not one of dates.
        if a.entry_into_force
            .iter()
            .filter(|e| e.under.is_always())
            .count()
            > 1
        {
            return None;
        }
        a.signed.iter_mut().for_each(|x| fix(&mut x.on, rng));
        a.entry_into_force
            .iter_mut()
            .filter_map(|x| x.on.as_mut())
            .for_each(|d| fix(d, rng));
        for p in &mut a.parties {
            [&mut p.from, &mut p.until]
                .into_iter()
                .flatten()
                .for_each(|d| fix(d, rng));
        }
        for x in &mut a.acts {
            [&mut x.on, &mut x.until, &mut x.effect_on]
                .into_iter()
                .flatten()
                .for_each(|d| fix(d, rng));
        }
        a.ended.iter_mut().for_each(|x| fix(&mut x.on, rng));
        for t in &mut a.term {
            if let TermLength::Until(d) = &mut t.length {
                fix(d, rng);
            }
        }
    }
    for x in &mut out.actors {
        x.succession
            .iter_mut()
            .filter_map(|s| s.on.as_mut())
            .for_each(|d| fix(d, rng));
    }
    for e in &mut out.events {
        e.suffices_on.iter_mut().for_each(|d| fix(d, rng));
        if e.when.iter().filter(|w| w.under.is_always()).count() > 1 {
            return None;
        }
        for w in &mut e.when {
            if let When::Date(d) = &mut w.when {
                fix(d, rng);
            }
        }
    }
    for p in out.agreements.iter_mut().flat_map(|a| &mut a.provisions) {
        if let Some(Deadline::On(d)) = &mut p.within {
            fix(d, rng);
        }
    }
    changed.then_some(out)
}
