//! What expressions may come to over many records at once. Each result holds the value of every
//! record of the space; where two operands depend on one fact it may hold more.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::analyse::interval::Interval;
use crate::analyse::meaning;
use crate::analyse::range::{Flags, Held, Range};
use crate::analyse::space::{Fact, Space};
use crate::analyse::tree::Scores;
use crate::domain::meaning::Comparison;
use crate::domain::{Date, Exact};
use crate::program::expr::{Expr, Function, Part, Power, Sign};
use crate::program::{
    Adding, Among, ConditionsId, DefinitionId, ExprId, ParameterId, Program, Requirement, TableId,
    Wanted,
};

/// A program seen over the records of a space.
pub struct Over<'a> {
    /// The program.
    pub program: &'a Program,
    /// The records.
    pub space: &'a Space,
    definitions: RefCell<BTreeMap<DefinitionId, Range>>,
    depth: Cell<u32>,
    /// Whether no record of the space is evidence that would be read.
    pub(super) is_impossible: Cell<bool>,
    pub(super) scores: Scores,
}

/// Definitions that use each other are computed one inside the other down to this depth.
const DEEPEST: u32 = 32;

/// The columns of the row at hand; none outside records.
pub(super) type Columns<'r> = &'r [Range];

impl<'a> Over<'a> {
    /// The program over these records, nothing computed yet.
    pub fn new(program: &'a Program, space: &'a Space) -> Self {
        Self {
            program,
            space,
            definitions: RefCell::new(BTreeMap::new()),
            depth: Cell::new(0),
            is_impossible: Cell::new(false),
            scores: Scores::default(),
        }
    }

    /// What an expression may come to, outside rows.
    pub fn range(&self, id: ExprId) -> Range {
        self.over(id, &[])
    }

    /// What a condition may be, outside rows.
    pub fn flags(&self, id: ExprId) -> Flags {
        self.flags_over(id, &[])
    }

    pub(super) fn flags_over(&self, id: ExprId, row: Columns<'_>) -> Flags {
        self.over(id, row).as_flags()
    }

    /// The score of a part, whatever state it is in; nothing before the scores are known.
    pub fn score(&self, part: Part) -> Option<Interval> {
        self.scores.of(part).map(|(score, _)| score)
    }

    /// What a guard may be; what has none is not guarded.
    pub(super) fn guard(&self, guard: Option<ExprId>) -> Flags {
        guard.map_or(Flags::YES, |guard| self.flags(guard))
    }

    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    pub(super) fn over(&self, id: ExprId, row: Columns<'_>) -> Range {
        let flags = |id: &ExprId| self.flags_over(*id, row);
        let of = |id: &ExprId| self.over(*id, row);
        match self.program.expr(id) {
            Expr::Constant(value) => Range::of(value),
            Expr::Field(field) => self.space.range(Fact::Field(*field)).clone(),
            Expr::RowField(field) => row.get(*field as usize).cloned().unwrap_or(Range::MISSING),
            Expr::Definition(id) => self.definition(*id),
            Expr::Parameter(id) => self.parameter(*id),
            Expr::Met(id) => Range::flags(self.met(*id)),
            Expr::AssessmentDate => self.space.range(Fact::Date).clone(),
            Expr::And(all) => Range::flags(Flags::all(all.iter().map(flags))),
            Expr::Or(all) => Range::flags(Flags::any(all.iter().map(flags))),
            Expr::Not(inner) => Range::flags(flags(inner).not()),
            Expr::Compare(comparison, a, b) => {
                Range::flags(meaning::compared(*comparison, &of(a), &of(b)))
            }
            Expr::In(value, members) => {
                let value = of(value);
                let one = |member| meaning::compared(Comparison::Equal, &value, &Range::of(member));
                Range::flags(Flags::any(members.iter().map(one)))
            }
            Expr::Has(set, kind) => Range::flags(meaning::has(&of(set), kind)),
            Expr::StartsWith(value, start) => Range::flags(meaning::starts_with(&of(value), start)),
            Expr::IsGiven(value) => {
                let value = of(value);
                Range::flags(Flags {
                    yes: value.may_be_there(),
                    no: value.missing,
                    missing: false,
                })
            }
            Expr::Size(set) => meaning::mapped(&of(set), Interval::clone),
            Expr::Sum(first, rest) => rest.iter().fold(of(first), |sum, (sign, operand)| {
                meaning::both(
                    &sum,
                    &of(operand),
                    match sign {
                        Sign::Plus => Interval::plus,
                        Sign::Minus => Interval::minus,
                    },
                )
            }),
            Expr::Product(first, rest) => {
                rest.iter()
                    .fold(of(first), |product, (power, operand)| match power {
                        Power::Times => meaning::both(&product, &of(operand), Interval::times),
                        Power::Over => meaning::quotient(&product, &of(operand)),
                    })
            }
            Expr::Function(function, value) => {
                let value = of(value);
                meaning::mapped(&value, |interval| match function {
                    Function::Negative => interval.negative(),
                    Function::Absolute => interval.absolute(),
                    Function::Floor => interval.mapped(Exact::floor),
                    Function::Ceil => interval.mapped(Exact::ceil),
                    Function::Rounded(rounding) => interval.rounded(Some(*rounding)),
                })
            }
            Expr::Lowest(all) => meaning::folded(all.iter().map(of), |a, b| {
                Interval::new(
                    a.low.clone().min(b.low.clone()),
                    a.high.clone().min(b.high.clone()),
                )
            }),
            Expr::Highest(all) => meaning::folded(all.iter().map(of), |a, b| {
                Interval::new(
                    a.low.clone().max(b.low.clone()),
                    a.high.clone().max(b.high.clone()),
                )
            }),
            Expr::Otherwise(value, fallback) => {
                let value = of(value);
                match value.missing {
                    true => Range {
                        missing: false,
                        held: value.held,
                    }
                    .joined(&of(fallback)),
                    false => value,
                }
            }
            Expr::If(condition, a, b) => {
                let condition = flags(condition);
                let missing = condition.missing.then_some(Range::MISSING);
                let yes = condition.yes.then(|| of(a));
                let no = condition.no.then(|| of(b));
                let all = missing.into_iter().chain(yes).chain(no);
                all.reduce(|a, b| a.joined(&b)).unwrap_or(Range::MISSING)
            }
            Expr::Dates(unit, from, to) => meaning::between(*unit, &of(from), &of(to)),
            Expr::Moved(unit, from, by) => meaning::moved(*unit, &of(from), &of(by)),
            Expr::Workdays(from, to) => {
                meaning::workdays(self.program.calendar.as_ref(), &of(from), &of(to))
            }
            Expr::MovedWorkdays(from, by) => {
                meaning::moved_workdays(self.program.calendar.as_ref(), &of(from), &of(by))
            }
            Expr::Growth(from, to) => meaning::growth(&of(from), &of(to)),
            Expr::Mean(all) => {
                let sum = meaning::folded(all.iter().map(of), Interval::plus);
                let count = Range::number(Interval::one(all.len().into()));
                meaning::quotient(&sum, &count)
            }
            Expr::WholePower(value, power) => {
                meaning::mapped(&of(value), |interval| interval.to_whole_power(*power))
            }
            Expr::Inexact(function, all, rounding) => {
                let operands: Vec<Range> = all.iter().map(of).collect();
                meaning::inexact(*function, &operands, *rounding)
            }
            Expr::Lookup(table, keys) => {
                let keys: Vec<Range> = keys.iter().map(of).collect();
                self.looked_up(*table, &keys)
            }
            Expr::Rows(rows) => self.folded(rows),
            Expr::ScoreOf(part) => self.score_of(*part),
            Expr::ShareOf(part) => self.share_of(*part),
        }
    }

    /// A definition. In a long chain of them those at its far end are computed first, so that there
    /// is no deep recursion.
    fn definition(&self, id: DefinitionId) -> Range {
        if let Some(range) = self.known(id) {
            return range;
        }
        let depth = self.depth.get();
        if depth < DEEPEST {
            self.depth.set(depth + 1);
            let range = self.computed(id);
            self.depth.set(depth);
            return range;
        }
        let mut needed = self.program.definitions_behind(id);
        needed.sort();
        for one in needed {
            if self.known(one).is_none() {
                self.computed(one);
            }
        }
        self.computed(id)
    }

    fn known(&self, id: DefinitionId) -> Option<Range> {
        self.definitions.borrow().get(&id).cloned()
    }

    fn computed(&self, id: DefinitionId) -> Range {
        let Some(definition) = self.program.definitions.get(id.0 as usize) else {
            return Range::MISSING;
        };
        let range = match definition.needs_scores && !self.scores.are_known {
            true => Range::MISSING,
            false => self.range(definition.value),
        };
        self.definitions.borrow_mut().insert(id, range.clone());
        range
    }

    /// Scores are known from here on: what needs them is computed anew.
    pub(super) fn forget_what_needs_scores(&self) {
        let definitions = &self.program.definitions;
        let needs_none = |id: &DefinitionId| {
            let definition = definitions.get(id.0 as usize);
            definition.is_some_and(|definition| !definition.needs_scores)
        };
        self.definitions.borrow_mut().retain(|id, _| needs_none(id));
    }

    fn parameter(&self, id: ParameterId) -> Range {
        let Some(parameter) = self.program.parameters.get(id.0 as usize) else {
            return Range::MISSING;
        };
        let last = self.last_day();
        let first = parameter.on(self.first_day()).map(|(_, value)| value);
        let later = parameter.values.iter().filter(|(from, _)| {
            from.is_some_and(|from| Some(from) > self.first_day() && Some(from) <= last)
        });
        let all = first.into_iter().chain(later.map(|(_, value)| value));
        let all = all.map(|value| Interval::one(value.clone()));
        all.reduce(|a, b| a.joined(&b))
            .map_or(Range::MISSING, Range::number)
    }

    /// The first day that the assessment may have; nothing where it may have none.
    pub(super) fn first_day(&self) -> Option<Date> {
        let range = self.space.range(Fact::Date);
        match range.held {
            Held::Date(first, _) if !range.missing => Some(first),
            Held::Date(..)
            | Held::Nothing
            | Held::Flag { .. }
            | Held::Number(_)
            | Held::Choice(_)
            | Held::Kinds(_)
            | Held::Text(_)
            | Held::Rows(_) => None,
        }
    }

    /// The last day that the assessment may have.
    pub(super) fn last_day(&self) -> Option<Date> {
        if let Held::Date(_, last) = self.space.range(Fact::Date).held {
            Some(last)
        } else {
            None
        }
    }

    fn looked_up(&self, id: TableId, keys: &[Range]) -> Range {
        let Some(table) = self.program.tables.get(id.0 as usize) else {
            return Range::MISSING;
        };
        let mut range = match keys.iter().any(|key| key.missing) {
            true => Some(Range::MISSING),
            false => None,
        };
        let mut add = |value: &Exact| {
            let value = Range::number(Interval::one(value.clone()));
            range = Some(match range.take() {
                Some(range) => range.joined(&value),
                None => value,
            });
        };
        let mut is_settled = !keys.iter().all(Range::may_be_there);
        for row in &table.rows {
            if is_settled {
                break;
            }
            let held = row.cells.iter().zip(keys);
            let held = Flags::all(held.map(|(cell, key)| meaning::in_cell(cell, key)));
            if held.yes {
                add(&row.value);
            }
            is_settled = held.is_sure();
        }
        if let (false, Some(value)) = (is_settled, &table.otherwise) {
            add(value);
        }
        range.unwrap_or(Range::MISSING)
    }

    // ---- conditions -------------------------------------------------------------------------------

    /// Whether conditions may be met.
    pub fn met(&self, id: ConditionsId) -> Flags {
        let conditions = self.program.conditions.get(id.0 as usize);
        conditions.map_or(Flags::MISSING, |conditions| self.among(&conditions.among))
    }

    /// Whether enough of some requirements may hold.
    pub fn among(&self, among: &Among) -> Flags {
        let all: Vec<Flags> = among
            .requirements
            .iter()
            .map(|one| self.required(one))
            .collect();
        let least = among.least as usize;
        let number = |is: &dyn Fn(&Flags) -> bool| all.iter().filter(|flags| is(flags)).count();
        let may_hold = number(&|flags| flags.yes);
        let may_be_open = number(&|flags| flags.yes || flags.missing);
        let must_hold = number(&|flags| flags.is_sure());
        let never_fail = number(&|flags| !flags.no);
        Flags {
            yes: may_hold >= least,
            no: never_fail < least,
            missing: must_hold < least && may_be_open >= least && all.iter().any(|f| f.missing),
        }
    }

    /// Whether a requirement may hold.
    pub fn required(&self, requirement: &Requirement) -> Flags {
        let wanted = match &requirement.wanted {
            Wanted::Condition(condition) => self.flags(*condition),
            Wanted::Among(among) => self.among(among),
        };
        let guard = self.guard(requirement.guard);
        // Where it is not known for whom, it holds or stays open.
        let unknown = Flags {
            yes: wanted.yes,
            no: false,
            missing: wanted.no || wanted.missing,
        };
        Flags {
            yes: guard.yes && wanted.yes || guard.no || guard.missing && unknown.yes,
            no: guard.yes && wanted.no,
            missing: guard.yes && wanted.missing || guard.missing && unknown.missing,
        }
    }

    // ---- scores -----------------------------------------------------------------------------------

    fn score_of(&self, part: Part) -> Range {
        let (may_apply, may_be_out) = self.around(part);
        match self.scores.of(part).filter(|_| may_apply) {
            Some((interval, may_be_none)) => Range {
                missing: may_be_none || may_be_out,
                held: Held::Number(interval),
            },
            None => Range::MISSING,
        }
    }

    /// Whether all sections around a part may apply, and whether one of them may not.
    fn around(&self, part: Part) -> (bool, bool) {
        let mut next = match part {
            Part::Total => None,
            Part::Indicator(id) => Some(self.program.indicator(id).section),
            Part::Section(id) => self.program.section(id).parent,
        };
        let (mut may_apply, mut may_be_out) = (true, false);
        while let Some(id) = next {
            let section = self.program.section(id);
            if let Some(applies) = &section.applies {
                let flags = self.flags(applies.condition);
                may_apply &= flags.yes || flags.missing;
                may_be_out |= flags.no;
            }
            next = section.parent;
        }
        (may_apply, may_be_out)
    }

    fn share_of(&self, part: Part) -> Range {
        let program = self.program;
        let zero = Exact::ZERO;
        let (low, high) = match (program.adding, part) {
            (Adding::Weights, _) | (Adding::Points, Part::Total) => program.scale.clone(),
            (Adding::Points, Part::Indicator(id)) => (zero, program.indicator(id).weight.clone()),
            (Adding::Points, Part::Section(id)) => (zero, program.section(id).weight.clone()),
        };
        let above = Range::number(Interval::one(low.clone()));
        let above = meaning::both(&self.score_of(part), &above, Interval::minus);
        meaning::quotient(&above, &Range::number(Interval::one(&high - &low)))
    }
}
