//! What a number in another way of writing may mean, in the documented form. Only for help: nothing
//! that stands here is ever read as a value.

use unicode_normalization::UnicodeNormalization;

use super::decimal::Decimal;
use super::number::YUAN;
use crate::evidence::asked::Asked;
use crate::evidence::schema::FieldKind;

/// The documented forms of what `text` may mean for this field.
pub(super) fn amounts(asked: &Asked<'_>, text: &str) -> Vec<String> {
    let plain = plain(text);
    let is_digit_part = |sign: char| sign.is_ascii_digit() || "+-.,()_'eE".contains(sign);
    let (front, rest) = plain.split_at(
        plain.len()
            - plain
                .trim_start_matches(|sign: char| !is_digit_part(sign))
                .len(),
    );
    let (digits, suffix) = rest.split_at(rest.len() - rest.trim_start_matches(is_digit_part).len());
    let Some(unit) = unit_behind(asked, front, suffix) else {
        return Vec::new();
    };
    let numbers = readings(digits).into_iter();
    let currency = &asked.schema.currency.0;
    let typed = numbers.map(|number| match &asked.field.kind {
        FieldKind::Money { .. } if currency != "CNY" => format!("{currency} {number}"),
        FieldKind::Count { .. }
        | FieldKind::Number { .. }
        | FieldKind::Percent { .. }
        | FieldKind::Money { .. }
        | FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => format!("{number}{unit}"),
    });
    typed.collect()
}

/// The numbers without a unit that `text` may mean, in the documented form.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let plain = plain(text);
    readings(plain.strip_suffix('分').unwrap_or(&plain))
}

/// What stands before and behind the digits, as the unit it is meant for.
fn unit_behind<'u>(asked: &'u Asked<'_>, front: &str, suffix: &str) -> Option<&'u str> {
    let around = (front, suffix);
    match &asked.field.kind {
        FieldKind::Count { unit, .. } | FieldKind::Number { unit, .. } => {
            let is_meant = around == ("", "") || (front.is_empty() && suffix == unit.as_ref());
            is_meant.then_some(if suffix.is_empty() { "" } else { unit.as_ref() })
        }
        FieldKind::Percent { .. } => (around == ("", "%")).then_some("%"),
        FieldKind::Money { .. } if asked.schema.currency.0 == "CNY" => yuan(front, suffix),
        FieldKind::Money { .. } => {
            let currency = asked.schema.currency.0.as_str();
            (front == currency || suffix == currency).then_some("")
        }
        FieldKind::Flag
        | FieldKind::Choice { .. }
        | FieldKind::Kinds { .. }
        | FieldKind::Date
        | FieldKind::Text
        | FieldKind::Records { .. } => None,
    }
}

fn yuan(front: &str, suffix: &str) -> Option<&'static str> {
    if !["", "¥", "CNY", "RMB", "人民币"].contains(&front) {
        return None;
    }
    let is_named = !front.is_empty();
    match suffix {
        "" if is_named => Some("元"),
        "CNY" | "RMB" | "块" => Some("元"),
        "万" | "万人民币" => Some("万元"),
        "亿" | "亿人民币" => Some("亿元"),
        other => YUAN
            .iter()
            .map(|(unit, _)| *unit)
            .find(|unit| *unit == other),
    }
}

/// Full-width signs as their plain twins, and no blanks.
fn plain(text: &str) -> String {
    let signs = text.chars().take(100).nfkc();
    signs
        .filter(|sign| {
            !sign.is_whitespace() && !matches!(sign, '\u{200b}'..='\u{200d}' | '\u{feff}')
        })
        .map(|sign| {
            if matches!(sign, '\u{2212}' | '\u{2013}') {
                '-'
            } else {
                sign
            }
        })
        .map(|sign| if sign == '\u{2019}' { '\'' } else { sign })
        .collect()
}

/// The numbers that the digits may mean; `1,234` may mean two.
fn readings(digits: &str) -> Vec<String> {
    let (is_negative, digits) = sign(digits);
    let digits = digits.replace(['_', '\''], "");
    let mut readings = Vec::new();
    for reading in points(&digits) {
        let number = expanded(&reading).map(|number| tidy(&number));
        let number = number.map(|number| {
            if is_negative {
                format!("-{number}")
            } else {
                number
            }
        });
        readings.extend(number.filter(|number| Decimal::parse(number).is_some()));
    }
    readings.dedup();
    readings
}

/// `(5)`, `5-` and `-5` are below zero; `+5` is not.
fn sign(digits: &str) -> (bool, &str) {
    let inner = digits
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let minus = digits
        .strip_suffix('-')
        .or_else(|| digits.strip_prefix('-'));
    match inner.or(minus) {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    }
}

/// The digits with commas taken as separators of thousands, as the point, or as either.
fn points(digits: &str) -> Vec<String> {
    let commas = digits.matches(',').count();
    let dots = digits.matches('.').count();
    let last_is_comma = digits.rfind(',') > digits.rfind('.');
    match (commas, dots) {
        (0, 0 | 1) => vec![digits.to_owned()],
        (0, _) => vec![digits.replace('.', "")],
        (1, _) if dots > 0 && last_is_comma => vec![digits.replace('.', "").replace(',', ".")],
        (_, 1) if !last_is_comma => vec![digits.replace(',', "")],
        (1, 0) => {
            let mut readings = vec![digits.replace(',', ".")];
            if digits.split(',').nth(1).is_some_and(|rest| rest.len() == 3) {
                readings.insert(0, digits.replace(',', ""));
            }
            readings
        }
        (_, 0) => vec![digits.replace(',', "")],
        (_, _) => Vec::new(),
    }
}

/// `1e3` written out; nothing where the exponent is large.
fn expanded(digits: &str) -> Option<String> {
    let Some((front, exponent)) = digits.split_once(['e', 'E']) else {
        return Some(digits.to_owned());
    };
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.abs() <= 20)?;
    let (whole, part) = front.split_once('.').unwrap_or((front, ""));
    let zeros = "0".repeat(20);
    let all = format!("{zeros}{whole}{part}{zeros}");
    let point = i32::try_from(zeros.len() + whole.len()).ok()? + exponent;
    let (whole, part) = all.split_at_checked(usize::try_from(point).ok()?)?;
    Some(format!("{whole}.{part}"))
}

/// Without needless zeros, and with a digit on both sides of the point.
fn tidy(digits: &str) -> String {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likely_meaning_is_in_the_documented_form() {
        let cases: [(&str, &[&str]); 16] = [
            ("1e3", &["1000"]),
            ("1E-400", &[]),
            ("2.5e-1", &["0.25"]),
            ("0123", &["123"]),
            ("1_000", &["1000"]),
            ("+5", &["5"]),
            (".5", &["0.5"]),
            ("５", &["5"]),
            ("0,6", &["0.6"]),
            ("(5)", &["-5"]),
            ("5-", &["-5"]),
            ("1.234,5", &["1234.5"]),
            ("1'000", &["1000"]),
            ("1,234", &["1234", "1.234"]),
            ("60\u{a0}", &["60"]),
            ("eE,.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
