//! Days of the evidence that the calendar of working days does not cover.

use crate::diagnostics::{Code, Diagnostic, Found, say};
use crate::domain::{Calendar, Date, Value};
use crate::evidence::{FieldId, Record, Stored};
use crate::interpret::values::{Row, Values};
use crate::program::expr::Expr;
use crate::program::{ExprId, Program, Use};
use crate::source::Span;

/// Reports each day that working days are counted from or to and that the calendar does not cover;
/// `day_span` is the place of the assessment date.
pub fn check_calendar(program: &Program, record: &Record, day_span: Span, found: &mut Found) {
    let Some(calendar) = &program.calendar else {
        return;
    };
    let check = Check {
        calendar: &calendar.days,
        values: Values::new(program, record),
        day_span,
    };
    let mut in_rows = vec![];
    for (_, expr) in program.exprs() {
        if let Expr::Rows(rows) = expr {
            let roots = rows.fold.operands().into_iter().chain(rows.filter);
            let counted = check.counted(roots);
            if let Stored::Rows(all) = record.stored(rows.records) {
                for row in all {
                    check.over(&counted, row, Some(rows.records), found);
                }
            }
            in_rows.extend(counted);
        }
    }
    let all = program.exprs().map(|(id, _)| id);
    let outside: Vec<ExprId> = all
        .filter(|id| check.is_counted(*id) && !in_rows.contains(id))
        .collect();
    check.over(&outside, &[], None, found);
}

struct Check<'r> {
    calendar: &'r Calendar,
    values: Values<'r>,
    day_span: Span,
}

impl<'r> Check<'r> {
    /// Whether an expression counts working days.
    fn is_counted(&self, id: ExprId) -> bool {
        matches!(
            self.values.program.expr(id),
            Expr::Workdays(..) | Expr::MovedWorkdays(..)
        )
    }

    /// What counts working days over one row: in some expressions and their operands, but not in
    /// aggregates inside them, which have rows of their own.
    fn counted(&self, roots: impl Iterator<Item = ExprId>) -> Vec<ExprId> {
        let mut open: Vec<ExprId> = roots.collect();
        let mut counted = vec![];
        while let Some(id) = open.pop() {
            let expr = self.values.program.expr(id);
            if !matches!(expr, Expr::Rows(_)) {
                open.extend(expr.operands());
            }
            if self.is_counted(id) {
                counted.push(id);
            }
        }
        counted
    }

    fn over(&self, counted: &[ExprId], row: Row<'r>, records: Option<FieldId>, found: &mut Found) {
        for id in counted {
            for (operand, day) in self.outside(*id, row) {
                let place = match records {
                    Some(records) => self.place_of(records),
                    None => self.place(operand),
                };
                let place = place.unwrap_or(self.day_span);
                found.add(not_covered(place, day, self.calendar.coverage()));
            }
        }
    }

    /// The operands with a day that is not covered; no day for one that counting leads to.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "two forms of some forty count working days"
    )]
    fn outside(&self, id: ExprId, row: Row<'r>) -> Vec<(ExprId, Option<Date>)> {
        let uncovered = |operand: ExprId| match self.values.over(operand, row) {
            Value::Date(day) if !self.calendar.covers(day) => Some((operand, Some(day))),
            _ => None,
        };
        match self.values.program.expr(id) {
            Expr::Workdays(from, to) => [*from, *to].into_iter().filter_map(uncovered).collect(),
            Expr::MovedWorkdays(from, by) => {
                let is_given = |operand: ExprId| !self.values.over(operand, row).is_missing();
                let is_lost = is_given(*from) && is_given(*by) && !is_given(id);
                let lost = is_lost.then_some((*from, None));
                uncovered(*from).or(lost).into_iter().collect()
            }
            _ => vec![],
        }
    }

    /// The place of the first evidence that an expression reads.
    fn place(&self, root: ExprId) -> Option<Span> {
        let program = self.values.program;
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            let expr = program.expr(id);
            match expr.reads() {
                Some(Use::Field(field)) => return self.place_of(field),
                Some(Use::Definition(definition)) => {
                    let definition = program.definitions.get(definition.0 as usize);
                    open.extend(definition.map(|definition| definition.value));
                }
                Some(
                    Use::AssessmentDate
                    | Use::Judgement(_)
                    | Use::Parameter(_)
                    | Use::Conditions(_),
                )
                | None => open.extend(expr.operands().into_iter().rev()),
            }
        }
        None
    }

    fn place_of(&self, field: FieldId) -> Option<Span> {
        let place = self.values.record.places.get(field.0 as usize);
        place.copied().flatten().map(|place| place.span)
    }
}

/// E224: a day of the evidence outside the calendar.
fn not_covered(span: Span, day: Option<Date>, (first, last): (Date, Date)) -> Diagnostic {
    let (message, label) = match day {
        Some(day) => (
            say!(
                zh "{day} 不在标准的工作日历之内：日历自 {first} 至 {last}",
                en "{day} is outside the calendar of working days, which runs from {first} to {last}"
            ),
            say!(zh "日历没有覆盖这一天", en "the calendar does not cover this"),
        ),
        None => (
            say!(
                zh "按工作日数下去，超出了标准的工作日历：日历自 {first} 至 {last}",
                en "counting working days from here leads outside the calendar, which runs from {first} to {last}"
            ),
            say!(zh "从这里数起", en "counted from here"),
        ),
    };
    Diagnostic::new(Code::OutsideCalendar, message)
        .label(span, label)
        .help(say!(
            zh "核对日期；若无误，请标准的维护者在日历中补上那一年的安排",
            en "check the day; if it is right, ask whoever keeps the standard to add that year to its calendar"
        ))
}
