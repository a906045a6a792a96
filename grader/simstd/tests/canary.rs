//! The facts about the toolchain that the design rests on. When a new toolchain breaks one, it is named here.

mod support;

use std::fs;
use support::{Settings, compile, engine, explore, fresh_dir, rustc};
use wire::{Event, Exploration, Finding, Op, Request};

/// The schedule that gives the only output.
fn only_schedule(text: &str, settings: Settings) -> Finding {
    let made = compile(text, settings).unwrap_or_else(|why| panic!("it does not compile:\n{why}"));
    let explored = made.explore(&Request::default()).expect("it can be explored");
    let [output] = &explored.outputs[..] else {
        panic!("one output is expected: {explored:?}")
    };
    let replay = Request {
        replay: Some(output.token.clone()),
        ..Request::default()
    };
    made.explore(&replay)
        .expect("it can be replayed")
        .replayed
        .expect("the token fits")
}

fn event(found: &Finding, op: Op) -> &Event {
    let events = &found.events;
    events
        .iter()
        .find(|event| event.op == op)
        .unwrap_or_else(|| panic!("no {op:?} among {events:?}"))
}

fn only_output(explored: &Exploration) -> &str {
    let [output] = &explored.outputs[..] else {
        panic!("one output is expected: {explored:?}")
    };
    &output.stdout
}

const EVERYTHING: &str = "
use std::thread;
mod inner {
    pub fn print() { println!(\"inner\"); }
}
thread_local!(static LOCAL: std::cell::Cell<u32> = std::cell::Cell::new(1));
fn main() {
    crate::inner::print();
    let handle = ::std::thread::spawn(|| LOCAL.with(|it| it.get()));
    println!(\"{}\", handle.join().unwrap());
    thread::sleep(std::time::Duration::from_secs(1_000_000));
    eprintln!(\"on standard error\");
    let v = vec![1, 2];
    assert_eq!(v.len(), 2, \"{}\", format!(\"{:?}\", v));
}
";

#[test]
fn extern_std_replaces_std_and_its_prelude_macros_in_every_edition() {
    for edition in ["2015", "2018", "2021", "2024"] {
        let found = only_schedule(
            EVERYTHING,
            Settings {
                edition,
                ..Settings::default()
            },
        );
        // Captured, not printed: so `println!` is ours; and a real sleep of so many seconds would not have ended.
        assert_eq!(found.stdout, "inner\n1\n", "edition {edition}");
        assert_eq!(found.stderr, "on standard error\n", "edition {edition}");
        assert_eq!(
            event(&found, Op::Sleep).time_ns,
            1_000_000_000_000_000,
            "edition {edition}"
        );
    }
}

#[test]
fn extern_core_closes_the_way_round() {
    let text = "
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Derived(u8);
static COUNT: core::sync::atomic::AtomicUsize = core::sync::atomic::AtomicUsize::new(0);
fn main() {
    COUNT.fetch_add(1, core::sync::atomic::Ordering::SeqCst);
    core::hint::spin_loop();
    let both: std::sync::atomic::AtomicUsize = core::sync::atomic::AtomicUsize::new(core::mem::size_of::<u8>());
    println!(\"{:?} {:?} {:?}\", Derived::default().clone(), both, core::time::Duration::ZERO);
}";
    for edition in ["2018", "2021", "2024"] {
        let found = only_schedule(
            text,
            Settings {
                edition,
                core: true,
                ..Settings::default()
            },
        );
        assert_eq!(event(&found, Op::Update).at.line, 6, "edition {edition}");
        assert_eq!(event(&found, Op::Yield).at.line, 7, "edition {edition}");
        assert_eq!(found.stdout, "Derived(0) 1 0ns\n", "edition {edition}");
    }
}

#[test]
fn callers_are_the_learners_lines_through_macros_and_loops() {
    let text = "use std::sync::mpsc;

fn main() {
    let (sender, receiver) = mpsc::channel();
    sender.send(1).unwrap();
    drop(sender);
    for value in &receiver {
        println!(
            \"{value}\"
        );
    }
    dbg!(1);
}";
    let found = only_schedule(text, Settings::default());
    let place = |op| (event(&found, op).at.file.as_str(), event(&found, op).at.line);
    assert_eq!(place(Op::Send), ("main.rs", 5));
    assert_eq!(place(Op::Recv), ("main.rs", 7));
    assert_eq!(place(Op::Print), ("main.rs", 8));
    assert_eq!(found.stderr, "[main.rs:12:5] 1 = 1\n");
}

#[test]
fn what_writes_through_std_is_shown_where_its_stream_was_asked_for() {
    let text = "use std::io::{self, BufWriter, Write};
fn main() {
    let mut buffered = BufWriter::new(io::stdout());
    buffered.write_all(b\"a\").unwrap();
    buffered.flush().unwrap();
    let mut dynamic: Box<dyn Write> = Box::new(io::stdout());
    writeln!(dynamic, \"b\").unwrap();
}";
    let found = only_schedule(text, Settings::default());
    let prints = found.events.iter().filter(|event| event.op == Op::Print);
    let places: Vec<_> = prints
        .map(|event| (event.at.file.as_str(), event.at.line))
        .collect();
    assert_eq!(places, [("main.rs", 3), ("main.rs", 6)]);
}

#[test]
fn the_appended_line_moves_no_line() {
    let found = only_schedule("fn main() {\n\n    panic!(\"here\")\n}", Settings::default());
    assert_eq!(found.stderr, "\nthread 'main' panicked at main.rs:3:5:\nhere\n");
    assert_eq!(found.exit, 101);
}

#[test]
fn unsafe_code_can_be_forbidden_without_a_change_to_the_source() {
    let check = |text: &str| {
        let dir = fresh_dir();
        fs::write(dir.join("main.rs"), text).expect("it can be written");
        let mut rustc = rustc();
        rustc
            .current_dir(&dir)
            .args(["--edition=2024", "--emit=metadata", "-Funsafe_code", "main.rs"]);
        let output = rustc.output().expect("the compiler runs");
        fs::remove_dir_all(dir).expect("it was there");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    // std's own macros may use it.
    let (fine, said) =
        check("thread_local!(static A: u8 = const { 1 });\nfn main() { A.with(|it| println!(\"{it}\")) }");
    assert!(fine, "{said}");
    let (fine, said) =
        check("#![allow(unsafe_code)]\nfn main() { unsafe { std::hint::unreachable_unchecked() } }");
    assert!(!fine && said.contains("unsafe_code"), "{said}");
}

#[test]
fn programs_allocate_from_our_arenas_and_hash_with_our_keys() {
    let text = "
use std::collections::HashMap;
fn main() {
    let own = Box::new(7_u64);
    let by_std = String::from(\"made inside std\");
    println!(\"{own:p} {:p}\", by_std.as_ptr());
    let map: HashMap<u32, ()> = (0..64).map(|key| (key, ())).collect();
    println!(\"{:?}\", map.keys().collect::<Vec<_>>());
}";
    let first = explore(text, &Request::default());
    let lines: Vec<&str> = only_output(&first).lines().collect();
    for address in lines[0].split(' ') {
        assert!(address.starts_with("0x2000"), "{address} is in no arena");
    }
    // Another process: with keys of the system's the order of 64 keys would hardly ever be the same.
    assert_eq!(
        only_output(&explore(text, &Request::default())),
        only_output(&first)
    );
}

#[test]
fn statics_are_fresh_in_every_schedule() {
    let text = "
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{LazyLock, Mutex, OnceLock};
static ZERO: AtomicUsize = AtomicUsize::new(0);
static NOT_ZERO: AtomicUsize = AtomicUsize::new(40);
static LIST: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static TEXT: Mutex<&'static str> = Mutex::new(\"first\");
static ONCE: OnceLock<String> = OnceLock::new();
static LAZY: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![1]));
fn work() {
    ZERO.fetch_add(1, SeqCst);
    LIST.lock().unwrap().push(1);
}
fn main() {
    let other = std::thread::spawn(work);
    work();
    other.join().unwrap();
    let before = std::mem::replace(&mut *TEXT.lock().unwrap(), \"second\");
    LAZY.lock().unwrap().push(2);
    let fresh = ONCE.set(\"x\".into()).is_ok();
    println!(\"{} {} {:?}\", ZERO.load(SeqCst), NOT_ZERO.fetch_add(1, SeqCst), LIST.lock().unwrap());
    println!(\"{before} {fresh} {:?}\", LAZY.lock().unwrap());
}";
    let explored = explore(text, &Request::default());
    assert_eq!(only_output(&explored), "2 40 [1, 1]\nfirst true [1, 2]\n");
    assert!(
        explored.complete && explored.schedules > 1,
        "{} schedules",
        explored.schedules
    );
}

#[test]
fn the_toolchain_has_std_as_a_shared_library() {
    let found = fs::read_dir(&engine().std).expect("the toolchain's libraries are there");
    let paths = found.map(|entry| entry.expect("it can be listed").path());
    let shared = paths.filter(|path| path.extension().is_some_and(|it| it == "so"));
    let names = shared.filter_map(|path| path.file_name().map(|it| it.to_string_lossy().into_owned()));
    assert_eq!(names.filter(|name| name.starts_with("libstd-")).count(), 1);
}

#[test]
fn the_world_is_out_of_reach_where_std_cannot_be_replaced() {
    let text = "
use std::path::Path;
fn main() {
    let path = Path::new(\"Cargo.toml\");
    match std::env::args().nth(1).as_deref() {
        Some(\"exists\") => println!(\"{}\", path.exists()),
        Some(\"is_dir\") => println!(\"{}\", path.is_dir()),
        Some(\"metadata\") => println!(\"{}\", path.metadata().is_ok()),
        Some(\"symlink_metadata\") => println!(\"{}\", path.symlink_metadata().is_ok()),
        Some(\"canonicalize\") => println!(\"{:?}\", path.canonicalize()),
        Some(\"read_link\") => println!(\"{:?}\", path.read_link()),
        Some(\"read_dir\") => println!(\"{}\", path.read_dir().is_ok()),
        Some(\"absolute\") => println!(\"{:?}\", std::path::absolute(path)),
        _ => println!(\"{:?} {:?}\", path.parent(), std::path::absolute(\"/a/../b\")),
    }
}";
    let made = compile(text, Settings::default()).unwrap_or_else(|why| panic!("it does not compile:\n{why}"));
    let explore = |what: &str| {
        let request = Request {
            args: vec![what.to_owned()],
            ..Request::default()
        };
        made.explore(&request).expect("it can be explored")
    };
    for what in [
        "exists",
        "is_dir",
        "metadata",
        "symlink_metadata",
        "canonicalize",
        "read_link",
        "read_dir",
        "absolute",
    ] {
        let refused = explore(what).refused.unwrap_or_else(|| panic!("{what} was done"));
        assert_eq!(refused.item, "std::path::Path asking the file system", "{what}");
    }
    assert_eq!(only_output(&explore("nothing")), "Some(\"\") Ok(\"/a/../b\")\n");
}
