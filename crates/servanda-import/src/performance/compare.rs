//! Findings beside what somebody has coded.

use super::{
    EndReading, Facts, Ground, Performance, PerformanceCase, PerformanceFinding, PerformanceStep,
};
use crate::table::Rows;
use std::fmt;

/// Where a finding and a coding part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Dates: under another reading of the recorded ends the finding is the coding.
    Data,
    /// What decided it for the coders is not in the tables: help short of taking part in
    /// battle, or war between two on opposite sides without a battle listed.
    MissingFact,
    /// The coders count something else as keeping or breaking it.
    Rule,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Class::Data => "data",
            Class::MissingFact => "missing fact",
            Class::Rule => "rule",
        })
    }
}

/// A case with what was found and what was coded.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The line of the case.
    pub line: u64,
    /// The case.
    pub case: PerformanceCase,
    /// What was found under the reading compared.
    pub found: PerformanceFinding,
    /// What was found under each reading, in the order of [`EndReading::ALL`].
    pub by_reading: [Performance; 3],
    /// Where the two part, if they do.
    pub class: Option<Class>,
}

/// How far findings and coding agree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Found kept, coded kept.
    pub kept: u32,
    /// Found broken, coded broken.
    pub broken: u32,
    /// Found kept, coded broken.
    pub only_found_kept: u32,
    /// Found broken, coded kept.
    pub only_coded_kept: u32,
    /// Undetermined, coded kept.
    pub undetermined_kept: u32,
    /// Undetermined, coded broken.
    pub undetermined_broken: u32,
}

impl Agreement {
    /// Cases with an answer and a coding.
    #[must_use]
    pub fn determined(&self) -> u32 {
        self.kept + self.broken + self.only_found_kept + self.only_coded_kept
    }

    /// The share of the determined that agree, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from(self.kept + self.broken) / f64::from(self.determined().max(1))
    }

    /// Cohen's kappa of the determined; 0 where chance alone explains as much.
    #[must_use]
    pub fn kappa(&self) -> f64 {
        let n = f64::from(self.determined().max(1));
        let found = f64::from(self.kept + self.only_found_kept) / n;
        let coded = f64::from(self.kept + self.only_coded_kept) / n;
        let chance = found * coded + (1.0 - found) * (1.0 - coded);
        if chance >= 1.0 {
            return 0.0;
        }
        (self.share() - chance) / (1.0 - chance)
    }

    /// How often "always kept" agrees with the coding, of all cases.
    #[must_use]
    pub fn always_kept(&self) -> f64 {
        let kept = self.kept + self.only_coded_kept + self.undetermined_kept;
        let all = kept + self.broken + self.only_found_kept + self.undetermined_broken;
        f64::from(kept) / f64::from(all.max(1))
    }

    fn add(&mut self, found: Performance, coded: bool) {
        *match (found, coded) {
            (Performance::Kept, true) => &mut self.kept,
            (Performance::Kept, false) => &mut self.only_found_kept,
            (Performance::Broken, true) => &mut self.only_coded_kept,
            (Performance::Broken, false) => &mut self.broken,
            (Performance::Undetermined, true) => &mut self.undetermined_kept,
            (Performance::Undetermined, false) => &mut self.undetermined_broken,
        } += 1;
    }
}

/// Finds every case under a reading and lays the coding beside it.
#[must_use]
pub fn compare(
    facts: &Facts<'_>,
    cases: &Rows<PerformanceCase>,
    reading: EndReading,
) -> (Vec<Compared>, Agreement) {
    let mut agreement = Agreement::default();
    let all = cases.rows.iter().map(|(line, case)| {
        let found = facts.find(case, reading);
        let by_reading = EndReading::ALL.map(|r| facts.find(case, r).value);
        if let Some(coded) = case.coded {
            agreement.add(found.value, coded);
        }
        Compared {
            line: *line,
            class: class(case, &found, by_reading),
            case: case.clone(),
            found,
            by_reading,
        }
    });
    let all = all.collect();
    (all, agreement)
}

fn class(
    case: &PerformanceCase,
    found: &PerformanceFinding,
    by_reading: [Performance; 3],
) -> Option<Class> {
    let coded = match case.coded? {
        true => Performance::Kept,
        false => Performance::Broken,
    };
    if found.value == coded || found.value == Performance::Undetermined {
        return None;
    }
    let decided: Vec<&PerformanceStep> = found
        .steps
        .iter()
        .filter(|s| s.value == found.value)
        .collect();
    let only_no_help = decided.iter().all(|s| s.ground == Ground::NoHelp);
    Some(if by_reading.contains(&coded) {
        Class::Data
    } else if (coded == Performance::Kept && only_no_help)
        || (coded == Performance::Broken && found.steps.iter().any(|s| s.opposite))
    {
        Class::MissingFact
    } else {
        Class::Rule
    })
}
