//! The records that evidence allows, as a set of values for each fact.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analyse::interval::Interval;
use crate::analyse::range::{Held, KindsRange, Range, RowsRange, TextRange};
use crate::domain::{Date, Exact, KindSet};
use crate::evidence::schema::{JudgementField, JudgementId, Presence};
use crate::evidence::{Field, FieldId, FieldKind, Judgement, Place, Record, Stored};
use crate::program::Program;
use crate::source::Span;

/// The most rows that are looked at; evidence may hold more of one kind.
const MOST_ROWS: u32 = 1_000_000;
/// The most kinds beyond a list, as evidence may hold them.
const MOST_KINDS: u32 = 10_000;
/// Decimal places of judged points.
const JUDGED_PLACES: u8 = 6;

/// Something that evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A field.
    Field(FieldId),
    /// A judgement.
    Judgement(JudgementId),
    /// The day of the assessment.
    Date,
}

/// The values that each fact may have, independent of each other. Cheap to copy: spaces share what
/// they were made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Space {
    origin: Arc<Origin>,
    changed: BTreeMap<Fact, Range>,
}

/// What a space was before something was set.
#[derive(Debug, PartialEq)]
struct Origin {
    fields: Vec<Range>,
    judgements: Vec<Range>,
    date: Range,
}

impl Space {
    /// Everything that evidence may say.
    pub fn whole(program: &Program) -> Self {
        let schema = &program.schema;
        let fields = schema.fields.iter();
        Self::of(Origin {
            fields: fields.map(|field| of_field(program, field)).collect(),
            judgements: schema.judgements.iter().map(of_judgement).collect(),
            date: of_date(program),
        })
    }

    fn of(origin: Origin) -> Self {
        Self {
            origin: Arc::new(origin),
            changed: BTreeMap::new(),
        }
    }

    /// One record.
    pub fn at(record: &Record) -> Self {
        let judged = |judgement: &Option<Judgement>| match judgement {
            Some(judgement) => Range::number(Interval::one(judgement.points.clone())),
            None => Range::MISSING,
        };
        Self::of(Origin {
            fields: record.values.iter().map(Range::of).collect(),
            judgements: record.judgements.iter().map(judged).collect(),
            date: Range::of(&record.assessment_date.map_or(Stored::Missing, Stored::Date)),
        })
    }

    /// A record with all that it may still say: what it gives is fixed, what it lacks is free.
    pub fn completions(program: &Program, record: &Record) -> Self {
        let mut space = Self::at(record);
        for fact in space.facts() {
            if *space.range(fact) == Range::MISSING {
                space.free(program, fact);
            }
        }
        space
    }

    /// Every fact.
    pub fn facts(&self) -> Vec<Fact> {
        let fields = (0u32..).zip(&self.origin.fields);
        let fields = fields.map(|(at, _)| Fact::Field(FieldId(at)));
        let judged = (0u32..).zip(&self.origin.judgements);
        let judged = judged.map(|(at, _)| Fact::Judgement(JudgementId(at)));
        fields.chain(judged).chain([Fact::Date]).collect()
    }

    /// What a fact may be.
    pub fn range(&self, fact: Fact) -> &Range {
        let origin = || match fact {
            Fact::Field(id) => self.origin.fields.get(id.0 as usize),
            Fact::Judgement(id) => self.origin.judgements.get(id.0 as usize),
            Fact::Date => Some(&self.origin.date),
        };
        let found = self.changed.get(&fact).or_else(origin);
        found.unwrap_or(&Range::MISSING)
    }

    /// Says what a fact may be.
    pub fn set(&mut self, fact: Fact, range: Range) {
        self.changed.insert(fact, range);
    }

    /// The same with another range of a fact.
    pub fn with(&self, fact: Fact, range: Range) -> Self {
        let mut space = self.clone();
        space.set(fact, range);
        space
    }

    /// Lets a fact be whatever evidence may say.
    pub fn free(&mut self, program: &Program, fact: Fact) {
        let schema = &program.schema;
        let range = match fact {
            Fact::Field(id) => schema.field(id).map(|field| of_field(program, field)),
            Fact::Judgement(id) => schema.judgements.get(id.0 as usize).map(of_judgement),
            Fact::Date => Some(of_date(program)),
        };
        self.set(fact, range.unwrap_or(Range::MISSING));
    }

    /// Some record of it: each fact at its lower end, and missing where it may be.
    pub fn record(&self) -> Record {
        let judged = |range: &Range| match lowest(range) {
            Stored::Number(points) => Some(Judgement {
                points,
                reason: "…".into(),
                by: "…".into(),
                place: Place {
                    span: Span::default(),
                    line: 0,
                },
            }),
            Stored::Missing
            | Stored::Flag(_)
            | Stored::Choice(_)
            | Stored::Kinds(_)
            | Stored::Date(_)
            | Stored::Text(_)
            | Stored::Rows(_) => None,
        };
        let date = match lowest(self.range(Fact::Date)) {
            Stored::Date(day) => Some(day),
            Stored::Missing
            | Stored::Flag(_)
            | Stored::Number(_)
            | Stored::Choice(_)
            | Stored::Kinds(_)
            | Stored::Text(_)
            | Stored::Rows(_) => None,
        };
        let fields = 0u32..u32::try_from(self.origin.fields.len()).unwrap_or(u32::MAX);
        let judgements = 0u32..u32::try_from(self.origin.judgements.len()).unwrap_or(u32::MAX);
        let values: Vec<Stored> = fields
            .map(|at| lowest(self.range(Fact::Field(FieldId(at)))))
            .collect();
        Record {
            assessment_date: date,
            places: vec![None; values.len()],
            sources: vec![None; values.len()],
            values,
            judgements: judgements
                .map(|at| judged(self.range(Fact::Judgement(JudgementId(at)))))
                .collect(),
            ..Record::default()
        }
    }
}

/// The smallest change of a number of a field; nothing where it holds no numbers.
pub fn step_of(kind: &FieldKind) -> Option<Exact> {
    let (_, _, places) = kind.bounds()?;
    let places = u8::try_from(places).ok()?;
    Some(Exact::decimal(1, places))
}

/// The smallest change of judged points.
pub fn judged_step() -> Exact {
    Exact::decimal(1, JUDGED_PLACES)
}

/// One value of a range: missing where it may be, else the lowest number, the fewest kinds and rows,
/// the last choice.
pub(super) fn lowest(range: &Range) -> Stored {
    if range.missing {
        return Stored::Missing;
    }
    match &range.held {
        Held::Nothing => Stored::Missing,
        Held::Flag { no, .. } => Stored::Flag(!no),
        Held::Number(interval) => Stored::Number(interval.low.clone()),
        Held::Choice(all) => all.last().map_or(Stored::Missing, |at| Stored::Choice(*at)),
        Held::Kinds(kinds) => Stored::Kinds(KindSet {
            known: kinds.must.clone(),
            others: kinds.others.clone(),
            duplicates: vec![],
        }),
        Held::Date(first, _) => Stored::Date(*first),
        Held::Text(TextRange::One(text)) => Stored::Text(text.clone()),
        Held::Text(TextRange::Other | TextRange::Any) => Stored::Text("…".into()),
        Held::Rows(rows) => {
            let row = |row: &Vec<Range>| row.iter().map(lowest).collect();
            Stored::Rows(rows.rows.iter().map(row).collect())
        }
    }
}

fn of_field(program: &Program, field: &Field) -> Range {
    Range {
        missing: field.presence == Presence::Optional,
        held: of_kind(program, &field.kind),
    }
}

fn of_kind(program: &Program, kind: &FieldKind) -> Held {
    let all = |list| {
        let choices = program.schema.list(list);
        let choices = choices.map_or(0, |list| list.choices.len());
        (0u32..).take(choices).collect()
    };
    match kind {
        FieldKind::Count { range, .. }
        | FieldKind::Number { range, .. }
        | FieldKind::Percent { range, .. }
        | FieldKind::Money { range } => {
            Held::Number(Interval::new(range.0.clone(), range.1.clone()))
        }
        FieldKind::Flag => Held::Flag {
            yes: true,
            no: true,
        },
        FieldKind::Choice { list } => Held::Choice(all(*list)),
        FieldKind::Kinds { list, others } => Held::Kinds(KindsRange {
            must: vec![],
            may: all(*list),
            others: vec![],
            more_others: if *others { MOST_KINDS } else { 0 },
        }),
        FieldKind::Date => first_and_last(None, None),
        FieldKind::Text => Held::Text(TextRange::Any),
        FieldKind::Records { fields } => Held::Rows(RowsRange {
            rows: vec![],
            more: MOST_ROWS,
            shape: fields
                .iter()
                .map(|field| of_field(program, field))
                .collect(),
        }),
    }
}

fn of_judgement(field: &JudgementField) -> Range {
    Range {
        missing: true,
        held: Held::Number(Interval::new(field.range.0.clone(), field.range.1.clone())),
    }
}

fn of_date(program: &Program) -> Range {
    let info = &program.info;
    let is_needed = info.in_force_from.is_some() || program.reads_assessment_date();
    Range {
        missing: !is_needed,
        held: first_and_last(info.in_force_from, info.in_force_until),
    }
}

fn first_and_last(from: Option<Date>, until: Option<Date>) -> Held {
    let ends = from
        .or_else(|| Date::new(1, 1, 1))
        .zip(until.or_else(|| Date::new(9999, 12, 31)));
    ends.map_or(Held::Nothing, |(from, until)| Held::Date(from, until))
}
