//! Why a result is what it is: what each indicator earned and missed, what would change it, and what
//! incomplete evidence may still come to.

mod completion;
mod items;
mod ways;

use crate::interpret::Explanation;
pub(super) use completion::all as partial;
pub(super) use items::indicator;

use crate::report::page::Page;
use crate::report::{beside, head};

/// Writes the verdict, the indicators, what stands beside the score, and what would change it.
pub(super) fn write(page: &mut Page<'_>, one: &Explanation<'_>) {
    let result = &one.result;
    head::title(page, result);
    head::verdict(page, result);
    head::rulings(page, result);
    for indicator in &one.indicators {
        items::indicator(page, indicator);
    }
    page.nest(0);
    beside::all(page, result);
    if let Some(completion) = &one.completion {
        page.blank();
        let title = page.pick("如果补上没有提供的", "With what is not given");
        page.heading(title, "");
        completion::ends(page, completion);
        completion::open(page, completion);
    }
    for changes in &one.changes {
        ways::all(page, result, changes);
    }
}
