//! Expressions by the names of what they read, so that two programs can be compared: the same for
//! two that mean the same, whatever positions their ids have.

use std::fmt::Write;

use crate::compare::outline::Outline;
use crate::compare::words;
use crate::diagnostics::Say;
use crate::domain::meaning::Comparison;
use crate::domain::types::Quantity;
use crate::domain::{Exact, Type};
use crate::evidence::{FieldId, FieldKind, Stored};
use crate::program::expr::{Fold, Function, Inexact, Kind, Part, Power, Rows, Sign};
use crate::program::{Expr, ExprId};

/// An expression.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) head: Head,
    pub(super) parts: Vec<Form>,
}

/// What an expression does with its parts.
#[derive(Debug, Clone)]
pub(super) enum Head {
    /// A constant: what it is, and how it reads.
    Constant(String, Say),
    /// Something named: its sort and its name.
    Name(&'static str, String),
    /// A comparison of two parts.
    Compare(Comparison),
    /// An operation whose parts stand in their order.
    Ordered(String),
    /// An operation whose parts may stand in any order.
    Free(&'static str),
}

/// A name as it stands in the text of a form.
pub(super) fn name_text(sort: &str, name: &str) -> String {
    format!("{sort} <{name}>")
}

/// Whether parts that may stand in any order are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Sorted,
    Written,
}

impl Form {
    fn leaf(head: Head) -> Self {
        Self {
            head,
            parts: vec![],
        }
    }

    fn constant(key: impl Into<String>, shown: Say) -> Self {
        Self::leaf(Head::Constant(key.into(), shown))
    }

    fn ordered(word: impl Into<String>, parts: Vec<Self>) -> Self {
        Self {
            head: Head::Ordered(word.into()),
            parts,
        }
    }

    fn free(word: &'static str, parts: Vec<Self>) -> Self {
        Self {
            head: Head::Free(word),
            parts,
        }
    }

    /// Equal for two expressions that mean the same.
    pub(super) fn canonical(&self) -> String {
        self.text(Order::Sorted)
    }

    /// The names in it, as they stand in its text.
    pub(super) fn names(&self) -> Vec<String> {
        let own = match &self.head {
            Head::Name(sort, name) => Some(name_text(sort, name)),
            Head::Constant(..) | Head::Compare(_) | Head::Ordered(_) | Head::Free(_) => None,
        };
        let below = self.parts.iter().flat_map(Self::names);
        own.into_iter().chain(below).collect()
    }

    /// The expression without its constants: equal for two that differ in them alone.
    pub(super) fn skeleton(&self) -> String {
        let bare = |part: &Self| match &part.head {
            Head::Constant(..) => "_".to_owned(),
            Head::Name(..) | Head::Compare(_) | Head::Ordered(_) | Head::Free(_) => part.skeleton(),
        };
        let head = match &self.head {
            Head::Constant(..) | Head::Name(..) => return self.canonical(),
            Head::Compare(_) => "compare",
            Head::Ordered(word) => word.as_str(),
            Head::Free(word) => word,
        };
        let parts: Vec<String> = self.parts.iter().map(bare).collect();
        format!("{head}({})", parts.join(", "))
    }

    /// Equal for two expressions that mean the same and have their parts in the same order.
    pub(super) fn written(&self) -> String {
        self.text(Order::Written)
    }

    fn text(&self, order: Order) -> String {
        let mut text = match &self.head {
            Head::Constant(key, _) => return format!("'{key}'"),
            Head::Name(sort, name) => return name_text(sort, name),
            Head::Compare(comparison) => comparison.sign().to_owned(),
            Head::Ordered(word) => word.clone(),
            Head::Free(word) => (*word).to_owned(),
        };
        let mut parts: Vec<String> = self.parts.iter().map(|part| part.text(order)).collect();
        if order == Order::Sorted && matches!(self.head, Head::Free(_)) {
            parts.sort();
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "({})", parts.join(", "));
        text
    }
}

/// Where an expression stands: in whose rows, and what a constant in its place is.
#[derive(Debug, Clone, Copy)]
struct Around<'t> {
    records: Option<FieldId>,
    ty: Option<&'t Type>,
}

impl Outline<'_> {
    /// An expression of this program.
    pub(super) fn form(&self, id: ExprId) -> Form {
        self.form_of(id, None)
    }

    /// An expression whose constants are of a type.
    pub(super) fn form_of(&self, id: ExprId, ty: Option<&Type>) -> Form {
        self.at(id, Around { records: None, ty })
    }

    /// An expression over the rows of records.
    pub(super) fn form_over(&self, id: ExprId, records: FieldId) -> Form {
        let records = Some(records);
        self.at(id, Around { records, ty: None })
    }

    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    fn at(&self, id: ExprId, around: Around<'_>) -> Form {
        let plain = Around { ty: None, ..around };
        let one = |id: ExprId| self.at(id, plain);
        let all = |ids: &[ExprId]| ids.iter().map(|id| self.at(*id, plain)).collect();
        let alike = |ids: &[ExprId]| self.alike(ids, around);
        match self.program().expr(id) {
            Expr::Constant(value) => self.constant(value, around.ty),
            Expr::Field(field) => self.name("field", self.field_name(*field)),
            Expr::RowField(at) => self.name("column", self.column_name(around.records, *at)),
            Expr::Definition(id) => self.name("definition", self.definition_name(*id)),
            Expr::Parameter(id) => self.name("parameter", self.parameter_name(*id)),
            Expr::Met(id) => self.name("conditions", self.conditions_name(*id)),
            Expr::AssessmentDate => Form::ordered("assessment date", vec![]),
            Expr::And(parts) => Form::free("and", all(parts)),
            Expr::Or(parts) => Form::free("or", all(parts)),
            Expr::Not(part) => Form::ordered("not", vec![one(*part)]),
            Expr::Compare(comparison, a, b) => Form {
                head: Head::Compare(*comparison),
                parts: self.alike(&[*a, *b], plain),
            },
            Expr::In(value, list) => {
                let ty = self.type_of(*value, around.records);
                let list = list.iter().map(|one| self.constant(one, ty.as_ref()));
                let list = Form::free("list", list.collect());
                Form::ordered("in", vec![one(*value), list])
            }
            Expr::Has(set, kind) => {
                let ty = self.type_of(*set, around.records);
                Form::ordered("has", vec![one(*set), self.member(kind, ty.as_ref())])
            }
            Expr::StartsWith(value, text) => {
                let text = Form::constant(format!("{text:?}"), Say::same(text.clone()));
                Form::ordered("starts with", vec![one(*value), text])
            }
            Expr::IsGiven(value) => Form::ordered("is given", vec![one(*value)]),
            Expr::Size(value) => Form::ordered("size", vec![one(*value)]),
            Expr::Sum(first, rest) => self.sum(*first, rest, around),
            Expr::Product(first, rest) => {
                let power = |power: &Power| match power {
                    Power::Times => "times",
                    Power::Over => "over",
                };
                let parts = std::iter::once(("times", *first))
                    .chain(rest.iter().map(|(own, id)| (power(own), *id)));
                let parts = parts.map(|(word, id)| Form::ordered(word, vec![one(id)]));
                Form::free("product", parts.collect())
            }
            Expr::Function(function, value) => self.function(*function, self.at(*value, around)),
            Expr::Lowest(values) => Form::free("lowest", alike(values)),
            Expr::Highest(values) => Form::free("highest", alike(values)),
            Expr::Mean(values) => Form::free("mean", alike(values)),
            Expr::Otherwise(a, b) => Form::ordered("otherwise", alike(&[*a, *b])),
            Expr::If(condition, a, b) => {
                let mut parts = vec![one(*condition)];
                parts.extend(alike(&[*a, *b]));
                Form::ordered("if", parts)
            }
            Expr::Dates(unit, a, b) => {
                Form::ordered(format!("dates {unit:?}"), vec![one(*a), one(*b)])
            }
            Expr::Moved(unit, a, b) => {
                Form::ordered(format!("moved {unit:?}"), vec![one(*a), one(*b)])
            }
            Expr::Workdays(a, b) => Form::ordered("workdays", vec![one(*a), one(*b)]),
            Expr::MovedWorkdays(a, b) => Form::ordered("moved workdays", vec![one(*a), one(*b)]),
            Expr::Growth(a, b) => Form::ordered("growth", vec![one(*a), one(*b)]),
            Expr::WholePower(value, power) => {
                let power = Form::constant(power.to_string(), Say::same(power.to_string()));
                Form::ordered("power", vec![one(*value), power])
            }
            Expr::Inexact(function, values, rounding) => {
                let mut parts: Vec<Form> = all(values);
                parts.push(Form::constant(
                    format!("{rounding:?}"),
                    words::rounding(*rounding),
                ));
                Form::ordered(inexact(*function), parts)
            }
            Expr::Lookup(table, keys) => self.lookup(*table, keys, plain),
            Expr::Rows(rows) => self.rows(rows),
            Expr::ScoreOf(part) => Form::ordered("score of", vec![self.part(*part)]),
            Expr::ShareOf(part) => Form::ordered("share of", vec![self.part(*part)]),
        }
    }

    /// Values of one type, which the named ones among them know.
    fn alike(&self, ids: &[ExprId], around: Around<'_>) -> Vec<Form> {
        let known = || ids.iter().find_map(|id| self.type_of(*id, around.records));
        let ty = around.ty.cloned().or_else(known);
        let around = Around {
            ty: ty.as_ref(),
            ..around
        };
        ids.iter().map(|id| self.at(*id, around)).collect()
    }

    fn sum(&self, first: ExprId, rest: &[(Sign, ExprId)], around: Around<'_>) -> Form {
        let ids: Vec<ExprId> = std::iter::once(first)
            .chain(rest.iter().map(|(_, id)| *id))
            .collect();
        let signs = std::iter::once(Sign::Plus).chain(rest.iter().map(|(sign, _)| *sign));
        let parts = signs.zip(self.alike(&ids, around)).map(|(sign, part)| {
            let word = match sign {
                Sign::Plus => "plus",
                Sign::Minus => "minus",
            };
            Form::ordered(word, vec![part])
        });
        Form::free("sum", parts.collect())
    }

    fn function(&self, function: Function, value: Form) -> Form {
        let word = match function {
            Function::Negative => "negative",
            Function::Absolute => "absolute",
            Function::Floor => "floor",
            Function::Ceil => "ceil",
            Function::Rounded(rounding) => {
                let how = Form::constant(format!("{rounding:?}"), words::rounding(rounding));
                return Form::ordered("rounded", vec![value, how]);
            }
        };
        Form::ordered(word, vec![value])
    }

    fn lookup(&self, id: crate::program::TableId, keys: &[ExprId], around: Around<'_>) -> Form {
        let table = self.program().tables.get(id.0 as usize);
        let types = table.into_iter().flat_map(|table| &table.keys);
        let keys = keys.iter().zip(types).map(|(id, key)| {
            let ty = Some(&key.ty);
            self.at(*id, Around { ty, ..around })
        });
        let name = self.name("table", self.table_name(id));
        Form::ordered("lookup", std::iter::once(name).chain(keys).collect())
    }

    fn rows(&self, rows: &Rows) -> Form {
        let records = Some(rows.records);
        let around = Around { records, ty: None };
        let mut parts = vec![self.name("field", self.field_name(rows.records))];
        let mut count = |count: u32| {
            parts.push(Form::constant(
                count.to_string(),
                Say::same(count.to_string()),
            ));
        };
        let word = match &rows.fold {
            Fold::Any => "any",
            Fold::No => "no",
            Fold::Every => "every",
            Fold::Count => "count",
            Fold::CountDistinct(_) => "count distinct",
            Fold::Sum(_) => "sum of",
            Fold::SumOfHighest(most, _) => {
                count(*most);
                "sum of the highest"
            }
            Fold::SumOfLowest(most, _) => {
                count(*most);
                "sum of the lowest"
            }
            Fold::Highest(_) => "highest of",
            Fold::Lowest(_) => "lowest of",
            Fold::Average(_) => "average of",
            Fold::WeightedAverage(..) => "weighted average of",
        };
        let values = rows.fold.operands();
        parts.extend(values.into_iter().map(|id| self.at(id, around)));
        let filter = rows.filter.map(|id| self.at(id, around));
        parts.extend(filter.map(|filter| Form::ordered("with", vec![filter])));
        Form::ordered(word, parts)
    }

    fn part(&self, part: Part) -> Form {
        match part {
            Part::Total => Form::ordered("total", vec![]),
            Part::Indicator(id) => self.name("indicator", self.indicator_name(id)),
            Part::Section(id) => self.name("section", self.section_name(id)),
        }
    }

    fn name(&self, sort: &'static str, name: String) -> Form {
        Form::leaf(Head::Name(sort, name))
    }

    fn member(&self, kind: &Kind, ty: Option<&Type>) -> Form {
        match kind {
            Kind::Known(at) => self.choice(*at, ty),
            Kind::Other(name) => Form::constant(format!("{name:?}"), Say::same(name.clone())),
        }
    }

    /// A constant: choices by their ids, numbers by their values.
    pub(super) fn constant(&self, value: &Stored, ty: Option<&Type>) -> Form {
        match value {
            Stored::Choice(at) => self.choice(*at, ty),
            Stored::Number(number) => {
                Form::constant(number.to_string(), Say::same(shown(number, ty)))
            }
            Stored::Missing
            | Stored::Flag(_)
            | Stored::Kinds(_)
            | Stored::Date(_)
            | Stored::Text(_)
            | Stored::Rows(_) => {
                let (key, shown) = self.stored(value, ty);
                Form::constant(key, shown)
            }
        }
    }

    fn choice(&self, at: u32, ty: Option<&Type>) -> Form {
        let (key, shown) = self.stored(&Stored::Choice(at), ty);
        Form::constant(key, shown)
    }

    /// The type of a value, where something in it has one.
    pub(super) fn type_of(&self, id: ExprId, records: Option<FieldId>) -> Option<Type> {
        let program = self.program();
        let of = |id: ExprId| self.type_of(id, records);
        match program.expr(id) {
            Expr::Field(field) => program.schema.field(*field).map(|field| field.kind.ty()),
            Expr::RowField(at) => self.column(records, *at).map(FieldKind::ty),
            Expr::Definition(id) => {
                let definition = program.definitions.get(id.0 as usize);
                definition.map(|definition| definition.ty.clone())
            }
            Expr::Parameter(id) => {
                let parameter = program.parameters.get(id.0 as usize);
                parameter.map(|parameter| parameter.ty.clone())
            }
            Expr::Lookup(id, _) => {
                let table = program.tables.get(id.0 as usize);
                table.map(|table| table.ty.clone())
            }
            Expr::Sum(first, rest) => {
                of(*first).or_else(|| rest.iter().find_map(|(_, id)| of(*id)))
            }
            Expr::Function(_, inner) => of(*inner),
            Expr::Lowest(all) | Expr::Highest(all) | Expr::Mean(all) => {
                all.iter().find_map(|id| of(*id))
            }
            Expr::Otherwise(a, b) | Expr::If(_, a, b) => of(*a).or_else(|| of(*b)),
            Expr::Growth(..) | Expr::ShareOf(_) => Some(Type::Number(Quantity::Percent)),
            Expr::ScoreOf(_) => Some(Type::Number(Quantity::Points)),
            Expr::Dates(unit, ..) => Some(Type::Number(Quantity::Unit(unit.unit_name().into()))),
            Expr::Workdays(..) => Some(Type::Number(Quantity::Unit(
                crate::domain::types::WORKDAYS.into(),
            ))),
            Expr::Rows(rows) => {
                let is_value = !matches!(rows.fold, Fold::CountDistinct(_));
                let value = rows.fold.operands().first().copied().filter(|_| is_value);
                value.and_then(|id| self.type_of(id, Some(rows.records)))
            }
            Expr::Constant(_)
            | Expr::Product(..)
            | Expr::Met(_)
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
            | Expr::Moved(..)
            | Expr::MovedWorkdays(..)
            | Expr::WholePower(..)
            | Expr::Inexact(..) => None,
        }
    }
}

/// A number as it would be written.
pub(super) fn shown(number: &Exact, ty: Option<&Type>) -> String {
    match ty {
        Some(ty) => words::number(number, ty),
        None => number.to_string(),
    }
}

const fn inexact(function: Inexact) -> &'static str {
    match function {
        Inexact::SquareRoot => "square root",
        Inexact::Logarithm => "logarithm",
        Inexact::Exponential => "exponential",
        Inexact::Power => "power with places",
    }
}
