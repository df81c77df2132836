//! Writing: to standard output, or to a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::cli::console::Console;
use crate::cli::input::Input;
use crate::cli::{Refusal, named, system};
use crate::diagnostics::say;

/// How the names of unfinished files start and end.
const UNFINISHED: (&str, &str) = (".chidu-", ".tmp");

/// The file of `-o`; nothing where results go to standard output.
pub(super) fn file_of(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| path.as_os_str() != "-")
}

/// Puts a result where it belongs.
pub(super) fn publish(
    text: &str,
    output: Option<&Path>,
    input: &Input,
    console: &Console,
) -> Result<(), Refusal> {
    let Some(path) = file_of(output) else {
        return console.result(text);
    };
    let existing = check_target(path)?;
    if existing.is_some() && input.has_read(path) {
        return Err(cannot_write(
            path,
            "它是这次读取的文件",
            "it is a file that this call reads",
        ));
    }
    write(path, text, existing)
}

/// Replaces a file that was read by what it should hold.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Refusal> {
    let existing = check_target(path)?;
    write(path, text, existing)
}

fn write(path: &Path, text: &str, existing: Option<fs::Permissions>) -> Result<(), Refusal> {
    write_whole(path, text, existing).map_err(|error| {
        let why = system(&error);
        cannot_write(path, &why.zh, &why.en)
    })
}

fn cannot_write(path: &Path, zh: &str, en: &str) -> Refusal {
    let name = named(path);
    Refusal(say!(zh "不能写入 `{name}`：{zh}", en "cannot write `{name}`: {en}"))
}

/// Refuses what must not be replaced; the permissions of the file that will be.
fn check_target(path: &Path) -> Result<Option<fs::Permissions>, Refusal> {
    let refuse = |zh: &str, en: &str| Err(cannot_write(path, zh, en));
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return Ok(None);
    };
    let kind = metadata.file_type();
    if kind.is_symlink() {
        return refuse(
            "它是符号链接；请写它所指的文件",
            "it is a symbolic link; name the file behind it",
        );
    }
    if kind.is_dir() {
        return refuse("它是文件夹；请写文件名", "it is a folder; name a file");
    }
    if !kind.is_file() {
        return refuse(
            "它不是普通文件；要送入管道请不写 -o",
            "it is not a regular file; leave -o out to write to a pipe",
        );
    }
    if metadata.permissions().readonly() {
        return refuse("它是只读的", "it is read-only");
    }
    Ok(Some(metadata.permissions()))
}

fn write_whole(path: &Path, text: &str, existing: Option<fs::Permissions>) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    remove_unfinished(folder);
    let mut unfinished = new_unfinished(folder)?;
    // The lock tells later runs that this file is still being written.
    let _locked = unfinished.as_file().try_lock();
    unfinished.write_all(text.as_bytes())?;
    if let Some(permissions) = existing {
        unfinished.as_file().set_permissions(permissions)?;
    }
    unfinished.as_file().sync_all()?;
    unfinished.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

fn new_unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes what a run left behind that was killed: files that are named so and that nobody locks.
fn remove_unfinished(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1);
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && is_file() {
            let is_free = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
            if is_free {
                // Left where it is, it harms nobody.
                let _removed = fs::remove_file(entry.path());
            }
        }
    }
}

/// Makes the new name last; file systems that cannot do so keep the whole file all the same.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _synced = folder.sync_all();
    }
}
