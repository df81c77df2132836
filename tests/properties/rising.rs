//! Better evidence never lowers the total of the SME standard.

use std::path::Path;

use chidu::domain::Exact;
use chidu::evidence::{FieldKind, Format, Record, Stored};
use chidu::interpret;
use chidu::program::Program;
use chidu::session;
use chidu::source::SourceFile;
use proptest::prelude::*;

use crate::{config, opened};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/sme-service")
}

fn sme() -> Program {
    let read = |name: &str| std::fs::read_to_string(folder().join(name)).unwrap();
    let file = SourceFile::new("standard.rules", read("standard.rules"));
    let opened = session::open(file, &opened::OneText(read("source.txt")));
    opened.program.expect("a good standard")
}

fn records(program: &Program) -> Vec<Record> {
    let cases = [
        "full-marks",
        "typical",
        "zero",
        "grade-just-below-60",
        "growth-negative",
    ];
    let read = |case: &&str| {
        let path = folder().join("cases").join(format!("{case}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        opened::read(program, &text, Format::Yaml).expect("a good case")
    };
    cases.iter().map(read).collect()
}

fn total(program: &Program, record: &Record) -> Exact {
    interpret::score(program, record).total
}

/// The fields of which more is worse, or that set a whole indicator: last year's firms, and the
/// sample by a third party.
const EXCEPT: [&str; 2] = ["firms_last_year", "third_party_satisfaction"];

/// Points to look at: the edges that the standard names, what lies next to them, and far beyond.
fn steps(is_percent: bool) -> Vec<Exact> {
    let edges = [
        0, 1, 2, 4, 9, 10, 11, 19, 20, 50, 60, 69, 70, 80, 90, 99, 100, 199, 200, 400, 5000,
    ];
    let near = [0i128, 1, 5, 9].map(|tenths| Exact::decimal(tenths, 1));
    let all = edges
        .iter()
        .flat_map(|edge| near.iter().map(|near| &Exact::whole(*edge) + near));
    let all = all.map(|step| if is_percent { scaled(&step) } else { step });
    all.collect()
}

fn scaled(percent: &Exact) -> Exact {
    percent.divided_by(&Exact::whole(100)).unwrap()
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn more_never_lowers_the_total(answers in prop::collection::vec(any::<bool>(), 40)) {
        let program = sme();
        for mut record in records(&program) {
            let mut answers = answers.iter().cycle();
            for value in &mut record.values {
                if let Stored::Flag(flag) = value {
                    *flag ^= *answers.next().unwrap();
                }
            }
            for (at, field) in program.schema.fields.iter().enumerate() {
                let (low, high, places) = match &field.kind {
                    kind @ (FieldKind::Count { .. } | FieldKind::Number { .. } | FieldKind::Percent { .. }) => {
                        kind.bounds().unwrap()
                    }
                    _ => continue,
                };
                if EXCEPT.contains(&field.name.as_str()) {
                    continue;
                }
                let is_percent = matches!(field.kind, FieldKind::Percent { .. });
                let fits = |step: &Exact| {
                    step >= low && step <= high && step.places().is_some_and(|own| own <= places)
                };
                let before = record.values[at].clone();
                let mut last: Option<Exact> = None;
                for step in steps(is_percent).into_iter().filter(fits) {
                    record.values[at] = Stored::Number(step.clone());
                    let total = total(&program, &record);
                    if let Some(last) = &last {
                        prop_assert!(total >= *last, "{} at {step}: {last} falls to {total}", field.name);
                    }
                    last = Some(total);
                }
                record.values[at] = before;
            }
        }
    }
}

#[test]
fn the_override_is_the_only_way_down() {
    let program = sme();
    let mut record = records(&program).remove(0);
    let at = program
        .schema
        .fields
        .iter()
        .position(|field| field.name == "third_party_satisfaction")
        .unwrap();
    record.values[at] = Stored::Missing;
    let without = total(&program, &record);
    let sampled = |percent: i128| {
        let mut record = record.clone();
        record.values[at] = Stored::Number(Exact::decimal(percent, 3));
        total(&program, &record)
    };
    assert!(sampled(599) < without);
    assert_eq!(sampled(600), without);
}
