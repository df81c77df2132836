//! The words of a statement one by one, with what stands between them: what the formatter moves.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the generated `Rule` has some three hundred variants, of which few are told apart"
)]

use std::borrow::Cow;

use pest::Parser;

use crate::source::SourceFile;
use crate::syntax::ast::Form;
use crate::syntax::lines;
use crate::syntax::pairs::{Pair, has};
use crate::syntax::reader::{Grammar, Rule};

/// One statement, cut into its words.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// What it was read as.
    pub form: Form,
    /// Its words in their order.
    pub tokens: Vec<Token<'t>>,
    /// What the words were put together to: two readings of the same words in the same shape mean the
    /// same.
    pub shape: Vec<Form>,
    /// How many words come before the end of what a choice goes by.
    pub(super) behind_sum: usize,
}

/// One word of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// What sort of word it is.
    pub kind: Kind,
    /// What it was read as.
    pub form: Form,
    /// The word.
    pub text: Cow<'t, str>,
    /// Blanks, line breaks and comments before it.
    pub gap: Cow<'t, str>,
    /// Where it starts in the statement.
    pub at: usize,
}

/// What sort of word a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A keyword, of one word or several.
    Word,
    /// A name, in its declaration or elsewhere.
    Name,
    /// The name of a function.
    Function,
    /// The word of a unit.
    Unit,
    /// A label or another text, with its marks.
    Label,
    /// A number with its sign and unit, or a day.
    Figure,
    /// Points with their sign.
    Points,
    /// A number that can be nothing but points.
    Bound,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A bracket that opens.
    Open,
    /// A bracket that closes.
    Close,
    /// A sign that belongs to what follows it.
    Prefix,
    /// A sign between two values.
    Infix,
    /// The point between records and their column.
    Dot,
}

/// What stands for an invisible point between two names.
const DOTS: [&str; 2] = [".", "．"];

/// Cuts a statement into words; nothing where it cannot be read so.
pub fn read(text: &str, form: Form) -> Option<Reading<'_>> {
    let whole = Grammar::parse(form.0, text).ok()?.next()?;
    let mut reading = Reading {
        form,
        tokens: vec![],
        shape: vec![],
        behind_sum: 0,
    };
    let mut reader = Reader {
        text,
        behind: 0,
        reading: &mut reading,
    };
    reader.take(&whole, None);
    let is_whole = reader.behind == text.len();
    let is_lossless = reading.tokens.iter().all(|token| is_bare(&token.gap));
    (is_whole && is_lossless).then_some(reading)
}

/// Whether only blanks and comments stand in a gap.
fn is_bare(gap: &str) -> bool {
    let mut lines = gap.lines().map(str::trim);
    lines.all(|line| line.is_empty() || line.starts_with('#'))
}

/// Whether a word can be a name.
pub fn is_name(word: &str) -> bool {
    Grammar::parse(Rule::name, word).is_ok_and(|pairs| pairs.as_str() == word)
}

/// Whether a text is one statement and nothing else.
pub fn is_one_statement(text: &str) -> bool {
    let file = SourceFile::new("", text);
    let cut = lines::cut(
        &file,
        0..text.len(),
        &mut crate::diagnostics::Found::default(),
    );
    let [statement] = cut.statements.as_slice() else {
        return false;
    };
    statement.is_sound && statement.span.range() == (0..text.len())
}

struct Reader<'t, 'r> {
    text: &'t str,
    /// Behind the last token.
    behind: usize,
    reading: &'r mut Reading<'t>,
}

impl<'t> Reader<'t, '_> {
    fn take(&mut self, pair: &Pair<'t>, parent: Option<Rule>) {
        let rule = pair.as_rule();
        if rule == Rule::EOI {
            return;
        }
        let is_leaf = pair.clone().into_inner().next().is_none();
        if is_leaf || is_whole(pair) {
            let span = pair.as_span();
            self.take_dot(span.start());
            self.push(kind(rule, parent), rule, (span.start(), span.end()));
            return;
        }
        self.reading.shape.push(Form(rule));
        for inner in pair.clone().into_inner() {
            self.take(&inner, Some(rule));
        }
        if parent == Some(Rule::choose_line) && rule == Rule::sum {
            self.reading.behind_sum = self.reading.tokens.len();
        }
        // Where it ends, so that no other tree has the same shape.
        self.reading.shape.push(Form(Rule::EOI));
    }

    /// Takes a point that the grammar passes over in silence.
    fn take_dot(&mut self, next: usize) {
        let mut start = self.behind;
        for line in self
            .text
            .get(start..next)
            .unwrap_or("")
            .split_inclusive('\n')
        {
            let bare = line.split('#').next().unwrap_or("");
            let dot = DOTS
                .iter()
                .find_map(|dot| Some((bare.find(dot)?, dot.len())));
            if let Some((at, length)) = dot {
                self.push(Kind::Dot, Rule::dot, (start + at, start + at + length));
                return;
            }
            start += line.len();
        }
    }

    fn push(&mut self, kind: Kind, rule: Rule, (start, end): (usize, usize)) {
        let slice = |from: usize, to: usize| self.text.get(from..to).unwrap_or("");
        self.reading.tokens.push(Token {
            kind,
            form: Form(twin(rule)),
            text: slice(start, end).into(),
            gap: slice(self.behind, start).into(),
            at: start,
        });
        self.behind = end;
    }
}

/// The rule of the other surface for what is written in one of two ways.
fn twin(rule: Rule) -> Rule {
    match rule {
        Rule::kw_choice_of => Rule::kw_choose_by,
        Rule::possessive => Rule::dot,
        _ => rule,
    }
}

/// Whether a pair is one word although it has parts.
fn is_whole(pair: &Pair<'_>) -> bool {
    match pair.as_rule() {
        Rule::label | Rule::quantity | Rule::signed_quantity | Rule::share | Rule::sum_sign => true,
        Rule::effect => !has(pair, Rule::computed),
        _ => false,
    }
}

/// Whether the quantity in it is a number of points.
fn is_of_points(parent: Rule) -> bool {
    matches!(
        parent,
        Rule::bound | Rule::points | Rule::bonus | Rule::deduction | Rule::judge_most
    )
}

fn kind(rule: Rule, parent: Option<Rule>) -> Kind {
    match rule {
        Rule::name => Kind::Name,
        Rule::called => Kind::Function,
        Rule::unit_name | Rule::currency => Kind::Unit,
        Rule::label => Kind::Label,
        Rule::quantity | Rule::signed_quantity if parent.is_some_and(is_of_points) => Kind::Bound,
        Rule::number | Rule::quantity | Rule::signed_quantity | Rule::share | Rule::date => {
            Kind::Figure
        }
        Rule::effect => Kind::Points,
        Rule::comma => Kind::Comma,
        Rule::colon => Kind::Colon,
        Rule::open | Rule::left => Kind::Open,
        Rule::close | Rule::right => Kind::Close,
        Rule::plus | Rule::minus if matches!(parent, Some(Rule::factor | Rule::effect)) => {
            Kind::Prefix
        }
        Rule::sum_sign
        | Rule::times
        | Rule::over
        | Rule::equals
        | Rule::greater
        | Rule::at_least
        | Rule::at_most
        | Rule::different
        | Rule::more
        | Rule::less => Kind::Infix,
        _ => Kind::Word,
    }
}
