//! What a standard says and which of it some records reach: goals come from the program, and each
//! trace marks those that it reaches.

use crate::evidence::Record;
use crate::interpret::clauses::{chosen, held};
use crate::interpret::trace::{Outcome, Trace};
use crate::interpret::view::View;
use crate::program::{
    Among, Applies, Branch, Clause, ClauseId, ClauseKind, Grade, Graded, Origin, Procedure,
    Program, Requirement, Wanted,
};

/// How much of a program some records reach.
pub struct CaseCoverage<'p> {
    program: &'p Program,
    /// Everything that can be reached, in the order of the program.
    pub goals: Vec<Goal<'p>>,
}

/// Something that a case can reach.
pub struct Goal<'p> {
    /// What sort of thing it is.
    pub kind: GoalKind,
    /// What is to happen to it.
    pub aim: Aim,
    /// Where it stands.
    pub origin: &'p Origin,
    /// How many cases reached it.
    pub cases: u32,
    what: What<'p>,
}

/// What sort of thing a case can reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalKind {
    /// A clause that gives or takes points.
    Clause,
    /// A clause that sets a score.
    Override,
    /// A band of a clause.
    Band,
    /// A branch of a choice.
    Branch,
    /// A part that may not apply.
    Part,
    /// A grade.
    Grade,
    /// A veto, or another line that moves the grade.
    Ruling,
    /// A requirement.
    Requirement,
    /// A stage of a procedure.
    Stage,
}

/// What is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// It gives points, holds, applies, is reached, met or passed.
    Holds,
    /// It does not.
    HoldsNot,
}

#[derive(Clone, Copy)]
enum What<'p> {
    Clause(ClauseId),
    Band(ClauseId, &'p Clause, usize),
    Branch(ClauseId, &'p Clause, usize),
    Part(&'p Applies),
    Grade(u32),
    Graded(Option<&'p Graded>, &'p [Grade], u32),
    Ruling(u32),
    Requirement(&'p Requirement),
    Stage(&'p Procedure, usize),
}

const BOTH: [Aim; 2] = [Aim::Holds, Aim::HoldsNot];
const ONE: [Aim; 1] = [Aim::Holds];

impl<'p> CaseCoverage<'p> {
    /// Nothing reached yet.
    pub fn new(program: &'p Program) -> Self {
        let mut coverage = Self {
            program,
            goals: vec![],
        };
        for section in &program.sections {
            coverage.part(section.applies.as_ref(), &section.origin);
        }
        for indicator in &program.indicators {
            coverage.part(indicator.applies.as_ref(), &indicator.origin);
            coverage.clauses(&indicator.clauses);
        }
        coverage.grades();
        for (ruling, at) in program.rulings.iter().zip(0u32..) {
            coverage.add((GoalKind::Ruling, &BOTH), &ruling.origin, What::Ruling(at));
        }
        for conditions in &program.conditions {
            coverage.requirements(&conditions.among);
        }
        for procedure in &program.procedures {
            for (at, stage) in procedure.stages.iter().enumerate() {
                let what = What::Stage(procedure, at);
                coverage.add((GoalKind::Stage, &BOTH), &stage.origin, what);
            }
        }
        coverage
    }

    /// Marks what one record reached; `trace` is that of this program over it.
    pub fn add_case(&mut self, record: &Record, trace: &Trace) {
        let view = View::new(self.program, record, trace);
        for goal in &mut self.goals {
            if view.reaches(&goal.what, goal.aim) {
                goal.cases += 1;
            }
        }
    }

    /// What a record would reach that nothing has reached so far: what is to happen, and where.
    pub fn news(&self, record: &Record, trace: &Trace) -> Vec<(Aim, &'p str)> {
        let view = View::new(self.program, record, trace);
        let is_new = |goal: &&Goal<'_>| goal.cases == 0 && view.reaches(&goal.what, goal.aim);
        let news = self.goals.iter().filter(is_new);
        news.map(|goal| (goal.aim, goal.origin.text.as_str()))
            .collect()
    }

    /// Whether everything is reached.
    pub fn is_full(&self) -> bool {
        self.goals.iter().all(|goal| goal.cases > 0)
    }

    fn add(&mut self, (kind, aims): (GoalKind, &[Aim]), origin: &'p Origin, what: What<'p>) {
        self.goals.extend(aims.iter().map(|aim| Goal {
            kind,
            aim: *aim,
            origin,
            cases: 0,
            what,
        }));
    }

    fn part(&mut self, applies: Option<&'p Applies>, origin: &'p Origin) {
        if let Some(applies) = applies {
            self.add((GoalKind::Part, &BOTH), origin, What::Part(applies));
        }
    }

    fn clauses(&mut self, ids: &'p [ClauseId]) {
        for id in ids {
            self.clause(*id, self.program.clause(*id));
        }
    }

    fn clause(&mut self, id: ClauseId, clause: &'p Clause) {
        let what = What::Clause(id);
        let mut clause_goal = |kind, aims: &[Aim]| self.add((kind, aims), &clause.origin, what);
        let guarded: &[Aim] = match clause.guard {
            Some(_) => &BOTH,
            None => &ONE,
        };
        match &clause.kind {
            ClauseKind::Award { .. } | ClauseKind::Per { .. } | ClauseKind::Judge { .. } => {
                clause_goal(GoalKind::Clause, &BOTH);
            }
            ClauseKind::Override { .. } => clause_goal(GoalKind::Override, &BOTH),
            ClauseKind::Base(_) | ClauseKind::Linear(_) | ClauseKind::Formula(_) => {
                clause_goal(GoalKind::Clause, guarded);
            }
            ClauseKind::Bands { bands, .. } => {
                if clause.guard.is_some() {
                    clause_goal(GoalKind::Clause, &BOTH);
                }
                for (at, band) in bands.iter().enumerate() {
                    let what = What::Band(id, clause, at);
                    self.add((GoalKind::Band, &ONE), &band.origin, what);
                }
            }
            ClauseKind::Group { clauses, .. } => {
                clause_goal(GoalKind::Clause, guarded);
                self.clauses(clauses);
            }
            ClauseKind::Choose {
                branches, clauses, ..
            } => {
                if clause.guard.is_some() {
                    clause_goal(GoalKind::Clause, &BOTH);
                }
                for (at, branch) in branches.iter().enumerate() {
                    let what = What::Branch(id, clause, at);
                    self.add((GoalKind::Branch, &ONE), &branch.origin, what);
                }
                self.clauses(clauses);
            }
        }
    }

    fn grades(&mut self) {
        let program = self.program;
        for (grade, at) in program.grades.iter().zip(0u32..) {
            self.add((GoalKind::Grade, &ONE), &grade.origin, What::Grade(at));
        }
        for grading in &program.gradings {
            for (grade, at) in grading.grades.iter().zip(0u32..) {
                let what = What::Graded(grading.by.as_ref(), &grading.grades, at);
                self.add((GoalKind::Grade, &ONE), &grade.origin, what);
            }
        }
    }

    fn requirements(&mut self, among: &'p Among) {
        for one in &among.requirements {
            let what = What::Requirement(one);
            self.add((GoalKind::Requirement, &BOTH), &one.origin, what);
            match &one.wanted {
                Wanted::Condition(_) => {}
                Wanted::Among(inner) => self.requirements(inner),
            }
        }
    }
}

impl View<'_> {
    fn reaches(&self, what: &What<'_>, aim: Aim) -> bool {
        let is_aim = |holds: bool| holds == (aim == Aim::Holds);
        let is_known_aim = |holds: Option<bool>| holds.is_some_and(is_aim);
        match what {
            What::Clause(id) => {
                let outcome = self.outcome(*id);
                outcome != Outcome::NotApplicable && is_aim(outcome.fired())
            }
            What::Band(id, clause, at) => self.is_in_band(*id, clause, *at),
            What::Branch(id, clause, at) => self.is_in_branch(*id, clause, *at),
            What::Part(applies) => is_known_aim(self.values.flag(applies.condition)),
            What::Grade(at) => self.trace.verdict.grade == Some(*at),
            What::Graded(by, grades, at) => {
                let total = &self.trace.verdict.total;
                self.values.earned(*by, grades, total) == Some(*at)
            }
            What::Ruling(at) => {
                let verdict = &self.trace.verdict;
                !verdict.not_given.contains(at) && is_aim(verdict.held.contains(at))
            }
            What::Requirement(one) => is_known_aim(self.values.required(one)),
            What::Stage(procedure, at) => match self.stop(procedure) {
                Some((stop, _)) if stop < *at => false,
                Some((stop, _)) => is_aim(stop > *at),
                None => is_aim(true),
            },
        }
    }

    fn outcome(&self, id: ClauseId) -> Outcome {
        let own = self.trace.clauses.get(id.0 as usize);
        own.map_or(Outcome::NotApplicable, |own| own.outcome)
    }

    /// Whether a clause was looked at, and its guard let it count.
    fn counts(&self, id: ClauseId, clause: &Clause) -> bool {
        let guard = clause.guard.map(|guard| self.values.flag(guard));
        self.outcome(id) != Outcome::NotApplicable && guard.is_none_or(|flag| flag == Some(true))
    }

    fn is_in_band(&self, id: ClauseId, clause: &Clause, at: usize) -> bool {
        let ClauseKind::Bands {
            quantity, bands, ..
        } = &clause.kind
        else {
            return false;
        };
        let day = self.values.record.assessment_date;
        let value = self.values.of(*quantity).as_number();
        let band = value.and_then(|value| held(bands, &value, day));
        let is_it = band
            .zip(bands.get(at))
            .is_some_and(|(held, own)| std::ptr::eq(held, own));
        self.counts(id, clause) && is_it
    }

    fn is_in_branch(&self, id: ClauseId, clause: &Clause, at: usize) -> bool {
        let ClauseKind::Choose { by, branches, .. } = &clause.kind else {
            return false;
        };
        let branch: Option<&Branch> = chosen(branches, &self.values.of(*by));
        let is_it = branch
            .zip(branches.get(at))
            .is_some_and(|(own, other)| std::ptr::eq(own, other));
        self.counts(id, clause) && is_it
    }
}
