//! What a result earned and what it missed: by which words, by how much, and what that is of the total.

use serde::Serialize;

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::domain::standard::GroupRule;
use crate::interpret::gap::Gaps;
use crate::interpret::result::EvidenceResult;
use crate::interpret::trace::{ClauseTrace, IndicatorTrace, Outcome, State};
use crate::interpret::view::View;
use crate::program::expr::Expr;
use crate::program::{
    Adding, Clause, ClauseId, ClauseKind, ConditionsId, ExprId, Indicator, IndicatorId, Procedure,
    Program, SectionId,
};

/// What an indicator earned and missed.
#[derive(Serialize)]
pub struct IndicatorGap<'v> {
    /// The id.
    pub id: &'v str,
    /// What people read.
    pub label: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// Its score.
    pub score: Exact,
    /// The highest score.
    pub full: Exact,
    /// What it missed, in points of the total.
    pub missed_of_total: Exact,
    /// Whether it applies.
    pub applies: bool,
    /// The clauses that gave points.
    pub earned: Vec<Item<'v>>,
    /// The clauses that could have given more, or took some, the most valuable first.
    pub missed: Vec<Item<'v>>,
}

/// A clause that gave, took or withheld points.
#[derive(Serialize)]
pub struct Item<'v> {
    /// Its line in the rule file.
    pub line: u32,
    /// The clause as written.
    pub text: &'v str,
    /// The official wording.
    pub quote: Option<&'v str>,
    /// What happened, as a word: an outcome, or `more` where it gave less than it can.
    pub outcome: &'static str,
    /// The points that it gave; of a missed one, the most that its indicator lacks for it.
    pub points: Exact,
    /// The same in points of the total.
    pub of_total: Exact,
    /// Why.
    pub why: String,
    /// How far it is from more.
    pub gap: Option<String>,
    /// Who can change that: `applicant`, or `assessor` for a judgement.
    pub changed_by: &'static str,
    /// What it read.
    pub evidence: Vec<EvidenceResult<'v>>,
}

/// An indicator while its clauses are gone through.
struct Going<'g, 'v> {
    view: &'v View<'v>,
    indicator: &'v Indicator,
    own: &'g IndicatorTrace,
    language: Language,
    earned: Vec<Item<'v>>,
    missed: Vec<Item<'v>>,
}

impl<'v> View<'v> {
    /// What each indicator earned and missed; that which missed most comes first.
    pub fn gaps(&'v self, language: Language) -> Vec<IndicatorGap<'v>> {
        let program = self.values.program;
        let all = (0u32..).map(IndicatorId).zip(&program.indicators);
        let mut gaps: Vec<IndicatorGap<'v>> = all
            .filter_map(|(id, indicator)| {
                let own = self.trace.indicators.get(id.0 as usize)?;
                Some(self.gap_of(indicator, own, language))
            })
            .collect();
        gaps.sort_by(|a, b| b.missed_of_total.cmp(&a.missed_of_total));
        gaps
    }

    fn gap_of(
        &'v self,
        indicator: &'v Indicator,
        own: &IndicatorTrace,
        language: Language,
    ) -> IndicatorGap<'v> {
        let applies = own.state == State::Applies && self.are_in(indicator.section);
        let mut going = Going {
            view: self,
            indicator,
            own,
            language,
            earned: vec![],
            missed: vec![],
        };
        if applies {
            going.all();
        }
        let Going {
            earned, mut missed, ..
        } = going;
        missed.sort_by(|a, b| b.of_total.cmp(&a.of_total));
        let lacks = &indicator.cap - &own.score;
        let program = self.values.program;
        IndicatorGap {
            id: &indicator.name,
            label: indicator.label.as_deref().unwrap_or(&indicator.name),
            quote: indicator.origin.quote.as_deref(),
            score: own.score.clone(),
            full: indicator.cap.clone(),
            missed_of_total: match applies {
                true => of_total(program, (indicator, own), &lacks),
                false => Exact::ZERO,
            },
            applies,
            earned,
            missed,
        }
    }

    /// The program that the trace is of.
    pub fn program(&self) -> &'v Program {
        self.values.program
    }

    /// Whether conditions are met; nothing where evidence is missing.
    pub fn is_met(&self, id: ConditionsId) -> Option<bool> {
        self.values.met(id)
    }

    /// Whether a condition holds; nothing where evidence is missing.
    pub fn holds(&self, id: ExprId) -> Option<bool> {
        self.values.flag(id)
    }

    /// The stage at which a procedure stopped or is open.
    pub fn stage_of(&self, procedure: &Procedure) -> Option<usize> {
        self.stop(procedure).map(|(at, _)| at)
    }

    /// Whether a section and all around it apply.
    fn are_in(&self, id: SectionId) -> bool {
        let mut next = Some(id);
        while let Some(id) = next {
            let state = self.trace.sections.get(id.0 as usize).map(|own| own.state);
            if state != Some(State::Applies) {
                return false;
            }
            next = self.values.program.section(id).parent;
        }
        true
    }
}

/// Points of an indicator as points of the total, before any bounds and rounding around it.
fn of_total(
    program: &Program,
    (indicator, own): (&Indicator, &IndicatorTrace),
    points: &Exact,
) -> Exact {
    let counted = own.weight.as_ref().unwrap_or(&indicator.weight);
    match program.adding {
        _ if indicator.is_extra => points.clone(),
        Adding::Weights => counted * points,
        Adding::Points => (points * counted)
            .divided_by(&indicator.weight)
            .unwrap_or_else(|| points.clone()),
    }
}

impl<'v> Going<'_, 'v> {
    fn all(&mut self) {
        let indicator = self.indicator;
        let sum = (&self.own.sum).min(&indicator.cap);
        let sum = indicator.floor.as_ref().map_or(sum, |floor| sum.max(floor));
        let room = &indicator.cap - sum;
        if let Some(set_by) = self.own.set_by {
            let lost = sum - &self.own.score;
            let clause = self.view.values.program.clause(set_by);
            match lost > Exact::ZERO {
                true => self.miss(clause, set_by, (Outcome::Set.word(), lost), None),
                false => self.earn(clause, set_by, self.own.score.clone()),
            }
        }
        self.clauses(&indicator.clauses, &room);
    }

    /// Goes through clauses for which so many points are left.
    fn clauses(&mut self, ids: &'v [ClauseId], room: &Exact) {
        for id in ids.iter().filter(|id| Some(**id) != self.own.set_by) {
            if let Some(own) = self.view.trace.clauses.get(id.0 as usize) {
                self.clause(*id, own, room);
            }
        }
    }

    fn clause(&mut self, id: ClauseId, own: &'v ClauseTrace, room: &Exact) {
        let clause = self.view.values.program.clause(id);
        let room = match &clause.cap {
            Some(cap) => room.min(&(cap - &own.points)).clone(),
            None => room.clone(),
        };
        if own.outcome == Outcome::NotApplicable {
            return;
        }
        if !clause.inner().is_empty() {
            return self.group((id, clause), own, &room);
        }
        if own.points.is_negative() {
            let taken = (own.outcome.word(), -&own.points);
            return self.miss(clause, id, taken, None);
        }
        if own.outcome.fired() && own.points > Exact::ZERO && own.outcome != Outcome::Overridden {
            self.earn(clause, id, own.points.clone());
        }
        if own.lost > Exact::ZERO {
            self.capped(clause, id, &own.lost);
        }
        let most = self.most(clause);
        let more = match most {
            Some(most) => (&most - &own.points).min(room),
            None => room,
        };
        if more > Exact::ZERO {
            let outcome = match own.outcome.fired() {
                true => "more",
                false => own.outcome.word(),
            };
            let gap = Gaps::new(&self.view.values, self.language).of(clause);
            self.miss(clause, id, (outcome, more), gap);
        }
    }

    /// A group: each of its clauses, with no more room than the group has.
    fn group(&mut self, (id, clause): (ClauseId, &'v Clause), own: &ClauseTrace, room: &Exact) {
        if own.lost > Exact::ZERO {
            self.capped(clause, id, &own.lost);
        }
        match &clause.kind {
            ClauseKind::Group {
                rule: GroupRule::Best(_),
                clauses,
            } => {
                // What is no better than the best so far would change nothing.
                for inner in clauses {
                    let kept = self.missed.len();
                    if let Some(trace) = self.view.trace.clauses.get(inner.0 as usize) {
                        self.clause(*inner, trace, &(room + &own.points));
                    }
                    self.beyond(kept, &own.points);
                }
            }
            ClauseKind::Group { clauses, .. } | ClauseKind::Choose { clauses, .. } => {
                self.clauses(clauses, room);
            }
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Bands { .. }
            | ClauseKind::Linear(_)
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => {}
        }
    }

    /// Keeps of the last items what goes beyond points that are there already.
    fn beyond(&mut self, kept: usize, have: &Exact) {
        let (program, indicator) = (self.view.values.program, self.indicator);
        let mut tail = self.missed.split_off(kept);
        for item in &mut tail {
            item.points = &item.points - have;
            item.of_total = of_total(program, (indicator, self.own), &item.points);
        }
        tail.retain(|item| item.points > Exact::ZERO);
        self.missed.extend(tail);
    }

    /// The most points of a clause that stands alone; nothing where only its surroundings bound it.
    fn most(&self, clause: &Clause) -> Option<Exact> {
        let values = &self.view.values;
        let amount = |amount| values.amount(amount);
        let none = || Some(Exact::ZERO);
        match &clause.kind {
            ClauseKind::Base(_) | ClauseKind::Group { .. } | ClauseKind::Choose { .. } => none(),
            ClauseKind::Award { points, .. } => amount(points).or_else(none),
            ClauseKind::Override { score, .. } => {
                let more = amount(score).map(|score| &score - &self.own.score);
                more.or_else(none)
            }
            ClauseKind::Per {
                quantity,
                start,
                step,
                points,
                ..
            } => match amount(points) {
                Some(each) if each > Exact::ZERO => {
                    let highest = self.highest(*quantity)?;
                    Some(&highest.full_steps(start, step) * &each)
                }
                Some(_) | None => none(),
            },
            ClauseKind::Bands { bands, .. } => {
                let all = bands.iter().filter_map(|band| amount(&band.points));
                all.max().or_else(none)
            }
            ClauseKind::Linear(line) => {
                let ends = [&line.low, &line.high].into_iter().filter_map(amount);
                ends.max().or_else(none)
            }
            ClauseKind::Formula(_) => None,
            // The evidence at hand may allow less; then that is what keeps the rest.
            ClauseKind::Judge { judgement, .. } => {
                let judgements = &values.program.schema.judgements;
                let field = judgements.get(judgement.0 as usize)?;
                Some(field.range.1.clone())
            }
        }
    }

    /// The highest value of a quantity that is a field; nothing for any other.
    fn highest(&self, quantity: ExprId) -> Option<Exact> {
        let program = self.view.values.program;
        let &Expr::Field(id) = program.expr(quantity) else {
            return None;
        };
        let (_, high, _) = program.schema.field(id)?.kind.bounds()?;
        Some(high.clone())
    }

    fn earn(&mut self, clause: &'v Clause, id: ClauseId, points: Exact) {
        let outcome = self.outcome(id);
        let item = self.item(clause, id, (outcome, points), None);
        self.earned.push(item);
    }

    fn miss(
        &mut self,
        clause: &'v Clause,
        id: ClauseId,
        what: (&'static str, Exact),
        gap: Option<String>,
    ) {
        let item = self.item(clause, id, what, gap);
        self.missed.push(item);
    }

    /// Points beyond a cap are no points that could be had.
    fn capped(&mut self, clause: &'v Clause, id: ClauseId, lost: &Exact) {
        let what = (Outcome::Capped.word(), lost.clone());
        let mut item = self.item(clause, id, what, None);
        item.of_total = Exact::ZERO;
        self.missed.push(item);
    }

    fn outcome(&self, id: ClauseId) -> &'static str {
        let own = self.view.trace.clauses.get(id.0 as usize);
        own.map_or("", |own| own.outcome.word())
    }

    fn item(
        &self,
        clause: &'v Clause,
        id: ClauseId,
        (outcome, points): (&'static str, Exact),
        gap: Option<String>,
    ) -> Item<'v> {
        let (view, language) = (self.view, self.language);
        let program = view.values.program;
        let own = view.trace.clauses.get(id.0 as usize);
        let is_judged = matches!(clause.kind, ClauseKind::Judge { .. });
        Item {
            line: clause.origin.line,
            text: &clause.origin.text,
            quote: view.quote(clause),
            outcome,
            of_total: of_total(program, (self.indicator, self.own), &points),
            points,
            why: own.map_or_else(String::new, |own| {
                view.reason(clause, own, language).to_string()
            }),
            gap,
            changed_by: if is_judged { "assessor" } else { "applicant" },
            evidence: view.evidence(&clause.uses, language),
        }
    }
}
