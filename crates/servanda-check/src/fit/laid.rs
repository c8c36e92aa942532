//! A claim laid beside a fact: what agrees, and what other facts of the same matter add to it.

use super::part::{Has, RawPart, Said, describe, describe_has};
use crate::fact::{Fact, FactKind};
use crate::verdict::{Outcome, Part, Slot};
use servanda_record::{ActorId, PlaceId, Record};
use servanda_text::Frame;

/// A claim beside a fact.
#[derive(Clone, Debug)]
pub struct Fit<'c, 'f, 'r> {
    /// The fact.
    pub fact: &'f Fact<'r>,
    /// How well the act fits: 3 the same, 2 wider or narrower, 1 by relation or kindred act, 0 not.
    pub act: u8,
    /// Whether the agreement or event itself is named, or meant by the context.
    pub named: bool,
    /// Whether it is only assumed from the context: no word of the claim stands for it.
    pub assumed: bool,
    /// Whether only the text before the claim speaks of the agreement.
    pub guessed: bool,
    /// Whether the text has just spoken of this event or of the larger one it belongs to.
    pub recent: bool,
    /// Whether the text has dated something to when the fact was.
    pub in_time: bool,
    /// Whether it is a provision on places, none of which is or holds one that the claim names.
    pub places_apart: bool,
    /// The claim has the two sides of the fact the other way round.
    pub exchanged: bool,
    /// Whether a fact joined to this one speaks against what this one leaves open.
    pub gainsaid: bool,
    /// Whether the claim names agreements, and the event is about others.
    pub elsewhere: bool,
    /// Whether it agrees only by lying within a longer event of a wider place.
    pub only_within: bool,
    pub(super) parts: Vec<RawPart<'c>>,
    /// Whether the agreement speaks not of the claim's matter but of something close to it.
    pub near_topic: bool,
    /// Stems of the claim's words that the fact's wording has too.
    pub shared_words: usize,
    /// Share of the claim's words that the fact's wording accounts for.
    pub coverage: f32,
    /// The same share of those words alone that name nobody and nothing.
    pub content: f32,
    /// How many such words it shares.
    pub content_words: usize,
    /// How many such words the claim has.
    pub told: usize,

    /// And of these the share that the fact's own wording has, without the names of its agreement.
    pub own: f32,
    /// How many such words it shares.
    pub own_words: usize,
    /// Whether the claim cites its article.
    pub cited: bool,
    /// Whether the claim cites another article.
    pub miscited: bool,
    /// Whether the claim's words deny or forbid something and the fact's do not, or the other way round.
    pub opposed: bool,
    /// How sure it is that this is the fact meant.
    pub identity: f32,
}

impl Fit<'_, '_, '_> {
    /// Number of parts with this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.parts.iter().filter(|p| p.outcome == outcome).count()
    }
    /// The outcome of one slot, if compared; the worst if there are several.
    pub fn slot(&self, slot: Slot) -> Option<Outcome> {
        self.parts
            .iter()
            .filter(|p| p.slot == slot)
            .map(|p| p.outcome)
            .max_by_key(|o| match o {
                Outcome::Agrees => 0,
                Outcome::Near => 1,
                Outcome::Silent => 2,
                Outcome::Divided => 3,
                Outcome::Differs => 4,
            })
    }
    /// Whether the slot was compared and agrees.
    pub fn agrees(&self, slot: Slot) -> bool {
        self.slot(slot) == Some(Outcome::Agrees)
    }
    /// Whether some part of that slot agrees, whatever the others do.
    pub fn touches(&self, slot: Slot) -> bool {
        self.parts
            .iter()
            .any(|p| p.slot == slot && p.outcome == Outcome::Agrees)
    }
    /// Whether the claim names nobody but the agreement's parties.
    pub fn of_parties(&self, frame: &Frame) -> bool {
        let all = frame
            .agents
            .iter()
            .chain(&frame.patients)
            .chain(&frame.others);
        self.fact.agreement.is_some_and(|a| {
            all.into_iter()
                .all(|g| g.iter().any(|x| a.parties.iter().any(|p| p.actor == *x)))
        })
    }
    /// How many of the sides the claim names were compared.
    pub fn actors_told(&self) -> usize {
        let side = |p: &&RawPart| matches!(p.slot, Slot::Agent | Slot::Patient);
        self.parts.iter().filter(side).count()
    }
    /// How many of them agree.
    pub fn actors_agree(&self) -> usize {
        let side = |p: &&RawPart| {
            matches!(p.slot, Slot::Agent | Slot::Patient) && p.outcome == Outcome::Agrees
        };
        self.parts.iter().filter(side).count()
    }
    /// The slots that came out so, in order.
    pub fn slots(&self, outcome: Outcome) -> impl Iterator<Item = Slot> + '_ {
        self.parts
            .iter()
            .filter(move |p| p.outcome == outcome)
            .map(|p| p.slot)
    }
    /// This fit with what other fits agree with and this one does not: a sentence may tell several facts of one
    /// agreement or event at once. Gives the fits used too.
    pub fn joined(&self, others: &[&Self]) -> (Self, Vec<usize>) {
        let mut out = self.clone();
        let mut used = Vec::new();
        for p in out
            .parts
            .iter_mut()
            .filter(|p| p.outcome != Outcome::Agrees)
        {
            let agreeing = |o: &&Self| {
                o.parts
                    .iter()
                    .find(|q| {
                        q.slot == p.slot && q.said.same(p.said) && q.outcome == Outcome::Agrees
                    })
                    .cloned()
            };
            if let Some((i, q)) = others
                .iter()
                .enumerate()
                .filter(|(_, o)| may_lend(self, o, p))
                .find_map(|(i, o)| agreeing(o).map(|q| (i, q)))
            {
                p.outcome = Outcome::Agrees;
                p.has = Has::Other(describe_has(others[i].fact, &q.has));
                if !used.contains(&i) {
                    used.push(i);
                }
            }
        }
        for i in &used {
            out.act = out.act.max(others[*i].act);
            out.coverage = out.coverage.max(others[*i].coverage);
            out.shared_words = out.shared_words.max(others[*i].shared_words);
        }
        // What this fact leaves open a fact that lends it something may speak against.
        // So may any other of the same act, where this one is silent by itself.
        let against = |p: &RawPart, o: &Self| {
            o.parts
                .iter()
                .any(|q| q.slot == p.slot && q.said.same(p.said) && q.outcome == Outcome::Differs)
        };
        out.gainsaid =
            out.parts.iter().any(|p| {
                p.outcome == Outcome::Silent && used.iter().any(|i| against(p, others[*i]))
            }) || self.parts.iter().any(|p| {
                p.slot == Slot::Person
                    && p.outcome == Outcome::Silent
                    && others.iter().any(|o| o.act == 3 && against(p, o))
            });
        (out, used)
    }
    /// Whether more than the two sides tells the event from others between them: a time, place, person or number,
    /// or most of its wording.
    pub fn told_apart(&self) -> bool {
        [
            Slot::Time,
            Slot::Place,
            Slot::Person,
            Slot::Quantity,
            Slot::Duration,
        ]
        .iter()
        .any(|s| self.agrees(*s))
            || self.shared_words >= 4 && self.coverage >= 0.6
    }
    /// Takes away what speaks against the fact only by an actor whom no word of the claim names: a pronoun may
    /// have been taken for the wrong one.
    pub fn forgive(&mut self, is_named: impl Fn(&[ActorId]) -> bool) {
        self.parts.retain(|p| match p.said {
            Said::Actor(ids) => p.outcome == Outcome::Agrees || is_named(ids),
            _ => true,
        });
    }
    /// Takes away a place that no word of the claim names: what a relative clause is about may have been told with it.
    pub fn forgive_places(&mut self, is_named: impl Fn(&[PlaceId]) -> bool) {
        self.parts.retain(|p| match p.said {
            Said::Place(ids) => p.outcome == Outcome::Agrees || is_named(ids),
            _ => true,
        });
    }
    /// The parts written out.
    pub fn parts(&self, record: &Record) -> Vec<Part> {
        self.parts
            .iter()
            .map(|p| describe(record, self.fact, p))
            .collect()
    }
}

/// Whether `other` is the larger event of `fit`'s, and was at the very place.
pub(super) fn is_whole(fit: &Fit, other: &Fit, p: &RawPart) -> bool {
    let whole = fit.fact.event.and_then(|e| e.part_of.as_ref());
    let Said::Place(group) = p.said else {
        return false;
    };
    whole.is_some()
        && whole == other.fact.event.map(|e| &e.id)
        && group.iter().any(|g| other.fact.places.contains(&g))
}

/// Whether `other` may stand in for a part that `fit` leaves open or speaks against.
pub(super) fn may_lend(fit: &Fit, other: &Fit, p: &RawPart) -> bool {
    let denied = p.outcome == Outcome::Differs;
    let told = |k: FactKind| matches!(k, FactKind::Provision | FactKind::Matter);
    match p.slot {
        // That somebody is a party does not make another's notice, signature or attack theirs.
        Slot::Agent | Slot::Patient
            if denied && (other.act < fit.act || other.fact.kind != fit.fact.kind) =>
        {
            false
        }
        // Whose doer and whom it befell are both others, or have changed places, is not made to agree by another fact.
        Slot::Agent | Slot::Patient
            if denied
                && fit.slot(Slot::Agent) == Some(Outcome::Differs)
                && fit.slot(Slot::Patient) == Some(Outcome::Differs) =>
        {
            false
        }
        // A day or place of its own gives way only to that of a like act: not to a longer event around it, nor
        // does a renewal stand for the entry into force.
        Slot::Time if denied => {
            other.act >= fit.act
                && other.fact.kind == fit.fact.kind
                && !other.fact.lasts()
                && other.slot(Slot::Agent) != Some(Outcome::Differs)
                && other.slot(Slot::Patient) != Some(Outcome::Differs)
        }
        // The war was fought in the South Atlantic, and so were its landings.
        Slot::Place if denied && is_whole(fit, other, p) => true,
        Slot::Place if denied && (other.act < fit.act || other.fact.kind != fit.fact.kind) => false,
        // What a treaty says of a place is not that anything happened there, nor the other way round.
        Slot::Place | Slot::Quantity if told(fit.fact.kind) != told(other.fact.kind) => false,
        // Nor does how long it provides for say how long something took.
        Slot::Duration
            if fit.fact.kind == FactKind::Event && other.fact.kind == FactKind::Provision =>
        {
            false
        }
        // How long a treaty runs is not how long its notice is.
        Slot::Duration if denied && other.fact.kind != fit.fact.kind => false,
        Slot::Agent => true,
        // A fact of another doer lends nothing.
        _ => other.slot(Slot::Agent) != Some(Outcome::Differs),
    }
}
