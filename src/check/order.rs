//! The order in which named things are checked: each behind those that it needs. A circle is named.

use std::collections::BTreeMap;

use crate::check::mistakes::names;
use crate::check::scope::{Checker, Meaning};
use crate::evidence::{Field, FieldKind};
use crate::syntax::ast::{self, Expr, ExprKind, Item, Name, Title};

/// Something with a name that others may use.
#[derive(Clone, Copy)]
pub(super) enum Named<'t> {
    /// `define x = …`
    Definition(&'t Title, &'t Expr),
    /// `table x by …`
    Table(&'t Item, &'t ast::Table),
    /// `conditions x` … `end`
    Conditions(&'t Item, &'t ast::Conditions),
}

impl<'t> Named<'t> {
    fn of(item: &'t Item) -> Option<Self> {
        if let Some((title, value)) = item.kind.as_definition() {
            return Some(Self::Definition(title, value));
        }
        if let Some(conditions) = item.kind.as_conditions() {
            return Some(Self::Conditions(item, conditions));
        }
        item.kind.as_table().map(|table| Self::Table(item, table))
    }

    pub(super) fn title(&self) -> &'t Title {
        match self {
            Self::Definition(title, _) => title,
            Self::Table(_, table) => &table.title,
            Self::Conditions(_, conditions) => &conditions.title,
        }
    }

    /// The expressions that it is made of.
    fn values(&self) -> Vec<&'t Expr> {
        match self {
            Self::Definition(_, value) => vec![value],
            Self::Table(..) => vec![],
            Self::Conditions(_, conditions) => conditions.among.expressions(),
        }
    }

    /// The names that stand in it outside expressions.
    fn bare_names(&self) -> Vec<&'t Name> {
        match self {
            Self::Definition(..) | Self::Conditions(..) => vec![],
            Self::Table(_, table) => {
                let keys = table.keys.iter();
                keys.filter(|(_, column)| column.is_none())
                    .map(|(name, _)| name)
                    .collect()
            }
        }
    }

    /// Whether it speaks of the score of a part.
    pub(super) fn uses_scores(&self) -> bool {
        let mut open = self.values();
        while let Some(expr) = open.pop() {
            if matches!(expr.kind, ExprKind::ScoreOf(_) | ExprKind::ShareOf(_)) {
                return true;
            }
            open.extend(expr.operands());
        }
        false
    }
}

/// All of a file, in its order.
pub(super) fn named(tree: &ast::File) -> Vec<Named<'_>> {
    tree.items.iter().filter_map(Named::of).collect()
}

/// How far the walk over one has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Done,
}

/// Positions in what is named.
pub(super) struct Order {
    /// Each behind those that it needs.
    pub(super) sorted: Vec<usize>,
    /// What each needs, by position.
    pub(super) needs: Vec<Vec<usize>>,
}

impl Checker<'_> {
    /// An order in which each stands behind those that it needs.
    pub(super) fn order(&mut self, all: &[Named<'_>]) -> Order {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            let title = one.title();
            let label = title.label.iter().map(|label| label.text.as_str());
            for name in label.chain([title.name.text.as_str()]) {
                places.insert(name, at);
            }
        }
        let needs: Vec<Vec<usize>> = all
            .iter()
            .map(|one| {
                let values = one.values().into_iter();
                let used = values.flat_map(|value| self.names_in(value));
                used.chain(one.bare_names())
                    .filter_map(|name| places.get(name.text.as_str()).copied())
                    .collect()
            })
            .collect();
        let mut order = Order {
            sorted: vec![],
            needs,
        };
        let mut states = vec![State::Untouched; all.len()];
        for root in 0..all.len() {
            self.visit(root, all, &mut order, &mut states);
        }
        order
    }

    /// Walks down from `root` with a stack of its own, since a chain may be long.
    fn visit(&mut self, root: usize, all: &[Named<'_>], order: &mut Order, states: &mut [State]) {
        let mut way: Vec<(usize, usize)> = vec![(root, 0)];
        while let Some((at, next)) = way.last().copied() {
            let state = states.get(at).copied().unwrap_or(State::Done);
            if next == 0 && state != State::Untouched {
                way.pop();
                continue;
            }
            if let Some(slot) = states.get_mut(at) {
                *slot = State::Open;
            }
            let need = order
                .needs
                .get(at)
                .and_then(|needs| needs.get(next))
                .copied();
            if let Some(top) = way.last_mut() {
                top.1 += 1;
            }
            match need {
                Some(need) if states.get(need) == Some(&State::Open) => {
                    self.report_cycle(need, &way, all);
                }
                Some(need) if states.get(need) == Some(&State::Untouched) => way.push((need, 0)),
                Some(_) => {}
                None => {
                    if let Some(slot) = states.get_mut(at) {
                        *slot = State::Done;
                    }
                    order.sorted.push(at);
                    way.pop();
                }
            }
        }
    }

    fn report_cycle(&mut self, need: usize, way: &[(usize, usize)], all: &[Named<'_>]) {
        let circle = way.iter().map(|(at, _)| *at).skip_while(|at| *at != need);
        let titles: Vec<&Title> = circle
            .filter_map(|at| all.get(at))
            .map(Named::title)
            .collect();
        for title in &titles {
            self.declare(title, Meaning::Broken);
        }
        let names: Vec<&Name> = titles.iter().map(|title| &title.name).collect();
        self.found.add(names::cycle(&names));
    }

    /// The names in an expression that may be of something named.
    fn names_in<'t>(&self, value: &'t Expr) -> Vec<&'t Name> {
        let mut found = vec![];
        let mut open = vec![value];
        while let Some(expr) = open.pop() {
            open.extend(expr.operands());
            if let ExprKind::Path(name, None) | ExprKind::Lookup(name, _) = &expr.kind {
                found.push(name);
            } else if let ExprKind::Aggregate(aggregate) = &expr.kind {
                let filter = aggregate.filter.iter().chain(&aggregate.computed);
                let inner = filter.flat_map(|filter| self.names_in(filter));
                let row = self.rows_of(&aggregate.records);
                found.extend(inner.filter(|name| !row.contains(&name.text)));
            }
        }
        found
    }

    fn rows_of(&self, records: &Name) -> Vec<String> {
        let field = self
            .schema
            .find_field(&records.text)
            .and_then(|id| self.schema.field(id));
        match field.map(|field| &field.kind) {
            Some(FieldKind::Records { fields }) => {
                let label = |field: &Field| field.label.clone();
                fields
                    .iter()
                    .flat_map(|f| std::iter::once(f.name.clone()).chain(label(f)))
                    .collect()
            }
            _ => vec![],
        }
    }
}
