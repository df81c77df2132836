//! Which sentences of the source text a standard speaks of: the text and what was written come in,
//! every sentence with what covers it goes out. Blanks, punctuation and width aside.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::domain::standard::NoteKind;
use crate::syntax::ast;

/// What covers a sign of the source; the later one counts where several do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covered {
    /// Nothing speaks of it.
    Not,
    /// It is marked `not a rule`.
    NotARule,
    /// It is marked `left open`.
    LeftOpen,
    /// It is quoted by what implements it.
    Quoted,
}

/// One sentence of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its first line, from 1.
    pub line: u32,
    /// Its last line.
    pub last_line: u32,
    /// Its words.
    pub text: String,
    /// The best that covers any part of it.
    pub covered: Covered,
    /// The parts that nothing speaks of; the whole where `covered` is that.
    pub rest: Vec<String>,
}

/// How much of a source text a standard speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Its sentences in order; those without a letter or digit are left out.
    pub sentences: Vec<Sentence>,
    /// Letters and digits of the whole text.
    pub signs: u64,
    /// Those that are quoted.
    pub quoted: u64,
    /// Those that are marked `not a rule`.
    pub not_a_rule: u64,
    /// Those that are marked `left open`.
    pub left_open: u64,
}

impl Coverage {
    /// The share that is covered, in tenths of a percent; 1000 only where nothing is left.
    pub fn per_mille(&self) -> u64 {
        let covered = self.quoted + self.not_a_rule + self.left_open;
        (covered * 1000).checked_div(self.signs).unwrap_or(1000)
    }

    /// The letters and digits that nothing speaks of.
    pub fn uncovered(&self) -> u64 {
        let covered = self.quoted + self.not_a_rule + self.left_open;
        self.signs.saturating_sub(covered)
    }

    /// The sentences of which something is left.
    pub fn open(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|one| !one.rest.is_empty())
    }
}

/// One sign of the source in its normal width.
#[derive(Clone, Copy)]
struct Sign {
    sign: char,
    line: u32,
    covered: Covered,
}

impl Sign {
    fn counts(self) -> bool {
        self.sign.is_alphanumeric()
    }
}

/// A place between two lines of the source.
#[derive(Clone, Copy, Default)]
struct Seam {
    /// Whether some words go over it.
    is_within: bool,
    /// Whether some words end or start there.
    is_end: bool,
}

/// The source as it is measured.
struct Measured {
    signs: Vec<Sign>,
    /// The signs that are no blanks, as text.
    text: String,
    /// Where each of them stands in `signs`, with its offset in `text`.
    places: Vec<(usize, usize)>,
    /// What the words say of the place behind each sign of `places`.
    seams: Vec<Seam>,
}

/// Measures a source text.
pub fn measure(tree: &ast::File, source: &str) -> Coverage {
    let mut measured = Measured::of(source);
    for (lead, _) in tree.leads() {
        if let Some(quote) = &lead.quote {
            measured.cover(&quote.text, Covered::Quoted);
        }
    }
    for note in &tree.notes {
        let kind = match note.kind {
            NoteKind::NotARule => Covered::NotARule,
            NoteKind::LeftOpen => Covered::LeftOpen,
        };
        measured.cover(&note.words.text, kind);
    }
    measured.result()
}

/// Words as they are compared: without blanks, in their normal width.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().filter(|sign| !sign.is_whitespace()).collect()
}

impl Measured {
    fn of(source: &str) -> Self {
        let (mut signs, mut text, mut places) = (vec![], String::new(), vec![]);
        for (line, number) in source.lines().zip(1u32..) {
            for sign in line.nfkc().chain(['\n']) {
                if !sign.is_whitespace() {
                    places.push((signs.len(), text.len()));
                    text.push(sign);
                }
                signs.push(Sign {
                    sign,
                    line: number,
                    covered: Covered::Not,
                });
            }
        }
        let seams = vec![Seam::default(); places.len()];
        Self {
            signs,
            text,
            places,
            seams,
        }
    }

    /// Notes every occurrence of some words.
    fn cover(&mut self, words: &str, covered: Covered) {
        let words = plain(words);
        if words.is_empty() {
            return;
        }
        let found: Vec<usize> = self.text.match_indices(&words).map(|(at, _)| at).collect();
        for start in found {
            let at = |offset: usize| self.places.partition_point(|(_, own)| *own < offset);
            let (first, end) = (at(start), at(start + words.len()));
            for (_, place) in self
                .places
                .iter()
                .map(|(at, _)| ((), *at))
                .take(end)
                .skip(first)
            {
                if let Some(sign) = self.signs.get_mut(place) {
                    sign.covered = sign.covered.max(covered);
                }
            }
            let inner = first..end.saturating_sub(1);
            let seams = self.seams.get_mut(inner).unwrap_or_default();
            seams.iter_mut().for_each(|seam| seam.is_within = true);
            let ends = [first.checked_sub(1), end.checked_sub(1)];
            for at in ends.into_iter().flatten() {
                if let Some(seam) = self.seams.get_mut(at) {
                    seam.is_end = true;
                }
            }
        }
    }

    fn result(&self) -> Coverage {
        let count = |covered| {
            let signs = self.signs.iter();
            signs
                .filter(|sign| sign.counts() && sign.covered == covered)
                .count() as u64
        };
        let sentences = self.sentences();
        let made = sentences
            .into_iter()
            .filter_map(|range| self.sentence(range));
        Coverage {
            sentences: made.collect(),
            signs: self.signs.iter().filter(|sign| sign.counts()).count() as u64,
            quoted: count(Covered::Quoted),
            not_a_rule: count(Covered::NotARule),
            left_open: count(Covered::LeftOpen),
        }
    }

    /// The signs of each sentence: up to a sign that ends it, or to a line that does.
    fn sentences(&self) -> Vec<Range<usize>> {
        let (mut all, mut start) = (vec![], 0);
        for (at, sign) in self.signs.iter().enumerate() {
            let is_over = match sign.sign {
                '。' | ';' | '!' | '?' => true,
                '\n' => self.ends_at(start, at),
                _ => false,
            };
            if is_over {
                all.push(start..at + 1);
                start = at + 1;
            }
        }
        all.push(start..self.signs.len());
        all
    }

    /// Whether the line break at a place ends the sentence: where no words go over it, and either
    /// some end or start there, or the lines around it do not read on.
    fn ends_at(&self, start: usize, at: usize) -> bool {
        let before = self.places.partition_point(|(place, _)| *place < at);
        let seam = before.checked_sub(1).and_then(|at| self.seams.get(at));
        match seam {
            Some(seam) if seam.is_within => false,
            Some(seam) if seam.is_end => true,
            Some(_) | None => {
                let text = |range: Range<usize>| -> String {
                    let signs = self.signs.get(range).unwrap_or_default();
                    signs.iter().map(|one| one.sign).collect()
                };
                let behind = self.signs.iter().skip(at + 1);
                let next = behind.take_while(|one| one.sign != '\n').count();
                let line = text(start..at);
                let line = line.rsplit('\n').next().unwrap_or_default();
                !reads_on(line.trim(), text(at + 1..at + 1 + next).trim())
            }
        }
    }

    fn sentence(&self, range: Range<usize>) -> Option<Sentence> {
        let signs = self.signs.get(range)?;
        let first = signs.iter().position(|sign| sign.counts())?;
        let last = signs.iter().rposition(|sign| sign.counts())?;
        let counted = signs.get(first..=last)?;
        let best = counted.iter().filter(|sign| sign.counts());
        let rest = counted.split(|sign| sign.covered != Covered::Not && !sign.sign.is_whitespace());
        let rest = rest.filter(|part| part.iter().any(|sign| sign.counts()));
        Some(Sentence {
            line: counted.first()?.line,
            last_line: counted.last()?.line,
            text: words(signs),
            covered: best.map(|sign| sign.covered).max()?,
            rest: rest.map(words).collect(),
        })
    }
}

/// Signs as text in one line: a line break between two words of letters leaves a blank.
fn words(signs: &[Sign]) -> String {
    let text: String = signs.iter().map(|one| one.sign).collect();
    let mut out = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_latin = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
        if is_latin(out.chars().last()) && is_latin(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// The fewest signs of a cell of a table that may go on in the next line.
const LEAST_CELL: usize = 8;

/// Whether a line seems to go on in the next one.
fn reads_on(line: &str, next: &str) -> bool {
    let (Some(last), Some(first)) = (line.chars().last(), next.chars().next()) else {
        return false;
    };
    if ",、(".contains(last) || ",、;。)".contains(first) {
        return true;
    }
    let cell = line.split_whitespace().next_back().unwrap_or("");
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '%';
    is_word(last) && is_word(first) && cell.chars().count() >= LEAST_CELL && !is_item(next)
}

/// Whether a line starts with the mark of an item, or with a number that stands alone.
fn is_item(line: &str) -> bool {
    let is_digit = |sign: char| sign.is_ascii_digit() || "一二三四五六七八九十百".contains(sign);
    let behind = line.trim_start_matches('第');
    let is_numbered = behind.starts_with(is_digit);
    let behind = behind.trim_start_matches(|sign: char| is_digit(sign) || sign == '.');
    let mark = behind.chars().next();
    line.starts_with(['(', '•', '-', '*', '【'])
        || is_numbered
            && mark.is_none_or(|mark| "、.):章条节款项".contains(mark) || mark.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        let coverage = measure(&ast::File::default(), source);
        coverage.sentences.into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn sentences_end_at_their_signs_and_go_over_line_breaks() {
        assert_eq!(
            texts("标题\n\n具备热线电话、\n邮箱的,加20分；每建立一种不同的沟\n通渠道加5分。完"),
            [
                "标题",
                "具备热线电话、邮箱的,加20分;",
                "每建立一种不同的沟通渠道加5分。",
                "完"
            ]
        );
    }

    #[test]
    fn items_and_cells_of_a_table_stand_alone() {
        assert_eq!(
            texts(
                "评价要点 评价细则\n需求响应 0.20\n与企业沟通交流的渠道\n0.05 建立多种渠道\n1、渠道\n(一)信息"
            ),
            [
                "评价要点 评价细则",
                "需求响应 0.20",
                "与企业沟通交流的渠道",
                "0.05 建立多种渠道",
                "1、渠道",
                "(一)信息"
            ]
        );
        assert_eq!(
            texts("年度同比增长率达到\n10%以上的"),
            ["年度同比增长率达到10%以上的"]
        );
    }

    #[test]
    fn a_share_is_whole_only_where_nothing_is_left() {
        let coverage = |signs, quoted| Coverage {
            signs,
            quoted,
            ..Coverage::default()
        };
        assert_eq!(coverage(10_001, 10_000).per_mille(), 999);
        assert_eq!(coverage(7, 7).per_mille(), 1000);
        assert_eq!(coverage(0, 0).per_mille(), 1000);
    }
}
