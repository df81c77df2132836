//! Conditions in words: what they compare, and what was given.

use std::fmt::{self, Formatter};

use crate::diagnostics::Language;
use crate::domain::meaning::Comparison;
use crate::domain::types::WORKDAYS;
use crate::domain::{Type, Value};
use crate::evidence::{Field, FieldId, FieldKind};
use crate::interpret::explain::quantity;
use crate::interpret::rows;
use crate::interpret::values::Values;
use crate::program::expr::{Expr, Fold, Kind, Rows};
use crate::program::{ExprId, TableId, Use};

/// Conditions in words.
pub(super) struct Words<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) language: Language,
}

impl Words<'_> {
    /// What makes a condition hold, or not.
    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    pub(super) fn condition(&self, f: &mut Formatter<'_>, id: ExprId) -> fmt::Result {
        let truth = self.values.flag(id);
        match self.values.program.expr(id) {
            Expr::And(parts) => self.parts(f, parts, truth, false),
            Expr::Or(parts) => self.parts(f, parts, truth, true),
            Expr::Not(inner) => self.condition(f, *inner),
            Expr::Compare(comparison, a, b) => {
                let sign = match truth {
                    Some(true) => *comparison,
                    Some(false) => comparison.negated(),
                    None => return self.missing(f, [*a, *b]),
                };
                let ty = self.type_of(*a).or_else(|| self.type_of(*b));
                self.operand(f, *a, ty.as_ref())?;
                write!(f, " {} ", sign_shown(sign))?;
                self.operand(f, *b, ty.as_ref())
            }
            Expr::Rows(rows) => self.rows(f, rows, truth),
            Expr::Field(_) | Expr::Definition(_) if truth.is_none() => self.missing(f, [id]),
            Expr::Field(_) | Expr::Definition(_) => {
                self.name(f, id)?;
                f.write_str(self.language.pick("：", ": "))?;
                self.value(f, &self.values.of(id), None)
            }
            Expr::Met(_) => self.met(f, id, truth),
            Expr::IsGiven(inner) => {
                self.name(f, *inner)?;
                f.write_str(match truth {
                    Some(true) => self.language.pick(" 已提供", " is given"),
                    Some(false) | None => self.language.pick(" 未提供", " is not given"),
                })
            }
            Expr::Has(set, kind) => self.has(f, *set, kind, truth),
            Expr::In(inner, _) | Expr::StartsWith(inner, _) => {
                self.operand(f, *inner, None)?;
                f.write_str(match truth {
                    Some(true) => self.language.pick("：符合", ": it does"),
                    Some(false) => self.language.pick("：不符合", ": it does not"),
                    None => "",
                })
            }
            Expr::Constant(_)
            | Expr::RowField(_)
            | Expr::Parameter(_)
            | Expr::Workdays(..)
            | Expr::MovedWorkdays(..)
            | Expr::Growth(..)
            | Expr::Mean(_)
            | Expr::WholePower(..)
            | Expr::Inexact(..)
            | Expr::Lookup(..)
            | Expr::AssessmentDate
            | Expr::Size(_)
            | Expr::Sum(..)
            | Expr::Product(..)
            | Expr::Function(..)
            | Expr::Lowest(_)
            | Expr::Highest(_)
            | Expr::Otherwise(..)
            | Expr::If(..)
            | Expr::Dates(..)
            | Expr::Moved(..)
            | Expr::ScoreOf(_)
            | Expr::ShareOf(_) => f.write_str(self.holds(truth)),
        }
    }

    /// Whether conditions are met.
    fn met(&self, f: &mut Formatter<'_>, id: ExprId, truth: Option<bool>) -> fmt::Result {
        self.name(f, id)?;
        f.write_str(match truth {
            Some(true) => self.language.pick("：符合", ": met"),
            Some(false) => self.language.pick("：不符合", ": not met"),
            None => self.language.pick("：缺少证据", ": evidence is not given"),
        })
    }

    /// `服务内容 含 政策咨询`.
    fn has(
        &self,
        f: &mut Formatter<'_>,
        set: ExprId,
        kind: &Kind,
        truth: Option<bool>,
    ) -> fmt::Result {
        let has = match truth {
            Some(true) => self.language.pick(" 含 ", " has "),
            Some(false) => self.language.pick(" 不含 ", " has no "),
            None => return self.missing(f, [set]),
        };
        self.name(f, set)?;
        f.write_str(has)?;
        match (kind, self.type_of(set)) {
            (Kind::Other(name), _) => f.write_str(name),
            (Kind::Known(at), Some(Type::Kinds(list))) => {
                let choice = self.values.program.schema.choice(list, *at);
                choice.map_or(Ok(()), |choice| {
                    f.write_str(self.language.pick(choice.title(), &choice.name))
                })
            }
            (Kind::Known(_), _) => Ok(()),
        }
    }

    /// The words for a condition that has none of its own.
    fn holds(&self, truth: Option<bool>) -> &'static str {
        match truth {
            Some(true) => self.language.pick("条件成立", "the condition holds"),
            Some(false) => self
                .language
                .pick("条件不成立", "the condition does not hold"),
            None => self
                .language
                .pick("所需证据未提供", "evidence is not given"),
        }
    }

    /// The operands without a value, by their names.
    fn missing<const N: usize>(&self, f: &mut Formatter<'_>, all: [ExprId; N]) -> fmt::Result {
        let mut missing = all
            .into_iter()
            .filter(|id| self.is_named(*id) && self.values.of(*id).is_missing())
            .peekable();
        if missing.peek().is_none() {
            let words = self
                .language
                .pick("所需证据", "the evidence that it needs is");
            f.write_str(words)?;
        }
        for (at, id) in missing.enumerate() {
            if at > 0 {
                f.write_str(self.language.pick("、", ", "))?;
            }
            self.name(f, id)?;
        }
        f.write_str(self.language.pick(" 未提供", " not given"))
    }

    /// The part that decides, where one does; else all that matter.
    fn parts(
        &self,
        f: &mut Formatter<'_>,
        parts: &[ExprId],
        truth: Option<bool>,
        deciding: bool,
    ) -> fmt::Result {
        let wanted: Vec<ExprId> = parts
            .iter()
            .filter(|part| self.values.flag(**part) == truth)
            .copied()
            .collect();
        let shown = if truth == Some(deciding) || truth.is_none() {
            1
        } else {
            wanted.len()
        };
        for (at, part) in wanted.into_iter().take(shown).enumerate() {
            if at > 0 {
                f.write_str(self.language.pick("，", ", "))?;
            }
            self.condition(f, part)?;
        }
        Ok(())
    }

    fn rows(&self, f: &mut Formatter<'_>, rows: &Rows, truth: Option<bool>) -> fmt::Result {
        let Some((all, passing)) = rows::counts(self.values, rows) else {
            self.field_name(f, rows.records)?;
            return f.write_str(self.language.pick(" 未提供", " not given"));
        };
        let is_plain = rows.filter.is_none();
        match (self.language, is_plain) {
            (Language::Zh, true) => {
                self.field_name(f, rows.records)?;
                write!(f, " {all} 条")
            }
            (Language::Zh, false) => {
                self.field_name(f, rows.records)?;
                write!(f, " {all} 条中 {passing} 条符合")
            }
            (Language::En, true) => {
                self.field_name(f, rows.records)?;
                write!(f, ": {all} rows")
            }
            (Language::En, false) => {
                self.field_name(f, rows.records)?;
                write!(f, ": {passing} of {all} rows meet it")
            }
        }?;
        if truth.is_none() && matches!(rows.fold, Fold::Any | Fold::No | Fold::Every) {
            f.write_str(
                self.language
                    .pick("，其余缺少证据", ", others lack evidence"),
            )?;
        }
        Ok(())
    }

    /// An operand: the name of what is read, and its value.
    fn operand(&self, f: &mut Formatter<'_>, id: ExprId, ty: Option<&Type>) -> fmt::Result {
        let expr = self.values.program.expr(id);
        if let Expr::Lookup(table, keys) = expr {
            self.looked_up(f, *table, keys)?;
            f.write_str(" ")?;
        } else if self.is_named(id) {
            self.name(f, id)?;
            f.write_str(" ")?;
        } else if let Expr::Growth(..) = self.values.program.expr(id) {
            f.write_str(self.language.pick("增长率 ", "growth "))?;
        }
        let own = self.type_of(id);
        self.value(f, &self.values.of(id), own.as_ref().or(ty))?;
        let from = match expr.reads() {
            Some(Use::Parameter(id)) => self.values.parameter_from(id),
            Some(
                Use::Field(_)
                | Use::Definition(_)
                | Use::Judgement(_)
                | Use::Conditions(_)
                | Use::AssessmentDate,
            )
            | None => None,
        };
        match (from, self.language) {
            (Some(from), Language::Zh) => write!(f, "（自 {from}）"),
            (Some(from), Language::En) => write!(f, " (from {from})"),
            (None, _) => Ok(()),
        }
    }

    /// `风险矩阵（高，是）`.
    fn looked_up(&self, f: &mut Formatter<'_>, table: TableId, keys: &[ExprId]) -> fmt::Result {
        let Some(table) = self.values.program.tables.get(table.0 as usize) else {
            return Ok(());
        };
        let label = table.label.as_deref().unwrap_or(&table.name);
        f.write_str(self.language.pick(label, &table.name))?;
        f.write_str(self.language.pick("（", "("))?;
        for (at, (key, own)) in keys.iter().zip(&table.keys).enumerate() {
            if at > 0 {
                f.write_str(self.language.pick("，", ", "))?;
            }
            self.value(f, &self.values.of(*key), Some(&own.ty))?;
        }
        f.write_str(self.language.pick("）", ")"))
    }

    /// What an expression reads and looks up, with values: `满意度 82%，合格线 60分（自 2023-01-01）`.
    pub(super) fn inputs(&self, f: &mut Formatter<'_>, id: ExprId) -> fmt::Result {
        let program = self.values.program;
        let mut open = vec![id];
        let mut shown: Vec<String> = vec![];
        while let Some(id) = open.pop() {
            let expr = program.expr(id);
            if expr.reads().is_some() || matches!(expr, Expr::Lookup(..)) {
                let text = fmt::from_fn(|f| self.operand(f, id, None)).to_string();
                if !shown.contains(&text) {
                    shown.push(text);
                }
            } else {
                open.extend(expr.operands().into_iter().rev());
            }
        }
        f.write_str(&shown.join(self.language.pick("，", ", ")))
    }

    /// Whether a value is made of others, and so is not shown among what it reads.
    pub(super) fn is_computed(&self, id: ExprId) -> bool {
        !self.is_named(id) && !matches!(self.values.program.expr(id), Expr::Lookup(..))
    }

    fn is_named(&self, id: ExprId) -> bool {
        self.values.program.expr(id).reads().is_some()
    }

    /// The name of what an expression reads; nothing where it is computed on the spot.
    fn name(&self, f: &mut Formatter<'_>, id: ExprId) -> fmt::Result {
        match self.values.program.expr(id).reads() {
            Some(Use::Field(field)) => self.field_name(f, field),
            Some(Use::AssessmentDate) => {
                f.write_str(self.language.pick("评价日期", "assessment_date"))
            }
            Some(Use::Definition(id)) => {
                let definition = self.values.program.definitions.get(id.0 as usize);
                definition.map_or(Ok(()), |definition| {
                    let label = definition.label.as_deref().unwrap_or(&definition.name);
                    f.write_str(self.language.pick(label, &definition.name))
                })
            }
            Some(Use::Conditions(id)) => {
                let conditions = self.values.program.conditions.get(id.0 as usize);
                conditions.map_or(Ok(()), |one| {
                    let label = one.label.as_deref().unwrap_or(&one.name);
                    f.write_str(self.language.pick(label, &one.name))
                })
            }
            Some(Use::Parameter(id)) => {
                let parameter = self.values.program.parameters.get(id.0 as usize);
                parameter.map_or(Ok(()), |parameter| {
                    let label = parameter.label.as_deref().unwrap_or(&parameter.name);
                    f.write_str(self.language.pick(label, &parameter.name))
                })
            }
            Some(Use::Judgement(_)) | None => Ok(()),
        }
    }

    pub(super) fn field_name(&self, f: &mut Formatter<'_>, id: FieldId) -> fmt::Result {
        let field = self.values.program.schema.field(id);
        field.map_or(Ok(()), |field| {
            f.write_str(self.language.pick(field.title(), &field.name))
        })
    }

    fn value(&self, f: &mut Formatter<'_>, value: &Value<'_>, ty: Option<&Type>) -> fmt::Result {
        match (value, ty) {
            (Value::Missing, _) => f.write_str(self.language.pick("未提供", "not given")),
            (Value::Flag(true), _) => f.write_str(self.language.pick("是", "yes")),
            (Value::Flag(false), _) => f.write_str(self.language.pick("否", "no")),
            (Value::Number(number), Some(ty)) => f.write_str(&quantity(ty, number)),
            (Value::Number(number), None) => write!(f, "{number}"),
            (Value::Choice(at), Some(Type::Choice(list))) => {
                let choice = self.values.program.schema.choice(*list, *at);
                choice.map_or(Ok(()), |choice| {
                    f.write_str(self.language.pick(choice.title(), &choice.name))
                })
            }
            (Value::Choice(at), _) => write!(f, "{at}"),
            (Value::Kinds(kinds), _) => write!(f, "{}", kinds.len()),
            (Value::Date(date), _) => write!(f, "{date}"),
            (Value::Text(text), _) => f.write_str(text),
        }
    }

    pub(super) fn type_of(&self, id: ExprId) -> Option<Type> {
        use crate::domain::Quantity;
        let program = self.values.program;
        match program.expr(id) {
            Expr::Field(field) => program.schema.field(*field).map(|field| field.kind.ty()),
            Expr::Definition(id) => program
                .definitions
                .get(id.0 as usize)
                .map(|definition| definition.ty.clone()),
            Expr::Function(_, inner) | Expr::Otherwise(inner, _) | Expr::Sum(inner, _) => {
                self.type_of(*inner)
            }
            Expr::Workdays(..) => Some(Type::Number(Quantity::Unit(WORKDAYS.into()))),
            Expr::Growth(..) => Some(Type::Number(Quantity::Percent)),
            Expr::Lowest(all) | Expr::Highest(all) | Expr::Mean(all) => {
                all.iter().find_map(|id| self.type_of(*id))
            }
            Expr::Dates(unit, ..) => Some(Type::Number(Quantity::Unit(unit.unit_name().into()))),
            Expr::ScoreOf(_) => Some(Type::Number(Quantity::Points)),
            Expr::ShareOf(_) => Some(Type::Number(Quantity::Percent)),
            Expr::Rows(rows) => self.type_of_rows(rows),
            Expr::Parameter(id) => {
                let parameter = program.parameters.get(id.0 as usize);
                parameter.map(|parameter| parameter.ty.clone())
            }
            Expr::Lookup(id, _) => {
                let table = program.tables.get(id.0 as usize);
                table.map(|table| table.ty.clone())
            }
            Expr::Constant(_)
            | Expr::RowField(_)
            | Expr::AssessmentDate
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::In(..)
            | Expr::Has(..)
            | Expr::StartsWith(..)
            | Expr::IsGiven(_)
            | Expr::Size(_)
            | Expr::Product(..)
            | Expr::If(..)
            | Expr::Met(_)
            | Expr::MovedWorkdays(..)
            | Expr::WholePower(..)
            | Expr::Inexact(..)
            | Expr::Moved(..) => None,
        }
    }

    fn type_of_rows(&self, rows: &Rows) -> Option<Type> {
        if matches!(rows.fold, Fold::CountDistinct(_)) {
            return None;
        }
        let value = rows.fold.operands().first().copied()?;
        let Expr::RowField(at) = self.values.program.expr(value) else {
            return self.type_of(value);
        };
        let records = self.values.program.schema.field(rows.records)?;
        let FieldKind::Records { fields } = &records.kind else {
            return None;
        };
        let field: &Field = fields.get(*at as usize)?;
        Some(field.kind.ty())
    }
}

/// A comparison as people write it.
fn sign_shown(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Different => "≠",
        Comparison::AtMost => "≤",
        Comparison::AtLeast => "≥",
        Comparison::Equal | Comparison::Less | Comparison::Greater => comparison.sign(),
    }
}
