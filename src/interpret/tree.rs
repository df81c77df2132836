//! One pass over the tree: indicators, sections and the total.

use crate::domain::Exact;
use crate::evidence::Record;
use crate::interpret::ZERO;
use crate::interpret::parts::{Sharing, scored_state, zero_mark};
use crate::interpret::trace::{IndicatorTrace, Recorder, SectionTrace, State, Verdict};
use crate::interpret::values::{Scores, Values};
use crate::interpret::verdict::verdict;
use crate::program::{
    Adding, ClauseId, ClauseKind, Indicator, IndicatorId, Program, Section, SectionId,
};

/// Runs a program over a record.
pub(super) fn run(program: &Program, record: &Record, recorder: &mut impl Recorder) -> Verdict {
    let mut runner = Runner {
        values: Values::new(program, record),
        recorder,
    };
    let mut scores = Scores::for_program(program);
    let total = runner.total(&mut scores);
    scores.total = total.clone();
    let values = runner.values.with_scores(scores);
    verdict(&values, total)
}

pub(super) struct Runner<'r, 'k, R: Recorder> {
    pub(super) values: Values<'r>,
    pub(super) recorder: &'k mut R,
}

impl<'r, R: Recorder> Runner<'r, '_, R> {
    fn total(&mut self, scores: &mut Scores) -> Exact {
        let program = self.values.program;
        let mut sharing = Sharing::default();
        for (id, section) in program.top_sections() {
            self.section(id, section, scores, &mut sharing);
        }
        let whole = match program.adding {
            Adding::Weights => &Exact::ONE,
            Adding::Points => &program.scale.1,
        };
        let (sum, factor) = sharing.result(Some(whole));
        if let Some(factor) = &factor {
            for (id, _) in program.top_sections() {
                self.recorder.reweigh_section(id, program, factor);
            }
        }
        let bounds = &program.total;
        let total = within(sum, bounds.floor.as_ref(), bounds.cap.as_ref());
        match bounds.rounding {
            Some(rounding) => total.rounded(rounding),
            None => total,
        }
    }

    /// Scores a section and adds it to its siblings.
    fn section(
        &mut self,
        id: SectionId,
        section: &'r Section,
        scores: &mut Scores,
        siblings: &mut Sharing,
    ) {
        let program = self.values.program;
        let state = scored_state(&self.values, section.applies.as_ref());
        let trace = match state {
            State::Applies => self.scored_section(section, scores),
            State::Full | State::Zero => {
                let score = mark_of_section(program, section, state);
                SectionTrace {
                    state,
                    contribution: program.contribution(&section.weight, section.is_extra, &score),
                    fixed: Some(score),
                    ..SectionTrace::default()
                }
            }
            State::Out => SectionTrace {
                state,
                ..SectionTrace::default()
            },
        };
        if let Some(slot) = scores.sections.get_mut(id.0 as usize) {
            *slot = trace.score(&section.weight);
        }
        if section.is_extra {
            siblings.take_extra(trace.contribution.clone());
        } else {
            let gives_its_share_away = trace.weight.is_some();
            siblings.has_extra |= gives_its_share_away;
            let state = if gives_its_share_away {
                State::Out
            } else {
                trace.state
            };
            if trace.extra.is_zero() {
                siblings.take(&section.weight, state, trace.contribution.clone());
            } else {
                siblings.take(&section.weight, state, &trace.contribution - &trace.extra);
                siblings.extra += trace.extra.clone();
            }
        }
        self.recorder.section(id, || trace);
    }

    fn scored_section(&mut self, section: &'r Section, scores: &mut Scores) -> SectionTrace {
        let program = self.values.program;
        let mut sharing = Sharing::default();
        for id in &section.indicators {
            let indicator = program.indicator(*id);
            let (state, score) = self.indicator(*id, indicator);
            let contribution = program.contribution(&indicator.weight, indicator.is_extra, &score);
            if indicator.is_extra {
                sharing.take_extra(contribution);
            } else {
                sharing.take(&indicator.weight, state, contribution);
            }
            if let Some(slot) = scores.indicators.get_mut(id.0 as usize) {
                *slot = score;
            }
        }
        for id in &section.sections {
            self.section(*id, program.section(*id), scores, &mut sharing);
        }
        if sharing.is_all_out() && !sharing.has_extra {
            return SectionTrace {
                state: State::Out,
                ..SectionTrace::default()
            };
        }
        let whole = Some(&section.weight).filter(|_| !section.is_extra);
        let (contribution, factor) = sharing.result(whole);
        if let Some(factor) = &factor {
            for id in &section.indicators {
                self.recorder.reweigh_indicator(*id, program, factor);
            }
            for id in &section.sections {
                self.recorder.reweigh_section(*id, program, factor);
            }
        }
        if sharing.is_all_out() && !section.is_extra {
            // Its bonuses count; its share goes to its siblings.
            let score = within_section(section, contribution);
            return SectionTrace {
                contribution: score.clone(),
                extra: score.clone(),
                fixed: Some(score),
                weight: Some(Exact::ZERO),
                ..SectionTrace::default()
            };
        }
        self.bounded(section, contribution, sharing.extra)
    }

    /// A section's own bounds and rounding; where it has any, all that it holds counts as one.
    fn bounded(&mut self, section: &Section, contribution: Exact, extra: Exact) -> SectionTrace {
        let program = self.values.program;
        let trace = SectionTrace {
            contribution,
            extra,
            ..SectionTrace::default()
        };
        let adds_scores = program.adding == Adding::Points || section.is_extra;
        let is_bounded = section.floor.is_some() || section.cap.is_some();
        if !is_bounded && section.rounding.is_none() {
            let fixed = adds_scores.then(|| trace.contribution.clone());
            return SectionTrace { fixed, ..trace };
        }
        let score = match adds_scores {
            true => trace.contribution,
            false => trace.score(&section.weight),
        };
        let score = within_section(section, score);
        SectionTrace {
            contribution: program.contribution(&section.weight, section.is_extra, &score),
            fixed: Some(score),
            ..SectionTrace::default()
        }
    }

    fn indicator(&mut self, id: IndicatorId, indicator: &'r Indicator) -> (State, Exact) {
        let program = self.values.program;
        let state = scored_state(&self.values, indicator.applies.as_ref());
        let score = match state {
            State::Applies => return (state, self.scored(id, indicator)),
            State::Full => indicator.cap.clone(),
            State::Zero | State::Out => zero_mark(program, indicator),
        };
        self.recorder.indicator(id, || IndicatorTrace {
            state,
            contribution: match state {
                State::Applies | State::Full | State::Zero => {
                    program.contribution(&indicator.weight, indicator.is_extra, &score)
                }
                State::Out => Exact::ZERO,
            },
            score: if state == State::Out {
                Exact::ZERO
            } else {
                score.clone()
            },
            ..IndicatorTrace::default()
        });
        (state, score)
    }

    fn scored(&mut self, id: IndicatorId, indicator: &'r Indicator) -> Exact {
        let program = self.values.program;
        let mut sum = Exact::ZERO;
        let mut set: Option<(ClauseId, Exact)> = None;
        for clause_id in &indicator.clauses {
            let clause = program.clause(*clause_id);
            if let ClauseKind::Override { condition, score } = &clause.kind {
                let score = self.amount(score).map(|score| clause.rounded(score));
                let score =
                    self.overrides(*clause_id, clause.guard, (*condition, score), set.is_some());
                set = set.or(score.map(|score| (*clause_id, score)));
            } else {
                if let Some(points) = self.clause(*clause_id, clause) {
                    sum += points;
                }
            }
        }
        let set_by = set.as_ref().map(|(by, _)| *by);
        let score = match set {
            Some((by, score)) => {
                self.recorder.override_all(&indicator.clauses, program, by);
                score
            }
            None => {
                let floored = indicator
                    .floor
                    .as_ref()
                    .map_or(&sum, |floor| (&sum).max(floor));
                floored.min(&indicator.cap).clone()
            }
        };
        let score = match indicator.rounding {
            Some(rounding) => score.rounded(rounding),
            None => score,
        };
        self.recorder.indicator(id, || IndicatorTrace {
            state: State::Applies,
            contribution: program.contribution(&indicator.weight, indicator.is_extra, &score),
            score: score.clone(),
            sum,
            weight: None,
            set_by,
        });
        score
    }
}

/// A number held within bounds.
fn within(number: Exact, floor: Option<&Exact>, cap: Option<&Exact>) -> Exact {
    let number = match floor {
        Some(floor) if number < *floor => floor.clone(),
        Some(_) | None => number,
    };
    match cap {
        Some(cap) if number > *cap => cap.clone(),
        Some(_) | None => number,
    }
}

/// A section's score within its bounds, and then rounded.
fn within_section(section: &Section, score: Exact) -> Exact {
    let score = within(score, section.floor.as_ref(), section.cap.as_ref());
    match section.rounding {
        Some(rounding) => score.rounded(rounding),
        None => score,
    }
}

/// The full or the lowest mark of a section that does not apply: of what adds up points, the most
/// and nothing, within its bounds.
fn mark_of_section(program: &Program, section: &Section, state: State) -> Exact {
    let is_full = state == State::Full;
    let mark = match (program.adding, section.is_extra, is_full) {
        (Adding::Weights, false, true) => &program.scale.1,
        (Adding::Weights, false, false) => &program.scale.0,
        (_, true, true) => section.cap.as_ref().unwrap_or(&ZERO),
        (Adding::Points, false, true) => &section.weight,
        (_, _, false) => &ZERO,
    };
    within(mark.clone(), section.floor.as_ref(), section.cap.as_ref())
}
