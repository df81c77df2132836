//! Expressions in words. Each phrase knows how tightly it holds together, and brackets stand where a
//! looser one is part of a tighter one.

use crate::describe::Words;
use crate::diagnostics::Language;
use crate::domain::date::DateUnit;
use crate::domain::{Exact, Quantity, Type};
use crate::evidence::Stored;
use crate::program::ExprId;
use crate::program::expr::{Expr, Function, Inexact, Power, Sign};

/// How tightly a phrase holds together, from the loosest to the tightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Takes all that follows it.
    Open,
    /// Joined conditions.
    Joined,
    /// One condition.
    Condition,
    /// Sums and differences.
    Sum,
    /// Products and quotients.
    Product,
    /// A name, a constant, or what stands in brackets.
    Single,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) level: Level,
}

impl Phrase {
    pub(super) fn new(level: Level, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, level }
    }
}

impl Words<'_> {
    /// An expression by itself.
    pub(super) fn expression(&self, id: ExprId) -> String {
        self.phrase(id).text
    }

    /// An expression as a part of something, in brackets where it is looser than that.
    pub(super) fn part(&self, id: ExprId, level: Level) -> String {
        self.fitted(self.phrase(id), level)
    }

    pub(super) fn fitted(&self, phrase: Phrase, level: Level) -> String {
        match phrase.level < level {
            true => self.bracketed(&phrase.text),
            false => phrase.text,
        }
    }

    /// Text in the language's brackets.
    pub(super) fn bracketed(&self, text: &str) -> String {
        self.pick(format!("（{text}）"), format!("({text})"))
    }

    /// What an expression says.
    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    pub(super) fn phrase(&self, id: ExprId) -> Phrase {
        let ty = self.program.type_of(id);
        let single = |text: String| Phrase::new(Level::Single, text);
        match self.program.expr(id) {
            Expr::Constant(value) => single(self.constant(value, ty)),
            Expr::Field(field) => self.named(self.field_name(*field), ty),
            Expr::RowField(at) => self.named(self.column_name(self.row, *at), ty),
            Expr::Definition(id) => self.named(self.definition_name(*id), ty),
            Expr::Parameter(id) => self.named(self.parameter_name(*id), ty),
            Expr::Met(id) => self.met(*id, Truth::Yes),
            Expr::AssessmentDate => single(self.pick("评价日期", "the assessment date")),
            Expr::And(all) => self.joined(all, ("且", " and ")),
            Expr::Or(all) => self.joined(all, ("或", " or ")),
            Expr::Not(inner) => self.negated(*inner),
            Expr::Compare(comparison, a, b) => self.compared(*comparison, *a, *b),
            Expr::In(value, list) => self.among(*value, list, Truth::Yes),
            Expr::Has(set, kind) => self.having(*set, kind, Truth::Yes),
            Expr::StartsWith(value, text) => self.starting(*value, text, Truth::Yes),
            Expr::IsGiven(value) => self.given(*value, Truth::Yes),
            Expr::Size(set) => {
                let set = self.part(*set, Level::Single);
                single(self.pick(
                    format!("{set}的种类数"),
                    format!("the number of kinds in {set}"),
                ))
            }
            Expr::Sum(first, rest) => self.sum(*first, rest, ty),
            Expr::Product(first, rest) => self.product(*first, rest),
            Expr::Function(function, inner) => self.function(*function, *inner),
            Expr::Lowest(all) => single(self.of_several(all, ("中的最小值", "the lowest of"), ty)),
            Expr::Highest(all) => {
                single(self.of_several(all, ("中的最大值", "the highest of"), ty))
            }
            Expr::Mean(all) => single(self.of_several(all, ("的平均值", "the mean of"), ty)),
            Expr::Otherwise(value, fallback) => self.supplied(*value, *fallback),
            Expr::If(condition, then, or) => self.either(*condition, *then, *or),
            Expr::Dates(unit, from, to) => single(self.dates(*unit, *from, *to)),
            Expr::Moved(_, from, by) | Expr::MovedWorkdays(from, by) => {
                single(self.moved(*from, *by))
            }
            Expr::Workdays(from, to) => {
                let (from, to) = self.both(*from, *to);
                single(self.pick(
                    format!("自{from}（不含）至{to}（含）的工作日数"),
                    format!("the working days after {from} up to and including {to}"),
                ))
            }
            Expr::Growth(from, to) => {
                let (from, to) = self.both(*from, *to);
                single(self.pick(
                    format!("从{from}到{to}的增长率"),
                    format!("the growth from {from} to {to}"),
                ))
            }
            Expr::WholePower(base, exponent) => {
                single(self.power(*base, &Exact::whole((*exponent).into()).to_string()))
            }
            Expr::Inexact(function, all, rounding) => {
                let value = self.inexact(*function, all);
                let rounding = self.rounding(*rounding, ty);
                single(self.remarked(&value, &rounding))
            }
            Expr::Lookup(table, keys) => {
                let table = self.table_name(*table);
                let keys: Vec<String> = keys.iter().map(|key| self.value(*key)).collect();
                let keys = self.bracketed(&self.listed(&keys));
                single(self.pick(
                    format!("{table}表中{keys}对应的值"),
                    format!("the value in table {table} for {keys}"),
                ))
            }
            Expr::Rows(rows) => self.rows(rows, Truth::Yes),
            Expr::ScoreOf(part) => {
                let part = self.part_name(*part);
                let is_total = part == self.pick("总分", "the total");
                single(match is_total {
                    true => part,
                    false => self.pick(format!("{part}的得分"), format!("the score of {part}")),
                })
            }
            Expr::ShareOf(part) => {
                let part = self.part_name(*part);
                single(self.pick(
                    format!("{part}的得分率"),
                    format!("the share of the full mark reached in {part}"),
                ))
            }
        }
    }

    /// Something with a name; a yes/no thing by its name alone is a condition.
    fn named(&self, name: String, ty: &Type) -> Phrase {
        match (ty, self.language) {
            (Type::Flag, Language::Zh) => Phrase::new(Level::Condition, name),
            (Type::Flag, Language::En) => Phrase::new(Level::Condition, format!("{name} is yes")),
            (
                Type::Number(_)
                | Type::Choice(_)
                | Type::Kinds(_)
                | Type::Date
                | Type::Text
                | Type::Records,
                _,
            ) => Phrase::new(Level::Single, name),
        }
    }

    /// An expression as a value: a yes/no thing by its name alone.
    pub(super) fn value(&self, id: ExprId) -> String {
        let text = self.expression(id);
        match self.program.expr(id).reads() {
            Some(_) => text.strip_suffix(" is yes").unwrap_or(&text).to_owned(),
            None => text,
        }
    }

    /// An operand beside others of a type: a bare number takes their unit.
    pub(super) fn operand(&self, id: ExprId, beside: &Type, level: Level) -> String {
        let own = self.program.type_of(id);
        let ty = match own {
            Type::Number(Quantity::Plain | Quantity::Ratio) => beside,
            Type::Number(_)
            | Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => own,
        };
        match self.program.expr(id) {
            Expr::Constant(value @ Stored::Number(_)) => self.constant(value, ty),
            _ => self.part(id, level),
        }
    }

    fn sum(&self, first: ExprId, rest: &[(Sign, ExprId)], ty: &Type) -> Phrase {
        let mut text = self.operand(first, ty, Level::Product);
        for (sign, operand) in rest {
            text += match sign {
                Sign::Plus => self.language.pick("＋", " + "),
                Sign::Minus => self.language.pick("－", " − "),
            };
            text += &self.operand(*operand, ty, Level::Product);
        }
        Phrase::new(Level::Sum, text)
    }

    fn product(&self, first: ExprId, rest: &[(Power, ExprId)]) -> Phrase {
        let mut text = self.part(first, Level::Single);
        for (power, operand) in rest {
            text += match power {
                Power::Times => self.language.pick("×", " × "),
                Power::Over => self.language.pick("÷", " ÷ "),
            };
            text += &self.part(*operand, Level::Single);
        }
        Phrase::new(Level::Product, text)
    }

    fn function(&self, function: Function, inner: ExprId) -> Phrase {
        let single = |text: String| Phrase::new(Level::Single, text);
        if let (Function::Negative, Expr::Constant(Stored::Number(number))) =
            (function, self.program.expr(inner))
        {
            return single(self.number(&-number, self.program.type_of(inner)));
        }
        let value = self.part(inner, Level::Single);
        match function {
            Function::Negative => Phrase::new(
                Level::Product,
                self.pick(format!("－{value}"), format!("−{value}")),
            ),
            Function::Absolute => single(self.pick(
                format!("{value}的绝对值"),
                format!("the absolute value of {value}"),
            )),
            Function::Floor => single(self.pick(
                format!("不大于{value}的最大整数"),
                format!("the largest whole number not above {value}"),
            )),
            Function::Ceil => single(self.pick(
                format!("不小于{value}的最小整数"),
                format!("the smallest whole number not below {value}"),
            )),
            Function::Rounded(rounding) => {
                let rounding = self.rounding(rounding, self.program.type_of(inner));
                single(self.remarked(&value, &rounding))
            }
        }
    }

    /// A value and a remark in brackets.
    fn remarked(&self, value: &str, remark: &str) -> String {
        self.pick(
            format!("{value}（{remark}）"),
            format!("{value} ({remark})"),
        )
    }

    fn of_several(&self, all: &[ExprId], (zh, en): (&str, &str), ty: &Type) -> String {
        let all: Vec<String> = all
            .iter()
            .map(|id| self.operand(*id, ty, Level::Sum))
            .collect();
        let list = self.bracketed(&self.listed(&all));
        self.pick(format!("{list}{zh}"), format!("{en} {list}"))
    }

    /// A value and what stands in for it where it is missing.
    fn supplied(&self, value: ExprId, fallback: ExprId) -> Phrase {
        let ty = self.program.type_of(value);
        let is_flag = *ty == Type::Flag;
        let fallback = self.operand(fallback, ty, Level::Open);
        let level = if is_flag {
            Level::Condition
        } else {
            Level::Single
        };
        let value = self.part(value, level);
        let zh = format!("{value}（没有数据的按{fallback}）");
        let en = format!("{value} ({fallback} where there is no value)");
        Phrase::new(level, self.pick(zh, en))
    }

    fn either(&self, condition: ExprId, then: ExprId, or: ExprId) -> Phrase {
        let condition = self.part(condition, Level::Joined);
        let ty = self.program.type_of(then);
        let (then, or) = (
            self.operand(then, ty, Level::Sum),
            self.operand(or, ty, Level::Sum),
        );
        let zh = format!("若{condition}则为{then}，否则为{or}");
        let en = format!("{then} if {condition}, else {or}");
        Phrase::new(Level::Open, self.pick(zh, en))
    }

    fn both(&self, a: ExprId, b: ExprId) -> (String, String) {
        (self.part(a, Level::Single), self.part(b, Level::Single))
    }

    fn dates(&self, unit: DateUnit, from: ExprId, to: ExprId) -> String {
        let (from, to) = self.both(from, to);
        let (zh, en) = match unit {
            DateUnit::Years => ("满年数", "full years"),
            DateUnit::Months => ("满月数", "full months"),
            DateUnit::Days => ("天数", "days"),
        };
        self.pick(
            format!("从{from}到{to}的{zh}"),
            format!("the {en} from {from} to {to}"),
        )
    }

    /// A day moved by a number of units.
    fn moved(&self, from: ExprId, by: ExprId) -> String {
        let from = self.part(from, Level::Single);
        match self.program.expr(by) {
            Expr::Function(Function::Negative, by) => {
                let by = self.part(*by, Level::Single);
                self.pick(format!("{from}前{by}"), format!("{by} before {from}"))
            }
            _ => {
                let by = self.part(by, Level::Single);
                self.pick(format!("{from}后{by}"), format!("{by} after {from}"))
            }
        }
    }

    fn power(&self, base: ExprId, exponent: &str) -> String {
        let base = self.part(base, Level::Single);
        self.pick(
            format!("{base}的{exponent}次方"),
            format!("{base} to the power {exponent}"),
        )
    }

    fn inexact(&self, function: Inexact, all: &[ExprId]) -> String {
        let mut values = all.iter().map(|id| self.part(*id, Level::Single));
        let first = values.next().unwrap_or_default();
        match function {
            Inexact::SquareRoot => self.pick(
                format!("{first}的平方根"),
                format!("the square root of {first}"),
            ),
            Inexact::Logarithm => self.pick(
                format!("{first}的自然对数"),
                format!("the natural logarithm of {first}"),
            ),
            Inexact::Exponential => {
                self.pick(format!("e的{first}次方"), format!("e to the power {first}"))
            }
            Inexact::Power => {
                let exponent = values.next().unwrap_or_default();
                self.pick(
                    format!("{first}的{exponent}次方"),
                    format!("{first} to the power {exponent}"),
                )
            }
        }
    }
}

/// Whether a condition is said or its contrary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
}
