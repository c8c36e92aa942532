//! Leaves of a proof in words: statements, days, choices, what is missing.

use crate::words::pick;
use serde_json::Value;
use servanda_law::rules::Rule;
use servanda_record::{Lang, Record};
use servanda_time::{Truth, UncertainDate};

/// Longest part of a statement quoted, in characters.
const ROOM: usize = 160;

pub(super) struct Leaf<'p> {
    record: &'p Record,
    proof: &'p Value,
    pub lang: Lang,
}

/// A date as people read it.
pub(super) fn date(text: &str, lang: Lang) -> Option<String> {
    let d = UncertainDate::parse(text).ok()?;
    Some(match lang {
        Lang::En => d.display_en().to_string(),
        Lang::Ja => d.display_ja().to_string(),
    })
}

fn text_of<'v>(v: &'v Value, key: &str) -> &'v str {
    v.get(key).and_then(Value::as_str).unwrap_or("")
}

impl<'p> Leaf<'p> {
    pub fn new(record: &'p Record, proof: &'p Value, lang: Lang) -> Self {
        Self {
            record,
            proof,
            lang,
        }
    }

    /// A diagram's truth under the declared defaults; of statements that conflict the first is the default.
    pub fn truth(&self, mut v: &Value) -> Truth {
        // A diagram is finite; the bound is for data that is not one.
        for _ in 0..1000 {
            match v {
                Value::String(s) if s == "yes" => return Truth::Yes,
                Value::String(s) if s == "no" => return Truth::No,
                Value::Object(m) => {
                    let Some(of) = m.get("of").and_then(Value::as_object) else {
                        return Truth::Unknown;
                    };
                    let id = m.get("choice").and_then(Value::as_str).unwrap_or("");
                    let default = self.record.choice_point(id).map(|c| c.default.as_str());
                    let next = default.and_then(|d| of.get(d)).or_else(|| {
                        if default.is_some() {
                            return None;
                        }
                        of.values().next()
                    });
                    match next {
                        Some(n) => v = n,
                        None => return Truth::Unknown,
                    }
                }
                _ => return Truth::Unknown,
            }
        }
        Truth::Unknown
    }

    /// The statement a leaf rests on.
    pub fn statement(&self, node: &'p Value) -> Option<&'p str> {
        if let Some(s) = node.get("stmt").and_then(Value::as_str) {
            return Some(s);
        }
        // A day is told with how it comes about; what is cited is the statement it is counted from.
        match text_of(node, "kind") {
            "since" => self.stated(node.get("date")?, 0),
            _ => None,
        }
    }

    fn date_node(&self, i: &Value) -> Option<&'p Value> {
        let i = usize::try_from(i.as_u64()?).ok()?;
        self.proof.get("dates")?.as_array()?.get(i)
    }

    /// The statement that gives a date or the first of what it is made of.
    fn stated(&self, i: &Value, depth: usize) -> Option<&'p str> {
        let d = self.date_node(i)?;
        if let Some(s) = d.get("stmt").and_then(Value::as_str) {
            return Some(s);
        }
        if depth > 50 {
            return None;
        }
        let of = d.get("of").or_else(|| d.get("start"))?;
        match of {
            Value::Array(all) => all.iter().find_map(|x| self.stated(x, depth + 1)),
            one => self.stated(one, depth + 1),
        }
    }

    fn name(&self, id: &str) -> String {
        self.record.label(id, self.lang).to_owned()
    }

    /// A rule's conclusion with its arguments put in.
    pub fn conclusion(&self, rule: &Rule, node: &Value, truth: Truth) -> String {
        let (yes, no) = match self.lang {
            Lang::En => (rule.en, rule.en_no),
            Lang::Ja => (rule.ja, rule.ja_no),
        };
        let mut out = match (truth, self.lang) {
            (Truth::Yes, _) => yes.to_owned(),
            (Truth::No, _) => no.to_owned(),
            (Truth::Unknown, Lang::En) => format!("it is unknown whether {yes}"),
            (Truth::Unknown, Lang::Ja) => format!("「{yes}」かは不明である"),
        };
        let args: Vec<(&str, &str)> = node
            .get("args")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|a| a.as_object()?.iter().next())
            .filter_map(|(k, v)| Some((k.as_str(), v.as_str()?)))
            .collect();
        let nth = |kind: &str, n: usize| {
            args.iter()
                .filter(|(k, _)| *k == kind)
                .nth(n)
                .map(|(_, v)| *v)
        };
        for (hole, kind, n) in [
            ("{A}", "agreement", 0),
            ("{X}", "actor", 0),
            ("{Y}", "actor", 1),
            ("{E}", "event", 0),
        ] {
            if out.contains(hole) {
                let other = pick(self.lang, "the other side", "相手方").to_owned();
                let name = nth(kind, n).map_or(other, |id| match (kind, self.lang) {
                    ("agreement" | "event", Lang::En) => format!("“{}”", self.name(id)),
                    ("agreement" | "event", Lang::Ja) => format!("「{}」", self.name(id)),
                    _ => self.name(id),
                });
                out = out.replace(hole, &name);
            }
        }
        out.replace("{P}", nth("article", 0).unwrap_or("–"))
    }

    /// What a leaf says.
    pub fn text(&self, node: &Value, truth: Truth) -> String {
        let ja = self.lang == Lang::Ja;
        match text_of(node, "kind") {
            "fact" => self.fact(text_of(node, "stmt"), truth),
            "since" => {
                let d = node
                    .get("date")
                    .map(|d| self.date(d, 0))
                    .unwrap_or_default();
                match (truth, ja) {
                    (Truth::Yes, false) => format!("{d} had come"),
                    (Truth::No, false) => format!("{d} had not come"),
                    (Truth::Unknown, false) => format!("whether {d} had come is open"),
                    (Truth::Yes, true) => format!("{d}は到来していた"),
                    (Truth::No, true) => format!("{d}は到来していなかった"),
                    (Truth::Unknown, true) => format!("{d}が到来していたかは不明である"),
                }
            }
            "not-after" => {
                let of = |k: &str| node.get(k).map(|d| self.date(d, 0)).unwrap_or_default();
                let (l, r) = (of("left"), of("right"));
                match (truth, ja) {
                    (Truth::Yes, false) => format!("{l} is not after {r}"),
                    (Truth::No, false) => format!("{l} is after {r}"),
                    (Truth::Unknown, false) => format!("it is open whether {l} is after {r}"),
                    (Truth::Yes, true) => format!("{l}は{r}より後ではない"),
                    (Truth::No, true) => format!("{l}は{r}より後である"),
                    (Truth::Unknown, true) => format!("{l}が{r}より後かは不明である"),
                }
            }
            "choice" => self.choice(node, truth),
            "taken" => pick(
                self.lang,
                "of statements in conflict this one is taken",
                "相反する記述のうちこれを採る",
            )
            .to_owned(),
            "missing" => self.missing(node),
            "complete" => {
                let n = node
                    .get("members")
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                match (self.lang, n) {
                    (Lang::En, 1) => "the one such act listed is stated to be the only one".into(),
                    (Lang::En, n) => format!("the {n} such acts listed are stated to be all"),
                    (Lang::Ja, n) => format!("記載の{n}件がすべてであると記されている"),
                }
            }
            "is-a" => {
                let (n, w) = (
                    self.name(text_of(node, "narrow")),
                    self.name(text_of(node, "wide")),
                );
                match (truth, ja) {
                    (Truth::No, false) => format!("{n} is no kind of {w}"),
                    (_, false) => format!("{n} is a kind of {w}"),
                    (Truth::No, true) => format!("{n}は{w}に当たらない"),
                    (_, true) => format!("{n}は{w}に当たる"),
                }
            }
            "looked" => self.looked(node, truth),
            other => other.to_owned(),
        }
    }

    fn fact(&self, id: &str, truth: Truth) -> String {
        let Some(s) = self.record.statement(id) else {
            return match self.lang {
                Lang::En => format!("the record states {id}"),
                Lang::Ja => format!("記録に{id}がある"),
            };
        };
        let label = self.name(s.subject.id());
        let mut what = serde_json::from_str::<Value>(&s.value)
            .map(|v| {
                let says = v.get("says").or_else(|| v.get("names"));
                crate::show::flat(says.unwrap_or(&v), self.lang)
            })
            .unwrap_or_default();
        if what.chars().count() > ROOM {
            what = what.chars().take(ROOM).collect::<String>() + "…";
        }
        let under: Vec<String> = s
            .under
            .0
            .iter()
            .map(|(c, o)| format!("{c} = {o}"))
            .collect();
        let under = under.join(", ");
        match (truth, self.lang) {
            (Truth::No, Lang::En) => {
                format!("that ({what}) is stated only on another reading ({under})")
            }
            (Truth::No, Lang::Ja) => {
                format!("その記述({what})は別の解釈({under})によるものであり")
            }
            (_, Lang::En) => format!("the record states of {label}: {what}"),
            (_, Lang::Ja) => format!("記録は{label}について「{what}」と記す"),
        }
    }

    fn choice(&self, node: &Value, truth: Truth) -> String {
        let id = text_of(node, "choice");
        let says: Vec<String> = node
            .get("options")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|o| {
                self.record
                    .choice_point(id)
                    .and_then(|c| c.options.iter().find(|x| x.id.as_str() == o))
                    .map_or_else(|| o.to_owned(), |x| x.says.get(self.lang).to_owned())
            })
            .collect();
        let says = says.join(pick(self.lang, "; or ", "又は"));
        match (truth == Truth::Yes, self.lang) {
            (true, Lang::En) => format!("the reading taken is: {says} ({id})"),
            (false, Lang::En) => format!("the reading taken is not: {says} ({id})"),
            (true, Lang::Ja) => format!("「{says}」との解釈を採る({id})"),
            (false, Lang::Ja) => format!("「{says}」との解釈を採らない({id})"),
        }
    }

    fn looked(&self, node: &Value, truth: Truth) -> String {
        let what = text_of(node, "what");
        let (en, ja) = match what {
            "bears" => ("the duty is one of this party", "義務を負う当事国である"),
            "owed-to" => ("the duty is owed to the other", "相手方に対する義務である"),
            "attack-fits" => ("the attack is of the kind meant", "想定された攻撃に当たる"),
            "attack-on" => ("there was such an attack", "そのような攻撃があった"),
            "at-place" => (
                "the place is one that the provision speaks of",
                "規定の対象となる場所である",
            ),
            "during-event" => (
                "it was during the event named",
                "所定の出来事の期間中である",
            ),
            "done-to" => ("it was done to the other party", "相手方に対して行われた"),
            "toward-everyone" => ("the duty is owed to all", "すべての者に対する義務である"),
            "organ-of" => (
                "the actor is the state or its organ",
                "行為者は国又はその機関である",
            ),
            "in-office-of" => (
                "the actor held office of the state",
                "行為者は国の職にあった",
            ),
            "no-deadline" => ("no last day is set", "期限の定めがない"),
            "condition-open" => ("the condition is open", "条件は未確定である"),
            _ => (what, what),
        };
        match (truth, self.lang) {
            (Truth::Yes, Lang::En) => en.to_owned(),
            (Truth::No, Lang::En) => format!("it is not so that {en}"),
            (Truth::Unknown, Lang::En) => format!("it is open whether {en}"),
            (Truth::Yes, Lang::Ja) => ja.to_owned(),
            (Truth::No, Lang::Ja) => format!("「{ja}」ではない"),
            (Truth::Unknown, Lang::Ja) => format!("「{ja}」かは不明である"),
        }
    }

    fn missing(&self, node: &Value) -> String {
        let what = node
            .pointer("/missing/what")
            .and_then(Value::as_str)
            .unwrap_or("");
        let about: Vec<String> = node
            .pointer("/missing/about")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|id| self.name(id))
            .collect();
        let about = about.join(", ");
        let (en, ja) = match what {
            "party" => ("whether it was a party", "当事国かどうか"),
            "party-date" => ("when it became a party", "当事国となった日"),
            "state-again" => ("whether it became a state again", "再び国家となったか"),
            "link-time" => ("the day of the succession", "承継の日"),
            "entry-into-force" => ("the entry into force", "発効"),
            "deposits" => ("all deposits", "すべての寄託"),
            "all-notices" => (
                "whether all notices are listed",
                "すべての通告が記載されているか",
            ),
            "all-acts" => (
                "whether all acts are listed",
                "すべての行為が記載されているか",
            ),
            "end-in-conflict" => ("which of the ends stated holds", "記された終了のいずれか"),
            "effect-of-notice" => ("what effect the notice had", "通告の効果"),
            "right-implied" => ("whether a right to withdraw is implied", "脱退権の推認"),
            "choice-point" => ("a reading of the law", "法の解釈"),
            "attack" => ("whether there was such an attack", "そのような攻撃の有無"),
            "unprovoked" => ("whether it was unprovoked", "挑発によらないものか"),
            "unmodelled" => ("what the provision asks in this case", "規定の内容"),
            "open-trigger" => ("whether its condition was met", "要件の充足"),
            "open-exception" => ("whether its exception applied", "例外の適用"),
            "after-hostilities" => ("the end of hostilities", "敵対行為の終了"),
            "target" => ("to whom it was done", "行為の相手"),
            "place" => ("where it was", "場所"),
            "conditions-of-excuse" => ("the conditions of the excuse", "抗弁の要件"),
            "time" => ("when it was", "時期"),
            other => (other, other),
        };
        match self.lang {
            Lang::En => format!("the record does not say {en} ({about})"),
            Lang::Ja => format!("記録は{ja}を示さない({about})"),
        }
    }

    /// A date, with how it comes about.
    fn date(&self, i: &Value, depth: usize) -> String {
        let Some(d) = self.date_node(i) else {
            return String::new();
        };
        let ja = self.lang == Lang::Ja;
        let bounds: Vec<Option<String>> = d
            .get("bounds")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|b| b.as_str().and_then(|b| date(b, self.lang)))
            .collect();
        let shown = match bounds.as_slice() {
            [Some(a), Some(z)] if a == z => a.clone(),
            [Some(a), Some(z)] if ja => format!("{a}から{z}までのある日"),
            [Some(a), Some(z)] => format!("a day between {a} and {z}"),
            [Some(a), None] if ja => format!("{a}以後のある日"),
            [Some(a), None] => format!("a day from {a} on"),
            [None, Some(z)] if ja => format!("{z}以前のある日"),
            [None, Some(z)] => format!("a day up to {z}"),
            _ => pick(self.lang, "a day not stated", "記されていない日").to_owned(),
        };
        if depth > 3 {
            return shown;
        }
        let below = |k: &str| {
            d.get(k)
                .map(|x| self.date(x, depth + 1))
                .unwrap_or_default()
        };
        let how = match text_of(d, "how") {
            "plus" => format!(
                "{} + {}",
                below("of"),
                self.duration(text_of(d, "duration"))
            ),
            "expiry" => match self.lang {
                Lang::En => format!(
                    "end of the term of {} from {}",
                    self.duration(text_of(d, "first")),
                    below("start")
                ),
                Lang::Ja => format!(
                    "{}から{}の期間の末",
                    below("start"),
                    self.duration(text_of(d, "first"))
                ),
            },
            "law" => text_of(d, "article").to_owned(),
            _ => return shown,
        };
        match self.lang {
            Lang::En => format!("{shown} ({how})"),
            Lang::Ja => format!("{shown}({how})"),
        }
    }

    fn duration(&self, iso: &str) -> String {
        servanda_time::Duration::parse(iso).map_or_else(
            |_| iso.to_owned(),
            |d| match self.lang {
                Lang::En => d.display_en().to_string(),
                Lang::Ja => d.display_ja().to_string(),
            },
        )
    }
}
