//! The closed list of codes. Each has a page, a corpus file and a snapshot; tests count them.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is scored while it stands.
    Error,
    /// Worth a look; it may be accepted with a reason.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $code:ident $zh:literal $en:literal;)*) => {
        /// What sort of finding a diagnostic is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $en] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as it is printed: `E101`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($code),)* }
            }

            /// What it is about, in Chinese and in English.
            pub const fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en),)* }
            }
        }
    };
}

codes! {
    TooMuch E001 "超出上限" "a limit is exceeded";
    ForbiddenCharacter E002 "出现不可见或被禁止的字符" "an invisible or forbidden character";
    OpenString E003 "引号没有闭合" "a quotation mark is not closed";
    Expected E004 "语法不对：此处应为别的内容" "something else was expected here";
    UnknownLine E005 "这一行的开头不是任何声明或条款" "a line that starts no declaration or clause";
    Misplaced E006 "这一行放错了位置" "a line in the wrong place";
    OpenBlock E007 "分组缺少结束行" "a group without its `end`";
    BadNumber E008 "数字的写法不对" "a number that is not written as numbers are";
    BadDate E009 "日期的写法不对或日历上没有" "a date that the calendar lacks";
    NoStandard E010 "文件没有 `标准` 一行" "the file has no `standard` line";
    Repeated E011 "只能写一次的内容写了两次" "a line that may stand only once stands twice";
    UnknownName E101 "没有这个名称" "an unknown name";
    DuplicateName E102 "名称重复" "a name declared twice";
    AmbiguousLabel E103 "标签指向不止一项" "a label that two things share";
    ConfusableName E104 "名称看起来一样却不相同" "names that look alike";
    WrongKindOfName E105 "名称的种类不对" "a name of the wrong kind";
    Cycle E106 "定义互相引用成环" "definitions in a circle";
    ScoreTooEarly E107 "得分在这里还不知道" "a score is used before it is known";
    UnknownChoice E108 "选项不在所列范围" "a choice that is not in the list";
    TypeMismatch E201 "两种类型不能放在一起" "types that do not go together";
    UnitMismatch E202 "单位不同" "units that do not go together";
    BareNumber E203 "数字缺少百分号或单位" "a number without its sign or unit";
    NotACondition E204 "此处需要一个条件" "a condition is needed";
    NotAQuantity E205 "此处需要一个数量" "a quantity is needed";
    DivisionByZero E206 "除数可能为零" "a divisor that may be zero";
    Overflow E207 "数值可能超出128位" "a value that may leave 128 bits";
    EndlessDecimal E208 "除不尽的值进入了得分" "an endless decimal reaches a score";
    Unordered E209 "没有先后的选项不能比大小" "choices without an order are compared";
    BadRange E210 "范围或默认值不对" "a range or default that does not fit";
    NoValue E220 "这时没有值" "an operand that may leave no value";
    Unrounded E221 "没有写明保留几位小数" "a function without its rounding";
    NoCalendar E222 "没有写明工作日历" "no calendar of working days";
    BadCalendar E223 "工作日历的写法不对" "a calendar that is not written as one";
    OutsideCalendar E224 "日期不在工作日历之内" "a day outside the calendar";
    NoWeight E301 "缺少权重" "a weight is missing";
    WeightSum E302 "权重之和不对" "weights that do not add up";
    Empty E303 "其中没有内容" "nothing stands in it";
    OverrideConflict E304 "直接定分的条款互相冲突" "overrides in conflict";
    Bounds E305 "上下限不对" "bounds that do not fit";
    NoFallback E306 "没有说明不适用时怎么办" "what happens otherwise is not said";
    BadWeight E307 "权重不在0到100%之间" "a weight out of bounds";
    BadStep E308 "每一档的大小须大于零" "a step that is not above zero";
    MixedShares E310 "一个文件里既有权重又有分值" "weights and points in one file";
    PeriodCap E320 "按年或按月的封顶不合适" "a cap for each year or month that does not fit";
    BadParameter E321 "参数的值或日期不对" "values or dates of a parameter that do not fit";
    Branches E322 "选择的分支重复或有遗漏" "branches that leave a choice out or name it twice";
    TableShape E323 "表的键、行或查表不合" "keys, rows or a lookup that do not fit a table";
    TableCover E324 "表的行重叠或有空缺" "rows of a table that overlap or leave a gap";
    BestCount E325 "取最高的项数不对" "more of the best than there are";
    NoGrade E340 "没有说明评为哪一级" "which grade follows is not said";
    NoEffect E341 "这一条不能改变等级" "a ruling that can move no grade";
    BadLeast E342 "至少几项的数不对" "a least number that does not fit";
    NoTotal E343 "没有总分" "there is no total";
    BandOverlap E401 "档次重叠" "bands that overlap";
    BandGap E402 "档次有空缺" "bands with a gap";
    BandReversed E403 "档次的上下限颠倒" "a band whose bounds are reversed";
    NoSign E404 "分数缺少正负号" "points without a sign";
    NotInSource E501 "引文与来源不符" "a quote that is not in the source";
    SourceUnreadable E502 "来源文件不能读取" "the source cannot be read";
    Unreadable E601 "文件不能读成YAML、JSON或TOML" "not readable as YAML, JSON or TOML";
    UnknownField E602 "没有这个证据项" "an unknown evidence field";
    MissingEvidence E603 "缺少必填证据" "evidence is missing";
    WrongValue E604 "证据值的写法不对" "a value that is not written as its type";
    OutOfRange E605 "证据值超出范围" "a value out of its range";
    NotAChoice E606 "证据值不在选项之中" "a value that is not a choice";
    DuplicateKey E607 "同一项写了两次" "a key stands twice";
    BadJudgement E608 "酌情打分不完整或超出范围" "a judgement that is incomplete or out of bounds";
    NotInForce E609 "评价日期不在施行期内" "the assessment date is outside the time in force";
    WrongShape E610 "证据文件的结构不对" "evidence of the wrong shape";
    NoDate E611 "缺少评价日期" "the assessment date is missing";
    BareQuantity E612 "证据值缺少百分号或单位" "a value without its sign or unit";
    Expired E613 "标准已失效，截止日期不明" "the standard has expired on an unknown day";
    RevisionOverlap E701 "两个版本同时施行" "two revisions in force on one day";
    UndatedRevision E702 "几个版本中有一个没有施行日期" "one of several revisions does not say from when it is in force";
    FileUnusable E703 "引用的文件不能读取" "a used file cannot be read";
    UseCircle E704 "文件互相引用成环" "files that use each other in a circle";
    NotShareable E705 "被引用的文件里不能有这一行" "a line that cannot stand in a used file";
    ExpectedName E720 "`expect` 里的名称不存在" "a name under `expect` that the standard lacks";
    ExpectedValue E721 "结果与 `expect` 不符" "the result is not what `expect` says";
    OptionalPenalty W001 "不提供证据反而有利" "leaving evidence out would pay";
    Unused W002 "证据项没有被使用" "an evidence field that nothing uses";
    NeedlessAccept W003 "认可的警告并不存在" "an `accept` that accepts nothing";
    Constant W004 "条件永远成立或永远不成立" "a condition that always or never holds";
    Uncovered W010 "来源中有没有引用的句子" "sentences of the source that nothing speaks of";
    NeverCounts W011 "永远不起作用的一行" "a line that can never count";
    Swallowed W012 "得到的分总被封顶吞掉" "points that a cap always swallows";
    FullMarkOutOfReach W013 "满分达不到" "a full mark that no evidence reaches";
    Fall W014 "情况变好，得分反而下降" "a better value that scores less";
    GradeOutOfReach W015 "谁也评不上的等级" "a grade that nobody can get";
    CountedTwice W016 "同一件事重复计分" "one fact that counts twice";
    DecidingJudgement W017 "一项酌情就能定等级" "a judgement that alone decides a grade";
}

impl Code {
    /// The code of that name, in any case: `e101`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.name().eq_ignore_ascii_case(name))
    }

    /// Whether only the analysis of the whole standard looks for it.
    pub fn is_analysed(self) -> bool {
        (Self::NeverCounts..=Self::DecidingJudgement).contains(&self)
    }

    /// Error or warning, by the letter of its name.
    pub fn severity(self) -> Severity {
        if self.name().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
