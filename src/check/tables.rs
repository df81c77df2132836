//! Tables and their look-ups.

use crate::check::extent::Extent;
use crate::check::fields::label;
use crate::check::mistakes::{names, numbers, types};
use crate::check::scope::{Checker, Meaning};
use crate::check::table_cover;
use crate::check::typed::Typed;
use crate::domain::types::{ChoiceList, Quantity};
use crate::domain::{Exact, Type};
use crate::program::expr::Expr;
use crate::program::{Cell, Key, Row, Table};
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, Item, Name};

/// The most keys of a table.
const MOST_KEYS: usize = 3;
/// The most rows.
const MOST_ROWS: usize = 1000;

/// What is known of a table.
#[derive(Debug, Clone)]
pub(super) struct TableKeys {
    /// The type and the range of each key.
    pub(super) keys: Vec<(Type, Option<Extent>)>,
    /// What its values are.
    pub(super) quantity: Quantity,
    /// The range of its values.
    pub(super) extent: Extent,
    /// Whether it has a value for all that no row holds.
    pub(super) is_open: bool,
}

impl Checker<'_> {
    pub(super) fn table(&mut self, item: &Item, written: &ast::Table) -> Option<Meaning> {
        let title = &written.title;
        if written.keys.len() > MOST_KEYS || written.rows.len() > MOST_ROWS {
            return self.refuse(numbers::table_too_large(item.span, MOST_KEYS, MOST_ROWS));
        }
        let keys: Vec<_> = written.keys.iter().map(|key| self.key(key)).collect();
        let keys: Vec<(String, Typed)> = keys.into_iter().collect::<Option<_>>()?;
        let (rows, otherwise) = self.rows(item, written, &keys)?;
        let known: Vec<(Type, Option<Extent>)> = keys
            .iter()
            .map(|(_, key)| (key.ty.clone(), key.extent.clone()))
            .collect();
        let values = rows.iter().map(|row| &row.value).chain(&otherwise);
        let extent = values
            .map(Extent::constant)
            .reduce(|all, one| all.either(&one))?;
        let quantity = self.constant(&written.rows.first()?.value)?.1;
        table_cover::check(self, &rows, &known, otherwise.is_none().then_some(title));
        let id = self.build.table(Table {
            name: title.name.text.clone(),
            label: label(title),
            keys: keys
                .into_iter()
                .map(|(label, key)| Key { label, ty: key.ty })
                .collect(),
            ty: Type::Number(quantity.clone()),
            rows,
            otherwise: otherwise.clone(),
            origin: self.origin(&item.lead, item.span),
        });
        self.tables.push(TableKeys {
            keys: known,
            quantity,
            extent,
            is_open: otherwise.is_some(),
        });
        Some(Meaning::Table(id))
    }

    /// The words of a key, its type and its range.
    fn key(&mut self, (name, column): &(Name, Option<Name>)) -> Option<(String, Typed)> {
        let typed = match column {
            None => self.expression(&ast::Expr {
                kind: ExprKind::Path(name.clone(), None),
                span: name.span,
            })?,
            Some(column) => {
                let Some(Meaning::Field(records)) = self.meaning(&name.text) else {
                    return self.refuse(names::wrong_kind(name, ("记录", "a records field")));
                };
                let outer = self.row.replace(records);
                let position = self.row_position(&column.text);
                let typed = match position {
                    Some(position) => self.row_field(position, column.span),
                    None => {
                        let known: Vec<String> = self
                            .row_fields()
                            .iter()
                            .map(|field| field.name.clone())
                            .collect();
                        let known = known.iter().map(String::as_str);
                        self.refuse(names::unknown_among(column, known, ("列", "column")))
                    }
                };
                self.row = outer;
                typed?
            }
        };
        match &typed.ty {
            Type::Number(_) | Type::Flag | Type::Choice(_) => {
                let words = column.as_ref().unwrap_or(name).text.clone();
                Some((words, typed))
            }
            Type::Kinds(_) | Type::Date | Type::Text | Type::Records => {
                self.refuse(numbers::not_a_key(&typed))
            }
        }
    }

    /// The rows and what holds for all others.
    fn rows(
        &mut self,
        item: &Item,
        written: &ast::Table,
        keys: &[(String, Typed)],
    ) -> Option<(Vec<Row>, Option<Exact>)> {
        let Some(first) = written.rows.first() else {
            return self.refuse(numbers::table_without_rows(item.span));
        };
        let quantity = self.constant(&first.value)?.1;
        let (mut rows, mut otherwise, mut is_sound) = (vec![], None, true);
        for (at, row) in written.rows.iter().enumerate() {
            let value = self.constant(&row.value);
            if let Some((_, own)) = value.as_ref().filter(|(_, own)| *own != quantity) {
                let mixed = types::mixed_constant(&row.value, own, &quantity);
                self.found.add(mixed);
                is_sound = false;
            }
            if row.cells.is_empty() {
                otherwise = value.map(|(value, _)| value);
                if at + 1 < written.rows.len() {
                    self.found.add(numbers::otherwise_above(row.span));
                    is_sound = false;
                }
                continue;
            }
            if row.cells.len() != keys.len() {
                self.found
                    .add(numbers::cell_count(row.span, row.cells.len(), keys.len()));
                is_sound = false;
                continue;
            }
            let cells = row.cells.iter().zip(keys);
            let cells: Vec<_> = cells
                .map(|((cell, span), (_, key))| self.cell(cell, *span, key))
                .collect();
            match (cells.into_iter().collect::<Option<Vec<Cell>>>(), value) {
                (Some(cells), Some((value, _))) => rows.push(Row {
                    cells,
                    value,
                    origin: self.origin(&row.lead, row.span),
                }),
                _ => is_sound = false,
            }
        }
        is_sound.then_some((rows, otherwise))
    }

    fn cell(&mut self, written: &ast::Cell, span: Span, key: &Typed) -> Option<Cell> {
        match (written, &key.ty) {
            (ast::Cell::Any, _) => Some(Cell::Any),
            (ast::Cell::Flag(flag), Type::Flag) => Some(Cell::Flag(*flag)),
            (ast::Cell::Choices(names), Type::Choice(list)) => self.listed(names, *list),
            (ast::Cell::Band(band), ty @ Type::Number(_)) => {
                let range = self.band_range(band, ty)?;
                if range.later.is_empty() {
                    Some(Cell::Range(range.first))
                } else {
                    self.refuse(numbers::changing_cell(span))
                }
            }
            (ast::Cell::Flag(_) | ast::Cell::Choices(_) | ast::Cell::Band(_), ty) => {
                self.refuse(numbers::wrong_cell(span, ty))
            }
        }
    }

    fn listed(&mut self, names: &[Name], list: ChoiceList) -> Option<Cell> {
        let all: Vec<_> = names.iter().map(|name| self.choice(list, name)).collect();
        all.into_iter()
            .collect::<Option<Vec<u32>>>()
            .map(Cell::Choices)
    }

    // ---- lookup ---------------------------------------------------------------------------------

    /// `lookup risk(severity, likelihood)`.
    pub(super) fn lookup(
        &mut self,
        name: &Name,
        arguments: &[ast::Expr],
        span: Span,
    ) -> Option<Typed> {
        let id = match self.meaning(&name.text) {
            Some(Meaning::Table(id)) => id,
            Some(Meaning::Broken) => return None,
            Some(Meaning::Late) => return self.refuse(names::score_too_early(name.span)),
            Some(_) => return self.refuse(names::wrong_kind(name, ("表", "a table"))),
            None => {
                let all = self.names.iter();
                let tables = all.filter(|(_, meaning)| matches!(meaning, Meaning::Table(_)));
                let known: Vec<String> = tables.map(|(name, _)| name.clone()).collect();
                let known = known.iter().map(String::as_str);
                return self.refuse(names::unknown_among(name, known, ("表", "table")));
            }
        };
        let table = self.tables.get(id.0 as usize)?.clone();
        if arguments.len() != table.keys.len() {
            let (given, wanted) = (arguments.len(), table.keys.len());
            return self.refuse(numbers::argument_count(span, given, wanted));
        }
        let pairs = arguments.iter().zip(&table.keys);
        let all: Vec<_> = pairs
            .map(|(argument, key)| self.argument(argument, key, &table))
            .collect();
        let all: Vec<Typed> = all.into_iter().collect::<Option<_>>()?;
        let ids = all.iter().map(|typed| typed.id).collect();
        let traits = Typed::joined(&all);
        let expr = Expr::Lookup(id, ids);
        self.made_number(expr, table.quantity, table.extent, (span, traits))
    }

    fn argument(
        &mut self,
        written: &ast::Expr,
        (ty, range): &(Type, Option<Extent>),
        table: &TableKeys,
    ) -> Option<Typed> {
        if let (Type::Choice(list), ExprKind::Path(name, None)) = (ty, &written.kind)
            && self.meaning(&name.text).is_none()
            && self.row_position(&name.text).is_none()
        {
            return self.choice_constant(*list, name);
        }
        let typed = self.expression(written)?;
        let fits = match (&typed.ty, ty) {
            (Type::Number(own), Type::Number(key)) => {
                typed.is_bare && !matches!(key, Quantity::Percent | Quantity::Money)
                    || own.joined(key).is_some()
            }
            (own, key) => own == key,
        };
        if !fits {
            let (zh, en) = (ty.zh(), ty.en());
            return self.refuse(types::wrong_type(&typed, (&zh, &en)));
        }
        if let (Some(own), Some(range)) = (&typed.extent, range)
            && !table.is_open
            && !own.lies_in(range)
        {
            return self.refuse(numbers::beyond_the_keys(typed.span, (own, range), ty));
        }
        Some(typed)
    }
}
