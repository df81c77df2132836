//! The one meaning of each operator, as total functions over values. A missing operand makes a
//! missing result, but for `and`, `or`, `otherwise` and `is given`. Operands of other types than the
//! checker admits give a missing result too, so that nothing here can fail.

use std::cmp::Ordering;

use super::date::{self, DateUnit};
use super::exact::Exact;
use super::rounding::Rounding;
use super::value::Value;

/// `=` and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether it holds for two values in this order.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Different => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }

    /// The comparison that holds exactly where this one does not.
    pub fn negated(self) -> Self {
        match self {
            Self::Equal => Self::Different,
            Self::Different => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::Greater,
            Self::Greater => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// The same comparison with its sides exchanged.
    pub fn mirrored(self) -> Self {
        match self {
            Self::Equal | Self::Different => self,
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }

    /// How it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Different => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// Compares two values of one type; nothing where one is missing. An earlier choice of an ordered
/// list is the greater.
pub fn compare(comparison: Comparison, left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
    let order = match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
        (Value::Choice(a), Value::Choice(b)) => b.cmp(a),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (
            Value::Missing
            | Value::Flag(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Kinds(_)
            | Value::Date(_)
            | Value::Text(_),
            _,
        ) => return None,
    };
    Some(comparison.holds(order))
}

/// A running `and` (`deciding` is no) or `or` (`deciding` is yes): the deciding value decides
/// whatever is missing.
#[derive(Debug, Clone, Copy)]
pub struct Connective {
    deciding: bool,
    missing: bool,
}

impl Connective {
    /// `and`: one no decides.
    pub const fn and() -> Self {
        Self {
            deciding: false,
            missing: false,
        }
    }

    /// `or`: one yes decides.
    pub const fn or() -> Self {
        Self {
            deciding: true,
            missing: false,
        }
    }

    /// Takes one more operand; whether it decided.
    pub fn take(&mut self, flag: Option<bool>) -> bool {
        self.missing |= flag.is_none();
        flag == Some(self.deciding)
    }

    /// The result; `decided` says whether an operand decided.
    pub fn result(self, decided: bool) -> Option<bool> {
        match (decided, self.missing) {
            (true, _) => Some(self.deciding),
            (false, true) => None,
            (false, false) => Some(!self.deciding),
        }
    }
}

fn both<'r>(
    left: &Value<'r>,
    right: &Value<'r>,
    apply: impl FnOnce(&Exact, &Exact) -> Option<Exact>,
) -> Value<'r> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => apply(a, b).map_or(Value::Missing, Value::Number),
        (
            Value::Missing
            | Value::Flag(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Kinds(_)
            | Value::Date(_)
            | Value::Text(_),
            _,
        ) => Value::Missing,
    }
}

/// `left + right`.
pub fn sum<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, |a, b| Some(a + b))
}

/// `left - right`.
pub fn difference<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, |a, b| Some(a - b))
}

/// `left * right`.
pub fn product<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, |a, b| Some(a * b))
}

/// `left / right`; a quotient by 0 is missing, which `otherwise` supplies.
pub fn quotient<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, Exact::divided_by)
}

/// `growth from A to B`: what B adds to A, as a share of A; missing where A is not above 0.
pub fn growth<'r>(from: &Value<'r>, to: &Value<'r>) -> Value<'r> {
    both(from, to, |a, b| {
        (*a > Exact::ZERO).then(|| (b - a).divided_by(a))?
    })
}

/// The lower of two numbers.
pub fn lower<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, |a, b| Some(a.min(b).clone()))
}

/// The higher of two numbers.
pub fn higher<'r>(left: &Value<'r>, right: &Value<'r>) -> Value<'r> {
    both(left, right, |a, b| Some(a.max(b).clone()))
}

fn one<'r>(value: &Value<'r>, apply: impl FnOnce(&Exact) -> Exact) -> Value<'r> {
    value
        .as_number()
        .map_or(Value::Missing, |number| Value::Number(apply(&number)))
}

/// `-x`.
pub fn negative<'r>(value: &Value<'r>) -> Value<'r> {
    one(value, |number| -number)
}

/// `abs(x)`.
pub fn absolute<'r>(value: &Value<'r>) -> Value<'r> {
    one(value, Exact::abs)
}

/// `floor(x)`.
pub fn floor<'r>(value: &Value<'r>) -> Value<'r> {
    one(value, Exact::floor)
}

/// `ceil(x)`.
pub fn ceil<'r>(value: &Value<'r>) -> Value<'r> {
    one(value, Exact::ceil)
}

/// `x rounded to 2 places`.
pub fn rounded<'r>(value: &Value<'r>, rounding: Rounding) -> Value<'r> {
    one(value, |number| number.rounded(rounding))
}

/// `years from A to B`.
pub fn span<'r>(unit: DateUnit, from: &Value<'r>, to: &Value<'r>) -> Value<'r> {
    match (from, to) {
        (Value::Date(a), Value::Date(b)) => {
            Value::Number(Exact::whole(i128::from(date::between(unit, *a, *b))))
        }
        (
            Value::Missing
            | Value::Flag(_)
            | Value::Number(_)
            | Value::Choice(_)
            | Value::Kinds(_)
            | Value::Date(_)
            | Value::Text(_),
            _,
        ) => Value::Missing,
    }
}

/// A date moved by a number of units; missing where the calendar ends or the number is not whole.
pub fn moved<'r>(unit: DateUnit, from: &Value<'r>, by: &Value<'r>) -> Value<'r> {
    let Value::Date(from) = from else {
        return Value::Missing;
    };
    let by = by.as_number().and_then(|number| number.to_whole());
    by.and_then(|by| i64::try_from(by).ok())
        .and_then(|by| date::moved(unit, *from, by))
        .map_or(Value::Missing, Value::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);

    fn connect(mut connective: Connective, flags: &[Option<bool>]) -> Option<bool> {
        let decided = flags.iter().any(|flag| connective.take(*flag));
        connective.result(decided)
    }

    #[test]
    fn what_is_missing_is_decided_only_by_the_deciding_value() {
        assert_eq!(connect(Connective::and(), &[None, NO]), NO);
        assert_eq!(connect(Connective::and(), &[None, YES]), None);
        assert_eq!(connect(Connective::or(), &[None, YES]), YES);
        assert_eq!(connect(Connective::or(), &[NO, None]), None);
    }

    #[test]
    fn an_earlier_choice_is_the_greater() {
        let level = |position| Value::Choice(position);
        assert_eq!(compare(Comparison::AtLeast, &level(0), &level(2)), YES);
        assert_eq!(compare(Comparison::AtLeast, &level(3), &level(2)), NO);
    }

    #[test]
    fn steps_count_only_when_full() {
        let steps = |units, places| {
            let value = Exact::decimal(units, places);
            value
                .full_steps(&Exact::decimal(7, 1), &Exact::decimal(1, 1))
                .to_whole()
        };
        assert_eq!(
            [steps(6, 1), steps(79, 2), steps(8, 1), steps(1, 0)].map(Option::unwrap),
            [0, 0, 1, 3]
        );
    }

    #[test]
    fn growth_from_nothing_or_less_is_missing() {
        let from = |a, b| {
            growth(
                &Value::Number(Exact::whole(a)),
                &Value::Number(Exact::whole(b)),
            )
        };
        assert_eq!(from(80, 100), Value::Number(Exact::decimal(25, 2)));
        assert_eq!(from(80, 60), Value::Number(Exact::decimal(-25, 2)));
        assert_eq!(from(80, 0), Value::Number(Exact::whole(-1)));
        assert_eq!([from(0, 5), from(-4, 5)], [Value::Missing, Value::Missing]);
        let one = Value::Number(Exact::ONE);
        assert_eq!(growth(&one, &Value::Missing), Value::Missing);
        assert_eq!(growth(&Value::Missing, &one), Value::Missing);
    }

    #[test]
    fn a_quotient_by_zero_is_missing() {
        let (one, zero) = (Value::Number(Exact::ONE), Value::Number(Exact::ZERO));
        assert_eq!(quotient(&one, &zero), Value::Missing);
    }
}
