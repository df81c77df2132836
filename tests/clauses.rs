//! Clauses with computed points, lines, groups of the best, choices, formulas, caps for each period,
//! parameters and tables: every score was computed by hand, and every trace replays.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;
mod replay;

use chidu::diagnostics::Language;
use chidu::evidence::Format;
use serde_json::Value;

const HEAD: &str = "\
standard x
in force from 2023-01-01
evidence
  a count 0 to 1000 default 0
  b yes/no default no
  p percent 0% to 100% optional
  level one of high > medium > low optional
  r records optional
    day date optional
    kind one of design, utility
  end
";

const NAMED: &str = "\
parameter pass \"合格线\" = 60%, 65% from 2025-01-01, 70% from 2026-01-01
parameter each \"每行\" = 2分, 3分 from 2024-02-29
table worth \"分值\" by level, b
  high, any: 5分
  medium or low, yes: 3分
  otherwise: 1分
end
";

/// The result of clauses in one indicator that is the whole, on a day.
fn on(day: &str, clauses: &str, evidence: &str) -> Value {
    let rules = format!(
        "{HEAD}{NAMED}section s weight 100%\n  indicator i weight 90%\n{clauses}\n  \
         indicator rest weight 10%\n    +0\n    if a > 3 or b or p > each / each * pass or level is high or no r or lookup worth(level, b) > 2分 then +0\n"
    );
    let opened = opened::open(&rules);
    let program = opened.program.as_ref();
    let program = program.unwrap_or_else(|| panic!("{:#?}", opened.findings));
    let text = format!("subject: x\nassessment_date: {day}\nevidence: {{{evidence}}}\n");
    let record = opened::read(program, &text, Format::Yaml).expect("good evidence");
    let result = opened::result(program, &record, Language::En);
    assert_eq!(replay::doubts(&result), [""; 0], "{result:#}");
    result
}

/// The points of the first clause, what happened, and why.
fn first(clauses: &str, evidence: &str) -> [String; 3] {
    first_on("2024-06-01", clauses, evidence)
}

fn first_on(day: &str, clauses: &str, evidence: &str) -> [String; 3] {
    let result = on(day, clauses, evidence);
    let clause = &result["sections"][0]["indicators"][0]["clauses"][0];
    ["points", "outcome", "why"].map(|key| clause[key].as_str().unwrap().to_owned())
}

/// Which clauses of the first one, a group, count among its best, by their order.
fn counted(result: &Value) -> Vec<usize> {
    let group = &result["sections"][0]["indicators"][0]["clauses"][0];
    let lines = group["how"]["counted"].as_array().expect("a group");
    let inner = group["clauses"].as_array().unwrap().iter().enumerate();
    let counted = inner.filter(|(_, inner)| lines.contains(&inner["line"]));
    counted.map(|(at, _)| at).collect()
}

fn points(clauses: &str, evidence: &str) -> String {
    let [points, ..] = first(clauses, evidence);
    points
}

// ---- computed points ----------------------------------------------------------------------------

#[test]
fn computed_points_follow_evidence_exactly() {
    assert_eq!(
        first("+(p * 20分)", "p: 82.5%"),
        ["16.5", "awarded", "p 82.5% → 16.5"]
    );
    assert_eq!(points("+(p * 20分 - 10分)", "p: 25%"), "-5");
    assert_eq!(points("+(p * 20分 - 10分)", "p: 50%"), "0");
    assert_eq!(first("+(p * 20分)", "")[1..], ["not_given", "p not given"]);
    assert_eq!(
        first("-(a / 4 * 1分) floor -3", "a: 20"),
        ["-3", "deducted", "a 20 → −5 = −5, floor -3"]
    );
}

#[test]
fn points_that_do_not_end_are_rounded_where_it_is_said() {
    let clause = "+(a / 3 * 1分) rounded to 2 places";
    assert_eq!(
        first(clause, "a: 20"),
        ["6.67", "awarded", "a 20 → ≈6.666667, rounded 6.67"]
    );
    let result = on("2024-06-01", "+(a / 3 * 1分)\nrounded to 1 place", "a: 20");
    let indicator = &result["sections"][0]["indicators"][0];
    assert_eq!(indicator["score"], "6.7");
    assert_eq!(indicator["clauses"][0]["points_exact"], "20/3");
    assert_eq!(indicator["clauses"][0]["computed"], "20/3");
}

#[test]
fn bounds_come_before_rounding() {
    let clause = "+(a * 1分) cap 4.55 rounded to 1 place half even";
    assert_eq!(points(clause, "a: 4"), "4");
    assert_eq!(
        first(clause, "a: 5"),
        [
            "4.6",
            "capped",
            "a 5 → 5 = 5, cap 4.55, 0.45 lost, rounded 4.6"
        ]
    );
    assert_eq!(points("+(a / 8 * 1分) rounded to nearest 0.5", "a: 6"), "1");
}

#[test]
fn computed_points_of_each_step_band_and_condition() {
    assert_eq!(points("per 2 of a +(each + 1)", "a: 5"), "8");
    assert_eq!(points("if a > 2 then -(each * 2)", "a: 3"), "-6");
    assert_eq!(
        points(
            "by a\n  below 5: 0\n  5 and above: +(a / 2 * 1分)\nend",
            "a: 5"
        ),
        "2.5"
    );
    assert_eq!(
        points(
            "if a > 2 then (a / 3 * 0.1分) rounded to 2 places\n+5",
            "a: 4"
        ),
        "0.13"
    );
}

// ---- scale --------------------------------------------------------------------------------------

#[test]
fn a_line_is_flat_outside_its_ends() {
    let line = "scale p from 60% gives 10 to 100% gives 50 below gives 2";
    let of = |p: &str| points(line, &format!("p: {p}"));
    assert_eq!(
        ["59.99%", "60%", "60.01%", "80%", "100%"].map(of),
        ["2", "10", "10.01", "30", "50"]
    );
    let flat = "scale p from 60% gives 10 to 90% gives 40";
    let of = |p: &str| points(flat, &format!("p: {p}"));
    assert_eq!(
        ["0%", "60%", "75%", "90%", "95%"].map(of),
        ["10", "10", "25", "40", "40"]
    );
    assert_eq!(
        first(flat, "p: 75%")[2],
        "p 75% on the line from 60% (10) to 90% (40): 25"
    );
    assert_eq!(first(line, "p: 50%")[2], "p 50% is below 60%: 2");
    assert_eq!(first(line, "")[1..], ["not_given", "p not given"]);
}

#[test]
fn a_line_may_fall_and_follow_a_parameter() {
    let fall = "scale a from 10 gives 20 to 30 gives 0 rounded to 1 place";
    let of = |a: &str| points(fall, &format!("a: {a}"));
    assert_eq!(
        ["9", "10", "17", "30", "31"].map(of),
        ["20", "20", "13", "0", "0"]
    );
    let line = "scale p from 0% gives 0 to pass gives each rounded to 2 places";
    let of = |day: &str| first_on(day, line, "p: 30%")[0].clone();
    assert_eq!(
        ["2024-02-28", "2024-02-29", "2025-01-01"].map(of),
        ["1", "1.5", "1.38"]
    );
}

// ---- best of ------------------------------------------------------------------------------------

#[test]
fn the_best_of_a_group_counts_alone() {
    let best = "best of\n  per a +2\n  if b then +20\n  +(p * 30分)\nend";
    assert_eq!(
        first(best, "a: 5, b: yes, p: 40%"),
        ["20", "awarded", "the best 1: 20 (without 10, 12)"]
    );
    assert_eq!(points(best, "a: 5"), "10");
    assert_eq!(first(best, "")[..2], ["0", "not_met"]);
    let all = "best 2 of cap 25\n  per a +2\n  if b then +20\n  +3\nend";
    assert_eq!(points(all, "a: 4, b: yes"), "25");
    assert_eq!(points(all, "a: 4"), "11");
    assert_eq!(first("best of\n  +5\n  +5\n  +(2 + 3)\nend", "")[0], "5");
}

#[test]
fn a_clause_that_lacks_evidence_is_not_among_the_best() {
    let best = "best of\n  -4\n  +(p * 30分)\nend";
    assert_eq!(points(best, ""), "-4");
    assert_eq!(points(best, "p: 0%"), "0");
}

#[test]
fn a_deduction_does_not_count_beside_a_best_clause_that_gives_nothing() {
    let best = "best of\n  per a +2\n  -5\nend";
    assert_eq!(
        first(best, "a: 0"),
        ["0", "not_met", "the best 1: 0 (without −5)"]
    );
    assert_eq!(counted(&on("2024-06-01", best, "a: 0")), [0]);
    let guarded = "best of when b\n  per a +2\n  -5\nend";
    assert_eq!(counted(&on("2024-06-01", guarded, "b: yes")), [0]);
}

#[test]
fn a_group_whose_score_is_set_says_which_of_its_clauses_are_the_best() {
    let set = |inner: &str| {
        let clauses = format!("{inner}\nif a > 0 then 50");
        on("2024-06-01", &clauses, "a: 1, b: yes")
    };
    let nothing = set("best 3 of\n  +25\n  -25\n  +5 when a > 1\nend");
    assert_eq!(counted(&nothing), [0, 1]);
    let some = set("best 2 of\n  per a +2\n  if b then +20\n  +15\nend");
    let clause = &some["sections"][0]["indicators"][0]["clauses"][0];
    assert_eq!(clause["outcome"], "overridden");
    assert_eq!(clause["why"], "the best 2: 20 + 15 (without 2)");
    assert_eq!(counted(&some), [1, 2]);
    let among = "if a > 1 then -6.25\n  together\n    +5\n    per a +2.5\n  end\n  -7";
    assert_eq!(counted(&set(&format!("best of\n  {among}\nend"))), [1]);
}

#[test]
fn a_group_that_is_passed_over_says_which_of_its_clauses_are_the_best() {
    let inner = "best 2 of\n    +5\n    -2\n    -3\n  end";
    let result = on("2024-06-01", &format!("best of\n  {inner}\n  +10\nend"), "");
    assert_eq!(counted(&result), [1]);
    let inner = "best 2 of\n    +5\n    -5\n    -6\n  end";
    on("2024-06-01", &format!("best of\n  {inner}\n  +10\nend"), "");
}

// ---- choose -------------------------------------------------------------------------------------

#[test]
fn the_branch_of_a_choice_counts() {
    let choose = "choose by level cap 30\n  high:\n    +20\n    per a +3\n  medium, low:\n    if b then +7\nend";
    assert_eq!(
        first(choose, "level: high, a: 2"),
        ["26", "awarded", "level high, branch `high`: 20 + 6"]
    );
    assert_eq!(points(choose, "level: high, a: 4"), "30");
    assert_eq!(points(choose, "level: low, a: 4, b: yes"), "7");
    assert_eq!(first(choose, "a: 4")[1..], ["not_given", "level not given"]);
    let flag = "choose by b\n  yes:\n    +1\n  no:\n    choose by level\n      high:\n        +2\n      otherwise:\n        +3\n    end\nend";
    assert_eq!(points(flag, "b: yes"), "1");
    assert_eq!(points(flag, "level: high"), "2");
    assert_eq!(points(flag, "level: low"), "3");
}

// ---- score = ------------------------------------------------------------------------------------

#[test]
fn a_formula_is_the_score_within_the_bounds() {
    let formula = "score = p * 120分\nif b then 60";
    let of = |evidence: &str| {
        let result = on("2024-06-01", formula, evidence);
        result["sections"][0]["indicators"][0]["score"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        ["p: 50%", "p: 90%", "", "p: 90%, b: yes"].map(of),
        ["60", "100", "0", "60"]
    );
}

// ---- cap … each year of -------------------------------------------------------------------------

#[test]
fn each_year_gives_at_most_its_cap() {
    let row = |day: &str| format!("{{day: {day}, kind: design}}");
    let rows = |days: &[&str]| {
        let rows: Vec<String> = days.iter().map(|day| row(day)).collect();
        format!("r: [{}]", rows.join(", "))
    };
    let years = "per r with kind is design +2 cap 4 each year of r.day cap 7";
    let three = ["2023-01-01", "2023-12-31", "2023-06-01", "2024-02-29"];
    assert_eq!(
        first(years, &rows(&three)),
        ["6", "awarded", "2023: 4 (3 × 2, cap 4); 2024: 2 (1 × 2)"]
    );
    let more = [&three[..], &["2024-12-31", "2025-01-01"]].concat();
    assert_eq!(points(years, &rows(&more)), "7");
    assert_eq!(points(years, &rows(&["2024-01-01", "null"])), "2");
    assert_eq!(first(years, "r: []")[1..], ["not_met", "no row counts"]);
    assert_eq!(first(years, "")[1], "not_given");
    let months = "per r +(each) cap 4 each month of r.day";
    assert_eq!(
        points(months, &rows(&["2024-02-01", "2024-02-29", "2024-03-01"])),
        "7"
    );
    assert_eq!(
        first_on(
            "2023-06-01",
            months,
            &rows(&["2024-02-28", "2024-02-29", "2024-03-01"])
        )[0],
        "6"
    );
}

// ---- parameters and tables ----------------------------------------------------------------------

#[test]
fn a_band_moves_with_its_parameter() {
    let bands = "by p\n  pass and above: +10\n  below pass: 0\nend";
    let of = |day: &str| first_on(day, bands, "p: 65%")[0].clone();
    let days = [
        "2023-01-01",
        "2024-12-31",
        "2025-01-01",
        "2025-12-31",
        "2026-01-01",
    ];
    assert_eq!(days.map(of), ["10", "10", "10", "10", "0"]);
    let result = on("2025-05-05", bands, "p: 65%");
    let evidence = &result["sections"][0]["indicators"][0]["clauses"][0]["evidence"];
    let pass = evidence
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["field"] == "pass");
    assert_eq!(pass.unwrap()["value"], "65%");
    assert_eq!(pass.unwrap()["from"], "2025-01-01");
}

#[test]
fn a_parameter_is_named_with_its_day() {
    let [.., why] = first_on("2025-01-01", "if p >= pass then +1", "p: 70%");
    assert_eq!(why, "p 70% ≥ pass 65% (from 2025-01-01)");
    let [.., why] = first_on("2024-12-31", "if p >= pass then +1", "p: 70%");
    assert_eq!(why, "p 70% ≥ pass 60%");
}

#[test]
fn a_table_is_looked_up() {
    let of = |evidence: &str| first("+(lookup worth(level, b))", evidence);
    assert_eq!(of("level: high"), ["5", "awarded", "worth(high, no) 5 → 5"]);
    assert_eq!(of("level: medium, b: yes")[0], "3");
    assert_eq!(of("level: low")[0], "1");
    assert_eq!(of("")[1..], ["not_given", "level not given"]);
    assert_eq!(points("+(lookup worth(high, b) * 2)", ""), "10");
}
