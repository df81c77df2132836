//! Working days: the calendar that a standard names, and what is counted by it.

use crate::check::CalendarText;
use crate::check::extent::Extent;
use crate::check::mistakes::workdays as mistakes;
use crate::check::operators::Operand;
use crate::check::scope::Checker;
use crate::check::typed::Typed;
use crate::domain::date::{self, DateUnit};
use crate::domain::types::{Quantity, WORKDAYS};
use crate::domain::{self, Date, Exact, Type};
use crate::program::Calendar;
use crate::program::expr::Expr;
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind};

/// The calendar as the check knows it.
pub(super) enum WorkingDays {
    /// The standard names none.
    Unnamed,
    /// It names one that could not be read, which was reported.
    Broken,
    /// It names this one.
    Known(Calendar),
}

impl WorkingDays {
    /// The calendar, where there is one.
    pub(super) fn known(self) -> Option<Calendar> {
        match self {
            Self::Known(calendar) => Some(calendar),
            Self::Unnamed | Self::Broken => None,
        }
    }
}

impl Checker<'_> {
    /// Reads the calendar that the file names.
    pub(super) fn calendar(&mut self, tree: &ast::File, text: CalendarText<'_>) {
        let Some(named) = tree.items.iter().find_map(|item| item.kind.as_calendar()) else {
            return;
        };
        self.calendar = WorkingDays::Broken;
        let CalendarText::Read(text) = text else {
            return;
        };
        match domain::Calendar::parse(text) {
            Ok(days) => {
                let file = named.text.clone();
                self.calendar = WorkingDays::Known(Calendar { file, days });
            }
            Err(error) => {
                let found = mistakes::bad_calendar(named.span, &named.text, &error);
                self.found.add(found);
            }
        }
    }

    /// The days of the calendar; refused where the standard names none.
    fn days(&mut self, span: Span) -> Option<domain::Calendar> {
        match &self.calendar {
            WorkingDays::Known(calendar) => Some(calendar.days.clone()),
            WorkingDays::Broken => None,
            WorkingDays::Unnamed => self.refuse(mistakes::no_calendar(span)),
        }
    }

    /// `workdays from A to B`.
    pub(super) fn workdays(
        &mut self,
        from: &ast::Expr,
        to: &ast::Expr,
        span: Span,
    ) -> Option<Typed> {
        let day = ("日期", "a date");
        let days = self.days(span);
        let typed = [from, to].map(|written| self.typed_as(written, &Type::Date, day));
        let days = days?;
        for written in [from, to] {
            self.covered(literal(written), written.span, &days)?;
        }
        let [Some(from), Some(to)] = typed else {
            return None;
        };
        let (first, last) = days.coverage();
        let most = Exact::whole(date::between(DateUnit::Days, first, last).into());
        let extent = Extent::new(-&most, most, 0);
        let traits = Typed::joined([&from, &to]);
        let quantity = Quantity::Unit(WORKDAYS.into());
        self.made_number(
            Expr::Workdays(from.id, to.id),
            quantity,
            extent,
            (span, traits),
        )
    }

    /// A day and so many working days behind it, or before it where their number is below 0; and
    /// the day as written, where it is.
    pub(super) fn moved_by_workdays(
        &mut self,
        (day, written): (&Typed, Option<Date>),
        by: Operand,
        span: Span,
    ) -> Option<Typed> {
        let days = self.days(span)?;
        self.covered(written, day.span, &days)?;
        if let Some(from) = written
            && let Some(count) = constant(&by.extent)
            && days.after(from, count).is_none()
        {
            return self.refuse(mistakes::outside(span, None, days.coverage()));
        }
        let traits = day.traits.clone().join(&by.typed.traits);
        let expr = Expr::MovedWorkdays(day.id, by.typed.id);
        Some(self.made(expr, Type::Date, span, traits))
    }

    /// Refuses a day as written that the calendar does not cover.
    fn covered(
        &mut self,
        written: Option<Date>,
        span: Span,
        days: &domain::Calendar,
    ) -> Option<()> {
        match written.filter(|day| !days.covers(*day)) {
            None => Some(()),
            Some(day) => self.refuse(mistakes::outside(span, Some(day), days.coverage())),
        }
    }
}

/// The day as written, where it is one.
pub(super) fn literal(written: &ast::Expr) -> Option<Date> {
    if let ExprKind::Date(day) = written.kind {
        Some(day)
    } else {
        None
    }
}

/// The one whole number that it is.
fn constant(extent: &Extent) -> Option<i64> {
    let is_one = extent.low == extent.high;
    let whole = extent.low.to_whole().filter(|_| is_one)?;
    i64::try_from(whole).ok()
}
