//! A pocket calculator: takes one result as the JSON that is printed and computes it again, with
//! rational arithmetic of its own and nothing of chidu. Each disagreement is one line.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod clause;
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
    let sections = list(result, "sections");
    if sections.is_empty() {
        doubts.hold("total", result["score"].is_null(), "a score of nothing");
    } else {
        let scale = (exact(result, "scale_low"), exact(result, "scale_high"));
        let mut sum = BigRational::zero();
        for section in sections {
            section_doubts(section, (&scale, true), &mut doubts);
            sum += exact(section, "contribution");
        }
        if let Some((counted, is_points)) = counted(sections) {
            let whole = if is_points {
                scale.1
            } else {
                BigRational::one()
            };
            doubts.differ("sections", "sum of shares", &whole, &counted);
        }
        let total = own_rounding(result, within(result, sum));
        doubts.differ("total", "score", &exact(result, "score"), &total);
    }
    doubts.hold(
        "total",
        result.get("score_exact").is_none(),
        "the decimals of the total do not end",
    );
    clause::not_given_doubts(result, &mut doubts);
    doubts.0
}

/// The parts of a section in their order.
fn parts(section: &Value) -> impl Iterator<Item = &Value> + Clone {
    list(section, "indicators")
        .iter()
        .chain(list(section, "sections"))
}

/// Whether a part stands outside the shares.
fn is_extra(part: &Value) -> bool {
    part["bonus"] == true || part["deduction"] == true
}

/// The share of a part as it counted.
fn share(part: &Value) -> BigRational {
    number(part, "weight")
        .or_else(|| number(part, "counted_points"))
        .unwrap_or_else(|| exact(part, "points"))
}

/// The sum of the shares that count, where some do, and whether they are points.
fn counted<'v>(parts: impl IntoIterator<Item = &'v Value>) -> Option<(BigRational, bool)> {
    let counting = parts
        .into_iter()
        .filter(|one| counts(one) && !is_extra(one));
    let shares: Vec<(BigRational, bool)> = counting
        .map(|one| (share(one), one.get("points").is_some()))
        .collect();
    let is_points = shares.first()?.1;
    Some((shares.into_iter().map(|(share, _)| share).sum(), is_points))
}

/// What of the contribution of a part stands outside the shares.
fn extra(part: &Value) -> BigRational {
    let is_one = ["floor", "cap", "rounded_to", "clauses"]
        .iter()
        .any(|key| part.get(*key).is_some());
    if is_extra(part) || part.get("points").is_some() && share(part).is_zero() {
        exact(part, "contribution")
    } else if is_one {
        BigRational::zero()
    } else {
        parts(part).map(extra).sum()
    }
}

fn within(part: &Value, score: BigRational) -> BigRational {
    let score = number(part, "floor").map_or(score.clone(), |floor| score.max(floor));
    number(part, "cap").map_or(score.clone(), |cap| score.min(cap))
}

/// What a score adds to the whole.
fn contribution(part: &Value, score: BigRational) -> BigRational {
    if is_extra(part) {
        score
    } else if let Some(points) = number(part, "points") {
        score * share(part) / points
    } else {
        score * share(part)
    }
}

fn section_doubts(
    section: &Value,
    (scale, around): (&(BigRational, BigRational), bool),
    doubts: &mut Doubts,
) {
    let place = format!("section {}", section["id"]);
    let score = exact(section, "score");
    let applies = section["applies"] == true;
    for indicator in list(section, "indicators") {
        indicator_doubts(indicator, applies, doubts);
    }
    for inner in list(section, "sections") {
        section_doubts(inner, (scale, applies), doubts);
    }
    let zero = BigRational::zero();
    let points = number(section, "points");
    let given = exact(section, "contribution");
    let full = match (&points, is_extra(section)) {
        (_, true) => exact(section, "cap"),
        (Some(points), _) => points.clone(),
        (None, false) => scale.1.clone(),
    };
    let lowest = match points.is_some() || is_extra(section) {
        true => zero.clone(),
        false => scale.0.clone(),
    };
    let expected = match section.get("otherwise").and_then(Value::as_str) {
        _ if !around => zero.clone(),
        None => {
            doubts.hold(&place, applies, "it neither applies nor says what instead");
            replayed(section, &place, doubts)
        }
        Some("full") => within(section, full),
        Some("zero") => within(section, lowest),
        Some("reweigh") => zero.clone(),
        Some(other) => panic!("{other}"),
    };
    doubts.differ(&place, "score", &score, &expected);
    let is_bonus_alone = points.is_some() && share(section).is_zero();
    let expected = match counts(section) && around {
        false => zero,
        true if is_bonus_alone => expected,
        true if applies && extra(section) != zero && !is_extra(section) => {
            let extra = extra(section);
            contribution(section, expected - &extra) + extra
        }
        true => contribution(section, expected),
    };
    doubts.differ(&place, "contribution", &given, &expected);
}

/// The score of a section that applies, from what it holds.
fn replayed(section: &Value, place: &str, doubts: &mut Doubts) -> BigRational {
    let sum: BigRational = parts(section).map(|one| exact(one, "contribution")).sum();
    if is_extra(section) {
        return own_rounding(section, within(section, sum));
    }
    let own = share(section);
    if let Some((shares, _)) = counted(parts(section)) {
        doubts.differ(place, "sum of shares", &own, &shares);
    }
    let outside: BigRational = parts(section).map(extra).sum();
    let score = match number(section, "points") {
        Some(_) if own.is_zero() => outside,
        Some(points) => (sum - &outside) * points / own + outside,
        None => sum / own,
    };
    own_rounding(section, within(section, score))
}

fn indicator_doubts(indicator: &Value, section_applies: bool, doubts: &mut Doubts) {
    let place = format!("indicator {}", indicator["id"]);
    let get = |key: &str| exact(indicator, key);
    let applies = indicator["applies"] == true;
    let zero = BigRational::zero();
    let expected = match indicator.get("otherwise").and_then(Value::as_str) {
        _ if !section_applies => zero.clone(),
        Some("full") => get("cap"),
        Some("zero") if is_extra(indicator) => zero.clone(),
        Some("zero") => number(indicator, "floor").unwrap_or_else(BigRational::zero),
        Some(_) => zero.clone(),
        None => scored(indicator, &place, doubts),
    };
    doubts.differ(&place, "score", &get("score"), &expected);
    let adds = match section_applies && counts(indicator) {
        true => contribution(indicator, expected),
        false => zero.clone(),
    };
    doubts.differ(&place, "contribution", &get("contribution"), &adds);
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
    let cap = exact(indicator, "cap");
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
        return own_rounding(indicator, within(indicator, sum));
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
