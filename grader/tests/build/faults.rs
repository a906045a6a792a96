//! What goes wrong is put down to the right party, and nothing is left running or taken for good.

use crate::support::{Course, run, shown};
use grader::build::{Built, Linker, Toolchain};
use grader::fault::{Fault, Kind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::time::Duration;

const HELLO: &str = "fn main() {\n    println!(\"hello\");\n}\n";

const LARGER: &str = "use std::sync::{Arc, Mutex, mpsc};\nfn main() {\n    let (tx, rx) = mpsc::channel();\n    \
                      let n = Arc::new(Mutex::new(0));\n    let m = Arc::clone(&n);\n    \
                      let t = std::thread::spawn(move || {\n        *m.lock().unwrap() += 1;\n        \
                      tx.send(String::from(\"WORD\")).unwrap();\n    });\n    t.join().unwrap();\n    \
                      println!(\"{} {}\", rx.recv().unwrap(), n.lock().unwrap());\n}\n";

/// Makes a script. A shell writes it: if this process did, a child that another test starts at that moment would have
/// it open for writing, and starting it would fail as busy.
#[expect(clippy::disallowed_methods, reason = "scripts stand in for the compiler")]
fn script(file: &Path, text: &str) {
    let write =
        "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2.new\" && chmod +x \"$2.new\" && mv \"$2.new\" \"$2\"";
    let status = Command::new("/bin/sh")
        .args(["-c", write, "sh", text])
        .arg(file)
        .status()
        .unwrap();
    assert!(status.success());
}

/// A course whose rustc is a script. `CALLS` in it stands for a file beside it.
fn with_rustc(text: &str) -> Course {
    let mut course = Course::new(HELLO);
    let rustc = course.path("rustc");
    script(
        &rustc,
        &text.replace("CALLS", &course.path("calls").display().to_string()),
    );
    course.toolchain = Toolchain {
        rustc,
        ..course.toolchain
    };
    course
}

fn fault(course: &Course) -> Fault {
    course.build().unwrap_err()
}

#[track_caller]
fn refusal(course: &Course) -> Built {
    let built = course.build().unwrap();
    assert!(built.program.is_none());
    assert_eq!(
        (course.held("programs"), course.held("work")),
        (0, 0),
        "such a build is not kept"
    );
    built
}

/// Waits until a process that was killed is gone, or only waits to be collected.
fn assert_gone(pids: &Path) {
    let pids = std::fs::read_to_string(pids).unwrap();
    for pid in pids.split_whitespace() {
        let gone = (0..100_000).any(|_| {
            std::thread::yield_now();
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
            stat.rsplit(") ")
                .next()
                .is_none_or(|rest| rest.is_empty() || rest.starts_with('Z'))
        });
        assert!(gone, "process {pid} is still there");
    }
}

#[test]
fn a_missing_program_is_ours_and_names_the_file() {
    let course = Course::new(HELLO);
    let main = course.order().main;
    std::fs::remove_file(course.path(main.to_str().unwrap())).unwrap();
    assert_eq!(
        fault(&course).to_string(),
        format!("{} is missing", main.display())
    );
}

#[test]
fn a_compiler_that_hangs_is_stopped_with_all_that_it_started() {
    let course = with_rustc("sleep 1000 & echo $$ $! > CALLS.new; mv CALLS.new CALLS; wait");
    let built = course
        .rustc()
        .with_limit(Duration::from_millis(500))
        .build(&course.order())
        .unwrap();
    assert!(built.program.is_none());
    assert_eq!(shown(&built), "error: the compiler was stopped after 0.5 s\n\n");
    assert!(built.diagnostics[0].error);
    assert_gone(&course.path("calls"));
    assert_eq!((course.held("programs"), course.held("work")), (0, 0));
}

#[test]
fn an_interrupt_stops_the_compiler_with_all_that_it_started() {
    let course = with_rustc("sleep 1000 & echo $$ $! > CALLS.new; mv CALLS.new CALLS; wait");
    std::thread::scope(|scope| {
        let build = scope.spawn(|| course.build());
        while !course.path("calls").exists() && !build.is_finished() {
            std::thread::yield_now();
        }
        course.interrupt.store(true, Ordering::Relaxed);
        assert_eq!(build.join().unwrap().unwrap_err().kind, Kind::Interrupted);
    });
    assert_gone(&course.path("calls"));
    assert_eq!((course.held("programs"), course.held("work")), (0, 0));
}

#[test]
fn a_compiler_that_crashes_is_a_refusal() {
    let panic = "echo \"thread 'rustc' panicked at x.rs\" >&2; echo 'error: the compiler unexpectedly panicked' >&2; exit 101";
    let built = refusal(&with_rustc(panic));
    let last = built.diagnostics.last().unwrap();
    assert!(
        last.error && last.message == "the compiler crashed: this is a bug in rustc",
        "{last:?}"
    );
    assert!(
        last.rendered.contains("thread 'rustc' panicked at x.rs\n"),
        "{last:?}"
    );
    let built = refusal(&with_rustc("kill -SEGV $$"));
    assert_eq!(
        built.diagnostics.last().unwrap().message,
        "the compiler crashed (signal 11)"
    );
}

/// A type that never ends makes the real rustc give up; whatever it does then is put down to the program.
#[test]
fn what_brings_the_real_compiler_down_is_a_refusal() {
    let deep = format!(
        "fn main() {{ let _ = {}1{}; }}\n",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    let course = Course::new(&deep);
    let built = course.build().unwrap();
    assert!(built.program.is_none());
    assert!(
        built.diagnostics.iter().any(|diagnostic| diagnostic.error),
        "{}",
        shown(&built)
    );
}

#[test]
fn a_crash_over_its_memory_is_tried_again_without() {
    // The first build is plain; from the second on there is a memory, over which this compiler breaks down.
    let course = Course::new(HELLO);
    assert_eq!(course.output(), "hello\n");
    let real = course.toolchain.rustc.display().to_string();
    let text = r#"for arg; do case "$arg" in
-Cincremental=*) echo call >> CALLS; mkdir -p "${arg#*=}/session"; exit 101;;
esac; done; exec REAL "$@""#
        .replace("REAL", &real);
    let calls = course.path("calls");
    script(
        &course.path("rustc"),
        &text.replace("CALLS", &calls.display().to_string()),
    );
    let course = Course {
        toolchain: Toolchain {
            rustc: course.path("rustc"),
            ..course.toolchain.clone()
        },
        ..course
    };
    course.main(&HELLO.replace("hello", "again"));
    assert_eq!(course.output(), "again\n");
    assert_eq!(std::fs::read_to_string(calls).unwrap(), "call\n");
    let state = std::fs::read_dir(course.path("cache/incremental"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path()
        .join("state");
    assert!(
        std::fs::read_dir(state).map_or(0, Iterator::count) == 0,
        "what it remembered is gone"
    );
}

#[test]
fn a_compiler_that_is_killed_is_no_refusal() {
    let course = with_rustc("kill -KILL $$");
    let fault = fault(&course);
    assert_eq!(
        (fault.kind, fault.to_string().as_str()),
        (Kind::Ours, "something killed the compiler (signal 9)")
    );
    assert!(fault.hints[0].contains("out of memory"));
    assert_eq!((course.held("programs"), course.held("work")), (0, 0));
}

#[test]
fn a_compiler_that_does_not_start_is_no_refusal() {
    let mut course = Course::new(HELLO);
    course.toolchain.rustc = PathBuf::from("/no/rustc");
    assert!(
        fault(&course)
            .to_string()
            .starts_with("cannot start /no/rustc: No such file")
    );
    let course = with_rustc("echo 'librustc_driver.so: cannot open shared object file' >&2; exit 127");
    let fault = fault(&course).to_string();
    assert!(
        fault.starts_with("rustc failed without an error message: librustc_driver.so: cannot open"),
        "{fault}"
    );
}

#[test]
fn a_flood_of_messages_is_cut_and_said_so() {
    let lines: String = (0..400)
        .map(|n| ["    let v", &n.to_string(), ": u8 = \"\";\n"].concat())
        .collect();
    let built = Course::new(&["fn main() {\n", &lines, "}\n"].concat())
        .build()
        .unwrap();
    assert_eq!(built.diagnostics.len(), 201);
    assert!(built.diagnostics[..200].iter().all(|diagnostic| diagnostic.error));
    assert!(
        built.diagnostics[200]
            .message
            .ends_with("more messages of the compiler not shown")
    );
}

#[test]
fn no_c_compiler_is_ours_with_a_remedy() {
    let mut course = Course::new(HELLO);
    course.toolchain = Toolchain {
        linker: Linker::Default,
        path: "/nowhere".into(),
        ..course.toolchain
    };
    let fault = fault(&course);
    assert_eq!(
        fault.to_string(),
        "no C compiler (`cc`) on PATH: nothing can be linked"
    );
    assert!(fault.hints[0].contains("build-essential"));
}

/// However rustc is made to link, a program that cannot be linked is refused in the words of rustc's own way.
#[test]
fn a_program_that_cannot_be_linked_is_refused() {
    let course = Course::new(
        "unsafe extern \"C\" {\n    fn not_there();\n}\nfn main() {\n    unsafe { not_there() }\n}\n",
    );
    let built = course.build().unwrap();
    assert!(built.program.is_none());
    assert!(
        built.diagnostics[0]
            .message
            .starts_with("linking with `cc` failed"),
        "{}",
        shown(&built)
    );
    assert!(shown(&built).contains("not_there"));
}

#[test]
fn a_linker_that_fails_us_is_made_up_for() {
    let course = Course::new(HELLO);
    for program in ["/no/linker", "/bin/false"] {
        let linker = Linker::Direct {
            program: program.into(),
            args: vec![],
        };
        let course = Course {
            toolchain: Toolchain {
                linker,
                ..course.toolchain.clone()
            },
            ..Course::new(HELLO)
        };
        assert_eq!(course.output(), "hello\n");
    }
}

/// The name of the test that is run again, alone, where it may mount.
const FULL_DISK: &str = "faults::on_disks_of_every_size";

/// A build on a disk that is too small is trouble of ours, at whichever step it finds no more room.
#[test]
#[expect(clippy::disallowed_methods, reason = "only a process of its own may mount")]
fn a_full_disk_is_never_a_refusal() {
    let this = std::env::current_exe().unwrap();
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount"])
        .stdin(Stdio::null());
    let may_mount = command
        .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
        .stderr(Stdio::null())
        .status();
    if !may_mount.is_ok_and(|status| status.success()) {
        println!("skipped: this user may not make a small file system");
        return;
    }
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount"])
        .arg(this)
        .args(["--exact", FULL_DISK, "--ignored", "--nocapture"]);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    println!("{text}");
}

#[test]
#[ignore = "run by `a_full_disk_is_never_a_refusal`, where mounting is allowed"]
#[expect(clippy::disallowed_methods, reason = "mounting needs a program")]
fn on_disks_of_every_size() {
    let mut course = Course::new(HELLO);
    let disk = course.path("disk");
    std::fs::create_dir(&disk).unwrap();
    let (mut faults, mut built) = (0, 0);
    for kib in [64, 720, 1_440, 2_880, 8_192, 32_768] {
        let size = format!("size={kib}k,nr_inodes=200");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(&disk)
            .status()
            .unwrap();
        assert!(mount.success());
        course.cache = std::sync::Arc::new(grader::build::Cache::open(&disk).unwrap());
        // The second build has a memory to fill, which needs room of its own; the third holds all of std.
        for (text, word) in [("one", ""), ("two", ""), ("three", "// global_allocator\n")] {
            course.main(&(word.to_owned() + &LARGER.replace("WORD", text)));
            match course.build() {
                Ok(done) => {
                    assert_eq!(run(&done), format!("{text} 1\n"), "{size}");
                    built += 1;
                }
                Err(fault) => {
                    let words = fault.to_string();
                    assert_eq!(fault.kind, Kind::Ours);
                    assert!(
                        words.contains("no space left") || words.contains("No space left"),
                        "{size}: {words}"
                    );
                    assert!(words.contains(disk.to_str().unwrap()), "{size}: {words}");
                    assert_eq!(fault.hints, ["Free some space on that disk and try again."]);
                    println!("{size} {text}: {words}");
                    faults += 1;
                }
            }
        }
        let umount = Command::new("umount").arg(&disk).status().unwrap();
        assert!(umount.success());
    }
    assert!(faults > 5 && built > 5, "{faults} faults, {built} built");
}
