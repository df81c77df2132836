//! The sorts of parts and of facts that a standard has, with their words.

use crate::compare::node::{Aspect, Class, Kind, KnownBy};

const fn kind(word: &'static str, zh: &'static str, en: &'static str) -> Kind {
    Kind {
        word,
        zh,
        en,
        class: Class::Meaning,
        known_by: KnownBy::Id,
    }
}

const fn alike(word: &'static str, zh: &'static str, en: &'static str) -> Kind {
    Kind {
        known_by: KnownBy::Likeness,
        ..kind(word, zh, en)
    }
}

const fn meaning(word: &'static str, zh: &'static str, en: &'static str) -> Aspect {
    Aspect {
        word,
        zh,
        en,
        class: Class::Meaning,
    }
}

const fn wording(word: &'static str, zh: &'static str, en: &'static str) -> Aspect {
    Aspect {
        class: Class::Wording,
        ..meaning(word, zh, en)
    }
}

pub(super) const STANDARD: Kind = kind("standard", "标准", "standard");
pub(super) const FIELD: Kind = kind("field", "证据", "evidence");
pub(super) const COLUMN: Kind = kind("column", "列", "column");
pub(super) const CHOICE: Kind = kind("choice", "选项", "choice");
pub(super) const JUDGEMENT: Kind = kind("judgement", "酌情", "judgement");
pub(super) const CALENDAR: Kind = kind("calendar", "日历", "calendar");
pub(super) const YEAR: Kind = kind("year", "年份", "year");
pub(super) const PARAMETER: Kind = kind("parameter", "参数", "parameter");
pub(super) const VALUE: Kind = kind("value", "取值", "value");
pub(super) const TABLE: Kind = kind("table", "表", "table");
pub(super) const ROW: Kind = alike("row", "行", "row");
pub(super) const DEFINITION: Kind = kind("definition", "定义", "definition");
pub(super) const SECTION: Kind = kind("section", "一级指标", "section");
pub(super) const INDICATOR: Kind = kind("indicator", "指标", "indicator");
pub(super) const CLAUSE: Kind = alike("clause", "条款", "clause");
pub(super) const BAND: Kind = alike("band", "档", "band");
pub(super) const BRANCH: Kind = alike("branch", "分支", "branch");
pub(super) const LATER: Kind = kind("later", "自", "from");
pub(super) const TOTAL: Kind = kind("total", "总分", "total");
pub(super) const GRADES: Kind = kind("grades", "等级", "grades");
pub(super) const GRADE: Kind = kind("grade", "等级", "grade");
pub(super) const GRADING: Kind = kind("grading", "另行评级", "grading");
pub(super) const RULING: Kind = alike("ruling", "裁定", "ruling");
pub(super) const OUTPUT: Kind = kind("output", "输出", "output");
pub(super) const CONDITIONS: Kind = kind("conditions", "条件", "conditions");
pub(super) const REQUIREMENT: Kind = alike("requirement", "要求", "requirement");
pub(super) const PROCEDURE: Kind = kind("procedure", "程序", "procedure");
pub(super) const STAGE: Kind = kind("stage", "阶段", "stage");
pub(super) const LEFT_OPEN: Kind = alike("left_open", "未定", "left open");
pub(super) const NOT_A_RULE: Kind = Kind {
    class: Class::Wording,
    ..alike("not_a_rule", "非规则", "not a rule")
};
pub(super) const ACCEPTED: Kind = Kind {
    class: Class::Wording,
    ..alike("accepted", "认可的警告", "accepted warning")
};

pub(super) const LABEL: Aspect = wording("label", "名称", "label");
pub(super) const QUOTE: Aspect = wording("quote", "引文", "quoted wording");
pub(super) const REASON: Aspect = wording("reason", "理由", "reason");
pub(super) const WORDS: Aspect = wording("words", "用语", "words");
pub(super) const TITLE: Aspect = wording("title", "标题", "title");
pub(super) const SOURCE: Aspect = wording("source", "来源", "source");
pub(super) const ISSUED_BY: Aspect = wording("issued_by", "制定机关", "issued by");
pub(super) const DOCUMENT: Aspect = wording("document", "文号", "document");
pub(super) const SUPERSEDES: Aspect = wording("supersedes", "代替", "supersedes");
pub(super) const CALENDAR_FILE: Aspect = wording("file", "文件", "file");

pub(super) const ID: Aspect = meaning("id", "标准的名称", "id");
pub(super) const STATUS: Aspect = meaning("status", "时效", "status");
pub(super) const IN_FORCE_FROM: Aspect = meaning("in_force_from", "施行日期", "in force from");
pub(super) const IN_FORCE_UNTIL: Aspect = meaning("in_force_until", "施行至", "in force until");
pub(super) const ADDING: Aspect = meaning("adding", "合计方法", "how parts add up");
pub(super) const SCALE: Aspect = meaning("scale", "分制", "scale");
pub(super) const CURRENCY: Aspect = meaning("currency", "货币", "currency");
pub(super) const NEEDS_DATE: Aspect = meaning(
    "needs_date",
    "证据要写评价日期",
    "evidence must say its assessment date",
);

pub(super) const TYPE: Aspect = meaning("type", "类型", "type");
pub(super) const UNIT: Aspect = meaning("unit", "单位", "unit");
pub(super) const RANGE: Aspect = meaning("range", "范围", "range");
pub(super) const PLACES: Aspect = meaning("places", "小数位", "decimal places");
pub(super) const PRESENCE: Aspect = meaning("presence", "是否必填", "presence");
pub(super) const OTHERS: Aspect = meaning("others", "允许其他种类", "other kinds allowed");
pub(super) const ORDER: Aspect = meaning("order", "次序", "order");

pub(super) const WORKED: Aspect = meaning("worked", "周末上班", "weekend days that are worked");
pub(super) const OFF: Aspect = meaning("off", "工作日休息", "weekdays that are off");
pub(super) const NUMBER: Aspect = meaning("number", "取值", "value");
pub(super) const KEYS: Aspect = meaning("keys", "查找项", "keys");
pub(super) const CELL: Aspect = meaning("cell", "查找项", "key");
pub(super) const OTHERWISE: Aspect = meaning("otherwise", "其余情形", "otherwise");
pub(super) const FORMULA: Aspect = meaning("formula", "算法", "how it is computed");

pub(super) const WEIGHT: Aspect = meaning("weight", "权重", "weight");
pub(super) const SHARE: Aspect = meaning("points_share", "分值", "points");
pub(super) const EXTRA: Aspect = meaning("extra", "加分或扣分项", "bonus or deduction");
pub(super) const INSIDE: Aspect = meaning("inside", "所属一级指标", "section it stands in");
pub(super) const APPLIES: Aspect = meaning("applies", "适用条件", "when it applies");
pub(super) const NOT_APPLYING: Aspect =
    meaning("not_applying", "不适用时", "where it does not apply");
pub(super) const CAP: Aspect = meaning("cap", "封顶", "cap");
pub(super) const FLOOR: Aspect = meaning("floor", "保底", "floor");
pub(super) const ROUNDING: Aspect = meaning("rounding", "取整", "rounding");

pub(super) const FORM: Aspect = meaning("form", "条款的形式", "form of the clause");
pub(super) const POINTS: Aspect = meaning("points", "得分", "points");
pub(super) const POINTS_FORMULA: Aspect = meaning(
    "points_formula",
    "得分的算法",
    "how its points are computed",
);
pub(super) const CONDITION: Aspect = meaning("condition", "条件", "condition");
pub(super) const GUARD: Aspect = meaning("guard", "前提（当…）", "guard (when …)");
pub(super) const QUANTITY: Aspect = meaning("quantity", "计数的对象", "what is counted");
pub(super) const START: Aspect = meaning("start", "起算点", "start");
pub(super) const STEP: Aspect = meaning("step", "每一步", "step");
pub(super) const PERIOD: Aspect = meaning("period", "分期封顶", "cap for each period");
pub(super) const PERIOD_CAP: Aspect = meaning("period_cap", "每期最多", "most of each period");
pub(super) const PERIOD_FILTER: Aspect =
    meaning("period_filter", "分期计数的行", "rows counted in a period");
pub(super) const LOW: Aspect = meaning("low", "下限", "lower end");
pub(super) const HIGH: Aspect = meaning("high", "上限", "upper end");
pub(super) const GROUP: Aspect = meaning("group", "计入的条款", "which clauses count");
pub(super) const CHOSEN_BY: Aspect = meaning("chosen_by", "选择依据", "what chooses the branch");
pub(super) const JUDGED: Aspect = meaning("judged", "酌情项", "judgement");
pub(super) const LIMIT: Aspect = meaning("limit", "最多", "most points");
pub(super) const LIMIT_PER: Aspect =
    meaning("limit_per", "上限按什么计", "what the most is counted by");
pub(super) const LEAST_POINTS: Aspect = meaning("least_points", "最低分", "least points");
pub(super) const MOST_POINTS: Aspect = meaning("most_points", "最高分", "most points");
pub(super) const LINE_FROM: Aspect = meaning("line_from", "线性起点", "start of the line");
pub(super) const LINE_LOW: Aspect = meaning("line_low", "起点得分", "points at the start");
pub(super) const LINE_TO: Aspect = meaning("line_to", "线性终点", "end of the line");
pub(super) const LINE_HIGH: Aspect = meaning("line_high", "终点得分", "points at the end");
pub(super) const LINE_BELOW: Aspect = meaning("line_below", "低于起点得", "points below the start");

pub(super) const BETTER: Aspect = meaning("better", "何者为优", "which end is better");
pub(super) const GRADED: Aspect = meaning("graded", "评级依据", "what is graded");
pub(super) const BANDLESS: Aspect = meaning(
    "bandless",
    "仅由否决给出的等级，由优到差",
    "grades given by rulings alone, best first",
);
pub(super) const EARNED: Aspect = meaning("earned", "评定方式", "how it is earned");
pub(super) const RULES: Aspect = meaning("rules", "作用", "effect");
pub(super) const LEAST: Aspect = meaning("least", "至少满足", "how many must hold");
pub(super) const ROLE: Aspect = meaning("role", "决定者", "who decides");
