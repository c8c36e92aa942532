//! How fast times are tagged: megabytes per CPU-second over files, repeated up to a size.
//!
//! `timex_speed [--lang en|ja] [--megabytes N] FILE...`

use servanda_text::timex::{Lang, Options, tag};
use std::time::Duration;

/// CPU time of this process, user and system, where the system tells (Linux).
fn cpu() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

fn main() {
    let (mut lang, mut megabytes, mut files) = (Lang::En, 40usize, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() {
        match a.as_str() {
            "--lang" => {
                lang = if args.next().as_deref() == Some("ja") {
                    Lang::Ja
                } else {
                    Lang::En
                }
            }
            "--megabytes" => megabytes = args.next().and_then(|n| n.parse().ok()).unwrap_or(40),
            _ => files.push(a),
        }
    }
    let texts: Vec<String> = files
        .iter()
        .filter_map(|f| std::fs::read_to_string(f).ok())
        .collect();
    let size: usize = texts.iter().map(String::len).sum();
    if size == 0 {
        eprintln!("no text to read");
        std::process::exit(2);
    }
    let options = Options::new(lang).written(2009, 12, 19);
    let (mut done, mut found) = (0usize, 0usize);
    let before = cpu().unwrap_or_default();
    while done < megabytes * 1_000_000 {
        for t in &texts {
            found += tag(t, &options).len();
            done += t.len();
        }
    }
    let spent = cpu()
        .unwrap_or_default()
        .saturating_sub(before)
        .as_secs_f64()
        .max(0.01);
    println!(
        "{:.1} MB, {found} expressions, {:.1} MB per CPU-second",
        done as f64 / 1e6,
        done as f64 / 1e6 / spent
    );
}
