//! The lines of `evidence` and `grades`, which start with a name and not with a keyword.

use pest::Parser;

use crate::syntax::assemble::{Assembler, Known};
use crate::syntax::ast::{
    Among, Conditions, Field, FieldKind, Grade, Grading, Procedure, Requirement, Row, Stage, Table,
};
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
                let rows = self.inside(|own| own.fields(depth + 1));
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

    pub(super) fn grading(&mut self, statement: &Statement) -> Option<Grading> {
        let head = self.parse(statement, Rule::grades_line, |m, pair| m.grading(pair));
        let grades = self.inside(Self::grades);
        head.map(|grading| Grading { grades, ..grading })
    }

    /// A table with its rows, up to `end`.
    pub(super) fn table(&mut self, statement: &Statement) -> Option<Table> {
        let head = self.parse(statement, Rule::table_line, |m, pair| m.table(pair));
        let rows = self.inside(Self::rows);
        self.close(statement.span);
        head.map(|table| Table { rows, ..table })
    }

    fn rows(&mut self) -> Vec<Row> {
        let mut rows = vec![];
        while let Some(mut row) = self.line_of_block(Rule::row_line) {
            let lead = self.lead(&mut row);
            rows.extend(self.parse(&row, Rule::row_line, |m, pair| m.row(pair, lead)));
        }
        rows
    }

    /// The next statement of a block whose lines start with values: whatever is no other line.
    fn line_of_block(&mut self, rule: Rule) -> Option<Statement> {
        let statement = self.statements.get(self.at)?;
        let belongs = self.fits(statement, rule) || self.head(statement).is_none();
        belongs.then(|| self.next())?
    }

    pub(super) fn conditions(&mut self, statement: &Statement) -> Option<Conditions> {
        let head = self.parse(statement, Rule::conditions_line, |m, pair| {
            m.conditions(pair)
        });
        let requirements = self.inside(|own| own.requirements(statement, 0));
        self.close(statement.span);
        head.map(|conditions| Conditions {
            among: Among {
                requirements,
                ..conditions.among
            },
            ..conditions
        })
    }

    /// The requirements up to `end`, with their groups.
    fn requirements(&mut self, opened: &Statement, depth: usize) -> Vec<Requirement> {
        let mut all = vec![];
        if depth > DEEPEST {
            self.give_up(opened.span);
            return all;
        }
        while let Some((head, mut line)) = self.headed(&[Head::Require, Head::Among]) {
            let lead = self.lead(&mut line);
            if head == Head::Require {
                all.extend(self.parse(&line, Rule::need_line, |m, pair| m.requirement(pair, lead)));
                continue;
            }
            let among = self.parse(&line, Rule::among_line, |m, pair| {
                Some((m.among(pair)?, m.label(pair)))
            });
            let requirements = self.inside(|own| own.requirements(&line, depth + 1));
            self.close(line.span);
            all.extend(among.map(|(among, words)| Requirement::Group {
                lead,
                words,
                among: Among {
                    requirements,
                    ..among
                },
                span: line.span,
            }));
        }
        all
    }

    /// The next statement, where it has one of these heads; `accept` lines above it are taken.
    fn headed(&mut self, heads: &[Head]) -> Option<(Head, Statement)> {
        loop {
            let head = self.peek_head()?.head;
            if head == Head::Accept {
                let accept = self.next()?;
                self.take_accept(accept);
            } else if heads.contains(&head) {
                return self.next().map(|line| (head, line));
            } else {
                return None;
            }
        }
    }

    pub(super) fn procedure(&mut self, statement: &Statement) -> Option<Procedure> {
        let head = self.parse(statement, Rule::procedure_line, |m, pair| m.procedure(pair));
        let stages = self.inside(Self::stages);
        self.close(statement.span);
        head.map(|procedure| Procedure {
            stages,
            ..procedure
        })
    }

    fn stages(&mut self) -> Vec<Stage> {
        let mut stages = vec![];
        while let Some((_, mut line)) = self.headed(&[Head::Stage]) {
            let lead = self.lead(&mut line);
            stages.extend(self.parse(&line, Rule::stage_line, |m, pair| m.stage(pair, lead)));
        }
        stages
    }

    fn grades(&mut self) -> Vec<Grade> {
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
