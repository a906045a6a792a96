//! Loaded once, under a lock that is still held while the word is thought about: one thinks, two wait.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: Mutex<Option<Dictionary>> = Mutex::new(None);

fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn translate(word: &str) {
    let mut dictionary = DICTIONARY.lock().unwrap(); //~ SERIAL
    let translation = dictionary.get_or_insert_with(load)[word];
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
