//! What the analysis of a standard finds: each finding where it must be, and a near miss where it must
//! not; what it says of every accepted file; and that no score of any evidence contradicts it.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod opened;

use chidu::analyse::Space;
use chidu::diagnostics::{Code, Language};
use chidu::render;
use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;
use opened::{Beside, codes, folder, name, open, sorted};

/// The evidence of the examples.
const EVIDENCE: &str = "standard s
evidence
  x \"数\" count 0 to 100
  y \"另一数\" count 0 to 100
  r \"比率\" percent 0% to 100%
  o \"可缺数\" count 0 to 100 optional
  a \"甲\" yes/no
  b \"乙\" yes/no
  level \"级别\" one of high > middle > low
  event \"活动\" records
    n \"家数\" count 0 to 100
    m \"评分\" count 0 to 10 optional
  end
section part weight 100%
";

/// A standard of one indicator with these clauses, all fields used; lines from `grades` on stand behind.
fn reviewed(clauses: &str) -> Opened {
    let (clauses, behind) = match clauses.find("grades") {
        Some(at) => clauses.split_at(at),
        None => (clauses, ""),
    };
    let text = format!("{EVIDENCE}  indicator i weight 100%\n{clauses}\n{behind}\n");
    let mut opened = open(&text);
    assert!(!opened.has_errors(), "{text}\n{:?}", opened.findings);
    session::review(&mut opened);
    opened
}

/// What is found beside fields that the example does not use.
fn found(clauses: &str) -> Vec<&'static str> {
    let opened = reviewed(clauses);
    assert_eq!(opened.undecided, [], "{clauses}");
    let all = codes(&opened)
        .into_iter()
        .filter(|code| *code != Code::Unused);
    let mut all: Vec<&str> = all.map(Code::name).collect();
    all.dedup();
    all
}

/// The words of the one finding of a code.
fn said(clauses: &str, code: Code) -> String {
    let opened = reviewed(clauses);
    let mut of_it = opened.findings.iter().filter(|found| found.code == code);
    of_it.next().unwrap().message.en.clone()
}

#[test]
fn a_clause_that_no_evidence_meets_is_found_and_one_that_some_meets_is_not() {
    assert_eq!(found("+100\nif x >= 5 and x < 3 then -5"), ["W011"]);
    assert_eq!(found("+100\nif x >= 5 and y < 6 then -5"), [""; 0]);
    assert_eq!(found("+100\nif x > y and y > 98 then -5"), ["W014"]);
    assert_eq!(found("+100\nif x > y and y > 99 then -5"), ["W011"]);
    assert_eq!(found("+100\nif a then -5 when not a"), ["W011"]);
    assert_eq!(
        found("+100\nif level is high and level is low then -5"),
        ["W011"]
    );
    assert_eq!(
        found("+100\ntogether cap 5 when not a\n  if a then -5\nend"),
        ["W011"]
    );
    assert_eq!(
        found("+100\nby x\n  up to 100: 0\n  above 100: -1\nend"),
        ["W011"]
    );
}

#[test]
fn points_that_never_count_are_found_and_those_that_count_once_are_not() {
    assert_eq!(found("if x >= 10 then +100\nif x >= 20 then +50"), ["W012"]);
    assert_eq!(found("if x >= 10 then +50\nif x >= 20 then +51"), [""; 0]);
    assert_eq!(found("if a then +100\nif b then +50"), [""; 0]);
    let group = "+20\ntogether cap 80\n  if x >= 10 then +80\n  if x >= 20 then +1\nend";
    assert_eq!(found(group), ["W012"]);
}

#[test]
fn a_full_mark_out_of_reach_is_found_with_the_best_that_is_reached() {
    let clauses = "if x < 10 then +60\nif x >= 10 then +50\nif a then +30";
    assert_eq!(found(clauses), ["W013"]);
    assert!(said(clauses, Code::FullMarkOutOfReach).contains("at best it is 90, by `x` 0"));
    assert_eq!(
        found("if x < 10 then +60\nif x >= 10 then +50\nif a then +40"),
        [""; 0]
    );
    assert_eq!(found("cap 80\nif a then +80"), [""; 0]);
    assert_eq!(found("floor -50\nif a then +100"), [""; 0]);
}

#[test]
fn two_indicators_that_exclude_each_other_keep_the_total_from_its_full_mark() {
    let text = format!(
        "{EVIDENCE}  indicator i weight 50%\n    if x > 50 then +100\n  indicator j weight 50%\n    if x <= 50 then +100\n"
    );
    let mut opened = open(&text);
    session::review(&mut opened);
    let of_it = opened
        .findings
        .iter()
        .filter(|found| found.code == Code::FullMarkOutOfReach);
    let messages: Vec<&str> = of_it.map(|found| found.message.en.as_str()).collect();
    let [message] = messages.as_slice() else {
        panic!("{messages:?}")
    };
    assert!(
        message.starts_with("the section `part` never reaches its full mark 100: at best it is 50")
    );
}

#[test]
fn a_fall_is_found_with_both_values_and_a_penalty_is_none() {
    let steps = "+50\nif r >= 60% and r < 70% then +20\nif r >= 90% then +50";
    assert_eq!(found(steps), ["W014"]);
    assert!(said(steps, Code::Fall).contains("`r` 69% scores 70, 70% scores 50"));
    assert_eq!(
        found("+50\nif r >= 60% then +20\nif r >= 90% then +30"),
        [""; 0]
    );
    assert_eq!(
        found("+100\nif x > 50 then -20\nif x > 80 then -30"),
        [""; 0]
    );
    assert_eq!(found("if r >= 60% then +100\nif r < 30% then 0"), [""; 0]);
    assert_eq!(found("per x +2\nif x > 80 then 0"), ["W014"]);
    assert_eq!(
        found("if level >= middle then +100\nif level is high then -20"),
        ["W014"]
    );
    assert_eq!(
        found("if level >= middle then +80\nif level is high then +20"),
        [""; 0]
    );
}

#[test]
fn a_growth_and_a_ratio_fall_one_way() {
    let growth = "define g = (x - y) / y otherwise 0%\nif g >= 10% then +100";
    let text = format!(
        "{EVIDENCE}  indicator i weight 100%\n    if g >= 10% then +100\ndefine g = (x - y) / y otherwise 0%\n"
    );
    let mut opened = open(&text);
    session::review(&mut opened);
    let falls = opened
        .findings
        .iter()
        .filter(|found| found.code == Code::Fall);
    assert_eq!(falls.count(), 0, "{growth}");
    assert_eq!(opened.undecided, []);
}

#[test]
fn a_grade_that_nobody_gets_is_found() {
    let grades = |best: &str| {
        format!("if a then +100\ngrades\n  good \"好\" {best}\n  bad \"差\" below 50\n")
    };
    assert_eq!(found(&grades("50 and above")), [""; 0]);
    let three = "if a then +100\ngrades\n  good \"好\" 60 and above\n  fair \"中\" 50 to below 60\n  bad \"差\" below 50\n";
    assert_eq!(found(three), ["W015"]);
    let by_veto = "if a then +100\ngrades\n  good \"好\" 60 and above\n  fair \"中\" 50 to below 60\n  bad \"差\" below 50\nveto fair if b\n";
    assert_eq!(found(by_veto), [""; 0]);
}

#[test]
fn one_fact_that_counts_twice_is_found_and_steps_are_not() {
    assert_eq!(found("if a and b then +50\nif b and a then +50"), ["W016"]);
    assert_eq!(found("if a then +50 when b\nif a and b then +50"), ["W016"]);
    assert_eq!(
        found("if a then +50\nif not a then +50\nif b then +50"),
        [""; 0]
    );
    assert_eq!(found("if x >= 60 then +50\nif x >= 70 then +50"), [""; 0]);
    assert_eq!(
        found("best of\n  if a then +100\n  if a then +90\nend"),
        [""; 0]
    );
    assert_eq!(
        found("if a then +100\nif a then -10 when b\nif b then +10"),
        [""; 0]
    );
    assert_eq!(
        found("if x <= 20 then +50\nif x >= 20 then +50"),
        ["W014", "W016"]
    );
    assert_eq!(found("if x < 20 then +50\nif x >= 20 then +100"), [""; 0]);
}

#[test]
fn a_judgement_that_decides_is_found_and_a_small_one_is_not() {
    let with = |most: u32, rest: u32| {
        format!(
            "per x +1 cap {rest}\njudge j up to {most}\ngrades\n  good \"好\" 80 and above\n  fair \"中\" 60 to below 80\n  bad \"差\" below 60\n"
        )
    };
    assert_eq!(found(&with(19, 100)), [""; 0]);
    assert_eq!(found(&with(30, 70)), ["W017"]);
    assert!(said(&with(30, 70), Code::DecidingJudgement).contains("all else comes to 70"));
    assert_eq!(found(&with(20, 80)), ["W017"]);
    assert!(said(&with(20, 80), Code::DecidingJudgement).contains("the same evidence totals"));
}

#[test]
fn evidence_that_it_pays_to_leave_out_is_found() {
    assert_eq!(found("if average of event.m >= 8 then +100"), ["W001"]);
    assert_eq!(found("if every event with m >= 8 then +100"), [""; 0]);
    assert_eq!(found("per o +2"), [""; 0]);
}

#[test]
fn an_accept_takes_a_finding_and_one_of_nothing_is_found() {
    let text = |code: &str, clause: &str| {
        format!(
            "standard s\nevidence\n  x \"数\" count 0 to 100\nsection p weight 100%\n  indicator i weight 100%\n    +100\n    accept {code} because \"如此\"\n    {clause}\n"
        )
    };
    let findings = |text: String| {
        let mut opened = open(&text);
        session::review(&mut opened);
        let accepted = opened.program.as_ref().unwrap().accepted.len();
        (codes(&opened), accepted)
    };
    let idle = "if x > 5 and x < 3 then -5";
    assert_eq!(findings(text("W011", idle)), (vec![], 1));
    assert_eq!(
        findings(text("W011", "if x > 5 then -5")),
        (vec![Code::NeedlessAccept], 0)
    );
    // Where the analysis does not run, nothing is known of it.
    assert_eq!(codes(&open(&text("W011", "if x > 5 then -5"))), []);
}

// ---- every file -----------------------------------------------------------------------------------------

/// What the accepted files read: files beside them, and the calendars.
struct Corpus(std::path::PathBuf);

impl Files for Corpus {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let places = [
            self.0.join(path),
            folder("tests/corpus/calendars").join(path),
            folder("rules/shandong-recognition").join(path),
        ];
        let text = places
            .iter()
            .find_map(|place| std::fs::read_to_string(place).ok());
        text.ok_or(Trouble::Missing)
    }
}

/// The findings of a file and what stays open, one line each.
fn lines(path: &std::path::Path, root: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let file = SourceFile::new(name(path), text);
    let mut opened = session::open(file, &Corpus(root.to_owned()));
    session::review(&mut opened);
    let findings = opened.findings.iter();
    let findings = findings.map(|found| render::one_line(found, &opened.file, Language::En));
    let open = render::undecided(&opened.undecided, &opened.file, Language::En);
    findings.chain(open.lines().map(str::to_owned)).collect()
}

#[test]
fn nothing_is_found_in_any_standard() {
    for standard in sorted(&folder("rules")) {
        for path in sorted(&standard) {
            if path.extension().is_some_and(|end| end == "rules") {
                assert_eq!(lines(&path, &standard), Vec::<String>::new());
            }
        }
    }
}

#[test]
fn what_is_found_in_the_accepted_files_is_as_approved() {
    let root = folder("tests/corpus");
    let paths = sorted(&root.join("accept"));
    let paths = paths.iter().filter(|path| path.is_file());
    let said: Vec<String> = paths.flat_map(|path| lines(path, &root)).collect();
    let in_tour = said
        .iter()
        .filter(|line| line.starts_with("tour-") && line.contains("warning"));
    assert_eq!(in_tour.collect::<Vec<_>>(), Vec::<&String>::new());
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn the_outlook_of_the_standard_of_services_is_as_approved() {
    let path = folder("rules/sme-service");
    let text = std::fs::read_to_string(path.join("standard.rules")).unwrap();
    let opened = session::open(SourceFile::new("s", text), &Beside(path));
    let outlook = session::outlook(&opened).unwrap();
    assert_eq!(outlook.undecided, []);
    let total = outlook.total.unwrap();
    assert_eq!(
        (total.low.bound.to_string(), total.high.bound.to_string()),
        ("0".into(), "100".into())
    );
    assert!(
        outlook
            .indicators
            .iter()
            .all(|(_, one)| one.low.is_decided() && one.high.is_decided())
    );
    let swings: Vec<String> = outlook
        .swings
        .iter()
        .map(|one| one.judgement.clone())
        .collect();
    assert!(swings.contains(&"plan_content".to_owned()), "{swings:?}");
}

#[test]
fn the_space_of_a_standard_holds_its_records() {
    let opened = reviewed("per x +1");
    let program = opened.program.unwrap();
    let record = Space::whole(&program).record();
    assert_eq!(record.values.len(), program.schema.fields.len());
}
