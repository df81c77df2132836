//! The stable dump: the whole meaning as text, with labels and quotes, without places, comments or
//! spelling. Two files with one dump score alike and read alike.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::domain::Exact;
use crate::evidence::schema::{Field, FieldKind};
use crate::program::expr::Kind;
use crate::program::{
    Applies, Band, BandRange, Clause, ClauseKind, Expr, ExprId, Indicator, JudgeLimit, Origin,
    Program,
};

/// The version of the dump: it changes whenever the form does.
const VERSION: &str = "chidu-program-1";

/// `sha256:` and the hash of the dump.
pub(super) fn hash(program: &Program) -> String {
    let digest = Sha256::digest(dump(program).as_bytes());
    digest
        .iter()
        .fold(String::from("sha256:"), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The dump of a program.
pub(super) fn dump(program: &Program) -> String {
    let mut out = Dump {
        program,
        text: String::new(),
    };
    out.line(0, format_args!("{VERSION}"));
    out.info();
    out.line(
        0,
        format_args!("scale {} {}", program.scale.0, program.scale.1),
    );
    out.line(0, format_args!("currency {}", program.schema.currency.0));
    out.fields(0, &program.schema.fields);
    for judgement in &program.schema.judgements {
        let (low, high) = &judgement.range;
        out.line(
            0,
            format_args!(
                "judge {} {} {low} {high}",
                judgement.name,
                optional(judgement.label.as_ref())
            ),
        );
    }
    for definition in &program.definitions {
        out.line(
            0,
            format_args!(
                "define {} {}",
                definition.name,
                optional(definition.label.as_ref())
            ),
        );
        out.expr(1, definition.value);
    }
    out.tree();
    out.text
}

struct Dump<'p> {
    program: &'p Program,
    text: String,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{:width$}{words}", "", width = depth);
    }

    fn info(&mut self) {
        let info = &self.program.info;
        let (id, title) = (&info.id, quoted(&info.title));
        self.line(0, format_args!("standard {id} {title}"));
        let texts = [&info.source, &info.issued_by, &info.document];
        for text in texts {
            self.line(1, format_args!("{}", optional(text.as_ref())));
        }
        for day in [info.in_force_from, info.in_force_until] {
            let day = day.map_or("-".to_owned(), |day| day.to_string());
            self.line(1, format_args!("{day}"));
        }
    }

    fn list(&self, list: crate::domain::types::ChoiceList) -> String {
        let Some(list) = self.program.schema.list(list) else {
            return String::new();
        };
        let choice = |choice: &crate::evidence::Choice| {
            format!("{} {}", choice.name, optional(choice.label.as_ref()))
        };
        let choices: Vec<String> = list.choices.iter().map(choice).collect();
        format!("ordered {} [{}]", list.ordered, choices.join(", "))
    }

    fn fields(&mut self, depth: usize, fields: &[Field]) {
        for field in fields {
            let kind = match &field.kind {
                FieldKind::Count { unit, range } => format!("count {unit} {} {}", range.0, range.1),
                FieldKind::Number {
                    unit,
                    range,
                    places,
                } => {
                    format!("number {unit} {} {} {places}", range.0, range.1)
                }
                FieldKind::Percent { range, places } => {
                    format!("percent {} {} {places}", range.0, range.1)
                }
                FieldKind::Money { range } => format!("money {} {}", range.0, range.1),
                FieldKind::Flag => "flag".into(),
                FieldKind::Choice { list } => {
                    format!("choice {}", self.list(*list))
                }
                FieldKind::Kinds { list, others } => {
                    format!("kinds {} {others}", self.list(*list))
                }
                FieldKind::Date => "date".into(),
                FieldKind::Text => "text".into(),
                FieldKind::Records { .. } => "records".into(),
            };
            let presence = stable(&field.presence);
            let label = optional(field.label.as_ref());
            self.line(
                depth,
                format_args!("field {} {label} {kind} {presence}", field.name),
            );
            if let FieldKind::Records { fields } = &field.kind {
                self.fields(depth + 1, fields);
            }
        }
    }

    fn tree(&mut self) {
        for section in &self.program.sections {
            let (name, label, weight) = (&section.name, &section.label, &section.weight);
            self.line(
                0,
                format_args!(
                    "section {name} {} {weight} {:?}",
                    optional(label.as_ref()),
                    section.rounding
                ),
            );
            self.quote(1, &section.origin);
            self.applies(1, section.applies.as_ref());
            for id in &section.indicators {
                self.indicator(self.program.indicator(*id));
            }
        }
        self.line(0, format_args!("total {:?}", self.program.total_rounding));
        for grade in &self.program.grades {
            let range = range(&grade.range);
            self.line(
                0,
                format_args!(
                    "grade {} {} {range}",
                    grade.name,
                    optional(grade.label.as_ref())
                ),
            );
            self.quote(1, &grade.origin);
        }
        for veto in &self.program.vetoes {
            let reason = optional(veto.reason.as_ref());
            self.line(0, format_args!("veto {} {reason}", veto.grade));
            self.quote(1, &veto.origin);
            self.expr(1, veto.condition);
        }
    }

    fn quote(&mut self, depth: usize, origin: &Origin) {
        if let Some(quote) = &origin.quote {
            self.line(depth, format_args!("quote {}", quoted(quote)));
        }
    }

    fn applies(&mut self, depth: usize, applies: Option<&Applies>) {
        if let Some(applies) = applies {
            self.line(depth, format_args!("applies {:?}", applies.otherwise));
            self.expr(depth + 1, applies.condition);
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let Indicator {
            name,
            label,
            weight,
            floor,
            cap,
            rounding,
            ..
        } = indicator;
        let label = optional(label.as_ref());
        self.line(
            1,
            format_args!("indicator {name} {label} {weight} {floor} {cap} {rounding:?}"),
        );
        self.quote(2, &indicator.origin);
        self.applies(2, indicator.applies.as_ref());
        for id in &indicator.clauses {
            self.clause(2, self.program.clause(*id));
        }
    }

    fn clause(&mut self, depth: usize, clause: &Clause) {
        match &clause.kind {
            ClauseKind::Base(points) => self.line(depth, format_args!("base {points}")),
            ClauseKind::Award { condition, points } => {
                self.line(depth, format_args!("award {points}"));
                self.expr(depth + 1, *condition);
            }
            ClauseKind::Override { condition, score } => {
                self.line(depth, format_args!("override {score}"));
                self.expr(depth + 1, *condition);
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                ..
            } => {
                self.line(depth, format_args!("per {step} above {start} {points}"));
                self.expr(depth + 1, *quantity);
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                self.line(depth, format_args!("by"));
                self.expr(depth + 1, *quantity);
                bands.iter().for_each(|band| self.band(depth + 1, band));
            }
            ClauseKind::Group(clauses) => {
                self.line(depth, format_args!("together"));
                clauses
                    .iter()
                    .for_each(|id| self.clause(depth + 1, self.program.clause(*id)));
            }
            ClauseKind::Judge { judgement, limit } => self.judge(depth, judgement.0, limit),
        }
        let bound = |bound: &Option<Exact>| bound.as_ref().map(Exact::to_string);
        self.line(
            depth,
            format_args!(
                " cap {:?} floor {:?}",
                bound(&clause.cap),
                bound(&clause.floor)
            ),
        );
        self.quote(depth + 1, &clause.origin);
        if let Some(guard) = clause.guard {
            self.line(depth, format_args!(" when"));
            self.expr(depth + 2, guard);
        }
    }

    fn band(&mut self, depth: usize, band: &Band) {
        self.line(
            depth,
            format_args!("{} {}", range(&band.range), band.points),
        );
        self.quote(depth + 1, &band.origin);
    }

    fn judge(&mut self, depth: usize, judgement: u32, limit: &JudgeLimit) {
        match limit {
            JudgeLimit::UpTo { most, per } => {
                self.line(depth, format_args!("judge {judgement} up to {most}"));
                per.iter().for_each(|per| self.expr(depth + 1, *per));
            }
            JudgeLimit::Between { low, high } => {
                self.line(depth, format_args!("judge {judgement} between"));
                self.expr(depth + 1, *low);
                self.expr(depth + 1, *high);
            }
        }
    }

    fn expr(&mut self, depth: usize, id: ExprId) {
        write_expr(&self.program.exprs, depth, id, &mut self.text);
    }
}

/// The dump of one expression.
pub(super) fn describe(exprs: &[Expr], id: ExprId) -> String {
    let mut text = String::new();
    write_expr(exprs, 0, id, &mut text);
    text
}

/// An expression, its operands below it; ids stand for nothing, so they are left out.
fn write_expr(exprs: &[Expr], depth: usize, id: ExprId, text: &mut String) {
    let mut open = vec![(depth, id)];
    while let Some((depth, id)) = open.pop() {
        if let Some(expr) = exprs.get(id.0 as usize) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:depth$}{}", "", head(expr));
            open.extend(
                expr.operands()
                    .into_iter()
                    .rev()
                    .map(|operand| (depth + 1, operand)),
            );
        }
    }
}

/// An expression without its operands.
fn head(expr: &Expr) -> String {
    match expr {
        Expr::Constant(value) => format!("constant {}", stable(value)),
        Expr::Field(field) => format!("field {}", field.0),
        Expr::RowField(field) => format!("row field {field}"),
        Expr::Definition(definition) => format!("definition {}", definition.0),
        Expr::AssessmentDate => "assessment date".into(),
        Expr::And(_) => "and".into(),
        Expr::Or(_) => "or".into(),
        Expr::Not(_) => "not".into(),
        Expr::Compare(comparison, ..) => comparison.sign().into(),
        Expr::In(_, values) => {
            let values: Vec<String> = values.iter().map(Stable::stable).collect();
            format!("in [{}]", values.join(", "))
        }
        Expr::Has(_, Kind::Known(position)) => format!("has {position}"),
        Expr::Has(_, Kind::Other(name)) => format!("has other {}", quoted(name)),
        Expr::StartsWith(_, text) => format!("starts with {}", quoted(text)),
        Expr::IsGiven(_) => "is given".into(),
        Expr::Size(_) => "size".into(),
        Expr::Sum(_, rest) => {
            format!(
                "sum {:?}",
                rest.iter().map(|(sign, _)| sign).collect::<Vec<_>>()
            )
        }
        Expr::Product(_, rest) => {
            format!(
                "product {:?}",
                rest.iter().map(|(power, _)| power).collect::<Vec<_>>()
            )
        }
        Expr::Function(function, _) => format!("{function:?}"),
        Expr::Lowest(_) => "lowest".into(),
        Expr::Highest(_) => "highest".into(),
        Expr::Otherwise(..) => "otherwise".into(),
        Expr::If(..) => "if".into(),
        Expr::Dates(unit, ..) => format!("dates {unit:?}"),
        Expr::Moved(unit, ..) => format!("moved {unit:?}"),
        Expr::Rows(rows) => {
            let has_filter = rows.filter.is_some();
            format!(
                "rows {} {} filter {has_filter}",
                rows.records.0,
                fold(&rows.fold)
            )
        }
        Expr::ScoreOf(part) => format!("score of {part:?}"),
        Expr::ShareOf(part) => format!("share of {part:?}"),
    }
}

fn fold(fold: &crate::program::expr::Fold) -> String {
    use crate::program::expr::Fold;
    match fold {
        Fold::Any => "any".into(),
        Fold::No => "no".into(),
        Fold::Every => "every".into(),
        Fold::Count => "count".into(),
        Fold::CountDistinct(_) => "count distinct".into(),
        Fold::Sum(_) => "sum".into(),
        Fold::SumOfHighest(count, _) => format!("sum of highest {count}"),
        Fold::Highest(_) => "highest".into(),
        Fold::Lowest(_) => "lowest".into(),
        Fold::Average(_) => "average".into(),
        Fold::WeightedAverage(..) => "weighted average".into(),
    }
}

fn range(range: &BandRange) -> String {
    let end = |end: &Option<(Exact, bool)>| {
        end.as_ref()
            .map_or("open".to_owned(), |(value, inclusive)| {
                format!("{value} {inclusive}")
            })
    };
    format!("[{} .. {}]", end(&range.low), end(&range.high))
}

/// A text in quotation marks: line breaks, marks and backslashes escaped, all else as it is.
fn quoted(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}

fn optional(text: Option<&String>) -> String {
    text.map_or("-".to_owned(), |text| quoted(text))
}

/// A value by its number and not by the places that it was written with.
fn stable(value: &impl Stable) -> String {
    value.stable()
}

trait Stable {
    fn stable(&self) -> String;
}

impl Stable for crate::evidence::Stored {
    fn stable(&self) -> String {
        match self {
            Self::Missing => "missing".into(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Choice(position) => format!("choice {position}"),
            Self::Kinds(kinds) => {
                let others: Vec<String> = kinds.others.iter().map(|kind| quoted(kind)).collect();
                format!("kinds {:?} [{}]", kinds.known, others.join(", "))
            }
            Self::Date(date) => date.to_string(),
            Self::Text(text) => quoted(text),
            Self::Rows(rows) => {
                let cells = rows.iter().flatten().map(Stable::stable);
                format!("rows [{}]", cells.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

impl Stable for crate::evidence::Presence {
    fn stable(&self) -> String {
        match self {
            Self::Required => "required".into(),
            Self::Optional => "optional".into(),
            Self::Default(value) => format!("default {}", value.stable()),
        }
    }
}
