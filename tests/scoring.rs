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
use chidu::session;
use chidu::source::SourceFile;
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

/// Why each clause came to what it did, in a language.
fn reasons(rules: &str, evidence: &str, language: Language) -> Vec<String> {
    let workdays = include_str!("../rules/shandong-recognition/cn-workdays.csv");
    let beside = opened::OneText(workdays.to_owned());
    let opened = session::open(SourceFile::new("test.rules", rules), &beside);
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{:#?}", opened.findings));
    let record = opened::read(program, &format!("subject: x\n{evidence}"), Format::Yaml);
    let result = opened::result(program, &record.expect("good evidence"), language);
    let clauses = result["sections"][0]["indicators"][0]["clauses"].as_array();
    let why = |clause: &Value| clause["why"].as_str().unwrap().to_owned();
    clauses.unwrap().iter().map(why).collect()
}

#[test]
fn computed_values_are_told_with_their_units() {
    let rules = "standard x\ncalendar \"cn-workdays.csv\"\nevidence\n  before count 家 1 to 900\n  now count 家\n  \
                 start date\n  done date\n  n number 0 to 9\n  rows records\n  firms count 家\n  end\n\
                 section s weight 100%\n  indicator i weight 100%\n\
                 if growth from before to now >= 10% then +1\n\
                 if workdays from start to done >= 15 workdays then +1\n\
                 if start + 15 workdays >= done then +1\n\
                 if mean(before, now) >= 90家 then +1\n\
                 if sqrt(n) rounded to 2 places < 1 then +1\n\
                 if sum of the lowest 2 rows.firms > 10家 then +1\n\
                 per 5pp of growth from before to now above 0% +1";
    let evidence = "evidence: {before: 80, now: 90, start: 2024-02-05, done: 2024-03-01, n: 2, \
                    rows: [{firms: 3}, {firms: 2}, {firms: 9}]}";
    assert_eq!(
        reasons(rules, evidence, Language::Zh),
        [
            "增长率 12.5% ≥ 10%",
            "15工作日 ≥ 15工作日",
            "2024-03-01 ≥ done 2024-03-01",
            "85家 < 90家",
            "1.41 ≥ 1",
            "rows 5家 ≤ 10家",
            "12.5%，每满 5 个百分点计 1 次：2 × 1",
        ]
    );
    assert_eq!(
        reasons(rules, evidence, Language::En)[0],
        "growth 12.5% ≥ 10%"
    );
}

#[test]
fn evidence_may_write_a_duration_in_any_of_its_words() {
    let rules = "standard x\nevidence\n  open count years\n  late number 个工作日\nsection s weight 100%\n  \
                 indicator i weight 100%\nper open +1\nif late <= 15 workdays then +10";
    for (open, late) in [
        ("5", "3"),
        ("5 years", "3 workdays"),
        ("5年", "3个工作日"),
        ("5year", "3工作日"),
    ] {
        let evidence = format!("evidence: {{open: {open}, late: {late}}}");
        assert_eq!(result(rules, &evidence)["score"], "15", "{evidence}");
    }
}

#[test]
fn a_step_of_rounding_is_named_in_the_result() {
    let rules = "standard x\nevidence\n  a count\nsection s weight 100% rounded to nearest 2.5\n  \
                 indicator i weight 100% rounded to nearest 0.5 up\nper a +0.3\n\
                 total rounded to nearest 1";
    let result = result(rules, "evidence: {a: 20}");
    let section = &result["sections"][0];
    let indicator = &section["indicators"][0];
    assert_eq!(
        (&indicator["score"], &section["score"]),
        (&"6".into(), &"5".into())
    );
    assert_eq!(indicator["rounded_to_nearest"], "0.5");
    assert_eq!(section["rounded_to_nearest"], "2.5");
    assert_eq!(indicator["rounded_to"], Value::Null);
    assert_eq!(result["rounded_to"], 0);
    assert_eq!(result["rounded_to_nearest"], Value::Null);
}
