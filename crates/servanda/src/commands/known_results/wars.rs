//! Which wars began between states that owed each other neutrality or non-aggression.

use super::{Tables, write};
use crate::commands::import::read_tables;
use crate::common::{Shared, fail, width};
use servanda_ask::Force;
use servanda_import::{
    Actors, AtopTables, Attack, EndReading, Facts, StateSystem, actors_of_states,
    agreements_of_atop, atop_members, cow_states, cow_wars, dyadic_wars,
};
use servanda_law::{BoundSpan, Law, ReadingSpec};
use servanda_record::{Lang, Record};
use servanda_time::{Day, Truth};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Which wars began between states that owed each other neutrality or non-aggression.
///
/// For each attack of one state on another that the tables tell of, the ATOP treaties by which the attacker then
/// owed the attacked neutrality or non-aggression: strictly in force, on the recorded day of its end, or after that
/// day but within the term that the treaty states. The day is that of the first battle; where the list of wars has
/// the two at war up to a month earlier, that day too.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Example:
  servanda known-results wars --members atop4_01_member.csv --wars cow_interstate_war_v4.0.csv \\
      --dyads cow_directed_dyadic_war.csv --states cow_states2016.csv -o results")]
pub struct Args {
    #[command(flatten)]
    tables: Tables,
    /// Correlates of War: list of states, for those that the record lacks.
    #[arg(long, value_name = "FILE")]
    states: Option<PathBuf>,
    /// A folder for wars.csv and wars.proofs.txt; without it the table goes to standard output.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
}

const HEADER: [&str; 9] = [
    "war",
    "attacker",
    "attacked",
    "battle",
    "at_war",
    "atopid",
    "owed",
    "on_battle",
    "on_at_war",
];

/// How a treaty stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stood {
    InForce,
    OnRecordedEnd,
    WithinTerm,
    Unknown,
    Not,
}

impl Stood {
    fn word(self) -> &'static str {
        match self {
            Stood::InForce => "in-force",
            Stood::OnRecordedEnd => "recorded-end-day",
            Stood::WithinTerm => "within-stated-term",
            Stood::Unknown => "unknown",
            Stood::Not => "",
        }
    }
}

pub fn run(args: &Args, shared: &Shared) -> Result<(), ExitCode> {
    let lang = shared.lang();
    let mut record = shared.record()?;
    let [members, wars, dyads] = args.tables.read().map_err(fail)?;
    if let Some(path) = &args.states {
        let read = read_tables(std::slice::from_ref(path)).map_err(fail)?;
        let rows = cow_states(read[0].table()).map_err(fail)?;
        let import = actors_of_states(StateSystem::Cow, rows, &Actors::of_record(&record));
        record = laid_over(record, "states.yaml", &import.yaml)?;
    }
    let members_table = members.table();
    let tables = AtopTables {
        members: Some((
            atop_members(members_table).map_err(fail)?,
            members_table.name,
        )),
        ..AtopTables::default()
    };
    let import = agreements_of_atop(tables, &Actors::of_record(&record));
    let record = laid_over(record, "atop.yaml", &import.yaml)?;
    let rejected = import.rejects.len();
    let (wars_table, dyads_table) = (wars.table(), dyads.table());
    let members = atop_members(members_table).map_err(fail)?;
    let wars = cow_wars(wars_table).map_err(fail)?;
    let dyads = dyadic_wars(dyads_table).map_err(fail)?;
    let facts = Facts::new(
        (&members, members_table.name),
        (&wars, wars_table.name),
        (&dyads, dyads_table.name),
    );
    let law = Law::lazy(Arc::new(record));
    let owed = Owed::gather(&law);
    let actors = Actors::of_record(law.record());
    let mut found = Found::default();
    for attack in facts.attacks() {
        found.look(&law, &owed, &actors, &attack, lang)?;
    }
    write(
        args.out.as_deref(),
        "wars",
        &HEADER,
        &found.rows,
        &found.proofs,
    )
    .map_err(fail)?;
    found.tell(lang, rejected);
    Ok(())
}

fn laid_over(record: Record, name: &str, yaml: &str) -> Result<Record, ExitCode> {
    if yaml.is_empty() {
        return Ok(record);
    }
    match Record::load_files(record, [(name, yaml.as_bytes())]) {
        Ok(loaded) => Ok(loaded.record),
        Err(errors) => {
            crate::commands::show(&errors);
            Err(ExitCode::from(crate::commands::BAD_INPUT))
        }
    }
}

/// What ATOP's treaties oblige whom to toward whom.
struct Owed {
    spans: BTreeMap<(u32, u32), Vec<(BoundSpan, &'static str)>>,
    readings: [ReadingSpec; 3],
}

const TOPICS: [&str; 2] = ["neutrality", "non-aggression"];

impl Owed {
    fn gather(law: &Law) -> Owed {
        let topic = |p: &servanda_record::Provision| {
            TOPICS.into_iter().find(|topic| p.topic.as_str() == *topic)
        };
        let wanted = |a: &servanda_record::Agreement, p: &servanda_record::Provision| {
            a.id.as_str().starts_with("atop-") && topic(p).is_some()
        };
        let mut spans: BTreeMap<_, Vec<_>> = BTreeMap::new();
        law.promised_spans(wanted, |span| {
            let provision = &law.record().agreements[span.agreement as usize].provisions
                [span.provision as usize];
            if let (Some(toward), Some(topic)) = (span.toward, topic(provision)) {
                spans
                    .entry((span.bearer, toward))
                    .or_default()
                    .push((span, topic));
            }
        });
        let readings = [
            EndReading::RecordedEndExcluded,
            EndReading::RecordedEnd,
            EndReading::StatedTerm,
        ];
        Owed {
            spans,
            readings: readings
                .map(|r| ReadingSpec::default().choosing("atop-coded-ends", r.option())),
        }
    }

    /// How a span stood on a day.
    fn stood(&self, law: &Law, span: &BoundSpan, day: Day) -> Stood {
        if !span.days.contains(day) {
            return Stood::Not;
        }
        let answers = [0, 1, 2].map(|n| {
            law.under(span.diagram, &self.readings[n])
                .unwrap_or(Truth::Unknown)
        });
        match answers {
            [Truth::Yes, ..] => Stood::InForce,
            [_, Truth::Yes, _] => Stood::OnRecordedEnd,
            [_, _, Truth::Yes] => Stood::WithinTerm,
            [Truth::No, Truth::No, Truth::No] => Stood::Not,
            _ => Stood::Unknown,
        }
    }
}

#[derive(Default)]
struct Found {
    rows: Vec<Vec<String>>,
    proofs: String,
    attacks: u64,
    unknown_states: u64,
    by_word: BTreeMap<&'static str, u64>,
    wars: BTreeSet<i64>,
}

impl Found {
    fn look(
        &mut self,
        law: &Law,
        owed: &Owed,
        actors: &Actors,
        attack: &Attack,
        lang: Lang,
    ) -> Result<(), ExitCode> {
        self.attacks += 1;
        let record = law.record();
        let find = |code| actors.on("cow", code, attack.battle).ok();
        let (Some(by), Some(on)) = (find(attack.by), find(attack.on)) else {
            self.unknown_states += 1;
            return Ok(());
        };
        let place = |id: &str| record.actors.iter().position(|a| a.id.as_str() == id);
        let (Some(x), Some(y)) = (place(by), place(on)) else {
            return Ok(());
        };
        let spans = owed.spans.get(&(x as u32, y as u32)).into_iter().flatten();
        // By treaty: what is owed, and how it stood on both days.
        let mut treaties: BTreeMap<u32, (BTreeSet<&str>, Stood, Stood)> = BTreeMap::new();
        for (span, topic) in spans {
            // The data set's own members only, not who may have succeeded to one.
            let parties = &record.agreements[span.agreement as usize].parties;
            let member = |actor: &str| parties.iter().any(|p| p.actor.as_str() == actor);
            if !(member(by) && member(on)) {
                continue;
            }
            let stood = [attack.battle, attack.day].map(|day| owed.stood(law, span, day));
            if stood == [Stood::Not; 2] {
                continue;
            }
            let of =
                treaties
                    .entry(span.agreement)
                    .or_insert((BTreeSet::new(), Stood::Not, Stood::Not));
            of.0.insert(topic);
            (of.1, of.2) = (of.1.min(stood[0]), of.2.min(stood[1]));
        }
        for (number, (topics, battle, at_war)) in treaties {
            let id = record.agreements[number as usize].id.as_str();
            let topics: Vec<&str> = topics.into_iter().collect();
            *self.by_word.entry(battle.min(at_war).word()).or_default() += 1;
            self.wars.insert(attack.war);
            self.rows.push(vec![
                attack.war.to_string(),
                attack.by.to_string(),
                attack.on.to_string(),
                attack.battle.to_string(),
                attack.day.to_string(),
                id.trim_start_matches("atop-").to_owned(),
                topics.join("+"),
                battle.word().to_owned(),
                at_war.word().to_owned(),
            ]);
            let (who, whom) = (record.label(by, lang), record.label(on, lang));
            // Writing to a string does not fail.
            let _ = match lang {
                Lang::Ja => writeln!(
                    self.proofs,
                    "\n戦争{}：{who}が{whom}を攻撃（{}）、{id}",
                    attack.war, attack.battle
                ),
                _ => writeln!(
                    self.proofs,
                    "\nwar {}: {who} attacked {whom} on {}, {id}",
                    attack.war, attack.battle
                ),
            };
            for leaf in &attack.rests_on {
                let _ = writeln!(self.proofs, "  {}:{}: {}", leaf.table, leaf.line, leaf.says);
            }
            let force = Force {
                agreement: id,
                party: Some(by),
                other: Some(on),
            };
            let days: BTreeSet<Day> = [attack.battle, attack.day].into();
            for day in days {
                let form = (lang, width());
                let proof = servanda_ask::explain_force(law, force, day, form).map_err(fail)?;
                let _ = writeln!(self.proofs, "{proof}");
            }
        }
        Ok(())
    }

    fn tell(&self, lang: Lang, rejected: usize) {
        let (attacks, unknown) = (self.attacks, self.unknown_states);
        let (pairs, wars) = (self.rows.len(), self.wars.len());
        if lang == Lang::Ja {
            eprintln!(
                "攻撃{attacks}件（うち国が不明{unknown}件）、ATOPの不採用行{rejected}、該当{pairs}件（{wars}の戦争）"
            );
        } else {
            eprintln!(
                "{attacks} attacks ({unknown} with a state not in the record), {rejected} rows of ATOP rejected; \
                 {pairs} against a treaty, in {wars} wars"
            );
        }
        for (word, count) in &self.by_word {
            eprintln!("  {word}: {count}");
        }
    }
}
