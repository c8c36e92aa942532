//! Reads the table of rules (`data/rules.txt`).

use std::collections::HashMap;
use std::rc::Rc;

/// An expression; every one gives a list.
pub(crate) enum Expr {
    Text(Rc<str>),
    Number(u64),
    /// A variable, `yes`, `no` or `unknown`; `.` is what is being looked at.
    Name(Rc<str>),
    Field(Box<Expr>, Rc<str>),
    Call(Rc<str>, Vec<Expr>),
    All(Vec<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    For(Rc<str>, Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    /// `and`, `or`, `=` or `//`.
    Two(&'static str, Box<Expr>, Box<Expr>),
}

/// A definition, or a rule.
pub(crate) struct Def {
    pub params: Vec<Rc<str>>,
    /// Of a rule: the article it states, and its formula.
    pub rule: Option<(String, Expr)>,
    /// What it is; of a rule, the premises looked for, with the labels they may have.
    pub parts: Vec<(Vec<Rc<str>>, Expr)>,
}

pub(crate) type Table = HashMap<Rc<str>, Def>;

/// Reads the whole table, or says in which definition something is wrong.
pub(crate) fn read(text: &str) -> Result<Table, String> {
    let text: String = text.lines().filter(|l| !l.starts_with('#')).flat_map(|l| [l, "\n"]).collect();
    let mut words = Words { words: words(&text).ok_or("a sign that means nothing")?, at: 0 };
    let mut table = Table::new();
    while let Some(name) = words.words.get(words.at + 1).copied() {
        let known = words.define().and_then(|def| table.insert(name.into(), def).map_or(Some(()), |_| None));
        known.ok_or_else(|| format!("wrong, or there twice: {name}"))?;
    }
    Ok(table)
}

/// Words: names and numbers, `'texts'` and `"articles"`, `.fields`, signs.
fn words(text: &str) -> Option<Vec<&str>> {
    let (mut out, mut rest) = (Vec::new(), text.trim_start());
    let name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    while let Some(first) = rest.chars().next() {
        let length = |s: &str| s.find(|c| !name(c)).unwrap_or(s.len());
        let n = match first {
            '\'' | '"' => rest[1..].find(first)? + 2,
            '.' => 1 + length(&rest[1..]),
            '/' if rest.starts_with("//") => 2,
            c if name(c) => length(rest),
            c if "()[],:=|&!".contains(c) => 1,
            _ => return None,
        };
        out.push(&rest[..n]);
        rest = rest[n..].trim_start();
    }
    Some(out)
}

struct Words<'t> {
    words: Vec<&'t str>,
    at: usize,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<&'t str> {
        self.at += 1;
        self.words.get(self.at - 1).copied()
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }

    fn define(&mut self) -> Option<Def> {
        let rule = self.take("rule");
        (rule || self.take("def")).then(|| self.next())??;
        let params = self.take("(").then(|| self.list())??;
        let name = |e| if let Expr::Name(n) = e { Some(n) } else { None };
        let params = params.into_iter().map(name).collect::<Option<_>>()?;
        if !rule {
            let is = self.take("=").then(|| self.whole())??;
            return Some(Def { params, rule: None, parts: vec![(Vec::new(), is)] });
        }
        let (article, mut parts) = (self.next()?.trim_matches('"').to_string(), Vec::new());
        let formula = self.take(":").then(|| self.whole())??;
        while !matches!(self.words.get(self.at), None | Some(&("def" | "rule"))) {
            let mut labels = vec![self.next()?.into()];
            while self.take("|") {
                labels.push(self.next()?.into());
            }
            parts.push((labels, self.take(":").then(|| self.whole())??));
        }
        Some(Def { params, rule: Some((article, formula)), parts })
    }

    /// Operands joined by a word or a sign, the first taken first.
    fn joined(&mut self, ops: [&'static str; 2], of: fn(&mut Self) -> Option<Expr>) -> Option<Expr> {
        let mut sum = of(self)?;
        while self.take(ops[0]) || self.take(ops[1]) {
            sum = Expr::Two(ops[0], Box::new(sum), Box::new(of(self)?));
        }
        Some(sum)
    }

    fn whole(&mut self) -> Option<Expr> {
        self.joined(["//", "//"], |w| w.joined(["or", "|"], |w| w.joined(["and", "&"], Words::test)))
    }

    fn test(&mut self) -> Option<Expr> {
        if self.take("not") || self.take("!") {
            return Some(Expr::Not(Box::new(self.test()?)));
        }
        self.joined(["=", "="], Words::path)
    }

    fn path(&mut self) -> Option<Expr> {
        let mut e = self.first()?;
        loop {
            if self.take("[") {
                let it = || Box::new(Expr::Name(".".into()));
                let kept = Expr::If(Box::new(self.whole()?), it(), Box::new(Expr::All(Vec::new())));
                e = Expr::For(".".into(), Box::new(e), Box::new(kept));
                self.take("]").then_some(())?;
                continue;
            }
            match self.words.get(self.at).and_then(|w| w.strip_prefix('.')).filter(|f| !f.is_empty()) {
                Some(field) => e = Expr::Field(Box::new(e), field.into()),
                None => return Some(e),
            }
            self.at += 1;
        }
    }

    fn list(&mut self) -> Option<Vec<Expr>> {
        let mut out = Vec::new();
        while !self.take(")") {
            out.push(self.whole()?);
            self.take(",");
        }
        Some(out)
    }

    fn first(&mut self) -> Option<Expr> {
        let word = self.next()?;
        Some(match word {
            "(" => Expr::All(self.list()?),
            "." => Expr::Name(word.into()),
            "if" => {
                let test = self.whole()?;
                let then = self.take("then").then(|| self.whole())??;
                let other = if self.take("else") { self.whole()? } else { Expr::All(Vec::new()) };
                Expr::If(Box::new(test), Box::new(then), Box::new(other))
            }
            "for" => {
                let name = self.next()?.into();
                let of = self.take("in").then(|| self.whole())??;
                let body = self.take(":").then(|| self.whole())??;
                Expr::For(name, Box::new(of), Box::new(body))
            }
            _ if word.starts_with('\'') => Expr::Text(word.trim_matches('\'').into()),
            _ if word.starts_with('.') => Expr::Field(Box::new(Expr::Name(".".into())), word[1..].into()),
            _ if self.take("(") => Expr::Call(word.into(), self.list()?),
            _ => match word.parse() {
                Ok(n) => Expr::Number(n),
                Err(_) if word.starts_with(char::is_alphabetic) => Expr::Name(word.into()),
                Err(_) => return None,
            },
        })
    }
}
