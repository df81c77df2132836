//! What stands for each name on the other surface: its label, or again its name. A name that the tree
//! alone does not explain stays as it is, which is right on either surface.

use std::collections::BTreeMap;

use crate::format::scopes::{Holds, Scope, Scopes, Thing, find};
use crate::syntax::ast::{Aggregate, Expr, ExprKind, File, Name, PartRef, Table, Title};
use crate::syntax::surface::Surface;
use crate::syntax::tokens::is_name;

/// How far a definition is followed to the choices of what it stands for.
const MOST_STEPS: usize = 64;

/// What stands for the names of a tree, by their places.
pub(super) fn spelled<'t>(
    tree: &'t File,
    scopes: &Scopes<'t>,
    surface: Surface,
) -> BTreeMap<u32, String> {
    let mut speller = Speller {
        scopes,
        surface,
        row: Scope::default(),
        found: BTreeMap::new(),
    };
    tree.items.iter().for_each(|item| speller.item(&item.kind));
    speller.found
}

/// Walks a tree and spells its names.
pub(super) struct Speller<'s, 't> {
    scopes: &'s Scopes<'t>,
    surface: Surface,
    /// The columns of the row at hand.
    row: Scope<'t>,
    found: BTreeMap<u32, String>,
}

impl<'s, 't> Speller<'s, 't> {
    // ---- names ----------------------------------------------------------------------------------

    /// Spells a name that is looked up in scopes, the first one first.
    fn name_in(&mut self, name: &Name, scopes: &[&Scope<'t>]) -> Option<Thing<'t>> {
        let thing = find(scopes, &name.text)?;
        let label = thing.title.label.as_ref().map(|label| label.text.as_str());
        let word = match self.surface {
            Surface::En => Some(thing.title.name.text.as_str()),
            Surface::Zh => label.filter(|label| is_name(label)),
        };
        let is_same = |other: Thing<'_>| std::ptr::eq(other.title, thing.title);
        let word = word.filter(|word| find(scopes, word).is_some_and(is_same));
        if let Some(word) = word.filter(|word| *word != name.text) {
            self.found.insert(name.span.start, word.to_owned());
        }
        Some(thing)
    }

    pub(super) fn value(&mut self, name: &Name) -> Option<Thing<'t>> {
        self.name_among(name, None, None)
    }

    /// A name that is a choice of the list before, or else a value, or else a choice of the list behind.
    fn name_among(
        &mut self,
        name: &Name,
        before: Option<&'t [Title]>,
        behind: Option<&'t [Title]>,
    ) -> Option<Thing<'t>> {
        let scope = |list: Option<&'t [Title]>| list.map(Scope::of_choices).unwrap_or_default();
        let (before, behind, values) = (scope(before), scope(behind), &self.scopes.values);
        let row = std::mem::take(&mut self.row);
        let thing = self.name_in(name, &[&before, &row, values, &behind]);
        self.row = row;
        thing
    }

    pub(super) fn choice(&mut self, name: &Name, list: Option<&'t [Title]>) {
        if let Some(list) = list {
            self.name_in(name, &[&Scope::of_choices(list)]);
        }
    }

    pub(super) fn section_name(&mut self, name: &Name) {
        self.name_in(name, &[&self.scopes.sections]);
    }

    fn part(&mut self, name: &Name) {
        self.name_in(name, &[&self.scopes.parts]);
    }

    pub(super) fn grade(&mut self, name: &Name) {
        self.name_in(name, &[&self.scopes.grades]);
    }

    /// Records, or a column of theirs.
    pub(super) fn path(&mut self, name: &Name, column: Option<&Name>) -> Option<Thing<'t>> {
        let Some(column) = column else {
            return self.value(name);
        };
        let thing = self.name_in(name, &[&self.scopes.values])?;
        let Holds::Columns(fields) = thing.holds else {
            return None;
        };
        self.name_in(column, &[&Scope::of_columns(fields)])
    }

    /// The choices that a value is one of, as far as it is plain.
    pub(super) fn list(&self, value: &Expr) -> Option<&'t [Title]> {
        self.list_of(of_name(value, &[&self.row, &self.scopes.values])?)
    }

    fn list_of(&self, holds: Holds<'t>) -> Option<&'t [Title]> {
        let mut holds = holds;
        for _ in 0..MOST_STEPS {
            match holds {
                Holds::Choices(choices) => return Some(choices),
                Holds::Value(value) => holds = of_name(value, &[&self.scopes.values])?,
                Holds::Plain | Holds::Columns(_) | Holds::Table(_) => return None,
            }
        }
        None
    }

    // ---- expressions ----------------------------------------------------------------------------

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "in all other forms a name is a value"
    )]
    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Path(name, column) => {
                self.path(name, column.as_ref());
            }
            ExprKind::Compare(_, a, b) => self.compare(a, &[b]),
            ExprKind::Between(a, b, c) => self.compare(a, &[b, c]),
            ExprKind::In(value, items) => self.items_of(value, items),
            ExprKind::Has(value, item) | ExprKind::Otherwise(value, item) => {
                self.items_of(value, std::slice::from_ref(item));
            }
            ExprKind::Lookup(name, arguments) => self.lookup(name, arguments),
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate),
            ExprKind::ScoreOf(PartRef::Named(name)) | ExprKind::ShareOf(PartRef::Named(name)) => {
                self.part(name);
            }
            _ => self.exprs(expr.operands()),
        }
    }

    pub(super) fn exprs<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) {
        all.into_iter().for_each(|expr| self.expr(expr));
    }

    /// Both sides, each once: brackets may nest deep.
    fn compare(&mut self, a: &Expr, others: &[&Expr]) {
        let list = self.list(a);
        for b in others {
            match (&b.kind, list) {
                (ExprKind::Path(name, None), Some(list)) => {
                    self.name_among(name, Some(list), None);
                }
                (_, _) => self.expr(b),
            }
        }
        if let ExprKind::Path(name, None) = &a.kind {
            let behind = others.iter().find_map(|b| self.list(b));
            self.name_among(name, None, behind);
        } else {
            self.expr(a);
        }
    }

    /// A value and choices of its list.
    fn items_of(&mut self, value: &Expr, items: &[Expr]) {
        self.expr(value);
        let list = self.list(value);
        for item in items {
            match (&item.kind, list) {
                (ExprKind::Path(name, None), Some(list)) => self.choice(name, Some(list)),
                (_, _) => self.expr(item),
            }
        }
    }

    fn lookup(&mut self, name: &Name, arguments: &[Expr]) {
        let table = self.name_in(name, &[&self.scopes.values]);
        let keys = match table.map(|table| table.holds) {
            Some(Holds::Table(table)) => self.keys(table),
            Some(Holds::Plain | Holds::Choices(_) | Holds::Columns(_) | Holds::Value(_)) | None => {
                vec![]
            }
        };
        for (at, argument) in arguments.iter().enumerate() {
            match (&argument.kind, keys.get(at).copied().flatten()) {
                (ExprKind::Path(name, None), list) => {
                    self.name_among(name, None, list);
                }
                (_, _) => self.expr(argument),
            }
        }
    }

    /// The choices of each key of a table.
    pub(super) fn keys(&self, table: &Table) -> Vec<Option<&'t [Title]>> {
        let list = |(name, column): &(Name, Option<Name>)| {
            let values = [&self.scopes.values];
            let columns = match column {
                None => return self.list_of(find(&values, &name.text)?.holds),
                Some(_) => columns_of(find(&values, &name.text)),
            };
            self.list_of(find(&[&columns], &column.as_ref()?.text)?.holds)
        };
        table.keys.iter().map(list).collect()
    }

    fn aggregate(&mut self, aggregate: &Aggregate) {
        let records = self.name_in(&aggregate.records, &[&self.scopes.values]);
        let row = columns_of(records);
        if let Some(field) = &aggregate.field {
            self.name_in(field, &[&row]);
        }
        match &aggregate.weight {
            Some((field, None)) => {
                self.name_in(field, &[&row]);
            }
            Some((records, Some(field))) => {
                self.path(records, Some(field));
            }
            None => {}
        }
        self.over(row, aggregate.computed.iter().chain(&aggregate.filter));
    }

    /// Expressions that speak of a row.
    pub(super) fn over<'e>(&mut self, row: Scope<'t>, all: impl IntoIterator<Item = &'e Expr>) {
        let outer = std::mem::replace(&mut self.row, row);
        self.exprs(all);
        self.row = outer;
    }
}

/// What the name holds that a value is, or that it is in the first place.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is computed has no list of choices"
)]
fn of_name<'t>(value: &Expr, scopes: &[&Scope<'t>]) -> Option<Holds<'t>> {
    match &value.kind {
        ExprKind::Path(name, None) => Some(find(scopes, &name.text)?.holds),
        ExprKind::Otherwise(value, _) | ExprKind::If(_, value, _) => of_name(value, scopes),
        _ => None,
    }
}

/// The columns of records; none of what is no such thing.
pub(super) fn columns_of(records: Option<Thing<'_>>) -> Scope<'_> {
    match records.map(|records| records.holds) {
        Some(Holds::Columns(fields)) => Scope::of_columns(fields),
        Some(Holds::Plain | Holds::Choices(_) | Holds::Table(_) | Holds::Value(_)) | None => {
            Scope::default()
        }
    }
}
