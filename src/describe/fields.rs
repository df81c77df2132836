//! Evidence fields in words: what is to be given, within which range, and where it is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::describe::Words;
use crate::diagnostics::Language;
use crate::domain::types::ChoiceList;
use crate::evidence::{Field, FieldId, FieldKind, Presence, declared_range};
use crate::program::expr::{Expr, Part};
use crate::program::{ClauseId, ClauseKind, ExprId, IndicatorId, SectionId, Use};

/// Decimal places that a percentage has fewer than the ratio behind it.
const PERCENT_PLACES: u32 = 2;

impl Words<'_> {
    /// The type of a field, with its unit and its places.
    pub(super) fn kind(&self, kind: &FieldKind) -> String {
        let places = |places: u32| match places {
            0 => String::new(),
            1 => self.pick("，至多1位小数", ", at most 1 decimal place"),
            _ => self.pick(
                format!("，至多{places}位小数"),
                format!(", at most {places} decimal places"),
            ),
        };
        match kind {
            FieldKind::Count { unit, .. } => self.with_unit(("整数", "whole number"), unit),
            FieldKind::Number {
                unit, places: most, ..
            } => self.with_unit(("数值", "number"), unit) + &places(*most),
            FieldKind::Percent { places: most, .. } => {
                self.pick("百分比", "percentage") + &places(most.saturating_sub(PERCENT_PLACES))
            }
            FieldKind::Money { .. } => {
                let currency = &self.program.schema.currency.0;
                self.pick(
                    format!("金额（{currency}）"),
                    format!("amount of money ({currency})"),
                )
            }
            FieldKind::Flag => self.pick("是或否", "yes or no"),
            FieldKind::Choice { .. } => self.pick("单选", "one of a list"),
            FieldKind::Kinds { .. } => self.pick("多选，每种只计一次", "any of a list, each once"),
            FieldKind::Date => self.pick("日期", "date"),
            FieldKind::Text => self.pick("文字", "text"),
            FieldKind::Records { .. } => self.pick("记录，可有多条", "records, any number of rows"),
        }
    }

    fn with_unit(&self, (zh, en): (&str, &str), unit: &str) -> String {
        match unit {
            "" => self.pick(zh, en),
            unit => self.pick(format!("{zh}（单位：{unit}）"), format!("{en} (in {unit})")),
        }
    }

    /// The values that a field may have, where they are bounded.
    pub(super) fn allowed(&self, field: &Field) -> String {
        match &field.kind {
            FieldKind::Choice { list } => self.choices(*list),
            FieldKind::Kinds { list, others } => {
                let others = match others {
                    true => self.pick("、其他（写明名称）", ", or others, by their names"),
                    false => String::new(),
                };
                self.choices(*list) + &others
            }
            FieldKind::Count { .. }
            | FieldKind::Number { .. }
            | FieldKind::Percent { .. }
            | FieldKind::Money { .. }
            | FieldKind::Flag
            | FieldKind::Date
            | FieldKind::Text
            | FieldKind::Records { .. } => {
                let range = declared_range(&self.program.schema, &field.kind, self.language);
                range.unwrap_or_default()
            }
        }
    }

    fn choices(&self, list: ChoiceList) -> String {
        let Some(list) = self.program.schema.list(list) else {
            return String::new();
        };
        let names: Vec<String> = list
            .choices
            .iter()
            .map(|choice| match &choice.label {
                Some(label) if *label != choice.name => {
                    let name = &choice.name;
                    self.pick(format!("{label}（{name}）"), format!("{label} ({name})"))
                }
                Some(_) | None => choice.name.clone(),
            })
            .collect();
        names.join(match (list.ordered, self.language) {
            (true, Language::Zh) => " ＞ ",
            (true, Language::En) => " > ",
            (false, Language::Zh) => "、",
            (false, Language::En) => ", ",
        })
    }

    /// Whether a field must be given.
    pub(super) fn presence(&self, field: &Field) -> String {
        match &field.presence {
            Presence::Required => self.pick("必填", "required"),
            Presence::Optional => self.pick("可不填", "optional"),
            Presence::Default(value) => {
                let value = self.constant(value, &field.kind.ty());
                self.pick(format!("不填则为{value}"), format!("{value} if left out"))
            }
        }
    }

    /// Where each field is used, in the order of the file.
    pub(super) fn used_in(&self) -> BTreeMap<FieldId, Vec<String>> {
        let program = self.program;
        let mut all: Vec<(String, BTreeSet<FieldId>)> = vec![];
        for (id, section) in (0u32..).map(SectionId).zip(&program.sections) {
            let applies = section.applies.as_ref().map(|applies| applies.condition);
            let name = self.part_name(Part::Section(id));
            all.push((name, self.read_by(applies.into_iter())));
        }
        for (id, indicator) in (0u32..).map(IndicatorId).zip(&program.indicators) {
            let applies = indicator.applies.as_ref().map(|applies| applies.condition);
            let mut fields = self.read_by(applies.into_iter());
            self.read_by_clauses(&indicator.clauses, &mut fields);
            all.push((self.part_name(Part::Indicator(id)), fields));
        }
        all.extend(self.used_beside());
        let mut used: BTreeMap<FieldId, Vec<String>> = BTreeMap::new();
        for (name, fields) in all {
            for field in fields {
                let names = used.entry(field).or_default();
                if !names.contains(&name) {
                    names.push(name.clone());
                }
            }
        }
        used
    }

    /// What is used behind and beside the tree.
    fn used_beside(&self) -> Vec<(String, BTreeSet<FieldId>)> {
        let program = self.program;
        let titled = |name: &str, label: &Option<String>| {
            super::names::quoted(label.as_deref().unwrap_or(name))
        };
        let mut all = vec![];
        for one in &program.conditions {
            let conditions = one.among.conditions();
            all.push((
                titled(&one.name, &one.label),
                self.read_by(conditions.into_iter()),
            ));
        }
        let graded = program.graded_by.iter().map(|by| by.value);
        all.push((self.pick("等级", "grades"), self.read_by(graded)));
        for one in &program.gradings {
            let by = one.by.iter().map(|by| by.value);
            all.push((titled(&one.name, &one.label), self.read_by(by)));
        }
        let rulings = program.rulings.iter().map(|one| one.condition);
        all.push((
            self.pick("等级调整", "what moves the grade"),
            self.read_by(rulings),
        ));
        for one in &program.procedures {
            let stages = one.stages.iter().map(|stage| stage.condition);
            all.push((titled(&one.name, &one.label), self.read_by(stages)));
        }
        for one in &program.outputs {
            all.push((
                titled(&one.name, &one.label),
                self.read_by(std::iter::once(one.value)),
            ));
        }
        all
    }

    fn read_by_clauses(&self, clauses: &[ClauseId], fields: &mut BTreeSet<FieldId>) {
        for id in clauses {
            let clause = self.program.clause(*id);
            fields.extend(clause.uses.iter().filter_map(|used| match used {
                Use::Field(field) => Some(*field),
                Use::Definition(_)
                | Use::Judgement(_)
                | Use::Parameter(_)
                | Use::Conditions(_)
                | Use::AssessmentDate => None,
            }));
            if let ClauseKind::Group { .. } | ClauseKind::Choose { .. } = clause.kind {
                self.read_by_clauses(clause.inner(), fields);
            }
        }
    }

    /// The fields behind expressions.
    fn read_by(&self, roots: impl Iterator<Item = ExprId>) -> BTreeSet<FieldId> {
        let program = self.program;
        let mut fields = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<ExprId> = roots.collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let expr = program.expr(id);
            open.extend(expr.operands());
            match expr {
                Expr::Definition(id) => {
                    let one = program.definitions.get(id.0 as usize);
                    open.extend(one.map(|one| one.value));
                }
                Expr::Met(id) => {
                    let one = program.conditions.get(id.0 as usize);
                    open.extend(one.map(|one| one.among.conditions()).unwrap_or_default());
                }
                other => {
                    if let Some(Use::Field(field)) = other.reads() {
                        fields.insert(field);
                    }
                }
            }
        }
        fields
    }
}
