//! What is worth a look in a standard that is right by itself: each finding is proved, and shown by
//! evidence where evidence can show it. What the budget leaves open is said to be open.

mod analyst;
mod direction;
mod falls;
mod full;
mod grades;
mod judged;
mod left_out;
mod moves;
mod never;
mod outlook;
mod profile;
mod roots;
mod twice;
mod words;

use crate::analyse::mistakes;
use crate::diagnostics::{Code, Diagnostic, Say, Undecided};
use crate::domain::Exact;
use crate::evidence::Record;
use crate::program::{IndicatorId, Program};
use crate::source::Span;

use analyst::{Analyst, Possible};
use roots::own_roots;

pub use outlook::{Cliff, Edge, Outlook, Reached, Swing, outlook};

/// What the analysis of a standard comes to.
#[derive(Debug, Default)]
pub struct Review {
    /// The findings, in no order.
    pub findings: Vec<Diagnostic>,
    /// What stays open.
    pub undecided: Vec<Undecided>,
}

/// Scores one record exactly.
pub trait Scorer {
    /// What a record comes to.
    fn score(&self, record: &Record) -> Scored;
}

/// What a record comes to.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The total.
    pub total: Exact,
    /// The grade, by its position.
    pub grade: Option<u32>,
    /// The scores of the indicators by their ids.
    pub indicators: Vec<Exact>,
}

impl Scored {
    /// The score of an indicator.
    fn of(&self, id: IndicatorId) -> Exact {
        let score = self.indicators.get(id.0 as usize);
        score.cloned().unwrap_or(Exact::ZERO)
    }
}

/// The places of all fields and columns, at which findings of evidence stand.
pub fn declared(program: &Program) -> impl Iterator<Item = Span> {
    program.schema.fields.iter().flat_map(|field| {
        let columns = field.kind.columns().iter();
        std::iter::once(field.span).chain(columns.map(|column| column.span))
    })
}

/// Analyses a standard. `known` are the findings of the check, so that none is said twice.
pub fn review(program: &Program, scorer: &dyn Scorer, known: &[Diagnostic]) -> Review {
    let mut review = Review::default();
    twice::look(program, &mut review);
    if !program.has_score() && program.rulings.is_empty() {
        return review;
    }
    let analyst = Analyst::new(program, scorer);
    let idle = never::look(&analyst, known, &mut review);
    full::look(&analyst, &idle, &mut review);
    falls::look(&analyst, &idle, &mut review);
    left_out::look(&analyst, known, &mut review);
    judged::look(&analyst, &mut review);
    grades::look(&analyst, &mut review);
    review
}

impl Review {
    fn open(&mut self, code: Code, span: Span, what: Say) {
        self.undecided.push(mistakes::undecided(code, span, what));
    }
}
