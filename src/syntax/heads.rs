//! The words that start a statement, in both languages, and what each may be in which place.

use crate::syntax::reader::Rule;

/// Words that join two halves of one statement across a line break.
pub(super) const JOINING: &[&str] = &["and", "or", "then", "且", "或", "则"];

/// What a statement is, by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Standard,
    Source,
    InForce,
    IssuedBy,
    Document,
    Scale,
    Evidence,
    Define,
    Section,
    Indicator,
    Grades,
    Veto,
    Total,
    Accept,
    End,
    Base,
    If,
    Per,
    Together,
    By,
    Judge,
    Bound,
    Applies,
    Rounding,
}

/// Where a statement may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// At the top level.
    Declaration,
    /// Above another line, or closing a group.
    Mark,
    /// Inside an indicator.
    Clause,
    /// Inside an indicator or directly under a section.
    Setting,
}

/// A head with its first words, its grammar rule and an example that is complete.
pub(super) struct Entry {
    pub(super) head: Head,
    pub(super) role: Role,
    pub(super) words: &'static [&'static str],
    pub(super) rule: Rule,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

macro_rules! entries {
    ($($head:ident $role:ident $words:tt $rule:ident $zh:literal $en:literal;)*) => {
        /// Every head.
        pub(super) const ENTRIES: &[Entry] = &[$(Entry {
            head: Head::$head,
            role: Role::$role,
            words: &$words,
            rule: Rule::$rule,
            zh: $zh,
            en: $en,
        },)*];
    };
}

entries! {
    Standard Declaration ["standard", "标准"] standard_line
        "标准 sme_service \"中小企业公共服务规范\"" "standard sme_service \"SME service standard\"";
    Source Declaration ["source", "来源"] source_line "来源 \"source.txt\"" "source \"source.txt\"";
    InForce Declaration ["in", "施行日期"] force_line
        "施行日期 2024-01-01" "in force from 2024-01-01";
    IssuedBy Declaration ["issued", "制定机关"] issued_line
        "制定机关 \"工业和信息化部\"" "issued by \"Ministry of Industry\"";
    Document Declaration ["document", "文号"] document_line
        "文号 \"工信部〔2024〕1号\"" "document \"No. 1 of 2024\"";
    Scale Declaration ["scale", "分制"] scale_line "分制 0 至 100" "scale 0 to 100";
    Evidence Declaration ["evidence", "证据"] evidence_line "证据" "evidence";
    Define Declaration ["define", "定义"] define_line
        "定义 growth \"增长率\" = (今年 - 去年) / 去年 缺省 0%"
        "define growth \"growth\" = (firms - firms_last_year) / firms_last_year otherwise 0%";
    Section Declaration ["section", "一级指标", "章"] section_line
        "一级指标 demand \"需求响应\" 权重 20%" "section demand \"Demand\" weight 20%";
    Indicator Declaration ["indicator", "指标", "二级指标"] indicator_line
        "指标 channels \"沟通渠道\" 权重 5%" "indicator channels \"Channels\" weight 5%";
    Grades Declaration ["grades", "等级"] grades_line "等级" "grades";
    Veto Declaration ["veto", "一票否决"] veto_line
        "一票否决 failed 若 重大损失 \"造成重大损失\"" "veto failed if major_loss \"caused a major loss\"";
    Total Declaration ["total", "总分"] total_line
        "总分 保留 2 位小数" "total rounded to 2 places";
    Accept Mark ["accept", "认可"] accept_line
        "认可 W001 因为 \"由主管部门抽样\"" "accept W001 because \"the office takes the sample\"";
    End Mark ["end", "止"] end_line "止" "end";
    Base Clause [] base_line "+50分" "+50";
    If Clause ["if", "若"] if_line
        "若 服务满意度 >= 60% 则 +20分" "if satisfaction >= 60% then +20";
    Per Clause ["per", "每"] per_line
        "每 100家 服务企业数 超过 100家 +10分" "per 100家 of firms above 100家 +10";
    Together Clause ["together", "合计"] together_line "合计 封顶 80分" "together cap 80";
    By Clause ["by", "按"] by_line "按 服务满意度" "by satisfaction";
    Judge Clause ["judge", "酌情"] judge_line
        "酌情 extra \"其他效益\" 不超过 10分" "judge extra \"Other benefit\" up to 10";
    Bound Setting ["cap", "floor", "封顶", "最多", "保底"] bound_line "封顶 100分" "cap 100";
    Applies Setting ["applies", "适用于"] applies_line
        "适用于 开展培训 缺省 重新分配" "applies if has_training otherwise reweigh";
    Rounding Setting ["rounded", "保留"] rounding_line
        "保留 2 位小数" "rounded to 2 places";
}

/// The head of a statement, by its first word or sign.
pub(super) fn of(statement: &str) -> Option<&'static Entry> {
    if statement.starts_with(['+', '-', '＋', '－', '−']) {
        return ENTRIES.iter().find(|entry| entry.head == Head::Base);
    }
    let word = first_word(statement);
    ENTRIES
        .iter()
        .find(|entry| entry.words.iter().any(|head| leads(word, head)))
}

/// Whether `word` is `head`, or a Chinese head with a number written against it: 每100家.
fn leads(word: &str, head: &str) -> bool {
    word.strip_prefix(head).is_some_and(|rest| {
        rest.is_empty() || !head.is_ascii() && rest.starts_with(|c: char| c.is_numeric())
    })
}

/// The first word of a statement; empty where it starts with a sign.
pub(super) fn first_word(statement: &str) -> &str {
    statement
        .split(|c| !super::scan::is_word(c))
        .next()
        .unwrap_or("")
}

/// Whether a word starts a declaration or clause that cannot stand inside an open bracket.
pub(super) fn starts_declaration(word: &str) -> bool {
    let never_inside = |entry: &&Entry| match entry.role {
        Role::Declaration | Role::Mark => true,
        Role::Clause | Role::Setting => {
            matches!(
                entry.head,
                Head::Per | Head::Together | Head::Judge | Head::Applies
            )
        }
    };
    ENTRIES
        .iter()
        .filter(never_inside)
        .any(|entry| entry.head != Head::InForce && entry.words.contains(&word))
}

impl Entry {
    /// Whether it starts a part of the top level.
    pub(super) fn is_declaration(&self) -> bool {
        self.role == Role::Declaration
    }
}
