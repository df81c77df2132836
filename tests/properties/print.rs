//! Writes a standard as a rule file on either surface.

use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use crate::model::{
    BandStyle, CHOICES, Clause, ClauseKind, Cond, Datum, Field, Indicator, Kind, Model, Otherwise,
    Presence, R, Rounding, Section, Unit,
};
use crate::spell::{Spell, constant, decimal};

/// The two surfaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    En,
    Zh,
}

pub(crate) fn rules(model: &Model, surface: Surface) -> String {
    let spell = Spell { model, surface };
    let mut printer = Printer {
        spell,
        lines: vec![],
    };
    printer.everything();
    printer.lines.join("\n") + "\n"
}

struct Printer<'m> {
    spell: Spell<'m>,
    lines: Vec<String>,
}

const GRADES: [&str; 3] = ["top", "fair", "poor"];

/// The name of the grade at a position, of so many.
pub(crate) fn grade(at: usize, many: usize) -> &'static str {
    if at + 1 == many {
        GRADES[2]
    } else {
        GRADES[at]
    }
}

impl Printer<'_> {
    fn w(&self, en: &'static str, zh: &'static str) -> &'static str {
        self.spell.w(en, zh)
    }

    fn line(&mut self, line: String) {
        self.lines.push(line);
    }

    fn everything(&mut self) {
        let model = self.spell.model;
        self.line(format!("{} made \"生成\"", self.w("standard", "标准")));
        if let Some((low, high)) = &model.scale {
            let to = self.w("to", "至");
            self.line(format!(
                "{} {} {to} {}",
                self.w("scale", "分制"),
                decimal(low),
                decimal(high)
            ));
        }
        self.line(self.w("evidence", "证据").to_owned());
        for at in &model.order {
            self.field(&model.fields[*at]);
        }
        for definition in &model.definitions {
            let value = self.spell.number(&definition.value);
            let word = self.w("define", "定义");
            self.line(format!(
                "{word} {} \"值{}\" = {value}",
                definition.name, definition.name
            ));
        }
        for section in &model.sections {
            self.section(section);
        }
        if let Some(rounding) = model.total {
            self.line(format!(
                "{} {}",
                self.w("total", "总分"),
                self.spell.rounding(rounding)
            ));
        }
        self.grades();
    }

    fn grades(&mut self) {
        let model = self.spell.model;
        let many = model.grades.len() + 1;
        if model.grades.is_empty() {
            return;
        }
        self.line(self.w("grades", "等级").to_owned());
        let bands = self.bands(&ascending(&model.grades), BandStyle::Above, Unit::Bare);
        for (at, band) in bands.into_iter().rev().enumerate() {
            self.line(format!("  {} {band}", grade(at, many)));
        }
        for (at, cond) in &model.vetoes {
            let cond = self.spell.cond(cond);
            let (veto, when) = (self.w("veto", "一票否决"), self.w("if", "若"));
            self.line(format!(
                "{veto} {} {when} {cond} \"理由\"",
                grade(*at, many)
            ));
        }
    }

    fn field(&mut self, field: &Field) {
        let kind = self.kind(&field.kind);
        let presence = match &field.presence {
            Presence::Required => String::new(),
            Presence::Optional => format!(" {}", self.w("optional", "可缺")),
            Presence::Default(value) => {
                format!(
                    " {} {}",
                    self.w("default", "默认"),
                    self.datum(value, &field.kind)
                )
            }
        };
        self.line(format!(
            "  {} \"{}\" {kind}{presence}",
            field.name, field.label
        ));
        if let Kind::Records(fields) = &field.kind {
            fields.iter().for_each(|field| self.field(field));
            self.line(format!("  {}", self.w("end", "止")));
        }
    }

    fn kind(&self, kind: &Kind) -> String {
        let list = |comma: &str| {
            CHOICES
                .map(|choice| format!("{choice} \"{choice}牌\""))
                .join(comma)
        };
        match kind {
            Kind::Number { unit, whole, range } => {
                let word = match (unit, whole) {
                    (Unit::Percent, _) => self.w("percent", "百分比"),
                    (Unit::Money, _) => self.w("money", "金额"),
                    (_, true) => self.w("count", "计数"),
                    (_, false) => self.w("number", "数值"),
                };
                let unit_word = match unit {
                    Unit::Firms => " 家",
                    Unit::Times => " 次",
                    Unit::Bare | Unit::Percent | Unit::Money => "",
                };
                let range = range.as_ref().map_or(String::new(), |(low, high)| {
                    let to = self.w("to", "至");
                    format!(" {} {to} {}", constant(low, *unit), constant(high, *unit))
                });
                format!("{word}{unit_word}{range}")
            }
            Kind::Flag => self.w("yes/no", "是否").to_owned(),
            Kind::Choice { ordered } => {
                let comma = if *ordered { " > " } else { self.w(", ", "、") };
                format!("{} {}", self.w("one of", "单选"), list(comma))
            }
            Kind::Kinds { others } => {
                let others = if *others {
                    self.w(", or others", "，或其他")
                } else {
                    ""
                };
                format!(
                    "{} {}{others}",
                    self.w("kinds", "种类"),
                    list(self.w(", ", "，"))
                )
            }
            Kind::Date => self.w("date", "日期").to_owned(),
            Kind::Text => self.w("text", "文本").to_owned(),
            Kind::Records(_) => self.w("records", "记录").to_owned(),
        }
    }

    fn datum(&self, value: &Datum, kind: &Kind) -> String {
        match (value, kind) {
            (Datum::Number(number), Kind::Number { unit, .. }) => constant(number, *unit),
            (Datum::Flag(flag), _) => if *flag {
                self.w("yes", "是")
            } else {
                self.w("no", "否")
            }
            .to_owned(),
            (Datum::Choice(at), _) => CHOICES[*at].to_owned(),
            (Datum::Date(day), _) => (*day).to_owned(),
            (Datum::Text(text), _) => format!("\"{text}\""),
            (other, _) => panic!("no default is {other:?}"),
        }
    }

    // ---- the tree -------------------------------------------------------------------------------

    fn section(&mut self, section: &Section) {
        let word = self.w("section", "一级指标");
        self.line(format!(
            "{word} {} {}",
            section.name,
            self.weight(&section.weight)
        ));
        self.settings(section.applies.as_ref(), section.rounding);
        section
            .indicators
            .iter()
            .for_each(|indicator| self.indicator(indicator));
    }

    fn weight(&self, weight: &R) -> String {
        let share = weight * R::from_integer(100.into());
        match self.spell.surface {
            Surface::En => format!("weight {}%", decimal(&share)),
            Surface::Zh => format!("权重 {}", decimal(weight)),
        }
    }

    fn settings(&mut self, applies: Option<&(Cond, Otherwise)>, rounding: Option<Rounding>) {
        if let Some((cond, otherwise)) = applies {
            let instead = match otherwise {
                Otherwise::Full => self.w("full", "满分"),
                Otherwise::Zero => self.w("zero", "零分"),
                Otherwise::Reweigh => self.w("reweigh", "重新分配"),
            };
            let cond = self.spell.cond(cond);
            let (applies, or) = (self.w("applies if", "适用于"), self.w("otherwise", "缺省"));
            self.line(format!("    {applies} ({cond}) {or} {instead}"));
        }
        if let Some(rounding) = rounding {
            self.line(format!("    {}", self.spell.rounding(rounding)));
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let word = self.w("indicator", "指标");
        let weight = self.weight(&indicator.weight);
        let floor = indicator.floor.as_ref();
        let floor = floor.map_or(String::new(), |floor| self.bound(("floor", "保底"), floor));
        self.line(format!("  {word} {} {weight}{floor}", indicator.name));
        self.settings(indicator.applies.as_ref(), indicator.rounding);
        if let Some(cap) = &indicator.cap {
            let cap = self.bound(("cap", "封顶"), cap);
            self.line(format!("   {cap}"));
        }
        indicator
            .clauses
            .iter()
            .for_each(|clause| self.clause(clause));
    }

    fn bound(&self, (en, zh): (&'static str, &'static str), value: &R) -> String {
        format!(" {} {}{}", self.w(en, zh), decimal(value), self.w("", "分"))
    }

    fn effect(&self, points: &R) -> String {
        let sign = if points.is_negative() { "-" } else { "+" };
        format!("{sign}{}{}", decimal(&points.abs()), self.w("", "分"))
    }

    fn clause(&mut self, clause: &Clause) {
        let tail = self.tail(clause);
        let (when, then, per) = (
            self.w("if", "若"),
            self.w("then", "则"),
            self.w("per", "每"),
        );
        let body = match &clause.kind {
            ClauseKind::Base(points) => self.effect(points),
            ClauseKind::If(cond, points) => {
                format!(
                    "{when} {} {then} {}",
                    self.spell.cond(cond),
                    self.effect(points)
                )
            }
            ClauseKind::Override(cond, score) => {
                format!("{when} {} {then} {}", self.spell.cond(cond), decimal(score))
            }
            ClauseKind::Per {
                quantity,
                unit,
                step,
                start,
                points,
            } => {
                let step = step
                    .as_ref()
                    .map_or(String::new(), |step| self.step(step, *unit));
                let start = start.as_ref().map_or(String::new(), |start| {
                    format!(" {} {}", self.w("above", "超过"), constant(start, *unit))
                });
                let quantity = self.spell.number(quantity);
                format!("{per} {step}{quantity}{start} {}", self.effect(points))
            }
            ClauseKind::PerRows(records, filter, points) => {
                let rows = self.spell.rows(*records, filter.as_ref());
                format!("{per} {rows} {}", self.effect(points))
            }
            ClauseKind::Bands { quantity, .. } => {
                format!("{} {}", self.w("by", "按"), self.spell.number(quantity))
            }
            ClauseKind::Group(None, _) => self.w("together", "合计").to_owned(),
            ClauseKind::Group(Some(1), _) => self.w("best of", "取最高").to_owned(),
            ClauseKind::Group(Some(best), _) => {
                format!("{} {best} {}", self.w("best", "取最高"), self.w("of", "项"))
            }
            ClauseKind::Line {
                quantity,
                unit,
                ends: [from, to],
                points: [low, high],
                below,
            } => {
                let (from, to) = (constant(from, *unit), constant(to, *unit));
                let below = below.as_ref().map_or(String::new(), |below| {
                    format!(" {} {}", self.w("below gives", "低于得"), decimal(below))
                });
                format!(
                    "{} {} {} {from} {gives} {} {} {to} {gives} {}{below} {}",
                    self.w("scale", "线性"),
                    self.spell.number(quantity),
                    self.w("from", "从"),
                    decimal(low),
                    self.w("to", "到"),
                    decimal(high),
                    self.w("rounded to 3 places", "保留 3 位小数"),
                    gives = self.w("gives", "得"),
                )
            }
            ClauseKind::Judge {
                name,
                most,
                per: counted,
            } => {
                let counted = counted.map_or(String::new(), |at| {
                    format!(" {per} {}", self.spell.field(at))
                });
                let most = format!("{} {}", self.w("up to", "不超过"), decimal(most));
                format!(
                    "{} {name} \"评{name}\" {most}{counted}",
                    self.w("judge", "酌情")
                )
            }
        };
        self.line(format!("    {body}{tail}"));
        self.inside(clause);
    }

    fn tail(&self, clause: &Clause) -> String {
        let mut tail = String::new();
        if let Some(floor) = &clause.floor {
            tail += &self.bound(("floor", "保底"), floor);
        }
        if let Some(guard) = &clause.guard {
            tail += &format!(" {} {}", self.w("when", "当"), self.spell.cond(guard));
        }
        if let Some(cap) = &clause.cap {
            tail += &self.bound(("cap", "封顶"), cap);
        }
        tail
    }

    fn step(&self, step: &R, unit: Unit) -> String {
        let step = match unit {
            Unit::Percent => {
                let points = step * R::from_integer(100.into());
                format!("{}{}", decimal(&points), self.w("pp", "个百分点"))
            }
            Unit::Bare | Unit::Firms | Unit::Times | Unit::Money => constant(step, unit),
        };
        format!("{step} {}", self.w("of ", ""))
    }

    fn inside(&mut self, clause: &Clause) {
        match &clause.kind {
            ClauseKind::Bands {
                ends,
                style,
                points,
                unit,
                ..
            } => {
                let colon = self.w(": ", "：");
                for (band, points) in self.bands(ends, *style, *unit).into_iter().zip(points) {
                    let effect = if points.is_zero() {
                        "0".into()
                    } else {
                        self.effect(points)
                    };
                    self.line(format!("      {band}{colon}{effect}"));
                }
            }
            ClauseKind::Group(_, inner) => inner.iter().for_each(|clause| self.clause(clause)),
            ClauseKind::Base(_)
            | ClauseKind::If(..)
            | ClauseKind::Override(..)
            | ClauseKind::Per { .. }
            | ClauseKind::PerRows(..)
            | ClauseKind::Line { .. }
            | ClauseKind::Judge { .. } => return,
        }
        self.line(format!("    {}", self.w("end", "止")));
    }

    /// Bands from the lowest to the highest, over ends that ascend.
    fn bands(&self, ends: &[R], style: BandStyle, unit: Unit) -> Vec<String> {
        let (to, below) = (self.w("to", "至"), self.w("below", "低于"));
        let shown: Vec<String> = ends.iter().map(|end| constant(end, unit)).collect();
        let first = match style {
            BandStyle::Above => format!("{below} {}", shown[0]),
            BandStyle::Below => format!("{} {}", self.w("up to", "不超过"), shown[0]),
        };
        let above = self.w("above", "超过");
        let between = shown.windows(2).map(|ends| match style {
            BandStyle::Above => format!("{} {to} {below} {}", ends[0], ends[1]),
            BandStyle::Below => format!("{above} {} {to} {}", ends[0], ends[1]),
        });
        let highest = &shown[shown.len() - 1];
        let last = match style {
            BandStyle::Above => format!("{highest} {}", self.w("and above", "及以上")),
            BandStyle::Below => format!("{above} {highest}"),
        };
        std::iter::once(first)
            .chain(between)
            .chain([last])
            .collect()
    }
}

fn ascending(ends: &[R]) -> Vec<R> {
    let mut ends = ends.to_vec();
    ends.sort();
    ends
}

/// Whether a number is whole.
pub(crate) fn is_whole(number: &R) -> bool {
    number.denom().is_one() || number.numer().is_multiple_of(number.denom())
}
