//! What a standard can come to: the best and the worst of each clause and each part with evidence that
//! reaches it, the largest jump of each indicator, and what each judgement can move.

use crate::analyse::findings::{Analyst, Review, Scorer, falls, judged, profile, words};
use crate::analyse::reach;
use crate::analyse::{Fact, Interval, Over, Reach, Space, Target};
use crate::diagnostics::{Code, Say, Undecided, say};
use crate::domain::Exact;
use crate::program::expr::Part;
use crate::program::{ClauseId, ClauseKind, IndicatorId, Program, SectionId};
use crate::source::Span;

/// What a standard can come to.
#[derive(Debug)]
pub struct Outlook {
    /// The total; nothing where nothing is scored.
    pub total: Option<Reached>,
    /// Sections in the order of the file.
    pub sections: Vec<(SectionId, Reached)>,
    /// Indicators in the order of the file.
    pub indicators: Vec<(IndicatorId, Reached)>,
    /// Clauses by the points that they add, those of a group before it.
    pub clauses: Vec<(ClauseId, Reached)>,
    /// The largest jump of each indicator.
    pub cliffs: Vec<Cliff>,
    /// What each judgement can move.
    pub swings: Vec<Swing>,
    /// What the budget leaves open.
    pub undecided: Vec<Undecided>,
}

/// The two ends of what is reached.
#[derive(Debug)]
pub struct Reached {
    /// The worst.
    pub low: Edge,
    /// The best.
    pub high: Edge,
}

/// One end.
#[derive(Debug)]
pub struct Edge {
    /// Nothing goes beyond it.
    pub bound: Exact,
    /// What was reached, and what that evidence says; it is the bound where that is decided.
    pub reached: Option<(Exact, Vec<(String, Say)>)>,
}

/// The largest jump of an indicator for the smallest change of one number or choice.
#[derive(Debug)]
pub struct Cliff {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The field.
    pub field: String,
    /// A value, and the score with it.
    pub before: (Say, Exact),
    /// Its neighbour, and the score with that.
    pub behind: (Say, Exact),
}

/// What a judgement can move.
#[derive(Debug)]
pub struct Swing {
    /// Its name.
    pub judgement: String,
    /// The total without it, and with the most that it can give, of the same evidence.
    pub totals: (Exact, Exact),
    /// The grades that go with them, where there are any.
    pub grades: (Option<u32>, Option<u32>),
}

impl Edge {
    /// Whether the bound is reached.
    pub fn is_decided(&self) -> bool {
        let reached = self.reached.as_ref();
        reached.is_some_and(|(value, _)| *value == self.bound)
    }
}

/// What a standard can come to, over all evidence.
pub fn outlook(program: &Program, scorer: &dyn Scorer) -> Outlook {
    let analyst = Analyst::new(program, scorer);
    let mut review = Review::default();
    let cost = u32::try_from(program.clauses().len()).unwrap_or(u32::MAX);
    let survey = analyst.finder.survey(&analyst.whole, analyst.budget(cost));
    let mut told = |target: Target, span: Span, reach: &Reach, what: Say| {
        if !reach.is_decided() {
            review.open(Code::FullMarkOutOfReach, span, what);
        }
        reached(&analyst, target, reach)
    };
    let total = survey.total.as_ref().map(|reach| {
        let what = say!(zh "总分最高和最低能到多少", en "how far the total can go");
        told(
            Target::Part(Part::Total),
            program.info.standard_span,
            reach,
            what,
        )
    });
    let sections = (0u32..).map(SectionId).zip(&survey.sections);
    let sections = sections.filter_map(|(id, reach)| {
        let section = program.section(id);
        let name = &section.name;
        let what = say!(zh "`{name}` 最高和最低能到多少", en "how far `{name}` can go");
        let target = Target::Part(Part::Section(id));
        Some((id, told(target, section.origin.span, reach.as_ref()?, what)))
    });
    let sections = sections.collect();
    let indicators = analyst.indicators().filter_map(|(id, indicator)| {
        let name = &indicator.name;
        let what = say!(zh "`{name}` 最高和最低能到多少", en "how far `{name}` can go");
        let target = Target::Part(Part::Indicator(id));
        let reach = of_one(&analyst, target)?;
        Some((id, told(target, indicator.origin.span, &reach, what)))
    });
    let indicators = indicators.collect();
    let clauses = (0u32..).map(ClauseId).zip(program.clauses());
    let clauses = clauses.filter_map(|(id, clause)| {
        let sets_the_score = matches!(clause.kind, ClauseKind::Override { .. });
        let target = Target::Clause(id);
        let reach = of_one(&analyst, target).filter(|_| !sets_the_score)?;
        Some((id, reached(&analyst, target, &reach)))
    });
    let clauses = clauses.collect();
    Outlook {
        total,
        sections,
        indicators,
        clauses,
        cliffs: cliffs(&analyst),
        swings: swings(&analyst),
        undecided: review.undecided,
    }
}

/// What a clause or an indicator can come to.
fn of_one(analyst: &Analyst<'_>, target: Target) -> Option<Reach> {
    let facts = analyst.finder.facts_behind(target);
    let high = &mut |over: &mut Over<'_>| value(over, target);
    let high = analyst.highest(&analyst.whole, &facts, high)?;
    let low = &mut |over: &mut Over<'_>| {
        let value = value(over, target)?;
        Some(Interval::new(-&value.high, -&value.low))
    };
    let low = analyst.highest(&analyst.whole, &facts, low)?;
    let turned = |(value, space): (Exact, Space)| (-&value, space);
    Some(Reach {
        low: reach::End {
            bound: -&low.bound,
            reached: low.reached.map(turned),
        },
        high: reach::End::from(high),
    })
}

fn value(over: &mut Over<'_>, target: Target) -> Option<Interval> {
    match target {
        Target::Clause(id) => Some(over.clause(id).added()),
        Target::Part(Part::Indicator(id)) => Some(over.indicator(id)),
        Target::Part(part @ (Part::Section(_) | Part::Total)) => {
            over.run(None);
            Some(over.scores.of(part)?.0)
        }
    }
}

fn reached(analyst: &Analyst<'_>, target: Target, reach: &Reach) -> Reached {
    let facts = analyst.finder.facts_behind(target);
    let end = |end: &reach::End| Edge {
        bound: end.bound.clone(),
        reached: end.reached.as_ref().map(|(value, space)| {
            let record = analyst.accepted(space, &facts).record();
            let said = |fact: &Fact| {
                let name = words::name(analyst.program, *fact)?;
                let value = words::stored(&record, *fact);
                Some((name, words::value(analyst.program, *fact, &value)))
            };
            (value.clone(), facts.iter().filter_map(said).collect())
        }),
    };
    Reached {
        low: end(&reach.low),
        high: end(&reach.high),
    }
}

/// The largest jump of each indicator beside the evidence of its best score.
fn cliffs(analyst: &Analyst<'_>) -> Vec<Cliff> {
    let of_one = |(id, indicator)| {
        let facts: Vec<Fact> = analyst.facts_of(indicator);
        let record = analyst.contexts(id, &facts).into_iter().next()?;
        let ordered = facts
            .iter()
            .filter(|fact| falls::is_ordered(analyst, **fact));
        let jumps = ordered.filter_map(|fact| {
            let profile = profile::along(analyst, id, &record, *fact);
            let (before, behind) = profile.largest_jump()?;
            let value = |stored| words::value(analyst.program, *fact, stored);
            Some(Cliff {
                indicator: id,
                field: words::name(analyst.program, *fact)?,
                before: (value(&before.0), before.1.clone()),
                behind: (value(&behind.0), behind.1.clone()),
            })
        });
        jumps.max_by_key(|cliff| (&cliff.behind.1 - &cliff.before.1).abs())
    };
    analyst.indicators().filter_map(of_one).collect()
}

fn swings(analyst: &Analyst<'_>) -> Vec<Swing> {
    let all = judged::swings(analyst).into_iter();
    all.map(|(name, moved)| Swing {
        judgement: name.to_owned(),
        grades: moved.grades,
        totals: moved.totals,
    })
    .collect()
}
