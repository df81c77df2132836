//! Grades, rulings, requirements and stages in words.

use crate::describe::Words;
use crate::describe::effects::POINTS;
use crate::describe::expressions::Level;
use crate::describe::names::quoted;
use crate::domain::Type;
use crate::program::{
    Among, Better, Grade, Graded, Requirement, Ruling, RulingKind, Stage, Wanted,
};

impl Words<'_> {
    /// What a grading goes by, and which end is the better one.
    pub(super) fn graded(&self, by: Option<&Graded>, better: Better) -> String {
        let by = match by {
            Some(by) => self.expression(by.value),
            None => self.pick("总分", "the total"),
        };
        match better {
            Better::Higher => self.pick(format!("按{by}评定"), format!("By {by}")),
            Better::Lower => self.pick(
                format!("按{by}评定，数值越低等级越好"),
                format!("By {by}; the lower, the better the grade"),
            ),
        }
    }

    /// The values that earn a grade.
    pub(super) fn earned_by(&self, grade: &Grade, by: Option<&Graded>) -> String {
        let points: Type = POINTS;
        let ty = by.map_or(&points, |by| &by.ty);
        match &grade.range {
            Some(range) => self.dated_range(range, ty),
            None => self.pick(
                "只由否决或要求给出，不按分数评定",
                "given by a veto or a requirement alone",
            ),
        }
    }

    fn grade(&self, at: u32) -> String {
        let grade = self.program.grades.get(at as usize);
        grade.map_or(String::new(), |grade| {
            quoted(grade.label.as_deref().unwrap_or(&grade.name))
        })
    }

    /// What moves the grade, and what holds where evidence is missing.
    pub(super) fn ruling(&self, ruling: &Ruling) -> String {
        let condition = self.part(ruling.condition, Level::Joined);
        let open = self.part(ruling.condition, Level::Open);
        let grade = ruling
            .kind
            .grade()
            .map_or(String::new(), |at| self.grade(at));
        let text = match ruling.kind {
            RulingKind::Veto(_) => self.pick(
                format!("一票否决：{condition}的，等级最高为{grade}"),
                format!("Veto: if {open}, the grade is at best {grade}"),
            ),
            RulingKind::Require(_) => self.pick(
                format!("要求：{open}；不符合的，等级最高为{grade}"),
                format!("Requirement: {open}; where it fails, the grade is at best {grade}"),
            ),
            RulingKind::Downgrade(steps) => self.pick(
                format!("降档：{condition}的，等级降低{steps}档，降至按分数评定的最低一档为止"),
                format!("Downgrade: if {open}, the grade falls by {steps}, at most to the lowest that a score earns"),
            ),
            RulingKind::Bar(_) => self.pick(
                format!("限制：{condition}的，不得评为{grade}及更好的等级，最高为其下一档"),
                format!("Bar: if {open}, the grade is at best the one below {grade}"),
            ),
            RulingKind::Direct(_) => self.pick(
                format!("直接认定：{condition}的，不论得分，等级至少为{grade}"),
                format!("Direct: if {open}, the grade is at least {grade}, whatever the score"),
            ),
        };
        if !self.may_be_missing(ruling.condition) {
            return text;
        }
        text + &self.pick(
            "；因缺少数据无法判断的，不适用本条",
            "; where missing evidence leaves this undecided, it does nothing",
        )
    }

    /// How many of several requirements must hold.
    pub(super) fn least(&self, among: &Among) -> String {
        let (least, count) = (among.least, among.requirements.len());
        match least as usize == count {
            true => self.pick("以下各项须全部符合", "all of these must hold"),
            false => self.pick(
                format!("以下{count}项中至少符合{least}项"),
                format!("at least {least} of these {count} must hold"),
            ),
        }
    }

    /// What one requirement wants, in generated words; those of a group introduce its parts.
    pub(super) fn requirement(&self, one: &Requirement) -> String {
        let wanted = match &one.wanted {
            Wanted::Condition(id) => self.expression(*id),
            Wanted::Among(among) => self.least(among),
        };
        let Some(guard) = one.guard else {
            return wanted;
        };
        let guard = self.part(guard, Level::Joined);
        self.pick(
            format!("{wanted}（仅对{guard}的有此要求，其余视为符合）"),
            format!("{wanted} (asked only where {guard}; for others it counts as met)"),
        )
    }

    /// When a stage is passed.
    pub(super) fn stage(&self, stage: &Stage) -> String {
        let condition = self.expression(stage.condition);
        self.pick(
            format!("{condition}的，通过"),
            format!("Passed if {condition}"),
        )
    }
}
