//! Sources, choice points, readings, positions, completeness, taxonomy.

use super::Parts;
use super::statement::Writer;
use super::view::View;
use crate::model::*;
use crate::shape::tables::TOPIC_TERM;
use crate::yaml::Node;
use servanda_time::When;

pub(super) fn source(v: View<'_>) -> Source {
    Source {
        id: v.needed("source"),
        kind: v.line("kind").unwrap_or_default(),
        title: v.line("title").unwrap_or_default(),
        author: v.lines("author"),
        editor: v.lines("editor"),
        container: v.line("in"),
        publisher: v.line("publisher"),
        date: v.date("date").or_else(|| v.date("year")),
        volume: v.line("volume"),
        url: v.line("url"),
        identifier: v
            .line("isbn")
            .map(|i| format!("ISBN {i}"))
            .or_else(|| v.line("doi").map(|d| format!("doi:{d}"))),
        lang: v.line("lang"),
        covers: v.view("covers").and_then(|c| c.period("period")),
        license: v.line("license"),
        note: v.line("note"),
    }
}

pub(super) fn choice_point(v: View<'_>, w: &mut Writer<'_>) -> ChoicePoint {
    ChoicePoint {
        id: v.needed("choice-point"),
        scope: v.scope("scope"),
        question: v.text("question"),
        default: v.needed("default"),
        options: v
            .views("options")
            .into_iter()
            .map(|i| option(i, w))
            .collect(),
    }
}

fn option(v: View<'_>, w: &mut Writer<'_>) -> ChoiceOption {
    let id: OptionId = v.needed("option");
    let held_by = v
        .views("held-by")
        .into_iter()
        .map(|i| holder(i, id.as_str(), w))
        .collect();
    ChoiceOption {
        id,
        says: v.text("says"),
        held_by,
    }
}

fn holder(v: View<'_>, option: &str, w: &mut Writer<'_>) -> Holder {
    let who = match (v.id("actor"), v.line("who").as_deref()) {
        (Some(actor), _) => HolderKind::Actor(actor),
        (None, Some("tribunal")) => HolderKind::Tribunal,
        (None, Some("scholar")) => HolderKind::Scholar,
        (None, Some("third-state")) => HolderKind::ThirdState,
        (None, Some("organisation")) => HolderKind::Organisation,
        (None, Some("dataset")) => HolderKind::Dataset,
        (None, _) => HolderKind::Text,
    };
    let name = v.line("name");
    let holder = v
        .line("actor")
        .or_else(|| v.line("who"))
        .unwrap_or_default();
    let stmt = w.add(v, "held-by", &[option, &holder], None);
    Holder { who, name, stmt }
}

pub(super) fn reading(v: View<'_>, w: &mut Writer<'_>) -> Reading {
    Reading {
        id: v.needed("reading"),
        name: v.text("name"),
        chooses: v.choices("chooses"),
        stmt: w.add(v, "reading", &[], None),
    }
}

pub(super) fn position(v: View<'_>, w: &mut Writer<'_>) -> Position {
    let date = v.date("date");
    Position {
        id: v.needed("position"),
        of: v.needed("of"),
        on: v.scope("on"),
        says: v.text("says"),
        holds: v.choices("holds"),
        stmt: w.add(v, "position", &[], date.clone().map(When::Date)),
        date,
    }
}

pub(super) fn completeness(v: View<'_>, w: &mut Writer<'_>) -> Completeness {
    let period = v.period("period");
    let mut members: Vec<StatementId> = v.ids("members");
    members.sort();
    members.dedup();
    Completeness {
        id: v.needed("completeness"),
        set: v.word("set").unwrap_or(SetKind::Acts),
        of: v.scope("of"),
        members,
        members_digest: Digest([0; 32]),
        void: None,
        stmt: w.add(v, "completeness", &[], period.clone().map(When::Period)),
        period,
    }
}

pub(super) fn taxonomy(v: View<'_>, parts: &mut Parts) {
    let terms = v.get("terms").map_or(&[][..], Node::items);
    if v.line("taxonomy").as_deref() == Some("topics") {
        let views = terms.iter().map(|node| View {
            node,
            fields: &TOPIC_TERM,
            short: None,
        });
        parts.topics.extend(views.map(|t| Topic {
            id: t.needed("topic"),
            names: t.text("names"),
            words: t.words("words"),
            contrary: contrary(&t, "topic"),
            lasts_in_war: t.line("in-war").as_deref() == Some("continues")
                || opposites("in-war").any(|topic| t.line("topic").as_deref() == Some(topic)),
        }));
        return;
    }
    parts.acts.extend(v.views("terms").into_iter().map(|t| Act {
        id: t.needed("act"),
        is_a: t.id("is-a"),
        names: t.text("names"),
        words: t.words("words"),
        codes: t.words("codes"),
        contrary: contrary(&t, "act"),
    }));
}

/// The words after a head of the table of opposites.
fn opposites(head: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/opposites.txt").lines();
    let own = lines
        .filter_map(|l| l.split_once(':'))
        .find(|(h, _)| *h == head);
    own.map_or("", |(_, words)| words).split_whitespace()
}

/// Acts that go against a term: as its taxonomy says, or else the table of opposites.
fn contrary(t: &View<'_>, kind: &str) -> Vec<ActId> {
    if t.get("contrary").is_some() {
        return t.ids("contrary");
    }
    let id = t.line(kind).unwrap_or_default();
    opposites(&format!("{kind} {id}"))
        .map(ActId::from)
        .collect()
}
