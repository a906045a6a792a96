//! What the compiler says is shown exactly as cargo would show it for a member of the course's workspace.

use crate::support::{Course, DIR, environment, shown};
use grader::build::Order;
use std::process::Command;

/// Programs about which the compiler has something to say.
const PROGRAMS: [(&str, &str); 14] = [
    (
        "warnings",
        "use std::thread;\nfn main() {\n    let mut x = 1;\n    let unused = 2;\n}\nfn dead() {}\n",
    ),
    (
        "moved",
        "fn main() {\n    let v = vec![1];\n    std::thread::spawn(move || v.len());\n    println!(\"{v:?}\");\n}\n",
    ),
    (
        "borrowed",
        "fn main() {\n    let v = vec![1];\n    std::thread::spawn(|| v.len()).join().unwrap();\n}\n",
    ),
    (
        "not Send",
        "use std::rc::Rc;\nfn main() {\n    let x = Rc::new(1);\n    std::thread::spawn(move || *x);\n}\n",
    ),
    ("syntax", "fn main() {\n    println!(\"a\"\n}\n"),
    ("unclosed", "fn main() {\n"),
    (
        "two kinds",
        "fn main() {\n    let x: i32 = \"a\";\n    nothing();\n    let y = x.lenght();\n}\n",
    ),
    (
        "typo",
        "use std::sync::Mutx;\nfn main() {\n    let m = Mutex::new(0);\n    *m.lock() += 1;\n}\n",
    ),
    (
        "a crate that is not there",
        "use rayon::prelude::*;\nfn main() {\n    crossbeam::scope(|_| ());\n}\n",
    ),
    (
        "unknown cfg",
        "#[cfg(feature = \"fast\")]\nfn a() {}\n#[cfg(lom)]\nfn b() {}\nfn main() {}\n",
    ),
    (
        "macro",
        "macro_rules! two {\n    ($a:expr) => { let x: u8 = $a; };\n}\nfn main() {\n    two!(\"é\");\n    println!(\"{} {}\", 1);\n}\n",
    ),
    (
        "module",
        "mod missing;\nfn main() {\n    let _ = include_str!(\"none.txt\");\n}\n",
    ),
    (
        "constant",
        "const A: [u8; 2] = [1, 2];\nfn main() {\n    let _ = A[7];\n    let _: u8 = 255 + 1;\n}\n",
    ),
    ("nothing to say", "fn main() {}\n"),
];

const MANIFEST: &str = "[package]\nname = \"the-crate\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";

/// What `cargo build` shows, without cargo's own lines about what it does and counts.
#[expect(
    clippy::disallowed_methods,
    reason = "the point of the test is what cargo shows"
)]
fn cargo(course: &Course, color: bool) -> String {
    let mut command = Command::new(course.toolchain.cargo.as_ref().unwrap());
    command.env_clear().env("PATH", environment().path);
    // A home of its own: others who use cargo at the same time must not make it say that it waits.
    command
        .env("CARGO_HOME", course.path("cargo-home"))
        .env("RUSTC", &course.toolchain.rustc);
    command.args([
        "build",
        "--offline",
        "--color",
        if color { "always" } else { "never" },
    ]);
    let output = command.current_dir(course.dir.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    said.split_inclusive('\n')
        .filter(|line| !is_cargos_own(line))
        .collect()
}

fn is_cargos_own(line: &str) -> bool {
    let line = anstream::adapter::strip_str(line).to_string();
    line.starts_with("   Compiling ")
        || line.starts_with("    Finished ")
        || line.starts_with("error: could not compile `the-crate`")
        || (line.starts_with("warning: `the-crate` (bin") && line.contains(" generated "))
}

#[test]
fn every_message_is_what_cargo_shows() {
    let course = Course::new("");
    course.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*/*\"]\n",
    );
    course.write(&format!("{DIR}/Cargo.toml"), MANIFEST);
    let mut said_something = 0;
    for (name, program) in PROGRAMS {
        course.main(program);
        for color in [false, true] {
            let built = course
                .rustc()
                .build(&Order {
                    color,
                    ..course.order()
                })
                .unwrap();
            let (ours, cargos) = (shown(&built), cargo(&course, color));
            assert_eq!(ours, cargos, "{name}, color: {color}");
            assert_eq!(ours.contains('\u{1b}'), color && !ours.is_empty(), "{name}");
            // The colours are put on or left off whichever was asked for first.
            assert_eq!(built.cached, color, "{name}");
            said_something += usize::from(!ours.is_empty());
        }
    }
    assert_eq!(said_something, 2 * (PROGRAMS.len() - 1));
}

/// An incremental build says what the first build said.
#[test]
fn a_later_build_says_the_same() {
    let course = Course::new("");
    course.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*/*\"]\n",
    );
    course.write(&format!("{DIR}/Cargo.toml"), MANIFEST);
    for (round, number) in ["1", "2", "3"].into_iter().enumerate() {
        let program = PROGRAMS[0].1.replace(
            "let unused = 2",
            &format!("let unused = {number}; println!(\"{number}\")"),
        );
        course.main(&program);
        let built = course.build().unwrap();
        assert_eq!(shown(&built), cargo(&course, false));
        assert_eq!(crate::support::run(&built), format!("{number}\n"));
        assert_eq!(course.held("incremental"), 1, "round {round}");
    }
}
