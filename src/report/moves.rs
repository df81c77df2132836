//! Who moves by a revision and why: the largest moves of the total row by row, other results that
//! came out differently, and evidence that is refused.

use crate::compare::{Case, Ending, Move, Row, Taken};
use crate::diagnostics::{Say, say};
use crate::report::changes::{Blocks, Effect, own_name};
use crate::report::document::{Column, Span, Tone};
use crate::report::numbers::{aligned, shown, signed};

/// How many of the largest moves are told row by row.
const MOST_MOVES: usize = 10;

/// Writes all of it.
pub(super) fn moves(out: &mut Blocks, effect: &Effect) {
    let both = effect.cases.iter().filter_map(|case| match &case.taken {
        Taken::Both(both) => Some((case, both.as_ref())),
        Taken::Old { .. } | Taken::New { .. } | Taken::Neither { .. } => None,
    });
    let both: Vec<(&Case, &Move)> = both.collect();
    let mut largest = both.clone();
    largest.retain(|(_, one)| !one.change.is_zero());
    // A stable sort: of moves as large, the one of the earlier file.
    largest.sort_by_key(|(_, one)| std::cmp::Reverse(one.change.abs()));
    largest.truncate(MOST_MOVES);
    if !largest.is_empty() {
        let count = largest.len();
        out.heading(&say!(zh "变动最大的 {count} 份", en "The {count} largest moves"));
    }
    for (case, one) in &largest {
        largest_move(out, case, one);
    }
    other_outcomes(out, &both);
    refused(out, &effect.cases);
}

fn largest_move(out: &mut Blocks, case: &Case, one: &Move) {
    let (name, change) = (named(out, case), signed(&one.change));
    let (old, new) = (ended(&one.old), ended(&one.new));
    let (old_zh, old_en, new_zh, new_en) = (old.zh, old.en, new.zh, new.en);
    out.part(&say!(
        zh "{name}：{old_zh} → {new_zh}，{change}",
        en "{name}: {old_en} → {new_en}, {change}"
    ));
    let mut numbers: Vec<String> = one.rows.iter().map(|row| signed(&row.change)).collect();
    numbers.push(change);
    let numbers = aligned(&numbers);
    let sum = out.language.pick("合计", "sum").to_owned();
    let causes = one.rows.iter().map(|row| cause(out, row)).chain([sum]);
    let rows = numbers
        .into_iter()
        .zip(causes)
        .map(|(number, cause)| vec![number, cause]);
    let columns = vec![
        Column::number(out.language.pick("总分", "total")),
        Column::text(out.language.pick("由于", "because of")),
    ];
    out.table(columns, rows.collect());
}

/// Where a part of a move comes from, with its lines.
fn cause(out: &Blocks, row: &Row) -> String {
    let place = |place: &crate::compare::Place| format!("{}:{}", own_name(&place.file), place.line);
    let places: Vec<String> = row.old.iter().chain(&row.new).map(place).collect();
    let places = places.join(" → ");
    let (part, cause) = (row.part.said(), &row.cause);
    let (part_zh, part_en, zh, en) = (part.zh, part.en, &cause.zh, &cause.en);
    let said = match places.as_str() {
        "" => say!(zh "{part_zh}：{zh}", en "{part_en}: {en}"),
        places => say!(zh "{part_zh}：{zh}（{places}）", en "{part_en}: {en} ({places})"),
    };
    out.pick(&said)
}

/// Grades and other results that came out differently, of every subject.
fn other_outcomes(out: &mut Blocks, both: &[(&Case, &Move)]) {
    let is_other = |one: &Move| one.old.grade != one.new.grade || !one.outcomes.is_empty();
    let others: Vec<_> = both.iter().filter(|(_, one)| is_other(one)).collect();
    if others.is_empty() {
        return;
    }
    out.heading(
        &say!(zh "等级或其他结果不同的", en "Another grade or another result beside the total"),
    );
    for (case, one) in others {
        let name = named(out, case);
        let mut said = vec![];
        if one.old.grade != one.new.grade {
            let (old, new) = (ended(&one.old), ended(&one.new));
            let (old_zh, old_en, new_zh, new_en) = (old.zh, old.en, new.zh, new.en);
            said.push(say!(zh "{old_zh} → {new_zh}", en "{old_en} → {new_en}"));
        }
        for outcome in &one.outcomes {
            let none = || say!(zh "无", en "none");
            let (name_zh, name_en) = (&outcome.name.zh, &outcome.name.en);
            let old = outcome.old.clone().unwrap_or_else(none);
            let new = outcome.new.clone().unwrap_or_else(none);
            let (old_zh, old_en, new_zh, new_en) = (old.zh, old.en, new.zh, new.en);
            said.push(say!(
                zh "“{name_zh}” {old_zh} → {new_zh}",
                en "“{name_en}” {old_en} → {new_en}"
            ));
        }
        let said: Vec<String> = said.iter().map(|say| out.pick(say)).collect();
        let text = said.join(out.language.pick("；", "; "));
        let colon = out.language.pick("：", ": ");
        out.item(vec![
            Span::new(Tone::Strong, format!("{name}{colon}")),
            Span::new(Tone::Plain, text),
        ]);
    }
}

/// Evidence that not both standards take: by who refuses it and why, each with what the other says.
fn refused(out: &mut Blocks, cases: &[Case]) {
    let refused: Vec<(String, Span)> = cases.iter().filter_map(|case| refusal(out, case)).collect();
    if refused.is_empty() {
        return;
    }
    let count = refused.len();
    out.heading(&say!(zh "不接受的证据：{count} 份", en "Evidence that is refused: {count}"));
    let mut reasons: Vec<&String> = refused.iter().map(|(why, _)| why).collect();
    reasons.sort();
    reasons.dedup();
    for why in reasons {
        let alike = refused.iter().filter(|(own, _)| own == why);
        out.part(&Say::same(format!("{why} ({})", alike.clone().count())));
        for (_, name) in alike {
            out.item(vec![name.clone()]);
        }
    }
}

/// Who refuses a piece of evidence and why; and its name, with what the other makes of it.
fn refusal(out: &Blocks, case: &Case) -> Option<(String, Span)> {
    let (who, why, end) = match &case.taken {
        Taken::Both(_) => return None,
        Taken::Old { old, why } => (
            say!(zh "新标准不接受", en "refused by the new standard"),
            why,
            Some(old),
        ),
        Taken::New { new, why } => (
            say!(zh "旧标准不接受", en "refused by the old standard"),
            why,
            Some(new),
        ),
        Taken::Neither { why } => (
            say!(zh "两个标准都不接受", en "refused by both standards"),
            why,
            None,
        ),
    };
    let why: Vec<String> = why.iter().map(|say| out.pick(say)).collect();
    let (who, why) = (out.pick(&who), why.join(out.language.pick("；", "; ")));
    let colon = out.language.pick("：", ": ");
    let mut name = named(out, case);
    if let Some(end) = end {
        name = format!("{name}{colon}{}", out.pick(&ended(end)));
    }
    Some((format!("{who}{colon}{why}"), Span::new(Tone::Plain, name)))
}

/// The file of a subject, and its name.
fn named(out: &Blocks, case: &Case) -> String {
    let file = own_name(&case.file);
    match case.subject.as_str() {
        "" => file.to_owned(),
        subject => out.pick(&say!(zh "{subject}（{file}）", en "{subject} ({file})")),
    }
}

/// The total and the grade.
fn ended(ending: &Ending) -> Say {
    let score = ending.score.as_ref().map(shown);
    let score = score.unwrap_or_default();
    match (&ending.label, &ending.grade) {
        (Some(label), Some(id)) => {
            let gap = if score.is_empty() { "" } else { " " };
            say!(zh "{score}{gap}{label}", en "{score}{gap}{id}")
        }
        (_, _) => Say::same(score),
    }
}
