//! `set` keeps the first value and throws the others away, after they have been loaded.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();

fn load() -> Dictionary {
    println!("loading the dictionary"); //~ WRONG
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn dictionary() -> &'static Dictionary {
    DICTIONARY.set(load()).ok();
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
