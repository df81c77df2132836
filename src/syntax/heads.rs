//! The words that start a statement, in both languages, and what each may be in which place.

use crate::syntax::reader::Rule;

/// Words that join two halves of one statement across a line break.
pub(super) const JOINING: &[&str] = &[
    "and", "or", "then", "else", "to", "gives", "且", "或", "则", "否则", "到", "得",
];

/// What a statement is, by its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Standard,
    Source,
    Status,
    Supersedes,
    Use,
    Calendar,
    InForce,
    IssuedBy,
    Document,
    Scale,
    Evidence,
    Define,
    Parameter,
    Table,
    Section,
    Indicator,
    Grades,
    Veto,
    Require,
    Downgrade,
    Bar,
    Direct,
    Output,
    Conditions,
    Procedure,
    Total,
    Among,
    Stage,
    Accept,
    Note,
    End,
    Base,
    If,
    Per,
    Linear,
    Together,
    Best,
    Choose,
    Formula,
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
    /// Inside conditions or a procedure.
    Line,
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
    Status Declaration ["status", "时效"] status_line "时效 征求意见" "status draft";
    Supersedes Declaration ["supersedes", "代替"] supersedes_line
        "代替 \"工信部〔2020〕1号\"" "supersedes \"No. 1 of 2020\"";
    Use Declaration ["use", "引用"] use_line "引用 \"common.rules\"" "use \"common.rules\"";
    Calendar Declaration ["calendar", "日历"] calendar_line
        "日历 \"workdays.csv\"" "calendar \"workdays.csv\"";
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
    Parameter Declaration ["parameter", "参数"] parameter_line
        "参数 pass_mark \"合格线\" = 60分" "parameter pass_mark \"Pass mark\" = 60 points";
    Table Declaration ["table", "表"] table_line
        "表 risk \"风险矩阵\" 按 后果，可能性" "table risk \"Risk matrix\" by severity, likelihood";
    Section Declaration ["section", "一级指标", "章"] section_line
        "一级指标 demand \"需求响应\" 权重 20%" "section demand \"Demand\" weight 20%";
    Indicator Declaration ["indicator", "指标", "二级指标"] indicator_line
        "指标 channels \"沟通渠道\" 权重 5%" "indicator channels \"Channels\" weight 5%";
    Grades Declaration ["grades", "等级"] grades_line "等级" "grades";
    Veto Declaration ["veto", "一票否决"] veto_line
        "一票否决 failed 若 重大损失 \"造成重大损失\"" "veto failed if major_loss \"caused a major loss\"";
    Require Declaration ["require", "要求"] require_line
        "要求 得分 finance >= 3分 缺省 failed" "require score of finance >= 3 points otherwise failed";
    Downgrade Declaration ["downgrade", "降档"] downgrade_line
        "降档 1 若 逾期" "downgrade by 1 if late";
    Bar Declaration ["bar", "不得评为"] bar_line
        "不得评为 excellent 若 受过处罚" "bar excellent if was_fined";
    Direct Declaration ["direct", "直接认定"] direct_line
        "直接认定 excellent 若 国家级奖项" "direct excellent if national_award";
    Output Declaration ["output", "输出"] output_line
        "输出 share \"得分率\" = 得分率 finance" "output share \"Share\" = share of finance";
    Conditions Declaration ["conditions", "条件"] conditions_line
        "条件 basic \"认定条件\"" "conditions basic \"Conditions\"";
    Procedure Declaration ["procedure", "程序"] procedure_line
        "程序 steps \"认定程序\"" "procedure steps \"Procedure\"";
    Among Line ["all", "at", "全部", "至少"] among_line "至少 2 项" "at least 2 of";
    Stage Line ["stage", "阶段"] stage_line
        "阶段 review \"初审\" 通过条件 材料齐全" "stage review \"Review\" passes if papers_complete";
    Total Declaration ["total", "总分"] total_line
        "总分 保留 2 位小数" "total rounded to 2 places";
    Accept Mark ["accept", "认可"] accept_line
        "认可 W001 因为 \"由主管部门抽样\"" "accept W001 because \"the office takes the sample\"";
    Note Mark ["not", "left", "非规则", "未定"] note_line
        "未定 \"定期复核\" 因为 \"周期没有写明\"" "left open \"reviewed from time to time\" because \"no period is said\"";
    End Mark ["end", "止"] end_line "止" "end";
    Base Clause [] base_line "+50分" "+50";
    If Clause ["if", "若"] if_line
        "若 服务满意度 >= 60% 则 +20分" "if satisfaction >= 60% then +20";
    Per Clause ["per", "每"] per_line
        "每 100家 服务企业数 超过 100家 +10分" "per 100家 of firms above 100家 +10";
    Together Clause ["together", "合计"] together_line "合计 封顶 80分" "together cap 80";
    Linear Clause ["scale", "线性"] linear_line
        "线性 资产总额 从 200万元 得 1分 到 1000万元 得 2分"
        "scale assets from 200万元 gives 1 to 1000万元 gives 2";
    Best Clause ["best", "取最高"] best_line "取最高 3 项" "best 3 of";
    Choose Clause ["choose"] choose_line "按 领域 选择" "choose by field";
    Formula Clause ["score", "得分"] formula_line "得分 = 笔试 * 60%" "score = written * 60%";
    By Clause ["by", "按"] by_line "按 服务满意度" "by satisfaction";
    Judge Clause ["judge", "酌情"] judge_line
        "酌情 extra \"其他效益\" 不超过 10分" "judge extra \"Other benefit\" up to 10";
    Bound Setting ["cap", "floor", "封顶", "最多", "保底", "不保底"] bound_line "封顶 100分" "cap 100";
    Applies Setting ["applies", "适用于"] applies_line
        "适用于 开展培训 缺省 重新分配" "applies if has_training otherwise reweigh";
    Rounding Setting ["rounded", "保留", "取整到"] rounding_line
        "保留 2 位小数" "rounded to 2 places";
}

/// The head of a statement, by its first word or sign.
pub(super) fn of(statement: &str) -> Option<&'static Entry> {
    // A branch without points holds a bare 0.
    let is_nothing = ["0", "0分", "０", "０分"].contains(&statement.trim());
    if is_nothing || statement.starts_with(['+', '-', '＋', '－', '−']) {
        return ENTRIES.iter().find(|entry| entry.head == Head::Base);
    }
    let word = first_word(statement);
    let head = ENTRIES
        .iter()
        .find(|entry| entry.words.iter().any(|head| leads(word, head)))?;
    let behind = statement.get(word.len()..).unwrap_or("").trim();
    let starts_with_number = behind.starts_with(|c: char| c.is_numeric() || c == '-');
    // `scale 0 to 100` sets the scale, `scale assets from …` gives points.
    let meant = if head.head == Head::Scale && !starts_with_number {
        Head::Linear
    // `按 领域 选择` chooses a branch, `按 资产` opens bands.
    } else if head.head == Head::By && behind.split_whitespace().any(|word| word == "选择") {
        Head::Choose
    } else {
        return Some(head);
    };
    ENTRIES.iter().find(|entry| entry.head == meant)
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
        Role::Declaration | Role::Mark => entry.head != Head::Note,
        Role::Line => false,
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
