//! What the timeline and the map show, as data: the tables beside the pictures are made of the same rows.

use serde::Serialize;
use servanda_check::{Bilingual, Checked};
use servanda_record::{
    Agreement, AgreementId, Event, EventId, Lang, PlaceId, Record, Statement, Subject, Text, When,
};
use servanda_text::Claim;
use servanda_time::{Day, DaySpan, EndOfMonth};
use std::collections::BTreeSet;

/// An agreement on the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Days on which it may have been signed.
    pub signed: Option<DaySpan>,
    /// Days on which it may have entered into force.
    pub from: Option<DaySpan>,
    /// The first day no longer in force, as bounds; `None` = no end is known.
    pub until: Option<DaySpan>,
}

/// An event on the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Days it may have been on, or lasted.
    pub span: DaySpan,
    /// Whether it lasted (or its one day is not exactly known).
    pub lasted: bool,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spot {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Kind.
    pub kind: String,
    /// Latitude and longitude, degrees.
    pub at: (f64, f64),
    /// Who claims it, and from when, where more than the holder does.
    pub claimed_by: Vec<Bilingual>,
    /// Who holds it in fact, most lately recorded.
    pub held_by: Option<Bilingual>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scene {
    /// Agreements, by first date.
    pub bars: Vec<Bar>,
    /// Events, by first date.
    pub marks: Vec<Mark>,
    /// Places, north to south.
    pub spots: Vec<Spot>,
    /// Names of events without a usable date.
    pub undated: Vec<Bilingual>,
    /// Names of places without coordinates.
    pub unplaced: Vec<Bilingual>,
}

fn both(t: &Text) -> Bilingual {
    Bilingual::new(t.get(Lang::En), t.get(Lang::Ja))
}

/// The scene of what claims and their evidence speak of.
pub fn scene(record: &Record, claims: &[Claim], checked: &[Checked]) -> Scene {
    let mut agreements: BTreeSet<AgreementId> = BTreeSet::new();
    let mut events: BTreeSet<EventId> = BTreeSet::new();
    let mut places: BTreeSet<PlaceId> = BTreeSet::new();
    for c in claims {
        agreements.extend(c.frame.agreements.iter().flatten().cloned());
        events.extend(c.frame.events.iter().flatten().cloned());
        places.extend(c.frame.places.iter().flatten().cloned());
    }
    for s in checked
        .iter()
        .flat_map(|c| &c.statements)
        .filter_map(|s| record.statement(s.as_str()))
    {
        subject(s, &mut agreements, &mut events, &mut places);
    }
    let mut out = Scene {
        bars: agreements
            .iter()
            .filter_map(|a| record.agreement(a.as_str()))
            .map(bar)
            .collect(),
        ..Scene::default()
    };
    for e in events.iter().filter_map(|e| record.event(e.as_str())) {
        places.extend(e.at.iter().cloned());
        match mark(e) {
            Some(m) => out.marks.push(m),
            None => out.undated.push(Bilingual::new(
                e.names.label(Lang::En),
                e.names.label(Lang::Ja),
            )),
        }
    }
    for p in &places {
        match spot(record, p) {
            Some(s) => out.spots.push(s),
            None => {
                if let Some(p) = record.place(p.as_str()) {
                    out.unplaced.push(Bilingual::new(
                        p.names.label(Lang::En),
                        p.names.label(Lang::Ja),
                    ));
                }
            }
        }
    }
    out.bars
        .sort_by_key(|b| (b.signed.or(b.from).map(|s| s.start), b.id.clone()));
    out.marks.sort_by_key(|m| (m.span.start, m.id.clone()));
    out.spots
        .sort_by(|a, b| b.at.0.total_cmp(&a.at.0).then_with(|| a.id.cmp(&b.id)));
    out
}

fn subject(
    s: &Statement,
    agreements: &mut BTreeSet<AgreementId>,
    events: &mut BTreeSet<EventId>,
    places: &mut BTreeSet<PlaceId>,
) {
    match &s.subject {
        Subject::Agreement(a) => {
            agreements.insert(a.clone());
        }
        Subject::Event(e) => {
            events.insert(e.clone());
        }
        Subject::Place(p) => {
            places.insert(p.clone());
        }
        _ => {}
    }
}

fn bar(a: &Agreement) -> Bar {
    let signed = a.signed.first().map(|s| s.on.nominal());
    let from = a
        .entry_into_force
        .iter()
        .find_map(|e| e.on.as_ref())
        .map(|d| d.nominal());
    let recorded = a.ended.first().map(|e| {
        let last = e.on.nominal();
        DaySpan::new(last.start.next(), last.end.next())
    });
    // A plain term that ends is drawn to its end; what is renewed or noticed is the law's to say.
    let term = a
        .term
        .first()
        .filter(|t| t.then == servanda_record::AfterTerm::End)
        .and_then(|t| match (&t.length, from) {
            (servanda_record::TermLength::For(d), Some(f)) => f
                .first()?
                .plus(*d, EndOfMonth::Clamp)
                .ok()
                .map(|s| DaySpan::day(s.day)),
            (servanda_record::TermLength::Until(d), _) => Some(DaySpan::day(d.latest()?.next())),
            _ => None,
        });
    Bar {
        id: a.id.to_string(),
        name: both(&a.title),
        signed,
        from,
        until: recorded.or(term),
    }
}

fn mark(e: &Event) -> Option<Mark> {
    let when = &e.when.first()?.when;
    let span = match when {
        When::Date(d) => d.nominal(),
        When::Period(p) => p.possible(),
    };
    if span.is_empty() || span.start == Day::MIN && span.end == Day::MAX {
        return None;
    }
    let name = Bilingual::new(e.names.label(Lang::En), e.names.label(Lang::Ja));
    Some(Mark {
        id: e.id.to_string(),
        name,
        span,
        lasted: span.len() != Some(1),
    })
}

fn spot(record: &Record, id: &PlaceId) -> Option<Spot> {
    let p = record.place(id.as_str())?;
    let at =
        p.at.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0)?;
    let name = |a: &servanda_record::ActorId| {
        record.actor(a.as_str()).map_or_else(
            || Bilingual::same(a.as_str()),
            |x| Bilingual::new(x.names.label(Lang::En), x.names.label(Lang::Ja)),
        )
    };
    // A claim is in dispute where somebody else has held the place or claims it too.
    let holder = p.control.last();
    let disputed =
        p.claims.iter().any(|c| holder.is_none_or(|h| h.by != c.by)) && !p.claims.is_empty();
    let mut claimed_by: Vec<Bilingual> = Vec::new();
    if disputed {
        for c in &p.claims {
            let n = name(&c.by);
            if !claimed_by.contains(&n) {
                claimed_by.push(n);
            }
        }
    }
    Some(Spot {
        id: id.to_string(),
        name: Bilingual::new(p.names.label(Lang::En), p.names.label(Lang::Ja)),
        kind: p.kind.clone(),
        at,
        claimed_by,
        held_by: holder.map(|h| name(&h.by)),
    })
}
