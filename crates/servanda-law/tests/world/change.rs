//! Reservations, single articles, grounds, later agreements on single articles, wars, groups, conditions of excuses: laid
//! over a world by a generator of its own, so that the rest stays what its seed made it.

use super::*;

/// What of a world these forms are laid over.
pub type Parts = (
    Vec<Agreement>,
    Vec<Event>,
    Vec<Actor>,
    Vec<Completeness>,
    Vec<ChoicePoint>,
);

const ACTS: [&str; 26] = [
    "reservation",
    "reservation",
    "reservation",
    "reservation-withdrawn",
    "objection",
    "objection",
    "objection",
    "objection-withdrawn",
    "suspension",
    "suspension",
    "suspension",
    "termination",
    "resumption",
    "resumption",
    "invocation",
    "invocation",
    "invocation",
    "invocation",
    "settlement",
    "acquiescence",
    "revival",
    "succession",
    "signature",
    "refusal-to-ratify",
    "notice-extended",
    "notice-of-withdrawal",
];

const GROUNDS: [&str; 12] = [
    "material-breach",
    "material-breach",
    "material-breach",
    "impossibility",
    "changed-circumstances",
    "changed-circumstances",
    "error",
    "fraud",
    "competence",
    "coercion-by-force",
    "peremptory-norm",
    "new-peremptory-norm",
];

fn articles(rng: &mut Rng, a: &Agreement) -> Vec<String> {
    let all: Vec<String> = a.provisions.iter().map(|p| p.article.clone()).collect();
    let n = 1 + rng.below(2);
    let mut out: Vec<String> = (0..n).map(|_| rng.pick(&all).clone()).collect();
    out.sort();
    out.dedup();
    out
}

/// A party other than those named.
fn another(rng: &mut Rng, parties: &[ActorId], by: &[ActorId]) -> Vec<ActorId> {
    let others: Vec<&ActorId> = parties.iter().filter(|p| !by.contains(p)).collect();
    match others.is_empty() {
        true => Vec::new(),
        false => vec![(*rng.pick(&others)).clone()],
    }
}

/// One act of the newer forms.
fn act(rng: &mut Rng, m: &mut Maker, a: &Agreement, k: usize, events: &[Event]) -> AgreementAct {
    let parties: Vec<ActorId> = a.parties.iter().map(|p| p.actor.clone()).collect();
    let kind = *rng.pick(&ACTS);
    let mut claim = Claim::default();
    let mut concerns = Vec::new();
    let mut to = Vec::new();
    let mut by = vec![rng.pick(&parties).clone()];
    let (mut from, mut until) = ((1952, 1960), None);
    let mut effect_on = rng.chance(10).then(|| some_date(rng, 1954, 1962));
    match kind {
        "reservation" => {
            concerns = articles(rng, a);
            claim.modifies = rng.chance(15);
            from = (1950, 1953);
            until = rng.chance(20).then(|| some_date(rng, 1956, 1964));
        }
        "reservation-withdrawn" => {
            concerns = if rng.chance(50) {
                articles(rng, a)
            } else {
                Vec::new()
            };
            from = (1954, 1960);
        }
        "objection" => {
            claim.precludes = rng.chance(60);
            to = if rng.chance(50) {
                vec![rng.pick(&parties).clone()]
            } else {
                Vec::new()
            };
            claim.ground = rng.chance(40).then(|| (*rng.pick(&GROUNDS)).to_string());
            from = (1950, 1960);
        }
        "objection-withdrawn" => from = (1954, 1962),
        "suspension" | "termination" | "resumption" => {
            if rng.chance(60) {
                concerns = articles(rng, a);
            } else if kind == "suspension" {
                to = another(rng, &parties, &by);
            }
            until = rng.chance(30).then(|| some_date(rng, 1960, 1966));
            if to.is_empty() && rng.chance(25) {
                by = Vec::new();
            }
        }
        "invocation" => {
            claim.ground = Some((*rng.pick(&GROUNDS)).to_string());
            claim.seeks = rng
                .chance(50)
                .then(|| (*rng.pick(&["suspension", "suspension", "termination"])).to_string());
            claim.urgent = rng.chance(25);
            claim.separable = rng.chance(70);
            if claim.ground.as_deref() == Some("material-breach") && rng.chance(85) {
                claim.rests_on = vec![rng.pick(events).id.clone()];
            }
            if rng.chance(50) {
                to = another(rng, &parties, &by);
                if rng.chance(60) {
                    claim.seeks = Some("suspension".into());
                }
            }
            if rng.chance(if to.is_empty() { 35 } else { 15 }) {
                concerns = articles(rng, a);
            } else if to.is_empty() && rng.chance(40) {
                by = parties.iter().take(parties.len() - 1).cloned().collect();
            }
            until = rng.chance(10).then(|| some_date(rng, 1962, 1968));
        }
        "settlement" => {
            claim.ground = rng.chance(70).then(|| (*rng.pick(&GROUNDS)).to_string());
            by = Vec::new();
            from = (1953, 1962);
        }
        "acquiescence" => {
            claim.ground = rng.chance(50).then(|| (*rng.pick(&GROUNDS)).to_string());
            from = (1950, 1958);
        }
        "revival" => {
            by = Vec::new();
            from = (1956, 1964);
            until = rng.chance(40).then(|| some_date(rng, 1966, 1970));
        }
        "succession" => {
            from = (1954, 1958);
            effect_on = rng.chance(80).then(|| some_date(rng, 1951, 1953));
        }
        "signature" | "refusal-to-ratify" => {
            from = (1949, 1951);
            effect_on = None;
        }
        "notice-extended" => until = rng.chance(90).then(|| some_date(rng, 1955, 1962)),
        _ => {}
    }
    let guarded = if kind == "invocation" { 45 } else { 12 };
    let under = guard(rng, guarded);
    let stmt = m.stmt(
        format!("{}/more/{k}", a.id),
        Subject::Agreement(a.id.clone()),
        &under,
    );
    AgreementAct {
        act: kind.to_string(),
        by,
        person: Vec::new(),
        to,
        on: rng.chance(95).then(|| some_date(rng, from.0, from.1)),
        until,
        effect_on,
        at: Vec::new(),
        concerns,
        claim,
        note: None,
        under,
        stmt,
    }
}

/// Lays the newer forms over a world.
pub fn enrich(rng: &mut Rng, m: &mut Maker, parts: &mut Parts) {
    let (agreements, events, actors, completeness, choice_points) = parts;
    for a in agreements.iter_mut() {
        let n = rng.below(6);
        let mut more = Vec::new();
        for k in 0..n {
            more.push(act(rng, m, a, k, events));
        }
        // What answers goes with what it answers.
        for k in 0..more.len() {
            if rng.chance(70)
                && let Some(x) = answer(rng, m, a, &more[k], k)
            {
                more.push(x);
            }
        }
        let known = rng.chance(85);
        for c in completeness.iter_mut() {
            if known && c.of == Scope::Agreement(a.id.clone()) {
                c.members.extend(more.iter().map(|x| x.stmt.clone()));
            }
        }
        a.acts.extend(more);
        a.counting = match rng.below(6) {
            0 => Some("day-after".into()),
            1 => Some("day-of".into()),
            _ => None,
        };
        if rng.chance(15) {
            a.topics.push(TopicId::new("human-rights"));
        }
        if let WithdrawalClause::Ways(ways) = &mut a.withdrawal {
            ways[0].for_all = rng.chance(25);
            if rng.chance(25) {
                ways[0].effect = WithdrawalEffect::EndOfTerm;
            }
        }
        for p in &mut a.provisions {
            p.essential = rng.chance(60);
        }
        for s in &mut a.signed {
            if rng.chance(30) {
                s.by = vec![a.parties[0].actor.clone()];
            }
            // Given effect from before it was signed.
            if rng.chance(10) {
                s.on = some_date(rng, 1951, 1952);
            }
        }
    }
    relations(rng, m, agreements);
    conduct_of(rng, m, events);
    others(rng, m, actors, events);
    let all = [
        ("procedure-of-ending", vec!["required", "not-required"], 50),
        (
            "effect-of-war",
            vec!["continues", "ends", "suspends", "intention"],
            60,
        ),
        ("counting-of-days", vec!["day-of", "day-after"], 50),
        ("acts-of-organisations", vec!["own", "members"], 50),
    ];
    for (id, options, often) in all {
        if rng.chance(often) {
            choice_points.push(choice(id, &options));
        }
    }
}

/// What another does about an act, or the same one takes back.
fn answer(
    rng: &mut Rng,
    m: &mut Maker,
    a: &Agreement,
    x: &AgreementAct,
    k: usize,
) -> Option<AgreementAct> {
    let kinds: &[&str] = match x.act.as_str() {
        "reservation" => &["reservation-withdrawn", "objection"],
        "objection" => &["objection-withdrawn"],
        "suspension" | "termination" => &["resumption"],
        "invocation" => &["settlement", "objection", "acquiescence", "resumption"],
        _ => return None,
    };
    let act = (*rng.pick(kinds)).to_string();
    let own =
        act == "reservation-withdrawn" || act == "objection-withdrawn" || act == "acquiescence";
    let other = a
        .parties
        .iter()
        .map(|p| &p.actor)
        .find(|p| !x.by.contains(p));
    let by = match act.as_str() {
        "settlement" => Vec::new(),
        "objection" => vec![other?.clone()],
        _ => x.by.clone(),
    };
    let under = guard(rng, 10);
    let stmt = m.stmt(
        format!("{}/more/{k}/answer", a.id),
        Subject::Agreement(a.id.clone()),
        &under,
    );
    let first =
        x.on.as_ref()
            .map_or(Day::from_ymd(1955, 1, 1)?, |d| d.nominal().start);
    let later = match act.as_str() {
        "acquiescence" => first.add_days(-(rng.below(400) as i32) + 30),
        _ => first.add_days(rng.below(600) as i32),
    };
    let mut claim = Claim::default();
    if x.act == "invocation" && act != "resumption" {
        claim.ground = x.claim.ground.clone();
    }
    claim.precludes = act == "objection" && x.act == "reservation" && rng.chance(80);
    Some(AgreementAct {
        act,
        by,
        person: Vec::new(),
        to: if own { Vec::new() } else { x.by.clone() },
        on: Some(UncertainDate::day(later)),
        until: None,
        effect_on: None,
        at: Vec::new(),
        concerns: if rng.chance(50) {
            x.concerns.clone()
        } else {
            Vec::new()
        },
        claim,
        note: None,
        under,
        stmt,
    })
}

/// Later agreements in the place of single articles.
fn relations(rng: &mut Rng, m: &mut Maker, agreements: &mut [Agreement]) {
    if agreements.len() < 2 || !rng.chance(60) {
        return;
    }
    let (to, articles) = (agreements[0].id.clone(), articles(rng, &agreements[0]));
    let later = &mut agreements[1];
    let id = later.id.clone();
    let stmt = m.stmt(
        format!("{id}/relation/articles"),
        Subject::Agreement(id),
        &Guard::default(),
    );
    later.relations.push(Relation {
        to,
        kind: (*rng.pick(&["amends", "supersedes"])).into(),
        articles,
        binds_all: rng.chance(30),
        stmt,
    });
}

/// Series of acts, periods of attributions and pleas, conditions of excuses; and a war.
fn conduct_of(rng: &mut Rng, m: &mut Maker, events: &mut [Event]) {
    const MET: [&str; 13] = [
        "armed-attack",
        "necessity",
        "proportionality",
        "valid-consent",
        "within-consent",
        "essential-interest",
        "grave-peril",
        "no-other-way",
        "no-other-interest-impaired",
        "not-own-doing",
        "prior-breach",
        "demand",
        "reversibility",
    ];
    for e in events.iter_mut() {
        if rng.chance(25) {
            e.suffices_on = Some(some_date(rng, 1950, 1962));
        }
        for t in &mut e.attribution {
            if rng.chance(60) {
                t.period = Some(period(rng));
            }
        }
        if rng.chance(25) {
            let by = rng.pick(&e.by).clone();
            let under = guard(rng, 10);
            let stmt = m.stmt(
                format!("{}/plea/more", e.id),
                Subject::Event(e.id.clone()),
                &under,
            );
            let plea = *rng.pick(&["self-defence", "necessity", "consent", "countermeasure"]);
            e.pleas.push(Plea {
                plea: plea.to_string(),
                by,
                says: Text::default(),
                period: None,
                conditions: Vec::new(),
                under,
                stmt,
            });
        }
        for (i, p) in e.pleas.iter_mut().enumerate() {
            if rng.chance(30) {
                p.period = Some(period(rng));
            }
            let most = rng.below(5);
            for (k, of) in MET.iter().enumerate() {
                if most > 0 && rng.chance(most as u64 * 30) {
                    let under = guard(rng, 10);
                    let stmt = m.stmt(
                        format!("{}/plea/{i}/condition/{k}", e.id),
                        Subject::Event(e.id.clone()),
                        &under,
                    );
                    p.conditions.push(ExcuseCondition {
                        of: (*of).to_string(),
                        met: rng.chance(85),
                        under,
                        stmt,
                    });
                }
            }
        }
    }
    if let Some(e) = events.last_mut()
        && rng.chance(60)
    {
        e.types.push(ActId::new("declaration-of-war"));
        e.types.dedup();
        let x = ActorId::new(format!("s{}", rng.below(4)));
        let y = ActorId::new(format!("s{}", rng.below(4)));
        (e.by, e.toward) = (vec![x], vec![y]);
    }
}

fn period(rng: &mut Rng) -> Period {
    let (start, end) = (some_date(rng, 1950, 1956), some_date(rng, 1957, 1962));
    Period::new(start, end).expect("start before end")
}

/// A group and an organisation, whose members do what they do.
fn others(rng: &mut Rng, m: &mut Maker, actors: &mut Vec<Actor>, events: &mut [Event]) {
    for (id, kind) in [("h0", ActorKind::Group), ("o0", ActorKind::Organisation)] {
        let mut x = actor(id, m);
        x.kind = kind;
        for k in 0..2 {
            let of = ActorId::new(format!("s{}", rng.below(4)));
            let stmt = m.stmt(
                format!("{id}/member/{k}"),
                Subject::Actor(x.id.clone()),
                &Guard::default(),
            );
            x.members.push(Membership {
                actor: of,
                period: rng.chance(50).then(|| period(rng)),
                stmt,
            });
        }
        for e in events.iter_mut().filter(|_| rng.chance(15)) {
            e.by.push(x.id.clone());
        }
        if let Some(e) = events.first_mut()
            && rng.chance(10)
        {
            e.toward.push(x.id.clone());
        }
        actors.push(x);
    }
}
