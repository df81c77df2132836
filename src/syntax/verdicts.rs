//! Tables, gradings, rulings, conditions, procedures and notes from pairs of one statement.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some three hundred variants, of which a place admits a few"
)]

use crate::domain::standard::NoteKind;
use crate::syntax::ast::{
    Among, Cell, Conditions, Expr, ExprKind, Grading, Lead, Name, Note, Procedure, Quote,
    Requirement, Row, Ruling, RulingKind, Stage, Table, Text,
};
use crate::syntax::pairs::{Maker, Pair, child, children, has};
use crate::syntax::reader::Rule;

/// The most of a small number in these lines.
const MOST: u32 = 1000;

impl Maker<'_> {
    /// The header of `grades`; its lines are filled in by the caller.
    pub(super) fn grading(&mut self, pair: &Pair<'_>) -> Option<Grading> {
        let by = match child(pair, Rule::expression) {
            None => None,
            Some(by) => Some(self.expression(&by)?),
        };
        let title = match child(pair, Rule::name) {
            None => None,
            Some(_) => Some(self.title(pair)?),
        };
        Some(Grading {
            title,
            by,
            lower_is_better: has(pair, Rule::kw_lower_best),
            grades: vec![],
        })
    }

    pub(super) fn ruling(&mut self, pair: &Pair<'_>) -> Option<Ruling> {
        let mut condition = self.expression(&child(pair, Rule::expression)?)?;
        let grade = child(pair, Rule::name).map(|name| self.name(&name));
        let kind = match pair.as_rule() {
            Rule::veto_line => RulingKind::Veto(grade?),
            Rule::bar_line => RulingKind::Bar(grade?),
            Rule::direct_line => RulingKind::Direct(grade?),
            Rule::downgrade_line => {
                RulingKind::Downgrade(self.small(&child(pair, Rule::number)?, MOST)?)
            }
            _ => RulingKind::Require(grade.or_else(|| take_fallback(&mut condition))),
        };
        Some(Ruling {
            kind,
            condition,
            reason: self.label(pair),
        })
    }

    /// The header of `table`; its rows are filled in by the caller.
    pub(super) fn table(&mut self, pair: &Pair<'_>) -> Option<Table> {
        Some(Table {
            title: self.title(pair)?,
            keys: children(pair, Rule::path)
                .map(|path| self.path(&path))
                .collect::<Option<_>>()?,
            rows: vec![],
        })
    }

    pub(super) fn row(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Row> {
        let cells = children(pair, Rule::cell).map(|cell| {
            let span = self.span(&cell);
            let inner = cell.clone().into_inner().next()?;
            let kind = match inner.as_rule() {
                Rule::kw_any_value => Cell::Any,
                Rule::kw_yes => Cell::Flag(true),
                Rule::kw_no => Cell::Flag(false),
                Rule::band => Cell::Band(self.band(&inner)?),
                _ => Cell::Choices(children(&cell, Rule::name).map(|n| self.name(&n)).collect()),
            };
            Some((kind, span))
        });
        Some(Row {
            lead,
            cells: cells.collect::<Option<_>>()?,
            value: self.quantity(&child(pair, Rule::signed_quantity)?)?,
            span: self.span(pair),
        })
    }

    /// The header of `conditions`; its lines are filled in by the caller.
    pub(super) fn conditions(&mut self, pair: &Pair<'_>) -> Option<Conditions> {
        Some(Conditions {
            title: self.title(pair)?,
            among: self.among(pair)?,
        })
    }

    /// How many requirements must hold; they are filled in by the caller.
    pub(super) fn among(&mut self, pair: &Pair<'_>) -> Option<Among> {
        let least = match child(pair, Rule::number) {
            None => None,
            Some(number) => Some((self.small(&number, MOST)?, self.span(&number))),
        };
        Some(Among {
            least,
            requirements: vec![],
        })
    }

    /// A line of `conditions`.
    pub(super) fn requirement(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Requirement> {
        Some(Requirement::One {
            lead,
            condition: self.expression(&child(pair, Rule::expression)?)?,
            words: self.label(pair),
            span: self.span(pair),
        })
    }

    /// The header of `procedure`; its stages are filled in by the caller.
    pub(super) fn procedure(&mut self, pair: &Pair<'_>) -> Option<Procedure> {
        Some(Procedure {
            title: self.title(pair)?,
            stages: vec![],
        })
    }

    /// A line of `procedure`.
    pub(super) fn stage(&mut self, pair: &Pair<'_>, lead: Lead) -> Option<Stage> {
        let behind = |word: Rule| {
            let mut inner = pair
                .clone()
                .into_inner()
                .skip_while(|p| p.as_rule() != word);
            inner.find(|inner| inner.as_rule() == Rule::label)
        };
        let before = pair
            .clone()
            .into_inner()
            .nth(2)
            .filter(|second| second.as_rule() == Rule::label);
        let role = has(pair, Rule::kw_role).then(|| behind(Rule::kw_role));
        Some(Stage {
            lead,
            title: crate::syntax::ast::Title {
                name: self.name(&child(pair, Rule::name)?),
                label: before.map(|label| self.text(&label)),
            },
            role: role.flatten().map(|label| self.text(&label)),
            condition: self.expression(&child(pair, Rule::expression)?)?,
            reason: behind(Rule::expression).map(|label| self.text(&label)),
            span: self.span(pair),
        })
    }

    /// A note; without words of its own it speaks of the quote above it.
    pub(super) fn note(&mut self, pair: &Pair<'_>, quote: Option<Quote>) -> Option<Note> {
        let labels = children(pair, Rule::label).map(|label| self.text(&label));
        let quote = quote.map(|quote| Text {
            text: quote.text,
            span: quote.span,
        });
        let labels: Vec<Text> = labels.collect();
        let mut labels = quote.filter(|_| labels.len() < 2).into_iter().chain(labels);
        let kind = if has(pair, Rule::kw_no_rule) {
            NoteKind::NotARule
        } else {
            NoteKind::LeftOpen
        };
        Some(Note {
            kind,
            words: labels.next()?,
            reason: labels.next()?,
            span: self.span(pair),
        })
    }
}

/// Takes the name behind the last `otherwise` off an expression that ends with one.
fn take_fallback(expr: &mut Expr) -> Option<Name> {
    let end = expr.span.end;
    let mut at = expr;
    loop {
        if let ExprKind::Otherwise(value, fallback) = &mut at.kind
            && let ExprKind::Path(name, None) = &fallback.kind
            && name.span.end == end
        {
            let name = name.clone();
            let value = (**value).clone();
            *at = value;
            return Some(name);
        }
        at = at.last_operand_mut().filter(|last| last.span.end == end)?;
    }
}
