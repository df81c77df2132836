//! What the kinds of clauses that say how they came about multiply and add up to.

use num_rational::BigRational;
use num_traits::Zero;
use serde_json::Value;

use super::number::{exact, number};
use super::{Doubts, list};

/// The points before bounds and rounding, where the clause says enough to tell.
pub(super) fn gained(clause: &Value, place: &str, doubts: &mut Doubts) -> Option<BigRational> {
    let how = &clause["how"];
    match clause["kind"].as_str()? {
        "scale" if !how.is_null() => Some(on_line(how)),
        "per" if !how.is_null() => Some(by_period(how, place, doubts)),
        "best" if !how.is_null() => Some(best(clause, place, doubts)),
        "choose" if !how.is_null() => Some(listed(clause).0),
        "base" | "award" | "set" | "by" | "formula" => number(clause, "computed"),
        _ => None,
    }
}

/// Whether an inner clause belongs to the branch that was taken; nothing where there are no branches.
pub(super) fn decided(clause: &Value, inner: &Value) -> Option<bool> {
    if clause["kind"] != "choose" {
        return None;
    }
    Some(counted(clause)?.contains(&inner["line"]))
}

fn on_line(how: &Value) -> BigRational {
    let get = |key: &str| exact(how, key);
    let (value, from, to) = (get("value"), get("from"), get("to"));
    let (low, high) = (get("from_points"), get("to_points"));
    if value < from {
        return number(how, "below_points").unwrap_or(low);
    }
    if value > to {
        return high;
    }
    let part = (value - &from) / (to - from);
    &low + part * (high - &low)
}

fn by_period(how: &Value, place: &str, doubts: &mut Doubts) -> BigRational {
    let (each, cap) = (exact(how, "each"), exact(how, "period_cap"));
    let mut sum = BigRational::zero();
    for period in list(how, "periods") {
        let points = exact(period, "points");
        let expected = (exact(period, "rows") * &each).min(cap.clone());
        doubts.differ(place, "a period", &points, &expected);
        sum += points;
    }
    sum
}

/// The lines that count.
fn counted(clause: &Value) -> Option<&Vec<Value>> {
    clause.pointer("/how/counted")?.as_array()
}

/// The sum of the inner clauses whose lines count, how many they are, and the others.
fn listed(clause: &Value) -> (BigRational, usize, Vec<&Value>) {
    let counted = counted(clause);
    let is_counted =
        |inner: &&Value| counted.is_some_and(|counted| counted.contains(&inner["line"]));
    let inner = list(clause, "clauses").iter();
    let (taken, left): (Vec<_>, Vec<_>) = inner.partition(is_counted);
    let sum = taken.iter().map(|one| exact(one, "points")).sum();
    (sum, taken.len(), left)
}

fn best(clause: &Value, place: &str, doubts: &mut Doubts) -> BigRational {
    let (sum, count, left) = listed(clause);
    let most = clause
        .pointer("/how/best")
        .and_then(Value::as_u64)
        .unwrap_or(0);
    doubts.hold(place, count as u64 <= most, "more than the best count");
    let counted = counted(clause);
    let inner = list(clause, "clauses").iter();
    let taken = inner.filter(|one| counted.is_some_and(|counted| counted.contains(&one["line"])));
    let least = taken.map(|one| exact(one, "points")).min();
    for one in left {
        let points = exact(one, "points");
        let is_less = least.as_ref().is_none_or(|least| points <= *least);
        let has_room = (count as u64) < most;
        let fits = one["outcome"] != "overridden" || is_less && !has_room;
        doubts.hold(place, fits, "a better clause does not count");
        let is_quiet = ["overridden", "not_met", "not_given"]
            .iter()
            .any(|word| one["outcome"] == *word);
        doubts.hold(place, is_quiet, "a clause counts and is not listed");
    }
    sum
}
