//! Sections and indicators: bounds, rounding, when they apply, and what they hold.

use crate::check::bounds;
use crate::check::clauses::Place;
use crate::check::extent::Extent;
use crate::check::fields::label;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{structure, types};
use crate::check::scope::{Checker, PartName};
use crate::domain::{Exact, Rounding};
use crate::program::expr::Part;
use crate::program::{Applies, Indicator, IndicatorId, Origin, Otherwise, Section, SectionId};
use crate::source::Span;
use crate::syntax::ast::{self, BoundSide, Clause, ClauseKind, Header, ItemKind, Lead};

/// What the settings of a part say.
#[derive(Default)]
struct Settings {
    cap: Option<(Exact, Span)>,
    floor: Option<(Exact, Span)>,
    rounding: Option<(Rounding, Span)>,
    applies: Option<(Applies, Span)>,
}

/// The places of a score that nothing rounds: points and weights have at most 12 each.
const SCORE_PLACES: u32 = 12;

impl Checker<'_> {
    /// The whole tree.
    pub(super) fn sections(&mut self, tree: &ast::File) {
        let sections: Vec<(&Lead, &ast::Section)> = tree
            .items
            .iter()
            .filter_map(|item| Some((&item.lead, item.kind.as_section()?)))
            .collect();
        if sections.is_empty() && !has_results(tree) {
            let top = tree.items.first().map_or(Span::default(), |item| item.span);
            self.found.add(structure::empty(top, Hollow::Standard));
        }
        for (lead, section) in &sections {
            self.section(lead, section);
        }
        let written: Vec<&ast::Section> = sections.iter().map(|(_, section)| *section).collect();
        self.check_weights(&written, Span::default());
    }

    fn section(&mut self, lead: &Lead, written: &ast::Section) {
        let weight = self.weight(&written.header);
        let settings = self.settings(&written.header, &written.settings);
        if let Some((_, span)) = settings.cap.as_ref().or(settings.floor.as_ref()) {
            self.found.add(bounds::bound_on_section(*span));
        }
        if written.indicators.is_empty() {
            self.found
                .add(structure::empty(written.header.span, Hollow::Section));
        }
        let id = self.build.next_section();
        let is_rounded = settings.rounding.is_some() || self.total.rounding.is_some();
        let kept: Vec<_> = written
            .indicators
            .iter()
            .map(|indicator| self.indicator(indicator, id, is_rounded))
            .collect();
        let applies = settings.applies;
        if let Some((
            Applies {
                otherwise: Otherwise::Reweigh,
                ..
            },
            span,
        )) = &applies
            && self.total.rounding.is_none()
        {
            self.found.add(types::endless(*span));
        }
        if self.total.rounding.is_none() && can_be_all_out(written) {
            self.found
                .add(types::endless_without_section(written.header.span));
        }
        let rounding = settings.rounding.map(|(rounding, _)| rounding);
        let extent = self.section_extent(written, rounding);
        let indicators: Vec<IndicatorId> = kept.into_iter().flatten().collect();
        if let Some(weight) = weight {
            if let Some(parent) = &written.parent {
                self.found.add(structure::not_yet(parent.span));
            }
            self.build.section(Section {
                is_extra: false,
                floor: None,
                cap: None,
                sections: vec![],
                parent: None,
                name: written.header.title.name.text.clone(),
                label: label(&written.header.title),
                weight,
                rounding,
                applies: applies.map(|(applies, _)| applies),
                indicators,
                origin: self.origin(lead, written.header.span),
            });
        }
        self.name_part(&written.header, Part::Section(id), extent);
    }

    /// The range of a section's score: it lies among those of its indicators and the scale's ends.
    fn section_extent(&self, written: &ast::Section, rounding: Option<Rounding>) -> Extent {
        let names = written.indicators.iter().map(|one| &one.header.title.name);
        let parts = names.filter_map(|name| self.parts.get(&name.text));
        let (low, high) = self.score_range(parts.map(|part| &part.extent));
        score_extent(&low, &high, rounding)
    }

    /// From the lowest to the highest of some scores, and of the scale.
    pub(super) fn score_range<'e>(
        &self,
        scores: impl Iterator<Item = &'e Extent>,
    ) -> (Exact, Exact) {
        scores.fold(self.scale.clone(), |(low, high), score| {
            (low.min(score.low.clone()), high.max(score.high.clone()))
        })
    }

    fn name_part(&mut self, header: &Header, part: Part, extent: Extent) {
        let known = PartName {
            part: Some(part),
            extent,
        };
        self.parts
            .insert(header.title.name.text.clone(), known.clone());
        if let Some(label) = label(&header.title) {
            self.parts
                .entry(label)
                .and_modify(|other| other.part = None)
                .or_insert(known);
        }
    }

    fn indicator(
        &mut self,
        written: &ast::Indicator,
        section: SectionId,
        is_rounded: bool,
    ) -> Option<IndicatorId> {
        let header = &written.header;
        let weight = self.weight(header);
        let settings = self.settings(header, &written.clauses);
        let cap = settings
            .cap
            .as_ref()
            .map_or(self.scale.1.clone(), |(cap, _)| cap.clone());
        let floor = settings
            .floor
            .as_ref()
            .map_or(self.scale.0.clone(), |(floor, _)| floor.clone());
        if floor > cap {
            let span = settings
                .floor
                .or(settings.cap)
                .map_or(header.span, |(_, span)| span);
            self.found.add(bounds::floor_above_cap(span));
        }
        if let Some((
            Applies {
                otherwise: Otherwise::Reweigh,
                ..
            },
            span,
        )) = &settings.applies
            && !is_rounded
        {
            self.found.add(types::endless(*span));
        }
        let place = Place {
            cap: cap.clone(),
            floor: Some(floor.clone()),
            is_in_group: false,
        };
        let clauses = self.clauses(&written.clauses, &place);
        if clauses.is_empty() && !written.clauses.iter().any(|clause| !is_setting(clause)) {
            self.found
                .add(structure::empty(header.span, Hollow::Indicator));
        }
        self.check_overrides(&clauses);
        let rounding = settings.rounding.map(|(rounding, _)| rounding);
        let extent = score_extent(&floor, &cap, rounding);
        let origin = self.origin(&written.lead, header.span);
        let id = self.build.indicator(Indicator {
            name: header.title.name.text.clone(),
            label: label(&header.title),
            weight: weight.clone().unwrap_or(Exact::ZERO),
            is_extra: false,
            floor: Some(floor),
            cap,
            rounding,
            applies: settings.applies.map(|(applies, _)| applies),
            clauses,
            section,
            origin,
        });
        self.name_part(header, Part::Indicator(id), extent);
        weight.map(|_| id)
    }

    /// Where something stands and what it implements.
    pub(super) fn origin(&self, lead: &Lead, span: Span) -> Origin {
        Origin {
            span,
            line: self.file.line(span.start),
            text: self
                .file
                .slice(span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            quote: lead.quote.as_ref().map(|quote| quote.text.clone()),
        }
    }

    fn settings(&mut self, header: &Header, lines: &[Clause]) -> Settings {
        let mut settings = Settings::default();
        for bound in &header.bounds {
            self.bound(bound, &mut settings);
        }
        for (rounding, span) in &header.roundings {
            self.once(&mut settings.rounding, *rounding, *span, "rounded to");
        }
        for line in lines {
            match &line.kind {
                ClauseKind::Bound(bound) => self.bound(bound, &mut settings),
                ClauseKind::Rounding(rounding) => {
                    self.once(&mut settings.rounding, *rounding, line.span, "rounded to");
                }
                ClauseKind::Applies {
                    condition,
                    otherwise,
                } => {
                    let applies = self.applies(condition, *otherwise, line.span);
                    if let Some(applies) = applies {
                        self.once(&mut settings.applies, applies, line.span, "applies if");
                    }
                }
                ClauseKind::Base(_)
                | ClauseKind::If { .. }
                | ClauseKind::Per { .. }
                | ClauseKind::Linear { .. }
                | ClauseKind::Group { .. }
                | ClauseKind::Choose { .. }
                | ClauseKind::Formula(_)
                | ClauseKind::By { .. }
                | ClauseKind::Judge { .. } => {}
            }
        }
        settings
    }

    fn bound(&mut self, bound: &ast::Bound, settings: &mut Settings) {
        if let Some(value) = self.bound_value(bound) {
            match bound.side {
                BoundSide::Cap => self.once(&mut settings.cap, value, bound.span, "cap"),
                BoundSide::Floor => self.once(&mut settings.floor, value, bound.span, "floor"),
            }
        }
    }

    /// Sets what may be said once.
    pub(super) fn once<T>(
        &mut self,
        slot: &mut Option<(T, Span)>,
        value: T,
        span: Span,
        word: &str,
    ) {
        match slot {
            Some((_, first)) => self.found.add(structure::repeated(span, *first, word)),
            None => *slot = Some((value, span)),
        }
    }

    fn applies(
        &mut self,
        condition: &ast::Expr,
        otherwise: Option<ast::Otherwise>,
        span: Span,
    ) -> Option<Applies> {
        let otherwise = match otherwise {
            Some(ast::Otherwise::Full) => Otherwise::Full,
            Some(ast::Otherwise::Zero) => Otherwise::Zero,
            Some(ast::Otherwise::Reweigh) => Otherwise::Reweigh,
            None => {
                // Another word behind `otherwise` was read as the value that it supplies.
                let place = fallback_at_the_end(condition).unwrap_or(span);
                return self.refuse(structure::no_fallback(place));
            }
        };
        let condition = self.complete_condition(condition)?;
        Some(Applies {
            condition: condition.id,
            otherwise,
        })
    }
}

/// The range of a score between two bounds; rounding comes behind the bounds and may leave them.
fn score_extent(low: &Exact, high: &Exact, rounding: Option<Rounding>) -> Extent {
    match rounding {
        None => Extent::new(low.clone(), high.clone(), SCORE_PLACES),
        Some(rounding) => Extent::new(
            low.rounded(rounding),
            high.rounded(rounding),
            rounding.places,
        ),
    }
}

/// Whether a file has results beside a score.
fn has_results(tree: &ast::File) -> bool {
    tree.items.iter().any(|item| match &item.kind {
        ItemKind::Conditions(_) | ItemKind::Procedure(_) | ItemKind::Output { .. } => true,
        ItemKind::Grades(grading) => grading.by.is_some(),
        ItemKind::Standard(_)
        | ItemKind::Source(_)
        | ItemKind::InForce { .. }
        | ItemKind::IssuedBy(_)
        | ItemKind::Document(_)
        | ItemKind::Scale { .. }
        | ItemKind::Evidence(_)
        | ItemKind::Define { .. }
        | ItemKind::Section(_)
        | ItemKind::Status(_)
        | ItemKind::Supersedes(_)
        | ItemKind::Use(_)
        | ItemKind::Calendar(_)
        | ItemKind::Parameter { .. }
        | ItemKind::Table(_)
        | ItemKind::Ruling(_)
        | ItemKind::Total { .. } => false,
    })
}

/// Whether each section may leave its weight to the others, so that the total is one of nothing.
pub(super) fn may_be_nothing(tree: &ast::File) -> bool {
    let mut sections = tree.items.iter().filter_map(|item| item.kind.as_section());
    sections.all(|section| {
        section.settings.iter().any(gives_its_weight_away) || can_be_all_out(section)
    })
}

fn gives_its_weight_away(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Applies {
            otherwise: Some(ast::Otherwise::Reweigh),
            ..
        }
    )
}

/// Whether each indicator of a section may leave its weight to the others, so that none is left.
fn can_be_all_out(section: &ast::Section) -> bool {
    let mut indicators = section.indicators.iter();
    !section.indicators.is_empty()
        && indicators.all(|one| one.clauses.iter().any(gives_its_weight_away))
}

/// Where a condition ends with `otherwise` and a name.
fn fallback_at_the_end(condition: &ast::Expr) -> Option<Span> {
    let mut last = condition;
    loop {
        if let ast::ExprKind::Otherwise(_, fallback) = &last.kind {
            let is_name = matches!(fallback.kind, ast::ExprKind::Path(_, None));
            return is_name.then_some(fallback.span);
        }
        last = last.operands().pop()?;
    }
}

/// Whether a line says something of the indicator and gives no points.
pub(super) fn is_setting(clause: &Clause) -> bool {
    matches!(
        clause.kind,
        ClauseKind::Bound(_) | ClauseKind::Rounding(_) | ClauseKind::Applies { .. }
    )
}
