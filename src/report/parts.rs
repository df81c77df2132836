//! Sections and indicators with the arithmetic that leads from clauses to the total.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::{IndicatorResult, Number, ScoreResult, SectionResult, Share};
use crate::report::clauses::{self, Gutter};
use crate::report::evidence;
use crate::report::ink::{Ink, Piece, blanks, plain};
use crate::report::numbers::{bar, equals, glance, operand, shown};
use crate::report::page::Page;
use crate::report::shares::{Part, bounded, extra_of, joined};
use crate::report::words;

const BAR: usize = 10;

/// A section with all that is in it, and the sections inside it further in.
pub(super) fn section(
    page: &mut Page<'_>,
    section: &SectionResult<'_>,
    (depth, result): (usize, &ScoreResult<'_>),
) {
    page.nest(depth);
    page.about(None);
    page.blank();
    let language = page.language();
    let part = Part::of_section(section);
    let score = glance(part.score);
    let is_weighed = matches!(section.share, Share::Weight { .. });
    let product = match (is_weighed && score.starts_with('≈'), language) {
        (false, _) => part.product(language),
        (true, Language::Zh) => format!("得分 {score}，贡献 {}", glance(part.contribution)),
        (true, Language::En) => {
            format!("score {score}, contributes {}", glance(part.contribution))
        }
    };
    page.heading(section.label, if part.is_in { &product } else { "" });
    let indent = || plain(blanks(3));
    if section.applies {
        if let Some(sum) = sum(section, language) {
            let mut text = vec![Piece::new(Ink::Dim, sum)];
            text.extend(own_weight(&section.share, language));
            page.hung(indent(), &text);
        }
    } else {
        let text = not_applying(section.otherwise, section.unless.as_deref(), language);
        page.hung(indent(), &plain(text));
    }
    for one in &section.indicators {
        indicator(page, one, result);
    }
    for inner in &section.sections {
        self::section(page, inner, (depth + 1, result));
    }
}

/// How what a section holds makes its score.
fn sum(section: &SectionResult<'_>, language: Language) -> Option<String> {
    let own = section.indicators.iter().map(Part::of_indicator);
    let inner = section.sections.iter().map(Part::of_section);
    let parts: Vec<Part<'_>> = own.chain(inner).filter(|part| part.is_in).collect();
    let contributions = || parts.iter().map(|part| part.contribution);
    let sum = contributions().fold(Exact::ZERO, |sum, one| &sum + one);
    let mut text = match parts.len() {
        0 => return None,
        1 => String::new(),
        _ => format!("{} {}", joined(contributions()), equals(&sum)),
    };
    let raw = converted(section, &sum, (&mut text, language))?;
    let bounds = (section.floor, section.cap);
    let (score, mut notes) = bounded(&raw, bounds, language);
    let comma = language.pick("，", ", ");
    let is_weighed = matches!(section.share, Share::Weight { .. });
    let to = (section.rounded_to, section.rounded_to_nearest.as_ref());
    if let Some(words) = words::rounding(to, section.rounding, language)
        && (is_weighed || score != *section.score.0)
    {
        notes.push_str(&format!("{comma}{words} {}", equals(section.score.0)));
    }
    if text.is_empty() && !notes.is_empty() {
        text = operand(&raw);
    }
    text.push_str(&notes);
    Some(text).filter(|text| !text.is_empty())
}

/// From the sum of contributions to the score: by the weight, or back from what the points counted.
fn converted(
    section: &SectionResult<'_>,
    sum: &Exact,
    (text, language): (&mut String, Language),
) -> Option<Exact> {
    let separator = match (text.is_empty(), language) {
        (true, _) => "",
        (false, Language::Zh) => "，",
        (false, Language::En) => "; ",
    };
    let score = language.pick("得分", "score");
    match &section.share {
        Share::Weight { weight, .. } => {
            let raw = sum.divided_by(weight.0)?;
            let divisor = language.pick("权重", "weight");
            text.push_str(&format!(
                "{separator}{score} {} ÷ {divisor} {} {}",
                operand(sum),
                operand(weight.0),
                equals(&raw)
            ));
            Some(raw)
        }
        Share::Points {
            points,
            counted_points: Some(counted),
            ..
        } if !counted.0.is_zero() => {
            let extra = extra_of(section);
            let shared = sum - &extra;
            let raw = &(&shared * points.0).divided_by(counted.0)? + &extra;
            let (points, counted) = (operand(points.0), operand(counted.0));
            let shared = operand(&shared);
            let extra = [&extra].into_iter().filter(|extra| !extra.is_zero());
            let extra = match joined(extra) {
                extra if extra.is_empty() => extra,
                extra => format!(" + {extra}"),
            };
            text.push_str(&format!(
                "{separator}{score} {shared} × {points} ÷ {counted}{extra} {}",
                equals(&raw)
            ));
            Some(raw)
        }
        Share::Points { .. } | Share::Bonus { .. } | Share::Deduction { .. } => Some(sum.clone()),
    }
}

fn not_applying(otherwise: Option<&str>, unless: Option<&str>, language: Language) -> String {
    let what = words::otherwise(otherwise, language);
    match (language, unless) {
        (Language::Zh, Some(why)) => format!("· 不适用：{why}；{what}"),
        (Language::En, Some(why)) => format!("· does not apply: {why}; {what}"),
        (Language::Zh, None) => "· 不适用".to_owned(),
        (Language::En, None) => "· does not apply".to_owned(),
    }
}

fn indicator(page: &mut Page<'_>, one: &IndicatorResult<'_>, result: &ScoreResult<'_>) {
    page.about(None);
    page.blank();
    page.hung(plain(blanks(2)), &[Piece::new(Ink::Bold, one.label)]);
    let language = page.language();
    if one.applies || one.otherwise.is_some_and(|word| word != "reweigh") {
        arithmetic(page, one, result);
    }
    if !one.applies {
        if one.unless.is_some() {
            let text = not_applying(one.otherwise, one.unless.as_deref(), language);
            page.hung(plain(blanks(2)), &plain(text));
        }
        clauses::not_applying(page, &one.clauses);
        return;
    }
    if let Some(quote) = one.quote.filter(|_| page.is_whole()) {
        page.hung(
            plain(blanks(2)),
            &[Piece::new(Ink::Dim, evidence::in_one_line(quote))],
        );
    }
    let gutter = Gutter::of(&one.clauses, one, language);
    let mut listed = vec![];
    for clause in &one.clauses {
        clauses::clause(page, clause, &gutter, &mut listed);
    }
    clauses::sum(page, one, &gutter);
}

/// That a weight has grown, because that of parts that do not apply was shared out.
fn own_weight(share: &Share<'_>, language: Language) -> Option<Piece> {
    let before: Option<Number<'_>> = match share {
        Share::Weight { own, .. } => *own,
        Share::Points { .. } | Share::Bonus { .. } | Share::Deduction { .. } => None,
    };
    let before = operand(before?.0);
    let text = match language {
        Language::Zh => format!("（原权重 {before}，另分得不适用部分的权重）"),
        Language::En => format!(" (weight {before}, and a share of what does not apply)"),
    };
    Some(Piece::new(Ink::Dim, text))
}

/// The bar, and how the score becomes a part of the total.
fn arithmetic(page: &mut Page<'_>, one: &IndicatorResult<'_>, result: &ScoreResult<'_>) {
    let part = Part::of_indicator(one);
    let product = part.product(page.language());
    let (low, high) = part.ends(result);
    let low = one.floor.map_or(low, |floor| floor.0);
    let (filled, empty) = bar((low, one.cap.0), part.score, BAR);
    let ink = match part.score < high {
        true => Ink::Yellow,
        false => Ink::Green,
    };
    let beginning = vec![
        Piece::new(Ink::Plain, blanks(2)),
        Piece::new(ink, filled),
        Piece::new(Ink::Dim, empty),
        Piece::new(Ink::Plain, blanks(2)),
    ];
    let mut text = plain(product);
    text.extend(own_weight(&one.share, page.language()));
    if let Some(lost) = &one.lost {
        let (sum, cap, lost) = (shown(one.sum.0), shown(one.cap.0), shown(lost));
        let capped = match page.language() {
            Language::Zh => format!("  ▲ {sum} 分，封顶 {cap}，少得 {lost}"),
            Language::En => format!("  ▲ {sum} points, cap {cap}, {lost} lost"),
        };
        text.push(Piece::new(Ink::Yellow, capped));
    } else if let Some(set) = &one.set_by {
        let place = page.by_clause(set.line);
        let set = match page.language() {
            Language::Zh => format!("  = 由 {place} 直接定分"),
            Language::En => format!("  = set by {place}"),
        };
        text.push(Piece::new(Ink::Cyan, set));
    }
    page.hung(beginning, &text);
}
