//! Any bytes as a text: read or refused, never a panic, and every promise about positions is kept. The first byte chooses
//! the language, the document's date and the mode of the time tagger.
#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda_record::Lang;
use servanda_text::timex::{self, Mode};
use servanda_text::{Lexicon, Options, read};
use std::sync::OnceLock;

fn lexicon() -> &'static Lexicon {
    static L: OnceLock<Lexicon> = OnceLock::new();
    L.get_or_init(|| Lexicon::new(&servanda_embedded::record()))
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&how, bytes)) = bytes.split_first() else {
        return;
    };
    let options = Options {
        lang: match how & 3 {
            0 => None,
            1 => Some(Lang::En),
            _ => Some(Lang::Ja),
        },
        date: (how & 4 != 0)
            .then(|| servanda_time::UncertainDate::parse("2024-02-29").expect("a date")),
        ..Options::default()
    };
    if let Ok(r) = read(bytes, &options, lexicon()) {
        let text = &r.document.text;
        let mut last = 0;
        for c in &r.claims {
            assert!(c.range.start < c.range.end && text.get(c.range.clone()).is_some());
            assert!(last <= c.range.start);
            last = c.range.end;
        }
        for m in &r.mentions {
            assert!(text.get(m.range.clone()).is_some());
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        for lang in [timex::Lang::En, timex::Lang::Ja] {
            let mut o = timex::Options::new(lang);
            if how & 4 != 0 {
                o = o.written(2024, 2, 29);
            }
            o.mode = [Mode::Auto, Mode::News, Mode::Narrative][(how >> 3) as usize % 3];
            let mut last = 0;
            for t in timex::tag(text, &o) {
                assert!(last <= t.start && t.start < t.end);
                assert_eq!(text.get(t.start..t.end), Some(t.text.as_str()));
                last = t.end;
            }
        }
    }
});
