//! Right in another way: the work is handed to the semaphore, which has the last word about the permit.

use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Semaphore {
    permits: Mutex<u32>,
    returned: Condvar,
}

impl Semaphore {
    const fn new(permits: u32) -> Self {
        Self {
            permits: Mutex::new(permits),
            returned: Condvar::new(),
        }
    }

    fn with<R>(&self, work: impl FnOnce() -> R) -> R {
        let permits = self.permits.lock().unwrap();
        *self.returned.wait_while(permits, |left| *left == 0).unwrap() -= 1;

        let result = work();

        *self.permits.lock().unwrap() += 1;
        self.returned.notify_one();
        result
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
    let size = CONNECTIONS.with(|| fetch(page))?;
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
