//! Three tabs load five pages. The server allows two connections at a time, and three are open.
//!
//! Make `acquire` wait until a permit is free. Then make sure that every permit comes back, also when
//! a page is not found. The lesson is in `README.md`, next to `src`.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// So many permits. It counts them and lets everybody pass.
struct Semaphore {
    permits: Mutex<i32>,
}

impl Semaphore {
    const fn new(permits: i32) -> Self {
        Self {
            permits: Mutex::new(permits),
        }
    }

    /// Takes a permit; waits for one if there is none. (Does it?)
    fn acquire(&self) {
        *self.permits.lock().unwrap() -= 1;
    }

    /// Returns a permit.
    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
    }
}

static CONNECTIONS: Semaphore = Semaphore::new(2);

/// Asks the server for a page and returns its size. It does not have the odd ones.
fn fetch(page: u32) -> Result<u32, &'static str> {
    thread::sleep(Duration::from_millis(200));
    if page.is_multiple_of(2) {
        Ok(page * 512)
    } else {
        Err("not found")
    }
}

fn load(page: u32) -> Result<(), &'static str> {
    CONNECTIONS.acquire();
    let size = fetch(page)?;
    println!("page {page}: {size} bytes");
    CONNECTIONS.release();
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
