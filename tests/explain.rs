//! What is said to reach a grade reaches it, and nothing smaller does; what incomplete evidence may
//! come to holds every completion, and both ends are reached.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

mod opened;

use std::path::PathBuf;

use chidu::analyse::{Aim, Change, Fact, Finder, changed, next_grade};
use chidu::domain::Exact;
use chidu::evidence::{Format, Presence, Record, Stored};
use chidu::interpret::{self, CompletionResult};
use chidu::program::{ConditionsId, Program, from_worst};
use chidu::session::{self, Opened, Revisions};
use chidu::source::SourceFile;
use opened::ways::{self, rank};
use opened::{Beside, Nothing, folder, sorted};

fn standard(name: &str) -> Opened {
    let folder = folder("rules").join(name);
    let text = std::fs::read_to_string(folder.join("standard.rules")).unwrap();
    session::open(SourceFile::new("standard.rules", text), &Beside(folder))
}

/// The records of every case of a standard that is accepted.
fn cases(name: &str, program: &Program) -> Vec<(PathBuf, Record)> {
    let paths = sorted(&folder("rules").join(name).join("cases"));
    let is_yaml = |path: &PathBuf| path.extension().is_some_and(|one| one == "yaml");
    let read = |path: PathBuf| {
        let file = SourceFile::new("case.yaml", std::fs::read_to_string(&path).unwrap());
        let record = session::read_evidence(program, file, Format::Yaml, None).record?;
        Some((path, record))
    };
    paths.into_iter().filter(is_yaml).filter_map(read).collect()
}

#[test]
fn what_is_said_to_reach_the_next_grade_does_and_nothing_smaller() {
    for name in [
        "sme-service",
        "jiangsu-stars",
        "demo-platform-self-assessment",
    ] {
        let opened = standard(name);
        let program = opened.usable().unwrap();
        let (mut single, mut together) = (0, 0);
        for (path, record) in cases(name, program) {
            let Some(ways) = ways::to_next_grade(program, &record) else {
                continue;
            };
            assert!(ways.undecided.is_empty(), "{path:?}: {:?}", ways.undecided);
            assert!(ways.single.len() + ways.together.len() > 0, "{path:?}");
            single += ways.single.len();
            together += ways.together.len();
        }
        assert!(single + together > 0, "{name}");
    }
}

#[test]
fn what_is_said_to_meet_conditions_does_and_none_of_it_can_be_left_out() {
    let names = [
        "shanxi-platform",
        "shandong-recognition",
        "guangdong-tech-platform",
        "pingyang-park-admission",
    ];
    for name in names {
        let opened = standard(name);
        let program = opened.usable().unwrap();
        let finder = Finder::new(program);
        let mut checked = 0;
        for (path, record) in cases(name, program) {
            let trace = session::score(program, &record);
            for at in (0u32..).take(program.conditions.len()) {
                let id = ConditionsId(at);
                let is_met = |record: &Record| {
                    let trace = session::score(program, record);
                    interpret::View::new(program, record, &trace).is_met(id) == Some(true)
                };
                if is_met(&record) {
                    continue;
                }
                let ways = session::ways(&finder, (&record, &trace), Aim::Met(id));
                assert!(ways.undecided.is_empty(), "{path:?}");
                assert!(ways.single.len() + ways.together.len() > 0, "{path:?} {at}");
                for way in ways.single.iter().chain(&ways.together) {
                    assert!(is_met(&changed(&record, &way.changes)), "{path:?}: {way:?}");
                    for at in 0..way.changes.len() {
                        let mut fewer = way.changes.clone();
                        fewer.remove(at);
                        assert!(!is_met(&changed(&record, &fewer)), "{path:?}: {way:?}");
                    }
                    checked += 1;
                }
            }
        }
        assert!(checked > 0, "{name}");
    }
}

const SMALL: &str = "standard small \"小\"\n\
    evidence\n  a \"甲\" count 0 to 6\n  b \"乙\" percent 0% to 100% optional\n  c \"丙\" yes/no\n  \
    d \"丁\" one of low < high\n\
    section one \"一\" weight 100%\n  indicator two \"二\" weight 60%\n    per a +20\n    if a >= 4 then -30\n  \
    indicator three \"三\" weight 40%\n    if b >= 35% then +40\n    if c and d is high then +30\n    judge e \"戊\" up to 30\n\
    grades\n  good \"好\" 70 and above\n  fair \"中\" 40 to below 70\n  poor \"差\" below 40\nveto poor if a = 3 and c\n";

fn small() -> Opened {
    let rules = SMALL.replace("one of low < high", "one of high > low");
    session::open(SourceFile::new("small.rules", rules), &Nothing)
}

/// Every record of the small standard, percentages and judgements by a few of their values.
fn all_records(program: &Program) -> Vec<Record> {
    let mut all = vec![];
    for a in 0..=6 {
        for b in ["", "  b: 34.9999%\n", "  b: 35%\n", "  b: 100%\n"] {
            for c in ["yes", "no"] {
                for d in ["low", "high"] {
                    for e in ["", "0", "12.5", "30"] {
                        let judged = match e {
                            "" => String::new(),
                            e => format!("judgements:\n  e: {{points: {e}, reason: r, by: b}}\n"),
                        };
                        let text = format!(
                            "subject: x\nevidence:\n  a: {a}\n{b}  c: {c}\n  d: {d}\n{judged}"
                        );
                        all.extend(opened::read(program, &text, Format::Yaml));
                    }
                }
            }
        }
    }
    assert_eq!(all.len(), 7 * 4 * 2 * 2 * 4);
    all
}

#[test]
fn every_record_of_a_small_standard_has_its_smallest_changes() {
    let opened = small();
    let program = opened.usable().unwrap();
    let all = all_records(program);
    let best = all.iter().filter_map(|one| rank(program, one)).max();
    for record in &all {
        let trace = session::score(program, record);
        let Some((_, wanted)) = next_grade(program, record, trace.verdict.grade) else {
            continue;
        };
        assert!(Some(wanted) <= best);
        let ways = ways::to_next_grade(program, record).unwrap();
        assert!(ways.undecided.is_empty());
        assert!(
            !ways.single.is_empty() || !ways.together.is_empty(),
            "{record:?}"
        );
        // Whatever single change of the count reaches the grade, the nearest of that side is listed.
        for to in 0..=6 {
            let now = record.values[0].as_number().unwrap();
            let to = Exact::whole(to);
            let change = Change {
                fact: Fact::Field(chidu::evidence::FieldId(0)),
                from: record.values[0].clone(),
                to: Stored::Number(to.clone()),
            };
            if to != *now && rank(program, &changed(record, &[change])) >= Some(wanted) {
                let is_at_least = ways.single.iter().any(|way| {
                    let listed = way.changes[0].to.as_number();
                    way.changes[0].fact == Fact::Field(chidu::evidence::FieldId(0))
                        && listed.is_some_and(|listed| match to > *now {
                            true => listed > now && *listed <= to,
                            false => listed < now && *listed >= to,
                        })
                });
                assert!(is_at_least, "{to:?} of {record:?}");
            }
        }
    }
}

fn completed(opened: &Opened, text: &str) -> CompletionResult {
    let files = std::slice::from_ref(opened);
    let revisions = Revisions::of(files).unwrap();
    let file = SourceFile::new("e.yaml", text);
    let (revision, partial) = revisions.read_partial(file, Format::Yaml, None);
    let record = partial
        .record
        .unwrap_or_else(|| panic!("{:?}", partial.findings));
    session::complete(revision.unwrap().program, &record)
}

#[test]
fn incomplete_evidence_comes_to_what_its_completions_come_to() {
    let opened = small();
    let program = opened.usable().unwrap();
    let all = all_records(program);
    let lines = ["  a: 2\n", "  b: 35%\n", "  c: yes\n", "  d: high\n"];
    for given in 0..16u32 {
        let is_given = |at: &usize| given & (1 << at) != 0;
        let kept: String = (0..4).filter(is_given).map(|at| lines[at]).collect();
        let found = completed(&opened, &format!("subject: x\nevidence:\n{kept}"));
        let full = format!("subject: x\nevidence:\n{}", lines.concat());
        let full = opened::read(program, &full, Format::Yaml).unwrap();
        let completions = all.iter().filter(|one| {
            (0..4)
                .filter(is_given)
                .all(|at| one.values[at] == full.values[at])
        });
        let totals: Vec<Exact> = completions
            .clone()
            .map(|one| interpret::score(program, one).total)
            .collect();
        let ends = found.score.unwrap();
        assert!(ends.is_certain, "{kept}");
        assert_eq!(Some(&ends.worst), totals.iter().min(), "{kept}");
        assert_eq!(Some(&ends.best), totals.iter().max(), "{kept}");
        let mut ranks: Vec<usize> = completions.filter_map(|one| rank(program, one)).collect();
        ranks.sort_unstable();
        let order = from_worst(&program.grades, program.better, None);
        let name = |rank: usize| program.grades[order[rank] as usize].name.clone();
        assert!(found.grades_are_certain, "{kept}");
        assert_eq!(found.grades.first(), Some(&name(ranks[0])), "{kept}");
        assert_eq!(
            found.grades.last(),
            Some(&name(ranks[ranks.len() - 1])),
            "{kept}"
        );
        assert_eq!(found.open.len(), 5 - given.count_ones() as usize, "{kept}");
    }
}

#[test]
fn a_score_lies_within_what_was_said_when_some_of_its_evidence_was_missing() {
    let opened = standard("sme-service");
    let program = opened.usable().unwrap();
    for (at, (path, record)) in cases("sme-service", program)
        .into_iter()
        .enumerate()
        .step_by(5)
    {
        let text = std::fs::read_to_string(&path).unwrap();
        // Of the plain lines every so many go.
        let is_plain = |line: &str| {
            let (key, value) = line.trim().split_once(": ").unwrap_or(("", ""));
            let field = program.schema.find_field(key);
            let field = field.and_then(|id| program.schema.field(id));
            let is_one_line = !value.is_empty() && !value.starts_with('[');
            field.is_some_and(|field| field.presence == Presence::Required) && is_one_line
        };
        let lines = text.lines().enumerate();
        let kept = lines.filter(|(line, text)| !(is_plain(text) && (line + at) % 4 == 0));
        let kept: Vec<&str> = kept.map(|(_, text)| text).collect();
        let found = completed(&opened, &kept.join("\n"));
        let total = interpret::score(program, &record).total;
        let ends = found.score.unwrap();
        assert!(ends.worst <= total && total <= ends.best, "{path:?}");
        let grade = interpret::score(program, &record).grade.unwrap();
        assert!(
            found.grades.contains(&program.grades[grade as usize].name),
            "{path:?}"
        );
        for (part, own) in found
            .indicators
            .iter()
            .zip(session::score(program, &record).indicators)
        {
            let ends = part.score.as_ref().unwrap();
            assert!(
                ends.worst <= own.score && own.score <= ends.best,
                "{path:?} {}",
                part.id
            );
        }
    }
}

#[test]
fn what_is_missed_adds_up_to_what_the_total_lacks() {
    let opened = standard("sme-service");
    let program = opened.usable().unwrap();
    for (path, record) in cases("sme-service", program) {
        let trace = session::score(program, &record);
        let view = interpret::View::new(program, &record, &trace);
        let gaps = view.gaps(chidu::diagnostics::Language::Zh);
        let missed = gaps
            .iter()
            .fold(Exact::ZERO, |sum, one| &sum + &one.missed_of_total);
        assert_eq!(
            &missed + &trace.verdict.total,
            Exact::whole(100),
            "{path:?}"
        );
        for one in &gaps {
            let lacks = &one.full - &one.score;
            let is_explained =
                lacks.is_zero() || one.missed.iter().any(|item| item.of_total > Exact::ZERO);
            assert!(is_explained, "{path:?}: {}", one.id);
            let values: Vec<&Exact> = one.missed.iter().map(|item| &item.of_total).collect();
            assert!(values.is_sorted_by(|a, b| a >= b));
        }
    }
}

#[test]
fn incomplete_evidence_is_never_scored() {
    let opened = small();
    let program = opened.usable().unwrap();
    assert!(opened::read(program, "subject: x\nevidence:\n  a: 2\n", Format::Yaml).is_none());
    let files = std::slice::from_ref(&opened);
    let revisions = Revisions::of(files).unwrap();
    let read = |text: &str| {
        let file = SourceFile::new("e.yaml", text);
        revisions.read_partial(file, Format::Yaml, None).1
    };
    assert!(read("subject: x\nevidence:\n  a: 2\n").record.is_some());
    assert!(
        read("subject: x\nevidence:\n  a: 7\n").record.is_none(),
        "a value out of range is an error all the same"
    );
    assert!(read("subject: x\nevidence:\n  z: 7\n").record.is_none());
    assert!(read("evidence:\n  a: 2\n").record.is_none());
}
