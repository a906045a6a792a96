//! Output, limits, and what becomes of those that a tool leaves behind.

use super::*;
use std::sync::Arc;

fn shell(script: &str, limit: Duration, interrupt: &AtomicBool) -> Result<Finished> {
    let args = vec!["-c".into(), script.into()];
    let env = vec![("PATH", "/usr/bin:/bin".into())];
    Tool {
        program: Path::new("/bin/sh"),
        args,
        env,
        dir: "/".into(),
        held: None,
        limit,
    }
    .run(interrupt)
}

fn plain(script: &str) -> Finished {
    shell(script, Duration::from_mins(1), &AtomicBool::new(false)).unwrap()
}

/// Waits until a process that was killed is gone, or only waits to be collected: dying takes a moment.
fn assert_gone(pid: &str) {
    let stat = format!("/proc/{}/stat", pid.trim());
    for _ in 0..100_000 {
        let stat = std::fs::read_to_string(&stat).unwrap_or_default();
        if stat
            .rsplit(") ")
            .next()
            .is_none_or(|rest| rest.is_empty() || rest.starts_with('Z'))
        {
            return;
        }
        std::thread::yield_now();
    }
    panic!("{stat} is still there");
}

#[test]
fn both_streams_and_the_status() {
    let finished = plain("echo out; echo complaint >&2; exit 3");
    assert_eq!(finished.status.unwrap().code(), Some(3));
    assert_eq!(finished.stdout, b"out\n");
    assert_eq!(finished.complaint(), "complaint");
    assert!(!finished.succeeded());
}

#[test]
fn nothing_is_inherited() {
    assert_eq!(
        plain("env | grep -v -e ^PWD= -e ^SHLVL= -e ^_=").stdout,
        b"PATH=/usr/bin:/bin\n"
    );
}

#[test]
fn a_flood_is_read_to_its_end_and_kept_in_part() {
    let finished = plain("head -c 6000000 /dev/zero; echo done >&2");
    assert_eq!(finished.stdout.len(), KEPT);
    assert_eq!(finished.stderr, b"done\n");
}

#[test]
fn the_time_limit_ends_descendants_too() {
    let script = "sleep 1000 & echo $!; wait";
    let finished = shell(script, Duration::from_millis(300), &AtomicBool::new(false)).unwrap();
    assert!(finished.status.is_none());
    assert_gone(&String::from_utf8(finished.stdout).unwrap());
}

#[test]
fn what_a_tool_leaves_behind_is_ended() {
    let finished = plain("sleep 1000 & echo $!");
    assert!(finished.succeeded());
    assert_gone(&String::from_utf8(finished.stdout).unwrap());
}

#[test]
fn a_descendant_that_left_the_group_holds_nobody_up() {
    // The new session's leader is out of our reach; it must not keep us, and it ends by itself.
    let dir = tempfile::tempdir().unwrap();
    let told = dir.path().join("told");
    let script = "setsid sh -c 'echo here; touch TOLD; exec sleep 3' & until [ -e TOLD ]; do :; done";
    let finished = plain(&script.replace("TOLD", &told.display().to_string()));
    assert!(finished.succeeded());
    assert_eq!(finished.stdout, b"here\n");
}

#[test]
fn an_interrupt_ends_it() {
    let interrupt = Arc::new(AtomicBool::new(false));
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pid");
    let script = format!("echo $$ > {0}.new; mv {0}.new {0}; sleep 1000", file.display());
    let pid = std::thread::scope(|scope| {
        let run = scope.spawn(|| shell(&script, Duration::from_mins(1), &interrupt));
        while !file.exists() && !run.is_finished() {
            std::thread::yield_now();
        }
        let pid = std::fs::read_to_string(&file).unwrap();
        interrupt.store(true, Ordering::Relaxed);
        assert_eq!(run.join().unwrap().unwrap_err().kind, Kind::Interrupted);
        pid
    });
    assert_gone(&pid);
}

#[test]
fn a_lock_is_held_as_long_as_the_tool_lives() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let held = file.reopen().unwrap();
    held.lock().unwrap();
    let tool = Tool {
        program: Path::new("/bin/sleep"),
        args: vec!["1000".into()],
        env: Vec::new(),
        dir: "/".into(),
        held: Some(&held),
        limit: Duration::from_mins(1),
    };
    let mut child = tool.spawn().unwrap();
    // As when this process dies.
    drop(held);
    assert!(file.as_file().try_lock().is_err());
    child.kill().unwrap();
    child.wait().unwrap();
    file.as_file().lock().unwrap();
}

#[test]
fn what_is_missing_is_named() {
    let tool = |program, dir: &str| Tool {
        program: Path::new(program),
        args: Vec::new(),
        env: Vec::new(),
        dir: dir.into(),
        held: None,
        limit: Duration::from_secs(1),
    };
    let fault = |tool: Tool<'_>| tool.run(&AtomicBool::new(false)).unwrap_err().to_string();
    assert!(fault(tool("/no/tool", "/")).starts_with("cannot start /no/tool: No such file"));
    assert!(fault(tool("/bin/sh", "/no/dir")).starts_with("cannot start /no/dir: No such file"));
}
