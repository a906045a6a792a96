//! Input that is no program, or none that can be explored: one clear sentence and the documented exit code.

use super::{RACE, RIGHT, explore, with};

#[test]
fn a_file_that_does_not_compile() {
    let course = with("fn main() {\n    let n: u32 = \"one\";\n}\n");
    insta::assert_snapshot!("not-compiling", course.show(&["explore", "main.rs"]));
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!(
        (&report["outcome"], status),
        (&"build_failed".into(), 1),
        "{report:#}"
    );
    let message = report["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("--> main.rs:2:18"), "{message}");
    assert!(!message.contains('\u{1b}'), "{message}");
}

/// The line that is added to the copy must not show up in what the compiler says.
#[test]
fn a_file_without_main() {
    let course = with("fn mian() {}\n");
    insta::assert_snapshot!("no-main", course.show(&["explore", "main.rs"]));
}

/// The path is shown as it was typed, from wherever it was typed.
#[test]
fn the_learners_path() {
    let course = with("");
    course.write("deep/er/main.rs", "fn main() {\n    x();\n}\n");
    for typed in ["deep/er/main.rs", "./deep/er/main.rs", "deep/../deep/er/main.rs"] {
        let shown = course.show(&["explore", typed]);
        assert!(shown.contains(&format!("--> {typed}:2:5")), "{shown}");
    }
}

#[test]
fn what_is_no_program() {
    let course = with("");
    std::fs::write(course.path("blob.rs"), [0x7f, b'E', b'L', b'F', 0, 0xff, 0xfe]).unwrap();
    std::fs::create_dir(course.path("empty")).unwrap();
    course.write("virtual/Cargo.toml", "[workspace]\nmembers = []\n");
    course.write(
        "library/Cargo.toml",
        "[package]\nname = \"library\"\nedition = \"2024\"\n",
    );
    course.write("library/src/lib.rs", "");
    course.write("broken/Cargo.toml", "[package\n");
    for (name, args) in [
        ("missing", &["missing.rs"][..]),
        ("blob", &["blob.rs"]),
        ("no-crate", &["empty"]),
        ("workspace", &["virtual"]),
        ("library", &["library"]),
        ("broken-manifest", &["broken"]),
        ("no-such-input", &["main.rs", "--stdin", "nowhere.txt"]),
        ("bad-token", &["main.rs", "--replay", "1:4.x"]),
        ("unknown-strategy", &["main.rs", "--strategy", "randon"]),
        ("unknown-clock", &["main.rs", "--clock", "fast"]),
        ("nothing", &[]),
    ] {
        let args: Vec<&str> = ["explore"].iter().chain(args).copied().collect();
        insta::assert_snapshot!(format!("bad-{name}"), course.show(&args));
    }
}

/// A token that is well formed, of another program.
#[test]
fn a_token_that_does_not_fit() {
    let course = with(RIGHT);
    insta::assert_snapshot!(
        "foreign-token",
        course.show(&["explore", "main.rs", "--replay", "1:900.7"])
    );
}

/// Neither an error nor an answer leaves anything beside the learner's file.
#[test]
fn nothing_is_written_beside_the_program() {
    for source in [RACE, "fn main() { x(); }\n"] {
        let course = with(source);
        assert!(course.show(&["explore", "main.rs"]).contains("main.rs"));
        assert_eq!(e2e::names(&course.path("")), ["main.rs"]);
        assert_eq!(course.read("main.rs"), source);
    }
}
