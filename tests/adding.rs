//! How parts add up, each example computed by hand: points, sections in sections, bonuses and
//! deductions, bounds, and parts that do not apply.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use serde_json::Value;

const HEAD: &str = "standard x\nevidence\n  a count\n  b yes/no default no\n  c yes/no default no\n\
                    d count default 0\n";

fn result(rules: &str, evidence: &str) -> Value {
    let opened = opened::open(&format!("{HEAD}{rules}"));
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{:#?}", opened.findings));
    let text = format!("subject: x\nevidence: {{{evidence}}}");
    let record = opened::read(program, &text, Format::Yaml).expect("good evidence");
    let result = opened::result(program, &record, Language::En);
    assert_eq!(replay::doubts(&result), [""; 0], "{result:#}");
    result
}

fn total(rules: &str, evidence: &str) -> String {
    result(rules, evidence)["score"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The score of a part, wherever it stands.
fn part<'v>(part: &'v Value, id: &str) -> Option<&'v Value> {
    if part["id"] == id {
        return Some(part);
    }
    let inner = ["sections", "indicators"]
        .iter()
        .filter_map(|key| part[*key].as_array());
    inner.flatten().find_map(|inner| self::part(inner, id))
}

fn of<'v>(result: &'v Value, id: &str, key: &str) -> &'v str {
    let part = part(result, id).unwrap_or_else(|| panic!("no {id}"));
    part[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key} in {part:#}"))
}

#[test]
fn points_of_two_levels_are_added_as_they_are() {
    let rules = "section s points 40\n  indicator i points 15\n    per a +4\n\
                 indicator j points 25\n    if b then +20\n    per d +1\n\
                 section t points 60\n  indicator k points 60\n    if c then +60\n";
    // 3 × 4 = 12 of 15, 20 + 2 = 22 of 25; 34 of 40, and nothing of 60.
    let result = result(rules, "a: 3, b: yes, d: 2");
    assert_eq!(result["score"], "34");
    assert_eq!(of(&result, "i", "score"), "12");
    assert_eq!(of(&result, "i", "points"), "15");
    assert_eq!(of(&result, "s", "score"), "34");
    assert_eq!(result["scale_high"], "100");
    // 5 × 4 = 20 is held to 15.
    assert_eq!(total(rules, "a: 5"), "15");
}

#[test]
fn sections_stand_in_sections_three_levels_deep() {
    let rules = "section s points 50\n  indicator i points 10\n    per a +1\n\
                 section t in s points 40\n  indicator j points 16\n    if b then +16\n\
                 section u in t points 24\n  indicator k points 24\n    per d +6\n\
                 section v points 50\n  indicator l points 50\n    if c then +7\n";
    let result = result(rules, "a: 4, b: yes, c: yes, d: 3");
    // u: 18; t: 16 + 18; s: 4 + 34; v: 7.
    assert_eq!(
        [of(&result, "u", "score"), of(&result, "t", "score")],
        ["18", "34"]
    );
    assert_eq!(of(&result, "s", "score"), "38");
    assert_eq!(result["score"], "45");
}

#[test]
fn weights_nest_too() {
    let rules = "section s weight 60%\n  indicator i weight 15%\n    per a +10\n\
                 section t in s weight 45%\n  indicator j weight 30%\n    if b then +80\n\
                 indicator k weight 15%\n    per d +5\n\
                 section u weight 40%\n  indicator l weight 40%\n    if c then +50\n";
    let result = result(rules, "a: 6, b: yes, c: yes, d: 10");
    // t: (80 × 0.3 + 50 × 0.15) / 0.45 = 70; s: (9 + 31.5) / 0.6 = 67.5; u: 20.
    assert_eq!(
        [of(&result, "t", "score"), of(&result, "s", "score")],
        ["70", "67.5"]
    );
    assert_eq!(result["score"], "60.5");
}

#[test]
fn a_bonus_is_added_in_full_and_held_by_its_own_cap() {
    let rules = "section s weight 100%\n  indicator i weight 100%\n    per a +10\n\
                 section e bonus 10 cap 8\n  indicator j bonus 5\n    per d +2\n\
                 indicator k bonus 6\n    if b then +6\n";
    assert_eq!(total(rules, "a: 7, d: 1"), "72");
    assert_eq!(total(rules, "a: 7, d: 3"), "75");
    // 5 + 6 = 11 is held to 8.
    assert_eq!(total(rules, "a: 10, d: 3, b: yes"), "108");
    let unused = total(&format!("{rules}total cap 100\n"), "a: 10, d: 3, b: yes");
    assert_eq!(unused, "100");
}

#[test]
fn a_bonus_stands_among_indicators_with_points() {
    let rules = "section s points 30 cap 32\n  indicator i points 30\n    per a +10\n\
                 indicator j bonus 5\n    if b then +5\n  indicator k deduction 4\n    per d -3\n\
                 section t points 70\n  indicator l points 70\n    if c then +70\n";
    assert_eq!(total(rules, "a: 2, b: yes"), "25");
    assert_eq!(total(rules, "a: 3, b: yes"), "32");
    // 20 - 4, since two times 3 is held to 4.
    assert_eq!(total(rules, "a: 2, d: 2"), "16");
    let result = result(rules, "a: 2, d: 2");
    assert_eq!(of(&result, "k", "score"), "-4");
    assert_eq!(part(&result, "k").unwrap()["deduction"], true);
    assert_eq!(part(&result, "j").unwrap()["bonus"], true);
}

#[test]
fn deductions_go_below_nothing_where_no_floor_holds() {
    let rules = "section s points 100\n  indicator i points 100 floor none\n    +5\n    per a -4\n\
                 section t deduction 20\n  indicator j deduction 15\n    per d -10\n\
                 indicator k deduction 9\n    if b then -9\n";
    let low = |evidence| total(&format!("{rules}total floor none\n"), evidence);
    assert_eq!(low("a: 3"), "-7");
    // 15 + 9 = 24 is held to 20.
    assert_eq!(low("a: 3, d: 2, b: yes"), "-27");
    assert_eq!(
        total(&format!("{rules}total floor 0\n"), "a: 3, d: 2, b: yes"),
        "0"
    );
}

#[test]
fn points_in_a_bonus_need_not_add_up() {
    let rules = "section s points 100\n  indicator i points 100\n    per a +10\n\
                 section e bonus 10\n  indicator j points 6\n    per d +2\n\
                 indicator k points 7\n    if b then +7\n    if c then +1\n";
    assert_eq!(total(rules, "a: 1, d: 2"), "14");
    assert_eq!(total(rules, "a: 1, d: 2, b: yes"), "20");
}

#[test]
fn points_of_what_is_out_go_to_its_siblings() {
    let rules = "section s points 40\n  indicator i points 10\n    per a +1\n\
                 section t in s points 30\n  applies if c otherwise reweigh\n\
                 indicator j points 30\n    +30\n\
                 section u points 60\n  indicator k points 20\n    applies if b otherwise reweigh\n    +20\n\
                 indicator l points 40\n    per d +5\n  indicator m bonus 3\n    if c then +3\n\
                 total rounded to 2 places\n";
    // s: 7 of 10 counts as 28 of 40; u: 25 of 40 counts as 37.5 of 60.
    let out = result(rules, "a: 7, d: 5");
    assert_eq!(out["score"], "65.5");
    assert_eq!(of(&out, "i", "counted_points"), "40");
    assert_eq!(of(&out, "i", "contribution"), "28");
    assert_eq!(of(&out, "s", "score"), "28");
    assert_eq!(of(&out, "u", "score"), "37.5");
    // All in: 7 + 30 and 20 + 25 + 3.
    assert_eq!(total(rules, "a: 7, d: 5, b: yes, c: yes"), "85");
    // The bonus is not multiplied: 37 and 37.5 + 3.
    assert_eq!(total(rules, "a: 7, d: 5, c: yes"), "77.5");
}

#[test]
fn a_section_that_is_out_inside_gives_its_points_to_the_others_and_keeps_its_bonus() {
    let rules = "section s points 40\n  indicator i points 40\n    applies if b otherwise reweigh\n    +40\n\
                 indicator j bonus 5\n    per d +1\n\
                 section t points 60\n  indicator k points 60\n    per a +6\n\
                 section u in t points 0.5\n  indicator l points 0.5\n    if c then +0.5\n\
                 total cap 104 rounded to 1 place\n";
    let rules = &rules.replace("indicator k points 60", "indicator k points 59.5");
    // t: 36 of 60 counts as 60 of 100; the bonus of s is 3.
    let out = result(rules, "a: 6, d: 3");
    assert_eq!(out["score"], "63");
    assert_eq!(of(&out, "s", "counted_points"), "0");
    assert_eq!(of(&out, "s", "contribution"), "3");
    assert_eq!(total(rules, "a: 6, d: 3, b: yes"), "79");
    assert_eq!(total(rules, "a: 10, d: 9, b: yes, c: yes"), "104");
}

#[test]
fn a_reweighed_section_inside_a_reweighed_whole_keeps_its_own_score() {
    let rules = "section s points 50 rounded to 1 place\n  indicator i points 20\n    per a +3\n\
                 section t in s points 30\n  indicator j points 10\n    applies if b otherwise reweigh\n    +1\n\
                 indicator k points 20\n    per d +2\n\
                 section u points 50\n  applies if c otherwise reweigh\n  indicator l points 50\n    +50\n\
                 total rounded to 3 places\n";
    // t: 8 of 20 is 12 of 30; s: 9 + 12 = 21 of 50, which is 42 of 100.
    let out = result(rules, "a: 3, d: 4");
    assert_eq!(
        [of(&out, "t", "score"), of(&out, "s", "score")],
        ["12", "21"]
    );
    assert_eq!(out["score"], "42");
}

#[test]
fn a_bonus_and_marks_of_what_does_not_apply() {
    let rules = |otherwise: &str| {
        format!(
            "section s points 90\n  applies if b otherwise {otherwise}\n  cap 80\n\
             indicator i points 90\n    per a +1\n\
             section t points 10\n  indicator j points 10 floor -5\n    +2\n\
             section e bonus 6\n  applies if c otherwise {otherwise}\n  indicator k bonus 6\n    per d +1\n"
        )
    };
    assert_eq!(total(&rules("full"), "a: 1"), "88");
    assert_eq!(total(&rules("zero"), "a: 1"), "2");
    assert_eq!(total(&rules("full"), "a: 85, b: yes, c: yes, d: 4"), "86");
}

#[test]
fn the_total_is_bounded_and_then_rounded() {
    let rules = |total: &str| {
        format!(
            "section s weight 100%\n  indicator i weight 100% floor -50\n    per a +33.35\n    per d -9.99\n{total}\n"
        )
    };
    assert_eq!(
        total(&rules("total cap 100 floor 0 rounded to 1 place"), "a: 1"),
        "33.4"
    );
    assert_eq!(
        total(
            &rules("total cap 100 floor 0 rounded to 1 place"),
            "a: 0, d: 3"
        ),
        "0"
    );
    assert_eq!(
        total(&rules("total cap 66.65 rounded to 1 place down"), "a: 2"),
        "66.6"
    );
}

#[test]
fn scores_and_shares_of_parts_count_points() {
    let rules = "section s points 40\n  indicator i points 40\n    per a +10\n\
                 section t in s points 0.5\n  indicator j points 0.5\n    if b then +0.5\n\
                 section u points 60\n  indicator k points 60\n    if c then +60\n    per d +1\n\
                 grades\n  good 50 and above\n  bad below 50\n\
                 veto bad if share of s < 60%\nveto bad if score of s < 20分\nveto bad if score of total < 10分\n";
    let rules = &rules.replace("indicator i points 40", "indicator i points 39.5");
    let held = |evidence| result(rules, evidence)["vetoes"].as_array().unwrap().len();
    assert_eq!(
        [held("a: 3"), held("a: 2"), held("a: 1"), held("a: 0")],
        [0, 1, 2, 3]
    );
}

#[test]
fn the_grades_must_reach_every_total_that_there_can_be() {
    let rules = |lowest: &str| {
        format!(
            "{HEAD}section s points 50\n  indicator i points 50 floor -50\n    per a -1\n\
             section t points 50\n  indicator j points 50\n    applies if b otherwise reweigh\n    +50\n\
             indicator k deduction 50\n    per d -1\n  indicator l bonus 2\n    if c then +2\n\
             total rounded to 0 places\ngrades\n  good 50 to 102\n  bad {lowest} to below 50\n"
        )
    };
    // t is out but for its deduction: -50 of 50 counts as -100, and 50 more are taken off.
    let codes = |lowest: &str| opened::codes(&opened::open(&rules(lowest)));
    assert_eq!(codes("-150"), []);
    assert_eq!(codes("-149"), [chidu::diagnostics::Code::BandGap]);
    let rules = rules("-150");
    let result = result(rules.strip_prefix(HEAD).unwrap(), "a: 60, d: 60");
    assert_eq!(result["score"], "-150");
}

#[test]
fn a_file_of_notes_alone_has_no_score() {
    let opened =
        opened::open("standard x\nnot a rule \"words\" because \"they ask for nothing\"\n");
    let program = opened.program.as_ref().expect("notes are enough");
    let record = opened::read(program, "subject: x\nevidence: {}\n", Format::Yaml).unwrap();
    let result = opened::result(program, &record, Language::En);
    assert_eq!(result["score"], Value::Null);
    assert_eq!(result.get("scale_high"), None);
    assert_eq!(replay::doubts(&result), [""; 0]);
}
