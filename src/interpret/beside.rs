//! Values that stand beside the expressions of the tree: parameters, tables, lines between two values,
//! working days, and whether conditions are met.

use crate::domain::{Date, Exact, Value};
use crate::interpret::values::{Values, number};
use crate::program::{
    Among, Amount, ConditionsId, Linear, ParameterId, Requirement, Row, Table, TableId, Wanted,
};

/// A point on a line between two values.
pub(super) struct OnLine {
    /// The value.
    pub(super) value: Exact,
    /// Where the line starts, and its points there.
    pub(super) from: (Exact, Exact),
    /// Where it ends, and its points there.
    pub(super) to: (Exact, Exact),
    /// The points of the value.
    pub(super) points: Exact,
}

impl<'r> Values<'r> {
    /// The value of a parameter on the day of the assessment.
    pub(super) fn parameter(&self, id: ParameterId) -> Value<'r> {
        let parameter = self.program.parameters.get(id.0 as usize);
        let value = parameter.and_then(|parameter| parameter.on(self.record.assessment_date));
        number(value.map(|(_, value)| value.clone()))
    }

    /// The first day of a parameter's value, where it has one.
    pub(super) fn parameter_from(&self, id: ParameterId) -> Option<Date> {
        let parameter = self.program.parameters.get(id.0 as usize)?;
        parameter.on(self.record.assessment_date)?.0
    }

    /// Points as they are for this record; nothing where they need what is missing.
    #[inline(always)]
    pub(super) fn amount(&self, amount: &Amount) -> Option<Exact> {
        match amount {
            Amount::Constant(points) => Some(points.clone()),
            Amount::Computed(id) => self.of(*id).as_number(),
        }
    }

    /// Where a value lies on a line; nothing where something is missing.
    pub(super) fn on_line(&self, line: &Linear) -> Option<OnLine> {
        let value = self.of(line.quantity).as_number()?;
        let from = (self.amount(&line.from)?, self.amount(&line.low)?);
        let to = (self.amount(&line.to)?, self.amount(&line.high)?);
        let points = if value < from.0 {
            match &line.below {
                Some(below) => self.amount(below)?,
                None => from.1.clone(),
            }
        } else if value >= to.0 {
            to.1.clone()
        } else {
            let rise = &(&(&value - &from.0) * &(&to.1 - &from.1));
            &from.1 + &rise.divided_by(&(&to.0 - &from.0))?
        };
        Some(OnLine {
            value,
            from,
            to,
            points,
        })
    }

    // ---- tables ---------------------------------------------------------------------------------

    /// The value of a table; nothing where a key is missing.
    pub(super) fn looked_up(&self, id: TableId, keys: &[Value<'r>]) -> Option<&'r Exact> {
        let table = self.program.tables.get(id.0 as usize)?;
        if keys.iter().any(Value::is_missing) {
            return None;
        }
        row_of(table, keys)
            .map(|row| &row.value)
            .or(table.otherwise.as_ref())
    }

    // ---- working days ---------------------------------------------------------------------------

    pub(super) fn workdays(&self, from: &Value<'r>, to: &Value<'r>) -> Value<'r> {
        let days = self.calendar_days(from, to);
        number(days.map(|days| Exact::whole(days.into())))
    }

    fn calendar_days(&self, from: &Value<'r>, to: &Value<'r>) -> Option<i64> {
        let (from, to) = (day(from)?, day(to)?);
        self.program
            .calendar
            .as_ref()?
            .days
            .workdays_between(from, to)
    }

    pub(super) fn moved_workdays(&self, from: &Value<'r>, by: &Value<'r>) -> Value<'r> {
        let moved = || {
            let by = i64::try_from(by.as_number()?.to_whole()?).ok()?;
            self.program.calendar.as_ref()?.days.after(day(from)?, by)
        };
        moved().map_or(Value::Missing, Value::Date)
    }

    // ---- conditions -----------------------------------------------------------------------------

    /// Whether conditions are met; nothing where missing evidence leaves it open.
    pub(super) fn met(&self, id: ConditionsId) -> Option<bool> {
        let conditions = self.program.conditions.get(id.0 as usize)?;
        self.among(&conditions.among)
    }

    /// Whether enough of some requirements hold.
    pub(super) fn among(&self, among: &Among) -> Option<bool> {
        let (mut held, mut open) = (0u32, 0u32);
        for requirement in &among.requirements {
            match self.required(requirement) {
                Some(true) => held += 1,
                Some(false) => {}
                None => open += 1,
            }
        }
        if held >= among.least {
            Some(true)
        } else if held + open < among.least {
            Some(false)
        } else {
            None
        }
    }

    /// Whether a requirement holds; it does where it does not apply.
    pub(super) fn required(&self, requirement: &Requirement) -> Option<bool> {
        let wanted = || match &requirement.wanted {
            Wanted::Condition(condition) => self.flag(*condition),
            Wanted::Among(among) => self.among(among),
        };
        match requirement
            .guard
            .map_or(Some(true), |guard| self.flag(guard))
        {
            Some(true) => wanted(),
            Some(false) => Some(true),
            None => wanted().filter(|holds| *holds),
        }
    }
}

fn day(value: &Value<'_>) -> Option<Date> {
    if let Value::Date(day) = value {
        Some(*day)
    } else {
        None
    }
}

/// The row of a table that holds some keys.
pub(super) fn row_of<'t>(table: &'t Table, keys: &[Value<'_>]) -> Option<&'t Row> {
    table.rows.iter().find(|row| {
        let mut pairs = row.cells.iter().zip(keys);
        pairs.all(|(cell, key)| cell.holds(key))
    })
}
