//! Cases that reach what no case reaches yet: from the cases at hand one fact is moved to the values
//! at which something changes, and what reaches something new is written as evidence.

use std::collections::VecDeque;

use crate::analyse::{Fact, Finder, Space, judged_step, step_of};
use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::evidence::{self, Field, FieldKind, Format, Judgement, Place, Presence, Record, Stored};
use crate::interpret::{self, Aim, CaseCoverage, Trace};
use crate::program::Program;
use crate::session::{language_of, read_evidence};
use crate::source::{SourceFile, Span};

/// How many records are scored for one standard, and how many clauses in all of them.
const MOST_TRIED: usize = 20_000;
const MOST_CLAUSES: usize = 20_000_000;
/// How many rows of records are looked at.
const MOST_ROWS: usize = 16;

/// A case that a person may approve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What its file may be called, without an ending.
    pub name: String,
    /// The evidence as YAML, with what it tries above it.
    pub text: String,
}

/// A case to start from.
#[derive(Debug, Clone)]
pub struct Base {
    /// What people call it.
    pub name: String,
    /// Its evidence.
    pub record: Record,
}

/// Cases that together reach what `bases` do not, as far as moving one fact after the other does.
/// The order of the bases does not matter: the best come first.
pub fn suggest(program: &Program, bases: Vec<Base>) -> Vec<Suggestion> {
    let mut search = Search {
        program,
        finder: Finder::new(program),
        whole: Space::whole(program),
        language: language_of(program),
        coverage: CaseCoverage::new(program),
        left: MOST_TRIED.min(MOST_CLAUSES / program.clauses().len().max(1)),
        found: vec![],
    };
    search.run(bases);
    search.found
}

/// What is to happen, and where it stands.
type News<'p> = Vec<(Aim, &'p str)>;

struct Search<'p> {
    program: &'p Program,
    finder: Finder<'p>,
    whole: Space,
    language: Language,
    coverage: CaseCoverage<'p>,
    left: usize,
    found: Vec<Suggestion>,
}

impl<'p> Search<'p> {
    fn run(&mut self, mut bases: Vec<Base>) {
        bases.extend(self.first().filter(|_| bases.is_empty()));
        let scored = bases.into_iter().map(|base| {
            let trace = interpret::trace(self.program, &base.record);
            self.coverage.add_case(&base.record, &trace);
            (trace.verdict.total, base)
        });
        let mut scored: Vec<_> = scored.collect();
        scored.sort_by(|(a, one), (b, other)| (b, &one.name).cmp(&(a, &other.name)));
        let mut open: VecDeque<Base> = scored.into_iter().map(|(_, base)| base).collect();
        while let Some(base) = open.pop_front() {
            for fact in self.whole.facts() {
                for value in self.values(&base.record, fact) {
                    // What lies nearer comes first, and hides what lies further.
                    while let Some(found) = self.tried(&base, fact, &value) {
                        open.push_back(found);
                    }
                    if self.left == 0 || self.coverage.is_full() {
                        return;
                    }
                }
            }
        }
    }

    /// A base for a standard without cases: everything at its lowest.
    fn first(&self) -> Option<Base> {
        let mut record = self.whole.record();
        record.subject = self.language.pick("建议案例", "suggested case").to_owned();
        let name = self
            .language
            .pick("最低的证据", "the lowest evidence")
            .to_owned();
        self.written(&record, &[]).map(|_| Base { name, record })
    }

    /// The values of a fact at which something may change, with their neighbours, and none where it
    /// may be left out.
    fn values(&self, record: &Record, fact: Fact) -> Vec<Stored> {
        let mut values = self.finder.values(&self.whole, fact);
        let mut is_optional = true;
        if let Fact::Field(id) = fact
            && let Some(field) = self.program.schema.field(id)
        {
            is_optional = field.presence == Presence::Optional;
            values.extend(rows(record.stored(id), field));
        }
        values.extend(is_optional.then_some(Stored::Missing));
        values
    }

    /// What a record reaches that nothing has reached so far, and its trace.
    fn news(&mut self, record: &Record) -> Option<(Trace, News<'p>)> {
        self.left = self.left.checked_sub(1)?;
        let trace = interpret::trace(self.program, record);
        let news = self.coverage.news(record, &trace);
        (!news.is_empty()).then_some((trace, news))
    }

    /// The number nearest to that of the base which reaches something new too.
    fn nearest(&mut self, base: &Record, fact: Fact, far: &Stored) -> Option<Stored> {
        let step = self.step(fact)?;
        let mut far = far.as_number()?.clone();
        let mut near = match fact {
            Fact::Field(id) => base.stored(id).as_number()?.clone(),
            Fact::Judgement(id) => base.judgement(id)?.points.clone(),
            Fact::Date => return None,
        };
        loop {
            let steps = (&far - &near).divided_by(&step)?;
            let half = steps.abs().divided_by(&Exact::whole(2))?.floor();
            if half.is_zero() {
                return Some(Stored::Number(far));
            }
            let way = &half * &step;
            let middle = match steps.is_negative() {
                true => &near - &way,
                false => &near + &way,
            };
            let record = self.moved(base, fact, &Stored::Number(middle.clone()))?;
            match self.news(&record) {
                Some(_) => far = middle,
                None => near = middle,
            }
        }
    }

    /// The smallest change of a number.
    fn step(&self, fact: Fact) -> Option<Exact> {
        match fact {
            Fact::Field(id) => step_of(&self.program.schema.field(id)?.kind),
            Fact::Judgement(_) => Some(judged_step()),
            Fact::Date => None,
        }
    }

    /// The record of a base with one fact moved, where that reaches something new.
    fn tried(&mut self, base: &Base, fact: Fact, value: &Stored) -> Option<Base> {
        let far = self.moved(&base.record, fact, value)?;
        self.news(&far)?;
        let nearest = self.nearest(&base.record, fact, value);
        let value = nearest.as_ref().unwrap_or(value);
        let record = self.moved(&base.record, fact, value)?;
        let (trace, news) = self.news(&record)?;
        let short = match value {
            Stored::Rows(rows) => Some(format!("{}-rows", rows.len())),
            Stored::Missing => Some("none".to_owned()),
            Stored::Kinds(kinds) => Some(format!("{}-kinds", kinds.len())),
            Stored::Flag(_)
            | Stored::Number(_)
            | Stored::Choice(_)
            | Stored::Date(_)
            | Stored::Text(_) => None,
        };
        let (field, value) = self.said(fact, value);
        let mut comments = vec![match self.language {
            Language::Zh => format!("建议的案例：同 {}，只把 {field} 改为 {value}", base.name),
            Language::En => format!("a suggested case: {} with {field}: {value}", base.name),
        }];
        for (aim, text) in news {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            comments.push(match (self.language, aim) {
                (Language::Zh, Aim::Holds) => format!("走到：{text}"),
                (Language::Zh, Aim::HoldsNot) => format!("使之不成立：{text}"),
                (Language::En, Aim::Holds) => format!("reaches: {text}"),
                (Language::En, Aim::HoldsNot) => format!("keeps from holding: {text}"),
            });
        }
        let text = self.written(&record, &comments)?;
        self.coverage.add_case(&record, &trace);
        let name = file_name(&format!("{field} {}", short.unwrap_or(value)));
        self.found.push(Suggestion {
            name: name.clone(),
            text,
        });
        Some(Base { name, record })
    }

    fn moved(&self, record: &Record, fact: Fact, value: &Stored) -> Option<Record> {
        let mut record = record.clone();
        match fact {
            Fact::Field(id) => *record.values.get_mut(id.0 as usize)? = value.clone(),
            Fact::Judgement(id) => {
                let slot = record.judgements.get_mut(id.0 as usize)?;
                let (reason, by) = self
                    .language
                    .pick(("试评", "建议"), ("a trial", "suggested"));
                *slot = value.as_number().map(|points| Judgement {
                    points: points.clone(),
                    reason: reason.into(),
                    by: by.into(),
                    place: Place {
                        span: Span::default(),
                        line: 1,
                    },
                });
            }
            Fact::Date => return None,
        }
        Some(record)
    }

    /// The evidence file of a record; nothing where the reader would not read the same from it.
    fn written(&self, record: &Record, comments: &[String]) -> Option<String> {
        let text = evidence::filled(&self.program.schema, record, comments);
        let file = SourceFile::new("", text.as_str());
        let read = read_evidence(self.program, file, Format::Yaml, None).record?;
        let judged = |record: &Record| {
            let all = record.judgements.iter();
            all.map(|one| one.as_ref().map(|one| one.points.clone()))
                .collect::<Vec<_>>()
        };
        let is_same = read.values == record.values && judged(&read) == judged(record);
        is_same.then_some(text)
    }

    /// What was moved, and to what: `satisfaction` and `60%`.
    fn said(&self, fact: Fact, value: &Stored) -> (String, String) {
        let schema = &self.program.schema;
        let (name, value) = match fact {
            Fact::Field(id) => match schema.field(id) {
                Some(field) => (
                    field.name.as_str(),
                    evidence::typed_value(schema, field, value),
                ),
                None => ("", None),
            },
            Fact::Judgement(id) => {
                let field = schema.judgements.get(id.0 as usize);
                let points = value.as_number().map(Exact::to_string);
                (field.map_or("", |field| &field.name), points)
            }
            Fact::Date => ("", None),
        };
        let value = value.filter(|value| value != "[]");
        let none = || self.language.pick("无", "none").to_owned();
        (name.to_owned(), value.unwrap_or_else(none))
    }
}

/// Rows with one of them left out, alone, or with another word in one cell; and no rows at all.
fn rows(stored: &Stored, field: &Field) -> Vec<Stored> {
    let (Stored::Rows(rows), FieldKind::Records { fields }) = (stored, &field.kind) else {
        return vec![];
    };
    let mut all = vec![vec![]];
    for (at, row) in rows.iter().enumerate().take(MOST_ROWS) {
        let others = rows.iter().enumerate().filter(|(other, _)| *other != at);
        all.push(others.map(|(_, row)| row.clone()).collect());
        all.push(vec![row.clone()]);
        for (column, cell) in row.iter().enumerate() {
            let presence = fields.get(column).map(|field| &field.presence);
            let flipped = cell.as_flag().map(|flag| Stored::Flag(!flag));
            let absent = (presence == Some(&Presence::Optional)).then_some(Stored::Missing);
            for cell in flipped.into_iter().chain(absent) {
                let mut changed = rows.clone();
                let slot = changed.get_mut(at).and_then(|row| row.get_mut(column));
                if let Some(slot) = slot {
                    *slot = cell;
                    all.push(changed);
                }
            }
        }
    }
    all.into_iter().map(Stored::Rows).collect()
}

/// Words as the name of a file on every system.
fn file_name(words: &str) -> String {
    const LONGEST: usize = 60;
    let plain = words.chars().map(|sign| match sign {
        _ if sign.is_alphanumeric() => sign,
        '.' | '_' => sign,
        _ => '-',
    });
    let plain: String = plain.take(LONGEST).collect();
    plain.trim_matches(['-', '.']).to_owned()
}
