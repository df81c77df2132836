//! Rule files that lie in one folder, opened as the program opens a folder.

use chidu::session::{self, Files, Opened, Trouble};
use chidu::source::SourceFile;

/// The files of a folder by their names, rule files and the official text among them.
pub(crate) struct Folder(pub(crate) Vec<(String, String)>);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Trouble> {
        let found = self.0.iter().find(|(name, _)| name == path);
        found.map(|(_, text)| text.clone()).ok_or(Trouble::Missing)
    }
}

impl Folder {
    /// Every rule file but those that others use, compared with each other.
    pub(crate) fn opened(&self) -> Vec<Opened> {
        self.opened_by(session::open)
    }

    /// The same, by a way to open a file.
    pub(crate) fn opened_by(&self, how: fn(SourceFile, &dyn Files) -> Opened) -> Vec<Opened> {
        let rules = self.0.iter().filter(|(name, _)| name.ends_with(".rules"));
        let open = |(name, text): &(String, String)| {
            how(SourceFile::new(name.as_str(), text.as_str()), self)
        };
        let mut files: Vec<Opened> = rules.map(open).collect();
        let used = files.iter().flat_map(|opened| opened.file.parts().skip(1));
        let used: Vec<String> = used.map(|part| part.name().to_owned()).collect();
        files.retain(|opened| {
            opened.program.is_some() || !used.iter().any(|name| name == opened.file.name())
        });
        session::compare_revisions(&mut files.iter_mut().collect::<Vec<_>>());
        files
    }
}
