//! The same file, the same report: again, under load, and schedule by schedule.

use super::{ABBA, RACE, explore, timeless, with};
use std::process::{Child, Command};

/// Processes that keep every processor busy, ended when this goes.
struct Load(Vec<Child>);

impl Load {
    #[expect(clippy::disallowed_methods, reason = "load comes from other processes")]
    fn begin() -> Self {
        let busy = || {
            Command::new("/bin/sh")
                .args(["-c", "while :; do :; done"])
                .spawn()
                .unwrap()
        };
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Load((0..2 * processors).map(|_| busy()).collect())
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        for child in &mut self.0 {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

/// Maps with random keys, time-outs and many schedules: where a report would differ if anything let it.
const MANY: &str = "use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    let began = Instant::now();
    let (tx, rx) = mpsc::channel();
    for n in 0..4 {
        let tx = tx.clone();
        thread::spawn(move || tx.send((n, n * n)).unwrap());
    }
    drop(tx);
    let mut squares = HashMap::new();
    while let Ok((n, square)) = rx.recv_timeout(Duration::from_secs(1)) {
        squares.insert(n, square);
    }
    println!(\"{:?} {:?}\", squares, began.elapsed());
}
";

#[test]
fn on_an_idle_and_on_a_loaded_machine() {
    let course = with(MANY);
    let idle = explore(&course, &["main.rs"]).1;
    let load = Load::begin();
    let loaded = explore(&course, &["main.rs"]).1;
    drop(load);
    assert!(idle["schedules"].as_u64().unwrap() > 20, "{idle:#}");
    assert_eq!(timeless(idle), timeless(loaded));
}

/// A token replayed twice gives the same events, byte for byte, and they are those of the finding that it comes from.
#[test]
fn a_token_replayed() {
    for source in [RACE, ABBA, MANY] {
        let course = with(source);
        let found = explore(&course, &["main.rs"]).1;
        let finding = &found["findings"][0];
        let token = match finding["token"].as_str() {
            Some(token) => token,
            None => found["outputs"][0]["token"].as_str().unwrap(),
        };
        let replay = || explore(&course, &["main.rs", "--replay", token]).1;
        let (once, again) = (replay(), replay());
        let events =
            |report: &serde_json::Value| serde_json::to_string(&report["findings"][0]["events"]).unwrap();
        assert_eq!(events(&once), events(&again));
        assert_eq!(timeless(once.clone()), timeless(again));
        assert_eq!(
            (&once["schedules"], &once["complete"]),
            (&1.into(), &false.into()),
            "{once:#}"
        );
        if !finding.is_null() {
            assert_eq!(events(&once), events(&found));
        }
    }
}

/// Strategies that choose by chance choose the same with the same seed.
#[test]
fn chance_with_a_seed() {
    let course = with(MANY);
    for strategy in ["random", "pct", "urw"] {
        let run = |seed| {
            let args = [
                "main.rs",
                "--strategy",
                strategy,
                "--schedules",
                "50",
                "--seed",
                seed,
            ];
            timeless(explore(&course, &args).1)
        };
        assert_eq!(run("7"), run("7"), "{strategy}");
        assert_eq!(run("7")["complete"], false, "{strategy}");
    }
}
