//! `explain` and `score --partial`: why a score is what it is, and what it may come to.

use serde_json::Value;

use crate::desk::{Desk, EVIDENCE, sme_service};

const RULES: &str = "standard small \"小标准\"\nevidence\n  firms \"企业数\" count 家 0 to 500\n  satisfaction \"满意度\" percent 0% to 100% optional\n  \
    harm \"造成重大损失\" yes/no\n\
    section one \"一\" weight 100%\n  > 服务企业\n  indicator two \"企业\" weight 60%\n    > 每家10分\n    per firms +10 cap 80\n    \
    judge extra \"额外效益\" up to 20\n  indicator three \"满意\" weight 40%\n    > 达到60%的加40分\n    if satisfaction >= 60% then +40\n    \
    per 10pp of satisfaction above 60% +20\n\
    grades\n  good \"优秀\" 60 and above\n  poor \"不合格\" below 60\nveto poor if harm \"造成重大损失的\"\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("standard.rules", RULES);
    desk.write(
        "a.yaml",
        "subject: 某某中心\nevidence:\n  firms: 5\n  satisfaction: 58%\n  harm: no\nsources:\n  firms: 附件1\n",
    );
    desk
}

#[test]
fn a_result_is_explained_in_both_languages() {
    let desk = desk();
    let en = desk.run(&["explain", "standard.rules", "a.yaml"]);
    assert_eq!((en.exit, en.err.as_str()), (0, ""));
    let zh = desk.run(&["explain", "standard.rules", "a.yaml", "--lang", "zh"]);
    insta::assert_snapshot!(format!("{}\n----\n\n{}", en.out, zh.out));
}

#[test]
fn a_veto_and_what_is_not_given_are_said() {
    let desk = desk();
    desk.write(
        "b.yaml",
        "subject: 某某中心\nevidence:\n  firms: 9\n  harm: yes\n",
    );
    let en = desk.run(&["explain", "standard.rules", "b.yaml"]);
    let zh = desk.run(&["explain", "standard.rules", "b.yaml", "--lang", "zh"]);
    assert_eq!((en.exit, zh.exit), (0, 0));
    insta::assert_snapshot!(format!("{}\n----\n\n{}", en.out, zh.out));
}

#[test]
fn one_indicator_is_found_by_its_id_and_by_its_label() {
    let desk = desk();
    let by_id = desk.run(&["explain", "standard.rules", "a.yaml", "three"]);
    let by_label = desk.run(&["explain", "standard.rules", "a.yaml", "满意"]);
    assert_eq!((by_id.exit, by_id.out.as_str()), (0, by_label.out.as_str()));
    assert!(
        by_id.out.contains("2pp short") && !by_id.out.contains("每家10分"),
        "{}",
        by_id.out
    );
    let near = desk.run(&["explain", "standard.rules", "a.yaml", "thre"]);
    assert_eq!((near.exit, near.out.as_str()), (2, ""));
    assert!(near.err.contains("is `three` meant?"), "{}", near.err);
    let far = desk.run(&[
        "explain",
        "standard.rules",
        "a.yaml",
        "weather",
        "--lang",
        "zh",
    ]);
    assert!(
        far.exit == 2 && far.err.contains("有：two、three"),
        "{}",
        far.err
    );
}

#[test]
fn an_explanation_is_data_too() {
    let desk = desk();
    let run = desk.run(&["explain", "standard.rules", "a.yaml", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(json["result"]["score"], "30");
    assert_eq!(json["indicators"][0]["id"], "three");
    assert_eq!(json["indicators"][0]["missed_of_total"], "40");
    let changes = &json["changes"][0];
    assert_eq!(
        (&changes["aim"], &changes["id"]),
        (&"grade".into(), &"good".into())
    );
    assert_eq!(changes["single"][0]["changes"][0]["to"], "80%");
    let one = desk.run(&[
        "explain",
        "standard.rules",
        "a.yaml",
        "two",
        "--format",
        "json",
    ]);
    let one: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(one["missed"][1]["changed_by"], "assessor");
}

#[test]
fn incomplete_evidence_comes_to_an_interval_in_both_languages() {
    let desk = desk();
    desk.write("p.yaml", "subject: 某某中心\nevidence:\n  firms: 5\n");
    let en = desk.run(&["score", "--partial", "standard.rules", "p.yaml"]);
    assert_eq!((en.exit, en.err.as_str()), (0, ""));
    let zh = desk.run(&[
        "score",
        "--partial",
        "standard.rules",
        "p.yaml",
        "--lang",
        "zh",
    ]);
    insta::assert_snapshot!(format!("{}\n----\n\n{}", en.out, zh.out));
    let json = desk.run(&[
        "score",
        "--partial",
        "standard.rules",
        "p.yaml",
        "--format",
        "json",
    ]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        json["score"],
        serde_json::json!({"worst": "30", "best": "82", "is_certain": true})
    );
    assert_eq!(json["grades"], serde_json::json!(["poor", "good"]));
    let whole = desk.run(&["score", "standard.rules", "p.yaml"]);
    assert!(
        whole.exit == 1 && whole.err.contains("E603"),
        "{}",
        whole.err
    );
}

#[test]
fn calls_that_do_not_fit_are_refused() {
    let desk = desk();
    let two = desk.run(&["score", "--partial", "standard.rules", "a.yaml", "a.yaml"]);
    assert!(
        two.exit == 2 && two.err.contains("one evidence file at a time"),
        "{}",
        two.err
    );
    assert_eq!(
        desk.run(&["score", "--partial", "--brief", "standard.rules", "a.yaml"])
            .exit,
        2
    );
    desk.write("bad.yaml", "subject: a\nevidence:\n  firms: 900\n");
    for call in [
        ["explain", "standard.rules", "bad.yaml"],
        ["score", "standard.rules", "bad.yaml"],
    ] {
        let run = desk.run(&call);
        assert!(
            run.exit == 1 && run.out.is_empty() && run.err.contains("E605"),
            "{}",
            run.err
        );
    }
    let run = desk.run(&["score", "--partial", "standard.rules", "bad.yaml"]);
    assert!(
        run.exit == 1 && run.err.contains("E605") && !run.err.contains("E603"),
        "{}",
        run.err
    );
    desk.write("bad.rules", "standard\n");
    assert_eq!(desk.run(&["explain", "bad.rules", "a.yaml"]).exit, 1);
    assert_eq!(
        desk.run(&["explain", "standard.rules", "none.yaml"]).exit,
        2
    );
}

#[test]
fn the_explanation_of_the_service_standard_says_how_to_reach_the_next_grade() {
    let desk = Desk::new();
    desk.write("a.yaml", EVIDENCE);
    let case = sme_service().join("cases/typical.yaml");
    let (rules, case) = (sme_service(), case.to_str().unwrap().to_owned());
    let run = desk.run(&["explain", rules.to_str().unwrap(), &case, "--lang", "zh"]);
    assert_eq!(run.exit, 0);
    for words in [
        "服务满意度  78.6% → 80%  → 总分 80.3",
        "第 3 条：服务经验年数 0.5年 → 1年",
        "由评审酌情",
    ] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
}
