//! Breaks lines: Chinese between any two characters but around punctuation, other scripts at blanks.

use crate::diagnostics::shown::{columns, is_joining};
use crate::report::ink::{Ink, Line, Piece};

/// What must not begin a line.
const NOT_FIRST: &str = "，。、；：？！）］｝】》〉」』”’…—·％,.;:?!)]}%‰°℃";
/// What must not end a line.
const NOT_LAST: &str = "（［｛【《〈「『“‘([{￥¥$第";
/// Signs that stay with what follows their blank.
const LEADING: &str = "←=≈×÷";

/// The most columns of a place that stays in one line.
const LONGEST_PLACE: usize = 24;

#[derive(Clone, Copy)]
struct Glyph {
    c: char,
    ink: Ink,
    width: usize,
}

/// The lines of a text. Only a word that is wider than a line makes one that is too wide.
pub(super) fn wrap(text: &[Piece], most: usize) -> Vec<Line> {
    let glyphs: Vec<Glyph> = text
        .iter()
        .flat_map(|piece| {
            let ink = piece.ink;
            piece.text().chars().map(move |c| Glyph {
                c,
                ink,
                width: columns(c),
            })
        })
        .collect();
    let mut lines = vec![];
    let (mut line, mut used): (Vec<Glyph>, usize) = (vec![], 0);
    for word in words(&glyphs) {
        let wide: usize = word.iter().map(|glyph| glyph.width).sum();
        let behind = word.iter().rev().take_while(|glyph| glyph.c == ' ');
        if !line.is_empty() && used + wide - behind.count() > most {
            lines.push(pieces(&line));
            line.clear();
            used = 0;
        }
        line.extend_from_slice(word);
        used += wide;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(pieces(&line));
    }
    lines
}

/// The parts between which a line may be broken, each with the blanks behind it.
fn words(glyphs: &[Glyph]) -> Vec<&[Glyph]> {
    let mut words = vec![];
    let mut rest = glyphs;
    while !rest.is_empty() {
        if is_short_place(rest) {
            words.push(rest);
            break;
        }
        let end = (1..rest.len())
            .find(|at| may_break(rest, *at))
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind;
    }
    words
}

/// Whether only `← 附件5第3页` is left: a short place is not torn apart.
fn is_short_place(rest: &[Glyph]) -> bool {
    let starts = rest.first().is_some_and(|glyph| glyph.c == '←');
    starts && rest.iter().map(|glyph| glyph.width).sum::<usize>() <= LONGEST_PLACE
}

/// Whether a line may be broken before the glyph at a position.
fn may_break(glyphs: &[Glyph], at: usize) -> bool {
    let get = |at: Option<usize>| at.and_then(|at| glyphs.get(at));
    let (Some(before), Some(after)) = (get(at.checked_sub(1)), get(Some(at))) else {
        return false;
    };
    if after.c == ' ' || is_joining(after.c) || NOT_FIRST.contains(after.c) {
        return false;
    }
    if before.c == ' ' {
        let sign = get(at.checked_sub(2));
        return sign.is_none_or(|sign| !LEADING.contains(sign.c));
    }
    let is_measure = before.c.is_ascii_digit() && after.width > 1;
    let is_wide = before.width > 1 || after.width > 1;
    is_wide && !is_measure && !NOT_LAST.contains(before.c)
}

fn pieces(glyphs: &[Glyph]) -> Line {
    glyphs
        .chunk_by(|a, b| a.ink == b.ink)
        .map(|run| {
            let text: String = run.iter().map(|glyph| glyph.c).collect();
            Piece::new(run.first().map_or(Ink::Plain, |glyph| glyph.ink), text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ink::{line_width, plain};

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        let lines = wrap(&plain(text), columns);
        let text = |line: &Line| line.iter().map(Piece::text).collect::<String>();
        lines
            .iter()
            .map(|line| text(line).trim_end().to_owned())
            .collect()
    }

    #[test]
    fn chinese_breaks_anywhere_but_around_punctuation_and_measures() {
        assert_eq!(
            wrapped("每建立一种渠道,加20分", 14),
            ["每建立一种渠", "道,加20分"]
        );
        assert_eq!(
            wrapped("直接视为（不合格）。", 10),
            ["直接视为", "（不合", "格）。"]
        );
        assert_eq!(wrapped("达到100家", 8), ["达到", "100家"]);
    }

    #[test]
    fn words_stay_whole_and_blanks_at_a_break_go() {
        assert_eq!(wrapped("one two  three", 8), ["one two", "three"]);
        assert_eq!(
            wrapped("a sha256:0123456789 b", 8),
            ["a", "sha256:0123456789", "b"]
        );
        assert_eq!(
            wrapped("沟通渠道 = 电话 ← 附件", 12),
            ["沟通渠道", "= 电话", "← 附件"]
        );
        assert_eq!(wrapped("", 8), [""]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text =
            "具备热线电话、邮箱、微信、网站、QQ、服务窗口等不同沟通渠道,每建立一种渠道加20分。";
        for columns in 16..60 {
            let lines = wrap(&plain(text), columns);
            assert!(lines.iter().all(|line| {
                let text: String = line.iter().map(Piece::text).collect();
                line_width(&plain(text.trim_end())) <= columns
            }));
        }
    }
}
