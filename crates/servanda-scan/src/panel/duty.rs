//! Which provisions make up a column.

use servanda_record::{Duty, Provision, Record};

const DUTIES: [(&str, Duty); 9] = [
    ("must", Duty::Must),
    ("must-not", Duty::MustNot),
    ("may", Duty::May),
    ("guarantees", Duty::Guarantees),
    ("recognises", Duty::Recognises),
    ("declares", Duty::Declares),
    ("renounces", Duty::Renounces),
    ("aims", Duty::Aims),
    ("unmodelled", Duty::Unmodelled),
];

/// A sort of obligation: a topic, a sort of duty, or a topic with one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelDuty {
    /// As written; the name of its columns.
    pub name: String,
    topic: Option<String>,
    duty: Option<Duty>,
}

impl PanelDuty {
    /// Reads `neutrality`, `must-not` or `non-aggression/must-not`. A topic alone takes in
    /// all that is owed, not what is only allowed (`may`) or hoped for (`aims`).
    ///
    /// # Errors
    /// A message if the record has no such topic and there is no such sort of duty.
    pub fn read(text: &str, record: &Record) -> Result<PanelDuty, String> {
        let text = text.trim();
        let duty_of = |word: &str| DUTIES.iter().find(|(w, _)| *w == word).map(|(_, d)| *d);
        let (topic, duty) = match text.split_once('/') {
            Some((topic, word)) => match duty_of(word) {
                Some(duty) => (Some(topic), Some(duty)),
                None => {
                    return Err(format!(
                        "no sort of duty `{word}` in `{text}`; {}",
                        duties()
                    ));
                }
            },
            None => match (record.topic(text), duty_of(text)) {
                (None, Some(duty)) => (None, Some(duty)),
                _ => (Some(text), None),
            },
        };
        if let Some(topic) = topic.filter(|t| record.topic(t).is_none()) {
            let ids: Vec<&str> = record.topics.iter().map(|t| t.id.as_str()).collect();
            return Err(format!(
                "no topic `{topic}` in the record; topics are {}; {}",
                ids.join(", "),
                duties()
            ));
        }
        Ok(PanelDuty {
            name: text.to_owned(),
            topic: topic.map(str::to_owned),
            duty,
        })
    }

    /// Whether a provision is of this sort.
    pub(crate) fn takes(&self, provision: &Provision) -> bool {
        let topic = self
            .topic
            .as_ref()
            .is_none_or(|t| provision.topic.as_str() == t);
        topic
            && match self.duty {
                Some(duty) => provision.duty == duty,
                None => !matches!(provision.duty, Duty::May | Duty::Aims),
            }
    }
}

fn duties() -> String {
    let words: Vec<&str> = DUTIES.iter().map(|(w, _)| *w).collect();
    format!("sorts of duty are {}", words.join(", "))
}
