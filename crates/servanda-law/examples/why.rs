//! Why an answer is what it is: `why RECORD AGREEMENT PARTY DAY [en|ja] [choice=option…]`.

use servanda_law::{Law, ReadingSpec};
use servanda_record::{Lang, Record};
use servanda_time::Day;
use std::sync::Arc;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dir, agreement, party, day, rest @ ..] = args.as_slice() else {
        return eprintln!("usage: why RECORD AGREEMENT PARTY DAY [en|ja] [choice=option…]");
    };
    let loaded = match Record::load_dir(&[dir]) {
        Ok(l) => l,
        Err(e) => return eprintln!("{} problems", e.0.len()),
    };
    let law = Law::new(Arc::new(loaded.record));
    let Ok(day) = Day::parse(day) else {
        return eprintln!("{day} is no day");
    };
    let lang = if rest.iter().any(|r| r == "ja") {
        Lang::Ja
    } else {
        Lang::En
    };
    let spec = rest
        .iter()
        .filter_map(|r| r.split_once('='))
        .fold(ReadingSpec::default(), |s, (c, o)| s.choosing(c, o));
    match law.in_force(agreement, Some(party), None, day) {
        Err(e) => eprintln!("{e}"),
        Ok(a) => match a.proof().explain(&law, lang, &spec) {
            Ok(text) => println!("{text}\n{} bytes of proof", a.proof().canonical().len()),
            Err(e) => eprintln!("{e}"),
        },
    }
}
