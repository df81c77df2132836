//! The dump of what stands beside and behind the tree.

use crate::domain::standard::NoteKind;
use crate::domain::{Exact, Type};
use crate::program::dump::{Dump, dated, number, optional, quoted, range};
use crate::program::{Among, Better, Cell, Grade, Requirement, Row, RulingKind, Wanted};

impl Dump<'_> {
    /// The calendar, the parameters and the tables.
    pub(super) fn numbers(&mut self) {
        if let Some(calendar) = &self.program.calendar {
            self.line(0, format_args!("calendar {}", calendar.days.describe()));
        }
        for parameter in &self.program.parameters {
            let (name, label) = (&parameter.name, optional(parameter.label.as_ref()));
            self.line(
                0,
                format_args!("parameter {name} {label} {:?}", parameter.ty),
            );
            for (from, value) in &parameter.values {
                let from = from.map_or("-".to_owned(), |from| from.to_string());
                self.line(1, format_args!("{from} {value}"));
            }
            self.quote(1, &parameter.origin);
        }
        for table in &self.program.tables {
            let (name, label) = (&table.name, optional(table.label.as_ref()));
            let keys: Vec<&Type> = table.keys.iter().map(|key| &key.ty).collect();
            let otherwise = number(table.otherwise.as_ref());
            self.line(
                0,
                format_args!("table {name} {label} {keys:?} {:?} {otherwise}", table.ty),
            );
            self.quote(1, &table.origin);
            table.rows.iter().for_each(|row| self.row(row));
        }
    }

    fn row(&mut self, row: &Row) {
        let cell = |cell: &Cell| match cell {
            Cell::Any => "any".to_owned(),
            Cell::Flag(flag) => flag.to_string(),
            Cell::Choices(positions) => format!("{positions:?}"),
            Cell::Range(values) => range(values),
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let value: &Exact = &row.value;
        self.line(1, format_args!("{} {value}", cells.join(", ")));
        self.quote(2, &row.origin);
    }

    pub(super) fn conditions(&mut self) {
        for conditions in &self.program.conditions {
            let (name, label) = (&conditions.name, optional(conditions.label.as_ref()));
            self.line(0, format_args!("conditions {name} {label}"));
            self.quote(1, &conditions.origin);
            self.among(1, &conditions.among);
        }
    }

    fn among(&mut self, depth: usize, among: &Among) {
        self.line(depth, format_args!("at least {}", among.least));
        for requirement in &among.requirements {
            self.requirement(depth + 1, requirement);
        }
    }

    fn requirement(&mut self, depth: usize, requirement: &Requirement) {
        let words = optional(requirement.words.as_ref());
        self.line(depth, format_args!("require {words}"));
        self.quote(depth + 1, &requirement.origin);
        match &requirement.wanted {
            Wanted::Condition(condition) => self.expr(depth + 1, *condition),
            Wanted::Among(among) => self.among(depth + 1, among),
        }
        if let Some(guard) = requirement.guard {
            self.line(depth, format_args!(" when"));
            self.expr(depth + 2, guard);
        }
    }

    /// The total, grades, rulings, outputs, procedures and notes.
    pub(super) fn beside(&mut self) {
        let total = &self.program.total;
        self.line(0, format_args!("total {:?}", total.rounding));
        if total.cap.is_some() || total.floor.is_some() {
            let (cap, floor) = (number(total.cap.as_ref()), number(total.floor.as_ref()));
            self.line(1, format_args!("cap {cap} floor {floor}"));
        }
        if let Some(by) = &self.program.graded_by {
            self.line(0, format_args!("grades by"));
            self.expr(1, by.value);
        }
        self.better(0, self.program.better);
        self.grades(0, &self.program.grades);
        for grading in &self.program.gradings {
            let (name, label) = (&grading.name, optional(grading.label.as_ref()));
            self.line(0, format_args!("grades {name} {label}"));
            grading.by.iter().for_each(|by| self.expr(1, by.value));
            self.better(1, grading.better);
            self.grades(1, &grading.grades);
        }
        for ruling in &self.program.rulings {
            let reason = optional(ruling.reason.as_ref());
            let words = match ruling.kind {
                RulingKind::Downgrade(steps) => format!("downgrade {steps}"),
                RulingKind::Veto(grade)
                | RulingKind::Require(grade)
                | RulingKind::Bar(grade)
                | RulingKind::Direct(grade) => format!("{} {grade}", ruling.kind.word()),
            };
            self.line(0, format_args!("{words} {reason}"));
            self.quote(1, &ruling.origin);
            self.expr(1, ruling.condition);
        }
        for output in &self.program.outputs {
            let (name, label) = (&output.name, optional(output.label.as_ref()));
            self.line(0, format_args!("output {name} {label}"));
            self.quote(1, &output.origin);
            self.expr(1, output.value);
        }
        self.procedures();
        for note in &self.program.notes {
            let kind = match note.kind {
                NoteKind::NotARule => "not a rule",
                NoteKind::LeftOpen => "left open",
            };
            let (words, reason) = (quoted(&note.words), quoted(&note.reason));
            self.line(0, format_args!("{kind} {words} {reason}"));
        }
    }

    fn better(&mut self, depth: usize, better: Better) {
        if better == Better::Lower {
            self.line(depth, format_args!("lower is better"));
        }
    }

    fn grades(&mut self, depth: usize, grades: &[Grade]) {
        for grade in grades {
            let (name, label) = (&grade.name, optional(grade.label.as_ref()));
            let range = grade
                .range
                .as_ref()
                .map_or("by veto only".to_owned(), dated);
            self.line(depth, format_args!("grade {name} {label} {range}"));
            self.quote(depth + 1, &grade.origin);
        }
    }

    fn procedures(&mut self) {
        for procedure in &self.program.procedures {
            let (name, label) = (&procedure.name, optional(procedure.label.as_ref()));
            self.line(0, format_args!("procedure {name} {label}"));
            self.quote(1, &procedure.origin);
            for stage in &procedure.stages {
                let [label, role, reason] =
                    [&stage.label, &stage.role, &stage.reason].map(|text| optional(text.as_ref()));
                self.line(
                    1,
                    format_args!("stage {} {label} {role} {reason}", stage.name),
                );
                self.quote(2, &stage.origin);
                self.expr(2, stage.condition);
            }
        }
    }
}
