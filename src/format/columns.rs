//! Lines of one sort that stand together share their columns: the names, labels and types of fields,
//! the labels and bands of grades, the labels and weights of the indicators of a section, the values
//! behind the colons of bands and tables.

use crate::format::layout::{blanks, width};
use crate::format::rows::{Row, Words};
use crate::syntax::ast::Sort;
use crate::syntax::tokens::{Kind, Reading};

/// What is wider does not move the others.
const WIDEST: usize = 40;

/// A line among those that share its columns.
struct Member {
    row: usize,
    group: usize,
    /// The word that starts the label, where there is one.
    label: Option<usize>,
    /// The word that starts what stands in the last column.
    last: usize,
    /// The columns that come before the label, with a blank behind them, and those of the label.
    widths: (usize, usize),
}

/// The columns of a statement: which word starts at which place.
type Columns = Vec<(usize, usize)>;

/// The columns of each row; none for most.
pub(super) fn of(rows: &[Row<'_>], levels: &[usize]) -> Vec<Columns> {
    let members = members(rows, levels);
    let groups = members
        .iter()
        .map(|member| member.group + 1)
        .max()
        .unwrap_or(0);
    let mut widest = vec![(0, 0); groups];
    for member in &members {
        if let Some((first, label)) = widest.get_mut(member.group) {
            let within = |width: usize| if width > WIDEST { 0 } else { width };
            *first = within(member.widths.0).max(*first);
            *label = within(member.widths.1).max(*label);
        }
    }
    let mut columns = vec![vec![]; rows.len()];
    for member in members {
        let (first, label) = widest.get(member.group).copied().unwrap_or_default();
        if let Some(columns) = columns.get_mut(member.row) {
            columns.extend(member.label.map(|start| (start, first)));
            columns.push((member.last, first + label));
        }
    }
    columns
}

fn members(rows: &[Row<'_>], levels: &[usize]) -> Vec<Member> {
    let mut members = vec![];
    // The sort and the number of what is open at each level.
    let mut open: Vec<Option<(Sort, usize)>> = vec![];
    let mut groups = 0;
    for (at, (row, level)) in rows.iter().zip(levels).enumerate() {
        match row {
            // The indicators of a section stand apart, and are one table all the same.
            Row::Blank => open.iter_mut().for_each(|group| {
                *group = group.filter(|(sort, _)| *sort == Sort::Indicator);
            }),
            Row::Comment(..) | Row::Quote(_) => {}
            Row::Statement(statement) => {
                open.resize(level + 1, None);
                let Words::Read(reading, _) = &statement.words else {
                    continue;
                };
                let (Some(sort), Some(own)) = (reading.form.sort(), open.get_mut(*level)) else {
                    continue;
                };
                let group = own
                    .filter(|(other, _)| *other == sort)
                    .map_or(groups, |(_, group)| group);
                groups = groups.max(group + 1);
                *own = Some((sort, group));
                members.extend(member(reading, sort, (at, group)));
            }
        }
    }
    members
}

/// A line with its columns; nothing where it is too short to have them, or broken before the last.
fn member(reading: &Reading<'_>, sort: Sort, (row, group): (usize, usize)) -> Option<Member> {
    let tokens = &reading.tokens;
    let is = |at: usize, kind| tokens.get(at).is_some_and(|token| token.kind == kind);
    let (label, last) = match sort {
        Sort::Field | Sort::Grade if is(1, Kind::Label) => (Some(1), 2),
        Sort::Field | Sort::Grade => (None, 1),
        Sort::Indicator if is(2, Kind::Label) => (Some(2), 3),
        Sort::Indicator => (None, 2),
        Sort::Value => {
            let colon = tokens.iter().position(|token| token.kind == Kind::Colon)?;
            (None, colon + 1)
        }
    };
    let next = tokens.get(last)?;
    let before = tokens.get(..label.unwrap_or(last))?;
    let is_broken = |at: usize| tokens.get(at).is_some_and(|token| token.gap.contains('\n'));
    if (1..=last).any(is_broken) {
        return None;
    }
    let behind = tokens.get(before.len())?;
    let gap = blanks(before.last()?, behind);
    let of_label = match label {
        Some(start) => {
            let label = tokens.get(start..last)?;
            width(label) + blanks(label.last()?, next)
        }
        None => 0,
    };
    Some(Member {
        row,
        group,
        label,
        last,
        widths: (width(before) + gap, of_label),
    })
}
