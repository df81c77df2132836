//! Bytes become the text of a rule file or of evidence, or the finding that says why they cannot.

use encoding_rs::{Encoding, GBK, UTF_16BE, UTF_16LE};

use crate::diagnostics::Diagnostic;
use crate::evidence::document;
use crate::session::mistakes;
use crate::source::{SourceFile, Span};
use crate::syntax;

/// What a text is for, which bounds its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A rule file.
    Rules,
    /// One subject's evidence.
    Evidence,
    /// A stored result, with the texts that it was made of.
    Result,
}

/// The most bytes of a stored result.
const MOST_OF_RESULT: usize = 64 * 1024 * 1024;

impl TextKind {
    /// The most bytes that are read.
    pub fn most_bytes(self) -> usize {
        match self {
            Self::Rules => syntax::MOST_BYTES,
            Self::Evidence => document::LARGEST,
            Self::Result => MOST_OF_RESULT,
        }
    }
}

/// Bytes that are no text, as far as they can be shown, and why they are none.
#[derive(Debug)]
pub struct Garbled {
    /// What can be shown of them.
    pub file: SourceFile,
    /// Why they are no text.
    pub finding: Diagnostic,
}

/// What bytes that are not UTF-8 seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likely {
    /// Chinese text as older programs save it.
    Gbk,
    /// What some editors call Unicode.
    Utf16,
    /// Nothing known.
    Unknown,
}

/// The text of a file, from all of its bytes.
///
/// # Errors
/// The bytes are not UTF-8, or more than such a file may hold.
pub fn text(name: &str, bytes: Vec<u8>, kind: TextKind) -> Result<SourceFile, Box<Garbled>> {
    if bytes.len() > kind.most_bytes() {
        return Err(Box::new(Garbled {
            file: SourceFile::new(name, ""),
            finding: mistakes::too_large(kind),
        }));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(Box::new(garbled(name, &error.into_bytes(), at, kind)))
        }
    }
}

/// Draws what came before the first wrong byte, and behind it what the bytes seem to say.
fn garbled(name: &str, bytes: &[u8], at: usize, kind: TextKind) -> Garbled {
    let (before, behind) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
    let before = String::from_utf8_lossy(before);
    let (likely, behind_text) = recognised(behind);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let byte = behind.first().copied().unwrap_or(0);
    // A byte order mark is no part of a text, so places count from behind it.
    let start = before.trim_start_matches('\u{feff}').len();
    let length = behind_text.chars().next().map_or(0, char::len_utf8);
    let span = Span::new(start, start + length);
    Garbled {
        file: SourceFile::new(name, format!("{before}{behind_text}")),
        finding: mistakes::not_utf8((at, byte, line), span, likely, kind),
    }
}

fn recognised(bytes: &[u8]) -> (Likely, String) {
    let marked = Encoding::for_bom(bytes).filter(|(found, _)| [UTF_16LE, UTF_16BE].contains(found));
    if let Some((encoding, _)) = marked {
        return (Likely::Utf16, encoding.decode(bytes).0.into_owned());
    }
    match GBK.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if is_chinese(&text) => (Likely::Gbk, text.into_owned()),
        Some(_) | None => (Likely::Unknown, String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// Whether most of what is not ASCII is Chinese writing.
fn is_chinese(text: &str) -> bool {
    let is_han = |sign: &char| matches!(sign, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '—' | '…');
    let wide = text.chars().filter(|sign| !sign.is_ascii());
    let (all, han) = (wide.clone().count(), wide.filter(is_han).count());
    all > 0 && han * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    fn refused(bytes: &[u8], kind: TextKind) -> Garbled {
        *text("a", bytes.to_vec(), kind).unwrap_err()
    }

    #[test]
    fn gbk_and_utf_16_are_recognised_and_drawn() {
        let (gbk, _, _) = GBK.encode("a\n标准 x \"试行\"\n");
        let found = refused(&gbk, TextKind::Rules);
        assert_eq!(found.finding.code, Code::ForbiddenCharacter);
        assert!(
            found.finding.message.en.contains("byte 2 (0xB1)"),
            "{:?}",
            found.finding
        );
        assert!(
            found.finding.message.en.contains("line 2"),
            "{:?}",
            found.finding
        );
        assert!(found.finding.help.unwrap().zh.contains("GBK"));
        assert_eq!(found.file.text(), "a\n标准 x \"试行\"\n");

        let found = refused(b"\xff\xfes\0u\0", TextKind::Evidence);
        assert_eq!(found.finding.code, Code::Unreadable);
        assert!(found.finding.help.unwrap().en.contains("UTF-16"));

        let found = refused(b"subject: \xc3\x28", TextKind::Evidence);
        assert!(!found.finding.help.unwrap().en.contains("GBK"));
    }

    #[test]
    fn more_than_the_limit_is_refused_and_a_byte_order_mark_is_dropped() {
        let most = TextKind::Rules.most_bytes();
        assert!(text("a", vec![b' '; most], TextKind::Rules).is_ok());
        let found = refused(&vec![b' '; most + 1], TextKind::Rules);
        assert_eq!(found.finding.code, Code::TooMuch);
        let marked = text("a", b"\xef\xbb\xbfx".to_vec(), TextKind::Rules).unwrap();
        assert_eq!(marked.text(), "x");
        let found = refused(b"\xef\xbb\xbf\xe4\xb8\xad\xff", TextKind::Rules);
        assert_eq!(found.finding.span().start, 3);
    }
}
