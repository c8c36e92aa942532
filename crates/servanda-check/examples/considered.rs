//! Shows, for each claim of a text, its frame, its verdict and the facts that were looked at.
//!
//! `cargo run -p servanda-check --example considered -- FILE [WORDS]`: only claims with these words.

use servanda_check::Checker;
use servanda_text::{Lexicon, Options, read};
use std::sync::Arc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("which file?")?;
    let words = args.next().unwrap_or_default();
    let shown = std::env::var("SHOWN")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(5);
    let record = Arc::new(servanda_embedded::record());
    let lexicon = Lexicon::new(&record);
    let checker = Checker::new(&record);
    let date = args
        .next()
        .map(|d| servanda_time::UncertainDate::parse(&d))
        .transpose()?;
    let r = read(
        &std::fs::read(&file)?,
        &Options {
            date,
            ..Options::default()
        },
        &lexicon,
    )?;
    let verdicts = checker.check(&r);
    let looked_at = checker.considered(&r);
    let claims = checker.meant(&r.document, &r.claims);
    for ((c, v), looked_at) in claims.iter().zip(&verdicts).zip(&looked_at) {
        let quote = &r.document.text[c.range.clone()];
        if !quote.contains(&words) {
            continue;
        }
        let f = &c.frame;
        println!("«{quote}» {:?} ({})", v.verdict, v.reason);
        println!(
            "  acts {:?} rel {:?} topics {:?} neg {} restr {:?}",
            f.acts, f.relation, f.topics, f.negated, f.restrictors
        );
        println!(
            "  agents {:?} patients {:?} others {:?} persons {:?} places {:?}",
            f.agents, f.patients, f.others, f.persons, f.places
        );
        println!(
            "  agreements {:?} events {:?} unknown {:?} words {:?}",
            f.agreements, f.events, f.unknown, f.words
        );
        for t in &f.times {
            println!(
                "  time {:?} {} own {} date {:?}",
                t.role,
                t.time.value,
                t.own,
                t.time.date.as_ref().map(|d| d.edtf())
            );
        }
        for q in &f.quantities {
            println!(
                "  number {} unit {:?} counted {:?} share {}",
                q.amount.written, q.unit, q.counted, q.share
            );
        }
        for x in looked_at.iter().take(shown) {
            println!(
                "    {:.1} act {} named {:?} words {:?} {} -> {:?} ({})",
                x.identity, x.act, x.named, x.words, x.fact, x.verdict.0, x.verdict.1
            );
            for p in &x.parts {
                println!(
                    "         {:?} {:?}: {} / {}",
                    p.slot, p.outcome, p.claim, p.record.en
                );
            }
        }
        println!();
    }
    Ok(())
}
