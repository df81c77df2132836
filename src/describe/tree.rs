//! The official table: sections, indicators and their rules, a row for each sentence.

use serde::Serialize;

use crate::describe::Words;
use crate::describe::clauses::Rule;
use crate::describe::values::signed;
use crate::domain::Exact;
use crate::program::{Adding, Indicator, IndicatorId, Section, SectionId};

/// How much longer than its label a section's wording is to be worth showing.
const BEYOND_LABEL: usize = 10;

/// Levels by their numbers.
const DIGITS: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// The official table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Table {
    /// What each level of sections is called, and behind them an indicator.
    pub(crate) levels: Vec<String>,
    /// Whether shares are points, and not weights.
    pub(crate) is_by_points: bool,
    /// Whether enough indicators have a wording of their own for a column of it.
    pub(crate) has_aims: bool,
    /// Whether a rule has a wording.
    pub(crate) has_quotes: bool,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// What the shares of the sections add up to.
    pub(crate) total: String,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    /// The cells before the rule in their columns; nothing where one from above reaches down.
    pub(crate) cells: Vec<Option<Cell>>,
    /// How deep the rule lies inside others.
    pub(crate) depth: usize,
    /// Its number among those beside it, in brackets; empty for one alone.
    pub(crate) number: String,
    /// The rule, or what holds for the indicator as a whole.
    pub(crate) text: String,
    /// The official wording of the rule.
    pub(crate) quote: Option<String>,
    /// Whether it is a rule that scores.
    pub(crate) is_rule: bool,
}

/// A cell that may reach over several rows and columns.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cell {
    /// The class of what it holds.
    pub(crate) kind: &'static str,
    /// The text.
    pub(crate) text: String,
    /// What holds for all of it.
    pub(crate) notes: Vec<String>,
    /// Its official wording, where that says more than its name.
    pub(crate) quote: Option<String>,
    /// How many rows it takes.
    pub(crate) rows: usize,
    /// How many columns it takes.
    pub(crate) columns: usize,
}

impl Cell {
    fn new(kind: &'static str, text: String) -> Self {
        Self {
            kind,
            text,
            notes: vec![],
            quote: None,
            rows: 1,
            columns: 1,
        }
    }
}

impl Words<'_> {
    /// The table; nothing where nothing is scored.
    pub(super) fn table(&self) -> Option<Table> {
        let program = self.program;
        if !program.has_score() {
            return None;
        }
        let deepest = program.top_sections().map(|(id, _)| self.depth(id)).max();
        let deepest = deepest.unwrap_or(1);
        let mut rows = vec![];
        for (_, section) in program.top_sections() {
            rows.extend(self.of_section(section, deepest));
        }
        let shares = program.top_sections().filter(|(_, one)| !one.is_extra);
        let total = shares.fold(Exact::ZERO, |sum, (_, one)| &sum + &one.weight);
        Some(Table {
            levels: self.levels(deepest),
            is_by_points: program.adding == Adding::Points,
            has_aims: self.has_aims(),
            has_quotes: rows.iter().any(|row: &Row| row.quote.is_some()),
            rows,
            total: self.share(&total),
        })
    }

    /// Whether half of the indicators have a wording of their own.
    fn has_aims(&self) -> bool {
        let indicators = &self.program.indicators;
        let with_aim = indicators.iter().filter(|one| one.origin.quote.is_some());
        with_aim.count() * 2 >= indicators.len()
    }

    /// `一级指标`, `二级指标`, …; the last one is that of indicators.
    fn levels(&self, deepest: usize) -> Vec<String> {
        let zh = |level: usize| match DIGITS.get(level) {
            Some(digit) => format!("{digit}级指标"),
            None => format!("第{}级指标", level + 1),
        };
        let en = |level: usize| match (level, deepest) {
            (level, deepest) if level == deepest => "Indicator".to_owned(),
            (_, 1) => "Section".to_owned(),
            (level, _) => format!("Section, level {}", level + 1),
        };
        (0..=deepest)
            .map(|level| self.pick(zh(level), en(level)))
            .collect()
    }

    /// How many levels of sections there are, it included.
    fn depth(&self, id: SectionId) -> usize {
        let inner = &self.program.section(id).sections;
        1 + inner.iter().map(|id| self.depth(*id)).max().unwrap_or(0)
    }

    /// A weight or points.
    fn share(&self, share: &Exact) -> String {
        match self.program.adding {
            Adding::Weights => format!("{}%", signed(&share.times_hundred())),
            Adding::Points => self.points(share),
        }
    }

    /// A share, or what a part outside the shares may add or take.
    fn share_of(
        &self,
        (share, is_extra): (&Exact, bool),
        floor: Option<&Exact>,
        cap: &Exact,
    ) -> String {
        if !is_extra {
            return self.share(share);
        }
        if *cap > Exact::ZERO {
            let cap = signed(cap);
            return self.pick(
                format!("加分，最多{cap}分"),
                format!("bonus, at most {cap}"),
            );
        }
        let most = floor.map_or(Exact::ZERO, Exact::abs);
        let most = signed(&most);
        self.pick(
            format!("扣分，最多{most}分"),
            format!("deduction, at most {most}"),
        )
    }

    /// The rows of a section, with `levels` of columns for it and what it holds.
    fn of_section(&self, section: &Section, levels: usize) -> Vec<Row> {
        let mut rows = vec![];
        for inner in &section.indicators {
            let mut own = self.of_indicator(*inner);
            for (at, row) in own.iter_mut().enumerate() {
                let between = 2 * (levels - 1);
                let cell = (at == 0 && between > 0).then(|| Cell {
                    columns: between,
                    ..Cell::new("between", String::new())
                });
                let rest = vec![None; between.saturating_sub(1)];
                let first = (between > 0).then_some(cell);
                row.cells.splice(0..0, first.into_iter().chain(rest));
            }
            let count = own.len();
            if let Some(Some(cell)) = own.first_mut().and_then(|row| row.cells.first_mut())
                && cell.kind == "between"
            {
                cell.rows = count;
            }
            rows.extend(own);
        }
        for inner in &section.sections {
            rows.extend(self.of_section(self.program.section(*inner), levels - 1));
        }
        let zero = Exact::ZERO;
        let cap = section.cap.as_ref().unwrap_or(&zero);
        let share = (&section.weight, section.is_extra);
        let share = self.share_of(share, section.floor.as_ref(), cap);
        let label = section.label.as_ref().unwrap_or(&section.name);
        let worth = |quote: &&String| quote.chars().count() > label.chars().count() + BEYOND_LABEL;
        let name = Cell {
            notes: self.section_settings(section),
            quote: section.origin.quote.as_ref().filter(worth).cloned(),
            ..Cell::new("section", label.clone())
        };
        lead(&mut rows, [name, Cell::new("share", share)]);
        rows
    }

    /// The rows of an indicator.
    fn of_indicator(&self, id: IndicatorId) -> Vec<Row> {
        let indicator = self.program.indicator(id);
        let mut rows = vec![];
        let rules: Vec<Rule> = indicator.clauses.iter().map(|id| self.rule(*id)).collect();
        flatten(&rules, 0, self.language, &mut rows);
        for text in self.indicator_settings(indicator) {
            rows.push(Row {
                cells: vec![],
                depth: 0,
                number: String::new(),
                text,
                quote: None,
                is_rule: false,
            });
        }
        let label = indicator.label.as_ref().unwrap_or(&indicator.name);
        let aim = indicator.origin.quote.clone().unwrap_or_default();
        let cells = [
            Cell::new("indicator", label.clone()),
            Cell::new("share", self.share_of_indicator(indicator)),
            Cell::new("aim", aim),
        ];
        lead(&mut rows, cells);
        rows
    }

    fn share_of_indicator(&self, one: &Indicator) -> String {
        self.share_of((&one.weight, one.is_extra), one.floor.as_ref(), &one.cap)
    }
}

/// Puts cells before rows: they stand in the first and reach over all.
fn lead<const N: usize>(rows: &mut [Row], cells: [Cell; N]) {
    let count = rows.len();
    let mut cells = Some(cells);
    for row in rows {
        let own = match cells.take() {
            Some(cells) => cells
                .into_iter()
                .map(|cell| {
                    Some(Cell {
                        rows: count,
                        ..cell
                    })
                })
                .collect(),
            None => vec![None; N],
        };
        row.cells.splice(0..0, own);
    }
}

/// Rules with those inside them, one row each.
fn flatten(
    rules: &[Rule],
    depth: usize,
    language: crate::diagnostics::Language,
    rows: &mut Vec<Row>,
) {
    for (number, rule) in (1..).zip(rules) {
        let number = match rules.len() {
            1 => String::new(),
            _ => language.pick(format!("（{number}）"), format!("({number}) ")),
        };
        rows.push(Row {
            cells: vec![],
            depth,
            number,
            text: rule.text.clone(),
            quote: rule.quote.clone(),
            is_rule: true,
        });
        flatten(&rule.inner, depth + 1, language, rows);
    }
}
