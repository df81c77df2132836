//! Why a clause came to what it did, in words and numbers that can be checked by hand.

use std::fmt::{self, Formatter};

use crate::diagnostics::Language;
use crate::domain::{Exact, Type, Value};
use crate::evidence::schema::JudgementId;
use crate::evidence::{Field, FieldId, FieldKind};
use crate::interpret::rows;
use crate::interpret::trace::{ClauseTrace, Outcome, Trace};
use crate::interpret::tree::held;
use crate::interpret::values::Values;
use crate::program::expr::{Expr, Fold, Rows};
use crate::program::{Band, BandRange, Clause, ClauseKind, Counted, ExprId};

/// The reason of one clause, written when it is displayed.
pub struct Why<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) trace: &'v Trace,
    pub(super) clause: &'v Clause,
    pub(super) own: &'v ClauseTrace,
    pub(super) language: Language,
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.own.outcome == Outcome::NotApplicable {
            return f.write_str(self.language.pick(
                "所在的指标或分组不适用",
                "its indicator or group does not apply",
            ));
        }
        match self
            .clause
            .guard
            .filter(|guard| self.values.flag(*guard) != Some(true))
        {
            Some(guard) => self.words().condition(f, guard)?,
            None => self.reason(f)?,
        }
        self.bounded(f)
    }
}

impl<'v> Why<'v> {
    fn reason(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let number = |quantity: &ExprId| self.values.of(*quantity).as_number();
        match &self.clause.kind {
            ClauseKind::Award { condition, .. } | ClauseKind::Override { condition, .. } => {
                self.words().condition(f, *condition)
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                counted,
            } => match number(quantity) {
                Some(value) => {
                    let steps = value.full_steps(start, step);
                    self.steps(f, counted, (&value, &steps), (start, step, points))
                }
                None => self.not_given(f),
            },
            ClauseKind::Bands {
                quantity,
                ty,
                bands,
            } => match number(quantity) {
                Some(value) => self.band(f, &value, ty, held(bands, &value)),
                None => self.not_given(f),
            },
            ClauseKind::Base(_) => f.write_str(self.language.pick("基础分", "given in any case")),
            ClauseKind::Group(inner) => self.group(f, inner),
            ClauseKind::Judge { judgement, .. } => self.judged(f, *judgement),
        }
    }

    fn judged(&self, f: &mut Formatter<'_>, judgement: JudgementId) -> fmt::Result {
        let Some(given) = self.values.record.judgement(judgement) else {
            return f.write_str(self.language.pick("没有打分", "no points were given"));
        };
        let (reason, by) = (&given.reason, &given.by);
        match self.language {
            Language::Zh => write!(f, "{reason}（{by}）"),
            Language::En => write!(f, "{reason} ({by})"),
        }
    }

    fn words(&self) -> Words<'v> {
        Words {
            values: self.values,
            language: self.language,
        }
    }

    fn not_given(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(
            self.language
                .pick("所需证据未提供", "the evidence that it needs was not given"),
        )
    }

    /// `3 channel × 20`, or with a start `230家 above 100家: 1 × 100家, × 10`.
    fn steps(
        &self,
        f: &mut Formatter<'_>,
        counted: &Counted,
        (value, steps): (&Exact, &Exact),
        (start, step, points): (&Exact, &Exact, &Exact),
    ) -> fmt::Result {
        let shown = |number: &Exact| quantity(&counted.ty, number);
        let name = match self.language {
            Language::Zh => counted.label.as_ref().or(counted.name.as_ref()),
            Language::En => counted.name.as_ref(),
        };
        if start.is_zero() && *step == Exact::ONE {
            return match name {
                Some(name) => write!(f, "{steps} {name} × {points}"),
                None => write!(f, "{steps} × {points}"),
            };
        }
        let name = name.map_or("", String::as_str);
        let (value, start, step) = (shown(value), shown(start), step_shown(&counted.ty, step));
        match self.language {
            Language::Zh => {
                write!(
                    f,
                    "{name} {value}，超过 {start} 的部分满 {steps} 个 {step}：{steps} × {points}"
                )
            }
            Language::En => {
                write!(
                    f,
                    "{name} {value}, above {start}: {steps} full steps of {step}, {steps} × {points}"
                )
            }
        }
    }

    fn band(
        &self,
        f: &mut Formatter<'_>,
        value: &Exact,
        ty: &Type,
        band: Option<&Band>,
    ) -> fmt::Result {
        let value = quantity(ty, value);
        let band = band.map_or(String::new(), |band| range(&band.range, ty, self.language));
        match self.language {
            Language::Zh => write!(f, "{value} 属于“{band}”一档"),
            Language::En => write!(f, "{value} lies in `{band}`"),
        }
    }

    fn group(&self, f: &mut Formatter<'_>, inner: &[crate::program::ClauseId]) -> fmt::Result {
        let traces = inner
            .iter()
            .filter_map(|id| self.trace.clauses.get(id.0 as usize));
        for (at, trace) in traces.enumerate() {
            match (at, trace.points.is_negative()) {
                (0, _) => write!(f, "{}", trace.points)?,
                (_, true) => write!(f, " − {}", trace.points.abs())?,
                (_, false) => write!(f, " + {}", trace.points)?,
            }
        }
        Ok(())
    }

    /// What the clause's own bounds took or gave.
    fn bounded(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lost = &self.own.lost;
        if *lost > Exact::ZERO {
            let cap = self.clause.cap.as_ref().unwrap_or(&self.own.points);
            let before = &self.own.points + lost;
            match self.language {
                Language::Zh => write!(f, " = {before}，封顶 {cap}，少得 {lost}")?,
                Language::En => write!(f, " = {before}, cap {cap}, {lost} lost")?,
            }
        } else if lost.is_negative() {
            let floor = &self.own.points;
            let before = floor + lost;
            match self.language {
                Language::Zh => write!(f, " = {before}，保底 {floor}")?,
                Language::En => write!(f, " = {before}, floor {floor}")?,
            }
        }
        Ok(())
    }
}

/// A number of a type, as it would be written; rounded for the eye only where it does not end.
pub(super) fn quantity(ty: &Type, number: &Exact) -> String {
    let Type::Number(quantity) = ty else {
        return number.to_string();
    };
    if number.ends() {
        return quantity.shown(number);
    }
    format!("≈{}", quantity.shown(&number.to_shown_places()))
}

fn step_shown(ty: &Type, step: &Exact) -> String {
    use crate::domain::Quantity;
    match ty {
        Type::Number(Quantity::Percent | Quantity::Ratio) => Quantity::PercentPoint.shown(step),
        Type::Number(_)
        | Type::Flag
        | Type::Choice(_)
        | Type::Kinds(_)
        | Type::Date
        | Type::Text
        | Type::Records => quantity(ty, step),
    }
}

/// The words of a band.
pub(super) fn range(range: &BandRange, ty: &Type, language: Language) -> String {
    let shown = |value: &Exact| quantity(ty, value);
    match (&range.low, &range.high) {
        (Some((low, _)), Some((high, _))) if low == high => shown(low),
        (low, high) => {
            let low = low
                .as_ref()
                .map(|(low, inclusive)| match (inclusive, high, language) {
                    (true, None, Language::Zh) => format!("{} 及以上", shown(low)),
                    (true, None, Language::En) => format!("{} and above", shown(low)),
                    (true, Some(_), _) => shown(low),
                    (false, _, Language::Zh) => format!("超过 {}", shown(low)),
                    (false, _, Language::En) => format!("above {}", shown(low)),
                });
            let open = low.is_none();
            let high = high
                .as_ref()
                .map(|(high, inclusive)| match (inclusive, open, language) {
                    (false, _, Language::Zh) => format!("低于 {}", shown(high)),
                    (false, _, Language::En) => format!("below {}", shown(high)),
                    (true, false, _) => shown(high),
                    (true, true, Language::Zh) => format!("不超过 {}", shown(high)),
                    (true, true, Language::En) => format!("up to {}", shown(high)),
                });
            let to = language.pick(" 至 ", " to ");
            [low, high]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(to)
        }
    }
}

/// Conditions in words.
pub(super) struct Words<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) language: Language,
}

impl Words<'_> {
    /// What makes a condition hold, or not.
    pub(super) fn condition(&self, f: &mut Formatter<'_>, id: ExprId) -> fmt::Result {
        let truth = self.values.flag(id);
        match self.values.program.expr(id) {
            Expr::And(parts) => self.parts(f, parts, truth, false),
            Expr::Or(parts) => self.parts(f, parts, truth, true),
            Expr::Not(inner) => self.condition(f, *inner),
            Expr::Compare(comparison, a, b) => {
                let ty = self.type_of(*a).or_else(|| self.type_of(*b));
                let sign = if truth == Some(false) {
                    comparison.negated()
                } else {
                    *comparison
                };
                self.operand(f, *a, ty.as_ref())?;
                write!(f, " {} ", sign.sign())?;
                self.operand(f, *b, ty.as_ref())
            }
            Expr::Rows(rows) => self.rows(f, rows, truth),
            Expr::Field(_) | Expr::Definition(_) => self.operand(f, id, None),
            Expr::IsGiven(inner) => {
                self.name(f, *inner)?;
                f.write_str(match truth {
                    Some(true) => self.language.pick(" 已提供", " is given"),
                    Some(false) | None => self.language.pick(" 未提供", " is not given"),
                })
            }
            Expr::In(inner, _) | Expr::Has(inner, _) | Expr::StartsWith(inner, _) => {
                self.operand(f, *inner, None)?;
                f.write_str(match truth {
                    Some(true) => self.language.pick("：符合", ": it does"),
                    Some(false) => self.language.pick("：不符合", ": it does not"),
                    None => "",
                })
            }
            _ => f.write_str(match truth {
                Some(true) => self.language.pick("条件成立", "the condition holds"),
                Some(false) => self
                    .language
                    .pick("条件不成立", "the condition does not hold"),
                None => self
                    .language
                    .pick("所需证据未提供", "evidence is not given"),
            }),
        }
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
                write!(f, "{all} rows of ")?;
                self.field_name(f, rows.records)
            }
            (Language::En, false) => {
                write!(f, "{passing} of {all} rows of ")?;
                self.field_name(f, rows.records)
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
        let is_named = matches!(
            self.values.program.expr(id),
            Expr::Field(_) | Expr::Definition(_) | Expr::Rows(_) | Expr::AssessmentDate
        );
        if is_named {
            self.name(f, id)?;
            f.write_str(" ")?;
        }
        let own = self.type_of(id);
        self.value(f, &self.values.of(id), own.as_ref().or(ty))
    }

    fn name(&self, f: &mut Formatter<'_>, id: ExprId) -> fmt::Result {
        match self.values.program.expr(id) {
            Expr::Field(field) => self.field_name(f, *field),
            Expr::Rows(rows) => self.field_name(f, rows.records),
            Expr::AssessmentDate => f.write_str(self.language.pick("评价日期", "assessment_date")),
            Expr::Definition(id) => {
                let definition = self.values.program.definitions.get(id.0 as usize);
                definition.map_or(Ok(()), |definition| {
                    let label = definition.label.as_deref().unwrap_or(&definition.name);
                    f.write_str(self.language.pick(label, &definition.name))
                })
            }
            _ => Ok(()),
        }
    }

    fn field_name(&self, f: &mut Formatter<'_>, id: FieldId) -> fmt::Result {
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

    fn type_of(&self, id: ExprId) -> Option<Type> {
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
            Expr::Lowest(all) | Expr::Highest(all) => all.iter().find_map(|id| self.type_of(*id)),
            Expr::Dates(unit, ..) => Some(Type::Number(Quantity::Unit(unit.unit_name().into()))),
            Expr::ScoreOf(_) => Some(Type::Number(Quantity::Points)),
            Expr::ShareOf(_) => Some(Type::Number(Quantity::Percent)),
            Expr::Rows(rows) => self.type_of_rows(rows),
            _ => None,
        }
    }

    fn type_of_rows(&self, rows: &Rows) -> Option<Type> {
        let value = rows.fold.operands().first().copied()?;
        let Expr::RowField(at) = self.values.program.expr(value) else {
            return None;
        };
        match &self.values.program.schema.field(rows.records)?.kind {
            FieldKind::Records { fields } if !matches!(rows.fold, Fold::CountDistinct(_)) => fields
                .get(*at as usize)
                .map(|field: &Field| field.kind.ty()),
            _ => None,
        }
    }
}
