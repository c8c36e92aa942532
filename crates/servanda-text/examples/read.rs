//! Shows what reading makes of a text: `cargo run --example read -- [--json] [--record DIR] [--date EDTF] FILE…`

use servanda_record::Record;
use servanda_text::{Lexicon, Options, Reading, read};

fn main() {
    let mut json = false;
    let mut record = "record".to_owned();
    let mut files = Vec::new();
    let mut date = None;
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--json" => json = true,
            "--date" => {
                date = args
                    .next()
                    .and_then(|d| servanda_time::UncertainDate::parse(&d).ok())
            }
            "--record" => record = args.next().unwrap_or_default(),
            _ => files.push(a),
        }
    }
    let start = std::time::Instant::now();
    let record = match Record::load_dir(&[std::path::PathBuf::from(&record)]) {
        Ok(loaded) => loaded.record,
        Err(d) => {
            eprintln!("{record}: {d}");
            std::process::exit(2);
        }
    };
    let loaded = start.elapsed();
    let lexicon = Lexicon::new(&record);
    eprintln!(
        "record {:?}, lexicon of {} names {:?}",
        loaded,
        lexicon.len(),
        start.elapsed() - loaded
    );
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else {
            eprintln!("{file}: cannot be read");
            continue;
        };
        let start = std::time::Instant::now();
        match read(
            &bytes,
            &Options {
                date: date.clone(),
                ..Options::default()
            },
            &lexicon,
        ) {
            Ok(r) if json => println!("{}", as_json(&r)),
            Ok(r) => show(&r),
            Err(e) => eprintln!("{file}: {e}"),
        }
        eprintln!("{file}: {} bytes in {:?}", bytes.len(), start.elapsed());
    }
}

fn as_json(r: &Reading) -> String {
    let mut points = vec![0; r.document.text.len() + 1];
    let mut n = 0;
    for (i, c) in r.document.text.char_indices() {
        points[i] = n;
        n += 1;
        points[i + c.len_utf8()] = n;
    }
    let at = |b: usize| points.get(b).copied().unwrap_or(n);
    let claims: Vec<serde_json::Value> = r
        .claims
        .iter()
        .map(|c| {
            serde_json::json!({
                "start": at(c.range.start),
                "end": at(c.range.end),
                "quote": r.document.text.get(c.range.clone()).unwrap_or(""),
                "kind": format!("{:?}", c.kind).to_lowercase(),
                "verdict": if c.not_checked.is_some() { "not-checked" } else { "not-in-record" },
            })
        })
        .collect();
    serde_json::json!({ "claims": claims }).to_string()
}

fn show(r: &Reading) {
    let text = |r2: &std::ops::Range<usize>| {
        r.document
            .text
            .get(r2.clone())
            .unwrap_or("")
            .replace('\n', " ")
    };
    println!(
        "{:?} {:?} {:?}",
        r.document.lang,
        r.document.date.as_ref().map(|d| d.edtf()),
        r.document.title
    );
    for m in &r.mentions {
        println!(
            "  {:>5} {:<40} {}",
            m.range.start,
            text(&m.range),
            short(&m.what)
        );
    }
    for (i, s) in r.document.sentences.iter().enumerate() {
        let kind = r.document.blocks[s.block].kind;
        println!("[{kind:?}] {}", text(&s.range));
        for c in r.claims.iter().filter(|c| c.sentence == i) {
            println!(
                "    ─ {:?}{} | {}",
                c.kind,
                c.not_checked.map(|w| format!(" ({w})")).unwrap_or_default(),
                text(&c.range)
            );
            if c.not_checked.is_none() {
                println!("        {}", frame(&c.frame));
                if let Some(a) = &c.attributed_to {
                    println!("        said by {:?}: {}", a.to, text(&a.range));
                }
            }
        }
    }
}

fn short(n: &servanda_text::Named) -> String {
    use servanda_text::Named::*;
    match n {
        Actor { ids, via, .. } => format!("actor {ids:?} {via:?}"),
        Place(p) => format!("place {p:?}"),
        Agreement(a) => format!("agreement {a:?}"),
        UnknownAgreement(u) => format!("agreement? {u}"),
        Event(e) => format!("event {e:?}"),
        UnknownName(u) => format!("name? {u}"),
        Time(t) => format!("time {} {}", t.timex_type, t.value),
        Quantity(q) => format!(
            "quantity {:?}..{:?} {:?} {:?}",
            q.amount.low, q.amount.high, q.unit, q.counted
        ),
    }
}

fn frame(f: &servanda_text::Frame) -> String {
    let mut out = format!("verb={}", f.verb);
    let mut add = |name: &str, text: String| {
        if text != "[]" {
            out.push_str(&format!(" {name}={text}"));
        }
    };
    add("acts", format!("{:?}", f.acts));
    add(
        "rel",
        format!("{:?}", f.relation.into_iter().collect::<Vec<_>>()),
    );
    add("agents", format!("{:?}", f.agents));
    add("patients", format!("{:?}", f.patients));
    add("others", format!("{:?}", f.others));
    add("persons", format!("{:?}", f.persons));
    add("agreements", format!("{:?}", f.agreements));
    add("events", format!("{:?}", f.events));
    add("places", format!("{:?}", f.places));
    add("unknown", format!("{:?}", f.unknown));
    add(
        "times",
        format!(
            "{:?}",
            f.times
                .iter()
                .map(|t| format!(
                    "{}{:?} {}",
                    if t.own { "" } else { "~" },
                    t.role,
                    t.time.value
                ))
                .collect::<Vec<_>>()
        ),
    );
    add(
        "quantities",
        format!(
            "{:?}",
            f.quantities
                .iter()
                .map(|q| &q.amount.written)
                .collect::<Vec<_>>()
        ),
    );
    add("topics", format!("{:?}", f.topics));
    add("restr", format!("{:?}", f.restrictors));
    if f.negated {
        out.push_str(" NEGATED");
    }
    if let Some((o, inner)) = &f.order {
        out.push_str(&format!(" order={o:?} [{}]", frame(inner)));
    }
    out
}
