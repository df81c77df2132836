//! A pocket calculator: takes one result as the JSON that is printed and computes it again, with
//! rational arithmetic of its own and nothing of chidu. Each disagreement is one line.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod clause;
mod kinds;
mod number;

use num_rational::BigRational;
use num_traits::{One, Zero};
use serde_json::Value;

pub(crate) use number::{decimal, rounded};
use number::{exact, number, own_rounding};

/// What does not add up.
#[derive(Default)]
pub(crate) struct Doubts(pub(crate) Vec<String>);

impl Doubts {
    fn differ(&mut self, place: &str, what: &str, said: &BigRational, found: &BigRational) {
        if said != found {
            self.0.push(format!(
                "{place}: {what} is given as {said}, replayed as {found}"
            ));
        }
    }

    fn hold(&mut self, place: &str, holds: bool, what: &str) {
        if !holds {
            self.0.push(format!("{place}: {what}"));
        }
    }
}

/// Everything in `result` that the calculator does not confirm.
pub(crate) fn doubts(result: &Value) -> Vec<String> {
    let mut doubts = Doubts::default();
    let scale = (exact(result, "scale_low"), exact(result, "scale_high"));
    let mut sum = BigRational::zero();
    let mut weights = BigRational::zero();
    let mut is_some_in = false;
    for section in list(result, "sections") {
        section_doubts(section, &scale, &mut doubts);
        sum += exact(section, "contribution");
        if counts(section) {
            weights += exact(section, "weight");
            is_some_in = true;
        }
    }
    if is_some_in {
        doubts.differ("sections", "sum of weights", &BigRational::one(), &weights);
    }
    let total = own_rounding(result, sum);
    doubts.differ("total", "score", &exact(result, "score"), &total);
    doubts.hold(
        "total",
        result.get("score_exact").is_none(),
        "the decimals of the total do not end",
    );
    clause::not_given_doubts(result, &mut doubts);
    doubts.0
}

fn section_doubts(section: &Value, scale: &(BigRational, BigRational), doubts: &mut Doubts) {
    let place = format!("section {}", section["id"]);
    let (weight, score) = (exact(section, "weight"), exact(section, "score"));
    let contribution = exact(section, "contribution");
    let applies = section["applies"] == true;
    let mut sum = BigRational::zero();
    let mut weights = BigRational::zero();
    let mut is_some_in = false;
    for indicator in list(section, "indicators") {
        indicator_doubts(indicator, applies, doubts);
        sum += exact(indicator, "contribution");
        if counts(indicator) {
            weights += exact(indicator, "weight");
            is_some_in = true;
        }
    }
    match section.get("otherwise").and_then(Value::as_str) {
        None => {
            doubts.hold(&place, applies, "it neither applies nor says what instead");
            doubts.hold(
                &place,
                is_some_in,
                "it applies without an indicator that counts",
            );
            doubts.differ(&place, "sum of weights", &weight, &weights);
            let own = own_rounding(section, &sum / &weight);
            doubts.differ(&place, "score", &score, &own);
        }
        Some("full") => doubts.differ(&place, "score", &score, &scale.1),
        Some("zero") => doubts.differ(&place, "score", &score, &scale.0),
        Some("reweigh") => doubts.differ(&place, "score", &score, &BigRational::zero()),
        Some(other) => doubts.hold(&place, false, other),
    }
    if counts(section) {
        doubts.differ(&place, "contribution", &contribution, &(weight * score));
    } else {
        doubts.differ(&place, "contribution", &contribution, &BigRational::zero());
    }
}

fn indicator_doubts(indicator: &Value, section_applies: bool, doubts: &mut Doubts) {
    let place = format!("indicator {}", indicator["id"]);
    let get = |key: &str| exact(indicator, key);
    let applies = indicator["applies"] == true;
    let zero = BigRational::zero();
    let expected = match indicator.get("otherwise").and_then(Value::as_str) {
        _ if !section_applies => zero.clone(),
        Some("full") => get("cap"),
        Some("zero") => get("floor"),
        Some(_) => zero.clone(),
        None => scored(indicator, &place, doubts),
    };
    doubts.differ(&place, "score", &get("score"), &expected);
    let weight = if section_applies && counts(indicator) {
        get("weight")
    } else {
        zero.clone()
    };
    doubts.differ(
        &place,
        "contribution",
        &get("contribution"),
        &(weight * expected),
    );
    for clause in list(indicator, "clauses") {
        clause::clause_doubts(clause, applies, doubts);
    }
    if !applies {
        doubts.differ(&place, "sum", &get("sum"), &zero);
        doubts.hold(
            &place,
            indicator["override"].is_null(),
            "set though it does not apply",
        );
        doubts.hold(
            &place,
            indicator.get("lost").is_none(),
            "lost points of nothing",
        );
    }
}

/// The score of an indicator that applies.
fn scored(indicator: &Value, place: &str, doubts: &mut Doubts) -> BigRational {
    let clauses = list(indicator, "clauses");
    let adding = clauses.iter().filter(|clause| !clause::sets(clause));
    let sum: BigRational = adding.map(|clause| exact(clause, "points")).sum();
    doubts.differ(place, "sum", &exact(indicator, "sum"), &sum);
    let setting: Vec<&Value> = clauses
        .iter()
        .filter(|clause| clause["outcome"] == "set")
        .collect();
    let (floor, cap) = (exact(indicator, "floor"), exact(indicator, "cap"));
    let lost = number(indicator, "lost").unwrap_or_else(BigRational::zero);
    let set_by = &indicator["override"];
    if set_by.is_null() {
        doubts.hold(
            place,
            setting.is_empty(),
            "a clause set it and it does not say so",
        );
        let beyond = (&sum - &cap).max(BigRational::zero());
        doubts.differ(place, "lost", &lost, &beyond);
        return own_rounding(indicator, sum.max(floor).min(cap));
    }
    doubts.hold(place, setting.len() == 1, "it is set by none or by several");
    for clause in setting {
        doubts.hold(
            place,
            clause["line"] == set_by["line"],
            "set by another line",
        );
        doubts.differ(
            place,
            "the score set",
            &exact(set_by, "score"),
            &exact(clause, "points"),
        );
    }
    let is_quiet = |clause: &Value| {
        ["set", "overridden", "not_met", "not_given"]
            .iter()
            .any(|word| clause["outcome"] == *word)
    };
    doubts.hold(
        place,
        clauses.iter().all(is_quiet),
        "points count though the score is set",
    );
    doubts.differ(place, "lost", &lost, &BigRational::zero());
    own_rounding(indicator, exact(set_by, "score"))
}

/// Whether a part adds to its parent: it applies, or stands there with a fixed score.
fn counts(part: &Value) -> bool {
    part.get("otherwise").and_then(Value::as_str) != Some("reweigh")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}
