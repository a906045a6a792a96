//! Right in another way: the check and the loading under one lock, which nobody holds while thinking.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Dictionary = BTreeMap<&'static str, &'static str>;

static DICTIONARY: Mutex<Option<Arc<Dictionary>>> = Mutex::new(None);

fn load() -> Dictionary {
    println!("loading the dictionary");
    thread::sleep(Duration::from_millis(200));
    BTreeMap::from([("one", "一"), ("two", "二"), ("three", "三")])
}

fn dictionary() -> Arc<Dictionary> {
    let mut dictionary = DICTIONARY.lock().unwrap();
    Arc::clone(dictionary.get_or_insert_with(|| Arc::new(load())))
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
