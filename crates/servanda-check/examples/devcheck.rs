use servanda_record::Record;
use servanda_text::{Lexicon, Options, read};
use std::sync::Arc;
fn main() {
    let record = Arc::new(Record::load_dir(&["record"]).unwrap().record);
    let lexicon = Lexicon::new(&record);
    let checker = servanda_check::Checker::new(&record);
    let out = std::env::args().nth(1).unwrap();
    for spec in std::env::args().skip(2) {
        let (file, date) = spec.split_once('@').unwrap_or((&spec, ""));
        let bytes = std::fs::read(file).unwrap();
        let o = Options { date: servanda_time::UncertainDate::parse(date).ok().filter(|_| !date.is_empty()), lang: None };
        let r = read(&bytes, &o, &lexicon).unwrap();
        let v = checker.check(&r.document, &r.claims);
        let cp = |b: usize| r.document.text[..b].chars().count();
        let esc = |t: &str| t.chars().map(|c| match c { '"' => "\\\"".to_string(), '\\' => "\\\\".into(), c if (c as u32) < 32 => " ".into(), c => c.to_string() }).collect::<String>();
        let claims: Vec<String> = r.claims.iter().zip(&v).map(|(c, v)| {
            let verdict = format!("{:?}", v.verdict);
            let verdict: String = verdict.chars().enumerate().map(|(i, c)| if c.is_uppercase() { format!("{}{}", if i > 0 { "-" } else { "" }, c.to_lowercase()) } else { c.to_string() }).collect();
            format!("{{\"start\":{},\"end\":{},\"quote\":\"{}\",\"kind\":\"{}\",\"verdict\":\"{}\",\"reason\":\"{}\",\"says\":\"{}\"}}", cp(c.range.start), cp(c.range.end), r.document.text[c.range.clone()].chars().map(|c| esc(&c.to_string()).replace(' ', if c == '\n' { "\\n" } else { " " })).collect::<String>(), format!("{:?}", c.kind).to_lowercase(), verdict, v.reason, esc(&v.record_says.en))
        }).collect();
        let stem = std::path::Path::new(file).file_stem().unwrap().to_string_lossy().into_owned();
        std::fs::write(format!("{out}/{stem}.json"), format!("{{\"claims\":[{}]}}", claims.join(","))).unwrap();
    }
}
