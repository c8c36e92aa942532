//! The rules: each a formula over its premises, with the article it states, in a table that can be
//! read without the code. `docs/law.md` is made of this table.

pub mod acts;
pub(crate) mod change;
pub(crate) mod closure;
pub(crate) mod conduct;
pub(crate) mod ending;
pub(crate) mod entry;
pub(crate) mod notice;
pub(crate) mod obligation;
pub(crate) mod party;
pub(crate) mod plea;
pub(crate) mod succession;
pub(crate) mod suspension;
pub(crate) mod term;
pub(crate) mod treaty;

use serde_json::{Value, json};
use servanda_time::Truth;
use std::sync::OnceLock;

/// How a conclusion follows from its premises, in strong Kleene logic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A constant.
    Const(Truth),
    /// All premises with the label hold; yes if there is none.
    All(String),
    /// Some premise with the label holds; no if there is none.
    Any(String),
    /// Negation.
    Not(Box<Formula>),
    /// Conjunction.
    And(Vec<Formula>),
    /// Disjunction.
    Or(Vec<Formula>),
}

/// One legal rule as data.
#[derive(Debug)]
pub struct Rule {
    /// Id; also the predicate it concludes.
    pub id: &'static str,
    /// The articles it states, or `record` for what only reads the record.
    pub article: &'static str,
    /// `treaty`, `custom`, `both`, `record` or `method`.
    pub basis: &'static str,
    /// The formula: labels, `any(l)`, `all(l)`, `!`, `&`, `|`, `yes`, `no`, parentheses. A bare label is `all`.
    pub when: &'static str,
    /// Premises: label, the set it ranges over, and what each premise concludes.
    pub premises: &'static [(&'static str, &'static str, &'static str)],
    /// The conclusion in English, when it holds.
    pub en: &'static str,
    /// The conclusion in English, when it does not.
    pub en_no: &'static str,
    /// The conclusion in Japanese, when it holds.
    pub ja: &'static str,
    /// The conclusion in Japanese, when it does not.
    pub ja_no: &'static str,
    /// What the law says, in our words.
    pub law: &'static str,
    /// The same in Japanese.
    pub law_ja: &'static str,
    /// On what readings differ: ids of general choice points, or words.
    pub readings: &'static [&'static str],
    /// The case file that tests it.
    pub case: &'static str,
    /// The formula, parsed once.
    pub parsed: OnceLock<Formula>,
}

impl Rule {
    /// The formula.
    pub fn formula(&self) -> &Formula {
        self.parsed
            .get_or_init(|| parse(self.when).unwrap_or(Formula::Const(Truth::Unknown)))
    }
}

macro_rules! rule {
    ($(#[$doc:meta])* $name:ident = $id:literal, $basis:literal, $article:literal; when $when:literal;
     premises $premises:expr; en $en:literal, $en_no:literal; ja $ja:literal, $ja_no:literal;
     law $law:literal, $law_ja:literal; readings $readings:expr; case $case:literal) => {
        $(#[$doc])*
        pub(crate) static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id, article: $article, basis: $basis, when: $when, premises: &$premises,
            en: $en, en_no: $en_no, ja: $ja, ja_no: $ja_no, law: $law, law_ja: $law_ja,
            readings: &$readings, case: $case, parsed: std::sync::OnceLock::new(),
        };
    };
}
pub(crate) use rule;

/// All rules, in the order of the documentation.
pub fn all() -> Vec<&'static Rule> {
    [
        party::RULES,
        entry::RULES,
        term::RULES,
        notice::RULES,
        ending::RULES,
        suspension::RULES,
        treaty::RULES,
        change::RULES,
        closure::RULES,
        succession::RULES,
        obligation::RULES,
        conduct::RULES,
        plea::RULES,
    ]
    .concat()
}

/// The table of rules as canonical JSON, for programs that check proofs.
#[must_use]
pub fn table() -> Value {
    let rules: Vec<Value> = all()
        .into_iter()
        .map(|r| {
            let premises: Vec<Value> =
                r.premises.iter().map(|(l, d, t)| json!({"conclude": t, "label": l, "over": d})).collect();
            json!({
                "article": r.article, "basis": r.basis, "case": r.case, "en": r.en, "en-no": r.en_no, "id": r.id,
                "ja": r.ja, "ja-no": r.ja_no, "law": {"en": r.law, "ja": r.law_ja}, "premises": premises,
                "readings": r.readings, "when": r.when,
            })
        })
        .collect();
    let lists = |all: &[(&str, &[&str])]| -> Value {
        all.iter()
            .map(|(of, words)| ((*of).to_string(), json!(words)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let on_acts: Vec<Value> = treaty::ACT_RULES
        .iter()
        .map(|r| json!({"acts": r.acts, "gives": r.gives, "rule": r.rule.id, "tests": r.tests}))
        .collect();
    json!({
        "acts": on_acts, "barred": lists(acts::BARRED), "conditions": lists(plea::CONDITIONS),
        "grounds": lists(acts::GROUNDS), "never": lists(plea::NEVER),
        "rules": rules, "schema": "servanda-rules/1",
    })
}

/// The table of rules for readers: `docs/law.md`.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from(INTRODUCTION);
    for r in all() {
        out.push_str(&format!("\n## {}\n\n", r.id));
        out.push_str(&format!("*{}* · basis: {}\n\n", r.article, r.basis));
        out.push_str(&format!("{}\n\n{}\n\n", r.law, r.law_ja));
        out.push_str(&format!("**Concludes**: {} / {}。\n\n", r.en, r.ja));
        out.push_str(&format!("**When**: `{}`\n\n", r.when));
        for (label, over, concludes) in r.premises {
            out.push_str(&format!(
                "- `{label}`: {over} → {}\n",
                concludes.replace('|', ", ")
            ));
        }
        if !r.readings.is_empty() {
            out.push_str(&format!(
                "\n**Readings differ on**: {}\n",
                r.readings.join("; ")
            ));
        }
        out.push_str(&format!(
            "\n**Tested by**: [cases/{0}.md](../cases/{0}.md)\n",
            r.case
        ));
    }
    out
}

const INTRODUCTION: &str = "# The law, rule by rule

This page is made from the table of rules in `crates/servanda-law/src/rules`; a test keeps the two the same
(`SERVANDA_WRITE=1 cargo test -p servanda-law --test documents` writes it). Each rule states the article it rests on,
what the law says in our words, what it concludes, and how: a formula in strong Kleene logic over its premises, day by
day and reading by reading. A label stands for all premises with it; `any(label)` asks for one of them; a label without
premises is yes under `all` and no under `any`. After the label stands over what the premises range and what concludes
them.

Words used below: A an agreement, X and Y actors, P a provision, E an event; `fact` a statement under its options;
`since` the day asked about is the date or later; `not-after` one date is not later than another; `missing` nothing is
stated: unknown; `complete` a completeness statement that stands; `choice` an option chosen; `taken` one of several
statements that conflict; `looked` a relation looked up in the record; `is-a` one act falls under another.

**What is presumed.** Absence counts as no only where a completeness statement closes the set. There is one
presumption, `within-stated-life`: inside the life an agreement states for itself (a term, or up to a recorded end) it is
taken that what is out of the ordinary is recorded: ends and suspensions, what revokes, resumes, revives or extends, provisional
application, that a party joined later (one without a day of its own is an original one), effect given from before the
signature, and what the text says of its term and of leaving it. It gives way where a list
said to be complete lacks a member. What is presumed only decides what is unknown without it and changes no definite
answer. Taking a statement away therefore never turns yes into no or no into yes, unless it is of one of these kinds and no
list names it: what is presumed absent cannot be told from what was taken away. A law compiled without the presumption
(`none`) knows no such exception; one with the going on of every agreement presumed (`general`) goes further the same way.
Under all three, an excuse must be shown by who pleads it, and an act is a state's own only by a recorded link: what is not
recorded of these is taken as not so. Random records test all this. What takes something away between two (a reservation, an objection, a suspension of one article, an invocation, an
amendment) counts only if recorded, under every presumption.

**In what capacity a rule applies.** The basis of a rule says whether it can apply as a treaty, as custom, or both;
`Law::capacity` says in which of them it does between two states on a day: as a treaty only where the instrument was in
force for both when their agreement was signed (VCLT art. 4), otherwise as custom or, before its text was settled or on a
reading that denies it to be custom, as the doctrine of its time.

**Powers are powers.** Breach, impossibility and changed circumstances (arts 60–62), and error, fraud, corruption and want of
competence (46–50), do nothing by themselves: an act `invocation` must be recorded, its ground shown (by the option under
which it is good, by breaches it rests on, or by a settlement), not lost (45), and not objected to in three months (65).
Coercion and conflict with a peremptory norm (51–53) need no notice, but must be shown.

**What is not modelled.** What a reservation that modifies, and does not exclude, leaves of an article (unknown); acceptance
of reservations by organs (20(3)); that one who joins after an amendment becomes a party to the treaty as amended
(40(5): record it as a party to the amending agreement); whether a breach on which a ground rests was excused; the limits of
what a suspension under art. 60(2)(c) allows each party; the weighing of proportion, necessity and peril (recorded as
conditions met or not, never computed); countermeasures by third states (ILC 2001 art. 54); the taking of orders by lent
organs (art. 6); acts in the absence of authority (art. 9) beyond what attributions record; good faith and abuse of rights
(VCLT art. 26); interpretation (31–33) beyond options; conflicts of duties under two treaties (30(4)(b)) are shown side by
side and not resolved. A provision that the format cannot express is `unmodelled`, is counted by `record stats`, and
evaluates to unknown.
";

/// Reads a formula; `None` if it is not one.
#[must_use]
pub fn parse(text: &str) -> Option<Formula> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || c == '-' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            tokens.push(c.to_string());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    let mut at = 0;
    let f = parse_or(&tokens, &mut at)?;
    (at == tokens.len()).then_some(f)
}

fn parse_or(t: &[String], at: &mut usize) -> Option<Formula> {
    let mut parts = vec![parse_and(t, at)?];
    while t.get(*at).is_some_and(|x| x == "|") {
        *at += 1;
        parts.push(parse_and(t, at)?);
    }
    if parts.len() == 1 {
        parts.pop()
    } else {
        Some(Formula::Or(parts))
    }
}

fn parse_and(t: &[String], at: &mut usize) -> Option<Formula> {
    let mut parts = vec![parse_one(t, at)?];
    while t.get(*at).is_some_and(|x| x == "&") {
        *at += 1;
        parts.push(parse_one(t, at)?);
    }
    if parts.len() == 1 {
        parts.pop()
    } else {
        Some(Formula::And(parts))
    }
}

fn parse_one(t: &[String], at: &mut usize) -> Option<Formula> {
    let word = t.get(*at)?;
    *at += 1;
    match word.as_str() {
        "!" => Some(Formula::Not(Box::new(parse_one(t, at)?))),
        "(" => {
            let f = parse_or(t, at)?;
            (t.get(*at)? == ")").then(|| *at += 1)?;
            Some(f)
        }
        "yes" => Some(Formula::Const(Truth::Yes)),
        "no" => Some(Formula::Const(Truth::No)),
        "any" | "all" if t.get(*at).is_some_and(|x| x == "(") => {
            let label = t.get(*at + 1)?.clone();
            (t.get(*at + 2)? == ")").then(|| *at += 3)?;
            Some(if word == "any" {
                Formula::Any(label)
            } else {
                Formula::All(label)
            })
        }
        w if w.starts_with(char::is_alphabetic) => Some(Formula::All(w.to_string())),
        _ => None,
    }
}
