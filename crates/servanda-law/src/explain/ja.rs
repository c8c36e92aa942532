//! Japanese.

use super::Words;
use servanda_time::{Day, Duration, Truth};

pub(crate) struct Japanese;

impl Words for Japanese {
    fn frame(&self, conclusion: &str, reasons: &[String]) -> String {
        if reasons.is_empty() {
            return format!("{conclusion}。\n");
        }
        format!(
            "次の理由による。\n{}\nよって、{conclusion}。\n",
            reasons
                .iter()
                .map(|r| format!("{r}。"))
                .collect::<Vec<_>>()
                .join("\n")
        )
    }
    fn unknown(&self, sentence: &str) -> String {
        format!("「{sentence}」かどうかは不明である")
    }
    fn since(&self, truth: Truth, days: &str, date: &str) -> String {
        match truth {
            Truth::Yes => format!("{days}は{date}以後である"),
            Truth::No => format!("{days}は{date}より前である"),
            Truth::Unknown => format!("{days}が{date}以後かどうかは不明である"),
        }
    }
    fn not_after(&self, truth: Truth, left: &str, right: &str) -> String {
        match truth {
            Truth::Yes => format!("{left}は{right}より後ではない"),
            Truth::No => format!("{left}は{right}より後である"),
            Truth::Unknown => format!("{left}が{right}より後かどうかは不明である"),
        }
    }
    fn on(&self, day: Day, sentence: &str) -> String {
        format!("{}、{sentence}", self.day(day))
    }
    fn day(&self, day: Day) -> String {
        day.display_ja().to_string()
    }
    fn between(&self, lo: Option<Day>, hi: Option<Day>) -> String {
        match (lo, hi) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("{}から{}までのある日", self.day(a), self.day(b)),
            (Some(a), None) => format!("{}以後のある日", self.day(a)),
            (None, Some(b)) => format!("{}以前のある日", self.day(b)),
            (None, None) => "確かには知られない日".into(),
        }
    }
    fn plus(&self, duration: Duration, of: &str, result: &str) -> String {
        if duration == Duration::days(1) {
            return format!("{result}({of}の翌日)");
        }
        format!("{result}({of}から{})", duration.display_ja())
    }
    fn expiry(
        &self,
        start: &str,
        first: Duration,
        before: Duration,
        notice: &str,
        result: &str,
    ) -> String {
        let early = if before.is_zero() {
            String::new()
        } else {
            format!("(満了の{}前まで)", before.display_ja())
        };
        format!(
            "{result}({start}から{}の期間又はその更新のうち、{notice}の通告が期限{early}に間に合う最初のものの満了)",
            first.display_ja()
        )
    }
    fn among(&self, how: &str, n: u64, all: &[String]) -> String {
        let all = all.join("、");
        match how {
            "latest" => format!("({all})のうち最も遅い日"),
            "earliest" => format!("({all})のうち最も早い日"),
            "nth" => format!("({all})のうち{n}番目の日"),
            _ => format!("({all})の間のある日"),
        }
    }
    fn not_stated(&self) -> String {
        "記録にない日".into()
    }
    fn option(&self, truth: Truth, question: &str, says: &str) -> String {
        let fits = if truth == Truth::No {
            "(これに当たらない)"
        } else {
            ""
        };
        format!("「{question}」について採る解釈は「{says}」{fits}である")
    }
    fn guarded(&self, truth: Truth, statement: &str) -> String {
        match truth {
            Truth::Yes => format!("採る解釈の下で{statement}は成り立つ"),
            Truth::No => format!("採る解釈の下で{statement}は成り立たない"),
            Truth::Unknown => format!("{statement}が成り立つかどうかは不明である"),
        }
    }
    fn taken(&self, truth: Truth, statement: &str) -> String {
        match truth {
            Truth::No => format!("矛盾する陳述のうち{statement}は採られない"),
            _ => format!("矛盾する陳述のうち{statement}が採られる"),
        }
    }
    fn missing(&self, what: &str, about: &[String]) -> String {
        let a = about.first().map_or("", String::as_str);
        let b = about.get(1).map_or("", String::as_str);
        match what {
            "party" => {
                format!("{a}が{b}の当事国であるとの陳述も、当事国の一覧が完全であるとの陳述もない")
            }
            "party-date" => format!("{a}が{b}に参加した日の確かな陳述がない"),
            "state-again" => format!("{a}が再び国家となったか否かの陳述がない"),
            "link-time" => "承継の日の陳述がない".into(),
            "entry-into-force" => format!("{a}の効力発生の日の陳述がない"),
            "deposits" => format!("{a}の寄託が全て挙げられているとの陳述がない"),
            "all-notices" => {
                format!("その時までの{a}の通告その他の終了事由が全て挙げられているとの陳述がない")
            }
            "all-acts" => format!("{a}になされたことが全て挙げられているとの有効な陳述がない"),
            "all-events" => format!("{a}に関する出来事が全て挙げられているとの陳述がない"),
            "end-in-conflict" => format!("{a}の終了時期について記録が一致しない"),
            "effect-of-notice" => format!("通告{a}の効果の陳述がない"),
            "right-implied" => format!("{a}からの脱退の権利が推認されるか否かの陳述がない"),
            "choice-point" => format!("選択点{a}が記録にない"),
            "attack" => format!("{a}第{b}条を発動させる攻撃の陳述がない"),
            "unprovoked" => format!("{a}が挑発によらないものであったとの陳述がない"),
            "unmodelled" => format!("{a}は表現されていない"),
            "open-trigger" => format!("{a}の発動事由は表現されていない"),
            "open-exception" => format!("{a}の例外は表現されていない"),
            "after-hostilities" => format!("{a}の後に義務が続くか否かの陳述がない"),
            "target" => format!("{a}が誰に対するものかの陳述がない"),
            "place" => format!("{a}の場所の陳述がない"),
            "conditions-of-excuse" => format!("{a}の阻却事由の要件を決する陳述がない"),
            "time" => format!("{a}の時の陳述がない"),
            "reservation-scope" => format!("留保{a}が条文をどう変更するかは表現されていない"),
            "intention-in-war" => format!("戦時についての{a}の当事国の意図の陳述がない"),
            "essential" => format!("{a}が趣旨及び目的に不可欠であるとの陳述がない"),
            "excuse-condition" => format!("{a}の阻却事由の要件({b})についての判断がない"),
            _ => format!("{a}について{what}の陳述がない"),
        }
    }
    fn complete(&self, statement: &str, members: usize) -> String {
        format!("{members}件の一覧は完全であるとされている({statement})")
    }
    fn is_a(&self, narrow: &str, wide: &str) -> String {
        if narrow == wide {
            format!("行為は{wide}である")
        } else {
            format!("{narrow}は{wide}に当たる")
        }
    }
    fn looked(&self, what: &str, truth: Truth, args: &[String]) -> String {
        let a = args.first().map_or("", String::as_str);
        let b = args.get(1).map_or("", String::as_str);
        let no = truth == Truth::No;
        let not = |yes: String, n: String| if no { n } else { yes };
        match what {
            "bears" => not(format!("{b}を名宛人とする"), format!("{b}を名宛人としない")),
            "owed-to" => {
                let c = args.get(2).map_or("", String::as_str);
                not(format!("{c}に対して負う"), format!("{c}に対しては負わない"))
            }
            "condition-open" => format!("{a}の条件は未成就であると記録されている"),
            "attack-fits" => format!("{a}は条約の定める者による、定める者への攻撃である"),
            "at-place" => not(
                format!("{a}は定められた場所で起きた"),
                format!("{a}は定められた場所で起きていない"),
            ),
            "during-event" => not(
                "定められた事態の間である".into(),
                "定められた事態の間ではない".into(),
            ),
            "done-to" => format!("{a}は{b}に対するものである"),
            "toward-everyone" => "義務は特定の一国のみに対するものではない".into(),
            "organ-of" if a == b => format!("{a}自身が行った"),
            "organ-of" => format!("{a}は{b}の機関又は軍である"),
            "in-office-of" => format!("{a}は{b}の職にあった"),
            "attack-on" => format!("{a}は{b}に対する武力行使であった"),
            "boundary" => format!("{a}は国境を定め、国境は承継される"),
            "clean-slate" => format!("新独立国である{a}は白紙から始まる"),
            "available" => not(
                "その事由は援用国に認められる".into(),
                "その事由は一国のみでは援用できない".into(),
            ),
            "barred" => "この種の条約に対してその事由は認められない".into(),
            "separable" => not(
                "その条文は他から分離できる".into(),
                "その条文が分離可能であるとは示されていない".into(),
            ),
            "essential" => format!("{a}は趣旨及び目的に不可欠である"),
            "attributed-then" => not(
                format!("{a}は帰属の期間内である"),
                format!("{a}は帰属の期間外である"),
            ),
            "member-of" => format!("{b}は{a}の構成員であった"),
            "no-deadline" => "期限はない".into(),
            _ => String::new(),
        }
    }
    fn cited(&self, text: &str, citations: &[String], unverified: bool) -> String {
        if citations.is_empty() {
            return text.to_string();
        }
        let mark = if unverified { "、未確認" } else { "" };
        format!("{text}[{}{mark}]", citations.join("、"))
    }
    fn span(&self, first: Option<Day>, last: Option<Day>) -> String {
        match (first, last) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("{}から{}まで", self.day(a), self.day(b)),
            (Some(a), None) => format!("{}以後", self.day(a)),
            (None, Some(b)) => format!("{}以前", self.day(b)),
            (None, None) => "その時".into(),
        }
    }
    fn article(&self, sentence: &str, article: &str) -> String {
        format!("{sentence}({article})")
    }
}
