//! Who finds no permit does not wait for one: the page is never loaded.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

struct Semaphore {
    permits: Mutex<u32>,
}

#[must_use = "a permit that is not kept is returned at once"]
struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    const fn new(permits: u32) -> Self {
        Self {
            permits: Mutex::new(permits),
        }
    }

    fn acquire(&self) -> Option<Permit<'_>> {
        let mut permits = self.permits.lock().unwrap();
        if *permits == 0 {
            return None;
        }
        *permits -= 1;
        Some(Permit(self))
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.permits.lock().unwrap() += 1;
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
    let _permit = CONNECTIONS.acquire().ok_or("busy")?;
    let size = fetch(page)?;
    println!("page {page}: {size} bytes");
    Ok(())
}

fn tab(pages: &[u32]) {
    for &page in pages {
        if let Err(problem) = load(page) {
            println!("page {page}: {problem}"); //~ WRONG
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
