//! Other people's tables into records.
//!
//! Each data set has a function that reads its table into typed rows (codes for missing
//! values read as what they mean, unusable rows listed with line and reason), and one that
//! writes the rows as documents of a record, looking up the states in a record that has
//! their codes.
//!
//! ```
//! use servanda_import::{Actors, StateSystem, Table, actors_of_states, cow_states};
//! let content = b"stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
//! USA,2,United States of America,1816,1,1,2016,12,31,2016
//! CAN,20,Canada,1920,1,10,2016,12,31,2016
//! PAL,1000,Palinesia,1920,13,32,2016,12,31,2016
//! ";
//! let rows = cow_states(Table { name: "states.csv", content })?;
//! assert_eq!(rows.rejects[0].to_string(), "states.csv:4: there is no day 1920-13-32");
//! let import = actors_of_states(StateSystem::Cow, rows, &Actors::default());
//! assert!(import.yaml.contains("actor: canada\n"));
//! # Ok::<(), servanda_import::ImportError>(())
//! ```

mod actors;
mod atop;
mod atop_record;
mod date;
mod mapped;
mod mid;
mod peace;
mod performance;
mod sources;
mod states;
mod table;
mod ucdp;
mod wars;
mod yaml;

pub use actors::Actors;
pub use atop::{
    AtopAlliance, AtopMember, Obligations, atop_alliances, atop_members, members_of_alliances,
};
pub use atop_record::{AtopTables, agreements_of_atop};
pub use date::{Ending, PartialDate};
pub use mapped::{
    MappedAct, MappedActor, MappedDate, MappedForm, MappedKind, MappedProvision, MappedRow,
    MappedSource, MappedWhen, TableMapping, documents_of_rows, mapped_rows,
};
pub use mid::{
    MidParticipant, MidTables, MidWhole, events_of_mid, mid_dispute_participants, mid_disputes,
    mid_incident_participants, mid_incidents,
};
pub use peace::{PeaceAgreement, agreements_of_peace, peace_agreements};
pub use performance::{
    Agreement, Attack, Class, Compared, EndReading, Facts, Ground, Leaf, Performance,
    PerformanceCase, PerformanceFinding, PerformanceStep, compare, performance_cases,
};
pub use states::{StateSpell, StateSystem, actors_of_states, cow_states, gw_states};
pub use table::{ImportError, Reject, Rows, Table, columns_of};
pub use ucdp::{ConflictYear, events_of_ucdp, ucdp_conflicts};
pub use wars::{
    DyadicWarYear, WarParticipant, cow_wars, dyadic_wars, events_of_cow_wars, events_of_dyadic_wars,
};

/// What came of a table. Rows of the table = `used` + `left_out` + `rejects`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Documents of a record.
    pub yaml: String,
    /// How many rows went into them.
    pub used: u64,
    /// How many rows had nothing to add, by the rules each function states.
    pub left_out: u64,
    /// The rows that could not be used.
    pub rejects: Vec<Reject>,
    /// Rows among the used ones that are read otherwise than they are written, and how.
    pub corrected: Vec<Reject>,
}
