mod every_format;
mod judged;

use std::sync::Arc;

use super::*;
use crate::diagnostics::{Code, Diagnostic};
use crate::domain::types::ChoiceList;
use crate::domain::{Exact, KindSet};
use crate::evidence::schema::{
    Choice, ChoiceListDef, Currency, Field, FieldKind, JudgementField, Presence,
};
use crate::evidence::{FieldId, Stored};

fn field(name: &str, label: &str, kind: FieldKind, presence: Presence) -> Field {
    Field {
        name: name.into(),
        label: Some(label.into()),
        kind,
        presence,
        quote: None,
        span: Span::default(),
    }
}

fn choices(pairs: &[(&str, &str)], ordered: bool) -> ChoiceListDef {
    let choices = pairs.iter().map(|(name, label)| Choice {
        name: (*name).into(),
        label: (!label.is_empty()).then(|| (*label).into()),
    });
    ChoiceListDef {
        choices: choices.collect(),
        ordered,
    }
}

fn count(unit: &str) -> FieldKind {
    FieldKind::Count {
        unit: Arc::from(unit),
        range: (Exact::ZERO, Exact::whole(5000)),
    }
}

/// The fields of a row of `event`.
fn event_fields() -> Vec<Field> {
    vec![
        field("name", "名称", FieldKind::Text, Presence::Required),
        field("firms", "企业数", count("家"), Presence::Required),
        field("held", "日期", FieldKind::Date, Presence::Optional),
        field(
            "online",
            "线上",
            FieldKind::Flag,
            Presence::Default(Stored::Flag(false)),
        ),
    ]
}

/// A schema with one optional field of each kind.
fn schema() -> Schema {
    use Presence::Optional;
    let number = FieldKind::Number {
        unit: Arc::from("次"),
        range: (Exact::whole(-10), Exact::whole(1000)),
        places: 2,
    };
    let percent = FieldKind::Percent {
        range: (Exact::ZERO, Exact::whole(100)),
        places: 4,
    };
    let money = FieldKind::Money {
        range: (Exact::ZERO, Exact::ten_to(15)),
    };
    let kinds = |list, others| FieldKind::Kinds {
        list: ChoiceList(list),
        others,
    };
    let choice = FieldKind::Choice {
        list: ChoiceList(1),
    };
    Schema {
        fields: vec![
            field("firms", "服务企业数", count("家"), Optional),
            field("visits", "频次", number, Optional),
            field("satisfaction", "满意度", percent, Optional),
            field("assets", "资产", money, Optional),
            field("plan", "按时", FieldKind::Flag, Optional),
            field("level", "级别", choice, Optional),
            field("channel", "渠道", kinds(0, true), Optional),
            field("closed", "固定渠道", kinds(0, false), Optional),
            field("founded", "成立", FieldKind::Date, Optional),
            field("remark", "备注", FieldKind::Text, Optional),
            field(
                "event",
                "活动",
                FieldKind::Records {
                    fields: event_fields(),
                },
                Optional,
            ),
        ],
        judgements: vec![JudgementField {
            name: "extra".into(),
            label: Some("额外效益".into()),
            range: (Exact::ZERO, Exact::whole(20)),
            quote: None,
            span: Span::default(),
        }],
        lists: vec![
            choices(
                &[("hotline", "热线电话"), ("email", "邮箱"), ("wechat", "")],
                false,
            ),
            choices(&[("national", "国家级"), ("municipal", "市级")], true),
        ],
        currency: Currency::default(),
    }
}

fn run(format: Format, schema: &Schema, text: &str) -> (Option<Record>, Vec<Diagnostic>) {
    let mut found = Found::default();
    let record = read(&SourceFile::new("case", text), format, schema, &mut found);
    (record.record, found.into_sorted())
}

fn yaml(evidence: &str) -> (Option<Record>, Vec<Diagnostic>) {
    let text = format!("subject: 甲\nevidence:\n  {evidence}\n");
    run(Format::Yaml, &schema(), &text)
}

/// The value of the one field that is given.
fn value(evidence: &str) -> Stored {
    let (record, found) = yaml(evidence);
    let record = record.unwrap_or_else(|| panic!("{evidence}: {found:?}"));
    let mut given = record
        .values
        .into_iter()
        .filter(|value| !value.is_missing());
    given.next().unwrap_or(Stored::Missing)
}

/// The codes and the English helps.
fn wrong(evidence: &str) -> Vec<(Code, String)> {
    let (record, found) = yaml(evidence);
    assert!(record.is_none(), "{evidence}");
    let each = found.into_iter().map(|found| {
        let help = found.help.unwrap_or_else(|| panic!("{evidence}"));
        assert_ne!(help.zh, help.en);
        (found.code, help.en)
    });
    each.collect()
}

fn one(evidence: &str, code: Code, help: &str) {
    let found = wrong(evidence);
    assert_eq!(found.len(), 1, "{evidence}: {found:?}");
    assert_eq!(found[0].0, code, "{evidence}: {found:?}");
    assert!(found[0].1.contains(help), "{evidence}: {found:?}");
}

fn number(text: &str) -> Stored {
    Stored::Number(Exact::parse(text).unwrap())
}

#[test]
fn values_are_read_by_their_declared_type() {
    assert_eq!(value("firms: 120"), number("120"));
    assert_eq!(value("服务企业数: \"120家\""), number("120"));
    assert_eq!(value("visits: -1.50次"), number("-1.5"));
    assert_eq!(value("satisfaction: 72.5%"), number("0.725"));
    assert_eq!(value("satisfaction: 72.5％"), number("0.725"));
    assert_eq!(value("assets: 350万元"), number("3500000"));
    assert_eq!(value("assets: 0.05亿元"), number("5000000"));
    assert_eq!(value("assets: 50.25元"), number("50.25"));
    assert_eq!(value("assets: CNY 50"), number("50"));
    assert_eq!(value("assets: 0.123456万元"), number("1234.56"));
    assert_eq!(value("plan: no"), Stored::Flag(false));
    assert_eq!(value("plan: 是"), Stored::Flag(true));
    assert_eq!(value("level: 市级"), Stored::Choice(1));
    assert_eq!(value("remark: no"), Stored::Text("no".into()));
    assert_eq!(value("remark: 0042"), Stored::Text("0042".into()));
    assert_eq!(value("channel: []"), Stored::Kinds(KindSet::default()));
    assert_eq!(value("event: []"), Stored::Rows(Vec::new()));
    let day = Date::new(2024, 3, 5).unwrap();
    assert_eq!(value("founded: 2024年3月5日"), Stored::Date(day));
}

#[test]
fn what_says_nothing_is_absent() {
    for field in [
        "firms", "plan", "level", "channel", "remark", "event", "assets",
    ] {
        for nothing in ["", "null", "~", "\"\"", "N/A", "\"-\"", "无", "\" \""] {
            let evidence = format!("{field}: {nothing}");
            assert_eq!(value(&evidence), Stored::Missing, "{evidence}");
        }
    }
}

#[test]
fn another_way_of_writing_a_count_is_an_error_that_says_what_is_meant() {
    for (text, likely) in [
        ("1e3", "`1000`"),
        ("0123", "`123`"),
        ("1_000", "`1000`"),
        ("+5", "`5`"),
        (".5", "`0.5`"),
        ("５", "`5`"),
        ("0,6", "`0.6`"),
        ("(5)", "`-5`"),
        ("\"60 \"", "`60`"),
        ("\"120 家\"", "`120家`"),
        ("NaN", "in the range 0家 … 5000家"),
        (".inf", "in the range 0家 … 5000家"),
        ("120个", "such as 12 or 12家"),
        ("0x1F", "digits only"),
        ("1:30", "digits only"),
    ] {
        one(&format!("firms: {text}"), Code::WrongValue, likely);
    }
}

#[test]
fn numbers_keep_to_their_range_and_places() {
    one("firms: 1.5", Code::OutOfRange, "nothing is rounded");
    one("firms: 5001", Code::OutOfRange, "check the digits");
    one("firms: -1", Code::OutOfRange, "check the digits");
    one(
        &format!("firms: {}", "9".repeat(40)),
        Code::OutOfRange,
        "check",
    );
    one(
        &format!("firms: {}", "9".repeat(4000)),
        Code::OutOfRange,
        "check",
    );
    one("visits: 1.234", Code::OutOfRange, "nothing is rounded");
    one(
        "satisfaction: 1.23456%",
        Code::OutOfRange,
        "nothing is rounded",
    );
    one("assets: 1.001元", Code::OutOfRange, "nothing is rounded");
    let (_, found) = yaml("firms: 5001");
    assert_eq!(
        found[0].message.en,
        "`5001` for `服务企业数` is outside the range 0家 … 5000家"
    );
    let (_, found) = yaml("satisfaction: 1.23456%");
    assert!(found[0].message.en.ends_with("more than 2 decimal places"));
}

#[test]
fn a_bare_number_for_a_percentage_or_money_shows_both_readings() {
    let percent = |text: &str, help: &str| {
        one(&format!("satisfaction: {text}"), Code::BareQuantity, help);
    };
    percent("60", "write `60%`; if 6000% is meant, write `6000%`");
    percent("0.6", "write `60%`; if 0.6% is meant, write `0.6%`");
    one(
        "assets: 350",
        Code::BareQuantity,
        "write `350元` for yuan, or `350万元`",
    );
    one("satisfaction: 72.5 %", Code::WrongValue, "`72.5%`");
    one("assets: 350万", Code::WrongValue, "`350万元`");
    one("assets: ¥1,350", Code::WrongValue, "`1350元`");
    let text = r#"{"subject":"甲","evidence":{"satisfaction":0.6}}"#;
    let (_, found) = run(Format::Json, &schema(), text);
    let help = &found[0].help.as_ref().unwrap().en;
    assert!(help.starts_with("write `\"60%\"`"), "{help}");
}

#[test]
fn yes_and_no_have_six_forms() {
    for (text, likely) in [
        ("on", "`yes`"),
        ("y", "`yes`"),
        ("True", "`yes`"),
        ("0", "`no`"),
    ] {
        one(&format!("plan: {text}"), Code::WrongValue, likely);
    }
    one("plan: maybe", Code::WrongValue, "write one of `yes`");
    one("plan: [yes]", Code::WrongShape, "`plan: yes`");
}

#[test]
fn dates_are_iso_or_chinese() {
    one("founded: 45000", Code::WrongValue, "`2024-03-05`");
    one(
        "founded: 03/04/2026",
        Code::WrongValue,
        "`2026-03-04` or `2026-04-03`",
    );
    one(
        "founded: 2023-02-30",
        Code::WrongValue,
        "the calendar has that day",
    );
}

#[test]
fn a_choice_is_written_exactly() {
    one("level: National", Code::NotAChoice, "is `national` meant?");
    one(
        "level: 省级",
        Code::NotAChoice,
        "the choices are: `national 国家级`",
    );
    one("level: [national]", Code::WrongShape, "`level: national`");
}

#[test]
fn a_kind_counts_once_however_it_is_written() {
    let Stored::Kinds(set) = value("channel: [email, 邮箱, 展会, 展会, email]") else {
        panic!("kinds");
    };
    assert_eq!((set.known, set.others), (vec![1], vec!["展会".to_owned()]));
    assert_eq!(set.duplicates, ["邮箱", "展会", "email"]);
    one("channel: hotline", Code::WrongValue, "write `[hotline]`");
    one("channel: [HotLine]", Code::NotAChoice, "write `hotline`");
    one(
        "channel: [\"热线 电话\"]",
        Code::NotAChoice,
        "write `热线电话`",
    );
    one("channel: [ｅｍａｉｌ]", Code::NotAChoice, "write `email`");
    one(
        "channel: [展会, \"展 会\"]",
        Code::NotAChoice,
        "in one spelling",
    );
    one("channel: [Fair, fair]", Code::NotAChoice, "in one spelling");
    one("channel: [null]", Code::WrongValue, "leave the item out");
    one("channel: [[a]]", Code::WrongShape, "[hotline]");
    one("channel: {a: 1}", Code::WrongShape, "[hotline]");
    one("closed: [hotlin]", Code::NotAChoice, "is `hotline` meant?");
}

#[test]
fn rows_are_read_with_all_their_mistakes() {
    let rows = "event: [{name: 甲, firms: 60}, {企业数: 70家, 名称: 乙, online: yes}]";
    let Stored::Rows(rows) = value(rows) else {
        panic!("rows");
    };
    assert_eq!(rows[0][3], Stored::Flag(false));
    assert_eq!(rows[1][3], Stored::Flag(true));
    assert_eq!(rows[1][1], number("70"));
    let found = wrong("event: [{firms: x}, {name: 甲}, 5, {name: 甲, firms: 1, plan: yes}]");
    let codes: Vec<Code> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [
            Code::MissingEvidence,
            Code::WrongValue,
            Code::MissingEvidence,
            Code::WrongShape,
            Code::UnknownField
        ]
    );
    assert!(found[4].1.contains("directly under `evidence`"));
    one("event: 5", Code::WrongShape, "[{name: ");
    one("event: {name: a, firms: 1}", Code::WrongShape, "[{name: ");
}

#[test]
fn all_missing_fields_are_one_finding() {
    let mut schema = schema();
    for field in &mut schema.fields {
        field.presence = Presence::Required;
    }
    let text = "subject: 甲\nevidence:\n  firms: 无\n  visits: bad\n";
    let (record, found) = run(Format::Yaml, &schema, text);
    assert!(record.is_none());
    let missing = &found[0];
    assert_eq!(missing.code, Code::MissingEvidence);
    assert!(
        missing
            .message
            .zh
            .starts_with("缺少 10 项必填证据：`服务企业数` (firms)、`满意度`")
    );
    let help = &missing.help.as_ref().unwrap().en;
    assert!(
        help.contains("\n  satisfaction: 72.5%\n  assets: 350万元\n"),
        "{help}"
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].code, Code::WrongValue);
    let (_, found) = run(Format::Toml, &schema, "subject = '甲'");
    assert_eq!(found.len(), 1);
}

#[test]
fn names_are_fields_or_labels_and_each_stands_once() {
    one(
        "satisfacton: 60%",
        Code::UnknownField,
        "is `satisfaction` meant?",
    );
    one(
        "extra: 5",
        Code::UnknownField,
        "belongs under `judgements:`",
    );
    one(
        "firms: 5\n  服务企业数: 6",
        Code::DuplicateKey,
        "keep one of the two",
    );
    let text = "subject: 甲\nfirms: 5\nevidense: {}\n";
    let (_, found) = run(Format::Yaml, &schema(), text);
    let helps: Vec<&str> = found
        .iter()
        .map(|f| f.help.as_ref().unwrap().en.as_str())
        .collect();
    assert_eq!(
        helps,
        [
            "`firms` is a field: write it under `evidence`",
            "is `evidence` meant?"
        ]
    );
}

#[test]
fn a_label_is_found_after_composition() {
    let mut schema = schema();
    schema.fields[0].label = Some("\u{e9}t\u{e9}".into());
    let text = "subject: a\nevidence: {e\u{301}te\u{301}: 5}\n";
    let (record, found) = run(Format::Yaml, &schema, text);
    assert_eq!(
        record
            .unwrap_or_else(|| panic!("{found:?}"))
            .stored(FieldId(0)),
        &number("5")
    );
}

#[test]
fn the_subject_is_required_and_kept_as_written() {
    let subject = |text: &str| run(Format::Yaml, &schema(), text);
    assert_eq!(subject("subject: 0042").0.unwrap().subject, "0042");
    for text in [
        "evidence: {}",
        "subject: ",
        "subject: 无",
        "subject: [a]",
        "[a]",
        "5",
    ] {
        let (record, found) = subject(text);
        assert!(record.is_none());
        assert_eq!(
            (found.len(), found[0].code),
            (1, Code::WrongShape),
            "{text}"
        );
    }
    let (_, found) = subject("subject: a\nassessment_date: 2024/12/31");
    assert_eq!(found[0].code, Code::WrongValue);
}
