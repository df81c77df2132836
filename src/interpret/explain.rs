//! Why a clause came to what it did, in words and numbers that can be checked by hand.

use std::fmt::{self, Formatter};

use crate::diagnostics::Language;
use crate::domain::standard::GroupRule;
use crate::domain::{Date, Exact, Quantity, Type};
use crate::evidence::schema::JudgementId;
use crate::interpret::clauses::held;
use crate::interpret::trace::{ClauseTrace, Outcome, Trace};
use crate::interpret::values::Values;
use crate::interpret::words::Words;
use crate::program::{Amount, Band, BandRange, Clause, ClauseId, ClauseKind, Counted, ExprId, Use};

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
            ClauseKind::Award { condition, points }
            | ClauseKind::Override {
                condition,
                score: points,
            } => {
                self.words().condition(f, *condition)?;
                match self.own.outcome.fired() {
                    true => self.computed(f, points),
                    false => Ok(()),
                }
            }
            ClauseKind::Per {
                quantity, points, ..
            } => match number(quantity).zip(self.values.amount(points)) {
                Some((value, each)) => {
                    self.counted(f, &value, &each)?;
                    self.computed(f, points)
                }
                None => self.not_given(f),
            },
            ClauseKind::Bands {
                quantity,
                ty,
                bands,
            } => match number(quantity) {
                Some(value) => {
                    let held = held(bands, &value, self.day());
                    self.band(f, &value, ty, held)?;
                    held.map_or(Ok(()), |band| self.computed(f, &band.points))
                }
                None => self.not_given(f),
            },
            ClauseKind::Base(Amount::Computed(value)) | ClauseKind::Formula(value) => {
                match number(value) {
                    Some(points) => self.formula(f, *value, &points),
                    None => self.not_given(f),
                }
            }
            ClauseKind::Base(Amount::Constant(_)) => {
                f.write_str(self.language.pick("基础分", "given in any case"))
            }
            ClauseKind::Group {
                rule: GroupRule::Best(most),
                clauses,
            } => self.best(f, *most, clauses),
            ClauseKind::Group { clauses, .. } => self.group(f, clauses),
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => self.chosen(f, *by, (branches, clauses)),
            ClauseKind::Linear(line) => self.line(f, line),
            ClauseKind::Judge { judgement, .. } => self.judged(f, *judgement),
        }
    }

    /// What a `per` counted, and the points of each.
    fn counted(&self, f: &mut Formatter<'_>, value: &Exact, each: &Exact) -> fmt::Result {
        let ClauseKind::Per {
            start,
            step,
            counted,
            period,
            ..
        } = &self.clause.kind
        else {
            return Ok(());
        };
        match period {
            Some(period) => self.periods(f, period, each),
            None => {
                let steps = value.full_steps(start, step);
                self.steps(f, counted, (value, &steps), (start, step, each))
            }
        }
    }

    fn judged(&self, f: &mut Formatter<'_>, judgement: JudgementId) -> fmt::Result {
        let Some(given) = self.values.record.judgement(judgement) else {
            return f.write_str(self.language.pick("评审未打分", "no points were given"));
        };
        let (reason, by) = (&given.reason, &given.by);
        match self.language {
            Language::Zh => write!(f, "{reason}（{by}）"),
            Language::En => write!(f, "{reason} ({by})"),
        }
    }

    fn day(&self) -> Option<Date> {
        self.values.record.assessment_date
    }

    pub(super) fn words(&self) -> Words<'v> {
        Words {
            values: self.values,
            language: self.language,
        }
    }

    /// The names of what is missing.
    pub(super) fn not_given(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let words = self.words();
        let missing = self.clause.uses.iter().filter_map(|used| match used {
            Use::Field(id) if self.values.record.stored(*id).is_missing() => Some(*id),
            Use::Field(_)
            | Use::Definition(_)
            | Use::Judgement(_)
            | Use::Parameter(_)
            | Use::Conditions(_)
            | Use::AssessmentDate => None,
        });
        let mut is_first = true;
        for id in missing {
            if !is_first {
                f.write_str(self.language.pick("、", ", "))?;
            }
            is_first = false;
            words.field_name(f, id)?;
        }
        f.write_str(match is_first {
            true => self.language.pick("没有可用的值", "there is no value"),
            false => self.language.pick(" 未提供", " not given"),
        })
    }

    /// `3 channel × 20`, or with a start `firms 268家 is 168家 above 100家, full steps of
    /// 100家: 1 × 10`.
    fn steps(
        &self,
        f: &mut Formatter<'_>,
        counted: &Counted,
        (value, steps): (&Exact, &Exact),
        (start, step, points): (&Exact, &Exact, &Exact),
    ) -> fmt::Result {
        let label = counted.label.as_ref().or(counted.name.as_ref());
        let name = self.language.pick(label, counted.name.as_ref());
        let name = name.map_or("", String::as_str);
        let gap = if name.is_empty() { "" } else { " " };
        if start.is_zero() && *step == Exact::ONE {
            return match self.language {
                Language::Zh => write!(f, "{name}{gap}{steps} × {}", signed(points)),
                Language::En => write!(f, "{steps}{gap}{name} × {}", signed(points)),
            };
        }
        write!(f, "{name}{gap}{}", quantity(&counted.ty, value))?;
        let shown = |number: &Exact| difference(&counted.ty, number, self.language);
        let (beyond, step) = (value - start, shown(step));
        let start = (!start.is_zero()).then(|| quantity(&counted.ty, start));
        let is_below = beyond <= Exact::ZERO;
        let beyond = shown(&beyond);
        match (self.language, start) {
            (Language::Zh, Some(start)) if is_below => write!(f, "，未超过 {start}：")?,
            (Language::En, Some(start)) if is_below => write!(f, " is not above {start}: ")?,
            (Language::Zh, Some(start)) => {
                write!(f, "，比 {start} 多 {beyond}，每满 {step}计 1 次：")?;
            }
            (Language::En, Some(start)) => {
                write!(f, " is {beyond} above {start}, full steps of {step}: ")?;
            }
            (Language::Zh, None) => write!(f, "，每满 {step}计 1 次：")?,
            (Language::En, None) => write!(f, ", full steps of {step}: ")?,
        }
        write!(f, "{steps} × {}", signed(points))
    }

    fn band(
        &self,
        f: &mut Formatter<'_>,
        value: &Exact,
        ty: &Type,
        band: Option<&Band>,
    ) -> fmt::Result {
        let value = quantity(ty, value);
        let band = band.map_or(String::new(), |band| {
            range(band.range.on(self.day()), ty, self.language)
        });
        match self.language {
            Language::Zh => write!(f, "{value} 属于“{band}”一档"),
            Language::En => write!(f, "{value} lies in `{band}`"),
        }
    }

    pub(super) fn group(&self, f: &mut Formatter<'_>, inner: &[ClauseId]) -> fmt::Result {
        let traces = inner
            .iter()
            .filter_map(|id| self.trace.clauses.get(id.0 as usize));
        for (at, trace) in traces.enumerate() {
            match (at, trace.points.is_negative()) {
                (0, _) => f.write_str(&signed(&trace.points))?,
                (_, true) => write!(f, " − {}", shown(&trace.points.abs()))?,
                (_, false) => write!(f, " + {}", shown(&trace.points))?,
            }
        }
        Ok(())
    }

    /// What the clause's own bounds took or gave, and what its rounding left.
    fn bounded(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let lost = &self.own.lost;
        if *lost > Exact::ZERO {
            let cap = self.clause.cap.as_ref().unwrap_or(&self.own.points);
            let (before, lost) = (signed(&(cap + lost)), shown(lost));
            match self.language {
                Language::Zh => write!(f, " = {before}，封顶 {cap}，少得 {lost}")?,
                Language::En => write!(f, " = {before}, cap {cap}, {lost} lost")?,
            }
        } else if lost.is_negative() {
            let floor = self.clause.floor.as_ref().unwrap_or(&self.own.points);
            let before = signed(&(floor + lost));
            match self.language {
                Language::Zh => write!(f, " = {before}，保底 {floor}")?,
                Language::En => write!(f, " = {before}, floor {floor}")?,
            }
        }
        if self.clause.rounding.is_none() || !self.own.outcome.fired() {
            return Ok(());
        }
        let points = signed(&self.own.points);
        match self.language {
            Language::Zh => write!(f, "，取整后 {points}"),
            Language::En => write!(f, ", rounded {points}"),
        }
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

/// Points with a minus sign as people write it; rounded for the eye only where they do not end.
pub(super) fn signed(points: &Exact) -> String {
    shown(points).replace('-', "−")
}

fn shown(points: &Exact) -> String {
    quantity(&Type::Number(Quantity::Points), points)
}

/// A difference of two numbers of a type; that of percentages is a number of percentage points.
pub(super) fn difference(ty: &Type, number: &Exact, language: Language) -> String {
    match ty {
        Type::Number(Quantity::Percent | Quantity::Ratio) => match language {
            Language::Zh => format!("{} 个百分点", number.times_hundred()),
            Language::En => Quantity::PercentPoint.shown(number),
        },
        Type::Number(_)
        | Type::Flag
        | Type::Choice(_)
        | Type::Kinds(_)
        | Type::Date
        | Type::Text
        | Type::Records => quantity(ty, number),
    }
}

/// The words of a band.
pub(super) fn range(range: &BandRange, ty: &Type, language: Language) -> String {
    range.shown(|value| quantity(ty, value), language)
}
