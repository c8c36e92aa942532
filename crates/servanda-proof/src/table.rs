//! Reads the table of rules (`data/rules.txt`).

use std::collections::HashMap;
use std::rc::Rc;

/// An expression; every one gives a list.
#[derive(Debug)]
pub(crate) enum Expr {
    Text(Rc<str>),
    Number(u64),
    /// A variable, `yes`, `no` or `unknown`; `.` is what is being looked at.
    Name(Rc<str>),
    Field(Box<Expr>, Rc<str>),
    Where(Box<Expr>, Box<Expr>),
    Call(Rc<str>, Vec<Expr>),
    All(Vec<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    For(Rc<str>, Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    /// `and`, `or`, `=` or `//`.
    Two(&'static str, Box<Expr>, Box<Expr>),
}

/// A rule or a definition.
pub(crate) struct Def {
    pub params: Vec<Rc<str>>,
    pub body: Body,
}

pub(crate) enum Body {
    Is(Expr),
    Rule(Rule),
}

pub(crate) struct Rule {
    pub article: String,
    /// The formula, as written and as read.
    pub formula: (String, Expr),
    /// The labels that premises may have, and the premises that are looked for under each.
    pub premises: Vec<(Vec<Rc<str>>, Expr)>,
}

pub(crate) type Table = HashMap<Rc<str>, Def>;

/// Reads the whole table.
///
/// # Errors
/// The definition in which something is wrong.
pub(crate) fn read(text: &str) -> Result<Table, String> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        match blocks.last_mut() {
            Some(block) if line.starts_with(' ') => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    let mut table = Table::new();
    for block in blocks {
        let (name, def) = define(&block).ok_or_else(|| format!("cannot read: {}", block[0]))?;
        if table.insert(name, def).is_some() {
            return Err(format!("defined twice: {}", block[0]));
        }
    }
    Ok(table)
}

fn define(block: &[&str]) -> Option<(Rc<str>, Def)> {
    let (kind, rest) = block[0].split_once(' ')?;
    let (head, rest) = rest.split_once(')')?;
    let (name, params) = head.split_once('(')?;
    let params = params.split(',').map(str::trim).filter(|p| !p.is_empty()).map(Rc::from).collect();
    let body = match kind {
        "def" => Body::Is(expression(&format!("{}\n{}", rest.trim().strip_prefix('=')?, block[1..].join("\n")))?),
        "rule" => {
            let (article, formula) = rest.trim().strip_prefix('"')?.split_once("\":")?;
            let formula = formula.trim().to_string();
            let mut parts: Vec<String> = Vec::new();
            for line in &block[1..] {
                match parts.last_mut() {
                    Some(part) if line.starts_with("    ") => part.extend(["\n", line]),
                    _ => parts.push((*line).to_string()),
                }
            }
            let premises = parts.iter().map(|part| {
                let (labels, of) = part.split_once(':')?;
                Some((labels.trim().split('|').map(Rc::from).collect(), expression(of)?))
            });
            let formula = (formula.clone(), expression(&formula)?);
            Body::Rule(Rule { article: article.into(), formula, premises: premises.collect::<Option<_>>()? })
        }
        _ => return None,
    };
    Some((name.into(), Def { params, body }))
}

fn expression(text: &str) -> Option<Expr> {
    let mut words = Words { words: words(text)?, at: 0 };
    let e = words.whole()?;
    (words.at == words.words.len()).then_some(e)
}

/// Words: names and numbers, `'texts'`, `.fields`, signs.
fn words(text: &str) -> Option<Vec<&str>> {
    let (mut out, mut rest) = (Vec::new(), text.trim_start());
    let name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    while let Some(first) = rest.chars().next() {
        let length = |s: &str| s.find(|c| !name(c)).unwrap_or(s.len());
        let n = match first {
            '\'' => rest[1..].find('\'')? + 2,
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
                e = Expr::Where(Box::new(e), Box::new(self.whole()?));
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
            if !self.take(",") {
                return self.take(")").then_some(out);
            }
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
