//! The words of the two surfaces, and a statement's words on either of them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some three hundred variants, of which few are told apart"
)]

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::domain::types::{WORKDAYS, folded_unit};
use crate::syntax::ast::Form;
use crate::syntax::reader::Rule;
use crate::syntax::tokens::{Kind, Reading, Token};

/// The two surfaces of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Chinese keywords.
    Zh,
    /// English keywords.
    En,
}

/// What a surface depends on beside the words of the statement.
pub trait Context {
    /// What stands for a name here; nothing where it stays.
    fn name(&self, at: usize) -> Option<&str>;

    /// Whether a field declares this unit, which then stays as it is.
    fn is_declared_unit(&self, word: &str) -> bool;
}

macro_rules! words {
    ($($rule:ident $zh:literal $en:literal;)*) => {
        /// Each keyword as it is written where it is not yet on the surface.
        const WORDS: &[(Rule, &str, &str)] = &[$((Rule::$rule, $zh, $en),)*];
    };
}

words! {
    kw_standard "标准" "standard";
    kw_source "来源" "source";
    kw_in_force "施行日期" "in force from";
    kw_until "至" "until";
    kw_status "时效" "status";
    kw_draft "征求意见" "draft";
    kw_valid "有效" "in force";
    kw_expired "失效" "expired";
    kw_supersedes "代替" "supersedes";
    kw_use "引用" "use";
    kw_calendar "日历" "calendar";
    kw_issued_by "制定机关" "issued by";
    kw_document "文号" "document";
    kw_scale "分制" "scale";
    kw_evidence "证据" "evidence";
    kw_define "定义" "define";
    kw_section "一级指标" "section";
    kw_indicator "指标" "indicator";
    kw_points "分值" "points";
    kw_bonus "加分" "bonus";
    kw_deduction "扣分" "deduction";
    kw_within "属于" "in";
    kw_weight "权重" "weight";
    kw_grades "等级" "grades";
    kw_veto "一票否决" "veto";
    kw_require "要求" "require";
    kw_downgrade "降档" "downgrade by";
    kw_bar "不得评为" "bar";
    kw_direct "直接认定" "direct";
    kw_output "输出" "output";
    kw_parameter "参数" "parameter";
    kw_table "表" "table";
    kw_conditions "条件" "conditions";
    kw_at_least "至少" "at least";
    kw_all "全部" "all";
    kw_items "项" "of";
    kw_procedure "程序" "procedure";
    kw_stage "阶段" "stage";
    kw_role "由" "by";
    kw_passes "通过条件" "passes if";
    kw_no_rule "非规则" "not a rule";
    kw_left_open "未定" "left open";
    kw_lower_best "低者为优" "lower is better";
    kw_by_ruling "仅由否决" "by veto only";
    kw_total "总分" "total";
    kw_accept "认可" "accept";
    kw_because "因为" "because";
    kw_end "止" "end";
    kw_if "若" "if";
    kw_then "则" "then";
    kw_else "否则" "else";
    kw_otherwise "缺省" "otherwise";
    kw_per "每" "per";
    kw_of "的" "of";
    kw_above "超过" "above";
    kw_below "低于" "below";
    kw_to "至" "to";
    kw_and_above "及以上" "and above";
    kw_up_to "不超过" "up to";
    kw_from "自" "from";
    kw_with "其中" "with";
    kw_when "当" "when";
    kw_cap "封顶" "cap";
    kw_floor "保底" "floor";
    kw_together "合计" "together";
    kw_none_bound "不保底" "floor none";
    kw_each_year "每年" "each year of";
    kw_each_month "每月" "each month of";
    kw_linear "线性" "scale";
    kw_gives "得" "gives";
    kw_below_gives "低于得" "below gives";
    kw_best_of "取最高" "best of";
    kw_best "取最高" "best";
    kw_choose_by "按" "choose by";
    kw_choosing "选择" "";
    kw_formula "得分" "score";
    kw_any_value "任意" "any";
    kw_by "按" "by";
    kw_judge "酌情" "judge";
    kw_applies "适用于" "applies if";
    kw_full "满分" "full";
    kw_zero "零分" "zero";
    kw_reweigh "重新分配" "reweigh";
    kw_rounded "保留" "rounded to";
    kw_nearest "取整到" "rounded to nearest";
    kw_places "位小数" "places";
    kw_half_even "五成双" "half even";
    kw_round_up "进一" "up";
    kw_round_down "去尾" "down";
    kw_count "计数" "count";
    kw_number "数值" "number";
    kw_percent "百分比" "percent";
    kw_money "金额" "money";
    kw_yes_no "是否" "yes/no";
    kw_one_of "单选" "one of";
    kw_kinds "种类" "kinds";
    kw_or_others "或其他" "or others";
    kw_date "日期" "date";
    kw_text "文本" "text";
    kw_records "记录" "records";
    kw_optional "可缺" "optional";
    kw_default "默认" "default";
    kw_decimals "小数位" "places";
    kw_and "且" "and";
    kw_or "或" "or";
    kw_not "非" "not";
    kw_between "介于" "between";
    kw_between_to "与" "and";
    kw_is_given "已提供" "is given";
    kw_is "为" "is";
    kw_in "属于" "in";
    kw_has "包含" "has";
    kw_starts "开头为" "starts with";
    kw_yes "是" "yes";
    kw_no "否" "no";
    kw_any "存在" "any";
    kw_none "不存在" "no";
    kw_every "每个" "every";
    kw_count_of "个数" "count of";
    kw_sum_of "合计值" "sum of";
    kw_highest_of "最高值" "highest of";
    kw_lowest_of "最低值" "lowest of";
    kw_average_of "平均值" "average of";
    kw_distinct "不同" "distinct";
    kw_weighted "加权" "weighted by";
    kw_top "最高的" "the highest";
    kw_bottom "最低的" "the lowest";
    kw_over "遍及" "over";
    kw_years "年数自" "years from";
    kw_months "月数自" "months from";
    kw_days "日数自" "days from";
    kw_workdays "工作日数自" "workdays from";
    kw_growth "增长率自" "growth from";
    kw_lookup "查表" "lookup";
    kw_score_of "得分" "score of";
    kw_share_of "得分率" "share of";
    kw_today "评价日期" "assessment_date";
    at_least "不低于" ">=";
    at_most "不超过" "<=";
    different "不等于" "!=";
    more "超过" ">";
    less "低于" "<";
}

/// The functions.
const FUNCTIONS: &[(&str, &str)] = &[
    ("最小", "min"),
    ("最大", "max"),
    ("绝对值", "abs"),
    ("四舍五入", "round"),
    ("下取整", "floor"),
    ("上取整", "ceil"),
    ("平均", "mean"),
    ("乘方", "power"),
    ("平方根", "sqrt"),
    ("自然对数", "ln"),
    ("指数", "exp"),
];

type Duration = (&'static str, &'static str, &'static str, &'static str);

/// Durations: their unit, one of it and more of it in English, and in Chinese.
const DURATIONS: &[Duration] = &[
    ("年", " year", " years", "年"),
    ("月", " month", " months", "个月"),
    ("日", " day", " days", "日"),
    (WORKDAYS, " workday", " workdays", "个工作日"),
];

/// Words that stand on one surface where nothing stands on the other.
const ADDED: [Rule; 2] = [Rule::kw_of, Rule::kw_choosing];

/// Signs that have no ASCII form of their own.
const TWINS: &[(char, char)] = &[('−', '-'), ('×', '*'), ('÷', '/'), ('、', ',')];

/// Percentage points, the usual spelling first.
const PERCENT_POINTS: [&str; 2] = ["个百分点", "百分点"];

impl<'t> Reading<'t> {
    /// The same words on a surface. What is on it already, or on neither, stays.
    #[must_use]
    pub fn on(&self, surface: Surface, context: &impl Context) -> Reading<'t> {
        let mut tokens: Vec<Token<'t>> = vec![];
        let mut gap = String::new();
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate() {
            tokens.extend(self.added(at, surface));
            if ADDED.contains(&token.form.0) {
                gap.push_str(&token.gap);
                continue;
            }
            let mut token = token.clone();
            if !gap.is_empty() {
                token.gap = format!("{gap}{}", token.gap).into();
                gap.clear();
            }
            let before = tokens.last().map_or("", |last| &*last.text);
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            let text = match surface {
                // Brackets and what parts the values inside are ASCII in Chinese too.
                Surface::Zh if depth > 0 && token.kind == Kind::Comma => None,
                Surface::Zh => self.chinese(&token, context),
                Surface::En => english(&token, before, context),
            };
            if let Some(text) = text {
                token.text = text;
            }
            if token.form.0 == Rule::dot && *token.text == *"." {
                token.kind = Kind::Dot;
            }
            tokens.push(token);
        }
        tokens.extend(self.added(self.tokens.len(), surface));
        Reading {
            form: self.form,
            tokens,
            shape: self.shape.clone(),
            behind_sum: self.behind_sum,
        }
    }

    /// The word that only one surface has before the token at a position.
    fn added(&self, at: usize, surface: Surface) -> Option<Token<'t>> {
        let first = self.tokens.first().map(|token| token.form.0);
        let (rule, text) = match (self.form.0, surface) {
            (Rule::per_line, Surface::En) if at == 2 && self.shape.contains(&Form(Rule::step)) => {
                (Rule::kw_of, "of")
            }
            (Rule::among_line, Surface::En) if at == 1 && first == Some(Rule::kw_all) => {
                (Rule::kw_of, "of")
            }
            (Rule::choose_line, Surface::Zh) if at == self.behind_sum => {
                (Rule::kw_choosing, "选择")
            }
            _ => return None,
        };
        Some(Token {
            kind: Kind::Word,
            form: Form(rule),
            text: text.into(),
            gap: "".into(),
            at: 0,
        })
    }

    fn chinese(&self, token: &Token<'t>, context: &impl Context) -> Option<Cow<'t, str>> {
        let is_asked_for = match token.kind {
            Kind::Word | Kind::Infix => token.text.contains(|c: char| c.is_ascii_alphabetic()),
            _ => true,
        };
        if !is_asked_for {
            return None;
        }
        let has = |rule| self.tokens.iter().any(|token| token.form.0 == rule);
        let text = match (token.kind, token.form.0) {
            (Kind::Name, _) => return context.name(token.at).map(|name| name.to_owned().into()),
            (Kind::Figure | Kind::Points | Kind::Bound, rule) if rule != Rule::date => {
                return figure(token, |number, rest| {
                    chinese_figure(token.kind, (number, rest), context)
                });
            }
            (Kind::Function, _) => FUNCTIONS.iter().find(|(_, en)| *en == token.text)?.0,
            (Kind::Comma, _) if token.text == "," => "，",
            (Kind::Colon, _) => "：",
            (_, Rule::kw_section) if has(Rule::kw_within) => "章",
            (_, Rule::kw_from) if self.form.0 == Rule::linear_line => "从",
            (_, Rule::kw_to) if self.form.0 == Rule::linear_line => "到",
            (Kind::Word | Kind::Infix, rule) => WORDS.iter().find(|(word, ..)| *word == rule)?.1,
            _ => return None,
        };
        Some(text.into())
    }
}

fn english<'t>(token: &Token<'t>, before: &str, context: &impl Context) -> Option<Cow<'t, str>> {
    if token.kind == Kind::Name {
        return context.name(token.at).map(|name| name.to_owned().into());
    }
    if token.text.is_ascii() {
        return None;
    }
    let text = match (token.kind, token.form.0) {
        (Kind::Label, _) => {
            let inside = token.text.strip_prefix('“')?.strip_suffix('”')?;
            return (!inside.contains('"')).then(|| format!("\"{inside}\"").into());
        }
        (Kind::Figure | Kind::Points | Kind::Bound, rule) if rule != Rule::date => {
            return figure(token, |number, rest| {
                Some(english_figure(token.kind, (number, rest), context))
            });
        }
        (Kind::Function, _) => FUNCTIONS.iter().find(|(zh, _)| *zh == token.text)?.1,
        (_, Rule::dot) => ".",
        (_, Rule::kw_places) if ascii(before) == "1" => "place",
        (Kind::Word | Kind::Infix, rule) if WORDS.iter().any(|(word, ..)| *word == rule) => {
            WORDS.iter().find(|(word, ..)| *word == rule)?.2
        }
        (Kind::Unit | Kind::Name, _) => return None,
        _ => return Some(ascii(&token.text).into()),
    };
    Some(text.into())
}

/// A figure spelled anew; `spell` gets its number and what stands behind it.
fn figure<'t>(
    token: &Token<'t>,
    spell: impl FnOnce(&str, &str) -> Option<String>,
) -> Option<Cow<'t, str>> {
    let is_of_number = |c: char| c.is_numeric() || "+-＋－−._．％%".contains(c);
    let behind = token.text.find(|c| !is_of_number(c));
    let (number, rest) = token
        .text
        .split_at_checked(behind.unwrap_or(token.text.len()))?;
    spell(number, rest).map(Cow::from)
}

fn chinese_figure(
    kind: Kind,
    (number, rest): (&str, &str),
    context: &impl Context,
) -> Option<String> {
    let unit = rest.trim();
    let zh = if unit == "pp" {
        PERCENT_POINTS.first()?
    } else if kind == Kind::Points && unit.is_empty() && !number.ends_with(['%', '％']) {
        "分"
    } else {
        duration(unit, context).filter(|_| unit.is_ascii())?.3
    };
    Some(format!("{number}{zh}"))
}

fn english_figure(kind: Kind, (number, rest): (&str, &str), context: &impl Context) -> String {
    let number = ascii(number);
    let unit = rest.trim();
    let en = if PERCENT_POINTS.contains(&unit) {
        "pp"
    } else if unit == "分" && matches!(kind, Kind::Points | Kind::Bound) {
        ""
    } else {
        match duration(unit, context).filter(|_| !unit.is_ascii()) {
            Some((_, one, ..)) if number == "1" => one,
            Some((_, _, more, _)) => more,
            None => rest,
        }
    };
    format!("{number}{en}")
}

/// The duration that a unit is, unless it is the word that a field declares.
fn duration(unit: &str, context: &impl Context) -> Option<&'static Duration> {
    let folded = folded_unit(unit);
    let found = DURATIONS.iter().find(|(own, ..)| *own == folded);
    found.filter(|_| !context.is_declared_unit(unit))
}

/// Full-width signs and digits as their ASCII twins.
fn ascii(text: &str) -> String {
    text.nfkc()
        .map(|c| {
            TWINS
                .iter()
                .find(|(wide, _)| *wide == c)
                .map_or(c, |(_, c)| *c)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::*;
    use crate::syntax::reader::Grammar;

    const GRAMMAR: &str = include_str!("../../grammar/rules.pest");

    #[test]
    fn each_keyword_of_the_grammar_has_a_word_on_both_surfaces() {
        let rules = GRAMMAR.lines().filter_map(|line| line.strip_prefix("kw_"));
        let names = rules.map(|rest| rest.split([' ', '=']).next().unwrap_or(""));
        for name in names.filter(|name| *name != "choice_of") {
            let known = WORDS
                .iter()
                .any(|(rule, ..)| format!("{rule:?}") == format!("kw_{name}"));
            assert!(known, "kw_{name}");
        }
    }

    #[test]
    fn each_word_is_read_as_its_keyword() {
        for (rule, zh, en) in WORDS {
            // `按` opens what English says in two words.
            let chinese = if *rule == Rule::kw_choose_by {
                Rule::kw_choice_of
            } else {
                *rule
            };
            for (rule, word) in [(chinese, zh), (*rule, en)] {
                let read = Grammar::parse(rule, word).ok().map(|pairs| pairs.as_str());
                assert!(read == Some(*word) || word.is_empty(), "{rule:?} {word}");
            }
        }
    }
}
