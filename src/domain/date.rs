//! Civil dates and the whole years, months and days between two of them. No clock, no time zone.

use std::fmt;

use jiff::civil;

/// A day of the calendar, 0001-01-01 to 9999-12-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// What a span between two dates is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateUnit {
    /// Years completed (年).
    Years,
    /// Months completed (月).
    Months,
    /// Days (日).
    Days,
}

/// A part of the calendar that groups days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
}

impl DateUnit {
    /// The unit that a literal such as `3年` carries.
    pub const fn unit_name(self) -> &'static str {
        match self {
            Self::Years => "年",
            Self::Months => "月",
            Self::Days => "日",
        }
    }
}

impl Date {
    /// The day, where the calendar has it and the year is 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        (1..=9999)
            .contains(&year)
            .then(|| civil::Date::new(year, month, day).ok().map(Self))?
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(
            self.0.weekday(),
            civil::Weekday::Saturday | civil::Weekday::Sunday
        )
    }

    /// It and the days behind it, to the end of the calendar.
    pub fn onwards(self) -> impl Iterator<Item = Self> {
        let next = |date: &Self| date.0.tomorrow().ok().map(Self);
        std::iter::successors(Some(self), next)
    }

    /// Reads `2024-03-05` or `2024年3月5日`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month, day) = if text.contains('年') {
            let (year, rest) = text.split_once('年')?;
            let (month, rest) = rest.split_once('月')?;
            (year, month, rest.strip_suffix('日')?)
        } else {
            let (year, rest) = text.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            if month.len() != 2 || day.len() != 2 {
                return None;
            }
            (year, month, day)
        };
        let is_number = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl Period {
    /// The period of a day: equal for two days of the same one, and in the order of time.
    pub fn of(self, day: Date) -> (i16, i8) {
        match self {
            Self::Year => (day.0.year(), 0),
            Self::Month => (day.0.year(), day.0.month()),
        }
    }
}

fn days_between(from: civil::Date, to: civil::Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The whole units from one date to another, negative where `to` is earlier. A year is complete on
/// the same month and day; 29 February completes on 28 February of a common year, and a month
/// likewise on its last day where it is too short.
pub fn between(unit: DateUnit, from: Date, to: Date) -> i64 {
    if to < from {
        return -between(unit, to, from);
    }
    match unit {
        DateUnit::Days => days_between(from.0, to.0),
        DateUnit::Months => months_between(from.0, to.0),
        DateUnit::Years => months_between(from.0, to.0) / 12,
    }
}

fn months_between(from: civil::Date, to: civil::Date) -> i64 {
    let whole = (i64::from(to.year()) - i64::from(from.year())) * 12
        + (i64::from(to.month()) - i64::from(from.month()));
    let complete = to.day() >= from.day().min(to.days_in_month());
    if complete { whole } else { whole - 1 }
}

/// `from` moved by a number of units; nothing where the calendar ends. A day that the month lacks
/// becomes its last day.
pub fn moved(unit: DateUnit, from: Date, by: i64) -> Option<Date> {
    let span = match unit {
        DateUnit::Years => jiff::Span::new().try_years(by),
        DateUnit::Months => jiff::Span::new().try_months(by),
        DateUnit::Days => jiff::Span::new().try_days(by),
    };
    let date = from.0.checked_add(span.ok()?).ok()?;
    Date::new(date.year(), date.month(), date.day())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_leap_day_completes_its_year_on_28_february() {
        let years = |a, b| between(DateUnit::Years, date(a), date(b));
        assert_eq!(years("2020-02-29", "2021-02-27"), 0);
        assert_eq!(years("2020-02-29", "2021-02-28"), 1);
        assert_eq!(years("2021-06-15", "2024-06-14"), 2);
        assert_eq!(years("2024-06-14", "2021-06-15"), -2);
        assert_eq!(
            between(DateUnit::Months, date("2024-01-31"), date("2024-02-29")),
            1
        );
        assert_eq!(
            between(DateUnit::Days, date("2024-02-28"), date("2024-03-01")),
            2
        );
    }

    #[test]
    fn dates_are_read_in_two_forms_only() {
        assert_eq!(date("2024年3月5日"), date("2024-03-05"));
        for bad in [
            "2024-02-30",
            "24-03-05",
            "03/04/2026",
            "2024-3-5",
            "2024年3月",
            "0000-01-01",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn weekends_come_every_seven_days_and_days_end_with_the_calendar() {
        let days: Vec<bool> = date("2024-02-24")
            .onwards()
            .take(9)
            .map(Date::is_weekend)
            .collect();
        assert_eq!(
            days,
            [true, true, false, false, false, false, false, true, true]
        );
        assert_eq!(date("9999-12-30").onwards().count(), 2);
    }

    #[test]
    fn a_date_beyond_the_calendar_has_no_value() {
        assert_eq!(moved(DateUnit::Years, date("9999-01-01"), 1), None);
        assert_eq!(
            moved(DateUnit::Days, date("2024-02-28"), 2),
            Some(date("2024-03-01"))
        );
        assert_eq!(
            moved(DateUnit::Months, date("2024-01-31"), 1),
            Some(date("2024-02-29"))
        );
        assert_eq!(moved(DateUnit::Days, date("2024-01-01"), i64::MAX), None);
    }
}
