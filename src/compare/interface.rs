//! What a change of the evidence that is asked for means for evidence files that exist: breaking
//! where some are no longer taken, or are read differently.

use serde::Serialize;

use crate::compare::aspects as a;
use crate::compare::node::{Aspect, Detail, Fact, Node};
use crate::compare::words::pair;
use crate::diagnostics::Say;

/// What a change means for evidence files that exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interface {
    /// Whether some are no longer taken, or are read differently.
    #[serde(rename = "breaking")]
    pub is_breaking: bool,
    /// Why.
    pub why: Say,
}

fn breaking(zh: &str, en: &str) -> Interface {
    Interface {
        is_breaking: true,
        why: pair(zh, en),
    }
}

fn harmless(zh: &str, en: &str) -> Interface {
    Interface {
        is_breaking: false,
        why: pair(zh, en),
    }
}

fn judged(is_breaking: bool, bad: (&str, &str), good: (&str, &str)) -> Interface {
    match is_breaking {
        true => breaking(bad.0, bad.1),
        false => harmless(good.0, good.1),
    }
}

const STILL: (&str, &str) = ("旧证据照样接受", "old evidence is taken as before");
const REFUSED: (&str, &str) = ("有的旧证据不再接受", "some old evidence is refused");
const READ: (&str, &str) = (
    "没有写这一项的旧证据读法不同",
    "old evidence that leaves it out is read differently",
);

/// Whether a part is something that evidence names.
fn is_evidence(node: &Node) -> bool {
    [a::FIELD, a::COLUMN, a::CHOICE, a::JUDGEMENT].contains(&node.kind)
}

/// Of a part that evidence names and that is new.
pub(super) fn added(node: &Node) -> Option<Interface> {
    let needed = node
        .fact(a::PRESENCE)
        .is_some_and(|fact| fact.key == "required");
    is_evidence(node).then(|| {
        judged(
            needed,
            (
                "旧证据没有这一项，不再接受",
                "old evidence lacks it and is refused",
            ),
            STILL,
        )
    })
}

/// Of a part that evidence names and that is gone.
pub(super) fn removed(node: &Node) -> Option<Interface> {
    is_evidence(node).then(|| {
        breaking(
            "写了这一项的旧证据不再接受",
            "old evidence that has it is refused",
        )
    })
}

/// Of a part that evidence names by another id now.
pub(super) fn renamed(node: &Node) -> Option<Interface> {
    is_evidence(node).then(|| {
        breaking(
            "用旧名的证据不再接受",
            "evidence that uses the old name is refused",
        )
    })
}

/// Of a fact that changed.
pub(super) fn changed(node: &Node, old: Option<&Fact>, new: Option<&Fact>) -> Option<Interface> {
    let aspect = old.or(new)?.aspect;
    if node.kind == a::STANDARD {
        return head(aspect, new);
    }
    if !is_evidence(node) {
        return None;
    }
    if aspect == a::LABEL {
        return old.map(|_| {
            breaking(
                "用旧名称填写的证据不再接受",
                "evidence that uses the old label is refused",
            )
        });
    }
    if aspect == a::PRESENCE {
        return Some(presence(old, new));
    }
    if aspect == a::OTHERS {
        let were_taken = old.is_some_and(|fact| fact.key == "true");
        return Some(judged(were_taken, REFUSED, STILL));
    }
    let (old, new) = (old.map(|fact| &fact.detail), new.map(|fact| &fact.detail));
    let is_narrower = match (old, new) {
        (Some(Detail::Range(low, high)), Some(Detail::Range(new_low, new_high))) => {
            new_low > low || new_high < high
        }
        (Some(Detail::Most(old)), Some(Detail::Most(new))) => new < old,
        // Another order of choices is another reading of them.
        (Some(Detail::List(old)), Some(Detail::List(new))) => is_reordered(old, new),
        (Some(Detail::Plain), Some(Detail::List(_)))
        | (Some(Detail::List(_)), Some(Detail::Plain)) => false,
        _ => is_meaningful(aspect.word),
    };
    is_meaningful(aspect.word).then(|| judged(is_narrower, REFUSED, STILL))
}

/// Of a fact of the head.
fn head(aspect: Aspect, new: Option<&Fact>) -> Option<Interface> {
    if aspect == a::NEEDS_DATE {
        let is_needed = new.is_some_and(|fact| fact.key == "true");
        let bad = (
            "没有日期的旧证据不再接受",
            "old evidence without a date is refused",
        );
        return Some(judged(is_needed, bad, STILL));
    }
    (aspect == a::CURRENCY).then(|| breaking(REFUSED.0, REFUSED.1))
}

/// Whether an aspect bears on which evidence is taken.
fn is_meaningful(word: &str) -> bool {
    [a::TYPE, a::UNIT, a::RANGE, a::PLACES, a::ORDER]
        .iter()
        .any(|aspect| aspect.word == word)
}

/// Whether the names of both lists stand in another order.
fn is_reordered(old: &[String], new: &[String]) -> bool {
    let common = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter()
            .filter(|name| other.contains(name))
            .cloned()
            .collect()
    };
    common(old, new) != common(new, old)
}

fn presence(old: Option<&Fact>, new: Option<&Fact>) -> Interface {
    let word = |fact: Option<&Fact>| {
        let key = fact.map_or("", |fact| fact.key.as_str());
        key.split(' ').next().unwrap_or("").to_owned()
    };
    match (word(old).as_str(), word(new).as_str()) {
        (_, "required") => breaking(
            "没有写这一项的旧证据不再接受",
            "old evidence that leaves it out is refused",
        ),
        ("required", _) => harmless(STILL.0, STILL.1),
        _ => breaking(READ.0, READ.1),
    }
}
