//! `servanda in-force`, `bound` and `conduct`: questions to the law.

use crate::common::{Shared, fail, width, write_out};
use clap::ValueEnum;
use serde_json::Value;
use servanda_ask::Force;
use servanda_law::{Answer, Finding, FindingFilter, Flip, Law, ReadingSpec};
use servanda_record::{Lang, Record};
use servanda_report::terminal::fold;
use servanda_time::{Day, Truth};
use std::fmt::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// JSON.
    Json,
}

/// Options of all questions.
#[derive(clap::Args, Clone, Debug)]
pub struct Ask {
    /// The reading: a name, CHOICE=OPTION (may be given more than once), or `all`.
    #[arg(long, value_name = "READING")]
    pub reading: Vec<String>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Add the proof (JSON only; `servanda verify` checks it).
    #[arg(long)]
    pub proof: bool,
}

impl Ask {
    fn all(&self) -> bool {
        self.reading.iter().any(|r| r == "all")
    }

    fn spec(&self, record: &Record) -> Result<ReadingSpec, String> {
        servanda_ask::reading(&self.reading, record)
    }
}

/// Arguments of `in-force`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda in-force ussr-japan-neutrality-1941                 its whole life
  servanda in-force ussr-japan-neutrality-1941 --on 1945-08-09 --party ussr --other japan
  servanda in-force ussr-japan-neutrality-1941 --on 1945-08-09 --reading all
  servanda in-force ussr-japan-neutrality-1941 --on 1945-08-09 --format json --proof")]
pub struct InForceArgs {
    /// The agreement's id.
    agreement: String,
    /// The day.
    #[arg(long, value_name = "DATE", value_parser = servanda_ask::day)]
    on: Option<Day>,
    /// For this party.
    #[arg(long, value_name = "ACTOR")]
    party: Option<String>,
    /// Between the party and this one.
    #[arg(long, value_name = "ACTOR", requires = "party")]
    other: Option<String>,
    #[command(flatten)]
    ask: Ask,
}

/// Arguments of `bound`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda bound ussr --on 1945-08-09 --toward japan")]
pub struct BoundArgs {
    /// Who is bound.
    actor: String,
    /// Toward whom.
    #[arg(long, value_name = "ACTOR")]
    toward: Option<String>,
    /// The day.
    #[arg(long, value_name = "DATE", value_parser = servanda_ask::day)]
    on: Day,
    #[command(flatten)]
    ask: Ask,
}

/// Arguments of `conduct`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  servanda conduct --agreement ussr-japan-neutrality-1941
  servanda conduct --actor ussr --format json --proof")]
pub struct ConductArgs {
    /// Only conduct of this actor.
    #[arg(long)]
    actor: Option<String>,
    /// Only this event.
    #[arg(long)]
    event: Option<String>,
    /// Only under this agreement.
    #[arg(long)]
    agreement: Option<String>,
    /// Only under this article of it.
    #[arg(long, requires = "agreement")]
    article: Option<String>,
    #[command(flatten)]
    ask: Ask,
}

struct Session {
    record: Arc<Record>,
    law: Law,
    spec: ReadingSpec,
    lang: Lang,
}

fn session(ask: &Ask, shared: &Shared) -> Result<Session, ExitCode> {
    let record = Arc::new(shared.record()?);
    let spec = ask.spec(&record).map_err(fail)?;
    let law = Law::lazy(Arc::clone(&record));
    Ok(Session {
        record,
        law,
        spec,
        lang: shared.lang(),
    })
}

impl Session {
    fn date(&self, d: Day) -> String {
        match self.lang {
            Lang::En => d.display_en().to_string(),
            Lang::Ja => d.display_ja().to_string(),
        }
    }

    fn pick(&self, en: &'static str, ja: &'static str) -> &'static str {
        servanda_report::words::pick(self.lang, en, ja)
    }

    fn word(&self, t: Truth) -> &'static str {
        match t {
            Truth::Yes => self.pick("yes", "はい"),
            Truth::No => self.pick("no", "いいえ"),
            Truth::Unknown => self.pick("unknown", "不明"),
        }
    }

    fn truth(&self, a: &Answer) -> Truth {
        a.under(&self.spec).unwrap_or(Truth::Unknown)
    }

    fn flips(&self, a: &Answer) -> Vec<Flip> {
        a.flips_from(&self.spec).unwrap_or_default()
    }

    fn option_says(&self, choice: &str, option: &str) -> String {
        let o = self
            .record
            .choice_point(choice)
            .and_then(|c| c.options.iter().find(|o| o.id.as_str() == option));
        o.map_or_else(|| option.to_owned(), |o| o.says.get(self.lang).to_owned())
    }

    fn write_flips(&self, a: &Answer, out: &mut String) {
        let flips = self.flips(a);
        if flips.is_empty() {
            let text = if a.robust() {
                self.pick(
                    "All recorded readings agree.",
                    "記録されたすべての解釈で同じ。",
                )
            } else {
                self.pick(
                    "No recorded reading gives the opposite.",
                    "反対の答えになる解釈は記録にない。",
                )
            };
            lines(text, 2, out);
            return;
        }
        lines(
            self.pick(
                "Smallest changes of reading that turn the answer:",
                "答えを変える最小の解釈の変更:",
            ),
            2,
            out,
        );
        for f in flips {
            let what: Vec<String> = f
                .changes
                .iter()
                .map(|(c, _, to)| format!("{c} = {to} ({})", self.option_says(c, to)))
                .collect();
            lines(
                &format!("• {} → {}", what.join("; "), self.word(f.gives)),
                4,
                out,
            );
        }
    }

    fn readings_of(&self, a: &Answer, out: &mut String) {
        for r in &self.record.readings {
            if let Ok(t) = a.under(&ReadingSpec::named(r.id.as_str())) {
                lines(
                    &format!("{}: {}  [{}]", r.name.get(self.lang), self.word(t), r.id),
                    4,
                    out,
                );
            }
        }
    }
}

fn lines(text: &str, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    for l in fold(text, width().max(40) - indent) {
        let _ = writeln!(out, "{pad}{l}");
    }
}

fn done(text: &str) -> ExitCode {
    write_out(text, None).map_or_else(fail, |()| ExitCode::SUCCESS)
}

fn pretty(v: &Value) -> String {
    serde_json::to_string_pretty(v).unwrap_or_default() + "\n"
}

/// Runs `in-force`.
pub fn run_in_force(args: &InForceArgs, shared: &Shared) -> ExitCode {
    let s = match session(&args.ask, shared) {
        Ok(s) => s,
        Err(code) => return code,
    };
    match in_force(args, &s) {
        Ok(text) => done(&text),
        Err(code) => code,
    }
}

fn asked(args: &InForceArgs) -> Force<'_> {
    Force {
        agreement: &args.agreement,
        party: args.party.as_deref(),
        other: args.other.as_deref(),
    }
}

fn in_force(args: &InForceArgs, s: &Session) -> Result<String, ExitCode> {
    let Some(on) = args.on else {
        return life(args, s);
    };
    if args.ask.format == Format::Json {
        return servanda_ask::in_force_json(&s.law, asked(args), on, (&s.spec, args.ask.proof))
            .map(|v| pretty(&v))
            .map_err(fail);
    }
    let a = servanda_ask::in_force(&s.law, asked(args), on).map_err(fail)?;
    let label = s.record.label(&args.agreement, s.lang);
    let mut out = String::new();
    let who = [&args.party, &args.other]
        .into_iter()
        .flatten()
        .map(|x| s.record.label(x, s.lang))
        .collect::<Vec<_>>()
        .join(" – ");
    let who = if who.is_empty() {
        String::new()
    } else {
        format!(" ({who})")
    };
    let _ = writeln!(out, "{label}{who}, {}: {}", s.date(on), s.word(s.truth(&a)));
    s.write_flips(&a, &mut out);
    if args.ask.all() {
        lines(
            s.pick("Under each named reading:", "名のある解釈ごとに:"),
            2,
            &mut out,
        );
        s.readings_of(&a, &mut out);
    }
    out.push_str(&stretches(args, s)?);
    sources(s, &a.proof().statements(), &mut out);
    Ok(out)
}

/// The whole life, where no day is asked for.
fn life(args: &InForceArgs, s: &Session) -> Result<String, ExitCode> {
    if args.ask.format == Format::Json {
        return servanda_ask::life_json(&s.law, asked(args), &s.spec)
            .map(|v| pretty(&v))
            .map_err(fail);
    }
    let stretches = stretches(args, s)?;
    let label = s.record.label(&args.agreement, s.lang);
    Ok(format!("{label}\n{stretches}"))
}

fn stretches(args: &InForceArgs, s: &Session) -> Result<String, ExitCode> {
    let mut out = String::new();
    for x in servanda_ask::segments(&s.law, asked(args)).map_err(fail)? {
        let truth = s.law.under(x.diagram, &s.spec).unwrap_or(Truth::Unknown);
        let from = if x.start == Day::MIN {
            "…".to_owned()
        } else {
            s.date(x.start)
        };
        let to = if x.end == Day::MAX {
            "…".to_owned()
        } else {
            s.date(x.end.prev())
        };
        let why: Vec<&str> = x
            .reasons
            .iter()
            .flat_map(|r| &r.statements)
            .map(servanda_record::StatementId::as_str)
            .collect();
        let why = if why.is_empty() {
            String::new()
        } else {
            format!("  ← {}", why.join(", "))
        };
        lines(
            &format!("{from} – {to}: {}{why}", s.word(truth)),
            2,
            &mut out,
        );
    }
    Ok(out)
}

fn sources(s: &Session, statements: &[String], out: &mut String) {
    let mut seen: Vec<String> = Vec::new();
    for id in statements {
        if let Some(x) = s.record.statement(id) {
            for c in s.record.citations(x, s.lang) {
                if !seen.contains(&c) {
                    seen.push(c);
                }
            }
        }
    }
    for c in seen {
        lines(&format!("– {c}"), 2, out);
    }
}

/// Runs `bound`.
pub fn run_bound(args: &BoundArgs, shared: &Shared) -> ExitCode {
    let s = match session(&args.ask, shared) {
        Ok(s) => s,
        Err(code) => return code,
    };
    match bound(args, &s) {
        Ok(text) => done(&text),
        Err(code) => code,
    }
}

fn bound(args: &BoundArgs, s: &Session) -> Result<String, ExitCode> {
    let (actor, toward) = (&args.actor, args.toward.as_deref());
    if args.ask.format == Format::Json {
        let form = (&s.spec, args.ask.proof);
        return servanda_ask::bound_json(&s.law, actor, toward, args.on, form)
            .map(|v| pretty(&v))
            .map_err(fail);
    }
    let found = servanda_ask::bound(&s.law, actor, toward, args.on).map_err(fail)?;
    let mut out = format!(
        "{}, {}\n",
        s.record.label(&args.actor, s.lang),
        s.date(args.on)
    );
    if found.is_empty() {
        lines(
            s.pick(
                "Nothing in the record binds it then.",
                "その日に拘束するものは記録にない。",
            ),
            2,
            &mut out,
        );
    }
    for o in &found {
        let toward = o
            .toward
            .map(|t| format!(" → {}", s.record.label(t.as_str(), s.lang)))
            .unwrap_or_default();
        let answer = o.answer();
        let turn = if answer.robust() { "" } else { " *" };
        lines(
            &format!(
                "{}{turn}  {}, {}{toward}",
                s.word(s.truth(&answer)),
                o.agreement.title.get(s.lang),
                o.provision.article
            ),
            2,
            &mut out,
        );
        lines(o.provision.says.get(s.lang), 8, &mut out);
    }
    if found.iter().any(|o| !o.answer().robust()) {
        lines(s.pick("* depends on a reading: ask with --reading all --format json, or `servanda in-force`.", "* 解釈により異なる。"), 2, &mut out);
    }
    Ok(out)
}

/// Runs `conduct`.
pub fn run_conduct(args: &ConductArgs, shared: &Shared) -> ExitCode {
    let s = match session(&args.ask, shared) {
        Ok(s) => s,
        Err(code) => return code,
    };
    match conduct(args, &s) {
        Ok(text) => done(&text),
        Err(code) => code,
    }
}

fn conduct(args: &ConductArgs, s: &Session) -> Result<String, ExitCode> {
    let filter = FindingFilter {
        actor: args.actor.clone(),
        event: args.event.clone(),
        agreement: args.agreement.clone(),
        article: args.article.clone(),
        ..FindingFilter::default()
    };
    if args.ask.format == Format::Json {
        return servanda_ask::conduct_json(&s.law, &filter, (&s.spec, args.ask.proof))
            .map(|v| pretty(&v))
            .map_err(fail);
    }
    let findings = servanda_ask::conduct(&s.law, &filter).map_err(fail)?;
    let mut out = String::new();
    if findings.is_empty() {
        lines(
            s.pick(
                "No event of the record touches a provision that these words ask for.",
                "該当する事実と規定の組は記録にない。",
            ),
            0,
            &mut out,
        );
    }
    for f in &findings {
        finding(s, f, args.ask.all(), &mut out);
    }
    Ok(out)
}

fn finding(s: &Session, f: &Finding, all: bool, out: &mut String) {
    let outcome = f.under(&s.spec).unwrap_or(f.outcome());
    let when = f.event.when.first().map(|w| {
        if s.lang == Lang::En {
            w.when.display_en().to_string()
        } else {
            w.when.display_ja().to_string()
        }
    });
    let word = match (outcome, s.lang) {
        (o, Lang::En) => o.as_str(),
        (servanda_law::Outcome::Breached, _) => "違反",
        (servanda_law::Outcome::Kept, _) => "遵守",
        (servanda_law::Outcome::NotBound, _) => "拘束なし",
        (servanda_law::Outcome::Excused, _) => "違法性阻却",
        (servanda_law::Outcome::Undetermined, _) => "判定不能",
    };
    lines(
        &format!(
            "{word}: {} ({}) – {}, {}",
            f.event.names.label(s.lang),
            when.unwrap_or_default(),
            f.agreement.title.get(s.lang),
            f.provision.article
        ),
        0,
        out,
    );
    let toward = f
        .toward
        .map(|t| format!(" → {}", s.record.label(t.as_str(), s.lang)))
        .unwrap_or_default();
    lines(
        &format!(
            "{}{toward}: {}",
            s.record.label(f.bearer.as_str(), s.lang),
            f.provision.says.get(s.lang)
        ),
        4,
        out,
    );
    let step = |name: &str, d| {
        format!(
            "{name} {}",
            s.word(s.law.under(d, &s.spec).unwrap_or(Truth::Unknown))
        )
    };
    let steps = [
        step(s.pick("bound", "拘束"), f.bound),
        step(s.pick("matches", "該当"), f.matches),
        step(s.pick("attributable", "帰属"), f.attributable),
        step(s.pick("excused", "阻却"), f.excused),
    ];
    lines(&steps.join(" · "), 4, out);
    let answer = f.answer();
    if !f.robust() {
        s.write_flips(&answer, out);
    }
    if all {
        s.readings_of(&answer, out);
    }
    for p in &f.pleas {
        lines(
            &format!(
                "{} {}: {} {}",
                s.pick("plea of", "抗弁"),
                s.record.label(p.by.as_str(), s.lang),
                p.plea,
                p.says.get(s.lang)
            ),
            4,
            out,
        );
    }
    for p in &f.positions {
        lines(
            &format!(
                "{}: {}",
                s.record.label(p.of.as_str(), s.lang),
                p.says.get(s.lang)
            ),
            4,
            out,
        );
    }
    for a in &f.conflicts_with {
        lines(
            &format!(
                "{} {}",
                s.pick("conflicts with", "抵触する合意:"),
                a.title.get(s.lang)
            ),
            4,
            out,
        );
    }
    out.push('\n');
}
