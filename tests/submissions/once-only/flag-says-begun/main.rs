//! A flag says that somebody has begun to load, and the others run past it to a dictionary that is not there.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
static BEGUN: AtomicBool = AtomicBool::new(false);

fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn dictionary() -> &'static Dictionary {
    if !BEGUN.swap(true, SeqCst) {
        DICTIONARY.set(load()).unwrap();
    }
    DICTIONARY.get().unwrap() //~ PANIC
}

fn translate(word: &str) {
    let translation = dictionary()[word];
    thread::sleep(Duration::from_millis(100));
    println!("{word}: {translation}");
}

fn main() {
    thread::scope(|desk| {
        for word in ["one", "two", "three"] {
            desk.spawn(move || translate(word));
        }
    });
}
