//! Faults of scoring that once were: each is pinned by the smallest standard that showed it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use chidu::diagnostics::{Code, Language};
use chidu::evidence::Format;
use serde_json::Value;

const HEAD: &str = "standard x\nevidence\n  a count\n  b yes/no\n  c percent optional\n";

/// The result of clauses in one indicator that is the whole.
fn scored(clauses: &str, evidence: &str) -> Value {
    let rules = format!("{HEAD}section s weight 100%\n  indicator i weight 100%\n{clauses}");
    result(&rules, evidence)
}

fn result(rules: &str, evidence: &str) -> Value {
    let opened = opened::open(rules);
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{:#?}", opened.findings));
    let record = opened::read(program, &format!("subject: x\n{evidence}"), Format::Yaml);
    let result = opened::result(program, &record.expect("good evidence"), Language::En);
    assert_eq!(replay::doubts(&result), [""; 0]);
    result
}

fn clause(result: &Value) -> &Value {
    &result["sections"][0]["indicators"][0]["clauses"][0]
}

const NOTHING: &str = "evidence: {a: 0, b: no}";

#[test]
fn a_floor_holds_where_nothing_was_counted() {
    let result = scored("per a +2 floor 10", NOTHING);
    assert_eq!(result["score"], "10");
    assert_eq!(clause(&result)["outcome"], "awarded");
}

#[test]
fn a_group_is_bounded_where_its_sum_is_nothing() {
    assert_eq!(
        scored("together floor 10\nper a +2\nend", NOTHING)["score"],
        "10"
    );
}

#[test]
fn a_floor_does_not_hold_where_the_condition_fails() {
    assert_eq!(scored("if b then +20 floor 10", NOTHING)["score"], "0");
    assert_eq!(scored("per a +2 floor 10 when b", NOTHING)["score"], "0");
}

#[test]
fn a_deduction_that_its_floor_turns_into_points_is_an_award() {
    let result = scored("-20 floor 4", NOTHING);
    assert_eq!(clause(&result)["outcome"], "awarded");
}

#[test]
fn judged_points_are_awarded_or_deducted_by_their_sign() {
    let judged = |points: &str| {
        let given = format!("{{points: {points}, reason: r, by: b}}");
        let evidence = format!("{NOTHING}\njudgements: {{j: {given}}}");
        let result = scored("judge j from -5 to 5", &evidence);
        clause(&result)["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        ["-5", "0", "5"].map(judged),
        ["deducted", "not_met", "awarded"]
    );
}

#[test]
fn the_lines_of_a_group_that_does_not_count_say_so() {
    let result = scored("together when b\n+2\nend", NOTHING);
    let inner = &clause(&result)["clauses"][0];
    assert_eq!(inner["outcome"], "not_applicable");
    assert_eq!(inner["why"], "its indicator or group does not apply");
}

#[test]
fn a_definition_without_a_value_is_listed_as_not_given() {
    let rules = "standard x\nevidence\n  e records\n    n count\n  end\n\
                 define most = highest of e.n\n\
                 section s weight 100%\n  indicator i weight 100%\n    per most +1\n";
    let result = result(rules, "evidence: {e: []}");
    assert_eq!(clause(&result)["outcome"], "not_given");
    assert_eq!(result["not_given"], serde_json::json!(["most"]));
}

#[test]
fn a_bare_number_stands_beside_a_count_as_a_count() {
    let rules = "standard x\nevidence\n  a count\n  b count optional\n\
                 define share = ((b otherwise 10) - a) / a otherwise 0%\n\
                 section s weight 100%\n  indicator i weight 100%\n    if share >= 100% then +7\n";
    assert_eq!(result(rules, "evidence: {a: 5}")["score"], "7");
}

// ---- what the check must refuse -----------------------------------------------------------------

fn codes(rules: &str) -> Vec<Code> {
    opened::codes(&opened::open(rules))
}

#[test]
fn rounding_takes_no_total_out_of_the_grades() {
    let rules = |high: &str| {
        format!(
            "standard x\nscale 0 to 99.5\nevidence\n  a yes/no\n\
             section s weight 100%\n  indicator i weight 100%\n    if a then +99.5\n\
             total rounded to 0 places\ngrades\n  top 80 to {high}\n  low below 80\n"
        )
    };
    assert_eq!(codes(&rules("99.5")), [Code::BandGap]);
    assert_eq!(codes(&rules("100")), []);
}

#[test]
fn a_total_of_nothing_has_a_grade() {
    let rules = |low: &str| {
        format!(
            "standard x\nscale 1 to 5\nevidence\n  a yes/no\n\
             section s weight 100%\n  indicator i weight 100%\n\
             applies if a otherwise reweigh\n    if a then +4\n\
             total rounded to 2 places\ngrades\n  top 3 to 5\n  low {low}\n"
        )
    };
    assert_eq!(codes(&rules("1 to below 3")), [Code::BandGap]);
    assert_eq!(codes(&rules("below 3")), []);
}

#[test]
fn a_section_that_may_be_left_empty_makes_an_endless_total() {
    let rules = |total: &str| {
        format!(
            "{HEAD}section s weight 30%\n  rounded to 2 places\n  indicator i weight 30%\n\
             applies if b otherwise reweigh\n    per a +1\n\
             section t weight 70%\n  indicator j weight 70%\n    if c is given then +1\n{total}"
        )
    };
    assert_eq!(codes(&rules("")), [Code::EndlessDecimal]);
    assert_eq!(codes(&rules("total rounded to 2 places\n")), []);
}

#[test]
fn the_score_of_what_does_not_apply_is_missing() {
    let rules = |otherwise: &str| {
        format!(
            "{HEAD}section s weight 40%\n  applies if b otherwise {otherwise}\n\
             indicator i weight 40%\n    per a +1\n\
             section t weight 60%\n  indicator j weight 60%\n    +90\n\
             total rounded to 2 places\ngrades\n  good 50 and above\n  bad below 50\n\
             veto bad if score of i < 10分\nveto bad if score of s < 10分\n"
        )
    };
    assert_eq!(
        result(&rules("reweigh"), NOTHING)["vetoes"],
        serde_json::json!([])
    );
    assert_eq!(
        result(&rules("full"), NOTHING)["vetoes"],
        serde_json::json!([])
    );
    let vetoes = &result(&rules("zero"), NOTHING)["vetoes"];
    assert_eq!(
        vetoes.as_array().unwrap().len(),
        1,
        "a section set to zero has that score"
    );
}
