//! Watching: the cases run again whenever a rule file, a case or a result changes, until the call is
//! ended.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};

use crate::cli::console::Console;
use crate::cli::{Exit, Refusal, named};
use crate::diagnostics::say;

/// How long nothing must change before the cases run: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// The endings of what cases depend on.
const ENDINGS: [&str; 7] = ["rules", "yaml", "yml", "json", "toml", "txt", "csv"];

/// Runs `once` now and after each change in some folders.
pub(super) fn run(
    folders: &[PathBuf],
    console: &Console,
    once: impl Fn() -> Result<Exit, Refusal>,
) -> Result<Exit, Refusal> {
    let (sender, changes) = mpsc::channel();
    let cannot = |error: notify::Error| {
        let why = error.to_string();
        Refusal(say!(zh "不能监视文件的改动：{why}", en "cannot watch for changes: {why}"))
    };
    let mut watcher = notify::recommended_watcher(sender).map_err(cannot)?;
    for folder in folders {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(cannot)?;
    }
    loop {
        if let Err(Refusal(why)) = once() {
            console.refuse(&why);
        }
        console.note(&say!(
            zh "\n等待改动，Ctrl-C 结束……",
            en "\nwaiting for changes; Ctrl-C ends this"
        ));
        let Some(path) = changed(&changes) else {
            return Ok(Exit::Clean);
        };
        let name = named(&path);
        console.note(&say!(zh "\n有改动：{name}", en "\nchanged: {name}"));
    }
}

/// The first file that changed, once nothing more changes; nothing where nobody watches any longer.
fn changed(changes: &Receiver<notify::Result<Event>>) -> Option<PathBuf> {
    let first = loop {
        let event = changes.recv().ok()?;
        let path = event.ok().and_then(|event| relevant(&event));
        if let Some(path) = path {
            break path;
        }
    };
    while changes.recv_timeout(QUIET).is_ok() {}
    Some(first)
}

/// The file of an event that may move a result.
fn relevant(event: &Event) -> Option<PathBuf> {
    if event.kind.is_access() {
        return None;
    }
    let is_ours = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_none_or(|ending| ENDINGS.contains(&ending))
    };
    event.paths.iter().find(|path| is_ours(path)).cloned()
}
