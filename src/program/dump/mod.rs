//! The stable dump: the whole meaning as text, with labels and quotes, without places, comments or
//! spelling. Two files with one dump score alike and read alike.

mod beside;
mod exprs;

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::evidence::schema::{Field, FieldKind};
use crate::program::{
    Adding, Amount, Applies, Band, BandRange, Branch, Clause, ClauseKind, DatedRange, ExprId,
    Indicator, IndicatorId, JudgeLimit, Origin, Program, Section, Selector,
};

pub(super) use exprs::describe;

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
    match program.adding {
        Adding::Weights => out.line(
            0,
            format_args!("scale {} {}", program.scale.0, program.scale.1),
        ),
        Adding::Points => out.line(0, format_args!("points")),
    }
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
    out.numbers();
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
    out.conditions();
    out.tree();
    out.beside();
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
        if info.status != crate::domain::standard::Status::InForce {
            self.line(1, format_args!("status {}", info.status.word()));
        }
        if let Some(old) = &info.supersedes {
            self.line(1, format_args!("supersedes {}", quoted(old)));
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
        for (_, section) in self.program.top_sections() {
            self.section(0, section);
        }
    }

    fn section(&mut self, depth: usize, section: &Section) {
        let (name, label, weight) = (&section.name, &section.label, &section.weight);
        let rounding = section.rounding;
        let label = optional(label.as_ref());
        self.line(
            depth,
            format_args!("section {name} {label} {weight} {rounding:?}"),
        );
        if section.is_extra || section.cap.is_some() || section.floor.is_some() {
            let (cap, floor) = (number(section.cap.as_ref()), number(section.floor.as_ref()));
            let kind = extra(section.is_extra);
            self.line(depth + 1, format_args!("{kind} cap {cap} floor {floor}"));
        }
        self.quote(depth + 1, &section.origin);
        self.applies(depth + 1, section.applies.as_ref());
        for IndicatorId(at) in &section.indicators {
            if let Some(indicator) = self.program.indicators.get(*at as usize) {
                self.indicator(depth + 1, indicator);
            }
        }
        for id in &section.sections {
            self.section(depth + 1, self.program.section(*id));
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

    fn indicator(&mut self, depth: usize, indicator: &Indicator) {
        let Indicator {
            name,
            label,
            weight,
            floor,
            cap,
            rounding,
            ..
        } = indicator;
        let (label, floor) = (optional(label.as_ref()), number(floor.as_ref()));
        self.line(
            depth,
            format_args!("indicator {name} {label} {weight} {floor} {cap} {rounding:?}"),
        );
        if indicator.is_extra {
            self.line(depth + 1, format_args!("{}", extra(true)));
        }
        self.quote(depth + 1, &indicator.origin);
        self.applies(depth + 1, indicator.applies.as_ref());
        for id in &indicator.clauses {
            self.clause(depth + 1, self.program.clause(*id));
        }
    }

    #[expect(clippy::too_many_lines, reason = "a switchboard: an arm for each form")]
    fn clause(&mut self, depth: usize, clause: &Clause) {
        match &clause.kind {
            ClauseKind::Base(points) => self.amount(depth, "base", points),
            ClauseKind::Award { condition, points } => {
                self.amount(depth, "award", points);
                self.expr(depth + 1, *condition);
            }
            ClauseKind::Override { condition, score } => {
                self.amount(depth, "override", score);
                self.expr(depth + 1, *condition);
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                period,
                ..
            } => {
                self.amount(depth, &format!("per {step} above {start}"), points);
                self.expr(depth + 1, *quantity);
                if let Some(period) = period {
                    let words = (period.period, period.records.0, period.column, &period.cap);
                    self.line(depth + 1, format_args!("cap per period {words:?}"));
                    period
                        .filter
                        .iter()
                        .for_each(|id| self.expr(depth + 2, *id));
                }
            }
            ClauseKind::Bands {
                quantity, bands, ..
            } => {
                self.line(depth, format_args!("by"));
                self.expr(depth + 1, *quantity);
                bands.iter().for_each(|band| self.band(depth + 1, band));
            }
            ClauseKind::Linear(line) => {
                self.line(depth, format_args!("scale"));
                self.expr(depth + 1, line.quantity);
                for (word, amount) in [
                    ("from", &line.from),
                    ("gives", &line.low),
                    ("to", &line.to),
                    ("gives", &line.high),
                ] {
                    self.amount(depth + 1, word, amount);
                }
                line.below
                    .iter()
                    .for_each(|below| self.amount(depth + 1, "below", below));
            }
            ClauseKind::Group { rule, clauses } => {
                match rule {
                    GroupRule::Sum => self.line(depth, format_args!("together")),
                    GroupRule::Best(count) => self.line(depth, format_args!("best {count}")),
                }
                self.clauses(depth + 1, clauses);
            }
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => {
                self.line(depth, format_args!("choose"));
                self.expr(depth + 1, *by);
                for branch in branches {
                    self.branch(depth + 1, branch, clauses);
                }
            }
            ClauseKind::Formula(value) => {
                self.line(depth, format_args!("score"));
                self.expr(depth + 1, *value);
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
        if let Some(rounding) = clause.rounding {
            self.line(depth, format_args!(" {rounding:?}"));
        }
        self.quote(depth + 1, &clause.origin);
        if let Some(guard) = clause.guard {
            self.line(depth, format_args!(" when"));
            self.expr(depth + 2, guard);
        }
    }

    fn clauses(&mut self, depth: usize, clauses: &[crate::program::ClauseId]) {
        for id in clauses {
            self.clause(depth, self.program.clause(*id));
        }
    }

    fn branch(&mut self, depth: usize, branch: &Branch, clauses: &[crate::program::ClauseId]) {
        match &branch.selector {
            Selector::Values(values) => {
                let values: Vec<String> = values.iter().map(Stable::stable).collect();
                self.line(depth, format_args!("branch {}", values.join(", ")));
            }
            Selector::Otherwise => self.line(depth, format_args!("branch otherwise")),
        }
        self.quote(depth + 1, &branch.origin);
        self.clauses(depth + 1, branch.own(clauses));
    }

    /// A word with points; what computes them stands below.
    fn amount(&mut self, depth: usize, word: &str, amount: &Amount) {
        match amount {
            Amount::Constant(points) => self.line(depth, format_args!("{word} {points}")),
            Amount::Computed(id) => {
                self.line(depth, format_args!("{word} computed"));
                self.expr(depth + 1, *id);
            }
        }
    }

    fn band(&mut self, depth: usize, band: &Band) {
        self.amount(depth, &dated(&band.range), &band.points);
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
        exprs::write_expr(&self.program.exprs, depth, id, &mut self.text);
    }
}

fn number(number: Option<&Exact>) -> String {
    number.map_or("none".to_owned(), Exact::to_string)
}

fn extra(is_extra: bool) -> &'static str {
    if is_extra { "extra" } else { "bounded" }
}

/// A range with its changes.
fn dated(written: &DatedRange) -> String {
    let later = written
        .later
        .iter()
        .map(|(from, later)| format!(" from {from} {}", range(later)));
    range(&written.first) + &later.collect::<String>()
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
