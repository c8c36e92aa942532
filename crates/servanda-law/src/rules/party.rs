//! Who is bound: parties, strangers, persons.

use super::{Rule, rule};

pub(crate) static RULES: &[&Rule] = &[
    &IN_FORCE, &STRANGER, &EXISTS, &PERSON, &OWN, &JOINED, &NON_PARTY, &LISTED, &LIFE,
];

/// What a party itself has done to end its own part: a premise of all that binds it.
pub(super) const LEFT: (&str, &str, &str) = (
    "left",
    "acts by X ending its own part",
    "notice|notice-silent|notice-unclear|noticed|withdrawn|ended|ended-on-ground|avoided",
);

rule! {
    /// In force for an actor.
    IN_FORCE = "in-force", "both", "VCLT 1969 arts 24, 26, 42";
    when "exists & person";
    premises [("exists", "one", "exists"), ("person", "one", "person")];
    en "{A} was in force for {X}", "{A} was not in force for {X}";
    ja "{A}は{X}について効力を有していた", "{A}は{X}について効力を有していなかった";
    law "A treaty in force binds those that are parties to it, while they exist.",
        "効力を有する条約は、存在する当事国を拘束する。";
    readings []; case "neutrality-pact-1941"
}
rule! {
    /// In force for one that is in no list of parties.
    STRANGER = "in-force-for-stranger", "both", "VCLT 1969 arts 34–35";
    when "!any(excluded) & unlisted";
    premises [("excluded", "non-parties(A,X) and complete parties(A)", "non-party|list-complete"), ("unlisted", "one", "missing")];
    en "{A} was in force for {X}", "{A} was not in force for {X}";
    ja "{A}は{X}について効力を有していた", "{A}は{X}について効力を有していなかった";
    law "A treaty creates no duty for a third state without its consent. That a state is in no list proves nothing unless the list is said to be complete.",
        "条約は第三国の同意なしにその義務を創設しない。一覧にないことは、一覧が完全であるとされない限り何も証明しない。";
    readings []; case "third-states"
}
rule! {
    /// Existence of an actor.
    EXISTS = "exists", "record", "record";
    when "all(from) & !any(past) & !any(part)";
    premises [("from", "start of actor(X).exists", "since"), ("past", "day after the end of actor(X).exists", "since"),
              ("part", "links of X by which it became part of another", "part-of-another")];
    en "{X} existed", "{X} did not exist";
    ja "{X}は存在していた", "{X}は存在していなかった";
    law "Only an existing person is bound.", "存在する主体のみが拘束される。";
    readings []; case "succession-ussr-russia"
}
rule! {
    /// In force for the legal person, under whatever name it goes on.
    PERSON = "person", "both", "VCLT 1969 art. 26; Vienna Convention 1978 (succession)";
    when "any(own) | any(continued) | any(inherited)";
    premises [("own", "parties(A,X)", "own"), ("continued", "succession(X) continuing a person", "continued"),
              ("inherited", "succession(X) otherwise", "inherited")];
    en "{A} bound {X} as a party or as the continuation of one", "{A} did not bind {X}";
    ja "{A}は{X}を当事国又はその継続者として拘束していた", "{A}は{X}を拘束していなかった";
    law "A party is bound in its own name, as the same person under a later name, or by succession.",
        "当事国は、自らの名で、後の名の同一人格として、又は承継により拘束される。";
    readings ["succession"]; case "succession-ussr-russia"
}
rule! {
    /// Bound in its own name.
    OWN = "own", "both", "VCLT 1969 art. 24(1)–(3)";
    when "party & all(joined) & life & !any(past) & !any(left) & !any(lapsed)";
    premises [("party", "one", "fact"), ("joined", "own first day of X", "since|joined"), ("life", "one", "life"),
              ("past", "day after the party's own last day", "since"), LEFT,
              ("lapsed", "links of X by which it became part of another", "lapsed")];
    en "{A} bound {X} as a party", "{A} did not bind {X} in its own name";
    ja "{A}は{X}を当事国として拘束していた", "{A}は{X}を自らの名では拘束していなかった";
    law "A treaty in force binds a party from the day it consents, or from entry into force if later, until its part ends.",
        "条約は、当事国の同意の日又は効力発生の日のいずれか遅い日から、その参加が終わるまで当事国を拘束する。";
    readings []; case "late-accession"
}
rule! {
    /// Joined on a day that is not, or not surely, recorded.
    JOINED = "joined", "method", "completeness";
    when "any(since) | unlisted";
    premises [("since", "earliest act of consent of X", "since"), ("unlisted", "one", "missing")];
    en "{X} had joined {A}", "{X} had not joined {A}";
    ja "{X}は{A}に参加していた", "{X}は{A}に参加していなかった";
    law "One that joins later is bound from the day of its consent; where that day is not recorded, whether it had joined is unknown.",
        "後に参加する国は同意の日から拘束される。その日が記録されていなければ、参加の有無は不明である。";
    readings []; case "late-accession"
}
rule! {
    /// Expressly not a party.
    NON_PARTY = "non-party", "both", "VCLT 1969 art. 34";
    when "fact & all(from) & !any(past)";
    premises [("fact", "one", "fact"), ("from", "start of the period", "since"), ("past", "day after its end", "since")];
    en "{X} was not a party to {A}", "the record does not say that {X} was not a party to {A}";
    ja "{X}は{A}の当事国ではなかった", "{X}が{A}の非当事国であるとは記録されていない";
    law "A treaty creates no duty for a third state without its consent.", "条約は第三国の同意なしにその義務を創設しない。";
    readings []; case "third-states"
}
rule! {
    /// The list of parties is complete and does not have it.
    LISTED = "list-complete", "method", "completeness";
    when "complete";
    premises [("complete", "completeness(A, parties)", "complete")];
    en "all parties to {A} are listed and {X} is not among them", "the list of parties to {A} is not known to be complete";
    ja "{A}の全当事国が挙げられ、{X}はその中にない", "{A}の当事国一覧が完全であるかは知られていない";
    law "Absence counts only inside a declared coverage.", "不存在は、宣言された網羅範囲内でのみ意味を持つ。";
    readings []; case "third-states"
}
rule! {
    /// The agreement itself is alive.
    LIFE = "life", "both", "VCLT 1969 arts 2(1)(a), 24, 25, 42";
    when "all(binds) & !any(void) & (any(run) | any(provisional))";
    premises [("binds", "binding(A)", "choice"), ("run", "entries(A) x terms(A)", "run"),
              ("provisional", "provisional(A)", "provisional|provisional-gap"),
              ("void", "invocations that make A void, or avoid it for all", "void|avoided")];
    en "{A} was in force or provisionally applied", "{A} was not in force";
    ja "{A}は効力を有し又は暫定的に適用されていた", "{A}は効力を有していなかった";
    law "An instrument meant to bind is in force from its entry into force until it ends; it may be applied provisionally before.",
        "拘束を意図した文書は、効力発生から終了まで効力を有し、それ以前に暫定的に適用されうる。";
    readings ["nature of the instrument"]; case "budapest-1994"
}
