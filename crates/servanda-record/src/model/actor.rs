//! Actors and places.

use super::common::*;
use super::id::*;
use serde::{Deserialize, Serialize};
use servanda_time::{Period, UncertainDate};

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A state.
    State,
    /// A government of a state (in exile, provisional).
    Government,
    /// An international organisation or an organ of one.
    Organisation,
    /// An armed force; its acts are those of the actor it is `of`.
    ArmedForce,
    /// An armed group or movement that is no state.
    NonState,
    /// A set of actors known by one name.
    Group,
    /// A person.
    Person,
}

/// An actor: one id for one asserted legal person (or force, or human being).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Id.
    pub id: ActorId,
    /// Kind.
    pub kind: ActorKind,
    /// Names.
    pub names: Names,
    /// Adjectives ("Soviet").
    pub adjectives: Names,
    /// Names of the people ("Soviets").
    pub demonyms: Names,
    /// Capitals, palaces, governments that stand for it ("Moscow").
    pub metonyms: Names,
    /// When it existed.
    pub exists: Option<Period>,
    /// Capital.
    pub capital: Option<PlaceId>,
    /// Whose force, government or organ it is.
    pub of: Option<ActorId>,
    /// Codes in other data sets.
    pub codes: Vec<Code>,
    /// How it follows on others.
    pub succession: Vec<Succession>,
    /// Members, for organisations and groups.
    pub members: Vec<Membership>,
    /// Offices held, for persons.
    pub offices: Vec<Office>,
    /// The statement that it is what it is.
    pub stmt: StatementId,
}

/// A code of another data set, valid over a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// `cow`, `gw`, `iso3`, `wikidata`, `cameo`, `ucdp`.
    pub system: String,
    /// The code as text.
    pub code: String,
    /// When it is valid; `None` = always.
    pub period: Option<Period>,
}

/// How an actor follows on another in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuccessionKind {
    /// The same legal person goes on.
    Continuator,
    /// A successor state.
    Successor,
    /// Separated from a state that goes on.
    Separation,
    /// Came of the union of states.
    Union,
    /// Absorbed another.
    Absorption,
    /// Newly independent (decolonised): clean slate.
    NewlyIndependent,
    /// Occupied, without succession.
    Occupied,
    /// Independence restored. Where the link names the state that it was before, it is the same person; where it
    /// names the state that ruled it meanwhile (itself having begun before), it follows on that state in nothing.
    Restored,
    /// Became part of the other, so that from that day it was no person of its own until it became a state again.
    Incorporated,
}

/// One link of succession.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// The earlier actor.
    pub from: ActorId,
    /// How.
    pub how: SuccessionKind,
    /// When.
    pub on: Option<UncertainDate>,
    /// Options under which it holds.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}

/// Membership in an organisation or group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The member.
    pub actor: ActorId,
    /// When (ends inclusive).
    pub period: Option<Period>,
    /// The statement.
    pub stmt: StatementId,
}

/// An office held by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// `foreign-minister`, `president`, `prime-minister`, `monarch`, `leader`, …
    pub role: String,
    /// Of which actor.
    pub of: ActorId,
    /// When (ends inclusive).
    pub period: Option<Period>,
    /// The office's own title.
    pub title: Text,
    /// The statement.
    pub stmt: StatementId,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Id.
    pub id: PlaceId,
    /// `island`, `city`, `region`, `sea` …
    pub kind: String,
    /// Names, former ones with dates.
    pub names: Names,
    /// Latitude and longitude in degrees, north and east positive.
    pub at: Option<(f64, f64)>,
    /// The places it lies in.
    pub within: Vec<PlaceId>,
    /// For countries: whose territory.
    pub territory_of: Option<ActorId>,
    /// Who held it in fact.
    pub control: Vec<Hold>,
    /// Who says it is theirs.
    pub claims: Vec<Hold>,
    /// The statement that it is there.
    pub stmt: StatementId,
}

/// Control of, or claim to, a place over a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// By whom.
    pub by: ActorId,
    /// When (ends inclusive).
    pub period: Option<Period>,
    /// Options under which it holds.
    pub under: Guard,
    /// The statement.
    pub stmt: StatementId,
}
