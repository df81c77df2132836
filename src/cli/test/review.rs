//! Review: one case after the other, with a key for each decision. A terminal gives single keys,
//! anything else gives lines.

use std::io::{self, BufRead, IsTerminal};

use ::console::{Key, Term};

use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::test::accept;
use crate::cli::test::human::{self, Detail};
use crate::cli::test::suite::{Case, Suite};
use crate::cli::{Exit, Refusal, named};
use crate::diagnostics::say;

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
    Skip,
    AcceptAll,
    Quit,
}

impl Decision {
    fn of(key: char) -> Option<Self> {
        Some(match key {
            'a' => Self::Accept,
            'r' => Self::Reject,
            's' => Self::Skip,
            'A' => Self::AcceptAll,
            'q' => Self::Quit,
            _ => return None,
        })
    }
}

/// Shows every case that is open and does as is decided; the others stay findings.
pub(super) fn all(suites: &mut [Suite], input: &Input, console: &Console) -> Exit {
    let cases = suites.iter_mut().flat_map(|suite| &mut suite.cases);
    let open: Vec<&mut Case> = cases.filter(|case| case.is_open()).collect();
    let count = open.len();
    let mut keys = Keys::new();
    let mut exit = Exit::Clean;
    let mut rejected = vec![];
    let mut decided = None;
    for (at, case) in open.into_iter().enumerate() {
        let decision = match decided {
            Some(Decision::AcceptAll) => Decision::Accept,
            Some(_) | None => {
                console.tell(&human::one(case, &console.error_style(), Detail::Whole));
                keys.decision((at + 1, count), console)
            }
        };
        decided = Some(decision);
        match decision {
            Decision::Accept | Decision::AcceptAll => {
                if let Err(Refusal(why)) = accept::one(case, input, console) {
                    console.refuse(&why);
                    exit = Exit::Refused;
                }
            }
            Decision::Reject => rejected.push(named(&case.path)),
            Decision::Skip => {}
            Decision::Quit => break,
        }
    }
    tell_rejected(&rejected, console);
    exit
}

/// What was rejected is for the author to mend.
fn tell_rejected(rejected: &[String], console: &Console) {
    if rejected.is_empty() {
        return;
    }
    let list = rejected.join("\n  ");
    console.note(&say!(
        zh "没有批准（请改正规则或证据）：\n  {list}",
        en "rejected (correct the rules or the evidence):\n  {list}"
    ));
}

/// Where decisions come from.
enum Keys {
    Terminal(Term),
    Lines(io::Lines<io::StdinLock<'static>>),
}

impl Keys {
    fn new() -> Self {
        let stdin = io::stdin();
        match stdin.is_terminal() && io::stderr().is_terminal() {
            true => Self::Terminal(Term::stderr()),
            false => Self::Lines(stdin.lock().lines()),
        }
    }

    /// Asks until a key says something.
    fn decision(&mut self, (at, count): (usize, usize), console: &Console) -> Decision {
        let question = say!(
            zh "\n{at}/{count}  a 批准  r 不批准  s 跳过  A 全部批准  q 退出 > ",
            en "\n{at}/{count}  a accept  r reject  s skip  A accept all  q quit > "
        );
        loop {
            console.tell(question.text(console.language));
            let key = self.next();
            console.tell("\n");
            if let Some(decision) = key.map_or(Some(Decision::Quit), Decision::of) {
                return decision;
            }
        }
    }

    /// The next key; nothing where there are no more.
    fn next(&mut self) -> Option<char> {
        match self {
            Self::Terminal(term) => match term.read_key() {
                Ok(Key::Char(key)) => Some(key),
                Ok(Key::Escape) | Err(_) => None,
                Ok(_) => Some(' '),
            },
            Self::Lines(lines) => {
                let line = lines.next()?.ok()?;
                Some(line.trim().chars().next().unwrap_or(' '))
            }
        }
    }
}
