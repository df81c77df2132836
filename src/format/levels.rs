//! How deep each row stands: statements as they were understood, quotes as the statement below them,
//! comments and notes where their author put them.

use crate::format::INDENT;
use crate::format::rows::{Row, Statement, Words};

/// A level and the column at which its lines start.
type Place = (usize, usize);

/// How deep each row stands, in the order of the rows.
pub(super) fn of(rows: &[Row<'_>]) -> Vec<usize> {
    let below = below(rows);
    let mut open: Vec<Place> = vec![];
    let mut quoted = None;
    let mut levels = vec![];
    for (at, (row, below)) in rows.iter().zip(below).enumerate() {
        levels.push(match row {
            Row::Blank => 0,
            Row::Comment(_, column) => quoted.unwrap_or_else(|| chosen(*column, below, &open)),
            Row::Quote(_) => *quoted.get_or_insert_with(|| {
                let mut next = rows.iter().skip(at).filter_map(Row::statement);
                next.next().map_or(0, |next| level(next, below, &open))
            }),
            Row::Statement(statement) => {
                quoted = None;
                let level = level(statement, below, &open);
                if statement.level.is_some() {
                    open.retain(|(outer, _)| *outer < level);
                    open.push(place(statement, level));
                }
                level
            }
        });
    }
    levels
}

/// The place of the next statement that is bound to one, from each row on.
fn below(rows: &[Row<'_>]) -> Vec<Place> {
    let mut next = (0, 0);
    let mut all: Vec<Place> = vec![];
    for row in rows.iter().rev() {
        if let Some(statement) = row.statement()
            && let Some(level) = statement.level
        {
            next = place(statement, level);
            // What stands above the end of a group stands in it.
            next.0 += usize::from(statement.is_end());
        }
        all.push(next);
    }
    all.reverse();
    all
}

/// What stays as it is counts as if it stood right, so that formatting twice changes nothing.
fn place(statement: &Statement<'_>, level: usize) -> Place {
    match statement.words {
        Words::Read(..) => (level, statement.column),
        Words::Broken(_) => (level, level * INDENT),
    }
}

fn level(statement: &Statement<'_>, below: Place, open: &[Place]) -> usize {
    statement
        .level
        .unwrap_or_else(|| chosen(statement.column, below, open))
}

/// The level of what may stand at several: that of the line below, or of an open block which its own
/// column reaches.
fn chosen(column: usize, (below, column_below): Place, open: &[Place]) -> usize {
    if column <= column_below {
        return below;
    }
    let reached = |(level, start): &&Place| *level >= below && *start <= column;
    open.iter()
        .rev()
        .find(reached)
        .map_or(below, |(level, _)| *level)
}
