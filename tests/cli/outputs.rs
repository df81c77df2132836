//! `-o`: whole or not at all, and never over what must stay.

use std::process::Stdio;

use crate::desk::{Desk, EVIDENCE, sme_service};

fn score_to(desk: &Desk, output: &str) -> (i32, String) {
    let run = desk.run(&[
        "score",
        "standard.rules",
        "a.yaml",
        "--format",
        "json",
        "-o",
        output,
    ]);
    assert_eq!(run.out, "");
    (run.exit, run.err)
}

#[test]
fn a_result_is_written_whole_and_replaces_a_regular_file() {
    let desk = Desk::set();
    assert_eq!(score_to(&desk, "out.json"), (0, String::new()));
    let first = desk.read("out.json");
    assert!(first.contains("\"score\": \"60\""), "{first}");
    desk.write("out.json", "old");
    assert_eq!(score_to(&desk, "out.json"), (0, String::new()));
    assert_eq!(desk.read("out.json"), first);
    assert_eq!(desk.names(), ["a.yaml", "out.json", "standard.rules"]);
    let run = desk.run(&[
        "score",
        "standard.rules",
        "a.yaml",
        "--format",
        "json",
        "-o",
        "-",
    ]);
    assert_eq!(run.out, first);
}

#[test]
fn what_must_stay_is_not_replaced() {
    let desk = Desk::set();
    std::fs::create_dir(desk.path("folder")).unwrap();
    for (output, why) in [
        ("a.yaml", "a file that this call reads"),
        ("./folder/../a.yaml", "a file that this call reads"),
        ("standard.rules", "a file that this call reads"),
        ("folder", "it is a folder"),
        ("none/out.json", "there is no such file or folder"),
        ("a.yaml/out.json", "a part of the path is not a folder"),
    ] {
        let (exit, err) = score_to(&desk, output);
        assert_eq!(exit, 2, "{output}");
        assert!(err.starts_with("error: cannot write"), "{output}: {err}");
        assert!(err.contains(why), "{output}: {err}");
    }
    assert_eq!(desk.read("a.yaml"), EVIDENCE);
    assert_eq!(desk.names(), ["a.yaml", "folder", "standard.rules"]);
}

#[cfg(unix)]
#[test]
fn links_pipes_devices_and_read_only_files_are_not_replaced() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::set();
    desk.write("real.json", "old");
    symlink("real.json", desk.path("link.json")).unwrap();
    symlink("nothing", desk.path("dangling.json")).unwrap();
    std::fs::hard_link(desk.path("a.yaml"), desk.path("twin.yaml")).unwrap();
    assert!(fifo(&desk, "pipe"));
    desk.write("locked.json", "old");
    let locked = std::fs::Permissions::from_mode(0o444);
    std::fs::set_permissions(desk.path("locked.json"), locked).unwrap();
    for (output, why) in [
        ("link.json", "symbolic link"),
        ("dangling.json", "symbolic link"),
        ("twin.yaml", "a file that this call reads"),
        ("pipe", "not a regular file"),
        ("/dev/null", "not a regular file"),
        ("locked.json", "read-only"),
    ] {
        let (exit, err) = score_to(&desk, output);
        assert_eq!(exit, 2, "{output}");
        assert!(err.contains(why), "{output}: {err}");
    }
    assert_eq!(desk.read("real.json"), "old");
    assert_eq!(desk.read("locked.json"), "old");
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_permissions_and_leftovers_go() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::set();
    desk.write("out.json", "old");
    let mode = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(desk.path("out.json"), mode).unwrap();
    desk.write(".chidu-killed.tmp", "half");
    desk.write(".chidu-busy.tmp", "half");
    let busy = std::fs::File::open(desk.path(".chidu-busy.tmp")).unwrap();
    busy.lock().unwrap();
    assert_eq!(score_to(&desk, "out.json").0, 0);
    let metadata = std::fs::metadata(desk.path("out.json")).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert_eq!(
        desk.names(),
        [".chidu-busy.tmp", "a.yaml", "out.json", "standard.rules"]
    );
}

#[test]
fn nothing_is_written_where_something_cannot_be_scored() {
    let desk = Desk::set();
    desk.write("bad.yaml", "subject: a\nevidence: {}\n");
    desk.write("out.json", "old");
    let run = desk.run(&[
        "score",
        "standard.rules",
        "a.yaml",
        "bad.yaml",
        "-o",
        "out.json",
    ]);
    assert_eq!((run.exit, run.out.as_str()), (1, ""));
    assert!(
        run.err
            .ends_with("no file is written: 1 of 2 could not be scored\n"),
        "{}",
        run.err
    );
    assert_eq!(desk.read("out.json"), "old");
}

#[test]
fn the_source_text_is_not_replaced() {
    let desk = Desk::set();
    desk.write("text.txt", "每家加10分");
    let rules = "source \"text.txt\"\n";
    desk.write(
        "standard.rules",
        desk.read("standard.rules")
            .replacen('\n', &format!("\n{rules}"), 1),
    );
    let (exit, err) = score_to(&desk, "text.txt");
    assert_eq!(exit, 2);
    assert!(err.contains("a file that this call reads"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_2() {
    let desk = Desk::set();
    let mut command = desk.command(&["check", "standard.rules"]);
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = command.stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        said,
        "error: cannot write to standard output: the disk is full\n"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    let rules = sme_service();
    let case = rules.join("cases/typical.yaml");
    for arguments in [
        vec!["score", rules.to_str().unwrap(), case.to_str().unwrap()],
        vec!["schema", rules.to_str().unwrap()],
        vec!["--help"],
    ] {
        let mut child = desk
            .command(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    }
}

/// Makes a pipe with a name; no crate of ours can.
#[cfg(unix)]
pub(crate) fn fifo(desk: &Desk, name: &str) -> bool {
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path(name))
        .status();
    made.is_ok_and(|status| status.success())
}
