//! Right in another way: `get_or_init` in place of the check and the act.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();

fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn dictionary() -> &'static Dictionary {
    DICTIONARY.get_or_init(load)
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
