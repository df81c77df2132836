//! What a revision does to one subject: two runs over the same evidence come in, the change of the
//! total goes out clause by clause. The rows add up to it exactly, since each is what is left of a
//! sum once the rows before it are taken away: first what the clauses give, at the old weights; then
//! bounds, roundings and set scores of the indicators; then the weights; then the bounds and roundings
//! of sections and of the total.

use serde::Serialize;

use crate::compare::{Comparison, Place, Side, Subject, aspects as a};
use crate::compare::{node::Kind, words};
use crate::diagnostics::{Say, say};
use crate::domain::Exact;
use crate::program::{
    Adding, ClauseId, ClauseKind, Indicator, IndicatorId, Origin, Program, Section, SectionId,
};

/// What came of one subject by one standard.
#[derive(Debug, Clone, Default)]
pub struct Run {
    /// The total; nothing where nothing is scored.
    pub total: Option<Exact>,
    /// The grade, by its position.
    pub grade: Option<u32>,
    /// The part of the total of each section.
    pub sections: Vec<Exact>,
    /// By the ids of indicators.
    pub indicators: Vec<IndicatorRun>,
    /// The points of each clause.
    pub clauses: Vec<Exact>,
    /// What stands beside the total.
    pub beside: Vec<Beside>,
}

/// What came of an indicator.
#[derive(Debug, Clone, Default)]
pub struct IndicatorRun {
    /// Whether it applies.
    pub applies: bool,
    /// Its score.
    pub score: Exact,
    /// Its part of the total.
    pub contribution: Exact,
    /// Its weight as it counted, where that is not its own.
    pub weight: Option<Exact>,
    /// The clause that set its score.
    pub set_by: Option<ClauseId>,
}

/// A result beside the total, or a ruling that holds.
#[derive(Debug, Clone)]
pub struct Beside {
    /// What it is known by on both sides.
    pub key: String,
    /// Its name.
    pub name: Say,
    /// What came out.
    pub outcome: Say,
}

/// The end of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// The total.
    pub score: Option<Exact>,
    /// The position of the grade among those of the standard.
    #[serde(skip)]
    pub rank: Option<u32>,
    /// The id of the grade.
    pub grade: Option<String>,
    /// What people read.
    pub label: Option<String>,
}

/// What a revision does to one subject.
#[derive(Debug, Clone, Serialize)]
pub struct Move {
    /// By the old standard.
    pub old: Ending,
    /// By the new one.
    pub new: Ending,
    /// The change of the total.
    pub change: Exact,
    /// Where it comes from; the rows add up to it.
    pub rows: Vec<Row>,
    /// What else came out differently.
    pub outcomes: Vec<Outcome>,
}

/// A part of a change of the total.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The part of the standard.
    pub part: Subject,
    /// What of it.
    pub cause: Say,
    /// Where the old statement stands.
    pub old: Option<Place>,
    /// Where the new statement stands.
    pub new: Option<Place>,
    /// What it adds to the total.
    pub change: Exact,
}

/// A result beside the total that came out differently; nothing on a side that has none.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Its name.
    pub name: Say,
    /// By the old standard.
    pub old: Option<Say>,
    /// By the new one.
    pub new: Option<Say>,
}

/// The end of a run by a standard.
pub fn ending(program: &Program, run: &Run) -> Ending {
    let grade = run.grade.and_then(|at| program.grades.get(at as usize));
    Ending {
        score: run.total.clone(),
        rank: run.grade,
        grade: grade.map(|grade| grade.name.clone()),
        label: grade.map(|grade| grade.label.clone().unwrap_or_else(|| grade.name.clone())),
    }
}

/// What lies between two runs over the same evidence, each with its standard.
pub fn moved(comparison: &Comparison, old: (&Side<'_>, &Run), new: (&Side<'_>, &Run)) -> Move {
    let total = |run: &Run| run.total.clone().unwrap_or_default();
    let mut parting = Parting {
        comparison,
        old: One {
            side: old.0,
            run: old.1,
        },
        new: One {
            side: new.0,
            run: new.1,
        },
        rows: vec![],
    };
    parting.indicators();
    parting.sections();
    parting.whole();
    Move {
        old: ending(old.0.program, old.1),
        new: ending(new.0.program, new.1),
        change: &total(new.1) - &total(old.1),
        rows: parting.rows,
        outcomes: outcomes(&old.1.beside, &new.1.beside),
    }
}

/// One standard and its run.
#[derive(Clone, Copy)]
struct One<'r> {
    side: &'r Side<'r>,
    run: &'r Run,
}

struct Parting<'r> {
    comparison: &'r Comparison,
    old: One<'r>,
    new: One<'r>,
    rows: Vec<Row>,
}

/// The same statement on both sides, or on one.
type Twins<T> = (Option<T>, Option<T>);

impl<'r> One<'r> {
    fn indicator(&self, id: IndicatorId) -> Option<(&'r Indicator, &'r IndicatorRun)> {
        let own = self.side.program.indicators.get(id.0 as usize)?;
        Some((own, self.run.indicators.get(id.0 as usize)?))
    }

    /// What a clause adds to the sum of its indicator; one that sets the score adds nothing.
    fn points(&self, id: ClauseId) -> Exact {
        let is_set = matches!(
            self.side.program.clause(id).kind,
            ClauseKind::Override { .. }
        );
        let points = self.run.clauses.get(id.0 as usize).filter(|_| !is_set);
        points.cloned().unwrap_or_default()
    }

    fn sum(&self, ids: &[ClauseId]) -> Exact {
        ids.iter()
            .fold(Exact::ZERO, |sum, id| &sum + &self.points(*id))
    }

    /// By what a score is multiplied to become a part of the total.
    fn factor(&self, indicator: &Indicator, run: &IndicatorRun) -> Exact {
        let counted = run.weight.as_ref().unwrap_or(&indicator.weight);
        match (self.side.program.adding, indicator.is_extra) {
            (_, true) => Exact::ONE,
            (Adding::Weights, false) => counted.clone(),
            (Adding::Points, false) => counted.divided_by(&indicator.weight).unwrap_or(Exact::ONE),
        }
    }

    fn place(&self, origin: &Origin) -> Place {
        let file = self.side.file;
        Place {
            file: file.part_at(origin.span.start).name().to_owned(),
            line: origin.line,
            text: origin.text.clone(),
            quote: None,
        }
    }

    fn clause_place(&self, id: ClauseId) -> Place {
        self.place(&self.side.program.clause(id).origin)
    }

    /// What a section has beyond the parts in it: its bounds, its rounding, the mark of one that does
    /// not apply.
    fn beyond(&self, id: SectionId, section: &Section) -> Exact {
        let whole = self.run.sections.get(id.0 as usize);
        let within = section
            .indicators
            .iter()
            .filter_map(|id| self.run.indicators.get(id.0 as usize));
        let within = within.map(|run| &run.contribution);
        let inner = section
            .sections
            .iter()
            .filter_map(|id| self.run.sections.get(id.0 as usize));
        let parts = within
            .chain(inner)
            .fold(Exact::ZERO, |sum, part| &sum + part);
        &whole.cloned().unwrap_or_default() - &parts
    }

    /// What the total has beyond the sections: its bounds and its rounding.
    fn beyond_all(&self) -> Exact {
        let tops = self.side.program.top_sections();
        let parts = tops.filter_map(|(id, _)| self.run.sections.get(id.0 as usize));
        let parts = parts.fold(Exact::ZERO, |sum, part| &sum + part);
        &self.run.total.clone().unwrap_or_default() - &parts
    }
}

impl Parting<'_> {
    fn push(&mut self, part: &Subject, cause: Say, places: Twins<Place>, change: Exact) {
        if !change.is_zero() {
            let (old, new) = places;
            self.rows.push(Row {
                part: part.clone(),
                cause,
                old,
                new,
                change,
            });
        }
    }

    fn indicators(&mut self) {
        let twins = &self.comparison.twins.indicators;
        let (old, new) = (self.old, self.new);
        let ids = |one: One<'_>| {
            (0u32..)
                .map(IndicatorId)
                .take(one.side.program.indicators.len())
        };
        let gone: Vec<IndicatorId> = ids(old).filter(|id| !twins.contains_key(id)).collect();
        let kept: Vec<_> = twins.iter().map(|(one, other)| (*one, *other)).collect();
        let come = ids(new).filter(|id| !twins.values().any(|twin| twin == id));
        let come: Vec<IndicatorId> = come.collect();
        for (one, other) in kept {
            self.indicator(one, other);
        }
        for (own, run) in gone.into_iter().filter_map(|id| old.indicator(id)) {
            let place = (Some(old.place(&own.origin)), None);
            let cause = words::pair("删去的指标", "indicator removed");
            self.push(&of_indicator(own), cause, place, -&run.contribution);
        }
        for (own, run) in come.into_iter().filter_map(|id| new.indicator(id)) {
            let place = (None, Some(new.place(&own.origin)));
            let cause = words::pair("新增的指标", "indicator added");
            self.push(&of_indicator(own), cause, place, run.contribution.clone());
        }
    }

    fn indicator(&mut self, old: IndicatorId, new: IndicatorId) {
        let found = self.old.indicator(old).zip(self.new.indicator(new));
        let Some(((before, was), (after, is))) = found else {
            return;
        };
        let factor = self.old.factor(before, was);
        let part = of_indicator(after);
        self.clauses(&part, (&before.clauses, &after.clauses), &factor);
        let beyond =
            |one: One<'_>, own: &Indicator, run: &IndicatorRun| &run.score - &one.sum(&own.clauses);
        let left = &beyond(self.new, after, is) - &beyond(self.old, before, was);
        let place = |one: One<'_>, own: &Indicator, set_by: Option<ClauseId>| {
            let line = set_by.map(|id| one.clause_place(id));
            Some(line.unwrap_or_else(|| one.place(&own.origin)))
        };
        let places = (
            place(self.old, before, was.set_by),
            place(self.new, after, is.set_by),
        );
        self.push(&part, bounds_of(was, is), places, &factor * &left);
        let by_score = &factor * &(&is.score - &was.score);
        let whole = &is.contribution - &was.contribution;
        let (from, to) = (
            words::percent(was.weight.as_ref().unwrap_or(&before.weight)),
            words::percent(is.weight.as_ref().unwrap_or(&after.weight)),
        );
        let cause = match self.new.side.program.adding {
            Adding::Weights => say!(zh "权重 {from} → {to}", en "weight {from} → {to}"),
            Adding::Points => words::pair("分值的折算", "how its points count"),
        };
        let places = (
            Some(self.old.place(&before.origin)),
            Some(self.new.place(&after.origin)),
        );
        self.push(&part, cause, places, &whole - &by_score);
    }

    /// What the clauses of two lists give, each with its twin.
    fn clauses(&mut self, part: &Subject, lists: (&[ClauseId], &[ClauseId]), factor: &Exact) {
        let twins = &self.comparison.twins.clauses;
        let twin = |id: &ClauseId| twins.get(id).copied().filter(|twin| lists.1.contains(twin));
        let mut pairs: Vec<Twins<ClauseId>> =
            lists.0.iter().map(|id| (Some(*id), twin(id))).collect();
        let known: Vec<ClauseId> = pairs.iter().filter_map(|(_, new)| *new).collect();
        let come = lists.1.iter().filter(|id| !known.contains(id));
        pairs.extend(come.map(|id| (None, Some(*id))));
        for pair in pairs {
            self.clause(part, pair, factor);
        }
    }

    fn clause(&mut self, part: &Subject, (old, new): Twins<ClauseId>, factor: &Exact) {
        let inner = |one: One<'_>, id: Option<ClauseId>| {
            id.and_then(|id| added_up(one.side.program, id))
                .map(<[ClauseId]>::to_vec)
        };
        let points =
            |one: One<'_>, id: Option<ClauseId>| id.map_or(Exact::ZERO, |id| one.points(id));
        let mut change = &points(self.new, new) - &points(self.old, old);
        let lists = inner(self.old, old).zip(inner(self.new, new));
        let is_group = lists.is_some();
        if let Some((before, after)) = lists {
            self.clauses(part, (&before, &after), factor);
            change = &change - &(&self.new.sum(&after) - &self.old.sum(&before));
        }
        let places = (
            old.map(|id| self.old.clause_place(id)),
            new.map(|id| self.new.clause_place(id)),
        );
        let cause = match is_group {
            true => words::pair(
                "一组条款的封顶、保底与取整",
                "cap, floor and rounding of a group",
            ),
            false => of_clause((places.0.as_ref(), places.1.as_ref())),
        };
        self.push(part, cause, places, factor * &change);
    }

    fn sections(&mut self) {
        let (old, new) = (self.old, self.new);
        let twins = &self.comparison.twins.sections;
        let ids = |one: One<'_>| {
            (0u32..)
                .map(SectionId)
                .take(one.side.program.sections.len())
        };
        let kept = ids(old).map(|id| (Some(id), twins.get(&id).copied()));
        let come = ids(new).filter(|id| !twins.values().any(|twin| twin == id));
        let all: Vec<Twins<SectionId>> = kept.chain(come.map(|id| (None, Some(id)))).collect();
        for (before, after) in all {
            let of = |one: One<'_>, id: Option<SectionId>| {
                id.map_or(Exact::ZERO, |id| {
                    one.beyond(id, one.side.program.section(id))
                })
            };
            let change = &of(new, after) - &of(old, before);
            let place = |one: One<'_>, id: Option<SectionId>| {
                id.map(|id| one.place(&one.side.program.section(id).origin))
            };
            let last = after.map(|id| new.side.program.section(id));
            let own = last.or(before.map(|id| old.side.program.section(id)));
            if let Some(own) = own {
                let cause = words::pair(
                    "本级的封顶、保底、取整，或不适用",
                    "its own cap, floor and rounding, or that it does not apply",
                );
                let part = named(a::SECTION, &own.name, own.label.as_ref());
                self.push(
                    &part,
                    cause,
                    (place(old, before), place(new, after)),
                    change,
                );
            }
        }
    }

    fn whole(&mut self) {
        let change = &self.new.beyond_all() - &self.old.beyond_all();
        let cause = words::pair("总分的封顶、保底与取整", "its cap, floor and rounding");
        self.push(&named(a::TOTAL, "", None), cause, (None, None), change);
    }
}

/// The clauses of a group that adds up all that counts in it.
fn added_up(program: &Program, id: ClauseId) -> Option<&[ClauseId]> {
    use crate::domain::standard::GroupRule::{Best, Sum};
    match &program.clause(id).kind {
        ClauseKind::Group { rule: Sum, clauses } | ClauseKind::Choose { clauses, .. } => {
            Some(clauses)
        }
        ClauseKind::Group { rule: Best(_), .. }
        | ClauseKind::Base(_)
        | ClauseKind::Award { .. }
        | ClauseKind::Override { .. }
        | ClauseKind::Per { .. }
        | ClauseKind::Bands { .. }
        | ClauseKind::Linear(_)
        | ClauseKind::Formula(_)
        | ClauseKind::Judge { .. } => None,
    }
}

/// A clause by its words on both sides.
fn of_clause(places: Twins<&Place>) -> Say {
    let text = |place: &Place| place.text.lines().next().unwrap_or("").trim().to_owned();
    match (places.0.map(text), places.1.map(text)) {
        (Some(old), Some(new)) if old == new => Say::same(format!("`{new}`")),
        (Some(old), Some(new)) => Say::same(format!("`{old}` → `{new}`")),
        (Some(old), None) => say!(zh "删去的 `{old}`", en "removed: `{old}`"),
        (None, Some(new)) => say!(zh "新增的 `{new}`", en "added: `{new}`"),
        (None, None) => words::nothing(),
    }
}

fn bounds_of(was: &IndicatorRun, is: &IndicatorRun) -> Say {
    if was.applies != is.applies {
        return words::pair("是否适用", "whether it applies");
    }
    match was.set_by.or(is.set_by) {
        Some(_) => words::pair("直接定为某分的条款", "a clause that sets the score"),
        None => words::pair("封顶、保底与取整", "cap, floor and rounding"),
    }
}

fn of_indicator(indicator: &Indicator) -> Subject {
    named(a::INDICATOR, &indicator.name, indicator.label.as_ref())
}

fn named(kind: Kind, name: &str, label: Option<&String>) -> Subject {
    Subject {
        kind: kind.word,
        kind_words: words::pair(kind.zh, kind.en),
        name: Say::same(name),
        label: label.cloned(),
    }
}

/// What stands beside the total and came out differently.
fn outcomes(old: &[Beside], new: &[Beside]) -> Vec<Outcome> {
    let find = |all: &[Beside], key: &str| all.iter().find(|one| one.key == key).cloned();
    let kept = old
        .iter()
        .map(|one| (Some(one.clone()), find(new, &one.key)));
    let come = new.iter().filter(|one| find(old, &one.key).is_none());
    kept.chain(come.map(|one| (None, Some(one.clone()))))
        .filter_map(|(old, new)| {
            let name = new.as_ref().or(old.as_ref())?.name.clone();
            let (old, new) = (old.map(|one| one.outcome), new.map(|one| one.outcome));
            (old != new).then_some(Outcome { name, old, new })
        })
        .collect()
}
