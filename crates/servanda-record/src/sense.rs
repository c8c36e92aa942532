//! What has the right shape but cannot be so: ends before beginnings, circles, empty choices.

use crate::codes;
use crate::decode::Parts;
use crate::diagnostic::{Diagnostic, Severity};
use crate::index::Index;
use crate::load::Document;
use crate::model::*;
use crate::shape::Kind;
use crate::yaml::Node;
use servanda_time::{DaySpan, UncertainDate};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Checks the pairs of dates of a document, whether or not the rest of it is sound.
pub(crate) fn pairs(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    dates_in_order(document.node, &mut found);
    report(document, found, out);
}

/// Checks one document by itself; it is the last of its kind in `parts`.
pub(crate) fn document(document: &Document<'_>, parts: &Parts, out: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    match document.kind {
        Kind::Agreement => {
            if let Some(agreement) = parts.agreements.last() {
                agreement_dates(agreement, document, &mut found);
            }
        }
        Kind::ChoicePoint => {
            if let Some(choice) = parts.choice_points.last() {
                options(choice, document, &mut found);
            }
        }
        Kind::Actor => {
            if let Some(actor) = parts.actors.last() {
                own_life(actor, document, &mut found);
            }
        }
        _ => {}
    }
    report(document, found, out);
}

fn report(document: &Document<'_>, found: Vec<Found>, out: &mut Vec<Diagnostic>) {
    out.extend(found.into_iter().map(|f| {
        let mut d = document
            .file
            .diagnostic(f.code, f.severity, f.bytes, f.message);
        d.suggestion = f.help;
        d.related = f
            .related
            .into_iter()
            .map(|(at, text)| document.file.related(at, text))
            .collect();
        d
    }));
}

struct Found {
    code: &'static str,
    severity: Severity,
    bytes: Range<usize>,
    message: String,
    help: Option<String>,
    related: Vec<(usize, String)>,
}

fn error(code: &'static str, bytes: Range<usize>, message: String) -> Found {
    Found {
        code,
        severity: Severity::Error,
        bytes,
        message,
        help: None,
        related: Vec::new(),
    }
}

/// Pairs of keys of which the second may not be certainly before the first.
const ORDERED: [(&str, &str); 2] = [("from", "until"), ("on", "until")];

/// Every map with two dates of which one must follow the other.
fn dates_in_order(node: &Node, out: &mut Vec<Found>) {
    for (first, second) in ORDERED {
        let date = |key| {
            node.get(key)
                .and_then(|n| Some((n, UncertainDate::parse(n.text()?).ok()?)))
        };
        if let (Some((_, a)), Some((at, b))) = (date(first), date(second))
            && b.before(&a).is_yes()
        {
            let message = format!("`{second}` ({b}) is before `{first}` ({a})");
            out.push(error(codes::ENDS_FIRST, at.bytes(), message));
        }
    }
    match &node.value {
        crate::yaml::Value::List(items) => items.iter().for_each(|n| dates_in_order(n, out)),
        crate::yaml::Value::Map(entries) => {
            entries.iter().for_each(|e| dates_in_order(&e.value, out))
        }
        crate::yaml::Value::Scalar { .. } => {}
    }
}

/// The node of the date of the `i`th item under a key.
fn date_node<'a>(document: &'a Document<'_>, key: &str, i: usize) -> Option<&'a Node> {
    let item = document.node.get(key)?.items().get(i)?;
    item.get("on").or(Some(item))
}

fn retroactive(document: &Document<'_>, i: usize) -> bool {
    let item = document
        .node
        .get("entry-into-force")
        .and_then(|n| n.items().get(i));
    item.and_then(|n| n.get("retroactive")).and_then(Node::text) == Some("true")
}

fn agreement_dates(agreement: &Agreement, document: &Document<'_>, out: &mut Vec<Found>) {
    let signed: Vec<&UncertainDate> = agreement.signed.iter().map(|s| &s.on).collect();
    let entries: Vec<&UncertainDate> = agreement
        .entry_into_force
        .iter()
        .filter_map(|e| e.on.as_ref())
        .collect();
    let before_all = |d: &UncertainDate, others: &[&UncertainDate]| {
        !others.is_empty() && others.iter().all(|o| d.before(o).is_yes())
    };
    let at = |key: &str| {
        document
            .node
            .get(key)
            .map_or(document.node.start, |n| n.start)
    };
    for (i, entry) in agreement.entry_into_force.iter().enumerate() {
        let Some(on) = &entry.on else { continue };
        if before_all(on, &signed) && !retroactive(document, i) {
            let bytes =
                date_node(document, "entry-into-force", i).map_or(document.head(), Node::bytes);
            let message = format!("in force from {on}, before it was signed");
            let mut found = error(codes::FORCE_BEFORE_SIGNATURE, bytes, message);
            found.help = Some("correct the date, or say `retroactive: true` beside it".to_string());
            found
                .related
                .push((at("signed"), "signed here".to_string()));
            out.push(found);
        }
    }
    for (i, ended) in agreement.ended.iter().enumerate() {
        let bytes = date_node(document, "ended", i).map_or(document.head(), Node::bytes);
        let (others, what) = if before_all(&ended.on, &entries) {
            ("entry-into-force", "in force")
        } else if before_all(&ended.on, &signed) {
            ("signed", "signed")
        } else {
            continue;
        };
        let message = format!("ended on {}, before it was {what}", ended.on);
        let mut found = error(codes::ENDS_FIRST, bytes, message);
        found.related.push((at(others), format!("{what} here")));
        out.push(found);
    }
}

fn options(choice: &ChoicePoint, document: &Document<'_>, out: &mut Vec<Found>) {
    let list = document
        .node
        .get("options")
        .map_or(document.head(), Node::bytes);
    if choice.options.len() < 2 {
        let message = format!(
            "a choice point needs at least two options, this has {}",
            choice.options.len()
        );
        out.push(error(
            codes::FEW_OPTIONS,
            document.head().start..document.head().end.min(list.end),
            message,
        ));
    }
    let mut seen = BTreeSet::new();
    let nodes = document.node.get("options").map_or(&[][..], Node::items);
    for (option, node) in choice.options.iter().zip(nodes) {
        if !seen.insert(option.id.clone()) {
            let message = format!("the option `{}` stands twice", option.id);
            out.push(error(
                codes::OPTION_TWICE,
                node.get("option").map_or(node.bytes(), Node::bytes),
                message,
            ));
        }
    }
    if !seen.contains(&choice.default) {
        let message = format!("the default `{}` is not one of the options", choice.default);
        let bytes = document
            .node
            .get("default")
            .map_or(document.head(), Node::bytes);
        let mut found = error(codes::NO_OPTION, bytes, message);
        found.help =
            crate::suggest::word(choice.default.as_str(), seen.iter().map(OptionId::as_str));
        out.push(found);
    }
}

fn own_life(actor: &Actor, document: &Document<'_>, out: &mut Vec<Found>) {
    let Some(life) = &actor.exists else { return };
    for (i, office) in actor.offices.iter().enumerate() {
        let Some(period) = &office.period else {
            continue;
        };
        if !life.possible().overlaps(period.possible()) {
            let item = document.node.get("offices").and_then(|n| n.items().get(i));
            let bytes = item
                .and_then(|n| n.get("period"))
                .map_or(document.head(), Node::bytes);
            let message = format!(
                "the office ({period}) lies outside the life of `{}` ({life})",
                actor.id
            );
            out.push(error(codes::OUTSIDE_LIFE, bytes, message));
        }
    }
}

/// Checks that need the whole record.
pub(crate) fn whole(
    record: &Record,
    documents: &[Document<'_>],
    index: &Index,
    out: &mut Vec<Diagnostic>,
) {
    let known: BTreeMap<(Kind, &str), &Document<'_>> = documents
        .iter()
        .map(|d| ((d.kind, d.id.as_str()), d))
        .collect();
    circles(record, &known, documents, out);
    binding_options(record, &known, index, out);
    outside_existence(record, &known, out);
    same_ids(record, out);
    base_guards(record, index, out);
}

/// Where something of the record stands: in a document at hand, or where its statement says.
fn at_document(
    known: &BTreeMap<(Kind, &str), &Document<'_>>,
    kind: Kind,
    id: &str,
    key: &str,
    code: &'static str,
    severity: Severity,
    message: String,
) -> Option<Diagnostic> {
    let document = known.get(&(kind, id))?;
    let bytes = document.node.get(key).map_or(document.head(), Node::bytes);
    Some(document.file.diagnostic(code, severity, bytes, message))
}

/// The first circle met from each start; every circle is reported once.
fn circles(
    record: &Record,
    known: &BTreeMap<(Kind, &str), &Document<'_>>,
    documents: &[Document<'_>],
    out: &mut Vec<Diagnostic>,
) {
    let mut report = |kind: Kind, key: &str, verb: &str, graph: BTreeMap<&str, Vec<&str>>| {
        for circle in find_circles(&graph) {
            let Some(first) = circle.first() else {
                continue;
            };
            let path: Vec<String> = circle
                .iter()
                .chain([first])
                .map(|s| format!("`{s}`"))
                .collect();
            let message = format!("{verb} in a circle: {}", path.join(" → "));
            let found = match kind {
                Kind::Act => documents
                    .iter()
                    .find_map(|d| act_term(d, first))
                    .map(|(d, bytes)| {
                        d.file
                            .diagnostic(codes::CYCLE, Severity::Error, bytes, message)
                    }),
                // The circle passes through a new document, though perhaps not at its least id.
                _ => circle.iter().find_map(|id| {
                    at_document(
                        known,
                        kind,
                        id,
                        key,
                        codes::CYCLE,
                        Severity::Error,
                        message.clone(),
                    )
                }),
            };
            out.extend(found);
        }
    };
    let within = record.places.iter().map(|p| {
        (
            p.id.as_str(),
            p.within.iter().map(PlaceId::as_str).collect(),
        )
    });
    report(
        Kind::Place,
        "within",
        "places lie within each other",
        within.collect(),
    );
    let follows = record.actors.iter().map(|a| {
        (
            a.id.as_str(),
            a.succession.iter().map(|s| s.from.as_str()).collect(),
        )
    });
    report(
        Kind::Actor,
        "succession",
        "actors follow each other",
        follows.collect(),
    );
    let of = record
        .actors
        .iter()
        .map(|a| (a.id.as_str(), a.of.iter().map(ActorId::as_str).collect()));
    report(
        Kind::Actor,
        "of",
        "actors belong to each other",
        of.collect(),
    );
    let parts = record.events.iter().map(|e| {
        (
            e.id.as_str(),
            e.part_of.iter().map(EventId::as_str).collect(),
        )
    });
    report(
        Kind::Event,
        "part-of",
        "events are parts of each other",
        parts.collect(),
    );
    let acts = record
        .acts
        .iter()
        .map(|a| (a.id.as_str(), a.is_a.iter().map(ActId::as_str).collect()));
    report(
        Kind::Act,
        "is-a",
        "acts stand under each other",
        acts.collect(),
    );
}

fn act_term<'a>(document: &'a Document<'a>, id: &str) -> Option<(&'a Document<'a>, Range<usize>)> {
    let items = document.node.get("terms").map_or(&[][..], Node::items);
    let item = items
        .iter()
        .find(|i| i.get("act").and_then(Node::text) == Some(id))?;
    Some((
        document,
        item.get("is-a").or_else(|| item.get("act"))?.bytes(),
    ))
}

/// Circles of a graph, each from its least member on, found without recursion.
fn find_circles<'a>(graph: &BTreeMap<&'a str, Vec<&'a str>>) -> Vec<Vec<&'a str>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for start in graph.keys() {
        let mut path: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_path: BTreeSet<&str> = BTreeSet::from([*start]);
        if done.contains(start) {
            continue;
        }
        while let Some((at, next)) = path.last_mut() {
            let (at, i) = (*at, *next);
            *next += 1;
            match graph.get(at).and_then(|n| n.get(i)) {
                None => {
                    done.insert(at);
                    on_path.remove(at);
                    path.pop();
                }
                Some(to) if on_path.contains(to) => {
                    let from = path.iter().position(|(n, _)| n == to).unwrap_or(0);
                    let mut circle: Vec<&str> = path.iter().skip(from).map(|(n, _)| *n).collect();
                    let least = circle
                        .iter()
                        .enumerate()
                        .min_by_key(|(_, n)| **n)
                        .map_or(0, |(i, _)| i);
                    circle.rotate_left(least);
                    circles.insert(circle);
                }
                Some(to) if done.contains(to) => {}
                Some(to) => {
                    on_path.insert(to);
                    path.push((to, 0));
                }
            }
        }
    }
    circles.into_iter().collect()
}

/// `binding: { choice, when: [options] }`.
fn binding_options(
    record: &Record,
    known: &BTreeMap<(Kind, &str), &Document<'_>>,
    index: &Index,
    out: &mut Vec<Diagnostic>,
) {
    for agreement in &record.agreements {
        let Some(binding) = &agreement.binding else {
            continue;
        };
        let Some(options) = index.options.get(binding.choice.as_str()) else {
            continue;
        };
        for option in binding
            .when
            .iter()
            .filter(|o| !options.contains(o.as_str()))
        {
            let message = format!(
                "the choice point `{}` has no option `{option}`",
                binding.choice
            );
            let id = agreement.id.as_str();
            let found = at_document(
                known,
                Kind::Agreement,
                id,
                "binding",
                codes::NO_OPTION,
                Severity::Error,
                message,
            );
            out.extend(found.map(|mut d| {
                d.suggestion =
                    crate::suggest::word(option.as_str(), options.iter().map(String::as_str));
                d
            }));
        }
    }
}

/// Offices and control at a time when the actor was not there.
fn outside_existence(
    record: &Record,
    known: &BTreeMap<(Kind, &str), &Document<'_>>,
    out: &mut Vec<Diagnostic>,
) {
    let outside = |actor: &ActorId, span: DaySpan| {
        let life = record.actor(actor.as_str())?.exists.as_ref()?;
        (!life.possible().overlaps(span)).then(|| format!("`{actor}` existed {life}"))
    };
    let mut warn = |kind: Kind, id: &str, key: &str, i: usize, message: String| {
        let Some(document) = known.get(&(kind, id)) else {
            return;
        };
        let item = document.node.get(key).and_then(|n| n.items().get(i));
        let bytes = item
            .and_then(|n| n.get("period"))
            .map_or(document.head(), Node::bytes);
        out.push(document.file.diagnostic(
            codes::OUTSIDE_EXISTENCE,
            Severity::Warning,
            bytes,
            message,
        ));
    };
    for actor in &record.actors {
        for (i, office) in actor.offices.iter().enumerate() {
            let Some(period) = &office.period else {
                continue;
            };
            if let Some(reason) = outside(&office.of, period.possible()) {
                let message = format!("an office of `{}` in {period}, but {reason}", office.of);
                warn(Kind::Actor, actor.id.as_str(), "offices", i, message);
            }
        }
    }
    for place in &record.places {
        for (i, hold) in place.control.iter().enumerate() {
            let Some(period) = &hold.period else { continue };
            if let Some(reason) = outside(&hold.by, period.possible()) {
                let message = format!("control by `{}` in {period}, but {reason}", hold.by);
                warn(Kind::Place, place.id.as_str(), "control", i, message);
            }
        }
    }
}

/// Statements of one id: possible only where a text after the predicate was chosen by hand.
fn same_ids(record: &Record, out: &mut Vec<Diagnostic>) {
    for pair in record.statements.windows(2) {
        if let [a, b] = pair
            && a.id == b.id
            && a.subject != b.subject
        {
            let message = format!("two statements have the id `{}`", b.id);
            out.push(at_statement(b, codes::STATEMENT_TWICE, message));
        }
    }
}

/// What of the base rests on an option that a further record has taken away.
fn base_guards(record: &Record, index: &Index, out: &mut Vec<Diagnostic>) {
    for statement in &record.statements {
        for (choice, option) in &statement.under.0 {
            let Some(options) = index.options.get(choice.as_str()) else {
                continue;
            };
            if !options.contains(option.as_str()) {
                let message = format!(
                    "`{}` rests on the option `{option}` of `{choice}`, which is not there",
                    statement.id
                );
                let already = |d: &Diagnostic| {
                    d.code == codes::NO_OPTION && d.message.contains(&format!("`{option}`"))
                };
                if !out.iter().any(already) {
                    out.push(at_statement(statement, codes::NO_OPTION, message));
                }
            }
        }
    }
}

fn at_statement(statement: &Statement, code: &'static str, message: String) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        file: statement.file.as_str().into(),
        line: statement.line,
        column: 0,
        bytes: 0..0,
        message,
        excerpt: String::new(),
        mark: 0..0,
        suggestion: None,
        related: Vec::new(),
    }
}
