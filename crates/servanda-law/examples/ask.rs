//! Loads a record and shows what the law makes of it: `ask RECORD [AGREEMENT ACTOR | event EVENT]`.

use servanda_law::{FindingFilter, Law};
use servanda_record::Record;
use std::sync::Arc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(dir) = args.first() else {
        return eprintln!("usage: ask RECORD [AGREEMENT ACTOR | event EVENT]");
    };
    let loaded = match Record::load_dir(&[dir]) {
        Ok(l) => l,
        Err(e) => return eprintln!("{} problems", e.0.len()),
    };
    let law = Law::new(Arc::new(loaded.record));
    match args.get(1..).unwrap_or_default() {
        [kind, event] if kind == "event" => {
            let filter = FindingFilter {
                event: (event != "all").then(|| event.clone()),
                ..FindingFilter::default()
            };
            match law.conduct(&filter) {
                Err(e) => eprintln!("{e}"),
                Ok(all) => {
                    for f in all {
                        println!(
                            "{}: {} art. {} {} -> {:?}: {} (bound {} matches {} own {} excused {}) flips {:?}",
                            f.event.id,
                            f.agreement.id,
                            f.provision.article,
                            f.bearer,
                            f.toward,
                            f.outcome(),
                            law.by_default(f.bound),
                            law.by_default(f.matches),
                            law.by_default(f.attributable),
                            law.by_default(f.excused),
                            f.answer()
                                .flips()
                                .iter()
                                .map(|x| &x.changes)
                                .collect::<Vec<_>>()
                        );
                    }
                }
            }
        }
        [agreement, actor] => match law.timeline(agreement, actor) {
            Err(e) => eprintln!("{e}"),
            Ok(t) => {
                for s in &t.segments {
                    println!(
                        "{} .. {}  {}  {:?} {:?}",
                        s.start, s.end, s.truth, s.diagram, s.reasons
                    );
                }
                println!("suspended: {:?}", t.suspended);
            }
        },
        _ => {
            let r = law.record();
            let mut open = 0;
            for a in &r.agreements {
                for p in &a.parties {
                    if let Ok(t) = law.timeline(a.id.as_str(), p.actor.as_str()) {
                        let text: Vec<String> = t
                            .under_default()
                            .iter()
                            .map(|(s, _, t)| format!("{s} {t}"))
                            .collect();
                        if t.under_default().iter().any(|s| s.2.is_unknown()) {
                            open += 1;
                        }
                        println!("{} {}: {}", a.id, p.actor, text.join(" | "));
                    }
                }
            }
            println!("{open} with unknown");
            for w in law.warnings() {
                println!("warning: {}", w.message);
            }
        }
    }
}
