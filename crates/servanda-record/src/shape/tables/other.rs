//! Sources, choice points, readings, positions, completeness, taxonomy.

use super::*;
use crate::shape::apart;

pub(crate) static SOURCE: Fields = Fields {
    name: "source",
    doc: "What a citation points to.",
    statement: false,
    keys: &[
        req("source", Shape::Id, "Its id."),
        req(
            "kind",
            Shape::Word(&[
                "treaty-series",
                "documents",
                "judgment",
                "award",
                "resolution",
                "depositary-notice",
                "book",
                "article",
                "web",
                "dataset",
                "law",
                "statement",
                "press",
            ]),
            "What sort of source.",
        ),
        req("title", Shape::Line, "Title."),
        opt("author", LINES, "Authors or issuing bodies."),
        opt("editor", LINES, "Editors."),
        opt(
            "in",
            Shape::Line,
            "Journal, series or collection it appeared in.",
        ),
        opt("publisher", Shape::Line, "Publisher."),
        opt("year", Shape::Date, "Year of publication."),
        opt(
            "date",
            Shape::Date,
            "Date of publication, where more than the year is known.",
        ),
        opt("volume", Shape::Line, "Volume, number, pages."),
        opt("url", Shape::Line, "Address."),
        opt("isbn", Shape::Line, "ISBN."),
        opt("doi", Shape::Line, "DOI."),
        opt("lang", Shape::Line, "Language code."),
        opt(
            "covers",
            Shape::Fields(&COVERS, Some("period")),
            "What it claims to cover.",
        ),
        opt("license", Shape::Line, "Licence."),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};

static COVERS: Fields = Fields {
    name: "coverage",
    doc: "What a source claims to cover.",
    statement: false,
    keys: &[opt("period", Shape::Period, "The time it covers.")],
    exactly_one: &[],
};

pub(crate) static CHOICE_POINT: Fields = Fields {
    name: "choice point",
    doc: "A point on which scholars, courts or states differ.",
    statement: true,
    keys: &[
        req("choice-point", Shape::Id, "Its id."),
        req("scope", Shape::Fields(&SCOPE, None), "What it concerns."),
        req("question", Shape::Text, "The question."),
        req(
            "default",
            Shape::Line,
            "The option that holds unless another is chosen.",
        ),
        req(
            "options",
            Shape::Many(&Shape::Fields(&OPTION, None)),
            "The answers; at least two.",
        ),
    ],
    exactly_one: &[],
};

static OPTION: Fields = Fields {
    name: "option",
    doc: "One answer to a choice point.",
    statement: false,
    keys: &[
        req(
            "option",
            Shape::Id,
            "Its id, unique within the choice point.",
        ),
        req("says", Shape::Text, "What it says."),
        apart(
            "held-by",
            Shape::Many(&Shape::Fields(&HOLDER, Some("who"))),
            "Who holds it.",
        ),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};

static HOLDER: Fields = Fields {
    name: "holder",
    doc: "Who holds an option.",
    statement: true,
    keys: &[
        opt(
            "who",
            Shape::Word(&[
                "text",
                "tribunal",
                "scholar",
                "third-state",
                "organisation",
                "dataset",
            ]),
            "Sort of holder.",
        ),
        opt("actor", ACTOR_REF, "A state or organisation of the record."),
        opt("name", Shape::Line, "The scholar's or tribunal's name."),
    ],
    exactly_one: &[&["who", "actor"]],
};

pub(crate) static READING: Fields = Fields {
    name: "reading",
    doc: "A named choice of options; defaults elsewhere.",
    statement: true,
    keys: &[
        req("reading", Shape::Id, "Its id."),
        req("name", Shape::Text, "Its name."),
        req("chooses", Shape::Choices, "The options it chooses."),
    ],
    exactly_one: &[],
};

pub(crate) static POSITION: Fields = Fields {
    name: "position",
    doc: "What a party says in its own cause.",
    statement: true,
    keys: &[
        req("position", Shape::Id, "Its id."),
        req("of", ACTOR_REF, "Whose."),
        req("on", Shape::Fields(&SCOPE, None), "On what."),
        opt("date", Shape::Date, "When it was taken."),
        req("says", Shape::Text, "What it says, in our words."),
        opt("holds", Shape::Choices, "The options it holds."),
        opt("person", ACTORS, "Who stated it."),
    ],
    exactly_one: &[],
};

pub(crate) static COMPLETENESS: Fields = Fields {
    name: "completeness",
    doc: "\"These are all\": the ground on which absence counts as no.",
    statement: true,
    keys: &[
        req("completeness", Shape::Id, "Its id."),
        req(
            "set",
            Shape::Word(&["notices", "acts", "parties", "provisions", "events"]),
            "Which set.",
        ),
        req("of", Shape::Fields(&SCOPE, None), "Of what."),
        opt(
            "period",
            Shape::Period,
            "Over what time; always if left out.",
        ),
        req(
            "members",
            Shape::Many(&Shape::Statement),
            "Ids of the statements that are all; `[]` for none.",
        ),
    ],
    exactly_one: &[],
};

pub(crate) static TAXONOMY: Fields = Fields {
    name: "taxonomy",
    doc: "A vocabulary: `acts` or `topics`.",
    statement: false,
    keys: &[
        req(
            "taxonomy",
            Shape::Word(&["acts", "topics"]),
            "Which vocabulary.",
        ),
        // The terms are checked by the table that goes with the vocabulary.
        req(
            "terms",
            Shape::Many(&Shape::Fields(&ACT_TERM, None)),
            "Its terms.",
        ),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};

pub(crate) static ACT_TERM: Fields = Fields {
    name: "term of the taxonomy of acts",
    doc: "Something that states do.",
    statement: false,
    keys: &[
        req("act", Shape::Id, "Its id."),
        opt("is-a", ACT_REF, "The wider term."),
        req("names", Shape::Text, "Its names."),
        opt(
            "words",
            Shape::Words { languages: true },
            "Base forms of the words by which accounts speak of it.",
        ),
        opt(
            "codes",
            Shape::Words { languages: false },
            "Codes of event data sets.",
        ),
        opt(
            "contrary",
            Shape::Many(&ACT_REF),
            "Acts that go against a duty to do this.",
        ),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};

pub(crate) static TOPIC_TERM: Fields = Fields {
    name: "topic",
    doc: "Something that agreements are about.",
    statement: false,
    keys: &[
        req("topic", Shape::Id, "Its id."),
        req("names", Shape::Text, "Its names."),
        opt(
            "words",
            Shape::Words { languages: true },
            "Base forms of the words by which accounts speak of it.",
        ),
        opt(
            "contrary",
            Shape::Many(&ACT_REF),
            "Acts that go against a guarantee or recognition of this, or a duty that names no acts.",
        ),
        opt(
            "in-war",
            Shape::Word(&["continues"]),
            "`continues`: treaties on this go on in war between the parties (ILC 2011 art. 7).",
        ),
        opt("note", Shape::Line, "Free text."),
    ],
    exactly_one: &[],
};
