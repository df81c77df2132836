//! Clauses in sentences.

use crate::describe::Words;
use crate::describe::expressions::Level;
use crate::describe::values::signed;
use crate::diagnostics::Language;
use crate::domain::standard::GroupRule;
use crate::domain::{Exact, Quantity, Type};
use crate::evidence::FieldKind;
use crate::program::expr::{Expr, Fold};
use crate::program::{
    Amount, Branch, Clause, ClauseId, ClauseKind, ExprId, JudgeLimit, Linear, Selector,
};

/// A clause in words, with those inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The sentence; of what has others inside, it introduces them.
    pub text: String,
    /// The official wording.
    pub quote: Option<String>,
    /// Its line in the rule file.
    pub line: u32,
    /// The clauses, bands or branches inside it.
    pub inner: Vec<Self>,
}

impl Rule {
    fn new(text: String, quote: Option<&String>, line: u32) -> Self {
        Self {
            text,
            quote: quote.cloned(),
            line,
            inner: vec![],
        }
    }

    /// All of it as one sentence; what is inside stands in brackets of its own.
    pub fn sentence(&self, language: Language) -> String {
        if self.inner.is_empty() {
            return self.text.clone();
        }
        let inner: Vec<String> = (1..)
            .zip(&self.inner)
            .map(|(number, rule)| {
                let text = rule.sentence(language);
                language.pick(format!("（{number}）{text}"), format!("({number}) {text}"))
            })
            .collect();
        let inner = inner.join(language.pick("；", "; "));
        let text = &self.text;
        language.pick(format!("{text}〔{inner}〕"), format!("{text} [{inner}]"))
    }
}

impl Words<'_> {
    /// A clause with all inside it.
    pub(super) fn rule(&self, id: ClauseId) -> Rule {
        let clause = self.program.clause(id);
        let origin = &clause.origin;
        let text = self.guarded(clause, &self.said(clause)) + &self.lacking(clause);
        let text = self.capital(text);
        let mut rule = Rule::new(text, origin.quote.as_ref(), origin.line);
        rule.inner = match &clause.kind {
            ClauseKind::Bands { bands, ty, .. } => {
                let one = |band: &crate::program::Band| {
                    let origin = &band.origin;
                    Rule::new(self.band(band, ty), origin.quote.as_ref(), origin.line)
                };
                bands.iter().map(one).collect()
            }
            ClauseKind::Choose {
                by,
                branches,
                clauses,
            } => branches
                .iter()
                .map(|branch| self.branch(*by, branch, branch.own(clauses)))
                .collect(),
            ClauseKind::Group { clauses, .. } => clauses.iter().map(|id| self.rule(*id)).collect(),
            ClauseKind::Base(_)
            | ClauseKind::Award { .. }
            | ClauseKind::Override { .. }
            | ClauseKind::Per { .. }
            | ClauseKind::Linear(_)
            | ClauseKind::Formula(_)
            | ClauseKind::Judge { .. } => vec![],
        };
        rule
    }

    /// A sentence with its first letter as sentences have it.
    pub(super) fn capital(&self, text: String) -> String {
        let mut chars = text.chars();
        match (self.language, chars.next()) {
            (Language::En, Some(first)) => first.to_ascii_uppercase().to_string() + chars.as_str(),
            (Language::Zh | Language::En, _) => text,
        }
    }

    /// What a clause says behind its guard.
    fn guarded(&self, clause: &Clause, said: &str) -> String {
        let Some(guard) = clause.guard else {
            return said.to_owned();
        };
        let guard = self.part(guard, Level::Joined);
        self.pick(
            format!("在{guard}的前提下，{said}"),
            format!("provided that {guard}: {said}"),
        )
    }

    fn said(&self, clause: &Clause) -> String {
        let tails = self.tails(clause);
        match &clause.kind {
            ClauseKind::Base(points) => {
                let effect = self.effect(points);
                self.pick(
                    format!("一律{effect}{tails}"),
                    format!("{effect} in any case{tails}"),
                )
            }
            ClauseKind::Award { condition, points } => {
                let effect = self.effect(points);
                let condition = self.part(*condition, Level::Joined);
                self.pick(
                    format!("{condition}的，{effect}{tails}"),
                    format!("{effect} if {condition}{tails}"),
                )
            }
            ClauseKind::Override { condition, score } => {
                let score = self.amount(score);
                let condition = self.part(*condition, Level::Joined);
                self.pick(
                    format!("{condition}的，本指标直接计{score}，其他各条不再计分{tails}"),
                    format!("if {condition}, the whole indicator scores {score}, whatever its other clauses give{tails}"),
                )
            }
            ClauseKind::Per { .. } => self.per(clause, &tails),
            ClauseKind::Bands { quantity, .. } => {
                let quantity = self.part(*quantity, Level::Single);
                self.pick(
                    format!("按{quantity}分档计分{tails}："),
                    format!("by {quantity}{tails}:"),
                )
            }
            ClauseKind::Linear(line) => self.line(line) + &tails,
            ClauseKind::Group { rule, .. } => match rule {
                GroupRule::Sum => self.pick(
                    format!("以下各项合计{tails}："),
                    format!("the sum of the following{tails}:"),
                ),
                GroupRule::Best(1) => self.pick(
                    format!("以下各项只计得分最高的一项{tails}："),
                    format!("only the best one of the following counts{tails}:"),
                ),
                GroupRule::Best(best) => self.pick(
                    format!("以下各项只计得分最高的{best}项之和{tails}："),
                    format!("only the best {best} of the following count, added up{tails}:"),
                ),
            },
            ClauseKind::Choose { by, .. } => {
                let by = self.of_choice(*by);
                self.pick(
                    format!("按{by}，只按以下对应的一种情形计分{tails}："),
                    format!("by {by}, one of these cases counts{tails}:"),
                )
            }
            ClauseKind::Formula(value) => {
                let value = self.operand(*value, &super::effects::POINTS, Level::Open);
                self.pick(
                    format!("得分＝{value}{tails}"),
                    format!("score = {value}{tails}"),
                )
            }
            ClauseKind::Judge { judgement, limit } => {
                let name = self.judgement_name(*judgement);
                let limit = self.limit(limit);
                self.pick(
                    format!("由评审人员就{name}酌情给分，{limit}{tails}；未评分的不得分"),
                    format!(
                        "assessors give {limit} for {name}{tails}; without their judgement, none"
                    ),
                )
            }
        }
    }

    /// What follows where evidence may lack what a clause needs.
    fn lacking(&self, clause: &Clause) -> String {
        if !self.may_lack(clause) {
            return String::new();
        }
        let has_inner = matches!(
            clause.kind,
            ClauseKind::Bands { .. } | ClauseKind::Choose { .. }
        );
        let (zh, en) = match clause.kind {
            ClauseKind::Override { .. } => (
                "因缺少数据无法判断的，不据此计分",
                "where missing evidence leaves this undecided, it does not apply",
            ),
            _ => (
                "因缺少数据无法判断的，本条不计分",
                "where missing evidence leaves this undecided, it counts for nothing",
            ),
        };
        match has_inner {
            true => self.pick(format!("（{zh}）"), format!(" ({en})")),
            false => self.pick(format!("；{zh}"), format!("; {en}")),
        }
    }

    /// `每有1种沟通渠道，加20分`, `服务企业数超过100家后，每满100家，加10分`.
    fn per(&self, clause: &Clause, tails: &str) -> String {
        let ClauseKind::Per {
            quantity,
            start,
            step,
            points,
            period,
            ..
        } = &clause.kind
        else {
            return String::new();
        };
        let effect = self.effect(points);
        let period = period
            .as_ref()
            .map_or(String::new(), |period| self.period(period));
        let is_each = start.is_zero() && *step == Exact::ONE;
        match self.program.expr(*quantity) {
            Expr::Rows(rows) if rows.fold == Fold::Count && is_each => {
                let rows = self.counted_rows(rows);
                return self.pick(
                    format!("每有1条{rows}，{effect}{period}{tails}"),
                    format!("{effect} for each {rows}{period}{tails}"),
                );
            }
            Expr::Size(set) if is_each => {
                let set = self.part(*set, Level::Single);
                return self.pick(
                    format!("每有1种{set}，{effect}{tails}"),
                    format!("{effect} for each kind of {set}{tails}"),
                );
            }
            _ => {}
        }
        let ty = self.program.type_of(*quantity);
        let is_whole = self.is_whole(*quantity);
        let quantity = self.part(*quantity, Level::Single);
        let step = self.difference(step, ty);
        if is_each && is_whole {
            let one = if step == "1" { "one" } else { &step };
            return self.pick(
                format!("{quantity}每增加{step}，{effect}{period}{tails}"),
                format!("{effect} for each {one} of {quantity}{period}{tails}"),
            );
        }
        if start.is_zero() {
            return self.pick(
                format!("{quantity}每满{step}，{effect}{period}{tails}"),
                format!("{effect} for each full {step} of {quantity}{period}{tails}"),
            );
        }
        let start = self.end(start, ty);
        self.pick(
            format!("{quantity}超过{start}的部分，每满{step}，{effect}{period}{tails}"),
            format!("{effect} for each full {step} of {quantity} above {start}{period}{tails}"),
        )
    }

    /// Whether a quantity is a count of whole things.
    fn is_whole(&self, quantity: ExprId) -> bool {
        match self.program.expr(quantity) {
            Expr::Field(id) => {
                let field = self.program.schema.field(*id);
                field.is_some_and(|field| matches!(field.kind, FieldKind::Count { .. }))
            }
            _ => false,
        }
    }

    /// A difference of two numbers of a type: of percentages, a number of percentage points.
    fn difference(&self, number: &Exact, ty: &Type) -> String {
        match ty {
            Type::Number(Quantity::Percent | Quantity::Ratio) => {
                self.number(number, &Type::Number(Quantity::PercentPoint))
            }
            Type::Number(_)
            | Type::Flag
            | Type::Choice(_)
            | Type::Kinds(_)
            | Type::Date
            | Type::Text
            | Type::Records => self.number(number, ty),
        }
    }

    fn line(&self, line: &Linear) -> String {
        let quantity = self.part(line.quantity, Level::Single);
        let (from, to) = (
            self.amount_of(&line.from, &line.ty),
            self.amount_of(&line.to, &line.ty),
        );
        let (low, high) = (self.amount(&line.low), self.amount(&line.high));
        let below = line
            .below
            .as_ref()
            .map_or(low.clone(), |below| self.amount(below));
        self.pick(
            format!(
                "{quantity}为{from}的得{low}，为{to}的得{high}，两者之间按直线比例计算；低于{from}的得{below}，高于{to}的得{high}"
            ),
            format!(
                "{low} where {quantity} is {from}, {high} where it is {to}, and in between on the straight line; {below} below {from}, {high} above {to}"
            ),
        )
    }

    /// What a choice of branches goes by.
    fn of_choice(&self, by: ExprId) -> String {
        let text = self.part(by, Level::Condition);
        match (self.program.type_of(by), self.language) {
            (Type::Flag, Language::Zh) => format!("是否{text}"),
            (Type::Flag, Language::En) => format!("whether {text}"),
            (
                Type::Number(_)
                | Type::Choice(_)
                | Type::Kinds(_)
                | Type::Date
                | Type::Text
                | Type::Records,
                _,
            ) => text,
        }
    }

    fn branch(&self, by: ExprId, branch: &Branch, own: &[ClauseId]) -> Rule {
        let origin = &branch.origin;
        let ty = self.program.type_of(by);
        let values = match &branch.selector {
            Selector::Values(all) => {
                let all: Vec<String> = all.iter().map(|one| self.constant(one, ty)).collect();
                all.join(self.language.pick("或", " or "))
            }
            Selector::Otherwise => self.pick("其他", "any other"),
        };
        let mut rule = Rule::new(values, origin.quote.as_ref(), origin.line);
        let stop = self.language.pick("：", ": ");
        match own {
            [] => rule.text += &self.pick("：不得分", ": nothing"),
            [only] => {
                let inner = self.rule(*only);
                rule = Rule {
                    text: rule.text + stop + &self.in_branch(*only, inner.text),
                    quote: inner.quote.or(rule.quote),
                    line: inner.line,
                    inner: inner.inner,
                };
            }
            _ => {
                rule.text += stop.trim_end();
                rule.inner = own.iter().map(|id| self.rule(*id)).collect();
            }
        }
        rule
    }

    /// The sentence of the only clause of a branch: what it gives in any case needs no such words.
    fn in_branch(&self, id: ClauseId, text: String) -> String {
        let clause = self.program.clause(id);
        match (&clause.kind, clause.guard) {
            (ClauseKind::Base(points), None) => {
                self.effect(points) + &self.tails(clause) + &self.lacking(clause)
            }
            _ => text,
        }
    }

    /// What bounds a judgement.
    pub(super) fn limit(&self, limit: &JudgeLimit) -> String {
        match limit {
            JudgeLimit::UpTo { most, per: None } => {
                let most = signed(most);
                self.pick(format!("0至{most}分"), format!("0 to {most} points"))
            }
            JudgeLimit::UpTo {
                most,
                per: Some(per),
            } => {
                let most = signed(most);
                let (zh, en) = self.each(*per);
                self.pick(
                    format!("{zh}0至{most}分"),
                    format!("0 to {most} points for each {en}"),
                )
            }
            JudgeLimit::Between { low, high } => {
                let (low, high) = (
                    self.amount(&Amount::Computed(*low)),
                    self.amount(&Amount::Computed(*high)),
                );
                self.pick(
                    format!("分数自{low}至{high}（均含）"),
                    format!("points from {low} to {high}, both included"),
                )
            }
        }
    }

    /// Each one of a quantity.
    fn each(&self, quantity: ExprId) -> (String, String) {
        match self.program.expr(quantity) {
            Expr::Size(set) => {
                let set = self.part(*set, Level::Single);
                (format!("每1种{set}"), format!("kind of {set}"))
            }
            Expr::Rows(rows) if rows.fold == Fold::Count => {
                let rows = self.counted_rows(rows);
                (format!("每1条{rows}"), rows)
            }
            _ => {
                let one = self.number(&Exact::ONE, self.program.type_of(quantity));
                let quantity = self.part(quantity, Level::Single);
                (format!("{quantity}每{one}"), format!("{one} of {quantity}"))
            }
        }
    }
}
