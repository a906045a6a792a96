//! `a.append(&b)` asks `b` for its length and then for its text, each under `b`'s lock, but not both under one lock:
//! the text may have become shorter in between.
//!
//! Source: the atomicity violation in `java.lang.StringBuffer`; Flanagan and Qadeer, "A type and effect system for
//! atomicity" (PLDI 2003); `CS.stringbuffer-jdk1.4` in `SCTBench`.
//! Expected: panic; the range asked for is longer than the text.

use std::sync::{Arc, Mutex};
use std::thread;

struct StringBuffer {
    text: Mutex<String>,
}

impl StringBuffer {
    fn new(text: &str) -> Self {
        StringBuffer {
            text: Mutex::new(text.to_owned()),
        }
    }

    fn len(&self) -> usize {
        self.text.lock().unwrap().len()
    }

    fn prefix(&self, len: usize) -> Option<String> {
        self.text.lock().unwrap().get(..len).map(str::to_owned)
    }

    fn clear(&self) {
        self.text.lock().unwrap().clear();
    }

    /// Whether it worked.
    fn append(&self, other: &StringBuffer) -> bool {
        let mut text = self.text.lock().unwrap();
        let len = other.len();
        let Some(tail) = other.prefix(len) else {
            return false;
        };
        text.push_str(&tail);
        true
    }
}

fn main() {
    let a = Arc::new(StringBuffer::new("abc"));
    let b = Arc::new(StringBuffer::new("def"));
    let appender = {
        let (a, b) = (Arc::clone(&a), Arc::clone(&b));
        thread::spawn(move || a.append(&b))
    };
    b.clear();
    assert!(appender.join().unwrap(), "index out of bounds");
}
