//! The evaluation over many records at once holds what the scoring of each one says.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod opened;

use std::path::PathBuf;

use chidu::analyse::{Budget, Finder, Range, Space, Target};
use chidu::evidence::{Format, Record};
use chidu::program::expr::Part;
use chidu::program::{IndicatorId, Program};
use chidu::session;
use chidu::source::SourceFile;
use opened::{folder, sorted, spaces};

/// A standard, where it stands, and its cases.
type Standard = (PathBuf, Program, Vec<(PathBuf, Record)>);

/// Every standard of `rules` with its cases.
fn standards() -> Vec<Standard> {
    let mut all = vec![];
    for standard in sorted(&folder("rules")) {
        let path = standard.join("standard.rules");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let opened = session::open(
            SourceFile::new("standard.rules", text),
            &opened::Beside(standard.clone()),
        );
        let program = opened.program.unwrap();
        let mut cases = vec![];
        for case in sorted(&standard.join("cases")) {
            let ending = case.extension().and_then(|ending| ending.to_str());
            let Some(format) = ending.and_then(Format::of_extension) else {
                continue;
            };
            let text = std::fs::read_to_string(&case).unwrap();
            if let Some(record) = opened::read(&program, &text, format) {
                cases.push((case, record));
            }
        }
        all.push((standard, program, cases));
    }
    all
}

#[test]
fn a_space_holds_the_score_of_each_of_its_records() {
    for (_, program, cases) in standards() {
        for (case, record) in cases.iter().step_by(4) {
            spaces::hold(&program, record, &case.display().to_string());
        }
        for (case, record) in cases {
            let place = case.display().to_string();
            spaces::holds(&program, &Space::at(&record), &record, true, &place);
        }
    }
}

/// The budget of the tests.
const BUDGET: Budget = Budget {
    evaluations: 20_000,
};

/// The result of a space's record.
fn traced(program: &Program, space: &Space) -> chidu::interpret::Trace {
    session::score(program, &space.record())
}

#[test]
fn what_is_said_to_be_reached_is_scored_so() {
    for (standard, program, _) in standards() {
        let finder = Finder::new(&program);
        let survey = finder.survey(&Space::whole(&program), BUDGET);
        let place = standard.display();
        for (at, reach) in survey.indicators.iter().enumerate() {
            let reach = reach.as_ref().unwrap();
            let name = &program.indicators.get(at).unwrap().name;
            assert!(reach.is_decided(), "{place} {name}: {:?}", reach.bounds());
            for end in [&reach.low, &reach.high] {
                let (value, space) = end.reached.as_ref().unwrap();
                let score = traced(&program, space)
                    .indicators
                    .get(at)
                    .unwrap()
                    .score
                    .clone();
                assert_eq!(score, *value, "{place} {name}");
            }
        }
        let Some(total) = &survey.total else { continue };
        assert!(total.is_decided(), "{place}: {:?}", total.bounds());
        for end in [&total.low, &total.high] {
            let (value, space) = end.reached.as_ref().unwrap();
            assert_eq!(traced(&program, space).verdict.total, *value, "{place}");
        }
    }
}

#[test]
fn each_step_of_a_trend_is_scored_so() {
    let budget = Budget { evaluations: 2_000 };
    let mut steps = 0;
    for (standard, program, _) in standards() {
        let finder = Finder::new(&program);
        let space = Space::whole(&program);
        let place = standard.display();
        for (at, indicator) in (0u32..).zip(&program.indicators) {
            let id = IndicatorId(at);
            for fact in finder.facts_behind(Target::Part(Part::Indicator(id))) {
                let trend = finder.trend(&space, id, fact, budget);
                let turn = trend.fall.as_ref().zip(trend.rise_beside_fall.as_ref());
                assert!(
                    turn.is_none(),
                    "{place} {}: {fact:?} {turn:?}",
                    indicator.name
                );
                for step in [&trend.rise, &trend.fall].into_iter().flatten() {
                    steps += 1;
                    for (value, score) in [(&step.from, &step.before), (&step.to, &step.after)] {
                        let space = step.space.with(fact, Range::of(value));
                        let own = traced(&program, &space);
                        assert_eq!(
                            own.indicators.get(at as usize).unwrap().score,
                            *score,
                            "{place}"
                        );
                    }
                }
            }
        }
    }
    assert!(steps > 50);
}

#[test]
fn a_part_in_a_section_that_does_not_apply_has_no_score() {
    let rules = "standard x \"x\"\nevidence\n  on yes/no\nsection s weight 100%\n  applies if on otherwise full\n  \
        indicator i weight 100%\n    +5\ngrades\n  good 50 and above\n  poor below 50\n\
        veto poor if score of i != 20分 \"r\"\n";
    let opened = opened::open(rules);
    let program = opened.program.unwrap();
    for on in ["yes", "no"] {
        let text = format!("subject: a\nevidence:\n  on: {on}\n");
        let record = opened::read(&program, &text, Format::Yaml).unwrap();
        spaces::hold(&program, &record, on);
    }
}
