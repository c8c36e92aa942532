//! Provisions, events and what goes with them, for random small worlds.

use super::*;

/// The acts of these worlds, each with what it falls under.
const TAXONOMY: [(&str, Option<&str>); 12] = [
    ("annexation", None),
    ("assistance", None),
    ("attack", Some("use-of-force")),
    ("declaration-of-war", None),
    ("detention", None),
    ("invasion", Some("attack")),
    ("neutrality", None),
    ("occupation", Some("use-of-force")),
    ("release-of-prisoners", None),
    ("return-of-territory", None),
    ("use-of-force", None),
    ("withdrawal-of-troops", None),
];

pub fn taxonomy() -> Vec<Act> {
    let one = |(id, is_a): &(&str, Option<&str>)| Act {
        id: ActId::new(*id),
        is_a: is_a.map(ActId::new),
        names: Text::default(),
        words: Vec::new(),
        codes: Vec::new(),
        contrary: contrary(id),
    };
    TAXONOMY.iter().map(one).collect()
}

/// Acts that go against a duty to do what an act, or what a topic, is.
fn contrary(of: &str) -> Vec<ActId> {
    let all: &[&str] = match of {
        "neutrality" => &["use-of-force", "declaration-of-war", "assistance-to-enemy"],
        "release-of-prisoners" => &["detention", "deportation", "forced-labour"],
        "withdrawal-of-troops" => &["occupation"],
        "return-of-territory" | "boundary" => &["annexation"],
        "non-aggression" => &["use-of-force"],
        _ => &[],
    };
    all.iter().map(|a| ActId::new(*a)).collect()
}

pub fn topics() -> Vec<Topic> {
    let one = |id: &str| Topic {
        id: TopicId::new(id),
        names: Text::default(),
        words: Vec::new(),
        contrary: match id {
            "neutrality" => vec![ActId::new("use-of-force"), ActId::new("declaration-of-war")],
            _ => contrary(id),
        },
        lasts_in_war: id == "boundary",
    };
    ["boundary", "neutrality", "non-aggression", "other"]
        .map(one)
        .into()
}

/// Organs, others and a person beside the states: a force, a group, an officer of a state for a time.
pub fn others(rng: &mut Rng, m: &mut Maker) -> Vec<Actor> {
    let mut force = actor("f0", m);
    force.kind = ActorKind::ArmedForce;
    force.of = Some(ActorId::new(format!("s{}", rng.below(4))));
    let mut group = actor("g0", m);
    group.kind = ActorKind::NonState;
    let mut person = actor("q0", m);
    person.kind = ActorKind::Person;
    let stmt = m.stmt(
        "q0/office/0".into(),
        Subject::Actor(person.id.clone()),
        &Guard::default(),
    );
    person.offices.push(Office {
        role: "president".into(),
        of: ActorId::new(format!("s{}", rng.below(4))),
        period: rng.chance(80).then(|| some_period(rng, 1950, 1958)),
        title: Text::default(),
        stmt,
    });
    vec![force, group, person]
}

fn some_period(rng: &mut Rng, from: usize, to: usize) -> Period {
    let (start, end) = (some_date(rng, from, to), some_date(rng, to + 1, to + 3));
    Period::new(start, end).expect("start before end")
}

/// Three places: one within another, both of states.
pub fn places(rng: &mut Rng, m: &mut Maker) -> Vec<Place> {
    let mut out = Vec::new();
    for i in 0..3 {
        let id = PlaceId::new(format!("p{i}"));
        let stmt = m.stmt(
            format!("{id}/place"),
            Subject::Place(id.clone()),
            &Guard::default(),
        );
        let territory_of = rng
            .chance(60)
            .then(|| ActorId::new(format!("s{}", rng.below(4))));
        out.push(Place {
            kind: "region".into(),
            names: Names::default(),
            at: None,
            within: if i == 1 {
                vec![PlaceId::new("p0")]
            } else {
                Vec::new()
            },
            territory_of,
            control: Vec::new(),
            claims: Vec::new(),
            stmt,
            id,
        });
    }
    out
}

fn state(rng: &mut Rng) -> ActorId {
    ActorId::new(format!("s{}", rng.below(4)))
}

fn any_actor(rng: &mut Rng) -> ActorId {
    match rng.below(10) {
        0 => ActorId::new("f0"),
        1 => ActorId::new("g0"),
        2 => ActorId::new("q0"),
        _ => state(rng),
    }
}

fn an_event(rng: &mut Rng) -> EventId {
    EventId::new(format!("e{}", rng.below(4)))
}

fn a_place(rng: &mut Rng) -> PlaceId {
    PlaceId::new(format!("p{}", rng.below(3)))
}

fn acts_of(rng: &mut Rng, most: usize) -> Vec<ActId> {
    let n = rng.below(most + 1);
    let mut out: Vec<ActId> = (0..n).map(|_| ActId::new(rng.pick(&TAXONOMY).0)).collect();
    out.dedup();
    out
}

fn role(rng: &mut Rng) -> Role {
    match rng.below(8) {
        0 | 1 => Role::OtherParty,
        2 => Role::EachParty,
        3 | 4 => Role::ThirdState,
        5 | 6 => Role::Actors(vec![any_actor(rng)]),
        _ => Role::Place(a_place(rng)),
    }
}

fn trigger(rng: &mut Rng) -> Option<Trigger> {
    match rng.below(10) {
        0 => Some(Trigger::Open(Text::default())),
        1 => Some(Trigger::Event(an_event(rng))),
        2 | 3 => Some(Trigger::Attacked {
            who: role(rng),
            by: rng.chance(50).then(|| role(rng)),
            unprovoked: rng.chance(15),
            at: rng.chance(20).then(|| a_place(rng)),
            during: rng.chance(20).then(|| an_event(rng)),
        }),
        _ => None,
    }
}

/// One to three provisions of an agreement.
pub fn provisions(rng: &mut Rng, m: &mut Maker, id: &AgreementId) -> Vec<Provision> {
    let n = 1 + rng.below(3);
    let mut out = Vec::new();
    for k in 0..n {
        let under = guard(rng, 10);
        let stmt = m.stmt(
            format!("{id}/provision/{k}"),
            Subject::Agreement(id.clone()),
            &under,
        );
        let duty = match rng.below(20) {
            0..=8 => Duty::MustNot,
            9..=14 => Duty::Must,
            15 => Duty::Guarantees,
            16 => Duty::Recognises,
            17 => Duty::Renounces,
            18 => Duty::May,
            _ => Duty::Unmodelled,
        };
        let topics = ["neutrality", "non-aggression", "boundary", "other"];
        out.push(Provision {
            article: k.to_string(),
            topic: TopicId::new(*rng.pick(&topics)),
            essential: false,
            says: Text::default(),
            duty,
            by: if rng.chance(80) {
                Bearer::EachParty
            } else {
                Bearer::Actors(vec![any_actor(rng)])
            },
            toward: match rng.below(6) {
                0..=3 => Toward::OtherParties,
                4 => Toward::Everyone,
                _ => Toward::Actors(vec![any_actor(rng)]),
            },
            acts: acts_of(rng, 2),
            about: match rng.below(8) {
                0 => vec![a_place(rng).to_string()],
                1 => vec![state(rng).to_string()],
                _ => Vec::new(),
            },
            when: trigger(rng),
            unless: match rng.below(10) {
                0 => vec![Exception::Named("self-defence".into())],
                1 => vec![Exception::Named("consent".into())],
                2 => vec![Exception::Open(Text::default())],
                _ => Vec::new(),
            },
            within: match rng.below(10) {
                0 => Some(Deadline::On(some_date(rng, 1952, 1956))),
                1 => Some(Deadline::After(short(rng), an_event(rng))),
                2 => Some(Deadline::AfterEntry(short(rng))),
                _ => None,
            },
            condition: match rng.below(12) {
                0 => Some(Condition::Event(an_event(rng))),
                1 => Some(Condition::InForce(AgreementId::new(format!(
                    "a{}",
                    rng.below(3)
                )))),
                2 => Some(Condition::Open(Text::default())),
                _ => None,
            },
            in_exchange_for: None,
            period: rng.chance(10).then(|| some_period(rng, 1950, 1956)),
            survives: rng.chance(12),
            terms: Vec::new(),
            under,
            stmt,
        });
    }
    out
}

fn time(rng: &mut Rng) -> When {
    let (from, to) = if rng.chance(5) {
        (1944, 1946)
    } else {
        (1950, 1962)
    };
    if rng.chance(75) {
        return When::Date(some_date(rng, from, to));
    }
    let start = some_date(rng, from, to);
    let last = start.nominal().end.add_days(1 + rng.below(90) as i32);
    let end = if rng.chance(70) {
        UncertainDate::day(last)
    } else {
        UncertainDate::between(last, last.add_days(30)).expect("range")
    };
    When::Period(Period::new(start, end).expect("start before end"))
}

const PLEAS: [&str; 6] = [
    "self-defence",
    "self-defence",
    "un-charter",
    "treaty-ended",
    "necessity",
    "consent",
];

/// Up to four events.
pub fn events(rng: &mut Rng, m: &mut Maker, agreements: usize) -> Vec<Event> {
    let n = 1 + rng.below(4);
    (0..n).map(|i| event(rng, m, i, agreements)).collect()
}

fn event(rng: &mut Rng, m: &mut Maker, i: usize, agreements: usize) -> Event {
    let id = EventId::new(format!("e{i}"));
    let subject = || Subject::Event(id.clone());
    let under = guard(rng, 4);
    let stmt = m.stmt(format!("{id}/event"), subject(), &under);
    let mut when = Vec::new();
    let times = match rng.below(12) {
        0 => 0,
        1..=9 => 1,
        _ => 2,
    };
    for k in 0..times {
        let under = guard(rng, if times > 1 { 30 } else { 5 });
        let stmt = m.stmt(format!("{id}/on/{k}"), subject(), &under);
        when.push(EventTime {
            when: time(rng),
            under,
            stmt,
        });
    }
    let mut attribution = Vec::new();
    if rng.chance(15) {
        let under = guard(rng, 20);
        let stmt = m.stmt(format!("{id}/attribution/0"), subject(), &under);
        attribution.push(Attribution {
            to: state(rng),
            basis: rng.chance(50).then(|| "overall-control".to_string()),
            period: None,
            under,
            stmt,
        });
    }
    let mut pleas = Vec::new();
    if rng.chance(25) {
        let under = guard(rng, 20);
        let stmt = m.stmt(format!("{id}/plea/0"), subject(), &under);
        pleas.push(Plea {
            plea: (*rng.pick(&PLEAS)).to_string(),
            by: any_actor(rng),
            says: Text::default(),
            period: None,
            conditions: Vec::new(),
            under,
            stmt,
        });
    }
    let mut types = acts_of(rng, 2);
    if types.is_empty() {
        types.push(ActId::new("invasion"));
    }
    Event {
        types,
        names: Names::default(),
        says: Text::default(),
        by: vec![any_actor(rng)],
        toward: (0..rng.below(3)).map(|_| any_actor(rng)).collect(),
        with: (0..rng.below(5) / 4).map(|_| any_actor(rng)).collect(),
        persons: Vec::new(),
        at: (0..rng.below(4) / 2).map(|_| a_place(rng)).collect(),
        when,
        clock: None,
        part_of: None,
        suffices_on: None,
        concerns: if rng.chance(20) {
            vec![AgreementId::new(format!("a{}", rng.below(agreements)))]
        } else {
            Vec::new()
        },
        number: None,
        quantities: Vec::new(),
        attribution,
        pleas,
        words: Vec::new(),
        under,
        stmt,
        id,
    }
}

/// Choice points that some rules on conduct ask for.
pub fn choices(rng: &mut Rng) -> Vec<ChoicePoint> {
    let all = [
        ("attribution-control", ["effective", "overall"]),
        ("charter-primacy-1945", ["from-entry", "anticipatory"]),
        ("self-defence-anticipatory", ["not", "anticipatory"]),
    ];
    let some = all.iter().filter(|_| rng.chance(40));
    some.map(|(id, options)| choice(id, options)).collect()
}
