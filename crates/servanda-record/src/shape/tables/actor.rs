//! Actors and places.

use super::*;
use crate::shape::apart;

pub(crate) static ACTOR: Fields = Fields {
    name: "actor",
    doc: "A legal person, a government, an organisation, an armed force, or a person.",
    statement: true,
    keys: &[
        req("actor", Shape::Id, "Its id."),
        req(
            "kind",
            Shape::Word(&[
                "state",
                "government",
                "organisation",
                "armed-force",
                "non-state",
                "group",
                "person",
            ]),
            "What sort of actor.",
        ),
        req(
            "names",
            Shape::Names,
            "Its names by language; the first of each is the label.",
        ),
        opt("adjectives", Shape::Names, "Adjectives: \"Soviet\" troops."),
        opt(
            "demonyms",
            Shape::Names,
            "The people, which also stands for the state: \"Soviets\".",
        ),
        opt(
            "metonyms",
            Shape::Names,
            "What stands for it: \"Moscow\", \"the Kremlin\".",
        ),
        opt(
            "exists",
            Shape::Period,
            "When it existed (a person: when they lived).",
        ),
        opt("capital", PLACE_REF, "Its capital."),
        opt("of", ACTOR_REF, "Whose force, government or organ it is."),
        opt(
            "codes",
            Shape::Many(&Shape::Fields(&CODE, None)),
            "Its codes in other data sets.",
        ),
        apart(
            "succession",
            Shape::Many(&Shape::Fields(&SUCCESSION, None)),
            "How it follows on other actors.",
        ),
        apart(
            "members",
            Shape::Many(&Shape::Fields(&MEMBER, Some("actor"))),
            "Members, for organisations and groups.",
        ),
        apart(
            "offices",
            Shape::Many(&Shape::Fields(&OFFICE, None)),
            "Offices held, for persons.",
        ),
    ],
    exactly_one: &[],
};

static CODE: Fields = Fields {
    name: "code",
    doc: "A code in another data set.",
    statement: false,
    keys: &[
        opt("cow", Shape::Line, "Correlates of War."),
        opt("gw", Shape::Line, "Gleditsch and Ward."),
        opt("iso3", Shape::Line, "ISO 3166-1 alpha-3."),
        opt("wikidata", Shape::Line, "Wikidata item."),
        opt("cameo", Shape::Line, "CAMEO."),
        opt("ucdp", Shape::Line, "UCDP actor."),
        opt("period", Shape::Period, "When the code is valid."),
    ],
    exactly_one: &[&["cow", "gw", "iso3", "wikidata", "cameo", "ucdp"]],
};

static SUCCESSION: Fields = Fields {
    name: "succession",
    doc: "How an actor follows on another.",
    statement: true,
    keys: &[
        req("from", ACTOR_REF, "The earlier actor."),
        req(
            "how",
            Shape::Word(&[
                "continuator",
                "successor",
                "separation",
                "union",
                "absorption",
                "newly-independent",
                "occupied",
                "restored",
                "incorporated",
            ]),
            "How it follows; `restored` of the state it was before, or of the one that ruled it meanwhile (then it follows on \
             that one in nothing); `incorporated`: became part of the other and was no state until a later link.",
        ),
        opt("on", Shape::Date, "When."),
    ],
    exactly_one: &[],
};

static MEMBER: Fields = Fields {
    name: "member",
    doc: "Membership in an organisation or group; a single value is the member.",
    statement: true,
    keys: &[
        req("actor", ACTOR_REF, "The member."),
        opt("period", Shape::Period, "When."),
    ],
    exactly_one: &[],
};

static OFFICE: Fields = Fields {
    name: "office",
    doc: "An office that a person held.",
    statement: true,
    keys: &[
        req(
            "role",
            Shape::Word(&[
                "head-of-state",
                "head-of-government",
                "president",
                "prime-minister",
                "monarch",
                "leader",
                "foreign-minister",
                "defence-minister",
                "minister",
                "ambassador",
                "envoy",
                "commander",
                "secretary-general",
                "general",
                "other",
            ]),
            "The sort of office.",
        ),
        req("of", ACTOR_REF, "Of which actor."),
        opt("period", Shape::Period, "When."),
        opt("title", Shape::Text, "The office's own title."),
    ],
    exactly_one: &[],
};

pub(crate) static PLACE: Fields = Fields {
    name: "place",
    doc: "A place.",
    statement: true,
    keys: &[
        req("place", Shape::Id, "Its id."),
        req(
            "kind",
            Shape::Word(&[
                "country",
                "region",
                "city",
                "village",
                "island",
                "archipelago",
                "peninsula",
                "cape",
                "sea",
                "strait",
                "river",
                "lake",
                "mountain",
                "canal",
                "building",
                "zone",
            ]),
            "What sort of place.",
        ),
        req(
            "names",
            Shape::Names,
            "Its names by language, former ones with dates.",
        ),
        opt(
            "at",
            Shape::Point,
            "Latitude and longitude of a point in it.",
        ),
        opt("within", PLACES, "The places it lies in."),
        opt(
            "territory-of",
            ACTOR_REF,
            "For a country: whose territory it is.",
        ),
        apart(
            "control",
            Shape::Many(&Shape::Fields(&HOLD, None)),
            "Who held it in fact.",
        ),
        apart(
            "claims",
            Shape::Many(&Shape::Fields(&HOLD, None)),
            "Who says it is theirs.",
        ),
    ],
    exactly_one: &[],
};

static HOLD: Fields = Fields {
    name: "hold",
    doc: "Control of, or claim to, a place over a time.",
    statement: true,
    keys: &[
        req("by", ACTOR_REF, "By whom."),
        opt("period", Shape::Period, "When."),
    ],
    exactly_one: &[],
};
