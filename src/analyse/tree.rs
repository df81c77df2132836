//! What indicators, sections and the total may come to over many records, and the grades that follow.

use crate::analyse::clauses::Points;
use crate::analyse::interval::Interval;
use crate::analyse::over::Over;
use crate::analyse::range::Flags;
use crate::domain::Exact;
use crate::program::expr::Part;
use crate::program::{
    Adding, Applies, ClauseId, ClauseKind, Indicator, IndicatorId, Otherwise, Program, RulingKind,
    Section, SectionId, from_worst,
};

/// The scores of all parts, by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    pub(super) are_known: bool,
    indicators: Vec<(Interval, bool)>,
    sections: Vec<(Interval, bool)>,
    total: Option<Interval>,
}

impl Scores {
    /// The score of a part, and whether it may have none.
    pub(super) fn of(&self, part: Part) -> Option<(Interval, bool)> {
        match part {
            Part::Total => self.total.clone().map(|total| (total, false)),
            Part::Indicator(id) => self.indicators.get(id.0 as usize).cloned(),
            Part::Section(id) => self.sections.get(id.0 as usize).cloned(),
        }
    }
}

/// The states that a part may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct States {
    applies: bool,
    /// It does not apply, and has this mark or leaves its share to its siblings.
    otherwise: Option<Otherwise>,
}

/// A part among its siblings.
struct Sibling {
    share: Exact,
    is_extra: bool,
    may_be_in: bool,
    may_be_out: bool,
    /// What it adds by its share where it is in; all of it where it stands outside the shares.
    shared: Interval,
    /// What it adds beside its share.
    extra: Interval,
}

/// What siblings add up to.
struct Added {
    shared: Interval,
    extra: Interval,
    may_be_all_out: bool,
    may_be_some_in: bool,
    has_extra: bool,
}

impl Over<'_> {
    /// Scores every part. `limits` are bounds of the indicators' scores that are known already.
    pub fn run(&mut self, limits: Option<&[Interval]>) {
        let program = self.program;
        let mut scores = Scores {
            are_known: true,
            indicators: Vec::with_capacity(program.indicators.len()),
            sections: vec![(Interval::ZERO, true); program.sections.len()],
            total: None,
        };
        let mut siblings: Vec<Option<Sibling>> = vec![];
        for (at, indicator) in program.indicators.iter().enumerate() {
            let limit = limits.and_then(|limits| limits.get(at));
            let (sibling, score) = self.sibling(indicator, limit);
            scores.indicators.push((score, sibling.may_be_out));
            siblings.push(Some(sibling));
        }
        let mut top = vec![];
        for (id, section) in program.top_sections() {
            top.push(self.section(id, section, &mut siblings, &mut scores));
        }
        let whole = match program.adding {
            Adding::Weights => &Exact::ONE,
            Adding::Points => &program.scale.1,
        };
        let added = add_up(top, Some(whole));
        let bounds = &program.total;
        let total = added.shared.plus(&added.extra);
        let total = total.bounded(bounds.floor.as_ref(), bounds.cap.as_ref());
        scores.total = program.has_score().then(|| total.rounded(bounds.rounding));
        self.scores = scores;
        self.forget_what_needs_scores();
    }

    /// The score of an indicator, whatever state it is in; 0 among them where it is out.
    pub fn indicator(&self, id: IndicatorId) -> Interval {
        self.sibling(self.program.indicator(id), None).1
    }

    fn states(&self, applies: Option<&Applies>) -> States {
        let Some(applies) = applies else {
            return States {
                applies: true,
                otherwise: None,
            };
        };
        let flags = self.flags(applies.condition);
        States {
            applies: flags.yes || flags.missing,
            otherwise: flags.no.then_some(applies.otherwise),
        }
    }

    fn sibling(&self, indicator: &Indicator, limit: Option<&Interval>) -> (Sibling, Interval) {
        let program = self.program;
        let states = self.states(indicator.applies.as_ref());
        let applied = states.applies.then(|| {
            let score = self.applied(indicator);
            match limit {
                Some(limit) => score.within(limit).unwrap_or(score),
                None => score,
            }
        });
        let zero = || match (indicator.is_extra, &indicator.floor) {
            (true, _) => Exact::ZERO,
            (false, Some(floor)) => floor.clone(),
            (false, None) => program.scale.0.clone(),
        };
        let marked = match states.otherwise {
            Some(Otherwise::Full) => Some(Interval::one(indicator.cap.clone())),
            Some(Otherwise::Zero) => Some(Interval::one(zero())),
            Some(Otherwise::Reweigh) | None => None,
        };
        let score = either(applied, marked);
        let may_be_out = states.otherwise == Some(Otherwise::Reweigh);
        let contribution = score.as_ref().map_or(Interval::ZERO, |score| {
            score.mapped(|score| program.contribution(&indicator.weight, indicator.is_extra, score))
        });
        let sibling = Sibling {
            share: indicator.weight.clone(),
            is_extra: indicator.is_extra,
            may_be_in: score.is_some(),
            may_be_out,
            shared: contribution,
            extra: Interval::ZERO,
        };
        (sibling, score.unwrap_or(Interval::ZERO))
    }

    /// The score of an indicator that applies.
    pub fn applied(&self, indicator: &Indicator) -> Interval {
        let set = self.set_score(&indicator.clauses);
        let counted = (set.may_be_none).then(|| {
            self.sum_of(&indicator.clauses, None)
                .bounded(indicator.floor.as_ref(), Some(&indicator.cap))
        });
        let score = either(set.counted, counted).unwrap_or(Interval::ZERO);
        score.rounded(indicator.rounding)
    }

    /// The score that overrides set: the first that holds does.
    pub fn set_score(&self, clauses: &[ClauseId]) -> Points {
        let mut set = Points {
            may_be_none: true,
            counted: None,
        };
        for id in clauses {
            let is_override = matches!(self.program.clause(*id).kind, ClauseKind::Override { .. });
            if !is_override || !set.may_be_none {
                continue;
            }
            let own = self.clause(*id);
            set = Points {
                may_be_none: own.may_be_none,
                counted: match (set.counted, own.counted) {
                    (Some(a), Some(b)) => Some(a.joined(&b)),
                    (a, b) => a.or(b),
                },
            };
        }
        set
    }

    /// The sum of the clauses of an indicator before its bounds, one of them left out.
    pub fn sum_of(&self, clauses: &[ClauseId], without: Option<ClauseId>) -> Interval {
        let counts = |id: &&ClauseId| {
            let is_override = matches!(self.program.clause(**id).kind, ClauseKind::Override { .. });
            !is_override && Some(**id) != without
        };
        let all = clauses.iter().filter(counts);
        all.fold(Interval::ZERO, |sum, id| {
            sum.plus(&self.clause(*id).added())
        })
    }

    fn section(
        &self,
        id: SectionId,
        section: &Section,
        siblings: &mut Vec<Option<Sibling>>,
        scores: &mut Scores,
    ) -> Sibling {
        let program = self.program;
        let states = self.states(section.applies.as_ref());
        let mut inner = vec![];
        for id in &section.indicators {
            let own = siblings.get_mut(id.0 as usize).and_then(Option::take);
            inner.extend(own);
        }
        for id in &section.sections {
            inner.push(self.section(*id, program.section(*id), siblings, scores));
        }
        let whole = Some(&section.weight).filter(|_| !section.is_extra);
        let added = add_up(inner, whole);
        let mut sibling = match states.applies {
            true => bounded(program, section, &added),
            false => nowhere(section),
        };
        if let Some(otherwise) = states.otherwise {
            match otherwise {
                Otherwise::Reweigh => sibling.may_be_out = true,
                Otherwise::Full | Otherwise::Zero => {
                    let mark = mark_of(program, section, otherwise);
                    let mark = program.contribution(&section.weight, section.is_extra, &mark);
                    let known = sibling.may_be_in.then(|| sibling.shared.clone());
                    sibling.shared =
                        either(known, Some(Interval::one(mark))).unwrap_or(Interval::ZERO);
                    sibling.extra = sibling.extra.joined(&Interval::ZERO);
                    sibling.may_be_in = true;
                }
            }
        }
        let score = sibling.shared.plus(&sibling.extra);
        let adds_scores = program.adding == Adding::Points || section.is_extra;
        let score = match adds_scores {
            true => score,
            false => score
                .over(&Interval::one(section.weight.clone()))
                .unwrap_or(score),
        };
        let may_be_none = sibling.may_be_out || states.otherwise.is_some();
        if let Some(slot) = scores.sections.get_mut(id.0 as usize) {
            *slot = (score, may_be_none);
        }
        sibling
    }

    // ---- grades -----------------------------------------------------------------------------------

    /// The ranks of the grades that may be earned, from the worst, and whether there may be none.
    /// Needs the scores.
    pub fn ranks(&self) -> Option<(usize, usize)> {
        let program = self.program;
        let order = from_worst(&program.grades, program.better, self.last_day());
        let rank = |grade: u32| order.iter().position(|one| *one == grade);
        let value = match &program.graded_by {
            Some(by) => self.range(by.value).as_number(),
            None => self.scores.total.clone(),
        };
        let may = |at: &u32| {
            let band = program.grades.get(*at as usize)?.range.as_ref()?;
            self.in_band(band, value.as_ref()?).0.then_some(())
        };
        let earned = || order.iter().enumerate().filter(|(_, at)| may(at).is_some());
        let first = earned().next().map(|(rank, _)| rank);
        let last = earned().next_back().map(|(rank, _)| rank);
        let (mut low, mut high) = first.zip(last).unwrap_or((0, 0));
        let lowest = program
            .grades
            .iter()
            .filter(|one| one.range.is_none())
            .count();
        let held: Vec<(RulingKind, Flags)> = program
            .rulings
            .iter()
            .map(|ruling| (ruling.kind, self.ruling(ruling.kind, ruling.condition)))
            .filter(|(_, flags)| flags.yes)
            .collect();
        let mut move_by = |wanted: fn(RulingKind) -> bool,
                           to: &dyn Fn(RulingKind, usize) -> usize| {
            for (kind, flags) in held.iter().filter(|(kind, _)| wanted(*kind)) {
                let (a, b) = (to(*kind, low), to(*kind, high));
                (low, high) = match flags.is_sure() {
                    true => (a, b),
                    false => (low.min(a), high.max(b)),
                };
            }
        };
        let of = |kind: RulingKind| kind.grade().and_then(rank);
        move_by(
            |kind| matches!(kind, RulingKind::Direct(_)),
            &|kind, now| of(kind).map_or(now, |rank| now.max(rank)),
        );
        move_by(
            |kind| matches!(kind, RulingKind::Downgrade(_)),
            &|kind, now| match kind {
                RulingKind::Downgrade(steps) => now.saturating_sub(steps as usize).max(lowest),
                RulingKind::Veto(_)
                | RulingKind::Require(_)
                | RulingKind::Bar(_)
                | RulingKind::Direct(_) => now,
            },
        );
        move_by(|kind| matches!(kind, RulingKind::Bar(_)), &|kind, now| {
            of(kind).map_or(now, |rank| now.min(rank.saturating_sub(1).max(lowest)))
        });
        move_by(
            |kind| matches!(kind, RulingKind::Veto(_) | RulingKind::Require(_)),
            &|kind, now| of(kind).map_or(now, |rank| now.min(rank)),
        );
        (!program.grades.is_empty()).then_some((low, high))
    }

    /// Whether a ruling may move the grade.
    fn ruling(&self, kind: RulingKind, condition: crate::program::ExprId) -> Flags {
        let flags = self.flags(condition);
        match kind {
            RulingKind::Require(_) => flags.not(),
            RulingKind::Veto(_)
            | RulingKind::Downgrade(_)
            | RulingKind::Bar(_)
            | RulingKind::Direct(_) => flags,
        }
    }
}

fn either(a: Option<Interval>, b: Option<Interval>) -> Option<Interval> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.joined(&b)),
        (a, b) => a.or(b),
    }
}

/// A section that never applies and has no mark.
fn nowhere(section: &Section) -> Sibling {
    Sibling {
        share: section.weight.clone(),
        is_extra: section.is_extra,
        may_be_in: false,
        may_be_out: false,
        shared: Interval::ZERO,
        extra: Interval::ZERO,
    }
}

/// A section that applies, with its own bounds and rounding; where it has any, all that it holds
/// counts as one.
fn bounded(program: &Program, section: &Section, added: &Added) -> Sibling {
    let adds_scores = program.adding == Adding::Points || section.is_extra;
    let within = |score: Interval| {
        let score = score.bounded(section.floor.as_ref(), section.cap.as_ref());
        score.rounded(section.rounding)
    };
    let mut sibling = Sibling {
        may_be_in: added.may_be_some_in || section.is_extra,
        may_be_out: added.may_be_all_out && !section.is_extra,
        shared: added.shared.clone(),
        extra: added.extra.clone(),
        ..nowhere(section)
    };
    let is_bounded = section.floor.is_some() || section.cap.is_some() || section.rounding.is_some();
    // With all its shares out, its bonuses count alone and its share goes to its siblings.
    let alone = (added.may_be_all_out && added.has_extra && !section.is_extra)
        .then(|| within(added.extra.clone()));
    if is_bounded {
        let all = added.shared.plus(&added.extra);
        let score = match adds_scores {
            true => all,
            false => all
                .over(&Interval::one(section.weight.clone()))
                .unwrap_or(all),
        };
        sibling.shared = within(score)
            .mapped(|score| program.contribution(&section.weight, section.is_extra, score));
        sibling.extra = Interval::ZERO;
    } else if section.is_extra {
        sibling.shared = added.shared.plus(&added.extra);
        sibling.extra = Interval::ZERO;
    }
    if let Some(alone) = alone {
        sibling.extra = match sibling.may_be_in {
            true => sibling.extra.joined(&alone),
            false => alone,
        };
    }
    sibling
}

/// The full or the lowest mark of a section that does not apply.
fn mark_of(program: &Program, section: &Section, otherwise: Otherwise) -> Exact {
    let is_full = otherwise == Otherwise::Full;
    let zero = Exact::ZERO;
    let mark = match (program.adding, section.is_extra, is_full) {
        (Adding::Weights, false, true) => &program.scale.1,
        (Adding::Weights, false, false) => &program.scale.0,
        (_, true, true) => section.cap.as_ref().unwrap_or(&zero),
        (Adding::Points, false, true) => &section.weight,
        (_, _, false) => &zero,
    };
    let mark = Interval::one(mark.clone());
    mark.bounded(section.floor.as_ref(), section.cap.as_ref())
        .low
}

/// Adds siblings up. Where some may leave their share to the others, the sum lies between the lowest
/// and the highest rate of those that may count.
fn add_up(siblings: Vec<Sibling>, whole: Option<&Exact>) -> Added {
    let (mut extra, mut has_extra) = (Interval::ZERO, false);
    let mut shares = vec![];
    for one in siblings {
        if one.is_extra {
            has_extra = true;
            let contribution = match one.may_be_out {
                true => one.shared.joined(&Interval::ZERO),
                false => one.shared,
            };
            extra = extra.plus(&contribution);
        } else {
            has_extra |= one.extra != Interval::ZERO;
            extra = extra.plus(&one.extra);
            shares.push(one);
        }
    }
    let may_be_all_out = !shares.is_empty() && shares.iter().all(|one| one.may_be_out);
    let may_be_some_in = shares.is_empty() || shares.iter().any(|one| one.may_be_in);
    Added {
        shared: shared(&shares, whole),
        extra,
        may_be_all_out,
        may_be_some_in,
        has_extra,
    }
}

fn shared(shares: &[Sibling], whole: Option<&Exact>) -> Interval {
    let sum = |all: &mut dyn Iterator<Item = Interval>| {
        all.fold(Interval::ZERO, |sum, one| sum.plus(&one))
    };
    let is_open = |one: &&Sibling| one.may_be_in && one.may_be_out;
    let Some(whole) = whole.filter(|_| shares.iter().any(|one| one.may_be_out)) else {
        return sum(&mut shares.iter().map(|one| match one.may_be_out {
            true => one.shared.joined(&Interval::ZERO),
            false => one.shared.clone(),
        }));
    };
    if !shares.iter().any(|one| is_open(&one)) {
        let out = shares.iter().filter(|one| one.may_be_out);
        let out = out.fold(Exact::ZERO, |sum, one| &sum + &one.share);
        let inside = sum(&mut shares.iter().map(|one| one.shared.clone()));
        return match whole.divided_by(&(whole - &out)) {
            Some(factor) => inside.times(&Interval::one(factor)),
            None => Interval::ZERO,
        };
    }
    let rates = shares
        .iter()
        .filter(|one| one.may_be_in)
        .filter_map(|one| one.shared.over(&Interval::one(one.share.clone())));
    let mean = rates.reduce(|a, b| a.joined(&b)).unwrap_or(Interval::ZERO);
    let mean = mean.times(&Interval::one(whole.clone()));
    match shares.iter().all(|one| one.may_be_out) {
        true => mean.joined(&Interval::ZERO),
        false => mean,
    }
}
