//! Agreements.

use super::*;
use crate::shape::apart;

pub(crate) static AGREEMENT: Fields = Fields {
    name: "agreement",
    doc: "Anything states promised in writing, whatever it is called.",
    statement: true,
    keys: &[
        req("agreement", Shape::Id, "Its id."),
        req("title", Shape::Text, "Its title."),
        opt(
            "names",
            Shape::Names,
            "Other titles, nicknames, translations.",
        ),
        req(
            "form",
            Shape::Word(&[
                "treaty",
                "convention",
                "charter",
                "protocol",
                "declaration",
                "memorandum",
                "communique",
                "exchange-of-notes",
                "armistice",
                "surrender",
                "resolution",
                "agreement",
            ]),
            "What it is called by sort.",
        ),
        opt("topics", Shape::Many(&TOPIC_REF), "What it is about."),
        apart(
            "parties",
            Shape::Many(&Shape::Fields(&PARTY, Some("actor"))),
            "Its parties.",
        ),
        apart(
            "non-parties",
            Shape::Many(&Shape::Fields(&NON_PARTY, Some("actor"))),
            "States expressly not parties.",
        ),
        apart(
            "signed",
            Shape::Many(&Shape::Fields(&SIGNED, Some("on"))),
            "Signature.",
        ),
        opt(
            "binding",
            Shape::Fields(&BINDING, Some("form")),
            "Whether it binds: a choice point, or the plain word `treaty`.",
        ),
        apart(
            "entry-into-force",
            Shape::Many(&Shape::Fields(&ENTRY, Some("on"))),
            "Entry into force.",
        ),
        opt(
            "counting",
            Shape::Word(&["day-of", "day-after"]),
            "How the text counts its periods: to the same day of a later month or year, or to the day after it.",
        ),
        apart(
            "provisional",
            Shape::Many(&Shape::Fields(&PROVISIONAL, Some("on"))),
            "Provisional application.",
        ),
        apart(
            "term",
            Shape::Many(&Shape::Fields(&TERM, None)),
            "How long, as the text says.",
        ),
        apart(
            "withdrawal",
            Shape::Many(&Shape::Fields(&WITHDRAWAL, Some("text"))),
            "Unilateral ending as the text has it.",
        ),
        apart(
            "acts",
            Shape::Many(&Shape::Fields(&ACT, None)),
            "What was done to the agreement.",
        ),
        apart(
            "ended",
            Shape::Many(&Shape::Fields(&ENDED, None)),
            "Last day in force as recorded.",
        ),
        apart(
            "relations",
            Shape::Many(&Shape::Fields(&RELATION, None)),
            "Relations to other agreements.",
        ),
        apart(
            "registered",
            Shape::Fields(&REGISTERED, None),
            "Registration.",
        ),
        opt(
            "languages",
            Shape::Fields(&LANGUAGES, None),
            "Languages of the text.",
        ),
        apart(
            "provisions",
            Shape::Many(&Shape::Fields(&PROVISION, None)),
            "What it says.",
        ),
    ],
    exactly_one: &[],
};

static PARTY: Fields = Fields {
    name: "party",
    doc: "A party; a single value is the actor.",
    statement: true,
    keys: &[
        req("actor", ACTOR_REF, "Which actor."),
        opt(
            "by",
            Shape::Word(&[
                "signature",
                "ratification",
                "accession",
                "succession",
                "acceptance",
                "approval",
                "adherence",
                "invitation",
                "continuation",
                "membership",
            ]),
            "How it consented.",
        ),
        opt(
            "signed",
            Shape::Date,
            "When it signed, if not with the others.",
        ),
        opt("from", Shape::DateOrOpen, "First day bound."),
        opt("until", Shape::DateOrOpen, "Last day bound."),
    ],
    exactly_one: &[],
};

static NON_PARTY: Fields = Fields {
    name: "non-party",
    doc: "A state that is expressly not a party; a single value is the actor.",
    statement: true,
    keys: &[
        req("actor", ACTOR_REF, "Which actor."),
        opt(
            "period",
            Shape::Period,
            "Over what time; throughout if left out.",
        ),
    ],
    exactly_one: &[],
};

static SIGNED: Fields = Fields {
    name: "signature",
    doc: "Signature; a single value is the date.",
    statement: true,
    keys: &[
        req("on", Shape::Date, "When."),
        opt("at", PLACES, "Where."),
        opt("by", ACTORS, "Persons (or actors) who signed."),
    ],
    exactly_one: &[],
};

static BINDING: Fields = Fields {
    name: "binding",
    doc: "Whether it binds at all.",
    statement: false,
    keys: &[
        opt(
            "form",
            Shape::Word(&["treaty"]),
            "`treaty`: it binds, and nobody says otherwise.",
        ),
        opt(
            "choice",
            Shape::Ref(&[Kind::ChoicePoint]),
            "The choice point that decides it.",
        ),
        opt("when", LINES, "The options on which it binds."),
    ],
    exactly_one: &[&["form", "choice"]],
};

static ENTRY: Fields = Fields {
    name: "entry into force",
    doc: "Entry into force; a single value is the first day in force.",
    statement: true,
    keys: &[
        opt("on", Shape::Date, "First day in force."),
        opt(
            "by",
            Shape::Word(&[
                "signature",
                "ratification",
                "exchange-of-ratifications",
                "deposit",
                "nth-deposit",
                "exchange-of-notes",
                "notification",
                "fixed-date",
                "event",
                "adoption",
                "proclamation",
            ]),
            "What brought it into force.",
        ),
        opt(
            "needs",
            Shape::Fields(&NEEDS, None),
            "The condition the text states.",
        ),
        opt("never", Shape::Flag, "`true`: it never entered into force."),
        opt(
            "retroactive",
            Shape::Flag,
            "`true`: given effect from a day before it was signed.",
        ),
    ],
    exactly_one: &[],
};

static NEEDS: Fields = Fields {
    name: "needs",
    doc: "Condition of entry into force.",
    statement: false,
    keys: &[
        opt("deposits", Shape::Count, "How many deposits."),
        opt("of", ACTORS, "Of which actors, among them."),
        opt("delay", Shape::Duration, "Delay after the last."),
    ],
    exactly_one: &[],
};

static PROVISIONAL: Fields = Fields {
    name: "provisional application",
    doc: "Provisional application; a single value is its first day.",
    statement: true,
    keys: &[
        req("on", Shape::Date, "First day."),
        opt("until", Shape::DateOrOpen, "Last day."),
    ],
    exactly_one: &[],
};

static TERM: Fields = Fields {
    name: "term",
    doc: "How long it is to last, as the text says.",
    statement: true,
    keys: &[
        opt("for", Shape::Duration, "So long."),
        opt("until", Shape::DateOrOpen, "Up to and including that day."),
        opt("until-event", EVENT_REF, "Until an event."),
        opt(
            "unlimited",
            Shape::Flag,
            "`true`: without limit, expressly.",
        ),
        opt(
            "from",
            Shape::WordOr(&["entry-into-force", "signature"], &Shape::Date),
            "From when it is counted.",
        ),
        opt(
            "then",
            Shape::Word(&["end", "renew", "indefinite"]),
            "What follows when it runs out.",
        ),
        opt(
            "renew-for",
            Shape::Duration,
            "Length of each renewal; as the first term if left out.",
        ),
        opt(
            "times",
            Shape::Count,
            "How often it may renew; again and again if left out.",
        ),
        opt(
            "unless-notice",
            Shape::Duration,
            "Notice this long before expiry prevents renewal.",
        ),
    ],
    exactly_one: &[&["for", "until", "until-event", "unlimited"]],
};

static WITHDRAWAL: Fields = Fields {
    name: "withdrawal",
    doc: "A way of ending it that the text allows one side; a single word says that the text is silent or forbids it.",
    statement: true,
    keys: &[
        opt(
            "text",
            Shape::Word(&["silent", "excluded"]),
            "The text says nothing, or forbids it.",
        ),
        opt(
            "notice",
            Shape::Duration,
            "From notice to effect; P0D = at once.",
        ),
        opt(
            "counted-from",
            Shape::Word(&["notice", "receipt", "deposit"]),
            "From when the notice runs.",
        ),
        opt(
            "not-before",
            Shape::Duration,
            "Not before this long after entry into force.",
        ),
        opt(
            "effect",
            Shape::Word(&["end-of-notice", "end-of-term", "fixed-date"]),
            "When it takes effect.",
        ),
        opt("grounds", Shape::Line, "Grounds the text asks for."),
        opt(
            "ends-for",
            Shape::Word(&["own", "all"]),
            "Whether it ends the part of the one who gives notice, or the treaty for all; its own if left out.",
        ),
    ],
    exactly_one: &[&["text", "notice"]],
};

static ACT: Fields = Fields {
    name: "act",
    doc: "Something done to the agreement.",
    statement: true,
    keys: &[
        req(
            "act",
            Shape::Word(&[
                "signature",
                "ratification",
                "acceptance",
                "approval",
                "accession",
                "succession",
                "deposit",
                "exchange-of-ratifications",
                "entry-into-force",
                "provisional-application",
                "reservation",
                "objection",
                "amendment",
                "protocol",
                "extension",
                "renewal",
                "notice-of-denunciation",
                "notice-of-withdrawal",
                "notice-of-non-renewal",
                "notice-revoked",
                "repudiation",
                "declaration-of-nullity",
                "suspension",
                "resumption",
                "withdrawal",
                "termination",
                "mutual-termination",
                "supersession",
                "expiry",
                "registration",
                "refusal-to-ratify",
                "announcement",
                "reservation-withdrawn",
                "objection-withdrawn",
                "notice-extended",
                "invocation",
                "acquiescence",
                "settlement",
                "revival",
            ]),
            "What was done.",
        ),
        opt(
            "ground",
            Shape::Word(&[
                "competence",
                "restriction",
                "error",
                "fraud",
                "corruption",
                "coercion-of-representative",
                "coercion-by-force",
                "peremptory-norm",
                "new-peremptory-norm",
                "material-breach",
                "impossibility",
                "changed-circumstances",
            ]),
            "The ground invoked (VCLT arts 46–53, 60–62, 64); `under` are the options on which it is good.",
        ),
        opt(
            "seeks",
            Shape::Word(&["termination", "suspension", "invalidity"]),
            "What is invoked for; termination if left out.",
        ),
        opt(
            "rests-on",
            Shape::Many(&EVENT_REF),
            "The breaches on which a ground rests.",
        ),
        opt(
            "urgent",
            Shape::Flag,
            "`true`: a case of special urgency, without the three months (VCLT art. 65(2)).",
        ),
        opt(
            "separable",
            Shape::Flag,
            "`true`: the articles named can be parted from the rest (VCLT art. 44(3)).",
        ),
        opt(
            "effect",
            Shape::Word(&["excludes", "modifies"]),
            "What a reservation does to the articles named; it excludes them if left out.",
        ),
        opt(
            "precludes",
            Shape::Flag,
            "`true`: an objection that keeps the treaty from entering into force between the two (VCLT art. 20(4)(b)).",
        ),
        opt("by", ACTORS, "By whom; all parties if left out."),
        opt("person", ACTORS, "The person who did it."),
        opt("to", ACTORS, "To whom."),
        opt("on", Shape::Date, "When."),
        opt(
            "until",
            Shape::DateOrOpen,
            "Until when (suspension, provisional application, reservation, revival, notice extended).",
        ),
        opt(
            "effect-on",
            Shape::Date,
            "When it took, or was to take, effect.",
        ),
        opt("at", PLACES, "Where."),
        opt("concerns", LINES, "Which articles."),
        opt("says", Shape::Text, "What it said, in our words."),
    ],
    exactly_one: &[],
};

static ENDED: Fields = Fields {
    name: "end",
    doc: "The last day in force as recorded.",
    statement: true,
    keys: &[
        req("on", Shape::Date, "Last day in force."),
        req(
            "how",
            Shape::Word(&[
                "expiry",
                "denunciation",
                "withdrawal",
                "mutual-consent",
                "supersession",
                "event",
                "absorption",
                "disuse",
                "repudiation",
            ]),
            "How it ended.",
        ),
        opt("for", ACTORS, "For whom only, if not for all."),
    ],
    exactly_one: &[],
};

static RELATION: Fields = Fields {
    name: "relation",
    doc: "Relation to another agreement.",
    statement: true,
    keys: &[
        req("to", AGREEMENT_REF, "The other."),
        req(
            "kind",
            Shape::Word(&[
                "protocol-to",
                "amends",
                "supersedes",
                "extends",
                "implements",
                "reaffirms",
                "secret-annex-to",
                "parallel-to",
                "conflicts-with",
            ]),
            "How it relates.",
        ),
        opt(
            "articles",
            LINES,
            "The articles of the other that it amends or replaces, between those bound by both.",
        ),
        opt(
            "binds-all",
            Shape::Flag,
            "`true`: the text lets the amendment bind all parties once in force.",
        ),
    ],
    exactly_one: &[],
};

static REGISTERED: Fields = Fields {
    name: "registration",
    doc: "Registration with a treaty series.",
    statement: true,
    keys: &[
        opt("number", Shape::Line, "Number."),
        opt("series", Shape::Line, "Series and volume."),
        opt("on", Shape::Date, "When."),
    ],
    exactly_one: &[],
};

static LANGUAGES: Fields = Fields {
    name: "languages",
    doc: "Languages of the text.",
    statement: false,
    keys: &[opt(
        "authentic",
        LINES,
        "Language codes of the authentic texts.",
    )],
    exactly_one: &[],
};

static PROVISION: Fields = Fields {
    name: "provision",
    doc: "One thing the agreement says.",
    statement: true,
    keys: &[
        req("article", Shape::Line, "Article or paragraph."),
        req("topic", TOPIC_REF, "What it is about."),
        req("says", Shape::Text, "Our own paraphrase."),
        req(
            "duty",
            Shape::Word(&[
                "must",
                "must-not",
                "may",
                "guarantees",
                "recognises",
                "declares",
                "renounces",
                "aims",
                "unmodelled",
            ]),
            "What sort of duty.",
        ),
        opt(
            "by",
            Shape::Many(&Shape::WordOr(&["each-party"], &ACTOR_REF)),
            "Who is bound; each party if left out.",
        ),
        opt(
            "toward",
            Shape::Many(&Shape::WordOr(&["other-parties", "everyone"], &ACTOR_REF)),
            "Toward whom; the other parties if left out.",
        ),
        opt("act", Shape::Many(&ACT_REF), "Acts required or forbidden."),
        opt(
            "essential",
            Shape::Flag,
            "`true`: essential to the object or purpose of the treaty (VCLT art. 60(3)(b)).",
        ),
        opt(
            "about",
            Shape::Many(&ANYTHING),
            "Places, actors, agreements or events it concerns.",
        ),
        opt(
            "when",
            Shape::Fields(&TRIGGER, None),
            "What brings it into play.",
        ),
        opt(
            "unless",
            Shape::Many(&Shape::Fields(&EXCEPTION, Some("exception"))),
            "Exceptions.",
        ),
        opt(
            "within",
            Shape::Fields(&DEADLINE, None),
            "Until when it is to be done.",
        ),
        opt(
            "condition",
            Shape::Fields(&CONDITION, None),
            "Not due until this is so.",
        ),
        opt(
            "in-exchange-for",
            Shape::Line,
            "Another article, given in exchange.",
        ),
        opt("period", Shape::Period, "Its own period."),
        opt(
            "survives",
            Shape::Flag,
            "`true`: goes on binding after the agreement has ended.",
        ),
        opt(
            "terms",
            Shape::Many(&Shape::Fields(&STATED_TERM, None)),
            "Numbers and particulars the text states.",
        ),
    ],
    exactly_one: &[],
};

static TRIGGER: Fields = Fields {
    name: "trigger",
    doc: "What brings a duty into play.",
    statement: false,
    keys: &[
        opt(
            "attacked",
            Shape::Many(&Shape::WordOr(
                &["other-party", "each-party"],
                &Shape::Ref(&[Kind::Actor, Kind::Place]),
            )),
            "Who (or which place) is attacked.",
        ),
        opt(
            "by",
            Shape::Many(&Shape::WordOr(
                &["third-state", "other-party", "each-party"],
                &ACTOR_REF,
            )),
            "By whom; by anyone if left out.",
        ),
        opt(
            "unprovoked",
            Shape::Flag,
            "`true`: only if without provocation.",
        ),
        opt("at", PLACE_REF, "Only in this place."),
        opt("during", EVENT_REF, "Only during this event."),
        opt("event", EVENT_REF, "An event of the record."),
        OPEN,
    ],
    exactly_one: &[&["attacked", "event", "open"]],
};

static EXCEPTION: Fields = Fields {
    name: "exception",
    doc: "An exception to a duty.",
    statement: false,
    keys: &[
        opt(
            "exception",
            Shape::Word(&[
                "self-defence",
                "consent",
                "un-authorised",
                "charter",
                "attack-with-nuclear-state",
                "necessity",
                "other",
            ]),
            "A named exception.",
        ),
        OPEN,
    ],
    exactly_one: &[&["exception", "open"]],
};

static DEADLINE: Fields = Fields {
    name: "deadline",
    doc: "Until when a duty is to be done.",
    statement: false,
    keys: &[
        opt("on", Shape::Date, "That day, itself included."),
        opt("for", Shape::Duration, "So long."),
        opt(
            "after",
            Shape::WordOr(&["entry-into-force"], &EVENT_REF),
            "With `for`: after an event, or after entry into force (if left out).",
        ),
    ],
    exactly_one: &[&["on", "for"]],
};

static CONDITION: Fields = Fields {
    name: "condition",
    doc: "Condition precedent: not due until it is so.",
    statement: false,
    keys: &[
        opt("event", EVENT_REF, "An event has happened."),
        opt(
            "agreement",
            Shape::InForce,
            "An agreement is in force: `ID in force`.",
        ),
        OPEN,
    ],
    exactly_one: &[&["event", "agreement", "open"]],
};

static STATED_TERM: Fields = Fields {
    name: "stated term",
    doc: "A number or particular the text states.",
    statement: false,
    keys: &[
        req("of", Shape::Line, "What: lease, army, range …"),
        req("count", Shape::Amount, "How many."),
        opt("unit", Shape::Line, "Unit, singular."),
        opt("about", Shape::Many(&ANYTHING), "Of what."),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};
