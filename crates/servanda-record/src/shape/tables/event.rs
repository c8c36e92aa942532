//! Events.

use super::*;
use crate::shape::apart;

pub(crate) static EVENT: Fields = Fields {
    name: "event",
    doc: "Anything that happened, or was the case over a time, that accounts speak of.",
    statement: true,
    keys: &[
        req("event", Shape::Id, "Its id."),
        req(
            "type",
            Shape::Many(&ACT_REF),
            "Acts of the taxonomy; several allowed.",
        ),
        req("names", Shape::Names, "Names by which accounts call it."),
        opt("says", Shape::Text, "One sentence of our own."),
        opt("by", ACTORS, "Who did it."),
        opt("toward", ACTORS, "To whom."),
        opt("with", ACTORS, "Who took part on the side of `by`."),
        opt("persons", ACTORS, "People named in connection with it."),
        opt("at", PLACES, "Where."),
        apart(
            "on",
            Shape::Many(&Shape::Fields(&EVENT_TIME, Some("on"))),
            "When: a date or a period; several where sources or readings differ.",
        ),
        opt(
            "clock",
            Shape::Fields(&CLOCK, Some("time")),
            "Clock time, local.",
        ),
        opt("part-of", EVENT_REF, "A larger event."),
        opt(
            "suffices-on",
            Shape::Date,
            "A series of acts wrongful in aggregate: the day on which the acts done were enough (ILC 2001 art. 15).",
        ),
        opt(
            "concerns",
            Shape::Many(&AGREEMENT_REF),
            "Agreements it is about.",
        ),
        opt("number", Shape::Line, "Number of a resolution, judgment …"),
        apart(
            "quantities",
            Shape::Many(&Shape::Fields(&QUANTITY, None)),
            "Numbers.",
        ),
        apart(
            "attribution",
            Shape::Many(&Shape::Fields(&ATTRIBUTION, Some("to"))),
            "To which state an armed group's act is attributed.",
        ),
        apart(
            "excuse",
            Shape::Many(&Shape::Fields(&PLEA, None)),
            "What the actor pleaded.",
        ),
        opt(
            "words",
            Shape::Words { languages: true },
            "Further wordings by which accounts speak of it.",
        ),
    ],
    exactly_one: &[],
};

static EVENT_TIME: Fields = Fields {
    name: "time of an event",
    doc: "When; a single value is the date or period.",
    statement: true,
    keys: &[req("on", Shape::When, "Date or period.")],
    exactly_one: &[],
};

static CLOCK: Fields = Fields {
    name: "clock",
    doc: "Clock time.",
    statement: false,
    keys: &[
        req("time", Shape::Clock, "HH:MM, local."),
        opt("zone", Shape::Line, "Offset from UTC: +10:00."),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};

static QUANTITY: Fields = Fields {
    name: "quantity",
    doc: "A number that accounts give of the event.",
    statement: true,
    keys: &[
        req(
            "of",
            Shape::Word(&[
                "killed",
                "wounded",
                "missing",
                "deaths",
                "captured",
                "interned",
                "deported",
                "displaced",
                "troops",
                "ships",
                "aircraft",
                "tanks",
                "missiles",
                "warheads",
                "votes-for",
                "votes-against",
                "abstentions",
                "share",
                "area",
                "distance",
                "width",
                "depth",
                "length",
                "money",
                "population",
                "states",
                "people",
                "casualties",
                "houses",
                "islands",
                "articles",
                "duration",
                "other",
            ]),
            "What is counted.",
        ),
        opt("who", Shape::Text, "Who or what is counted, in words."),
        opt("by", ACTOR_REF, "Whose."),
        req("value", Shape::Amount, "How many."),
        opt("unit", Shape::Line, "Unit, singular."),
        opt("share-of", Shape::LineOrText, "What a share is taken of."),
        opt("of-total", Shape::LineOrText, "The same as `share-of`."),
        opt("on", Shape::When, "When counted."),
        opt("at", PLACES, "Where counted, if only a part of the event."),
    ],
    exactly_one: &[],
};

static ATTRIBUTION: Fields = Fields {
    name: "attribution",
    doc: "To which state an armed group's act is attributed.",
    statement: true,
    keys: &[
        req("to", ACTOR_REF, "The state."),
        opt(
            "basis",
            Shape::Word(&[
                "organ",
                "direction",
                "effective-control",
                "overall-control",
                "adoption",
                "insurgents",
                "absence-of-authority",
                "other",
            ]),
            "On what ground.",
        ),
        opt(
            "period",
            Shape::Period,
            "The days for which it is the state's, if not the whole of the event (adoption: from when).",
        ),
    ],
    exactly_one: &[],
};

static PLEA: Fields = Fields {
    name: "plea",
    doc: "What an actor pleaded for what it did.",
    statement: true,
    keys: &[
        req(
            "plea",
            Shape::Word(&[
                "self-defence",
                "consent",
                "countermeasure",
                "force-majeure",
                "distress",
                "necessity",
                "treaty-ended",
                "un-charter",
                "other",
            ]),
            "What is pleaded.",
        ),
        req("by", ACTOR_REF, "Who pleads."),
        opt("says", Shape::Text, "What it says, in our words."),
        opt(
            "period",
            Shape::Period,
            "The days for which it excuses, if not the whole of the event.",
        ),
        apart(
            "conditions",
            Shape::Many(&Shape::Fields(&CONDITION, None)),
            "Conditions of the excuse found to be met or not.",
        ),
    ],
    exactly_one: &[],
};

static CONDITION: Fields = Fields {
    name: "condition of an excuse",
    doc: "A condition of an excuse, and whether it was met.",
    statement: true,
    keys: &[
        req(
            "of",
            Shape::Word(&[
                "armed-attack",
                "necessity",
                "proportionality",
                "request",
                "valid-consent",
                "within-consent",
                "prior-breach",
                "demand",
                "reversibility",
                "irresistible",
                "impossible",
                "life-at-risk",
                "no-other-way",
                "no-greater-peril",
                "essential-interest",
                "grave-peril",
                "no-other-interest-impaired",
                "not-own-doing",
            ]),
            "Which condition.",
        ),
        req("met", Shape::Flag, "Whether it was met."),
    ],
    exactly_one: &[],
};
