//! Machines that do not do what one expects of them.

use e2e::{Course, runs_of};
use rustix::process::{Pid, Signal, kill_process};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::Duration;

const RIGHT: &str = "fn main() {\n    println!(\"ok\");\n}\n";

#[test]
fn no_rustc() {
    let course = Course::with_program(RIGHT);
    let output = course
        .grader(&["check", "only"])
        .env("PATH", "/nowhere")
        .env("CLEW_CACHE", course.path("cache"))
        .output();
    insta::assert_snapshot!("no-rustc", e2e::shown(&output.unwrap(), &course.path("")));
    let output = course
        .grader(&[])
        .env("PATH", "/nowhere")
        .env("CLEW_CACHE", course.path("cache"))
        .output();
    assert_eq!(output.unwrap().status.code(), Some(3));
}

/// A full disk under the cache is our trouble: exit code 3, and no verdict on the learner.
#[test]
#[expect(clippy::disallowed_methods, reason = "mounting needs a program")]
fn a_full_disk() {
    let course = Course::with_program(RIGHT);
    let cache = course.path("cache");
    std::fs::create_dir(&cache).unwrap();
    // Room for the directories and nothing else. Where nobody may mount (no root), /dev/full cannot stand in for a
    // directory, and the unit tests of the build's faults have to do.
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"])
        .arg(&cache)
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: a small file system cannot be mounted here");
        return;
    }
    let output = course
        .grader(&["check", "only"])
        .env("CLEW_CACHE", &cache)
        .output()
        .unwrap();
    let unmounted = Command::new("umount").arg(&cache).status().unwrap();
    assert!(unmounted.success());
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(
        text.contains("No space left on device") || text.contains("no space left"),
        "{text}"
    );
    assert!(!text.contains("COMPILE"), "{text}");
    assert_eq!(course.read("exercises/one/only/src/main.rs"), RIGHT);
}

/// A checkout that cannot be written is graded all the same; only the progress is not kept, and that is said.
#[test]
#[expect(clippy::disallowed_methods, reason = "mounting needs a program")]
fn a_read_only_checkout() {
    let course = Course::with_program(RIGHT);
    let root = course.path("");
    let bound = Command::new("mount")
        .args(["--bind", "-o", "ro"])
        .args([&root, &root])
        .stderr(Stdio::null())
        .status();
    let bound = bound.is_ok_and(|status| status.success());
    let locked = bound || {
        // Without root a directory without write permission is as good; root would write to it all the same.
        std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o555)).unwrap();
        std::fs::write(root.join("probe"), "").is_err()
    };
    let output = course
        .grader(&["check", "only"])
        .env_remove("CLEW_CACHE")
        .output()
        .unwrap();
    if bound {
        assert!(Command::new("umount").arg(&root).status().unwrap().success());
    } else {
        std::fs::set_permissions(&root, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert!(locked, "this machine offers no way to make a directory read-only");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("PASS"), "{text}");
    assert!(text.contains("your progress is not saved"), "{text}");
}

/// Ctrl-C while a program runs: exit code 130, soon, and nothing is left.
#[test]
fn ctrl_c_during_a_run() {
    let endless =
        "fn main() {\n    loop {\n        std::thread::sleep(std::time::Duration::from_secs(1));\n    }\n}\n";
    let course = Course::with(
        "          - output: \"ok\\n\"\n        limits: {wall: 60s}\n",
        endless,
    );
    let mut grader = course
        .std_grader(&["check", "only"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = grader.id();
    wait_until(|| !runs_of(pid).is_empty());
    kill_process(Pid::from_child(&grader), Signal::INT).unwrap();
    let status = grader.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    let mut stderr = String::new();
    grader.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "interrupted\n");
    assert_eq!(runs_of(pid), Vec::<String>::new());
    assert_eq!(course.read("exercises/one/only/src/main.rs"), endless);
    assert!(
        !course.path("progress.txt").exists(),
        "an interrupted run is no verdict"
    );
}

/// A grader that is killed outright takes its runs with it.
#[test]
fn a_killed_grader_leaves_nothing() {
    let endless =
        "fn main() {\n    loop {\n        std::thread::sleep(std::time::Duration::from_secs(1));\n    }\n}\n";
    let course = Course::with(
        "          - output: \"ok\\n\"\n        limits: {wall: 60s}\n",
        endless,
    );
    let mut grader = course
        .std_grader(&["check", "only"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = grader.id();
    wait_until(|| !runs_of(pid).is_empty());
    grader.kill().unwrap();
    grader.wait().unwrap();
    wait_until(|| runs_of(pid).is_empty());
}

/// Output that nobody reads is no fault.
#[test]
fn a_closed_pipe() {
    let course = Course::with_program(RIGHT);
    let mut grader = course
        .std_grader(&["list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(grader.stdout.take());
    assert_eq!(grader.wait().unwrap().code(), Some(0));
}

/// Waits for something that must come to pass; a minute is for ever.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "between two looks")]
fn wait_until(mut holds: impl FnMut() -> bool) {
    for _ in 0..6_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not come to pass within a minute");
}
