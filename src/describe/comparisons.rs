//! Conditions in words, and their contraries.

use crate::describe::Words;
use crate::describe::expressions::{Level, Phrase, Truth};
use crate::describe::names::quoted;
use crate::domain::Type;
use crate::domain::meaning::Comparison;
use crate::evidence::Stored;
use crate::program::expr::{Expr, Fold, Kind};
use crate::program::{ConditionsId, ExprId};

/// What a comparison is called between numbers, between days, between choices, and between others; in
/// Chinese and English. The last two stand behind what is compared with.
type Spoken = (&'static str, &'static str);

impl Words<'_> {
    /// Conditions joined by one word.
    pub(super) fn joined(&self, all: &[ExprId], word: (&'static str, &'static str)) -> Phrase {
        let parts: Vec<String> = all
            .iter()
            .map(|id| match self.program.expr(*id) {
                Expr::Rows(rows) if rows.fold == Fold::Every && self.has_some(all, *id) => {
                    let phrase = self.every(rows);
                    self.fitted(phrase, Level::Condition)
                }
                _ => self.part(*id, Level::Condition),
            })
            .collect();
        Phrase::new(
            Level::Joined,
            parts.join(self.language.pick(word.0, word.1)),
        )
    }

    /// Whether a condition beside `id` asks for a row of the same records.
    fn has_some(&self, all: &[ExprId], id: ExprId) -> bool {
        let records = |id: ExprId, fold: &Fold| match self.program.expr(id) {
            Expr::Rows(rows) if rows.fold == *fold => Some((rows.records, rows.filter.is_none())),
            _ => None,
        };
        let own = records(id, &Fold::Every).map(|(records, _)| records);
        all.iter()
            .filter_map(|other| records(*other, &Fold::Any))
            .any(|(other, is_plain)| is_plain && Some(other) == own)
    }

    /// The contrary of a condition.
    pub(super) fn negated(&self, id: ExprId) -> Phrase {
        match self.program.expr(id) {
            Expr::Compare(comparison, a, b) => self.compared(comparison.negated(), *a, *b),
            Expr::In(value, list) => self.among(*value, list, Truth::No),
            Expr::Has(set, kind) => self.having(*set, kind, Truth::No),
            Expr::StartsWith(value, text) => self.starting(*value, text, Truth::No),
            Expr::IsGiven(value) => self.given(*value, Truth::No),
            Expr::Met(conditions) => self.met(*conditions, Truth::No),
            Expr::Not(inner) => self.phrase(*inner),
            Expr::Rows(rows) if rows.fold != Fold::Every => self.rows(rows, Truth::No),
            Expr::Field(_) | Expr::RowField(_) | Expr::Definition(_) => self.is_no(id),
            _ => {
                let inner = self.bracketed(&self.expression(id));
                let text = self.pick(format!("并非{inner}"), format!("not {inner}"));
                Phrase::new(Level::Condition, text)
            }
        }
    }

    /// A yes/no value that is no.
    fn is_no(&self, id: ExprId) -> Phrase {
        let name = self.value(id);
        let text = self.pick(format!("{name}为“否”"), format!("{name} is no"));
        Phrase::new(Level::Condition, text)
    }

    /// Whether a list of conditions is met.
    pub(super) fn met(&self, id: ConditionsId, truth: Truth) -> Phrase {
        let name = self.conditions_name(id);
        let text = match truth {
            Truth::Yes => self.pick(format!("符合{name}"), format!("{name} is met")),
            Truth::No => self.pick(format!("不符合{name}"), format!("{name} is not met")),
        };
        Phrase::new(Level::Condition, text)
    }

    /// A comparison.
    pub(super) fn compared(&self, comparison: Comparison, a: ExprId, b: ExprId) -> Phrase {
        if let Some(phrase) = self
            .of_flags(comparison, a, b)
            .or_else(|| self.of_kinds(comparison, a, b))
        {
            return phrase;
        }
        let (left, right) = (self.program.type_of(a), self.program.type_of(b));
        let (left, right) = (
            self.operand(a, right, Level::Single),
            self.operand(b, left, Level::Single),
        );
        let (zh, en) = spoken(comparison, self.program.type_of(a));
        let text = self.pick(format!("{left}{zh}{right}"), format!("{left} {en} {right}"));
        Phrase::new(Level::Condition, text)
    }

    /// A comparison of yes/no values.
    fn of_flags(&self, comparison: Comparison, a: ExprId, b: ExprId) -> Option<Phrase> {
        if *self.program.type_of(a) != Type::Flag {
            return None;
        }
        let is_same = comparison == Comparison::Equal;
        let constant = |id: ExprId| match self.program.expr(id) {
            Expr::Constant(Stored::Flag(flag)) => Some(*flag),
            _ => None,
        };
        let (other, flag) = match (constant(a), constant(b)) {
            (_, Some(flag)) => (a, flag),
            (Some(flag), None) => (b, flag),
            (None, None) => {
                let (a, b) = (self.expression(a), self.expression(b));
                let (zh, en) = match is_same {
                    true => ("同时成立或同时不成立", "both hold or both do not"),
                    false => ("恰有一项成立", "do not both hold and do not both fail"),
                };
                let text = self.pick(
                    format!("（{a}）与（{b}）{zh}"),
                    format!("({a}) and ({b}) {en}"),
                );
                return Some(Phrase::new(Level::Condition, text));
            }
        };
        Some(match flag == is_same {
            true => self.phrase(other),
            false => self.negated(other),
        })
    }

    /// Whether a set holds any kind.
    fn of_kinds(&self, comparison: Comparison, a: ExprId, b: ExprId) -> Option<Phrase> {
        let (Expr::Size(set), Expr::Constant(Stored::Number(number))) =
            (self.program.expr(a), self.program.expr(b))
        else {
            return None;
        };
        let set = self.part(*set, Level::Single);
        let text = match comparison {
            Comparison::Greater | Comparison::Different if number.is_zero() => self.pick(
                format!("{set}至少有1种"),
                format!("{set} has at least one kind"),
            ),
            Comparison::Equal | Comparison::AtMost if number.is_zero() => self.pick(
                format!("{set}一种也没有"),
                format!("{set} has no kind at all"),
            ),
            Comparison::Equal
            | Comparison::Different
            | Comparison::Less
            | Comparison::AtMost
            | Comparison::Greater
            | Comparison::AtLeast => return None,
        };
        Some(Phrase::new(Level::Condition, text))
    }

    /// Whether a value is one of a list.
    pub(super) fn among(&self, value: ExprId, list: &[Stored], truth: Truth) -> Phrase {
        let ty = self.program.type_of(value);
        let items: Vec<String> = list.iter().map(|one| self.constant(one, ty)).collect();
        let list = self.listed(&items);
        let value = self.part(value, Level::Single);
        let (zh, en) = match truth {
            Truth::Yes => ("属于", "is one of"),
            Truth::No => ("不属于", "is none of"),
        };
        let text = self.pick(
            format!("{value}{zh}（{list}）之一"),
            format!("{value} {en} ({list})"),
        );
        Phrase::new(Level::Condition, text)
    }

    /// Whether a set holds a kind.
    pub(super) fn having(&self, set: ExprId, kind: &Kind, truth: Truth) -> Phrase {
        let kind = match (kind, self.program.type_of(set)) {
            (Kind::Known(at), Type::Kinds(list)) => self.choice_name(*list, *at),
            (Kind::Known(_), _) => String::new(),
            (Kind::Other(name), _) => quoted(name),
        };
        let set = self.part(set, Level::Single);
        let (zh, en) = match truth {
            Truth::Yes => ("包含", "includes"),
            Truth::No => ("不包含", "does not include"),
        };
        let text = self.pick(format!("{set}{zh}{kind}"), format!("{set} {en} {kind}"));
        Phrase::new(Level::Condition, text)
    }

    /// Whether a text starts with another.
    pub(super) fn starting(&self, value: ExprId, text: &str, truth: Truth) -> Phrase {
        let value = self.part(value, Level::Single);
        let (zh, en) = match truth {
            Truth::Yes => ("以", "starts with"),
            Truth::No => ("不以", "does not start with"),
        };
        let text = self.pick(
            format!("{value}{zh}“{text}”开头"),
            format!("{value} {en} “{text}”"),
        );
        Phrase::new(Level::Condition, text)
    }

    /// Whether a value is given.
    pub(super) fn given(&self, value: ExprId, truth: Truth) -> Phrase {
        let value = match self.program.expr(value).reads() {
            Some(_) => self.value(value),
            None => self.bracketed(&self.expression(value)),
        };
        let text = match truth {
            Truth::Yes => self.pick(format!("已提供{value}"), format!("{value} is given")),
            Truth::No => self.pick(format!("未提供{value}"), format!("{value} is not given")),
        };
        Phrase::new(Level::Condition, text)
    }
}

/// The words of a comparison of a type.
fn spoken(comparison: Comparison, ty: &Type) -> Spoken {
    match (comparison, ty) {
        (Comparison::Equal, Type::Number(_)) => ("等于", "equals"),
        (Comparison::Different, Type::Number(_)) => ("不等于", "differs from"),
        (Comparison::Equal, _) => ("为", "is"),
        (Comparison::Different, _) => ("不为", "is not"),
        (Comparison::Less, Type::Date) => ("早于", "is before"),
        (Comparison::AtMost, Type::Date) => ("不晚于", "is on or before"),
        (Comparison::Greater, Type::Date) => ("晚于", "is after"),
        (Comparison::AtLeast, Type::Date) => ("不早于", "is on or after"),
        (Comparison::Less, Type::Choice(_)) => ("低于", "is lower than"),
        (Comparison::AtMost, Type::Choice(_)) => ("不高于", "is no higher than"),
        (Comparison::Greater, Type::Choice(_)) => ("高于", "is higher than"),
        (Comparison::AtLeast, Type::Choice(_)) => ("不低于", "is no lower than"),
        (Comparison::Less, _) => ("低于", "is below"),
        (Comparison::AtMost, _) => ("不超过", "is at most"),
        (Comparison::Greater, _) => ("超过", "is above"),
        (Comparison::AtLeast, _) => ("达到", "is at least"),
    }
}
