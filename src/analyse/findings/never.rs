//! Lines that can never count: clauses, bands and rulings whose conditions no evidence meets together.
//! Where the check has said of a part that it never holds, the whole is not said to be idle once more.

use std::collections::BTreeSet;

use crate::analyse::findings::{Analyst, Possible, Review, own_roots};
use crate::analyse::mistakes::{self, Idle};
use crate::analyse::{Fact, Flags, Over, Range};
use crate::diagnostics::{Code, Diagnostic, say};
use crate::domain::Exact;
use crate::domain::meaning::Comparison;
use crate::program::{
    Band, Branch, Clause, ClauseId, ClauseKind, Definition, DefinitionId, ExprId, IndicatorId,
    RulingKind, Selector, Use,
};
use crate::source::Span;

/// What must hold around a clause.
#[derive(Clone, Default)]
struct Around<'p> {
    /// Conditions of parts that apply also where they are missing.
    applies: Vec<ExprId>,
    guards: Vec<ExprId>,
    branches: Vec<(ExprId, &'p [Branch], usize)>,
}

/// Looks at every line; the indicators in which one never counts come out.
pub(super) fn look(
    analyst: &Analyst<'_>,
    known: &[Diagnostic],
    review: &mut Review,
) -> BTreeSet<IndicatorId> {
    let constant = |found: &&Diagnostic| found.code == Code::Constant;
    let accepted = analyst.program.accepted.iter();
    let accepted = accepted.filter(|one| one.code == Code::Constant);
    let said: Vec<Span> = known
        .iter()
        .filter(constant)
        .map(Diagnostic::span)
        .chain(accepted.map(|one| one.meant))
        .collect();
    let mut search = Search {
        analyst,
        over: Over::new(analyst.program, &analyst.whole),
        said,
        review,
        idle: BTreeSet::new(),
    };
    for (id, indicator) in analyst.indicators() {
        let mut around = Around::default();
        around
            .applies
            .extend(indicator.applies.as_ref().map(|one| one.condition));
        search.clauses(id, &indicator.clauses, &around);
    }
    search.rulings();
    search.idle
}

struct Search<'a, 'p, 'r> {
    analyst: &'a Analyst<'p>,
    /// The whole space, computed once.
    over: Over<'a>,
    /// Where the check found conditions that never change.
    said: Vec<Span>,
    review: &'r mut Review,
    idle: BTreeSet<IndicatorId>,
}

impl<'p> Search<'_, 'p, '_> {
    fn clauses(&mut self, id: IndicatorId, clauses: &[ClauseId], around: &Around<'p>) {
        for clause in clauses {
            let clause = self.analyst.program.clause(*clause);
            if self.is_said(clause.origin.span, &clause.uses) {
                self.idle.insert(id);
                continue;
            }
            let is_idle = self.never(
                (clause.origin.span, Idle::Clause),
                &roots(around, clause),
                &|over| fires(over, around, clause),
            );
            if is_idle {
                self.idle.insert(id);
                continue;
            }
            let mut inside = around.clone();
            inside.guards.extend(clause.guard);
            match &clause.kind {
                ClauseKind::Group { clauses, .. } => self.clauses(id, clauses, &inside),
                ClauseKind::Choose {
                    by,
                    branches,
                    clauses,
                } => self.branches(id, (*by, branches, clauses), &inside),
                ClauseKind::Bands {
                    quantity, bands, ..
                } => self.bands(id, (*quantity, bands), &inside),
                ClauseKind::Base(_)
                | ClauseKind::Award { .. }
                | ClauseKind::Override { .. }
                | ClauseKind::Per { .. }
                | ClauseKind::Linear(_)
                | ClauseKind::Formula(_)
                | ClauseKind::Judge { .. } => {}
            }
        }
    }

    fn branches(
        &mut self,
        id: IndicatorId,
        (by, branches, clauses): (ExprId, &'p [Branch], &[ClauseId]),
        around: &Around<'p>,
    ) {
        for (at, branch) in branches.iter().enumerate() {
            let mut inside = around.clone();
            inside.branches.push((by, branches, at));
            let span = (branch.origin.span, Idle::Branch);
            let is_idle = self.never(span, &around_roots(&inside), &|over| {
                surrounds(over, &inside)
            });
            match is_idle {
                true => {
                    self.idle.insert(id);
                }
                false => self.clauses(id, branch.own(clauses), &inside),
            }
        }
    }

    fn bands(
        &mut self,
        id: IndicatorId,
        (quantity, bands): (ExprId, &[Band]),
        around: &Around<'p>,
    ) {
        for band in bands {
            let mut roots = around_roots(around);
            roots.push(quantity);
            let place = (band.origin.span, Idle::Band);
            let is_idle = self.never(place, &roots, &|over| {
                let value = over.range(quantity);
                let held = value
                    .as_number()
                    .map(|number| over.in_band(&band.range, &number));
                let (may, may_not) = held.unwrap_or((false, true));
                both(surrounds(over, around), (may, !may_not && !value.missing))
            });
            if is_idle {
                self.idle.insert(id);
            }
        }
    }

    fn rulings(&mut self) {
        for ruling in &self.analyst.program.rulings {
            let is_late = self.analyst.reads_scores(ruling.condition);
            if self.is_said(ruling.origin.span, &ruling.uses) || is_late {
                continue;
            }
            let (condition, kind) = (ruling.condition, ruling.kind);
            let place = (ruling.origin.span, Idle::Ruling);
            self.never(place, &[condition], &|over| {
                let flags = over.flags(condition);
                match kind {
                    RulingKind::Require(_) => (flags.no, flags.no && !flags.yes && !flags.missing),
                    RulingKind::Veto(_)
                    | RulingKind::Downgrade(_)
                    | RulingKind::Bar(_)
                    | RulingKind::Direct(_) => sure(flags),
                }
            });
        }
    }

    /// Whether the check said something of a line, or of a definition that it uses.
    fn is_said(&self, span: Span, uses: &[Use]) -> bool {
        let definition = |one: &Use| match one {
            Use::Definition(DefinitionId(at)) => self.analyst.program.definitions.get(*at as usize),
            Use::Field(_)
            | Use::Judgement(_)
            | Use::Parameter(_)
            | Use::Conditions(_)
            | Use::AssessmentDate => None,
        };
        let behind = || uses.iter().filter_map(definition);
        let is_of = |said: &Span, one: &Definition| one.span.holds(*said) || said.holds(one.span);
        self.said.iter().any(|said| {
            span.holds(*said) || said.holds(span) || behind().any(|one| is_of(said, one))
        })
    }

    /// Reports a line that can never count.
    fn never(
        &mut self,
        (span, idle): (Span, Idle),
        roots: &[ExprId],
        goal: &dyn Fn(&Over<'_>) -> (bool, bool),
    ) -> bool {
        let (may, must) = goal(&self.over);
        let is_clear = may && (must || self.analyst.is_plain(roots));
        if is_clear {
            return false;
        }
        let facts: Vec<Fact> = self.analyst.finder.facts_of(roots.iter().copied());
        let found = match may {
            true => {
                let whole = &self.analyst.whole;
                self.analyst.possible(whole, &facts, &mut |over| goal(over))
            }
            false => Possible::Never,
        };
        match found {
            Possible::Here(_) => false,
            Possible::Never => {
                self.review
                    .findings
                    .push(mistakes::never_counts(span, idle));
                true
            }
            Possible::Open => {
                let what = say!(zh "这一行会不会起作用", en "whether this line can count");
                self.review.open(Code::NeverCounts, span, what);
                false
            }
        }
    }
}

/// Whether a clause may give or take points, and whether it must.
fn fires(over: &Over<'_>, around: &Around<'_>, clause: &Clause) -> (bool, bool) {
    let points = over.gained(clause);
    let counts_steps = matches!(clause.kind, ClauseKind::Per { .. });
    let own = match (&points.counted, counts_steps) {
        // Whether points are judged is not a matter of conditions.
        _ if matches!(clause.kind, ClauseKind::Judge { .. }) => (true, true),
        (None, _) => (false, false),
        (Some(_), false) => (true, !points.may_be_none),
        // A count that stays 0 gives nothing.
        (Some(counted), true) => (
            counted.single().is_none_or(|points| !points.is_zero()),
            !points.may_be_none && (counted.low > Exact::ZERO || counted.high.is_negative()),
        ),
    };
    both(own, surrounds(over, around))
}

/// Whether all around a clause may let it count, and whether it must.
fn surrounds(over: &Over<'_>, around: &Around<'_>) -> (bool, bool) {
    let applies = around.applies.iter().map(|id| {
        let flags = over.flags(*id);
        (flags.yes || flags.missing, !flags.no)
    });
    let guards = around.guards.iter().map(|id| sure(over.flags(*id)));
    let branches = around.branches.iter();
    let branches = branches.map(|(by, branches, at)| sure(chosen(&over.range(*by), branches, *at)));
    applies
        .chain(guards)
        .chain(branches)
        .fold((true, true), both)
}

fn sure(flags: Flags) -> (bool, bool) {
    (flags.yes, flags.is_sure())
}

fn both(a: (bool, bool), b: (bool, bool)) -> (bool, bool) {
    (a.0 && b.0, a.1 && b.1)
}

/// Whether a branch may be the one that is chosen.
fn chosen(by: &Range, branches: &[Branch], at: usize) -> Flags {
    let named = |branch: &Branch| match &branch.selector {
        Selector::Values(values) => {
            let one = |value| {
                let value = Range::of(value);
                crate::analyse::meaning::compared(Comparison::Equal, by, &value)
            };
            Flags::any(values.iter().map(one))
        }
        Selector::Otherwise => Flags::YES,
    };
    let before = branches.iter().take(at).map(named);
    let own = branches.get(at).map_or(Flags::MISSING, named);
    Flags::all([own, Flags::any(before).not()])
}

fn around_roots(around: &Around<'_>) -> Vec<ExprId> {
    let branches = around.branches.iter().map(|(by, _, _)| *by);
    let guards = around.guards.iter().copied();
    around
        .applies
        .iter()
        .copied()
        .chain(guards)
        .chain(branches)
        .collect()
}

fn roots(around: &Around<'_>, clause: &Clause) -> Vec<ExprId> {
    let mut roots = around_roots(around);
    roots.extend(own_roots(clause));
    roots
}
