//! Lets go of the lock before waiting and takes it again to wait: what comes back in between is not seen, and a permit lies idle.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Semaphore {
    permits: Mutex<u32>,
    returned: Condvar,
}

#[must_use = "a permit that is not kept is returned at once"]
struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    const fn new(permits: u32) -> Self {
        Self {
            permits: Mutex::new(permits),
            returned: Condvar::new(),
        }
    }

    fn acquire(&self) -> Permit<'_> {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            drop(permits);
            permits = self.permits.lock().unwrap();
            permits = self.returned.wait(permits).unwrap(); //~ SERIAL
        }
        *permits -= 1;
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.permits.lock().unwrap() += 1;
        self.0.returned.notify_one();
    }
}

static CONNECTIONS: Semaphore = Semaphore::new(2);

fn fetch(page: u32) -> Result<u32, &'static str> {
    thread::sleep(Duration::from_millis(200));
    if page.is_multiple_of(2) {
        Ok(page * 512)
    } else {
        Err("not found")
    }
}

fn load(page: u32) -> Result<(), &'static str> {
    let _permit = CONNECTIONS.acquire();
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
