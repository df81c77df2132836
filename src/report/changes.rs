//! What a revision changes, as people read it: sentences and figures come in, a report goes out as
//! text, Markdown or HTML.

use crate::compare::{Case, Change, Class, Comparison, Place, Spread, Subject, Transitions};
use crate::diagnostics::{Language, Say, say};
use crate::report::document::{Block, Column, Span, Tone, Which, text};
use crate::report::moves::moves;
use crate::report::numbers::signed;
use crate::report::{Layout, html, markdown};

/// One of the two standards.
#[derive(Debug, Clone)]
pub struct Revised {
    /// The file.
    pub file: String,
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// From when until when it is in force.
    pub in_force: Say,
}

/// All that is reported.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'c> {
    /// The old standard.
    pub old: &'c Revised,
    /// The new one.
    pub new: &'c Revised,
    /// What lies between them.
    pub comparison: &'c Comparison,
    /// What it does to evidence, where some was given.
    pub effect: Option<&'c Effect>,
}

/// What a revision does to evidence.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Every piece of evidence.
    pub cases: Vec<Case>,
    /// Who goes from which grade to which.
    pub transitions: Option<Transitions>,
    /// How far totals move; nothing where nothing is scored.
    pub spread: Option<Spread>,
    /// How many assessment dates lie outside the time in force of the old and of the new standard.
    pub outside: [usize; 2],
}

impl Revision<'_> {
    /// The report as text.
    pub fn text(&self, layout: &Layout<'_>) -> String {
        text(&self.blocks(layout.language), layout)
    }

    /// The report as Markdown.
    pub fn markdown(&self, language: Language) -> String {
        markdown::text(&self.blocks(language), language)
    }

    /// The report as one HTML file.
    ///
    /// # Errors
    /// The page cannot be made, which is a fault of the program.
    pub fn html(&self, language: Language) -> Result<String, String> {
        let title = self.title();
        html::text(&self.blocks(language), title.text(language), language)
    }

    fn title(&self) -> Say {
        let (old, new) = (&self.old.file, &self.new.file);
        say!(zh "修订说明：{old} → {new}", en "What changes from {old} to {new}")
    }

    fn blocks(&self, language: Language) -> Vec<Block> {
        let mut out = Blocks {
            language,
            blocks: vec![],
        };
        self.head(&mut out);
        let changes = &self.comparison.changes;
        let of = |class: Class, is_read: bool| {
            let is_one = move |one: &&Change| {
                one.class == class
                    && (is_read == one.interface.is_some() || class == Class::Wording)
            };
            changes.iter().filter(is_one).collect::<Vec<_>>()
        };
        let rules = say!(zh "含义的改变", en "Changes in meaning");
        out.changes(&rules, &of(Class::Meaning, false));
        let evidence = say!(zh "证据的改变", en "Changes of the evidence that is asked for");
        out.changes(&evidence, &of(Class::Meaning, true));
        let wording = say!(zh "只改名称、标签或引文，不改分数", en "Names, labels and wording only, no change in points");
        out.changes(&wording, &of(Class::Wording, true));
        self.order(&mut out);
        if let Some(effect) = self.effect {
            out.effect(effect, (self.old, self.new));
        }
        out.blocks
    }

    fn head(&self, out: &mut Blocks) {
        let (old, new) = (self.old, self.new);
        out.title(&self.title());
        if old.id != new.id {
            let (one, other) = (&old.id, &new.id);
            out.line(Tone::Bad, &say!(
                zh "两个标准的名称不同：`{one}` 与 `{other}`；照样比较",
                en "the two standards have different ids, `{one}` and `{other}`; they are compared all the same"
            ));
        }
        for (which, side) in [
            (say!(zh "旧", en "old"), old),
            (say!(zh "新", en "new"), new),
        ] {
            let (file, title) = (&side.file, &side.title);
            let (zh, en) = (&side.in_force.zh, &side.in_force.en);
            let (which_zh, which_en) = (which.zh, which.en);
            out.line(
                Tone::Dim,
                &say!(
                    zh "{which_zh}：{file}，{title}（{zh}）",
                    en "{which_en}: {file}, {title} ({en})"
                ),
            );
        }
        let changes = &self.comparison.changes;
        let meant = changes
            .iter()
            .filter(|one| one.class == Class::Meaning)
            .count();
        let worded = changes.len() - meant;
        let is_breaking = |one: &&Change| one.interface.as_ref().is_some_and(|one| one.is_breaking);
        let broken = changes.iter().filter(is_breaking).count();
        let mut said = match meant {
            0 => say!(zh "含义没有改变", en "no change in meaning"),
            1 => say!(zh "含义的改变 1 处", en "1 change in meaning"),
            _ => say!(zh "含义的改变 {meant} 处", en "{meant} changes in meaning"),
        };
        if broken > 0 {
            let (zh, en) = (said.zh, said.en);
            said = say!(
                zh "{zh}；不兼容旧证据的 {broken} 处",
                en "{en}; breaking for evidence files: {broken}"
            );
        }
        if worded > 0 {
            let (zh, en) = (said.zh, said.en);
            said = say!(zh "{zh}；只改文字的 {worded} 处", en "{en}; in wording only: {worded}");
        }
        out.line(Tone::Strong, &said);
    }

    /// What stands elsewhere and means the same, where that is all there is.
    fn order(&self, out: &mut Blocks) {
        let all = &self.comparison.reordered;
        if all.is_empty() || !self.comparison.changes.is_empty() {
            return;
        }
        out.heading(&say!(zh "只是次序不同", en "In another order alone"));
        for subject in all {
            out.item(vec![out.span(Tone::Plain, &subject.said())]);
        }
    }
}

/// Blocks as they are written, in one language.
pub(super) struct Blocks {
    pub(super) language: Language,
    pub(super) blocks: Vec<Block>,
}

impl Blocks {
    pub(super) fn pick(&self, say: &Say) -> String {
        say.text(self.language).to_owned()
    }

    pub(super) fn span(&self, tone: Tone, say: &Say) -> Span {
        Span::new(tone, self.pick(say))
    }

    fn title(&mut self, say: &Say) {
        let text = self.pick(say);
        self.blocks.push(Block::Title { text });
    }

    pub(super) fn heading(&mut self, say: &Say) {
        let text = self.pick(say);
        self.blocks.push(Block::Heading { text });
    }

    pub(super) fn part(&mut self, say: &Say) {
        let text = self.pick(say);
        self.blocks.push(Block::Part { text });
    }

    pub(super) fn line(&mut self, tone: Tone, say: &Say) {
        let pieces = vec![self.span(tone, say)];
        self.blocks.push(Block::Text { pieces });
    }

    pub(super) fn item(&mut self, pieces: Vec<Span>) {
        self.blocks.push(Block::Item { pieces });
    }

    pub(super) fn table(&mut self, columns: Vec<Column>, rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table { columns, rows });
    }

    fn changes(&mut self, heading: &Say, changes: &[&Change]) {
        if changes.is_empty() {
            return;
        }
        self.heading(heading);
        let mut subject: Option<&Subject> = None;
        for (at, change) in changes.iter().enumerate() {
            if subject != Some(&change.subject) {
                self.part(&change.subject.said());
                subject = Some(&change.subject);
            }
            self.change(change);
            // What several changes of one statement have in common stands below the last of them.
            let is_same = |next: &&&Change| (&next.old, &next.new) == (&change.old, &change.new);
            let next = changes
                .get(at + 1)
                .filter(|next| next.subject == change.subject);
            if next.filter(is_same).is_none() {
                self.statements(change);
            }
        }
    }

    fn change(&mut self, change: &Change) {
        let mut pieces = vec![self.span(Tone::Plain, &change.what)];
        if let Some(interface) = &change.interface {
            let (tone, word) = match interface.is_breaking {
                true => (Tone::Bad, say!(zh "不兼容", en "breaking")),
                false => (Tone::Good, say!(zh "兼容", en "not breaking")),
            };
            let why = self.pick(&interface.why);
            let (zh, en) = (word.zh, word.en);
            pieces.push(self.span(tone, &say!(zh "【{zh}：{why}】", en " [{en}: {why}]")));
        }
        self.item(pieces);
    }

    /// Both statements; those of equal text are said once.
    fn statements(&mut self, change: &Change) {
        let place = |place: &Place| format!("{}:{}", own_name(&place.file), place.line);
        match (&change.old, &change.new) {
            (Some(old), Some(new)) if old.text == new.text => {
                let place = format!("{} → {}", place(old), place(new));
                self.statement(Which::Both, place, &new.text);
            }
            (old, new) => {
                for (side, one) in [(Which::Old, old), (Which::New, new)] {
                    if let Some(one) = one {
                        self.statement(side, place(one), &one.text);
                    }
                }
            }
        }
        let quote = change.new.as_ref().or(change.old.as_ref());
        let quote = quote.and_then(|place| place.quote.clone());
        if let (Some(text), Class::Meaning) = (quote, change.class) {
            self.blocks.push(Block::Quote { text });
        }
    }

    fn statement(&mut self, side: Which, place: String, text: &str) {
        if !text.is_empty() {
            let text = text.to_owned();
            self.blocks.push(Block::Statement { side, place, text });
        }
    }

    fn effect(&mut self, effect: &Effect, sides: (&Revised, &Revised)) {
        let count = effect.cases.len();
        self.heading(
            &say!(zh "对 {count} 份证据的影响", en "What it does to {count} pieces of evidence"),
        );
        for (outside, side) in effect.outside.iter().zip([sides.0, sides.1]) {
            let file = &side.file;
            if *outside > 0 {
                self.line(Tone::Dim, &say!(
                    zh "有 {outside} 份的评价日期不在 {file} 的施行时间内；照样按它打分",
                    en "assessment dates outside the time in force of {file}: {outside}; they are scored by it all the same"
                ));
            }
        }
        let same = effect.cases.iter().filter(|case| case.is_same()).count();
        self.line(
            Tone::Plain,
            &say!(zh "结果完全相同的：{same} 份", en "the same result throughout: {same}"),
        );
        effect
            .transitions
            .iter()
            .for_each(|one| self.transitions(one));
        effect.spread.iter().for_each(|one| self.spread(one));
        moves(self, effect);
    }

    fn transitions(&mut self, transitions: &Transitions) {
        self.part(&say!(zh "等级的变动：行是旧等级，列是新等级", en "Grades: by the old standard (rows) and by the new one (columns)"));
        let corner = say!(zh "旧 ＼ 新", en "old \\ new");
        let heads = transitions
            .new
            .iter()
            .map(|head| Column::number(self.pick(head)));
        let columns = std::iter::once(Column::text(self.pick(&corner)))
            .chain(heads)
            .collect();
        let rows = transitions
            .old
            .iter()
            .zip(&transitions.counts)
            .map(|(name, counts)| {
                let counts = counts.iter().map(|count| match count {
                    0 => "·".to_owned(),
                    count => count.to_string(),
                });
                std::iter::once(self.pick(name)).chain(counts).collect()
            });
        let rows = rows.collect();
        self.table(columns, rows);
    }

    fn spread(&mut self, spread: &Spread) {
        let Spread {
            count,
            raised,
            lowered,
            least,
            median,
            greatest,
            bins,
        } = spread;
        let same = count - raised - lowered;
        self.part(&say!(zh "总分的变动", en "Changes of the total"));
        self.line(
            Tone::Plain,
            &say!(
                zh "共 {count} 份：升 {raised}，降 {lowered}，不变 {same}",
                en "{count} in all: {raised} rise, {lowered} fall, {same} stay"
            ),
        );
        let [least, median, greatest] = [least, median, greatest].map(signed);
        self.line(
            Tone::Plain,
            &say!(
                zh "最小 {least}，中位数 {median}，最大 {greatest}",
                en "least {least}, median {median}, greatest {greatest}"
            ),
        );
        let columns = vec![
            Column::text(self.language.pick("变动", "change")),
            Column::number(self.language.pick("份数", "count")),
        ];
        let rows = bins.iter().filter(|bin| bin.count > 0);
        let rows = rows
            .map(|bin| vec![self.pick(&bin.range), bin.count.to_string()])
            .collect();
        self.table(columns, rows);
    }
}

/// The name of a file without its folders.
pub(super) fn own_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
