//! Three threads translate a word each. The dictionary that they need is loaded once, by whoever comes first.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

/// Loaded when it is needed for the first time.
static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(load);

/// Takes long, and must not happen twice.
fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

/// Looks a word up and thinks about it.
fn translate(word: &str) {
    let translation = DICTIONARY[word];
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
