//! A calendar of working days, from a small table: `date,day,note`, where a day that is not listed
//! is off on Saturday and Sunday and worked else. It speaks for whole years, and says nothing of
//! others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write;

use super::date::{self, Date, DateUnit};

const HEADER: &str = "date,day,note";

/// Which days are worked. Two calendars are equal where they cover the same years and the same days
/// are worked, whatever their files list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// 1 January of the first year.
    first: Date,
    /// For each day from the first, the working days up to and including it. Not empty.
    worked: Vec<u32>,
}

/// A mistake in the file of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub kind: CalendarMistake,
}

/// What is wrong in a line of a calendar's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarMistake {
    /// No day is listed.
    Empty,
    /// The first line is not `date,day,note`, but this.
    Header(String),
    /// A row has fewer than three columns: so many.
    TooFewColumns(usize),
    /// This is no date such as `2024-02-04`.
    BadDate(String),
    /// This is neither `off`, `work`, `休` nor `班`.
    UnknownDay(String),
    /// This date stands in an earlier line too.
    Twice {
        /// The date.
        date: Date,
        /// The earlier line.
        earlier: usize,
    },
    /// No row speaks of this year, which lies between years that have some; the line is the first
    /// of the next year that has.
    MissingYear(i16),
}

/// Whether a listed day is worked, and the line that lists it.
type Listed = BTreeMap<Date, (Day, usize)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Off,
    Work,
}

impl Day {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "off" | "休" => Some(Self::Off),
            "work" | "班" => Some(Self::Work),
            _ => None,
        }
    }

    /// What a day is that no row lists.
    fn ordinary(date: Date) -> Self {
        if date.is_weekend() {
            Self::Off
        } else {
            Self::Work
        }
    }
}

impl Calendar {
    /// Reads the table. Empty lines and lines that start with `#` say nothing. A row is one line: a
    /// note is whatever stands behind the second comma, so that no quotation mark can swallow the
    /// rows behind it.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = (1..).zip(text.lines().map(str::trim));
        let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (line, header) = lines.next().ok_or(at(1, CalendarMistake::Empty))?;
        if columns(header).collect::<Vec<_>>().join(",") != HEADER {
            return Err(at(line, CalendarMistake::Header(header.to_owned())));
        }
        let mut listed = Listed::new();
        for (line, row) in lines {
            let (date, day) = read(row).map_err(|kind| at(line, kind))?;
            match listed.entry(date) {
                Entry::Vacant(entry) => entry.insert((day, line)),
                Entry::Occupied(entry) => {
                    let (_, earlier) = *entry.get();
                    return Err(at(line, CalendarMistake::Twice { date, earlier }));
                }
            };
        }
        no_year_is_missing(&listed)?;
        Self::new(&listed).ok_or(at(line, CalendarMistake::Empty))
    }

    fn new(listed: &Listed) -> Option<Self> {
        let (first, last) = listed.keys().next().zip(listed.keys().next_back())?;
        let (first, last) = (Date::new(first.year(), 1, 1)?, last.year());
        let mut sum = 0;
        let days = first.onwards().take_while(|date| date.year() <= last);
        let worked = days.map(|date| {
            let day = listed.get(&date).map(|(day, _)| *day);
            sum += u32::from(day.unwrap_or(Day::ordinary(date)) == Day::Work);
            sum
        });
        Some(Self {
            first,
            worked: worked.collect(),
        })
    }

    /// Whether the calendar speaks of a day.
    pub fn covers(&self, date: Date) -> bool {
        self.worked_until(date).is_some()
    }

    /// The first and the last day that it speaks of.
    pub fn coverage(&self) -> (Date, Date) {
        let last = self.date(self.worked.len().saturating_sub(1));
        (self.first, last.unwrap_or(self.first))
    }

    /// Whether a day is worked; nothing outside the coverage.
    pub fn is_workday(&self, date: Date) -> Option<bool> {
        Some(self.worked_until(date)? > self.worked_before(date)?)
    }

    /// The working days after `from` up to and including `to`, negative where `to` is earlier;
    /// nothing where one of them is outside the coverage.
    pub fn workdays_between(&self, from: Date, to: Date) -> Option<i64> {
        Some(self.worked_until(to)? - self.worked_until(from)?)
    }

    /// The n-th working day after `from`, or before it where `n` is negative; `from` itself for 0.
    /// Nothing where that leaves the coverage.
    pub fn after(&self, from: Date, n: i64) -> Option<Date> {
        let until = self.worked_until(from)?;
        // The wanted day is the first one up to which so many days are worked.
        let count = if n > 0 {
            until.checked_add(n)?
        } else if n < 0 {
            self.worked_before(from)?.checked_add(n)?.checked_add(1)?
        } else {
            return Some(from);
        };
        let day = self.worked.partition_point(|sum| i64::from(*sum) < count);
        self.date(day).filter(|_| count > 0)
    }

    /// One line that says which days are worked, the same for equal calendars.
    pub fn describe(&self) -> String {
        let (first, last) = self.coverage();
        let mut line = format!("{first} to {last}");
        let days = first.onwards().take(self.worked.len());
        for date in days {
            let is_workday = self.is_workday(date) == Some(true);
            if is_workday != (Day::ordinary(date) == Day::Work) {
                let word = if is_workday { "work" } else { "off" };
                let _ = write!(line, ", {word} {date}");
            }
        }
        line
    }

    /// The days between the first day and this one, where the calendar covers it.
    fn position(&self, date: Date) -> Option<usize> {
        let days = date::between(DateUnit::Days, self.first, date);
        usize::try_from(days)
            .ok()
            .filter(|day| *day < self.worked.len())
    }

    fn date(&self, position: usize) -> Option<Date> {
        self.worked.get(position)?;
        date::moved(DateUnit::Days, self.first, i64::try_from(position).ok()?)
    }

    fn worked_until(&self, date: Date) -> Option<i64> {
        self.worked
            .get(self.position(date)?)
            .map(|sum| i64::from(*sum))
    }

    fn worked_before(&self, date: Date) -> Option<i64> {
        let before = self.position(date)?.checked_sub(1);
        before.map_or(Some(0), |day| {
            self.worked.get(day).map(|sum| i64::from(*sum))
        })
    }
}

fn at(line: usize, kind: CalendarMistake) -> CalendarError {
    CalendarError { line, kind }
}

fn columns(row: &str) -> impl Iterator<Item = &str> {
    row.splitn(3, ',').map(str::trim)
}

fn read(row: &str) -> Result<(Date, Day), CalendarMistake> {
    let cells: Vec<&str> = columns(row).collect();
    let [date, day, _] = cells.as_slice() else {
        return Err(CalendarMistake::TooFewColumns(cells.len()));
    };
    let date = Date::parse(date).ok_or_else(|| CalendarMistake::BadDate((*date).to_owned()))?;
    let day = Day::parse(day).ok_or_else(|| CalendarMistake::UnknownDay((*day).to_owned()))?;
    Ok((date, day))
}

fn no_year_is_missing(listed: &Listed) -> Result<(), CalendarError> {
    let years = listed.iter().map(|(date, (_, line))| (date.year(), *line));
    for ((year, _), (next, line)) in years.clone().zip(years.skip(1)) {
        if next > year + 1 {
            return Err(at(line, CalendarMistake::MissingYear(year + 1)));
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
