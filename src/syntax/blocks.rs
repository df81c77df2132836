//! The lines of `evidence` and `grades`, which start with a name and not with a keyword.

use pest::Parser;

use crate::syntax::assemble::{Assembler, Known};
use crate::syntax::ast::{Field, FieldKind, Grade};
use crate::syntax::heads::{self, Head};
use crate::syntax::lines::{DEEPEST, Statement};
use crate::syntax::mistakes;
use crate::syntax::reader::{Grammar, Rule};

impl Assembler<'_> {
    pub(super) fn fields(&mut self, depth: usize) -> Vec<Field> {
        let mut fields = vec![];
        while let Some((mut statement, entry)) = self.next_in(Rule::field_line) {
            if entry.is_some_and(|entry| entry.head == Head::Accept) {
                self.take_accept(statement);
                continue;
            }
            let lead = self.lead(&mut statement);
            let field = self.parse(&statement, Rule::field_line, |m, pair| m.field(pair, lead));
            fields.extend(field.map(|field| self.with_rows(field, depth)));
        }
        fields
    }

    fn with_rows(&mut self, field: Field, depth: usize) -> Field {
        match &field.kind {
            FieldKind::Records(_) if depth > DEEPEST => {
                self.give_up(field.span);
                field
            }
            FieldKind::Records(_) => {
                if depth > 0 {
                    self.found.add(mistakes::records_in_records(field.span));
                }
                let rows = self.fields(depth + 1);
                self.close(field.span);
                Field {
                    kind: FieldKind::Records(rows),
                    ..field
                }
            }
            FieldKind::Count(_)
            | FieldKind::Number(_)
            | FieldKind::Percent
            | FieldKind::Money(_)
            | FieldKind::Flag
            | FieldKind::Choice { .. }
            | FieldKind::Kinds { .. }
            | FieldKind::Date
            | FieldKind::Text => field,
        }
    }

    pub(super) fn grades(&mut self) -> Vec<Grade> {
        let mut grades = vec![];
        while let Some((mut statement, entry)) = self.next_in(Rule::grade_line) {
            if entry.is_some_and(|entry| entry.head == Head::Accept) {
                self.take_accept(statement);
                continue;
            }
            let lead = self.lead(&mut statement);
            grades.extend(self.parse(&statement, Rule::grade_line, |m, pair| m.grade(pair, lead)));
        }
        grades
    }

    /// The next statement, while it fits `rule` or starts nothing that is known.
    fn next_in(&mut self, rule: Rule) -> Option<(Statement, Known)> {
        let statement = self.statements.get(self.at)?;
        let exact = heads::of(self.text(statement));
        let declares = exact.is_some_and(|e| e.is_declaration() && self.fits(statement, e.rule));
        if !declares && (self.fits(statement, rule) || self.is_meant_as(statement, rule)) {
            return self.next().map(|statement| (statement, None));
        }
        let entry = self.head(statement);
        if entry.is_some_and(|entry| entry.head != Head::Accept) {
            return None;
        }
        self.next().map(|statement| (statement, entry))
    }

    /// Whether a statement that starts with a keyword, or with a word near one, is a line of `rule`
    /// whose name is that word.
    fn is_meant_as(&self, statement: &Statement, rule: Rule) -> bool {
        let text = self.text(statement);
        let word = heads::first_word(text);
        let behind = text.get(word.len()..).unwrap_or("");
        let is_titled = !word.is_empty() && behind.trim_start().starts_with(['"', '“']);
        if heads::of(text).is_none() {
            return is_titled;
        }
        // Any other name makes it a line of the rule.
        is_titled && Grammar::parse(rule, &format!("x{behind}")).is_ok()
    }
}
