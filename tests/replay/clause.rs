//! One clause: what its outcome, its bounds, its parts and its reason say of its points.

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde_json::Value;

use super::number::{decimal, exact, number};
use super::{Doubts, list};

/// Whether a clause sets the score and adds nothing.
pub(super) fn sets(clause: &Value) -> bool {
    clause["kind"] == "set"
}

pub(super) fn clause_doubts(clause: &Value, applies: bool, doubts: &mut Doubts) {
    let place = format!("line {}", clause["line"]);
    let points = exact(clause, "points");
    let outcome = clause["outcome"].as_str().unwrap_or("");
    let lost = number(clause, "lost");
    let fits = match outcome {
        "awarded" => points.is_positive(),
        "deducted" => !points.is_positive(),
        "not_met" | "not_given" | "not_applicable" => points.is_zero(),
        "capped" => lost.is_some() && number(clause, "cap").as_ref() == Some(&points),
        "overridden" => true,
        "set" => sets(clause),
        _ => false,
    };
    doubts.hold(&place, fits, &format!("{outcome} with {points}"));
    doubts.hold(
        &place,
        applies == (outcome != "not_applicable"),
        &format!("{outcome} where the indicator does or does not apply"),
    );
    if let Some(lost) = &lost {
        let may_lose = ["capped", "overridden"].contains(&outcome);
        doubts.hold(
            &place,
            lost.is_positive() && may_lose,
            "lost points without a cap",
        );
    }
    let gained = group_sum(clause).or_else(|| counted(clause));
    if let Some(gained) = gained.filter(|_| took_part(clause)) {
        let bounded = bounded(clause, gained.clone());
        doubts.differ(&place, "points", &points, &bounded);
        let beyond = (&gained - &points).max(BigRational::zero());
        let lost = lost.unwrap_or_else(BigRational::zero);
        doubts.differ(&place, "lost", &lost, &beyond);
    }
    evidence_doubts(clause, &place, doubts);
    let inner = list(clause, "clauses");
    // A group that its guard keeps from counting has lines that do not apply, all of them.
    let is_kept_out = ["not_met", "not_given"].contains(&outcome)
        && inner
            .iter()
            .all(|inner| inner["outcome"] == "not_applicable");
    for inner in inner {
        clause_doubts(inner, applies && !is_kept_out, doubts);
    }
}

/// Whether nothing kept the clause from counting: a guard that fails leaves a clause without points.
fn took_part(clause: &Value) -> bool {
    let outcome = clause["outcome"].as_str().unwrap_or("");
    match outcome {
        "not_given" | "not_applicable" => false,
        "not_met" => {
            let text = clause["text"].as_str().unwrap_or("");
            ![" when ", " 当 "].iter().any(|guard| text.contains(guard))
        }
        _ => true,
    }
}

fn bounded(clause: &Value, points: BigRational) -> BigRational {
    let points = match number(clause, "floor") {
        Some(floor) => points.max(floor),
        None => points,
    };
    match number(clause, "cap") {
        Some(cap) => points.min(cap),
        None => points,
    }
}

fn group_sum(clause: &Value) -> Option<BigRational> {
    let inner = list(clause, "clauses");
    let sum = || inner.iter().map(|inner| exact(inner, "points")).sum();
    (!inner.is_empty()).then(sum)
}

/// `3 channel × 20`, or `firms 230 家 is 130 above 100: 1 × 10`: the points that the reason of a
/// `per` clause multiplies out to.
fn counted(clause: &Value) -> Option<BigRational> {
    let why = clause["why"].as_str().filter(|_| clause["kind"] == "per")?;
    let (left, right) = why.split_once(" × ")?;
    let steps = left.rsplit(": ").next()?;
    let steps = steps.split(' ').next()?;
    let each = right.split([' ', ',']).next()?.replace('−', "-");
    Some(decimal(&steps.replace('−', "-")) * decimal(&each))
}

/// Points of a judgement are those that the evidence gives.
fn evidence_doubts(clause: &Value, place: &str, doubts: &mut Doubts) {
    if clause["kind"] != "judge"
        || !["awarded", "deducted"]
            .iter()
            .any(|word| clause["outcome"] == *word)
    {
        return;
    }
    let name = clause["text"]
        .as_str()
        .and_then(|text| text.split(' ').nth(1));
    let evidence = list(clause, "evidence").iter();
    let mut own = evidence.filter(|one| one["field"].as_str() == name);
    let is_given = own.any(|one| {
        number(one, "value").map(|given| bounded(clause, given)) == Some(exact(clause, "points"))
    });
    doubts.hold(place, is_given, "points of a judgement that was not given");
}

/// A clause that lacks evidence lacks something that the result lists.
pub(super) fn not_given_doubts(result: &Value, doubts: &mut Doubts) {
    let listed = list(result, "not_given");
    let mut read = vec![];
    let mut open: Vec<&Value> = list(result, "sections").iter().collect();
    while let Some(section) = open.pop() {
        open.extend(list(section, "sections"));
        for indicator in list(section, "indicators") {
            lacking(list(indicator, "clauses"), listed, &mut read, doubts);
        }
    }
    let vetoes = list(result, "vetoes").iter();
    read.extend(vetoes.flat_map(|veto| list(veto, "evidence")));
    for value in read {
        let is_listed = listed.contains(&value["field"]);
        let is_given = !value["value"].is_null();
        doubts.hold(
            "not_given",
            !(is_listed && is_given),
            "something given is listed",
        );
    }
}

fn lacking<'v>(
    clauses: &'v [Value],
    listed: &[Value],
    read: &mut Vec<&'v Value>,
    doubts: &mut Doubts,
) {
    for clause in clauses {
        lacking(list(clause, "clauses"), listed, read, doubts);
        let evidence = list(clause, "evidence");
        read.extend(evidence);
        let mut missing = evidence
            .iter()
            .filter(|one| one["value"].is_null())
            .peekable();
        if clause["outcome"] == "not_given" && missing.peek().is_some() {
            let place = format!("line {}", clause["line"]);
            let is_named = missing.any(|one| listed.contains(&one["field"]));
            doubts.hold(&place, is_named, "what it lacks is not listed");
        }
    }
}
