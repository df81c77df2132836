//! Calendars, the shipped one among them: its counts were taken day by day from the two notices.

use proptest::prelude::*;

use super::*;

const SHIPPED: &str = include_str!("../../rules/shandong-recognition/cn-workdays.csv");

fn shipped() -> Calendar {
    Calendar::parse(SHIPPED).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn mistake(text: &str) -> (usize, CalendarMistake) {
    let error = Calendar::parse(text).unwrap_err();
    (error.line, error.kind)
}

#[test]
fn the_shipped_calendar_counts_as_its_notices_do() {
    let calendar = shipped();
    let month = |year: i16, month: i8| {
        let days = Date::new(year, month, 1).unwrap().onwards();
        let next = Date::new(year + i16::from(month == 12), month % 12 + 1, 1).unwrap();
        let days = days.take_while(|day| *day < next);
        days.filter(|day| calendar.is_workday(*day) == Some(true))
            .count()
    };
    let year = |of| (1..=12).map(|at| month(of, at)).collect::<Vec<_>>();
    assert_eq!(year(2024), [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]);
    assert_eq!(year(2025), [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]);
    let (first, last) = (date("2024-01-01"), date("2025-12-31"));
    assert_eq!(calendar.coverage(), (first, last));
    assert_eq!(
        calendar.workdays_between(first, date("2024-12-31")),
        Some(251)
    );
    assert_eq!(
        calendar.workdays_between(date("2024-12-31"), last),
        Some(248)
    );
}

#[test]
fn working_days_are_counted_behind_the_first_day_up_to_the_last() {
    let calendar = shipped();
    let between = |from, to| calendar.workdays_between(date(from), date(to));
    assert_eq!(between("2024-01-31", "2024-02-29"), Some(18));
    assert_eq!(between("2024-02-09", "2024-02-18"), Some(1));
    assert_eq!(between("2024-02-28", "2024-03-01"), Some(2));
    assert_eq!(between("2024-09-30", "2024-10-08"), Some(1));
    assert_eq!(between("2024-06-15", "2025-06-15"), Some(247));
    assert_eq!(between("2025-06-15", "2024-06-15"), Some(-247));
    assert_eq!(between("2024-05-06", "2024-05-06"), Some(0));
    assert_eq!(between("2023-12-31", "2024-01-05"), None);
    assert_eq!(between("2025-12-31", "2026-01-01"), None);
}

#[test]
fn the_nth_working_day_is_found_on_both_sides() {
    let calendar = shipped();
    let after = |from, n| calendar.after(date(from), n).map(|day| day.to_string());
    let known = [
        ("2024-01-31", 15, "2024-02-26"),
        ("2024-02-29", 5, "2024-03-07"),
        ("2024-02-29", -5, "2024-02-22"),
        ("2024-12-20", 30, "2025-02-08"),
        ("2024-09-14", 1, "2024-09-18"),
        ("2024-10-01", -1, "2024-09-30"),
        ("2024-10-08", -1, "2024-09-30"),
        ("2025-02-05", -10, "2025-01-15"),
        ("2024-10-01", 0, "2024-10-01"),
        ("2024-01-01", 1, "2024-01-02"),
        ("2024-01-03", -1, "2024-01-02"),
        ("2025-12-30", 1, "2025-12-31"),
    ];
    for (from, n, day) in known {
        assert_eq!(after(from, n).as_deref(), Some(day), "{from} {n}");
    }
    for (from, n) in [
        ("2024-01-02", -1),
        ("2025-12-31", 1),
        ("2023-06-01", 0),
        ("2024-06-01", i64::MAX),
        ("2024-06-01", i64::MIN),
    ] {
        assert_eq!(after(from, n), None, "{from} {n}");
    }
}

#[test]
fn a_row_that_changes_nothing_is_allowed_and_leaves_no_mark() {
    let text = "\u{feff}# 说明\r\ndate, day ,note\r\n\r\n2024-01-06,休,\r\n2024年1月8日,班,\"a, b\r\n2024-02-04,班,春节\r\n2024-02-12,休,春节\r\n";
    let calendar = Calendar::parse(text).unwrap();
    let line = "2024-01-01 to 2024-12-31, work 2024-02-04, off 2024-02-12";
    assert_eq!(calendar.describe(), line);
    let same = "date,day,note\n2024-02-12,off,\n2024-02-04,work,";
    assert_eq!(Calendar::parse(same), Ok(calendar));
}

#[test]
fn each_mistake_has_its_line() {
    use CalendarMistake::{BadDate, Empty, Header, MissingYear, TooFewColumns, Twice, UnknownDay};
    let under = |rows: &str| mistake(&format!("date,day,note\n{rows}"));
    assert_eq!(mistake(""), (1, Empty));
    assert_eq!(mistake("# nothing\n"), (1, Empty));
    assert_eq!(under("# nothing\n"), (1, Empty));
    let header = "2024-01-01,off,元旦";
    assert_eq!(
        mistake(&format!("# a\n{header}")),
        (2, Header(header.into()))
    );
    assert_eq!(under("2024-01-01,off"), (2, TooFewColumns(2)));
    assert_eq!(under("\n2024-01-01"), (3, TooFewColumns(1)));
    assert_eq!(under("2024-02-30,off,"), (2, BadDate("2024-02-30".into())));
    assert_eq!(under("2024/1/1,off,"), (2, BadDate("2024/1/1".into())));
    assert_eq!(under("2024-01-01,Off,"), (2, UnknownDay("Off".into())));
    let date = date("2024-01-01");
    let twice = Twice { date, earlier: 2 };
    assert_eq!(under("2024-01-01,off,\n2024-01-01,work,"), (3, twice));
    let rows = "2026-01-01,off,\n2023-01-01,off,\n2024-01-01,off,";
    assert_eq!(under(rows), (2, MissingYear(2025)));
}

#[test]
fn a_calendar_of_all_years_ends_with_the_days() {
    let rows: Vec<String> = (1..=9999)
        .map(|year| format!("{year:04}-01-01,off,"))
        .collect();
    let calendar = Calendar::parse(&format!("date,day,note\n{}", rows.join("\n"))).unwrap();
    let (first, last) = calendar.coverage();
    assert_eq!((first, last), (date("0001-01-01"), date("9999-12-31")));
    let days = calendar.workdays_between(first, last).unwrap();
    assert_eq!(calendar.after(first, days), Some(last));
    assert_eq!(calendar.after(first, days + 1), None);
}

proptest! {
    #[test]
    fn counting_and_finding_agree_with_walking(day in 0i64..731, n in -60i64..=60) {
        let calendar = shipped();
        let from = date::moved(DateUnit::Days, date("2024-01-01"), day).unwrap();
        let one = n.signum();
        let mut left = n;
        let mut walked = Some(from);
        while left != 0 {
            walked = walked.and_then(|day| date::moved(DateUnit::Days, day, one));
            match walked.and_then(|day| calendar.is_workday(day)) {
                Some(true) => left -= one,
                Some(false) => {}
                None => { walked = None; break }
            }
        }
        prop_assert_eq!(calendar.after(from, n), walked);
        if let Some(to) = walked {
            let between = calendar.workdays_between(from, to).unwrap();
            let own = i64::from(n < 0 && calendar.is_workday(from) == Some(false));
            prop_assert_eq!(between, n + own);
            prop_assert_eq!(calendar.workdays_between(to, from), Some(-between));
        }
    }
}
