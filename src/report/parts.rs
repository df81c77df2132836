//! Sections and indicators with the arithmetic that leads from clauses to the total.

use crate::diagnostics::Language;
use crate::domain::Exact;
use crate::interpret::{IndicatorResult, Number, ScoreResult, SectionResult};
use crate::report::clauses::{self, Gutter};
use crate::report::ink::{Ink, Piece, blanks, plain};
use crate::report::numbers::{bar, equals, glance, operand, shown};
use crate::report::page::Page;
use crate::report::words;

const BAR: usize = 10;

/// A section with all that is in it.
pub(super) fn section(page: &mut Page<'_>, section: &SectionResult<'_>, result: &ScoreResult<'_>) {
    page.blank();
    let language = page.language();
    let score = glance(section.score.0);
    let product = match (score.starts_with('≈'), language) {
        (false, _) => product(
            section.score.0,
            section.weight.0,
            section.contribution.0,
            language,
        ),
        (true, Language::Zh) => format!("得分 {score}，贡献 {}", glance(section.contribution.0)),
        (true, Language::En) => format!(
            "score {score}, contributes {}",
            glance(section.contribution.0)
        ),
    };
    let is_out = section.otherwise == Some("reweigh");
    page.heading(section.label, if is_out { "" } else { &product });
    let indent = || plain(blanks(3));
    if section.applies {
        if let Some(sum) = sum(section, language) {
            let mut text = vec![Piece::new(Ink::Dim, sum)];
            text.extend(own_weight(section.own_weight, language));
            page.hung(indent(), &text);
        }
    } else {
        let text = not_applying(section.otherwise, section.unless.as_deref(), language);
        page.hung(indent(), &plain(text));
    }
    for one in &section.indicators {
        indicator(page, one, result);
    }
}

/// `得分 70 × 权重 0.05 = 3.5`.
fn product(score: &Exact, weight: &Exact, part: &Exact, language: Language) -> String {
    let (score, weight, equals) = (operand(score), operand(weight), equals(part));
    match language {
        Language::Zh => format!("得分 {score} × 权重 {weight} {equals}"),
        Language::En => format!("score {score} × weight {weight} {equals}"),
    }
}

/// How the indicators' contributions make the section's score.
fn sum(section: &SectionResult<'_>, language: Language) -> Option<String> {
    let counted = || {
        section
            .indicators
            .iter()
            .filter(|one| one.otherwise != Some("reweigh"))
    };
    let sum = counted().fold(Exact::ZERO, |sum, one| &sum + one.contribution.0);
    let parts: Vec<String> = counted().map(|one| operand(one.contribution.0)).collect();
    let raw = sum.divided_by(section.weight.0)?;
    let mut text = match (language, parts.len()) {
        (_, 0) => return None,
        (_, 1) => String::new(),
        (Language::Zh, _) => format!("{} {}，", parts.join(" + "), equals(&sum)),
        (Language::En, _) => format!("{} {}; ", parts.join(" + "), equals(&sum)),
    };
    let (sum, weight) = (operand(&sum), operand(section.weight.0));
    let score = language.pick("得分", "score");
    let divisor = language.pick("权重", "weight");
    text.push_str(&format!(
        "{score} {sum} ÷ {divisor} {weight} {}",
        equals(&raw)
    ));
    let to = (section.rounded_to, section.rounded_to_nearest.as_ref());
    if let Some(words) = words::rounding(to, section.rounding, language) {
        let comma = language.pick("，", ", ");
        text.push_str(&format!("{comma}{words} {}", equals(section.score.0)));
    }
    Some(text)
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
    if let Some(quote) = one.quote {
        page.hung(plain(blanks(2)), &[Piece::new(Ink::Dim, quote)]);
    }
    let gutter = Gutter::of(&one.clauses, one, language);
    let mut listed = vec![];
    for clause in &one.clauses {
        clauses::clause(page, clause, &gutter, &mut listed);
    }
    clauses::sum(page, one, &gutter);
}

/// That a weight has grown, because that of parts that do not apply was shared out.
fn own_weight(before: Option<Number<'_>>, language: Language) -> Option<Piece> {
    let before = operand(before?.0);
    let text = match language {
        Language::Zh => format!("（原权重 {before}，另分得不适用部分的权重）"),
        Language::En => format!(" (weight {before}, and a share of what does not apply)"),
    };
    Some(Piece::new(Ink::Dim, text))
}

/// The bar, and weight × score = contribution.
fn arithmetic(page: &mut Page<'_>, one: &IndicatorResult<'_>, result: &ScoreResult<'_>) {
    let product = product(
        one.score.0,
        one.weight.0,
        one.contribution.0,
        page.language(),
    );
    let (filled, empty) = bar(
        (
            one.floor.map_or(result.scale_low.0, |floor| floor.0),
            one.cap.0,
        ),
        one.score.0,
        BAR,
    );
    let ink = match one.score.0 < result.full.0 {
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
    text.extend(own_weight(one.own_weight, page.language()));
    if let Some(lost) = &one.lost {
        let (sum, cap, lost) = (shown(one.sum.0), shown(one.cap.0), shown(lost));
        let capped = match page.language() {
            Language::Zh => format!("  ▲ {sum} 分，封顶 {cap}，少得 {lost}"),
            Language::En => format!("  ▲ {sum} points, cap {cap}, {lost} lost"),
        };
        text.push(Piece::new(Ink::Yellow, capped));
    } else if let Some(set) = &one.set_by {
        let place = page.rules_place(set.line);
        let set = match page.language() {
            Language::Zh => format!("  = 由 {place} 直接定分"),
            Language::En => format!("  = set by {place}"),
        };
        text.push(Piece::new(Ink::Cyan, set));
    }
    page.hung(beginning, &text);
}
