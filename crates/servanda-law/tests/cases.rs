//! Runs `cases/*.md`: each a text for people that holds a record (```yaml) and questions with their answers (```ask).
//!
//! A question is one line:
//!
//! ```text
//! in-force AGREEMENT [PARTY [OTHER]] on DAY [under READING…] = yes | no | unknown
//! bound AGREEMENT ARTICLE BEARER [TOWARD] on DAY [under …] = …
//! conduct EVENT AGREEMENT ARTICLE BEARER [TOWARD] [under …] = breached | kept | not-bound | excused | undetermined
//! interim AGREEMENT SIGNATORY on DAY [under …] = yes | no | unknown
//! capacity RULE AGREEMENT ACTOR OTHER on DAY [under …] = treaty | custom | doctrine | method
//! overdue AGREEMENT ARTICLE BEARER on DAY [under …] = yes | no | unknown
//! step STEP EVENT AGREEMENT ARTICLE BEARER [TOWARD] [under …] = yes | no | unknown
//! flips QUESTION = choice=option[+choice=option], … | none
//! robust QUESTION = yes | no
//! ```
//!
//! A reading is `choice=option` or the id of a reading. `-` stands for no actor. `not-yet QUESTION = …` gives the
//! right answer where the engine is known to give another: it fails as soon as the engine is right, so that the
//! mark comes off.

use servanda_law::conduct::Step;
use servanda_law::{Answer, Finding, FindingFilter, Flip, Law, Overdue, ReadingSpec};
use servanda_record::{Lang, Record};
use servanda_time::Day;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn blocks<'t>(text: &'t str, kind: &str) -> Vec<(usize, &'t str)> {
    let open = format!("```{kind}");
    let mut out = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let end = at + line.len();
        match start {
            None if line.trim_end() == open => start = Some((n + 2, end)),
            Some((first, from)) if line.trim_end() == "```" => {
                out.push((first, &text[from..at]));
                start = None;
            }
            _ => {}
        }
        at = end;
    }
    out
}

fn base() -> Record {
    let files: Vec<(&str, Vec<u8>)> = [
        ("taxonomy.yaml", "record/taxonomy.yaml"),
        ("topics.yaml", "record/topics.yaml"),
        ("common.yaml", "cases/common.yaml"),
    ]
    .into_iter()
    .map(|(n, p)| (n, std::fs::read(root().join(p)).expect(p)))
    .collect();
    load(
        Record::empty(),
        &files
            .iter()
            .map(|(n, b)| (*n, b.as_slice()))
            .collect::<Vec<_>>(),
        "base",
    )
}

fn load(base: Record, files: &[(&str, &[u8])], what: &str) -> Record {
    match Record::load_files(base, files.iter().copied()) {
        Ok(l) => l.record,
        Err(e) => {
            let all: Vec<String> =
                e.0.iter()
                    .map(|d| format!("{}:{}: {} | {}", d.file, d.line, d.message, d.excerpt))
                    .collect();
            panic!("{what} does not load:\n{}", all.join("\n"))
        }
    }
}

struct Question<'q> {
    words: Vec<&'q str>,
    day: Option<Day>,
    reading: ReadingSpec,
}

impl<'q> Question<'q> {
    fn read(text: &'q str, law: &Law) -> Result<Question<'q>, String> {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let mut reading = ReadingSpec::default();
        if let Some(i) = words.iter().position(|w| *w == "under") {
            for w in words.drain(i..).skip(1) {
                match w.split_once('=') {
                    Some((c, o)) => reading = reading.choosing(c, o),
                    None if law.record().reading(w).is_some() => reading.named.push(w.into()),
                    None => return Err(format!("no reading {w}")),
                }
            }
        }
        let mut day = None;
        if let Some(i) = words.iter().position(|w| *w == "on") {
            let rest: Vec<&str> = words.drain(i..).collect();
            let text = rest.get(1).ok_or("no day")?;
            day = Some(Day::parse(text).map_err(|e| e.to_string())?);
        }
        Ok(Question {
            words,
            day,
            reading,
        })
    }

    fn word(&self, i: usize) -> Option<&'q str> {
        self.words.get(i).copied().filter(|w| *w != "-")
    }

    fn need(&self, i: usize) -> Result<&'q str, String> {
        self.word(i)
            .ok_or_else(|| format!("word {i} of {:?} is missing", self.words))
    }

    fn answer<'l>(&self, law: &'l Law) -> Result<Answer<'l>, String> {
        let err = |e: servanda_law::LawError| e.to_string();
        match self.need(0)? {
            "in-force" => {
                let day = self.day.ok_or("no day")?;
                law.in_force(self.need(1)?, self.word(2), self.word(3), day)
                    .map_err(err)
            }
            "bound" => {
                let day = self.day.ok_or("no day")?;
                law.is_bound(
                    self.need(1)?,
                    self.need(2)?,
                    self.need(3)?,
                    self.word(4),
                    day,
                )
                .map_err(err)
            }
            "interim" => {
                let day = self.day.ok_or("no day")?;
                law.interim(self.need(1)?, self.need(2)?, day).map_err(err)
            }
            "overdue" => {
                let all = law
                    .overdue(Some(self.need(1)?), self.day.ok_or("no day")?)
                    .map_err(err)?;
                let fit = |o: &Overdue<'_>| {
                    Some(o.provision.article.as_str()) == self.word(2)
                        && Some(o.bearer.as_str()) == self.word(3)
                };
                all.iter()
                    .find(|o| fit(o))
                    .map(Overdue::answer)
                    .ok_or("not overdue".to_string())
            }
            "conduct" => Ok(self.finding(law, 1)?.answer()),
            "step" => {
                let step = match self.need(1)? {
                    "bound" => Step::Bound,
                    "matches" => Step::Matches,
                    "attributable" => Step::Attributable,
                    "excused" => Step::Excused,
                    "breach" => Step::Breach,
                    "wrongful" => Step::Wrongful,
                    "in-time" => Step::InTime,
                    other => return Err(format!("no step {other}")),
                };
                Ok(self.finding(law, 2)?.step(step))
            }
            other => Err(format!("no question {other}")),
        }
    }

    fn finding<'l>(&self, law: &'l Law, at: usize) -> Result<Finding<'l>, String> {
        let filter = FindingFilter {
            event: Some(self.need(at)?.into()),
            agreement: Some(self.need(at + 1)?.into()),
            article: Some(self.need(at + 2)?.into()),
            actor: Some(self.need(at + 3)?.into()),
            ..FindingFilter::default()
        };
        let toward = self.word(at + 4);
        let all = law.conduct(&filter).map_err(|e| e.to_string())?;
        let mut fit = all
            .into_iter()
            .filter(|f| toward.is_none() || f.toward.map(|y| y.as_str()) == toward);
        fit.next().ok_or_else(|| "no such finding".to_string())
    }

    /// The list of what binds says the same as the question about one provision.
    fn check_list(&self, law: &Law, answer: &Answer<'_>) -> Result<(), String> {
        let day = self.day.ok_or("no day")?;
        let all = law
            .bound(self.need(3)?, self.word(4), day)
            .map_err(|e| e.to_string())?;
        let fit = |o: &&servanda_law::Obligation<'_>| {
            Some(o.agreement.id.as_str()) == self.word(1)
                && Some(o.provision.article.as_str()) == self.word(2)
        };
        let listed = all
            .iter()
            .find(fit)
            .map_or(servanda_law::Diagram::NO, |o| o.diagram);
        if listed == answer.diagram() {
            Ok(())
        } else {
            Err(format!(
                "listed as {listed:?}, answered {:?}",
                answer.diagram()
            ))
        }
    }

    fn ask(&self, law: &Law) -> Result<String, String> {
        if self.words.first() == Some(&"capacity") {
            let day = self.day.ok_or("no day")?;
            let two = (self.need(3)?, self.need(4)?);
            return law
                .capacity(self.need(1)?, self.need(2)?, two, day, &self.reading)
                .map(|c| c.as_str().to_string())
                .map_err(|e| e.to_string());
        }
        if self.words.first() == Some(&"conduct") {
            let finding = match self.finding(law, 1) {
                Ok(f) => f,
                Err(e) if e == "no such finding" => return Ok("none".into()),
                Err(e) => return Err(e),
            };
            // The proof of every step is derived too: it must agree with the finding.
            for step in [
                Step::Bound,
                Step::Matches,
                Step::Attributable,
                Step::Excused,
                Step::Breach,
                Step::Wrongful,
                Step::InTime,
            ] {
                check_proof(law, &finding.step(step))?;
            }
            return finding
                .under(&self.reading)
                .map(|o| o.to_string())
                .map_err(|e| e.to_string());
        }
        let answer = match self.answer(law) {
            Err(e) if e == "not overdue" => return Ok("no".into()),
            other => other?,
        };
        check_proof(law, &answer)?;
        if self.words.first() == Some(&"bound") {
            self.check_list(law, &answer)?;
        }
        answer
            .under(&self.reading)
            .map(|t| t.to_string())
            .map_err(|e| e.to_string())
    }
}

/// The proof's conclusion is the answer, and the same twice.
fn check_proof(law: &Law, answer: &Answer<'_>) -> Result<(), String> {
    let proof = answer.proof();
    for lang in [Lang::En, Lang::Ja] {
        let words = proof
            .explain(law, lang, &ReadingSpec::default())
            .map_err(|e| e.to_string())?;
        // Nothing of the templates is left over, and every line says something.
        let blank = words
            .lines()
            .any(|l| l.trim().trim_start_matches('-').trim().is_empty());
        if words.contains('{') || blank {
            return Err(format!("told badly:\n{words}"));
        }
    }
    if proof.json()["answer"]["readings"] != answer.readings_json() {
        return Err(format!(
            "proof concludes {}, answer is {}",
            proof.json()["answer"],
            answer.readings_json()
        ));
    }
    if proof.canonical() != answer.proof().canonical() {
        return Err("proof differs on second derivation".into());
    }
    Ok(())
}

fn flips_text(flips: &[Flip]) -> String {
    if flips.is_empty() {
        return "none".into();
    }
    let one = |f: &Flip| {
        f.changes
            .iter()
            .map(|(c, _, o)| format!("{c}={o}"))
            .collect::<Vec<_>>()
            .join("+")
    };
    flips.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn run(line: &str, law: &Law) -> Result<(), String> {
    let (question, expected) = line.split_once(" = ").ok_or("no ` = `")?;
    let expected = expected.split('#').next().unwrap_or("").trim();
    let got = if let Some(rest) = question.trim().strip_prefix("flips ") {
        let q = Question::read(rest, law)?;
        flips_text(
            &q.answer(law)?
                .flips_from(&q.reading)
                .map_err(|e| e.to_string())?,
        )
    } else if let Some(rest) = question.trim().strip_prefix("robust ") {
        let q = Question::read(rest, law)?;
        if q.answer(law)?.robust() { "yes" } else { "no" }.to_string()
    } else {
        Question::read(question, law)?.ask(law)?
    };
    if got == expected {
        Ok(())
    } else {
        Err(format!("got {got}"))
    }
}

#[test]
fn all_cases() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join("cases"))
        .expect("cases")
        .map(|f| f.expect("entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"))
        .collect();
    files.sort();
    let only = std::env::var("CASE").ok();
    let base = base();
    let (mut failed, mut asked, mut wrong) = (Vec::new(), 0, 0);
    for path in files {
        let name = path
            .file_stem()
            .map(|s| s.to_string_lossy().to_string())
            .unwrap_or_default();
        if only.as_ref().is_some_and(|o| *o != name) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("case");
        let record: String = blocks(&text, "yaml")
            .iter()
            .map(|b| b.1)
            .collect::<Vec<_>>()
            .join("\n---\n");
        let law = Law::new(Arc::new(load(
            base.clone(),
            &[("case.yaml", record.as_bytes())],
            &name,
        )));
        let mut any = false;
        for (first, block) in blocks(&text, "ask") {
            for (i, line) in block.lines().enumerate() {
                if line.trim().is_empty() || line.trim().starts_with('#') {
                    continue;
                }
                any = true;
                asked += 1;
                let (line, known) = match line.trim().strip_prefix("not-yet ") {
                    Some(rest) => (rest, true),
                    None => (line, false),
                };
                let problem = match (run(line, &law), known) {
                    (Err(e), true) if e.starts_with("got ") => {
                        wrong += 1;
                        continue;
                    }
                    (Ok(()), true) => "right now: take the mark `not-yet` off".to_string(),
                    (Err(e), _) => e,
                    (Ok(()), false) => continue,
                };
                failed.push(format!("{name}.md:{}: {line}\n    {problem}", first + i));
            }
        }
        assert!(any, "{name} asks nothing");
    }
    assert!(
        failed.is_empty(),
        "{} of {asked} questions failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(asked > 0);
    eprintln!("{asked} questions answered, {wrong} of them known to be wrong");
}

/// Every rule names a case that exists.
#[test]
fn every_rule_has_a_case() {
    for rule in servanda_law::rules::all() {
        let path = root().join("cases").join(format!("{}.md", rule.case));
        assert!(
            path.exists(),
            "rule {} names case {}, which is not there",
            rule.id,
            rule.case
        );
    }
}

/// Every formula reads, and uses only labels its table of premises knows.
#[test]
fn every_formula_reads() {
    use servanda_law::rules::Formula;
    fn labels(f: &Formula, out: &mut Vec<String>) {
        match f {
            Formula::Const(_) => {}
            Formula::All(l) | Formula::Any(l) => out.push(l.clone()),
            Formula::Not(x) => labels(x, out),
            Formula::And(xs) | Formula::Or(xs) => xs.iter().for_each(|x| labels(x, out)),
        }
    }
    for rule in servanda_law::rules::all() {
        let f = servanda_law::rules::parse(rule.when)
            .unwrap_or_else(|| panic!("{}: {}", rule.id, rule.when));
        let mut used = Vec::new();
        labels(&f, &mut used);
        let mut known: Vec<String> = rule.premises.iter().map(|p| p.0.to_string()).collect();
        used.sort();
        used.dedup();
        known.sort();
        assert_eq!(used, known, "{}", rule.id);
    }
}
