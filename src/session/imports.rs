//! What a rule file uses: the files that its `use` lines name are read, and what they declare stands
//! before what it declares itself.

use std::collections::BTreeSet;

use crate::diagnostics::Found;
use crate::session::{Files, mistakes};
use crate::source::SourceFile;
use crate::syntax;
use crate::syntax::ast::{self, Item, ItemKind, Text};

/// The most files that one standard uses.
pub(super) const MOST_FILES: usize = 64;

/// Parses a rule file and all that it uses, each file once; their texts are appended to `file`.
pub(super) fn gather(file: &mut SourceFile, files: &dyn Files, found: &mut Found) -> ast::File {
    let mut gathering = Gathering {
        chain: vec![file.name().to_owned()],
        file,
        files,
        found,
        seen: BTreeSet::new(),
        whole: ast::File::default(),
    };
    gathering.take(0);
    gathering.whole
}

struct Gathering<'g> {
    file: &'g mut SourceFile,
    files: &'g dyn Files,
    found: &'g mut Found,
    /// The names of the files that are being taken, the rule file first.
    chain: Vec<String>,
    /// The names of all files that were used.
    seen: BTreeSet<String>,
    whole: ast::File,
}

impl Gathering<'_> {
    /// Takes the text that starts at `base`, behind all that it uses.
    fn take(&mut self, base: u32) {
        let tree = syntax::parse(self.file, base, self.found);
        for item in &tree.items {
            if base > 0 && !is_shareable(item) {
                self.found.add(mistakes::not_shareable(item.span));
            }
            if let ItemKind::Use(path) = &item.kind {
                self.take_file(path);
            }
        }
        for note in tree.notes.iter().filter(|_| base > 0) {
            self.found.add(mistakes::not_shareable(note.span));
        }
        self.whole.items.extend(tree.items);
        self.whole.notes.extend(tree.notes);
        self.whole.lines.extend(tree.lines);
    }

    fn take_file(&mut self, path: &Text) {
        let plain: Vec<&str> = path.text.split('/').filter(|part| *part != ".").collect();
        let plain = plain.join("/");
        let name = self.files.name(&plain);
        if let Some(at) = self.chain.iter().position(|open| *open == name) {
            let circle = self.chain.iter().skip(at).chain([&name]);
            let circle: Vec<&str> = circle.map(String::as_str).collect();
            self.found.add(mistakes::use_circle(path.span, &circle));
            return;
        }
        if !self.seen.insert(name.clone()) {
            return;
        }
        if self.seen.len() > MOST_FILES {
            self.found.add(mistakes::too_many_files(path.span));
            return;
        }
        match self.files.read(&plain) {
            Ok(text) => {
                let base = self.file.append(&*name, &text);
                self.chain.push(name);
                self.take(base);
                self.chain.pop();
            }
            Err(trouble) => {
                let mistake = mistakes::file_unusable(path.span, &path.text, &trouble);
                self.found.add(mistake);
            }
        }
    }
}

/// Whether a declaration may stand in a file that others use.
fn is_shareable(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Evidence(_)
        | ItemKind::Define { .. }
        | ItemKind::Parameter { .. }
        | ItemKind::Table(_)
        | ItemKind::Calendar(_)
        | ItemKind::Use(_) => true,
        ItemKind::Standard(_)
        | ItemKind::Source(_)
        | ItemKind::InForce { .. }
        | ItemKind::IssuedBy(_)
        | ItemKind::Document(_)
        | ItemKind::Scale { .. }
        | ItemKind::Section(_)
        | ItemKind::Status(_)
        | ItemKind::Supersedes(_)
        | ItemKind::Grades(_)
        | ItemKind::Ruling(_)
        | ItemKind::Output { .. }
        | ItemKind::Conditions(_)
        | ItemKind::Procedure(_)
        | ItemKind::Total { .. } => false,
    }
}
