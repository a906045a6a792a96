//! Loads under a lock, so one after another, but has looked before it got the lock, and does not look again.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
static LOADING: Mutex<()> = Mutex::new(());

fn load() -> Dictionary {
    println!("loading the dictionary"); //~ WRONG
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn dictionary() -> &'static Dictionary {
    if DICTIONARY.get().is_none() {
        let _loading = LOADING.lock().unwrap();
        DICTIONARY.set(load()).ok();
    }
    DICTIONARY.get().unwrap()
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
