//! What is taken, what is refused, what is trouble.

use super::*;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

/// A course's root with a program `x/src/main.rs`.
fn course() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("x/src")).unwrap();
    put(&root, "x/src/main.rs", "fn main() {}\n");
    root
}

fn put(root: &tempfile::TempDir, path: &str, text: &str) {
    fs::write(root.path().join(path), text).unwrap();
}

fn take(root: &tempfile::TempDir) -> Result<Snapshot, Obstacle> {
    Snapshot::take(root.path(), Path::new("x/src/main.rs"))
}

fn refusal(root: &tempfile::TempDir) -> String {
    match take(root) {
        Err(Obstacle::Refused(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_below_the_main_file_is_taken_in_order() {
    let root = course();
    fs::create_dir(root.path().join("x/src/sub")).unwrap();
    put(&root, "x/src/sub/mod.rs", "// m\u{e9}\n");
    put(&root, "x/src/data.txt", "1\n");
    put(&root, "x/Cargo.toml", "not a source");
    put(&root, "x/src/.main.rs.swp", "an editor's");
    symlink("nowhere", root.path().join("x/src/.#main.rs")).unwrap();
    let snapshot = take(&root).unwrap();
    let paths: Vec<_> = snapshot.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["x/src/data.txt", "x/src/main.rs", "x/src/sub/mod.rs"]);
    assert_eq!(snapshot.files[2].source().text, "// m\u{e9}\n");
}

#[test]
fn a_main_file_at_the_root_is_taken() {
    let root = tempfile::tempdir().unwrap();
    put(&root, "main.rs", "fn main() {}\n");
    assert_eq!(
        Snapshot::take(root.path(), Path::new("main.rs")).unwrap().files[0].path,
        "main.rs"
    );
}

#[test]
fn an_edit_shows_even_when_it_is_undone() {
    let root = course();
    let before = take(&root).unwrap();
    assert_eq!(before, take(&root).unwrap());
    let main = root.path().join("x/src/main.rs");
    // As many editors save: a new file in the place of the old.
    fs::write(root.path().join("x/new"), "fn main() {}\n").unwrap();
    fs::rename(root.path().join("x/new"), main).unwrap();
    let after = take(&root).unwrap();
    assert_ne!(before, after);
    assert_eq!(before.files[0].bytes, after.files[0].bytes);
}

#[test]
fn what_is_no_regular_file_is_refused() {
    let root = course();
    symlink("/etc/passwd", root.path().join("x/src/secret.rs")).unwrap();
    assert_eq!(
        refusal(&root),
        "x/src/secret.rs is not built: it is not a regular file"
    );
    fs::remove_file(root.path().join("x/src/secret.rs")).unwrap();
    let fifo = root.path().join("x/src/fifo.rs");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, Mode::RUSR, 0).unwrap();
    assert_eq!(
        refusal(&root),
        "x/src/fifo.rs is not built: it is not a regular file"
    );
    fs::remove_file(fifo).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("x/src/socket")).unwrap();
    assert_eq!(
        refusal(&root),
        "x/src/socket is not built: it is not a regular file"
    );
}

#[test]
fn a_main_file_that_is_a_link_is_refused() {
    let root = course();
    fs::rename(root.path().join("x/src/main.rs"), root.path().join("x/real.rs")).unwrap();
    symlink("../real.rs", root.path().join("x/src/main.rs")).unwrap();
    assert_eq!(
        refusal(&root),
        "x/src/main.rs is not built: it is not a regular file"
    );
}

#[test]
fn too_much_is_refused() {
    let root = course();
    put(&root, "x/src/big.bin", &"x".repeat(4 << 20));
    let reason = refusal(&root);
    assert!(
        reason.ends_with("with it, the files beside the main file hold more than 4 MiB"),
        "{reason}"
    );
    put(&root, "x/src/big.bin", &"x".repeat((4 << 20) - 13));
    take(&root).unwrap();
    for n in 0..ENTRIES - 2 {
        put(&root, &format!("x/src/{n}"), "");
    }
    take(&root).unwrap();
    put(&root, "x/src/more", "");
    assert_eq!(
        refusal(&root),
        "x/src is not built: there are more than 1000 files beside the main file"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let root = course();
    fs::create_dir_all(root.path().join("x/src").join("d/".repeat(DEPTH + 1))).unwrap();
    assert!(refusal(&root).ends_with("directories are nested more than 32 deep"));
}

#[test]
fn a_name_that_cannot_be_shown_is_refused() {
    let root = course();
    fs::write(root.path().join("x/src").join(OsStr::from_bytes(b"\xff.rs")), "").unwrap();
    assert!(refusal(&root).ends_with("its name is not valid UTF-8"));
}

#[test]
fn a_missing_main_file_is_trouble_with_a_remedy() {
    let root = tempfile::tempdir().unwrap();
    for main in ["x/src/main.rs", ".main.rs"] {
        put(&root, ".main.rs", "");
        match Snapshot::take(root.path(), Path::new(main)) {
            Err(Obstacle::Fault(fault)) => {
                assert_eq!(fault.to_string(), format!("{main} is missing"));
                assert_eq!(fault.hints.len(), 1);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_unreadable_file_is_trouble() {
    let root = course();
    let main = root.path().join("x/src/main.rs");
    fs::set_permissions(&main, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&main).is_ok() {
        println!("skipped: permissions do not bind this user");
        return;
    }
    match take(&root) {
        Err(Obstacle::Fault(fault)) => assert!(fault.to_string().contains("Permission denied"), "{fault}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_elsewhere_can_be_shown() {
    let root = course();
    put(&root, "shared.rs", "pub fn f() {}\n");
    assert_eq!(
        Snapshot::elsewhere(root.path(), "shared.rs").unwrap().text,
        "pub fn f() {}\n"
    );
    assert_eq!(Snapshot::elsewhere(root.path(), "none.rs"), None);
    assert_eq!(Snapshot::elsewhere(root.path(), "/dev/zero"), None);
}
