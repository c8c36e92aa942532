//! Shared decision diagrams over choice points, with leaves yes, no and unknown.
//!
//! A node tests one choice point and has one child per option. Equal nodes are made once, so that
//! two answers are the same under every reading exactly if their ids are the same. Choice points
//! are tested in the order of their ids; the order is fixed when the arena is made.

use servanda_time::Truth;
use std::collections::HashMap;

/// A diagram: an id into the [`Diagrams`] that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagram(pub u32);

impl Diagram {
    /// No under every reading.
    pub const NO: Diagram = Diagram(0);
    /// Yes under every reading.
    pub const YES: Diagram = Diagram(1);
    /// Unknown under every reading.
    pub const UNKNOWN: Diagram = Diagram(2);

    /// The diagram that is `truth` under every reading.
    #[must_use]
    pub const fn constant(truth: Truth) -> Diagram {
        match truth {
            Truth::No => Diagram::NO,
            Truth::Yes => Diagram::YES,
            Truth::Unknown => Diagram::UNKNOWN,
        }
    }

    /// The answer, if it is the same under every reading.
    #[must_use]
    pub const fn as_constant(self) -> Option<Truth> {
        match self.0 {
            0 => Some(Truth::No),
            1 => Some(Truth::Yes),
            2 => Some(Truth::Unknown),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Op {
    And,
    Or,
    Join,
    Not,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    var: u32,
    first: u32,
}

/// The arena of diagrams: nodes are only ever added, so ids stay good for its lifetime.
#[derive(Debug, Default)]
pub struct Diagrams {
    /// Number of options per choice point.
    arity: Vec<u32>,
    nodes: Vec<Node>,
    kids: Vec<Diagram>,
    unique: HashMap<(u32, Box<[Diagram]>), Diagram>,
    cache: HashMap<(Op, Diagram, Diagram), Diagram>,
}

/// A whole choice of options: the index of the option chosen at each choice point.
pub type Assignment = Vec<u32>;

/// One change of option: choice point, option before, option after (all as indices).
pub type Change = (u32, u32, u32);

impl Diagrams {
    /// An arena for choice points with so many options each.
    #[must_use]
    pub fn new(arity: Vec<u32>) -> Diagrams {
        Diagrams {
            arity,
            ..Diagrams::default()
        }
    }

    /// How many inner nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no inner node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn node(&self, d: Diagram) -> Option<(u32, &[Diagram])> {
        let node = self.nodes.get(d.0.checked_sub(3)? as usize)?;
        let n = self.arity[node.var as usize] as usize;
        Some((
            node.var,
            &self.kids[node.first as usize..node.first as usize + n],
        ))
    }

    /// The choice point tested first and the diagrams for its options; `None` for a leaf.
    #[must_use]
    pub fn test(&self, d: Diagram) -> Option<(u32, &[Diagram])> {
        self.node(d)
    }

    fn make(&mut self, var: u32, kids: Vec<Diagram>) -> Diagram {
        if kids.iter().all(|k| *k == kids[0]) {
            return kids[0];
        }
        let key = (var, kids.into_boxed_slice());
        if let Some(d) = self.unique.get(&key) {
            return *d;
        }
        let first = u32::try_from(self.kids.len()).unwrap_or(u32::MAX);
        self.kids.extend_from_slice(&key.1);
        self.nodes.push(Node { var, first });
        let d = Diagram(u32::try_from(self.nodes.len() + 2).unwrap_or(u32::MAX));
        self.unique.insert(key, d);
        d
    }

    /// Yes on those options of the choice point, no on its others.
    pub fn literal(&mut self, var: u32, options: &[u32]) -> Diagram {
        let n = self.arity.get(var as usize).copied().unwrap_or(0);
        if n == 0 {
            return Diagram::NO;
        }
        let kids = (0..n)
            .map(|o| Diagram::constant(Truth::from(options.contains(&o))))
            .collect();
        self.make(var, kids)
    }

    fn binary(&mut self, op: Op, a: Diagram, b: Diagram) -> Diagram {
        if let (Some(x), Some(y)) = (a.as_constant(), b.as_constant()) {
            return Diagram::constant(match op {
                Op::And => x.and(y),
                Op::Or => x.or(y),
                Op::Join | Op::Not => {
                    if x == y {
                        x
                    } else {
                        Truth::Unknown
                    }
                }
            });
        }
        if a == b {
            return a;
        }
        match op {
            Op::And if a == Diagram::NO || b == Diagram::NO => return Diagram::NO,
            Op::And if a == Diagram::YES => return b,
            Op::And if b == Diagram::YES => return a,
            Op::Or if a == Diagram::YES || b == Diagram::YES => return Diagram::YES,
            Op::Or if a == Diagram::NO => return b,
            Op::Or if b == Diagram::NO => return a,
            Op::Join if a == Diagram::UNKNOWN || b == Diagram::UNKNOWN => return Diagram::UNKNOWN,
            _ => {}
        }
        let key = (op, a.min(b), a.max(b));
        if let Some(d) = self.cache.get(&key) {
            return *d;
        }
        let var = match (self.node(a), self.node(b)) {
            (Some((x, _)), Some((y, _))) => x.min(y),
            (Some((x, _)), None) | (None, Some((x, _))) => x,
            (None, None) => 0,
        };
        let n = self.arity[var as usize];
        let mut kids = Vec::with_capacity(n as usize);
        for o in 0..n {
            let (x, y) = (self.child(a, var, o), self.child(b, var, o));
            kids.push(self.binary(op, x, y));
        }
        let d = self.make(var, kids);
        self.cache.insert(key, d);
        d
    }

    fn child(&self, d: Diagram, var: u32, option: u32) -> Diagram {
        match self.node(d) {
            Some((v, kids)) if v == var => kids.get(option as usize).copied().unwrap_or(d),
            _ => d,
        }
    }

    /// Conjunction under each reading.
    pub fn and(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.binary(Op::And, a, b)
    }

    /// Disjunction under each reading.
    pub fn or(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.binary(Op::Or, a, b)
    }

    /// The answer where both agree, unknown where they do not.
    pub fn join(&mut self, a: Diagram, b: Diagram) -> Diagram {
        self.binary(Op::Join, a, b)
    }

    /// Negation under each reading.
    #[allow(clippy::should_implement_trait)] // needs the arena
    pub fn not(&mut self, a: Diagram) -> Diagram {
        if let Some(t) = a.as_constant() {
            return Diagram::constant(t.not());
        }
        let key = (Op::Not, a, a);
        if let Some(d) = self.cache.get(&key) {
            return *d;
        }
        let Some((var, kids)) = self.node(a).map(|(v, k)| (v, k.to_vec())) else {
            return a;
        };
        let kids = kids.into_iter().map(|k| self.not(k)).collect();
        let d = self.make(var, kids);
        self.cache.insert(key, d);
        self.cache.insert((Op::Not, d, d), a);
        d
    }

    /// If `c` then `a`, otherwise `b`, under each reading; where `c` is unknown, what both agree on.
    pub fn ite(&mut self, c: Diagram, a: Diagram, b: Diagram) -> Diagram {
        let x = self.and(c, a);
        let nc = self.not(c);
        let y = self.and(nc, b);
        let split = self.or(x, y);
        let both = self.and(a, b);
        self.or(split, both)
    }

    /// The answer under a whole choice of options.
    #[must_use]
    pub fn eval(&self, d: Diagram, assignment: &[u32]) -> Truth {
        let mut at = d;
        loop {
            if let Some(t) = at.as_constant() {
                return t;
            }
            let Some((var, kids)) = self.node(at) else {
                return Truth::Unknown;
            };
            let option = assignment.get(var as usize).copied().unwrap_or(0) as usize;
            match kids.get(option) {
                Some(k) => at = *k,
                None => return Truth::Unknown,
            }
        }
    }

    /// The diagram with some choice points fixed (`None` = left open).
    pub fn restrict(&mut self, d: Diagram, fixed: &[Option<u32>]) -> Diagram {
        let mut memo = HashMap::new();
        self.restrict_in(d, fixed, &mut memo)
    }

    fn restrict_in(
        &mut self,
        d: Diagram,
        fixed: &[Option<u32>],
        memo: &mut HashMap<Diagram, Diagram>,
    ) -> Diagram {
        if let Some(r) = memo.get(&d) {
            return *r;
        }
        let Some((var, kids)) = self.node(d).map(|(v, k)| (v, k.to_vec())) else {
            return d;
        };
        let r = match fixed.get(var as usize).copied().flatten() {
            Some(o) => {
                let kid = kids.get(o as usize).copied().unwrap_or(Diagram::UNKNOWN);
                self.restrict_in(kid, fixed, memo)
            }
            None => {
                let kids = kids
                    .into_iter()
                    .map(|k| self.restrict_in(k, fixed, memo))
                    .collect();
                self.make(var, kids)
            }
        };
        memo.insert(d, r);
        r
    }

    /// The choice points the answer depends on, in order.
    #[must_use]
    pub fn support(&self, d: Diagram) -> Vec<u32> {
        let mut seen = std::collections::BTreeSet::new();
        let mut vars = std::collections::BTreeSet::new();
        let mut todo = vec![d];
        while let Some(at) = todo.pop() {
            if let Some((var, kids)) = self.node(at)
                && seen.insert(at)
            {
                vars.insert(var);
                todo.extend_from_slice(kids);
            }
        }
        vars.into_iter().collect()
    }

    /// Which of yes, no and unknown the answer takes under some reading.
    #[must_use]
    pub fn range(&self, d: Diagram) -> Vec<Truth> {
        let mut seen = std::collections::BTreeSet::new();
        let mut todo = vec![d];
        while let Some(at) = todo.pop() {
            if seen.insert(at)
                && let Some((_, kids)) = self.node(at)
            {
                todo.extend_from_slice(kids);
            }
        }
        [Diagram::YES, Diagram::NO, Diagram::UNKNOWN]
            .into_iter()
            .filter(|leaf| seen.contains(leaf))
            .filter_map(Diagram::as_constant)
            .collect()
    }

    /// Every smallest set of changes of option, from `base`, that makes the answer `goal`: all of the
    /// same, least size, ordered by the choice points changed and then by option. Empty if no reading
    /// gives `goal`; one empty set if `base` gives it already.
    #[must_use]
    pub fn smallest_flips(&self, d: Diagram, base: &[u32], goal: Truth) -> Vec<Vec<Change>> {
        let mut dist = HashMap::new();
        let Some(_) = self.distance(d, base, goal, &mut dist) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut path = Vec::new();
        self.collect_flips(d, base, &dist, &mut path, &mut out);
        out.sort();
        out
    }

    /// Least number of changes from `d` to `goal`.
    fn distance(
        &self,
        d: Diagram,
        base: &[u32],
        goal: Truth,
        memo: &mut HashMap<Diagram, Option<u32>>,
    ) -> Option<u32> {
        if let Some(r) = memo.get(&d) {
            return *r;
        }
        let r = match self.node(d) {
            None => (d.as_constant() == Some(goal)).then_some(0),
            Some((var, kids)) => {
                let here = base.get(var as usize).copied().unwrap_or(0);
                let mut best: Option<u32> = None;
                for (o, k) in (0u32..).zip(kids) {
                    if let Some(c) = self.distance(*k, base, goal, memo) {
                        let c = c + u32::from(o != here);
                        best = Some(best.map_or(c, |b| b.min(c)));
                    }
                }
                best
            }
        };
        memo.insert(d, r);
        r
    }

    fn collect_flips(
        &self,
        d: Diagram,
        base: &[u32],
        dist: &HashMap<Diagram, Option<u32>>,
        path: &mut Vec<Change>,
        out: &mut Vec<Vec<Change>>,
    ) {
        let Some((var, kids)) = self.node(d) else {
            out.push(path.clone());
            return;
        };
        let Some(total) = dist.get(&d).copied().flatten() else {
            return;
        };
        let here = base.get(var as usize).copied().unwrap_or(0);
        for (o, k) in (0u32..).zip(kids) {
            let changed = o != here;
            if dist
                .get(k)
                .copied()
                .flatten()
                .map(|c| c + u32::from(changed))
                != Some(total)
            {
                continue;
            }
            if changed {
                path.push((var, here, o));
            }
            self.collect_flips(*k, base, dist, path, out);
            if changed {
                path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_functions_have_equal_ids() {
        let mut d = Diagrams::new(vec![2, 3, 2]);
        let (a, b) = (d.literal(0, &[1]), d.literal(1, &[0, 2]));
        let left = d.and(a, b);
        let left = d.not(left);
        let (na, nb) = (d.not(a), d.not(b));
        assert_eq!(left, d.or(na, nb));
        assert_eq!(d.or(a, na), Diagram::YES);
        let u = d.and(a, Diagram::UNKNOWN);
        let nu = d.not(u);
        assert_eq!(d.eval(u, &[1, 0, 0]), Truth::Unknown);
        assert_eq!(d.eval(nu, &[0, 0, 0]), Truth::Yes);
    }

    #[test]
    fn all_smallest_flips_and_no_others() {
        let mut d = Diagrams::new(vec![2; 4]);
        let lit: Vec<Diagram> = (0..4).map(|v| d.literal(v, &[1])).collect();
        // (a and b) or c-and-d: two changes either way.
        let ab = d.and(lit[0], lit[1]);
        let cd = d.and(lit[2], lit[3]);
        let f = d.or(ab, cd);
        let base = [0, 0, 0, 0];
        let flips = d.smallest_flips(f, &base, Truth::Yes);
        assert_eq!(
            flips,
            vec![vec![(0, 0, 1), (1, 0, 1)], vec![(2, 0, 1), (3, 0, 1)]]
        );
        assert_eq!(
            d.smallest_flips(f, &[1, 0, 0, 0], Truth::Yes),
            vec![vec![(1, 0, 1)]]
        );
        assert!(d.smallest_flips(Diagram::NO, &base, Truth::Yes).is_empty());
        assert_eq!(d.support(f), vec![0, 1, 2, 3]);
    }

    #[test]
    fn if_then_else_is_kleene() {
        let mut d = Diagrams::new(vec![2]);
        let a = d.literal(0, &[0]);
        assert_eq!(d.ite(Diagram::UNKNOWN, a, a), a);
        let na = d.not(a);
        assert_eq!(d.ite(a, Diagram::YES, na), Diagram::YES);
        assert_eq!(
            d.ite(Diagram::UNKNOWN, Diagram::YES, Diagram::NO),
            Diagram::UNKNOWN
        );
    }
}
