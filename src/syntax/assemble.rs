//! Puts statements together: fields into `evidence`, clauses into indicators, indicators into
//! sections. A statement with a slip keeps its place, so that those below it are still understood.

use pest::Parser;

use crate::diagnostics::Found;
use crate::source::{SourceFile, Span};
use crate::syntax::ast::{
    Accept, BandLine, Branch, Clause, File, Indicator, Item, ItemKind, Lead, Line, Note, Section,
};
use crate::syntax::heads::{self, Entry, Head, Role};
use crate::syntax::lines::{Cut, DEEPEST, Statement};
use crate::syntax::mistakes;
use crate::syntax::pairs::child;
use crate::syntax::reader::{Grammar, Rule};
use crate::syntax::spoken;

/// Builds the tree of a file.
pub(super) fn assemble(file: &SourceFile, cut: Cut, found: &mut Found) -> File {
    let mut assembler = Assembler {
        file,
        statements: cut.statements,
        at: 0,
        accepts: vec![],
        is_cut: false,
        lines: vec![],
        level: 0,
        found,
    };
    let notes = assembler.notes();
    let items = assembler.items();
    File {
        items,
        notes,
        lines: assembler.into_lines(),
    }
}

/// A file while it is put together.
pub(super) struct Assembler<'f> {
    pub(super) file: &'f SourceFile,
    pub(super) statements: Vec<Statement>,
    pub(super) at: usize,
    accepts: Vec<Accept>,
    /// Whether the rest of the file was given up, since it nests too deep.
    is_cut: bool,
    /// Every statement that was taken.
    pub(super) lines: Vec<Line>,
    /// How many blocks are open.
    pub(super) level: usize,
    pub(super) found: &'f mut Found,
}

/// What a statement is: its head, or nothing that is known.
pub(super) type Known = Option<&'static Entry>;

impl Assembler<'_> {
    pub(super) fn text(&self, statement: &Statement) -> &str {
        self.file.slice(statement.span)
    }

    /// The head of a statement; a misspelt one counts as what it is nearest to.
    pub(super) fn head(&self, statement: &Statement) -> Known {
        let text = self.text(statement);
        heads::of(text).or_else(|| spoken::meant_head(heads::first_word(text)))
    }

    pub(super) fn peek_head(&self) -> Known {
        self.head(self.statements.get(self.at)?)
    }

    /// Parses a line that only opens what follows.
    fn head_line(&mut self, statement: &Statement, entry: &Entry) -> Option<()> {
        self.parse(statement, entry.rule, |_, _| Some(()))
    }

    /// Whether a statement parses by a rule, without a word if it does not.
    pub(super) fn fits(&self, statement: &Statement, rule: Rule) -> bool {
        statement.is_sound && Grammar::parse(rule, self.text(statement)).is_ok()
    }

    pub(super) fn lead(&mut self, statement: &mut Statement) -> Lead {
        Lead {
            quote: statement.quote.take(),
            accepts: std::mem::take(&mut self.accepts),
        }
    }

    /// Takes an `accept` line; its quote goes on to the line that it stands above.
    pub(super) fn take_accept(&mut self, mut statement: Statement) {
        let accept = self.parse(&statement, Rule::accept_line, |maker, pair| {
            Some(Accept {
                code: maker.name(&child(pair, Rule::name)?),
                reason: maker.label(pair)?,
                span: maker.span(pair),
            })
        });
        self.accepts.extend(accept);
        if let (Some(quote), Some(next)) =
            (statement.quote.take(), self.statements.get_mut(self.at))
        {
            next.quote.get_or_insert(quote);
        }
    }

    /// Takes the notes out of the file: they may stand between any two lines.
    fn notes(&mut self) -> Vec<Note> {
        let (notes, others) = std::mem::take(&mut self.statements)
            .into_iter()
            .partition(|statement| self.is_note(statement));
        self.statements = others;
        let notes: Vec<Statement> = notes;
        notes
            .into_iter()
            .filter_map(|mut note| {
                let quote = note.quote.take();
                self.record(&note, None);
                self.parse(&note, Rule::note_line, |maker, pair| {
                    maker.note(pair, quote)
                })
            })
            .collect()
    }

    fn is_note(&self, statement: &Statement) -> bool {
        let is_headed = heads::of(self.text(statement)).is_some_and(|e| e.head == Head::Note);
        is_headed
            && !self.fits(statement, Rule::field_line)
            && !self.fits(statement, Rule::grade_line)
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = vec![];
        while let Some(statement) = self.next() {
            items.extend(self.item(statement));
        }
        if let Some(accept) = self.accepts.first() {
            self.found.add(mistakes::accept_above_nothing(accept.span));
        }
        items
    }

    fn item(&mut self, mut statement: Statement) -> Option<Item> {
        let Some(entry) = self.head(&statement) else {
            let word = heads::first_word(self.text(&statement)).to_owned();
            self.report_unknown(&statement, &word);
            return None;
        };
        if entry.head == Head::Accept {
            self.take_accept(statement);
            return None;
        }
        if !entry.is_declaration() {
            self.take_misplaced(statement, entry);
            return None;
        }
        let lead = self.lead(&mut statement);
        if entry.head == Head::Indicator {
            self.head_line(&statement, entry);
            self.inside(|own| own.clauses(0));
            self.found.add(mistakes::misplaced(statement.span, entry));
            return None;
        }
        let kind = self.item_kind(&statement, entry);
        Some(Item {
            lead,
            span: statement.span,
            kind: kind?,
        })
    }

    fn item_kind(&mut self, statement: &Statement, entry: &Entry) -> Option<ItemKind> {
        match entry.head {
            Head::Evidence => {
                let head = self.head_line(statement, entry);
                let fields = self.inside(|own| own.fields(0));
                head.map(|()| ItemKind::Evidence(fields))
            }
            Head::Grades => self.grading(statement).map(ItemKind::Grades),
            Head::Table => self.table(statement).map(ItemKind::Table),
            Head::Conditions => self.conditions(statement).map(ItemKind::Conditions),
            Head::Procedure => self.procedure(statement).map(ItemKind::Procedure),
            Head::Section => self.section(statement).map(ItemKind::Section),
            Head::Standard
            | Head::Source
            | Head::Status
            | Head::Supersedes
            | Head::Use
            | Head::Calendar
            | Head::InForce
            | Head::IssuedBy
            | Head::Document
            | Head::Scale
            | Head::Define
            | Head::Parameter
            | Head::Indicator
            | Head::Veto
            | Head::Require
            | Head::Downgrade
            | Head::Bar
            | Head::Direct
            | Head::Output
            | Head::Total
            | Head::Among
            | Head::Stage
            | Head::Note
            | Head::Accept
            | Head::End
            | Head::Base
            | Head::If
            | Head::Per
            | Head::Linear
            | Head::Together
            | Head::Best
            | Head::Choose
            | Head::Formula
            | Head::By
            | Head::Judge
            | Head::Bound
            | Head::Applies
            | Head::Rounding => {
                self.parse(statement, entry.rule, |maker, pair| maker.declaration(pair))
            }
        }
    }

    /// Takes a clause that stands outside indicators, with the lines of its group.
    fn take_misplaced(&mut self, mut statement: Statement, entry: &Entry) {
        if entry.head == Head::End {
            self.found.add(mistakes::needless_end(statement.span));
            return;
        }
        self.one_clause(&mut statement, 0);
        self.found.add(mistakes::misplaced(statement.span, entry));
    }

    fn report_unknown(&mut self, statement: &Statement, word: &str) {
        if statement.is_sound {
            let text = self.file.slice(statement.span);
            self.found
                .add(spoken::unknown_line(statement.span, text, word));
        }
    }

    // ---- sections -------------------------------------------------------------------------------

    fn section(&mut self, statement: &Statement) -> Option<Section> {
        let header = self.parse(statement, Rule::section_line, |maker, pair| {
            Some((maker.header(pair)?, maker.parent(pair)))
        });
        let (settings, indicators) = self.inside(|own| (own.settings(), own.indicators()));
        header.map(|(header, parent)| Section {
            header,
            parent,
            settings,
            indicators,
        })
    }

    fn indicators(&mut self) -> Vec<Indicator> {
        let mut indicators = vec![];
        while self.is_inside_section() {
            if let Some(statement) = self.next() {
                indicators.extend(self.part_of_section(statement));
            }
        }
        indicators
    }

    /// Whether what comes next does not end a section; a slip does not.
    fn is_inside_section(&self) -> bool {
        let ends = |entry: &Entry| entry.is_declaration() && entry.head != Head::Indicator;
        self.at < self.statements.len() && !self.behind_accepts().is_some_and(ends)
    }

    /// An indicator with its clauses; whatever else stands there is reported.
    fn part_of_section(&mut self, mut statement: Statement) -> Option<Indicator> {
        let Some(entry) = self.head(&statement) else {
            let word = heads::first_word(self.text(&statement)).to_owned();
            self.report_unknown(&statement, &word);
            return None;
        };
        if entry.head == Head::Accept {
            self.take_accept(statement);
            return None;
        }
        if entry.head != Head::Indicator {
            self.take_misplaced(statement, entry);
            return None;
        }
        let lead = self.lead(&mut statement);
        let header = self.parse(&statement, Rule::indicator_line, |maker, pair| {
            maker.header(pair)
        });
        let clauses = self.inside(|own| own.clauses(0));
        header.map(|header| Indicator {
            lead,
            header,
            clauses,
        })
    }

    /// The head of what stands here, below any `accept` lines.
    fn behind_accepts(&self) -> Known {
        let rest = self.statements.get(self.at..).unwrap_or_default();
        let heads = rest.iter().map(|statement| self.head(statement));
        heads
            .into_iter()
            .find(|entry| entry.map(|entry| entry.head) != Some(Head::Accept))?
    }

    fn settings(&mut self) -> Vec<Clause> {
        let mut settings = vec![];
        while self
            .peek_head()
            .is_some_and(|entry| entry.role == Role::Setting)
        {
            if let Some(mut statement) = self.next() {
                settings.extend(self.one_clause(&mut statement, 0));
            }
        }
        settings
    }

    /// The clauses up to the next declaration, or up to `end` inside a group.
    fn clauses(&mut self, depth: usize) -> Vec<Clause> {
        let mut clauses = vec![];
        loop {
            let entry = self.peek_head();
            if depth > 0 && self.is_at_branch() {
                return clauses;
            }
            let is_over = match entry.map(|entry| (entry.role, entry.head)) {
                Some((Role::Declaration | Role::Line, _)) => true,
                Some((Role::Mark, Head::Accept)) => {
                    self.behind_accepts().is_some_and(Entry::is_declaration)
                }
                Some((Role::Mark, _)) => depth > 0,
                Some((Role::Clause | Role::Setting, _)) => false,
                None => self.at >= self.statements.len(),
            };
            if is_over {
                return clauses;
            }
            let Some(mut statement) = self.next() else {
                return clauses;
            };
            match entry.map(|entry| entry.head) {
                Some(Head::Accept) => self.take_accept(statement),
                Some(Head::End) => self.found.add(mistakes::needless_end(statement.span)),
                _ => clauses.extend(self.one_clause(&mut statement, depth)),
            }
        }
    }

    /// Whether the header of a branch comes next.
    fn is_at_branch(&self) -> bool {
        let next = self.statements.get(self.at);
        next.is_some_and(|statement| {
            self.text(statement).trim_end().ends_with([':', '：'])
                && self.fits(statement, Rule::branch_line)
        })
    }

    fn one_clause(&mut self, statement: &mut Statement, depth: usize) -> Option<Clause> {
        let Some(entry) = self.head(statement) else {
            let word = heads::first_word(self.text(statement)).to_owned();
            self.report_unknown(statement, &word);
            self.accepts.clear();
            return None;
        };
        let lead = self.lead(statement);
        let clause = self.parse(statement, entry.rule, |maker, pair| {
            maker.clause(pair, lead)
        });
        #[expect(clippy::wildcard_enum_match_arm, reason = "few heads open a group")]
        match entry.head {
            Head::Together | Head::Best => {
                let lines = self.group(statement.span, depth);
                clause.map(|clause| clause.with_lines(lines))
            }
            Head::Choose => {
                let branches = self.inside(|own| own.branches(statement.span, depth));
                self.close(statement.span);
                clause.map(|clause| clause.with_branches(branches))
            }
            Head::By => {
                let bands = self.inside(Self::bands);
                self.close(statement.span);
                clause.map(|clause| clause.with_bands(bands))
            }
            _ => clause,
        }
    }

    fn branches(&mut self, opened: Span, depth: usize) -> Vec<Branch> {
        let mut branches = vec![];
        if depth + 1 > DEEPEST {
            self.give_up(opened);
            return branches;
        }
        while let Some(statement) = self.statements.get(self.at) {
            if !self.fits(statement, Rule::branch_line) && self.head(statement).is_some() {
                break;
            }
            if let Some(mut statement) = self.next() {
                let lead = self.lead(&mut statement);
                let branch = self.parse(&statement, Rule::branch_line, |maker, pair| {
                    maker.branch(pair, lead)
                });
                let clauses = self.inside(|own| own.clauses(depth + 1));
                branches.extend(branch.map(|branch| Branch { clauses, ..branch }));
            }
        }
        branches
    }

    fn group(&mut self, opened: Span, depth: usize) -> Vec<Clause> {
        if depth + 1 > DEEPEST {
            self.give_up(opened);
            return vec![];
        }
        let lines = self.inside(|own| own.clauses(depth + 1));
        self.close(opened);
        lines
    }

    /// Leaves the rest of the file, which nests too deep to be read.
    pub(super) fn give_up(&mut self, opened: Span) {
        self.found.add(mistakes::too_deep(opened));
        self.leave_rest();
        self.is_cut = true;
    }

    /// Takes the `end` of a group, or says that it is missing.
    pub(super) fn close(&mut self, opened: Span) {
        if self
            .peek_head()
            .is_some_and(|entry| entry.head == Head::End)
        {
            if let Some(statement) = self.next() {
                self.parse(&statement, Rule::end_line, |_, _| Some(()));
            }
        } else if !self.is_cut {
            self.found.add(mistakes::open_block(opened));
        }
    }

    fn bands(&mut self) -> Vec<BandLine> {
        let mut bands = vec![];
        while let Some(statement) = self.statements.get(self.at) {
            if !self.fits(statement, Rule::band_line) && self.head(statement).is_some() {
                break;
            }
            if let Some(mut statement) = self.next() {
                let lead = self.lead(&mut statement);
                bands.extend(self.parse(&statement, Rule::band_line, |maker, pair| {
                    maker.band_line(pair, lead)
                }));
            }
        }
        bands
    }
}
