//! What one applicant costs: `cargo bench`. In detail for S1 as it ships, with its typical case and the
//! case in JSON; the main job for every standard under `rules`, with the first of its cases.

#![expect(clippy::expect_used, reason = "a benchmark of what is shipped")]

use std::path::{Path, PathBuf};

use chidu::diagnostics::{Found, Language};
use chidu::evidence::{self, Format, Record};
use chidu::interpret;
use chidu::program::Program;
use chidu::session::{self, Files, Trouble};
use chidu::source::SourceFile;

const RULES: &str = include_str!("../../rules/sme-service/standard.rules");
const SOURCE: &str = include_str!("../../rules/sme-service/source.txt");
const TYPICAL: &str = include_str!("../../rules/sme-service/cases/typical.yaml");
const JSON: &str = include_str!("../../rules/sme-service/cases/json-evidence.json");

struct Beside;

impl Files for Beside {
    fn read(&self, _: &str) -> Result<String, Trouble> {
        Ok(SOURCE.into())
    }
}

fn program() -> Program {
    let opened = session::open(SourceFile::new("standard.rules", RULES), &Beside);
    opened.program.expect("the shipped standard checks")
}

fn record(program: &Program, text: &str, format: Format) -> Record {
    let file = SourceFile::new("evidence", text);
    let mut found = Found::default();
    let read = evidence::read(&file, format, &program.schema, &mut found);
    read.record.expect("the shipped case reads")
}

fn json_of(program: &Program, record: &Record) -> Vec<u8> {
    let trace = interpret::trace(program, record);
    session::with_result(program, record, &trace, Language::Zh, |result| {
        serde_json::to_vec(result).expect("results are plain data")
    })
}

#[divan::bench(sample_size = 1000)]
fn score_alone(bencher: divan::Bencher) {
    let program = program();
    let record = record(&program, TYPICAL, Format::Yaml);
    bencher.bench(|| interpret::score(divan::black_box(&program), divan::black_box(&record)));
}

#[divan::bench(sample_size = 1000)]
fn score_with_trace_as_data(bencher: divan::Bencher) {
    let program = program();
    let record = record(&program, TYPICAL, Format::Yaml);
    bencher.bench(|| interpret::trace(divan::black_box(&program), divan::black_box(&record)));
}

#[divan::bench(sample_size = 100)]
fn read_json_evidence(bencher: divan::Bencher) {
    let program = program();
    bencher.bench(|| {
        record(
            divan::black_box(&program),
            divan::black_box(JSON),
            Format::Json,
        )
    });
}

#[divan::bench(sample_size = 100)]
fn trace_to_json(bencher: divan::Bencher) {
    let program = program();
    let record = record(&program, JSON, Format::Json);
    bencher.bench(|| json_of(divan::black_box(&program), divan::black_box(&record)));
}

#[divan::bench(sample_size = 100)]
fn json_evidence_to_json_trace(bencher: divan::Bencher) {
    let program = program();
    bencher.bench(|| {
        let record = record(
            divan::black_box(&program),
            divan::black_box(JSON),
            Format::Json,
        );
        json_of(&program, &record)
    });
}

#[divan::bench(sample_size = 100)]
fn read_yaml_evidence(bencher: divan::Bencher) {
    let program = program();
    bencher.bench(|| {
        record(
            divan::black_box(&program),
            divan::black_box(TYPICAL),
            Format::Yaml,
        )
    });
}

#[divan::bench]
fn parse_and_check(bencher: divan::Bencher) {
    bencher.bench(|| {
        session::open(
            SourceFile::new("standard.rules", divan::black_box(RULES)),
            &Beside,
        )
        .program
    });
}

// ---- every standard -----------------------------------------------------------------------------

/// The files of one standard's folder.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        std::fs::read_to_string(self.0.join(path)).map_err(|_| Trouble::Missing)
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is shipped");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The names of the standards that have cases.
fn standards() -> Vec<String> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let with_cases = sorted(&rules)
        .into_iter()
        .filter(|path| path.join("cases").is_dir());
    with_cases
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect()
}

/// A standard and the first of its cases.
fn shipped(name: &str) -> (Program, Record) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules")
        .join(name);
    let read = |path: &Path| std::fs::read_to_string(path).expect("the file is shipped");
    let file = SourceFile::new("standard.rules", read(&folder.join("standard.rules")));
    let opened = session::open(file, &Folder(folder.clone()));
    let program = opened.program.expect("the shipped standard checks");
    let cases = sorted(&folder.join("cases")).into_iter();
    let mut yaml = cases.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let case = SourceFile::new("case", read(&yaml.next().expect("a shipped case")));
    let evidence = session::read_evidence(&program, case, Format::Yaml, None);
    (program, evidence.record.expect("the shipped case reads"))
}

#[divan::bench(args = standards(), sample_size = 1000)]
fn main_job_of(bencher: divan::Bencher, name: &str) {
    let (program, record) = shipped(name);
    bencher.bench(|| interpret::trace(divan::black_box(&program), divan::black_box(&record)));
}

fn main() {
    divan::main();
}
