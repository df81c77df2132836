//! From the score to the grade, and what stands beside it: every ruling alone and with others, by hand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use serde_json::Value;

const HEAD: &str = "standard x\nevidence\n  a count 0 to 100\n  b yes/no\n  c yes/no optional\n  \
    d yes/no\nsection s weight 100%\n  indicator i weight 100%\n    per a +1\n";

const GRADES: &str = "grades\n  failed by veto only\n  low below 40\n  mid 40 to below 60\n  \
    good 60 to below 80\n  top 80 and above\n";

fn result(rules: &str, evidence: &str) -> Value {
    let opened = opened::open(rules);
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{:#?}", opened.findings));
    let text = format!("subject: x\nevidence: {{{evidence}}}");
    let record = opened::read(program, &text, Format::Yaml);
    opened::result(program, &record.expect("good evidence"), Language::En)
}

/// The grade that some rulings leave of a score.
fn grade(rulings: &str, evidence: &str) -> String {
    let result = result(&format!("{HEAD}{GRADES}{rulings}"), evidence);
    result["grade"]["id"].as_str().unwrap_or("-").to_owned()
}

#[test]
fn each_ruling_moves_the_grade_as_it_says() {
    let yes = "a: 70, b: yes, d: no";
    assert_eq!(grade("", yes), "good");
    assert_eq!(grade("direct top if b", yes), "top");
    assert_eq!(grade("direct mid if b", yes), "good");
    assert_eq!(grade("downgrade by 1 if b", yes), "mid");
    assert_eq!(grade("downgrade by 9 if b", yes), "low");
    assert_eq!(grade("bar good if b", yes), "mid");
    assert_eq!(grade("bar top if b", yes), "good");
    assert_eq!(grade("bar mid if b", yes), "low");
    assert_eq!(grade("require d otherwise mid", yes), "mid");
    assert_eq!(grade("require d otherwise top", yes), "good");
    assert_eq!(grade("require b otherwise failed", yes), "good");
    assert_eq!(grade("veto failed if b", yes), "failed");
    assert_eq!(grade("veto top if b", yes), "good");
}

#[test]
fn rulings_work_in_their_order_and_not_in_that_of_the_file() {
    let yes = "a: 10, b: yes, d: no";
    assert_eq!(grade("veto low if b\ndirect top if b", yes), "low");
    assert_eq!(
        grade(
            "downgrade by 1 if b\ndowngrade by 2 if b\ndirect top if b",
            yes
        ),
        "low"
    );
    assert_eq!(
        grade("bar top if b\ndowngrade by 1 if b\ndirect top if b", yes),
        "good"
    );
    assert_eq!(
        grade("bar good if b\ndowngrade by 1 if b\ndirect top if b", yes),
        "mid"
    );
    assert_eq!(
        grade(
            "require d otherwise mid\nveto good if b\ndirect top if b",
            yes
        ),
        "mid"
    );
    assert_eq!(grade("direct mid if b\ndirect top if b", yes), "top");
    assert_eq!(
        grade("veto failed if b\nveto failed if not d", yes),
        "failed"
    );
}

#[test]
fn a_ruling_without_its_evidence_does_nothing_and_is_listed() {
    let accept = "accept W001 because \"test\"\n";
    let rules = format!("{HEAD}{GRADES}{accept}require c otherwise low");
    let result = result(&rules, "a: 70, b: no, d: no");
    assert_eq!(result["grade"]["id"], "good");
    assert_eq!(result["not_given"][0], "c");
    assert_eq!(result["rulings"].as_array().unwrap().len(), 0);
}

#[test]
fn a_requirement_for_some_is_not_asked_of_others() {
    let rule = "require d otherwise low when b";
    assert_eq!(grade(rule, "a: 70, b: yes, d: no"), "low");
    assert_eq!(grade(rule, "a: 70, b: yes, d: yes"), "good");
    assert_eq!(grade(rule, "a: 70, b: no, d: no"), "good");
}

#[test]
fn every_ruling_that_holds_is_named() {
    let rulings = "direct mid if b \"r1\"\ndowngrade by 2 if b \"r2\"\nbar top if b \"r3\"\n\
        require d otherwise top \"r4\"\nveto top if b \"r5\"\nveto failed if d \"r6\"";
    let result = result(&format!("{HEAD}{GRADES}{rulings}"), "a: 90, b: yes, d: no");
    let named: Vec<&str> = result["rulings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["reason"].as_str().unwrap())
        .collect();
    assert_eq!(named, ["r1", "r2", "r3", "r4"]);
    assert_eq!(result["rulings"][1]["steps"], 2);
    assert_eq!(result["vetoes"][0]["reason"], "r5");
    assert_eq!(result["vetoes"].as_array().unwrap().len(), 1);
    assert_eq!(result["grade"]["id"], "mid");
    assert_eq!(result["grade_by_score"]["id"], "top");
}

#[test]
fn lower_is_better_turns_the_order_of_the_grades() {
    let rules = |rulings: &str| {
        format!(
            "{HEAD}grades by 100 - score of i lower is better\n  top below 20\n  good 20 to below 40\n  \
            low 40 and above\n{rulings}"
        )
    };
    let of = |rulings: &str, a: u32| {
        let result = result(&rules(rulings), &format!("a: {a}, b: yes, d: no"));
        result["grade"]["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(of("", 90), "top");
    assert_eq!(of("downgrade by 1 if b", 90), "good");
    assert_eq!(of("veto low if b", 90), "low");
    assert_eq!(of("direct top if b", 10), "top");
}

#[test]
fn conditions_are_met_not_met_or_open() {
    let rules = |conditions: &str| format!("{HEAD}{conditions}\noutput o = k");
    let met = |least: &str, evidence: &str| {
        let text = format!("conditions k {least}\n require b\n require c\n require d\nend");
        let result = result(&rules(&text), evidence);
        assert_eq!(
            result["conditions"][0]["met"].is_null(),
            result["outputs"][0]["value"].is_null()
        );
        result["conditions"][0]["met"].as_bool()
    };
    assert_eq!(met("", "a: 0, b: yes, c: yes, d: yes"), Some(true));
    assert_eq!(met("", "a: 0, b: yes, d: yes"), None);
    assert_eq!(met("", "a: 0, b: yes, d: no"), Some(false));
    assert_eq!(met("at least 2 of", "a: 0, b: yes, d: yes"), Some(true));
    assert_eq!(met("at least 2 of", "a: 0, b: yes, d: no"), None);
    assert_eq!(met("at least 2 of", "a: 0, b: no, d: no"), Some(false));
    assert_eq!(met("at least 1 of", "a: 0, b: no, d: no"), None);
}

#[test]
fn a_requirement_that_does_not_apply_is_met_and_says_so() {
    let of = |evidence: &str| {
        let text =
            format!("{HEAD}conditions k\n require b when d \"words\"\n require b when c\nend");
        let result = result(&text, evidence);
        let all = result["conditions"][0]["requirements"].as_array().unwrap();
        let met: Vec<_> = all.iter().map(|one| one["met"].as_bool()).collect();
        (met, all[0]["applies"].as_bool().unwrap())
    };
    assert_eq!(of("a: 0, b: no, d: no"), (vec![Some(true), None], false));
    assert_eq!(
        of("a: 0, b: no, d: yes, c: yes"),
        (vec![Some(false), Some(false)], true)
    );
    assert_eq!(
        of("a: 0, b: yes, d: yes"),
        (vec![Some(true), Some(true)], true)
    );
}

#[test]
fn a_procedure_stops_at_the_first_stage_that_is_not_passed() {
    let of = |evidence: &str| {
        let text = format!(
            "{HEAD}procedure p\n stage x passes if b \"no b\"\n stage y passes if c\n \
            stage z passes if d\nend"
        );
        let result = result(&text, evidence);
        let one = &result["procedures"][0];
        let text = |key: &str| one[key].as_str().unwrap_or("-").to_owned();
        let states = one["stages"].as_array().unwrap().iter();
        let states: Vec<String> = states
            .map(|one| one["state"].as_str().unwrap().to_owned())
            .collect();
        (
            text("passed"),
            text("stopped_at"),
            one["open"].as_bool().unwrap(),
            states.join(" "),
        )
    };
    let all = |passed: &str, stopped: &str, open, states: &str| {
        (
            passed.to_owned(),
            stopped.to_owned(),
            open,
            states.to_owned(),
        )
    };
    assert_eq!(
        of("a: 0, b: no, c: yes, d: yes"),
        all("-", "x", false, "stopped not_reached not_reached")
    );
    assert_eq!(
        of("a: 0, b: yes, d: yes"),
        all("x", "y", true, "passed open not_reached")
    );
    assert_eq!(
        of("a: 0, b: yes, c: yes, d: yes"),
        all("z", "-", false, "passed passed passed")
    );
}
