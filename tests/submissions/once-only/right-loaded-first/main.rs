//! Right in another way: `main` loads the dictionary before it starts anybody, and lends it out.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn translate(dictionary: &Dictionary, word: &str) {
    let translation = dictionary[word];
    thread::sleep(Duration::from_millis(100));
    println!("{word}: {translation}");
}

fn main() {
    let dictionary = load();
    thread::scope(|desk| {
        for word in ["one", "two", "three"] {
            let dictionary = &dictionary;
            desk.spawn(move || translate(dictionary, word));
        }
    });
}
