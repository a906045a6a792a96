//! Three threads translate a word each, and each of them loads the dictionary. Once would be enough.
//!
//! Make sure that it is loaded once, that nobody goes on without it, and that they still translate
//! at the same time. The lesson is in `README.md`, next to `src`.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

/// Empty until somebody needs it.
static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();

/// Takes long, and must not happen twice.
fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

/// The dictionary, loaded if it has not been loaded yet.
fn dictionary() -> &'static Dictionary {
    if DICTIONARY.get().is_none() {
        let dictionary = load();
        DICTIONARY.set(dictionary).ok();
    }
    DICTIONARY.get().unwrap()
}

/// Looks a word up and thinks about it.
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
