//! Definitions, each behind those that it needs; a circle is named.

use std::collections::BTreeMap;

use crate::check::fields::label;
use crate::check::mistakes::{names, types};
use crate::check::scope::{Checker, Meaning};
use crate::check::typed::Typed;
use crate::evidence::FieldKind;
use crate::program::Definition;
use crate::syntax::ast::{self, Expr, ExprKind, Name, Title};

/// One `define` line.
#[derive(Clone, Copy)]
struct Written<'t> {
    title: &'t Title,
    value: &'t Expr,
}

/// How far the walk over a definition has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Untouched,
    Open,
    Done,
}

fn written(tree: &ast::File) -> Vec<Written<'_>> {
    tree.items
        .iter()
        .filter_map(|item| item.kind.as_definition())
        .map(|(title, value)| Written { title, value })
        .collect()
}

impl Checker<'_> {
    /// Definitions that need no score. Those that do are known by name only.
    pub(super) fn definitions_before_the_tree(&mut self, tree: &ast::File) {
        let all = written(tree);
        let order = self.order(&all);
        let mut late = vec![false; all.len()];
        for at in &order.sorted {
            let needs = order.needs.get(*at).map_or(&[][..], Vec::as_slice);
            let is_late = all.get(*at).is_some_and(|one| uses_scores(one.value))
                || needs.iter().any(|need| late.get(*need) == Some(&true));
            if let Some(slot) = late.get_mut(*at) {
                *slot = is_late;
            }
        }
        for at in order.sorted {
            let Some(one) = all.get(at) else {
                continue;
            };
            if late.get(at) == Some(&true) {
                self.declare(one.title, Meaning::Late);
            } else {
                self.definition(one);
            }
        }
    }

    /// Definitions that need scores.
    pub(super) fn definitions_behind_the_tree(&mut self, tree: &ast::File) {
        let all = written(tree);
        let mut order = self.order(&all).sorted;
        order.retain(|at| {
            let name = all.get(*at).map(|one| one.title.name.text.as_str());
            name.is_some_and(|name| self.names.get(name) == Some(&Meaning::Late))
        });
        for at in order {
            if let Some(one) = all.get(at) {
                self.definition(one);
            }
        }
    }

    fn definition(&mut self, one: &Written<'_>) {
        let meaning = match self.complete(one.value) {
            Some(typed) if typed.ty == crate::domain::Type::Records => {
                self.found.add(types::not_a_quantity(&typed));
                Meaning::Broken
            }
            Some(typed) => {
                let id = self.build.definition(Definition {
                    name: one.title.name.text.clone(),
                    label: label(one.title),
                    value: typed.id,
                    ty: typed.ty.clone(),
                    needs_scores: typed.traits.needs_scores,
                    span: one.title.name.span,
                });
                self.defined.push(typed);
                Meaning::Definition(id)
            }
            None => Meaning::Broken,
        };
        if let Some(text) = label(one.title)
            && self.labels.get(&text) == Some(&Meaning::Late)
        {
            self.labels.remove(&text);
        }
        self.declare(one.title, meaning);
    }

    /// An expression that stands alone: its divisors must be safe here.
    pub(super) fn complete(&mut self, value: &Expr) -> Option<Typed> {
        let typed = self.expression(value)?;
        match typed.traits.divisors.first() {
            None => {
                self.know(&typed);
                Some(typed)
            }
            Some(divisor) => self.refuse(types::may_be_zero(*divisor)),
        }
    }

    /// Keeps the range of an expression that stands alone.
    pub(super) fn know(&mut self, typed: &Typed) {
        if let Some(extent) = &typed.extent {
            self.extents.insert(typed.id, extent.clone());
        }
    }

    /// Definitions in an order in which each stands behind those that it needs.
    fn order(&mut self, all: &[Written<'_>]) -> Order {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, one) in all.iter().enumerate() {
            let label = one.title.label.iter().map(|label| label.text.as_str());
            for name in label.chain([one.title.name.text.as_str()]) {
                places.insert(name, at);
            }
        }
        let needs: Vec<Vec<usize>> = all
            .iter()
            .map(|one| {
                let used = self.names_in(one.value);
                used.iter()
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
    fn visit(&mut self, root: usize, all: &[Written<'_>], order: &mut Order, states: &mut [State]) {
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

    fn report_cycle(&mut self, need: usize, way: &[(usize, usize)], all: &[Written<'_>]) {
        let circle = way.iter().map(|(at, _)| *at).skip_while(|at| *at != need);
        let titles: Vec<&Title> = circle
            .filter_map(|at| all.get(at))
            .map(|one| one.title)
            .collect();
        for title in &titles {
            self.declare(title, Meaning::Broken);
        }
        let names: Vec<&Name> = titles.iter().map(|title| &title.name).collect();
        self.found.add(names::cycle(&names));
    }

    /// The names in an expression that may be definitions.
    fn names_in<'t>(&self, value: &'t Expr) -> Vec<&'t Name> {
        let mut found = vec![];
        let mut open = vec![value];
        while let Some(expr) = open.pop() {
            open.extend(expr.operands());
            if let ExprKind::Path(name, None) = &expr.kind {
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
                let label = |field: &crate::evidence::Field| field.label.clone();
                fields
                    .iter()
                    .flat_map(|f| std::iter::once(f.name.clone()).chain(label(f)))
                    .collect()
            }
            _ => vec![],
        }
    }
}

struct Order {
    /// Positions, each behind those that it needs.
    sorted: Vec<usize>,
    /// What each needs, by position.
    needs: Vec<Vec<usize>>,
}

fn uses_scores(value: &Expr) -> bool {
    let mut open = vec![value];
    while let Some(expr) = open.pop() {
        if matches!(expr.kind, ExprKind::ScoreOf(_) | ExprKind::ShareOf(_)) {
            return true;
        }
        open.extend(expr.operands());
    }
    false
}
