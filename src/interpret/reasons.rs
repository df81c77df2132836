//! Why computed points, lines, groups of the best and choices came to what they did.

use std::fmt::{self, Formatter};

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::clauses::chosen;
use crate::interpret::explain::{Why, quantity, signed};
use crate::interpret::rows;
use crate::interpret::trace::ClauseTrace;
use crate::program::{Amount, Branch, ClauseId, ExprId, Linear, PeriodCap};

impl Why<'_> {
    /// `满意度 82% → 16.4`.
    pub(super) fn formula(
        &self,
        f: &mut Formatter<'_>,
        value: ExprId,
        points: &Exact,
    ) -> fmt::Result {
        self.words().inputs(f, value)?;
        write!(f, " → {}", signed(points))
    }

    /// In brackets, what computed points are made of; nothing for constants.
    pub(super) fn computed(&self, f: &mut Formatter<'_>, points: &Amount) -> fmt::Result {
        let (Amount::Computed(id), Some(value)) = (points, self.values.amount(points)) else {
            return Ok(());
        };
        f.write_str(self.language.pick("（", " ("))?;
        self.formula(f, *id, &value)?;
        f.write_str(self.language.pick("）", ")"))
    }

    /// `2023: 4 (3 × 2, cap 4); 2024: 2 (1 × 2)`.
    pub(super) fn periods(
        &self,
        f: &mut Formatter<'_>,
        cap: &PeriodCap,
        each: &Exact,
    ) -> fmt::Result {
        let Some(all) = rows::by_period(self.values, cap, each).filter(|all| !all.is_empty())
        else {
            return f.write_str(self.language.pick("没有可计的行", "no row counts"));
        };
        for (at, one) in all.iter().enumerate() {
            if at > 0 {
                f.write_str(self.language.pick("；", "; "))?;
            }
            let (period, count) = (period_shown(one.period), &one.count);
            let (points, own, most) = (signed(&one.points), signed(each), &cap.cap);
            let is_capped = one.points != &one.count * each;
            match (self.language, is_capped) {
                (Language::Zh, true) => {
                    write!(f, "{period}：{points}（{count} × {own}，封顶 {most}）")?;
                }
                (Language::Zh, false) => write!(f, "{period}：{points}（{count} × {own}）")?,
                (Language::En, true) => {
                    write!(f, "{period}: {points} ({count} × {own}, cap {most})")?;
                }
                (Language::En, false) => write!(f, "{period}: {points} ({count} × {own})")?,
            }
        }
        Ok(())
    }

    /// `满意度 82%，从 60%（10）到 100%（50）：32`.
    pub(super) fn line(&self, f: &mut Formatter<'_>, line: &Linear) -> fmt::Result {
        let Some(on) = self.values.on_line(line) else {
            return self.not_given(f);
        };
        let words = self.words();
        words.inputs(f, line.quantity)?;
        let shown = |number: &Exact| quantity(&line.ty, number);
        if words.is_computed(line.quantity) {
            write!(f, " → {}", shown(&on.value))?;
        }
        let (from, to) = (shown(&on.from.0), shown(&on.to.0));
        let (low, high, points) = (signed(&on.from.1), signed(&on.to.1), signed(&on.points));
        match (self.language, on.value < on.from.0) {
            (Language::Zh, true) => write!(f, "，低于 {from}：{points}"),
            (Language::En, true) => write!(f, " is below {from}: {points}"),
            (Language::Zh, false) => write!(f, "，从 {from}（{low}）到 {to}（{high}）：{points}"),
            (Language::En, false) => {
                write!(
                    f,
                    " on the line from {from} ({low}) to {to} ({high}): {points}"
                )
            }
        }
    }

    /// `取最高 2 项：20 + 15（不计 3）`.
    pub(super) fn best(&self, f: &mut Formatter<'_>, most: u32, inner: &[ClauseId]) -> fmt::Result {
        match self.language {
            Language::Zh => write!(f, "取最高 {most} 项：")?,
            Language::En => write!(f, "the best {most}: ")?,
        }
        let traces = inner
            .iter()
            .filter_map(|id| self.trace.clauses.get(id.0 as usize));
        let (taken, over): (Vec<_>, Vec<_>) = traces
            .filter(|trace| trace.outcome.fired())
            .partition(|trace| trace.is_among_best);
        let listed = |all: &[&ClauseTrace], between: &str| {
            let all: Vec<String> = all.iter().map(|trace| signed(&trace.points)).collect();
            all.join(between)
        };
        match taken.is_empty() {
            true => f.write_str("0")?,
            false => f.write_str(&listed(&taken, " + "))?,
        }
        if over.is_empty() {
            return Ok(());
        }
        match self.language {
            Language::Zh => write!(f, "（不计 {}）", listed(&over, "、")),
            Language::En => write!(f, " (without {})", listed(&over, ", ")),
        }
    }

    /// `级别 高，“高，中：”一支：20 + 3`.
    pub(super) fn chosen(
        &self,
        f: &mut Formatter<'_>,
        by: ExprId,
        (branches, clauses): (&[Branch], &[ClauseId]),
    ) -> fmt::Result {
        let Some(branch) = chosen(branches, &self.values.of(by)) else {
            return self.not_given(f);
        };
        self.words().inputs(f, by)?;
        let text = branch.origin.text.trim_end_matches([':', '：']);
        match self.language {
            Language::Zh => write!(f, "，“{text}”一支：")?,
            Language::En => write!(f, ", branch `{text}`: ")?,
        }
        self.group(f, branch.own(clauses))
    }
}

/// `2023`, or `2023-05`.
pub(super) fn period_shown((year, month): (i16, i8)) -> String {
    match month {
        0 => year.to_string(),
        month => format!("{year}-{month:02}"),
    }
}
