//! YAML through the events of granit-parser: one document of plain data. Nothing is guessed from a
//! scalar's look but that it is `null`; tags, anchors, aliases and directives are refused.

use std::borrow::Cow;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, StrInput};

use super::repeats::drop_repeats;
use super::{Entry, Key, Node, NodeKind, check_depth};
use crate::diagnostics::{Say, say};
use crate::evidence::mistakes::{self, Refused};
use crate::evidence::report::{Report, Stop};
use crate::source::Span;

/// Reads the tree of a YAML file.
pub(super) fn parse<'t>(report: &mut Report<'t>) -> Result<Node<'t>, Stop> {
    let mut options: Options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
    };
    options.set_emit_comments(false);
    let text = report.file.text();
    let mut reader = Reader {
        parser: Parser::new_from_str_with_options(text, options),
        end: text.len(),
        report,
    };
    reader.document()
}

struct Reader<'t, 'r> {
    parser: Parser<'t, StrInput<'t>>,
    end: usize,
    report: &'r mut Report<'t>,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Result<Node<'t>, Stop> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::DocumentStart(..)) && root.is_some() {
                let second = mistakes::refused_yaml(Refused::SecondDocument, span);
                return Err(Box::new(second));
            }
            if event.is_node() {
                root = Some(self.node(event, span, 1)?);
            }
        }
        root.ok_or_else(|| Box::new(mistakes::empty_file(self.report.format)))
    }

    /// The next event with its bytes.
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Stop> {
        let Some(next) = self.parser.next_event() else {
            return Ok(None);
        };
        let (event, span) = next.map_err(|error| self.unreadable(&error))?;
        let bytes = span.byte_range().unwrap_or(self.end..self.end);
        Ok(Some((event, Span::new(bytes.start, bytes.end))))
    }

    fn required(&mut self) -> Result<(Event<'t>, Span), Stop> {
        let end = Span::new(self.end, self.end);
        self.next()?.ok_or_else(|| self.cut_off(end))
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node<'t>, Stop> {
        self.refuse_extras(&event, span);
        if event.is_alias() {
            return Err(Box::new(mistakes::refused_yaml(Refused::Alias, span)));
        }
        if let Event::Scalar(text, style, ..) = event {
            Ok(scalar(text, style, span))
        } else if matches!(event, Event::SequenceStart(..)) {
            self.sequence(span, depth)
        } else if matches!(event, Event::MappingStart(..)) {
            self.mapping(span, depth)
        } else {
            Err(self.cut_off(span))
        }
    }

    /// Tags and anchors are reported where they stand; the value behind them is still read.
    fn refuse_extras(&mut self, event: &Event<'t>, span: Span) {
        if event.tag().is_some() {
            self.report.add(mistakes::refused_yaml(Refused::Tag, span));
        }
        if event.anchor_id().is_some() {
            self.report
                .add(mistakes::refused_yaml(Refused::Anchor, span));
        }
    }

    fn sequence(&mut self, start: Span, depth: usize) -> Result<Node<'t>, Stop> {
        check_depth(depth, start)?;
        let mut span = start;
        let mut items: Vec<Node<'t>> = Vec::new();
        loop {
            let (event, at) = self.required()?;
            if matches!(event, Event::SequenceEnd) {
                span = span.to(items.last().map_or(at, |item| item.span));
                let kind = NodeKind::Sequence(items);
                return Ok(Node { span, kind });
            }
            items.push(self.node(event, at, depth + 1)?);
        }
    }

    fn mapping(&mut self, start: Span, depth: usize) -> Result<Node<'t>, Stop> {
        check_depth(depth, start)?;
        let mut span = start;
        let mut entries: Vec<Entry<'t>> = Vec::new();
        loop {
            let (event, at) = self.required()?;
            if matches!(event, Event::MappingEnd) {
                span = span.to(entries.last().map_or(at, |entry| entry.value.span));
                drop_repeats(&mut entries, self.report);
                let kind = NodeKind::Mapping(entries);
                return Ok(Node { span, kind });
            }
            let key = self.key(event, at)?;
            let (event, at) = self.required()?;
            let value = self.node(event, at, depth + 1)?;
            entries.push(Entry { key, value });
        }
    }

    fn key(&mut self, event: Event<'t>, span: Span) -> Result<Key<'t>, Stop> {
        self.refuse_extras(&event, span);
        if event.is_alias() {
            return Err(Box::new(mistakes::refused_yaml(Refused::Alias, span)));
        }
        if let Event::Scalar(text, ..) = event {
            return Ok(Key { span, text });
        }
        Err(Box::new(mistakes::refused_yaml(Refused::Key, span)))
    }

    fn cut_off(&self, span: Span) -> Stop {
        let reason = say!(zh "文件在此处中断", en "the file breaks off here");
        self.unreadable_at(span, reason)
    }

    fn unreadable(&self, error: &ScanError) -> Stop {
        let mut at = error.marker().byte_offset().unwrap_or(self.end);
        if *error.kind() == ErrorKind::TabInPlainScalar {
            let rest = self.report.file.text().get(at..).unwrap_or("");
            at += rest.find('\t').unwrap_or(0);
        }
        let span = Span::new(at, at + 1);
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return Box::new(mistakes::too_deep(self.report.file.clamp(span)));
        }
        if *error.kind() == ErrorKind::DirectiveDisallowed {
            return Box::new(mistakes::refused_yaml(Refused::Directive, span));
        }
        self.unreadable_at(span, reason(error))
    }

    fn unreadable_at(&self, span: Span, reason: Say) -> Stop {
        let span = self.report.file.clamp(span);
        let line = self.report.file.line(span.start);
        Box::new(mistakes::unreadable(self.report.format, line, span, reason))
    }
}

fn scalar<'t>(text: Cow<'t, str>, style: ScalarStyle, span: Span) -> Node<'t> {
    let is_plain = style == ScalarStyle::Plain;
    let is_null = is_plain && ["", "~", "null", "Null", "NULL"].contains(&text.as_ref());
    let kind = NodeKind::Scalar { text, is_null };
    Node { span, kind }
}

/// The usual slips, in both languages.
const REASONS: &[(ErrorKind, &str, &str)] = &[
    (
        ErrorKind::TabInBlockIndentation,
        "缩进用了制表符，请改用空格",
        "a tab in the indentation; use blanks",
    ),
    (
        ErrorKind::TabInPlainScalar,
        "缩进用了制表符，请改用空格",
        "a tab in the indentation; use blanks",
    ),
    (
        ErrorKind::TabInIndentation,
        "缩进用了制表符，请改用空格",
        "a tab in the indentation; use blanks",
    ),
    (
        ErrorKind::TabNotAllowed,
        "此处不能用制表符，请改用空格",
        "a tab where blanks are needed",
    ),
    (
        ErrorKind::InvalidIndentation,
        "这一行的缩进与上文对不齐",
        "the indentation of this line fits no line above",
    ),
    (
        ErrorKind::UnclosedQuotedScalar,
        "引号没有闭合",
        "a quotation mark is not closed",
    ),
    (
        ErrorKind::UnexpectedEofFlowSequence,
        "方括号 `[` 没有闭合",
        "a `[` is not closed",
    ),
    (
        ErrorKind::UnexpectedEofFlowMapping,
        "花括号 `{` 没有闭合",
        "a `{` is not closed",
    ),
    (
        ErrorKind::ExpectedFlowMappingSeparator,
        "此处需要逗号 `,` 或 `}`",
        "a `,` or `}` is needed here",
    ),
    (
        ErrorKind::ExpectedFlowSequenceSeparator,
        "此处需要逗号 `,` 或 `]`",
        "a `,` or `]` is needed here",
    ),
    (
        ErrorKind::SimpleKeyExpected,
        "此行缺少冒号；写作 `键: 值`，冒号后要有空格",
        "this line lacks its colon; write `key: value` with a blank behind the colon",
    ),
    (
        ErrorKind::ExpectedBlockMappingKey,
        "此处需要 `键: 值`，冒号后要有空格",
        "a `key: value` is needed here, with a blank behind the colon",
    ),
    (
        ErrorKind::MappingValueNotAllowed,
        "此处不能再有冒号；含冒号的文字要加双引号",
        "a second colon; text with a colon needs double quotation marks",
    ),
    (
        ErrorKind::InvalidTrailingDoubleQuotedScalar,
        "引号结束后还有文字",
        "text behind a closing quotation mark",
    ),
    (
        ErrorKind::InvalidTrailingSingleQuotedScalar,
        "引号结束后还有文字",
        "text behind a closing quotation mark",
    ),
    (
        ErrorKind::UnknownQuotedScalarEscape,
        "反斜杠 `\\` 后面的字符不对",
        "a `\\` with a character that it cannot stand before",
    ),
    (
        ErrorKind::MisplacedFlowCollectionEnd,
        "多了一个右括号",
        "a closing bracket without its opening one",
    ),
];

/// Why, in both languages; what is no usual slip is quoted as the parser words it.
fn reason(error: &ScanError) -> Say {
    let known = REASONS.iter().find(|(of, _, _)| of == error.kind());
    known.map_or_else(
        || {
            let info = error.info();
            say!(zh "YAML语法不对（{info}）", en "{info}")
        },
        |(_, zh, en)| Say {
            zh: (*zh).to_owned(),
            en: (*en).to_owned(),
        },
    )
}
