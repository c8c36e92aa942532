//! Clauses that leave their verb out: "Austria signed in May, Hungary in June".

use super::clause::{Link, Piece};
use super::tag::{Item, Tag};

/// "Austria signed at Saint-Germain in May, Hungary at Trianon in June": clauses that leave their verb out.
pub(super) fn gapped(items: &[Item], pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for p in pieces {
        let mut rest = p.clone();
        if let Some(v) = p.items.clone().find(|&k| items[k].finite())
            && p.link != Link::Quotation
        {
            let mut k = v + 2;
            while k < rest.items.end {
                let mark = matches!(items[k].tag, Tag::Comma | Tag::Semi | Tag::Cc);
                let n = if mark && items.get(k + 1).is_some_and(|x| x.tag == Tag::Cc) {
                    k + 2
                } else {
                    k + 1
                };
                if mark && gap_at(items, v, k, n, rest.items.end) {
                    out.push(Piece {
                        items: rest.items.start..k,
                        link: rest.link,
                    });
                    rest = Piece {
                        items: n..rest.items.end,
                        link: Link::Gap,
                    };
                    k = n;
                }
                k += 1;
            }
        }
        out.push(rest);
    }
    out
}

/// Whether from `n` a subject and its phrases stand as after the verb at `v`, without a verb of their own.
fn gap_at(items: &[Item], v: usize, mark: usize, n: usize, end: usize) -> bool {
    let stop = items[n.min(end)..end]
        .iter()
        .position(|x| {
            matches!(
                x.tag,
                Tag::Comma | Tag::Semi | Tag::Colon | Tag::Dash | Tag::Stop | Tag::Open
            )
        })
        .map_or(end, |k| n + k);
    let own = &items[n.min(stop)..stop];
    if own.iter().any(|x| {
        x.finite() || matches!(x.tag, Tag::Part | Tag::Ger | Tag::Inf | Tag::Rel | Tag::Sub)
    }) {
        return false;
    }
    let Some(p) = own
        .iter()
        .position(|x| matches!(x.tag, Tag::Prep | Tag::Time))
    else {
        return false;
    };
    let subject = &own[..p];
    let ordinal = |x: &Item| {
        matches!(
            x.lower.as_str(),
            "first" | "second" | "third" | "latter" | "former" | "other" | "others"
        )
    };
    let told = subject.last().is_some_and(|x| {
        matches!(x.tag, Tag::Name | Tag::Possessive)
            || ordinal(x)
            || x.tag == Tag::Noun && subject.iter().any(|y| y.found.is_some())
    });
    let short = subject.len() <= 5
        && subject.iter().all(|x| {
            matches!(
                x.tag,
                Tag::Det
                    | Tag::Adj
                    | Tag::Name
                    | Tag::Noun
                    | Tag::Possessive
                    | Tag::Num
                    | Tag::Pron
            )
        });
    let firm = |x: &Item| matches!(x.tag, Tag::Time | Tag::Qty) || x.tag == Tag::Num;
    let before = &items[v..mark];
    let like = before
        .iter()
        .any(|x| matches!(x.tag, Tag::Prep | Tag::Time))
        && before.iter().any(firm)
        && own[p..].iter().any(firm);
    // "between Russia and Turkey in 1774", "by France and Britain in May" are lists.
    let pair = items[v..mark]
        .iter()
        .rev()
        .take_while(|x| !firm(x))
        .any(|x| {
            matches!(
                x.lower.as_str(),
                "between" | "by" | "both" | "of" | "from" | "with" | "against" | "among"
            )
        });
    let closed = items[v..mark]
        .iter()
        .next_back()
        .is_some_and(|x| firm(x) || matches!(x.tag, Tag::Noun | Tag::Name | Tag::Adv));
    // After "and" alone the clause before must be closed by its time or number.
    let parted =
        items[mark].tag != Tag::Cc || items[mark - 1].tag == Tag::Time || before.iter().any(firm);
    told && short && like && closed && parted && !pair
}
