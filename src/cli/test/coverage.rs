//! What the cases reach of each rule file: for people, for programs, and as lines for lcov.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::test::difference::painted;
use crate::cli::test::suite::Suite;
use crate::diagnostics::Language;
use crate::interpret::{Aim, CaseCoverage, Goal, GoalKind};
use crate::render::{Style, shown};
use crate::session::Opened;

/// The kinds in the order of the report: the word of the JSON, Chinese, English.
const KINDS: [(GoalKind, &str, &str, &str); 9] = [
    (GoalKind::Clause, "clause", "条款", "clauses"),
    (GoalKind::Override, "override", "直接定分", "overrides"),
    (GoalKind::Band, "band", "档次", "bands"),
    (GoalKind::Branch, "branch", "分支", "branches"),
    (
        GoalKind::Part,
        "part",
        "适用条件",
        "parts that may not apply",
    ),
    (GoalKind::Grade, "grade", "等级", "grades"),
    (
        GoalKind::Ruling,
        "ruling",
        "否决等定级规定",
        "vetoes and rulings",
    ),
    (GoalKind::Requirement, "requirement", "条件", "requirements"),
    (GoalKind::Stage, "stage", "环节", "stages"),
];

/// What the cases reach of one rule file.
pub(super) struct FileCoverage {
    name: String,
    goals: Vec<FileGoal>,
}

struct FileGoal {
    kind: GoalKind,
    aim: Aim,
    line: u32,
    text: String,
    cases: u32,
}

impl FileCoverage {
    /// That of a program, under the name of its file.
    pub(super) fn of(coverage: &CaseCoverage<'_>, opened: &Opened) -> Self {
        let goal = |goal: &Goal<'_>| FileGoal {
            kind: goal.kind,
            aim: goal.aim,
            line: goal.origin.line,
            text: goal
                .origin
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            cases: goal.cases,
        };
        Self {
            name: opened.file.name().to_owned(),
            goals: coverage.goals.iter().map(goal).collect(),
        }
    }

    fn missed(&self) -> impl Iterator<Item = &FileGoal> {
        self.goals.iter().filter(|goal| goal.cases == 0)
    }

    /// How many are reached, of how many.
    fn reached(&self, kind: Option<GoalKind>) -> (usize, usize) {
        let of_kind = self.goals.iter();
        let of_kind = of_kind.filter(|goal| kind.is_none_or(|kind| goal.kind == kind));
        let (all, missed) = of_kind.fold((0, 0), |(all, missed), goal| {
            (all + 1, missed + usize::from(goal.cases == 0))
        });
        (all - missed, all)
    }

    /// The share that is reached, with one place, rounded down: only all of it is 100.
    fn percent(&self) -> String {
        let (reached, all) = self.reached(None);
        let share = (reached * 1000).checked_div(all).unwrap_or(1000);
        format!("{}.{}", share / 10, share % 10)
    }
}

/// A line for each file, and below it what no case reaches.
pub(super) fn text(suites: &[Suite], style: &Style) -> String {
    let mut out = String::from("\n");
    for file in suites.iter().flat_map(|suite| &suite.coverage) {
        let (name, percent) = (shown(&file.name), file.percent());
        let (reached, all) = file.reached(None);
        let ink = match reached == all {
            true => "32",
            false => "33",
        };
        let share = painted(&format!("{percent}%"), ink, style);
        let title = style.language.pick("覆盖", "reached");
        out.push_str(&format!("{title} {share}  {reached} / {all}  {name}\n"));
        let kinds = KINDS.iter().filter_map(|(kind, _, zh, en)| {
            let (reached, all) = file.reached(Some(*kind));
            let word = style.language.pick(zh, en);
            (all > 0).then(|| format!("{word} {reached}/{all}"))
        });
        let kinds: Vec<String> = kinds.collect();
        let kinds = painted(&kinds.join(" · "), "2", style);
        out.push_str(&format!("  {kinds}\n"));
        for goal in file.missed() {
            let (line, text) = (goal.line, shown(&goal.text));
            let words = painted(why(goal, style.language), "33", style);
            out.push_str(&format!("  {name}:{line}  {words}  {text}\n"));
        }
    }
    out
}

/// What no case reaches, in words.
fn why(goal: &FileGoal, language: Language) -> &'static str {
    let (zh, en) = match (goal.kind, goal.aim) {
        (GoalKind::Clause, Aim::Holds) => ("从未得分或扣分", "never gives points"),
        (GoalKind::Clause, Aim::HoldsNot) => ("每次都得分或扣分", "always gives points"),
        (GoalKind::Override, Aim::Holds) => ("从未成立", "never holds"),
        (GoalKind::Override, Aim::HoldsNot) => ("每次都成立", "always holds"),
        (GoalKind::Ruling, Aim::Holds) => ("从未成立", "never moves the grade"),
        (GoalKind::Ruling, Aim::HoldsNot) => ("每次都成立", "always moves the grade"),
        (GoalKind::Band, _) => ("从未落在这一档", "no case is in this band"),
        (GoalKind::Branch, _) => ("从未选到这一分支", "no case takes this branch"),
        (GoalKind::Part, Aim::Holds) => ("从未适用", "never applies"),
        (GoalKind::Part, Aim::HoldsNot) => ("每次都适用", "always applies"),
        (GoalKind::Grade, _) => ("从未评为这一级", "no case gets this grade"),
        (GoalKind::Requirement, Aim::Holds) => ("从未符合", "is never met"),
        (GoalKind::Requirement, Aim::HoldsNot) => ("每次都符合", "is always met"),
        (GoalKind::Stage, Aim::Holds) => ("从未通过", "is never passed"),
        (GoalKind::Stage, Aim::HoldsNot) => ("从未停在这里", "no case stops here"),
    };
    language.pick(zh, en)
}

// ---- for programs -------------------------------------------------------------------------------

/// The coverage of a file as JSON has it.
#[derive(Serialize)]
pub(super) struct CoverageReport<'c> {
    file: &'c str,
    percent: String,
    reached: usize,
    goals: usize,
    missed: Vec<MissedReport<'c>>,
}

#[derive(Serialize)]
struct MissedReport<'c> {
    line: u32,
    kind: &'static str,
    aim: &'static str,
    text: &'c str,
}

/// The coverage for programs.
pub(super) fn report(file: &FileCoverage) -> CoverageReport<'_> {
    let (reached, goals) = file.reached(None);
    CoverageReport {
        file: &file.name,
        percent: file.percent(),
        reached,
        goals,
        missed: file.missed().map(missed).collect(),
    }
}

fn missed(goal: &FileGoal) -> MissedReport<'_> {
    let kind = KINDS.iter().find(|(kind, ..)| *kind == goal.kind);
    MissedReport {
        line: goal.line,
        kind: kind.map_or("", |(_, word, ..)| word),
        aim: match goal.aim {
            Aim::Holds => "holds",
            Aim::HoldsNot => "holds_not",
        },
        text: &goal.text,
    }
}

/// Each line with the number of cases that reach it, and what can happen there as branches.
pub(super) fn lcov(suites: &[Suite]) -> String {
    let mut out = String::new();
    for file in suites.iter().flat_map(|suite| &suite.coverage) {
        let mut lines: BTreeMap<u32, Vec<&FileGoal>> = BTreeMap::new();
        for goal in &file.goals {
            lines.entry(goal.line).or_default().push(goal);
        }
        out.push_str(&format!("TN:\nSF:{}\n", file.name));
        for (line, goals) in &lines {
            for (at, goal) in goals.iter().enumerate() {
                out.push_str(&format!("BRDA:{line},0,{at},{}\n", goal.cases));
            }
        }
        let (reached, all) = file.reached(None);
        out.push_str(&format!("BRF:{all}\nBRH:{reached}\n"));
        let hits = |goals: &[&FileGoal]| {
            let held = goals.iter().filter(|goal| goal.aim == Aim::Holds);
            held.map(|goal| goal.cases).max().unwrap_or(0)
        };
        for (line, goals) in &lines {
            out.push_str(&format!("DA:{line},{}\n", hits(goals)));
        }
        let hit = lines.values().filter(|goals| hits(goals) > 0).count();
        out.push_str(&format!("LF:{}\nLH:{hit}\nend_of_record\n", lines.len()));
    }
    out
}
