//! Claims that need the law: was it in force, when did it end, did that keep or break it.

use crate::judge::silent;
use crate::relate::{Kin, Relations};
use crate::verdict::{Bilingual, Checked, Legal, Outcome, Part, ReadingNote, Slot, Verdict};
use servanda_law::{Answer, Finding, FindingFilter, Flip, Law, Segment};
use servanda_record::Subject;
use servanda_record::{
    ActId, ActorId, ActorKind, Agreement, ChoiceOption, HolderKind, Lang, Record, StatementId,
};
use servanda_text::{Claim, Frame, TimeRole};
use servanda_time::{Day, DaySpan, Truth, UncertainDate};

/// The law beside the relations of one record.
pub struct Court<'a, 'r> {
    /// Relations.
    pub rel: &'a Relations<'r>,
    /// The law.
    pub law: &'a Law,
}

/// Whether a claim asks of force or conduct: then what it is about must be said.
pub fn asks_law(frame: &Frame) -> bool {
    let conduct = |a: &ActId| matches!(a.as_str(), "violation" | "observance");
    frame.relation == Some("in-force") || frame.acts.iter().any(conduct)
}

/// The agreement a frame is about, if it is about just one.
fn only_agreement<'r>(record: &'r Record, frame: &Frame) -> Option<&'r Agreement> {
    match frame.agreements.as_slice() {
        [group] if group.len() == 1 => record.agreement(group[0].as_str()),
        _ => None,
    }
}

/// The day or days a claim speaks of: its own date, else what is carried over, else the document's.
fn days(claim: &Claim, document: Option<&UncertainDate>) -> Option<DaySpan> {
    let with = |own: bool| {
        claim
            .frame
            .times
            .iter()
            .find(|t| t.own == own && t.time.date.is_some() && !matches!(t.role, TimeRole::For))
            .and_then(|t| t.time.date.as_ref())
    };
    let date = with(true).or_else(|| with(false)).or(document)?;
    Some(date.bounds()).filter(|s| !s.is_open_start() && !s.is_open_end())
}

fn text(when: Day) -> Bilingual {
    Bilingual::new(when.display_en().to_string(), when.display_ja().to_string())
}

fn title(a: &Agreement) -> Bilingual {
    Bilingual::new(a.title.get(Lang::En), a.title.get(Lang::Ja))
}

impl Court<'_, '_> {
    fn record(&self) -> &Record {
        self.rel.record()
    }

    fn kin(&self, a: &ActorId, b: &ActorId) -> Kin {
        let number = |id: &ActorId| self.rel.actors.of(id.as_str());
        self.rel.kin(number(a), number(b))
    }

    /// "It was (still, no longer) in force (on that day)."
    pub fn status(
        &self,
        claim: &Claim,
        document: Option<&UncertainDate>,
        number: usize,
    ) -> Option<Checked> {
        if claim.frame.relation != Some("in-force") {
            return None;
        }
        let a = only_agreement(self.record(), &claim.frame)?;
        let span = days(claim, document)?;
        let party = claim.frame.agents.iter().flatten().find(|x| {
            self.law
                .in_force(a.id.as_str(), Some(x.as_str()), None, span.start)
                .is_ok()
        });
        let party = party.filter(|x| {
            a.parties
                .iter()
                .any(|p| self.kin(x, &p.actor) <= Kin::Continues)
        });
        let on = |d: Day| {
            self.law
                .in_force(a.id.as_str(), party.map(ActorId::as_str), None, d)
                .ok()
        };
        let first = on(span.first()?)?;
        let last = on(span.last()?)?;
        let (x, y) = (first.truth(), last.truth());
        // "In force since 4 November 2016" says when that began.
        let since = claim
            .frame
            .times
            .iter()
            .filter(|t| t.own && t.role == TimeRole::From);
        let since: Vec<DaySpan> = since
            .filter_map(|t| t.time.date.as_ref())
            .map(|d| d.bounds())
            .collect();
        let begins = |s: &DaySpan| {
            let life = self.law.life(a.id.as_str()).unwrap_or_default();
            joined(&life).iter().any(|(start, _)| s.contains(*start))
        };
        if !claim.frame.negated && !since.iter().all(begins) {
            return Some(silent(number, "not-since-then"));
        }
        // In a month in which it began or ended, it was in force on some of its days.
        let truth = if x == y { x } else { return None };
        let said = if claim.frame.negated {
            truth.not()
        } else {
            truth
        };
        let mut out = silent(number, "in-force");
        let day = text(span.first()?);
        let t = title(a);
        let word = match truth {
            Truth::Yes => ("was in force", "効力を有していた"),
            Truth::No => ("was not in force", "効力を有していなかった"),
            Truth::Unknown => (
                "cannot be told to have been in force or not",
                "効力の有無は記録からは分からない",
            ),
        };
        out.record_says = Bilingual::new(
            format!(
                "{} {} on {}, on the default reading. {}",
                t.en,
                word.0,
                day.en,
                self.spans(a, Lang::En)
            ),
            format!(
                "既定の解釈では、{}は{}に{}。{}",
                t.ja,
                day.ja,
                word.1,
                self.spans(a, Lang::Ja)
            ),
        );
        out.verdict = self.verdict(&first, said, Some(a));
        let outcome = match out.verdict {
            Verdict::Supported => Outcome::Agrees,
            Verdict::Contradicted => Outcome::Differs,
            Verdict::Disputed => Outcome::Divided,
            _ => Outcome::Silent,
        };
        out.parts.push(Part {
            slot: Slot::Status,
            outcome,
            claim: String::new(),
            claimed: Bilingual::default(),
            record: Bilingual::new(word.0, word.1),
        });
        self.attach(&mut out, &first, Some(a), None);
        Some(out)
    }

    /// When it was in force, in words.
    fn spans(&self, a: &Agreement, lang: Lang) -> String {
        let Ok(segments) = self.law.life(a.id.as_str()) else {
            return String::new();
        };
        let yes = joined(&segments);
        let one = |(s, e): &(Day, Day)| {
            let (from, to) = (text(*s), text(e.prev()));
            match (lang, *e == Day::MAX) {
                (Lang::En, true) => format!("In force from {}.", from.en),
                (Lang::En, false) => format!("In force from {} to {}.", from.en, to.en),
                (Lang::Ja, true) => format!("効力は{}から。", from.ja),
                (Lang::Ja, false) => format!("効力は{}から{}まで。", from.ja, to.ja),
            }
        };
        yes.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// "It ended (they ceased to be bound) then": compared with the last day the law gives.
    pub fn ended(&self, claim: &Claim, number: usize) -> Option<Checked> {
        let f = &claim.frame;
        let ends = f
            .acts
            .iter()
            .any(|a| matches!(a.as_str(), "termination" | "withdrawal"));
        let notice = f.acts.iter().any(|a| {
            matches!(
                a.as_str(),
                "notice" | "non-renewal" | "statement" | "denunciation"
            )
        });
        // "Troops left": not the treaty.
        let of_troops = f.acts.iter().any(|a| a.as_str() == "withdrawal-of-troops")
            && !f.acts.iter().any(|a| a.as_str() == "termination")
            && f.words.iter().any(|w| {
                matches!(
                    w.as_str(),
                    "troops"
                        | "troop"
                        | "soldier"
                        | "forces"
                        | "force"
                        | "army"
                        | "unit"
                        | "garrison"
                )
            });
        if !ends || notice || f.negated || f.acts.len() > 2 || of_troops {
            return None;
        }
        let a = only_agreement(self.record(), f)?;
        let when = f
            .times
            .iter()
            .find(|t| t.own && t.role == TimeRole::On)
            .and_then(|t| t.time.date.as_ref())?;
        let party = f
            .agents
            .iter()
            .flatten()
            .find(|x| a.parties.iter().any(|p| p.actor == **x));
        // "Left" is said of much: of an agreement only of its parties.
        if party.is_none() && !f.acts.iter().any(|a| a.as_str() == "termination") {
            return None;
        }
        let segments = match party {
            Some(x) => self.law.timeline(a.id.as_str(), x.as_str()).ok()?.segments,
            None => self.law.life(a.id.as_str()).ok()?,
        };
        let (_, end) = *joined(&segments).last()?;
        if end == Day::MAX {
            return None;
        }
        let span = when.bounds();
        let right = span.contains(end) || span.contains(end.prev());
        let mut out = silent(number, "ended");
        let t = title(a);
        let last = text(end.prev());
        out.record_says = Bilingual::new(
            format!("{} last bound on {}.", t.en, last.en),
            format!("{}の拘束力の最終日は{}。", t.ja, last.ja),
        );
        let reason = segments.iter().find(|s| s.start == end);
        // Where another reading gives another end, the text may be following that one.
        let robust = reason.is_none_or(|s| s.truth == Truth::No);
        out.verdict = match (right, robust) {
            (true, true) => Verdict::Supported,
            (true, false) => Verdict::NotInRecord,
            (false, true) => Verdict::Contradicted,
            (false, false) => Verdict::NotInRecord,
        };
        let outcome = if right {
            Outcome::Agrees
        } else {
            Outcome::Differs
        };
        out.parts.push(Part {
            slot: Slot::Time,
            outcome,
            claim: when.edtf(),
            claimed: Bilingual::new(when.edtf(), when.display_ja().to_string()),
            record: last,
        });
        out.statements = reason
            .into_iter()
            .flat_map(|s| s.reasons.iter().flat_map(|r| r.statements.clone()))
            .collect();
        if out.statements.is_empty() {
            out.statements.push(a.stmt.clone());
        }
        Some(out)
    }

    /// Whether a claim names nothing but parties of the agreements it is about: no number, no place, nobody else.
    fn is_of_parties_only(&self, f: &Frame) -> bool {
        let is_party = |x: &ActorId| {
            let of = f.agreements.iter().flatten();
            of.filter_map(|a| self.record().agreement(a.as_str()))
                .flat_map(|a| &a.parties)
                .any(|p| self.kin(x, &p.actor) < Kin::Stranger)
        };
        let all = f.agents.iter().chain(&f.patients).chain(&f.others);
        f.quantities.is_empty()
            && f.places.is_empty()
            && all.into_iter().all(|g| g.iter().any(is_party))
    }

    /// "X violated (kept) the agreement."
    pub fn conduct(&self, claim: &Claim, number: usize) -> Option<Checked> {
        let f = &claim.frame;
        let has = |w: &str| f.acts.iter().any(|a| a.as_str() == w);
        let (broke, kept) = (has("violation"), has("observance"));
        if broke == kept || f.agreements.is_empty() {
            return None;
        }
        // "Kept troops out of the left bank", "pledged to respect the borders of X": not that it was observed.
        if kept && !self.is_of_parties_only(f) {
            return None;
        }
        use servanda_law::Outcome as O;
        let mut findings = self.findings(f, claim);
        if f.events.is_empty() {
            // Without an event named, what did not bind or does not match says nothing of the claim.
            findings.retain(|x| !matches!(x.outcome(), O::NotBound | O::Undetermined));
        }
        if findings.is_empty() {
            return None;
        }
        // Of several, the one nearest to the day spoken of; then the first.
        let day = days(claim, None);
        let apart = |x: &Finding| {
            let first = x.event.when.first().and_then(|w| w.when.possible().first());
            day.and_then(DaySpan::first)
                .zip(first)
                .map_or(0, |(d, e)| i64::from(d.number() - e.number()).abs())
        };

        let of = |o: O| {
            findings
                .iter()
                .filter(|x| x.outcome() == o)
                .min_by_key(|x| apart(x))
        };
        let chosen = of(O::Breached)
            .or_else(|| of(O::Kept))
            .or_else(|| of(O::Excused))
            .or_else(|| of(O::Undetermined))
            .or(findings.first())?;
        let answer = chosen.answer();
        let says_broken = match chosen.outcome() {
            O::Breached => Truth::Yes,
            O::Kept => Truth::No,
            // Not bound by one article, or excused: nothing was broken, if this is all there is to look at.
            O::Excused | O::NotBound => Truth::No,
            O::Undetermined => Truth::Unknown,
        };
        let claimed = if broke != f.negated {
            says_broken
        } else {
            says_broken.not()
        };
        // That nothing recorded breaks it is not yet that it was kept.
        let claimed = if kept && !f.negated && chosen.outcome() != O::Kept && claimed == Truth::Yes
        {
            Truth::Unknown
        } else {
            claimed
        };
        let mut out = silent(number, "conduct");
        out.verdict = self.verdict(&answer, claimed, Some(chosen.agreement));
        out.record_says = self.finding_says(chosen);
        let outcome = match out.verdict {
            Verdict::Supported => Outcome::Agrees,
            Verdict::Contradicted => Outcome::Differs,
            Verdict::Disputed => Outcome::Divided,
            _ => Outcome::Silent,
        };
        out.parts.push(Part {
            slot: Slot::Conduct,
            outcome,
            claim: String::new(),
            claimed: Bilingual::default(),
            record: finding_word(chosen.outcome()),
        });
        self.attach(&mut out, &answer, Some(chosen.agreement), Some(chosen));
        Some(out)
    }

    fn findings(&self, f: &Frame, claim: &Claim) -> Vec<Finding<'_>> {
        let mut out = Vec::new();
        // Only a date of the claim's own limits what is looked at: of those carried over the nearest is chosen later.
        let own = f.times.iter().any(|t| t.own && t.time.date.is_some());
        let window = days(claim, None).filter(|_| own);
        let actors = self.bearers(f);
        for a in f.agreements.iter().flatten() {
            for x in actors
                .iter()
                .map(|x| Some(x.as_str()))
                .chain(actors.is_empty().then_some(None))
            {
                let filter = FindingFilter {
                    agreement: Some(a.to_string()),
                    actor: x.map(str::to_owned),
                    since: window.and_then(DaySpan::first),
                    until: window.and_then(DaySpan::last),
                    ..FindingFilter::default()
                };
                out.extend(self.law.conduct(&filter).unwrap_or_default());
            }
        }
        if f.events.is_empty() {
            return out;
        }
        let named = |x: &Finding| {
            f.events
                .iter()
                .flatten()
                .any(|e| *e == x.event.id || x.event.part_of.as_ref() == Some(e))
        };
        if out.iter().any(named) {
            out.retain(named);
        }
        out
    }

    /// Who is said to have done it: states, and the states of forces, governments and persons named.
    fn bearers(&self, f: &Frame) -> Vec<ActorId> {
        let mut out: Vec<ActorId> = Vec::new();
        let mut add = |x: ActorId| {
            if !out.contains(&x) {
                out.push(x);
            }
        };
        // The doer may have been read as standing beside the verb; who is acted on is only asked last.
        let doers = if f.agents.is_empty() {
            f.others.iter().chain(&f.patients)
        } else {
            f.agents.iter().chain(&[])
        };
        for x in doers.flatten() {
            let Some(actor) = self.record().actor(x.as_str()) else {
                continue;
            };
            match actor.kind {
                ActorKind::State | ActorKind::NonState | ActorKind::Organisation => add(x.clone()),
                ActorKind::Person => actor.offices.iter().for_each(|o| add(o.of.clone())),
                _ => actor.of.iter().for_each(|o| add(o.clone())),
            }
            // "Russia" said of 1945 means the person that then went by another name, and the other way round.
            for s in &actor.succession {
                if s.how == servanda_record::SuccessionKind::Continuator {
                    add(s.from.clone());
                }
            }
        }
        out
    }

    /// From a definite answer and what the claim makes of it to a verdict: readings that somebody other
    /// than a party holds make it disputed.
    fn verdict(&self, answer: &Answer, claimed: Truth, agreement: Option<&Agreement>) -> Verdict {
        let contested = answer.flips().iter().any(|f| self.is_held(f, agreement));
        match claimed {
            _ if contested => Verdict::Disputed,
            Truth::Yes => Verdict::Supported,
            Truth::No => Verdict::Contradicted,
            Truth::Unknown => Verdict::NotInRecord,
        }
    }

    /// Whether each option of a flip is held by somebody who is no party to the agreement.
    fn is_held(&self, flip: &Flip, agreement: Option<&Agreement>) -> bool {
        flip.changes.iter().all(|(choice, _, to)| {
            self.option(choice, to)
                .is_some_and(|o| o.held_by.iter().any(|h| counts(&h.who, agreement)))
        })
    }

    fn option(&self, choice: &str, option: &str) -> Option<&ChoiceOption> {
        self.record()
            .choice_point(choice)?
            .options
            .iter()
            .find(|o| o.id.as_str() == option)
    }

    fn finding_says(&self, x: &Finding) -> Bilingual {
        let r = self.record();
        let word = finding_word(x.outcome());
        let who = |l| r.label(x.bearer.as_str(), l);
        let day = |l| {
            let w = x.event.when.first().map(|t| &t.when);
            w.map(|w| {
                if l == Lang::En {
                    w.display_en().to_string()
                } else {
                    w.display_ja().to_string()
                }
            })
            .unwrap_or_default()
        };
        let t = title(x.agreement);
        Bilingual::new(
            format!(
                "{} ({}; {}), measured by {}, article {}: {} on the default reading. {}",
                x.event.names.label(Lang::En),
                who(Lang::En),
                day(Lang::En),
                t.en,
                x.provision.article,
                word.en,
                self.spans(x.agreement, Lang::En)
            ),
            format!(
                "{}({}、{})は、{}第{}条に照らし、既定の解釈では「{}」。{}",
                x.event.names.label(Lang::Ja),
                who(Lang::Ja),
                day(Lang::Ja),
                t.ja,
                x.provision.article,
                word.ja,
                self.spans(x.agreement, Lang::Ja)
            ),
        )
    }

    /// Adds statements, readings, positions and proof.
    fn attach(
        &self,
        out: &mut Checked,
        answer: &Answer,
        agreement: Option<&Agreement>,
        finding: Option<&Finding>,
    ) {
        let proof = answer.written();
        // The proof rests on more (what was no attack on whom, what is complete); shown beside the verdict is what
        // speaks of the agreement and the event.
        let event = finding.map(|f| &f.event.id);
        let beside = |s: &&String| {
            self.record()
                .statement(s)
                .is_some_and(|s| match &s.subject {
                    Subject::Agreement(a) => agreement.is_some_and(|x| x.id == *a),
                    Subject::Event(e) => event == Some(e),
                    _ => false,
                })
        };
        out.statements = proof
            .statements()
            .iter()
            .filter(beside)
            .map(|s| StatementId::new(s.as_str()))
            .collect();
        let mut readings = Vec::new();
        for flip in answer.flips() {
            let says = |l: Lang| {
                let one = |(c, _, to): &(String, String, String)| {
                    self.option(c, to)
                        .map_or(to.clone(), |o| o.says.get(l).to_owned())
                };
                flip.changes
                    .iter()
                    .map(one)
                    .collect::<Vec<_>>()
                    .join(if l == Lang::En { "; and " } else { "、かつ" })
            };
            let held = flip
                .changes
                .iter()
                .filter_map(|(c, _, to)| self.option(c, to))
                .flat_map(|o| &o.held_by)
                .map(|h| self.holder(&h.who, h.name.as_deref()));
            let mut holders: Vec<Bilingual> = Vec::new();
            held.for_each(|h| {
                if !holders.contains(&h) {
                    holders.push(h)
                }
            });
            let word = match (finding.is_some(), flip.gives) {
                (true, Truth::Yes) => "breached",
                (true, Truth::No) => "no breach",
                (_, Truth::Yes) => "in force",
                (_, Truth::No) => "not in force",
                _ => "unknown",
            };
            readings.push(ReadingNote {
                reading: Bilingual::new(says(Lang::En), says(Lang::Ja)),
                answer: word.to_owned(),
                held_by: holders.iter().map(|h| h.en.clone()).collect(),
                holders,
            });
        }
        let mut positions: Vec<_> = finding
            .map(|f| f.positions.iter().map(|p| p.id.clone()).collect())
            .unwrap_or_default();
        if let (true, Some(a)) = (positions.is_empty(), agreement) {
            use servanda_record::Scope;
            let on = |p: &&servanda_record::Position| matches!(&p.on, Scope::Agreement(x) | Scope::Provision(x, _) if *x == a.id);
            positions = self
                .record()
                .positions
                .iter()
                .filter(on)
                .map(|p| p.id.clone())
                .collect();
        }
        out.legal = Some(Legal {
            agreement: agreement.map(|a| a.id.clone()),
            event: finding.map(|f| f.event.id.clone()),
            article: finding.map(|f| f.provision.article.clone()),
            choices: answer
                .depends_on()
                .iter()
                .map(|c| servanda_record::ChoiceId::new(c.as_str()))
                .collect(),
            readings,
            positions,
            proof: Some(proof),
            because: Bilingual::default(),
        });
    }

    fn holder(&self, who: &HolderKind, name: Option<&str>) -> Bilingual {
        let (en, ja) = match who {
            HolderKind::Actor(a) => {
                let label = |l| self.record().label(a.as_str(), l).to_owned();
                return Bilingual::new(label(Lang::En), label(Lang::Ja));
            }
            HolderKind::Text => return Bilingual::new("the text", "条文"),
            HolderKind::Tribunal => ("a tribunal", "裁判所"),
            HolderKind::Scholar => ("scholars", "研究者"),
            HolderKind::ThirdState => ("third states", "第三国"),
            HolderKind::Organisation => ("an organisation", "国際機関"),
            HolderKind::Dataset => ("a data set", "データ集"),
        };
        match name {
            // A name the record has in one language only is told with what it is.
            Some(n) if n.is_ascii() => Bilingual::new(n, format!("{ja} {n}")),
            Some(n) => Bilingual::same(n.to_owned()),
            None => Bilingual::new(en, ja),
        }
    }
}

/// Whether a holder makes a reading disputed: not a party in its own cause, and not a data set's coding.
fn counts(who: &HolderKind, agreement: Option<&Agreement>) -> bool {
    match who {
        HolderKind::Actor(a) => !agreement.is_some_and(|g| g.parties.iter().any(|p| p.actor == *a)),
        HolderKind::Dataset => false,
        _ => true,
    }
}

fn finding_word(o: servanda_law::Outcome) -> Bilingual {
    use servanda_law::Outcome as O;
    match o {
        O::Breached => Bilingual::new("breached", "違反"),
        O::Kept => Bilingual::new("kept", "遵守"),
        O::NotBound => Bilingual::new("not bound", "拘束なし"),
        O::Excused => Bilingual::new("excused", "違法性阻却"),
        O::Undetermined => Bilingual::new("undetermined", "判定不能"),
    }
}

/// Stretches in which the default reading says yes.
fn joined(segments: &[Segment]) -> Vec<(Day, Day)> {
    let mut out: Vec<(Day, Day)> = Vec::new();
    for s in segments.iter().filter(|s| s.truth == Truth::Yes) {
        match out.last_mut() {
            Some(last) if last.1 == s.start => last.1 = s.end,
            _ => out.push((s.start, s.end)),
        }
    }
    out
}
