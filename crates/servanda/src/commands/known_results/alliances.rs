//! Whether allies did in war what they owed.

use super::{Ends, Tables, write};
use crate::commands::import::read_tables;
use servanda_import::{
    Agreement, Class, Compared, EndReading, Facts, Ground, Performance, PerformanceStep,
    atop_members, compare, cow_wars, dyadic_wars, performance_cases,
};
use servanda_record::Lang;
use std::fmt::Write;
use std::path::PathBuf;

/// Whether allies did in war what they owed, beside what others have coded.
///
/// For each case (war, ATOP treaty, state at war) the answer is worked out from ATOP's obligations and from who
/// fought whom, on which side and when; the coding is only laid beside it. Undetermined: the tables do not say,
/// mostly because a duty was conditional and the conditions are not stated.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Example:
  servanda known-results alliances --members atop4_01_member.csv --wars cow_interstate_war_v4.0.csv \\
      --dyads cow_directed_dyadic_war.csv --cases leeds_anac_2005_performance.csv -o results")]
pub struct Args {
    #[command(flatten)]
    tables: Tables,
    /// The cases and their coding: a table with the columns war, atopid, ccode1 and the coding.
    #[arg(long, value_name = "FILE")]
    cases: PathBuf,
    /// The column with the coding, 1 if what was owed was done.
    #[arg(long, value_name = "COLUMN", default_value = "honor3")]
    coding: String,
    /// What the recorded day of an end means.
    #[arg(long, value_enum, default_value = "recorded-end")]
    ends: Ends,
    /// A folder for alliances.csv and alliances.proofs.txt; without it the table goes to standard output.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(args: &Args, lang: Lang) -> Result<(), String> {
    let told = |e: servanda_import::ImportError| e.to_string();
    let [members, wars, dyads] = args.tables.read()?;
    let read = read_tables(std::slice::from_ref(&args.cases))?;
    let cases = performance_cases(read[0].table(), &args.coding).map_err(told)?;
    let (m, w, d) = (members.table(), wars.table(), dyads.table());
    let (members, wars) = (atop_members(m).map_err(told)?, cow_wars(w).map_err(told)?);
    let dyads = dyadic_wars(d).map_err(told)?;
    for reject in [
        &members.rejects,
        &wars.rejects,
        &dyads.rejects,
        &cases.rejects,
    ]
    .into_iter()
    .flatten()
    {
        eprintln!("{reject}");
    }
    let facts = Facts::new((&members, m.name), (&wars, w.name), (&dyads, d.name));
    let reading = EndReading::from(args.ends);
    let (all, agreement) = compare(&facts, &cases, reading);
    let rows: Vec<Vec<String>> = all.iter().map(|c| row(c, lang)).collect();
    let mut proofs = String::new();
    for compared in &all {
        prove(&mut proofs, compared, lang);
    }
    write(args.out.as_deref(), "alliances", &HEADER, &rows, &proofs)?;
    let mut text = String::new();
    summary(&mut text, &all, agreement, lang);
    for other in EndReading::ALL {
        let (_, a) = compare(&facts, &cases, other);
        let line = (other.option(), a.determined(), 100.0 * a.share(), a.kappa());
        let _ = match lang {
            Lang::Ja => writeln!(
                text,
                "  {}：確定{}、一致{:.1}%、κ {:.3}",
                line.0, line.1, line.2, line.3
            ),
            _ => writeln!(
                text,
                "  {:<22} {} determined, {:.1} % agree, kappa {:.3}",
                line.0, line.1, line.2, line.3
            ),
        };
    }
    for c in all.iter().filter(|c| c.class.is_some()) {
        prove(&mut text, c, lang);
    }
    eprint!("{text}");
    Ok(())
}

const HEADER: [&str; 12] = [
    "war",
    "war_found",
    "atopid",
    "ccode1",
    "coded",
    "found",
    "recorded_end",
    "recorded_end_excluded",
    "stated_term",
    "agrees",
    "class",
    "because",
];

fn row(c: &Compared, lang: Lang) -> Vec<String> {
    let coded = c.case.coded;
    let agrees = match (coded, c.found.value) {
        (_, Performance::Undetermined) | (None, _) => String::new(),
        (Some(_), _) => u8::from(c.class.is_none()).to_string(),
    };
    let mut row = vec![
        c.case.war.to_string(),
        c.found.war.map_or_else(String::new, |w| w.to_string()),
        c.case.treaty.to_string(),
        c.case.state.to_string(),
        coded.map_or_else(String::new, |coded| u8::from(coded).to_string()),
        c.found.value.to_string(),
    ];
    row.extend(c.by_reading.iter().map(ToString::to_string));
    row.push(agrees);
    row.push(c.class.map_or_else(String::new, |class| class.to_string()));
    let decided = c.found.steps.iter().filter(|s| s.value == c.found.value);
    let because: Vec<String> = decided.map(|s| because(s, c.case.state, lang)).collect();
    row.push(because.join("; "));
    row
}

fn value(v: Performance, lang: Lang) -> &'static str {
    match (v, lang) {
        (Performance::Kept, Lang::Ja) => "履行",
        (Performance::Broken, Lang::Ja) => "不履行",
        (Performance::Undetermined, Lang::Ja) => "不明",
        (Performance::Kept, _) => "kept",
        (Performance::Broken, _) => "broken",
        (Performance::Undetermined, _) => "undetermined",
    }
}

fn class(c: Class, lang: Lang) -> &'static str {
    match (c, lang) {
        (Class::Data, Lang::Ja) => "日付（データ）",
        (Class::MissingFact, Lang::Ja) => "表にない事実",
        (Class::Rule, Lang::Ja) => "規則の違い",
        (Class::Data, _) => "data: the recorded end",
        (Class::MissingFact, _) => "missing fact",
        (Class::Rule, _) => "rule",
    }
}

/// Why a step is what it is, in words.
fn because(s: &PerformanceStep, state: i64, lang: Lang) -> String {
    let (member, owed, on) = (s.member, &s.owed, s.on);
    if lang == Lang::Ja {
        let why = match s.ground {
            Ground::Attacked => format!("{on}に{state}を攻撃した"),
            Ground::NoAttack => format!("{state}への攻撃は記録されていない"),
            Ground::Helped => format!("{state}の側で参戦した"),
            Ground::NoHelp => format!("{on}以降、{state}の側で参戦しなかった"),
            Ground::Conditional => {
                format!("{state}の側で参戦しなかったが、義務は条件付きで条件は不明")
            }
        };
        return format!("{member}（{owed}）：{why}");
    }
    let why = match s.ground {
        Ground::Attacked => format!("attacked {state} on {on}"),
        Ground::NoAttack => format!("is not listed as having attacked {state}"),
        Ground::Helped => format!("took part on the side of {state}"),
        Ground::NoHelp => format!("did not take part on the side of {state} from {on}"),
        Ground::Conditional => format!(
            "did not take part on the side of {state}, but owed it on conditions that are not stated"
        ),
    };
    format!("{member} ({owed}) {why}")
}

/// A case with all that its answer rests on.
fn prove(out: &mut String, c: &Compared, lang: Lang) {
    let (war, treaty, state) = (c.case.war, c.case.treaty, c.case.state);
    let found = value(c.found.value, lang);
    let coded = match c.case.coded {
        Some(true) => value(Performance::Kept, lang),
        Some(false) => value(Performance::Broken, lang),
        None => "-",
    };
    let class = c.class.map(|k| class(k, lang)).unwrap_or_default();
    // Writing to a string does not fail.
    let _ = match lang {
        Lang::Ja => writeln!(
            out,
            "\n戦争{war}、ATOP {treaty}、{state}に対する義務：{found}（コーディング：{coded}）{class}"
        ),
        _ => writeln!(
            out,
            "\nwar {war}, ATOP {treaty}, owed to {state}: {found} (coded {coded}) {class}"
        ),
    };
    if let Some(other) = c.found.war.filter(|w| *w != war) {
        let _ = match lang {
            Lang::Ja => writeln!(
                out,
                "  {state}は戦争{war}に参加していない。番号の最も近い参加した戦争：{other}"
            ),
            _ => writeln!(
                out,
                "  {state} is not in war {war}; the nearest in number that it was in is {other}"
            ),
        };
    }
    if c.found.steps.is_empty() {
        let _ = match lang {
            Lang::Ja => writeln!(out, "  表の範囲では、適用される義務がなかった"),
            _ => writeln!(
                out,
                "  nothing owed by the others is called upon by what the tables say"
            ),
        };
    }
    for step in &c.found.steps {
        let what = because(step, state, lang);
        let _ = writeln!(out, "  {}: {what}", value(step.value, lang));
        for leaf in &step.rests_on {
            let _ = writeln!(out, "      {}:{}: {}", leaf.table, leaf.line, leaf.says);
        }
    }
}

fn summary(out: &mut String, all: &[Compared], a: Agreement, lang: Lang) {
    let undetermined = a.undetermined_kept + a.undetermined_broken;
    let of = |class: Class| all.iter().filter(|c| c.class == Some(class)).count();
    let (data, fact, rule) = (of(Class::Data), of(Class::MissingFact), of(Class::Rule));
    let _ = match lang {
        Lang::Ja => writeln!(
            out,
            "{}件：確定{}、不明{undetermined}（コーディング上は履行{}、不履行{}）\n\
             履行と判定：履行とコード{}、不履行とコード{}\n不履行と判定：履行とコード{}、不履行とコード{}\n\
             確定分の一致{:.1}%、Cohenのκ {:.3}（すべて「履行」とすれば全体の{:.1}%）\n\
             不一致：日付{data}、表にない事実{fact}、規則{rule}\n読み方ごと：",
            all.len(),
            a.determined(),
            a.undetermined_kept,
            a.undetermined_broken,
            a.kept,
            a.only_found_kept,
            a.only_coded_kept,
            a.broken,
            100.0 * a.share(),
            a.kappa(),
            100.0 * a.always_kept()
        ),
        _ => writeln!(
            out,
            "{} cases: {} determined, {undetermined} undetermined (coded kept {}, broken {})\n\
             found kept:   coded kept {}, coded broken {}\nfound broken: coded kept {}, coded broken {}\n\
             {:.1} % of the determined agree, Cohen's kappa {:.3} (\"always kept\" agrees in {:.1} % of all)\n\
             disagreements: data {data}, missing fact {fact}, rule {rule}\nby reading of the recorded ends:",
            all.len(),
            a.determined(),
            a.undetermined_kept,
            a.undetermined_broken,
            a.kept,
            a.only_found_kept,
            a.only_coded_kept,
            a.broken,
            100.0 * a.share(),
            a.kappa(),
            100.0 * a.always_kept()
        ),
    };
}
