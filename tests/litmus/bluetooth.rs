//! The stopping protocol of a bluetooth driver: an operation looks whether the driver is being stopped and only then
//! counts itself in, so the driver can be stopped between the two.
//!
//! Source: Qadeer and Wu, "KISS: keep it simple and sequential" (PLDI 2004); `CS.bluetooth_driver` in `SCTBench`.
//! Expected: panic; an operation runs on a driver that has stopped.

use std::sync::atomic::{AtomicBool, AtomicI32, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Driver {
    /// One for the driver itself, and one for each operation under way.
    pending: AtomicI32,
    stopping: AtomicBool,
    stopped: AtomicBool,
    idle: Mutex<bool>,
    became_idle: Condvar,
}

impl Driver {
    fn leave(&self) {
        if self.pending.fetch_sub(1, SeqCst) == 1 {
            *self.idle.lock().unwrap() = true;
            self.became_idle.notify_all();
        }
    }

    fn enter(&self) -> bool {
        if self.stopping.load(SeqCst) {
            return false;
        }
        self.pending.fetch_add(1, SeqCst);
        true
    }

    /// One operation. Whether it met a running driver, or did not begin.
    fn operate(&self) -> bool {
        if !self.enter() {
            return true;
        }
        let running = !self.stopped.load(SeqCst);
        self.leave();
        running
    }

    fn stop(&self) {
        self.stopping.store(true, SeqCst);
        self.leave();
        let mut idle = self.idle.lock().unwrap();
        while !*idle {
            idle = self.became_idle.wait(idle).unwrap();
        }
        drop(idle);
        self.stopped.store(true, SeqCst);
    }
}

fn main() {
    let driver = Arc::new(Driver {
        pending: AtomicI32::new(1),
        stopping: AtomicBool::new(false),
        stopped: AtomicBool::new(false),
        idle: Mutex::new(false),
        became_idle: Condvar::new(),
    });
    let operation = {
        let driver = Arc::clone(&driver);
        thread::spawn(move || driver.operate())
    };
    driver.stop();
    assert!(
        operation.join().unwrap(),
        "the driver was used after it had stopped"
    );
}
