//! Events.

use super::statement::Writer;
use super::view::View;
use crate::model::*;

pub(super) fn event(v: View<'_>, w: &mut Writer<'_>) -> Event {
    let stmt = w.add(v, "event", &[], None);
    let clock = v.view("clock").map(|c| Clock {
        time: c.line("time").unwrap_or_default(),
        zone: c.line("zone"),
        note: c.line("note"),
    });
    Event {
        id: v.needed("event"),
        types: v.ids("type"),
        names: v.names("names"),
        says: v.text("says"),
        by: v.ids("by"),
        toward: v.ids("toward"),
        with: v.ids("with"),
        persons: v.ids("persons"),
        at: v.ids("at"),
        when: v
            .views("on")
            .into_iter()
            .filter_map(|i| time(i, w))
            .collect(),
        clock,
        part_of: v.id("part-of"),
        suffices_on: v.date("suffices-on"),
        concerns: v.ids("concerns"),
        number: v.line("number"),
        quantities: v
            .views("quantities")
            .into_iter()
            .map(|i| quantity(i, w))
            .collect(),
        attribution: v
            .views("attribution")
            .into_iter()
            .map(|i| attribution(i, w))
            .collect(),
        pleas: v.views("excuse").into_iter().map(|i| plea(i, w)).collect(),
        words: v.words("words"),
        under: Guard(v.choices("under")),
        stmt,
    }
}

fn time(v: View<'_>, w: &mut Writer<'_>) -> Option<EventTime> {
    let when = v.when("on")?;
    let stmt = w.add(v, "on", &[], Some(when.clone()));
    Some(EventTime {
        when,
        under: w.guard(v),
        stmt,
    })
}

fn quantity(v: View<'_>, w: &mut Writer<'_>) -> Quantity {
    let of = v.line("of").unwrap_or_default();
    let stmt = w.add(v, "quantity", &[&of], v.when("on"));
    Quantity {
        of,
        who: v.text("who"),
        by: v.id("by"),
        value: v.amount("value"),
        unit: v.line("unit"),
        share_of: v
            .line_or_text("share-of")
            .or_else(|| v.line_or_text("of-total")),
        on: v.when("on"),
        note: v.line("note"),
        under: w.guard(v),
        stmt,
    }
}

fn attribution(v: View<'_>, w: &mut Writer<'_>) -> Attribution {
    let to: ActorId = v.needed("to");
    let stmt = w.add(v, "attribution", &[to.as_str()], None);
    Attribution {
        to,
        basis: v.line("basis"),
        period: v.period("period"),
        under: w.guard(v),
        stmt,
    }
}

fn plea(v: View<'_>, w: &mut Writer<'_>) -> Plea {
    let by: ActorId = v.needed("by");
    let plea = v.line("plea").unwrap_or_default();
    let stmt = w.add(v, "excuse", &[by.as_str(), &plea], None);
    Plea {
        says: v.text("says"),
        period: v.period("period"),
        conditions: v
            .views("conditions")
            .into_iter()
            .map(|i| condition(i, &[by.as_str(), &plea], w))
            .collect(),
        plea,
        by,
        under: w.guard(v),
        stmt,
    }
}

fn condition(v: View<'_>, of_plea: &[&str; 2], w: &mut Writer<'_>) -> ExcuseCondition {
    let of = v.line("of").unwrap_or_default();
    let stmt = w.add(v, "condition", &[of_plea[0], of_plea[1], &of], None);
    ExcuseCondition {
        of,
        met: v.flag("met"),
        under: w.guard(v),
        stmt,
    }
}
