//! The values of expressions over one record.

use crate::domain::meaning::{self, Connective};
use crate::domain::{Exact, Rounding, Value, functions};
use crate::evidence::{Record, Stored};
use crate::interpret::{ZERO, parts, rows};
use crate::program::expr::{Expr, Function, Inexact, Kind, Part, Power, Sign};
use crate::program::{Adding, ExprId, Program};

/// A record seen through a program: fields, definitions, and scores once they are known.
pub(super) struct Values<'r> {
    pub(super) program: &'r Program,
    pub(super) record: &'r Record,
    definitions: Vec<Value<'r>>,
    pub(super) scores: Scores,
}

/// The scores of the parts, by their ids.
#[derive(Debug, Default)]
pub(super) struct Scores {
    pub(super) indicators: Vec<Exact>,
    pub(super) sections: Vec<Exact>,
    pub(super) total: Exact,
}

impl Scores {
    /// Room for the scores of a program that reads them; none for one that does not.
    pub(super) fn for_program(program: &Program) -> Self {
        if !program.reads_scores() {
            return Self::default();
        }
        Self {
            indicators: vec![Exact::ZERO; program.indicators.len()],
            sections: vec![Exact::ZERO; program.sections.len()],
            total: Exact::ZERO,
        }
    }
}

/// The row at hand; none outside records.
pub(super) type Row<'r> = &'r [Stored];

impl<'r> Values<'r> {
    /// The values before anything is scored.
    pub(super) fn new(program: &'r Program, record: &'r Record) -> Self {
        let definitions = Vec::with_capacity(program.definitions.len());
        let mut values = Self {
            program,
            record,
            definitions,
            scores: Scores::default(),
        };
        for definition in &program.definitions {
            let value = match definition.needs_scores {
                true => Value::Missing,
                false => values.of(definition.value),
            };
            values.definitions.push(value);
        }
        values
    }

    /// The same with scores; what needs them is computed now.
    pub(super) fn with_scores(mut self, scores: Scores) -> Self {
        self.scores = scores;
        for (at, definition) in self.program.definitions.iter().enumerate() {
            if definition.needs_scores {
                let value = self.of(definition.value);
                if let Some(slot) = self.definitions.get_mut(at) {
                    *slot = value;
                }
            }
        }
        self
    }

    /// The value of an expression outside rows.
    pub(super) fn of(&self, id: ExprId) -> Value<'r> {
        self.over(id, &[])
    }

    /// The value of an expression, over a row where it stands in one.
    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    pub(super) fn over(&self, id: ExprId, row: Row<'r>) -> Value<'r> {
        match self.program.expr(id) {
            Expr::Constant(value) => value.value(),
            Expr::Field(field) => self.record.stored(*field).value(),
            Expr::RowField(field) => row
                .get(*field as usize)
                .map_or(Value::Missing, Stored::value),
            Expr::Definition(id) => self
                .definitions
                .get(id.0 as usize)
                .cloned()
                .unwrap_or(Value::Missing),
            Expr::AssessmentDate => self
                .record
                .assessment_date
                .map_or(Value::Missing, Value::Date),
            Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Compare(..) => {
                self.flag_over(id, row).map_or(Value::Missing, Value::Flag)
            }
            Expr::In(value, members) => is_in(&self.over(*value, row), members),
            Expr::Has(set, kind) => has(&self.over(*set, row), kind),
            Expr::StartsWith(value, start) => {
                if let Value::Text(text) = self.over(*value, row) {
                    Value::Flag(text.starts_with(start.as_str()))
                } else {
                    Value::Missing
                }
            }
            Expr::IsGiven(value) => Value::Flag(self.is_given(*value, row)),
            Expr::Size(set) => number(self.over(*set, row).as_number()),
            Expr::Sum(first, rest) => self.summed(*first, rest, row),
            Expr::Product(first, rest) => self.multiplied(*first, rest, row),
            Expr::Function(function, value) => apply(*function, &self.over(*value, row)),
            Expr::Lowest(all) => self.folded(all, row, meaning::lower),
            Expr::Highest(all) => self.folded(all, row, meaning::higher),
            Expr::Otherwise(value, fallback) => {
                let given = self.over(*value, row);
                if given.is_missing() {
                    self.over(*fallback, row)
                } else {
                    given
                }
            }
            Expr::If(condition, a, b) => match self.over(*condition, row).as_flag() {
                Some(true) => self.over(*a, row),
                Some(false) => self.over(*b, row),
                None => Value::Missing,
            },
            Expr::Dates(unit, from, to) => {
                meaning::span(*unit, &self.over(*from, row), &self.over(*to, row))
            }
            Expr::Moved(unit, from, by) => {
                meaning::moved(*unit, &self.over(*from, row), &self.over(*by, row))
            }
            Expr::Parameter(id) => self.parameter(*id),
            Expr::Met(id) => self.met(*id).map_or(Value::Missing, Value::Flag),
            Expr::Workdays(from, to) => self.workdays(&self.over(*from, row), &self.over(*to, row)),
            Expr::MovedWorkdays(from, by) => {
                self.moved_workdays(&self.over(*from, row), &self.over(*by, row))
            }
            Expr::Growth(from, to) => meaning::growth(&self.over(*from, row), &self.over(*to, row)),
            Expr::Mean(all) => {
                let sum = self.folded(all, row, meaning::sum);
                meaning::quotient(&sum, &Value::Number(all.len().into()))
            }
            Expr::WholePower(value, power) => number(
                self.over(*value, row)
                    .as_number()
                    .and_then(|value| functions::power_whole(&value, *power)),
            ),
            Expr::Inexact(function, all, rounding) => {
                let operands: Option<Vec<Exact>> = all
                    .iter()
                    .map(|operand| self.over(*operand, row).as_number())
                    .collect();
                number(operands.and_then(|operands| inexact(*function, &operands, *rounding)))
            }
            Expr::Lookup(table, keys) => {
                let keys: Vec<Value<'r>> = keys.iter().map(|key| self.over(*key, row)).collect();
                number(self.looked_up(*table, &keys).cloned())
            }
            Expr::Rows(folded) => rows::value(self, folded),
            Expr::ScoreOf(part) => number(self.score_of(*part).cloned()),
            Expr::ShareOf(part) => self.share_of(*part),
        }
    }

    /// Whether a condition holds outside rows; nothing where it is missing.
    pub(super) fn flag(&self, id: ExprId) -> Option<bool> {
        self.flag_over(id, &[])
    }

    /// Whether a condition holds; nothing where it is missing.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "short ways before the general one, which names every variant"
    )]
    pub(super) fn flag_over(&self, id: ExprId, row: Row<'r>) -> Option<bool> {
        match self.program.expr(id) {
            Expr::And(parts) => self.connected(Connective::and(), parts, row),
            Expr::Or(parts) => self.connected(Connective::or(), parts, row),
            Expr::Not(inner) => self.flag_over(*inner, row).map(|flag| !flag),
            Expr::Compare(comparison, a, b) => {
                match (self.number_at(*a, row), self.number_at(*b, row)) {
                    (Some(a), Some(b)) => Some(comparison.holds(a.cmp(b))),
                    _ => meaning::compare(*comparison, &self.over(*a, row), &self.over(*b, row)),
                }
            }
            Expr::Field(field) => self.record.stored(*field).as_flag(),
            _ => self.over(id, row).as_flag(),
        }
    }

    /// The number of an operand that is read and not computed, without a copy.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "short ways before the general one, which names every variant"
    )]
    fn number_at(&self, id: ExprId, row: Row<'r>) -> Option<&Exact> {
        match self.program.expr(id) {
            Expr::Constant(Stored::Number(number)) => Some(number),
            Expr::Field(field) => self.record.stored(*field).as_number(),
            Expr::RowField(field) => row.get(*field as usize)?.as_number(),
            Expr::Definition(id) => match self.definitions.get(id.0 as usize)? {
                Value::Number(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }

    fn connected(
        &self,
        mut connective: Connective,
        parts: &[ExprId],
        row: Row<'r>,
    ) -> Option<bool> {
        let decided = parts
            .iter()
            .any(|part| connective.take(self.flag_over(*part, row)));
        connective.result(decided)
    }

    /// Whether a value is there; records are there even without a row.
    fn is_given(&self, id: ExprId, row: Row<'r>) -> bool {
        if let Expr::Field(field) = self.program.expr(id) {
            return !self.record.stored(*field).is_missing();
        }
        !self.over(id, row).is_missing()
    }

    fn summed(&self, first: ExprId, rest: &[(Sign, ExprId)], row: Row<'r>) -> Value<'r> {
        rest.iter()
            .fold(self.over(first, row), |sum, (sign, operand)| {
                let operand = self.over(*operand, row);
                match sign {
                    Sign::Plus => meaning::sum(&sum, &operand),
                    Sign::Minus => meaning::difference(&sum, &operand),
                }
            })
    }

    fn multiplied(&self, first: ExprId, rest: &[(Power, ExprId)], row: Row<'r>) -> Value<'r> {
        rest.iter()
            .fold(self.over(first, row), |product, (power, operand)| {
                let operand = self.over(*operand, row);
                match power {
                    Power::Times => meaning::product(&product, &operand),
                    Power::Over => meaning::quotient(&product, &operand),
                }
            })
    }

    fn folded(
        &self,
        all: &[ExprId],
        row: Row<'r>,
        pick: impl Fn(&Value<'r>, &Value<'r>) -> Value<'r>,
    ) -> Value<'r> {
        all.iter()
            .map(|operand| self.over(*operand, row))
            .reduce(|best, next| pick(&best, &next))
            .unwrap_or(Value::Missing)
    }

    /// The score of a part; nothing where it has none.
    fn score_of(&self, part: Part) -> Option<&Exact> {
        if !parts::has_score(self, part) {
            return None;
        }
        match part {
            Part::Total => Some(&self.scores.total),
            Part::Indicator(id) => self.scores.indicators.get(id.0 as usize),
            Part::Section(id) => self.scores.sections.get(id.0 as usize),
        }
    }

    /// The score's distance from the scale's bottom, as a share of the scale; of points, as a share of
    /// all of them.
    fn share_of(&self, part: Part) -> Value<'r> {
        let program = self.program;
        let (low, high) = match (program.adding, part) {
            (Adding::Weights, _) | (Adding::Points, Part::Total) => {
                (&program.scale.0, &program.scale.1)
            }
            (Adding::Points, Part::Indicator(id)) => (&ZERO, &program.indicator(id).weight),
            (Adding::Points, Part::Section(id)) => (&ZERO, &program.section(id).weight),
        };
        let share = self
            .score_of(part)
            .and_then(|score| (score - low).divided_by(&(high - low)));
        number(share)
    }
}

fn inexact(function: Inexact, operands: &[Exact], rounding: Rounding) -> Option<Exact> {
    match (function, operands) {
        (Inexact::SquareRoot, [x]) => functions::sqrt(x, rounding),
        (Inexact::Logarithm, [x]) => functions::ln(x, rounding),
        (Inexact::Exponential, [x]) => functions::exp(x, rounding),
        (Inexact::Power, [x, y]) => functions::power(x, y, rounding),
        (Inexact::SquareRoot | Inexact::Logarithm | Inexact::Exponential | Inexact::Power, _) => {
            None
        }
    }
}

pub(super) fn number<'r>(number: Option<Exact>) -> Value<'r> {
    number.map_or(Value::Missing, Value::Number)
}

fn is_in<'r>(value: &Value<'r>, members: &[Stored]) -> Value<'r> {
    match value {
        Value::Missing => Value::Missing,
        Value::Flag(_)
        | Value::Number(_)
        | Value::Choice(_)
        | Value::Kinds(_)
        | Value::Date(_)
        | Value::Text(_) => Value::Flag(members.iter().any(|member| member.value() == *value)),
    }
}

fn has<'r>(set: &Value<'r>, kind: &Kind) -> Value<'r> {
    match (set, kind) {
        (Value::Kinds(kinds), Kind::Known(position)) => Value::Flag(kinds.has(*position)),
        (Value::Kinds(kinds), Kind::Other(name)) => Value::Flag(kinds.others.contains(name)),
        (
            Value::Missing
            | Value::Flag(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Date(_)
            | Value::Text(_),
            _,
        ) => Value::Missing,
    }
}

fn apply<'r>(function: Function, value: &Value<'r>) -> Value<'r> {
    match function {
        Function::Negative => meaning::negative(value),
        Function::Absolute => meaning::absolute(value),
        Function::Floor => meaning::floor(value),
        Function::Ceil => meaning::ceil(value),
        Function::Rounded(rounding) => meaning::rounded(value, rounding),
    }
}
