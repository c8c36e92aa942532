//! What the tables say of memberships and wars, looked up by war and pair.

use super::{Leaf, PerformanceCase};
use crate::atop::AtopMember;
use crate::date::{Ending, period};
use crate::table::Rows;
use crate::wars::{DyadicWarYear, WarParticipant, who_began};
use servanda_time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A declared war and its first battle can lie this many days apart: if the list of
/// participants puts two states on opposite sides no longer before the list of battles has
/// them fight, the earlier day counts as that of the attack.
pub const WAR_TO_BATTLE: i32 = 31;

/// A row of the table of members, with its line.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub line: u64,
    pub row: &'a AtopMember,
}

/// That one state attacked another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attack {
    /// The war's number.
    pub war: i64,
    /// COW code of who began it, or joined who did.
    pub by: i64,
    /// COW code of whom it was against.
    pub on: i64,
    /// The day on which they were first at war, by whichever table has the earlier one.
    pub day: Day,
    /// The day of the first battle between the two.
    pub battle: Day,
    /// What says so.
    pub rests_on: Vec<Leaf>,
}

/// The tables that findings are made from.
pub struct Facts<'a> {
    pub(super) members_name: &'a str,
    wars_name: &'a str,
    dyads_name: &'a str,
    members: BTreeMap<i64, Vec<Member<'a>>>,
    parts: BTreeMap<i64, Vec<(u64, &'a WarParticipant)>>,
    dyads: BTreeMap<i64, Vec<(u64, &'a DyadicWarYear)>>,
}

fn by<T>(rows: &Rows<T>, key: impl Fn(&T) -> i64) -> BTreeMap<i64, Vec<(u64, &T)>> {
    let mut all: BTreeMap<i64, Vec<(u64, &T)>> = BTreeMap::new();
    for (line, row) in &rows.rows {
        all.entry(key(row)).or_default().push((*line, row));
    }
    all
}

impl<'a> Facts<'a> {
    /// Takes ATOP's members, the participants of wars and the wars of pairs, each with the
    /// name of its table.
    #[must_use]
    pub fn new(
        members: (&'a Rows<AtopMember>, &'a str),
        wars: (&'a Rows<WarParticipant>, &'a str),
        dyads: (&'a Rows<DyadicWarYear>, &'a str),
    ) -> Facts<'a> {
        let of_treaty = by(members.0, |m| m.id).into_iter().map(|(id, rows)| {
            let rows = rows.into_iter().map(|(line, row)| Member { line, row });
            (id, rows.collect())
        });
        Facts {
            members_name: members.1,
            wars_name: wars.1,
            dyads_name: dyads.1,
            members: of_treaty.collect(),
            parts: by(wars.0, |w| w.war),
            dyads: by(dyads.0, |d| d.war),
        }
    }

    /// The war of a case: that of its number, or, if the state took no part in that one, the
    /// nearest in number in which it did (the list was renumbered from version 3 to 4, in the
    /// same order), if it is not further than ten numbers.
    pub(super) fn war_of(&self, case: &PerformanceCase) -> Option<i64> {
        let took_part = |war: &i64| self.parts(*war, case.state).next().is_some();
        let near = self.parts.keys().copied().filter(took_part);
        near.filter(|war| (war - case.war).abs() <= 10)
            .min_by_key(|war| ((war - case.war).abs(), *war))
    }

    pub(super) fn members_of(&self, treaty: i64) -> impl Iterator<Item = Member<'a>> + '_ {
        self.members.get(&treaty).into_iter().flatten().copied()
    }

    fn parts(&self, war: i64, state: i64) -> impl Iterator<Item = (u64, &'a WarParticipant)> + '_ {
        let all = self.parts.get(&war).into_iter().flatten();
        all.filter(move |(_, p)| p.state == state).copied()
    }

    /// A state's spells in a war: first and last day, and side.
    fn spells(&self, war: i64, state: i64) -> Vec<(Day, Day, u8, u64, &'a WarParticipant)> {
        let all = self.parts(war, state).flat_map(|(line, p)| {
            p.spells.iter().map(move |(from, to)| {
                let last = match to {
                    Ending::On(last) => last.latest(),
                    Ending::Ongoing | Ending::Unknown => Day::MAX,
                };
                (from.earliest(), last, p.side, line, p)
            })
        });
        all.collect()
    }

    /// The first and the last day on which a state took part in a war.
    pub(super) fn at_war(&self, war: i64, state: i64) -> Option<(Day, Day)> {
        let spells = self.spells(war, state);
        let first = spells.iter().map(|s| s.0).min()?;
        Some((first, spells.iter().map(|s| s.1).max()?))
    }

    fn part(&self, line: u64, p: &WarParticipant) -> Leaf {
        let spells: Vec<String> = p.spells.iter().map(|(f, t)| period(*f, *t)).collect();
        Leaf {
            table: self.wars_name.to_owned(),
            line,
            says: format!(
                "{}: {} on side {} {}",
                p.name,
                p.state,
                p.side,
                spells.join(" and ")
            ),
        }
    }

    /// The rows by which a state took part in a war.
    pub(super) fn participation(&self, war: i64, state: i64) -> Vec<Leaf> {
        let rows = self.parts(war, state);
        rows.map(|(line, p)| self.part(line, p)).collect()
    }

    fn battle(&self, line: u64, d: &DyadicWarYear) -> Leaf {
        Leaf {
            table: self.dyads_name.to_owned(),
            line,
            says: format!(
                "{} fought {} {}, in the role {}",
                d.state_a,
                d.state_b,
                period(d.from, d.to),
                d.role_a
            ),
        }
    }

    fn dyads(&self, war: i64) -> impl Iterator<Item = (u64, &'a DyadicWarYear)> + Clone + '_ {
        self.dyads.get(&war).into_iter().flatten().copied()
    }

    /// Whether two states took part in a war on different sides at the same time.
    pub(super) fn opposite(&self, war: i64, one: i64, other: i64) -> bool {
        let others = self.spells(war, other);
        self.spells(war, one).iter().any(|a| {
            others
                .iter()
                .any(|b| a.2 != b.2 && a.0 <= b.1 && b.0 <= a.1)
        })
    }

    /// The first day on which one state went to battle against another that it attacked (it
    /// began it, or joined who did), and what says so.
    pub(super) fn attack(&self, war: i64, one: i64, other: i64) -> Option<(Day, Vec<Leaf>)> {
        let pair = |d: &DyadicWarYear| {
            (d.state_a, d.state_b) == (one, other) || (d.state_a, d.state_b) == (other, one)
        };
        let rows = self.dyads(war).filter(|(_, d)| pair(d));
        let Some((line, d)) = rows
            .clone()
            .min_by_key(|(line, d)| (d.from.earliest(), *line))
        else {
            return self.first_day(war, one, other);
        };
        if who_began(rows.map(|(_, d)| d)) != Some(one) {
            return None;
        }
        let battle = d.from.earliest();
        let mut leaves = vec![self.battle(line, d)];
        let mut day = battle;
        for a in self.spells(war, one) {
            for b in self.spells(war, other) {
                let both = a.0.max(b.0);
                let near = battle.number() - both.number();
                if a.2 != b.2 && both < day && (0..=WAR_TO_BATTLE).contains(&near) {
                    day = both;
                    leaves.push(self.part(a.3, a.4));
                    leaves.push(self.part(b.3, b.4));
                }
            }
        }
        Some((day, leaves))
    }

    /// All attacks of one state on another that the tables tell of, by war and pair.
    #[must_use]
    pub fn attacks(&self) -> Vec<Attack> {
        let mut all = Vec::new();
        for war in self
            .dyads
            .keys()
            .chain(self.parts.keys())
            .collect::<BTreeSet<_>>()
        {
            let fought = self.dyads(*war).map(|(_, d)| (d.state_a, d.state_b));
            let parts = || self.parts.get(war).into_iter().flatten();
            let sides = parts().flat_map(|(_, a)| parts().map(move |(_, b)| (a.state, b.state)));
            for (one, other) in fought.chain(sides).collect::<BTreeSet<_>>() {
                let Some((day, rests_on)) = self.attack(*war, one, other) else {
                    continue;
                };
                let mut battles = self
                    .dyads(*war)
                    .filter(|(_, d)| (d.state_a, d.state_b) == (one, other))
                    .map(|(_, d)| d.from.earliest());
                let battle = battles
                    .next()
                    .map_or(day, |first| battles.fold(first, Day::min));
                all.push(Attack {
                    war: *war,
                    by: one,
                    on: other,
                    day,
                    battle,
                    rests_on,
                });
            }
        }
        all
    }

    /// Whether one state attacked another on the first day of a war, by the list of those who
    /// took part: the two stood alone against each other then, and it is said to have begun it.
    fn first_day(&self, war: i64, one: i64, other: i64) -> Option<(Day, Vec<Leaf>)> {
        let parts = || self.parts.get(&war).into_iter().flatten();
        let begins = |p: &WarParticipant| p.spells.iter().map(|s| s.0.earliest()).min();
        let first = parts().filter_map(|(_, p)| begins(p)).min()?;
        let mut there: Vec<&(u64, &WarParticipant)> =
            parts().filter(|(_, p)| begins(p) == Some(first)).collect();
        there.sort_by_key(|(_, p)| p.state != one);
        let [(line_1, p1), (line_2, p2)] = there[..] else {
            return None;
        };
        let alone = (p1.state, p2.state) == (one, other) && p1.side != p2.side;
        let began = p1.initiator == Some(true) && p2.initiator != Some(true);
        (alone && began).then(|| {
            let leaves = vec![self.part(*line_1, p1), self.part(*line_2, p2)];
            (first, leaves)
        })
    }

    /// The attacks on a state in a war, in the order of days.
    pub(super) fn attacks_on(&self, war: i64, state: i64) -> Vec<(Day, Vec<Leaf>)> {
        let fought = self.dyads(war).flat_map(|(_, d)| [d.state_a, d.state_b]);
        let listed = self
            .parts
            .get(&war)
            .into_iter()
            .flatten()
            .map(|(_, p)| p.state);
        let others: BTreeSet<i64> = fought.chain(listed).filter(|o| *o != state).collect();
        let mut days: Vec<_> = others
            .into_iter()
            .filter_map(|other| self.attack(war, other, state))
            .collect();
        days.sort_by_key(|(day, _)| *day);
        days
    }

    /// What says that one state took part in a war on another's side while that was in it, on
    /// some day since a day.
    pub(super) fn help(&self, war: i64, one: i64, other: i64, since: Day) -> Option<Vec<Leaf>> {
        let others = self.spells(war, other);
        for a in self.spells(war, one) {
            let with = |b: &&(Day, Day, u8, u64, &WarParticipant)| {
                a.2 == b.2 && a.0.max(since) <= b.1 && b.0 <= a.1 && a.1 >= since
            };
            if others.iter().find(with).is_some() {
                return Some(vec![self.part(a.3, a.4)]);
            }
        }
        // Not listed as a participant, it may yet have fought whom the other fought.
        let (_, last) = self.at_war(war, other)?;
        let enemies: Vec<i64> = self
            .dyads(war)
            .filter(|(_, d)| d.state_a == other)
            .map(|(_, d)| d.state_b)
            .collect();
        let mut fought = self.dyads(war).filter(|(_, d)| {
            let end = match d.to {
                Ending::On(end) => end.latest(),
                Ending::Ongoing | Ending::Unknown => Day::MAX,
            };
            d.state_a == one
                && d.state_b != other
                && enemies.contains(&d.state_b)
                && d.from.earliest() <= last
                && end >= since
        });
        let (line, d) = fought.next()?;
        Some(vec![self.battle(line, d)])
    }
}
