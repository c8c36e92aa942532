//! Rules on acts: reservations and objections, partial and pairwise suspension, grounds of invalidity and of ending as
//! powers, succession notified, revival (VCLT 1969 arts 19–23, 44–53, 57–65, 69, 72; Vienna Convention 1978 art. 23).

use super::acts::ActRule;
pub(crate) use super::change::breaches;
use super::{Rule, rule};

pub(crate) static RULES: &[&Rule] = &[
    &RESERVED,
    &RESERVATION_WITHDRAWN,
    &PRECLUDED,
    &OBJECTED_IN_TIME,
    &OBJECTION_WITHDRAWN,
    &CEASED,
    &SUSPENDED_TOWARD,
    &RESUMED_PART,
    &ENDED_ON_GROUND,
    &SUSPENDED_ON_GROUND,
    &PART_ON_GROUND,
    &VOID,
    &VOIDABLE,
    &NEW_NORM,
    &LOST,
    &OBJECTED,
    &UPHELD,
    &PENDING,
    &REVIVED,
];

/// The act rules, in the order of the documentation.
pub(crate) static ACT_RULES: &[&ActRule] = &[
    &RESERVED_ACT,
    &RESERVATION_WITHDRAWN_ACT,
    &PRECLUDED_ACT,
    &OBJECTED_IN_TIME_ACT,
    &OBJECTION_WITHDRAWN_ACT,
    &CEASED_ACT,
    &SUSPENDED_TOWARD_ACT,
    &RESUMED_PART_ACT,
    &ENDED_ON_GROUND_ACT,
    &SUSPENDED_ON_GROUND_ACT,
    &SUSPENDED_PAIR_ACT,
    &PART_ON_GROUND_ACT,
    &VOID_ACT,
    &VOIDABLE_ACT,
    &NEW_NORM_ACT,
    &LOST_ACT,
    &OBJECTED_ACT,
    &UPHELD_ACT,
    &PENDING_ACT,
    &REVIVED_ACT,
];

/// The act rule that concludes a rule of that id; the first of them.
pub(crate) fn act_rule(id: &str) -> Option<&'static ActRule> {
    ACT_RULES.iter().find(|r| r.rule.id == id).copied()
}

/// Words for what rules on acts look up.
pub(crate) const LOOKED: &[&str] = &["available", "barred", "separable"];

rule! {
    /// A reservation takes a provision away between two.
    RESERVED = "reserved", "both", "VCLT 1969 arts 19–22";
    when "fact & since & !any(past) & !any(withdrawn) & all(scope)";
    premises [("fact", "one", "fact"), ("since", "reservation: effect-on or on", "since"), ("past", "day after act.until", "since"), ("withdrawn", "withdrawals of the reservation", "reservation-withdrawn"),
              ("scope", "effect: modifies", "missing")];
    en "a reservation keeps article {P} of {A} from applying between {X} and {Y}", "no reservation keeps article {P} of {A} from applying between {X} and {Y}";
    ja "留保により{A}第{P}条は{X}と{Y}の間で適用されない", "{A}第{P}条の{X}と{Y}の間での適用を妨げる留保はない";
    law "A reservation modifies for the reserving state, in its relations with another party, the provisions to which it relates, and modifies them to the same extent for that other party toward it; an objection that does not preclude entry into force leaves those provisions inapplicable between the two to the extent of the reservation. Other parties among themselves are not touched. (What a reservation modifies and does not exclude is not modelled: unknown. Toward everyone only one's own reservation counts.)",
        "留保は、留保国と他の当事国との関係において、関係する規定を留保国につき変更し、同じ限度で相手国につき変更する。効力発生を妨げない異議があるときは、当該規定は留保の限度において両国間で適用されない。他の当事国相互には影響しない。";
    readings ["whether a reservation is allowed, and what follows if not"]; case "reservations"
}
pub(crate) static RESERVED_ACT: ActRule = ActRule {
    rule: &RESERVED,
    acts: &["reservation"],
    tests: &["article", "reserver"],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on/on accession"),
        ("past", "past until+P1D accession"),
        ("withdrawn", "each reservation-withdrawn"),
        ("scope", "missing reservation-scope if modifies"),
    ],
};
rule! {
    /// A reservation withdrawn.
    RESERVATION_WITHDRAWN = "reservation-withdrawn", "both", "VCLT 1969 art. 22";
    when "fact & since & after";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"), ("after", "reservation not after withdrawal", "not-after")];
    en "the reservation had been withdrawn", "the reservation had not been withdrawn";
    ja "留保は撤回されていた", "留保は撤回されていなかった";
    law "A reservation may be withdrawn at any time; the withdrawal works toward another state when that state has received notice.",
        "留保はいつでも撤回でき、撤回は相手国が通告を受けた時に効力を生ずる。";
    readings []; case "reservations"
}
static RESERVATION_WITHDRAWN_ACT: ActRule = ActRule {
    rule: &RESERVATION_WITHDRAWN,
    acts: &["reservation-withdrawn"],
    tests: &["same-by", "same-articles"],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on/on accession"),
        ("after", "not-after outer.on on"),
    ],
};
rule! {
    /// An objection keeps the treaty from entering into force between two.
    PRECLUDED = "precluded", "both", "VCLT 1969 arts 20(4)(b), 20(5)";
    when "fact & any(timely) & !any(withdrawn)";
    premises [("fact", "one", "fact"), ("timely", "reservations objected to", "objected-in-time"), ("withdrawn", "withdrawals of the objection", "objection-withdrawn")];
    en "an objection keeps {A} from being in force between {X} and {Y}", "no objection keeps {A} from being in force between {X} and {Y}";
    ja "異議により{A}は{X}と{Y}の間で効力を生じない", "{A}の{X}と{Y}の間での効力を妨げる異議はない";
    law "An objection keeps the treaty from entering into force between the objecting and the reserving state only if the objecting state says so definitely.",
        "異議は、異議国が明確にその意図を表明した場合に限り、異議国と留保国との間の効力発生を妨げる。";
    readings []; case "reservations"
}
pub(crate) static PRECLUDED_ACT: ActRule = ActRule {
    rule: &PRECLUDED,
    acts: &["objection"],
    tests: &["precludes", "pair"],
    gives: &[
        ("fact", "fact"),
        ("timely", "each objected-in-time"),
        ("withdrawn", "each objection-withdrawn"),
    ],
};
rule! {
    /// The reservation objected to, in time.
    OBJECTED_IN_TIME = "objected-in-time", "both", "VCLT 1969 art. 20(5)";
    when "fact & before";
    premises [("fact", "one", "fact"), ("before", "objection not after twelve months from the reservation, or consent if later", "not-after")];
    en "the reservation was objected to in time", "the objection to the reservation came too late";
    ja "留保に対する異議は期限内であった", "留保に対する異議は期限後であった";
    law "A reservation counts as accepted by a state that has not objected within twelve months after notice of it, or by the day of its own consent, if later.",
        "留保の通告を受けた後12か月の期間満了の日又は自国の同意の日のいずれか遅い日までに異議を申し立てない国は、留保を受諾したものとみなされる。";
    readings ["when notice was received"]; case "reservations"
}
static OBJECTED_IN_TIME_ACT: ActRule = ActRule {
    rule: &OBJECTED_IN_TIME,
    acts: &["reservation"],
    tests: &["answered"],
    gives: &[
        ("fact", "fact"),
        (
            "before",
            "not-after outer.on effect-on/on+P12M|outer.consent",
        ),
    ],
};
rule! {
    /// An objection withdrawn.
    OBJECTION_WITHDRAWN = "objection-withdrawn", "both", "VCLT 1969 art. 22(2)";
    when "fact & since & after";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"), ("after", "objection not after withdrawal", "not-after")];
    en "the objection had been withdrawn", "the objection had not been withdrawn";
    ja "異議は撤回されていた", "異議は撤回されていなかった";
    law "An objection to a reservation may be withdrawn at any time.", "留保に対する異議はいつでも撤回できる。";
    readings []; case "reservations"
}
static OBJECTION_WITHDRAWN_ACT: ActRule = ActRule {
    rule: &OBJECTION_WITHDRAWN,
    acts: &["objection-withdrawn"],
    tests: &["same-by"],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on/on accession"),
        ("after", "not-after outer.on on"),
    ],
};

rule! {
    /// Single articles suspended or ended by agreement, or as the text allows.
    CEASED = "part-ceased", "both", "VCLT 1969 arts 44(1), 54, 57–58";
    when "fact & since & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"), ("past", "day after act.until", "since"), ("resumed", "resumptions", "part-resumed")];
    en "article {P} of {A} was suspended or ended by itself", "article {P} of {A} was not suspended or ended by itself";
    ja "{A}第{P}条は単独で停止され又は終了していた", "{A}第{P}条は単独では停止も終了もしていなかった";
    law "Single articles may be suspended or ended where the treaty provides or the parties agree.",
        "条約が定め又は当事国が合意する場合、個々の条文を停止し又は終了させることができる。";
    readings []; case "severability"
}
pub(crate) static CEASED_ACT: ActRule = ActRule {
    rule: &CEASED,
    acts: &["suspension", "termination", "mutual-termination"],
    tests: &["article", "touches"],
    gives: SUSPENDING,
};
const SUSPENDING: &[(&str, &str)] = &[
    ("fact", "fact"),
    ("since", "since effect-on/on suspension"),
    ("past", "past until+P1D suspension"),
    ("resumed", "each part-resumed"),
    ("resumed", "missing all-acts if open"),
];
rule! {
    /// Suspended toward one party only.
    SUSPENDED_TOWARD = "suspended-toward", "both", "VCLT 1969 arts 57–58, 60(2)(b)";
    when "fact & since & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"), ("past", "day after act.until", "since"), ("resumed", "resumptions", "part-resumed|missing")];
    en "the operation of {A} was suspended between {X} and {Y}", "the operation of {A} was not suspended between {X} and {Y}";
    ja "{A}の運用は{X}と{Y}の間で停止されていた", "{A}の運用は{X}と{Y}の間で停止されていなかった";
    law "A treaty of several may be suspended between two of its parties only.", "多数国間条約は二当事国の間でのみ停止されうる。";
    readings []; case "severability"
}
pub(crate) static SUSPENDED_TOWARD_ACT: ActRule = ActRule {
    rule: &SUSPENDED_TOWARD,
    acts: &["suspension"],
    tests: &["!two-sided", "addressed", "whole", "pair"],
    gives: SUSPENDING,
};
rule! {
    /// Resumed after a suspension of a part or toward one.
    RESUMED_PART = "part-resumed", "both", "VCLT 1969 art. 72";
    when "fact & since & after";
    premises [("fact", "one", "fact"), ("since", "act.on", "since"), ("after", "suspension not after resumption", "not-after")];
    en "what was suspended had been resumed", "what was suspended had not been resumed";
    ja "停止されたものは再開されていた", "停止されたものは再開されていなかった";
    law "What was suspended may be resumed.", "停止されたものは再開されうる。";
    readings []; case "severability"
}
static RESUMED_PART_ACT: ActRule = ActRule {
    rule: &RESUMED_PART,
    acts: &["resumption"],
    tests: &["same-by", "same-articles"],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on/on suspension"),
        ("after", "not-after outer.effect-on/outer.on effect-on/on"),
    ],
};

/// How a power is used: shown, open, not barred, not lost, separable if for a part, notified; then upheld, or in three
/// months not objected to, or the procedure held not to be needed.
const POWER: &[(&str, &str)] = &[
    ("fact", "fact"),
    ("available", "looked available available"),
    ("barred", "looked barred barred if barred"),
    ("separable", "looked separable separable if !whole"),
    ("lost", "each ground-lost"),
    ("shown", "fact if guarded"),
    ("shown", "breaches"),
    ("shown", "each ground-upheld"),
    ("notified", "since effect-on/on notice"),
    ("settled", "each ground-upheld"),
    ("informal", "choice procedure-of-ending not-required"),
    ("objected", "each ground-objected"),
    ("objected", "missing all-acts if open"),
    ("waited", "since effect-on|on+P3M notice if !urgent"),
    ("waited", "since effect-on/on notice if urgent"),
    ("past", "past until+P1D notice"),
    ("resumed", "each part-resumed"),
];
rule! {
    /// A treaty ended by using a right that a ground gives.
    ENDED_ON_GROUND = "ended-on-ground", "both", "VCLT 1969 arts 45, 60–62, 65–67";
    when "fact & available & !any(barred) & all(separable) & !any(lost) & any(shown) & notified & (any(settled) | any(informal) | (!any(objected) & waited)) & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("available", "whether the ground is open to one party alone (art. 60(1), (2))", "looked"),
              ("barred", "topics under which the ground is not open (arts 60(5), 62(2)(a))", "looked"), ("separable", "for single articles: whether they can be parted (art. 44(3))", "looked"),
              ("lost", "acquiescence of the one who invokes", "ground-lost"), ("shown", "options on which the ground is good; breaches it rests on; settlements in its favour", "fact|material-breach|ground-upheld"),
              ("notified", "invocation: effect-on or on", "since"), ("settled", "settlements in its favour", "ground-upheld"),
              ("informal", "choice procedure-of-ending = not-required", "choice"), ("objected", "objections within three months", "ground-objected|missing"),
              ("waited", "three months after the invocation (at once if urgent)", "since"), ("past", "day after act.until", "since"), ("resumed", "resumptions", "part-resumed")];
    en "{A} had been ended on a ground of the law of treaties", "no right to end {A} had been made good";
    ja "{A}は条約法上の事由に基づき終了していた", "{A}を終了させる権利の行使は成立していなかった";
    law "Material breach by another party, supervening impossibility and a fundamental change of circumstances end nothing by themselves: they give a right that must be shown, invoked by notice, and not have been lost by acquiescence; if another party objects within three months, the dispute must first be settled.",
        "他の当事国の重大な違反、後発的履行不能及び事情の根本的変化は、それ自体では何も終了させない。権利を与えるにとどまり、これを示し、通告により援用し、黙認により失っていないことを要する。3か月以内に他の当事国が異議を唱えれば、まず紛争を解決しなければならない。";
    readings ["procedure-of-ending"]; case "grounds-of-ending"
}
pub(crate) static ENDED_ON_GROUND_ACT: ActRule = ActRule {
    rule: &ENDED_ON_GROUND,
    acts: &["invocation"],
    tests: &["power", "seeks-termination", "whole"],
    gives: POWER,
};
rule! {
    /// A treaty suspended by using a right that a ground gives.
    SUSPENDED_ON_GROUND = "suspended-on-ground", "both", "VCLT 1969 arts 45, 60–62, 65, 72";
    when "fact & available & !any(barred) & all(separable) & !any(lost) & any(shown) & notified & (any(settled) | any(informal) | (!any(objected) & waited)) & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("available", "whether the ground is open to one party alone (art. 60(1), (2))", "looked"),
              ("barred", "topics under which the ground is not open (arts 60(5), 62(2)(a))", "looked"), ("separable", "for single articles: whether they can be parted (art. 44(3))", "looked"),
              ("lost", "acquiescence of the one who invokes", "ground-lost"), ("shown", "options on which the ground is good; breaches it rests on; settlements in its favour", "fact|material-breach|ground-upheld"),
              ("notified", "invocation: effect-on or on", "since"), ("settled", "settlements in its favour", "ground-upheld"),
              ("informal", "choice procedure-of-ending = not-required", "choice"), ("objected", "objections within three months", "ground-objected|missing"),
              ("waited", "three months after the invocation (at once if urgent)", "since"), ("past", "day after act.until", "since"), ("resumed", "resumptions", "part-resumed")];
    en "{A} had been suspended on a ground of the law of treaties", "no right to suspend {A} had been made good";
    ja "{A}は条約法上の事由に基づき停止されていた", "{A}を停止する権利の行使は成立していなかった";
    law "The same grounds give a right to suspend, used in the same way; in a treaty of several a party specially affected by a material breach may suspend it toward the party in breach.",
        "同じ事由は同じ方法で停止の権利を与える。多数国間条約では、重大な違反により特に影響を受けた当事国は、違反国との関係で停止できる。";
    readings ["procedure-of-ending"]; case "grounds-of-ending"
}
pub(crate) static SUSPENDED_ON_GROUND_ACT: ActRule = ActRule {
    rule: &SUSPENDED_ON_GROUND,
    acts: &["invocation"],
    tests: &["power", "seeks-suspension", "whole", "alone"],
    gives: SUSPEND_POWER,
};
pub(crate) static SUSPENDED_PAIR_ACT: ActRule = ActRule {
    rule: &SUSPENDED_ON_GROUND,
    acts: &["invocation"],
    tests: &[
        "power",
        "seeks-suspension",
        "whole",
        "!two-sided",
        "addressed",
        "pair",
    ],
    gives: SUSPEND_POWER,
};
/// As [`POWER`]; suspension is open to one party alone.
const SUSPEND_POWER: &[(&str, &str)] = &[
    ("fact", "fact"),
    ("available", "looked available whole"),
    ("barred", "looked barred barred if barred"),
    ("lost", "each ground-lost"),
    ("shown", "fact if guarded"),
    ("shown", "breaches"),
    ("shown", "each ground-upheld"),
    ("notified", "since effect-on/on suspension"),
    ("settled", "each ground-upheld"),
    ("informal", "choice procedure-of-ending not-required"),
    ("objected", "each ground-objected"),
    ("objected", "missing all-acts if open"),
    ("waited", "since effect-on|on+P3M suspension if !urgent"),
    ("waited", "since effect-on/on suspension if urgent"),
    ("past", "past until+P1D suspension"),
    ("resumed", "each part-resumed"),
];
rule! {
    /// Single articles ended, suspended or void on a ground.
    PART_ON_GROUND = "part-on-ground", "both", "VCLT 1969 arts 44(2)–(5), 45, 60–62, 65";
    when "fact & available & !any(barred) & all(separable) & !any(lost) & any(shown) & notified & (any(settled) | any(informal) | (!any(objected) & waited)) & !any(past) & !any(resumed)";
    premises [("fact", "one", "fact"), ("available", "whether the ground is open to one party alone (art. 60(1), (2))", "looked"),
              ("barred", "topics under which the ground is not open (arts 60(5), 62(2)(a))", "looked"), ("separable", "whether the articles can be parted (art. 44(3))", "looked"),
              ("lost", "acquiescence of the one who invokes", "ground-lost"), ("shown", "options on which the ground is good; breaches it rests on; settlements in its favour", "fact|material-breach|ground-upheld"),
              ("notified", "invocation: effect-on or on", "since"), ("settled", "settlements in its favour", "ground-upheld"),
              ("informal", "choice procedure-of-ending = not-required", "choice"), ("objected", "objections within three months", "ground-objected|missing"),
              ("waited", "three months after the invocation (at once if urgent)", "since"), ("past", "day after act.until", "since"), ("resumed", "resumptions", "part-resumed")];
    en "a ground of the law of treaties had ended or suspended article {P} of {A}", "no ground of the law of treaties had ended or suspended article {P} of {A} by itself";
    ja "条約法上の事由により{A}第{P}条は終了し又は停止されていた", "条約法上の事由により{A}第{P}条が単独で終了し又は停止されてはいなかった";
    law "A ground touches the whole treaty; it touches single articles where it concerns them alone, they can be parted from the rest, were not an essential basis of consent, and going on without them would not be unjust. Treaties procured by coercion or against a peremptory norm cannot be parted.",
        "事由は条約全体に及ぶ。特定の条文のみに関し、それらが分離可能で、同意の不可欠の基礎でなく、残部の履行が不当でない場合に限り、それらのみに及ぶ。強制又は強行規範違反による条約は分離できない。";
    readings ["procedure-of-ending"]; case "severability"
}
pub(crate) static PART_ON_GROUND_ACT: ActRule = ActRule {
    rule: &PART_ON_GROUND,
    acts: &["invocation"],
    tests: &["grounded", "!void", "!new-norm", "article", "touches"],
    gives: POWER,
};

rule! {
    /// Void from the beginning.
    VOID = "void", "both", "VCLT 1969 arts 51–53, 69, 71";
    when "fact & any(shown)";
    premises [("fact", "one", "fact"), ("shown", "options on which the ground is good; settlements in its favour", "fact|ground-upheld")];
    en "{A} was void", "{A} is not shown to have been void";
    ja "{A}は無効であった", "{A}が無効であったことは示されていない";
    law "A treaty procured by coercion of a representative or by threat or use of force against a state, or that conflicted with a peremptory norm when it was concluded, is void; nobody can make it good, and it cannot be parted.",
        "国の代表者に対する強制若しくは国に対する武力による威嚇若しくは行使により締結され、又は締結時に強行規範に抵触した条約は無効であり、追認も分離もできない。";
    readings ["whether the ground is good"]; case "invalidity"
}
pub(crate) static VOID_ACT: ActRule = ActRule {
    rule: &VOID,
    acts: &["invocation"],
    tests: &["void"],
    gives: &[
        ("fact", "fact"),
        ("shown", "fact if guarded"),
        ("shown", "each ground-upheld"),
    ],
};
rule! {
    /// Avoided by one whose consent was vitiated.
    VOIDABLE = "avoided", "both", "VCLT 1969 arts 45–50, 65, 69";
    when "fact & any(shown) & !any(lost) & (any(settled) | any(informal) | !any(objected))";
    premises [("fact", "one", "fact"), ("shown", "options on which the ground is good; settlements in its favour", "fact|ground-upheld"),
              ("lost", "acquiescence of the one who invokes", "ground-lost"), ("settled", "settlements in its favour", "ground-upheld"),
              ("informal", "choice procedure-of-ending = not-required", "choice"), ("objected", "objections within three months", "ground-objected|missing")];
    en "consent to {A} was invalid", "consent to {A} is not shown to have been invalid";
    ja "{A}に対する同意は無効であった", "{A}に対する同意が無効であったことは示されていない";
    law "A manifest breach of a rule of fundamental importance on competence, error, fraud or corruption may be invoked by the state whose consent it vitiated, unless it has since agreed or acquiesced; once established, it works from the beginning.",
        "基本的重要性を有する権限規則の明白な違反、錯誤、詐欺又は買収は、同意を害された国が援用でき、その後の同意又は黙認により失われる。確定すれば当初から効力を有する。";
    readings ["procedure-of-ending"]; case "invalidity"
}
pub(crate) static VOIDABLE_ACT: ActRule = ActRule {
    rule: &VOIDABLE,
    acts: &["invocation"],
    tests: &["voidable", "whole"],
    gives: &[
        ("fact", "fact"),
        ("shown", "fact if guarded"),
        ("shown", "each ground-upheld"),
        ("lost", "each ground-lost"),
        ("settled", "each ground-upheld"),
        ("informal", "choice procedure-of-ending not-required"),
        ("objected", "each ground-objected"),
        ("objected", "missing all-acts if open"),
    ],
};
rule! {
    /// A new peremptory norm.
    NEW_NORM = "new-norm", "both", "VCLT 1969 arts 64, 71(2)";
    when "fact & any(shown) & since";
    premises [("fact", "one", "fact"), ("shown", "options on which the ground is good; settlements in its favour", "fact|ground-upheld"),
              ("since", "emergence of the norm: effect-on or on", "since")];
    en "{A} had ended, in conflict with a new peremptory norm", "{A} is not shown to have conflicted with a new peremptory norm";
    ja "{A}は新たな強行規範に抵触し終了していた", "{A}が新たな強行規範に抵触したことは示されていない";
    law "If a new peremptory norm emerges, a treaty in conflict with it becomes void and ends.",
        "新たな強行規範が成立したとき、これに抵触する条約は無効となり終了する。";
    readings ["which norms are peremptory, and since when"]; case "invalidity"
}
pub(crate) static NEW_NORM_ACT: ActRule = ActRule {
    rule: &NEW_NORM,
    acts: &["invocation"],
    tests: &["new-norm"],
    gives: &[
        ("fact", "fact"),
        ("shown", "fact if guarded"),
        ("shown", "each ground-upheld"),
        ("since", "since effect-on/on notice"),
    ],
};
rule! {
    /// The right was lost by acquiescence.
    LOST = "ground-lost", "both", "VCLT 1969 art. 45";
    when "fact & before";
    premises [("fact", "one", "fact"), ("before", "acquiescence not after the invocation", "not-after")];
    en "the right to invoke the ground had been lost by acquiescence", "the right to invoke the ground had not been lost";
    ja "事由を援用する権利は黙認により失われていた", "事由を援用する権利は失われていなかった";
    law "A state may no longer invoke a ground of arts 46–50, 60 or 62 if, after learning of the facts, it has agreed that the treaty is valid or goes on, or by its conduct acquiesced.",
        "国は、事実を知った後に条約の有効性又は存続に同意し又は黙認したときは、第46条から第50条まで、第60条又は第62条の事由を援用できない。";
    readings []; case "grounds-of-ending"
}
static LOST_ACT: ActRule = ActRule {
    rule: &LOST,
    acts: &["acquiescence"],
    tests: &["same-by", "same-ground", "outer-losable"],
    gives: &[("fact", "fact"), ("before", "not-after on outer.on")],
};
rule! {
    /// Another party objected in time.
    OBJECTED = "ground-objected", "both", "VCLT 1969 art. 65(2)–(3)";
    when "fact & after & all(in-time)";
    premises [("fact", "one", "fact"), ("after", "invocation not after objection", "not-after"), ("in-time", "objection not after three months from the invocation", "not-after")];
    en "another party had objected in time", "no other party had objected in time";
    ja "他の当事国は期限内に異議を唱えていた", "他の当事国は期限内に異議を唱えていなかった";
    law "If another party objects within three months, the parties must seek a settlement; the treaty meanwhile binds.",
        "3か月以内に他の当事国が異議を唱えたときは、当事国は解決を求めなければならず、その間条約は拘束する。";
    readings ["procedure-of-ending"]; case "grounds-of-ending"
}
static OBJECTED_ACT: ActRule = ActRule {
    rule: &OBJECTED,
    acts: &["objection"],
    tests: &["answers", "same-ground"],
    gives: &[
        ("fact", "fact"),
        ("after", "not-after outer.on on"),
        ("in-time", "not-after on outer.on+P3M if !outer-urgent"),
    ],
};
rule! {
    /// A settlement or judgment in favour of the one who invokes.
    UPHELD = "ground-upheld", "both", "VCLT 1969 arts 65(3), 66";
    when "fact & after";
    premises [("fact", "one", "fact"), ("after", "invocation not after settlement", "not-after")];
    en "the ground was agreed or upheld", "the ground was not agreed or upheld";
    ja "事由は合意又は裁定により認められた", "事由は合意又は裁定により認められなかった";
    law "A ground is established by agreement of the parties or by a competent tribunal.", "事由は当事国の合意又は権限ある裁判所により確定する。";
    readings []; case "grounds-of-ending"
}
static UPHELD_ACT: ActRule = ActRule {
    rule: &UPHELD,
    acts: &["settlement"],
    tests: &["same-ground"],
    gives: &[("fact", "fact"), ("after", "not-after outer.on on")],
};

rule! {
    /// Between succession and its notification.
    PENDING = "succession-pending", "treaty", "Vienna Convention 1978 art. 23(2)";
    when "fact & since & !past";
    premises [("fact", "one", "fact"), ("since", "act.effect-on", "since"), ("past", "act.on", "since")];
    en "the succession of {X} to {A} was not yet notified", "the succession of {X} to {A} was notified, or not yet to be";
    ja "{X}の{A}への承継はまだ通告されていなかった", "{X}の{A}への承継は通告されていたか、まだその時に至っていなかった";
    law "A newly independent state that notifies its succession counts as a party from the day of succession; between it and the others operation is suspended until the notification.",
        "承継を通告した新独立国は承継の日から当事国とみなされるが、通告の日まで他の当事国との間で運用は停止される。";
    readings []; case "succession-notified"
}
pub(crate) static PENDING_ACT: ActRule = ActRule {
    rule: &PENDING,
    acts: &["succession"],
    tests: &["by-x", "backdated"],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on succession"),
        ("past", "since on succession"),
    ],
};
rule! {
    /// Revived by the parties.
    REVIVED = "revived", "both", "VCLT 1969 arts 11, 54, 72";
    when "fact & since & !any(past)";
    premises [("fact", "one", "fact"), ("since", "act.effect-on or act.on", "since"), ("past", "day after act.until", "since")];
    en "{A} had been revived", "{A} had not been revived";
    ja "{A}は復活していた", "{A}は復活していなかった";
    law "The parties may bring a treaty that has ended into force again; ends before do not count from then on.",
        "当事国は終了した条約を再び発効させることができ、以後それ以前の終了は数えない。";
    readings []; case "revival"
}
pub(crate) static REVIVED_ACT: ActRule = ActRule {
    rule: &REVIVED,
    acts: &["revival"],
    tests: &[],
    gives: &[
        ("fact", "fact"),
        ("since", "since effect-on/on accession"),
        ("past", "past until+P1D notice"),
    ],
};
