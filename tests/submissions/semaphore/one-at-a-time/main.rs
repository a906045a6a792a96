//! A mutex in place of a semaphore: no more than two connections, but never two either.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

static CONNECTION: Mutex<()> = Mutex::new(());

fn fetch(page: u32) -> Result<u32, &'static str> {
    thread::sleep(Duration::from_millis(200));
    if page.is_multiple_of(2) {
        Ok(page * 512)
    } else {
        Err("not found")
    }
}

fn load(page: u32) -> Result<(), &'static str> {
    let _connection = CONNECTION.lock().unwrap(); //~ SERIAL
    let size = fetch(page)?;
    println!("page {page}: {size} bytes");
    Ok(())
}

fn tab(pages: &[u32]) {
    for &page in pages {
        if let Err(problem) = load(page) {
            println!("page {page}: {problem}");
        }
    }
}

fn main() {
    thread::scope(|browser| {
        for pages in [&[1, 2][..], &[3, 4], &[5]] {
            browser.spawn(|| tab(pages));
        }
    });
}
