//! What is made of rows, in words.

use crate::describe::Words;
use crate::describe::expressions::{Level, Phrase, Truth};
use crate::diagnostics::Language;
use crate::program::ExprId;
use crate::program::expr::{Fold, Rows};

impl Words<'_> {
    /// The rows of records that count: `参加家数超过50家的服务活动记录`.
    pub(super) fn counted_rows(&self, rows: &Rows) -> String {
        let records = self.field_name(rows.records);
        let Some(filter) = rows.filter else {
            return self.pick(format!("{records}记录"), format!("row of {records}"));
        };
        let filter = self.over(rows.records).part(filter, Level::Condition);
        self.pick(
            format!("{filter}的{records}记录"),
            format!("row of {records} where {filter}"),
        )
    }

    /// Those rows as a part of something.
    fn these_rows(&self, rows: &Rows) -> String {
        let records = self.field_name(rows.records);
        let Some(filter) = rows.filter else {
            return self.pick(format!("{records}记录"), format!("the rows of {records}"));
        };
        let filter = self.over(rows.records).part(filter, Level::Condition);
        self.pick(
            format!("（{filter}的{records}记录）"),
            format!("the rows of {records} (only those where {filter})"),
        )
    }

    /// An aggregate, or the contrary of one that is a condition.
    pub(super) fn rows(&self, rows: &Rows, truth: Truth) -> Phrase {
        let inside = self.over(rows.records);
        let of = |id: &ExprId| inside.part(*id, Level::Single);
        let these = || self.these_rows(rows);
        let (zh, en) = match &rows.fold {
            Fold::Any => return self.some(rows, truth),
            Fold::No => {
                let contrary = match truth {
                    Truth::Yes => Truth::No,
                    Truth::No => Truth::Yes,
                };
                return self.some(rows, contrary);
            }
            Fold::Every => {
                let phrase = self.every(rows);
                let remark = self.pick("没有记录的视为符合", "so too where there is none");
                let text =
                    phrase.text + &self.pick(format!("（{remark}）"), format!(" ({remark})"));
                return Phrase::new(phrase.level, text);
            }
            Fold::Count => (
                format!("{}条数", these()),
                format!("the number of {}", bare(&these())),
            ),
            Fold::CountDistinct(value) => (
                format!("{}中不同的{}个数", these(), of(value)),
                format!(
                    "the number of different values of {} in {}",
                    of(value),
                    these()
                ),
            ),
            Fold::Sum(value) => (
                format!("{}的{}合计", these(), of(value)),
                format!("the sum of {} over {}", of(value), these()),
            ),
            Fold::SumOfHighest(most, value) => (
                format!("{}中最高的{most}个{}之和", these(), of(value)),
                format!(
                    "the sum of the highest {most} values of {} in {}",
                    of(value),
                    these()
                ),
            ),
            Fold::SumOfLowest(most, value) => (
                format!("{}中最低的{most}个{}之和", these(), of(value)),
                format!(
                    "the sum of the lowest {most} values of {} in {}",
                    of(value),
                    these()
                ),
            ),
            Fold::Highest(value) => (
                format!("{}的{}最高值", these(), of(value)),
                format!("the highest {} in {}", of(value), these()),
            ),
            Fold::Lowest(value) => (
                format!("{}的{}最低值", these(), of(value)),
                format!("the lowest {} in {}", of(value), these()),
            ),
            Fold::Average(value) => (
                format!("{}的{}平均值", these(), of(value)),
                format!("the average of {} over {}", of(value), these()),
            ),
            Fold::WeightedAverage(value, weight) => (
                format!("{}的{}平均值（以{}加权）", these(), of(value), of(weight)),
                format!(
                    "the average of {} over {}, weighted by {}",
                    of(value),
                    these(),
                    of(weight)
                ),
            ),
        };
        let level = match rows.fold {
            Fold::WeightedAverage(..) if self.language == Language::En => Level::Open,
            _ => Level::Single,
        };
        Phrase::new(level, self.pick(zh, en))
    }

    /// That there is a row, or none.
    fn some(&self, rows: &Rows, truth: Truth) -> Phrase {
        let these = self.counted_rows(rows);
        let text = match truth {
            Truth::Yes => self.pick(format!("有{these}"), format!("there is a {these}")),
            Truth::No => self.pick(format!("没有{these}"), format!("there is no {these}")),
        };
        // English says the condition of the rows last.
        let level = match (rows.filter, self.language) {
            (Some(_), Language::En) => Level::Joined,
            (Some(_), Language::Zh) | (None, _) => Level::Condition,
        };
        Phrase::new(level, text)
    }

    /// That each row meets a condition; what holds over no row is not said.
    pub(super) fn every(&self, rows: &Rows) -> Phrase {
        let records = self.field_name(rows.records);
        let Some(filter) = rows.filter else {
            let text = self.pick(
                format!("任意{records}记录"),
                format!("any rows of {records}"),
            );
            return Phrase::new(Level::Condition, text);
        };
        let filter = self.over(rows.records).expression(filter);
        let text = self.pick(
            format!("每条{records}记录都满足（{filter}）"),
            format!("every row of {records} meets ({filter})"),
        );
        Phrase::new(Level::Condition, text)
    }
}

/// `the rows of …` behind another article.
fn bare(rows: &str) -> &str {
    rows.strip_prefix("the ").unwrap_or(rows)
}
