//! Writes numbers and conditions on either surface.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::model::{
    CHOICES, Comparison, Cond, Fold, Kind, Model, Number, Place, R, Rounding, Unit,
};
use crate::print::{Surface, is_whole};

#[derive(Clone, Copy)]
pub(crate) struct Spell<'m> {
    pub(crate) model: &'m Model,
    pub(crate) surface: Surface,
}

/// A decimal in its shortest form.
pub(crate) fn decimal(number: &R) -> String {
    let mut places = 0;
    let mut scaled = number.abs();
    while !is_whole(&scaled) {
        scaled *= R::from_integer(10.into());
        places += 1;
        assert!(places < 60, "{number} does not end");
    }
    let digits = scaled.to_integer().to_string();
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let sign = if number.is_negative() { "-" } else { "" };
    if part.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// A number with its unit, as rules and evidence write it.
pub(crate) fn constant(number: &R, unit: Unit) -> String {
    let ten_thousand = R::from_integer(10_000.into());
    match unit {
        Unit::Bare => decimal(number),
        Unit::Firms => format!("{}家", decimal(number)),
        Unit::Times => format!("{}次", decimal(number)),
        Unit::Percent => format!(
            "{}%",
            decimal(&(number * R::from_integer(BigInt::from(100))))
        ),
        Unit::Money if !number.is_zero() && is_whole(&(number / &ten_thousand)) => {
            format!("{}万元", decimal(&(number / ten_thousand)))
        }
        Unit::Money => format!("{}元", decimal(number)),
    }
}

impl Spell<'_> {
    pub(crate) fn w(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.surface {
            Surface::En => en,
            Surface::Zh => zh,
        }
    }

    pub(crate) fn field(&self, at: usize) -> String {
        let field = &self.model.fields[at];
        match self.surface {
            Surface::En => field.name.clone(),
            Surface::Zh => field.label.clone(),
        }
    }

    fn column(&self, records: usize, at: usize) -> String {
        let Kind::Records(fields) = &self.model.fields[records].kind else {
            panic!("field {records} has no columns");
        };
        match self.surface {
            Surface::En => fields[at].name.clone(),
            Surface::Zh => fields[at].label.clone(),
        }
    }

    pub(crate) fn rounding(&self, rounding: Rounding) -> String {
        let mode = match rounding.mode {
            "half_even" => self.w(" half even", " 五成双"),
            "up" => self.w(" up", " 进一"),
            "down" => self.w(" down", " 去尾"),
            _ => "",
        };
        let places = rounding.places;
        if rounding.multiple != 1 {
            let step = decimal(&rounding.step());
            return format!("{} {step}{mode}", self.w("rounded to nearest", "取整到"));
        }
        match self.surface {
            Surface::En => format!("rounded to {places} places{mode}"),
            Surface::Zh => format!("保留 {places} 位小数{mode}"),
        }
    }

    /// A number; in brackets unless it is a name or a constant.
    pub(crate) fn number(&self, number: &Number) -> String {
        let bare = self.bare_number(number);
        match number {
            Number::Field(_)
            | Number::RowField(..)
            | Number::Definition(_)
            | Number::Highest(..)
            | Number::Lowest(..)
            | Number::Mean(..)
            | Number::Square(_) => bare,
            Number::Sum(..)
            | Number::Difference(..)
            | Number::Growth(..)
            | Number::GrowthFrom(..)
            | Number::FoldComputed(..)
            | Number::Otherwise(..)
            | Number::Rounded(..)
            | Number::If(..)
            | Number::Count(..)
            | Number::Size(_)
            | Number::Fold(..) => format!("({bare})"),
        }
    }

    fn bare_number(&self, number: &Number) -> String {
        let pair = |a: &Number, b: &Number| (self.number(a), self.number(b));
        let otherwise = self.w("otherwise", "缺省");
        match number {
            Number::Field(at) => self.field(*at),
            Number::RowField(records, at) => self.column(*records, *at),
            Number::Definition(at) => {
                let definition = &self.model.definitions[*at];
                self.w("", "值").to_owned() + &definition.name
            }
            Number::Sum(a, b) => {
                let (a, b) = pair(a, b);
                format!("{a} + {b}")
            }
            Number::Difference(a, b) => {
                let (a, b) = pair(a, b);
                format!("{a} - {b}")
            }
            Number::Growth(a, b) => {
                let (a, b) = pair(a, b);
                format!("({a} - {b}) / {b} {otherwise} 0%")
            }
            Number::GrowthFrom(a, b) => {
                let (a, b) = pair(a, b);
                let (from, to) = (self.w("growth from", "增长率自"), self.w("to", "至"));
                format!("{from} {b} {to} {a} {otherwise} 0%")
            }
            Number::Mean(a, b) => {
                let (a, b) = pair(a, b);
                format!("{}({a}, {b})", self.w("mean", "平均"))
            }
            Number::Square(at) => format!("{}({}, 2)", self.w("power", "乘方"), self.field(*at)),
            Number::Otherwise(value, fallback, unit) => {
                format!(
                    "{} {otherwise} {}",
                    self.number(value),
                    constant(fallback, *unit)
                )
            }
            Number::Highest(a, b) => {
                let (a, b) = pair(a, b);
                format!("{}({a}, {b})", self.w("max", "最大"))
            }
            Number::Lowest(a, b) => {
                let (a, b) = pair(a, b);
                format!("{}({a}, {b})", self.w("min", "最小"))
            }
            Number::Rounded(value, rounding) => {
                format!("{} {}", self.number(value), self.rounding(*rounding))
            }
            Number::If(cond, a, b) => {
                let (a, b) = pair(a, b);
                let (when, then, or) = (
                    self.w("if", "若"),
                    self.w("then", "则"),
                    self.w("else", "否则"),
                );
                format!("{when} {} {then} {a} {or} {b}", self.cond(cond))
            }
            Number::Count(records, filter) => {
                format!(
                    "{} {}",
                    self.w("count of", "个数"),
                    self.rows(*records, filter.as_deref())
                )
            }
            Number::Size(at) => format!("{} {}", self.w("count of", "个数"), self.field(*at)),
            Number::Fold(fold, records, column, filter) => {
                let column = self.column(*records, *column);
                format!(
                    "{} {}.{column}{}",
                    self.fold(*fold),
                    self.field(*records),
                    self.filter(filter.as_deref())
                )
            }
            Number::FoldComputed(fold, records, value, filter) => {
                format!(
                    "{} ({}) {} {}{}",
                    self.fold(*fold),
                    self.bare_number(value),
                    self.w("over", "遍及"),
                    self.field(*records),
                    self.filter(filter.as_deref())
                )
            }
        }
    }

    fn filter(&self, filter: Option<&Cond>) -> String {
        filter.map_or(String::new(), |filter| {
            format!(" {} ({})", self.w("with", "其中"), self.cond(filter))
        })
    }

    fn fold(&self, fold: Fold) -> &'static str {
        match fold {
            Fold::Sum => self.w("sum of", "合计值"),
            Fold::SumOfHighestTwo => self.w("sum of the highest 2", "合计值 最高的 2"),
            Fold::SumOfLowestTwo => self.w("sum of the lowest 2", "合计值 最低的 2"),
            Fold::Highest => self.w("highest of", "最高值"),
            Fold::Lowest => self.w("lowest of", "最低值"),
            Fold::Average => self.w("average of", "平均值"),
            Fold::Distinct => self.w("count of distinct", "个数 不同"),
        }
    }

    /// Records and what its rows must be.
    pub(crate) fn rows(&self, records: usize, filter: Option<&Cond>) -> String {
        let records = self.field(records);
        match filter {
            None => records,
            Some(filter) => format!(
                "{records} {} ({})",
                self.w("with", "其中"),
                self.cond(filter)
            ),
        }
    }

    // ---- conditions -----------------------------------------------------------------------------

    fn sign(&self, comparison: Comparison) -> &'static str {
        match comparison {
            Comparison::AtLeast => self.w(">=", "不低于"),
            Comparison::More => self.w(">", "超过"),
            Comparison::Less => self.w("<", "不满"),
            Comparison::AtMost => self.w("<=", "≤"),
            Comparison::Equal => self.w("=", "＝"),
            Comparison::Different => self.w("!=", "不等于"),
        }
    }

    fn place(&self, place: Place) -> String {
        match place {
            Place::Field(at) => self.field(at),
            Place::Row(records, at) => self.column(records, at),
        }
    }

    fn choice(&self, at: usize) -> String {
        CHOICES[at].to_owned() + self.w("", "牌")
    }

    pub(crate) fn cond(&self, cond: &Cond) -> String {
        match cond {
            Cond::Flag(at) => self.field(*at),
            Cond::RowFlag(records, at) => self.column(*records, *at),
            Cond::Compare(number, comparison, value, unit) => {
                let sign = self.sign(*comparison);
                format!("{} {sign} {}", self.number(number), constant(value, *unit))
            }
            Cond::Between(number, low, high, unit) => {
                let (between, and) = (self.w("between", "介于"), self.w("and", "与"));
                let (low, high) = (constant(low, *unit), constant(high, *unit));
                format!("({} {between} {low} {and} {high})", self.number(number))
            }
            Cond::Choice(place, comparison, at) => {
                format!(
                    "{} {} {}",
                    self.place(*place),
                    self.sign(*comparison),
                    self.choice(*at)
                )
            }
            Cond::ChoiceIn(place, all) => {
                let all: Vec<String> = all.iter().map(|at| self.choice(*at)).collect();
                let list = all.join(self.w(", ", "，"));
                format!("{} {} {{{list}}}", self.place(*place), self.w("in", "属于"))
            }
            Cond::Has(at, kind) => {
                format!(
                    "{} {} {}",
                    self.field(*at),
                    self.w("has", "包含"),
                    self.choice(*kind)
                )
            }
            Cond::HasOther(at, kind) => {
                format!("{} {} \"{kind}\"", self.field(*at), self.w("has", "包含"))
            }
            Cond::TextIs(at, text) => {
                format!("{} {} \"{text}\"", self.field(*at), self.w("is", "为"))
            }
            Cond::TextStarts(at, text) => {
                format!(
                    "{} {} \"{text}\"",
                    self.field(*at),
                    self.w("starts with", "开头为")
                )
            }
            Cond::Date(at, comparison, day) => {
                format!("{} {} {day}", self.field(*at), self.sign(*comparison))
            }
            Cond::DateToday(at, comparison) => {
                let today = self.w("assessment_date", "评价日期");
                format!("{} {} {today}", self.field(*at), self.sign(*comparison))
            }
            Cond::Given(at) => format!("{} {}", self.field(*at), self.w("is given", "已提供")),
            Cond::Any(records, filter) => {
                self.quantified(("any", "存在"), *records, filter.as_deref())
            }
            Cond::No(records, filter) => {
                self.quantified(("no", "不存在"), *records, filter.as_deref())
            }
            Cond::Every(records, filter) => {
                self.quantified(("every", "每个"), *records, Some(filter))
            }
            Cond::Not(inner) => format!("{} ({})", self.w("not", "非"), self.cond(inner)),
            Cond::And(parts) => self.joined(parts, self.w(" and ", " 且 ")),
            Cond::Or(parts) => self.joined(parts, self.w(" or ", " 或 ")),
            Cond::Score(name, comparison, points) => {
                let score = self.w("score of", "得分");
                format!(
                    "{score} {name} {} {}分",
                    self.sign(*comparison),
                    decimal(points)
                )
            }
        }
    }

    fn quantified(
        &self,
        word: (&'static str, &'static str),
        records: usize,
        filter: Option<&Cond>,
    ) -> String {
        format!(
            "({} {})",
            self.w(word.0, word.1),
            self.rows(records, filter)
        )
    }

    fn joined(&self, parts: &[Cond], word: &str) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| format!("({})", self.cond(part)))
            .collect();
        parts.join(word)
    }
}
