//! The values of each fact at which something in a program may change: the constants that it is
//! compared with, the ends of bands and lines, where steps begin. They say where to look first; what
//! else may change is found by halving.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyse::space::Fact;
use crate::domain::{Date, Exact};
use crate::evidence::{FieldId, Stored};
use crate::program::expr::{Expr, Kind};
use crate::program::{
    Amount, BandRange, Cell, Clause, ClauseKind, DatedRange, ExprId, Program, Selector,
};

/// A fact, or a column of the rows of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Fact(Fact),
    Column(FieldId, u32),
}

/// The values at which something may change, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Cuts {
    /// Numbers; of sets of kinds, how many.
    pub(super) numbers: BTreeMap<Place, BTreeSet<Exact>>,
    pub(super) days: BTreeMap<Place, BTreeSet<Date>>,
    pub(super) texts: BTreeMap<Place, BTreeSet<String>>,
    /// Names beyond a list that the rules ask for.
    pub(super) others: BTreeMap<Place, BTreeSet<String>>,
}

/// Collects the cuts of a program.
pub(super) fn of(program: &Program) -> Cuts {
    let mut reader = Reader {
        program,
        columns: columns(program),
        cuts: Cuts::default(),
    };
    for (_, expr) in program.exprs() {
        reader.expr(expr);
    }
    for clause in program.clauses() {
        reader.clause(clause);
    }
    let grades = program
        .grades
        .iter()
        .filter_map(|grade| grade.range.as_ref());
    if let Some(by) = &program.graded_by {
        let value = by.value;
        grades.for_each(|range| reader.dated(value, range));
    }
    for parameter in &program.parameters {
        let days = parameter.values.iter().filter_map(|(from, _)| *from);
        reader.dates(Place::Fact(Fact::Date), days);
    }
    reader.cuts
}

/// The records whose rows each expression over a row belongs to.
fn columns(program: &Program) -> BTreeMap<ExprId, FieldId> {
    let mut columns = BTreeMap::new();
    for (_, expr) in program.exprs() {
        let Expr::Rows(rows) = expr else { continue };
        let mut open: Vec<ExprId> = rows.fold.operands();
        open.extend(rows.filter);
        while let Some(id) = open.pop() {
            if columns.insert(id, rows.records).is_none() {
                open.extend(program.expr(id).operands());
            }
        }
    }
    for clause in program.clauses() {
        if let ClauseKind::Per {
            period: Some(period),
            ..
        } = &clause.kind
        {
            let mut open: Vec<ExprId> = period.filter.into_iter().collect();
            while let Some(id) = open.pop() {
                if columns.insert(id, period.records).is_none() {
                    open.extend(program.expr(id).operands());
                }
            }
        }
    }
    columns
}

struct Reader<'p> {
    program: &'p Program,
    columns: BTreeMap<ExprId, FieldId>,
    cuts: Cuts,
}

impl Reader<'_> {
    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Compare(_, a, b) => {
                self.constant(*a, *b);
                self.constant(*b, *a);
            }
            Expr::In(value, members) => {
                for member in members {
                    self.stored(*value, member);
                }
            }
            Expr::StartsWith(value, start) => {
                self.stored(*value, &Stored::Text(start.clone()));
            }
            Expr::Has(set, Kind::Other(name)) => {
                if let Some(place) = self.place(*set) {
                    let names = self.cuts.others.entry(place).or_default();
                    names.insert(name.clone());
                }
            }
            Expr::Lookup(table, keys) => self.table(table.0, keys),
            Expr::Has(_, Kind::Known(_))
            | Expr::Constant(_)
            | Expr::Field(_)
            | Expr::RowField(_)
            | Expr::Definition(_)
            | Expr::Parameter(_)
            | Expr::Met(_)
            | Expr::AssessmentDate
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::IsGiven(_)
            | Expr::Size(_)
            | Expr::Sum(..)
            | Expr::Product(..)
            | Expr::Function(..)
            | Expr::Lowest(_)
            | Expr::Highest(_)
            | Expr::Otherwise(..)
            | Expr::If(..)
            | Expr::Dates(..)
            | Expr::Moved(..)
            | Expr::Workdays(..)
            | Expr::MovedWorkdays(..)
            | Expr::Growth(..)
            | Expr::Mean(_)
            | Expr::WholePower(..)
            | Expr::Inexact(..)
            | Expr::Rows(_)
            | Expr::ScoreOf(_)
            | Expr::ShareOf(_) => {}
        }
    }

    fn clause(&mut self, clause: &Clause) {
        match &clause.kind {
            ClauseKind::Per {
                quantity,
                start,
                step,
                ..
            } => {
                for number in [start.clone(), start + step] {
                    self.stored(*quantity, &Stored::Number(number));
                }
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                for band in bands {
                    self.dated(*quantity, &band.range);
                }
            }
            ClauseKind::Linear(line) => {
                for end in [&line.from, &line.to] {
                    if let Amount::Constant(number) = end {
                        self.stored(line.quantity, &Stored::Number(number.clone()));
                    }
                }
            }
            ClauseKind::Choose { by, branches, .. } => {
                for branch in branches {
                    if let Selector::Values(values) = &branch.selector {
                        values.iter().for_each(|value| self.stored(*by, value));
                    }
                }
            }
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Group { .. }
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => {}
        }
    }

    fn dated(&mut self, quantity: ExprId, range: &DatedRange) {
        self.band(quantity, &range.first);
        for (from, range) in &range.later {
            self.band(quantity, range);
            self.dates(Place::Fact(Fact::Date), [*from]);
        }
    }

    fn band(&mut self, quantity: ExprId, range: &BandRange) {
        for (end, _) in range.low.iter().chain(&range.high) {
            self.stored(quantity, &Stored::Number(end.clone()));
        }
    }

    fn table(&mut self, table: u32, keys: &[ExprId]) {
        let Some(table) = self.program.tables.get(table as usize) else {
            return;
        };
        for row in &table.rows {
            for (cell, key) in row.cells.iter().zip(keys) {
                if let Cell::Range(range) = cell {
                    self.band(*key, range);
                }
            }
        }
    }

    /// A comparison with a constant, or with a parameter.
    fn constant(&mut self, constant: ExprId, other: ExprId) {
        if let Expr::Constant(value) = self.program.expr(constant) {
            self.stored(other, value);
        } else if let Expr::Parameter(id) = self.program.expr(constant) {
            let parameter = self.program.parameters.get(id.0 as usize);
            let values = parameter.map_or(&[][..], |parameter| &parameter.values);
            for (_, number) in values {
                self.stored(other, &Stored::Number(number.clone()));
            }
        }
    }

    fn stored(&mut self, value: ExprId, constant: &Stored) {
        let Some(place) = self.place(value) else {
            return;
        };
        match constant {
            Stored::Number(number) => {
                let numbers = self.cuts.numbers.entry(place).or_default();
                numbers.insert(number.clone());
            }
            Stored::Date(day) => self.dates(place, [*day]),
            Stored::Text(text) => {
                let texts = self.cuts.texts.entry(place).or_default();
                texts.insert(text.clone());
            }
            Stored::Missing
            | Stored::Flag(_)
            | Stored::Choice(_)
            | Stored::Kinds(_)
            | Stored::Rows(_) => {}
        }
    }

    fn dates(&mut self, place: Place, days: impl IntoIterator<Item = Date>) {
        self.cuts.days.entry(place).or_default().extend(days);
    }

    /// The fact that an expression is, under a name or as it stands.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "all but these few forms compute something"
    )]
    fn place(&self, id: ExprId) -> Option<Place> {
        let mut next = id;
        loop {
            match self.program.expr(next) {
                Expr::Field(field) => return Some(Place::Fact(Fact::Field(*field))),
                Expr::AssessmentDate => return Some(Place::Fact(Fact::Date)),
                Expr::RowField(column) => {
                    let records = self.columns.get(&next)?;
                    return Some(Place::Column(*records, *column));
                }
                Expr::Size(set) => next = *set,
                Expr::Otherwise(value, _) => next = *value,
                Expr::Definition(id) => {
                    next = self.program.definitions.get(id.0 as usize)?.value;
                }
                _ => return None,
            }
        }
    }
}
