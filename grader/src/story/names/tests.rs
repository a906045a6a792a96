//! Names for things made in every way that learners make them.

use super::*;

/// Where `needle` stands in `text`, as the wire counts.
fn spot(text: &str, needle: &str) -> Place {
    let offset = text.find(needle).expect(needle);
    let before = &text[..offset];
    Place {
        file: "src/main.rs".to_owned(),
        line: u32::try_from(before.lines().count().max(1) + usize::from(before.ends_with('\n'))).unwrap(),
        column: u32::try_from(before.rsplit('\n').next().unwrap_or("").chars().count() + 1).unwrap(),
    }
}

fn sources(text: &str) -> Vec<Source> {
    vec![Source {
        path: "src/main.rs".to_owned(),
        text: text.to_owned(),
    }]
}

fn object(text: &str, kind: &str, made: &str) -> Object {
    Object {
        kind: kind.to_owned(),
        made_at: Some(spot(text, made)),
        senders: Vec::new(),
    }
}

/// Source, where the object is made, who asks, its name.
const OBJECTS: &[(&str, &str, Op, &str)] = &[
    (
        "fn main() {\n    let counter = Arc::new(Mutex::new(0));\n}",
        "Mutex::new",
        Op::Lock,
        "counter",
    ),
    (
        "static COUNT: AtomicUsize = AtomicUsize::new(0);",
        "AtomicUsize::new",
        Op::Load,
        "COUNT",
    ),
    (
        "fn main() { let (tx, rx) = mpsc::channel(); }",
        "mpsc::channel",
        Op::Send,
        "tx",
    ),
    (
        "fn main() { let (tx, rx) = mpsc::channel(); }",
        "mpsc::channel",
        Op::Recv,
        "rx",
    ),
    (
        "fn main() { let (tx, rx): (S, R) = mpsc::sync_channel(3); }",
        "mpsc::",
        Op::Start,
        "tx/rx",
    ),
    (
        "fn new() -> Self { Queue { items: Mutex::new(1), ready: Condvar::new() } }",
        "Condvar",
        Op::Wait,
        "ready",
    ),
    (
        "fn main() { let bank = Bank { a: Mutex::new(1) }; }",
        "Mutex",
        Op::Lock,
        "bank.a",
    ),
    (
        "fn main() { let bank = Arc::new(Bank { a: Mutex::new(1) }); }",
        "Mutex",
        Op::Lock,
        "bank.a",
    ),
    (
        "fn main() { let all = vec![Mutex::new(1), Mutex::new(2)]; }",
        "Mutex",
        Op::Lock,
        "all",
    ),
    (
        "fn main() { for _ in 0..3 { forks.push(Mutex::new(())); } }",
        "Mutex",
        Op::Lock,
        "forks",
    ),
    (
        "fn main() { let f: Vec<_> = (0..3).map(|_| Mutex::new(())).collect(); }",
        "Mutex",
        Op::Lock,
        "f",
    ),
    (
        "fn main() { let pair = Arc::new((Mutex::new(0), Condvar::new())); }",
        "Condvar",
        Op::Wait,
        "pair.1",
    ),
    (
        "fn main() { let pair = Arc::new((Mutex::new(0), Condvar::new()));\n let two = Arc::clone(&pair);\n \
             spawn(move || { let (lock, bell) = &*two; }); }",
        "Condvar",
        Op::Wait,
        "bell",
    ),
    (
        "fn main() { let (a, b) = (Mutex::new(1), Mutex::new(2)); }",
        "Mutex::new(2)",
        Op::Lock,
        "b",
    ),
    (
        "thread_local! { static SEEN: Cell<u8> = Cell::new(0); }",
        "Cell::new",
        Op::Load,
        "SEEN",
    ),
    (
        "static ALL: LazyLock<M> = LazyLock::new(|| Mutex::new(1));",
        "Mutex::new",
        Op::Lock,
        "ALL",
    ),
    (
        "fn main() { self.state = Mutex::new(1); }",
        "Mutex",
        Op::Lock,
        "state",
    ),
];

#[test]
fn objects_have_the_names_of_their_bindings() {
    for (text, made, op, name) in OBJECTS {
        let finding = Finding {
            objects: vec![object(text, "Thing", made)],
            ..Finding::default()
        };
        let names = Names::of(&finding, &sources(text));
        assert_eq!(names.object(0, *op).as_deref(), Some(*name), "{text}");
    }
}

#[test]
fn a_derived_default_names_its_field_when_there_is_no_doubt() {
    let text = "#[derive(Debug, Default)]\nstruct Gate {\n    seen: Mutex<u8>,\n    open: Condvar,\n    shut: Condvar,\n}";
    let made = |kind: &str| object(text, kind, "Default)");
    let finding = Finding {
        objects: vec![made("Mutex"), made("Condvar")],
        ..Finding::default()
    };
    let names = Names::of(&finding, &sources(text));
    assert_eq!(names.object(0, Op::Lock).as_deref(), Some("seen"));
    assert_eq!(names.object(1, Op::Wait), None);
}

#[test]
fn things_of_one_name_are_numbered() {
    let text = "fn main() { let forks = [const { Mutex::new(()) }; 2]; }";
    let fork = object(text, "Mutex", "Mutex::new");
    let finding = Finding {
        objects: vec![fork.clone(), fork],
        ..Finding::default()
    };
    let names = Names::of(&finding, &sources(text));
    assert_eq!(names.object(0, Op::Lock).unwrap(), "forks #1");
    assert_eq!(names.object(1, Op::Lock).unwrap(), "forks #2");
    assert_eq!(names.object(2, Op::Lock), None);
}

#[test]
fn tasks_have_the_names_that_say_most() {
    // (source, what spawns, how many tasks, names of the spawned ones)
    let cases: [(&str, &str, usize, &[&str]); 9] = [
        (
            "fn main() { let reader = thread::spawn(|| 1); }",
            "thread::spawn",
            1,
            &["reader"],
        ),
        (
            "fn main() { let handle = thread::spawn(move || worker(rx)); }",
            "thread::spawn",
            1,
            &["worker"],
        ),
        (
            "fn main() { let handle = thread::spawn(move || { a(); b() }); }",
            "thread::spawn",
            1,
            &["thread 1"],
        ),
        (
            "fn main() { for i in 0..2 { hs.push(thread::spawn(eat)); } }",
            "thread::spawn",
            2,
            &["eat 1", "eat 2"],
        ),
        (
            "fn main() { let workers: Vec<_> = (0..2).map(|i| thread::spawn(move || { i; 1 })).collect(); }",
            "thread::spawn",
            2,
            &["worker 1", "worker 2"],
        ),
        (
            "fn main() { thread::scope(|s| { s.spawn(|| consume(&q)); }); }",
            "spawn(||",
            1,
            &["consume"],
        ),
        (
            "fn main() { let eater = Builder::new().spawn(work).unwrap(); }",
            "spawn(work",
            1,
            &["eater"],
        ),
        (
            "fn main() { thread::spawn(|| { loop {} }); }",
            "thread::spawn",
            2,
            &["thread 1", "thread 2"],
        ),
        ("fn main() { does not parse", "does", 1, &["thread 1"]),
    ];
    for (text, spawned, many, called) in cases {
        let spawned = wire::Task {
            spawned_at: Some(spot(text, spawned)),
            ..wire::Task::default()
        };
        let mut tasks = vec![wire::Task::default()];
        tasks.resize(many + 1, spawned);
        let finding = Finding {
            tasks,
            ..Finding::default()
        };
        let names = Names::of(&finding, &sources(text));
        assert_eq!(names.task(0), "main");
        let found: Vec<String> = (1..=many).map(|task| names.task(task)).collect();
        assert_eq!(found, called, "{text}");
    }
}

#[test]
fn given_names_are_kept_and_made_safe() {
    let named = |name: &str| wire::Task {
        name: Some(name.to_owned()),
        ..wire::Task::default()
    };
    let finding = Finding {
        tasks: vec![
            named("main"),
            named("guest-1"),
            named("twin"),
            named("twin"),
            named("\x1b[31m\nred"),
        ],
        ..Finding::default()
    };
    let called = Names::of(&finding, &[]);
    let all: Vec<String> = (0..6).map(|task| called.task(task)).collect();
    assert_eq!(
        all,
        [
            "main",
            "guest-1",
            "twin 1",
            "twin 2",
            "\\u{1b}[31m\\nred",
            "thread 5"
        ]
    );
}
