//! Which way expressions move while one fact rises.

use std::cmp::Reverse;

use crate::analyse::Fact;
use crate::analyse::findings::direction::Direction::{self, Down, Mixed, OneWay, Still, Up};
use crate::analyse::findings::direction::{Rising, Signs, rising};
use crate::domain::Exact;
use crate::domain::meaning::Comparison;
use crate::evidence::Stored;
use crate::program::expr::{Expr, Function, Inexact, Power, Sign};
use crate::program::{Cell, DefinitionId, ExprId, Row, Table, TableId};

/// Expressions are followed down to this depth, through the definitions that they name.
const DEEPEST: u32 = 256;

impl Rising<'_, '_> {
    /// What reads the fact at all may do anything.
    pub(super) fn any(&self, operands: &[ExprId]) -> Direction {
        match operands.iter().all(|id| self.expr(*id) == Still) {
            true => Still,
            false => Mixed,
        }
    }

    pub(super) fn all(&self, operands: &[ExprId]) -> Direction {
        operands
            .iter()
            .fold(Still, |all, id| all.and(self.expr(*id)))
    }

    /// A number, or a condition, which rises where it comes to hold.
    pub(super) fn expr(&self, id: ExprId) -> Direction {
        let expr = self.program.expr(id);
        match expr {
            Expr::Field(field) if self.fact == Fact::Field(*field) => Up,
            Expr::AssessmentDate if self.fact == Fact::Date => Up,
            Expr::Parameter(id) if self.fact == Fact::Date => {
                let parameter = self.program.parameters.get(id.0 as usize);
                match parameter.is_some_and(|parameter| parameter.values.len() > 1) {
                    true => Mixed,
                    false => Still,
                }
            }
            Expr::Constant(_)
            | Expr::Field(_)
            | Expr::RowField(_)
            | Expr::Parameter(_)
            | Expr::AssessmentDate => Still,
            Expr::Definition(id) => self.definition(*id),
            Expr::Met(id) => {
                let conditions = self.program.conditions.get(id.0 as usize);
                conditions.map_or(Still, |one| self.any(&one.among.conditions()))
            }
            Expr::And(all) | Expr::Or(all) | Expr::Lowest(all) | Expr::Highest(all) => {
                self.all(all)
            }
            Expr::Mean(all) => self.all(all),
            Expr::Not(a) | Expr::Function(Function::Negative, a) => self.expr(*a).turned(),
            Expr::Function(Function::Floor | Function::Ceil | Function::Rounded(_), a)
            | Expr::Size(a) => self.expr(*a),
            Expr::Function(Function::Absolute, a) => match self.signs_at(*a) {
                Signs::Any => self.any(&[*a]),
                Signs::Zero | Signs::NotBelow => self.expr(*a),
                Signs::NotAbove => self.expr(*a).turned(),
            },
            Expr::Compare(comparison, a, b) => self.compared(*comparison, *a, *b),
            Expr::Sum(first, rest) => self.sum(*first, rest),
            Expr::Product(first, rest) => self.product(*first, rest),
            // Whether the first is missing does not change while the fact rises, unless a divisor does.
            Expr::Otherwise(a, b) => self.expr(*a).and(self.expr(*b)),
            Expr::If(condition, a, b) => self.chosen(*condition, *a, *b),
            Expr::Dates(_, from, to) => self.expr(*to).and(self.expr(*from).turned()),
            Expr::Moved(_, from, by) => self.expr(*from).and(self.expr(*by)),
            Expr::Growth(from, to) => self.growth(*from, *to),
            Expr::In(a, _) | Expr::Has(a, _) | Expr::StartsWith(a, _) | Expr::IsGiven(a) => {
                self.any(&[*a])
            }
            Expr::WholePower(a, power) => match (power % 2, self.signs_at(*a)) {
                (1, _) => self.expr(*a),
                (_, Signs::Any) => self.any(&[*a]),
                (_, Signs::Zero | Signs::NotBelow) => self.expr(*a),
                (_, Signs::NotAbove) => self.expr(*a).turned(),
            },
            Expr::Workdays(a, b) | Expr::MovedWorkdays(a, b) => self.any(&[*a, *b]),
            Expr::Inexact(function, all, _) => self.inexact(*function, all),
            Expr::Lookup(id, keys) => self.looked_up(*id, keys),
            Expr::Rows(rows) => match self.fact == Fact::Field(rows.records) {
                true => Mixed,
                false => self.any(&expr.operands()),
            },
            Expr::ScoreOf(_) | Expr::ShareOf(_) => Mixed,
        }
    }

    fn definition(&self, id: DefinitionId) -> Direction {
        let known = self.definitions.borrow().get(&id).copied();
        if let Some(known) = known {
            return known;
        }
        let depth = self.depth.get();
        if depth >= DEEPEST {
            return Mixed;
        }
        self.depth.set(depth + 1);
        let definition = self.program.definitions.get(id.0 as usize);
        let found = definition.map_or(Still, |definition| self.expr(definition.value));
        self.depth.set(depth);
        self.definitions.borrow_mut().insert(id, found);
        found
    }

    /// Roots, logarithms and exponentials rise with their operand; a power does where it is not below 0,
    /// and falls for an exponent below 0.
    fn inexact(&self, function: Inexact, all: &[ExprId]) -> Direction {
        match (function, all) {
            (Inexact::SquareRoot | Inexact::Logarithm | Inexact::Exponential, _) => self.all(all),
            (Inexact::Power, [base, exponent]) if self.expr(*exponent) == Still => {
                match self.signs_at(*base) {
                    Signs::NotBelow | Signs::Zero => {
                        self.expr(*base).times(self.signs_at(*exponent))
                    }
                    Signs::NotAbove | Signs::Any => self.any(all),
                }
            }
            (Inexact::Power, _) => self.any(all),
        }
    }

    /// The first value where a condition holds, else the second: a move to the other, where one is never
    /// below the other, and a move of either.
    fn chosen(&self, condition: ExprId, a: ExprId, b: ExprId) -> Direction {
        let inner = self.all(&[a, b]);
        let holds = self.expr(condition);
        if holds == Still {
            return inner;
        }
        let number = |id| self.over.range(id).as_number();
        match number(a).zip(number(b)) {
            Some((a, b)) if a.low >= b.high => holds.and(inner),
            Some((a, b)) if a.high <= b.low => holds.turned().and(inner),
            Some(_) | None => Mixed,
        }
    }

    /// A value of a table of which one key moves: it follows the rows of that key, if those of all other
    /// keys rise or fall alike.
    fn looked_up(&self, id: TableId, keys: &[ExprId]) -> Direction {
        let moving: Vec<(usize, Direction)> = keys
            .iter()
            .map(|key| self.expr(*key))
            .enumerate()
            .filter(|(_, own)| *own != Still)
            .collect();
        let table = self.program.tables.get(id.0 as usize);
        match (moving.as_slice(), table) {
            ([], _) => Still,
            ([(at, own)], Some(table)) => own.along(shape(table, *at)),
            _ => Mixed,
        }
    }

    fn compared(&self, comparison: Comparison, a: ExprId, b: ExprId) -> Direction {
        let (a, b) = (self.expr(a), self.expr(b));
        match comparison {
            Comparison::Greater | Comparison::AtLeast => a.and(b.turned()),
            Comparison::Less | Comparison::AtMost => b.and(a.turned()),
            Comparison::Equal | Comparison::Different if a == Still && b == Still => Still,
            Comparison::Equal | Comparison::Different => Mixed,
        }
    }

    fn sum(&self, first: ExprId, rest: &[(Sign, ExprId)]) -> Direction {
        rest.iter().fold(self.expr(first), |sum, (sign, id)| {
            let own = self.expr(*id);
            sum.and(match sign {
                Sign::Plus => own,
                Sign::Minus => own.turned(),
            })
        })
    }

    /// One moving factor among others of a known sign, or the form `(b - a) / a` of a growth.
    fn product(&self, first: ExprId, rest: &[(Power, ExprId)]) -> Direction {
        if let [(Power::Over, base)] = rest
            && let Expr::Sum(to, less) = self.program.expr(first)
            && let [(Sign::Minus, from)] = less.as_slice()
            && self.program.describe(*from) == self.program.describe(*base)
        {
            return match self.signs_at(*base) {
                Signs::NotBelow | Signs::Zero => self.growth(*base, *to),
                Signs::NotAbove | Signs::Any if self.expr(*base) == Still => {
                    self.expr(*to).times(Signs::Any)
                }
                Signs::NotAbove | Signs::Any => Mixed,
            };
        }
        let mut factors = vec![(first, self.expr(first))];
        let mut moving = usize::from(self.expr(first) != Still);
        for (power, id) in rest {
            let own = self.expr(*id);
            let own = match power {
                Power::Times => own,
                // 1 / x falls where x rises on one side of 0.
                Power::Over if self.signs_at(*id) == Signs::Any && own != Still => Mixed,
                Power::Over => own.turned(),
            };
            if own != Still {
                moving += 1;
            }
            factors.push((*id, own));
        }
        let sign_of_others = |but: usize| {
            let others = factors.iter().enumerate().filter(|(at, _)| *at != but);
            others.fold(Signs::NotBelow, |all, (_, (id, _))| {
                multiplied(all, self.signs_at(*id))
            })
        };
        let parts = factors.iter().enumerate().map(|(at, (_, own))| {
            match (own, sign_of_others(at)) {
                (Still, _) => Still,
                // The sign of factors that move too may change on the way.
                (_, Signs::Any) if moving > 1 => Mixed,
                (own, signs) => own.times(signs),
            }
        });
        parts.fold(Still, Direction::and)
    }

    /// `b / a - 1`, which has a value only where `a` is above 0, or is only looked at there.
    fn growth(&self, from: ExprId, to: ExprId) -> Direction {
        match (self.expr(from), self.expr(to)) {
            (Still, to) => to,
            (from, Still) => from.turned().times(self.signs_at(to)),
            (Up | Down | OneWay | Mixed, Up | Down | OneWay | Mixed) => Mixed,
        }
    }
}

/// Tables of more rows are not looked through.
const MOST_ROWS: usize = 200;

/// How the values of a table move along one of its keys, whatever the other keys are: those that stand
/// at the ends of some row.
fn shape(table: &Table, at: usize) -> Direction {
    if table.otherwise.is_some() || table.rows.len() > MOST_ROWS {
        return Mixed;
    }
    let ends = table.rows.iter().flat_map(|row| {
        let end = |is_high| -> Vec<Option<Stored>> {
            row.cells.iter().map(|cell| end(cell, is_high)).collect()
        };
        [end(false), end(true)]
    });
    ends.map(|others| along(table, at, &others))
        .fold(Still, Direction::and)
}

/// The same beside certain values of the other keys; rows for all of them where there is none.
fn along(table: &Table, at: usize, others: &[Option<Stored>]) -> Direction {
    let holds = |row: &&Row| {
        let cells = row.cells.iter().zip(others).enumerate();
        cells
            .filter(|(key, _)| *key != at)
            .all(|(_, (cell, value))| match value {
                Some(value) => cell.holds(&value.value()),
                None => *cell == Cell::Any,
            })
    };
    let place = |row: &Row| match row.cells.get(at) {
        Some(Cell::Range(range)) => {
            let low = range.low.clone();
            Some(Place::Number(low.map(|(low, inclusive)| (low, !inclusive))))
        }
        Some(Cell::Choices(choices)) => match choices.as_slice() {
            [one] => Some(Place::Choice(Reverse(*one))),
            _ => None,
        },
        Some(Cell::Any | Cell::Flag(_)) | None => None,
    };
    let rows: Vec<&Row> = table.rows.iter().filter(holds).collect();
    let mut placed: Vec<(Place, &Exact)> = rows
        .iter()
        .filter_map(|row| Some((place(row)?, &row.value)))
        .collect();
    if placed.len() < rows.len() && rows.len() > 1 {
        return Mixed;
    }
    placed.sort();
    rising(placed.iter().map(|(_, value)| Some(*value)))
}

/// A value at an end of a cell; nothing for a cell that holds all.
fn end(cell: &Cell, is_high: bool) -> Option<Stored> {
    match cell {
        Cell::Any => None,
        Cell::Flag(flag) => Some(Stored::Flag(*flag)),
        Cell::Choices(choices) => {
            let one = if is_high {
                choices.first()
            } else {
                choices.last()
            };
            one.map(|one| Stored::Choice(*one))
        }
        Cell::Range(range) => {
            let (low, high) = (range.low.as_ref(), range.high.as_ref());
            let inclusive = |end: Option<&(Exact, bool)>| {
                let end = end.filter(|(_, inclusive)| *inclusive);
                end.map(|(end, _)| end.clone())
            };
            let found = match is_high {
                true => inclusive(high).or_else(|| inclusive(low)),
                false => inclusive(low).or_else(|| inclusive(high)),
            };
            found.map(Stored::Number)
        }
    }
}

/// The order of the rows of a table along one key.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Number(Option<(Exact, bool)>),
    Choice(Reverse<u32>),
}

/// The signs of a product.
fn multiplied(a: Signs, b: Signs) -> Signs {
    match (a, b) {
        (Signs::Zero, _) | (_, Signs::Zero) => Signs::Zero,
        (Signs::NotBelow, one) | (one, Signs::NotBelow) => one,
        (Signs::NotAbove, Signs::NotAbove) => Signs::NotBelow,
        (Signs::Any, Signs::Any | Signs::NotAbove) | (Signs::NotAbove, Signs::Any) => Signs::Any,
    }
}
