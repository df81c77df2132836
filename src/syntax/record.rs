//! Takes statements one by one and parses them, and keeps how each was read.

use pest::Parser;

use crate::syntax::assemble::Assembler;
use crate::syntax::ast::{Form, Line};
use crate::syntax::lines::Statement;
use crate::syntax::pairs::{Maker, Pair};
use crate::syntax::reader::{Grammar, Rule};
use crate::syntax::spoken;

impl Assembler<'_> {
    /// Takes the next statement.
    pub(super) fn next(&mut self) -> Option<Statement> {
        let statement = self.statements.get_mut(self.at).map(std::mem::take);
        self.at += 1;
        if let Some(statement) = &statement {
            self.record(statement, Some(self.level));
        }
        statement
    }

    /// Notes that a statement stands in so many blocks.
    pub(super) fn record(&mut self, statement: &Statement, level: Option<usize>) {
        self.lines.push(Line {
            span: statement.span,
            level,
            form: None,
        });
    }

    /// Takes what stands in a block.
    pub(super) fn inside<T>(&mut self, take: impl FnOnce(&mut Self) -> T) -> T {
        self.level += 1;
        let taken = take(self);
        self.level -= 1;
        taken
    }

    /// Leaves all statements that are not taken yet.
    pub(super) fn leave_rest(&mut self) {
        while self.at < self.statements.len() {
            self.next();
        }
    }

    /// Parses the statement that was taken last by a rule and reports what is wrong with it.
    pub(super) fn parse<T>(
        &mut self,
        statement: &Statement,
        rule: Rule,
        make: impl FnOnce(&mut Maker<'_>, &Pair<'_>) -> Option<T>,
    ) -> Option<T> {
        if !statement.is_sound {
            return None;
        }
        let text = self.file.slice(statement.span);
        match Grammar::parse(rule, text) {
            Ok(mut pairs) => {
                let base = statement.span.start as usize;
                let mut maker = Maker {
                    base,
                    found: self.found,
                };
                let made = make(&mut maker, &pairs.next()?)?;
                let line = self.lines.last_mut();
                if let Some(line) = line.filter(|line| line.span == statement.span) {
                    line.form = Some(Form(rule));
                }
                Some(made)
            }
            Err(error) => {
                self.found
                    .add(spoken::explain(&error, text, statement.span, rule));
                None
            }
        }
    }

    /// All statements in their order. An `accept` stands where the line does that it speaks of.
    pub(super) fn into_lines(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| line.span.start);
        let mut below = Some(0);
        for line in self.lines.iter_mut().rev() {
            if line.form == Some(Form(Rule::accept_line)) {
                line.level = below;
            }
            below = line.level.or(below);
        }
        self.lines
    }
}
