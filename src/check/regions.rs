//! Where a condition holds, as a union of regions over what it compares. Used to show that two
//! conditions cannot hold together; what cannot be told apart counts as holding together.

use std::collections::BTreeMap;

use crate::domain::Exact;
use crate::domain::meaning::Comparison;
use crate::evidence::Stored;
use crate::program::{Builder, Expr, ExprId};

/// The most regions of one condition; beyond it the condition may hold anywhere.
const MOST_REGIONS: usize = 64;

/// What each compared thing may be, by its dump. What is not named may be anything.
pub(super) type Region = BTreeMap<String, Allowed>;

/// What one thing may be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Allowed {
    /// A condition that must, or must not, hold.
    Truth(bool),
    /// Numbers between two ends, each with whether it belongs.
    Between(Option<(Exact, bool)>, Option<(Exact, bool)>),
    /// Positions of choices.
    Choices(Vec<u32>),
}

/// The regions in which a condition holds.
pub(super) fn of(build: &Builder, id: ExprId) -> Vec<Region> {
    regions(build, id, true).unwrap_or_else(|| vec![Region::new()])
}

/// The regions in which both hold.
pub(super) fn both(a: &[Region], b: &[Region]) -> Vec<Region> {
    let pairs = a
        .iter()
        .flat_map(|one| b.iter().map(move |other| (one, other)));
    pairs
        .filter_map(|(one, other)| merged(one, other))
        .collect()
}

/// Nothing where there would be too many.
fn regions(build: &Builder, id: ExprId, wanted: bool) -> Option<Vec<Region>> {
    let expr = build.expr_of(id)?;
    let found = match (expr, wanted) {
        (Expr::Not(inner), _) => regions(build, *inner, !wanted)?,
        (Expr::And(parts), true) | (Expr::Or(parts), false) => {
            let mut all = vec![Region::new()];
            for part in parts {
                all = both(&all, &regions(build, *part, wanted)?);
                if all.len() > MOST_REGIONS {
                    return None;
                }
            }
            all
        }
        (Expr::Or(parts), true) | (Expr::And(parts), false) => {
            let mut all = vec![];
            for part in parts {
                all.extend(regions(build, *part, wanted)?);
            }
            all
        }
        (Expr::Constant(Stored::Flag(flag)), _) => {
            if *flag == wanted {
                vec![Region::new()]
            } else {
                vec![]
            }
        }
        (Expr::Compare(comparison, a, b), _) => compared(build, *comparison, (*a, *b), wanted)
            .unwrap_or_else(|| vec![truth(build, id, wanted)]),
        _ => vec![truth(build, id, wanted)],
    };
    (found.len() <= MOST_REGIONS).then_some(found)
}

fn truth(build: &Builder, id: ExprId, wanted: bool) -> Region {
    Region::from([(build.describe(id), Allowed::Truth(wanted))])
}

/// A comparison with a constant on one side.
fn compared(
    build: &Builder,
    comparison: Comparison,
    (a, b): (ExprId, ExprId),
    wanted: bool,
) -> Option<Vec<Region>> {
    let comparison = if wanted {
        comparison
    } else {
        comparison.negated()
    };
    let (thing, constant, comparison) = match (build.expr_of(a)?, build.expr_of(b)?) {
        (_, Expr::Constant(constant)) => (a, constant, comparison),
        (Expr::Constant(constant), _) => (b, constant, comparison.mirrored()),
        _ => return None,
    };
    let key = build.describe(thing);
    let allowed = match constant {
        Stored::Number(value) => numbers(comparison, value),
        Stored::Choice(position) => vec![choices(comparison, *position)],
        Stored::Missing
        | Stored::Flag(_)
        | Stored::Kinds(_)
        | Stored::Date(_)
        | Stored::Text(_)
        | Stored::Rows(_) => return None,
    };
    Some(
        allowed
            .into_iter()
            .map(|allowed| Region::from([(key.clone(), allowed)]))
            .collect(),
    )
}

fn numbers(comparison: Comparison, value: &Exact) -> Vec<Allowed> {
    let end = |inclusive| Some((value.clone(), inclusive));
    match comparison {
        Comparison::Equal => vec![Allowed::Between(end(true), end(true))],
        Comparison::Different => {
            vec![
                Allowed::Between(None, end(false)),
                Allowed::Between(end(false), None),
            ]
        }
        Comparison::Less => vec![Allowed::Between(None, end(false))],
        Comparison::AtMost => vec![Allowed::Between(None, end(true))],
        Comparison::Greater => vec![Allowed::Between(end(false), None)],
        Comparison::AtLeast => vec![Allowed::Between(end(true), None)],
    }
}

/// The most choices of one list that are told apart.
const MOST_CHOICES: u32 = 4096;

fn choices(comparison: Comparison, position: u32) -> Allowed {
    // An earlier choice is the greater.
    let holds = |other: &u32| comparison.holds(position.cmp(other));
    Allowed::Choices((0..MOST_CHOICES).filter(holds).collect())
}

fn merged(a: &Region, b: &Region) -> Option<Region> {
    let mut all = a.clone();
    for (key, allowed) in b {
        let together = match all.get(key) {
            None => allowed.clone(),
            Some(own) => narrowed(own, allowed)?,
        };
        all.insert(key.clone(), together);
    }
    Some(all)
}

/// What both allow; nothing where they exclude each other.
fn narrowed(a: &Allowed, b: &Allowed) -> Option<Allowed> {
    match (a, b) {
        (Allowed::Truth(a), Allowed::Truth(b)) => (a == b).then_some(Allowed::Truth(*a)),
        (Allowed::Between(low, high), Allowed::Between(other_low, other_high)) => {
            let low = tighter(low, other_low, |a, b| a > b);
            let high = tighter(high, other_high, |a, b| a < b);
            let is_empty = matches!((&low, &high), (Some((low, from)), Some((high, to)))
                if low > high || low == high && !(*from && *to));
            (!is_empty).then_some(Allowed::Between(low, high))
        }
        (Allowed::Choices(a), Allowed::Choices(b)) => {
            let both: Vec<u32> = a
                .iter()
                .filter(|choice| b.contains(choice))
                .copied()
                .collect();
            (!both.is_empty()).then_some(Allowed::Choices(both))
        }
        (Allowed::Truth(_) | Allowed::Between(..) | Allowed::Choices(_), _) => Some(a.clone()),
    }
}

fn tighter(
    a: &Option<(Exact, bool)>,
    b: &Option<(Exact, bool)>,
    is_tighter: impl Fn(&Exact, &Exact) -> bool,
) -> Option<(Exact, bool)> {
    match (a, b) {
        (None, end) | (end, None) => end.clone(),
        (Some(a), Some(b)) if a.0 == b.0 => Some((a.0.clone(), a.1 && b.1)),
        (Some(a), Some(b)) => Some(if is_tighter(&a.0, &b.0) {
            a.clone()
        } else {
            b.clone()
        }),
    }
}
