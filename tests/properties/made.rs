//! Made standards: what the check accepts is scored as the oracle says, replays, and means the same
//! on both surfaces, in any order and from any form of evidence.

use std::fmt;

use chidu::diagnostics::{Code, Language};
use chidu::evidence::{Format, Record};
use chidu::interpret;
use chidu::program::{ClauseKind, Program};
use chidu::session;
use proptest::prelude::*;
use serde_json::Value;

use crate::choices::Choices;
use crate::facts::{self, Facts, Form};
use crate::model::Model;
use crate::print::{self, Surface};
use crate::{config, make, meaning, opened, replay};

/// Enough for a standard and several subjects; shown as the standard that they make.
#[derive(Clone)]
struct Seed(Vec<u8>);

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut choices = Choices::new(&self.0);
        let model = make::model(&mut choices);
        let facts = facts::facts(&model, &mut choices);
        write!(f, "\n{}", print::rules(&model, Surface::En))?;
        write!(f, "---\n{}", facts::written(&model, &facts, Form::Yaml))
    }
}

fn seed() -> impl Strategy<Value = Seed> {
    prop::collection::vec(any::<u8>(), 1200).prop_map(Seed)
}

/// The checked standard; nothing where the check refuses it with good reason.
fn checked(model: &Model, surface: Surface) -> Option<Program> {
    let text = print::rules(model, surface);
    let opened = opened::open(&text);
    if opened.program.is_some() {
        return opened.program;
    }
    let errors = opened.findings.iter();
    let errors = errors.filter(|found| found.code.name().starts_with('E'));
    let surprising =
        errors.filter(|found| ![Code::OverrideConflict, Code::Overflow].contains(&found.code));
    let surprising: Vec<String> = surprising
        .map(|found| {
            format!(
                "{} `{}`",
                found.message.en,
                opened.file.slice(found.labels[0].span)
            )
        })
        .collect();
    assert!(surprising.is_empty(), "refused: {surprising:#?}");
    None
}

fn record(program: &Program, model: &Model, facts: &Facts, form: Form) -> Option<Record> {
    let format = match form {
        Form::Yaml => Format::Yaml,
        Form::Json => Format::Json,
        Form::Toml => Format::Toml,
    };
    opened::read(program, &facts::written(model, facts, form), format)
}

fn result(program: &Program, record: &Record) -> Value {
    opened::result(program, record, Language::En)
}

/// The total, the grade, the vetoes and the score of each indicator, in the order of names.
fn outcome(result: &Value) -> (Value, Value, Vec<(String, String)>) {
    let sections = result["sections"].as_array().unwrap();
    let indicators = sections
        .iter()
        .flat_map(|one| one["indicators"].as_array().unwrap());
    let mut scores: Vec<(String, String)> = indicators
        .map(|one| (one["id"].to_string(), one["score"].to_string()))
        .collect();
    scores.sort();
    (result["score"].clone(), result["grade"].clone(), scores)
}

fn agrees_with_the_oracle(model: &Model, facts: &Facts, result: &Value) {
    let expected = meaning::scored(model, facts);
    assert!(
        !expected.is_contradicted,
        "two clauses set one score differently"
    );
    let many = model.grades.len() + 1;
    let grade = expected.grade.map(|at| print::grade(at, many));
    assert_eq!(result["grade"]["id"].as_str(), grade, "the grade");
    assert_eq!(
        result["vetoes"].as_array().unwrap().len(),
        expected.vetoes.len(),
        "vetoes"
    );
    for section in result["sections"].as_array().unwrap() {
        for indicator in section["indicators"].as_array().unwrap() {
            let (_, score) = expected
                .indicators
                .iter()
                .find(|(name, _)| indicator["id"] == **name)
                .unwrap();
            let own = replay::decimal(indicator["score"].as_str().unwrap());
            if let Some(score) = score {
                assert_eq!(own, *score, "{}", indicator["id"]);
            }
        }
    }
    let score = replay::decimal(result["score"].as_str().unwrap());
    assert_eq!(score, expected.total, "the total");
}

/// No two clauses that set the score hold at once with different scores.
fn overrides_agree(program: &Program, record: &Record) {
    let trace = session::score(program, record);
    for indicator in &program.indicators {
        let mut held = indicator.clauses.iter().filter_map(|id| {
            let own = &trace.clauses[id.0 as usize];
            match &program.clause(*id).kind {
                ClauseKind::Override { score, .. } if own.outcome.fired() => Some(score),
                _ => None,
            }
        });
        if let Some(first) = held.next() {
            assert!(held.all(|score| score == first), "two scores at once");
        }
    }
}

#[test]
fn most_standards_are_accepted_and_most_evidence_is_read() {
    let (mut standards, mut subjects) = (0, 0);
    for seed in 0..100u32 {
        let bytes = scrambled(seed);
        let mut choices = Choices::new(&bytes);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else {
            continue;
        };
        standards += 1;
        let facts = facts::facts(&model, &mut choices);
        subjects += u32::from(record(&program, &model, &facts, Form::Yaml).is_some());
    }
    assert!(
        standards >= 50 && subjects >= 50,
        "{standards} standards, {subjects} subjects"
    );
}

fn scrambled(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..1200).map(|_| next()).collect()
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn clauses_that_set_a_score_never_meet(bytes in prop::collection::vec(any::<u8>(), 600)) {
        let mut choices = Choices::new(&bytes);
        let model = make::contested(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        for _ in 0..12 {
            let facts = facts::facts(&model, &mut choices);
            if let Some(record) = record(&program, &model, &facts, Form::Yaml) {
                overrides_agree(&program, &record);
                agrees_with_the_oracle(&model, &facts, &result(&program, &record));
            }
        }
    }
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn what_the_check_accepts_is_scored_as_the_oracle_says(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        let facts = facts::facts(&model, &mut choices);
        let Some(record) = record(&program, &model, &facts, Form::Yaml) else { return Ok(()) };
        let result = result(&program, &record);
        let doubts = replay::doubts(&result);
        prop_assert!(doubts.is_empty(), "{doubts:#?}");
        agrees_with_the_oracle(&model, &facts, &result);
        overrides_agree(&program, &record);
        let verdict = interpret::score(&program, &record);
        prop_assert_eq!(verdict, interpret::trace(&program, &record).verdict);
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_space_of_evidence_holds_the_score_of_each_record_in_it(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        let facts = facts::facts(&model, &mut choices);
        let Some(record) = record(&program, &model, &facts, Form::Yaml) else { return Ok(()) };
        opened::spaces::hold(&program, &record, "made");
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn what_is_said_to_reach_the_next_grade_does_and_nothing_smaller(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        let facts = facts::facts(&model, &mut choices);
        let Some(record) = record(&program, &model, &facts, Form::Yaml) else { return Ok(()) };
        opened::ways::to_next_grade(&program, &record);
    }
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn both_surfaces_mean_the_same(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let en = checked(&model, Surface::En);
        let zh = checked(&model, Surface::Zh);
        prop_assert_eq!(en.is_some(), zh.is_some());
        let (Some(en), Some(zh)) = (en, zh) else { return Ok(()) };
        prop_assert_eq!(&en.hash, &zh.hash);
        let facts = facts::facts(&model, &mut choices);
        let read = |program| record(program, &model, &facts, Form::Yaml);
        let (Some(a), Some(b)) = (read(&en), read(&zh)) else { return Ok(()) };
        let (mut a, mut b) = (result(&en, &a), result(&zh, &b));
        replay_alike(&mut a);
        replay_alike(&mut b);
        prop_assert_eq!(a, b);
    }

    #[test]
    fn the_order_of_lines_does_not_matter(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        let mut facts = facts::facts(&model, &mut choices);
        let Some(first) = record(&program, &model, &facts, Form::Yaml) else { return Ok(()) };
        let first = outcome(&result(&program, &first));
        let other = shuffled(&model, &mut choices);
        choices.shuffle(&mut facts.order);
        let program = checked(&other, Surface::En).expect("another order is as good");
        let second = record(&program, &other, &facts, Form::Yaml).expect("so is its evidence");
        prop_assert_eq!(first, outcome(&result(&program, &second)));
    }

    #[test]
    fn every_form_of_evidence_says_the_same(seed in seed()) {
        let mut choices = Choices::new(&seed.0);
        let model = make::model(&mut choices);
        let Some(program) = checked(&model, Surface::En) else { return Ok(()) };
        let facts = facts::facts(&model, &mut choices);
        let forms = [Form::Yaml, Form::Json, Form::Toml];
        let records = forms.map(|form| record(&program, &model, &facts, form));
        let [yaml, json, toml] = &records;
        prop_assert_eq!(yaml.is_some(), json.is_some(), "{}", facts::written(&model, &facts, Form::Json));
        prop_assert_eq!(yaml.is_some(), toml.is_some(), "{}", facts::written(&model, &facts, Form::Toml));
        let (Some(yaml), Some(json), Some(toml)) = (yaml, json, toml) else { return Ok(()) };
        prop_assert_eq!(&yaml.values, &json.values);
        prop_assert_eq!(&yaml.values, &toml.values);
        let results = [yaml, json, toml].map(|record| {
            let mut result = result(&program, record);
            replay_alike(&mut result);
            result
        });
        prop_assert_eq!(&results[0], &results[1]);
        prop_assert_eq!(&results[0], &results[2]);
    }
}

/// The same standard with its parts in another order.
fn shuffled(model: &Model, choices: &mut Choices<'_>) -> Model {
    let mut other = model.clone();
    choices.shuffle(&mut other.order);
    choices.shuffle(&mut other.sections);
    choices.shuffle(&mut other.vetoes);
    for section in &mut other.sections {
        choices.shuffle(&mut section.indicators);
        for indicator in &mut section.indicators {
            choices.shuffle(&mut indicator.clauses);
        }
    }
    other
}

/// Takes out what may differ between two spellings: lines, texts and the hash of the evidence's
/// bytes.
fn replay_alike(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["line", "text", "evidence_hash"] {
                map.remove(key);
            }
            map.values_mut().for_each(replay_alike);
        }
        Value::Array(all) => all.iter_mut().for_each(replay_alike),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
