//! Finding things of a record, and writing them for people.

use crate::finish::subject;
use crate::model::*;
use crate::shape::Kind;

impl Record {
    /// The label of whatever has that id, in `lang` or, failing that, in English; the id itself if there is
    /// nothing of that id. Where kinds share an id, the order is actor, place, agreement, event, choice
    /// point, reading, act, topic.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        let found = None
            .or_else(|| self.actor(id).map(|x| x.names.label(lang)))
            .or_else(|| self.place(id).map(|x| x.names.label(lang)))
            .or_else(|| self.agreement(id).map(|x| x.title.get(lang)))
            .or_else(|| self.event(id).map(|x| x.names.label(lang)))
            .or_else(|| self.choice_point(id).map(|x| x.question.get(lang)))
            .or_else(|| self.reading(id).map(|x| x.name.get(lang)))
            .or_else(|| self.act(id).map(|x| x.names.get(lang)))
            .or_else(|| self.topic(id).map(|x| x.names.get(lang)));
        found.filter(|label| !label.is_empty()).unwrap_or(id)
    }

    /// The statements about something, in the order of their ids.
    ///
    /// ```
    /// use servanda_record::{Kind, Record};
    /// assert_eq!(Record::empty().statements_of(Kind::Actor, "ussr").count(), 0);
    /// ```
    pub fn statements_of<'a>(
        &'a self,
        kind: Kind,
        id: &'a str,
    ) -> impl Iterator<Item = &'a Statement> + use<'a> {
        // Ids of statements begin with that of their subject and `/`, and are sorted as bytes.
        let prefix = format!("{id}/");
        let from = self
            .statements
            .partition_point(|s| s.id.as_str() < prefix.as_str());
        let begins = move |s: &&Statement| s.id.as_str().starts_with(&prefix);
        let rest = self.statements.get(from..).unwrap_or(&[]);
        rest.iter()
            .take_while(begins)
            .filter(move |s| subject(&s.subject) == (kind, id))
    }

    /// A citation in short: author or title, locator, address.
    ///
    /// `locale` decides only the punctuation between the parts; sources keep their own titles.
    #[must_use]
    pub fn cite(&self, citation: &Citation, locale: Lang) -> String {
        let comma = match locale {
            Lang::En => ", ",
            Lang::Ja => "、",
        };
        let Some(source) = self.source(citation.source.as_str()) else {
            return join(&[citation.source.as_str(), &citation.locator], comma);
        };
        let mut who = source.author.join("; ");
        if who.is_empty() {
            who = source.editor.join("; ");
        }
        let year = source
            .date
            .as_ref()
            .map(|d| d.to_string())
            .unwrap_or_default();
        let mut text = join(&[&who, &source.title, &year, &citation.locator], comma);
        if let Some(url) = &source.url {
            text.push_str(&format!(" <{url}>"));
        }
        text
    }

    /// All citations of a statement in short.
    #[must_use]
    pub fn citations(&self, statement: &Statement, locale: Lang) -> Vec<String> {
        statement
            .citations
            .iter()
            .map(|c| self.cite(c, locale))
            .collect()
    }
}

fn join(parts: &[&str], comma: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join(comma)
}

/// The kind and id of a subject.
impl Subject {
    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        subject(self).0
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        subject(self).1
    }
}
