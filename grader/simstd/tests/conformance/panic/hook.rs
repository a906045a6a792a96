//! A panic hook of the program's own.

use std::panic;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static PANICS: AtomicU32 = AtomicU32::new(0);
static LINES: Mutex<Vec<u32>> = Mutex::new(Vec::new());

fn main() {
    panic::set_hook(Box::new(|info| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        LINES.lock().unwrap().push(info.location().unwrap().line());
        println!(
            "{:?} {:?} {}",
            thread::current().name(),
            info.payload_as_str(),
            info
        );
    }));
    let _ = panic::catch_unwind(|| panic!("one"));
    let named = thread::Builder::new().name("other".into());
    named
        .spawn(|| panic!("two"))
        .unwrap()
        .join()
        .map(|()| ())
        .unwrap_err();
    let ours = panic::take_hook();
    let _ = panic::catch_unwind(|| panic!("told by std's own"));
    panic::set_hook(ours);
    let _ = panic::catch_unwind(|| panic!("three"));
    let _ = panic::take_hook();
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        println!("before");
        default(info);
    }));
    let _ = panic::catch_unwind(|| panic!("four"));
    println!("{} {:?}", PANICS.load(Ordering::SeqCst), LINES.lock().unwrap());
}
