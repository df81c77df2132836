//! JSON through jiter: texts are borrowed where they hold no escapes, numbers stay as written.

use std::borrow::Cow;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::repeats::drop_repeats;
use super::{Entry, Key, Node, NodeKind, check_depth};
use crate::diagnostics::{Say, say};
use crate::evidence::mistakes;
use crate::evidence::report::{Report, Stop};
use crate::source::Span;

/// Reads the tree of a JSON file.
pub(super) fn parse<'t>(report: &mut Report<'t>) -> Result<Node<'t>, Stop> {
    let text = report.file.text();
    let mut reader = Reader {
        text,
        jiter: Jiter::new(text.as_bytes()),
        report,
    };
    let first = reader.jiter.peek().map_err(|e| reader.unreadable(&e))?;
    let root = reader.node(first, 1)?;
    reader.jiter.finish().map_err(|e| reader.unreadable(&e))?;
    Ok(root)
}

struct Reader<'t, 'r> {
    text: &'t str,
    jiter: Jiter<'t>,
    report: &'r mut Report<'t>,
}

impl<'t> Reader<'t, '_> {
    fn node(&mut self, peek: Peek, depth: usize) -> Result<Node<'t>, Stop> {
        let start = self.jiter.current_index();
        let kind = match peek {
            Peek::String => self.text(start)?,
            Peek::Object => self.mapping(start, depth)?,
            Peek::Array => self.sequence(start, depth)?,
            Peek::Null => {
                self.jiter.known_null().map_err(|e| self.unreadable(&e))?;
                self.word("null", true)
            }
            Peek::True | Peek::False => {
                let is_true = self.jiter.known_bool(peek);
                let is_true = is_true.map_err(|e| self.unreadable(&e))?;
                self.word(if is_true { "true" } else { "false" }, false)
            }
            _ => self.number(peek, start)?,
        };
        let span = Span::new(start, self.jiter.current_index());
        Ok(Node { span, kind })
    }

    fn word(&self, word: &'static str, is_null: bool) -> NodeKind<'t> {
        NodeKind::Scalar {
            text: Cow::Borrowed(word),
            is_null,
        }
    }

    fn number(&mut self, peek: Peek, start: usize) -> Result<NodeKind<'t>, Stop> {
        let length = self.jiter.known_number_bytes(peek).map(<[u8]>::len);
        let length = length.map_err(|e| self.unreadable(&e))?;
        let text = self.text.get(start..start + length).unwrap_or("");
        Ok(NodeKind::Scalar {
            text: Cow::Borrowed(text),
            is_null: false,
        })
    }

    fn text(&mut self, start: usize) -> Result<NodeKind<'t>, Stop> {
        let source = self.text;
        let text = match self.jiter.known_str() {
            Ok(decoded) => borrowed(source, start, decoded),
            Err(error) => return Err(self.unreadable(&error)),
        };
        Ok(NodeKind::Scalar {
            text,
            is_null: false,
        })
    }

    fn sequence(&mut self, start: usize, depth: usize) -> Result<NodeKind<'t>, Stop> {
        check_depth(depth, Span::new(start, start + 1))?;
        let mut items = Vec::new();
        let mut next = self.jiter.known_array().map_err(|e| self.unreadable(&e))?;
        while let Some(peek) = next {
            items.push(self.node(peek, depth + 1)?);
            next = self.jiter.array_step().map_err(|e| self.unreadable(&e))?;
        }
        Ok(NodeKind::Sequence(items))
    }

    fn mapping(&mut self, start: usize, depth: usize) -> Result<NodeKind<'t>, Stop> {
        check_depth(depth, Span::new(start, start + 1))?;
        let source = self.text;
        let mut entries = Vec::new();
        let mut at = key_start(source, start + 1);
        let mut next = match self.jiter.known_object() {
            Ok(key) => key.map(|key| borrowed(source, at, key)),
            Err(error) => return Err(self.unreadable(&error)),
        };
        while let Some(text) = next {
            let key = Key {
                span: Span::new(at, at + text.len() + 2),
                text,
            };
            let peek = self.jiter.peek().map_err(|e| self.unreadable(&e))?;
            let value = self.node(peek, depth + 1)?;
            entries.push(Entry { key, value });
            at = key_start(source, self.jiter.current_index());
            next = match self.jiter.next_key() {
                Ok(key) => key.map(|key| borrowed(source, at, key)),
                Err(error) => return Err(self.unreadable(&error)),
            };
        }
        drop_repeats(&mut entries, self.report);
        Ok(NodeKind::Mapping(entries))
    }

    /// E601, or E001 where a limit of the parser's own was met.
    fn unreadable(&self, error: &JiterError) -> Stop {
        let at = error.index.min(self.text.len());
        let span = self.report.file.clamp(Span::new(at, at + 1));
        let reason = match &error.error_type {
            JiterErrorType::JsonError(kind) => reason(kind),
            JiterErrorType::WrongType { .. } => Say::same(error.error_type.to_string()),
        };
        let line = self.report.file.line(span.start);
        Box::new(mistakes::unreadable(self.report.format, line, span, reason))
    }
}

/// Where the next key's quotation mark stands, behind blanks and a comma.
fn key_start(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let skipped = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b','));
    from + skipped.count()
}

/// The decoded text, borrowed from the source where it stands there in the same bytes.
fn borrowed<'t>(source: &'t str, quote: usize, decoded: &str) -> Cow<'t, str> {
    let first = quote + 1;
    match source.get(first..first + decoded.len()) {
        Some(same) if same == decoded => Cow::Borrowed(same),
        Some(_) | None => Cow::Owned(decoded.to_owned()),
    }
}

/// The usual slips, in both languages.
const REASONS: &[(JsonErrorType, &str, &str)] = &[
    (
        JsonErrorType::EofWhileParsingList,
        "文件到此结束，方括号 `[` 没有闭合",
        "the file ends inside `[`",
    ),
    (
        JsonErrorType::EofWhileParsingObject,
        "文件到此结束，花括号 `{` 没有闭合",
        "the file ends inside `{`",
    ),
    (
        JsonErrorType::EofWhileParsingString,
        "文件到此结束，引号没有闭合",
        "the file ends inside quotation marks",
    ),
    (
        JsonErrorType::EofWhileParsingValue,
        "文件到此结束，缺少一个值",
        "the file ends where a value is needed",
    ),
    (
        JsonErrorType::ExpectedColon,
        "键的后面需要冒号 `:`",
        "a `:` is needed behind the key",
    ),
    (
        JsonErrorType::ExpectedListCommaOrEnd,
        "此处需要逗号 `,` 或 `]`",
        "a `,` or `]` is needed here",
    ),
    (
        JsonErrorType::ExpectedObjectCommaOrEnd,
        "此处需要逗号 `,` 或 `}`",
        "a `,` or `}` is needed here",
    ),
    (
        JsonErrorType::ExpectedSomeIdent,
        "此处只能是 `true`、`false` 或 `null`；文字要加双引号",
        "only `true`, `false` or `null` may stand here; text needs double quotation marks",
    ),
    (
        JsonErrorType::ExpectedSomeValue,
        "此处需要一个值；文字要加双引号",
        "a value is needed here; text needs double quotation marks",
    ),
    (
        JsonErrorType::InvalidEscape,
        "反斜杠 `\\` 后面的字符不对",
        "a `\\` with a character that it cannot stand before",
    ),
    (
        JsonErrorType::InvalidNumber,
        "数字的写法不对",
        "a number that is not written as JSON numbers are",
    ),
    (
        JsonErrorType::NumberOutOfRange,
        "数字太长",
        "a number that is too long",
    ),
    (
        JsonErrorType::ControlCharacterWhileParsingString,
        "引号里有换行或控制字符",
        "a line break or control character inside quotation marks",
    ),
    (
        JsonErrorType::KeyMustBeAString,
        "键要加双引号",
        "a key needs double quotation marks",
    ),
    (
        JsonErrorType::TrailingComma,
        "最后一项后面多了逗号 `,`",
        "a `,` behind the last item",
    ),
    (
        JsonErrorType::TrailingCharacters,
        "内容已经结束，后面还有文字",
        "text behind the end of the content",
    ),
];

/// Why, in both languages; what is no usual slip is quoted as the parser words it.
fn reason(kind: &JsonErrorType) -> Say {
    let known = REASONS.iter().find(|(of, _, _)| of == kind);
    known.map_or_else(
        || say!(zh "JSON语法不对（{kind}）", en "{kind}"),
        |(_, zh, en)| Say {
            zh: (*zh).to_owned(),
            en: (*en).to_owned(),
        },
    )
}
