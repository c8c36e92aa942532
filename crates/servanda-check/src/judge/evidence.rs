//! What is evidence for what, by kind of fact, as tables: when a fact is surely the one meant, what keeps a
//! claim from being supported by it, and what supports the claim.
//!
//! A table has rows; a row holds if all its tests hold, and a table answers yes if any row holds.

use super::identify::{is_counted, takes_place};
use crate::fact::FactKind;
use crate::fit::{self, Fit};
use crate::verdict::{Outcome, Slot};
use servanda_text::Frame;

/// One thing asked of a claim laid beside a fact.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test {
    /// The other does not hold.
    Not(&'static Test),
    /// The agreement or event is named.
    Named,
    /// Only the text before speaks of the agreement.
    Guessed,
    /// No word of the claim stands for the agreement.
    Assumed,
    /// The text has just spoken of the event.
    Recent,
    /// The claim cites the article.
    Cited,
    /// One denies or forbids, the other does not.
    Opposed,
    /// The act fits so well or better (see [`Fit::act`]).
    Act(u8),
    /// All parts of that slot that could be compared agree.
    Agrees(Slot),
    /// Some part of that slot agrees.
    Touches(Slot),
    /// What the claim says in that slot the fact leaves open.
    Silent(Slot),
    /// A number or a length agrees.
    Number,
    /// A number and a length agree.
    NumberAndLength,
    /// So many of the slots agree.
    Held(usize),
    /// So many parts agree.
    Agreeing(usize),
    /// So many words are shared.
    Shared(usize),
    /// Such a share of the claim's words is accounted for.
    Coverage(f32),
    /// Such a share of the words that name nobody is in the fact's own wording.
    Own(f32),
    /// So many such words are.
    OwnWords(usize),
    /// The claim has no more than so many such words.
    TellsAtMost(usize),
    /// Enough of such words are in the whole wording: of three or more 0.35 of them, of fewer 0.6.
    Content,
    /// The claim's own date is within so many days of the fact.
    Within(i64),
    /// Its own day is the very day.
    OnTheDay,
    /// A number too large to be met by chance agrees.
    Counted,
    /// The claim says of an event only that it was.
    TakesPlace,
    /// More than the two sides tells the event from others between them.
    ToldApart,
    /// The claim says who did it.
    NamesDoer,
    /// It says so of this many or more.
    Doers(usize),
    /// More than two sides had a part in it.
    ManySides,
    /// The claim has a number.
    HasNumber,
    /// The claim says something of an agreement: a relation or a topic.
    SaysOf,
    /// It says what an agreement provides.
    Provides,
    /// It names nobody but the agreement's parties.
    OfParties,
    /// The agreement is on something close to the claim's matter.
    NearTopic,
    /// The very act, and who, to whom and where agree, or two places do.
    AllRoles,
    /// It tells of an extension.
    Extends,
    /// The fact is a renewal.
    OfRenewal,
    /// It names or means an agreement.
    HasAgreement,
}

/// Rows of tests: one row is enough, all its tests must hold.
pub(super) type Table = &'static [&'static [Test]];

use Slot::{Agent, Duration, Person, Place, Quantity, Time};
use Test::*;

/// When it is sure which fact is meant.
pub(super) fn identifies(kind: FactKind) -> Table {
    match kind {
        FactKind::Event => &[
            &[Named, Act(1)],
            &[Recent, Act(3)],
            &[Named, TakesPlace],
            &[Act(2), Held(2)],
            &[Act(2), Shared(2), Held(1)],
            &[Named, Held(1)],
            &[Act(1), Held(3)],
            &[Act(3), Held(1), Within(60)],
            &[Act(3), Agrees(Time), OnTheDay],
            &[Recent, Counted],
            &[Recent, Coverage(0.5), Held(2)],
            &[Held(3), Agrees(Time), OnTheDay],
            &[Shared(4), Coverage(0.5), Held(1)],
            &[Shared(3), Agrees(Time), Held(2)],
        ],
        FactKind::Provision => &[
            &[Named, Act(2), Shared(1)],
            &[Named, Shared(3)],
            &[Named, Agrees(Quantity)],
            &[Named, Agrees(Duration), Shared(1)],
        ],
        FactKind::Office => &[
            &[Agrees(Person), Act(2), Shared(2)],
            &[Agrees(Person), Agrees(Agent), Shared(1)],
        ],
        FactKind::TookOffice | FactKind::LeftOffice => &[&[Act(2), Agrees(Person), Agrees(Agent)]],
        FactKind::Control | FactKind::PlaceClaim | FactKind::Membership | FactKind::Existence => {
            &[&[Act(2), Held(2)]]
        }
        FactKind::Party | FactKind::NonParty => &[&[Named, Act(2), Agrees(Agent)]],
        FactKind::Act => &[
            &[Named, Act(2), Not(&NamesDoer)],
            &[Named, Act(2), Not(&Silent(Agent))],
        ],
        FactKind::Renewal | FactKind::RenewalNotice | FactKind::Withdrawal => {
            &[&[Named, Act(2), OwnWords(1)]]
        }
        // Told without its name: the day, and who or where; or all but the day, in the words of its title.
        FactKind::Signed => &[
            &[Named, Act(2)],
            &[Act(3), Agrees(Time), Touches(Person)],
            &[Act(3), Agrees(Time), Touches(Place)],
            &[Act(3), Agrees(Time), Agrees(Agent), Doers(2)],
            &[Act(3), Agrees(Time), Agrees(Agent), Agrees(Slot::Patient)],
            &[Act(3), Shared(2), Touches(Place), Within(60)],
            &[Act(3), Shared(2), OnTheDay],
            &[Act(3), Agrees(Agent), NamesDoer, Agrees(Place), Shared(2)],
        ],
        FactKind::EntryIntoForce | FactKind::Term | FactKind::Ended | FactKind::Registered => {
            &[&[Named, Act(2)]]
        }
        FactKind::Matter => &[&[Named, Act(2)], &[Named, NearTopic]],
    }
}

/// What leaves a claim unsupported, though nothing differs.
pub(super) fn leaves_open(kind: FactKind) -> Table {
    match kind {
        FactKind::Provision => &[
            // Words alone must be nearly all there, in one provision, and say it the same way round.
            &[Not(&Number), Not(&Cited), Not(&AllRoles), Not(&Own(0.75))],
            &[Not(&Number), Not(&Own(0.5))],
            &[Not(&Number), Opposed],
            &[Not(&Number), Not(&Cited), Not(&OwnWords(1)), Not(&Act(3))],
            // What an agreement says is no evidence that it was done.
            &[Not(&Coverage(0.8)), Not(&Act(1)), Not(&NumberAndLength)],
            &[Not(&Coverage(0.8)), Not(&SaysOf), Not(&NumberAndLength)],
            // A single word shared is no content.
            &[Not(&Guessed), Not(&Shared(2)), Not(&Agreeing(1))],
            &[
                Not(&Guessed),
                Not(&Act(2)),
                Not(&Coverage(0.8)),
                Not(&Agreeing(1)),
            ],
        ],
        // All the provisions together have nearly every word: only what it is about is told by them.
        FactKind::Matter => &[
            &[Not(&Own(0.9))],
            &[Not(&TellsAtMost(2))],
            &[Not(&OfParties)],
        ],
        FactKind::Event => &[
            &[Not(&Named), Not(&Recent), Not(&ToldApart)],
            // Names alone do not say what happened.
            &[
                Not(&Act(1)),
                Not(&Content),
                Not(&Recent),
                Not(&TakesPlace),
                Not(&Agreeing(3)),
            ],
            &[
                Not(&Act(1)),
                Not(&Content),
                Not(&Counted),
                Not(&TakesPlace),
                Not(&Agreeing(3)),
            ],
            // Of what many had a part in, each did something else.
            &[
                Not(&Act(1)),
                NamesDoer,
                ManySides,
                Not(&Agreeing(3)),
                Not(&OnTheDay),
            ],
            &[
                Not(&Act(1)),
                NamesDoer,
                ManySides,
                Not(&Coverage(0.6)),
                Not(&OnTheDay),
            ],
        ],
        // For how long it was made is not for how long it was extended.
        FactKind::Term => &[&[Extends]],
        // A renewal is no entry into force, nor is one agreement's end that of the one named.
        FactKind::Act => &[&[OfRenewal, Not(&Extends)], &[Guessed, HasAgreement]],
        FactKind::Ended | FactKind::EntryIntoForce => &[&[Guessed, HasAgreement]],
        _ => &[],
    }
}

/// What supports a claim that nothing speaks against or leaves open.
pub(super) fn supports(kind: FactKind) -> Table {
    match kind {
        FactKind::Matter => &[
            &[Named, Not(&Guessed), Not(&HasNumber), Act(2), Coverage(0.6)],
            &[Named, Not(&Guessed), Not(&HasNumber), Act(2), OwnWords(1)],
            &[
                Named,
                Not(&Guessed),
                Not(&HasNumber),
                Act(2),
                Coverage(0.5),
                Agreeing(1),
            ],
        ],
        FactKind::Provision => &[
            &[Not(&Guessed), Coverage(0.4)],
            &[Not(&Guessed), Agreeing(2), Coverage(0.25)],
            &[Not(&Guessed), Agreeing(1), Act(2), Coverage(0.3)],
            // What is only guessed to be spoken of must be told in its words, as something agreed.
            &[Guessed, Provides, Shared(2), Coverage(0.6)],
            &[Guessed, Provides, Shared(2), Coverage(0.3), Number],
        ],
        FactKind::Event => &[
            &[Agreeing(2), Act(2)],
            &[Agreeing(2), Coverage(0.4)],
            &[Named, Agreeing(1), Coverage(0.25)],
            // Told to have been then, and no more.
            &[Named, TakesPlace, Agreeing(1)],
            &[Named, Act(2), Shared(3), Coverage(0.25)],
            &[Agreeing(1), Act(2), Coverage(0.5)],
            &[Act(3), Recent, OnTheDay],
            &[Act(3), Coverage(0.3), OnTheDay],
            &[Recent, Counted],
            &[Agreeing(3), Coverage(0.2), OnTheDay],
            &[Agreeing(4), Act(1), OnTheDay],
            // Told without a word for the act: the very day, and most of its wording.
            &[Shared(4), Coverage(0.6), OnTheDay],
        ],
        FactKind::Term | FactKind::Withdrawal | FactKind::Renewal | FactKind::RenewalNotice => {
            &[&[Agrees(Duration)], &[Agrees(Time)]]
        }
        FactKind::Ended
        | FactKind::EntryIntoForce
        | FactKind::Registered
        | FactKind::TookOffice
        | FactKind::LeftOffice => &[&[Agrees(Time)]],
        FactKind::Signed => &[
            &[Agrees(Time)],
            &[Agrees(Place)],
            &[Agrees(Person)],
            &[Agrees(Agent), Not(&Assumed)],
        ],
        FactKind::Act => &[&[Agrees(Time)], &[Agrees(Agent), Act(3), Not(&Assumed)]],
        FactKind::Party => &[
            &[Agrees(Agent), Not(&Assumed)],
            &[Agrees(Agent), Act(3), Agrees(Time)],
        ],
        FactKind::NonParty
        | FactKind::Office
        | FactKind::Control
        | FactKind::PlaceClaim
        | FactKind::Membership
        | FactKind::Existence => &[&[Agreeing(1)]],
    }
}

/// Whether some row of a table holds.
pub(super) fn holds(table: Table, frame: &Frame, f: &Fit) -> bool {
    table
        .iter()
        .any(|row| row.iter().all(|t| t.holds(frame, f)))
}

impl Test {
    fn holds(self, frame: &Frame, f: &Fit) -> bool {
        match self {
            Not(other) => !other.holds(frame, f),
            Named => f.named,
            Guessed => f.guessed,
            Assumed => f.assumed,
            Recent => f.recent,
            Cited => f.cited,
            Opposed => f.opposed,
            Act(least) => f.act >= least,
            Agrees(slot) => f.agrees(slot),
            Touches(slot) => f.touches(slot),
            Silent(slot) => f.slot(slot) == Some(Outcome::Silent),
            Number => f.agrees(Quantity) || f.agrees(Duration),
            NumberAndLength => f.agrees(Quantity) && f.agrees(Duration),
            Held(least) => held(f) >= least,
            Agreeing(least) => f.count(Outcome::Agrees) >= least,
            Shared(least) => f.shared_words >= least,
            Coverage(least) => f.coverage >= least,
            Own(least) => f.own >= least,
            OwnWords(least) => f.own_words >= least,
            TellsAtMost(most) => f.told <= most,
            Content => f.content >= if f.content_words >= 3 { 0.35 } else { 0.6 },
            Within(days) => fit::time_distance(frame, f.fact).is_some_and(|d| d <= days),
            OnTheDay => fit::on_the_day(frame, f.fact),
            Counted => is_counted(frame, f),
            TakesPlace => takes_place(frame),
            ToldApart => f.told_apart(),
            NamesDoer => !frame.agents.is_empty(),
            Doers(least) => frame.agents.len() >= least,
            ManySides => f.fact.agents.len() + f.fact.patients.len() > 2,
            HasNumber => !frame.quantities.is_empty(),
            SaysOf => frame.relation.is_some() || !frame.topics.is_empty(),
            Provides => frame.relation == Some("provide") || f.act >= 2,
            OfParties => f.of_parties(frame),
            NearTopic => f.near_topic,
            AllRoles => {
                let places = f.slots(Outcome::Agrees).filter(|s| *s == Place).count();
                f.act == 3
                    && f.agrees(Place)
                    && (places >= 2 || f.agrees(Agent) && f.agrees(Slot::Patient))
            }
            OfRenewal => f
                .fact
                .statements
                .iter()
                .any(|s| s.as_str().contains("/act/renewal/")),
            HasAgreement => !frame.agreements.is_empty(),
            Extends => frame.acts.iter().any(|a| a.as_str() == "extension"),
        }
    }
}

/// How many of who, to whom, where, when and how many agree.
fn held(f: &Fit) -> usize {
    [
        Agent,
        Slot::Patient,
        Place,
        Person,
        Time,
        Quantity,
        Duration,
    ]
    .iter()
    // Many things lasted as long: that says of one spoken of how long it was, not which one is meant.
    .filter(|s| f.agrees(**s) && (**s != Duration || f.named || f.recent))
    .count()
}
