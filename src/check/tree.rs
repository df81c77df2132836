//! Sections and indicators: bounds, rounding, when they apply, and what they hold.

use crate::check::bounds;
use crate::check::clauses::Place;
use crate::check::fields::label;
use crate::check::mistakes::structure::Hollow;
use crate::check::mistakes::{shares, structure, types};
use crate::check::nesting::Node;
use crate::check::scope::Checker;
use crate::check::weights::{Counts, Holder};
use crate::domain::{Exact, Rounding};
use crate::program::expr::Part;
use crate::program::{
    Adding, Applies, Indicator, IndicatorId, Origin, Otherwise, Section, SectionId, Total,
};
use crate::source::Span;
use crate::syntax::ast::{self, BoundSide, Clause, ClauseKind, Header, ItemKind, Lead};

/// What the settings of a part say.
#[derive(Default)]
struct Settings {
    cap: Option<(Exact, Span)>,
    /// The floor; nothing inside for `floor none`.
    floor: Option<(Option<Exact>, Span)>,
    rounding: Option<(Rounding, Span)>,
    applies: Option<(Applies, Span)>,
}

/// The section that an indicator stands in.
#[derive(Clone, Copy)]
struct Around {
    id: SectionId,
    holder: Holder,
    /// Whether it, one that holds it, or the total is rounded.
    is_rounded: bool,
}

impl Checker<'_> {
    /// The whole tree.
    pub(super) fn sections(&mut self, tree: &ast::File) {
        let nodes = self.nodes(tree);
        if nodes.is_empty() && needs_sections(tree) {
            let top = tree.items.first().map_or(Span::default(), |item| item.span);
            self.found.add(structure::empty(top, Hollow::Standard));
        }
        self.settle_adding(&nodes);
        let mut rounded: Vec<bool> = vec![];
        for node in &nodes {
            let around = node.parent.and_then(|parent| rounded.get(parent));
            let around = around.copied().unwrap_or(self.total.rounding.is_some());
            rounded.push(self.section(node, &nodes, around));
        }
        self.score_sections();
        for (at, node) in nodes.iter().enumerate() {
            let around = node.parent.and_then(|parent| rounded.get(parent));
            let around = around.copied().unwrap_or(self.total.rounding.is_some());
            let section = self.build.section_of(Node::id(at));
            if !around
                && !is_in_extra(node, &nodes)
                && section.is_some_and(|section| !section.is_extra && self.can_be_all_out(section))
            {
                let span = node.written.header.span;
                self.found.add(types::endless_without_section(span));
            }
        }
        let is_misplaced = |node: &Node<'_>| node.written.parent.is_some() && node.parent.is_none();
        if !nodes.iter().any(is_misplaced) {
            self.check_sums(&nodes);
        }
    }

    /// One section with its indicators; whether what stands in it is rounded somewhere above.
    fn section(&mut self, node: &Node<'_>, nodes: &[Node<'_>], is_rounded: bool) -> bool {
        let (lead, written) = (node.lead, node.written);
        let header = &written.header;
        let holder = match node.parent {
            None => Holder::Whole,
            Some(_) if is_in_extra(node, nodes) => Holder::Extra,
            Some(_) => Holder::SectionOfSections,
        };
        let counts = self.share(header, holder);
        let settings = self.settings(header, &written.settings);
        let (floor, cap) = self.bounds_of_section(counts.as_ref(), &settings);
        if written.indicators.is_empty() && node.children.is_empty() {
            self.found
                .add(structure::empty(header.span, Hollow::Section));
        }
        let is_in_extra = holder == Holder::Extra;
        self.check_reweigh(counts.as_ref(), &settings, (is_rounded, is_in_extra));
        let is_extra = counts.as_ref().is_some_and(Counts::is_extra);
        let id = self.build.section(Section {
            name: header.title.name.text.clone(),
            label: label(&header.title),
            weight: counts.as_ref().map_or(Exact::ZERO, Counts::share),
            is_extra,
            floor,
            cap,
            rounding: settings.rounding.map(|(rounding, _)| rounding),
            applies: settings.applies.map(|(applies, _)| applies),
            indicators: vec![],
            sections: vec![],
            parent: node.parent.map(Node::id),
            origin: self.origin(lead, header.span),
        });
        let around = Around {
            id,
            holder: if is_extra {
                Holder::Extra
            } else {
                Holder::Section
            },
            is_rounded: is_rounded || settings.rounding.is_some(),
        };
        for indicator in &written.indicators {
            let indicator = self.indicator(indicator, around);
            self.build.hold(id, indicator);
        }
        self.name_part(header, Part::Section(id));
        around.is_rounded
    }

    /// The bounds of a section: only where scores are added as they are.
    fn bounds_of_section(
        &mut self,
        counts: Option<&Counts>,
        settings: &Settings,
    ) -> (Option<Exact>, Option<Exact>) {
        match (counts, self.adding) {
            (Some(Counts::Bonus(_) | Counts::Deduction(_)), _) => {
                let (floor, cap) = self.bounds_of(counts, settings);
                (floor, Some(cap))
            }
            (Some(Counts::Share(_)), Adding::Points) | (None, _) => {
                let floor = settings.floor.clone().and_then(|(floor, _)| floor);
                let cap = settings.cap.clone().map(|(cap, _)| cap);
                self.check_floor(settings, floor.as_ref(), cap.as_ref());
                (floor, cap)
            }
            (Some(Counts::Share(_)), Adding::Weights) => {
                let floor = settings.floor.as_ref().map(|(_, span)| *span);
                let cap = settings.cap.as_ref().map(|(_, span)| *span);
                if let Some(span) = cap.or(floor) {
                    self.found.add(bounds::bound_on_section(span));
                }
                (None, None)
            }
        }
    }

    /// The floor and the cap of what has both: what its lines say, within what its header gives it.
    fn bounds_of(
        &mut self,
        counts: Option<&Counts>,
        settings: &Settings,
    ) -> (Option<Exact>, Exact) {
        let (low, high) = match counts {
            None => self.scale.clone(),
            Some(Counts::Share(points)) => match self.adding {
                Adding::Weights => self.scale.clone(),
                Adding::Points => (Exact::ZERO, points.clone()),
            },
            Some(Counts::Bonus(points)) => (Exact::ZERO, points.clone()),
            Some(Counts::Deduction(points)) => (-points, Exact::ZERO),
        };
        let cap = settings.cap.clone().map_or(high.clone(), |(cap, _)| cap);
        let floor = settings.floor.clone();
        let floor = floor.map_or(Some(low.clone()), |(floor, _)| floor);
        if let (Some((_, span)), Some(counts)) = (&settings.cap, counts) {
            let (is_outside, least) = match counts {
                Counts::Share(_) => (self.adding == Adding::Points && cap > high, None),
                Counts::Bonus(_) => (cap > high || cap <= Exact::ZERO, Some(&low)),
                Counts::Deduction(_) => (cap > high, Some(&low)),
            };
            if is_outside {
                self.found.add(shares::bound_outside(*span, (least, &high)));
            }
        }
        if let (Some((_, span)), Some(Counts::Deduction(_))) = (&settings.floor, counts)
            && floor.as_ref().is_none_or(|floor| *floor < low)
        {
            self.found
                .add(shares::bound_outside(*span, (Some(&low), &high)));
        }
        self.check_floor(settings, floor.as_ref(), Some(&cap));
        (floor, cap)
    }

    fn check_floor(&mut self, settings: &Settings, floor: Option<&Exact>, cap: Option<&Exact>) {
        if let (Some(floor), Some(cap)) = (floor, cap)
            && floor > cap
        {
            let floor = settings.floor.as_ref().map(|(_, span)| *span);
            let cap = settings.cap.as_ref().map(|(_, span)| *span);
            if let Some(span) = floor.or(cap) {
                self.found.add(bounds::floor_above_cap(span));
            }
        }
    }

    /// A share that goes to others divides by what is left; what has no share has none to give.
    fn check_reweigh(
        &mut self,
        counts: Option<&Counts>,
        settings: &Settings,
        (is_rounded, is_in_extra): (bool, bool),
    ) {
        if let Some((applies, span)) = &settings.applies
            && applies.otherwise == Otherwise::Reweigh
        {
            if is_in_extra || counts.is_some_and(Counts::is_extra) {
                self.found.add(shares::reweigh_outside(*span));
            } else if !is_rounded {
                self.found.add(types::endless(*span));
            }
        }
    }

    /// The lowest and the highest score that count as none and all of a part; nothing where it stands
    /// outside the shares.
    pub(super) fn ends_of(&self, part: Part) -> Option<(Exact, Exact)> {
        let (share, is_extra) = match part {
            Part::Total => return Some(self.scale.clone()),
            Part::Section(id) => {
                let section = self.build.section_of(id)?;
                (&section.weight, section.is_extra)
            }
            Part::Indicator(id) => {
                let indicator = self.build.indicator_of(id)?;
                (&indicator.weight, indicator.is_extra)
            }
        };
        match self.adding {
            _ if is_extra => None,
            Adding::Weights => Some(self.scale.clone()),
            Adding::Points => Some((Exact::ZERO, share.clone())),
        }
    }

    fn name_part(&mut self, header: &Header, part: Part) {
        self.parts
            .insert(header.title.name.text.clone(), Some(part));
        if let Some(label) = label(&header.title) {
            self.parts
                .entry(label)
                .and_modify(|other| *other = None)
                .or_insert(Some(part));
        }
    }

    fn indicator(&mut self, written: &ast::Indicator, around: Around) -> IndicatorId {
        let header = &written.header;
        let counts = self.share(header, around.holder);
        let settings = self.settings(header, &written.clauses);
        let (floor, cap) = self.bounds_of(counts.as_ref(), &settings);
        let is_in_extra = around.holder == Holder::Extra;
        self.check_reweigh(counts.as_ref(), &settings, (around.is_rounded, is_in_extra));
        let place = Place {
            cap: cap.clone(),
            floor: floor.clone(),
            is_in_group: false,
            is_rounded: settings.rounding.is_some(),
        };
        self.check_formula(&written.clauses);
        let clauses = self.clauses(&written.clauses, &place);
        if clauses.is_empty() && !written.clauses.iter().any(|clause| !is_setting(clause)) {
            self.found
                .add(structure::empty(header.span, Hollow::Indicator));
        }
        self.check_overrides(&clauses);
        let indicator = Indicator {
            name: header.title.name.text.clone(),
            label: label(&header.title),
            weight: counts.as_ref().map_or(Exact::ZERO, Counts::share),
            is_extra: counts.as_ref().is_some_and(Counts::is_extra),
            floor,
            cap,
            rounding: settings.rounding.map(|(rounding, _)| rounding),
            applies: settings.applies.map(|(applies, _)| applies),
            clauses,
            section: around.id,
            origin: self.origin(&written.lead, header.span),
        };
        self.score_indicator(&indicator);
        let id = self.build.indicator(indicator);
        self.name_part(header, Part::Indicator(id));
        id
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
        if bound.each.is_some() {
            self.found.add(structure::period_of_a_part(bound.span));
            return;
        }
        let value = bound.value.as_ref().map(|value| self.points(value));
        match (bound.side, value) {
            (BoundSide::Cap, Some(Some(cap))) => {
                self.once(&mut settings.cap, cap, bound.span, "cap");
            }
            (BoundSide::Floor, Some(Some(floor))) => {
                self.once(&mut settings.floor, Some(floor), bound.span, "floor");
            }
            (BoundSide::Floor, None) => {
                self.once(&mut settings.floor, None, bound.span, "floor");
            }
            (_, Some(None)) | (BoundSide::Cap, None) => {}
        }
    }

    /// `total cap 100 floor 0 rounded to 1 place`.
    pub(super) fn total_line(&mut self, bounds: &[ast::Bound], roundings: &[(Rounding, Span)]) {
        let mut settings = Settings::default();
        for bound in bounds {
            self.bound(bound, &mut settings);
        }
        for (rounding, span) in roundings {
            self.once(&mut settings.rounding, *rounding, *span, "rounded to");
        }
        let floor = settings.floor.clone().and_then(|(floor, _)| floor);
        let cap = settings.cap.clone().map(|(cap, _)| cap);
        self.check_floor(&settings, floor.as_ref(), cap.as_ref());
        self.total = Total {
            cap,
            floor,
            rounding: settings.rounding.map(|(rounding, _)| rounding),
        };
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

/// Whether a standard without sections says nothing, or speaks of a scale or a total all the same.
pub(super) fn needs_sections(tree: &ast::File) -> bool {
    let is_scored =
        |kind: &ItemKind| matches!(kind, ItemKind::Total { .. } | ItemKind::Scale { .. });
    let says = |kind: &ItemKind| {
        matches!(
            kind,
            ItemKind::Conditions(_)
                | ItemKind::Procedure(_)
                | ItemKind::Output { .. }
                | ItemKind::Grades(ast::Grading { by: Some(_), .. })
        )
    };
    let mut kinds = tree.items.iter().map(|item| &item.kind);
    kinds.clone().any(is_scored) || tree.notes.is_empty() && !kinds.any(says)
}

/// Whether a section stands in a bonus or a deduction.
fn is_in_extra(node: &Node<'_>, nodes: &[Node<'_>]) -> bool {
    let parent = node.parent.and_then(|parent| nodes.get(parent));
    parent.is_some_and(Node::is_extra)
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
