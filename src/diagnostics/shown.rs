//! Characters that must not reach a terminal as they are, and what is shown instead.

use unicode_width::UnicodeWidthChar;

/// `text` with every character that is invisible, steers the terminal or turns the direction of
/// writing replaced by its escape, such as `\u{1b}`.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether `c` has no look of its own: controls, line and paragraph breaks, bidirectional controls,
/// joiners, variation selectors, fillers, tags, and characters for private use.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether `c` is drawn onto the character before it and takes no column.
pub(crate) fn is_joining(c: char) -> bool {
    c.width() == Some(0) && !is_hidden(c)
}

/// The columns of `c` where it can be drawn alone and every terminal agrees on them. Skin colours
/// cannot: some terminals merge them with the character before.
pub(crate) fn plain_width(c: char) -> Option<usize> {
    let is_merging = matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    let width = if is_hidden(c) || is_merging {
        None
    } else {
        c.width()
    };
    width.filter(|width| *width > 0)
}

/// The columns of `c`, at most what any terminal takes.
pub(crate) fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped_and_the_rest_kept() {
        assert_eq!(
            shown("甲\u{1b}[31m乙\u{202e}é\u{9b}\n"),
            "甲\\u{1b}[31m乙\\u{202e}é\\u{9b}\\u{a}"
        );
        assert_eq!(shown("“满意度”——e\u{301}　🎉"), "“满意度”——e\u{301}　🎉");
    }
}
