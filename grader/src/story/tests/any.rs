//! Whatever an exploration holds, the page stays within its columns and nothing in it reaches the terminal raw.

use super::super::lay_out;
use super::*;
use proptest::prelude::*;
use textwrap::core::display_width;
use wire::{Cause, Refused};

const PROGRAM: &str = "\
static COUNT: AtomicU32 = AtomicU32::new(0); // 包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子包子
fn main() {
    let (tx, rx) = mpsc::channel();
    let workers: Vec<_> = (0..4).map(|_| thread::spawn(move || { let x = COUNT.load(SeqCst); COUNT.store(x + 1, SeqCst); tx.send(\"\u{202e}\") })).collect();
\trx.recv();
        .lock()
}
";

/// Text as hostile as a program can make it.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{0,12}",
        Just(String::new()),
        Just("\x1b[31mred\x1b[0m\r\n\x07".to_owned()),
        Just("\u{202e}turned\u{2066}\u{feff}".to_owned()),
        Just("包子".repeat(60)),
        Just("e\u{301}".repeat(200)),
        Just("👩‍👩‍👧‍👦".repeat(30)),
        Just("a long line without an end ".repeat(20)),
        Just("x".repeat(500)),
        Just("one\ntwo\n\nthree\n".to_owned()),
        "\\PC{0,40}",
    ]
}

fn place() -> impl Strategy<Value = Place> {
    let file = prop_oneof![4 => Just(FILE.to_owned()), 1 => words()];
    (file, 0_u32..9, 0_u32..200).prop_map(|(file, line, column)| Place { file, line, column })
}

fn op() -> impl Strategy<Value = Op> {
    use Op::*;
    let all = vec![
        Start,
        Spawn,
        End,
        Join,
        IsFinished,
        Sleep,
        Yield,
        Park,
        Unpark,
        Now,
        Lock,
        TryLock,
        Unlock,
        Read,
        TryRead,
        Unread,
        Queue,
        Downgrade,
        Wait,
        Wake,
        NotifyOne,
        NotifyAll,
        Arrive,
        Pass,
        Once,
        OnceEnd,
        OnceDone,
        OnceWait,
        Send,
        Taken,
        TrySend,
        Recv,
        TryRecv,
        RecvTimeout,
        CloneSender,
        DropSender,
        DropReceiver,
        Load,
        Store,
        Update,
        Print,
        Input,
        Exit,
        Abort,
    ];
    proptest::sample::select(all)
}

fn cause() -> impl Strategy<Value = Cause> {
    use Cause::*;
    proptest::sample::select(vec![
        Other,
        Cycle,
        SelfLock,
        HeldForEver,
        LostWakeup,
        NeverNotified,
        NeverClosed,
        NeverDrained,
        TooFew,
        AfterPanic,
        Spinning,
        StackOverflow,
        Aborted,
        EndlessLoop,
        Signal,
        Memory,
    ])
}

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(vec![
        Kind::Abort,
        Kind::Deadlock,
        Kind::Livelock,
        Kind::Panic,
        Kind::Race,
    ])
}

fn wait() -> impl Strategy<Value = Wait> {
    (
        op(),
        prop::option::of(0_usize..6),
        prop::collection::vec(0_usize..9, 0..4),
    )
        .prop_map(|(op, object, for_tasks)| Wait {
            op,
            object,
            for_tasks,
        })
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        Just(State::Ready),
        Just(State::Finished),
        Just(State::Died),
        any::<u64>().prop_map(State::Sleeping),
        words().prop_map(State::Panicked),
        wait().prop_map(State::Blocked),
        wait().prop_map(State::Spinning),
    ]
}

fn task() -> impl Strategy<Value = Task> {
    let held = (0_usize..6, 0_usize..40, place()).prop_map(|(object, since, at)| Held { object, since, at });
    let spawned = (
        prop::option::of(words()),
        prop::option::of(0_usize..9),
        prop::option::of(place()),
    );
    let now = (
        state(),
        prop::option::of(place()),
        prop::collection::vec(held, 0..3),
    );
    (spawned, now).prop_map(|((name, parent, spawned_at), (state, at, holds))| Task {
        name,
        parent,
        spawned_at,
        state,
        at,
        holds,
    })
}

fn object() -> impl Strategy<Value = Object> {
    let kind = prop_oneof![3 => Just("Mutex".to_owned()), 1 => Just("poison flag".to_owned()), 1 => words()];
    (
        kind,
        prop::option::of(place()),
        prop::collection::vec(place(), 0..3),
    )
        .prop_map(|(kind, made_at, senders)| Object {
            kind,
            made_at,
            senders,
        })
}

fn event() -> impl Strategy<Value = Event> {
    let who = (
        0_usize..9,
        op(),
        prop::option::of(0_usize..6),
        prop::option::of(0_usize..9),
    );
    (
        who,
        place(),
        prop::option::of(words()),
        any::<u64>(),
        any::<bool>(),
    )
        .prop_map(
            |((task, op, object, other), at, value, time_ns, preempts)| Event {
                task,
                op,
                object,
                other,
                at,
                value,
                time_ns,
                preempts,
            },
        )
}

fn some_output() -> impl Strategy<Value = Output> {
    (words(), any::<i32>(), any::<u64>(), words()).prop_map(|(stdout, exit, schedules, token)| Output {
        stdout,
        exit,
        found_after: 1,
        schedules,
        token,
    })
}

fn finding() -> impl Strategy<Value = Finding> {
    let what = (
        kind(),
        cause(),
        words(),
        words(),
        0_u32..4,
        any::<bool>(),
        0_u64..9,
    );
    let parts = (
        prop::collection::vec(task(), 0..8),
        prop::collection::vec(object(), 0..5),
        prop::collection::vec(event(), 0..40),
        prop::option::of((0_usize..50, 0_usize..50)),
    );
    let streams = (words(), words(), any::<i32>(), prop::option::of(some_output()));
    (what, parts, streams).prop_map(
        |(
            (kind, cause, message, token, preemptions, fewest, schedules),
            (tasks, objects, events, decisive),
            (stdout, stderr, exit, instead_of),
        )| Finding {
            kind,
            cause,
            message,
            token,
            preemptions,
            fewest,
            found_after: 1,
            schedules,
            tasks,
            objects,
            events,
            decisive,
            stdout,
            stderr,
            exit,
            instead_of,
        },
    )
}

fn exploration() -> impl Strategy<Value = Exploration> {
    let search = (
        any::<bool>(),
        prop::option::of(0_u32..4),
        0_u64..10_000,
        0_u64..3,
        prop::option::of(words()),
    );
    let outputs = (prop::collection::vec(some_output(), 0..9), any::<bool>());
    let refused = (words(), place()).prop_map(|(item, at)| Refused { item, at });
    let told = (
        prop::collection::vec(finding(), 0..3),
        prop::option::weighted(0.1, refused),
        prop::option::weighted(0.2, finding()),
        prop::option::weighted(0.05, words()),
    );
    (search, outputs, told).prop_map(
        |(
            (complete, preemption_bound, schedules, unfinished, stopped),
            (outputs, outputs_cut),
            (findings, refused, replayed, bad_token),
        )| Exploration {
            complete,
            preemption_bound,
            schedules,
            unfinished,
            stopped,
            outputs,
            outputs_cut,
            findings,
            refused,
            replayed,
            bad_token,
            ..Exploration::default()
        },
    )
}

fn harmless(character: char) -> bool {
    let turns = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    character == '\n' || !(character.is_control() || turns)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_is_never_wider_than_a_hundred_columns(
        exploration in exploration(),
        name in words(),
        command in words(),
        verbose in any::<bool>(),
        elastic in any::<bool>(),
        known in any::<bool>(),
    ) {
        let sources = if known { sources(PROGRAM) } else { Vec::new() };
        let options = Options { program: name, arguments: command.clone(), command, verbose, color: false, elastic };
        let text = render(&exploration, &sources, &options);
        for line in text.lines() {
            prop_assert!(display_width(line) <= 100, "{} columns: {line}", display_width(line));
        }
        prop_assert!(text.chars().all(harmless), "{text:?}");
        prop_assert!(!text.trim().is_empty());
        let colored = render(&exploration, &sources, &Options { color: true, ..options });
        // Blanks at a line's end are cut away, but not from behind a colour that is switched off there.
        let plain = anstream::adapter::strip_str(&colored).to_string();
        prop_assert!(plain.lines().map(str::trim_end).eq(text.lines().map(str::trim_end)));
        for finding in &exploration.findings {
            let board = lay_out(&exploration, finding, &sources, verbose);
            prop_assert!(board.lanes.len() <= finding.tasks.len().max(9));
        }
    }
}
