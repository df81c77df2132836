//! How far a standard can go, for people and for programs: `check --reach`.

use std::fmt::Write;

use serde::Serialize;

use crate::analyse::{Edge, Outlook, Reached};
use crate::cli::check::Words;
use crate::diagnostics::{Language, Say, say};
use crate::program::{ClauseId, Grade, Program, SectionId};
use crate::render::{self, Style};
use crate::session::Opened;

/// How many facts of the evidence that reaches something are shown to people.
const MOST_FACTS: usize = 8;

// ---- for people ---------------------------------------------------------------------------------------

/// Every part with its worst and its best, the evidence that reaches them, the largest jumps and what
/// judgements can move.
pub(super) fn shown(outlook: &Outlook, opened: &Opened, style: &Style) -> String {
    let Some(program) = &opened.program else {
        return String::new();
    };
    let mut page = Page {
        outlook,
        program,
        language: style.language,
        text: String::new(),
    };
    let name = render::shown(opened.file.name());
    page.line(0, &say!(zh "{name}：各部分最低和最高能到多少", en "{name}: how low and how high each part can go"));
    if let Some(total) = &outlook.total {
        let label = say!(zh "总分", en "total");
        page.part(0, &label, total, Evidence::Left);
    }
    for (id, section) in program.top_sections() {
        page.section(id, section.parent.map_or(0, |_| 1));
    }
    page.cliffs();
    page.swings();
    page.text.push_str(&render::undecided(
        &outlook.undecided,
        &opened.file,
        style.language,
    ));
    page.text
}

/// Whether the evidence that reaches an end is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// It is.
    Shown,
    /// It is that of the parts.
    Left,
}

struct Page<'o> {
    outlook: &'o Outlook,
    program: &'o Program,
    language: Language,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, depth: usize, say: &Say) {
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.text,
            "{:1$}{2}",
            "",
            depth * 2,
            render::shown(say.text(self.language))
        );
    }

    fn section(&mut self, id: SectionId, depth: usize) {
        let section = self.program.section(id);
        let title = section.label.as_deref().unwrap_or_default();
        let name = &section.name;
        if let Some((_, reached)) = self.outlook.sections.iter().find(|(own, _)| *own == id) {
            let label = Say::same(format!("{name} {title}"));
            self.part(depth, &label, reached, Evidence::Left);
        }
        for indicator in &section.indicators {
            let reached = self.outlook.indicators.iter();
            let Some((_, reached)) = reached.into_iter().find(|(own, _)| own == indicator) else {
                continue;
            };
            let one = self.program.indicator(*indicator);
            let (name, title) = (&one.name, one.label.as_deref().unwrap_or_default());
            let label = Say::same(format!("{name} {title}"));
            self.part(depth + 1, &label, reached, Evidence::Shown);
            self.clauses(&one.clauses, depth + 2);
        }
        for inner in &section.sections {
            self.section(*inner, depth + 1);
        }
    }

    fn clauses(&mut self, clauses: &[ClauseId], depth: usize) {
        for id in clauses {
            let clause = self.program.clause(*id);
            let known = self
                .outlook
                .clauses
                .binary_search_by_key(id, |(own, _)| *own);
            let known = known.ok().and_then(|at| self.outlook.clauses.get(at));
            if let Some((_, reached)) = known {
                let (line, text) = (clause.origin.line, &clause.origin.text);
                let text = text.split(" end").next().unwrap_or(text);
                let label = say!(zh "第 {line} 行 {text}", en "line {line} {text}");
                self.part(depth, &label, reached, Evidence::Left);
            }
            self.clauses(clause.inner(), depth + 1);
        }
    }

    fn part(&mut self, depth: usize, label: &Say, reached: &Reached, evidence: Evidence) {
        let (low, high) = (edge(&reached.low), edge(&reached.high));
        let (zh, en) = (label.zh.trim(), label.en.trim());
        self.line(
            depth,
            &say!(zh "{zh}：{low} 至 {high}", en "{en}: {low} to {high}"),
        );
        if evidence == Evidence::Left {
            return;
        }
        for (word, end) in [
            (say!(zh "最高", en "best"), &reached.high),
            (say!(zh "最低", en "worst"), &reached.low),
        ] {
            if let Some(by) = facts(end) {
                let (zh, en) = (word.zh, word.en);
                let (by_zh, by_en) = (by.zh, by.en);
                self.line(depth + 1, &say!(zh "{zh}：{by_zh}", en "{en}: {by_en}"));
            }
        }
    }

    fn cliffs(&mut self) {
        if self.outlook.cliffs.is_empty() {
            return;
        }
        self.line(0, &say!(zh "各指标最大的一跳（数值变动最小的一步）", en "the largest jump of each indicator for the smallest change"));
        for cliff in &self.outlook.cliffs {
            let indicator = &self.program.indicator(cliff.indicator).name;
            let field = &cliff.field;
            let ((before, score), (behind, next)) = (&cliff.before, &cliff.behind);
            let (score, next) = (number(score), number(next));
            let (a, b, c, d) = (&before.zh, &behind.zh, &before.en, &behind.en);
            self.line(
                1,
                &say!(
                    zh "{indicator}：`{field}` {a} 得 {score}，{b} 得 {next}",
                    en "{indicator}: `{field}` {c} scores {score}, {d} scores {next}"
                ),
            );
        }
    }

    fn swings(&mut self) {
        if self.outlook.swings.is_empty() {
            return;
        }
        self.line(
            0,
            &say!(zh "每项酌情分能使总分变动多少", en "how far each judgement can move the total"),
        );
        for swing in &self.outlook.swings {
            let name = &swing.judgement;
            let (low, high) = (number(&swing.totals.0), number(&swing.totals.1));
            let grade = |at: Option<u32>| {
                let grade: Option<&Grade> = at.and_then(|at| self.program.grades.get(at as usize));
                grade.map_or(String::new(), |grade| format!(" {}", grade.name))
            };
            let (from, to) = (grade(swing.grades.0), grade(swing.grades.1));
            self.line(1, &say!(
                zh "{name}：同一份证据，总分从 {low}{from} 到 {high}{to}",
                en "{name}: the same evidence totals {low}{from} without it and {high}{to} with it"
            ));
        }
    }
}

/// The bound, or between what was reached and the bound where that is open.
fn edge(edge: &Edge) -> String {
    let bound = number(&edge.bound);
    match &edge.reached {
        Some((value, _)) if *value != edge.bound => format!("{}…{bound}", number(value)),
        Some(_) => bound,
        None => format!("…{bound}"),
    }
}

fn number(number: &crate::domain::Exact) -> String {
    number.to_shown_places().to_string()
}

fn facts(edge: &Edge) -> Option<Say> {
    let (_, facts) = edge.reached.as_ref()?;
    let joined = |language: Language, comma: &str| {
        let few = facts.iter().take(MOST_FACTS);
        let few = few.map(|(name, value)| format!("{name} {}", value.text(language)));
        let more = (facts.len() > MOST_FACTS).then(|| "…".to_owned());
        few.chain(more).collect::<Vec<_>>().join(comma)
    };
    (!facts.is_empty()).then(|| Say {
        zh: joined(Language::Zh, "，"),
        en: joined(Language::En, ", "),
    })
}

// ---- for programs ---------------------------------------------------------------------------------------

/// How far a standard can go, as JSON has it.
#[derive(Serialize)]
pub(super) struct ReachReport<'o> {
    total: Option<ReachedReport<'o>>,
    sections: Vec<PartReport<'o>>,
    indicators: Vec<PartReport<'o>>,
    clauses: Vec<ClauseReport<'o>>,
    cliffs: Vec<CliffReport<'o>>,
    judgements: Vec<SwingReport<'o>>,
}

#[derive(Serialize)]
struct ReachedReport<'o> {
    low: EdgeReport<'o>,
    high: EdgeReport<'o>,
}

#[derive(Serialize)]
struct EdgeReport<'o> {
    bound: String,
    decided: bool,
    reached: Option<String>,
    evidence: Vec<FactReport<'o>>,
}

#[derive(Serialize)]
struct FactReport<'o> {
    id: &'o str,
    value: Words<'o>,
}

#[derive(Serialize)]
struct PartReport<'o> {
    id: &'o str,
    #[serde(flatten)]
    reached: ReachedReport<'o>,
}

#[derive(Serialize)]
struct ClauseReport<'o> {
    line: u32,
    text: &'o str,
    #[serde(flatten)]
    reached: ReachedReport<'o>,
}

#[derive(Serialize)]
struct CliffReport<'o> {
    indicator: &'o str,
    field: &'o str,
    from: Words<'o>,
    from_score: String,
    to: Words<'o>,
    to_score: String,
}

#[derive(Serialize)]
struct SwingReport<'o> {
    id: &'o str,
    without: String,
    with: String,
    grade_without: Option<&'o str>,
    grade_with: Option<&'o str>,
}

/// The same for programs; numbers are texts.
pub(super) fn report<'o>(outlook: &'o Outlook, program: &'o Program) -> ReachReport<'o> {
    let grade = |at: Option<u32>| {
        let grade = at.and_then(|at| program.grades.get(at as usize));
        grade.map(|grade| grade.name.as_str())
    };
    ReachReport {
        total: outlook.total.as_ref().map(reached),
        sections: outlook
            .sections
            .iter()
            .map(|(id, one)| part(&program.section(*id).name, one))
            .collect(),
        indicators: outlook
            .indicators
            .iter()
            .map(|(id, one)| part(&program.indicator(*id).name, one))
            .collect(),
        clauses: outlook
            .clauses
            .iter()
            .map(|(id, one)| {
                let origin = &program.clause(*id).origin;
                ClauseReport {
                    line: origin.line,
                    text: &origin.text,
                    reached: reached(one),
                }
            })
            .collect(),
        cliffs: outlook
            .cliffs
            .iter()
            .map(|cliff| CliffReport {
                indicator: &program.indicator(cliff.indicator).name,
                field: &cliff.field,
                from: Words::of(&cliff.before.0),
                from_score: cliff.before.1.to_string(),
                to: Words::of(&cliff.behind.0),
                to_score: cliff.behind.1.to_string(),
            })
            .collect(),
        judgements: outlook
            .swings
            .iter()
            .map(|swing| SwingReport {
                id: &swing.judgement,
                without: swing.totals.0.to_string(),
                with: swing.totals.1.to_string(),
                grade_without: grade(swing.grades.0),
                grade_with: grade(swing.grades.1),
            })
            .collect(),
    }
}

fn part<'o>(id: &'o str, one: &'o Reached) -> PartReport<'o> {
    PartReport {
        id,
        reached: reached(one),
    }
}

fn reached(one: &Reached) -> ReachedReport<'_> {
    ReachedReport {
        low: edge_report(&one.low),
        high: edge_report(&one.high),
    }
}

fn edge_report(edge: &Edge) -> EdgeReport<'_> {
    let facts = edge.reached.iter().flat_map(|(_, facts)| facts);
    EdgeReport {
        bound: edge.bound.to_string(),
        decided: edge.is_decided(),
        reached: edge.reached.as_ref().map(|(value, _)| value.to_string()),
        evidence: facts
            .map(|(id, value)| FactReport {
                id,
                value: Words::of(value),
            })
            .collect(),
    }
}
