//! What a small standard means, said a second time and slowly: the oracle against which the
//! interpreter is held. Nothing of chidu is used here.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use num_traits::{One, Zero};

use crate::expressions::growth;
use crate::facts::{Facts, TODAY};
use crate::model::{
    BandStyle, CHOICES, Clause, ClauseKind, Comparison, Cond, Datum, Fold, Indicator, Kind, Model,
    Number, Otherwise, Place, Presence, R, Rounding, Section,
};
use crate::replay;

/// What one subject gets.
#[derive(Debug, PartialEq)]
pub(crate) struct Scored {
    pub(crate) total: R,
    /// By the names of indicators; nothing for those of a section that does not apply.
    pub(crate) indicators: Vec<(String, Option<R>)>,
    /// The position of the grade.
    pub(crate) grade: Option<usize>,
    /// The positions of the vetoes that hold.
    pub(crate) vetoes: Vec<usize>,
    /// Whether two clauses set one score differently.
    pub(crate) is_contradicted: bool,
}

pub(crate) fn scored(model: &Model, facts: &Facts) -> Scored {
    let (low, high) = model
        .scale
        .clone()
        .unwrap_or((R::zero(), R::from_integer(100.into())));
    let mut meaning = Meaning {
        model,
        facts,
        low,
        high,
        scores: vec![],
        is_contradicted: false,
    };
    let parts: Vec<(R, Option<R>)> = model
        .sections
        .iter()
        .map(|section| (section.weight.clone(), meaning.section(section)))
        .collect();
    let sum = shared(&parts, &R::one()).unwrap_or_else(R::zero);
    let total = round(sum, model.total);
    let vetoes: Vec<usize> = (0..model.vetoes.len())
        .filter(|at| meaning.cond(&model.vetoes[*at].1, None) == Some(true))
        .collect();
    let by_score = model.grades.iter().position(|least| total >= *least);
    let by_score = by_score.unwrap_or(model.grades.len());
    let worst = vetoes
        .iter()
        .map(|at| model.vetoes[*at].0)
        .chain([by_score])
        .max();
    Scored {
        total,
        indicators: meaning.scores,
        grade: worst.filter(|_| !model.grades.is_empty()),
        vetoes,
        is_contradicted: meaning.is_contradicted,
    }
}

/// The contributions of parts over the weights that count; nothing where none counts.
fn shared(parts: &[(R, Option<R>)], whole: &R) -> Option<R> {
    let weights: R = parts
        .iter()
        .filter(|part| part.1.is_some())
        .map(|part| &part.0)
        .sum();
    let sum: R = parts
        .iter()
        .filter_map(|(weight, score)| Some(weight * score.as_ref()?))
        .sum();
    (!weights.is_zero()).then(|| sum * whole / weights)
}

fn round(number: R, rounding: Option<Rounding>) -> R {
    match rounding {
        Some(rounding) => rounded(&number, rounding),
        None => number,
    }
}

/// Rounded to a multiple of the step.
fn rounded(number: &R, rounding: Rounding) -> R {
    let step = rounding.step();
    replay::rounded(&(number / &step), 0, rounding.mode) * step
}

type Row<'f> = Option<&'f [Datum]>;

struct Meaning<'f> {
    model: &'f Model,
    facts: &'f Facts,
    low: R,
    high: R,
    scores: Vec<(String, Option<R>)>,
    is_contradicted: bool,
}

impl Meaning<'_> {
    // ---- the tree -------------------------------------------------------------------------------

    /// The score of a section; nothing where its weight goes to the others.
    fn section(&mut self, section: &Section) -> Option<R> {
        if let Some(instead) = self.instead(section.applies.as_ref()) {
            let names = section
                .indicators
                .iter()
                .map(|one| (one.name.clone(), None));
            self.scores.extend(names);
            return match instead {
                Otherwise::Full => Some(self.high.clone()),
                Otherwise::Zero => Some(self.low.clone()),
                Otherwise::Reweigh => None,
            };
        }
        let mut parts = vec![];
        for indicator in &section.indicators {
            let score = match self.instead(indicator.applies.as_ref()) {
                None => Some(self.indicator(indicator)),
                Some(Otherwise::Full) => Some(indicator.cap.as_ref().unwrap_or(&self.high).clone()),
                Some(Otherwise::Zero) => {
                    Some(indicator.floor.as_ref().unwrap_or(&self.low).clone())
                }
                Some(Otherwise::Reweigh) => None,
            };
            self.scores.push((indicator.name.clone(), score.clone()));
            parts.push((indicator.weight.clone(), score));
        }
        shared(&parts, &R::one()).map(|score| round(score, section.rounding))
    }

    fn instead(&self, applies: Option<&(Cond, Otherwise)>) -> Option<Otherwise> {
        let (cond, otherwise) = applies?;
        (self.cond(cond, None) == Some(false)).then_some(*otherwise)
    }

    fn indicator(&mut self, indicator: &Indicator) -> R {
        let mut sum = R::zero();
        let mut set: Option<R> = None;
        for clause in &indicator.clauses {
            if let ClauseKind::Override(cond, score) = &clause.kind {
                let guard = clause
                    .guard
                    .as_ref()
                    .map_or(Some(true), |guard| self.cond(guard, None));
                if guard == Some(true) && self.cond(cond, None) == Some(true) {
                    self.is_contradicted |= set.as_ref().is_some_and(|other| other != score);
                    set.get_or_insert(score.clone());
                }
            } else {
                sum += self.clause(clause);
            }
        }
        let floor = indicator.floor.as_ref().unwrap_or(&self.low);
        let cap = indicator.cap.as_ref().unwrap_or(&self.high);
        let score = set.unwrap_or_else(|| sum.max(floor.clone()).min(cap.clone()));
        round(score, indicator.rounding)
    }

    fn clause(&self, clause: &Clause) -> R {
        self.counted(clause).unwrap_or_else(R::zero)
    }

    /// The points of a clause that counts; nothing where it does not.
    fn counted(&self, clause: &Clause) -> Option<R> {
        let guard = clause
            .guard
            .as_ref()
            .map_or(Some(true), |guard| self.cond(guard, None));
        let points = self.points(&clause.kind).filter(|_| guard == Some(true))?;
        let points = match &clause.floor {
            Some(floor) => points.max(floor.clone()),
            None => points,
        };
        let points = match &clause.cap {
            Some(cap) => points.min(cap.clone()),
            None => points,
        };
        Some(match &clause.kind {
            ClauseKind::Line { .. } => replay::rounded(&points, 3, "half_away"),
            _ => points,
        })
    }

    /// What a clause gives before its bounds; nothing where it does not fire at all.
    fn points(&self, kind: &ClauseKind) -> Option<R> {
        match kind {
            ClauseKind::Base(points) => Some(points.clone()),
            ClauseKind::If(cond, points) => {
                (self.cond(cond, None) == Some(true)).then(|| points.clone())
            }
            ClauseKind::Override(..) => None,
            ClauseKind::Per {
                quantity,
                step,
                start,
                points,
                ..
            } => {
                let start = start.clone().unwrap_or_else(R::zero);
                let beyond = self.number(quantity, None)? - start;
                let steps = (beyond / step.clone().unwrap_or_else(R::one)).floor();
                Some(steps.max(R::zero()) * points)
            }
            ClauseKind::PerRows(records, filter, points) => {
                let rows = self.passing(*records, filter.as_ref())?;
                Some(R::from_integer(rows.len().into()) * points)
            }
            ClauseKind::Bands {
                quantity,
                ends,
                style,
                points,
                ..
            } => {
                let value = self.number(quantity, None)?;
                let passed = ends.iter().filter(|end| match style {
                    BandStyle::Above => value >= **end,
                    BandStyle::Below => value > **end,
                });
                Some(points[passed.count()].clone())
            }
            ClauseKind::Group(None, inner) => {
                Some(inner.iter().map(|clause| self.clause(clause)).sum())
            }
            ClauseKind::Group(Some(best), inner) => {
                let mut all: Vec<R> = inner.iter().filter_map(|one| self.counted(one)).collect();
                all.sort();
                Some(all.into_iter().rev().take(*best).sum())
            }
            ClauseKind::Line {
                quantity,
                ends: [from, to],
                points: [low, high],
                below,
                ..
            } => {
                let value = self.number(quantity, None)?;
                Some(if value < *from {
                    below.as_ref().unwrap_or(low).clone()
                } else if value > *to {
                    high.clone()
                } else {
                    low + (high - low) * (value - from) / (to - from)
                })
            }
            ClauseKind::Judge { name, .. } => self.facts.judgements.get(name).cloned(),
        }
    }

    // ---- values ---------------------------------------------------------------------------------

    fn field(&self, at: usize) -> &Datum {
        with_default(&self.facts.values[at], &self.model.fields[at].presence)
    }

    fn column<'f>(&'f self, records: usize, at: usize, row: Row<'f>) -> &'f Datum {
        let Kind::Records(fields) = &self.model.fields[records].kind else {
            panic!("no records at {records}");
        };
        row.map_or(&Datum::Missing, |row| {
            with_default(&row[at], &fields[at].presence)
        })
    }

    fn rows(&self, records: usize) -> Option<&[Vec<Datum>]> {
        match self.field(records) {
            Datum::Rows(rows) => Some(rows),
            _ => None,
        }
    }

    fn passing(&self, records: usize, filter: Option<&Cond>) -> Option<Vec<&[Datum]>> {
        let rows = self.rows(records)?.iter().map(Vec::as_slice);
        let passes =
            |row: &&[Datum]| filter.is_none_or(|cond| self.cond(cond, Some(row)) == Some(true));
        Some(rows.filter(passes).collect())
    }

    fn number(&self, number: &Number, row: Row<'_>) -> Option<R> {
        let of = |number: &Number| self.number(number, row);
        match number {
            Number::Field(at) => as_number(self.field(*at)),
            Number::RowField(records, at) => as_number(self.column(*records, *at, row)),
            Number::Definition(at) => self.number(&self.model.definitions[*at].value, None),
            Number::Sum(a, b) => Some(of(a)? + of(b)?),
            Number::Difference(a, b) => Some(of(a)? - of(b)?),
            Number::Growth(a, b) => match (of(a), of(b)) {
                (Some(now), Some(before)) => Some(growth(&now, &before)),
                _ => Some(R::zero()),
            },
            Number::GrowthFrom(a, b) => match (of(a), of(b)) {
                (Some(now), Some(before)) if before > R::zero() => Some(now / before - R::one()),
                _ => Some(R::zero()),
            },
            Number::Mean(a, b) => Some((of(a)? + of(b)?) / R::from_integer(2.into())),
            Number::Square(at) => {
                let number = as_number(self.field(*at))?;
                Some(&number * &number)
            }
            Number::Otherwise(value, fallback, _) => of(value).or_else(|| Some(fallback.clone())),
            Number::Highest(a, b) => Some(of(a)?.max(of(b)?)),
            Number::Lowest(a, b) => Some(of(a)?.min(of(b)?)),
            Number::Rounded(value, rounding) => {
                let is_percent = is_percent(value, self.model);
                let places = rounding.places + if is_percent { 2 } else { 0 };
                Some(rounded(
                    &of(value)?,
                    Rounding {
                        places,
                        ..*rounding
                    },
                ))
            }
            Number::If(cond, a, b) => {
                if self.cond(cond, row)? {
                    of(a)
                } else {
                    of(b)
                }
            }
            Number::Count(records, filter) => {
                let rows = self.passing(*records, filter.as_deref())?;
                Some(R::from_integer(rows.len().into()))
            }
            Number::Size(at) => match self.field(*at) {
                Datum::Kinds(kinds) => Some(distinct(kinds)),
                _ => None,
            },
            Number::Fold(fold, records, column, filter) => {
                let rows = self.passing(*records, filter.as_deref())?;
                let cells = rows
                    .iter()
                    .map(|row| self.column(*records, *column, Some(row)));
                folded(*fold, cells.filter_map(as_number).collect())
            }
            Number::FoldComputed(fold, records, value, filter) => {
                let rows = self.passing(*records, filter.as_deref())?;
                let values = rows.iter().map(|row| self.number(value, Some(row)));
                folded(*fold, values.flatten().collect())
            }
        }
    }

    fn cond(&self, cond: &Cond, row: Row<'_>) -> Option<bool> {
        match cond {
            Cond::Flag(at) => as_flag(self.field(*at)),
            Cond::RowFlag(records, at) => as_flag(self.column(*records, *at, row)),
            Cond::Compare(number, comparison, value, _) => {
                Some(holds(*comparison, self.number(number, row)?.cmp(value)))
            }
            Cond::Between(number, low, high, _) => {
                let number = self.number(number, row)?;
                Some(number >= *low && number <= *high)
            }
            Cond::Choice(place, comparison, at) => {
                // An earlier choice is the greater.
                Some(holds(*comparison, at.cmp(&self.choice(*place, row)?)))
            }
            Cond::ChoiceIn(place, all) => Some(all.contains(&self.choice(*place, row)?)),
            Cond::Has(at, kind) => self.has(*at, CHOICES[*kind]),
            Cond::HasOther(at, kind) => self.has(*at, kind),
            Cond::TextIs(at, text) => as_text(self.field(*at)).map(|own| own == *text),
            Cond::TextStarts(at, text) => as_text(self.field(*at)).map(|own| own.starts_with(text)),
            Cond::Date(at, comparison, day) => {
                as_date(self.field(*at)).map(|own| holds(*comparison, own.cmp(day)))
            }
            Cond::DateToday(at, comparison) => {
                as_date(self.field(*at)).map(|own| holds(*comparison, own.cmp(TODAY)))
            }
            Cond::Given(at) => Some(*self.field(*at) != Datum::Missing),
            Cond::Any(records, filter) => self.any(*records, filter.as_deref()),
            Cond::No(records, filter) => self.any(*records, filter.as_deref()).map(|any| !any),
            Cond::Every(records, filter) => all(self
                .rows(*records)?
                .iter()
                .map(|row| self.cond(filter, Some(row)))),
            Cond::Not(inner) => self.cond(inner, row).map(|holds| !holds),
            Cond::And(parts) => all(parts.iter().map(|part| self.cond(part, row))),
            Cond::Or(parts) => any(parts.iter().map(|part| self.cond(part, row))),
            Cond::Score(name, comparison, points) => {
                let score = self.scores.iter().find(|(other, _)| other == name)?;
                Some(holds(*comparison, score.1.as_ref()?.cmp(points)))
            }
        }
    }

    fn any(&self, records: usize, filter: Option<&Cond>) -> Option<bool> {
        let holds = |row: &Vec<Datum>| filter.map_or(Some(true), |cond| self.cond(cond, Some(row)));
        any(self.rows(records)?.iter().map(holds))
    }

    fn choice(&self, place: Place, row: Row<'_>) -> Option<usize> {
        let value = match place {
            Place::Field(at) => self.field(at),
            Place::Row(records, at) => self.column(records, at, row),
        };
        match value {
            Datum::Choice(at) => Some(*at),
            _ => None,
        }
    }

    fn has(&self, at: usize, kind: &str) -> Option<bool> {
        match self.field(at) {
            Datum::Kinds(kinds) => Some(kinds.iter().any(|own| own.trim_end_matches('牌') == kind)),
            _ => None,
        }
    }
}

fn with_default<'f>(value: &'f Datum, presence: &'f Presence) -> &'f Datum {
    match (value, presence) {
        (Datum::Missing, Presence::Default(default)) => default,
        (value, _) => value,
    }
}

/// How many different kinds there are; a label is its choice.
pub(crate) fn distinct(kinds: &[String]) -> R {
    let kinds: BTreeSet<&str> = kinds
        .iter()
        .map(|kind| kind.trim_end_matches('牌'))
        .collect();
    R::from_integer(kinds.len().into())
}

fn folded(fold: Fold, mut numbers: Vec<R>) -> Option<R> {
    numbers.sort();
    let many = R::from_integer(numbers.len().into());
    match fold {
        Fold::Sum => Some(numbers.iter().sum()),
        Fold::SumOfHighestTwo => Some(numbers.iter().rev().take(2).sum()),
        Fold::SumOfLowestTwo => Some(numbers.iter().take(2).sum()),
        Fold::Highest => numbers.last().cloned(),
        Fold::Lowest => numbers.first().cloned(),
        Fold::Average => (!numbers.is_empty()).then(|| numbers.iter().sum::<R>() / many),
        Fold::Distinct => {
            numbers.dedup();
            Some(R::from_integer(numbers.len().into()))
        }
    }
}

fn is_percent(number: &Number, model: &Model) -> bool {
    use crate::model::Unit::Percent;
    match number {
        Number::Otherwise(_, _, unit) => *unit == Percent,
        Number::Field(at) => matches!(model.fields[*at].kind, Kind::Number { unit: Percent, .. }),
        Number::RowField(..) => false,
        Number::Definition(at) => model.definitions[*at].unit == Percent,
        Number::Growth(..) | Number::GrowthFrom(..) => true,
        Number::FoldComputed(fold, _, value, _) => {
            *fold != Fold::Distinct && is_percent(value, model)
        }
        Number::Sum(a, _)
        | Number::Difference(a, _)
        | Number::Highest(a, _)
        | Number::Mean(a, _) => is_percent(a, model),
        Number::Lowest(a, _) | Number::Rounded(a, _) | Number::If(_, a, _) => is_percent(a, model),
        Number::Count(..) | Number::Size(_) | Number::Fold(..) | Number::Square(_) => false,
    }
}

/// Yes where one is yes; else unknown where one is unknown.
fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<Option<bool>> = parts.collect();
    match (parts.contains(&Some(true)), parts.contains(&None)) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    any(parts.map(|part| part.map(|holds| !holds))).map(|any| !any)
}

fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::AtLeast => order != Ordering::Less,
        Comparison::More => order == Ordering::Greater,
        Comparison::Less => order == Ordering::Less,
        Comparison::AtMost => order != Ordering::Greater,
        Comparison::Equal => order == Ordering::Equal,
        Comparison::Different => order != Ordering::Equal,
    }
}

fn as_number(value: &Datum) -> Option<R> {
    match value {
        Datum::Number(number) => Some(number.clone()),
        _ => None,
    }
}

fn as_flag(value: &Datum) -> Option<bool> {
    match value {
        Datum::Flag(flag) => Some(*flag),
        _ => None,
    }
}

fn as_text(value: &Datum) -> Option<&'static str> {
    match value {
        Datum::Text(text) => Some(text),
        _ => None,
    }
}

/// Days as ISO text, whose order is the order of days.
fn as_date(value: &Datum) -> Option<&'static str> {
    match value {
        Datum::Date(day) => Some(day),
        _ => None,
    }
}
