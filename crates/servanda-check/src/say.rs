//! What the record says of a fact, as a sentence in English and Japanese.

use crate::fact::{Fact, FactKind};
use crate::verdict::Bilingual;
use servanda_record::{Agreement, Lang, Record, TermLength, When};

fn names<'a>(record: &Record, ids: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let all: Vec<&str> = ids
        .map(|i| {
            let names = record
                .actor(i)
                .map(|a| &a.names)
                .or_else(|| record.place(i).map(|p| &p.names));
            names.map_or("", |n| n.label(lang))
        })
        .filter(|n| !n.is_empty())
        .collect();
    match (lang, all.as_slice()) {
        (Lang::Ja, _) => all.join("、"),
        (_, [a, b]) => format!("{a} and {b}"),
        (_, [rest @ .., last]) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => all.join(""),
    }
}

fn on(when: &When) -> (String, String) {
    let en = when.display_en().to_string();
    // "on 8 December 1987", "in June 1988", "from … to …".
    let en = match when {
        When::Date(d) if d.as_day().is_some() => format!("on {en}"),
        When::Date(_) => format!("in {en}"),
        When::Period(_) => en,
    };
    (en, when.display_ja().to_string())
}

fn first_time(f: &Fact) -> (String, String) {
    let mut en = Vec::new();
    let mut ja = Vec::new();
    for t in &f.times {
        let (e, j) = on(&t.when);
        if !en.contains(&e) {
            en.push(e);
            ja.push(j);
        }
    }
    (en.join(" or "), ja.join("または"))
}

fn title(a: &Agreement) -> (String, String) {
    (
        a.title.get(Lang::En).to_owned(),
        a.title.get(Lang::Ja).to_owned(),
    )
}

/// The sentence for a fact.
pub fn fact(record: &Record, f: &Fact) -> Bilingual {
    if let Some(e) = f.event {
        return event(f, e);
    }
    let (when_en, when_ja) = first_time(f);
    let who = |lang| names(record, f.agents.iter().map(|a| a.as_str()), lang);
    let Some(a) = f.agreement else {
        return loose(record, f, &when_en, &when_ja);
    };
    let (en, ja) = title(a);
    match f.kind {
        FactKind::Signed => {
            let at_en = names(record, f.places.iter().map(|p| p.as_str()), Lang::En);
            let at_ja = names(record, f.places.iter().map(|p| p.as_str()), Lang::Ja);
            let by_en = names(record, f.persons.iter().map(|p| p.as_str()), Lang::En);
            let by_ja = names(record, f.persons.iter().map(|p| p.as_str()), Lang::Ja);
            Bilingual::new(
                join(&[
                    &format!("{en} was signed"),
                    &when_en,
                    &pre("at ", &at_en),
                    &pre("by ", &by_en),
                ]),
                format!(
                    "{ja}は{when_ja}{}{}署名された。",
                    post(&at_ja, "で"),
                    post(&by_ja, "によって")
                ),
            )
        }
        FactKind::EntryIntoForce if f.times.is_empty() => Bilingual::new(
            format!("{en}: no day of entry into force is recorded."),
            format!("{ja}:発効日の記録はない。"),
        ),
        FactKind::EntryIntoForce => Bilingual::new(
            join(&[&format!("{en} entered into force"), &when_en]),
            format!("{ja}は{when_ja}に発効した。"),
        ),
        FactKind::Term | FactKind::Renewal | FactKind::RenewalNotice => term(a, &en, &ja),
        FactKind::Withdrawal => {
            let d = f
                .durations
                .first()
                .map(|d| (d.display_en().to_string(), d.display_ja().to_string()))
                .unwrap_or_default();
            Bilingual::new(
                format!("{en} may be left on notice of {}.", d.0),
                format!("{ja}は{}の予告で脱退できる。", d.1),
            )
        }
        FactKind::Act => act(record, f, &en, &ja, &when_en, &when_ja),
        FactKind::Ended => Bilingual::new(
            format!("{en} was last in force {when_en}."),
            format!("{ja}が効力を有した最後の日は{when_ja}である。"),
        ),
        FactKind::Party => Bilingual::new(
            join(&[
                &format!("{} is recorded as a party to {en}", who(Lang::En)),
                &pre("bound ", &when_en),
            ]),
            format!("{}は{ja}の当事国として記録されている。", who(Lang::Ja)),
        ),
        FactKind::NonParty => Bilingual::new(
            format!("{} was not a party to {en}.", who(Lang::En)),
            format!("{}は{ja}の当事国ではなかった。", who(Lang::Ja)),
        ),
        FactKind::Provision => provision(a, f, &en, &ja),
        FactKind::Matter => matter(record, a, &en, &ja),
        _ => Bilingual::new(
            join(&[&format!("{en} was registered"), &when_en]),
            format!("{ja}は{when_ja}に登録された。"),
        ),
    }
}

fn event(f: &Fact, e: &servanda_record::Event) -> Bilingual {
    let (when_en, when_ja) = first_time(f);
    let says = |lang, code: &str| {
        e.says
            .exact(code)
            .map_or_else(|| e.names.label(lang).to_owned(), str::to_owned)
    };
    let tail = |t: &str| {
        if t.is_empty() {
            String::new()
        } else {
            format!(" ({t})")
        }
    };
    let tail_ja = |t: &str| {
        if t.is_empty() {
            String::new()
        } else {
            format!("({t})")
        }
    };
    Bilingual::new(
        format!(
            "{}{}",
            says(Lang::En, "en"),
            tail(when_en.trim_start_matches("on ").trim_start_matches("in "))
        ),
        format!("{}{}", says(Lang::Ja, "ja"), tail_ja(&when_ja)),
    )
}

fn term(a: &Agreement, en: &str, ja: &str) -> Bilingual {
    let Some(t) = a.term.first() else {
        return Bilingual::new(en, ja);
    };
    let (len_en, len_ja) = match &t.length {
        TermLength::For(d) => (
            format!("for {}", d.display_en()),
            format!("{}", d.display_ja()),
        ),
        TermLength::Until(d) => (
            format!("until {}", d.display_en()),
            format!("{}まで", d.display_ja()),
        ),
        TermLength::UntilEvent(_) => (
            "until an event named in it".into(),
            "定められた事由まで".into(),
        ),
        TermLength::Unlimited => ("without limit of time".into(), "無期限".into()),
    };
    let then = t.renew_for.map(|d| {
        let notice = t.unless_notice.map(|n| {
            (
                format!(", unless notice is given {} before", n.display_en()),
                format!("({}前までに予告がなければ)", n.display_ja()),
            )
        });
        let (ne, nj) = notice.unwrap_or_default();
        (
            format!(", then renewed for {}{ne}", d.display_en()),
            format!("、その後{nj}{}ごとに更新", d.display_ja()),
        )
    });
    let (te, tj) = then.unwrap_or_default();
    Bilingual::new(
        format!("{en} was to run {len_en}{te}."),
        format!("{ja}の期間は{len_ja}{tj}である。"),
    )
}

fn act(record: &Record, f: &Fact, en: &str, ja: &str, when_en: &str, when_ja: &str) -> Bilingual {
    let a = f
        .agreement
        .and_then(|a| a.acts.iter().find(|x| f.statements.contains(&&x.stmt)));
    let what = a.map_or("act", |x| x.act.as_str());
    let who_en = names(record, f.agents.iter().map(|a| a.as_str()), Lang::En);
    let who_ja = names(record, f.agents.iter().map(|a| a.as_str()), Lang::Ja);
    let effect = a.and_then(|x| x.effect_on.as_ref());
    let tail_en = effect
        .map(|d| format!(", with effect from {}", d.display_en()))
        .unwrap_or_default();
    let tail_ja = effect
        .map(|d| format!("({}に効力)", d.display_ja()))
        .unwrap_or_default();
    Bilingual::new(
        format!(
            "{en}: {} by {who_en} {when_en}{tail_en}.",
            what.replace('-', " ")
        ),
        format!("{ja}:{who_ja}による{}、{when_ja}{tail_ja}。", act_ja(what)),
    )
}

/// The Japanese word for an act done to an agreement.
pub fn act_ja(act: &str) -> &'static str {
    match act {
        "signature" => "署名",
        "ratification" => "批准",
        "acceptance" => "受諾",
        "approval" => "承認",
        "accession" => "加入",
        "succession" => "承継",
        "deposit" => "寄託",
        "exchange-of-ratifications" => "批准書の交換",
        "entry-into-force" => "発効",
        "provisional-application" => "暫定的適用",
        "reservation" => "留保",
        "objection" => "異議",
        "amendment" => "改正",
        "protocol" => "議定書",
        "extension" => "延長",
        "renewal" => "更新",
        "notice-of-denunciation" => "廃棄の通告",
        "notice-of-withdrawal" => "脱退の通告",
        "notice-of-non-renewal" => "不延長の通告",
        "notice-revoked" => "通告の撤回",
        "repudiation" => "破棄",
        "declaration-of-nullity" => "無効の宣言",
        "suspension" => "運用停止",
        "resumption" => "再開",
        "withdrawal" => "脱退",
        "termination" | "mutual-termination" => "終了",
        "supersession" => "後の合意による終了",
        "expiry" => "満了",
        "registration" => "登録",
        "refusal-to-ratify" => "批准の拒否",
        "announcement" => "発表",
        _ => "行為",
    }
}

fn provision(a: &Agreement, f: &Fact, en: &str, ja: &str) -> Bilingual {
    let p = a
        .provisions
        .iter()
        .find(|p| f.statements.contains(&&p.stmt));
    let article = f.article.unwrap_or("");
    let says = |lang| p.map_or("", |p| p.says.get(lang));
    Bilingual::new(
        format!("{en}, article {article}: {}", says(Lang::En)),
        format!("{ja}第{article}条:{}", says(Lang::Ja)),
    )
}

fn matter(record: &Record, a: &Agreement, en: &str, ja: &str) -> Bilingual {
    let topics = |lang, sep: &str| {
        let all: Vec<&str> = a
            .topics
            .iter()
            .map(|t| record.label(t.as_str(), lang))
            .collect();
        all.join(sep)
    };
    Bilingual::new(
        format!("{en} is about {}.", topics(Lang::En, ", ")),
        format!("{ja}の主題:{}。", topics(Lang::Ja, "、")),
    )
}

fn loose(record: &Record, f: &Fact, when_en: &str, when_ja: &str) -> Bilingual {
    let n = |ids: Vec<&str>, lang| names(record, ids.into_iter(), lang);
    let agents = || f.agents.iter().map(|a| a.as_str()).collect::<Vec<_>>();
    let places = || f.places.iter().map(|a| a.as_str()).collect::<Vec<_>>();
    let persons = || f.persons.iter().map(|a| a.as_str()).collect::<Vec<_>>();
    match f.kind {
        FactKind::Office | FactKind::TookOffice | FactKind::LeftOffice => {
            let office = f
                .persons
                .first()
                .and_then(|p| record.actor(p.as_str()))
                .and_then(|a| a.offices.iter().find(|o| f.statements.contains(&&o.stmt)));
            let role = office.map_or("", |o| o.role.as_str()).replace('-', " ");
            let role_ja = office.and_then(|o| o.title.exact("ja")).unwrap_or(&role);
            Bilingual::new(
                join(&[
                    &format!(
                        "{} held the office of {role} of {}",
                        n(persons(), Lang::En),
                        n(agents(), Lang::En)
                    ),
                    when_en,
                ]),
                format!(
                    "{}は{}の{role_ja}であった({when_ja})。",
                    n(persons(), Lang::Ja),
                    n(agents(), Lang::Ja)
                ),
            )
        }
        FactKind::Control => Bilingual::new(
            join(&[
                &format!("{} held {}", n(agents(), Lang::En), n(places(), Lang::En)),
                when_en,
            ]),
            format!(
                "{}は{}を支配した({when_ja})。",
                n(agents(), Lang::Ja),
                n(places(), Lang::Ja)
            ),
        ),
        FactKind::PlaceClaim => Bilingual::new(
            join(&[
                &format!("{} claims {}", n(agents(), Lang::En), n(places(), Lang::En)),
                when_en,
            ]),
            format!(
                "{}は{}の領有を主張している({when_ja})。",
                n(agents(), Lang::Ja),
                n(places(), Lang::Ja)
            ),
        ),
        FactKind::Membership => {
            let of = |lang| names(record, f.patients.iter().map(|a| a.as_str()), lang);
            Bilingual::new(
                join(&[
                    &format!("{} was a member of {}", n(agents(), Lang::En), of(Lang::En)),
                    when_en,
                ]),
                format!(
                    "{}は{}の加盟国({when_ja})。",
                    n(agents(), Lang::Ja),
                    of(Lang::Ja)
                ),
            )
        }
        _ => Bilingual::new(
            join(&[&format!("{} existed", n(agents(), Lang::En)), when_en]),
            format!("{}の存続期間:{when_ja}。", n(agents(), Lang::Ja)),
        ),
    }
}

fn pre(prefix: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{prefix}{text}")
    }
}

fn post(text: &str, suffix: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}{suffix}")
    }
}

/// Joins what is not empty with blanks and ends with a full stop.
fn join(parts: &[&str]) -> String {
    let text = parts
        .iter()
        .filter(|p| !p.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    format!("{text}.")
}
