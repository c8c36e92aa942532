//! Actors and places.

use super::on_date;
use super::statement::Writer;
use super::view::View;
use crate::model::*;
use crate::yaml::Node;
use servanda_time::When;

pub(super) fn actor(v: View<'_>, w: &mut Writer<'_>) -> Actor {
    let exists = v.period("exists");
    let stmt = w.add(v, "actor", &[], exists.clone().map(When::Period));
    Actor {
        id: v.needed("actor"),
        kind: v.word("kind").unwrap_or(ActorKind::State),
        names: v.names("names"),
        adjectives: v.names("adjectives"),
        demonyms: v.names("demonyms"),
        metonyms: v.names("metonyms"),
        exists,
        capital: v.id("capital"),
        of: v.id("of"),
        codes: v.views("codes").into_iter().filter_map(code).collect(),
        succession: v
            .views("succession")
            .into_iter()
            .map(|i| succession(i, w))
            .collect(),
        members: v
            .views("members")
            .into_iter()
            .map(|i| member(i, w))
            .collect(),
        offices: v
            .views("offices")
            .into_iter()
            .map(|i| office(i, w))
            .collect(),
        stmt,
    }
}

fn code(v: View<'_>) -> Option<Code> {
    let systems = ["cow", "gw", "iso3", "wikidata", "cameo", "ucdp"];
    let system = systems.into_iter().find(|s| v.get(s).is_some())?;
    Some(Code {
        system: system.to_string(),
        code: v.line(system)?,
        period: v.period("period"),
    })
}

fn succession(v: View<'_>, w: &mut Writer<'_>) -> Succession {
    let from: ActorId = v.needed("from");
    Succession {
        how: v.word("how").unwrap_or(SuccessionKind::Successor),
        on: v.date("on"),
        under: w.guard(v),
        stmt: w.add(v, "succession", &[from.as_str()], on_date(v)),
        from,
    }
}

fn member(v: View<'_>, w: &mut Writer<'_>) -> Membership {
    let actor: ActorId = v.needed("actor");
    let period = v.period("period");
    let stmt = w.add(
        v,
        "member",
        &[actor.as_str()],
        period.clone().map(When::Period),
    );
    Membership {
        actor,
        period,
        stmt,
    }
}

fn office(v: View<'_>, w: &mut Writer<'_>) -> Office {
    let role = v.line("role").unwrap_or_default();
    let of: ActorId = v.needed("of");
    let period = v.period("period");
    let stmt = w.add(
        v,
        "office",
        &[&role, of.as_str()],
        period.clone().map(When::Period),
    );
    Office {
        role,
        of,
        period,
        title: v.text("title"),
        stmt,
    }
}

pub(super) fn place(v: View<'_>, w: &mut Writer<'_>) -> Place {
    let stmt = w.add(v, "place", &[], None);
    Place {
        id: v.needed("place"),
        kind: v.line("kind").unwrap_or_default(),
        names: v.names("names"),
        at: v.get("at").and_then(point),
        within: v.ids("within"),
        territory_of: v.id("territory-of"),
        control: v
            .views("control")
            .into_iter()
            .map(|i| hold(i, "control", w))
            .collect(),
        claims: v
            .views("claims")
            .into_iter()
            .map(|i| hold(i, "claim", w))
            .collect(),
        stmt,
    }
}

fn point(node: &Node) -> Option<(f64, f64)> {
    let number = |n: &Node| n.text().and_then(|t| t.trim().parse().ok());
    match node.items() {
        [lat, lon] => Some((number(lat)?, number(lon)?)),
        _ => None,
    }
}

fn hold(v: View<'_>, predicate: &str, w: &mut Writer<'_>) -> Hold {
    let by: ActorId = v.needed("by");
    let period = v.period("period");
    let under = w.guard(v);
    let stmt = w.add(
        v,
        predicate,
        &[by.as_str()],
        period.clone().map(When::Period),
    );
    Hold {
        by,
        period,
        under,
        stmt,
    }
}
