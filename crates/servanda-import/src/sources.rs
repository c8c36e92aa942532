//! The data sets as sources of a record.

use crate::yaml::{Documents, list, text};

/// A data set to be cited.
pub(crate) struct Source {
    pub id: &'static str,
    title: &'static str,
    author: &'static [&'static str],
    published: Option<&'static str>,
    year: &'static str,
    covers: &'static str,
}

pub(crate) const COW_STATES: Source = Source {
    id: "cow-states-2016",
    title: "State System Membership List, v2016",
    author: &["Correlates of War Project"],
    published: None,
    year: "2017",
    covers: "1816-01-01/2016-12-31",
};

pub(crate) const GW_STATES: Source = Source {
    id: "gleditsch-ward-states",
    title: "A revised list of independent states since the Congress of Vienna",
    author: &["Kristian S. Gleditsch", "Michael D. Ward"],
    published: Some("International Interactions"),
    year: "1999",
    covers: "1816-01-01/2020-12-31",
};

pub(crate) const ATOP: Source = Source {
    id: "atop-4-01",
    title: "Alliance Treaty Obligations and Provisions, 4.01",
    author: &[
        "Brett Ashley Leeds",
        "Jeffrey M. Ritter",
        "Sara McLaughlin Mitchell",
        "Andrew G. Long",
    ],
    published: None,
    year: "2002",
    covers: "1815-01-01/2016-12-31",
};

pub(crate) const COW_WARS: Source = Source {
    id: "cow-inter-state-wars-4",
    title: "Inter-State War Data, v4.0",
    author: &["Meredith Reid Sarkees", "Frank Wayman"],
    published: None,
    year: "2010",
    covers: "1816-01-01/2007-12-31",
};

pub(crate) const DYADIC_WARS: Source = Source {
    id: "directed-dyadic-wars",
    title: "Directed dyadic interstate wars",
    author: &["Zeev Maoz and others"],
    published: None,
    year: "2019",
    covers: "1823-01-01/2003-12-31",
};

pub(crate) const MID_DISPUTES: Source = Source {
    id: "mid-5-disputes",
    title: "Militarized Interstate Disputes, 5.0: participants in disputes",
    author: &["Glenn Palmer and others"],
    published: None,
    year: "2022",
    covers: "1816-01-01/2014-12-31",
};

pub(crate) const MID_INCIDENTS: Source = Source {
    id: "mid-5-incidents",
    title: "Militarized Interstate Disputes, 5.0: participants in incidents",
    author: &["Glenn Palmer and others"],
    published: None,
    year: "2022",
    covers: "1992-01-01/2014-12-31",
};

pub(crate) const UCDP_ACD: Source = Source {
    id: "ucdp-prio-acd",
    title: "UCDP/PRIO Armed Conflict Dataset",
    author: &[
        "Uppsala Conflict Data Program",
        "Peace Research Institute Oslo",
    ],
    published: None,
    year: "2025",
    covers: "1946-01-01/2024-12-31",
};

impl Source {
    /// Writes the document.
    pub fn write(&self, to: &mut Documents) {
        to.begin("source", self.id);
        to.key("kind", "dataset");
        to.key("title", text(self.title));
        to.key("author", list(self.author));
        if let Some(journal) = self.published {
            to.key("in", text(journal));
        }
        to.key("year", self.year);
        to.key("covers", format!("{{ period: {} }}", self.covers));
    }

    /// A citation of a row.
    pub fn cite(&self, locator: &str) -> String {
        text(&format!("{} {locator}", self.id))
    }
}
