//! Scans one statement for its end: strings, comments, brackets, and what carries on to the next
//! line. Counts nesting and operators on the way.

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::syntax::heads;
use crate::syntax::lines::{DEEPEST, LONGEST_CHAIN};
use crate::syntax::mistakes;

/// A statement's extent.
pub(super) struct Scan {
    /// Behind its last character.
    pub(super) end: usize,
    /// Where the next one may start.
    pub(super) next: usize,
    /// Comments inside or behind it.
    pub(super) comments: Vec<Span>,
    /// What is wrong with its characters.
    pub(super) mistakes: Vec<Diagnostic>,
    /// Whether it can be parsed.
    pub(super) is_sound: bool,
}

/// Whether a character may not stand outside strings and quotes.
pub(super) fn is_forbidden(c: char) -> bool {
    let is_blank = matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{a0}');
    let hides = matches!(
        get_general_category(c),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::SpaceSeparator
    );
    !is_blank && (hides || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'))
}

/// Whether a character may stand nowhere, not even in a string.
pub(super) fn is_never_allowed(c: char) -> bool {
    matches!(c, '\0' | '\u{2028}' | '\u{2029}')
}

struct Scanner<'t> {
    text: &'t str,
    scan: Scan,
    brackets: usize,
    prefixes: usize,
    operators: usize,
    /// Whether the last thing seen asks for more.
    is_open: bool,
    /// Up to where it is known that the statement goes on.
    goes_on_until: usize,
}

/// Scans the statement that starts at `at`.
pub(super) fn statement(text: &str, at: usize) -> Scan {
    let scan = Scan {
        end: at,
        next: at,
        comments: vec![],
        mistakes: vec![],
        is_sound: true,
    };
    let mut scanner = Scanner {
        text,
        scan,
        brackets: 0,
        prefixes: 0,
        operators: 0,
        is_open: false,
        goes_on_until: at,
    };
    let mut here = at;
    while let Some(c) = scanner.char_at(here) {
        if c == '\n' && !scanner.goes_on_behind(here) {
            break;
        }
        here = scanner.take(c, here);
    }
    scanner.scan.next = here;
    scanner.scan
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Takes what starts with `c` at `here`, and returns what comes behind it.
    fn take(&mut self, c: char, here: usize) -> usize {
        let behind = here + c.len_utf8();
        match c {
            ' ' | '\t' | '\r' | '\n' | '\u{3000}' | '\u{a0}' => behind,
            '#' => {
                let end = self.line_end(here);
                self.scan.comments.push(Span::new(here, end));
                end
            }
            '"' | '“' => self.string(c, here),
            _ if is_forbidden(c) => {
                self.refuse(mistakes::forbidden(c, Span::new(here, behind)));
                self.seen(behind, false)
            }
            _ if is_word(c) => self.word(here),
            _ => self.sign(c, behind),
        }
    }

    fn seen(&mut self, behind: usize, is_open: bool) -> usize {
        self.scan.end = behind;
        self.is_open = is_open;
        behind
    }

    fn refuse(&mut self, mistake: Diagnostic) {
        self.scan.mistakes.push(mistake);
        self.scan.is_sound = false;
    }

    fn line_end(&self, from: usize) -> usize {
        self.text
            .get(from..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |n| from + n)
    }

    fn string(&mut self, open: char, here: usize) -> usize {
        let close = if open == '“' { '”' } else { '"' };
        let from = here + open.len_utf8();
        let line_end = self.line_end(here);
        let inside = self.text.get(from..line_end).unwrap_or("");
        let Some(length) = inside.find(close) else {
            self.refuse(mistakes::open_string(Span::new(here, from), close));
            return self.seen(line_end, false);
        };
        let text = inside.get(..length).unwrap_or("");
        let bad = text.char_indices().find(|(_, c)| is_never_allowed(*c));
        if let Some((at, c)) = bad {
            self.refuse(mistakes::forbidden(
                c,
                Span::new(from + at, from + at + c.len_utf8()),
            ));
        }
        self.seen(from + length + close.len_utf8(), false)
    }

    fn word(&mut self, here: usize) -> usize {
        let rest = self.text.get(here..).unwrap_or("");
        let word = rest.split(|c| !is_word(c)).next().unwrap_or("");
        let behind = here + word.len();
        match word {
            "not" | "非" | "if" | "若" => {
                self.prefixes += 1;
                self.check_depth(Span::new(here, behind));
            }
            "and" | "or" | "且" | "或" => self.count_operator(Span::new(here, behind)),
            _ => {}
        }
        self.seen(
            behind,
            heads::JOINING.contains(&word) || matches!(word, "not" | "非"),
        )
    }

    fn sign(&mut self, c: char, behind: usize) -> usize {
        let span = Span::new(behind - c.len_utf8(), behind);
        match c {
            '(' | '（' | '{' | '｛' => {
                self.brackets += 1;
                self.check_depth(span);
            }
            ')' | '）' | '}' | '｝' => self.brackets = self.brackets.saturating_sub(1),
            '+' | '-' | '*' | '/' | '<' | '>' | '=' | ',' | '＋' | '－' | '−' | '×' | '÷'
            | '，' | '、' => self.count_operator(span),
            _ => {}
        }
        let is_open = matches!(
            c,
            ',' | '，'
                | '、'
                | '+'
                | '-'
                | '*'
                | '/'
                | '='
                | '<'
                | '>'
                | '×'
                | '÷'
                | '≥'
                | '≤'
                | '≠'
                | '＋'
                | '－'
                | '−'
                | '＊'
                | '／'
                | '＝'
                | '＜'
                | '＞'
        );
        self.seen(behind, is_open)
    }

    fn check_depth(&mut self, span: Span) {
        if self.brackets + self.prefixes == DEEPEST + 1 {
            self.refuse(mistakes::too_deep(span));
        }
    }

    fn count_operator(&mut self, span: Span) {
        self.operators += 1;
        if self.operators == LONGEST_CHAIN + 1 {
            self.refuse(mistakes::chain_too_long(span));
        }
    }

    /// Whether the statement goes on behind the line break at `here`.
    fn goes_on_behind(&mut self, here: usize) -> bool {
        if here < self.goes_on_until {
            return true;
        }
        let mut start = here;
        let next = self
            .text
            .get(here..)
            .unwrap_or("")
            .split_inclusive('\n')
            .find(|line| {
                let bare = line.trim();
                let is_next = !bare.is_empty() && !is_comment(bare);
                start += if is_next { 0 } else { line.len() };
                is_next
            });
        let Some(next) = next.map(str::trim) else {
            return false;
        };
        let word = next.split(|c| !is_word(c)).next().unwrap_or("");
        if next.starts_with(['>', '＞']) || heads::starts_declaration(word) {
            return false;
        }
        let goes_on = self.brackets > 0 || self.is_open || heads::JOINING.contains(&word);
        if goes_on {
            // Only blanks and comments come before that line.
            self.goes_on_until = start;
        }
        goes_on
    }
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

/// Whether a character may stand in a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || unicode_normalization::char::is_combining_mark(c)
}
