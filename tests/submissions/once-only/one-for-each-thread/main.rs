//! Lazy and loaded once, but once in each thread.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

thread_local! {
    static DICTIONARY: Dictionary = load();
}

fn load() -> Dictionary {
    println!("loading the dictionary"); //~ WRONG
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn translate(word: &str) {
    let translation = DICTIONARY.with(|dictionary| dictionary[word]);
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
