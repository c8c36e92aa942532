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
    /// The licence, or what was found of one.
    license: &'static str,
}

/// Of a data set that asks to be cited and comes without a licence.
const CITE: &str = "no licence stated; its authors ask to be cited";

pub(crate) const COW_STATES: Source = Source {
    id: "cow-states-v2016",
    title: "State System Membership List, v2016",
    author: &["Correlates of War Project"],
    published: None,
    year: "2017",
    covers: "1816-01-01/2016-12-31",
    license: CITE,
};

pub(crate) const GW_STATES: Source = Source {
    id: "gleditsch-ward-states",
    title: "A revised list of independent states since the Congress of Vienna",
    author: &["Kristian S. Gleditsch", "Michael D. Ward"],
    published: Some("International Interactions 25 (4): 393–413"),
    year: "1999",
    covers: "1816-01-01/2020-12-31",
    license: CITE,
};

pub(crate) const ATOP: Source = Source {
    id: "atop-4-01",
    title: "Alliance Treaty Obligations and Provisions, 1815–1944 (data set: ATOP 4.01)",
    author: &[
        "Brett Ashley Leeds",
        "Jeffrey M. Ritter",
        "Sara McLaughlin Mitchell",
        "Andrew G. Long",
    ],
    published: Some("International Interactions 28 (3): 237–260"),
    year: "2002",
    covers: "1815-01-01/2016-12-31",
    license: CITE,
};

pub(crate) const COW_WARS: Source = Source {
    id: "cow-inter-state-wars-4",
    title: "Resort to War: 1816–2007 (data set: Correlates of War, Inter-State Wars 4.0)",
    author: &["Meredith Reid Sarkees", "Frank Wayman"],
    published: Some("CQ Press"),
    year: "2010",
    covers: "1816-01-01/2007-12-31",
    license: CITE,
};

pub(crate) const DYADIC_WARS: Source = Source {
    id: "directed-dyadic-wars",
    title: "The Dyadic Militarized Interstate Disputes (MIDs) Dataset Version 3.0 (data set: directed dyadic interstate wars)",
    author: &[
        "Zeev Maoz",
        "Paul L. Johnson",
        "Jasper Kaplan",
        "Fiona Ogunkoya",
        "Aaron P. Shreve",
    ],
    published: Some("Journal of Conflict Resolution 63 (3): 811–835"),
    year: "2019",
    covers: "1823-01-01/2003-12-31",
    license: CITE,
};

pub(crate) const MID_DISPUTES: Source = Source {
    id: "mid-5-disputes",
    title: "The MID5 Dataset, 2011–2014 (data set: Militarized Interstate Disputes 5.0, disputes)",
    author: &["Glenn Palmer and others"],
    published: Some("Conflict Management and Peace Science 39 (4)"),
    year: "2022",
    covers: "1816-01-01/2014-12-31",
    license: CITE,
};

pub(crate) const MID_INCIDENTS: Source = Source {
    id: "mid-5-incidents",
    title: "The MID5 Dataset, 2011–2014 (data set: Militarized Interstate Disputes 5.0, incidents)",
    author: &["Glenn Palmer and others"],
    published: Some("Conflict Management and Peace Science 39 (4)"),
    year: "2022",
    covers: "1992-01-01/2014-12-31",
    license: CITE,
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
    license: "CC BY 4.0",
};

pub(crate) const UCDP_PEACE: Source = Source {
    id: "ucdp-peace-agreements-22-1",
    title: "UCDP Peace Agreement Dataset, 22.1",
    author: &["Uppsala Conflict Data Program"],
    published: None,
    year: "2022",
    covers: "1975-01-01/2021-12-31",
    license: "CC BY 4.0",
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
        to.key("license", text(self.license));
    }

    /// A citation of a row.
    pub fn cite(&self, locator: &str) -> String {
        text(&format!("{} {locator}", self.id))
    }
}
