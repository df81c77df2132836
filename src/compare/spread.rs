//! What a revision does to many subjects: who moves to which grade, and how far totals move.

use serde::Serialize;

use crate::compare::effect::{Ending, Move};
use crate::compare::words;
use crate::diagnostics::{Say, say};
use crate::domain::{Date, Exact};
use crate::program::{Adding, Program};

/// One subject by both standards.
#[derive(Debug, Clone, Serialize)]
pub struct Case {
    /// The file.
    pub file: String,
    /// Who is assessed.
    pub subject: String,
    /// Of which day the assessment speaks.
    #[serde(skip)]
    pub day: Option<Date>,
    /// What came out.
    #[serde(flatten)]
    pub taken: Taken,
}

/// Which of the standards takes the evidence.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "taken_by")]
pub enum Taken {
    /// Both.
    Both(Box<Move>),
    /// The old one alone; and why the new one does not.
    Old {
        /// What it came to.
        old: Ending,
        /// Why it is refused.
        why: Vec<Say>,
    },
    /// The new one alone; and why the old one does not.
    New {
        /// What it comes to.
        new: Ending,
        /// Why it is refused.
        why: Vec<Say>,
    },
    /// None; and why the new one does not.
    Neither {
        /// Why it is refused.
        why: Vec<Say>,
    },
}

/// How many subjects go from each grade to each.
#[derive(Debug, Clone, Serialize)]
pub struct Transitions {
    /// What stands before each row.
    pub old: Vec<Say>,
    /// What stands above each column.
    pub new: Vec<Say>,
    /// The subjects, row by row.
    pub counts: Vec<Vec<usize>>,
}

/// How far totals move.
#[derive(Debug, Clone, Serialize)]
pub struct Spread {
    /// The subjects that both standards take.
    pub count: usize,
    /// Those whose total rises.
    pub raised: usize,
    /// Those whose total falls.
    pub lowered: usize,
    /// The least change.
    pub least: Exact,
    /// The middle change; of an even number, the mean of the two in the middle.
    pub median: Exact,
    /// The greatest change.
    pub greatest: Exact,
    /// The changes by their size.
    pub bins: Vec<Bin>,
}

/// Changes of about one size.
#[derive(Debug, Clone, Serialize)]
pub struct Bin {
    /// Which changes.
    pub range: Say,
    /// How many.
    pub count: usize,
}

/// The bounds of the bins, in percent of all that can be scored.
const BOUNDS: [i128; 4] = [1, 5, 10, 20];

/// Where a subject ends that one of the standards does not grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Grade(u32),
    Ungraded,
    Refused,
}

impl Case {
    /// Whether both standards take it and all that comes out is the same.
    pub fn is_same(&self) -> bool {
        match &self.taken {
            Taken::Both(both) => both.old == both.new && both.outcomes.is_empty(),
            Taken::Old { .. } | Taken::New { .. } | Taken::Neither { .. } => false,
        }
    }

    fn ends(&self) -> Option<(End, End)> {
        let end = |ending: &Ending| ending.rank.map_or(End::Ungraded, End::Grade);
        match &self.taken {
            Taken::Both(both) => Some((end(&both.old), end(&both.new))),
            Taken::Old { old, .. } => Some((end(old), End::Refused)),
            Taken::New { new, .. } => Some((End::Refused, end(new))),
            Taken::Neither { .. } => None,
        }
    }
}

/// Who goes from which grade to which; nothing where neither standard has grades.
pub fn transitions(old: &Program, new: &Program, cases: &[Case]) -> Option<Transitions> {
    if old.grades.is_empty() && new.grades.is_empty() {
        return None;
    }
    let ends: Vec<(End, End)> = cases.iter().filter_map(Case::ends).collect();
    let all = |program: &Program, met: Vec<End>| -> Vec<End> {
        let count = u32::try_from(program.grades.len()).unwrap_or(u32::MAX);
        let grades = (0..count).map(End::Grade);
        let others = [End::Ungraded, End::Refused];
        grades
            .chain(others.into_iter().filter(|end| met.contains(end)))
            .collect()
    };
    let rows = all(old, ends.iter().map(|(old, _)| *old).collect());
    let columns = all(new, ends.iter().map(|(_, new)| *new).collect());
    let count = |row: End, column: End| ends.iter().filter(|end| **end == (row, column)).count();
    Some(Transitions {
        counts: rows
            .iter()
            .map(|row| columns.iter().map(|column| count(*row, *column)).collect())
            .collect(),
        old: rows.iter().map(|end| named(old, *end)).collect(),
        new: columns.iter().map(|end| named(new, *end)).collect(),
    })
}

fn named(program: &Program, end: End) -> Say {
    match end {
        End::Grade(at) => program
            .grades
            .get(at as usize)
            .map_or_else(words::nothing, |grade| {
                let label = grade.label.as_ref().unwrap_or(&grade.name);
                words::pair(label, &grade.name)
            }),
        End::Ungraded => words::pair("无等级", "no grade"),
        End::Refused => words::pair("不接受", "refused"),
    }
}

/// How far the totals of those move that both standards take; nothing where there are none.
pub fn spread(new: &Program, cases: &[Case]) -> Option<Spread> {
    let changes = cases.iter().filter_map(|case| match &case.taken {
        Taken::Both(both) => Some(both.change.clone()),
        Taken::Old { .. } | Taken::New { .. } | Taken::Neither { .. } => None,
    });
    let mut changes: Vec<Exact> = changes.collect();
    changes.sort();
    let upper = changes.get(changes.len() / 2)?;
    let lower = changes.get(changes.len().checked_sub(1)? / 2)?;
    let median = (lower + upper).divided_by(&Exact::whole(2))?;
    Some(Spread {
        count: changes.len(),
        raised: changes.iter().filter(|one| **one > Exact::ZERO).count(),
        lowered: changes.iter().filter(|one| one.is_negative()).count(),
        least: changes.first()?.clone(),
        median,
        greatest: changes.last()?.clone(),
        bins: bins(&whole(new), &changes),
    })
}

/// All that can be scored.
fn whole(program: &Program) -> Exact {
    match program.adding {
        Adding::Weights => &program.scale.1 - &program.scale.0,
        Adding::Points => program.scale.1.clone(),
    }
}

fn bins(whole: &Exact, changes: &[Exact]) -> Vec<Bin> {
    let hundredth = whole.divided_by(&Exact::whole(100)).unwrap_or(Exact::ONE);
    let bounds = BOUNDS.map(|percent| &hundredth * &Exact::whole(percent));
    let mut bins = vec![];
    // From the deepest fall to none, then up to the highest rise.
    for is_fall in [true, false] {
        let sign = if is_fall { "−" } else { "+" };
        let size = |change: &Exact| match change.is_negative() == is_fall {
            true => Some(change.abs()).filter(|size| !size.is_zero()),
            false => None,
        };
        let mut half: Vec<Bin> = (0..=bounds.len())
            .map(|at| {
                let low = at.checked_sub(1).and_then(|at| bounds.get(at));
                let high = bounds.get(at);
                let holds = |size: Exact| {
                    low.is_none_or(|low| size > *low) && high.is_none_or(|high| size <= *high)
                };
                Bin {
                    range: range(sign, low, high),
                    count: changes
                        .iter()
                        .filter_map(size)
                        .filter(|one| holds(one.clone()))
                        .count(),
                }
            })
            .collect();
        if is_fall {
            half.reverse();
        } else {
            bins.push(Bin {
                range: words::pair("不变", "no change"),
                count: changes.iter().filter(|one| one.is_zero()).count(),
            });
        }
        bins.extend(half);
    }
    bins
}

fn range(sign: &str, low: Option<&Exact>, high: Option<&Exact>) -> Say {
    match (low, high) {
        (None, Some(high)) => say!(zh "{sign}{high} 以内", en "up to {sign}{high}"),
        (Some(low), Some(high)) => {
            say!(zh "超过 {sign}{low} 至 {sign}{high}", en "beyond {sign}{low}, up to {sign}{high}")
        }
        (Some(low), None) => say!(zh "超过 {sign}{low}", en "beyond {sign}{low}"),
        (None, None) => words::pair("全部", "all"),
    }
}
