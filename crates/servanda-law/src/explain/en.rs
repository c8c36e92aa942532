//! English.

use super::Words;
use servanda_time::{Day, Duration, Truth};

pub(crate) struct English;

impl Words for English {
    fn frame(&self, conclusion: &str, reasons: &[String]) -> String {
        if reasons.is_empty() {
            return format!("{}.\n", upper(conclusion));
        }
        format!(
            "Because\n{},\ntherefore {conclusion}.\n",
            reasons.join(",\n")
        )
    }
    fn unknown(&self, sentence: &str) -> String {
        format!("it is not known whether {sentence}")
    }
    fn since(&self, truth: Truth, days: &str, date: &str) -> String {
        match truth {
            Truth::Yes => format!("{days} is not before {date}"),
            Truth::No => format!("{days} is before {date}"),
            Truth::Unknown => format!("whether {days} is before {date} is not known"),
        }
    }
    fn not_after(&self, truth: Truth, left: &str, right: &str) -> String {
        match truth {
            Truth::Yes => format!("{left} is not later than {right}"),
            Truth::No => format!("{left} is later than {right}"),
            Truth::Unknown => format!("whether {left} is later than {right} is not known"),
        }
    }
    fn on(&self, day: Day, sentence: &str) -> String {
        format!("on {} {sentence}", self.day(day))
    }
    fn day(&self, day: Day) -> String {
        day.display_en().to_string()
    }
    fn between(&self, lo: Option<Day>, hi: Option<Day>) -> String {
        match (lo, hi) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("a day between {} and {}", self.day(a), self.day(b)),
            (Some(a), None) => format!("a day not before {}", self.day(a)),
            (None, Some(b)) => format!("a day not after {}", self.day(b)),
            (None, None) => "a day not surely known".into(),
        }
    }
    fn plus(&self, duration: Duration, of: &str, result: &str) -> String {
        if duration == Duration::days(1) {
            return format!("{result}, the day after {of}");
        }
        format!("{result}, {} after {of}", duration.display_en())
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
            format!(", {} before it", before.display_en())
        };
        format!(
            "{result}, the end of the first term ({} from {start}, or a renewal) for which notice of {notice} was in time{early}",
            first.display_en()
        )
    }
    fn among(&self, how: &str, n: u64, all: &[String]) -> String {
        let all = all.join("; ");
        match how {
            "latest" => format!("the latest of ({all})"),
            "earliest" => format!("the earliest of ({all})"),
            "nth" => format!("number {n} in order of time of ({all})"),
            _ => format!("a day from the earliest to the latest of ({all})"),
        }
    }
    fn not_stated(&self) -> String {
        "a day that no statement gives".into()
    }
    fn option(&self, truth: Truth, question: &str, says: &str) -> String {
        let fits = if truth == Truth::No {
            " (which does not fit)"
        } else {
            ""
        };
        format!("on the question “{question}” the reading taken is: {says}{fits}")
    }
    fn guarded(&self, truth: Truth, statement: &str) -> String {
        match truth {
            Truth::Yes => format!("on the reading taken, {statement} holds"),
            Truth::No => format!("on the reading taken, {statement} does not hold"),
            Truth::Unknown => format!("whether {statement} holds is not known"),
        }
    }
    fn taken(&self, truth: Truth, statement: &str) -> String {
        match truth {
            Truth::No => format!("of statements that conflict, {statement} is not the one taken"),
            _ => format!("of statements that conflict, {statement} is taken"),
        }
    }
    fn missing(&self, what: &str, about: &[String]) -> String {
        let a = about.first().map_or("", String::as_str);
        let b = about.get(1).map_or("", String::as_str);
        match what {
            "party" => format!(
                "there is no statement that {a} is a party to {b}, nor that the list of its parties is complete"
            ),
            "party-date" => format!("there is no sure statement of when {a} joined {b}"),
            "state-again" => format!("there is no statement of whether {a} became a state again"),
            "link-time" => "there is no statement of the day of the succession".into(),
            "entry-into-force" => format!("there is no statement of when {a} entered into force"),
            "deposits" => format!("there is no statement that all deposits under {a} are listed"),
            "all-notices" => format!(
                "there is no statement that all notices and other ends of {a} up to then are listed"
            ),
            "all-acts" => {
                format!("there is no valid statement that everything done to {a} is listed")
            }
            "all-events" => {
                format!("there is no statement that all events concerning {a} are listed")
            }
            "end-in-conflict" => format!("the record does not agree with itself on when {a} ended"),
            "effect-of-notice" => {
                format!("there is no statement of what the notice {a} brought about")
            }
            "right-implied" => {
                format!("there is no statement of whether a right to withdraw from {a} is implied")
            }
            "choice-point" => format!("the record holds no choice point {a}"),
            "attack" => format!(
                "there is no statement of an attack that brings article {b} of {a} into play"
            ),
            "unprovoked" => format!("there is no statement that {a} was unprovoked"),
            "unmodelled" => format!("{a} is not modelled"),
            "open-trigger" => format!("what brings {a} into play is not modelled"),
            "open-exception" => format!("an exception of {a} is not modelled"),
            "after-hostilities" => {
                format!("there is no statement of whether the duty goes on after {a}")
            }
            "target" => format!("there is no statement of whom {a} was directed at"),
            "place" => format!("there is no statement of where {a} took place"),
            "conditions-of-excuse" => {
                format!("there is no statement that settles the conditions of the excuse in {a}")
            }
            "time" => format!("there is no statement of when {a} happened"),
            "reservation-scope" => {
                format!("what the reservation {a} leaves of the articles is not modelled")
            }
            "intention-in-war" => {
                format!("there is no statement of what the parties to {a} meant for war")
            }
            "essential" => {
                format!("there is no statement that {a} is essential to the object or purpose")
            }
            "excuse-condition" => {
                format!("there is no finding on a condition of the excuse in {a} ({b})")
            }
            _ => format!("there is no statement on {what} of {a}"),
        }
    }
    fn complete(&self, statement: &str, members: usize) -> String {
        format!("the list of {members} is stated to be complete: {statement}")
    }
    fn is_a(&self, narrow: &str, wide: &str) -> String {
        if narrow == wide {
            format!("the act is {wide}")
        } else {
            format!("{narrow} is a kind of {wide}")
        }
    }
    fn looked(&self, what: &str, truth: Truth, args: &[String]) -> String {
        let a = args.first().map_or("", String::as_str);
        let b = args.get(1).map_or("", String::as_str);
        let no = truth == Truth::No;
        let not = |yes: &str, n: &str| (if no { n } else { yes }).to_string();
        match what {
            "bears" => not(
                &format!("it is addressed to {b}"),
                &format!("it is not addressed to {b}"),
            ),
            "owed-to" => {
                let c = args.get(2).map_or("", String::as_str);
                not(
                    &format!("it is owed to {c}"),
                    &format!("it is not owed to {c}"),
                )
            }
            "condition-open" => format!("the record says that the condition of {a} stands open"),
            "attack-fits" => format!("{a} was by and on those whom the text names"),
            "at-place" => not(
                &format!("{a} was in a place named"),
                &format!("{a} was not in a place named"),
            ),
            "during-event" => not(
                "it was during the event named",
                "it was not during the event named",
            ),
            "done-to" => format!("{a} was directed at {b}"),
            "toward-everyone" => "the duty is not owed to one alone".into(),
            "organ-of" if a == b => format!("{a} itself acted"),
            "organ-of" => format!("{a} is an organ or force of {b}"),
            "in-office-of" => format!("{a} held office of {b}"),
            "attack-on" => format!("{a} was a use of force against {b}"),
            "boundary" => format!("{a} draws a boundary, and boundaries pass"),
            "clean-slate" => format!("{a}, newly independent, begins with a clean slate"),
            "available" => not(
                "the ground is open to the one who invokes it",
                "the ground is not open to one party alone",
            ),
            "barred" => "the ground is not open against a treaty of this sort".into(),
            "separable" => not(
                "the articles can be parted from the rest",
                "the articles are not shown to be separable",
            ),
            "essential" => format!("{a} is essential to the object or purpose"),
            "attributed-then" => not(
                &format!("{a} falls into the time of the attribution"),
                &format!("{a} does not fall into the time of the attribution"),
            ),
            "member-of" => format!("{b} was a member of {a}"),
            "no-deadline" => "there is no deadline".into(),
            _ => String::new(),
        }
    }
    fn cited(&self, text: &str, citations: &[String], unverified: bool) -> String {
        if citations.is_empty() {
            return text.to_string();
        }
        let mark = if unverified { "; not verified" } else { "" };
        format!("{text} [{}{mark}]", citations.join("; "))
    }
    fn span(&self, first: Option<Day>, last: Option<Day>) -> String {
        match (first, last) {
            (Some(a), Some(b)) if a == b => self.day(a),
            (Some(a), Some(b)) => format!("the time from {} to {}", self.day(a), self.day(b)),
            (Some(a), None) => format!("the time from {} on", self.day(a)),
            (None, Some(b)) => format!("the time up to {}", self.day(b)),
            (None, None) => "the time".into(),
        }
    }
    fn article(&self, sentence: &str, article: &str) -> String {
        format!("{sentence} ({article})")
    }
}

fn upper(text: &str) -> String {
    let mut c = text.chars();
    c.next().map_or_else(String::new, |f| {
        f.to_uppercase().collect::<String>() + c.as_str()
    })
}
