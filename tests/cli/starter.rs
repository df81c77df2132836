//! `new`, `template` and `schema`.

use serde_json::Value;

use crate::desk::{Desk, RULES};

#[test]
fn a_new_standard_checks_and_scores_in_either_language() {
    for lang in ["zh", "en"] {
        let desk = Desk::new();
        let run = desk.run(&["new", "my first", "--lang", lang]);
        assert_eq!((run.exit, run.err.as_str()), (0, ""));
        assert!(run.out.contains("chidu score \"my first\""), "{}", run.out);
        assert_eq!(desk.names(), ["my first"]);
        let run = desk.run(&["check", "my first", "--deny", "warnings"]);
        assert_eq!(run.exit, 0, "{}", run.out);
        let run = desk.run(&[
            "score",
            "my first",
            "my first/cases/first.yaml",
            "--format=json",
        ]);
        let json: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(json["score"], "82");
        assert!(!desk.read("my first/cases/first.result.txt").is_empty());
    }
}

#[test]
fn what_exists_is_left_as_it_is() {
    let desk = Desk::new();
    desk.write("there/keep", "x");
    desk.write("file", "x");
    for name in ["there", "file", ".", "none/name"] {
        let run = desk.run(&["new", name]);
        assert_eq!((run.exit, run.out.as_str()), (2, ""), "{name}");
    }
    assert_eq!(desk.names(), ["file", "there"]);
    assert_eq!(desk.read("there/keep"), "x");
}

#[test]
fn a_form_is_made_in_the_format_of_its_ending() {
    let desk = Desk::set();
    assert_eq!(
        desk.run(&["template", "standard.rules", "-o", "form.yaml"])
            .exit,
        0
    );
    assert_eq!(
        desk.read("form.yaml"),
        desk.run(&["template", "standard.rules"]).out
    );
    assert_eq!(
        desk.run(&["template", "standard.rules", "-o", "form.json"])
            .exit,
        0
    );
    let form: Value = serde_json::from_str(&desk.read("form.json")).unwrap();
    assert_eq!(form["evidence"]["firms"], Value::Null);
    let zh = desk.run(&[
        "template",
        "standard.rules",
        "--format",
        "json",
        "--lang",
        "zh",
    ]);
    assert!(zh.out.contains("\"企业数\": null"), "{}", zh.out);
    for (name, why) in [
        ("form.xlsx", "not made yet"),
        ("form", "is not known"),
        ("form.toml", "is not known"),
    ] {
        let run = desk.run(&["template", "standard.rules", "-o", name]);
        assert_eq!(run.exit, 2);
        assert!(run.err.contains(why), "{}", run.err);
    }
    let run = desk.run(&["score", "standard.rules", "form.yaml"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("E603"), "{}", run.err);
}

#[test]
fn forms_in_both_languages() {
    let desk = Desk::new();
    desk.write("all.rules", ALL_KINDS);
    let forms = ["zh", "en"].map(|lang| {
        let run = desk.run(&["template", "all.rules", "--lang", lang]);
        assert_eq!((run.exit, run.err.as_str()), (0, ""));
        run.out
    });
    insta::assert_snapshot!(forms.join("\n----\n\n"));
}

const ALL_KINDS: &str = r#"
standard all "各种证据"
in force from 2024-01-01
evidence
  > 年度服务企业数
  > 以台账为准
  firms "企业数" count 家 0 to 500
  length number km optional
  share "占比" percent
  assets "资产" money default 50万元
  ready "是否: 就绪" yes/no default yes
  level "级别" one of high "高" > low "低"
  channel "渠道" kinds phone "电话", mail "邮件", or others
  founded "成立" date optional
  remark "备注" text optional
  event "活动" records
    name "名称" text
    people "人数" count 人 optional
  end
section one weight 100%
  indicator two weight 100%
    if firms > 10家 and ready and level is high and share > 1% and assets > 1万元 then +50
    if length > 1km and founded > 2024-01-01 and remark is "a" then +10
    per channel +1
    if any event with people > 1人 and name is "a" then +10
    > 其他情形酌情加分
    judge extra "其他" up to 10
"#;

#[test]
fn a_schema_is_json_in_both_languages() {
    let desk = Desk::set();
    for lang in ["zh", "en"] {
        let run = desk.run(&["schema", "standard.rules", "--lang", lang]);
        assert_eq!((run.exit, run.err.as_str()), (0, ""));
        let schema: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(schema["$defs"]["firms"]["title"], "企业数");
    }
    let run = desk.run(&["schema", "standard.rules"]);
    insta::assert_snapshot!(run.out);
}

#[test]
fn rules_with_errors_make_no_form_and_no_schema() {
    let desk = Desk::new();
    desk.write("bad.rules", RULES.replace("per firms", "per frims"));
    for command in ["schema", "template"] {
        let run = desk.run(&[command, "bad.rules"]);
        assert_eq!((run.exit, run.out.as_str()), (1, ""));
        assert!(run.err.contains("E101"), "{}", run.err);
    }
}
