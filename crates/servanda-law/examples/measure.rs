//! Measures the law engine on made-up agreements: `cargo run --release -p servanda-law --example measure`.
//!
//! 10,000 agreements over 200 actors, three parties each on average, with terms, renewals, notices and
//! provisions; then one agreement whose notice has thirty disputed effects.

use servanda_law::{Law, ReadingSpec};
use servanda_record::Record;
use servanda_time::Day;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

struct Rng(u64);

impl Rng {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

const HEAD: &str = "source: made-up\nkind: statement\ntitle: Made up to measure\n---\ntaxonomy: acts\nterms:\n  - act: use-of-force\n    names: { en: use of force }\n---\nplace: somewhere\nkind: city\nnames: { en: [Somewhere] }\nsource: made-up\n---\ntaxonomy: topics\nterms:\n  - topic: non-aggression\n    names: { en: non-aggression }\n";

fn many() -> String {
    let mut rng = Rng(7);
    let mut text = HEAD.to_string();
    for i in 0..200 {
        let _ = write!(
            text,
            "---\nactor: s{i}\nkind: state\nnames: {{ en: [S{i}] }}\nsource: made-up\n"
        );
    }
    for i in 0..10_000 {
        let first = rng.below(200);
        let parties: Vec<String> = (0..2 + rng.below(3))
            .map(|k| format!("s{}", (first + k * 7) % 200))
            .collect();
        let y = 1850 + rng.below(120);
        let d = 1 + rng.below(28);
        let term = match rng.below(4) {
            0 => {
                "{ for: P5Y, from: entry-into-force, then: renew, renew-for: P5Y, unless-notice: P1Y }"
            }
            1 => "{ for: P10Y, from: entry-into-force, then: end }",
            2 => "{ unlimited: true }",
            _ => "{ for: P20Y, from: entry-into-force, then: indefinite }",
        };
        let _ = write!(
            text,
            "---\nagreement: a{i}\ntitle: {{ en: A{i} }}\nform: treaty\ntopics: [non-aggression]\nparties: [{}]\n\
             signed: {{ on: {y}-01-{d:02}, at: somewhere }}\nentry-into-force: {{ on: {y}-03-{d:02}, by: ratification }}\n\
             term: {term}\nwithdrawal: {{ notice: P6M, counted-from: notice, effect: end-of-notice }}\n",
            parties.join(", ")
        );
        if rng.below(2) == 0 {
            let _ = write!(
                text,
                "acts:\n  - {{ act: notice-of-denunciation, by: {}, on: {}-06-01 }}\n",
                parties[0],
                y + 3 + rng.below(20)
            );
        }
        text.push_str("provisions:\n");
        for p in 1..=2 {
            let _ = writeln!(
                text,
                "  - {{ article: \"{p}\", topic: non-aggression, says: {{ en: No force. }}, duty: must-not, by: each-party, toward: other-parties, act: [use-of-force] }}"
            );
        }
        text.push_str("source: made-up\n");
    }
    text
}

fn disputed() -> String {
    let mut text = HEAD.to_string();
    for i in 0..2 {
        let _ = write!(
            text,
            "---\nactor: s{i}\nkind: state\nnames: {{ en: [S{i}] }}\nsource: made-up\n"
        );
    }
    text.push_str(
        "---\nagreement: a\ntitle: { en: A }\nform: treaty\ntopics: [non-aggression]\nparties: [s0, s1]\n\
         signed: { on: 1950-01-01, at: somewhere }\nentry-into-force: { on: 1950-01-01, by: signature }\n\
         term: { for: P50Y, from: entry-into-force, then: end }\nended:\n",
    );
    for i in 0..30 {
        let _ = writeln!(
            text,
            "  - {{ on: {}-01-01, how: denunciation, under: {{ c{i:02}: ended }} }}",
            1951 + i
        );
    }
    text.push_str("source: made-up\n");
    for i in 0..30 {
        let _ = write!(
            text,
            "---\nchoice-point: c{i:02}\nscope: {{ agreement: a }}\nquestion: {{ en: Ended? }}\ndefault: not\noptions:\n  \
             - {{ option: not, says: {{ en: No. }}, held-by: [{{ who: text }}] }}\n  \
             - {{ option: ended, says: {{ en: Yes. }}, held-by: [{{ actor: s0 }}] }}\nsource: made-up\n"
        );
    }
    text
}

fn load(text: &str) -> Option<Arc<Record>> {
    match Record::load_files(Record::empty(), [("made-up.yaml", text.as_bytes())]) {
        Ok(l) => Some(Arc::new(l.record)),
        Err(e) => {
            for d in e.0.iter().take(5) {
                eprintln!("{}:{}: {}", d.file, d.line, d.message);
            }
            None
        }
    }
}

fn memory(what: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status
        .lines()
        .filter(|l| l.starts_with("VmRSS") || l.starts_with("VmHWM"))
    {
        println!("  {what}: {line}");
    }
}

fn main() {
    let Some(record) = load(&many()) else { return };
    memory("after loading 10,000 agreements");
    let start = Instant::now();
    let law = Law::new(Arc::clone(&record));
    println!("compiled 10,000 agreements in {:?}", start.elapsed());
    memory("after compiling");

    let mut rng = Rng(11);
    let questions: Vec<(String, String, Day)> = (0..20_000)
        .map(|_| {
            let x = rng.below(200);
            let y = (x + 7 * (1 + rng.below(3))) % 200;
            let day = Day::from_ymd(1850 + rng.below(130) as i32, 5, 5).unwrap_or(Day::FIRST);
            (format!("s{x}"), format!("s{y}"), day)
        })
        .collect();
    for (what, toward) in [("between two", true), ("of one toward anyone", false)] {
        let start = Instant::now();
        let mut found = 0;
        for (x, y, day) in &questions {
            found += law
                .bound(x, toward.then_some(y.as_str()), *day)
                .map_or(0, |o| o.len());
        }
        let each = start.elapsed() / questions.len() as u32;
        println!(
            "bound {what}: {each:?} each, {found} obligations in {} questions",
            questions.len()
        );
    }

    let Some(record) = load(&disputed()) else {
        return;
    };
    let start = Instant::now();
    let law = Law::new(Arc::clone(&record));
    println!(
        "compiled one agreement with 30 choice points in {:?}",
        start.elapsed()
    );
    let Some(day) = Day::from_ymd(1990, 1, 1) else {
        return;
    };
    let rounds = 2_000;
    let start = Instant::now();
    for _ in 0..rounds {
        let _ = law
            .in_force("a", Some("s0"), None, day)
            .map(|a| a.diagram());
    }
    let all = start.elapsed() / rounds;
    // The same question where nothing is in dispute.
    let mut plain = (*record).clone();
    plain
        .agreements
        .iter_mut()
        .for_each(|a| a.ended.iter_mut().for_each(|e| e.under.0.clear()));
    plain.choice_points.clear();
    plain.agreements.iter_mut().for_each(|a| {
        let first = a.ended.first().map(|e| e.on.clone());
        a.ended
            .iter_mut()
            .for_each(|e| e.on = first.clone().unwrap_or_else(|| e.on.clone()));
    });
    let one = Law::new(Arc::new(plain));
    let start = Instant::now();
    for _ in 0..rounds {
        let _ = one
            .in_force("a", Some("s0"), None, day)
            .map(|a| a.diagram());
    }
    let single = start.elapsed() / rounds;
    println!(
        "30 choice points: all readings {all:?}, one reading {single:?}, {:.1} times",
        all.as_secs_f64() / single.as_secs_f64()
    );
    let start = Instant::now();
    if let Ok(a) = law.in_force("a", Some("s0"), None, day) {
        println!("flips: {} in {:?}", a.flips().len(), start.elapsed());
        let spec = ReadingSpec::default().choosing("c07", "ended");
        println!("under c07=ended: {:?}", a.under(&spec));
    }
}
