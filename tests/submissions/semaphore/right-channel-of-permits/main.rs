//! Right in another way: the permits lie in a channel, taken out to go in and put back when dropped.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{LazyLock, Mutex};
use std::thread;
use std::time::Duration;

struct Semaphore {
    give: SyncSender<()>,
    take: Mutex<Receiver<()>>,
}

struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    fn new(permits: usize) -> Self {
        let (give, take) = mpsc::sync_channel(permits);
        for _ in 0..permits {
            give.send(()).unwrap();
        }
        Self {
            give,
            take: Mutex::new(take),
        }
    }

    fn acquire(&self) -> Permit<'_> {
        self.take.lock().unwrap().recv().unwrap();
        Permit(self)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.give.send(()).unwrap();
    }
}

static CONNECTIONS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

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
