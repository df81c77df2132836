//! A standard as a whole: what its parts can score, over all evidence that it allows. Instead of one
//! record a space of them is evaluated at once, and a search narrows it down. Answers are proved or
//! shown by a record; what the budget does not suffice for is said to be open.

mod changes;
mod clauses;
mod completion;
mod cuts;
mod findings;
mod interval;
mod levers;
mod many;
mod meaning;
mod mistakes;
mod over;
mod range;
mod reach;
mod rows;
mod search;
mod space;
mod split;
mod tree;
mod trend;

pub use changes::{
    After, Aim, Change, Judge, Way, Ways, Wish, changed, is_ruled_on, next_grade, ways,
};
pub use clauses::Points;
pub use completion::{Completion, OpenFact, complete};
pub use findings::{
    Cliff, Edge, Outlook, Reached, Review, Scored, Scorer, Swing, declared, outlook, review,
};
pub use interval::Interval;
pub use over::Over;
pub use range::{Flags, Held, KindsRange, Range, RowsRange, TextRange};
pub use reach::{End, Reach, Survey, Target};
pub use search::{Budget, Finder, Goal, Highest};
pub use space::{Fact, Space, judged_step, step_of};
pub use trend::{Step, Trend};
