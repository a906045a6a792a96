//! Courses on disk: what can be wrong with the file itself, and what can be missing around it.

use super::KINDS;
use crate::course::disk::read_text;
use crate::course::load::load_by;
use crate::fault::{self, Fault};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Two chapters of two exercises each.
const CHAPTERS: [(&str, [&str; 2]); 2] = [
    ("locks", ["counter", "transfer"]),
    ("queues", ["sentinel", "pool"]),
];

fn text() -> String {
    let exercise = |name: &&str| {
        format!(
            "      - name: {name}\n        title: One\n        points: 1\n        starter: wrong\n        \
             checks: [{{output: x}}]\n        hints: [{{text: Look.}}]\n"
        )
    };
    let chapter = |(name, exercises): &(&str, [&str; 2])| {
        let exercises: String = exercises.iter().map(exercise).collect();
        format!("  - name: {name}\n    title: One\n    exercises:\n{exercises}")
    };
    let chapters: String = CHAPTERS.iter().map(chapter).collect();
    format!("format: 1\ntitle: Threads\nchapters:\n{chapters}")
}

/// A course in a directory of its own, complete.
fn course() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    for (chapter, exercises) in CHAPTERS {
        for exercise in exercises {
            for side in ["exercises", "solutions"] {
                let src = dir.path().join(side).join(chapter).join(exercise).join("src");
                fs::create_dir_all(&src).expect("a directory");
                fs::write(src.join("main.rs"), "fn main() {}\n").expect("a file");
            }
        }
    }
    fs::write(dir.path().join("course.yaml"), text()).expect("a file");
    dir
}

fn loaded(dir: &TempDir) -> Fault {
    load_by(&dir.path().join("course.yaml"), KINDS).expect_err("a course with something wrong")
}

/// What is told, with the name of the temporary directory taken out.
fn told(dir: &TempDir) -> String {
    let fault = loaded(dir);
    assert_eq!(fault.kind, fault::Kind::Course);
    let mut told = fault.to_string();
    for hint in &fault.hints {
        told.push_str("\n(hint) ");
        told.push_str(hint);
    }
    told.replace(&dir.path().display().to_string(), "[course]")
}

fn with_file(bytes: &[u8]) -> TempDir {
    let dir = course();
    fs::write(dir.path().join("course.yaml"), bytes).expect("a file");
    dir
}

#[test]
fn a_complete_course_is_loaded() {
    let dir = course();
    let course = load_by(&dir.path().join("course.yaml"), KINDS).expect("valid");
    assert_eq!(course.root, dir.path());
    assert_eq!(course.exercises().count(), 4);
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let dir = course();
    let remove = |path: &str| fs::remove_dir_all(dir.path().join(path)).expect("there");
    remove("exercises/locks/counter");
    remove("exercises/queues");
    remove("solutions/locks/transfer/src");
    fs::remove_file(dir.path().join("solutions/queues/pool/src/main.rs")).expect("there");
    fs::write(dir.path().join("exercises/queues"), "").expect("a file in the way");
    let main = dir.path().join("exercises/locks/transfer/src/main.rs");
    fs::remove_file(&main).expect("there");
    fs::create_dir(&main).expect("a directory in the way");
    insta::assert_snapshot!(told(&dir));
}

#[test]
fn a_whole_side_that_is_missing_is_told_once() {
    let dir = course();
    fs::remove_dir_all(dir.path().join("solutions")).expect("there");
    insta::assert_snapshot!(told(&dir));
}

#[test]
fn what_is_missing_is_told_beside_what_is_wrong() {
    let dir = with_file(
        text()
            .replacen("points: 1", "points: many", 1)
            .replace("name: pool", "name: ../pool")
            .as_bytes(),
    );
    fs::remove_dir_all(dir.path().join("exercises/queues/sentinel")).expect("there");
    insta::assert_snapshot!(told(&dir));
}

#[test]
fn a_file_that_is_no_text_is_told_by_its_first_wrong_byte() {
    let mut bytes = text().into_bytes();
    let at = bytes
        .windows(7)
        .position(|part| part == b"Threads")
        .expect("there");
    bytes[at + 2] = 0xE9;
    insta::assert_snapshot!(told(&with_file(&bytes)));
    let wide: Vec<u8> = text().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&[0xFF, 0xFE], &wide[..]].concat();
    assert!(told(&with_file(&wide)).starts_with("[course]/course.yaml:1:1: byte 0xFF is not UTF-8 text\n"));
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let too_large = with_file(&b"# \n".repeat(1 << 19));
    assert_eq!(
        told(&too_large),
        "cannot read [course]/course.yaml: it is larger than 1 MiB\n\
         (hint) Name a file that holds a course and that you may read."
    );
    let directory = course();
    fs::remove_file(directory.path().join("course.yaml")).expect("there");
    let none = told(&directory);
    assert_eq!(
        none,
        "there is no course file [course]/course.yaml\n\
         (hint) Run this in the directory of a course, or say where its file is: `--course FILE`."
    );
    fs::create_dir(directory.path().join("course.yaml")).expect("a directory");
    assert!(told(&directory).starts_with("cannot read [course]/course.yaml: it is not a file\n"));
}

#[test]
fn a_file_of_exactly_the_largest_size_is_read() {
    let mut bytes = text().into_bytes();
    bytes.resize(1 << 20, b'\n');
    let dir = with_file(&bytes);
    assert!(load_by(&dir.path().join("course.yaml"), KINDS).is_ok());
}

#[test]
fn a_check_reads_only_text_below_the_root() {
    let dir = course();
    let root = dir.path();
    fs::write(root.join("out.txt"), "97\n").expect("a file");
    fs::write(root.join("out.bin"), b"\xff").expect("a file");
    assert_eq!(read_text(root, "out.txt"), Ok("97\n".to_owned()));
    let outside = Err("it does not lie below the course's root".to_owned());
    for path in [
        "",
        "/etc/passwd",
        "../out.txt",
        "exercises/../../out.txt",
        "./out.txt",
    ] {
        assert_eq!(read_text(root, path), outside, "{path:?}");
    }
    assert_eq!(read_text(root, "exercises"), Err("it is not a file".to_owned()));
    assert_eq!(read_text(root, "out.bin"), Err("it is not UTF-8 text".to_owned()));
    assert!(read_text(root, "none.txt").is_err());
    assert!(load_by(Path::new("no/such/course.yaml"), KINDS).is_err());
}
