//! What holds for a section, an indicator and the total as a whole.

use crate::describe::Words;
use crate::describe::effects::POINTS;
use crate::describe::expressions::Level;
use crate::describe::values::signed;
use crate::domain::{Exact, Rounding};
use crate::program::{Adding, Applies, ClauseKind, Indicator, Otherwise, Program, Section};

/// What is bounded, rounded or in scope, in Chinese and English.
type Name = (&'static str, &'static str);

const INDICATOR: Name = ("本指标得分", "the score");
const SECTION: Name = ("本部分得分", "the score of this part");
const TOTAL: Name = ("总分", "the total");

impl Words<'_> {
    /// Bounds, rounding and scope of an indicator, where they are not the usual ones.
    pub(super) fn indicator_settings(&self, one: &Indicator) -> Vec<String> {
        let program = self.program;
        let mut settings = vec![];
        let usual = usual_bounds(program, one);
        let cap = Some(&one.cap).filter(|cap| **cap != usual.1);
        let floor = one.floor.as_ref().filter(|floor| **floor != usual.0);
        settings.extend(self.bounded(INDICATOR, floor, cap));
        if one.floor.is_none() {
            settings.push(self.pick("本指标得分不设下限", "The score has no lower bound"));
        }
        let sets = one
            .clauses
            .iter()
            .filter(|id| matches!(program.clause(**id).kind, ClauseKind::Override { .. }));
        if sets.count() > 1 {
            settings.push(self.pick(
                "有几条同时直接定分的，按列在最前的一条计分",
                "Where several clauses set the whole score, the first of them counts",
            ));
        }
        settings.extend(self.rounded_part(INDICATOR, one.rounding));
        settings.extend(
            one.applies
                .as_ref()
                .map(|applies| self.applies("本指标", applies)),
        );
        settings
    }

    /// The same of a section.
    pub(super) fn section_settings(&self, one: &Section) -> Vec<String> {
        let usual = usual_of_section(one);
        let cap = one
            .cap
            .as_ref()
            .filter(|cap| Some(*cap) != usual.1.as_ref());
        let floor = one
            .floor
            .as_ref()
            .filter(|floor| Some(*floor) != usual.0.as_ref());
        let mut settings: Vec<String> = self.bounded(SECTION, floor, cap).into_iter().collect();
        settings.extend(self.rounded_part(SECTION, one.rounding));
        settings.extend(
            one.applies
                .as_ref()
                .map(|applies| self.applies("本部分", applies)),
        );
        settings
    }

    /// How scores add up to the total.
    pub(super) fn adding(&self) -> Vec<String> {
        let program = self.program;
        let (low, high) = (signed(&program.scale.0), signed(&program.scale.1));
        let has_extra = program.sections.iter().any(|one| one.is_extra)
            || program.indicators.iter().any(|one| one.is_extra);
        let mut said = vec![match program.adding {
            Adding::Weights => self.pick(
                format!("每个指标的得分为其各条得分之和，限于{low}分至{high}分（另有注明的除外）；总分为各指标得分乘以权重之和。"),
                format!("The score of an indicator is the sum of its clauses, held within {low} to {high} unless said otherwise; the total is the sum of each score times its weight."),
            ),
            Adding::Points => self.pick(
                format!("每个指标的得分为其各条得分之和，限于0分至该指标的分值（另有注明的除外）；总分为各部分得分之和，满分{high}分。"),
                format!("The score of an indicator is the sum of its clauses, held within 0 and its points unless said otherwise; the total is the sum of all scores, out of {high}."),
            ),
        }];
        if has_extra {
            said.push(self.pick(
                "加分项限于0分至所列分值，扣分项限于负的所列分值至0分（另有注明的除外），均直接计入总分，不乘权重。",
                "A bonus gives 0 to its points and a deduction takes up to its points unless said otherwise; both count in full, beside the shares.",
            ));
        }
        let total = &program.total;
        let bounds = self.bounded(TOTAL, total.floor.as_ref(), total.cap.as_ref());
        let rounding = self.rounded_part(TOTAL, total.rounding);
        let stop = self.language.pick("。", ".");
        said.extend(bounds.into_iter().chain(rounding).map(|text| text + stop));
        if total.rounding.is_none() {
            said.push(self.pick(
                "总分不取整；其他未注明取整的也不取整。",
                "The total is not rounded, nor is anything else that does not say so.",
            ));
        }
        said
    }

    fn bounded(&self, name: Name, floor: Option<&Exact>, cap: Option<&Exact>) -> Option<String> {
        let most = cap.map(signed);
        let most = most.map(|cap| self.pick(format!("最高{cap}分"), format!("at most {cap}")));
        let least = floor.map(signed);
        let least = least.map(|low| self.pick(format!("最低{low}分"), format!("at least {low}")));
        let both: Vec<String> = [most, least].into_iter().flatten().collect();
        if both.is_empty() {
            return None;
        }
        let both = both.join(self.language.pick("，", " and "));
        let text = self.pick(format!("{}{both}", name.0), format!("{} is {both}", name.1));
        Some(self.capital(text))
    }

    fn rounded_part(&self, name: Name, rounding: Option<Rounding>) -> Option<String> {
        let rounding = self.rounding(rounding?, &POINTS);
        let text = self.pick(
            format!("{}{rounding}", name.0),
            format!("{} is {rounding}", name.1),
        );
        Some(self.capital(text))
    }

    /// For whom a part is, and what becomes of it for others.
    fn applies(&self, name: &str, applies: &Applies) -> String {
        let condition = self.part(applies.condition, Level::Joined);
        let (zh, en) = match applies.otherwise {
            Otherwise::Full => ("按满分计", "it gets the full mark"),
            Otherwise::Zero => ("按最低分计", "it gets the lowest mark"),
            Otherwise::Reweigh => (
                "不计，其所占份额按比例分给同级的其他部分",
                "it is left out, and its share goes to those beside it in proportion",
            ),
        };
        let text = self.pick(
            format!("{name}适用于{condition}的；不适用的，{zh}"),
            format!("Applies if {condition}; where it does not apply, {en}"),
        );
        match self.may_be_missing(applies.condition) {
            true => {
                text + &self.pick(
                    "；因缺少数据无法判断的，视为适用",
                    "; where missing evidence leaves this undecided, it applies",
                )
            }
            false => text,
        }
    }
}

/// The bounds of an indicator that says none.
fn usual_bounds(program: &Program, one: &Indicator) -> (Exact, Exact) {
    let is_deduction = one.cap <= Exact::ZERO;
    match (one.is_extra, program.adding) {
        (true, _) if is_deduction => {
            let floor = one.floor.clone().unwrap_or(Exact::ZERO);
            (floor, one.cap.clone())
        }
        (true, _) => (Exact::ZERO, one.cap.clone()),
        (false, Adding::Weights) => program.scale.clone(),
        (false, Adding::Points) => (Exact::ZERO, one.weight.clone()),
    }
}

/// The bounds of a section that says none.
fn usual_of_section(one: &Section) -> (Option<Exact>, Option<Exact>) {
    match one.is_extra {
        true => (one.floor.clone(), one.cap.clone()),
        false => (None, None),
    }
}
