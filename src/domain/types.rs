//! The types of values, and which quantities go together. Units never mix silently.

use std::sync::Arc;

use super::exact::Exact;

/// Which list of choices a value comes from: the position of the list in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChoiceList(pub u32);

/// The unit of a number of working days.
pub const WORKDAYS: &str = "工作日";

/// Words of durations, by the unit that they count.
const DURATIONS: &[(&str, &str)] = &[
    ("years", "年"),
    ("year", "年"),
    ("年", "年"),
    ("months", "月"),
    ("month", "月"),
    ("个月", "月"),
    ("月", "月"),
    ("workdays", WORKDAYS),
    ("workday", WORKDAYS),
    ("个工作日", WORKDAYS),
    ("工作日", WORKDAYS),
    ("days", "日"),
    ("day", "日"),
    ("天", "日"),
    ("日", "日"),
];

/// The unit that a word stands for: `years` and `年` are one.
pub fn folded_unit(word: &str) -> &str {
    let duration = DURATIONS.iter().find(|(duration, _)| *duration == word);
    duration.map_or(word, |(_, unit)| unit)
}

/// The words that stand for a unit; the unit itself where there are no others.
pub fn words_of_unit(unit: &str) -> Vec<&str> {
    let durations = DURATIONS.iter().filter(|(_, own)| *own == unit);
    let words: Vec<&str> = durations.map(|(word, _)| *word).collect();
    if words.is_empty() { vec![unit] } else { words }
}

/// What kind of quantity a number is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A number without a unit.
    Plain,
    /// The quotient of two like quantities; it may be used as a percentage.
    Ratio,
    /// A percentage, held as a ratio: 60% is 0.6.
    Percent,
    /// A difference of percentages: 10pp is 0.1.
    PercentPoint,
    /// Points of a score.
    Points,
    /// An amount of money in the file's currency, in its main unit (元).
    Money,
    /// A number of something with a unit, such as 家 or 次.
    Unit(Arc<str>),
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// A quantity.
    Number(Quantity),
    /// Yes or no.
    Flag,
    /// One of a list of choices.
    Choice(ChoiceList),
    /// A set out of a list of kinds.
    Kinds(ChoiceList),
    /// A day.
    Date,
    /// Text.
    Text,
    /// Rows with fields of their own.
    Records,
}

impl Quantity {
    /// The quantity of `self + other` or of a comparison of both; nothing where they do not mix.
    pub fn joined(&self, other: &Self) -> Option<Self> {
        use Quantity::{Percent, PercentPoint, Plain, Ratio};
        match (self, other) {
            (a, b) if a == b => Some(a.clone()),
            (Ratio, Plain) | (Plain, Ratio) => Some(Ratio),
            (Ratio | PercentPoint, Percent) | (Percent, Ratio | PercentPoint) => Some(Percent),
            (Ratio, PercentPoint) | (PercentPoint, Ratio) => Some(Ratio),
            (a, b) if a.is_bare() && b.is_bare() => Some(Plain),
            (
                Plain | Percent | PercentPoint | Ratio | Self::Points | Self::Money | Self::Unit(_),
                _,
            ) => None,
        }
    }

    /// The quantity of `self - other`: percentages differ by percentage points.
    pub fn difference(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Percent, Self::Percent | Self::Ratio) | (Self::Ratio, Self::Percent) => {
                Some(Self::PercentPoint)
            }
            (a, b) => a.joined(b),
        }
    }

    /// Whether it is a bare ratio of some kind, by which anything may be multiplied.
    pub fn is_factor(&self) -> bool {
        matches!(
            self,
            Self::Plain | Self::Ratio | Self::Percent | Self::PercentPoint
        )
    }

    /// Whether it is a number or a count without a unit.
    pub fn is_bare(&self) -> bool {
        match self {
            Self::Plain => true,
            Self::Unit(unit) => unit.is_empty(),
            Self::Ratio | Self::Percent | Self::PercentPoint | Self::Points | Self::Money => false,
        }
    }

    /// The quantity of `self * other`.
    pub fn product(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (a, b) if a.is_bare() => Some(b.clone()),
            (a, b) if b.is_bare() => Some(a.clone()),
            (a, b) if a.is_factor() && b.is_factor() => Some(Self::Ratio),
            (a, b) if a.is_factor() => Some(b.clone()),
            (a, b) if b.is_factor() => Some(a.clone()),
            (Self::Unit(_), b @ (Self::Money | Self::Points)) => Some(b.clone()),
            (a @ (Self::Money | Self::Points), Self::Unit(_)) => Some(a.clone()),
            (Self::Unit(_) | Self::Money | Self::Points, _) => None,
            (Self::Plain | Self::Ratio | Self::Percent | Self::PercentPoint, _) => None,
        }
    }

    /// The quantity of `self / other`: like by like is a ratio, unlike counts keep the first unit.
    pub fn quotient(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Plain, b) if b.is_bare() => Some(Self::Plain),
            (a, b) if a == b => Some(Self::Ratio),
            (a, Self::Plain) => Some(a.clone()),
            (a, b) if a.is_factor() && b.is_factor() => Some(Self::Ratio),
            (a, b) if b.is_factor() => Some(a.clone()),
            (a @ (Self::Money | Self::Points | Self::Unit(_)), Self::Unit(_)) => Some(a.clone()),
            _ if self.is_factor() => None,
            (Self::Money | Self::Points | Self::Unit(_), _) => None,
            (Self::Plain | Self::Ratio | Self::Percent | Self::PercentPoint, _) => None,
        }
    }

    /// A number of it as it would be written in a rule or in evidence.
    pub fn shown(&self, number: &Exact) -> String {
        match self {
            Self::Percent => format!("{}%", number.times_hundred()),
            Self::PercentPoint => format!("{}pp", number.times_hundred()),
            Self::Money => money(number),
            Self::Unit(unit) => format!("{number}{unit}"),
            Self::Plain | Self::Ratio | Self::Points => number.to_string(),
        }
    }

    /// What it is called, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Plain => "不带单位的数".into(),
            Self::Ratio => "比值".into(),
            Self::Percent => "百分比".into(),
            Self::PercentPoint => "百分点".into(),
            Self::Points => "分数".into(),
            Self::Money => "金额".into(),
            Self::Unit(unit) if unit.is_empty() => "不带单位的数".into(),
            Self::Unit(unit) => format!("以“{unit}”计的数"),
        }
    }

    /// What it is called, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Plain => "a bare number".into(),
            Self::Ratio => "a ratio".into(),
            Self::Percent => "a percentage".into(),
            Self::PercentPoint => "percentage points".into(),
            Self::Points => "points".into(),
            Self::Money => "an amount of money".into(),
            Self::Unit(unit) => format!("a number of {unit}"),
        }
    }
}

impl Type {
    /// What it is called, in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Number(quantity) => quantity.zh(),
            Self::Flag => "“是否”项".into(),
            Self::Choice(_) => "单选项".into(),
            Self::Kinds(_) => "种类".into(),
            Self::Date => "日期".into(),
            Self::Text => "文本".into(),
            Self::Records => "记录".into(),
        }
    }

    /// What it is called, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Number(quantity) => quantity.en(),
            Self::Flag => "yes/no".into(),
            Self::Choice(_) => "one of a list".into(),
            Self::Kinds(_) => "a set of kinds".into(),
            Self::Date => "a date".into(),
            Self::Text => "text".into(),
            Self::Records => "records".into(),
        }
    }
}

/// Money in the largest unit that leaves it whole.
fn money(number: &Exact) -> String {
    const UNITS: [(i128, &str); 2] = [(100_000_000, "亿元"), (10_000, "万元")];
    let large = UNITS.iter().find_map(|(size, unit)| {
        let whole = number
            .to_whole()
            .filter(|whole| *whole != 0 && whole % size == 0)?;
        Some(format!("{}{unit}", whole / size))
    });
    large.unwrap_or_else(|| format!("{number}元"))
}

#[cfg(test)]
mod tests {
    use super::Quantity::{self, Money, Percent, PercentPoint, Plain, Points, Ratio};

    #[test]
    fn units_never_mix_silently() {
        let firms = Quantity::Unit("家".into());
        let times = Quantity::Unit("次".into());
        assert_eq!(Plain.joined(&Percent), None);
        assert_eq!(Plain.joined(&Money), None);
        assert_eq!(firms.joined(&times), None);
        assert_eq!(Ratio.joined(&Percent), Some(Percent));
        assert_eq!(Percent.difference(&Percent), Some(PercentPoint));
        assert_eq!(firms.quotient(&firms), Some(Ratio));
        assert_eq!(times.quotient(&firms), Some(times.clone()));
        assert_eq!(firms.product(&times), None);
        assert_eq!(firms.product(&Points), Some(Points));
    }
}
