//! The JSON Schema of evidence and the evidence reader agree: what one takes, the other takes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail by panicking"
)]

use std::path::{Path, PathBuf};

use chidu::diagnostics::Language;
use chidu::evidence::{Form, Format, json_schema};
use chidu::program::Program;
use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;
use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        std::fs::read_to_string(self.0.join(path)).map_err(|_| Trouble::Missing)
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sme-service")
}

fn sme_service() -> Program {
    let text = std::fs::read_to_string(folder().join("standard.rules")).unwrap();
    session::open(SourceFile::new("standard.rules", text), &Folder(folder()))
        .program
        .unwrap()
}

/// Every kind of field, required and not, and one whose label is another's id.
fn small() -> Program {
    let text = r#"
standard all "every kind"
evidence
  firms "企业数" count 家 0 to 500
  length "长度" number km optional
  share percent -10% to 20%
  assets "资产" money
  ready "就绪" yes/no default yes
  level "级别" one of high "高" > low "低"
  channel "渠道" kinds phone "电话", mail "邮件"
  founded "成立" date optional
  remark "share" text optional
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
    judge extra "其他" up to 10
"#;
    let opened = session::open(
        SourceFile::new("small.rules", text),
        &Folder(PathBuf::new()),
    );
    opened
        .program
        .unwrap_or_else(|| panic!("{:?}", opened.findings))
}

fn schema(program: &Program) -> Value {
    let schema = json_schema(&program.schema, &program.info.title, Language::En);
    serde_json::to_value(&schema).unwrap()
}

fn is_read(program: &Program, value: &Value) -> bool {
    let file = SourceFile::new("a.json", value.to_string());
    let evidence = session::read_evidence(program, file, Format::Json, None);
    evidence.record.is_some()
}

/// YAML as JSON, each scalar the text that it is.
fn as_json(text: &str) -> Value {
    let mut events = Parser::new_from_str(text).map(|event| event.unwrap().0);
    let first = events.find(|event| event.is_node()).unwrap();
    node(first, &mut events)
}

fn node<'t>(event: Event<'t>, rest: &mut impl Iterator<Item = Event<'t>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) if matches!(&*text, "" | "null" | "~") => {
            Value::Null
        }
        Event::Scalar(text, ..) => Value::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = vec![];
            loop {
                match rest.next().unwrap() {
                    Event::SequenceEnd => return Value::Array(items),
                    event if event.is_node() => items.push(node(event, rest)),
                    _ => {}
                }
            }
        }
        _ => {
            let mut entries = Map::new();
            loop {
                match rest.next().unwrap() {
                    Event::MappingEnd => return Value::Object(entries),
                    event if event.is_node() => {
                        let key = node(event, rest);
                        let event = rest.find(|event| event.is_node()).unwrap();
                        entries.insert(key.as_str().unwrap().to_owned(), node(event, rest));
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_case_of_the_service_standard_is_valid() {
    let program = sme_service();
    let schema = schema(&program);
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(folder().join("cases")).unwrap() {
        let path = entry.unwrap().path();
        let ending = path.extension().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let value = match ending {
            "yaml" => as_json(&text),
            "json" => serde_json::from_str(&text).unwrap(),
            _ => continue,
        };
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        count += 1;
    }
    assert!(count > 80, "{count}");
}

fn good() -> Value {
    json!({
        "subject": "某某",
        "evidence": {
            "firms": 12, "share": "12.5%", "assets": "350万元", "级别": "高",
            "channel": ["phone", "邮件"], "event": [{"name": "a"}, {"名称": "b", "人数": "5人"}]
        }
    })
}

/// The good evidence with one place changed; a null takes the place away.
fn with(path: &str, value: Value) -> Value {
    let mut all = good();
    let (parent, key) = path.rsplit_once('/').unwrap();
    let parent = all.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        parent.remove(key);
    } else {
        parent.insert(key.to_owned(), value);
    }
    all
}

#[test]
fn what_the_reader_takes_is_valid() {
    let program = small();
    let schema = schema(&program);
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for value in [
        good(),
        with("/subject", json!(2024)),
        with("/assessment_date", json!("2024年3月5日")),
        with("/evidence/firms", json!("500家")),
        with("/evidence/share", json!("-10%")),
        with("/evidence/share", json!("5％")),
        with("/evidence/assets", json!("CNY -50.25")),
        with("/evidence/ready", json!(true)),
        with("/evidence/就绪", json!("否")),
        with("/evidence/length", json!("1.5 km")),
        with("/evidence/length", json!(1.5)),
        with("/evidence/length", json!("N/A")),
        with("/evidence/channel", json!([])),
        with("/evidence/founded", json!("2024-02-28")),
        with("/evidence/founded", json!("无")),
        with("/evidence/remark", json!(5)),
        with("/evidence/event", json!([])),
        with(
            "/judgements",
            json!({"extra": {"points": 5.5, "reason": "a", "by": "b"}}),
        ),
        with(
            "/judgements",
            json!({"其他": {"points": "5分", "reason": "a", "by": "b"}}),
        ),
        with("/judgements", json!({"其他": null})),
        with("/sources", json!({"firms": "p. 1", "级别": 2})),
    ] {
        assert!(is_read(&program, &value), "read: {value}");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "valid: {value}: {errors:?}");
    }
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let program = small();
    let validator = jsonschema::validator_for(&schema(&program)).unwrap();
    for value in [
        json!([]),
        with("/subject", Value::Null),
        with("/subject", json!("")),
        with("/subject", json!("无")),
        with("/evidence", Value::Null),
        with("/evidnce", json!({})),
        with("/assessment_date", json!("5.3.2024")),
        with("/evidence/firms", Value::Null),
        with("/evidence/firms", json!("")),
        with("/evidence/firms", json!(501)),
        with("/evidence/firms", json!(-1)),
        with("/evidence/firms", json!(1.5)),
        with("/evidence/firms", json!("12次")),
        with("/evidence/企业数", json!(12)),
        with("/evidence/share", json!(12.5)),
        with("/evidence/share", json!("12.5")),
        with("/evidence/share", json!("012%")),
        with("/evidence/assets", json!(350)),
        with("/evidence/assets", json!("USD 350")),
        with("/evidence/ready", json!("maybe")),
        with("/evidence/level", json!("high")),
        with("/evidence/级别", json!("High")),
        with("/evidence/channel", json!("phone")),
        with("/evidence/channel", json!(["fax"])),
        with("/evidence/founded", json!("2024/03/05")),
        with("/evidence/event", json!([{"people": 5}])),
        with("/evidence/event", json!([{"name": "a", "名称": "b"}])),
        with("/evidence/event", json!([{"name": "a", "seats": 5}])),
        with("/evidence/event", json!({"name": "a"})),
        with("/evidence/other", json!(1)),
        with("/judgements", json!({"extra": 5})),
        with(
            "/judgements",
            json!({"extra": {"points": 11, "reason": "a", "by": "b"}}),
        ),
        with(
            "/judgements",
            json!({"extra": {"points": 5, "reason": "a"}}),
        ),
        with(
            "/judgements",
            json!({"other": {"points": 5, "reason": "a", "by": "b"}}),
        ),
        with("/sources", json!({"nothing": "p. 1"})),
    ] {
        assert!(!is_read(&program, &value), "read: {value}");
        assert!(!validator.is_valid(&value), "valid: {value}");
    }
}

/// The fields that the one finding about missing evidence counts.
fn missing(program: &Program, text: String, format: Format) -> Vec<String> {
    let evidence = session::read_evidence(program, SourceFile::new("form", text), format, None);
    let found = evidence.findings.iter();
    found.map(|one| one.message.en.clone()).collect()
}

#[test]
fn reading_a_form_reports_what_is_missing_and_nothing_else() {
    let program = sme_service();
    let required = program.schema.fields.len() - 2;
    for language in [Language::Zh, Language::En] {
        let form = Form {
            schema: &program.schema,
            title: &program.info.title,
            in_force_from: program.info.in_force_from,
            language,
        };
        let json = serde_json::to_string(&form.json()).unwrap();
        for (text, format) in [(form.yaml(), Format::Yaml), (json, Format::Json)] {
            let found = missing(&program, text, format);
            let all = format!("required evidence is missing ({required})");
            assert_eq!(found.len(), 3, "{found:?}");
            for wanted in ["who is assessed", "of which day it speaks", &all] {
                assert!(found.iter().any(|one| one.contains(wanted)), "{found:?}");
            }
        }
    }
}

#[test]
fn the_examples_of_a_form_can_be_filled_in_as_they_stand() {
    let program = small();
    for language in [Language::Zh, Language::En] {
        let form = Form {
            schema: &program.schema,
            title: &program.info.title,
            in_force_from: None,
            language,
        };
        // Every commented row, judgement and source is taken as it is; the rest is filled in.
        let filled: String = form
            .yaml()
            .lines()
            .map(|line| {
                let is_example = line.contains("- {")
                    || line.contains("points:")
                    || line.contains("page 1")
                    || line.contains("第1页");
                let line = if is_example {
                    line.replacen("# ", "", 1)
                } else {
                    line.to_owned()
                };
                let value = match line.trim().trim_end_matches(':') {
                    "subject" => "某某",
                    "企业数" | "firms" => "12",
                    "share" => "5%",
                    "资产" | "assets" => "350万元",
                    "级别" | "level" => language.pick("高", "high"),
                    "渠道" | "channel" => language.pick("[电话]", "[phone]"),
                    _ => "",
                };
                format!("{line} {value}\n")
            })
            .collect();
        let file = SourceFile::new("form.yaml", filled.clone());
        let evidence = session::read_evidence(&program, file, Format::Yaml, None);
        assert!(
            evidence.record.is_some(),
            "{:?}\n{filled}",
            evidence.findings
        );
    }
}
