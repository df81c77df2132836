//! Texts and places in them: bytes come in, a checked [`SourceFile`] goes out. Nothing here reads a
//! disk or knows what the text means.

use std::fmt;
use std::ops::Range;

/// A range of bytes in one text, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte behind the last one.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`; offsets beyond 4 GiB are held at that bound, a text is far smaller.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: offset(start),
            end: offset(end.max(start)),
        }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `inner` lies in it.
    pub fn holds(self, inner: Self) -> bool {
        inner.start >= self.start && inner.end <= self.end
    }

    /// The same span in a text that starts at `base`.
    #[must_use]
    pub fn shifted(self, base: u32) -> Self {
        Self {
            start: self.start.saturating_add(base),
            end: self.end.saturating_add(base),
        }
    }

    /// The span as offsets for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both from 1, as a person counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
    /// Column in UTF-16 units, from 1, as editors count.
    pub utf16: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Texts with their names, ready to be asked where an offset stands. The first is the one that was
/// opened; those that it brings in are appended, and all share one space of offsets.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    /// All texts, each parted from the next by a line break of its own.
    text: String,
    line_starts: Vec<u32>,
    more: Vec<Appended>,
}

/// Where an appended text begins.
#[derive(Debug, Clone)]
struct Appended {
    name: String,
    start: u32,
    first_line: usize,
}

impl SourceFile {
    /// Takes a text under the name that messages show; a byte order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut file = Self {
            name: name.into(),
            text: String::new(),
            line_starts: vec![],
            more: vec![],
        };
        file.take(&text.into());
        file
    }

    /// Takes a further text behind all others and returns the offset at which it starts.
    pub fn append(&mut self, name: impl Into<String>, text: &str) -> u32 {
        self.text.push('\n');
        let start = offset(self.text.len());
        self.more.push(Appended {
            name: name.into(),
            start,
            first_line: self.line_starts.len(),
        });
        self.take(text);
        start
    }

    fn take(&mut self, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let base = self.text.len();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        self.line_starts.push(offset(base));
        self.line_starts
            .extend(breaks.map(|(at, _)| offset(base + at + 1)));
        self.text.push_str(text);
    }

    /// The name of the first text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All texts, without byte order marks.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The texts one by one.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        (0..=self.more.len()).map(|index| self.part(index))
    }

    /// The text that holds an offset.
    pub fn part_at(&self, offset: u32) -> Part<'_> {
        self.part(self.more.partition_point(|part| part.start <= offset))
    }

    /// The text that holds the start of `span`, and the span counted from the start of that text,
    /// inside it and on the bounds of characters.
    pub fn locate(&self, span: Span) -> (Part<'_>, Span) {
        let part = self.part_at(span.start);
        let local = Span {
            start: span.start.saturating_sub(part.base),
            end: span.end.saturating_sub(part.base),
        };
        (part, clamp(part.text, local))
    }

    fn part(&self, index: usize) -> Part<'_> {
        let own = index.checked_sub(1).and_then(|at| self.more.get(at));
        let next = self.more.get(index);
        let (name, base, line) = own.map_or((&self.name, 0, 0), |part| {
            (&part.name, part.start, part.first_line)
        });
        let end = next.map_or(self.text.len(), |next| (next.start as usize) - 1);
        let last_line = next.map_or(self.line_starts.len(), |next| next.first_line);
        Part {
            name,
            text: self.text.get(base as usize..end).unwrap_or(""),
            base,
            line_starts: self.line_starts.get(line..last_line).unwrap_or(&[]),
        }
    }

    /// The text of `span`, cut to what its part holds and to whole characters.
    pub fn slice(&self, span: Span) -> &str {
        let (part, local) = self.locate(span);
        part.text.get(local.range()).unwrap_or("")
    }

    /// `span` moved to character boundaries inside the text.
    pub fn clamp(&self, span: Span) -> Span {
        clamp(&self.text, span)
    }

    /// The line of a byte offset in its own text, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let part = self.part_at(offset);
        part.line(offset - part.base)
    }

    /// Where a byte offset stands in its own text.
    pub fn position(&self, offset: u32) -> Position {
        let part = self.part_at(offset);
        part.position(offset - part.base)
    }
}

/// One of the texts of a [`SourceFile`]; offsets and lines count from its own start.
#[derive(Debug, Clone, Copy)]
pub struct Part<'f> {
    name: &'f str,
    text: &'f str,
    /// Where it starts among all texts.
    base: u32,
    /// Where its lines start among all texts.
    line_starts: &'f [u32],
}

impl<'f> Part<'f> {
    /// The name that messages show.
    pub fn name(&self) -> &'f str {
        self.name
    }

    /// The whole text, without a byte order mark.
    pub fn text(&self) -> &'f str {
        self.text
    }

    /// Where it stands among all texts of its file.
    pub fn range(&self) -> Range<usize> {
        let base = self.base as usize;
        base..base + self.text.len()
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let at = offset.saturating_add(self.base);
        let line = self.line_starts.partition_point(|start| *start <= at);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// Where a byte offset stands.
    pub fn position(&self, at: u32) -> Position {
        let at = at.min(offset(self.text.len()));
        let line = self.line(at);
        let start = self.line_start(line).unwrap_or(0);
        let before = self.text.get(start as usize..at as usize).unwrap_or("");
        let count = |n: usize| offset(n).saturating_add(1);
        Position {
            line,
            column: count(before.chars().count()),
            utf16: count(before.encode_utf16().count()),
        }
    }

    /// The text of a line without its break, and the offset at which it starts.
    pub fn line_text(&self, line: u32) -> (u32, &'f str) {
        let start = self.line_start(line).unwrap_or(0);
        let next = self.line_start(line.saturating_add(1));
        let end = next.map_or(self.text.len(), |next| next as usize);
        let text = self.text.get(start as usize..end).unwrap_or("");
        (start, text.trim_end_matches(['\n', '\r']))
    }

    fn line_start(&self, line: u32) -> Option<u32> {
        let index = (line as usize).saturating_sub(1);
        Some(self.line_starts.get(index)? - self.base)
    }
}

fn clamp(text: &str, span: Span) -> Span {
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.ceil_char_boundary(span.end as usize);
    Span::new(start, end)
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_code_points_and_utf16_units() {
        let file = SourceFile::new("a", "\u{feff}甲乙\n𠀀丙x");
        let at = u32::try_from(file.text().find('x').unwrap()).unwrap();
        assert_eq!(
            file.position(at),
            Position {
                line: 2,
                column: 3,
                utf16: 4
            }
        );
        assert_eq!(file.slice(Span { start: 1, end: 2 }), "甲");
    }

    #[test]
    fn lines_and_names_start_anew_in_each_part() {
        let mut file = SourceFile::new("a", "甲\n乙");
        let base = file.append("b", "\u{feff}丙\n丁丙\n");
        let last = file.append("c", "");
        let names: Vec<&str> = file.parts().map(|part| part.name()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        let at = base + 7;
        assert_eq!(
            file.slice(Span::new(at as usize, at as usize + 100)),
            "丙\n"
        );
        let place = file.position(at);
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(file.part_at(at).line_text(2), (4, "丁丙"));
        assert_eq!(
            file.line(base - 1),
            2,
            "the end of the first part is its own"
        );
        assert_eq!(file.part_at(base - 1).name(), "a");
        assert_eq!((file.line(last), file.part_at(u32::MAX).name()), (1, "c"));
    }
}
